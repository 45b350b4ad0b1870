//! Words of ASCII text by the rules of UAX #29, without its tables: most letters are ASCII once they are normalised, and
//! reading words is most of what an index over letters costs. Tests hold it to the tables.

use std::ops::Range;

/// What a byte is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// Joins letters and digits to a word and is none without them.
    Underscore,
    /// Joins two letters.
    BetweenLetters,
    /// Joins two digits.
    BetweenDigits,
    /// Joins two letters, and two digits.
    Between,
    Other,
}

/// What each byte is: it is asked for every one of them.
static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = worked_out(byte as u8);
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> Kind {
    KINDS[usize::from(byte)]
}

const fn worked_out(byte: u8) -> Kind {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
        b'0'..=b'9' => Kind::Digit,
        b'_' => Kind::Underscore,
        b':' => Kind::BetweenLetters,
        b',' | b';' => Kind::BetweenDigits,
        b'.' | b'\'' => Kind::Between,
        _ => Kind::Other,
    }
}

/// The words of a text of ASCII bytes, by their places.
pub fn places(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(|byte| joins(kind(*byte)))?;
            at = end(bytes, start);
            // Underscores alone are no word.
            if bytes.get(start..at)?.iter().any(u8::is_ascii_alphanumeric) {
                return Some(start..at);
            }
        }
    })
}

fn joins(kind: Kind) -> bool {
    matches!(kind, Kind::Letter | Kind::Digit | Kind::Underscore)
}

/// Where the word ends that starts here.
fn end(bytes: &[u8], start: usize) -> usize {
    let kind_at = |at: usize| bytes.get(at).map_or(Kind::Other, |byte| kind(*byte));
    let (mut at, mut last) = (start, Kind::Other);
    loop {
        let now = kind_at(at);
        if joins(now) {
            last = now;
            at += 1;
            continue;
        }
        let joined = match now {
            Kind::BetweenLetters => last == Kind::Letter,
            Kind::BetweenDigits => last == Kind::Digit,
            Kind::Between => matches!(last, Kind::Letter | Kind::Digit),
            _ => false,
        };
        if !joined || kind_at(at + 1) != last {
            return at;
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn by_the_tables(text: &str) -> Vec<Range<usize>> {
        text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect()
    }

    #[test]
    fn every_three_bytes_between_two_are_cut_as_the_tables_say() {
        let some = ['a', '7', '_', ':', ',', '.', '\'', ' ', '-', '"', '\r', '\n'];
        for all in 0..some.len().pow(5) {
            let text: String = (0..5).map(|place| some[all / some.len().pow(place) % some.len()]).collect();
            assert_eq!(places(&text).collect::<Vec<_>>(), by_the_tables(&text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_tables(text in "[\\x00-\\x7f]{0,60}") {
            prop_assert_eq!(places(&text).collect::<Vec<_>>(), by_the_tables(&text));
        }
    }
}
