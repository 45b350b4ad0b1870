//! Groups of letters that come from one template, and the template.

use std::collections::BTreeSet;
use std::ops::Range;

use secondlook_core::text::group;
use secondlook_core::text::likeness::{ALIKE, TOGETHER};
use secondlook_core::text::template::{Part, Template};

use super::Collection;
use super::pairs::Pair;

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
    /// For each member the bytes of each part in its text; none where it lacks the part.
    pub places: Vec<Vec<Option<Range<usize>>>>,
    /// Share of the members' words in fixed passages.
    pub fixed_share: f64,
}

/// The groups, the largest first.
pub fn groups(collection: &Collection, pairs: &[Pair]) -> Vec<Group> {
    let classes = &collection.classes;
    let edges: Vec<(usize, usize, f64)> = pairs
        .iter()
        .filter(|pair| pair.a != pair.b && pair.likeness >= ALIKE)
        .map(|pair| (pair.a, pair.b, pair.likeness))
        .collect();
    let mut grouped = group::groups(classes.len(), &edges, TOGETHER);
    let alone: BTreeSet<usize> = grouped.iter().flatten().copied().collect();
    let twins = classes
        .iter()
        .enumerate()
        .filter(|(at, class)| class.members.len() > 1 && !class.too_short() && !alone.contains(at));
    grouped.extend(twins.map(|(at, _)| vec![at]).collect::<Vec<_>>());
    let mut groups: Vec<Group> =
        grouped.into_iter().map(|classes| group(collection, classes)).filter(|group| group.members.len() > 1).collect();
    groups.sort_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.members.cmp(&b.members)));
    groups
}

fn group(collection: &Collection, mut classes: Vec<usize>) -> Group {
    classes.sort_unstable();
    let mut members: Vec<usize> =
        classes.iter().filter_map(|at| collection.classes.get(*at)).flat_map(|class| class.members.clone()).collect();
    members.sort_unstable();
    let authors: BTreeSet<&str> =
        members.iter().filter_map(|at| collection.at(*at)).map(|given| given.author.0.as_str()).collect();
    let template = Template { parts: Vec::new(), places: Vec::new(), fixed_share: 0.0 };
    Group { authors: authors.len(), members, classes, parts: template.parts, places: template.places, fixed_share: 0.0 }
}
