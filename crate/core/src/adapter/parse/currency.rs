//! Currencies: codes, signs, and what an ambiguous sign means in context.

use super::Context;
use crate::tree::walk::is_space;

/// What a sign or code beside a number can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One currency.
    Exact(&'static str),
    /// One of these, as the context says.
    OneOf(&'static [&'static str]),
}

const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "INR", "CAD", "AUD", "NZD", "JPY", "CNY", "SGD", "HKD", "CHF", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "BGN", "RUB", "UAH", "KZT", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "UYU", "ZAR", "NGN",
    "KES", "GHS", "EGP", "MAD", "TND", "AED", "SAR", "QAR", "KWD", "BHD", "ILS", "TRY", "PKR", "BDT", "LKR", "NPR",
    "IDR", "MYR", "PHP", "THB", "VND", "KRW", "TWD", "GEL", "AMD", "BYN", "RSD", "ISK", "JMD",
];

const DOLLARS: &[&str] = &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "JMD"];

/// Longer signs before the shorter ones that they end in.
const SIGNS: &[(&str, Meaning)] = &[
    ("US$", Meaning::Exact("USD")),
    ("US $", Meaning::Exact("USD")),
    ("CA$", Meaning::Exact("CAD")),
    ("AU$", Meaning::Exact("AUD")),
    ("NZ$", Meaning::Exact("NZD")),
    ("HK$", Meaning::Exact("HKD")),
    ("SG$", Meaning::Exact("SGD")),
    ("MX$", Meaning::Exact("MXN")),
    ("NT$", Meaning::Exact("TWD")),
    ("AR$", Meaning::Exact("ARS")),
    ("R$", Meaning::Exact("BRL")),
    ("C$", Meaning::Exact("CAD")),
    ("A$", Meaning::Exact("AUD")),
    ("S$", Meaning::Exact("SGD")),
    ("$", Meaning::OneOf(DOLLARS)),
    ("€", Meaning::Exact("EUR")),
    ("£", Meaning::Exact("GBP")),
    ("₹", Meaning::Exact("INR")),
    ("₽", Meaning::Exact("RUB")),
    ("₴", Meaning::Exact("UAH")),
    ("₩", Meaning::Exact("KRW")),
    ("₱", Meaning::Exact("PHP")),
    ("₦", Meaning::Exact("NGN")),
    ("₫", Meaning::Exact("VND")),
    ("฿", Meaning::Exact("THB")),
    ("₪", Meaning::Exact("ILS")),
    ("₺", Meaning::Exact("TRY")),
    ("₸", Meaning::Exact("KZT")),
    ("₾", Meaning::Exact("GEL")),
    ("৳", Meaning::Exact("BDT")),
    ("¥", Meaning::OneOf(&["JPY", "CNY"])),
    ("₨", Meaning::OneOf(&["INR", "PKR", "LKR", "NPR"])),
    ("zł", Meaning::Exact("PLN")),
    ("Kč", Meaning::Exact("CZK")),
    ("Ft", Meaning::Exact("HUF")),
    ("руб.", Meaning::Exact("RUB")),
    ("руб", Meaning::Exact("RUB")),
    ("грн", Meaning::Exact("UAH")),
    ("RM", Meaning::Exact("MYR")),
    ("Rp", Meaning::Exact("IDR")),
    ("Rs.", Meaning::OneOf(&["INR", "PKR", "LKR", "NPR"])),
    ("Rs", Meaning::OneOf(&["INR", "PKR", "LKR", "NPR"])),
    ("kr.", Meaning::OneOf(&["SEK", "NOK", "DKK", "ISK"])),
    ("kr", Meaning::OneOf(&["SEK", "NOK", "DKK", "ISK"])),
    ("Euro", Meaning::Exact("EUR")),
    ("euros", Meaning::Exact("EUR")),
    ("dollars", Meaning::OneOf(DOLLARS)),
];

/// The marks that end at `at`, white space allowed between: where they start, and their meaning.
pub(super) fn before(text: &str, at: usize) -> Option<(usize, Meaning)> {
    let (start, meaning) = one_before(text, at)?;
    // "USD $40": the code says more than the sign.
    match (meaning, one_before(text, start)) {
        (Meaning::OneOf(_), Some((code_start, code @ Meaning::Exact(_)))) => Some((code_start, code)),
        _ => Some((start, meaning)),
    }
}

/// The marks that start at `at`, white space allowed between: where they end, and their meaning.
pub(super) fn after(text: &str, at: usize) -> Option<(usize, Meaning)> {
    let (end, meaning) = one_after(text, at)?;
    match (meaning, one_after(text, end)) {
        (Meaning::OneOf(_), Some((code_end, code @ Meaning::Exact(_)))) => Some((code_end, code)),
        _ => Some((end, meaning)),
    }
}

fn one_before(text: &str, at: usize) -> Option<(usize, Meaning)> {
    let left = text.get(..at)?;
    let left = left.strip_suffix(is_gap).unwrap_or(left);
    let is_word = |word: &str| word.ends_with(|c: char| c.is_alphabetic() || c == '.');
    let bounded = |start: usize| !left.get(..start).is_some_and(|l| l.ends_with(char::is_alphabetic));
    if let Some(code) = left.get(left.len().wrapping_sub(3)..).and_then(code)
        && bounded(left.len() - 3)
    {
        return Some((left.len() - 3, Meaning::Exact(code)));
    }
    SIGNS.iter().find_map(|(sign, meaning)| {
        let start = left.strip_suffix(sign)?.len();
        // "US$" is bounded by its first letter, "$" needs no bound.
        (!sign.starts_with(char::is_alphabetic) && !is_word(sign) || bounded(start)).then_some((start, *meaning))
    })
}

fn one_after(text: &str, at: usize) -> Option<(usize, Meaning)> {
    let right = text.get(at..)?;
    let trimmed = right.strip_prefix(is_gap).unwrap_or(right);
    let from = at + right.len() - trimmed.len();
    let bounded = |end: usize| !trimmed.get(end..).is_some_and(|r| r.starts_with(char::is_alphanumeric));
    if let Some(code) = trimmed.get(..3).and_then(code)
        && bounded(3)
    {
        return Some((from + 3, Meaning::Exact(code)));
    }
    SIGNS.iter().find_map(|(sign, meaning)| {
        // "5 $40": a sign that touches the next number is that number's.
        (trimmed.starts_with(sign) && bounded(sign.len())).then_some((from + sign.len(), *meaning))
    })
}

fn is_gap(c: char) -> bool {
    is_space(c) || c == '\u{202f}'
}

fn code(text: &str) -> Option<&'static str> {
    CODES.iter().copied().find(|code| *code == text)
}

/// The currency that a mark means in this context.
pub(super) fn settle(meaning: Option<Meaning>, context: &Context) -> Option<String> {
    let mut hints = [context.currency, context.default_currency].into_iter().flatten();
    match meaning {
        Some(Meaning::Exact(code)) => Some(code.to_owned()),
        Some(Meaning::OneOf(codes)) => hints.find(|hint| codes.contains(hint)).map(str::to_owned),
        None => hints.next().map(str::to_owned),
    }
}
