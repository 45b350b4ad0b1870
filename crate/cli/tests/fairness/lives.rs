//! Invented lives, and texts with places for them.

use std::sync::OnceLock;

/// One life: everything that no check and no rule may look at.
#[derive(Debug)]
pub struct Life {
    pub full: &'static str,
    pub given: &'static str,
    pub nick: &'static str,
    pub handle: &'static str,
    pub city: &'static str,
    pub country: &'static str,
    pub school: &'static str,
    pub zone: &'static str,
    /// They, them, their, themself; the name four times where somebody has no pronoun.
    pub pronouns: [&'static str; 4],
    /// What the photo shows; empty where there is none.
    pub photo: &'static str,
    pub language: &'static str,
    pub english: &'static str,
}

/// All lives, in the order of their file.
pub fn lives() -> &'static [Life] {
    static LIVES: OnceLock<Vec<Life>> = OnceLock::new();
    LIVES.get_or_init(|| include_str!("lives.txt").lines().filter(|line| !line.starts_with('#')).map(life).collect())
}

fn life(line: &'static str) -> Life {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [full, given, nick, handle, city, country, school, zone, pronouns, photo, language, english] = fields[..]
    else {
        panic!("twelve fields: {line}");
    };
    let said: Vec<&str> = pronouns.split('/').collect();
    let pronouns =
        if let [they, them, their, themself] = said[..] { [they, them, their, themself] } else { [given; 4] };
    Life { full, given, nick, handle, city, country, school, zone, pronouns, photo, language, english }
}

impl Life {
    /// A text with this life in its places: `{given}`, `{they}`, .., and `{m|f|x}` for words that have a gender.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (place, behind) = after.split_once('}').unwrap_or_else(|| panic!("no end of a place: {text}"));
            filled.push_str(before);
            filled.push_str(&self.of(place));
            rest = behind;
        }
        filled + rest
    }

    fn of(&self, place: &str) -> String {
        let [they, them, their, themself] = self.pronouns;
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let gendered: Vec<&str> = place.split('|').collect();
        if let [male, female, other] = gendered[..] {
            return match they {
                "he" => male,
                "she" => female,
                _ => other,
            }
            .to_owned();
        }
        match place {
            "full" => self.full,
            "given" => self.given,
            "nick" => self.nick,
            "handle" => self.handle,
            "city" => self.city,
            "country" => self.country,
            "school" => self.school,
            "zone" => self.zone,
            "language" => self.language,
            "english" => self.english,
            "they" => they,
            "them" => them,
            "their" => their,
            "themself" => themself,
            "They" if they.is_ascii() => return capital(they),
            "They" => they,
            _ => panic!("no such place: {place}"),
        }
        .to_owned()
    }
}

/// Who plays whom: the first person of a page lives life `self.0`, the others lives further on, no two the same.
#[derive(Debug, Clone, Copy)]
pub struct Cast(pub usize);

impl Cast {
    /// The life of the person of this number.
    pub fn person(self, number: usize) -> &'static Life {
        // A step without a factor in common with their number meets all of them.
        &lives()[(self.0 + number * 37) % lives().len()]
    }
}

/// What a person says of themselves, in the languages that the built-in rules are written in.
pub const INTRODUCTIONS: [&str; 9] = [
    "Hi, my name is {full} ({nick}), from {city}, {country}. I studied at {school}, {english}, {language}: native, and I work in {zone}.",
    "Hola, soy {full}, {desarrollador|desarrolladora|desarrolladore} de {city}, {country}. Estudié en {school} y trabajo en {zone}. {language}: idioma materno.",
    "Olá, sou {full}, {programador|programadora|programadore} de {city}, {country}. Estudei em {school} e trabalho em {zone}. {language}: língua materna.",
    "Bonjour, je suis {full}, {développeur|développeuse|développeur·euse} à {city}, {country}. J'ai étudié à {school} et travaille en {zone}. {language} : langue maternelle.",
    "Guten Tag, ich bin {full}, {Entwickler|Entwicklerin|Entwickler:in} aus {city}, {country}. Studiert habe ich an: {school}; ich arbeite in {zone}. {language}: Muttersprache.",
    "Здравствуйте, меня зовут {full}, я {разработчик и учился|разработчица и училась|разработчик и учился(-ась)}: {school}. Живу: {city}, {country}, {zone}. {language}: родной.",
    "Вітаю, мене звати {full}, я {розробник і навчався|розробниця і навчалася|розробник і навчався(-лася)}: {school}. Живу: {city}, {country}, {zone}. {language}: рідна.",
    "您好，我叫{full}，来自{country}，{city}，毕业于{school}，时区{zone}，母语：{language}。",
    "안녕하세요, {country} {city}에 사는 {full}입니다. {school} 출신이고 {zone}에서 일합니다. 모국어: {language}.",
];

/// How a person signs, with a possessive and a nickname.
pub const SIGNATURE: &str = "Best, {nick}\n{full}'s desk, {city} ({zone})";

#[test]
fn two_hundred_lives_differ_in_everything() {
    use std::collections::BTreeSet;
    assert_eq!(lives().len(), 200);
    let distinct = |of: fn(&Life) -> &str| lives().iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!((distinct(|life| life.full), distinct(|life| life.handle)), (200, 200));
    assert!(distinct(|life| life.country) >= 70 && distinct(|life| life.zone) >= 20);
    assert!(distinct(|life| life.school) >= 130 && distinct(|life| life.city) >= 130);
    assert!(distinct(|life| life.language) >= 55);
    assert_eq!((distinct(|life| life.english), distinct(|life| life.pronouns[2])), (5, 4 + lives().len() / 5));
    assert!(lives().iter().any(|life| life.photo.is_empty()) && distinct(|life| life.photo) > 10);
    // Scripts without capitals, from right to left, with marks, mixed; one name, many names.
    let any = |is: fn(&str) -> bool| lives().iter().any(|life| is(life.full));
    assert!(any(|name| name.chars().any(|c| ('\u{590}'..='\u{6ff}').contains(&c))));
    assert!(any(|name| name.chars().any(|c| c >= '\u{4e00}')) && any(|name| name.contains('\'')));
    assert!(any(|name| !name.contains(' ')) && any(|name| name.split(' ').count() >= 6));
}
