use super::*;
use proptest::prelude::*;

fn solid_text(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

fn shown_text(ranges: &[Range], rows: &[(RowId, &str)]) -> String {
    ranges
        .iter()
        .map(|range| {
            let text = rows.iter().find(|(row, _)| *row == range.row).unwrap().1;
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[range.start as usize..range.end as usize]).unwrap()
        })
        .collect()
}

fn triples(ranges: &[Range]) -> Vec<(u32, u32, u32)> {
    ranges.iter().map(|range| (*range).into()).collect()
}

#[test]
fn bytes_and_units() {
    let offsets = Offsets::new("aé😀z");
    let pairs = [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)];
    for (byte, unit) in pairs {
        assert_eq!((offsets.utf16(byte), offsets.byte(unit)), (unit, byte));
    }
    assert_eq!((offsets.utf16(5), offsets.byte(3)), (2, 3), "inside a character is its start");
    assert_eq!((offsets.utf16(99), offsets.byte(99), offsets.len_utf16()), (5, 8, 5));
    assert_eq!((offsets.slice(2, 3), offsets.slice(3, 4), offsets.slice(0, 2)), ("😀", "😀", "aé"));
    assert_eq!((Offsets::new("").utf16(3), Offsets::new("abc").byte(9)), (0, 3));
}

const LETTER: &str = "Hello, I have read your job post with care.\nI can start now.";

#[test]
fn a_value_is_found_in_one_row() {
    let row = format!("  {LETTER}  ");
    assert_eq!(triples(&align(LETTER, &[(7, &row)])), [(7, 2, 62)]);
}

#[test]
fn a_value_is_found_over_rows_and_other_white_space() {
    let rows = [
        (3, "Cover letter"),
        (5, "\n  Hello, I have read"),
        (6, " "),
        (8, "your job   post with care."),
        (9, "I can start now. Report"),
    ];
    let ranges = align(LETTER, &rows);
    assert_eq!(triples(&ranges), [(5, 3, 21), (8, 0, 8), (8, 11, 26), (9, 0, 16)]);
    assert_eq!(solid_text(&shown_text(&ranges, &rows)), solid_text(LETTER));
}

#[test]
fn a_cut_text_ends_early() {
    for tail in ["…", "...", " … more", " more", "", "… Read more about it"] {
        let row = format!("Bid: Hello, I have read your job post with{tail}");
        assert_eq!(triples(&align(LETTER, &[(1, &row)])), [(1, 5, 42)], "{tail}");
    }
}

#[test]
fn too_little_is_nothing() {
    let cases = [
        ("Ann", "Anna"),
        ("Ann", "JoAnn"),
        ("", "abc"),
        (" \n", "abc"),
        (LETTER, "Hello, I have rea…"),
        (LETTER, ""),
        ("13", "2013"),
    ];
    for (value, row) in cases {
        assert_eq!(align(value, &[(1, row)]), [], "{value} in {row}");
    }
    assert_eq!(align(LETTER, &[]), []);
}

#[test]
fn a_short_value_is_found_whole() {
    for (value, row, wanted) in [
        ("Ann", "Anna and Ann, too", (1, 9, 12)),
        ("Ann B.", "by Ann\n  B.", (1, 3, 6)),
        ("4.8", "(4.8)", (1, 1, 4)),
        ("东京", "在东京都", (1, 1, 3)),
        ("😀", "a😀b", (1, 1, 3)),
    ] {
        assert_eq!(triples(&align(value, &[(1, row)])).first(), Some(&wanted), "{value} in {row}");
    }
}

#[test]
fn the_longest_beginning_wins() {
    let decoy = "Hello, I have read your job ad.";
    let rows = [(1, decoy), (2, LETTER), (3, decoy)];
    assert_eq!(triples(&align(LETTER, &rows)), [(2, 0, 60)]);
}

#[test]
fn repetitive_text_takes_linear_time() {
    let value = format!("{}b", "a".repeat(200_000));
    let row = "a".repeat(1_000_000);
    let ranges = align(&value, &[(1, &row)]);
    assert_eq!(triples(&ranges), [(1, 0, 200_000)]);
}

#[test]
fn a_span_is_boxed_where_it_is_shown() {
    let shown: Vec<Range> = [(5, 3, 21), (8, 0, 8), (8, 11, 26), (9, 0, 16)].map(Range::from).to_vec();
    let of = |quote: &str| {
        let start = LETTER.find(quote).unwrap() as u32;
        triples(&shown_span(LETTER, &shown, start, start + quote.len() as u32))
    };
    assert_eq!(of("Hello"), [(5, 3, 8)]);
    assert_eq!(of("read your job post"), [(5, 17, 21), (8, 0, 8), (8, 11, 15)]);
    assert_eq!(of(" care.\nI "), [(8, 21, 26), (9, 0, 1)]);
    assert_eq!(of("\n"), []);
    assert_eq!(triples(&shown_span(LETTER, &shown[..1], 0, 60)), [(5, 3, 21)], "the rest is not shown");
    assert_eq!(shown_span(LETTER, &[], 0, 60), []);
    assert_eq!(shown_span(LETTER, &shown, 60, 5), []);
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "word",
        "Ünïcode",
        "😀",
        "👩\u{200d}💻",
        "\u{200b}",
        "\u{fffd}",
        "\u{202e}",
        "e\u{301}",
        "东京",
        "\u{1}",
        ",",
        "…",
        " ",
        "  ",
        "\n",
        "\t",
        "\u{a0}",
        " \u{a0}\n ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Splits a text at random places into rows, with white space of its own between words and other rows around it.
fn rows_of(text: &str, cuts: &[prop::sample::Index], spaces: &[u8], before: &str, after: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(chars.len() + 1)).collect();
    places.sort_unstable();
    let mut rows = vec![String::new()];
    let mut seed = spaces.iter().cycle();
    for (at, c) in chars.iter().enumerate() {
        for _ in places.iter().filter(|place| **place == at) {
            rows.push(String::new());
        }
        let row = rows.last_mut().unwrap();
        if is_space(*c) {
            row.push_str([" ", "\n ", "", "\u{a0}", "   "][*seed.next().unwrap() as usize % 5]);
        } else {
            row.push(*c);
        }
    }
    rows[0].insert_str(0, before);
    rows.last_mut().unwrap().push_str(after);
    rows
}

proptest! {
    #[test]
    fn offsets_agree_with_the_text(text in texts(), more in ".{0,200}", at in any::<prop::sample::Index>()) {
        let text = text + &more;
        let offsets = Offsets::new(&text);
        let at = at.index(text.len() + 1);
        let floor = (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap();
        prop_assert_eq!(offsets.utf16(at), text[..floor].encode_utf16().count());
        prop_assert_eq!(offsets.byte(offsets.utf16(at)), floor);
        prop_assert_eq!(offsets.len_utf16(), text.encode_utf16().count());
        let unit = at.min(offsets.len_utf16());
        prop_assert!(text.is_char_boundary(offsets.byte(unit)));
        prop_assert!(offsets.slice(unit, unit + 3).encode_utf16().count() <= 5);
    }

    #[test]
    fn what_is_shown_is_found_and_boxed(
        text in texts(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        spaces in prop::collection::vec(any::<u8>(), 1..8),
        before in prop::sample::select(vec!["", " \n", "By: ", "a "]),
        after in prop::sample::select(vec!["", "  ", " …", " more"]),
        start in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
    ) {
        let owned = rows_of(&text, &cuts, &spaces, before, after);
        let rows: Vec<(RowId, &str)> = owned.iter().enumerate().map(|(at, row)| (at as RowId * 3, row.as_str())).collect();
        let shown = align(&text, &rows);
        let solid = solid_text(&text);
        if solid.encode_utf16().count() >= LEAST_UNITS {
            prop_assert_eq!(solid_text(&shown_text(&shown, &rows)), solid);
        }
        for range in &shown {
            let one = shown_text(&[*range], &rows);
            prop_assert!(range.start < range.end);
            prop_assert!(!one.starts_with(is_space) && !one.ends_with(is_space));
        }
        // Any span of the value is boxed by exactly its own characters.
        let offsets = Offsets::new(&text);
        let (a, b) = (start.index(offsets.len_utf16() + 1), end.index(offsets.len_utf16() + 1));
        let (a, b) = (a.min(b), a.max(b));
        let boxed = shown_span(&text, &shown, a as u32, b as u32);
        let quote = if a < b { solid_text(offsets.slice(a, b)) } else { String::new() };
        if !shown.is_empty() {
            prop_assert_eq!(solid_text(&shown_text(&boxed, &rows)), quote);
        }
    }

    #[test]
    fn anything_is_aligned_in_bounds(value in texts(), rows in prop::collection::vec(texts(), 0..6)) {
        let rows: Vec<(RowId, &str)> = rows.iter().enumerate().map(|(at, row)| (at as RowId, row.as_str())).collect();
        let shown = align(&value, &rows);
        let text = solid_text(&shown_text(&shown, &rows));
        prop_assert!(solid_text(&value).starts_with(&text));
    }

    #[test]
    fn a_broken_invariant_is_survived(value in texts(), ranges in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u32>()), 0..6), a: u32, b: u32) {
        let shown: Vec<Range> = ranges.into_iter().map(Range::from).collect();
        let _ = shown_span(&value, &shown, a % 80, b % 80);
        let _ = shown_span(&value, &shown, a, b);
    }
}
