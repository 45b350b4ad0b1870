//! Numbers: what the page says of the one a rule is about, compared.
//!
//! A person's numbers belong to whoever wrote the text, a proposal's to the letter in it, the budget to the job. A number that
//! the page does not give is unknown, not zero, and money in another currency is not compared.

use super::term::{Field, Number};
use crate::model::days::{Days, days, said};
use crate::model::{Amount, PageSnapshot, Person, Proposal, Value};
use crate::report::{Evidence, ItemKind, Subject};

/// Whose numbers: positions in the snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct About {
    /// Of `people`.
    pub person: Option<usize>,
    /// Of `proposals`.
    pub proposal: Option<usize>,
}

/// What a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The job.
    Job,
    /// A person.
    Person,
    /// A proposal, which has a person and a job.
    Proposal,
}

impl Field {
    /// What it belongs to.
    pub fn owner(self) -> Owner {
        match self {
            Self::Amount | Self::Days => Owner::Proposal,
            Self::Budget => Owner::Job,
            _ => Owner::Person,
        }
    }

    /// Whether it is money, and so compared within one currency.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Rate | Self::Earnings | Self::Amount | Self::Budget)
    }
}

impl Number {
    /// Whether a value compares so.
    pub fn holds(&self, value: f64) -> bool {
        self.at_least.is_none_or(|least| value >= least)
            && self.at_most.is_none_or(|most| value <= most)
            && self.above.is_none_or(|bound| value > bound)
            && self.below.is_none_or(|bound| value < bound)
    }

    /// Whether any value compares so, and something is compared at all.
    pub(super) fn can_hold(&self) -> bool {
        let given = [self.at_least, self.at_most, self.above, self.below];
        let least = self.at_least.unwrap_or(f64::NEG_INFINITY).max(self.above.unwrap_or(f64::NEG_INFINITY));
        let most = self.at_most.unwrap_or(f64::INFINITY).min(self.below.unwrap_or(f64::INFINITY));
        let open = self.above.is_some_and(|bound| bound >= most) || self.below.is_some_and(|bound| bound <= least);
        given.iter().any(Option::is_some)
            && given.iter().flatten().all(|bound| bound.is_finite())
            && least <= most
            && !open
    }

    /// Whether the number that the page gives compares so, with the value as it is quoted; none when it is not known.
    pub fn judge(&self, snapshot: &PageSnapshot, about: About) -> Option<(bool, Evidence)> {
        let person = about.person.and_then(|at| snapshot.people.get(at));
        let proposal = about.proposal.and_then(|at| snapshot.proposals.get(at));
        let (low, high, mut evidence) = match self.number.owner() {
            Owner::Person => self.of_person(person?, &snapshot.page.captured_at)?,
            Owner::Proposal => self.of_proposal(proposal?)?,
            Owner::Job => money(snapshot.job.as_ref()?.budget.as_ref(), None, self.currency.as_deref())?,
        };
        evidence.item = Some(match self.number.owner() {
            Owner::Person => Subject { kind: ItemKind::Person, items: about.person.into_iter().collect() },
            Owner::Proposal => Subject { kind: ItemKind::Proposal, items: about.proposal.into_iter().collect() },
            Owner::Job => Subject { kind: ItemKind::Job, items: Vec::new() },
        });
        Some((self.holds(low) && self.holds(high), evidence))
    }

    fn of_person(&self, person: &Person, captured_at: &str) -> Option<(f64, f64, Evidence)> {
        let currency = self.currency.as_deref();
        match self.number {
            Field::Rate => money(person.rate.as_ref(), None, currency),
            Field::Earnings => money(person.earnings.as_ref(), None, currency),
            Field::Rating => count(person.rating.as_ref()),
            Field::RatingCount => count(person.rating_count.as_ref()),
            Field::Jobs => count(person.jobs.as_ref()),
            Field::Hours => count(person.hours.as_ref()),
            Field::JobSuccess => count(person.job_success.as_ref()),
            Field::MemberSince => {
                let since = person.member_since.as_ref()?;
                let (joined, read) = (Days::of(&since.value)?, days(captured_at)?);
                let ago = |from: i64, to: i64| (to - from).max(0) as f64;
                let evidence = quoted(since, said(&since.value));
                Some((ago(joined.last, read.first), ago(joined.first, read.last), evidence))
            }
            Field::Amount | Field::Days | Field::Budget => None,
        }
    }

    fn of_proposal(&self, proposal: &Proposal) -> Option<(f64, f64, Evidence)> {
        if self.number == Field::Days {
            return count(proposal.days.as_ref());
        }
        let beside = proposal.currency.as_ref().map(|currency| currency.value.as_str());
        money(proposal.amount.as_ref(), beside, self.currency.as_deref())
    }
}

fn count(value: Option<&Value<f64>>) -> Option<(f64, f64, Evidence)> {
    let value = value.filter(|value| value.value.is_finite())?;
    Some((value.value, value.value, quoted(value, value.value.to_string())))
}

/// Least and most of an amount, if it is in the currency asked for.
fn money(value: Option<&Value<Amount>>, beside: Option<&str>, wanted: Option<&str>) -> Option<(f64, f64, Evidence)> {
    let value = value?;
    let currency = value.currency.as_deref().or(beside)?;
    if wanted != Some(currency) {
        return None;
    }
    let (low, high) = match &value.value {
        Amount::One(one) => (one, one),
        Amount::Between(low, high) => (low, high),
    };
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let (from, to) = (number(low)?, number(high)?);
    let quote = if low == high { format!("{low} {currency}") } else { format!("{low} to {high} {currency}") };
    Some((from, to, quoted(value, quote)))
}

fn quoted<T>(value: &Value<T>, quote: String) -> Evidence {
    Evidence { quote, source: value.source.clone(), shown: value.shown.clone(), item: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Job, Source, When};

    #[expect(clippy::unnecessary_wraps, reason = "fields of the model are optional")]
    fn value<T>(value: T) -> Option<Value<T>> {
        let source = Source { row: Some(3), path: "p".to_owned() };
        Some(Value { value, currency: None, source, shown: Vec::new() })
    }

    fn number(toml: &str) -> Number {
        toml::from_str(&toml.replace(", ", "\n")).unwrap()
    }

    fn snapshot() -> PageSnapshot {
        let amount = |low: &str, high: &str| value(Amount::Between(low.to_owned(), high.to_owned()));
        let rate = value(Amount::One("25.50".to_owned()));
        let mut snapshot = PageSnapshot {
            people: vec![Person {
                rate: rate.map(|rate| Value { currency: Some("USD".to_owned()), ..rate }),
                jobs: value(2.0),
                job_success: value(0.95),
                member_since: value(When::Between("2026-08-01".to_owned(), "2026-08-31".to_owned())),
                ..Person::default()
            }],
            proposals: vec![Proposal {
                amount: amount("100", "200"),
                currency: value("EUR".to_owned()),
                days: value(7.0),
                ..Proposal::default()
            }],
            job: Some(Job { budget: amount("30", "250"), ..Job::default() }),
            ..PageSnapshot::default()
        };
        snapshot.page.captured_at = "2026-09-10T08:00:00Z".to_owned();
        snapshot
    }

    fn judged(toml: &str) -> Option<(bool, String)> {
        let about = About { person: Some(0), proposal: Some(0) };
        number(toml).judge(&snapshot(), about).map(|(holds, evidence)| (holds, evidence.quote))
    }

    #[test]
    fn numbers_of_the_page_are_compared() {
        for (toml, holds, quote) in [
            ("number = 'rate', below = 30, currency = 'USD'", true, "25.50 USD"),
            ("number = 'rate', above = 25.5, currency = 'USD'", false, "25.50 USD"),
            ("number = 'jobs', at_most = 2", true, "2"),
            ("number = 'jobs', at_least = 1, below = 2", false, "2"),
            ("number = 'job_success', at_least = 0.95", true, "0.95"),
            ("number = 'member_since', at_most = 40", true, "2026-08-01 to 2026-08-31"),
            ("number = 'member_since', at_most = 39", false, "2026-08-01 to 2026-08-31"),
            ("number = 'member_since', at_least = 10", true, "2026-08-01 to 2026-08-31"),
            ("number = 'member_since', at_least = 11", false, "2026-08-01 to 2026-08-31"),
            ("number = 'amount', at_least = 100, currency = 'EUR'", true, "100 to 200 EUR"),
            ("number = 'amount', above = 100, currency = 'EUR'", false, "100 to 200 EUR"),
            ("number = 'days', at_most = 7", true, "7"),
        ] {
            assert_eq!(judged(toml), Some((holds, quote.to_owned())), "{toml}");
        }
    }

    #[test]
    fn what_the_page_does_not_say_is_unknown() {
        for toml in [
            "number = 'rating', above = 1",
            "number = 'earnings', above = 1, currency = 'USD'",
            "number = 'rate', above = 1, currency = 'EUR'",
            "number = 'amount', above = 1, currency = 'USD'",
            "number = 'budget', above = 1, currency = 'USD'",
        ] {
            assert_eq!(judged(toml), None, "{toml}");
        }
        let nobody = number("number = 'jobs', at_most = 2").judge(&snapshot(), About::default());
        assert_eq!(nobody, None);
        let mut undated = snapshot();
        undated.page.captured_at.clear();
        let about = About { person: Some(0), proposal: None };
        assert_eq!(number("number = 'member_since', above = 1").judge(&undated, about), None);
    }

    #[test]
    fn a_comparison_that_cannot_hold_is_known() {
        for toml in ["at_least = 1", "at_least = 1, at_most = 1", "above = 1, below = 2", "above = -1, at_most = 0"] {
            assert!(number(&format!("number = 'jobs', {toml}")).can_hold(), "{toml}");
        }
        for toml in [
            "at_least = 2, at_most = 1",
            "above = 1, at_most = 1",
            "at_least = 1, below = 1",
            "above = nan",
            "below = inf",
        ] {
            assert!(!number(&format!("number = 'jobs', {toml}")).can_hold(), "{toml}");
        }
        assert!(!number("number = 'jobs'").can_hold(), "nothing is compared");
    }
}
