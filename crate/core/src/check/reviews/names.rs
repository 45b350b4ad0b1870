//! Whether two names could be one person's. Names are compared with each other and never judged; wherever that is unsure,
//! they could be.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::script::is_spaceless;

/// Scripts that have capitals, in which a name can be told from a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Armenian.
    Armenian,
}

/// The one script with capitals that all letters of a name are of; none for any other text.
pub fn script(name: &str) -> Option<Script> {
    let of = |c: char| match c {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{531}'..='\u{587}' => Some(Script::Armenian),
        _ => None,
    };
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).map(of);
    let first = letters.next()??;
    letters.all(|script| script == Some(first)).then_some(first)
}

/// A name in small letters without accents.
pub fn fold(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// A text without the name of whom it speaks, wherever it is written as the profile writes it. How many words a name has must
/// not decide whether a text is long enough, and that two texts call somebody by name is nothing in common.
pub fn without<'a>(text: &'a str, name: &str) -> Cow<'a, str> {
    let initial = |part: &&str| part.len() > 1;
    let mut parts: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || "(),.\"".contains(c)).filter(initial).collect();
    parts.insert(0, name);
    let mut text = Cow::Borrowed(text);
    for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        for (at, _) in text.match_indices(part) {
            let behind = at + part.len();
            let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_spaceless(c));
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(behind..).and_then(|after| after.chars().next());
            if !joined(before) && !joined(after) {
                out.push_str(text.get(end..at).unwrap_or_default());
                end = behind;
            }
        }
        if end > 0 {
            out.push_str(text.get(end..).unwrap_or_default());
            text = Cow::Owned(out);
        }
    }
    text
}

/// Short forms that share neither their beginning nor their consonants with the name, each group between spaces.
const SHORT: &[&str] = &[
    " william bill billy willie ",
    " robert bob bobby bobbie ",
    " richard dick dickie ",
    " edward edmund ted teddy ned ",
    " theodore ted teddy ",
    " margaret peggy peg daisy greta ",
    " mary molly polly maria ",
    " john jack jon ",
    " james jim jimmy jamie ",
    " elizabeth betty bess libby lisa ",
    " sarah sally ",
    " henry hank harry ",
    " ann nancy ",
    " charles chuck ",
    " antony anthony toni tony ",
    " francisco francesco paco pancho kiko cisco ",
    " jose josep giuseppe pepe beppe ",
    " jesus chuy ",
    " ignacio nacho ",
    " eduardo lalo ",
    " enrique quique kike ",
    " guadalupe lupe ",
    " rosario charo ",
    " concepcion concha ",
    " ludmila liudmila lyudmila mila lusya ",
    " alexander alexandra aleksandr aleksandra oleksandr oleksandra alejandro alejandra sasha sascha shura alex sandra ",
    " evgeny evgeniy yevgeny yevhen evgenia eugene eugenia zhenya ",
    " georgy georgiy heorhii yuri zhora ",
    " maria masha marusya ",
    " anastasia anastasiia nastya asya ",
    " ivan vanya ioan ",
    " joao janio ",
    " \u{430}\u{43b}\u{435}\u{43a}\u{441}\u{430}\u{43d}\u{434}\u{440} \u{430}\u{43b}\u{435}\u{43a}\u{441}\u{430}\u{43d}\u{434}\u{440}\u{430} \u{441}\u{430}\u{448}\u{430} \u{448}\u{443}\u{440}\u{430} ",
    " \u{435}\u{432}\u{433}\u{435}\u{43d}\u{438}\u{438} \u{435}\u{432}\u{433}\u{435}\u{43d}\u{438}\u{44f} \u{436}\u{435}\u{43d}\u{44f} ",
];
/// Letters that one name begins with, now one and now the other, as it is written in Latin letters.
const BEGINNINGS: &[&str] = &[
    "aeo",
    "eiyju",
    "hjxgy",
    "ckqxgh",
    "vwfbpu",
    "szxc",
    "td",
    "\u{435}\u{44d}\u{454}\u{438}\u{456}\u{44e}\u{44f}\u{439}",
    "\u{433}\u{445}",
];

/// Whether two folded names of one script could be one person's: one begins or ends as the other, they begin with the same
/// sound, the consonants of one stand in the other, or one is a known short form.
pub fn could_be_one(a: &str, b: &str) -> bool {
    let (Some(first), Some(other)) = (a.chars().next(), b.chars().next()) else { return true };
    let begin_alike =
        first == other || BEGINNINGS.iter().any(|letters| letters.contains(first) && letters.contains(other));
    // An initial says how a name begins, and nothing else.
    if begin_alike || a.chars().nth(1).is_none() || b.chars().nth(1).is_none() {
        return begin_alike;
    }
    let short = |group: &&str| group.contains(&format!(" {a} ")) && group.contains(&format!(" {b} "));
    let (a_hard, b_hard) = (consonants(a), consonants(b));
    a.ends_with(b)
        || b.ends_with(a)
        || stands_in(&a_hard, &b_hard)
        || stands_in(&b_hard, &a_hard)
        || SHORT.iter().any(short)
}

/// The consonants of a name, each run of one letter once. `h` and `y` come and go between spellings.
fn consonants(name: &str) -> Vec<char> {
    const SOFT: &str = "aeiouhyj\u{430}\u{435}\u{451}\u{438}\u{456}\u{457}\u{439}\u{43e}\u{443}\u{44b}\u{44d}\u{454}\u{44e}\u{44f}\u{44c}\u{44a}\u{3b1}\u{3b5}\u{3b7}\u{3b9}\u{3bf}\u{3c5}\u{3c9}";
    let mut hard: Vec<char> = name.chars().filter(|c| !SOFT.contains(*c)).collect();
    hard.dedup();
    hard
}

/// Whether all of a name's consonants stand in another's, in their order.
fn stands_in(few: &[char], many: &[char]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|wanted| rest.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_left_out_of_a_text_in_any_script_and_only_where_it_is_one() {
        for (text, name, want) in [
            ("Thank you Rowan Ash, Rowan.", "Rowan Ash", "Thank you , ."),
            ("Rowan's ashtray", "Rowan Ash", "'s ashtray"),
            ("I will ask Will", "Will Young", "I will ask "),
            (
                "\u{8c22}\u{8c22}\u{674e}\u{4f1f}\u{7684}\u{5e2e}\u{52a9}",
                "\u{674e}\u{4f1f}",
                "\u{8c22}\u{8c22}\u{7684}\u{5e2e}\u{52a9}",
            ),
            ("A plan B for us", "Rowan B.", "A plan B for us"),
            ("Nothing to do", "", "Nothing to do"),
        ] {
            assert_eq!(without(text, name), want, "{text}");
        }
    }

    #[test]
    fn nicknames_and_spellings_could_be_one() {
        for (a, b) in [
            ("William", "Bill"),
            ("Robert", "Bob"),
            ("Michael", "Mike"),
            ("Alexander", "Sasha"),
            ("Ekaterina", "Katya"),
            ("Dmitry", "Mitya"),
            ("Yulia", "Julia"),
            ("Iurii", "Yuri"),
            ("Khalid", "Halid"),
            ("Oleksii", "Alexey"),
            ("Francisco", "Paco"),
            ("Xavier", "Javier"),
            ("Muhammad", "Mohamed"),
            ("Zo\u{eb}", "Zoe"),
            ("Rowan", "R"),
            ("Nikolai", "Kolya"),
            ("Elizabeth", "Beth"),
            ("Hristo", "Christo"),
            ("Mila", "Lyudmila"),
            ("\u{415}\u{432}\u{433}\u{435}\u{43d}\u{438}\u{439}", "\u{416}\u{435}\u{43d}\u{44f}"),
            ("\u{414}\u{43c}\u{438}\u{442}\u{440}\u{438}\u{439}", "\u{414}\u{438}\u{43c}\u{430}"),
        ] {
            assert!(could_be_one(&fold(a), &fold(b)), "{a} {b}");
            assert!(could_be_one(&fold(b), &fold(a)), "{b} {a}");
        }
    }

    #[test]
    fn other_names_could_not() {
        for (a, b) in [
            ("Rowan", "Mike"),
            ("Rowan", "David"),
            ("Laila", "Stefan"),
            ("Mei", "Robert"),
            ("\u{418}\u{432}\u{430}\u{43d}", "\u{421}\u{435}\u{440}\u{433}\u{435}\u{439}"),
        ] {
            assert!(!could_be_one(&fold(a), &fold(b)), "{a} {b}");
        }
    }

    #[test]
    fn scripts_are_told_and_mixtures_are_none() {
        assert_eq!(script("Rowan"), Some(Script::Latin));
        assert_eq!(script("\u{418}\u{432}\u{430}\u{43d}"), Some(Script::Cyrillic));
        for name in ["", "\u{5f20}\u{4f1f}", "Rowan\u{418}", "\u{623}\u{62d}\u{645}\u{62f}", "\u{ae40}", "123"] {
            assert_eq!(script(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_name_could_be_itself_and_order_does_not_matter(a in "[a-z]{2,9}", b in "[a-z]{2,9}") {
            prop_assert!(could_be_one(&a, &a));
            prop_assert_eq!(could_be_one(&a, &b), could_be_one(&b, &a));
            let both = a.clone() + &b;
            prop_assert!(could_be_one(&a, &both) && could_be_one(&b, &both));
        }
    }
}
