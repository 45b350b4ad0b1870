//! # Looks for
//! The share of work that paid very little: at most about ten US dollars, twice the least that sites let one charge. Within
//! one currency, the one with most amounts; half of five pieces or more, and at least three.
//!
//! # Why it matters
//! Many tiny jobs make many ratings cheap: guidance on bought reviews names it, and so do guides for honest newcomers. It
//! is a fact about the list and no sign of anything: Background and nothing else.
//!
//! # Innocent reasons
//! Small tasks are whole trades (voice-overs, logos, proofreading); a newcomer's first jobs; tests before a larger job.
//!
//! # Cannot see
//! Amounts that the site hides; what ten dollars are worth where somebody lives; currencies that are not listed here, for
//! amounts of two currencies are never converted.

use std::collections::BTreeMap;

use super::super::{Check, Context, Judged};
use super::{Definition, History, Piece, Quotes, Said, Test, page, picture};
use crate::report::{Confidence, Family, Severity};
use crate::text::common::Common;

/// The check.
pub static CHECK: Check = Check {
    id: "tiny-jobs",
    title: "tiny-jobs.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// The test. Its statistic is the share of tiny jobs.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "share-of-all", quotes: Quotes::Amount, judge, picture: picture::none };

/// About ten US dollars, rounded, in the currencies that the sites charge in. How the rates move does not matter to it.
const TINY: [(&[u8; 3], f64); 9] = [
    (b"USD", 10.0),
    (b"EUR", 10.0),
    (b"GBP", 8.0),
    (b"AUD", 15.0),
    (b"CAD", 15.0),
    (b"NZD", 15.0),
    (b"SGD", 15.0),
    (b"HKD", 80.0),
    (b"INR", 800.0),
];
/// Amounts below which a share says nothing, and tiny ones that are worth a word.
const ENOUGH: usize = 5;
const SOME: usize = 3;

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, _: &Common) -> Test {
    let mut paid: BTreeMap<[u8; 3], Vec<(&Piece<'_>, f64)>> = BTreeMap::new();
    for piece in &history.pieces {
        // A contract at no charge is no job.
        if let (Some(amount), Some(currency)) = (piece.amount.filter(|amount| *amount > 0.0), piece.currency) {
            paid.entry(currency).or_default().push((piece, amount));
        }
    }
    let limit = |currency: &[u8; 3]| TINY.iter().find(|(code, _)| *code == currency).map(|(_, limit)| *limit);
    let most = paid.iter().filter_map(|(currency, paid)| Some((paid, limit(currency)?, currency)));
    let Some((paid, limit, currency)) = most.max_by_key(|(paid, ..)| paid.len()) else {
        return DEFINITION.not_visible(None);
    };
    if paid.len() < ENOUGH {
        return DEFINITION.too_few(paid.len(), ENOUGH);
    }
    let tiny: Vec<usize> =
        paid.iter().filter(|(_, amount)| *amount <= limit).map(|(piece, _)| piece.position).collect();
    let test = DEFINITION.silent(paid.len()).share(tiny.len());
    if tiny.len() < SOME || tiny.len() * 2 < paid.len() {
        return test;
    }
    let currency: String = currency.iter().map(|byte| char::from(*byte)).collect();
    let said = Said {
        message: test.share_said("tiny-jobs.message", tiny.len()).with("limit", limit).with("currency", currency),
        why: "tiny-jobs.why",
        innocent: &["tiny-jobs.innocent.1", "tiny-jobs.innocent.2"],
        ask: &["tiny-jobs.ask.1"],
        confidence: Confidence::Medium,
    };
    test.fired(Severity::Context, tiny, said)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{person, run as check, value};
    use super::*;
    use crate::model::{Amount, Contract, PageSnapshot, Value};
    use crate::report::CoverageState;

    fn page(paid: &[(&str, &str)]) -> PageSnapshot {
        let contract = |(amount, currency): &(&str, &str)| Contract {
            amount: Some(Value {
                currency: (!currency.is_empty()).then(|| (*currency).to_owned()),
                ..value(Amount::One((*amount).to_owned()))
            }),
            ..Contract::default()
        };
        let contracts = paid.iter().map(contract).collect();
        PageSnapshot { people: vec![person("a")], contracts, ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_half_of_the_work_as_background() {
        let paid = [("5", "USD"), ("10.00", "USD"), ("7.5", "USD"), ("900", "USD"), ("60", "USD"), ("3", "EUR")];
        let (findings, coverage) = check(&CHECK, &page(&paid));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!((findings[0].severity, findings[0].evidence.len()), (Severity::Context, 3));
        let statistic = findings[0].statistic.clone().unwrap();
        assert_eq!((statistic.n, statistic.value), (5, Some(0.6)));
        let (findings, _) = check(&CHECK, &page(&[("5", "USD"); 400]));
        assert_eq!(findings[0].severity, Severity::Context, "however many");
    }

    #[test]
    fn silent_on_larger_work_and_on_what_cannot_be_compared() {
        assert!(check(&CHECK, &page(&[("11", "USD"); 9])).0.is_empty());
        assert!(
            check(&CHECK, &page(&[("5", "USD"), ("5", "USD"), ("90", "USD"), ("90", "USD"), ("90", "USD")]))
                .0
                .is_empty()
        );
        assert!(check(&CHECK, &page(&[("0", "USD"); 9])).0.is_empty(), "no job");
        let yen = check(&CHECK, &page(&[("5", "JPY"); 9]));
        assert_eq!((yen.0.len(), yen.1.state), (0, CoverageState::NotVisible));
    }

    #[test]
    fn too_few_amounts_are_said() {
        let mixed = [("5", "USD"), ("5", "USD"), ("5", "EUR"), ("5", "EUR"), ("5", "GBP"), ("5", "")];
        assert_eq!(check(&CHECK, &page(&mixed)).1.state, CoverageState::TooFew, "never added up");
        assert_eq!(check(&CHECK, &page(&[])).1.state, CoverageState::NotVisible);
    }
}
