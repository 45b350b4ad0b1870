//! What the review tests found, for a terminal.

use secondlook_core::check::reviews::{State, Test, alpha};
use secondlook_core::engine::Words;
use secondlook_core::report::{Message, Statistic};
use secondlook_core::words::{say, term};

use super::lines::{Lines, WIDTH};
use super::said::statistic;
use crate::reviews::{Odd, Profile};

/// Reviews listed of one finding.
const LISTED: usize = 12;
/// Characters of a review that are shown.
const SHOWN: usize = 100;
/// With at most so many profiles, what each test could judge is said too.
const FEW: usize = 5;

/// One profile, judged.
#[derive(Debug)]
pub struct Judged<'a> {
    /// The rows.
    pub profile: &'a Profile,
    /// Reviews, each once.
    pub n: usize,
    /// What could not be used.
    pub odd: Odd,
    /// The results.
    pub tests: Vec<Test>,
}

/// The whole text.
pub fn text(judged: &[Judged<'_>], words: &Words) -> String {
    let mut out = Lines::new(WIDTH);
    let key = |message: Message| say(words, &message);
    let found = |one: &&Judged<'_>| one.tests.iter().any(|test| test.state == State::Fired);
    let reviews: usize = judged.iter().map(|one| one.n).sum();
    let with = judged.iter().filter(found).count();
    out.paragraph("", &key(Message::key("reviews.read").with("n", reviews).with("profiles", judged.len())));
    out.paragraph("", &key(Message::key("reviews.found").with("n", with)));
    out.paragraph("", &key(Message::key("reviews.alpha").with("percent", alpha::PAGE * 100.0)));
    let few = judged.len() <= FEW;
    for one in judged.iter().filter(|one| few || found(one)) {
        out.heading(&key(Message::key("reviews.profile").with("profile", one.profile.id.as_str()).with("n", one.n)));
        unused(&mut out, one, words);
        for test in one.tests.iter().filter(|test| test.state == State::Fired) {
            fired(&mut out, one, test, words);
        }
        for test in one.tests.iter().filter(|test| few && test.state != State::Fired) {
            out.item("  ", &unfired(test, words));
        }
    }
    out.heading(&key(Message::key("report.nothing-found-is-not-verified")));
    out.text
}

fn unused(out: &mut Lines, one: &Judged<'_>, words: &Words) {
    let twice = one.profile.rows.len() - one.n;
    let Odd { dates, ratings, amounts } = one.odd;
    if twice > 0 {
        out.paragraph("  ", &say(words, &Message::key("reviews.twice").with("n", twice)));
    }
    if one.odd != Odd::default() {
        let odd = Message::key("reviews.odd").with("dates", dates).with("ratings", ratings).with("amounts", amounts);
        out.paragraph("  ", &say(words, &odd));
    }
}

fn fired(out: &mut Lines, one: &Judged<'_>, test: &Test, words: &Words) {
    let (Some(severity), Some(said)) = (test.severity, &test.said) else { return };
    let title = say(words, &Message::key(&format!("{}.title", test.id)));
    out.item("  ", &format!("{} ({title}): {}", term(words, "ui.severity", &severity), say(words, &said.message)));
    for at in test.reviews.iter().take(LISTED) {
        let Some(row) = one.profile.rows.get(*at) else { continue };
        let parts = [row.at.text(), row.client.as_ref().map_or("", |client| client.0.as_str()).to_owned()];
        let mut parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let shown: String = row.text.as_deref().unwrap_or_default().chars().take(SHOWN).collect();
        parts.push(shown);
        out.item("      ", &parts.join("  "));
    }
    if test.reviews.len() > LISTED {
        out.paragraph("      ", &say(words, &Message::key("letters.more").with("n", test.reviews.len() - LISTED)));
    }
    out.paragraph("    ", &say(words, &Message::key(said.why)));
    out.paragraph("    ", &say(words, &Message::key("report.innocent")));
    for innocent in said.innocent {
        out.item("      ", &say(words, &Message::key(innocent)));
    }
    for ask in said.ask {
        out.paragraph("    ", &say(words, &Message::key(ask)));
    }
    out.paragraph("    ", &statistic(words, &numbers(test)));
}

/// What a test that found nothing could judge, with its numbers.
fn unfired(test: &Test, words: &Words) -> String {
    let title = say(words, &Message::key(&format!("{}.title", test.id)));
    let state = match test.state {
        State::Fired | State::Silent => "ui.coverage.checked",
        State::TooFew => "ui.coverage.too_few",
        State::NotVisible => "ui.coverage.not_visible",
    };
    format!("{title}: {}. {}", say(words, &Message::key(state)), statistic(words, &numbers(test)))
}

fn numbers(test: &Test) -> Statistic {
    Statistic {
        method: test.method.to_owned(),
        n: test.n as u64,
        value: test.statistic,
        p: test.p,
        interval: test.interval,
        needed: test.needed.map(|needed| needed as u64),
    }
}
