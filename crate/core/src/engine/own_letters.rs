//! Letters that the user gives, as rows of a file or pasted in, as the proposals of a page: the same checks, and one report.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::{Engine, Page};
use crate::model::days::days;
use crate::model::{Job, PageInfo, PageKind, PageSnapshot, Person, Proposal, Source, Unread, UnreadWhy, Value, When};
use crate::report::Problem;
use crate::text::post;
use crate::tree::RowId;

/// As many as are compared with each other ([`crate::check::CHECKS`]).
const MOST_LETTERS: usize = 2_000;
/// Bytes of one letter, its post included, and of all of them.
const MOST_LETTER_BYTES: usize = 1 << 20;
const MOST_BYTES: usize = 24 << 20;

/// A letter as the user gives it: the columns of `secondlook letters`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct OwnLetter {
    /// What names it, each letter by another.
    pub id: String,
    /// Who wrote it. Letters without an author never count as those of different people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Its text.
    pub text: String,
    /// The job post that it answers: its title, its text, or both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// When it was sent, as the user's file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// Letters that are judged together, in the user's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct OwnLetters {
    /// The letters.
    pub letters: Vec<OwnLetter>,
    /// Now, RFC 3339 with offset.
    pub captured_at: String,
}

impl Engine {
    /// Takes letters for the proposals of a page. Too many or too long ones are a problem that names both numbers; two with one
    /// id as well, for one of them would be taken for the other.
    pub fn open_letters(&self, given: &OwnLetters) -> Result<Page<'static>, Vec<Problem>> {
        held_to_caps(&given.letters)?;
        Ok(snapshot(given).into())
    }
}

fn held_to_caps(letters: &[OwnLetter]) -> Result<(), Vec<Problem>> {
    if letters.len() > MOST_LETTERS {
        let message = format!("{} letters; at most {MOST_LETTERS} are compared at once", letters.len());
        return refused("letters-too-many", message, "give fewer letters");
    }
    let (mut bytes, mut ids) = (0_usize, BTreeSet::new());
    for letter in letters {
        let long = letter.text.len() + letter.job.as_ref().map_or(0, String::len);
        if long > MOST_LETTER_BYTES {
            let message =
                format!("letter {:?} and its post have {long} bytes; at most {MOST_LETTER_BYTES} are read", letter.id);
            return refused("letter-too-long", message, "give a shorter letter");
        }
        bytes += long;
        if !ids.insert(letter.id.as_str()) {
            return refused(
                "letter-id-again",
                format!("two letters are called {:?}", letter.id),
                "give each its own id",
            );
        }
    }
    if bytes > MOST_BYTES {
        let message = format!("{bytes} bytes of letters and posts; at most {MOST_BYTES} are read");
        return refused("letters-too-long", message, "give fewer letters");
    }
    Ok(())
}

fn refused<T>(code: &str, message: String, fix: &str) -> Result<T, Vec<Problem>> {
    Err(vec![Problem { place: "letters".to_owned(), code: code.to_owned(), message, fix: fix.to_owned() }])
}

/// A post that all letters answer is the job; where they answer several, each letter has its own.
fn snapshot(given: &OwnLetters) -> PageSnapshot {
    let letters = &given.letters;
    let posts: BTreeSet<Option<&str>> = letters.iter().map(post_of).collect();
    let one_post = posts.len() == 1;
    let mut authors = BTreeSet::new();
    let named = letters.iter().filter_map(author_of).filter(|author| authors.insert(*author));
    let people = named.map(|name| Person { id: value(name), name: value(name), ..Person::default() }).collect();
    let proposal = |(at, letter): (usize, &OwnLetter)| Proposal {
        id: value(&letter.id),
        person: author_of(letter).map(str::to_owned),
        at: when(letter).map(|at| whole(When::At(at))),
        letter: value(&letter.text),
        post: post_of(letter).filter(|_| !one_post).and_then(value),
        // It stands on no page; its place in the user's order keeps it apart from the others.
        row: RowId::try_from(at + 1).ok(),
        ..Proposal::default()
    };
    let undated = letters.iter().filter(|letter| letter.at.is_some() && when(letter).is_none()).count();
    let unread = (undated > 0).then(|| Unread {
        field: "proposals.at".to_owned(),
        why: UnreadWhy::NotUnderstood,
        note: format!("{undated} of {} are no dates as ISO 8601 writes them", letters.len()),
    });
    PageSnapshot {
        kind: PageKind::Proposals,
        page: PageInfo { kind: PageKind::Proposals, captured_at: given.captured_at.clone(), ..PageInfo::default() },
        job: posts.first().copied().flatten().filter(|_| one_post).map(job),
        people,
        proposals: letters.iter().enumerate().map(proposal).collect(),
        unread: unread.into_iter().collect(),
        ..PageSnapshot::default()
    }
}

fn job(text: &str) -> Job {
    let description = post::says_more(text).then(|| whole(text.to_owned()));
    Job { title: post::title(text).and_then(value), description, ..Job::default() }
}

fn author_of(letter: &OwnLetter) -> Option<&str> {
    letter.author.as_deref().map(str::trim).filter(|author| !author.is_empty())
}

fn post_of(letter: &OwnLetter) -> Option<&str> {
    letter.job.as_deref().filter(|job| !job.trim().is_empty())
}

/// Only what nobody can read in two ways: of 03/04/26 nobody knows the month.
fn when(letter: &OwnLetter) -> Option<String> {
    let at = letter.at.as_deref()?.trim();
    days(at).map(|_| at.to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "fields of the model are optional")]
fn value(text: &str) -> Option<Value<String>> {
    Some(whole(text.to_owned()))
}

fn whole<T>(value: T) -> Value<T> {
    let source = Source { row: None, path: "own letter".to_owned() };
    Value { value, currency: None, source, shown: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, Words};
    use super::*;
    use crate::check::Memories;
    use crate::report::{CoverageState, Report, Severity};
    use crate::text::moment::Moment;

    const JOB: &str =
        "Repaint the harbour lights\n\nThe lamps on the north pier lost their red coat in the winter storms.";

    fn letter(id: &str, author: &str, text: &str) -> OwnLetter {
        let author = (!author.is_empty()).then(|| author.to_owned());
        OwnLetter { id: id.to_owned(), author, text: text.to_owned(), ..OwnLetter::default() }
    }

    fn copy(name: &str) -> String {
        format!(
            "Dear {name}, the red of those lamps has to be scraped by hand before a brush comes near it, since old varnish \
             under new paint blisters in the first salt spring; my cousin and I hang from the ladder at low water, work \
             four lamps a tide, and carry the scrapings home in buckets, because nothing of it belongs in the sea."
        )
    }

    fn judged(letters: Vec<OwnLetter>) -> Result<Report, Vec<Problem>> {
        let engine = Engine::new(Vec::new(), Settings::default(), Words::new())?;
        let page = engine.open_letters(&OwnLetters { letters, captured_at: "2026-11-20T10:00:00+00:00".to_owned() })?;
        Ok(page.analyze(&engine, &Memories::default()))
    }

    fn shared(report: &Report) -> Vec<(Severity, Vec<usize>)> {
        let of_check = report.findings.iter().filter(|finding| finding.rule == "shared-letters");
        of_check.map(|finding| (finding.severity, finding.subject.items.clone())).collect()
    }

    fn three(authors: [&str; 3]) -> Vec<OwnLetter> {
        let other = "I have a small boat and would rather paint the lamps from the water, two a day, when the wind is from \
                     the west and the pilots are at lunch; bring your own ladder if you want to watch me doing it.";
        let texts = [copy("Ada"), other.to_owned(), copy("Bo")];
        let named = authors.into_iter().zip(texts).enumerate();
        named.map(|(at, (author, text))| letter(&format!("{}", at + 1), author, &text)).collect()
    }

    #[test]
    fn a_copy_is_found_among_letters_that_were_given() {
        let report = judged(three(["Ann", "Cy", "Dee"])).unwrap();
        assert_eq!(shared(&report), [(Severity::Caution, vec![0, 2])]);
        let labels: Vec<&str> = report.items.iter().map(|item| item.label.as_str()).collect();
        assert_eq!(labels, ["Ann", "Cy", "Dee"]);
    }

    #[test]
    fn letters_of_one_author_or_of_nobody_are_background() {
        for authors in [["Ann", "Cy", "Ann"], ["", "", ""]] {
            assert_eq!(shared(&judged(three(authors)).unwrap()), [(Severity::Context, vec![0, 2])], "{authors:?}");
        }
    }

    #[test]
    fn what_stands_in_the_post_is_set_aside_whether_all_answer_it_or_each_its_own() {
        let own_post = |text: &str| Some(format!("Lamps\n\n{text}"));
        let mut letters = three(["Ann", "Cy", "Dee"]);
        for letter in &mut letters {
            letter.job = own_post(&copy("Ada"));
        }
        assert_eq!(shared(&judged(letters.clone()).unwrap()), [], "one post");
        letters[1].job = own_post("Quite another post.");
        assert_eq!(shared(&judged(letters.clone()).unwrap()), [], "a post of its own each");
        letters[0].job = own_post("Nothing of it.");
        letters[2].job = own_post("Nothing of it either.");
        let report = judged(letters).unwrap();
        assert_eq!(shared(&report), [(Severity::Caution, vec![0, 2])]);
        let innocent = format!("{:?}", report.findings[0].innocent);
        assert!(!innocent.contains("innocent.job"), "the posts were read: {innocent}");
    }

    #[test]
    fn one_post_is_the_job_and_several_are_none() {
        let mut letters = three(["Ann", "Cy", "Dee"]);
        for letter in &mut letters {
            letter.job = Some(JOB.to_owned());
        }
        let given =
            |letters: &[OwnLetter]| snapshot(&OwnLetters { letters: letters.to_vec(), ..OwnLetters::default() });
        let job = given(&letters).job.unwrap();
        assert_eq!(job.title.unwrap().value, "Repaint the harbour lights");
        assert_eq!(job.description.unwrap().value, JOB);
        letters[0].job = Some("Paint a shed".to_owned());
        let several = given(&letters);
        assert_eq!((several.job, several.proposals[0].post.as_ref().unwrap().value.as_str()), (None, "Paint a shed"));
        for letter in &mut letters {
            letter.job = Some("Paint a shed".to_owned());
        }
        let title = given(&letters).job.unwrap();
        assert!(title.title.is_some() && title.description.is_none());
    }

    #[test]
    fn dates_that_can_be_read_in_two_ways_are_not_read() {
        let mut letters = three(["Ann", "Cy", "Dee"]);
        for (letter, at) in letters.iter_mut().zip(["2026-11-03T10:00:20Z", "03/04/26", "2026-11-03"]) {
            letter.at = Some(at.to_owned());
        }
        let snapshot = snapshot(&OwnLetters { letters, ..OwnLetters::default() });
        let at: Vec<bool> = snapshot.proposals.iter().map(|proposal| proposal.at.is_some()).collect();
        assert_eq!(at, [true, false, true]);
        assert!(Moment::read("2026-11-03T10:00:20Z").is_some());
        assert_eq!(snapshot.unread[0].note, "1 of 3 are no dates as ISO 8601 writes them");
    }

    #[test]
    fn caps_name_both_numbers() {
        let code = |letters: Vec<OwnLetter>| judged(letters).unwrap_err().remove(0);
        let many: Vec<OwnLetter> = (0..2_001).map(|at| letter(&at.to_string(), "", "Hello")).collect();
        assert!(code(many).message.contains("2001 letters; at most 2000"));
        assert_eq!(code(vec![letter("1", "", &"x".repeat(MOST_LETTER_BYTES + 1))]).code, "letter-too-long");
        assert_eq!(code(vec![letter("1", "", "a"), letter("1", "", "b")]).code, "letter-id-again");
        let long = "x".repeat(MOST_LETTER_BYTES);
        assert_eq!(code((0..30).map(|at| letter(&at.to_string(), "", &long)).collect()).code, "letters-too-long");
    }

    #[test]
    fn no_letters_are_no_trouble() {
        let report = judged(Vec::new()).unwrap();
        assert!(report.findings.is_empty());
        let covered = report.coverage.iter().find(|covered| covered.check == "shared-letters");
        assert_eq!(covered.map(|covered| covered.state), Some(CoverageState::NotVisible));
    }
}
