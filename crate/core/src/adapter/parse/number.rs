//! Numbers as people write them: grouping, decimal comma or point by language, K and M, "20+".

use std::ops::Range;

use super::Context;
use crate::tree::walk::is_space;

/// More digits than this are no number of a page.
const DIGITS: usize = 24;

/// A text of more runs of digits than this is no value; the rest is not looked at.
const RUNS: usize = 400;

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// A decimal string: `.` as the point, no grouping, suffix (K) multiplied in, digits after the point as written.
    pub decimal: String,
    /// Its bytes, with suffix and `+`.
    pub used: Range<usize>,
    /// Its bytes without suffix and `+`.
    pub digits: Range<usize>,
    /// The power of ten of its suffix: 3 for K.
    pub zeros: usize,
    /// "20+", "over 20".
    pub or_more: bool,
    /// A letter stands directly before it ("v2", "Rs500").
    pub attached: bool,
}

impl Number {
    /// The number as a double.
    pub fn value(&self) -> Option<f64> {
        self.decimal.parse().ok()
    }
}

/// What is counted, for what is ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Three digits after a lone separator go by language.
    Plain,
    /// Three digits after a lone separator are a group: prices have two decimals. A small `m` is a million.
    Money,
}

/// The numbers of a text, in order, each looked at once.
pub fn numbers(text: &str, kind: Kind, context: &Context) -> Vec<Number> {
    let style = Style::of(context);
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    for _ in 0..RUNS {
        let Some(start) = (at..bytes.len()).find(|i| bytes.get(*i).is_some_and(u8::is_ascii_digit)) else { break };
        let run = Run::at(text, start, style);
        at = run.end;
        let (zeros, after_suffix) = suffix(text, run.end, kind, context);
        let Some(plain) = run.decimal(text, kind, style, zeros > 0) else { continue };
        let Some(decimal) = shift(&plain, i32::try_from(zeros).unwrap_or(0)) else { continue };
        let before = text.get(..start).unwrap_or_default();
        let plus = plus(text, after_suffix);
        found.push(Number {
            decimal,
            used: start..plus.unwrap_or(after_suffix),
            digits: start..run.end,
            zeros,
            or_more: plus.is_some() || says_more(before),
            attached: before.chars().next_back().is_some_and(char::is_alphanumeric),
        });
        at = at.max(after_suffix);
    }
    found
}

/// How a language writes numbers.
#[derive(Debug, Clone, Copy)]
struct Style {
    decimal_comma: bool,
    space_groups: bool,
}

impl Style {
    fn of(context: &Context) -> Self {
        let language = context.primary_language();
        let region = context.language.unwrap_or_default().to_ascii_uppercase();
        let point_region = ["-CH", "-LI", "-MX", "-US", "-PR", "-GT", "-HN", "-NI", "-SV", "-PA", "-DO", "-PE"]
            .iter()
            .any(|r| region.ends_with(r));
        let comma = "de fr es pt it nl ru uk pl cs sk sv nb nn no da fi tr id vi el ro hu bg hr sr sl lt lv et ca gl eu is kk be az ka";
        let space = "fr ru uk pl cs sk sv nb nn no da fi bg hu pt es et lv lt kk be sr";
        let in_list = |list: &str| list.split(' ').any(|l| l == language);
        Self { decimal_comma: in_list(comma) && !point_region, space_groups: language.is_empty() || in_list(space) }
    }
}

/// Digits with what stands between them.
struct Run {
    start: usize,
    end: usize,
    spaced: bool,
}

impl Run {
    fn at(text: &str, start: usize, style: Style) -> Self {
        let digits_from = |from: usize| {
            text.as_bytes().get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
        };
        let mut group = digits_from(start);
        let mut run = Self { start, end: start + group, spaced: false };
        let mut plain = true;
        while let Some(separator) = text.get(run.end..).and_then(|rest| rest.chars().next()) {
            let next = digits_from(run.end + separator.len_utf8());
            let takes = match separator {
                _ if next == 0 => false,
                ',' | '.' => {
                    plain = false;
                    true
                }
                '\'' | '\u{2019}' => plain && next == 3 && group <= 3,
                ' ' if !style.space_groups => false,
                ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                    let groups = plain && next == 3 && group <= 3;
                    run.spaced |= groups;
                    groups
                }
                _ => false,
            };
            if !takes {
                break;
            }
            run.end += separator.len_utf8() + next;
            group = next;
        }
        run
    }

    fn decimal(&self, text: &str, kind: Kind, style: Style, suffixed: bool) -> Option<String> {
        let run: String = text
            .get(self.start..self.end)?
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}'))
            .collect();
        let grouped = self.spaced || run.len() < self.end - self.start;
        let commas = run.matches(',').count();
        let points = run.matches('.').count();
        let point = match (commas, points) {
            (0 | 2.., 0) | (0, 2..) => None,
            (1.., 1..) if run.rfind(',') > run.rfind('.') => (commas == 1).then_some(Some(','))?,
            (1.., 1..) => (points == 1).then_some(Some('.'))?,
            (one, _) => {
                let separator = if one == 1 { ',' } else { '.' };
                let (before, after) = run.split_once(separator)?;
                let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && before != "0" && !grouped;
                let decimal_here = (separator == ',') == style.decimal_comma;
                let groups = could_group && !suffixed && (kind == Kind::Money || !decimal_here);
                (!groups).then_some(separator)
            }
        };
        let (whole, fraction) = match point {
            Some(point) => run.rsplit_once(point)?,
            None => (run.as_str(), ""),
        };
        let groups: Vec<&str> = whole.split([',', '.']).collect();
        if groups.len() > 1 && (grouped || !well_grouped(&groups)) {
            return None;
        }
        let whole = groups.concat();
        if whole.len() + fraction.len() > DIGITS {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
    }
}

/// 1,234,567 or, the Indian way, 12,34,567.
fn well_grouped(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    let middle_of = |n: usize| middle.iter().all(|g| g.len() == n);
    last.len() == 3
        && ((1..=3).contains(&first.len()) && middle_of(3) || (1..=2).contains(&first.len()) && middle_of(2))
}

/// The power of ten that a suffix at `at` stands for, and where it ends.
fn suffix(text: &str, at: usize, kind: Kind, context: &Context) -> (usize, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let spaces: usize = rest.chars().take_while(|c| is_space(*c) || *c == '\u{202f}').take(2).map(char::len_utf8).sum();
    let word: String =
        rest.get(spaces..).unwrap_or_default().chars().take_while(|c| c.is_alphanumeric()).take(9).collect();
    let zeros = match word.as_str() {
        "K" | "k" | "тыс" | "Tsd" | "Tsd." => 3,
        "M" | "Mio" | "млн" | "mln" | "million" => 6,
        "m" if kind == Kind::Money && spaces == 0 => 6,
        "B" if spaces == 0 => 9,
        "bn" | "Mrd" | "млрд" | "billion" => 9,
        "mil" if matches!(context.primary_language().as_str(), "es" | "pt") => 3,
        "lakh" | "lakhs" => 5,
        "crore" | "crores" => 7,
        _ => return (0, at),
    };
    (zeros, at + spaces + word.len())
}

/// The end of a `+` that stands at or one space after `at`, not before another number.
fn plus(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let trimmed = rest.strip_prefix(is_space).unwrap_or(rest);
    let after = trimmed.strip_prefix('+')?;
    (!after.starts_with(|c: char| c.is_ascii_digit())).then(|| text.len() - after.len())
}

fn says_more(before: &str) -> bool {
    const WORDS: [&str; 14] = [
        "more than",
        "over",
        "at least",
        "mehr als",
        "über",
        "mindestens",
        "más de",
        "al menos",
        "plus de",
        "au moins",
        "mais de",
        "более",
        "свыше",
        "больше",
    ];
    let tail: Vec<char> = before.trim_end_matches(is_space).chars().rev().take(16).collect();
    let tail: String = tail.into_iter().rev().collect::<String>().to_lowercase();
    WORDS.iter().any(|word| tail.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Moves the point of a decimal string by `zeros` to the right (left when negative), without a double in between.
pub fn shift(decimal: &str, zeros: i32) -> Option<String> {
    if zeros == 0 {
        return Some(decimal.to_owned());
    }
    let (sign, decimal) = decimal.strip_prefix('-').map_or(("", decimal), |rest| ("-", rest));
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let by = usize::try_from(zeros.unsigned_abs()).ok().filter(|by| *by <= DIGITS)?;
    let (whole, fraction) = if zeros > 0 {
        let taken = fraction.get(..by.min(fraction.len()))?;
        let padding = "0".repeat(by - taken.len());
        (format!("{whole}{taken}{padding}"), fraction.get(taken.len()..)?.to_owned())
    } else {
        let padded = format!("{}{whole}", "0".repeat((by + 1).saturating_sub(whole.len())));
        let (left, moved) = padded.split_at_checked(padded.len() - by)?;
        (left.to_owned(), format!("{moved}{fraction}"))
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// A double of a state block as a decimal string of at most six places; without the noise of binary fractions.
pub fn of_double(double: f64) -> Option<String> {
    if !double.is_finite() || double.abs() >= 1e15 {
        return None;
    }
    let fixed = format!("{double:.6}");
    let plain = fixed.trim_end_matches('0').trim_end_matches('.');
    Some(if plain == "-0" { "0".to_owned() } else { plain.to_owned() })
}
