//! `extension/types.ts` and `schemas/*.json`, made from the Rust types, and the tables made from public data.
//!
//! `cargo xtask generate` (or `UPDATE=1 cargo test -p secondlook-core generated`) writes them; without `UPDATE` the
//! tests here fail when a file is stale. Nothing of this is in a build.

mod lookalikes;

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schemars::{JsonSchema, schema_for};
use ts_rs::{Config, TS, TypeVisitor};

use crate::answer::{Answer, Description, OpenedPack};
use crate::case::{Case, CaseMade, Verified};
use crate::check::Memories;
use crate::engine::{Described, Settings};
use crate::model::PageSnapshot;
use crate::pack::Pack;
use crate::pack::background::Background;
use crate::pack::diff::Difference;
use crate::pack::list::List;
use crate::pack::page_test::Expected;
use crate::pack::prior::Prior;
use crate::pack::rule::Rule;
use crate::pack::stock::Stock;
use crate::prove::Proof;
use crate::report::Report;
use crate::tree::PageTree;

/// What stands in `tests/<adapter>/<name>.expect.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Expect {
    /// What has to be read from the saved page.
    expect: Vec<Expected>,
}

/// A row as it stands on the wire; [`crate::tree::Row`] writes and reads itself by hand.
#[derive(TS, JsonSchema)]
#[ts(rename = "Row")]
#[schemars(rename = "Row")]
#[serde(untagged)]
#[allow(dead_code)]
pub(crate) enum RowOnTheWire {
    /// An element: its parent (-1 for row 0), tag, and attributes as name, value, name, value.
    Element(i64, String, Vec<String>),
    /// A text: its parent and the text, verbatim.
    Text(u32, String),
}

const HEADER: &str = "\
// Generated from the Rust types by `cargo xtask generate`. Do not edit: change the type in crate/core.

/** The words of one language, `locales/<language>.json`. */
export type Words = Record<string, unknown>;
";

/// Declarations by name, each type once, with all it needs.
struct Declarations {
    config: Config,
    seen: BTreeSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Primitives and containers have no place of their own; what is inside them does.
        if T::output_path().is_some() {
            let declaration = format!("{}export {}", T::docs().unwrap_or_default(), T::decl(&self.config));
            self.by_name.insert(T::ident(&self.config), tidy(&declaration));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// Comments of one line on one line, fields indented, no space at a line's end.
fn tidy(declaration: &str) -> String {
    let mut text = String::new();
    let mut lines = declaration.lines().map(str::trim_end).peekable();
    let mut indent = "";
    while let Some(line) = lines.next() {
        let comment = if line == "/**" { lines.next().unwrap_or_default() } else { "" };
        text.push_str(indent);
        if comment.is_empty() {
            text.push_str(line);
        } else if lines.next_if(|next| *next == " */").is_some() {
            text.extend(["/**", comment.trim_start_matches(" *"), " */"]);
        } else {
            text.extend(["/**\n", indent, comment]);
        }
        text.push('\n');
        if line.starts_with("export ") {
            indent = "  ";
        }
    }
    text
}

fn types() -> String {
    let mut all = Declarations {
        config: Config::new().with_large_int("number"),
        seen: BTreeSet::new(),
        by_name: BTreeMap::new(),
    };
    all.visit::<PageTree>();
    all.visit::<PageSnapshot>();
    all.visit::<Report>();
    all.visit::<Settings>();
    all.visit::<Memories>();
    all.visit::<Described>();
    all.visit::<Answer<Description>>();
    all.visit::<OpenedPack>();
    all.visit::<Proof>();
    all.visit::<Difference>();
    all.visit::<Case>();
    all.visit::<CaseMade>();
    all.visit::<Verified>();
    let mut text = HEADER.to_owned();
    for declaration in all.by_name.values() {
        text.push('\n');
        text.push_str(declaration);
    }
    text
}

fn schema<T: JsonSchema>() -> String {
    schema_without::<T>(&[])
}

/// A schema without some of the fields, and without what only they need.
fn schema_without<T: JsonSchema>(fields: &[&str]) -> String {
    let mut schema = schema_for!(T);
    let object = schema.ensure_object();
    if let Some(properties) = object.get_mut("properties").and_then(|properties| properties.as_object_mut()) {
        properties.retain(|name, _| !fields.contains(&name.as_str()));
    }
    if !fields.is_empty() {
        without_unused(object);
    }
    // The `format` of numbers is ours alone (uint32): validators that know no such format warn about it.
    strip_number_formats(schema.ensure_object().values_mut());
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

/// Takes away definitions that nothing names any more.
fn without_unused(object: &mut serde_json::Map<String, serde_json::Value>) {
    loop {
        let Some(all) = object.get("$defs").and_then(|all| all.as_object()).cloned() else { return };
        let named = |name: &String| {
            let named = format!("\"#/$defs/{name}\"");
            let elsewhere =
                |(other, value): (&String, &serde_json::Value)| other != name && value.to_string().contains(&named);
            let in_fields = object.get("properties").is_some_and(|fields| fields.to_string().contains(&named));
            in_fields || all.iter().any(elsewhere)
        };
        let kept: serde_json::Map<_, _> = all.clone().into_iter().filter(|(name, _)| named(name)).collect();
        if kept.len() == all.len() {
            return;
        }
        object.insert("$defs".to_owned(), kept.into());
    }
}

fn strip_number_formats<'a>(values: impl Iterator<Item = &'a mut serde_json::Value>) {
    for value in values {
        match value {
            serde_json::Value::Object(map) => {
                let number = |name: &str| name.starts_with("uint") || name.starts_with("int") || name == "double";
                if map.get("format").and_then(|format| format.as_str()).is_some_and(number) {
                    map.remove("format");
                }
                strip_number_formats(map.values_mut());
            }
            serde_json::Value::Array(list) => strip_number_formats(list.iter_mut()),
            _ => {}
        }
    }
}

fn fresh(name: &str, text: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        // An unchanged file keeps its time: nothing is built again for it.
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
            std::fs::write(&path, text).expect("the file can be written");
        }
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{name} is stale: run `cargo xtask generate` and look at the difference");
}

#[test]
fn types_ts_is_fresh() {
    fresh("extension/types.ts", &types());
}

#[test]
fn schemas_are_fresh() {
    fresh("schemas/page-tree.json", &schema::<PageTree>());
    fresh("schemas/snapshot.json", &schema::<PageSnapshot>());
    fresh("schemas/report.json", &schema::<Report>());
    fresh("schemas/case.json", &schema::<Case>());
    fresh("schemas/pack.json", &schema::<Pack>());
    // What people write, a file a schema: `pack new` puts these beside the pack, for the completion of editors.
    let parts = ["adapters", "rules", "stock", "background", "priors", "lists", "tests"];
    fresh("schemas/pack-head.json", &schema_without::<Pack>(&parts));
    fresh("schemas/rule.json", &schema::<Rule>());
    fresh("schemas/adapter.json", &schema::<crate::adapter::Adapter>());
    fresh("schemas/list.json", &schema::<List>());
    fresh("schemas/stock.json", &schema::<Stock>());
    fresh("schemas/background.json", &schema::<Background>());
    fresh("schemas/prior.json", &schema::<Prior>());
    fresh("schemas/expect.json", &schema::<Expect>());
}

#[test]
fn a_type_is_declared_once_and_needs_no_import() {
    let text = types();
    assert!(!text.contains("import "), "types.ts stands alone");
    assert!(!text.contains("bigint"), "counts are numbers on the wire");
    for name in ["PageTree", "Row", "PageSnapshot", "Report", "Finding", "Problem", "Answer"] {
        let start = format!("export type {name}");
        assert_eq!(
            text.lines()
                .filter(|line| line.starts_with(&start) && !line[start.len()..].starts_with(char::is_alphanumeric))
                .count(),
            1,
            "{name}"
        );
    }
}
