//! Terms: what a rule looks for. A phrase is written as a text; everything else is a table of exactly one kind.
//!
//! | written | found where |
//! |---|---|
//! | `"pay {0,3} usdt"` | the words are said, see [`super::phrase`] |
//! | `{ regex = "trc-?20", literal = "trc" }` | the pattern matches, see [`super::pattern`] |
//! | `{ list = "wallets" }` | an identifier stands in this list of the pack, see [`super::list`] |
//! | `{ identifier = "handle", on = "telegram" }` | the text names an account, an address, a phone or a wallet |
//! | `{ number = "jobs", at_most = 2 }` | the page gives the number and it compares so, see [`super::number`] |

use serde::de::{Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// One thing a rule looks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Term {
    /// Words of one sentence.
    Phrase(String),
    /// A pattern over the normalised text.
    Regex(Regex),
    /// An identifier that a list of the same pack holds.
    List(Listed),
    /// An identifier of a kind.
    Identifier(Named),
    /// A number that the page gives.
    Number(Number),
}

/// A regular expression, and a text that is in everything it matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Regex {
    /// The expression, over the text in small letters.
    pub regex: String,
    /// At least three characters of every match: without them in the text the expression is not even compiled.
    pub literal: String,
}

/// A list of the same pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The list's id.
    pub list: String,
}

/// An identifier of a kind, read through what hides it; wallets only with a checksum that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The kind.
    pub identifier: NamedKind,
    /// For a handle: the messenger it is on, in small letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Only where it is written so that a filter does not see it ("name [at] mail dot com").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// The kind of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NamedKind {
    /// A name on a messenger.
    Handle,
    /// A phone number.
    Phone,
    /// A mail address.
    Email,
    /// An address to pay to.
    Wallet,
    /// A web address with a scheme or a path.
    Url,
    /// A bare host.
    Host,
}

/// A number that the page gives of the one a rule is about, compared. Of a range both ends must compare so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Which.
    pub number: Field,
    /// It is this or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// It is this or less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// It is more than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<f64>,
    /// It is less than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
    /// For money: the currency it must be in, ISO 4217. In another one it is not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// A number of the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A person's hourly rate: money.
    Rate,
    /// A person's mean rating, of 5.
    Rating,
    /// How many ratings a person has.
    RatingCount,
    /// Jobs a person has done.
    Jobs,
    /// Hours a person has worked.
    Hours,
    /// A person's job success, 0 to 1.
    JobSuccess,
    /// What a person has earned: money.
    Earnings,
    /// Days from the day a person joined to the day the page was read.
    MemberSince,
    /// The amount a proposal asks for: money.
    Amount,
    /// The days a proposal offers.
    Days,
    /// The job's budget: money.
    Budget,
}

impl Term {
    /// Whether it is looked for in a text; a number is not.
    pub fn reads_text(&self) -> bool {
        !matches!(self, Self::Number(_))
    }
}

/// A table before its kind is known: so that what is wrong is said in the author's words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    regex: Option<String>,
    literal: Option<String>,
    list: Option<String>,
    identifier: Option<NamedKind>,
    on: Option<String>,
    hidden: Option<bool>,
    number: Option<Field>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    above: Option<f64>,
    below: Option<f64>,
    currency: Option<String>,
}

impl Table {
    fn term(self) -> Result<Term, &'static str> {
        let Self { regex, literal, list, identifier, on, hidden, number, at_least, at_most, above, below, currency } =
            self;
        let named = on.is_some() || hidden.is_some();
        let compared = currency.is_some() || [at_least, at_most, above, below].iter().any(Option::is_some);
        match (regex, list, identifier, number) {
            (Some(regex), None, None, None) if !named && !compared => {
                let literal = literal.ok_or("a regex needs a literal that is in everything it matches")?;
                Ok(Term::Regex(Regex { regex, literal }))
            }
            (None, Some(list), None, None) if literal.is_none() && !named && !compared => {
                Ok(Term::List(Listed { list }))
            }
            (None, None, Some(identifier), None) if literal.is_none() && !compared => {
                Ok(Term::Identifier(Named { identifier, on, hidden: hidden.unwrap_or_default() }))
            }
            (None, None, None, Some(number)) if literal.is_none() && !named => {
                Ok(Term::Number(Number { number, at_least, at_most, above, below, currency }))
            }
            _ => Err(
                "a term is a phrase, or a table of one kind: { regex, literal }, { list }, { identifier, on, hidden }, \
                      or { number, at_least, at_most, above, below, currency }",
            ),
        }
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Terms;
        impl<'de> Visitor<'de> for Terms {
            type Value = Term;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a phrase, or a table with regex, list, identifier or number")
            }

            fn visit_str<E: Error>(self, phrase: &str) -> Result<Term, E> {
                Ok(Term::Phrase(phrase.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Term, A::Error> {
                Table::deserialize(MapAccessDeserializer::new(map))?.term().map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_any(Terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Term, String> {
        let mut table: toml::Table = toml::from_str(&format!("term = {toml}")).map_err(|error| error.to_string())?;
        table.remove("term").unwrap().try_into().map_err(|error: toml::de::Error| error.message().to_owned())
    }

    #[test]
    fn a_term_is_a_phrase_or_a_table_of_one_kind() {
        assert_eq!(read("\"pay usdt\""), Ok(Term::Phrase("pay usdt".to_owned())));
        for toml in [
            "{ regex = \"trc-?20\", literal = \"trc\" }",
            "{ list = \"wallets\" }",
            "{ identifier = \"handle\", on = \"telegram\", hidden = true }",
            "{ number = \"jobs\", at_most = 2 }",
            "{ number = \"amount\", below = 30.5, currency = \"USD\" }",
        ] {
            let term = read(toml).unwrap_or_else(|error| panic!("{toml}: {error}"));
            let json = serde_json::to_string(&term).unwrap();
            assert_eq!(serde_json::from_str::<Term>(&json).unwrap(), term, "{json}");
        }
    }

    #[test]
    fn what_is_no_term_is_said() {
        for (toml, said) in [
            ("{ regex = \"trc\" }", "needs a literal"),
            ("{ list = \"a\", number = \"jobs\" }", "of one kind"),
            ("{ list = \"a\", hidden = true }", "of one kind"),
            ("{ literal = \"abc\" }", "of one kind"),
            ("{}", "of one kind"),
            ("{ number = \"age\", above = 3 }", "age"),
            ("{ identifier = \"name\" }", "name"),
            ("{ phrase = \"x\" }", "phrase"),
            ("7", "a phrase, or a table"),
        ] {
            let error = read(toml).unwrap_err();
            assert!(error.contains(said), "{toml}: {error}");
        }
    }
}
