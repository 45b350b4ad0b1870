//! Ranking figures.

use std::collections::BTreeMap;

use super::data::Grouped;

/// How well scores tell copies from others.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Probability that a copy scores above another.
    pub auc: f64,
    /// Average precision; at equal scores copies come last.
    pub ap: f64,
    /// Share of copies above the score that one in a hundred others exceeds.
    pub at_one_percent: f64,
    /// Share of copies above every other.
    pub at_none: f64,
}

/// The figures of scores.
pub fn row(copied: &[f64], apart: &mut [f64]) -> Row {
    apart.sort_by(|a, b| b.total_cmp(a));
    let above = |allowed: usize| {
        let cut = apart.get(allowed).copied().unwrap_or(f64::NEG_INFINITY);
        copied.iter().filter(|score| **score > cut).count() as f64 / copied.len().max(1) as f64
    };
    let beaten = |score: f64| {
        let higher = apart.partition_point(|other| *other > score);
        let equal = apart.partition_point(|other| *other >= score) - higher;
        (apart.len() - higher - equal) as f64 + equal as f64 / 2.0
    };
    let auc = copied.iter().map(|score| beaten(*score)).sum::<f64>() / (copied.len() * apart.len()).max(1) as f64;
    let mut ranked = copied.to_vec();
    ranked.sort_by(|a, b| b.total_cmp(a));
    let precision = |(rank, score): (usize, &f64)| {
        let others = apart.partition_point(|other| other >= score);
        (rank + 1) as f64 / (rank + 1 + others) as f64
    };
    let ap = ranked.iter().enumerate().map(precision).sum::<f64>() / copied.len().max(1) as f64;
    Row { auc, ap, at_one_percent: above(apart.len() / 100), at_none: above(0) }
}

/// B-cubed precision and recall of groups, over letters whose truth is known, and how many ordinary letters stand in a
/// group without a letter made from them.
pub fn b_cubed(letters: &[Grouped], groups: &[Vec<usize>]) -> (f64, f64, usize) {
    let group: BTreeMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(at, members)| members.iter().map(move |member| (*member, at))).collect();
    let (mut precision, mut recall, mut n, mut wrong) = (0.0, 0.0, 0.0, 0);
    for (at, letter) in letters.iter().enumerate() {
        let together = |other: usize| other == at || group.get(&at).is_some_and(|own| group.get(&other) == Some(own));
        let fellows = |other: &Grouped| other.source == letter.id && other.id != letter.id;
        let found = |(place, other): (usize, &Grouped)| together(place) && fellows(other);
        wrong += usize::from(letter.ordinary() && group.contains_key(&at) && !letters.iter().enumerate().any(found));
        if letter.source.starts_with("one") {
            continue;
        }
        let (mut mine, mut truth, mut both) = (0.0, 0.0, 0.0);
        for (place, other) in letters.iter().enumerate() {
            let same = other.base == letter.base;
            if !same && other.source == letter.source {
                continue;
            }
            let here = together(place);
            mine += f64::from(u8::from(here));
            truth += f64::from(u8::from(same));
            both += f64::from(u8::from(here && same));
        }
        precision += both / mine;
        recall += both / truth;
        n += 1.0;
    }
    (precision / n, recall / n, wrong)
}
