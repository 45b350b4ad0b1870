//! Priors: how often bids are won among ordinary people of one kind of work, as a Beta distribution.
//!
//! A prior is what a person's own record is drawn over; the interval does not depend on it. The sequential test takes the
//! prior's mean only to become milder, see [`crate::check::bids::rate`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::lint::{Lint, is_kebab};
use crate::text::normal::plain_words;

/// A prior: `priors/<id>.toml` of a pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prior {
    /// What names it: kebab-case, as the file is called.
    pub id: String,
    /// The kind of work: skills and words of a job or a profession, any of which chooses this prior. None of them: for
    /// every kind of work that no other prior knows.
    #[serde(default)]
    pub words: Vec<String>,
    /// First shape of the Beta distribution, above 0.
    pub alpha: f64,
    /// Second shape, above `alpha`: a mean of one half and more is no rate of bids.
    pub beta: f64,
    /// Where it is from, in one line: what was counted, or that it is an assumption, and why.
    pub source: String,
}

impl Prior {
    /// The mean of the distribution.
    pub fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }
}

/// The prior for a kind of work, given by words of a job or a profession: the one with the most words in it, else one
/// without words. Of several, the last, so that a team's pack goes before the built-in one.
pub fn choose<'a>(priors: &'a [Prior], work: &str) -> Option<&'a Prior> {
    let work = format!(" {} ", plain_words(work));
    let hits =
        |prior: &Prior| prior.words.iter().filter(|word| work.contains(&format!(" {} ", plain_words(word)))).count();
    priors.iter().filter(|prior| prior.words.is_empty() || hits(prior) > 0).max_by_key(|prior| hits(prior))
}

/// Longest source and longest word, in bytes.
const SOURCE_BYTES: usize = 600;
const WORD_BYTES: usize = 80;
/// Most priors of a pack, most words of a prior.
const MOST: usize = 200;
/// A prior that weighs more bids than this would drown every record.
const MOST_WEIGHT: f64 = 10_000.0;

pub(super) fn check(lint: &mut Lint<'_>, priors: &[Prior]) {
    if priors.len() > MOST {
        let message = format!("{} priors, at most {MOST}", priors.len());
        lint.say("priors", "prior-too-many", message, "make two packs");
    }
    let (mut ids, mut others) = (BTreeSet::new(), Vec::new());
    for prior in priors.iter().take(MOST) {
        let place = format!("priors/{}", prior.id);
        if !is_kebab(&prior.id) || !ids.insert(&prior.id) {
            lint.say(&place, "prior-bad-id", format!("{:?}", prior.id), "kebab-case, and each id once");
        }
        let (alpha, beta) = (prior.alpha, prior.beta);
        if !(alpha > 0.0 && beta > alpha && alpha + beta <= MOST_WEIGHT) {
            let message = format!("Beta({alpha}, {beta})");
            let fix = "alpha above 0, beta above alpha (a mean below one half), both together at most 10000";
            lint.say(&place, "prior-bad-shape", message, fix);
        }
        let source = prior.source.trim();
        if source.is_empty() || source.len() > SOURCE_BYTES || source.contains('\n') {
            let message = format!("{} bytes", source.len());
            let fix = "say in one line, of at most 600 bytes, what was counted, or that it is an assumption";
            lint.say(&format!("{place}: source"), "prior-bad-source", message, fix);
        }
        if prior.words.is_empty() {
            others.push(&prior.id);
        }
        let bad = prior.words.iter().find(|word| word.len() > WORD_BYTES || plain_words(word).is_empty());
        if prior.words.len() > MOST || bad.is_some() {
            let message = format!("{} words, of which {bad:?}", prior.words.len());
            lint.say(
                &format!("{place}: words"),
                "prior-bad-words",
                message,
                "at most 200, none empty, at most 80 bytes",
            );
        }
    }
    if others.len() > 1 {
        let message = format!("{others:?} name no words");
        lint.say("priors", "prior-two-for-the-rest", message, "one prior at most is for every other kind of work");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;
    use crate::pack::lint::compile;
    use crate::report::PackInfo;

    fn prior(id: &str, words: &[&str], alpha: f64, beta: f64) -> Prior {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Prior { id: id.to_owned(), words, alpha, beta, source: "a count of ours".to_owned() }
    }

    fn codes(priors: Vec<Prior>) -> Vec<String> {
        let json = r#"{"id":"a/b","version":"1.0.0","description":"d","licence":"MIT","languages":["en"]}"#;
        let pack = Pack { priors, ..serde_json::from_str(json).unwrap() };
        let info = PackInfo {
            id: "a/b".to_owned(),
            version: "1.0.0".to_owned(),
            sha256: String::new(),
            signed: false,
            built_in: true,
        };
        compile(&[(pack, info)], &BTreeSet::new()).1.into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn the_kind_of_work_chooses() {
        let priors = [
            prior("default", &[], 1.5, 23.5),
            prior("writing", &["copywriting", "Blog Posts", "editor"], 1.0, 30.0),
            prior("design", &["logo", "editor", "figma"], 1.0, 40.0),
        ];
        let chosen = |work: &str| choose(&priors, work).map(|prior| prior.id.as_str());
        assert_eq!(chosen("Rust developer"), Some("default"));
        assert_eq!(chosen(""), Some("default"));
        assert_eq!(chosen("COPYWRITING, and blog  posts"), Some("writing"));
        assert_eq!(chosen("logos"), Some("default"), "a word is a whole word");
        assert_eq!(chosen("editor"), Some("design"), "of two the last");
        assert_eq!(chosen("editor of blog posts"), Some("writing"));
        assert_eq!(choose(&priors[1..], "Rust"), None);
        assert_eq!(
            choose(&[priors[0].clone(), prior("ours", &[], 2.0, 20.0)], "x").map(|p| p.id.as_str()),
            Some("ours")
        );
    }

    #[test]
    fn lints_say_what_is_wrong() {
        let good = prior("default", &[], 1.5, 23.5);
        assert_eq!(codes(vec![good.clone()]), Vec::<String>::new());
        for (alpha, beta) in [(0.0, 1.0), (-1.0, 3.0), (3.0, 3.0), (f64::NAN, 2.0), (1.0, f64::INFINITY), (1.0, 1e9)] {
            assert_eq!(codes(vec![prior("default", &[], alpha, beta)]), ["prior-bad-shape"], "{alpha} {beta}");
        }
        assert_eq!(codes(vec![Prior { source: " \n".to_owned(), ..good.clone() }]), ["prior-bad-source"]);
        assert_eq!(codes(vec![prior("Default", &[], 1.5, 23.5)]), ["prior-bad-id"]);
        assert_eq!(codes(vec![prior("a", &["x"], 1.5, 23.5), prior("a", &["y"], 1.5, 23.5)]), ["prior-bad-id"]);
        assert_eq!(codes(vec![prior("a", &["..."], 1.5, 23.5)]), ["prior-bad-words"]);
        assert_eq!(codes(vec![good, prior("b", &[], 1.5, 23.5)]), ["prior-two-for-the-rest"]);
        assert_eq!(codes((0..201).map(|at| prior(&format!("p{at}"), &["x"], 1.0, 9.0)).collect()), ["prior-too-many"]);
    }
}
