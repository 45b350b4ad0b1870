//! What the user typed in, judged in the shape of a report: bids sent and won.

use super::Engine;
use crate::check::{Memories, bids};
use crate::model::{PageKind, PageSnapshot, Person, Source, Value};
use crate::report::{Problem, Report};

impl Engine {
    /// Judges bids sent and won as of one person, by the prior for a kind of work that some words say (none: for any work).
    /// Only the check of bids speaks in the report: one finding at most, its coverage, its picture. A newcomer, or whoever
    /// is hired without bidding, needs no such judgement: with few bids the report says how many more it would take.
    ///
    /// Numbers that cannot be are a problem that names both.
    pub fn bids(&self, sent: u64, won: u64, work: &str) -> Result<Report, Vec<Problem>> {
        if won > sent {
            let message = format!("{won} bids won of {sent} sent, which cannot be");
            return refused("bids-won-above-sent", message, "give all bids sent, and how many of them were won");
        }
        if sent > bids::rate::MOST {
            let message = format!("{sent} bids sent, {won} won; at most {} are judged", bids::rate::MOST);
            return refused("bids-too-many", message, "give a smaller number");
        }
        let person = Person {
            title: typed(work.to_owned()),
            bids_sent: typed(sent as f64),
            bids_won: typed(won as f64),
            ..Person::default()
        };
        let snapshot = PageSnapshot { kind: PageKind::Profile, people: vec![person], ..PageSnapshot::default() };
        let mut report = self.analyze(&snapshot, &Memories::default());
        report.findings.retain(|finding| finding.rule == bids::CHECK.id);
        report.coverage.retain(|covered| covered.check == bids::CHECK.id);
        Ok(report)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "fields of the model are optional")]
fn typed<T>(value: T) -> Option<Value<T>> {
    let source = Source { row: None, path: "typed".to_owned() };
    Some(Value { value, currency: None, source, shown: Vec::new() })
}

fn refused(code: &str, message: String, fix: &str) -> Result<Report, Vec<Problem>> {
    Err(vec![Problem { place: "bids".to_owned(), code: code.to_owned(), message, fix: fix.to_owned() }])
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, Words};
    use super::*;
    use crate::pack::Pack;
    use crate::report::{CoverageState, PackInfo, Severity, Shows};

    fn engine() -> Engine {
        let toml = include_str!("../../../../packs/bids/pack.toml").to_owned() + "\n[[priors]]\n";
        let pack: Pack = toml::from_str(&(toml + include_str!("../../../../packs/bids/priors/default.toml"))).unwrap();
        let id = pack.id.clone();
        let info = PackInfo { id, version: "1.0.0".to_owned(), sha256: String::new(), signed: false, built_in: true };
        Engine::new(vec![(pack, info)], Settings::default(), Words::new()).unwrap()
    }

    #[test]
    fn only_bids_speak() {
        let report = engine().bids(400, 1, "").unwrap();
        assert_eq!((report.findings.len(), report.coverage.len(), report.pictures.len()), (1, 1, 1));
        assert_eq!(report.findings[0].severity, Severity::Caution);
        assert_eq!(report.findings[0].evidence[0].source.path, "typed");
        let Shows::Rate(rate) = &report.pictures[0].shows else { panic!("a rate") };
        assert_eq!((rate.n, rate.k), (400, 1));
    }

    #[test]
    fn newcomers_have_too_few() {
        for sent in [0, 1, 150, 253] {
            let report = engine().bids(sent, 0, "Rust developer").unwrap();
            assert!(report.findings.iter().all(|finding| finding.severity == Severity::Context), "{sent}");
            assert_eq!(report.coverage[0].state, CoverageState::TooFew, "{sent}");
        }
    }

    #[test]
    fn numbers_that_cannot_be_are_named() {
        let problems = engine().bids(3, 4, "").unwrap_err();
        assert!(problems[0].message.contains("4 bids won of 3 sent"), "{problems:?}");
        assert_eq!(engine().bids(u64::MAX, 4, "").unwrap_err()[0].code, "bids-too-many");
    }
}
