//! Pages of made-up people, what a device remembers of them, and the records made from them.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::missing_panics_doc, clippy::unnecessary_wraps)]

use std::collections::BTreeMap;

use secondlook_core::case::{self, Case, CasePack, CaseSubject, Inputs};
use secondlook_core::check::Memories;
use secondlook_core::engine::{Engine, Page};
use secondlook_core::ledger::Secret;
use secondlook_core::model::{
    Job, PageInfo, PageKind, PageSnapshot, Person, Proposal, Review, ReviewBy, SeenLetter, Source, Value, When,
};

pub const JOB: &str = "We run a bird reserve and need a small web map that shows which ponds are flooded.";

pub fn value<T>(value: T) -> Option<Value<T>> {
    Some(Value { value, currency: None, source: Source { row: None, path: "test".to_owned() }, shown: Vec::new() })
}

pub fn text(words: &str) -> Option<Value<String>> {
    value(words.to_owned())
}

/// A letter of a template that several people use.
pub fn template(name: &str, years: &str, company: &str) -> String {
    format!(
        "Hello dear client, my name is {name} and I have {years} years of experience. For {company} I rebuilt a tide \
         gauge portal whose gauges reported over weak radio links, and I learned to keep every reading twice before \
         the link drops again. In the first week I would sketch the ponds by hand with your rangers, because paper \
         finds mistakes that code never finds. I look forward to hearing from you."
    )
}

/// Letters that have nothing in common.
pub fn honest(n: usize) -> String {
    let letters = [
        "Boaters of a canal trust saw closed locks in red on my last map. Levels would go into one table, a row for each \
         pond and morning, and the drawing would colour the ponds from it. Nothing else is needed for a first season.",
        "Rangers on the phone need big buttons and no login, so I would send each of them a private link. Plain vector \
         tiles cost nothing to serve, and my nephew tests everything with gloves on before it goes out to anybody.",
        "I once drew avalanche risk for a ski club with the very same colours, and volunteers kept it alive for four \
         winters. Photographs of your notebook would tell me more than a meeting, so please send some pages of it.",
        "A spreadsheet may be enough for the first season: somebody types a number, a script paints the outline. When \
         you outgrow it I move everything into a proper database without asking anybody to change a habit of theirs.",
    ];
    letters[n % letters.len()].to_owned()
}

pub fn person(id: &str) -> Person {
    Person { id: text(id), name: text(&format!("Name of {id}")), ..Person::default() }
}

/// A job's page with letters of these people.
pub fn job(id: &str, day: &str, letters: &[(&str, String)]) -> PageSnapshot {
    let proposal = |(who, letter): &(&str, String)| Proposal {
        id: text(&format!("{id}/{who}")),
        person: Some((*who).to_owned()),
        letter: text(letter),
        ..Proposal::default()
    };
    PageSnapshot {
        kind: PageKind::Proposals,
        page: PageInfo {
            url: format!("https://www.freelancer.com/projects/{id}"),
            kind: PageKind::Proposals,
            captured_at: format!("{day}T10:00:00Z"),
            ..PageInfo::default()
        },
        job: Some(Job { id: text(id), title: text("Map of ponds"), description: text(JOB), ..Job::default() }),
        people: letters.iter().map(|(who, _)| person(who)).collect(),
        proposals: letters.iter().map(proposal).collect(),
        ..PageSnapshot::default()
    }
}

/// A profile with reviews: client, text, day.
pub fn profile(who: &str, day: &str, reviews: &[(&str, &str, &str)]) -> PageSnapshot {
    let review = |(client, words, at): &(&str, &str, &str)| Review {
        person: Some(who.to_owned()),
        client: text(client),
        client_key: text(&format!("{client} Limited")),
        title: text(&format!("Work for {client}")),
        at: value(When::At((*at).to_owned())),
        rating: value(5.0),
        text: text(words),
        by: Some(ReviewBy::Client),
        ..Review::default()
    };
    PageSnapshot {
        kind: PageKind::Profile,
        page: PageInfo {
            url: format!("https://www.upwork.com/freelancers/{who}"),
            kind: PageKind::Profile,
            captured_at: format!("{day}T10:00:00Z"),
            ..PageInfo::default()
        },
        people: vec![person(who)],
        reviews: reviews.iter().map(review).collect(),
        totals: BTreeMap::from([("reviews".to_owned(), reviews.len() as u64)]),
        ..PageSnapshot::default()
    }
}

/// The device's secret.
pub fn device() -> Secret {
    Secret::new(*b"0123456789abcdefghijklmnopqrstuv")
}

/// What a device remembers after these pages, of what the last one asks for.
pub fn remembered(engine: &Engine, before: &[PageSnapshot], now: &PageSnapshot) -> Memories {
    let mut all: Vec<secondlook_core::ledger::Entry> = Vec::new();
    let recalled = |all: &[secondlook_core::ledger::Entry], page: &PageSnapshot| {
        let keys = engine.recall(page, &device());
        let entries = all.iter().filter(|entry| entry.keys.iter().any(|key| keys.contains(key))).cloned().collect();
        Memories { entries, secret: Some(device()), ..Memories::default() }
    };
    for page in before {
        let kept = engine.keep(page, &recalled(&all, page));
        all.retain(|entry| kept.iter().all(|new| new.id != entry.id));
        all.extend(kept);
        all.sort_by(|a, b| a.id.cmp(&b.id));
    }
    recalled(&all, now)
}

/// The letters of a page as a job session keeps them.
pub fn session(page: &PageSnapshot) -> Vec<SeenLetter> {
    Page::from(page).remember()
}

/// A record about a person, as the extension writes it, under a secret of this byte.
pub fn record(engine: &Engine, page: &PageSnapshot, memories: &Memories, person: &str, secret: u8) -> Case {
    let made = case::made(engine, &Page::from(page), memories, person, &Secret::new([secret; 32])).unwrap();
    let packs = made.report.packs.iter().map(|info| CasePack { info: info.clone(), file: None }).collect();
    let name = page.people.iter().find(|one| one.id.as_ref().is_some_and(|id| id.value == person));
    Case {
        schema: case::SCHEMA,
        id: format!("record-{person}").replace('~', ""),
        kept_at: "2026-11-26T12:00:00Z".to_owned(),
        changed_at: "2026-11-26T12:00:00Z".to_owned(),
        keep_until: Some("2026-12-26".to_owned()),
        hold: None,
        subject: CaseSubject {
            site: "freelancer.com".to_owned(),
            person: person.to_owned(),
            name: name.and_then(|one| one.name.as_ref()).map_or_else(String::new, |name| name.value.clone()),
        },
        job: None,
        inputs: Inputs {
            snapshot: made.snapshot,
            memories: made.memories,
            settings: made.settings,
            packs,
            engine: made.report.engine.clone(),
        },
        report: made.report,
        notes: Vec::new(),
        questions: Vec::new(),
        steps: Vec::new(),
        seen: Vec::new(),
        dismissed: Vec::new(),
        disputed: Vec::new(),
        outcome: None,
        erased: Vec::new(),
        sha256: None,
    }
}

/// A record made again, by way of its file.
pub fn again(case: &Case) -> case::Verified {
    let case = case::read(&serde_json::to_string(case).unwrap()).unwrap();
    let packs = secondlook::builtin::packs().unwrap();
    let proved = packs.iter().map(|loaded| loaded.pack.id.clone()).collect();
    let built_in = packs.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    let case::Packs { packs, why, lacking } = case::packs(&case, built_in);
    let words = secondlook::builtin::words().unwrap();
    let engine = Engine::with_proved(packs, &proved, case.inputs.settings.clone(), words);
    case::verify(&case, engine.as_ref().map_err(Vec::as_slice), why, lacking)
}
