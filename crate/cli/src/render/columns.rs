//! Two letters side by side on a terminal, wrapped to its width; one under the other where it is narrow.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::marked::Face;
use crate::printable;

/// Narrower terminals show the letters one under the other.
const NARROW: usize = 80;
const BETWEEN: &str = " \u{2502} ";
/// Bold and cyan, which can be read on dark and on light.
const MARK: &str = "\u{1b}[1;36m";
const PLAIN: &str = "\u{1b}[0m";

/// What the output is looked at with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of a line.
    pub width: usize,
    /// Whether passages are coloured beside being bracketed.
    pub colour: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: super::lines::WIDTH, colour: false }
    }
}

/// A stretch of a line, and whether it is of a passage.
type Run = (String, bool);

/// Two letters, each cut after so many bytes with the words `cut`.
pub fn side_by_side(faces: [Face; 2], look: Look, most: usize, cut: &str) -> String {
    let mut out = String::new();
    if look.width < NARROW {
        for face in faces {
            out.push('\n');
            for line in column(&face, look.width, most, cut) {
                paint(&mut out, &line, look.colour);
                trim(&mut out);
                out.push('\n');
            }
        }
        return out;
    }
    let width = (look.width - BETWEEN.width()) / 2;
    let [left, right] = faces.map(|face| column(&face, width, most, cut));
    out.push('\n');
    let none = Vec::new();
    for at in 0..left.len().max(right.len()) {
        let (left, right) = (left.get(at).unwrap_or(&none), right.get(at).unwrap_or(&none));
        paint(&mut out, left, look.colour);
        let used: usize = left.iter().map(|(text, _)| text.width()).sum();
        out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
        out.push_str(BETWEEN);
        paint(&mut out, right, look.colour);
        trim(&mut out);
        out.push('\n');
    }
    out
}

fn trim(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

fn paint(out: &mut String, line: &[Run], colour: bool) {
    for (text, marked) in line {
        if *marked && colour {
            out.push_str(MARK);
            out.push_str(text);
            out.push_str(PLAIN);
        } else {
            out.push_str(text);
        }
    }
}

/// A letter under its name, in lines of at most so many columns.
fn column(face: &Face, width: usize, most: usize, cut: &str) -> Vec<Vec<Run>> {
    let mut column = Column { width, lines: vec![Vec::new()], used: 0, pending: false };
    column.words(face.name, false);
    column.end_line();
    let (pieces, was_cut) = face.pieces(most);
    for piece in pieces {
        match piece.passage {
            None => column.words(piece.text, false),
            Some(number) => {
                let words = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
                column.words(&format!("[{number}: {words}]"), true);
            }
        }
    }
    if was_cut {
        column.words(&format!(" \u{2026} {cut}"), false);
    }
    while column.lines.last().is_some_and(Vec::is_empty) {
        column.lines.pop();
    }
    column.lines
}

struct Column {
    width: usize,
    lines: Vec<Vec<Run>>,
    /// Columns used of the last line.
    used: usize,
    /// Whether white space came before what follows.
    pending: bool,
}

impl Column {
    fn end_line(&mut self) {
        self.lines.push(Vec::new());
        self.used = 0;
        self.pending = false;
    }

    fn put(&mut self, text: &str, marked: bool) {
        self.used += text.width();
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            Some((last, same)) if *same == marked => last.push_str(text),
            _ => line.push((text.to_owned(), marked)),
        }
    }

    /// Adds text; line ends stay, more than two of them are two.
    fn words(&mut self, text: &str, marked: bool) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && !(self.used == 0 && self.lines.iter().rev().nth(1).is_none_or(Vec::is_empty)) {
                self.end_line();
            }
            let mut words = line.split(|c: char| c.is_whitespace() || c == '\u{feff}').peekable();
            while let Some(word) = words.next() {
                if !word.is_empty() {
                    self.word(&printable(word), marked);
                }
                // Between two parts of a split there was white space.
                self.pending |= words.peek().is_some();
            }
        }
    }

    fn word(&mut self, word: &str, marked: bool) {
        let space = usize::from(std::mem::take(&mut self.pending) && self.used > 0);
        if self.used + space + word.width() > self.width && self.used > 0 {
            self.end_line();
        } else if space > 0 {
            let inside = self.lines.last().and_then(|line| line.last()).is_some_and(|(_, last)| *last);
            self.put(" ", marked && inside);
        }
        if word.width() <= self.width {
            self.put(word, marked);
            return;
        }
        for c in word.chars() {
            if self.used + c.width().unwrap_or(0) > self.width && self.used > 0 {
                self.end_line();
            }
            self.put(c.encode_utf8(&mut [0; 4]), marked);
        }
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)] // a letter with one passage
mod tests {
    use std::ops::Range;

    use super::*;
    use proptest::prelude::*;

    const IN_A: &[Range<usize>; 1] = &[4..15];
    const A: Face = Face { name: "A", text: "The quiet heron waits.\n\n\n\nBye \u{1b}[31m", passages: IN_A };
    const IN_B: &[Range<usize>; 1] = &[3..14];
    const B: Face = Face { name: "B", text: "My quiet heron, \u{e9}", passages: IN_B };

    #[test]
    fn wide_terminals_show_them_side_by_side_and_narrow_ones_stacked() {
        let shown = side_by_side([A, B], Look { width: 83, colour: false }, 1_000, "(cut)");
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1], format!("{:40} \u{2502} B", "A"));
        assert_eq!(lines[2], format!("{:40} \u{2502} My [1: quiet heron], \u{e9}", "The [1: quiet heron] waits."));
        assert_eq!(
            lines[4],
            format!("{:40} \u{2502}", "Bye \\u{1b}[31m"),
            "two line ends at most, no control character"
        );
        let narrow = side_by_side([A, B], Look { width: 12, colour: false }, 1_000, "(cut)");
        assert!(narrow.contains("\nThe [1:\nquiet heron]\nwaits.\n\nBye"), "{narrow}");
        assert!(narrow.lines().all(|line| line.width() <= 12), "{narrow}");
    }

    #[test]
    fn colour_is_for_passages_and_ends_with_the_line() {
        let shown = side_by_side([A, B], Look { width: 100, colour: true }, 1_000, "(cut)");
        assert!(shown.contains("The \u{1b}[1;36m[1: quiet heron]\u{1b}[0m waits."), "{shown:?}");
        assert_eq!(shown.matches(MARK).count(), shown.matches(PLAIN).count());
        assert!(!side_by_side([A, B], Look::default(), 1_000, "").contains('\u{1b}'));
    }

    #[test]
    fn a_long_letter_is_cut_and_says_so() {
        let text = "word ".repeat(100);
        let face = Face { name: "A", text: &text, passages: &[] };
        assert!(side_by_side([face, face], Look::default(), 20, "(cut here)").contains("\u{2026} (cut here)"));
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in "[a-z\u{4e00}\u{e9} \n]{0,200}", width in 20usize..160) {
            let half = (text.len() / 2..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            let passages: Vec<Range<usize>> = std::iter::once(half..text.len()).collect();
            let face = Face { name: "A", text: &text, passages: &passages };
            let shown = side_by_side([face, face], Look { width, colour: false }, 1_000, "");
            prop_assert!(shown.lines().all(|line| line.width() <= width), "{shown}");
        }
    }
}
