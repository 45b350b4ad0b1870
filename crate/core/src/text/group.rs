//! Groups of letters from pairs that are alike, by average linkage.
//!
//! Single linkage chains: one letter that is a little like two campaigns would join them. Here two groups become one
//! while the mean likeness of all pairs between them, pairs that are not listed counting nothing, reaches the least, and
//! one of those pairs is alike by itself. The second condition is the proof that something was copied; the first, in
//! which weaker likeness counts too, the proof that it is the groups that belong together and not two letters of them.
//!
//! The mean between a merged group and a third is never above the larger of the two means before (average linkage is
//! reducible), so a bound once noted stays a bound. That allows one queue of bounds that are set right only when they come
//! up, and pairs below the least never enter it. Likeness is counted in whole millionths: sums are exact, and no order of
//! adding changes them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::order::sort_by;

/// Likeness in whole steps of this size.
const STEPS: f64 = 1e6;

/// A pair of groups that may become one.
#[derive(PartialEq)]
struct Bid {
    mean: f64,
    a: usize,
    b: usize,
}

impl Eq for Bid {}

impl Ord for Bid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Bid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What one group shares with another.
#[derive(Clone, Copy, Default)]
struct Link {
    /// Likeness of all pairs between them, in whole steps: below 2^53, so that adding loses nothing.
    sum: f64,
    /// Likeness of the pair that is most alike.
    most: f64,
    /// Whether a bid for them is in the queue.
    queued: bool,
}

/// The groups of two or more among `n` letters, by pairs with their likeness (0 to 1), of which `alike` proves copying
/// and the rest counts in the mean. Groups stand by their first member, members ascend. Pairs of a letter with itself, out of bounds or without a number are no pairs; of a pair given twice the
/// higher likeness counts. Only exact ties depend on the numbering of the letters.
pub fn groups(n: usize, pairs: &[(usize, usize, f64)], alike: f64, least: f64) -> Vec<Vec<usize>> {
    let mut links: Vec<BTreeMap<usize, Link>> = (0..n).map(|_| BTreeMap::new()).collect();
    for &(a, b, likeness) in pairs {
        if a == b || a >= n || b >= n || likeness.is_nan() || likeness <= 0.0 {
            continue;
        }
        let sum = (likeness.min(1.0) * STEPS).round();
        for (from, to) in [(a, b), (b, a)] {
            if let Some(links) = links.get_mut(from) {
                let link = links.entry(to).or_default();
                link.sum = link.sum.max(sum);
                link.most = link.most.max(likeness);
            }
        }
    }
    let mut forest =
        Forest { parent: (0..n).collect(), members: (0..n).map(|i| vec![i]).collect(), links, alike, least };
    let mut queue = BinaryHeap::new();
    for a in 0..n {
        let after: Vec<usize> =
            forest.links.get(a).map_or_else(Vec::new, |links| links.range(a + 1..).map(|(b, _)| *b).collect());
        for b in after {
            forest.offer(&mut queue, a, b);
        }
    }
    while let Some(bid) = queue.pop() {
        let (a, b) = (forest.root(bid.a), forest.root(bid.b));
        if a == b {
            continue;
        }
        forest.queued(a, b, false);
        if forest.mean(a, b) < bid.mean || (a, b) != (bid.a, bid.b) {
            forest.offer(&mut queue, a, b);
        } else {
            forest.merge(&mut queue, a, b);
        }
    }
    let mut groups: Vec<Vec<usize>> = forest.members.into_iter().filter(|members| members.len() > 1).collect();
    for members in &mut groups {
        members.sort_unstable();
    }
    sort_by(&mut groups, Ord::cmp);
    groups
}

struct Forest {
    parent: Vec<usize>,
    /// Empty for a group that was merged into another.
    members: Vec<Vec<usize>>,
    links: Vec<BTreeMap<usize, Link>>,
    alike: f64,
    least: f64,
}

impl Forest {
    fn root(&mut self, mut of: usize) -> usize {
        while let Some(&up) = self.parent.get(of).filter(|up| **up != of) {
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(parent) = self.parent.get_mut(of) {
                *parent = above;
            }
            of = above;
        }
        of
    }

    fn size(&self, of: usize) -> usize {
        self.members.get(of).map_or(0, Vec::len)
    }

    fn link(&mut self, from: usize, to: usize) -> Option<&mut Link> {
        self.links.get_mut(from)?.get_mut(&to)
    }

    fn mean(&mut self, a: usize, b: usize) -> f64 {
        let pairs = (self.size(a) * self.size(b)).max(1) as f64;
        self.link(a, b).map_or(0.0, |link| link.sum / (pairs * STEPS))
    }

    fn queued(&mut self, a: usize, b: usize, queued: bool) {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(link) = self.link(from, to) {
                link.queued = queued;
            }
        }
    }

    /// Queues two groups when they may become one and are not queued yet.
    fn offer(&mut self, queue: &mut BinaryHeap<Bid>, a: usize, b: usize) {
        let (mean, alike) = (self.mean(a, b), self.alike);
        if mean >= self.least && mean > 0.0 && self.link(a, b).is_some_and(|link| !link.queued && link.most >= alike) {
            self.queued(a, b, true);
            queue.push(Bid { mean, a: a.min(b), b: a.max(b) });
        }
    }

    /// Makes two groups one. The one with fewer links moves, so that every link moves few times.
    fn merge(&mut self, queue: &mut BinaryHeap<Bid>, a: usize, b: usize) {
        let reach = |of: usize| self.links.get(of).map_or(0, BTreeMap::len);
        let (into, from) = if reach(a) >= reach(b) { (a, b) } else { (b, a) };
        let mut fewer = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(all) = self.members.get_mut(into) {
            if all.len() < fewer.len() {
                std::mem::swap(all, &mut fewer);
            }
            all.append(&mut fewer);
        }
        if let Some(parent) = self.parent.get_mut(from) {
            *parent = into;
        }
        let moved = self.links.get_mut(from).map(std::mem::take).unwrap_or_default();
        for (other, link) in moved {
            if let Some(links) = self.links.get_mut(other) {
                links.remove(&from);
            }
            if other == into {
                continue;
            }
            for (x, y) in [(into, other), (other, into)] {
                if let Some(links) = self.links.get_mut(x) {
                    let both = links.entry(y).or_default();
                    both.sum += link.sum;
                    both.most = both.most.max(link.most);
                }
            }
            // Its bid, if one was queued, names a group that is gone: the mean it promised is still a bound. Where there was
            // none, for want of a pair that is alike, the mean may now be above what was promised of the other.
            if !link.queued {
                self.queued(into, other, false);
            }
            self.offer(queue, into, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bridge_does_not_join_two_groups() {
        let mut pairs = Vec::new();
        for base in [0, 4] {
            for i in 0..4 {
                for j in i + 1..4 {
                    pairs.push((base + i, base + j, 0.8));
                }
            }
        }
        pairs.push((3, 4, 0.7));
        let found = groups(9, &pairs, 0.0, 0.3);
        assert_eq!(found.iter().map(Vec::len).sum::<usize>(), 8, "{found:?}");
        assert!(found.iter().all(|g| g.len() <= 4), "{found:?}");
        assert_eq!(groups(3, &[(0, 1, 0.5), (1, 2, 0.5)], 0.0, 0.4), [[0, 1]]);
        assert_eq!(groups(3, &[(0, 1, 0.5), (1, 2, 0.5)], 0.0, 0.2), [[0, 1, 2]]);
    }

    #[test]
    fn what_is_only_related_joins_no_group_but_counts_in_one() {
        let pairs = [(0, 1, 0.6), (1, 2, 0.5), (0, 2, 0.2), (3, 4, 0.3), (4, 5, 0.3), (3, 5, 0.3)];
        assert_eq!(groups(6, &pairs, 0.4, 0.3), [[0, 1, 2]]);
        assert_eq!(groups(6, &pairs[..2], 0.4, 0.3), [[0, 1]]);
    }

    #[test]
    fn what_is_only_related_may_raise_a_mean_above_its_bid() {
        let pairs = [(2, 6, 0.311_746), (2, 8, 0.827_103), (3, 8, 0.827_104), (6, 8, 0.500_63), (7, 8, 0.773_035)];
        // 2, 3 and 8 are one group; 6 is nearer to it by what it shares with 2, though that is not alike, than 7 is.
        assert_eq!(groups(9, &pairs, 0.5, 0.25), [[2, 3, 6, 8]]);
    }

    #[test]
    fn what_is_no_pair_is_ignored() {
        let pairs = [(0, 0, 1.0), (0, 9, 1.0), (0, 1, f64::NAN), (1, 2, -1.0), (1, 2, f64::INFINITY), (2, 1, 0.1)];
        assert_eq!(groups(3, &pairs, 0.0, 0.5), [[1, 2]]);
        assert!(groups(0, &pairs, 0.0, 0.5).is_empty());
        assert!(groups(3, &[], 0.0, 0.0).is_empty());
    }

    /// The plain way: the best pair of all, again and again.
    fn slow(n: usize, pairs: &[(usize, usize, f64)], alike: f64, least: f64) -> Vec<Vec<usize>> {
        let mut likeness = vec![vec![0.0_f64; n]; n];
        for &(a, b, l) in pairs {
            if a != b {
                likeness[a][b] = likeness[a][b].max(l);
                likeness[b][a] = likeness[a][b];
            }
        }
        let mut all: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for i in 0..all.len() {
                for j in i + 1..all.len() {
                    let between: Vec<f64> =
                        all[i].iter().flat_map(|a| all[j].iter().map(|b| likeness[*a][*b])).collect();
                    let sum: f64 = between.iter().sum();
                    let mean = sum / (all[i].len() * all[j].len()) as f64;
                    if mean >= least && between.iter().any(|l| *l >= alike) && best.is_none_or(|(m, _, _)| mean > m) {
                        best = Some((mean, i, j));
                    }
                }
            }
            let Some((_, i, j)) = best else { break };
            let moved = all.remove(j);
            all[i].extend(moved);
        }
        let mut found: Vec<Vec<usize>> = all.into_iter().filter(|g| g.len() > 1).collect();
        for group in &mut found {
            group.sort_unstable();
        }
        found.sort_unstable();
        found
    }

    proptest! {
        /// Without two pairs of one likeness, between which the numbering decides, both ways must agree.
        #[test]
        fn as_the_plain_way(edges in proptest::collection::btree_map((0usize..9, 0usize..9), 1u32..1_000_000, 0..30), alike in 0.0..0.9) {
            let mut pairs: Vec<(usize, usize, f64)> =
                edges.iter().filter(|((a, b), _)| a < b).map(|((a, b), l)| (*a, *b, f64::from(*l) / 1e6)).collect();
            let distinct: std::collections::BTreeSet<u64> = pairs.iter().map(|(_, _, l)| l.to_bits()).collect();
            prop_assume!(distinct.len() == pairs.len());
            let found = groups(9, &pairs, alike, 0.25);
            prop_assert_eq!(&found, &slow(9, &pairs, alike, 0.25));
            pairs.reverse();
            for (a, b, _) in &mut pairs {
                std::mem::swap(a, b);
            }
            prop_assert_eq!(&found, &groups(9, &pairs, alike, 0.25));
        }
    }

    #[test]
    fn many_letters_take_little() {
        // 20,000 letters: groups of 25 fully alike, every letter a little like a few of other groups, one like all.
        let mut pairs = Vec::new();
        let n = 20_000;
        for i in 0..n {
            let group = i / 25 * 25;
            pairs.extend((i + 1..group + 25).map(|j| (i, j, 0.6 + ((i * 31 + j * 17) % 100) as f64 / 400.0)));
            pairs.extend((1..4).map(|k| (i, (i * 7 + k * 4999) % n, 0.2)));
            pairs.push((0, i, 0.45));
        }
        let found = groups(n, &pairs, 0.0, 0.4);
        assert_eq!(found.len(), n / 25);
        assert!(found.iter().all(|g| g.len() == 25));
    }

    #[test]
    fn one_large_group_takes_little() {
        let n = 1_000;
        let pairs: Vec<(usize, usize, f64)> = (0..n)
            .flat_map(|i| (i + 1..n).map(move |j| (i, j, 0.5 + ((i * 7919 + j * 104_729) % 1000) as f64 / 2500.0)))
            .collect();
        assert_eq!(groups(n, &pairs, 0.0, 0.4), [(0..n).collect::<Vec<_>>()]);
    }
}
