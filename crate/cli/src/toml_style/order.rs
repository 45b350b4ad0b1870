//! The order of keys: that of the fields of the core's types, asked of the types themselves.

use std::cell::Cell;
use std::fmt;

use secondlook_core::adapter::format::{Absent, Adapter, Blocked, Must, Page, Part, State};
use secondlook_core::pack::Pack;
use secondlook_core::pack::background::{Background, Class};
use secondlook_core::pack::list::List;
use secondlook_core::pack::page_test::Expected;
use secondlook_core::pack::prior::Prior;
use secondlook_core::pack::rule::{Examples, JobTopic, Match, Rule, Unless};
use secondlook_core::pack::stock::Stock;
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// What a TOML file of a pack holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `pack.toml`.
    Pack,
    /// `rules/*.toml`.
    Rule,
    /// `adapters/*.toml`.
    Adapter,
    /// `lists/*.toml`.
    List,
    /// `stock/*.toml`.
    Stock,
    /// `background/*.toml`.
    Background,
    /// `priors/*.toml`.
    Prior,
    /// `tests/*/*.expect.toml`.
    Expect,
}

/// The fields of the table at a path, in order; empty where the order is the author's.
pub(super) fn fields(kind: Kind, path: &[&str]) -> &'static [&'static str] {
    let path = match (kind, path) {
        // A file may hold several rules.
        (Kind::Rule, ["rule", rest @ ..]) => rest,
        _ => path,
    };
    match (kind, path) {
        (Kind::Pack, []) => of::<Pack>(),
        (Kind::Rule, []) => of::<Rule>(),
        (Kind::Rule, ["match"]) => of::<Match>(),
        (Kind::Rule, ["unless"]) => of::<Unless>(),
        (Kind::Rule, ["job"]) => of::<JobTopic>(),
        (Kind::Rule, ["examples"]) => of::<Examples>(),
        (Kind::Adapter, []) => of::<Adapter>(),
        (Kind::Adapter, ["blocked"]) => of::<Blocked>(),
        (Kind::Adapter, ["page"]) => of::<Page>(),
        (Kind::Adapter, ["page", "state"]) => of::<State>(),
        (Kind::Adapter, ["page", "must"]) => of::<Must>(),
        (Kind::Adapter, ["page", "absent"]) => of::<Absent>(),
        (Kind::Adapter, ["page", "part"]) => of::<Part>(),
        (Kind::List, []) => of::<List>(),
        (Kind::Stock, []) => of::<Stock>(),
        (Kind::Background, []) => of::<Background>(),
        (Kind::Background, ["class"]) => of::<Class>(),
        (Kind::Prior, []) => of::<Prior>(),
        (Kind::Expect, ["expect"]) => of::<Expected>(),
        _ => &[],
    }
}

/// The names of a type's fields as they are written: its reader tells them before it reads.
fn of<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let told = Cell::new(&[][..]);
    // It fails when it has told.
    let _ = T::deserialize(Ask(&told));
    told.get()
}

struct Ask<'a>(&'a Cell<&'static [&'static str]>);

#[derive(Debug)]
struct Told;

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("told")
    }
}

impl std::error::Error for Told {}

impl de::Error for Told {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Ask<'_> {
    type Error = Told;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Told> {
        Err(Told)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Told> {
        self.0.set(fields);
        Err(Told)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_tell_their_fields_as_they_are_written() {
        assert_eq!(fields(Kind::Rule, &[])[..3], ["id", "version", "title"]);
        assert!(fields(Kind::Rule, &["rule"]).contains(&"where") && fields(Kind::Rule, &["match"]).contains(&"within"));
        assert_eq!(fields(Kind::Expect, &["expect"]), ["field", "value"]);
        assert!(fields(Kind::Rule, &["title"]).is_empty());
        for kind in [Kind::Pack, Kind::Adapter, Kind::List, Kind::Stock, Kind::Background, Kind::Prior] {
            assert!(fields(kind, &[]).len() > 1, "{kind:?}");
        }
    }
}
