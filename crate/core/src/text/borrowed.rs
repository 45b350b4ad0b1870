//! Words that are in a text without being its writer's way of saying something: quotations, and lists of tools.
//!
//! Two letters that quote the same job post, or that list the tools of one trade, were not written by one hand for that.

use std::ops::Range;

/// Words of one entry of a list, and entries that make a list.
const ENTRY_WORDS: usize = 3;
const ENTRIES: usize = 7;

/// For each word (bytes of the text, in order), whether it stands in a quotation: between quotation marks of one
/// paragraph, or on a line that begins with `>`.
pub fn quoted(text: &str, words: &[Range<usize>]) -> Vec<bool> {
    let mut marks = Vec::with_capacity(words.len());
    let mut quotes: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut line_quoted = false;
    let mut end = 0;
    for (at, word) in words.iter().enumerate() {
        let gap = text.get(end..word.start).unwrap_or_default();
        end = word.end;
        // Most words stand between two spaces, which say nothing.
        if gap == " " && at > 0 {
            marks.push(line_quoted);
            continue;
        }
        if at == 0 || gap.contains('\n') {
            let line = gap.rsplit('\n').next().unwrap_or_default();
            line_quoted = line.trim_start().starts_with('>');
            open = None;
        }
        marks.push(line_quoted);
        for mark in gap.chars() {
            match (mark, open) {
                ('"' | '\u{201d}' | '\u{bb}', Some(from)) => {
                    quotes.push(from..at);
                    open = None;
                }
                ('"' | '\u{201c}' | '\u{ab}' | '\u{201e}', None) => open = Some(at),
                _ => {}
            }
        }
    }
    if let Some(from) = open {
        let rest = text.get(end..).unwrap_or_default();
        if rest.split('\n').next().is_some_and(|line| line.contains(['"', '\u{201d}', '\u{bb}'])) {
            quotes.push(from..words.len());
        }
    }
    // Someone who quotes has words of their own as well: a text all in quotation marks is its writer's.
    if quotes.iter().map(Range::len).sum::<usize>() * 2 < words.len() {
        for quote in quotes {
            marks.iter_mut().skip(quote.start).take(quote.len()).for_each(|mark| *mark = true);
        }
    }
    marks
}

/// For each word, whether it stands in a list: seven or more entries in a row of at most three words each, between commas,
/// bars, slashes, bullets or line ends. Capital letters say nothing here: a copy in other case is the same letter.
/// "Clean rooms, kind staff, fair prices" is somebody's own praise.
pub fn listed(text: &str, words: &[Range<usize>]) -> Vec<bool> {
    let mut marks = vec![false; words.len()];
    // Entries of the list so far, the first word of the list, and of the entry being read.
    let (mut entries, mut first, mut entry) = (0, 0, 0);
    for at in 1..=words.len() {
        let end = words.get(at - 1).map_or(text.len(), |word| word.end);
        let next = words.get(at).map_or(text.len(), |word| word.start);
        let gap = text.get(end..next).unwrap_or_default();
        if gap == " " && at < words.len() {
            continue;
        }
        let last = at == words.len() || gap.contains(['.', '!', '?', ':']);
        if !last && !gap.contains([',', ';', '|', '/', '\u{2022}', '\u{b7}', '\n']) {
            continue;
        }
        let short = at - entry <= ENTRY_WORDS;
        if short {
            first = if entries == 0 { entry } else { first };
            entries += 1;
        }
        if last || !short {
            let behind = if short { at } else { entry };
            if entries >= ENTRIES {
                marks.iter_mut().skip(first).take(behind - first).for_each(|mark| *mark = true);
            }
            entries = 0;
        }
        entry = at;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn words(text: &str) -> Vec<Range<usize>> {
        text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect()
    }

    fn marked(text: &str, marks: fn(&str, &[Range<usize>]) -> Vec<bool>) -> String {
        let words = words(text);
        let kept = words.iter().zip(marks(text, &words)).filter(|(_, mark)| *mark);
        kept.map(|(word, _)| &text[word.clone()]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotations_are_known() {
        assert_eq!(marked("You wrote \u{201c}pay weekly\u{201d} and I agree with that", quoted), "pay weekly");
        assert_eq!(marked("> your own words\nmine and mine", quoted), "your own words");
        assert_eq!(marked("\u{201c}All of it is quoted\u{201d}", quoted), "");
        assert_eq!(marked("a 5\" pipe, and nothing else here", quoted), "");
    }

    #[test]
    fn lists_are_known() {
        let list = "I use: HTML5, CSS3, REST API, Node.js, Express, Docker, and Git. I like tea, milk and honey.";
        assert_eq!(marked(list, listed), "HTML5 CSS3 REST API Node.js Express Docker and Git");
        assert_eq!(
            marked("React | Redux | Jest | Git | Figma | Vue | PHP", listed),
            "React Redux Jest Git Figma Vue PHP"
        );
        let small = list.to_lowercase();
        assert_eq!(marked(&small, listed), "html5 css3 rest api node.js express docker and git");
        for prose in ["I came, I saw, I won.", "First we talk, then, if you agree with the plan, I start.", ""]
            .into_iter()
            .chain(["Clean code, short answers, honest prices, no surprises, weekly calls and my own tests."])
        {
            assert_eq!(marked(prose, listed), "", "{prose}");
        }
    }

    proptest! {
        #[test]
        fn total(text in "[ab,.|\"> \n\u{201c}\u{201d}\u{1f984}]{0,80}") {
            let words = words(&text);
            prop_assert_eq!(quoted(&text, &words).len(), words.len());
            prop_assert_eq!(listed(&text, &words).len(), words.len());
        }
    }
}
