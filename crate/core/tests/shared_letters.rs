//! What holds of the findings on shared letters, whatever the letters say: neither the order in which a page lists them
//! nor noise that no reader sees changes what is found.

#![allow(missing_docs, clippy::unwrap_used)]

mod letters;
mod noise;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use noise::{edited, noisy, shuffled, text};
use proptest::prelude::*;
use secondlook_core::check::once::Once;
use secondlook_core::check::{CHECKS, Context, Memories};
use secondlook_core::model::{PageSnapshot, Proposal, Source, Value};
use secondlook_core::pack::take_common;
use secondlook_core::report::{Evidence, Finding};
use secondlook_core::text::common::Common;
use secondlook_core::text::words::words;

fn common() -> &'static Common {
    static COMMON: OnceLock<Common> = OnceLock::new();
    COMMON.get_or_init(|| take_common(std::iter::once(&mut letters::pack())))
}

/// The findings on a page; a letter by the bidder of its number.
fn found(letters: &[(usize, &str)]) -> Vec<Finding> {
    let source = Source { row: None, path: String::new() };
    let letter =
        |text: &str| Value { value: text.to_owned(), currency: None, source: source.clone(), shown: Vec::new() };
    let proposal = |(bidder, text): &(usize, &str)| Proposal {
        person: Some(format!("bidder {bidder}")),
        letter: Some(letter(text)),
        ..Proposal::default()
    };
    let snapshot = PageSnapshot { proposals: letters.iter().map(proposal).collect(), ..PageSnapshot::default() };
    let check = CHECKS.iter().find(|check| check.id == "shared-letters").unwrap();
    (check.run)(&Context { snapshot: &snapshot, memories: &Memories::default(), common: common(), priors: &[], once: &Once::default() })
        .findings
}

/// What is found on a page: about whom, how much it matters, the numbers, and of each bidder's quotes what `of_quote` says.
fn said(letters: &[(usize, &str)], of_quote: fn(&str) -> String) -> BTreeSet<String> {
    let bidder = |at: &usize| letters[*at].0;
    let said = |finding: &Finding| {
        let who: BTreeSet<usize> = finding.subject.items.iter().map(bidder).collect();
        let quote = |evidence: &Evidence| {
            (evidence.item.as_ref().map(|item| bidder(&item.items[0])), of_quote(&evidence.quote))
        };
        let mut quotes: Vec<_> = finding.evidence.iter().map(quote).collect();
        quotes.sort();
        let Finding { severity, confidence, message, statistic, .. } = finding;
        format!("{who:?} {severity:?} {confidence:?} {message:?} {statistic:?} {quotes:?}")
    };
    found(letters).iter().map(said).collect()
}

proptest! {
    #[test]
    fn neither_order_nor_noise_changes_what_is_found(
        bases in proptest::collection::vec(text(30..60), 1..4), copies in 1usize..4, seed in any::<u64>()
    ) {
        let texts: Vec<String> =
            bases.iter().flat_map(|base| (0..copies).map(|copy| edited(base, seed ^ copy as u64))).collect();
        let given: Vec<(usize, &str)> = texts.iter().map(String::as_str).enumerate().collect();
        let moved: Vec<(usize, &str)> = shuffled(given.len(), seed).into_iter().map(|at| given[at]).collect();
        let loud: Vec<String> = texts.iter().map(|text| noisy(text, seed)).collect();
        let loud: Vec<(usize, &str)> = loud.iter().map(String::as_str).enumerate().collect();
        prop_assert_eq!(said(&given, str::to_owned), said(&moved, str::to_owned));
        // Without the letter around it a quote in other case may read as another word: only its length is compared.
        let length = |quote: &str| words(quote).len().to_string();
        prop_assert_eq!(said(&given, length), said(&loud, length));
    }
}

#[test]
fn copies_in_every_script_are_found_and_the_bidders_named() {
    for script in noise::SCRIPTS {
        // Words of one script in another order for everybody, so that only the copies share passages.
        let own =
            |n: usize| (0..60).map(|i| [script[(i * (2 * n + 5) + n * i * i) % 24], " "].concat()).collect::<String>();
        let letters = [own(0), own(1), own(3), own(1)];
        let given: Vec<(usize, &str)> = letters.iter().map(String::as_str).enumerate().collect();
        let found = found(&given);
        assert!(found.iter().any(|finding| finding.subject.items == [1, 3]), "{} {found:#?}", script[2]);
    }
}
