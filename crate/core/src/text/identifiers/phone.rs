//! Phone numbers: with a plus, in the form of one, or behind a word about phones.
//!
//! A run of digits alone is none: letters are full of years, prices, versions and counts.

use super::plain::Plain;
use super::signs::{first_bytes, last_bytes};
use super::{Found, Kind, known};

/// Words behind which seven digits or more are a phone number.
const CUES: &str = "phone mobile cell cellphone tel telephone call whatsapp whatsap watsapp whats wa viber sms contact kontakt fone zap \
    celular móvil movil teléfono telefono téléphone telefon tél handynummer тел телефон ватсап вотсап вацап imo zalo";
/// The same in scripts without spaces, and as pictures.
const SIGNS: [&str; 9] = ["电话", "手机", "電話", "전화", "연락처", "\u{1f4de}", "\u{260e}", "\u{1f4f1}", "واتساب"];
/// Words that make a number something else.
const OTHERWISE: &str = "usd eur gbp inr users user downloads views rows records lines products dollars euros hours id isbn iso \
    order invoice ref ticket issue version";
const MOST_DIGITS: usize = 15;

/// Reads a phone number.
pub fn read(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let text = plain.text();
    text.get(at..)?.starts_with(|c: char| c.is_ascii_digit() || "+(".contains(c)).then_some(())?;
    let number = Number::read(text.get(at..)?)?;
    let end = at + number.end;
    let before = text.get(..at)?;
    let behind = first_bytes(text.get(end..)?, 40);
    let touching = before.chars().next_back().is_some_and(|c| "$€£¥₹#.,/-=%_&?+*".contains(c));
    let more = behind.starts_with(['%', '/', '_', '=', '*', ':']) || continues(behind);
    let digits = number.digits.as_str();
    if touching || more || !(7..=MOST_DIGITS).contains(&digits.len()) || is_otherwise(before, behind, number.plus) {
        return Some(end);
    }
    let told = is_told(before, behind);
    let like = if number.plus {
        !digits.starts_with('0') && !number.is_date() && (told || digits.len() >= 9)
    } else {
        !number.is_date() && (told || number.is_north_american())
    };
    if like {
        let digits = digits.strip_prefix("00").filter(|_| digits.len() > 11).unwrap_or(digits);
        found.push(Found::new(Kind::Phone, digits, at..end));
    }
    Some(end)
}

/// Whether a number goes on in a way that phone numbers do not: "1,000", "1:30", "10k".
fn continues(behind: &str) -> bool {
    let mut chars = behind.chars();
    matches!(chars.next(), Some(',' | '.' | '\'')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

fn words_before(before: &str) -> impl Iterator<Item = &str> {
    last_bytes(before, 40).split(|c: char| !c.is_alphanumeric()).rev().filter(|word| !word.is_empty())
}

fn is_told(before: &str, behind: &str) -> bool {
    let near = last_bytes(before, 16);
    let after = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(2);
    words_before(before).take(3).any(|word| known::has(CUES, word))
        || SIGNS.iter().any(|sign| near.contains(sign))
        || after.clone().last().is_some_and(|word| known::has("whatsapp viber", word))
        || (behind.trim_start().starts_with('(') && after.clone().next().is_some_and(|word| known::has(CUES, word)))
}

fn is_otherwise(before: &str, behind: &str, plus: bool) -> bool {
    let money = before.trim_end().ends_with(['$', '€', '£', '¥', '₹']);
    let next = behind.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let last = words_before(before).next().unwrap_or_default();
    !plus && (money || behind.trim_start().starts_with(['$', '€', '£']) || known::has(OTHERWISE, next))
        || known::has(OTHERWISE, last)
}

/// Digits and how they are grouped.
struct Number {
    plus: bool,
    digits: String,
    /// Digits of each group.
    groups: Vec<usize>,
    /// Whether something else than spaces stands between groups.
    signs: bool,
    end: usize,
}

impl Number {
    fn read(rest: &str) -> Option<Self> {
        let plus = rest.starts_with('+') || rest.starts_with("(+");
        let mut number = Self { plus, digits: String::new(), groups: Vec::new(), signs: false, end: 0 };
        // Characters since the last digit, and where the number ended before its last group.
        let (mut gap, mut shorter) = (0, 0);
        for (place, c) in rest.char_indices() {
            if c.is_ascii_digit() {
                if gap > 0 || number.groups.is_empty() {
                    shorter = number.end;
                    number.groups.push(0);
                }
                number.digits.push(c);
                *number.groups.last_mut()? += 1;
                (gap, number.end) = (0, place + 1);
            } else if c == 'x' && number.digits.len() >= 10 {
                // An extension.
                break;
            } else if c.is_alphabetic() && gap == 0 && u32::from(c) < 0x0e00 {
                // "5 000 2nd": the last group belongs to a word.
                let last = number.groups.pop()?;
                number.digits.truncate(number.digits.len() - last);
                number.end = shorter;
                break;
            } else if gap >= 3 || number.digits.len() > 20 || !(" -.()".contains(c) || place < 2 && c == '+') {
                break;
            } else {
                number.signs |= !number.digits.is_empty() && c != ' ';
                gap += 1;
            }
        }
        (number.end > 0).then_some(number)
    }

    /// Days, ranges of years, and thousands.
    fn is_date(&self) -> bool {
        let year = |from: usize| {
            let year = self.digits.get(from..from + 4).and_then(|year| year.parse::<u32>().ok());
            year.is_some_and(|year| (1900..2100).contains(&year))
        };
        match self.groups.as_slice() {
            [4, 4] => year(0) && year(4),
            [4, 1..=2, 1..=2, ..] => year(0),
            // "+44 20 7946" is no day.
            [1..=2, 1..=2, 4, ..] if !self.plus => {
                year(self.digits.len().min(4)) || self.groups.iter().take(2).sum::<usize>() < 5
            }
            [8] => year(0) && !self.plus && self.digits.get(4..5).is_some_and(|month| month < "2"),
            [1..=3, rest @ ..] if !rest.is_empty() && !self.plus => {
                rest.iter().all(|group| *group == 3) && self.digits.ends_with("000")
            }
            _ => false,
        }
    }

    /// 415-555-0132, (415) 555-0132, 1-415-555-0132: so is nothing else written.
    fn is_north_american(&self) -> bool {
        let area = match self.groups.as_slice() {
            [3, 3, 4] => self.digits.as_bytes().first(),
            [1, 3, 3, 4] if self.digits.starts_with('1') => self.digits.as_bytes().get(1),
            _ => None,
        };
        self.signs && area.is_some_and(|first| *first >= b'2')
    }
}
