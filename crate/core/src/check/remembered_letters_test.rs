//! Letters written by us, sent for different jobs on different days.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::Memories;
use super::super::once::Once;
use super::super::testing::{known_common, person, remembered, run, run_with, text};
use super::*;
use crate::engine::ledger::keep;
use crate::ledger::{Entry, Secret};
use crate::model::{Job, PageInfo, PageKind, PageSnapshot, Person, Proposal, SeenLetter};

const JOB: &str = "We run a bird reserve and need a small web map that shows which ponds are flooded.";
const SENT: &[&str] = &["remembered-letters"];

fn template(name: &str, years: &str, company: &str) -> String {
    format!(
        "Hello dear client, my name is {name} and I have {years} years of experience. For {company} I rebuilt a tide \
         gauge portal whose gauges reported over weak radio links, and I learned to keep every reading twice before \
         the link drops again. In the first week I would sketch the ponds by hand with your rangers, because paper \
         finds mistakes that code never finds. I look forward to hearing from you."
    )
}

fn honest(n: usize) -> String {
    let letters = [
        "Boaters of a canal trust saw closed locks in red on my last map. Levels would go into one table, a row for each \
         pond and morning, and the drawing would colour the ponds from it.",
        "Rangers on the phone need big buttons and no login, so I would send each of them a private link. Plain vector \
         tiles cost nothing to serve, and my nephew tests everything with gloves on.",
        "I once drew avalanche risk for a ski club with the very same colours, and volunteers kept it alive for four \
         winters. Photographs of your notebook would tell me more than a meeting.",
        "A spreadsheet may be enough for the first season: somebody types a number, a script paints the outline. When \
         you outgrow it I move everything into a proper database without asking anybody to change a habit.",
    ];
    letters.get(n % letters.len()).map_or_else(String::new, |letter| (*letter).to_owned())
}

fn page(job: &str, day: &str, letters: &[(&str, String)]) -> PageSnapshot {
    let proposal = |(id, letter): &(&str, String)| Proposal {
        id: text(&format!("{job}/{id}")),
        person: Some((*id).to_owned()),
        letter: text(letter),
        ..Proposal::default()
    };
    PageSnapshot {
        kind: PageKind::Proposals,
        page: PageInfo {
            url: format!("https://www.freelancer.com/projects/{job}"),
            captured_at: format!("{day}T10:00:00Z"),
            ..PageInfo::default()
        },
        job: Some(Job { id: text(job), description: text(JOB), ..Job::default() }),
        people: letters.iter().map(|(id, _)| person(id)).collect(),
        proposals: letters.iter().map(proposal).collect(),
        ..PageSnapshot::default()
    }
}

fn now() -> PageSnapshot {
    page("9", "2026-11-20", &[("ann", template("Ann", "8", "Port of Elm")), ("zoe", honest(0))])
}

fn before(n: usize) -> Vec<PageSnapshot> {
    let names = ["bo", "cem", "dee", "eve"];
    let page = |(at, name): (usize, &&str)| {
        page(
            &at.to_string(),
            &format!("2026-11-1{at}"),
            &[(*name, template(name, "5", "Ferry Watch")), ("yan", honest(at + 1))],
        )
    };
    names.iter().take(n).enumerate().map(page).collect()
}

#[test]
fn fires_on_a_copy_for_another_job_as_a_note() {
    let (findings, coverage) = run_with(&CHECK, &now(), &remembered(&before(1)));
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!((findings[0].severity, findings[0].subject.items.as_slice()), (Severity::Note, [0].as_slice()));
    assert_eq!(coverage.state, CoverageState::Checked);
    let statistic = findings[0].statistic.as_ref().unwrap();
    let (low, high) = statistic.interval.unwrap();
    assert!(
        statistic.n == 16 && low <= statistic.value.unwrap() && statistic.value.unwrap() <= high && high - low < 0.6
    );
    let letter = now().proposals[0].letter.clone().unwrap().value;
    let quoted: usize = findings[0].evidence.iter().map(|evidence| evidence.quote.split(' ').count()).sum();
    assert!(findings[0].evidence.iter().all(|evidence| letter.contains(&evidence.quote)) && quoted >= 16);
    let names = ["Ann", "Port of Elm", "dear client"];
    assert!(findings[0].evidence.iter().all(|evidence| names.iter().all(|name| !evidence.quote.contains(name))));
}

#[test]
fn fires_on_the_same_letter_of_three_accounts_as_a_question() {
    let severity = |n| run_with(&CHECK, &now(), &remembered(&before(n))).0[0].severity;
    assert_eq!([severity(1), severity(2), severity(4)], [Severity::Note, Severity::Caution, Severity::Caution]);
}

#[test]
fn fires_as_background_on_one_agency() {
    let agency = |mut page: PageSnapshot| {
        page.people.iter_mut().for_each(|person| *person = Person { agency: text("Reed & Rush"), ..person.clone() });
        page
    };
    let pages: Vec<_> = before(3).into_iter().map(agency).collect();
    assert_eq!(run_with(&CHECK, &agency(now()), &remembered(&pages)).0[0].severity, Severity::Context);
    assert_eq!(run_with(&CHECK, &now(), &remembered(&pages)).0[0].severity, Severity::Caution);
}

#[test]
fn silent_on_a_bidders_own_letters_and_on_this_very_page() {
    let own = page("3", "2026-11-10", &[("ann", template("Ann", "7", "Northpool"))]);
    assert!(run_with(&CHECK, &now(), &remembered(&[own, now()])).0.is_empty());
}

#[test]
fn silent_on_letters_that_this_session_holds_with_their_texts() {
    let mut memories = remembered(&before(2));
    for page in before(2) {
        memories.letters.push(SeenLetter {
            key: page.proposals[0].id.clone().unwrap().value,
            url: page.page.url.clone(),
            text: page.proposals[0].letter.clone().unwrap().value,
            ..SeenLetter::default()
        });
    }
    assert!(run_with(&CHECK, &now(), &memories).0.is_empty());
}

#[test]
fn silent_on_the_same_job_where_its_post_could_not_be_read() {
    let unread = |mut page: PageSnapshot| {
        page.job.as_mut().unwrap().description = None;
        page
    };
    let other = |id| unread(page(id, "2026-11-12", &[("bo", template("Bo", "5", "Ferry Watch"))]));
    assert!(run_with(&CHECK, &unread(now()), &remembered(&[other("9")])).0.is_empty());
    assert_eq!(run_with(&CHECK, &unread(now()), &remembered(&[other("8")])).0.len(), 1);
}

#[test]
fn silent_on_honest_letters_and_under_another_secret() {
    let pages: Vec<_> =
        (0..4).map(|n| page(&n.to_string(), "2026-11-10", &[("kim", honest(n)), ("lee", honest(n + 1))])).collect();
    let (findings, coverage) = run_with(&CHECK, &now(), &remembered(&pages[1..3]));
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(coverage.state, CoverageState::Checked);
    let mut memories = remembered(&before(3));
    memories.secret = Some(Secret::new([1; 32]));
    assert!(run_with(&CHECK, &now(), &memories).0.is_empty());
}

#[test]
fn silent_on_what_letters_say_that_are_not_alike() {
    // Two sentences that everybody in the trade writes, each beside other words.
    let trade = "Every tide gauge portal must keep each reading twice before a weak radio link drops again. ";
    let with = |rest: &str| format!("{trade}{rest}");
    let others = ["kim", "lee", "max", "ned"].into_iter().enumerate();
    let page_of = |(n, id): (usize, &'static str)| page(&n.to_string(), "2026-11-10", &[(id, with(&honest(n)))]);
    let memories = remembered(&others.map(page_of).collect::<Vec<_>>());
    let mine = page("9", "2026-11-20", &[("ann", with("Seven herons watched me solder antennas near my kitchen."))]);
    assert!(run_with(&CHECK, &mine, &memories).0.is_empty());
}

#[test]
fn too_few_words_and_nothing_remembered_are_said() {
    let short = page("9", "2026-11-20", &[("ann", "I can do this job today".to_owned())]);
    assert_eq!(run_with(&CHECK, &short, &remembered(&before(1))).1.state, CoverageState::TooFew);
    assert_eq!(run(&CHECK, &now()).1.state, CoverageState::NotVisible);
    assert_eq!(run_with(&CHECK, &PageSnapshot::default(), &remembered(&[])).1.state, CoverageState::NotVisible);
    assert_eq!(run_with(&CHECK, &now(), &remembered(&[])).1.state, CoverageState::Checked);
    let mut nameless = now();
    nameless.job = None;
    assert_eq!(run_with(&CHECK, &nameless, &remembered(&before(1))).1.state, CoverageState::TooFew);
    assert_eq!(CHECK.id, SENT[0]);
}

/// What the ledger hands over for a page must be enough for the check: the entries under the page's keys.
#[test]
fn fires_on_what_the_host_looks_up() {
    let all = remembered(&before(4));
    let secret = all.secret.clone().unwrap();
    let common = known_common();
    let asked: BTreeSet<String> =
        crate::engine::ledger::recall(&Keys::new(&now(), common, &secret, &Once::default())).into_iter().collect();
    let is_asked = |entry: &&Entry| entry.keys.iter().any(|key| asked.contains(key));
    let entries: Vec<Entry> = all.entries.iter().filter(is_asked).cloned().collect();
    assert!(!entries.is_empty() && entries.len() < all.entries.len());
    let given = Memories { entries, ..all.clone() };
    assert_eq!(run_with(&CHECK, &now(), &given).0, run_with(&CHECK, &now(), &all).0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_what_is_handed_over_decides_nothing(turn in 0_usize..8, reverse in any::<bool>()) {
        let common = known_common();
        let page = now();
        let mut memories = remembered(&before(4));
        let run = |memories: &Memories| (CHECK.run)(&Context { snapshot: &page, memories, common, priors: &[], once: &Once::default() });
        let first = run(&memories);
        memories.entries.rotate_left(turn);
        if reverse {
            memories.entries.reverse();
        }
        prop_assert_eq!(run(&memories), first);
    }

    #[test]
    fn whatever_the_ledger_holds_is_survived(odd in proptest::collection::vec("(p|\\PC{0,40})", 0..30), long in 0_usize..400) {
        let common = known_common();
        let page = now();
        let mut memories = remembered(&before(1));
        for (at, odd) in odd.iter().enumerate() {
            let kept = Kept::Proposal {
                person: odd.clone(), agency: None, job: odd.clone(), letter: odd.repeat(long), first: odd.clone(), sent: None, hired: None,
            };
            memories.entries.push(Entry { id: at.to_string(), day: odd.clone(), keys: vec![odd.clone()], kept });
        }
        let judged = (CHECK.run)(&Context { snapshot: &page, memories: &memories, common, priors: &[], once: &Once::default() });
        prop_assert_eq!(judged.findings.len(), 1);
        let once = Once::default();
        let keys = Keys::new(&page, common, memories.secret.as_ref().unwrap(), &once);
        prop_assert_eq!(keep(&keys, &page, &memories).len(), 2);
    }
}
