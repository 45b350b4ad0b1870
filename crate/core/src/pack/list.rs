//! Lists: wallet addresses or internet hosts from one official publication, with its reference and date, and nothing else.
//!
//! A list never holds people: mail addresses, handles, names and phone numbers are refused, plain or hashed. What is compared
//! are the identifiers of a text in their plain spelling: a wallet as a whole, a host with everything below it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::lint::{Lint, is_kebab};
use crate::text::identifiers::{Identifier, Kind, host_of, identifiers, is_owned_host};
use crate::text::iso::date_at;

/// A list: `lists/<id>.toml` of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// What names it: kebab-case, as the file is called.
    pub id: String,
    /// What it holds.
    pub kind: ListKind,
    /// The title of the publication it is from.
    pub publication: String,
    /// Where that stands: an https address.
    pub reference: String,
    /// The day of the publication, ISO 8601.
    pub date: String,
    /// The wallets or hosts.
    pub entries: Vec<String>,
}

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Addresses to pay to.
    Wallet,
    /// Hosts that somebody owns, each with all that is below it.
    Host,
}

/// The entries of a list, ready to be looked up.
#[derive(Debug)]
pub struct Entries {
    kind: ListKind,
    plain: BTreeSet<String>,
}

impl Entries {
    /// The entries of a list.
    pub fn new(list: &List) -> Self {
        let plain = list.entries.iter().map(|entry| match list.kind {
            ListKind::Wallet => plain_wallet(entry),
            ListKind::Host => entry.to_ascii_lowercase(),
        });
        Self { kind: list.kind, plain: plain.collect() }
    }

    /// Whether an identifier is one of them.
    pub fn has(&self, identifier: &Identifier) -> bool {
        match (self.kind, identifier.kind) {
            (ListKind::Wallet, Kind::Wallet { .. }) => self.plain.contains(&plain_wallet(&identifier.value)),
            (ListKind::Host, Kind::Url | Kind::Host | Kind::Email) => {
                let mut host = host_of(&identifier.value);
                loop {
                    if self.plain.contains(host) {
                        return true;
                    }
                    match host.split_once('.') {
                        Some((_, above)) => host = above,
                        None => return false,
                    }
                }
            }
            _ => false,
        }
    }
}

/// A wallet's address as it is compared: without the coin's prefix, and in small letters where the form does not tell them
/// apart: in hexadecimal, and wherever all letters are of one case.
fn plain_wallet(address: &str) -> String {
    let address = address.trim();
    let small = address.to_ascii_lowercase();
    let one_case = address == small || address == address.to_ascii_uppercase();
    let plain = if one_case || small.starts_with("0x") { small } else { address.to_owned() };
    plain.strip_prefix("bitcoincash:").map_or(plain.clone(), str::to_owned)
}

/// Most lists of a pack, most entries of a list.
const MOST_LISTS: usize = 20;
const MOST_ENTRIES: usize = 20_000;
/// Longest entry, and longest publication and reference, in bytes.
const ENTRY_BYTES: usize = 256;
const TEXT_BYTES: usize = 600;

pub(super) fn check(lint: &mut Lint<'_>, lists: &[List]) {
    if lists.len() > MOST_LISTS {
        lint.say("lists", "list-too-many", format!("{} lists, at most {MOST_LISTS}", lists.len()), "make two packs");
    }
    let mut ids = BTreeSet::new();
    for list in lists.iter().take(MOST_LISTS) {
        let place = format!("lists/{}", list.id);
        let mut say = |field: &str, code: &str, message: String, fix: &str| {
            lint.say(&format!("{place}: {field}"), code, message, fix);
        };
        if !is_kebab(&list.id) || !ids.insert(&list.id) {
            say("id", "list-bad-id", format!("{:?}", list.id), "kebab-case, and each id once");
        }
        for (field, text, good) in [
            ("publication", &list.publication, !list.publication.trim().is_empty()),
            ("reference", &list.reference, is_reference(&list.reference)),
        ] {
            if !good || text.len() > TEXT_BYTES || text.contains(char::is_control) {
                let fix = "give the title of the official publication, and its https address, in a line each";
                say(field, "list-no-publication", format!("{text:?}"), fix);
            }
        }
        if date_at(&list.date, 0).is_none_or(|(_, end)| end != list.date.len()) {
            say(
                "date",
                "list-bad-date",
                format!("{:?} is no date", list.date),
                "the day of the publication, 2026-08-01",
            );
        }
        if list.entries.is_empty() || list.entries.len() > MOST_ENTRIES {
            let message = format!("{} entries", list.entries.len());
            say("entries", "list-bad-count", message, "one to 20000 entries");
        }
        let mut seen = BTreeSet::new();
        for (at, entry) in list.entries.iter().enumerate().take(MOST_ENTRIES) {
            let field = format!("entries[{at}]");
            match refused(list.kind, entry) {
                Some((code, message, fix)) => say(&field, code, message, fix),
                None if !seen.insert(plain_wallet(entry)) => {
                    say(&field, "list-entry-twice", format!("{entry:?} is there already"), "take one of them away");
                }
                None => {}
            }
        }
    }
}

fn is_reference(reference: &str) -> bool {
    reference.starts_with("https://") && matches!(identifiers(reference).as_slice(), [one] if one.kind == Kind::Url)
}

/// Why an entry is refused, as code, message and fix.
fn refused(kind: ListKind, entry: &str) -> Option<(&'static str, String, &'static str)> {
    let shown: String = entry.chars().take(60).collect();
    if entry.len() > ENTRY_BYTES {
        return Some(("list-bad-entry", format!("{shown:?} has {} bytes", entry.len()), "one wallet or host an entry"));
    }
    let found = identifiers(entry);
    let whole = found.iter().find(|one| one.at == (0..entry.len()));
    let hash = entry.len() >= 32 && entry.bytes().all(|byte| byte.is_ascii_hexdigit());
    let names = |one: &Identifier| matches!(one.kind, Kind::Email | Kind::Handle { .. } | Kind::Phone);
    // What is no address of anything could be a name; a list of names is what nobody may share.
    let words = !entry.contains('.') && whole.is_none() && !entry.bytes().any(|byte| byte.is_ascii_digit());
    let phone = !entry.contains(char::is_alphabetic);
    if hash || words || phone || entry.contains('@') || found.iter().any(names) {
        let fix = "a list holds wallets or hosts of an official publication: no person, account, phone number, mail address, or \
                   hash of one";
        return Some(("list-of-people", format!("{shown:?} may stand for a person"), fix));
    }
    match kind {
        ListKind::Wallet if whole.is_some_and(|one| matches!(one.kind, Kind::Wallet { .. })) => None,
        ListKind::Wallet => {
            let fix = "write the whole address and nothing else; its checksum must hold";
            Some(("list-bad-wallet", format!("{shown:?} is no address to pay to"), fix))
        }
        ListKind::Host if is_owned_host(entry) => None,
        ListKind::Host => {
            let fix = "write a host that one firm owns, in small letters, without scheme and path; no site that everybody uses";
            Some(("list-bad-host", format!("{shown:?} is no such host"), fix))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;
    use crate::pack::lint::compile;
    use crate::report::PackInfo;

    fn list(kind: ListKind, entries: &[&str]) -> List {
        List {
            id: "a-list".to_owned(),
            kind,
            publication: "A notice".to_owned(),
            reference: "https://office.example.gov/notices/1".to_owned(),
            date: "2026-08-01".to_owned(),
            entries: entries.iter().map(|entry| (*entry).to_owned()).collect(),
        }
    }

    fn codes(lists: Vec<List>) -> Vec<String> {
        let json = r#"{"id":"a/b","version":"1.0.0","description":"d","licence":"MIT","languages":["en"]}"#;
        let pack = Pack { lists, ..serde_json::from_str(json).unwrap() };
        let info = PackInfo { id: "a/b".to_owned(), ..PackInfo::default() };
        compile(&[(pack, info)], &BTreeSet::new()).1.into_iter().map(|problem| problem.code).collect()
    }

    const WALLETS: [&str; 4] = [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
    ];

    #[test]
    fn wallets_are_found_in_each_spelling_of_their_coin() {
        let entries = Entries::new(&list(ListKind::Wallet, &WALLETS));
        let has = |text: &str| identifiers(text).iter().any(|one| entries.has(one));
        for text in [
            "send to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa please",
            "BC1P0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQZK5JJ0",
            "to 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed.",
            "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
            "https://scan.example.com/address/1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ] {
            assert!(has(text), "{text}");
        }
        for text in ["1a1zp1ep5qgefi2dmptftl5slmv7divfna", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "pay me in btc"] {
            assert!(!has(text), "{text}");
        }
    }

    #[test]
    fn hosts_are_found_with_what_is_below_them() {
        let entries = Entries::new(&list(ListKind::Host, &["bad-firm.com", "rowan.co.uk"]));
        let has = |text: &str| identifiers(text).iter().any(|one| entries.has(one));
        for text in [
            "see https://bad-firm.com/jobs",
            "see https://www.pay.bad-firm.com:8080/x",
            "visit bad-firm.com",
            "visit bad-firm [dot] com",
            "write to me@mail.bad-firm.com",
            "my site is rowan.co.uk",
        ] {
            assert!(has(text), "{text}");
        }
        for text in ["https://not-bad-firm.com", "https://bad-firm.com.example.net/", "https://firm.com/bad-firm.com"] {
            assert!(!has(text), "{text}");
        }
    }

    #[test]
    fn a_list_that_is_right_is_taken() {
        assert_eq!(codes(vec![list(ListKind::Wallet, &WALLETS)]), Vec::<String>::new());
        assert_eq!(codes(vec![list(ListKind::Host, &["bad-firm.com", "a.b-firm.co.uk"])]), Vec::<String>::new());
    }

    #[test]
    fn a_list_of_people_is_refused() {
        let hash = "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514";
        for entry in [
            "rowan@bad-firm.com",
            "@rowan",
            "t.me/rowan_dev",
            "https://t.me/rowan_dev",
            "telegram: rowan_dev",
            "Rowan Miller",
            "rowan",
            "+1 415 555 0123",
            "14155550123",
            hash,
            &hash[..40],
            &hash[..32],
        ] {
            for kind in [ListKind::Wallet, ListKind::Host] {
                assert_eq!(codes(vec![list(kind, &[entry])]), ["list-of-people"], "{entry}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (kind, entry, code) in [
            (ListKind::Wallet, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "list-bad-wallet"),
            (ListKind::Wallet, "bad-firm.com", "list-bad-wallet"),
            (ListKind::Host, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "list-bad-host"),
            (ListKind::Host, "https://bad-firm.com/", "list-bad-host"),
            (ListKind::Host, "com.", "list-bad-host"),
            (ListKind::Host, "co.uk", "list-bad-host"),
            (ListKind::Host, "github.io", "list-bad-host"),
            (ListKind::Host, "gmail.com", "list-bad-host"),
            (ListKind::Host, "github.com", "list-bad-host"),
            (ListKind::Host, "Bad-Firm.com", "list-bad-host"),
            (ListKind::Host, "10.0.0.1a", "list-bad-host"),
            (ListKind::Host, "bad-firm.nosuchtld1", "list-bad-host"),
        ] {
            assert_eq!(codes(vec![list(kind, &[entry])]), [code], "{entry}");
        }
        let good = list(ListKind::Host, &["bad-firm.com"]);
        let with = |change: fn(&mut List)| {
            let mut list = good.clone();
            change(&mut list);
            codes(vec![list])
        };
        assert_eq!(with(|list| list.id = "A".to_owned()), ["list-bad-id"]);
        assert_eq!(with(|list| list.publication.clear()), ["list-no-publication"]);
        assert_eq!(with(|list| list.reference = "http://a.example.com/".to_owned()), ["list-no-publication"]);
        assert_eq!(with(|list| list.reference = "https://".to_owned()), ["list-no-publication"]);
        assert_eq!(with(|list| list.date = "2026-02-30".to_owned()), ["list-bad-date"]);
        assert_eq!(with(|list| list.date = "2026-02-01T00:00".to_owned()), ["list-bad-date"]);
        assert_eq!(with(|list| list.entries.clear()), ["list-bad-count"]);
        assert_eq!(with(|list| list.entries.push("bad-firm.com".to_owned())), ["list-entry-twice"]);
        assert_eq!(with(|list| list.entries = vec!["x.".repeat(200)]), ["list-bad-entry"]);
        assert_eq!(codes((0..21).map(|at| List { id: format!("l{at}"), ..good.clone() }).collect()), ["list-too-many"]);
    }
}
