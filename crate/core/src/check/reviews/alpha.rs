//! How often the review tests together may be wrong about an honest history, and how that is divided among them.
//!
//! One rate is set for the whole page, and each test that can be wrong by chance has a fixed share of it. By the union
//! bound (Bonferroni) the page's rate is at most the sum of the shares, however much the tests depend on each other. The
//! shares do not depend on which tests could judge: what one does not use, no other gets. Each test is itself corrected
//! for all the windows, clients or pairs it looks at. Tests that state a fact (Background) have no share: they are not
//! right or wrong by chance.

/// The rate for all tests of one page together.
pub const PAGE: f64 = 0.02;

/// The shares, by the id of the test.
pub const SHARES: &[(&str, f64)] =
    &[("burst", BURST), ("few-clients", FEW_CLIENTS), ("same-words", SAME_WORDS), ("revived", RETURN + TRADE)];

/// The share of `burst`.
pub const BURST: f64 = 0.008;
/// The share of `few-clients`.
pub const FEW_CLIENTS: f64 = 0.007;
/// The share of `same-words`.
pub const SAME_WORDS: f64 = 0.0005;
/// The share of `revived`, for many clients at once and for another trade.
pub const RETURN: f64 = 0.0035;
/// See [`RETURN`].
pub const TRADE: f64 = 0.001;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_are_no_more_than_the_page_has() {
        assert!(SHARES.iter().map(|(_, share)| share).sum::<f64>() <= PAGE + 1e-12);
        for (id, _) in SHARES {
            assert!(super::super::DEFINITIONS.iter().any(|definition| definition.check.id == *id), "{id}");
        }
    }
}
