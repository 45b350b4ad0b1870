//! Every example of every rule, told by two hundred people: what fires goes on firing, what is silent stays silent.

use std::collections::{BTreeMap, BTreeSet};

use secondlook_core::check::Memories;
use secondlook_core::model::{Chat, Job, PageInfo, PageKind, PageSnapshot, Person, Proposal, Review, ReviewBy};
use secondlook_core::pack::rule::{Place, Rule};
use serde_json::Value;

use crate::judgement::{difference, judgement, of_two_languages};
use crate::lives::{Cast, INTRODUCTIONS, Life, SIGNATURE};
use crate::records::text;
use crate::{long, support};

/// Lives that the short form tries, beside the one that all are compared with: others for each text.
const SHORT: usize = 3;

fn casts(turn: usize) -> Vec<usize> {
    if long() { (1..200).collect() } else { (0..SHORT).map(|n| (turn * 7 + n * 67) % 199 + 1).collect() }
}

/// A page on which this person says this text at a place.
pub fn page(life: &Life, place: Place, words: &str, job: &str) -> PageSnapshot {
    let who = || Some(life.handle.to_owned());
    let mut person = Person {
        id: text(life.handle),
        name: text(life.full),
        place: text(&format!("{}, {}", life.city, life.country)),
        local_time: text(&format!("9:00 am ({})", life.zone)),
        ..Person::default()
    };
    let mut page = PageSnapshot::default();
    match place {
        Place::Letter => page.proposals = vec![Proposal { person: who(), letter: text(words), ..Proposal::default() }],
        Place::Message => page.messages = vec![Chat { person: who(), text: text(words), ..Chat::default() }],
        Place::Review => {
            let review = Review { person: who(), text: text(words), by: Some(ReviewBy::Client), ..Review::default() };
            page.reviews = vec![review];
        }
        Place::Bio => person.bio = text(words),
        Place::Title => person.title = text(words),
    }
    page.kind = match place {
        Place::Letter => PageKind::Proposals,
        Place::Message => PageKind::Messages,
        _ => PageKind::Profile,
    };
    page.page = PageInfo { kind: page.kind, captured_at: "2026-11-20T10:00:00Z".to_owned(), ..PageInfo::default() };
    page.people = vec![person];
    page.job = (!job.is_empty()).then(|| Job { description: text(job), ..Job::default() });
    page
}

/// The words for one who is spoken of, as places for a life. Only where a text says "he" or "she" and so speaks of somebody.
fn with_places(example: &str) -> String {
    let mut out = String::new();
    for part in example.replace(['{', '}'], " ").split_inclusive(|c: char| !c.is_alphabetic() && c != '\'') {
        let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
        let place = match word {
            "he" | "she" => "{they}",
            "He" | "She" => "{They}",
            "him" => "{them}",
            "his" => "{their}",
            "himself" | "herself" => "{themself}",
            _ => word,
        };
        out.push_str(place);
        out.push_str(&part[word.len()..]);
    }
    out
}

#[test]
fn no_rule_tells_lives_apart() {
    let engine = support::engine();
    let packs = secondlook::builtin::packs().unwrap();
    let rules: Vec<(String, &Rule)> = packs
        .iter()
        .flat_map(|one| one.pack.rules.iter().map(|rule| (format!("{}:{}", one.pack.id, rule.id), rule)))
        .collect();
    let (mut tried, mut hit, mut wrong) = (0, BTreeSet::new(), Vec::new());
    for (id, rule) in &rules {
        let examples = rule.examples.fire.iter().chain(&rule.examples.silent);
        for (at, example) in examples.enumerate() {
            // Each life says it in another place and introduces itself in another language.
            let ways = rule.places.len() * INTRODUCTIONS.len();
            let told = |way: usize, cast: Cast| {
                let (life, place) = (cast.person(0), rule.places[way % rule.places.len()]);
                let words = life.fill(&with_places(example.text()));
                let introduced = life.fill(INTRODUCTIONS[way / rule.places.len()]);
                let words = match place {
                    Place::Title => words,
                    _ => format!("{introduced}\n\n{words}\n\n{}", life.fill(SIGNATURE)),
                };
                let page = page(life, place, &words, example.job().unwrap_or_default());
                engine.analyze(&page, &Memories::default())
            };
            let mut firsts: BTreeMap<usize, Value> = BTreeMap::new();
            for cast in casts(tried) {
                let way = (at + cast) % ways;
                let first = firsts.entry(way).or_insert_with(|| {
                    let first = told(way, Cast(0));
                    if first.findings.iter().any(|finding| finding.rule == *id) {
                        hit.insert(id.clone());
                    }
                    of_two_languages(judgement(&first))
                });
                tried += 1;
                let other = told(way, Cast(cast));
                if let Some(what) = difference(first, &of_two_languages(judgement(&other))) {
                    let quotes: Vec<&str> =
                        other.findings.iter().flat_map(|one| &one.evidence).map(|one| one.quote.as_str()).collect();
                    let who = Cast(cast).person(0).full;
                    wrong.push(format!("{id}, {} with {who}: {what}, quoting {quotes:?}", example.text()));
                }
            }
        }
    }
    println!("{tried} variations of examples of {} rules", rules.len());
    let never: Vec<_> = rules.iter().map(|(id, _)| id).filter(|id| !hit.contains(*id)).collect();
    assert!(never.is_empty(), "never hit: {never:?}");
    assert!(wrong.is_empty(), "{} of {tried} vary:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(tried >= 1000, "{tried}");
}

/// Ordinary texts in nine languages, with who somebody is said in the same one: in English coverage may not move, either.
#[test]
fn no_ordinary_text_tells_lives_apart() {
    let engine = support::engine();
    let corpus = secondlook::builtin::corpus().unwrap();
    let languages = ["en", "es", "pt", "fr", "de", "ru", "uk", "zh", "ko"];
    let (mut tried, mut wrong) = (0, Vec::new());
    // Of the many in English every seventh in the short form; of the others all.
    let texts = corpus.texts.iter().enumerate().filter(|(at, text)| long() || text.language != "en" || at % 7 == 0);
    for (number, text) in texts {
        let introduction = INTRODUCTIONS[languages.iter().position(|one| *one == text.language).unwrap()];
        let told = |cast: Cast| {
            let life = cast.person(0);
            let words = format!("{}\n\n{}", life.fill(introduction), life.fill(&with_places(&text.text)));
            let job = text.job.as_deref().unwrap_or_default();
            let judged = judgement(&engine.analyze(&page(life, text.place, &words, job), &Memories::default()));
            // A text with few words of its language beside a long name from elsewhere is on the edge.
            if text.language == "en" { judged } else { of_two_languages(judged) }
        };
        let first = told(Cast(0));
        for cast in casts(number) {
            tried += 1;
            if let Some(what) = difference(&first, &told(Cast(cast))) {
                wrong.push(format!("{} with {}: {what}", text.id, Cast(cast).person(0).full));
            }
        }
    }
    println!("{tried} variations of ordinary texts");
    assert!(wrong.is_empty(), "{} of {tried} vary:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
