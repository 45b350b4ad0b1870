//! Dates, money and numbers in the words of a page.

use secondlook_core::adapter::parse::{
    Context, DateOrder, Parsed, count, date, duration, money, number, percentage, rate, rating, relative, span, text,
};
use secondlook_core::model::{Amount, When};
use secondlook_core::text::iso::date_at;

use super::shared::{AT, choose};

const LANGUAGES: [Option<&str>; 8] =
    [None, Some("en"), Some("de"), Some("fr-FR"), Some("es"), Some("pt-BR"), Some("ru"), Some("hi")];
const MOMENTS: [Option<&str>; 4] = [None, Some(AT), Some("2026-03-29T02:30:00-12:00"), Some("no moment")];
const CURRENCIES: [Option<&str>; 3] = [None, Some("USD"), Some("INR")];
const ORDERS: [Option<DateOrder>; 3] = [None, Some(DateOrder::DayMonth), Some(DateOrder::MonthDay)];

/// Four bytes choose what is known beside the text. Whatever is read is within its bounds, and from bytes of the text.
pub fn run(bytes: &[u8]) {
    let (language, rest) = choose(&LANGUAGES, bytes);
    let (captured_at, rest) = choose(&MOMENTS, rest);
    let (currency, rest) = choose(&CURRENCIES, rest);
    let (date_order, rest) = choose(&ORDERS, rest);
    let of = String::from_utf8_lossy(rest);
    let context = Context { language, captured_at, currency, default_currency: None, date_order };
    if let Some(read) = within(&of, text::text(&of)) {
        assert!(of.contains(read) && !read.is_empty());
    }
    for counted in [within(&of, count::count(&of, &context)), within(&of, duration::duration_days(&of, &context))] {
        assert!(counted.is_none_or(|counted| counted.number.is_finite() && counted.number >= 0.0), "{counted:?}");
    }
    for is_fraction in [false, true] {
        let share = within(&of, percentage::percentage(&of, is_fraction, &context));
        assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)), "{share:?}");
    }
    for max in [None, Some(5.0), Some(10.0)] {
        let stars = within(&of, rating::rating(&of, max, &context));
        assert!(stars.is_none_or(|stars| (0.0..=5.0).contains(&stars)), "{stars:?}");
    }
    for money in
        [within(&of, money::money(&of, &context)), within(&of, rate::rate(&of, &context)).map(|rate| rate.money)]
    {
        let Some(money) = money else { continue };
        match &money.amount {
            Amount::One(amount) => decimal(amount),
            Amount::Between(low, high) => [low, high].into_iter().for_each(|amount| decimal(amount)),
        }
        let is_code = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        assert!(money.currency.as_ref().is_none_or(is_code), "{money:?}");
    }
    for kind in [number::Kind::Plain, number::Kind::Money] {
        let mut end = 0;
        for number in number::numbers(&of, kind, &context) {
            assert!(number.used.start >= end && of.get(number.used.clone()).is_some(), "{number:?}");
            assert!(of.get(number.digits.clone()).is_some_and(|digits| !digits.is_empty()), "{number:?}");
            end = number.used.end;
            decimal(&number.decimal);
        }
    }
    for when in
        [within(&of, date::when(&of, &context)), within(&of, relative::relative(&of, &context))].into_iter().flatten()
    {
        moment(&when);
    }
    if let Some(span) = within(&of, span::span(&of, &context)) {
        moment(&span.start);
        span.end.iter().for_each(moment);
    }
}

fn within<T>(text: &str, parsed: Option<Parsed<T>>) -> Option<T> {
    let Parsed { value, used } = parsed?;
    assert!(text.get(used.clone()).is_some_and(|used| !used.is_empty()), "{used:?} of {text:?}");
    Some(value)
}

fn decimal(text: &str) {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    assert!(digits(whole) && digits(part), "{text:?} is no decimal");
}

fn moment(when: &When) {
    let day = |text: &str| date_at(text, 0).unwrap_or_else(|| panic!("{text:?} is no date"));
    match when {
        When::At(at) => _ = day(at),
        When::Between(from, to) => {
            assert_eq!((day(from).1, day(to).1), (10, 10), "{when:?}");
            assert!(from <= to, "{when:?}");
        }
    }
}
