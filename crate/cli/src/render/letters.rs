//! A collection of letters, in words: what a terminal and an HTML file show of it.

use std::collections::BTreeMap;
use std::ops::Range;

use secondlook_core::engine::Words;
use secondlook_core::report::Message;
use secondlook_core::text::template::{Holds, Part, SlotKind};
use secondlook_core::text::words::MOST_WORDS;
use secondlook_core::words::say;

use super::compare::innocents;
use super::numbers::{chance, percent, two_digits};
use crate::collection::groups::Group;
use crate::collection::listing::{self, Listed};
use crate::collection::pairs::Pair;
use crate::collection::{Collection, LEAST_WORDS, bytes};

/// Ids named in one sentence.
const NAMED: usize = 20;
/// Pairs outside groups that are named.
const APART: usize = 20;

/// A collection in words.
pub struct Said {
    /// How many letters were read, and how many groups found.
    pub summary: Vec<String>,
    /// The groups.
    pub groups: Vec<SaidGroup>,
    /// Over the pairs that are alike and in no group together; empty without such.
    pub apart: String,
    /// Those pairs.
    pub pairs: Vec<String>,
    /// Too short letters, letters that were cut.
    pub notes: Vec<String>,
    /// Over the innocent explanations.
    pub innocent: String,
    /// Why letters may be alike without anything being wrong; empty when none are.
    pub innocents: Vec<String>,
    /// By what it was judged.
    pub background: String,
    /// Where a text was cut.
    pub cut: String,
}

/// A group in words.
pub struct SaidGroup {
    /// Which, how many letters, how many authors.
    pub heading: String,
    /// How much of the letters is the template's.
    pub fixed: String,
    /// `letters.template`, or that there is none.
    pub template_heading: String,
    /// The template's parts: words, and whether they name a slot.
    pub template: Vec<(String, bool)>,
    /// The slots' names.
    pub slots: Vec<String>,
    /// `letters.members`.
    pub members_heading: String,
    /// Its letters.
    pub members: Vec<SaidMember>,
    /// The two most alike.
    pub closest: Closest,
}

/// A letter of a group.
pub struct SaidMember {
    /// Its id.
    pub id: String,
    /// Its author, and when it was sent.
    pub by: String,
    /// What it has in each slot; empty when it was not looked at for the template.
    pub values: Vec<Option<String>>,
}

/// The two letters of a group that are most alike.
#[derive(Default)]
pub struct Closest {
    /// Which, and how alike.
    pub sentence: String,
    /// Names, texts, and bytes of the passages.
    pub sides: [(String, String, Vec<Range<usize>>); 2],
}

/// Says a collection. `alike` are the pairs of classes that are alike.
pub fn said(collection: &Collection, groups: &[Group], alike: &[Pair], words: &Words) -> Said {
    let key = |key: &str| say(words, &Message::key(key));
    let count = |key: &str, n: usize| say(words, &Message::key(key).with("n", n));
    let total = listing::total(collection, alike);
    let mut summary = vec![count("letters.read", collection.given.len())];
    summary.push(if groups.is_empty() { key("letters.none") } else { count("letters.groups", groups.len()) });
    if total > 0 {
        summary.push(say(words, &Message::key("letters.pairs").with("n", total as f64)));
    }
    let mut notes = Vec::new();
    let too_short = collection.ids(|class| class.too_short);
    if !too_short.is_empty() {
        let message = Message::key("letters.too_short").with("n", too_short.len()).with("least", LEAST_WORDS);
        notes.push(say(words, &message.with("ids", named(&too_short, words))));
    }
    let cut = collection.ids(crate::collection::Class::cut);
    if !cut.is_empty() {
        notes.push(say(words, &Message::key("letters.cut").with("n", MOST_WORDS).with("ids", named(&cut, words))));
    }
    let pairs = apart(collection, groups, alike, words);
    Said {
        summary,
        groups: (1..).zip(groups).map(|(number, group)| of_group(collection, number, group, alike, words)).collect(),
        apart: if pairs.is_empty() { String::new() } else { key("letters.apart") },
        pairs,
        notes,
        innocent: key("report.innocent"),
        innocents: if total > 0 { innocents(words) } else { Vec::new() },
        background: key("letters.background"),
        cut: key("report.quote-cut"),
    }
}

/// Ids in one sentence.
fn named(ids: &[&str], words: &Words) -> String {
    let mut named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if ids.len() > NAMED {
        named.push(' ');
        named.push_str(&say(words, &Message::key("letters.more").with("n", ids.len() - NAMED)));
    }
    named
}

/// Pairs that are alike without standing in one group.
fn apart(collection: &Collection, groups: &[Group], alike: &[Pair], words: &Words) -> Vec<String> {
    let group: BTreeMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(group, of)| of.classes.iter().map(move |class| (*class, group))).collect();
    let apart: Vec<Pair> = alike
        .iter()
        .filter(|pair| group.get(&pair.a).is_none_or(|of| group.get(&pair.b) != Some(of)))
        .copied()
        .collect();
    let mut said: Vec<String> = listing::few(collection, &apart)
        .iter()
        .take(APART)
        .map(|listed| say(words, &pair(collection, "letters.pair", listed)))
        .collect();
    let total = listing::total(collection, &apart);
    if total > said.len() as u64 {
        said.push(say(words, &Message::key("letters.more").with("n", (total - said.len() as u64) as f64)));
    }
    said
}

fn pair(collection: &Collection, key: &str, listed: &Listed) -> Message {
    Message::key(key)
        .with("a", collection.id(listed.a))
        .with("b", collection.id(listed.b))
        .with("value", two_digits(listed.pair.score.likeness))
}

fn of_group(collection: &Collection, number: usize, group: &Group, alike: &[Pair], words: &Words) -> SaidGroup {
    let key = |key: &str| say(words, &Message::key(key));
    let heading = if group.authors == 1 { "letters.group.one_author" } else { "letters.group" };
    let names = names(&group.parts, words);
    let mut slots = names.iter();
    let mut before_fixed = false;
    let template = group.parts.iter().map(|part| match part {
        Part::Fixed(text) => {
            // Between two passages something may stand in single letters, a line end at least.
            let apart = if std::mem::replace(&mut before_fixed, true) { "\u{b7} " } else { "" };
            (format!("{apart}{text}"), false)
        }
        Part::Slot { .. } => {
            before_fixed = false;
            (slots.next().cloned().unwrap_or_default(), true)
        }
    });
    SaidGroup {
        heading: say(
            words,
            &Message::key(heading).with("group", number).with("n", group.members.len()).with("authors", group.authors),
        ),
        fixed: if group.parts.is_empty() {
            String::new()
        } else {
            let fixed = Message::key("letters.fixed").with("percent", percent(group.fixed_share));
            say(words, &fixed.with("n", group.made_of))
        },
        template_heading: key(if group.parts.is_empty() { "letters.no_template" } else { "letters.template" }),
        template: template.collect(),
        members_heading: key("letters.members"),
        members: group
            .members
            .iter()
            .zip(&group.places)
            .map(|(at, places)| member(collection, group, *at, places))
            .collect(),
        slots: names,
        closest: closest(collection, group, alike, words),
    }
}

/// The slots' names; of several of one kind each has a number.
fn names(parts: &[Part], words: &Words) -> Vec<String> {
    let keys: Vec<&str> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Fixed(_) => None,
            Part::Slot { kind, holds } => Some(slot(*kind, *holds)),
        })
        .collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let named = keys.iter().map(|key| {
        let name = say(words, &Message::key(key));
        let number = seen.entry(key).or_default();
        *number += 1;
        if keys.iter().filter(|other| *other == key).count() > 1 { format!("{name} {number}") } else { name }
    });
    named.collect()
}

/// The key of what a slot holds.
fn slot(kind: SlotKind, holds: Option<Holds>) -> &'static str {
    match (holds, kind) {
        (Some(Holds::JobTitle), _) => "slot.job_title",
        (Some(Holds::Company), _) => "slot.job_company",
        (None, SlotKind::Name) => "slot.name",
        (None, SlotKind::Company) => "slot.company",
        (None, SlotKind::Number) => "slot.number",
        (None, SlotKind::Skill) => "slot.skill",
        (None, SlotKind::Url) => "slot.url",
        (None, SlotKind::Date) => "slot.date",
        (None, SlotKind::Text) => "slot.text",
    }
}

fn member(collection: &Collection, group: &Group, at: usize, places: &[Option<Range<usize>>]) -> SaidMember {
    let Some(given) = collection.at(at) else {
        return SaidMember { id: String::new(), by: String::new(), values: Vec::new() };
    };
    let sent = given.at.as_ref().map(|at| format!(", {}", at.0)).unwrap_or_default();
    let slots = group.parts.iter().zip(places).filter(|(part, _)| matches!(part, Part::Slot { .. }));
    let values = slots.map(|(_, place)| given.text.get(place.clone()?).map(str::to_owned));
    SaidMember { id: given.id.0.clone(), by: format!("{}{sent}", given.author.0), values: values.collect() }
}

/// The two letters of a group that are most alike; of letters with the same words only where there are no others.
fn closest(collection: &Collection, group: &Group, alike: &[Pair], words: &Words) -> Closest {
    let inside = |class: usize| group.classes.binary_search(&class).is_ok();
    let of_group = alike.iter().filter(|pair| inside(pair.a) && inside(pair.b));
    let best = of_group.max_by(|x, y| {
        let rank = |pair: &Pair| (pair.a != pair.b, pair.score.likeness);
        let (x_rank, y_rank) = (rank(x), rank(y));
        let by_rank = x_rank.0.cmp(&y_rank.0).then(x_rank.1.total_cmp(&y_rank.1));
        by_rank.then((y.a, y.b).cmp(&(x.a, x.b)))
    });
    let Some(listed) = best.and_then(|pair| listing::letters(collection, pair).next()) else {
        return Closest::default();
    };
    let (found, words_of) = listing::found(collection, &listed);
    let sentence = say(words, &pair(collection, "letters.closest", &listed));
    let side = |place: usize, at: usize| {
        let passages = found.passages.iter().map(|run| bytes(&words_of[at], if at == 0 { &run.a } else { &run.b }));
        let text = collection.at(place).map_or("", |given| given.text.as_str());
        (collection.id(place).to_owned(), text.to_owned(), passages.collect())
    };
    Closest {
        sentence: format!("{sentence} {}", chance(words, found.chance)),
        sides: [side(listed.a, 0), side(listed.b, 1)],
    }
}
