//! Groups of letters that come from one template, and the template.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use secondlook_core::stats::round6;
use secondlook_core::text::group;
use secondlook_core::text::likeness::{ALIKE, Profile, RELATED, TOGETHER, score};
use secondlook_core::text::post;
use secondlook_core::text::template::{Known, Part, Template, template};
use secondlook_core::text::words::Word;

use super::pairs::Pair;
use super::{Class, Collection};

/// Distinct letters that a template is made of at most; the others of a group belong to it without values.
const MOST_IN_TEMPLATE: usize = 100;
/// Groups of so many letters may be parts of one, and so many of them are looked at, by so many letters of each.
const LARGE: usize = 50;
const MOST_JOINED: usize = 300;
const SAMPLE: usize = 5;

/// Letters of one template.
#[derive(Debug)]
pub struct Group {
    /// The letters, ascending.
    pub members: Vec<usize>,
    /// How many different authors.
    pub authors: usize,
    /// The classes, ascending.
    pub classes: Vec<usize>,
    /// The parts of the template.
    pub parts: Vec<Part>,
    /// For each member the bytes of each part in its text, none where it lacks the part; empty for a member that the
    /// template was not made of.
    pub places: Vec<Vec<Option<Range<usize>>>>,
    /// How many distinct letters the template was made of.
    pub made_of: usize,
    /// Share of the members' words in fixed passages.
    pub fixed_share: f64,
}

/// The groups, the largest first.
pub fn groups(collection: &Collection, pairs: &[Pair]) -> Vec<Group> {
    let classes = &collection.classes;
    let edges: Vec<(usize, usize, f64)> = pairs
        .iter()
        .filter(|pair| pair.a != pair.b && pair.score.likeness >= RELATED)
        .map(|pair| (pair.a, pair.b, pair.score.likeness))
        .collect();
    let mut grouped = joined(collection, group::groups(classes.len(), &edges, ALIKE, TOGETHER));
    let alone: BTreeSet<usize> = grouped.iter().flatten().copied().collect();
    let twins = classes
        .iter()
        .enumerate()
        .filter(|(at, class)| class.members.len() > 1 && !class.too_short && !alone.contains(at));
    grouped.extend(twins.map(|(at, _)| vec![at]).collect::<Vec<_>>());
    let mut groups: Vec<Group> =
        grouped.into_iter().map(|classes| group(collection, classes)).filter(|group| group.members.len() > 1).collect();
    groups.sort_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.members.cmp(&b.members)));
    groups
}

/// In a crowd only neighbours were compared, which leaves one template in several groups: large groups become one where a
/// few letters of each are alike.
fn joined(collection: &Collection, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let (mut large, mut all): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.len() >= LARGE);
    large.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    all.extend(large.split_off(large.len().min(MOST_JOINED)));
    let sample = |group: &Vec<usize>| -> Vec<Profile> {
        let some = group.iter().step_by(group.len().div_ceil(SAMPLE)).filter_map(|at| collection.classes.get(*at));
        some.map(|class| Profile::new(&class.letter, &collection.rarity)).collect()
    };
    let samples: Vec<Vec<Profile>> = large.par_iter().map(sample).collect();
    let between = |(i, a): (usize, &Vec<Profile>)| {
        let others = samples.iter().enumerate().skip(i + 1).map(|(j, b)| {
            let scores = a.iter().flat_map(|a| b.iter().map(|b| score(a, b).likeness));
            let alike: f64 = scores.filter(|likeness| *likeness >= RELATED).sum();
            (i, j, alike / (a.len() * b.len()).max(1) as f64)
        });
        others.collect::<Vec<_>>()
    };
    let pairs: Vec<(usize, usize, f64)> = samples.par_iter().enumerate().flat_map_iter(between).collect();
    for together in group::groups(large.len(), &pairs, TOGETHER, TOGETHER) {
        let parts = together.iter().filter_map(|at| large.get_mut(*at).map(std::mem::take));
        all.push(parts.flatten().collect());
    }
    all.extend(large.into_iter().filter(|group| !group.is_empty()));
    all
}

fn group(collection: &Collection, mut classes: Vec<usize>) -> Group {
    classes.sort_unstable();
    let mut members: Vec<usize> =
        classes.iter().filter_map(|at| collection.classes.get(*at)).flat_map(|class| class.members.clone()).collect();
    members.sort_unstable();
    let authors: BTreeSet<&str> =
        members.iter().filter_map(|at| collection.at(*at)).map(|given| given.author.0.as_str()).collect();
    let in_it: Vec<&Class> =
        classes.iter().take(MOST_IN_TEMPLATE).filter_map(|at| collection.classes.get(*at)).collect();
    let texts: Vec<_> = in_it.iter().map(|class| (text(collection, class.members.first()), &class.letter)).collect();
    let found =
        if let [(text, _)] = texts[..] { Some(whole(text)) } else { template(&texts, &known(collection, &members)) };
    let Template { parts, places, fixed_share } =
        found.unwrap_or(Template { parts: Vec::new(), places: Vec::new(), fixed_share: 0.0 });
    let mut of: BTreeMap<usize, Vec<Option<Range<usize>>>> = BTreeMap::new();
    for (class, places) in in_it.iter().zip(places) {
        for member in &class.members {
            let same = text(collection, Some(member)) == text(collection, class.members.first());
            let moved = if same {
                places.clone()
            } else {
                moved(&places, &class.letter.words, &collection.words_of(class, *member))
            };
            of.insert(*member, moved);
        }
    }
    let places = members.iter().map(|member| of.remove(member).unwrap_or_default()).collect();
    Group {
        authors: authors.len(),
        members,
        classes,
        parts,
        places,
        made_of: in_it.len(),
        fixed_share: round6(fixed_share),
    }
}

/// The template of letters of equal words: the text without a slot.
fn whole(text: &str) -> Template {
    let places = vec![vec![Some(0..text.len())]];
    Template { parts: vec![Part::Fixed(text.to_owned())], places, fixed_share: 1.0 }
}

fn text<'a>(collection: &'a Collection, place: Option<&usize>) -> &'a str {
    place.and_then(|place| collection.at(*place)).map_or("", |given| given.text.as_str())
}

/// What is known of the job posts that letters answer: what looks like a title.
fn known(collection: &Collection, members: &[usize]) -> Known {
    let jobs = members.iter().filter_map(|at| collection.at(*at)?.job());
    let titles: BTreeSet<&str> = jobs.filter_map(post::title).collect();
    Known { titles: titles.into_iter().map(str::to_owned).collect(), companies: Vec::new() }
}

/// Places of one text in another of the same words.
fn moved(places: &[Option<Range<usize>>], from: &[Word], to: &[Word]) -> Vec<Option<Range<usize>>> {
    let moved = places.iter().map(|place| {
        let place = place.as_ref()?;
        let first = from.partition_point(|word| word.at().end <= place.start);
        let last = from.partition_point(|word| word.at().start < place.end).checked_sub(1)?;
        let (first, last) = (to.get(first)?.at(), to.get(last)?.at());
        (first.start < last.end).then_some(first.start..last.end)
    });
    moved.collect()
}
