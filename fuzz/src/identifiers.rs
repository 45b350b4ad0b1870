//! Addresses, handles, phones and wallets in a text, through what hides them.

use secondlook_core::text::identifiers::{MOST_FOUND, identifiers};

/// What is found stands in the text, in order, and has a plain form.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = identifiers(&text);
    assert_eq!(found, identifiers(&text), "read twice");
    assert!(found.len() <= MOST_FOUND);
    let mut start = 0;
    for one in &found {
        assert!(one.at.start >= start && text.get(one.at.clone()).is_some_and(|at| !at.is_empty()), "{one:?}");
        assert!(!one.value.is_empty(), "{one:?}");
        start = one.at.start;
    }
}
