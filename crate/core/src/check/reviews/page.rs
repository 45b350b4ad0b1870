//! The review tests on a page: the history of each person on it, and findings, coverage and pictures of a test.

use std::collections::BTreeMap;

use super::super::finding::{Draft, about, coverage, one, whole};
use super::super::work::{Person, Work, by_person, contracts_in_all, reviews_in_all};
use super::super::{Context, Judged};
use super::history::currency;
use super::{About, Definition, History, Piece, Quotes, State, Test};
use crate::model::days::{Days, said};
use crate::model::{self, Amount, ContractState, PageSnapshot, Value, When};
use crate::report::{Coverage, CoverageState, Evidence, Finding, ItemKind, Message, Picture, Statistic};

/// Quotes in one finding.
const MOST_QUOTES: usize = 20;

/// Runs a test over every person of a page.
pub fn run(definition: &Definition, context: &Context<'_>) -> Judged {
    let snapshot = context.snapshot;
    let (mut findings, mut pictures) = (Vec::new(), Vec::new());
    let mut best: Option<Test> = None;
    for person in by_person(snapshot) {
        let history = history(&person, snapshot);
        let mut test = (definition.judge)(&history, context.common);
        if let Some(shows) = (definition.picture)(&history, &test) {
            pictures.push(Picture { check: definition.check.id.to_owned(), subject: about(person.person), shows });
        }
        if let Some(finding) = finding(definition, snapshot, &person, &mut test) {
            findings.push(finding);
        }
        if best.as_ref().is_none_or(|best| rank(best) < rank(&test)) {
            best = Some(test);
        }
    }
    Judged { findings, coverage: covered(definition, snapshot, best), pictures }
}

/// The history of one person; positions are those of the person's work.
pub fn history<'a>(person: &Person<'a>, snapshot: &'a PageSnapshot) -> History<'a> {
    let as_of = Days::of(&When::At(snapshot.page.captured_at.clone())).map(|days| days.last);
    let mut clients: BTreeMap<String, u32> = BTreeMap::new();
    let pieces = person.work.iter().enumerate().map(|(position, work)| {
        let (review, contract) = (work.review.map(|r| r.1), work.contract.map(|c| c.1));
        let next = clients.len() as u32;
        let text = |value: Option<&'a Option<Value<String>>>| {
            value.and_then(Option::as_ref).map_or("", |value| value.value.trim())
        };
        let (amount, currency) = paid(work).unwrap_or_default();
        Piece {
            position,
            reviewed: review.is_some(),
            ended: contract.is_some_and(|c| c.state == Some(ContractState::Completed)),
            client: work.client().map(|client| *clients.entry(client).or_insert(next)),
            named: work.client_name().unwrap_or_default(),
            days: work.days(),
            started: contract.and_then(|c| c.started.as_ref()).and_then(|started| Days::of(&started.value)),
            rating: review.and_then(|r| r.rating.as_ref()).map(|rating| rating.value),
            text: text(review.map(|r| &r.text)),
            title: title(work).map_or("", |title| title.value.trim()),
            amount,
            currency,
        }
    });
    let about = person.person.and_then(|at| snapshot.people.get(at)).map(described).unwrap_or_default();
    History { about, ..History::new(pieces.collect(), as_of) }
}

/// What the page says of a person.
fn described(person: &model::Person) -> About<'_> {
    let said = [&person.name, &person.id, &person.title, &person.bio];
    let [name, words @ ..] = said.map(|value| value.as_ref().map_or("", |value| value.value.as_str()));
    About { name, agency: person.agency.is_some(), words: words.to_vec() }
}

fn title<'a>(work: &Work<'a>) -> Option<&'a Value<String>> {
    let titles = [work.contract.map(|c| &c.1.title), work.review.map(|r| &r.1.title)];
    titles.into_iter().flatten().flatten().find(|title| !title.value.trim().is_empty())
}

fn amount<'a>(work: &Work<'a>) -> Option<&'a Value<Amount>> {
    let amounts = [work.contract.map(|c| &c.1.amount), work.review.map(|r| &r.1.amount)];
    amounts.into_iter().flatten().flatten().next()
}

/// What was paid, and in which currency; nothing where the page gives a range.
fn paid(work: &Work<'_>) -> Option<(Option<f64>, Option<[u8; 3]>)> {
    let value = amount(work)?;
    let amount = match &value.value {
        Amount::One(decimal) => decimal.parse().ok(),
        Amount::Between(..) => None,
    };
    Some((amount, value.currency.as_deref().and_then(currency)))
}

fn finding(definition: &Definition, snapshot: &PageSnapshot, person: &Person<'_>, test: &mut Test) -> Option<Finding> {
    let (severity, said) = (test.severity?, test.said.take()?);
    let works = test.reviews.iter().filter_map(|at| person.work.get(*at));
    let statistic = Statistic {
        method: test.method.to_owned(),
        n: test.n as u64,
        value: test.statistic,
        p: test.p,
        interval: test.interval,
        needed: test.needed.map(|needed| needed as u64),
    };
    let draft = Draft::new(definition.check, severity, said.confidence, about(person.person))
        .says(said.message, Message::key(said.why))
        .innocent(said.innocent)
        .ask(said.ask)
        .evidence(works.flat_map(|work| quotes(test.quotes, work)).take(MOST_QUOTES).collect())
        .statistic(statistic);
    Some(draft.done(snapshot))
}

/// What the finding quotes of one piece of work.
fn quotes(quotes: Quotes, work: &Work<'_>) -> Vec<Evidence> {
    let each: &[Quotes] = if quotes == Quotes::RatingAndText { &[Quotes::Rating, Quotes::Text] } else { &[quotes] };
    each.iter().filter_map(|quotes| quoted(*quotes, work)).collect()
}

fn quoted(quotes: Quotes, work: &Work<'_>) -> Option<Evidence> {
    let review = work.review.map(|r| r.1);
    let item = match (work.contract, work.review) {
        (Some((at, _)), _) if quotes == Quotes::Title => one(ItemKind::Contract, at),
        (_, Some((at, _))) => one(ItemKind::Review, at),
        (Some((at, _)), None) => one(ItemKind::Contract, at),
        (None, None) => return None,
    };
    let text = |value: &Value<String>| whole(value, value.value.clone(), item.clone());
    match quotes {
        Quotes::Date => {
            let when =
                review.and_then(|r| r.at.as_ref()).or_else(|| work.contract.and_then(|(_, c)| c.ended.as_ref()))?;
            Some(whole(when, said(&when.value), item))
        }
        Quotes::Title => Some(text(title(work).or_else(|| client(work))?)),
        Quotes::Text | Quotes::RatingAndText => Some(text(review?.text.as_ref()?)),
        Quotes::Rating => {
            let rating = review?.rating.as_ref()?;
            Some(whole(rating, rating.value.to_string(), item))
        }
        Quotes::Amount => {
            let amount = amount(work)?;
            let Amount::One(decimal) = &amount.value else { return None };
            let quote = format!("{decimal} {}", amount.currency.as_deref().unwrap_or_default());
            Some(whole(amount, quote.trim_end().to_owned(), item))
        }
    }
}

/// The client's name as shown, else the key.
fn client<'a>(work: &Work<'a>) -> Option<&'a Value<String>> {
    let (review, contract) = (work.review.map(|r| r.1), work.contract.map(|c| c.1));
    let names = [review.map(|r| &r.client), contract.map(|c| &c.client)];
    let keys = [contract.map(|c| &c.client_key), review.map(|r| &r.client_key)];
    names.into_iter().chain(keys).flatten().flatten().find(|v| !v.value.trim().is_empty())
}

/// Of several people, the one on whom most could be said speaks for coverage.
fn rank(test: &Test) -> (u8, usize) {
    let state = match test.state {
        State::Fired | State::Silent => 2,
        State::TooFew => 1,
        State::NotVisible => 0,
    };
    (state, test.n)
}

fn covered(definition: &Definition, snapshot: &PageSnapshot, best: Option<Test>) -> Coverage {
    let check = definition.check;
    let test = best.unwrap_or_else(|| definition.not_visible(None));
    // A test that quotes titles counts work, every other reviews.
    let work = contracts_in_all(snapshot).filter(|_| definition.quotes == Quotes::Title);
    let total = work.or_else(|| reviews_in_all(snapshot));
    let (state, key) = match test.state {
        State::NotVisible => (CoverageState::NotVisible, "not_visible"),
        State::TooFew => (CoverageState::TooFew, "too_few"),
        State::Fired | State::Silent if total.is_some() => (CoverageState::Checked, "partial"),
        State::Fired | State::Silent => (CoverageState::Checked, "checked"),
    };
    let note = test.note.unwrap_or_else(|| {
        let note = Message::key(&format!("{}.note.{key}", check.id)).with("n", test.n);
        let note = test.needed.into_iter().fold(note, |note, needed| note.with("needed", needed));
        total.into_iter().fold(note, |note, total| note.with("total", total as f64))
    });
    coverage(check, state, note)
}
