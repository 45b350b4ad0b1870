//! Pages: every file of `tests/pages` is read as its snapshot says and judged as its report says, and every adapter is
//! free of mistakes and refuses the addresses of all others.
//!
//! `UPDATE=1 cargo test -p secondlook --test command pages` writes both anew; look at the difference before committing.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use std::fs;

use crate::support::{Page, adapters, engine, page, pages, read, report, repository};
use secondlook_core::adapter::{self, url};
use secondlook_core::model::PageKind;

#[test]
fn pages_are_read_as_their_snapshots_say() {
    compare("snapshot", |page| read(&page.html, &page.url, &page.captured_at));
}

#[test]
fn pages_are_judged_as_their_reports_say() {
    let engine = engine();
    compare("report", |page| {
        let mut report = report(&engine, &page.html, &page.url, &page.captured_at);
        // Versions and hashes change with every edit of a pack; which pack judged, and what it said, does not.
        "ENGINE".clone_into(&mut report.engine);
        report.packs.iter_mut().for_each(|pack| "SHA256".clone_into(&mut pack.sha256));
        report.findings.iter_mut().flat_map(|f| &mut f.pack_sha256).for_each(|hash| "SHA256".clone_into(hash));
        report
    });
}

/// Compares what is made of every page with `NAME.KIND.json`.
fn compare<T: serde::Serialize>(kind: &str, make: impl Fn(&Page) -> T) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let pages = pages();
    assert!(pages.len() >= 10, "pages of ours are missing: {pages:?}");
    for name in pages {
        let got = serde_json::to_string_pretty(&make(&page(&name))).unwrap() + "\n";
        let file = repository().join(format!("tests/pages/{name}.{kind}.json"));
        if update {
            fs::write(&file, &got).unwrap();
        }
        let wanted = fs::read_to_string(&file).unwrap_or_default();
        if got != wanted {
            let at = got.lines().zip(wanted.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let line = |text: &str| text.lines().nth(at).unwrap_or("").to_owned();
            wrong.push(format!("{name}: {kind}, line {}: got {} wanted {}", at + 1, line(&got), line(&wanted)));
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE=1 writes them anew", wrong.join("\n"));
}

/// What `model::Value` promises: the ranges of a text tile it from its start but for white space; all ranges stand on
/// text, in order, and begin and end on a character.
#[test]
fn shown_places_hold_the_values() {
    let (mut texts, mut all) = (0, 0);
    for name in pages() {
        let page = page(&name);
        let tree = secondlook::html::page_tree(&page.html, &page.url, &page.captured_at).unwrap();
        let snapshot = serde_json::to_value(read(&page.html, &page.url, &page.captured_at)).unwrap();
        visit("", &snapshot, &mut |field, value, shown| {
            let mut words = String::new();
            let mut last = (0, 0);
            for range in shown {
                let range: (u32, u32, u32) = serde_json::from_value(range.clone()).unwrap();
                assert!((range.0, range.1) >= last && range.1 < range.2, "{name} {field}: {shown:?}");
                last = (range.0, range.2);
                let secondlook_core::tree::Row::Text { text, .. } = &tree.rows[range.0 as usize] else {
                    panic!("{name} {field}: row {} is no text", range.0)
                };
                let units: Vec<u16> = text.encode_utf16().collect();
                let part = String::from_utf16(&units[range.1 as usize..range.2 as usize]).unwrap();
                assert_eq!(part.trim(), part, "{name} {field}");
                words += &part;
                all += 1;
            }
            let parsed =
                ["rate", "amount", "earnings", "budget", "at", "started", "ended", "member_since", "posted_at"];
            if let (Some(text), false) = (value.as_str(), parsed.contains(&field)) {
                let squeeze = |text: &str| text.split_whitespace().collect::<String>();
                assert!(squeeze(text).starts_with(&squeeze(&words)), "{name} {field}: {text} {words}");
                texts += 1;
            }
        });
    }
    assert!(texts > 50 && all > 100, "{texts} texts, {all} ranges");
}

/// Calls `check` with the field's name, value and ranges of every value that is shown.
fn visit(field: &str, json: &serde_json::Value, check: &mut dyn FnMut(&str, &serde_json::Value, &[serde_json::Value])) {
    match json {
        serde_json::Value::Object(map) => {
            if let (Some(value), Some(shown)) = (map.get("value"), map.get("shown").and_then(|s| s.as_array()))
                && !shown.is_empty()
            {
                check(field, value, shown);
            }
            map.iter().for_each(|(key, value)| visit(key, value, check));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| visit(field, item, check)),
        _ => {}
    }
}

#[test]
fn adapters_have_no_mistakes() {
    for (id, adapter) in adapters() {
        let problems = adapter::check(&adapter);
        assert!(problems.is_empty(), "{id}: {problems:#?}");
    }
}

/// The addresses of each adapter's pages are refused by every other.
#[test]
fn no_adapter_serves_the_pages_of_another() {
    let all = adapters();
    let mut pages_served = 0;
    for name in pages() {
        let page = page(&name);
        let address = url::Address::parse(&page.url).unwrap();
        let by: Vec<&str> = all
            .iter()
            .filter(|(_, adapter)| {
                adapter.hosts.iter().any(|host| address.is_under(host))
                    && adapter.page.iter().any(|layout| {
                        let serves = |patterns: &[String]| {
                            patterns.iter().any(|p| address.serve(&url::Pattern::parse(p).unwrap()).is_some())
                        };
                        serves(&layout.urls) && !serves(&layout.except)
                    })
            })
            .map(|(id, _)| id.as_str())
            .collect();
        assert!(by.len() <= 1, "{} is served by {by:?}", page.url);
        pages_served += by.len();
    }
    assert!(pages_served >= 8, "only {pages_served} pages are served at all");
}

/// Pages of the sites that are about nobody in particular are refused by all.
#[test]
fn other_pages_of_the_sites_are_refused() {
    for url in [
        "https://www.upwork.com/",
        "https://www.upwork.com/nx/find-work/",
        "https://www.upwork.com/freelancers/",
        "https://www.freelancer.com/projects",
        "https://www.freelancer.com/dashboard",
        "https://www.fiverr.com/",
        "https://www.fiverr.com/search/gigs?query=maps",
        "https://www.fiverr.com/inbox/maplark",
        "https://www.fiverr.com/categories/graphics-design",
        "https://fiverr.com.example.org/maplark",
    ] {
        let snapshot = read(b"<html><body><p>Hello</p></body></html>", url, "2026-11-20T10:00:00Z");
        assert_eq!((snapshot.kind, snapshot.page.adapter), (PageKind::Unknown, None), "{url}");
    }
}

/// Every layout of every adapter has a page of ours that it reads.
#[test]
fn every_layout_has_a_page() {
    let mut layouts: Vec<String> = Vec::new();
    for (id, adapter) in adapters() {
        layouts.extend(adapter.page.iter().map(|page| format!("{id} {}", page.layout)));
        layouts.extend(adapter.blocked.iter().map(|blocked| {
            let word = serde_json::to_value(blocked.reason).unwrap();
            format!("{id} {}", word.as_str().unwrap())
        }));
    }
    for name in pages() {
        let page = page(&name);
        let snapshot = read(&page.html, &page.url, &page.captured_at);
        if snapshot.kind != PageKind::Unknown {
            let read = format!("{} {}", snapshot.page.adapter.unwrap(), snapshot.page.layout.unwrap());
            layouts.retain(|layout| *layout != read);
        }
    }
    assert!(layouts.is_empty(), "without a page: {layouts:#?}");
}
