//! Normalising, with the map back to the source; words; UTF-16 units.

use secondlook_core::text::normal::Normal;
use secondlook_core::text::offsets::Offsets;
use secondlook_core::text::words::words;

/// Every range of the normalised text is one of the source, on its characters and in its order; so is every word. Units and
/// bytes are the same places.
pub fn run(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let normal = Normal::new(&source);
    let text = normal.text();
    assert!(!text.bytes().any(|byte| byte.is_ascii_uppercase()), "{text:?}");
    let marks: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).take(400).collect();
    let mut before = 0..0;
    for pair in marks.windows(2) {
        let range = normal.source_range(pair[0]..pair[1]);
        assert!(source.get(range.clone()).is_some_and(|cluster| !cluster.is_empty()), "{range:?} of {source:?}");
        assert!(range.start >= before.start && range.end >= before.end, "{range:?} after {before:?} of {source:?}");
        before = range;
    }
    assert!(source.get(normal.source_range(0..text.len() + 1)).is_some());
    let mut start = 0;
    // One sign may stand for several words, and pairs of characters overlap.
    for word in words(&source) {
        let at = word.at();
        assert!(at.start >= start, "{at:?} after {start}");
        assert!(source.get(at.clone()).is_some_and(|word| !word.is_empty()), "{at:?} of {source:?}");
        start = at.start;
    }
    let offsets = Offsets::new(&source);
    assert_eq!(offsets.len_utf16(), source.encode_utf16().count());
    for at in (0..=source.len()).filter(|at| source.is_char_boundary(*at)).take(400) {
        assert_eq!(offsets.byte(offsets.utf16(at)), at);
    }
}
