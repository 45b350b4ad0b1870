//! # Looks for
//! The share of ended contracts that carry no feedback at all, neither rating nor text, where a page lists contracts and
//! shows feedback beside at least one of them: half of five or more, and at least three.
//!
//! # Why it matters
//! A list of ratings says less when most of the work is not in it. Which share is ordinary nobody publishes, and a client
//! who writes nothing is the rule on many sites: Background and nothing else.
//!
//! # Innocent reasons
//! Clients who never write reviews; contracts that the site closed; feedback given in private; work of long ago.
//!
//! # Cannot see
//! Feedback that the site hides from this viewer or shows on another page of the list, and whether anybody asked for it.

use super::super::{Check, Context, Judged};
use super::{Definition, History, Piece, Quotes, Said, Test, page, picture};
use crate::report::{Confidence, Family, Severity};
use crate::text::common::Common;

/// The check.
pub static CHECK: Check = Check {
    id: "hidden-feedback",
    title: "hidden-feedback.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// The test. Its statistic is the share without feedback.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "share-of-all", quotes: Quotes::Title, judge, picture: picture::none };

/// Ended contracts below which a share says nothing, and those without feedback that are worth a word.
const ENOUGH: usize = 5;
const SOME: usize = 3;

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, _: &Common) -> Test {
    let ended: Vec<&Piece<'_>> = history.pieces.iter().filter(|piece| piece.ended).collect();
    let bare = |piece: &&&Piece<'_>| piece.rating.is_none() && piece.text.is_empty();
    let without: Vec<usize> = ended.iter().filter(bare).map(|piece| piece.position).collect();
    if without.len() == ended.len() {
        // Where no contract has any, this page does not show feedback.
        return DEFINITION.not_visible(None);
    }
    if ended.len() < ENOUGH {
        return DEFINITION.too_few(ended.len(), ENOUGH);
    }
    let test = DEFINITION.silent(ended.len()).share(without.len());
    if without.len() < SOME || without.len() * 2 < ended.len() {
        return test;
    }
    let said = Said {
        message: test.share_said("hidden-feedback.message", without.len()),
        why: "hidden-feedback.why",
        innocent: &["hidden-feedback.innocent.1", "hidden-feedback.innocent.2"],
        ask: &["hidden-feedback.ask.1"],
        confidence: Confidence::Medium,
    };
    test.fired(Severity::Context, without, said)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{person, run as check, text, value};
    use super::*;
    use crate::model::{Contract, ContractState, PageSnapshot, Review};
    use crate::report::CoverageState;

    /// Ended contracts, of which the last have feedback, and one that goes on.
    fn page(without: usize, with: usize) -> PageSnapshot {
        let contract = |state: ContractState, at: usize| Contract {
            title: text(&format!("Job {at}")),
            state: Some(state),
            ..Contract::default()
        };
        let mut contracts: Vec<Contract> =
            (0..without + with).map(|at| contract(ContractState::Completed, at)).collect();
        contracts.push(contract(ContractState::InProgress, 99));
        let review = |at: usize| Review { contract: Some(at), rating: Some(value(5.0)), ..Review::default() };
        let reviews = (without..without + with).map(review).collect();
        PageSnapshot { people: vec![person("a")], contracts, reviews, ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_half_as_background() {
        let (findings, coverage) = check(&CHECK, &page(4, 3));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!((findings[0].severity, findings[0].evidence.len()), (Severity::Context, 4));
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((7, Some(0.571_429))));
        assert_eq!(check(&CHECK, &page(300, 1)).0[0].severity, Severity::Context);
    }

    #[test]
    fn silent_where_most_have_feedback_or_none_is_shown() {
        assert!(check(&CHECK, &page(3, 4)).0.is_empty());
        assert!(check(&CHECK, &page(2, 40)).0.is_empty());
        let (findings, coverage) = check(&CHECK, &page(30, 0));
        assert_eq!((findings.len(), coverage.state), (0, CoverageState::NotVisible));
    }

    #[test]
    fn too_few_contracts_are_said() {
        assert_eq!(check(&CHECK, &page(3, 1)).1.state, CoverageState::TooFew);
        assert_eq!(check(&CHECK, &page(0, 0)).1.state, CoverageState::NotVisible);
    }
}
