//! Pages of ours, cut, damaged and rearranged: what is lost is said to be lost, and nothing is found that was not there.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{Page, engine, page, pages, read, report};
use secondlook::html::page_tree;
use secondlook_core::check::Memories;
use secondlook_core::model::{PageKind, PageSnapshot};
use secondlook_core::report::{Report, Severity};

/// How much of each list was read.
fn read_of(s: &PageSnapshot) -> [usize; 6] {
    let letters = s.proposals.iter().filter(|p| p.letter.is_some()).count();
    let texts = s.reviews.iter().filter(|r| r.text.is_some()).count();
    let bios = s.people.iter().filter(|p| p.bio.is_some()).count();
    [s.people.len(), letters, s.contracts.len(), s.reviews.len(), texts, bios]
}

/// The gravest finding; Background when there is none.
fn worst(report: &Report) -> Severity {
    report.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Context)
}

#[test]
fn what_a_cut_or_damaged_page_lost_is_said() {
    let engine = engine();
    let mut held = 0;
    for name in pages() {
        let Page { html, url, captured_at } = page(&name);
        let whole = read(&html, &url, &captured_at);
        let most = worst(&report(&engine, &html, &url, &captured_at));
        for step in 1..12 {
            let at = html.len() * step / 12;
            let (before, behind) = html.split_at(at);
            let junks = [&b"\0\xff\xfe"[..], b"}]", b"\"", b"\\u{", b"</p>", b"<script>"];
            // Damage to the tags of a card makes it another element, which nobody can tell from a page without it.
            let in_data = before.windows(7).any(|window| window == b"<script");
            let damaged = junks.map(|junk| [before, junk, behind].concat());
            for page in damaged.iter().map(Vec::as_slice).chain([before]) {
                // A file that is no page any more is refused as a whole, and loudly.
                let Ok(tree) = page_tree(page, &url, &captured_at) else { continue };
                held += 1;
                let s = engine.read(&tree);
                let less = read_of(&s).iter().zip(read_of(&whole)).any(|(now, before)| *now < before);
                let said = matches!(s.kind, PageKind::Unknown | PageKind::Blocked)
                    || s.unread.iter().any(|unread| !whole.unread.contains(unread));
                let owed = in_data || page.len() == at;
                assert!(!less || said || !owed, "{name} at {at}: less was read, and nothing says so: {:?}", s.unread);
                let found = engine.analyze(&s, &Memories::default());
                assert!(worst(&found) <= most, "{name} at {at}: {:?}", found.findings);
            }
        }
    }
    assert!(held > 1_000, "only {held} damaged pages were read");
}

#[test]
fn a_card_that_stands_in_the_page_twice_is_one_letter() {
    for name in ["freelancer-proposals", "freelancer-proposals-malformed", "freelancer-proposals-logged-in"] {
        let page = page(name);
        let html = String::from_utf8(page.html).unwrap();
        let whole = read(html.as_bytes(), &page.url, &page.captured_at);
        let from = html.find("bid-card").and_then(|at| html[..at].rfind('<')).unwrap();
        let to = html.rfind("bid-card>").unwrap() + "bid-card>".len();
        let twice = format!("{}{}{}", &html[..to], &html[from..to], &html[to..]);
        let s = read(twice.as_bytes(), &page.url, &page.captured_at);
        assert_eq!(read_of(&s), read_of(&whole), "{name}");
        let found = report(&engine(), twice.as_bytes(), &page.url, &page.captured_at);
        assert!(found.findings.is_empty(), "{name}: {:?}", found.findings);
    }
}

/// A site that writes its links another way: the cards are still those of the data block, and no bidder has a double.
#[test]
fn cards_under_other_keys_are_not_other_bidders() {
    for name in ["freelancer-proposals", "freelancer-proposals-grown"] {
        let page = page(name);
        let whole = read(&page.html, &page.url, &page.captured_at);
        let html = String::from_utf8(page.html).unwrap().replace("href=\"/u/", "href=\"/u/x-");
        let s = read(html.as_bytes(), &page.url, &page.captured_at);
        assert_eq!(s.proposals.len(), whole.proposals.len(), "{name}");
        let rows = |s: &PageSnapshot| s.proposals.iter().map(|p| p.row).collect::<Vec<_>>();
        assert_eq!(rows(&s), rows(&whole), "{name}");
        assert!(report(&engine(), html.as_bytes(), &page.url, &page.captured_at).findings.is_empty(), "{name}");
    }
}

#[test]
fn a_profile_without_a_rating_does_not_take_that_of_a_review() {
    let page = page("freelancer-profile");
    let html = String::from_utf8(page.html).unwrap().replacen("Rating: 4.9 out of 5", "Bewertung: 4,9 von 5", 1);
    let s = read(html.as_bytes(), &page.url, &page.captured_at);
    assert_eq!(s.people[0].rating, None);
    assert!(s.reviews.iter().all(|review| review.rating.is_some()));
}

#[test]
fn an_address_without_a_category_names_its_project() {
    let page = page("freelancer-proposals");
    for tail in ["", "/details", "/proposals", "/?x=1"] {
        let url = format!("https://www.freelancer.com/projects/clinic-booking-form-123{tail}");
        let s = read(&page.html, &url, &page.captured_at);
        assert_eq!(s.job.unwrap().id.unwrap().value, "clinic-booking-form-123", "{url}");
    }
}

#[test]
fn a_letter_missing_on_some_cards_is_said() {
    let page = page("freelancer-proposals-malformed");
    let html = String::from_utf8(page.html).unwrap().replacen("class=\"User-bid-text", "class=\"Other-text", 1);
    let s = read(html.as_bytes(), &page.url, &page.captured_at);
    let said = s.unread.iter().find(|unread| unread.field == "proposals.letter");
    assert_eq!(said.map(|unread| unread.note.as_str()), Some("1 of 3"), "{:?}", s.unread);
}
