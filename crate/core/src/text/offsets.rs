//! Offsets: bytes inside, UTF-16 units outside, and where the page shows a value.

use std::ops;

use crate::tree::Range;
use crate::tree::RowId;
use crate::tree::walk::is_space;

/// A partial match shorter than this many UTF-16 units (white space not counted) is chance.
pub const LEAST_UNITS: usize = 20;

/// How many bytes lie between two marks of [`Offsets`].
const STEP: usize = 64;

/// Converts between bytes and UTF-16 units of one text. Built in one pass, a query looks at some 64 bytes at most.
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    text: &'t str,
    /// For every [`STEP`] bytes: the first character that starts there or later, as (byte, UTF-16 unit). Empty for ASCII.
    marks: Vec<(u32, u32)>,
    units: usize,
}

impl<'t> Offsets<'t> {
    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), units: text.len() };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut units = 0;
        for (at, c) in text.char_indices() {
            if at >= marks.len() * STEP {
                marks.push((at as u32, units as u32));
            }
            units += c.len_utf16();
        }
        Self { text, marks, units }
    }

    /// The text's length in UTF-16 units.
    pub fn len_utf16(&self) -> usize {
        self.units
    }

    /// UTF-16 units before a byte; a byte inside a character counts as its first, one past the end as the end.
    pub fn utf16(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte.min(self.units);
        }
        self.seek(|at, _, next_at| byte >= at && byte < next_at, |mark| mark.0 as usize <= byte).1
    }

    /// The byte of a UTF-16 unit; a unit inside a pair gives the character's first byte, one past the end the end.
    pub fn byte(&self, unit: usize) -> usize {
        if self.marks.is_empty() {
            return unit.min(self.units);
        }
        let mark = self.mark(|mark| mark.1 as usize <= unit);
        let (mut at, mut units) = mark;
        for c in self.text.get(at..).unwrap_or_default().chars() {
            if units + c.len_utf16() > unit {
                return at;
            }
            at += c.len_utf8();
            units += c.len_utf16();
        }
        at
    }

    /// The text between two UTF-16 units; a pair that either end would split is taken whole.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        let start = self.byte(start);
        let mut to = self.byte(end);
        if self.utf16(to) < end {
            to += self.text.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        self.text.get(start..to).unwrap_or_default()
    }

    /// A range of bytes as UTF-16 units.
    pub fn utf16_range(&self, bytes: ops::Range<usize>) -> ops::Range<usize> {
        self.utf16(bytes.start)..self.utf16(bytes.end)
    }

    fn mark(&self, before: impl Fn(&(u32, u32)) -> bool) -> (usize, usize) {
        let mark = self.marks.partition_point(before).checked_sub(1).and_then(|i| self.marks.get(i));
        mark.map_or((0, 0), |(byte, unit)| (*byte as usize, *unit as usize))
    }

    /// The (byte, unit) of the first character after a mark for which `is_it(byte, unit, next byte)` holds; else the end.
    fn seek(
        &self,
        is_it: impl Fn(usize, usize, usize) -> bool,
        before: impl Fn(&(u32, u32)) -> bool,
    ) -> (usize, usize) {
        let (mut at, mut units) = self.mark(before);
        for c in self.text.get(at..).unwrap_or_default().chars() {
            let next = at + c.len_utf8();
            if is_it(at, units, next) {
                return (at, units);
            }
            at = next;
            units += c.len_utf16();
        }
        (at, units)
    }
}

/// A character that is no white space, where it stands (UTF-16 units), and how much white space stands before it.
#[derive(Debug, Clone, Copy)]
struct Solid {
    c: char,
    row: usize,
    at: u32,
    spaces_before: u32,
}

fn solids(row: usize, text: &str) -> impl Iterator<Item = Solid> + '_ {
    let (mut unit, mut spaces) = (0, 0);
    text.chars().filter_map(move |c| {
        let at = unit;
        unit += c.len_utf16() as u32;
        if is_space(c) {
            spaces += 1;
            return None;
        }
        Some(Solid { c, row, at, spaces_before: std::mem::take(&mut spaces) })
    })
}

/// Finds where the rows, in order, show `value`, white space differences ignored: the whole of it, or the longest
/// beginning of it that the page shows before it cuts the text ("…", "more", the end of the rows, other text).
///
/// A beginning of fewer than [`LEAST_UNITS`] units is chance and gives nothing, as does a short value inside a longer
/// word. The ranges hold the invariant of [`crate::model::Value`]: one ends and the next begins where the row ends or
/// the amount of white space differs, so that lengths alone map the value to the rows. Linear time.
pub fn align(value: &str, rows: &[(RowId, &str)]) -> Vec<Range> {
    if let [(row, text)] = rows
        && let Some(range) = whole(value, *row, text)
    {
        return vec![range];
    }
    let wanted: Vec<Solid> = solids(0, value).collect();
    let page: Vec<Solid> = rows.iter().enumerate().flat_map(|(row, (_, text))| solids(row, text)).collect();
    let Some((from, length)) = longest_beginning(&wanted, &page) else { return Vec::new() };
    let pairs = wanted.iter().zip(page.get(from..).unwrap_or_default()).take(length);
    let mut ranges: Vec<Range> = Vec::new();
    let mut last_row = usize::MAX;
    for (in_value, on_page) in pairs {
        let Some((row, _)) = rows.get(on_page.row) else { break };
        let end = on_page.at + on_page.c.len_utf16() as u32;
        match ranges.last_mut() {
            Some(range) if last_row == on_page.row && in_value.spaces_before == on_page.spaces_before => {
                range.end = end;
            }
            _ => ranges.push(Range { row: *row, start: on_page.at, end }),
        }
        last_row = on_page.row;
    }
    ranges
}

/// Where a row shows a value, and nothing else but white space at its ends: most rows that show a long text do.
fn whole(value: &str, row: RowId, text: &str) -> Option<Range> {
    let shown = text.trim_start_matches(is_space);
    let value = value.trim_matches(is_space);
    if value.is_empty() || shown.trim_end_matches(is_space) != value {
        return None;
    }
    let units = |text: &str| if text.is_ascii() { text.len() } else { text.encode_utf16().count() } as u32;
    let start = units(text.get(..text.len() - shown.len())?);
    Some(Range { row, start, end: start + units(value) })
}

/// Where on the page the longest beginning of `wanted` starts, and how many characters of it stand there
/// (Knuth, Morris, Pratt: the state after each page character is the longest beginning that ends there).
fn longest_beginning(wanted: &[Solid], page: &[Solid]) -> Option<(usize, usize)> {
    let units: usize = wanted.iter().map(|s| s.c.len_utf16()).sum();
    // Most pages show just the value: then there is nothing to search.
    let is_beginning =
        !wanted.is_empty() && wanted.len() <= page.len() && wanted.iter().zip(page).all(|(a, b)| a.c == b.c);
    if is_beginning && (units >= LEAST_UNITS || stands_alone(page, 0, wanted.len() - 1)) {
        return Some((0, wanted.len()));
    }
    let borders = borders(wanted);
    let border = |length: usize| length.checked_sub(1).and_then(|i| borders.get(i)).copied().unwrap_or(0);
    let (mut state, mut best, mut best_end) = (0, 0, 0);
    for (at, here) in page.iter().enumerate() {
        while state > 0 && wanted.get(state).is_none_or(|w| w.c != here.c) {
            state = border(state);
        }
        if wanted.get(state).is_some_and(|w| w.c == here.c) {
            state += 1;
        }
        if state == wanted.len() && state > 0 {
            if units >= LEAST_UNITS || stands_alone(page, at + 1 - state, at) {
                return Some((at + 1 - state, state));
            }
            state = border(state);
        } else if state > best {
            (best, best_end) = (state, at + 1);
        }
    }
    let matched: usize = wanted.iter().take(best).map(|s| s.c.len_utf16()).sum();
    (matched >= LEAST_UNITS).then(|| (best_end - best, best))
}

/// For each beginning, the length of the longest shorter beginning that it ends with.
fn borders(wanted: &[Solid]) -> Vec<usize> {
    let mut borders: Vec<usize> = vec![0; wanted.len()];
    let mut state: usize = 0;
    for (at, here) in wanted.iter().enumerate().skip(1) {
        while state > 0 && wanted.get(state).is_none_or(|w| w.c != here.c) {
            state = state.checked_sub(1).and_then(|i| borders.get(i)).copied().unwrap_or(0);
        }
        if wanted.get(state).is_some_and(|w| w.c == here.c) {
            state += 1;
        }
        if let Some(border) = borders.get_mut(at) {
            *border = state;
        }
    }
    borders
}

/// Whether the page characters from `first` to `last` are not the inside of a longer word: "Ann" is not in "Anna".
fn stands_alone(page: &[Solid], first: usize, last: usize) -> bool {
    // Scripts written without spaces have no such bound.
    let letter = |s: &Solid| s.c.is_alphanumeric() && u32::from(s.c) < 0x0e00;
    let joined = |left: Option<&Solid>, right: Option<&Solid>| match (left, right) {
        (Some(left), Some(right)) => left.row == right.row && right.spaces_before == 0 && letter(left) && letter(right),
        _ => false,
    };
    !joined(first.checked_sub(1).and_then(|i| page.get(i)), page.get(first))
        && !joined(page.get(last), page.get(last + 1))
}

/// Maps a span of `value` (UTF-16 units) to row ranges by `value` and its `shown` alone, as [`align`] made them.
/// White space at the ends of the span is not boxed; what the page does not show gives nothing; no pair is split.
pub fn shown_span(value: &str, shown: &[Range], start: u32, end: u32) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    let mut ranges = shown.iter();
    // The range we are in, and the unit of the value at which it starts.
    let mut current: Option<(&Range, u32)> = None;
    let mut open = false;
    for solid in solids(0, value) {
        let (from, to) = (solid.at, solid.at + solid.c.len_utf16() as u32);
        if from >= end || start >= end {
            break;
        }
        if current.is_none_or(|(range, base)| from >= base.saturating_add(range.end.saturating_sub(range.start))) {
            let Some(next) = ranges.next() else { break };
            current = Some((next, from));
            open = false;
        }
        let Some((range, base)) = current else { break };
        if to <= start {
            continue;
        }
        // A range that is no multiple of whole characters breaks the invariant; it is never left behind.
        let row_end = range.start.saturating_add(to - base).min(range.end);
        match found.last_mut() {
            Some(last) if open => last.end = row_end,
            _ => found.push(Range { row: range.row, start: range.start.saturating_add(from - base), end: row_end }),
        }
        open = true;
    }
    found
}

#[cfg(test)]
#[path = "offsets_tests.rs"]
mod tests;
