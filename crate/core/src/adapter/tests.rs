//! The interpreter on small adapters and pages written here.

use super::*;
use crate::model::{PageKind, PageSnapshot, Unread, UnreadWhy};
use crate::tree::{Gap, GapKind, PageTree, SCHEMA};
use serde_json::{Value, json};

fn adapter(page: &Value) -> Adapter {
    serde_json::from_value(json!({"id": "a", "site": "S", "hosts": ["h.example"], "page": [page]})).unwrap()
}

fn tree(rows: Value) -> PageTree {
    let url = "https://h.example/p/Ada".to_owned();
    let captured_at = "2026-11-20T10:00:00+01:00".to_owned();
    PageTree {
        schema: SCHEMA,
        walk: 0,
        url,
        captured_at,
        rows: serde_json::from_value(rows).unwrap(),
        gaps: Vec::new(),
    }
}

/// Reads `state` (one JSON block) with a layout that has these parts.
fn with_state(state: &str, page: &Value) -> PageSnapshot {
    let mut whole = json!({"kind": "profile", "layout": "l", "urls": ["/p/{id}"],
        "state": [{"name": "s", "css": "script#s", "must": [{"paths": ["who"], "url": "{id}"}]}]});
    let (Value::Object(whole_map), Value::Object(page)) = (&mut whole, page) else { panic!() };
    whole_map.extend(page.clone());
    let rows = json!([[-1, "html", []], [0, "script", ["id", "s", "type", "application/json"]], [1, state]]);
    read(&[("p/a".into(), &adapter(&whole))], &tree(rows))
}

fn unread(snapshot: &PageSnapshot) -> Vec<String> {
    let line =
        |u: &Unread| format!("{} {} {}", u.field, serde_json::to_value(u.why).unwrap().as_str().unwrap(), u.note);
    snapshot.unread.iter().map(|u| line(u).trim().to_owned()).collect()
}

#[test]
fn withheld_is_not_zero_and_nothing_is_no_value() {
    let part = json!({"part": [{"rows": [{"path": "items[]"}], "contract": {
        "title": [{"path": "t"}],
        "amount": [{"path": "paid", "withheld": [0, "null"]}],
        "hours": [{"path": "h", "nothing": [0]}],
        "client": [{"path": "c"}],
        "started": [{"path": "d"}]}}]});
    let s = with_state(
        r#"{"who":"ada","items":[{"t":"x","paid":0,"h":0,"d":"soon"},{"t":"y","paid":null,"h":2,"d":"2026-01-02"},{"t":" ","paid":"12.50","h":null}]}"#,
        &part,
    );
    assert_eq!(s.contracts.len(), 3);
    assert_eq!(s.contracts.iter().filter(|c| c.amount.is_some()).count(), 1);
    assert_eq!(s.contracts[1].hours.as_ref().map(|h| h.value), Some(2.0));
    assert_eq!(
        unread(&s),
        [
            "contracts.amount withheld 2 of 3",
            "contracts.client not_on_page",
            "contracts.hours not_on_page 1 of 3",
            "contracts.started not_on_page 1 of 3",
            "contracts.started not_understood 1 of 3: `soon`",
            "contracts.title not_on_page 1 of 3"
        ]
    );
}

#[test]
fn totals_are_compared_with_what_is_listed() {
    let part = |total: u32| {
        let s = format!(r#"{{"who":"ADA","n":{total},"items":[{{"t":"x"}},{{"t":"y"}}]}}"#);
        let part = json!({"part": [{"rows": [{"path": "items[]"}], "total": [{"of": "contracts", "from": [{"path": "n"}]}],
            "contract": {"title": [{"path": "t"}]}}]});
        with_state(&s, &part)
    };
    assert_eq!(unread(&part(2)), Vec::<String>::new());
    assert_eq!(unread(&part(7)), ["contracts partial 2 of 7"]);
    assert_eq!(unread(&part(1)), ["contracts not_understood the page says 1 but lists 2"]);
    assert_eq!(part(7).totals["contracts"], 7);
}

#[test]
fn an_empty_list_is_said_unless_the_site_says_that_there_is_none() {
    let part = json!({"part": [{"rows": [{"path": "items[]"}], "total": [{"of": "contracts", "from": [{"path": "n"}]}],
        "contract": {"title": [{"path": "t"}]}}]});
    assert_eq!(unread(&with_state(r#"{"who":"ada","n":0,"items":[]}"#, &part)), Vec::<String>::new());
    assert_eq!(unread(&with_state(r#"{"who":"ada","items":[]}"#, &part)), ["contracts not_on_page"]);
}

#[test]
fn a_block_of_another_page_is_stale_and_one_that_says_nothing_too() {
    let part = json!({"part": [{"person": {"id": [{"path": "who"}, {"url": "{id}", "lower": true}]}}]});
    for (state, note) in [
        (r#"{"who":"bob"}"#, "state s stale the data block is of `bob`, the address of `Ada`"),
        (r"{}", "state s stale the data block is of `nothing`, the address of `Ada`"),
        (r"[1,", "state s not_understood state block `json`: expected a value at offset 3, found end of text"),
    ] {
        let s = with_state(state, &part);
        assert_eq!(unread(&s), [note]);
        assert_eq!(s.people[0].id.as_ref().unwrap().value, "ada", "the address is read instead");
    }
}

#[test]
fn numbers_that_must_agree_and_do_not_are_said() {
    let must = json!({"must": [{"field": "reviews", "sum": "stars[]", "equals": "n"}]});
    assert_eq!(unread(&with_state(r#"{"who":"ada","stars":[1,2],"n":3}"#, &must)), Vec::<String>::new());
    let s = with_state(r#"{"who":"ada","stars":[1,2],"n":4}"#, &must);
    assert_eq!(unread(&s), ["reviews not_understood `stars[]` adds up to 3, `n` says 4"]);
    assert_eq!(unread(&with_state(r#"{"who":"ada","n":4}"#, &must)), Vec::<String>::new());
}

#[test]
fn caps_are_said() {
    let long = "word ".repeat(20_000);
    let part = json!({"part": [{"person": {"bio": [{"path": "bio"}]}}]});
    let s = with_state(&json!({"who": "ada", "bio": long}).to_string(), &part);
    assert!(s.people[0].bio.as_ref().unwrap().value.len() <= 64 << 10);
    assert_eq!(unread(&s), ["people.bio capped 1 text longer than is read"]);

    let items: Vec<Value> = (0..6_000).map(|n| json!({ "t": n.to_string() })).collect();
    let part = json!({"part": [{"rows": [{"path": "items[]"}], "contract": {"title": [{"path": "t"}]}}]});
    let s = with_state(&json!({"who": "ada", "items": items}).to_string(), &part);
    assert_eq!((s.contracts.len(), unread(&s)), (5_000, vec!["contracts capped more than 5000".to_owned()]));
}

#[test]
fn gaps_of_the_walk_are_said() {
    let mut tree = tree(json!([[-1, "html", ["lang", "DE"]]]));
    tree.gaps = vec![Gap { kind: GapKind::Frame, count: 2 }, Gap { kind: GapKind::Rows, count: 1 }];
    let s = read(&[], &tree);
    assert_eq!(s.page.language.as_deref(), Some("de"));
    let said = unread(&s);
    assert!(said.contains(&"frames not_on_page 2 frames: another document".to_owned()), "{said:?}");
    assert!(said.contains(&"page capped the page has too many elements".to_owned()), "{said:?}");
}

#[test]
fn what_no_layout_fits_is_unknown_and_says_so() {
    let layout = json!({"kind": "profile", "layout": "l", "urls": ["/p/{id}"], "when": {"any": [{"css": ".new"}]}});
    let adapter = adapter(&layout);
    let adapters = [("p/a".to_owned(), &adapter)];
    let mut page = tree(json!([[-1, "html", []], [0, "div", ["class", "old"]]]));
    let s = read(&adapters, &page);
    assert_eq!((s.kind, s.page.adapter.as_deref()), (PageKind::Unknown, Some("p/a")));
    assert_eq!(unread(&s), ["page not_understood layout not recognised"]);
    page.url = "https://h.example/q".into();
    assert_eq!(unread(&read(&adapters, &page)), ["page not_understood no adapter serves this address"]);
    page.url = "about:blank".into();
    assert_eq!(unread(&read(&adapters, &page)), ["page not_understood the address is not one of a web page"]);
    page.schema = 9;
    assert_eq!(read(&adapters, &page).unread[0].why, UnreadWhy::NotUnderstood);
}

#[test]
fn cards_without_a_key_are_joined_by_position_only_when_they_are_as_many() {
    let page = |cards: usize| {
        let mut rows = vec![
            json!([-1, "html", []]),
            json!([0, "script", ["id", "s", "type", "application/json"]]),
            json!([1, r#"{"who":"ada","items":[{"t":"first words"},{"t":"second words"}]}"#]),
        ];
        for n in 0..cards {
            rows.push(json!([0, "p", ["class", "c"]]));
            let text = ["first words", "second words", "third"][n];
            rows.push(json!([rows.len() - 1, text]));
        }
        let whole = json!({"kind": "profile", "layout": "l", "urls": ["/p/{id}"], "state": [{"name": "s", "css": "#s"}],
            "part": [{"rows": [{"path": "items[]"}], "cards": {"css": ".c"},
                "review": [{"by": "client", "text": [{"path": "t"}, {"css": ".c"}]}]}]});
        read(&[("p/a".into(), &adapter(&whole))], &tree(Value::Array(rows)))
    };
    let joined = page(2);
    assert_eq!(joined.reviews[1].row, Some(5));
    assert_eq!(joined.reviews[1].text.as_ref().unwrap().shown.len(), 1);
    assert!(page(3).reviews.iter().all(|r| r.row.is_none() && r.text.as_ref().unwrap().shown.is_empty()));
}

#[test]
fn mistakes_are_found_at_load_with_place_and_code() {
    let bad = json!({"id": "Bad Id", "site": "S", "hosts": ["https://x.example/*"], "page": [{
        "kind": "profile", "layout": "l", "urls": ["p/{id}"],
        "state": [{"name": "s"}],
        "when": {"any": [{}]},
        "part": [{"rows": [{"path": "items"}], "person": {"name": [{"css": "a::before"}, {"path": "a..b"}, {}],
            "id": [{"url": "{nobody}"}], "rate": [{"path": "x", "state": "t"}], "bio": [{"path": "x", "own": true}]},
            "optional": ["person.bio", "people.bio", "people"]}]}],
        "blocked": [{"reason": "challenge"}]});
    let problems = check(&serde_json::from_value(bad).unwrap());
    let mut found: Vec<String> = problems.iter().map(|p| format!("{} {}", p.code, p.place)).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "adapter-always-blocked blocked[0]",
            "adapter-bad-host hosts[0]",
            "adapter-bad-id id",
            "adapter-bad-path page[0].part[0].people.name[1]",
            "adapter-bad-rows page[0].part[0].rows[0]",
            "adapter-bad-selector page[0].part[0].people.name[0]",
            "adapter-bad-source page[0].part[0].people.bio[0]",
            "adapter-bad-source page[0].part[0].people.name[2]",
            "adapter-bad-state page[0].state[0]",
            "adapter-bad-test page[0].when",
            "adapter-bad-url page[0].urls[0]",
            "adapter-no-capture page[0].part[0].people.id[0]",
            "adapter-no-field page[0].part[0].optional",
            "adapter-no-state page[0].part[0].people.rate[0]",
        ]
    );
    assert!(problems.iter().all(|p| !p.message.is_empty() && !p.fix.is_empty()));
    let unknown = serde_json::from_value::<Adapter>(json!({"id": "a", "site": "S", "hosts": [], "pages": []}));
    assert!(unknown.unwrap_err().to_string().contains("unknown field `pages`"));
}

proptest::proptest! {
    /// Any rows, however broken, are read to an end.
    #[test]
    fn any_rows_are_read(rows in proptest::collection::vec((-1i64..12, 0usize..6, ".{0,12}"), 0..24)) {
        let whole = json!({"kind": "proposals", "layout": "l", "urls": ["/p/{id}"], "state": [{"name": "s", "css": "script"}],
            "part": [{"rows": [{"path": "[]"}, {"css": "div"}], "cards": {"css": "div", "key": [{"css": "a"}], "item": [{"path": "k"}]},
                "person": {"id": [{"css": "a", "lower": true}], "rate": [{"css": "p"}]},
                "proposal": {"letter": [{"css": "p", "own": true, "take": {"after": "a"}}, {"css": "div > p ~ p"}], "at": [{"css": "p"}]}}]});
        let rows: Vec<Value> = rows.iter().map(|(parent, tag, text)| match tag {
            0 => json!([(*parent).max(0), text]),
            tag => {
                let name = ["div", "p", "a", "script", "br"][tag - 1];
                json!([parent, name, ["class", text]])
            }
        }).collect();
        let rows: Vec<crate::tree::Row> = rows.into_iter().filter_map(|row| serde_json::from_value(row).ok()).collect();
        let mut page = tree(json!([]));
        page.rows = rows;
        read(&[("p/a".into(), &adapter(&whole))], &page);
    }
}

/// Cards in cards in cards: the work of all queries together is bounded, and running into the bound is said.
#[test]
fn nested_cards_end_and_say_so() {
    let mut rows = vec![json!([-1, "html", []])];
    for _ in 0..60 {
        let mut parent = 0;
        for _ in 0..400 {
            rows.push(json!([parent, "div", ["class", "card"]]));
            parent = rows.len() - 1;
            rows.push(json!([parent, "words of some length that stand in every card around them"]));
        }
    }
    let fields = json!([{"css": "div div div.card"}]);
    let whole = json!({"kind": "reviews", "layout": "l", "urls": ["/p/{id}"], "part": [{"rows": [{"css": ".card"}],
        "review": [{"by": "client", "text": fields, "title": fields, "client": fields, "rating": fields, "at": fields}]}]});
    let s = read(&[("p/a".into(), &adapter(&whole))], &tree(Value::Array(rows)));
    let said = unread(&s);
    assert!(said.contains(&"page capped the page takes too long to search".to_owned()), "{said:?}");
    assert!(said.contains(&"reviews capped more than 5000".to_owned()), "{said:?}");
}

#[test]
fn an_adapter_has_bounds() {
    let blocked: Vec<Value> =
        (0..2001).map(|n| json!({"reason": "challenge", "when": {"any": [{"css": format!("#a{n}")}]}})).collect();
    let large = json!({"id": "a", "site": "S", "hosts": ["a.example"], "blocked": blocked});
    let problems = check(&serde_json::from_value(large).unwrap());
    assert_eq!(problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["adapter-too-large"]);
}
