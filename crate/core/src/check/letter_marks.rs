//! # Looks for
//! Marks in one letter that its writer most likely did not mean to leave there. (a) A slot that was never filled:
//! "\[Client Name\]", "{{title}}". (b) A greeting, a job title or a company that belongs to another job. (c) Residue of
//! a writing assistant: its opening, its closing, the prompt it was given. (d) Characters that no reader sees inside a
//! word, and letters of another script that only look Latin.
//!
//! # Why it matters
//! The 2022 advisory names templates used for bids. A slot or another client's name shows that a letter was made from
//! one; hidden and look-alike letters are how contact and payment words pass a site's own filter. Each is weak alone:
//! a Note, and a question (Caution) where a slot stands for the reader's own name or job, where the greeting names
//! another company and the client's is nowhere in the letter, and where a contact or payment word, or three words or
//! more, are disguised. Never more. Measured on 410 real and slot-filled letters: none has a mark; beside
//! a client's name of our own, 30 of them do, each for a greeting that names somebody else.
//!
//! # Innocent reasons
//! Most honest bidders keep a letter to start from. Many write in their own language and let an assistant translate.
//! Hidden characters come with text that is copied from a web page, and one letter of another alphabet from a keyboard
//! with two layouts.
//!
//! # Cannot see
//! (b) needs a page that names its client or carries the job's text; nicknames, initials and teams are never compared
//! closely. (c) reads English only. Slots in letters about templates or placeholders, and sentences that a model says of
//! itself in letters about models, are left alone, as is what stands in quotation marks, in code, or in the job post.

mod addressee;
mod hidden;
mod residue;
mod slots;
mod topic;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::finding::{Draft, coverage, one, quote, whole};
use super::{Check, Context, Judged};
use crate::model::{Job, PageSnapshot, Value};
use crate::pack::reading::read;
use crate::report::{
    Confidence, Coverage, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Subject,
};
use crate::text::normal::plain_words;
use topic::Topic;

/// The check.
pub static CHECK: Check = Check {
    id: "letter-marks",
    title: "letter-marks.title",
    version: "1.0.0",
    family: Family::Letters,
    references: &["plat-templates"],
    run,
};

/// Letters read on one page, bytes of one letter, marks quoted of one kind.
const MOST_LETTERS: usize = 2_000;
const MOST_BYTES: usize = 64 << 10;
const MOST_QUOTED: usize = 4;

/// A mark: bytes of the letter, and whether it alone is worth a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    at: Range<usize>,
    asks: bool,
}

/// A letter, and the job it was written for.
struct Letter<'a> {
    value: &'a Value<String>,
    /// As much of it as is read.
    text: &'a str,
    job: &'a JobText<'a>,
    topic: OnceCell<Topic>,
    item: Subject,
}

impl Letter<'_> {
    /// Asked only when there is something to judge.
    fn topic(&self) -> Topic {
        *self.topic.get_or_init(|| Topic::of(self.text, &self.job.words))
    }
}

/// What the page says about the job.
#[derive(Default)]
struct JobText<'a> {
    job: Option<&'a Job>,
    /// Title, description and skills as normalised words, each with a space before and behind.
    words: String,
}

impl<'a> JobText<'a> {
    fn of(snapshot: &'a PageSnapshot) -> Self {
        let Some(job) = &snapshot.job else { return Self::default() };
        let texts = [&job.title, &job.description].into_iter().flatten().chain(&job.skills);
        let mut words = String::from(" ");
        for text in texts {
            words.push_str(&plain_words(start_of(&text.value)));
            words.push(' ');
        }
        Self { job: Some(job), words }
    }

    /// Whether the job's text holds these normalised words in a row.
    fn says(&self, words: &str) -> bool {
        !words.is_empty() && self.words.contains(&format!(" {words} "))
    }

    fn client(&self) -> Option<&'a Value<String>> {
        self.job.and_then(|job| job.client.as_ref()).filter(|client| !plain_words(&client.value).is_empty())
    }
}

/// Whether a list of words, with a space between any two, holds a word.
fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

fn start_of(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default()
}

fn run(context: &Context<'_>) -> Judged {
    let snapshot = context.snapshot;
    let job = JobText::of(snapshot);
    let letters =
        snapshot.proposals.iter().enumerate().filter_map(|(at, proposal)| Some((at, proposal.letter.as_ref()?)));
    let mut letters = letters.filter(|(_, letter)| !letter.value.trim().is_empty());
    let mut findings = Vec::new();
    let mut read = 0;
    for (at, value) in letters.by_ref().take(MOST_LETTERS) {
        let text = start_of(&value.value);
        let letter = Letter { value, text, job: &job, topic: OnceCell::new(), item: one(ItemKind::Proposal, at) };
        findings.extend(
            [slot(context, &letter), residue(context, &letter), hidden(context, &letter)].into_iter().flatten(),
        );
        findings.extend(addressee(context, &letter));
        read += 1;
    }
    Judged::new(findings, said(read, letters.count(), job.client().is_some()))
}

fn said(read: usize, beyond: usize, client: bool) -> Coverage {
    let (state, note) = if read == 0 {
        (CoverageState::NotVisible, Message::key("letter-marks.note.not_visible"))
    } else if beyond > 0 {
        (CoverageState::Checked, Message::key("letter-marks.note.beyond").with("beyond", beyond))
    } else if client {
        (CoverageState::Checked, Message::key("letter-marks.note.checked"))
    } else {
        (CoverageState::Checked, Message::key("letter-marks.note.no_client"))
    };
    coverage(&CHECK, state, if read == 0 { note } else { note.with("n", read) })
}

/// A finding about one letter. Never more than a question.
fn draft(letter: &Letter<'_>, asks: bool, confidence: Confidence) -> Draft {
    let severity = if asks { Severity::Caution } else { Severity::Note };
    Draft::new(&CHECK, severity, confidence, letter.item.clone())
}

fn quotes(letter: &Letter<'_>, marks: &[Mark]) -> Vec<Evidence> {
    // What asks is quoted first.
    let (asking, others): (Vec<&Mark>, Vec<&Mark>) = marks.iter().partition(|mark| mark.asks);
    let marks = asking.into_iter().chain(others).take(MOST_QUOTED);
    marks.filter_map(|mark| quote(letter.value, mark.at.clone(), letter.item.clone())).collect()
}

fn slot(context: &Context<'_>, letter: &Letter<'_>) -> Option<Finding> {
    let marks = slots::slots(letter);
    let evidence = quotes(letter, &marks);
    let first = evidence.first()?.quote.clone();
    let message = Message::key("letter-marks.message.slot").with("slot", first).with("n", marks.len());
    let finding = draft(letter, marks.iter().any(|mark| mark.asks), Confidence::High)
        .says(message, Message::key("letter-marks.why.slot"))
        .innocent(&["letter-marks.innocent.own_template", "letter-marks.innocent.example"])
        .ask(&["letter-marks.ask.slot"])
        .evidence(evidence);
    Some(finding.done(context.snapshot))
}

fn addressee(context: &Context<'_>, letter: &Letter<'_>) -> Option<Finding> {
    let found = addressee::addressee(letter)?;
    let own = whole(found.own, found.own.value.clone(), one_job());
    let evidence = vec![quote(letter.value, found.at, letter.item.clone())?, own];
    let key = match found.what {
        addressee::What::Name => Message::key("letter-marks.message.other_name"),
        addressee::What::Job => Message::key("letter-marks.message.other_job"),
    };
    let message = key.with("said", found.said).with("own", found.own.value.trim());
    let finding = draft(letter, found.asks, Confidence::Medium)
        .says(message, Message::key("letter-marks.why.addressee"))
        .innocent(&["letter-marks.innocent.mixed_up", "letter-marks.innocent.known_name"])
        .ask(&["letter-marks.ask.addressee"])
        .evidence(evidence);
    Some(finding.done(context.snapshot))
}

fn one_job() -> Subject {
    Subject { kind: ItemKind::Job, items: Vec::new() }
}

fn residue(context: &Context<'_>, letter: &Letter<'_>) -> Option<Finding> {
    let whole = letter.text.len() == letter.value.value.len();
    let known = letter.item.items.first().filter(|_| whole).and_then(|at| context.once.reading(context.snapshot, *at));
    let reading = known.unwrap_or_else(|| Rc::new(read(letter.text)));
    let marks = residue::residue(letter, &reading);
    let evidence = quotes(letter, &marks);
    let message = Message::key("letter-marks.message.residue").with("said", evidence.first()?.quote.as_str());
    let finding = draft(letter, false, Confidence::Medium)
        .says(message, Message::key("letter-marks.why.residue"))
        .innocent(&["letter-marks.innocent.assistant", "letter-marks.innocent.translated"])
        .ask(&["letter-marks.ask.residue"])
        .evidence(evidence);
    Some(finding.done(context.snapshot))
}

fn hidden(context: &Context<'_>, letter: &Letter<'_>) -> Option<Finding> {
    let found = hidden::hidden(letter.text);
    let marks: Vec<Mark> = found.iter().map(|word| Mark { at: word.at.clone(), asks: word.matters }).collect();
    let evidence = quotes(letter, &marks);
    let first = found.iter().find(|word| word.matters).or(found.first())?;
    let key = match first.what {
        hidden::What::Inside => Message::key("letter-marks.message.hidden"),
        hidden::What::Alike => Message::key("letter-marks.message.alike"),
        hidden::What::Order => Message::key("letter-marks.message.order"),
        hidden::What::Unseen => Message::key("letter-marks.message.unseen"),
    };
    let message =
        key.with("written", first.written.as_str()).with("reads", first.reads.as_str()).with("n", found.len());
    let asks = found.len() >= hidden::MANY || found.iter().any(|word| word.matters);
    let finding = draft(letter, asks, Confidence::High)
        .says(message, Message::key("letter-marks.why.hidden"))
        .innocent(&["letter-marks.innocent.pasted", "letter-marks.innocent.keyboard"])
        .ask(&["letter-marks.ask.hidden"])
        .evidence(evidence);
    Some(finding.done(context.snapshot))
}
