//! Letters and bids.

use secondlook_core::model::{PageInfo, PageKind, PageSnapshot, Person, When};

use super::{Stage, Staged, person};
use crate::lives::{Cast, Life};
use crate::records::{job, value};

pub const STAGES: &[Stage] = &[
    Stage { name: "copied letters", fires: &["shared-letters", "letter-marks", "bid-times"], make: copied },
    Stage { name: "a copy of a letter of last week", fires: &["remembered-letters"], make: remembered },
    Stage { name: "very many bids", fires: &["bids"], make: bids },
];

/// A template of several people, each of whom fills in who they are.
fn template(life: &Life, company: &str) -> String {
    life.fill(&format!(
        "Hello, my name is {{given}} and I write from {{city}}, {{country}}. For {company} I rebuilt a tide gauge portal whose \
         gauges reported over weak radio links, and I learned to keep every reading twice before the link drops again. In the \
         first week I would sketch the ponds by hand with your rangers, because paper finds mistakes that code never finds. \
         {{english}}, {{language}}: native. I am at my desk in {{zone}}.\n\nBest, {{nick}}\n{{full}}, {{school}}"
    ))
}

/// A letter of its own.
fn own(life: &Life, words: &str) -> String {
    life.fill(&format!("Hello, I am {{full}} from {{city}}. {words} I studied at {{school}}.\n\n{{nick}} ({{zone}})"))
}

fn proposals(id: &str, day: &str, letters: Vec<(&Life, String)>) -> PageSnapshot {
    let people = letters.iter().map(|(life, _)| person(life)).collect();
    let letters: Vec<_> = letters.into_iter().map(|(life, letter)| (life.handle, letter)).collect();
    PageSnapshot { people, ..job(id, day, &letters) }
}

fn copied(cast: Cast) -> Staged {
    let companies = ["a port", "a marina", "the harbour office"];
    let copies =
        companies.iter().enumerate().map(|(at, company)| (cast.person(at), template(cast.person(at), company)));
    let others = [
        "Boaters of a canal trust saw closed locks in red on my last map. Levels would go into one table, a row for each pond \
         and morning, and the drawing would colour the ponds from it. Nothing else is needed for a first season.",
        "Dear [Client Name], rangers on the phone need big buttons and no login, so I would send each of them a private link. \
         Plain vector tiles cost nothing to serve, and I test everything with gloves on before it goes out to anybody.",
    ];
    let others = others.iter().enumerate().map(|(at, words)| (cast.person(10 + at), own(cast.person(10 + at), words)));
    let mut page = proposals("7", "2026-11-20", copies.chain(others).collect());
    page.job.as_mut().unwrap().posted_at = value(When::At("2026-11-20T09:00:00Z".to_owned()));
    page.proposals[0].at = value(When::At("2026-11-20T09:00:07Z".to_owned()));
    Staged { page, before: Vec::new() }
}

fn remembered(cast: Cast) -> Staged {
    let before = proposals("3", "2026-11-12", vec![(cast.person(0), template(cast.person(0), "a port"))]);
    let page = proposals("4", "2026-11-20", vec![(cast.person(1), template(cast.person(1), "a port"))]);
    Staged { page, before: vec![before] }
}

fn bids(cast: Cast) -> Staged {
    let person = Person { bids_sent: value(400.0), bids_won: value(0.0), ..person(cast.person(0)) };
    let page = PageSnapshot {
        kind: PageKind::Profile,
        page: PageInfo {
            kind: PageKind::Profile,
            captured_at: "2026-11-20T10:00:00Z".to_owned(),
            ..PageInfo::default()
        },
        people: vec![person],
        ..PageSnapshot::default()
    };
    Staged { page, before: Vec::new() }
}
