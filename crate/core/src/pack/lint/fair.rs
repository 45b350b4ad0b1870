//! What a rule may not look at: where somebody is from, what they are called, how well they write, their school, mail
//! provider, photo, age, gender, religion. Nothing switches this off.
//!
//! It reads the words that the rule looks for. A word built of character classes, or in a language that the lists do not
//! know, passes here: what it does to people is for the swap test to find.

use super::Lint;
use super::traits::Traits;
use crate::pack::rule::Rule;
use crate::pack::term::Term;
use crate::report::Family;

/// Sections, what they hold in words, and whether naming it matters only in what makes a rule fire: "I built the photo
/// upload" may well make it silent.
const KINDS: [(&str, &str, bool); 19] = [
    ("country", "a country", false),
    ("place", "a place", false),
    ("city", "a place", false),
    ("city-ru", "a place", false),
    ("city-uk", "a place", false),
    ("city-zh", "a place", false),
    ("city-ko", "a place", false),
    ("nationality", "a nationality or language", false),
    ("foreigner", "an origin", false),
    ("name", "a personal name", false),
    ("surname", "a personal name", false),
    ("name-ru", "a personal name", false),
    ("language", "a language, or how well it is written", false),
    ("religion", "a religion", false),
    ("gender", "a gender", false),
    ("age", "an age", false),
    ("school-name", "a school", false),
    ("school", "a school", true),
    ("photo", "a photo", true),
];
/// A mail provider may be named where a rule is about contact, and then among at least so many alternatives: one alone
/// singles out its users.
const FEWEST_ALTERNATIVES: usize = 3;
/// A beginning counts as the word if it leaves out no more than so many letters, and fewer than it gives.
const LEFT_OUT: usize = 4;

pub(super) fn check(lint: &mut Lint<'_>, rule: &Rule, traits: &Traits) {
    for Spoken { place, text, fires } in spoken(rule) {
        let rows = rows(&text);
        for (section, what, only_firing) in KINDS {
            if only_firing && !fires {
                continue;
            }
            if let Some(word) = traits.words(section).iter().find(|word| rows.iter().any(|row| names(row, word))) {
                let message = format!("{text:?}: {word:?} is {what}");
                let fix = "take the word away: look at what is asked for, not at who asks";
                lint.say(&format!("rules/{}: {place}", rule.id), "rule-unfair", message, fix);
            }
        }
        let names_one = |token: &&str| traits.words("mail").iter().any(|word| names(token, word));
        let tokens: Vec<&str> = text.split_whitespace().collect();
        let few = |token: &&&str| rule.family != Family::Contact || token.split('|').count() < FEWEST_ALTERNATIVES;
        if fires && tokens.iter().filter(|token| names_one(token)).any(|token| few(&token)) {
            let message = format!("{text:?} names a mail provider");
            let fix =
                "take it away; in a rule on contact give at least three alternatives, so that none is singled out";
            lint.say(&format!("rules/{}: {place}", rule.id), "rule-unfair", message, fix);
        }
        if let Some(word) = rows.iter().find(|row| is_number_of_somebody(row)) {
            let message = format!("{text:?}: {word:?} looks like somebody's number");
            let fix = "take it away: a pack is about wording, never a list of people";
            lint.say(&format!("rules/{}: {place}", rule.id), "rule-names-people", message, fix);
        }
    }
}

/// Something a rule looks for.
struct Spoken {
    place: String,
    text: String,
    fires: bool,
}

/// All words that a rule looks for, with their places.
fn spoken(rule: &Rule) -> Vec<Spoken> {
    let mut all = Vec::new();
    let mut add = |place: String, text: &str, fires: bool| all.push(Spoken { place, text: text.to_owned(), fires });
    let matching = &rule.matching;
    let groups = std::iter::once(("match.any".to_owned(), &matching.any, true))
        .chain(matching.all.iter().enumerate().map(|(at, group)| (format!("match.all[{at}]"), group, true)))
        .chain(std::iter::once(("match.none".to_owned(), &matching.none, false)));
    for (place, terms, fires) in groups {
        for (at, term) in terms.iter().enumerate() {
            match term {
                Term::Phrase(phrase) => add(format!("{place}[{at}]"), phrase, fires),
                Term::Regex(regex) => add(format!("{place}[{at}]"), &plain(&regex.regex), fires),
                Term::List(_) | Term::Identifier(_) | Term::Number(_) => {}
            }
        }
    }
    let silencing = [
        ("unless.topic", &rule.unless.topic),
        ("unless.negation", &rule.unless.negation),
        ("unless.quotation", &rule.unless.quotation),
        ("job.any", &rule.job.any),
        ("job.none", &rule.job.none),
    ];
    for (place, phrases) in silencing {
        phrases.iter().enumerate().for_each(|(at, phrase)| add(format!("{place}[{at}]"), phrase, false));
    }
    for (name, list) in &rule.lists {
        // A list is named in phrases of any kind; entries as alternatives of one phrase, so that providers are counted.
        add(format!("lists.{name}"), &list.join("|").replace(' ', "_"), true);
    }
    all
}

/// The rows of words of a phrase: each alternative, and the phrase as a whole. A beginning keeps its `*`.
fn rows(phrase: &str) -> Vec<String> {
    let lower = phrase.to_lowercase();
    let tokens = lower.split_whitespace().filter(|token| !token.starts_with('{'));
    let plain = |text: &str| text.replace(['_', '.', '\'', '\u{2019}'], " ").trim_end_matches('?').to_owned();
    let mut rows: Vec<String> = tokens.clone().flat_map(|token| token.split('|')).map(plain).collect();
    rows.push(plain(&tokens.collect::<Vec<_>>().join(" ").replace('|', " ")));
    rows
}

/// Whether a row names a trait: as a word or words of their own, in the plural, or by their beginning. In scripts without
/// spaces, and Korean, whose words have endings, as a part.
fn names(row: &str, word: &str) -> bool {
    if word.chars().any(|c| c >= '\u{2e80}') {
        return row.contains(word);
    }
    let mut from = 0;
    while let Some(at) = row.get(from..).and_then(|rest| rest.find(word)).map(|at| from + at) {
        let end = at + word.len();
        let rest = row.get(end..).unwrap_or_default();
        let ends = rest.strip_prefix(['s', '*']).unwrap_or(rest).chars().next().is_none_or(|c| !c.is_alphanumeric());
        if ends && row.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric()) {
            return true;
        }
        from = end;
    }
    let beginning = row.split(' ').next_back().and_then(|last| last.strip_suffix('*')).unwrap_or_default();
    let letters = beginning.chars().count();
    let left_out = word.chars().count().saturating_sub(letters);
    letters >= 4 && word.starts_with(beginning) && left_out <= LEFT_OUT && left_out < letters
}

/// Seven digits in a row, or an at sign within a word: a phone, an account, an address.
fn is_number_of_somebody(row: &str) -> bool {
    let digits = row.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    digits >= 7 || row.find('@').is_some_and(|at| at > 0 && !row[..at].ends_with([' ', '|']))
}

/// The letters of a regular expression: classes by their first character, everything else that is no letter a space.
fn plain(regex: &str) -> String {
    let mut text = String::new();
    let mut chars = regex.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
                text.push(' ');
            }
            '[' => {
                let mut class = chars.by_ref().take_while(|c| *c != ']');
                text.extend(class.by_ref().find(|c| *c != '^'));
                class.for_each(drop);
            }
            // What is optional may as well be there.
            '?' | '+' => {}
            c if c.is_alphanumeric() => text.extend(c.to_lowercase()),
            _ => text.push(' '),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &str) -> Vec<&'static str> {
        let traits = Traits::read();
        let rows = rows(phrase);
        let kinds = KINDS
            .iter()
            .filter(|(section, ..)| traits.words(section).iter().any(|word| rows.iter().any(|row| names(row, word))));
        kinds.map(|(section, ..)| *section).collect()
    }

    #[test]
    fn traits_are_found_however_they_are_written() {
        for (phrase, section) in [
            ("i_am|i'm {0,2} from nigeria", "country"),
            ("north korea", "country"),
            ("north|south korea", "place"),
            ("developer|us_based {0,3} account", "place"),
            ("russian* account", "nationality"),
            ("russia* account", "nationality"),
            ("my friend Priya?", "name"),
            ("broken_english|slang", "language"),
            ("church*", "religion"),
            ("girls|women only", "gender"),
            ("35 years old", "age"),
            ("studied at stanford", "school-name"),
            ("来自中国的开发者", "place"),
            ("сниму у русский", "foreigner"),
        ] {
            assert!(found(phrase).contains(&section), "{phrase}: {:?}", found(phrase));
        }
        assert!(found(&plain(r"(?:[Rr]ussians?|ukrain(?:e|ian))\b")).contains(&"nationality"));
    }

    #[test]
    fn ordinary_words_are_no_traits() {
        for phrase in [
            "pay|paid|payment {0,3} usdt|usdc",
            "my {0,1} @apps",
            "suspend*|block*|manag*|mand* my account",
            "let's|lets polish will may turkey",
            "portfolio|percent|interview",
            "sister|brother|cousin account",
        ] {
            assert_eq!(found(phrase), Vec::<&str>::new(), "{phrase}");
        }
    }

    #[test]
    fn numbers_of_people_are_seen() {
        assert!(is_number_of_somebody("call 15550100"));
        assert!(is_number_of_somebody("write to ana@example.org"));
        assert!(!is_number_of_somebody("my @apps or pay|@coins 500000"));
    }
}
