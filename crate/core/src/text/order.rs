//! Putting the numbers of words in order: each comparison of letters needs it, for several hundred numbers. And putting
//! anything else in order, in little code.

use std::cmp::Ordering;

/// Numbers of one bucket that are moved one by one; where there are more, the bucket is sorted.
const MOST_MOVED: u32 = 24;

/// The numbers, ascending, each with its place among those given; equal ones by their places.
///
/// The numbers are hashes, which spread evenly: each is put about where it belongs, and those few that stand before a
/// lesser one are moved. Those that do not spread are sorted as any others.
pub fn in_order(ids: &[u64]) -> Vec<(u64, u32)> {
    let bits = ids.len().max(2).ilog2() + 1;
    let bucket = |id: u64| (id >> (u64::BITS - bits)) as usize;
    let mut begins = vec![0_u32; (1 << bits) + 1];
    for id in ids {
        if let Some(begin) = begins.get_mut(bucket(*id) + 1) {
            *begin += 1;
        }
    }
    let (mut sum, mut full) = (0, Vec::new());
    for begin in &mut begins {
        if *begin > MOST_MOVED {
            full.push(sum as usize..(sum + *begin) as usize);
        }
        sum += *begin;
        *begin = sum;
    }
    let mut sorted = vec![(0, 0); ids.len()];
    for (id, at) in ids.iter().zip(0..) {
        if let Some(begin) = begins.get_mut(bucket(*id)) {
            if let Some(place) = sorted.get_mut(*begin as usize) {
                *place = (*id, at);
            }
            *begin += 1;
        }
    }
    for bucket in full {
        sorted.get_mut(bucket).into_iter().for_each(<[_]>::sort_unstable);
    }
    for at in 1..sorted.len() {
        let mut place = at;
        while let Some([a, b]) = place.checked_sub(1).and_then(|before| sorted.get_mut(before..=place))
            && a.0 > b.0
        {
            std::mem::swap(a, b);
            place -= 1;
        }
    }
    sorted
}

/// Of numbers in order: the distinct ones, and for each number, where it stood, its place among them.
pub fn numbered(in_order: &[(u64, u32)]) -> (Vec<u64>, Vec<u32>) {
    let (mut distinct, mut places) = (Vec::with_capacity(in_order.len()), vec![0; in_order.len()]);
    for (id, at) in in_order {
        if distinct.last() != Some(id) {
            distinct.push(*id);
        }
        if let Some(place) = places.get_mut(*at as usize) {
            *place = distinct.len() as u32 - 1;
        }
    }
    (distinct, places)
}

/// The numbers, ascending, each once.
pub fn distinct(ids: impl Iterator<Item = u64>) -> Vec<u64> {
    once(&ids.collect::<Vec<u64>>())
}

fn once(ids: &[u64]) -> Vec<u64> {
    let mut ids: Vec<u64> = in_order(ids).into_iter().map(|(id, _)| id).collect();
    ids.dedup();
    ids
}

/// Puts items in order; equal ones stay as they stand. The standard library's sort is made anew for every type, some 4 KB of
/// Wasm each time: this one sorts places, for all types alike, and then moves the items.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let by = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    for (a, b) in swaps(items.len() as u32, &by) {
        items.swap(a, b);
    }
}

/// The same, by what a key says.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Which places to swap, one pair after the other, so that all is in order.
fn swaps(len: u32, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<(usize, usize)> {
    let mut order: Vec<u32> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    let mut place_of = vec![0; order.len()];
    for (place, at) in order.iter().enumerate() {
        place_of.get_mut(*at as usize).into_iter().for_each(|of| *of = place);
    }
    let mut swaps = Vec::new();
    for at in 0..place_of.len() {
        while let Some(place) = place_of.get(at).copied().filter(|place| *place != at) {
            place_of.swap(at, place);
            swaps.push((at, place));
        }
    }
    swaps
}

/// What is known of numbers that are hashes, found by their leading bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<T> {
    /// Where the numbers of each beginning begin.
    begins: Vec<u32>,
    shift: u32,
    known: Vec<(u64, T)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { begins: Vec::new(), shift: 0, known: Vec::new() }
    }
}

impl<T: Copy> Table<T> {
    /// Of numbers that ascend, each once, with what is known of each.
    pub fn new(known: Vec<(u64, T)>) -> Self {
        let bits = known.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut begins = Vec::with_capacity((1 << bits) + 1);
        for (at, (id, _)) in known.iter().enumerate() {
            begins.resize(begins.len().max((id >> shift) as usize + 1), at as u32);
        }
        begins.resize((1 << bits) + 1, known.len() as u32);
        Self { begins, shift, known }
    }

    /// What is known of a number.
    pub fn get(&self, id: u64) -> Option<T> {
        self.place(id).and_then(|place| self.known.get(place)).map(|(_, value)| *value)
    }

    /// The place of a number among all, ascending.
    pub fn place(&self, id: u64) -> Option<usize> {
        let at = (id.checked_shr(self.shift)?) as usize;
        let (from, to) = (*self.begins.get(at)? as usize, *self.begins.get(at + 1)? as usize);
        self.known.get(from..to)?.iter().position(|(known, _)| *known == id).map(|behind| from + behind)
    }

    /// All of it, by number.
    pub fn all(&self) -> &[(u64, T)] {
        &self.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_items_are_put_in_order_and_equal_ones_stay(items in proptest::collection::vec((0_u8..9, any::<u8>()), 0..60)) {
            let mut want = items.clone();
            want.sort_by_key(|(key, _)| *key);
            let mut sorted = items;
            sort_by_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(sorted, want);
        }

        #[test]
        fn any_numbers_are_put_in_order(ids in proptest::collection::vec(any::<u64>(), 0..200), shift in 0_u32..64) {
            let ids: Vec<u64> = ids.iter().map(|id| id >> shift).collect();
            let mut want: Vec<(u64, u32)> = ids.iter().copied().zip(0..).collect();
            want.sort_unstable();
            prop_assert_eq!(in_order(&ids), want);
            let mut want = ids.clone();
            want.sort_unstable();
            want.dedup();
            prop_assert_eq!(&distinct(ids.into_iter()), &want);
            let table = Table::new(want.iter().map(|id| (*id, !*id)).collect());
            prop_assert!(want.iter().all(|id| table.get(*id) == Some(!*id)));
            prop_assert!(want.iter().flat_map(|id| [id ^ 1, id ^ 1 << 63]).all(|id| table.get(id).is_some() == want.contains(&id)));
            prop_assert_eq!(Table::<u64>::default().get(want.len() as u64), None);
        }
    }
}
