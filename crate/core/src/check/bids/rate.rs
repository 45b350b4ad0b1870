//! What bids sent and won say: the mean under a prior, an interval, and where the sequential test stands.

use crate::pack::prior::Prior;
use crate::report::{self, Rate};
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;
use crate::stats::sprt::{Sprt, Verdict};

/// Counts beyond this are a misreading.
pub const MOST: u64 = 10_000_000;
/// The ordinary mean by which the test is made at most.
const ORDINARY_MEAN: f64 = 0.06;

/// A record of bids, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What is drawn: counts, mean under the prior, Clopper-Pearson interval, the prior.
    pub rate: Rate,
    /// Where the sequential test stands.
    pub verdict: Verdict,
}

impl Judgement {
    /// Losses in a row, from here on, that would make the record "low"; none when the test has decided.
    pub fn needed(&self) -> Option<u64> {
        match self.verdict {
            Verdict::Open { needed } => Some(needed),
            Verdict::Low | Verdict::Ordinary => None,
        }
    }
}

/// The sequential test under a prior: half its mean against a twelfth of it, so 3 % against 0.5 % by the default prior. A
/// prior of a higher mean does not make it stricter.
fn test(prior: &Prior) -> Sprt {
    let mean = prior.mean().min(ORDINARY_MEAN);
    Sprt { ordinary: mean / 2.0, low: mean / 12.0, alpha: 0.0015, beta: 0.05 }
}

/// Judges `won` of `sent`; `won` is at most `sent`, and both are at most [`MOST`].
pub fn judge(sent: u64, won: u64, prior: &Prior) -> Judgement {
    let (low, high) = clopper_pearson(won, sent, 0.95);
    let rate = Rate {
        n: sent,
        k: won,
        estimate: round6((prior.alpha + won as f64) / (prior.alpha + prior.beta + sent as f64)),
        interval: (round6(low), round6(high)),
        prior: report::Prior { alpha: prior.alpha, beta: prior.beta, source: prior.source.clone() },
    };
    Judgement { rate, verdict: test(prior).judge(won, sent) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prior() -> Prior {
        toml::from_str(include_str!("../../../../../packs/bids/priors/default.toml")).unwrap()
    }

    /// Without the interval, which takes longer than the rest.
    fn is_low(sent: u64, won: u64) -> bool {
        let default = Prior { id: String::new(), words: Vec::new(), alpha: 1.5, beta: 23.5, source: String::new() };
        test(&default).judge(won, sent) == Verdict::Low
    }

    /// The probability that somebody of this true rate is called low at any of these looks, exactly: the distribution of
    /// wins is carried on bid by bid, and what is called low leaves it.
    fn ever_low(true_rate: f64, upto: u64, is_look: impl Fn(u64) -> bool) -> f64 {
        let (mut wins, mut called) = (vec![1.0], 0.0);
        for sent in 1..=upto {
            let mut next = vec![0.0; wins.len() + 1];
            for (won, chance) in wins.iter().enumerate() {
                next[won] += chance * (1.0 - true_rate);
                next[won + 1] += chance * true_rate;
            }
            // Beyond forty wins nothing is called low in so few bids.
            next.truncate(40);
            for (won, chance) in next.iter_mut().enumerate().filter(|_| is_look(sent)) {
                if is_low(sent, won as u64) {
                    called += *chance;
                    *chance = 0.0;
                }
            }
            wins = next;
        }
        called
    }

    #[test]
    fn how_often_it_errs_and_finds_is_computed_exactly() {
        let tenth = |sent: u64| sent.is_multiple_of(10);
        let (peeked, every) = (ever_low(0.03, 300, tenth), ever_low(0.03, 2_000, |_| true));
        assert!(peeked < 0.000_4, "a 3 % bidder, every tenth of 300 bids: {peeked}");
        assert!(every < 0.001_6, "a 3 % bidder, every one of 2,000 bids: {every}");
        let ordinary = ever_low(0.06, 2_000, |_| true);
        assert!(ordinary < 1e-6, "a 6 % bidder: {ordinary}");
        let found = ever_low(0.002, 400, |sent| sent == 400);
        assert!(found > 0.95, "a 0.2 % bidder at 400 bids: {found}");
    }

    #[test]
    fn the_earliest_calls_and_nothing_before_them() {
        for (won, sent) in [(0, 254), (1, 325), (2, 397), (3, 468)] {
            assert!(is_low(sent, won) && !is_low(sent - 1, won), "{won} of {sent}");
            let (judged, before) = (judge(sent, won, &prior()), judge(sent - 1, won, &prior()));
            assert_eq!((judged.verdict, before.needed()), (Verdict::Low, Some(1)));
        }
        assert_eq!(judge(0, 0, &prior()).needed(), Some(254));
    }

    #[test]
    fn what_is_called_low_is_surely_below_two_percent() {
        for won in 0..60_u64 {
            let sent = (won..100_000).find(|sent| is_low(*sent, won)).unwrap();
            assert!(judge(sent, won, &prior()).rate.interval.1 < 0.02, "{won} of {sent}");
        }
    }

    #[test]
    fn the_interval_covers_whatever_the_rate() {
        for rate in [0.001, 0.01, 0.02, 0.06, 0.1, 0.15, 0.4] {
            for sent in [1_u64, 7, 40, 150, 400] {
                let mut chance = libm::pow(1.0 - rate, sent as f64);
                let mut covered = 0.0;
                for won in 0..=sent {
                    let (low, high) = judge(sent, won, &prior()).rate.interval;
                    covered += if low <= rate && rate <= high { chance } else { 0.0 };
                    chance *= (sent - won) as f64 / (won + 1) as f64 * rate / (1.0 - rate);
                }
                assert!(covered >= 0.95 - 1e-9, "{rate} {sent}: {covered}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_prior_makes_the_test_stricter(
            (sent, won) in (0_u64..3_000).prop_flat_map(|sent| (Just(sent), 0..=sent.min(40))),
            alpha in 0.01f64..50.0, more in 0.01f64..500.0,
        ) {
            let other = Prior { alpha, beta: alpha + more, ..prior() };
            let judged = judge(sent, won, &other);
            prop_assert!(judged.verdict != Verdict::Low || is_low(sent, won));
            prop_assert!((0.0..=1.0).contains(&judged.rate.estimate));
            prop_assert!(sent > 150 || judged.verdict != Verdict::Low);
        }
    }
}
