//! Rows of bids made into one record a freelancer.

use std::collections::BTreeMap;
use std::path::Path;

use secondlook_core::check::bid_times::{Sent, at_once, is_fast};
use secondlook_core::text::moment::Moment;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::refusal::Refusal;
use crate::rows::{self, Name, Problem, Row, Rows};

/// The bids of one freelancer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Who; none where only numbers were given.
    pub freelancer: Option<String>,
    /// Bids whose outcome is known.
    pub sent: u64,
    /// Those that were won.
    pub won: u64,
    /// Bids still open, or of which the file says both.
    pub pending: u64,
    /// Bids within a minute of their job's posting, where any bid's times are known to the second.
    pub fast: Option<u64>,
    /// Most jobs bid on within a minute, where that is many.
    pub at_once: Option<u64>,
}

/// A row of the file.
#[derive(Debug, serde::Deserialize)]
struct Bid {
    freelancer: Name,
    job: Name,
    #[serde(default)]
    at: Option<Name>,
    #[serde(default)]
    posted_at: Option<Name>,
    #[serde(default)]
    won: Outcome,
}

impl Row for Bid {
    const NEEDED: &'static [&'static str] = &["freelancer", "job"];
    const EXPECTED: &'static str = "a JSON object a line, {\"freelancer\", \"job\", \"at\", \"posted_at\" and \"won\" if \
                                    known}, or CSV with these columns";
}

/// Whether a bid was won; none while it is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Outcome(Option<bool>);

impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Outcome;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false, or nothing for a bid still open")
            }
            fn visit_bool<E: Error>(self, won: bool) -> Result<Outcome, E> {
                Ok(Outcome(Some(won)))
            }
            fn visit_unit<E: Error>(self) -> Result<Outcome, E> {
                Ok(Outcome(None))
            }
            fn visit_u64<E: Error>(self, won: u64) -> Result<Outcome, E> {
                self.visit_str(&won.to_string())
            }
            fn visit_str<E: Error>(self, won: &str) -> Result<Outcome, E> {
                match won.trim().to_ascii_lowercase().as_str() {
                    "" => Ok(Outcome(None)),
                    "true" | "yes" | "1" => Ok(Outcome(Some(true))),
                    "false" | "no" | "0" => Ok(Outcome(Some(false))),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Str(won), &self)),
                }
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// What the rows of one freelancer and one job say together.
#[derive(Debug, Default)]
struct Told {
    /// The outcome, and the line that says it.
    outcome: Option<(bool, u64)>,
    /// Whether two lines say different outcomes.
    contradicted: bool,
    at: Option<Moment>,
    posted: Option<Moment>,
}

/// Reads a file of bids: one record a freelancer, by name.
pub fn read(path: &Path, strict: bool) -> Result<Vec<Record>, Refusal> {
    let Rows { name, lines } = rows::read::<Bid>(path)?;
    let mut freelancers: BTreeMap<String, BTreeMap<String, Told>> = BTreeMap::new();
    let (mut problems, mut good) = (Vec::new(), 0);
    for line in lines {
        match line {
            Ok((at, bid)) => {
                good += 1;
                problems.extend(add(&mut freelancers, at, bid));
            }
            Err(problem) => problems.push(problem),
        }
    }
    rows::report(&name, &problems, good, strict, Bid::EXPECTED)?;
    Ok(freelancers.into_iter().map(|(freelancer, bids)| record(freelancer, bids)).collect())
}

/// Adds a row; a problem where it says another outcome than an earlier one.
fn add(freelancers: &mut BTreeMap<String, BTreeMap<String, Told>>, line: u64, bid: Bid) -> Option<Problem> {
    let moment = |time: Option<Name>| time.and_then(|time| Moment::read(time.0.trim()));
    let said = |won: bool| if won { "won" } else { "not won" };
    let told = freelancers.entry(bid.freelancer.0.clone()).or_default().entry(bid.job.0.clone()).or_default();
    told.at = told.at.or(moment(bid.at));
    told.posted = told.posted.or(moment(bid.posted_at));
    let won = bid.won.0?;
    let (before, first) = *told.outcome.get_or_insert((won, line));
    if before == won {
        return None;
    }
    told.contradicted = true;
    let found = format!(
        "the bid of {:?} on {:?} is {} here and {} in line {first}; it counts as open",
        bid.freelancer.0,
        bid.job.0,
        said(won),
        said(before)
    );
    Some(Problem::new(line, 1, found))
}

fn record(freelancer: String, bids: BTreeMap<String, Told>) -> Record {
    let mut record = Record { freelancer: Some(freelancer), ..Record::default() };
    let mut sent: Vec<Sent> = Vec::new();
    for (job, told) in bids {
        match told.outcome.filter(|_| !told.contradicted) {
            Some((won, _)) => {
                record.sent += 1;
                record.won += u64::from(won);
            }
            None => record.pending += 1,
        }
        let after = told.at.zip(told.posted).and_then(|(at, posted)| at.seconds_since(posted));
        if let Some(after) = after {
            *record.fast.get_or_insert(0) += u64::from(is_fast(after));
        }
        sent.extend(told.at.map(|at| (job, at)));
    }
    record.at_once = Some(at_once(&sent).len() as u64).filter(|jobs| *jobs > 0);
    record
}
