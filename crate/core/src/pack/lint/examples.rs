//! The examples of rules: what must fire fires, what must stay silent stays silent.

use super::{Lint, MOST};
use crate::pack::judge::Verdict;
use crate::pack::rule::Examples;
use crate::pack::rules::Rules;

/// Runs the examples of the rules from `first` on.
pub(super) fn prove(lint: &mut Lint<'_>, rules: &Rules, first: usize) {
    for (number, compiled) in rules.all().iter().enumerate().skip(first) {
        let Examples { fire, silent } = &compiled.rule.examples;
        for (field, list, wanted) in [("fire", fire, true), ("silent", silent, false)] {
            for (at, example) in list.iter().enumerate().take(MOST) {
                let job = example.job().map(|job| rules.see_job(job)).unwrap_or_default();
                let seen = rules.see(example.text(), None);
                let fires = rules.judge(number, Some(&seen), &job, &compiled.known_of(example));
                if matches!(fires, Verdict::Fires(_)) != wanted {
                    let place = format!("rules/{}: examples.{field}[{at}]", compiled.rule.id);
                    let does = if wanted { "stays silent" } else { "fires" };
                    let message = format!("{:?} {does}", example.text());
                    lint.say(&place, "rule-example-fails", message, "change the phrases, or the example");
                }
            }
        }
    }
}
