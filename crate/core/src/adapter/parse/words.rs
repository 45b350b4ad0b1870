//! Words of time in the languages we read: units, small numbers.

use std::ops::Range;

/// A run of letters (in lower case) or of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub word: String,
    pub used: Range<usize>,
}

impl Token {
    /// The number that the token is, of at most `digits` digits.
    pub fn number(&self, digits: usize) -> Option<u16> {
        (self.word.len() <= digits && self.word.bytes().all(|b| b.is_ascii_digit())).then(|| self.word.parse().ok())?
    }

    pub fn is_digits(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The tokens of a text; a text of more than some hundred is cut, no date stands in prose that long.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let class = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut found: Vec<Token> = Vec::new();
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let class = class(c);
        match found.last_mut() {
            Some(token) if class != 0 && class == last => {
                token.word.extend(c.to_lowercase());
                token.used.end = at + c.len_utf8();
            }
            _ if class != 0 => {
                if found.len() >= 400 {
                    break;
                }
                found.push(Token { word: c.to_lowercase().collect(), used: at..at + c.len_utf8() });
            }
            _ => {}
        }
        last = class;
    }
    found
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The unit that a word (lower case) names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "s" | "sec" | "secs" | "second" | "seconds" | "sekunde" | "sekunden" | "segundo" | "segundos" | "seconde"
        | "secondes" | "сек" | "секунд" | "секунда" | "секунду" | "секунды" => {
            Unit::Second
        }
        "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos" | "мин" | "минут" | "минута"
        | "минуту" | "минуты" => Unit::Minute,
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "hora" | "horas" | "heure"
        | "heures" | "ч" | "час" | "часа" | "часов" => Unit::Hour,
        "d" | "day" | "days" | "tag" | "tage" | "tagen" | "día" | "días" | "dia" | "dias" | "jour" | "jours" | "дн"
        | "день" | "дня" | "дней" => Unit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" | "semana" | "semanas" | "semaine" | "semaines"
        | "нед" | "неделя" | "неделю" | "недели" | "недель" => Unit::Week,
        "mo" | "mos" | "mth" | "mths" | "month" | "months" | "monat" | "monate" | "monaten" | "mes" | "meses"
        | "mês" | "mois" | "мес" | "месяц" | "месяца" | "месяцев" => Unit::Month,
        "y" | "yr" | "yrs" | "year" | "years" | "jahr" | "jahre" | "jahren" | "año" | "años" | "ano" | "anos"
        | "an" | "ans" | "année" | "années" | "год" | "года" | "году" | "лет" => Unit::Year,
        _ => return None,
    })
}

/// The small number that a token is, in digits or as a word.
pub(super) fn small_number(token: &Token) -> Option<u16> {
    if token.is_digits() {
        return token.number(4);
    }
    Some(match token.word.as_str() {
        "a" | "an" | "one" | "ein" | "eine" | "einem" | "einer" | "einen" | "un" | "una" | "une" | "um" | "uma"
        | "один" | "одну" => 1,
        "two" | "zwei" | "dos" | "deux" | "dois" | "duas" | "два" | "две" => 2,
        "three" | "drei" | "tres" | "trois" | "três" | "три" => 3,
        "four" | "vier" | "cuatro" | "quatre" | "quatro" | "четыре" => 4,
        "five" | "fünf" | "cinco" | "cinq" | "пять" => 5,
        "six" | "sechs" | "seis" | "шесть" => 6,
        "seven" | "sieben" | "siete" | "sept" | "sete" | "семь" => 7,
        "eight" | "acht" | "ocho" | "huit" | "oito" | "восемь" => 8,
        "nine" | "neun" | "nueve" | "neuf" | "nove" | "девять" => 9,
        "ten" | "zehn" | "diez" | "dix" | "dez" | "десять" => 10,
        "eleven" | "elf" | "once" | "onze" | "одиннадцать" => 11,
        "twelve" | "zwölf" | "doce" | "douze" | "doze" | "двенадцать" => 12,
        _ => return None,
    })
}

/// Whether the number at `at` is the second part of one before it: "1.5", "1-2", "1 to 2".
pub(super) fn continues_a_number(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|i| tokens.get(i));
    let (Some(here), Some(last)) = (tokens.get(at), before(1)) else { return false };
    let between = text.get(last.used.end..here.used.start).unwrap_or_default();
    if last.is_digits() {
        return matches!(between, "." | "," | "/" | "\u{bd}") || matches!(between.trim(), "-" | "–" | "—");
    }
    let range =
        matches!(last.word.as_str(), "to" | "or" | "bis" | "oder" | "a" | "o" | "à" | "ou" | "до" | "или" | "half");
    range && (last.word == "half" || before(2).is_some_and(Token::is_digits))
}

/// "1 year and 2 months": whether another number with its unit stands at `at`, with or without an "and".
pub(super) fn measure_at(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(at..).unwrap_or_default();
    let rest = match rest {
        [and, more @ ..] if matches!(and.word.as_str(), "and" | "und" | "y" | "et" | "e" | "и") => more,
        rest => rest,
    };
    matches!(rest, [number, word, ..] if number.is_digits() && unit(&word.word).is_some())
}
