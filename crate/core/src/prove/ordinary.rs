//! The ordinary texts against the pack's budget.

use super::{Corpus, Fired, verdict};
use crate::pack::Pack;
use crate::pack::lint::Lint;
use crate::pack::rules::Rules;
use crate::report::Severity;
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;

/// How many rules and texts a problem names.
const NAMED: usize = 5;

/// A rule that fired on a text: their numbers.
struct Hit {
    rule: usize,
    text: usize,
}

/// Counts on how many texts rules of each severity fire, and says what is beyond the budget.
pub(super) fn prove(lint: &mut Lint<'_>, pack: &Pack, rules: &Rules, corpus: &Corpus) -> Vec<Fired> {
    let hits = hits(rules, corpus);
    let budget = pack.budget.unwrap_or_default();
    let mut fired = Vec::new();
    for severity in [Severity::Context, Severity::Note, Severity::Caution, Severity::Warning, Severity::Stop] {
        let of_it = |rule: usize| rules.all().get(rule).is_some_and(|one| one.rule.severity == severity);
        if !(0..rules.all().len()).any(of_it) {
            continue;
        }
        let hits: Vec<&Hit> = hits.iter().filter(|hit| of_it(hit.rule)).collect();
        let share = budget.share(severity);
        let (texts, all) = (texts(&hits, &|_| true), corpus.texts.len());
        let (low, high) = clopper_pearson(texts as u64, all as u64, 0.95);
        if texts as f64 > share * all as f64 {
            let message = format!("{texts} of {all} ordinary texts, at most {}", percent(share));
            say(lint, severity, &message, &hits, rules, corpus);
        } else {
            check_languages(lint, severity, share, &hits, rules, corpus);
        }
        fired.push(Fired { severity, texts, interval: (round6(low), round6(high)), budget: share });
    }
    fired
}

/// Of one language there are few texts: there it is too much when even the lower end of the interval is beyond the budget.
fn check_languages(lint: &mut Lint<'_>, severity: Severity, share: f64, hits: &[&Hit], rules: &Rules, corpus: &Corpus) {
    let language = |text: usize| corpus.texts.get(text).map_or("", |text| text.language.as_str());
    let mut done: Vec<&str> = Vec::new();
    for code in hits.iter().map(|hit| language(hit.text)) {
        if done.contains(&code) {
            continue;
        }
        done.push(code);
        let texts = texts(hits, &|text| language(text) == code);
        let all = corpus.texts.iter().filter(|text| text.language == code).count();
        if clopper_pearson(texts as u64, all as u64, 0.95).0 > share {
            let message = format!("{texts} of {all} ordinary texts in {code:?}, at most {}", percent(share));
            let hits: Vec<&Hit> = hits.iter().filter(|hit| language(hit.text) == code).copied().collect();
            say(lint, severity, &message, &hits, rules, corpus);
        }
    }
}

/// Which running rules fire on which texts of the places they read. A text has no numbers: what a rule asks of them counts
/// as given, or a pack would pass by asking for one that everybody has.
fn hits(rules: &Rules, corpus: &Corpus) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (text, ordinary) in corpus.texts.iter().enumerate() {
        let found = verdict(rules, &ordinary.text, &ordinary.example());
        for (rule, compiled) in rules.all().iter().enumerate() {
            if compiled.runs() && compiled.reads(ordinary.place) && found.get(rule).is_some_and(|found| *found > 0) {
                hits.push(Hit { rule, text });
            }
        }
    }
    hits
}

/// How many texts are hit: a text counts once, however many rules fire on it. Hits come by text.
fn texts(hits: &[&Hit], counts: &dyn Fn(usize) -> bool) -> usize {
    let counted = hits.iter().enumerate().filter(|(at, hit)| {
        let before = at.checked_sub(1).and_then(|at| hits.get(at));
        counts(hit.text) && before.is_none_or(|before| before.text != hit.text)
    });
    counted.count()
}

fn say(lint: &mut Lint<'_>, severity: Severity, what: &str, hits: &[&Hit], rules: &Rules, corpus: &Corpus) {
    let named = hits.iter().take(NAMED).filter_map(|hit| {
        let rule = &rules.all().get(hit.rule)?.rule.id;
        Some(format!("{rule} on {}", corpus.texts.get(hit.text)?.id))
    });
    let named: Vec<String> = named.collect();
    let more = if hits.len() > NAMED { ", .." } else { "" };
    let message = format!("rules of severity {severity:?} fire on {what}: {}{more}", named.join(", "));
    let fix = "narrow these rules, lower their severity, or declare a budget as far as one may be declared";
    lint.say("budget", "pack-over-budget", message, fix);
}

fn percent(share: f64) -> String {
    format!("{} %", round6(share * 100.0))
}
