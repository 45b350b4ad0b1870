//! What a slot holds, told from its values and the fixed words around it.
//!
//! Capitals help where a script has them. Where it has none, the words around and the shape of the value must do; what
//! stays unclear is called text, which is always true.

use super::normal::Normal;
use super::slot_words::{
    BEFORE_COMPANY, BEFORE_SKILL, BEHIND_COMPANY, DATES, DOMAINS, GREETINGS, IN_COMPANY, NAMING, NUMBERS, TOOLS,
};
use super::template::{Holds, Known, SlotKind};
use super::words::writes_no_spaces;

/// Whether a word, in any case, is in a list.
fn listed(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split('|').any(|listed| listed == word)
}

/// Whether a word begins a greeting.
pub fn is_greeting(word: &str) -> bool {
    listed(GREETINGS, word)
}

/// The kind that more than half of the values have, by the normalised fixed words before and behind them.
pub fn kind(values: &[&str], before: &str, behind: &str) -> SlotKind {
    let most = |is: &dyn Fn(&str) -> bool| values.iter().filter(|value| is(value)).count() * 2 > values.len();
    let ends = |list: &str| list.split('|').any(|cue| ends_with(before, cue));
    let begins = |list: &str| list.split('|').any(|cue| behind.strip_prefix(cue).is_some_and(starts_new));
    let few = |value: &str| value.split_whitespace().count() <= 3 && !value.contains(|c: char| c.is_numeric());
    let named = |value: &str| few(value) && capitals(value);
    if most(&|value| is_url(value, before)) {
        SlotKind::Url
    } else if most(&is_date) {
        SlotKind::Date
    } else if most(&is_number) {
        SlotKind::Number
    } else if ends(GREETINGS) && most(&few) || ends(NAMING) && most(&named) {
        SlotKind::Name
    } else if most(&is_skill) || ends(BEFORE_SKILL) && most(&|value| few(value) || value.contains(',')) {
        SlotKind::Skill
    } else if most(&in_company) || (ends(BEFORE_COMPANY) || begins(BEHIND_COMPANY)) && most(&capitals) {
        SlotKind::Company
    } else {
        SlotKind::Text
    }
}

/// What of the job most values repeat.
pub fn holds(values: &[&str], job: &Known) -> Option<Holds> {
    let plain: Vec<String> = values.iter().map(|value| bare(value)).collect();
    let repeats = |known: &[String]| {
        let known: Vec<String> = known.iter().map(|known| bare(known)).filter(|known| !known.is_empty()).collect();
        plain.iter().filter(|value| known.iter().any(|known| repeats(value, known))).count() * 2 > plain.len()
    };
    if repeats(&job.companies) { Some(Holds::Company) } else { repeats(&job.titles).then_some(Holds::JobTitle) }
}

/// Normalised words and nothing between them but single spaces.
fn bare(text: &str) -> String {
    let normal = Normal::new(text);
    let words = normal.text().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a value is a known name or title, or the better part of it, or has it inside.
fn repeats(value: &str, known: &str) -> bool {
    let spaces = !writes_no_spaces(known);
    let inside = |all: &str, part: &str| {
        if spaces { format!(" {all} ").contains(&format!(" {part} ")) } else { all.contains(part) }
    };
    let length = |text: &str| if spaces { text.split(' ').count() } else { text.chars().count() };
    let value = ["the ", "your ", "a ", "an "].iter().find_map(|article| value.strip_prefix(article)).unwrap_or(value);
    !value.is_empty() && (inside(value, known) || inside(known, value) && length(value) * 2 >= length(known))
}

/// Whether normalised words end with a cue, at a word's beginning where the script writes spaces.
fn ends_with(words: &str, cue: &str) -> bool {
    let spaced = cue.chars().all(|c| c < '\u{1100}');
    words.strip_suffix(cue).is_some_and(|rest| !spaced || !rest.ends_with(char::is_alphanumeric))
}

fn starts_new(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || c > '\u{1100}')
}

fn is_url(value: &str, before: &str) -> bool {
    let domain = |word: &str| {
        let host = word.split('/').next().unwrap_or_default();
        host.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && listed(DOMAINS, end))
    };
    let whole = !value.contains(char::is_whitespace);
    value.contains("://")
        || value.starts_with("www.")
        || whole && (ends_with(before, "https") || domain(value) && !tool(value))
}

fn is_date(value: &str) -> bool {
    let words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = words.clone().any(|word| listed(DATES, word));
    let parts: Vec<&str> = words.collect();
    let digits = |part: &&str| part.len() <= 4 && part.chars().all(|c| c.is_ascii_digit());
    let written = parts.len() == 3 && parts.iter().all(digits) && value.contains(['-', '/', '.']);
    let clock = parts.len() == 2 && parts.iter().all(digits) && value.contains(':');
    let chinese = value.contains('月') || value.contains('월');
    named && parts.len() <= 5 || written || clock || chinese && value.contains(|c: char| c.is_numeric())
}

/// A number, or a number and its unit ("9 лет").
fn is_number(value: &str) -> bool {
    let number = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty() || bare.chars().next().is_some_and(char::is_numeric) || listed(NUMBERS, bare)
    };
    let words: Vec<&str> = value.split(|c: char| c.is_whitespace() || c == '-').collect();
    words.first().is_some_and(number) && words.iter().skip(1).filter(|word| !number(word)).count() <= 1
}

fn tool(word: &str) -> bool {
    listed(TOOLS, word)
}

fn is_skill(value: &str) -> bool {
    let mut entries = value.split([',', '/', '&']).flat_map(|entry| entry.split(" and ")).map(str::trim);
    let shaped = |word: &str| {
        let inner = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
        inner || word.ends_with("++") || word.ends_with('#') || word.strip_suffix(".js").is_some()
    };
    entries.all(|entry| {
        let mut words = entry.split_whitespace();
        entry.split_whitespace().count() <= 3 && words.any(|word| tool(word) || shaped(word))
    })
}

fn in_company(value: &str) -> bool {
    let word = |word: &str| listed(IN_COMPANY, word.trim_matches(|c: char| !c.is_alphanumeric()));
    let caseless = IN_COMPANY.split('|').any(|mark| mark > "\u{1100}" && value.contains(mark));
    capitals(value) && (value.split_whitespace().any(word) || caseless)
}

/// Whether every word that has a case begins with a capital, small joining words aside.
fn capitals(value: &str) -> bool {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    value
        .split_whitespace()
        .all(|word| word.len() <= 3 && word != value || first(word).is_none_or(|c| !c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_apart() {
        for (values, before, behind, want) in [
            (&["Ann", "Bob Lee", "Hiring Manager"][..], "dear", "i have", SlotKind::Name),
            (&["Ann", "Bob"], "my name is", "", SlotKind::Name),
            (&["李明", "王芳"], "您好", "我", SlotKind::Name),
            (&["김민수", "이서연"], "안녕하세요", "님", SlotKind::Name),
            (&["Cedar", "Blue Heron"], "i saw that", "is hiring a", SlotKind::Company),
            (&["Acme Ltd", "Globex Inc.", "the team"], "working for", "", SlotKind::Company),
            (&["蓝果科技", "北山公司"], "我对", "很感兴趣", SlotKind::Company),
            (&["5", "12+", "eight", "9 лет"], "i have", "years", SlotKind::Number),
            (&["C++", "Node.js and Express", "Flutter, Firebase"], "i like", "", SlotKind::Skill),
            (&["COBOL", "carpentry"], "my main stack is", "", SlotKind::Skill),
            (&["https://a.example/x", "www.b.example"], "see", "", SlotKind::Url),
            (&["ann.dev", "bob.com/work"], "see", "", SlotKind::Url),
            (&["Monday", "3 March"], "start on", "", SlotKind::Date),
            (&["2026-01-02", "3.4.2026"], "start on", "", SlotKind::Date),
            (&["3月5日", "12月1日"], "", "", SlotKind::Date),
            (&["your web shop", "the booking app"], "help with", "", SlotKind::Text),
        ] {
            assert_eq!(kind(values, before, behind), want, "{values:?}");
        }
    }

    #[test]
    fn what_the_job_says_is_known() {
        let job = Known { titles: vec!["Booking app for dentists".into()], companies: vec!["Blue Heron GmbH".into()] };
        assert_eq!(holds(&["the booking app for dentists", "Booking App"], &job), Some(Holds::JobTitle));
        assert_eq!(holds(&["Blue Heron", "BLUE HERON GmbH", "Acme"], &job), Some(Holds::Company));
        assert_eq!(holds(&["app", "Acme"], &job), None);
        assert_eq!(holds(&["", "the"], &job), None);
        assert_eq!(holds(&[], &job), None);
    }
}
