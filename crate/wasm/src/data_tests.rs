use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shelf {
    name: String,
    #[serde(default)]
    books: Vec<Book>,
    #[serde(default)]
    by_room: BTreeMap<String, u32>,
    place: Option<(u32, i64)>,
    width: f64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Book {
    Blank,
    Title(String),
    Pages(u32, u32),
    Lent { to: String },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Amount {
    One(String),
    Between(String, String),
    Named { amount: f64 },
}

fn problem<T: DeserializeOwned + fmt::Debug>(json: &str) -> String {
    from_json::<T>(json).expect_err(json)
}

#[test]
fn reads_what_serde_json_reads() {
    for json in [
        r#"{"name":"a","width":1}"#,
        r#"{"width":-2,"name":"\ud83d\ude00\n","place":null,"books":[],"by_room":{}}"#,
        r#"{"name":"","width":1e300,"place":[0,-9223372036854775808],"by_room":{"":4294967295,"x":0}}"#,
        r#"{"name":"a","width":0.1,"books":["blank",{"blank":null},{"title":"t"},{"pages":[1,2]},{"lent":{"to":"b"}}]}"#,
    ] {
        assert_eq!(from_json::<Shelf>(json), Ok(serde_json::from_str(json).expect(json)), "{json}");
    }
    for json in [r#""5""#, r#"["5","6"]"#, r#"{"amount":5}"#] {
        assert_eq!(from_json::<Amount>(json), Ok(serde_json::from_str(json).expect(json)), "{json}");
    }
}

#[test]
fn refuses_what_serde_json_refuses() {
    for json in [
        "",
        "nul",
        "[]",
        "null",
        "7",
        r#"{"name":"a","width":1} x"#,
        r#"{"name":"a"}"#,
        r#"{"name":"a","width":"1"}"#,
        r#"{"name":null,"width":1}"#,
        r#"{"name":"a","width":1,"colour":"red"}"#,
        r#"{"name":"a","name":"a","width":1}"#,
        r#"{"name":"a","width":1,"place":[1]}"#,
        r#"{"name":"a","width":1,"place":[1,2,3]}"#,
        r#"{"name":"a","width":1,"place":[-1,2]}"#,
        r#"{"name":"a","width":1,"by_room":{"x":4294967296}}"#,
        r#"{"name":"a","width":1,"by_room":{"x":1.5}}"#,
        r#"{"name":"a","width":1,"by_room":[]}"#,
        r#"{"name":"a","width":1,"books":{}}"#,
        r#"{"name":"a","width":1,"books":["title"]}"#,
        r#"{"name":"a","width":1,"books":["novel"]}"#,
        r#"{"name":"a","width":1,"books":[{}]}"#,
        r#"{"name":"a","width":1,"books":[{"blank":1}]}"#,
        r#"{"name":"a","width":1,"books":[{"blank":null,"title":"t"}]}"#,
    ] {
        assert!(serde_json::from_str::<Shelf>(json).is_err(), "{json}");
        problem::<Shelf>(json);
    }
    assert!(from_json::<Amount>("5").is_err());
}

#[test]
fn an_array_is_no_object() {
    assert_eq!(problem::<Shelf>(r#"["a",[],{},null,1]"#), "invalid type: sequence, expected struct Shelf");
}

#[test]
fn the_path_to_what_is_wrong_is_said() {
    let shelf = |more: &str| problem::<Vec<Shelf>>(&format!(r#"[{{"name":"a","width":1}},{{"width":1,{more}}}]"#));
    assert_eq!(shelf(r#""name":7"#), "[1].name: invalid type: integer `7`, expected a string");
    assert_eq!(shelf(r#""books":[]"#), "[1]: missing field `name`");
    assert_eq!(
        shelf(r#""books":["blank",{"lent":{"to":true}}]"#),
        "[1].books[1].lent.to: invalid type: boolean `true`, expected a string"
    );
    assert_eq!(shelf(r#""by_room":{"hall":-1}"#), "[1].by_room.hall: invalid value: integer `-1`, expected u32");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e15..1e15).prop_map(|number: f64| json!(number)),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map("[a-z\u{e9}\"]{0,3}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_comes_through_unchanged(value in any_json()) {
        let json = value.to_string();
        prop_assert_eq!(from_json::<Value>(&json), Ok(serde_json::from_str::<Value>(&json).unwrap()));
    }

    #[test]
    fn any_text_is_survived(text in "[\\[\\]{}\",:0-9a-z\\\\ -]{0,40}") {
        prop_assert_eq!(from_json::<Value>(&text).ok(), serde_json::from_str::<Value>(&text).ok());
    }
}
