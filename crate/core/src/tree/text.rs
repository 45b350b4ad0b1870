//! The text of a subtree as one string, with the ranges of the rows that it came from.
//!
//! Block elements and `<br>` break the line. White space inside a line is kept where the site's class names say that it
//! is shown (`pre-line`, `pre-wrap`, `<pre>`), otherwise a run of it is one space, as a browser shows it. Outer white
//! space goes. The ranges tile the string but for white space, each begins and ends on a character that is none, and
//! the text of each stands in the string as it is.

use super::index::Index;
use super::walk::is_space;
use super::{Row, RowId};
use crate::tree::Range;

/// A subtree's text and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Where it stands, in order.
    pub ranges: Vec<Range>,
}

impl Shown {
    /// Where the bytes `part` of the text stand.
    pub fn part(&self, index: &Index, part: std::ops::Range<usize>) -> Vec<Range> {
        let mut cut = Vec::new();
        // Bytes are counted along the text, units along the row; between ranges there is only white space.
        let mut at = 0usize;
        let mut cursor: Option<(RowId, u32, std::str::Chars)> = None;
        for range in &self.ranges {
            let rest = self.text.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start_matches(is_space).len();
            let resumed = cursor.take().filter(|(row, unit, _)| *row == range.row && *unit <= range.start);
            let (mut unit, mut chars) = match (resumed, index.tree().rows.get(range.row as usize)) {
                (Some((_, unit, chars)), _) => (unit, chars),
                (None, Some(Row::Text { text, .. })) => (0, text.chars()),
                _ => continue,
            };
            let mut hit: Option<(u32, u32)> = None;
            while unit < range.end {
                let Some(c) = chars.next() else { break };
                let next = unit + c.len_utf16() as u32;
                if unit >= range.start {
                    if part.contains(&at) && !is_space(c) {
                        hit = Some((hit.map_or(unit, |(start, _)| start), next));
                    }
                    at += c.len_utf8();
                }
                unit = next;
            }
            cut.extend(hit.map(|(start, end)| Range { row: range.row, start, end }));
            cursor = Some((range.row, unit, chars));
        }
        cut
    }
}

/// A subtree's text longer than this many bytes is cut.
pub const TEXT_BYTES: usize = 256 << 10;

/// Elements that do not break the line.
const INLINE: [&str; 34] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "font",
    "i",
    "img",
    "kbd",
    "label",
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "svg",
    "button",
    "input",
    "#shadow-root",
];

/// The text of `row` (an element's subtree, or one text row). With `own`, only the element's own text rows.
pub fn shown(index: &Index, row: RowId, own: bool) -> Shown {
    let mut writer = Writer::default();
    let mut open: Vec<(RowId, bool)> = Vec::new();
    let pre_above = keeps_space_above(index, row);
    for at in row..index.end(row) {
        while let Some((_, block)) = open.pop_if(|(end, _)| *end <= at) {
            writer.line_break |= block;
        }
        match index.tree().rows.get(at as usize) {
            Some(Row::Element { tag, .. }) => {
                let block = is_block(tag);
                writer.line_break |= block;
                if block {
                    open.push((index.end(at), true));
                }
            }
            Some(Row::Text { parent, text }) => {
                if matches!(index.tag(*parent), "script" | "style" | "template") || (own && *parent != row && at != row)
                {
                    continue;
                }
                if !index.spend(1 + text.len() as u32 / 8) {
                    break;
                }
                let pre = pre_above || keeps_space_between(index, *parent, row);
                if !writer.take(at, text, pre) {
                    break;
                }
            }
            None => break,
        }
    }
    writer.done
}

/// A custom element (with a dash in its name) does not break the line: most are inline, and a wrong break only costs a
/// line break in a quote.
fn is_block(tag: &str) -> bool {
    !INLINE.contains(&tag) && !tag.contains('-')
}

fn keeps_space(index: &Index, row: RowId) -> bool {
    matches!(index.tag(row), "pre" | "textarea")
        || index.attribute(row, "class").is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| class.contains("pre-line") || class.contains("pre-wrap"))
        })
}

/// Depth is bounded by the walk, so climbing is cheap.
fn keeps_space_above(index: &Index, row: RowId) -> bool {
    std::iter::successors(Some(row), |row| index.parent(*row)).take(super::walk::DEPTH).any(|r| keeps_space(index, r))
}

fn keeps_space_between(index: &Index, row: RowId, top: RowId) -> bool {
    std::iter::successors(Some(row), |row| index.parent(*row))
        .take_while(|r| *r > top)
        .take(super::walk::DEPTH)
        .any(|r| keeps_space(index, r))
}

/// Whether white space may begin with a byte; the last begins NBSP, and others.
fn may_be_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ' | 0xc2)
}

#[derive(Default)]
struct Writer {
    done: Shown,
    /// A line break is due before the next character.
    line_break: bool,
    /// White space is due before the next character.
    space: String,
    /// That white space is not as the row has it.
    altered: bool,
}

impl Writer {
    /// Takes a text row; false when the cap is reached.
    fn take(&mut self, row: RowId, text: &str, pre: bool) -> bool {
        let mut unit = 0u32;
        let mut open: Option<u32> = None;
        let mut last_end = 0u32;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if is_space(c) {
                self.altered |= !pre && c != ' ';
                self.space.push(if pre { c } else { ' ' });
                unit += c.len_utf16() as u32;
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            }
            if !self.flush_space(pre) {
                // The white space in the string is not the row's: a new range begins.
                if let Some(start) = open.take() {
                    self.done.ranges.push(Range { row, start, end: last_end });
                }
            }
            // What stands before the next white space is taken at once.
            let behind = rest.bytes().skip(c.len_utf8()).position(may_be_space);
            let (word, behind) = rest.split_at(behind.map_or(rest.len(), |at| c.len_utf8() + at));
            let room = TEXT_BYTES.saturating_sub(self.done.text.len());
            let taken = word.get(..word.floor_char_boundary(room)).unwrap_or_default();
            if !taken.is_empty() {
                open.get_or_insert(unit);
                self.done.text.push_str(taken);
                unit += if taken.is_ascii() { taken.len() } else { taken.encode_utf16().count() } as u32;
                last_end = unit;
            }
            if taken.len() < word.len() {
                break;
            }
            rest = behind;
        }
        if let Some(start) = open {
            self.done.ranges.push(Range { row, start, end: last_end });
        }
        self.done.text.len() + 4 <= TEXT_BYTES
    }

    /// Writes the white space that is due; whether it stands as the row has it.
    fn flush_space(&mut self, pre: bool) -> bool {
        let line_break = std::mem::take(&mut self.line_break);
        let altered = std::mem::take(&mut self.altered);
        let (text, space) = (&mut self.done.text, self.space.as_str());
        let as_it_is = if text.is_empty() || (space.is_empty() && !line_break) {
            true
        } else if line_break && !space.contains('\n') {
            text.push('\n');
            false
        } else if pre || space.chars().nth(1).is_none() {
            text.push_str(space);
            !line_break && !altered
        } else {
            text.push(' ');
            false
        };
        // Kept for the next: there is one before every word.
        self.space.clear();
        as_it_is
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::select::Selector;
    use crate::tree::{PageTree, SCHEMA};

    fn tree(rows: &str) -> PageTree {
        PageTree {
            schema: SCHEMA,
            walk: 0,
            url: String::new(),
            captured_at: String::new(),
            rows: serde_json::from_str(rows).unwrap(),
            gaps: Vec::new(),
        }
    }

    /// The invariant of `model::Value`, in its strict form.
    fn assert_tiles(index: &Index, shown: &Shown) {
        let mut rest = shown.text.as_str();
        for range in &shown.ranges {
            let Row::Text { text, .. } = &index.tree().rows[range.row as usize] else { panic!("an element row") };
            let units: Vec<u16> = text.encode_utf16().collect();
            let part = String::from_utf16(&units[range.start as usize..range.end as usize]).unwrap();
            assert_eq!(part.trim_matches(is_space), part);
            rest = rest.trim_start_matches(is_space).strip_prefix(&part).unwrap();
        }
        assert_eq!(rest, "");
    }

    #[test]
    fn blocks_break_lines_and_spaces_collapse_unless_shown() {
        let tree = tree(
            r#"[[-1,"html",[]],[0,"div",[]],[1,"\n  One 🙂 two\n   three "],[1,"b",[]],[3," four"],[1,"p",["class","text-pre-line"]],
                [5," five\n\n  six "],[1,"br",[]],[1,"seven"]]"#,
        );
        let index = Index::new(&tree);
        let all = shown(&index, 0, false);
        assert_eq!(all.text, "One 🙂 two three four\nfive\n\n  six\nseven");
        assert_tiles(&index, &all);
        let part = |words: &str| {
            let start = all.text.find(words).unwrap();
            all.part(&index, start..start + words.len())
        };
        let range = |row, start, end| Range { row, start, end };
        assert_eq!(part("🙂 two three"), [range(2, 7, 13), range(2, 17, 22)]);
        assert_eq!(part("e four\nfive"), [range(2, 21, 22), range(4, 1, 5), range(6, 1, 5)]);
        assert_eq!(part("\n"), []);
        assert_eq!(shown(&index, 1, true).text, "One 🙂 two three\nseven");
        assert_eq!(shown(&index, 6, false).text, "five\n\n  six");
    }

    #[test]
    fn selectors_find_rows_in_document_order_within_a_scope() {
        let tree = tree(
            r##"[[-1,"html",[]],[0,"ul",["id","a"]],[1,"li",["class","x y"]],[1,"li",["data-k","v1"]],[0,"ul",[]],
                [4,"li",["class","x"]],[5,"#shadow-root",[]],[6,"a",["href","/u/Name"]]]"##,
        );
        let index = Index::new(&tree);
        let find = |css: &str, scope| Selector::parse(css).unwrap().all(&index, scope, 100);
        assert_eq!(find("li", 0), [2, 3, 5]);
        assert_eq!(find(".x", 4), [5]);
        assert_eq!(find("li:nth-of-type(2)", 0), [3]);
        assert_eq!(find("[data-k^=v], #a > .y", 0), [2, 3]);
        assert_eq!(find("li:not(.x)", 0), [3]);
        assert_eq!(find(".x a[href^='/u/']", 0), [7]);
        assert_eq!(find("ul ~ ul li", 0), [5]);
        assert_eq!(find("a", 7), [7], "the scope itself counts");
        assert_eq!(find(".absent", 0), Vec::<RowId>::new());
    }

    #[test]
    fn bad_selectors_are_refused_with_a_message() {
        for bad in ["", "li[", "a::before", "a:hover", "a:has(b)", "..x", "a >"] {
            assert!(Selector::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn rows_from_a_hostile_page_end() {
        let tree = tree(r#"[[-1,"html",[]],[3,"a",[]],[1,"b",[]],[3,"text"],[9,"c",[]],[4,"d",["class","d"]]]"#);
        let index = Index::new(&tree);
        assert_eq!(shown(&index, 0, false).text, "");
        assert_eq!(Selector::parse("c .d").unwrap().all(&index, 0, 9), Vec::<RowId>::new());
    }
}
