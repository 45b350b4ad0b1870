//! The review tests: each one a pure function over the reviews of one person, and a check that speaks of what it found.
//!
//! A test is one file: its [`Check`], its [`Definition`], and `judge`, a function from a [`History`] to a [`Test`]. The
//! command prints the tests; [`page`] makes findings and coverage of the same tests for a page. A new test is one file,
//! its line in [`DEFINITIONS`] and in [`super::CHECKS`], its words in `locales/en.json`, and, where it can be wrong by
//! chance, its share in [`alpha`].
//!
//! A test sees nothing of a page and knows no other test. Severity stays on the finding, nothing is added up, and a
//! perfect average is nowhere looked at.

pub mod alpha;
pub mod burst;
mod dated;
pub mod few_clients;
pub mod hidden_feedback;
pub mod history;
pub mod named_otherwise;
mod names;
mod overlap;
pub mod page;
pub mod picture;
pub mod rating_against_text;
pub mod revived;
mod ring;
pub mod same_words;
mod thanks;
pub mod tiny_jobs;
mod trade;

use serde::Serialize;

use super::Check;
use crate::report::Shows;
use crate::report::{Confidence, Message, Severity};
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;
use crate::text::common::Common;
pub use history::{About, History, Piece};

/// Every review test, in the order of the output.
pub static DEFINITIONS: &[&Definition] = &[
    &burst::DEFINITION,
    &few_clients::DEFINITION,
    &same_words::DEFINITION,
    &revived::DEFINITION,
    &named_otherwise::DEFINITION,
    &tiny_jobs::DEFINITION,
    &hidden_feedback::DEFINITION,
    &rating_against_text::DEFINITION,
];

/// A test: what it is, and how it judges.
#[derive(Debug)]
pub struct Definition {
    /// The check that speaks of it; their ids are one.
    pub check: &'static Check,
    /// The method, a message key under `method.`.
    pub method: &'static str,
    /// What a finding quotes of each review.
    pub quotes: Quotes,
    /// Judges one person's history.
    pub judge: fn(&History<'_>, &Common) -> Test,
    /// What there is to draw.
    pub picture: fn(&History<'_>, &Test) -> Option<Shows>,
}

/// What a finding quotes of each review it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// The date.
    Date,
    /// The title of the work, else the client.
    Title,
    /// The text.
    Text,
    /// What was paid.
    Amount,
    /// The rating.
    Rating,
    /// The rating, and the text beside it.
    RatingAndText,
}

/// What came of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It found something; the severity says how much it matters.
    Fired,
    /// It judged and found nothing.
    Silent,
    /// Too few observations to judge.
    TooFew,
    /// What it needs is not there: no dates, no clients, no texts.
    NotVisible,
}

/// The result of one test over one person's reviews.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Test {
    /// The check's id.
    pub id: &'static str,
    /// What came of it.
    pub state: State,
    /// How much it matters, where it fired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The method, a message key under `method.`.
    pub method: &'static str,
    /// Number of observations.
    pub n: usize,
    /// The statistic; its file says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistic: Option<f64>,
    /// Probability by chance, or an upper bound of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// 95 % interval of the statistic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<(f64, f64)>,
    /// How many more observations would settle it, where it cannot judge or judges with reserve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<usize>,
    /// Positions of the reviews it is about, ascending.
    pub reviews: Vec<usize>,
    /// What its finding quotes of each review.
    #[serde(skip)]
    pub quotes: Quotes,
    /// What its finding says, where it fired.
    #[serde(skip)]
    pub said: Option<Said>,
    /// What coverage says, where the words of the state are not enough.
    #[serde(skip)]
    pub note: Option<Message>,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What was found.
    pub message: Message,
    /// Why it matters, a key.
    pub why: &'static str,
    /// Innocent explanations, keys.
    pub innocent: &'static [&'static str],
    /// Questions to ask, keys.
    pub ask: &'static [&'static str],
    /// How sure.
    pub confidence: Confidence,
}

impl Definition {
    /// A result in which nothing was found.
    pub fn silent(&self, n: usize) -> Test {
        Test {
            id: self.check.id,
            state: State::Silent,
            severity: None,
            method: self.method,
            n,
            statistic: None,
            p: None,
            interval: None,
            needed: None,
            reviews: Vec::new(),
            quotes: self.quotes,
            said: None,
            note: None,
        }
    }

    /// There are too few observations: so many, of so many.
    pub fn too_few(&self, n: usize, enough: usize) -> Test {
        Test { state: State::TooFew, needed: Some(enough.saturating_sub(n)), ..self.silent(n) }
    }

    /// What the test needs is not there; `note` says what, where it is not that there are no reviews.
    pub fn not_visible(&self, note: Option<Message>) -> Test {
        Test { state: State::NotVisible, note, ..self.silent(0) }
    }
}

impl Test {
    /// The statistic is a share: so many of `n`, with its Clopper-Pearson interval.
    #[must_use]
    pub fn share(mut self, k: usize) -> Self {
        let (low, high) = clopper_pearson(k as u64, self.n as u64, 0.95);
        self.statistic = Some(round6(k as f64 / (self.n as f64).max(1.0)));
        self.interval = Some((round6(low), round6(high)));
        self
    }

    /// What a finding on a share says: `k` of `n`, and the interval in percent.
    fn share_said(&self, key: &str, k: usize) -> Message {
        let percent = |share: f64| round6((share * 100.0).round());
        let (low, high) = self.interval.unwrap_or_default();
        Message::key(key).with("k", k).with("n", self.n).with("low", percent(low)).with("high", percent(high))
    }

    /// The test fired, about the reviews at these positions.
    #[must_use]
    pub fn fired(mut self, severity: Severity, mut reviews: Vec<usize>, said: Said) -> Self {
        reviews.sort_unstable();
        self.state = State::Fired;
        self.severity = Some(severity);
        self.reviews = reviews;
        self.said = Some(said);
        self
    }
}

/// Runs every test over one person's history.
pub fn judge(history: &History<'_>, common: &Common) -> Vec<Test> {
    DEFINITIONS.iter().map(|definition| (definition.judge)(history, common)).collect()
}
