//! Two letters: passages in common, likeness, template; and a value sought in the rows of a page.

use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{Likeness, likeness};
use secondlook_core::text::offsets::{align, shown_span};
use secondlook_core::text::passages::{Run, shared};
use secondlook_core::text::template::{Known, template};
use secondlook_core::tree::walk::is_space;

use super::shared::{engine, two};

/// Two letters with a zero byte between them.
pub fn run(bytes: &[u8]) {
    let (first, second) = two(bytes);
    let common = engine().common();
    let read = |text: &str| Letter::read(text, &[common.stock(text)]);
    let (a, b) = (read(&first), read(&second));
    let passages = shared(&a, &b);
    equal_words(&a, &b, &passages);
    let swapped = |run: &Run| Run { a: run.b.clone(), b: run.a.clone() };
    let mut other_way: Vec<Run> = shared(&b, &a).iter().map(swapped).collect();
    other_way.sort_by_key(|run| run.a.start);
    assert_eq!(passages, other_way);
    let rarity = common.rarity();
    let (forth, back) = (likeness(&a, &b, rarity), likeness(&b, &a, rarity));
    for Likeness { likeness, containment_a, containment_b, chance, .. } in [&forth, &back] {
        assert!([likeness, containment_a, containment_b, chance].into_iter().all(|share| (0.0..=1.0).contains(share)));
    }
    assert_eq!((forth.likeness, forth.containment_a), (back.likeness, back.containment_b));
    placed(&[(&first, &a), (&second, &b)]);
    boxes(&first, &second);
}

/// Passages hold the same words on both sides, in order on the first, and no word twice.
fn equal_words(a: &Letter, b: &Letter, passages: &[Run]) {
    let mut used = vec![false; b.words.len()];
    let mut end = 0;
    for run in passages {
        assert!(run.a.start >= end && run.a.end <= a.words.len() && run.b.end <= b.words.len(), "{passages:?}");
        end = run.a.end;
        let of = |letter: &Letter, run: &std::ops::Range<usize>| -> Vec<u64> {
            letter.words[run.clone()].iter().map(|word| word.id).collect()
        };
        let (left, right) = (of(a, &run.a), of(b, &run.b));
        assert!(left.first() == right.first() && left.last() == right.last(), "{run:?}");
        for taken in &mut used[run.b.clone()] {
            assert!(!std::mem::replace(taken, true), "a word twice: {passages:?}");
        }
    }
}

fn placed(members: &[(&str, &Letter)]) {
    let Some(template) = template(members, &Known::default()) else { return };
    assert!((0.0..=1.0).contains(&template.fixed_share));
    for ((text, _), places) in members.iter().zip(&template.places) {
        assert_eq!(places.len(), template.parts.len());
        // In any order: copies turn sentences around.
        for place in places.iter().flatten() {
            assert!(text.get(place.clone()).is_some_and(|part| !part.is_empty()), "{place:?} of {text:?}");
        }
    }
}

/// A value in the rows of a page: each box is in its row, and together they show a beginning of the value.
fn boxes(value: &str, page: &str) {
    let rows: Vec<(u32, &str)> = (0..).zip(page.split('\n')).collect();
    let ranges = align(value, &rows);
    let solid = |text: &str| -> String { text.chars().filter(|c| !is_space(*c)).collect() };
    let text_of = |range: &secondlook_core::tree::Range| {
        let units: Vec<u16> = rows[range.row as usize].1.encode_utf16().collect();
        String::from_utf16(&units[range.start as usize..range.end as usize]).expect("whole characters")
    };
    let shown: String = ranges.iter().map(text_of).collect();
    assert!(solid(value).starts_with(&solid(&shown)), "{shown:?} for {value:?}");
    let units = value.encode_utf16().count() as u32;
    for (start, end) in [(0, units), (1, units / 2), (units / 3, units)] {
        for range in shown_span(value, &ranges, start, end) {
            let part = text_of(&range);
            assert!(solid(value).contains(&solid(&part)), "{part:?} in {value:?}");
        }
    }
}
