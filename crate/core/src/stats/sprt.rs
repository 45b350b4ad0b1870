//! Wald's sequential probability ratio test for a rate: it may be looked at after every bid and still keeps its error.

use libm::{log, log1p};

/// The two rates between which the test decides, and how often it may be wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sprt {
    /// The rate of an ordinary record.
    pub ordinary: f64,
    /// The rate that would be called low; below `ordinary`.
    pub low: f64,
    /// How often an ordinary record may be called low.
    pub alpha: f64,
    /// How often a low record may be called ordinary.
    pub beta: f64,
}

/// Where the test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The record is told from an ordinary one.
    Low,
    /// The record is told from a low one.
    Ordinary,
    /// Too little to decide; this many more losses in a row would.
    Open {
        /// Losses in a row that would decide "low".
        needed: u64,
    },
}

impl Sprt {
    /// Judges `won` of `sent`. The order does not matter to where the test stands now.
    pub fn judge(&self, won: u64, sent: u64) -> Verdict {
        let lost = sent.saturating_sub(won) as f64;
        let per_win = log(self.low / self.ordinary);
        let per_loss = log1p(-self.low) - log1p(-self.ordinary);
        let ratio = super::round6(won as f64 * per_win + lost * per_loss);
        let low_at = super::round6(log((1.0 - self.beta) / self.alpha));
        let ordinary_at = super::round6(log(self.beta / (1.0 - self.alpha)));
        if ratio >= low_at {
            Verdict::Low
        } else if ratio <= ordinary_at {
            Verdict::Ordinary
        } else {
            #[expect(clippy::cast_sign_loss, reason = "the ratio lies below the boundary here")]
            let needed = libm::ceil((low_at - ratio) / per_loss) as u64;
            Verdict::Open { needed }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: Sprt = Sprt { ordinary: 0.06, low: 0.01, alpha: 0.01, beta: 0.05 };

    #[test]
    fn known_boundaries() {
        // ln(0.95 / 0.01) / ln(0.99 / 0.94) = 4.55388 / 0.0518265 = 87.87: the 88th loss in a row decides.
        assert_eq!(TEST.judge(0, 87), Verdict::Open { needed: 1 });
        assert_eq!(TEST.judge(0, 88), Verdict::Low);
        assert_eq!(TEST.judge(0, 0), Verdict::Open { needed: 88 });
        assert_eq!(TEST.judge(2, 4), Verdict::Ordinary);
    }

    #[test]
    fn the_next_losses_are_counted_right() {
        for won in 0..6_u64 {
            for sent in won..400 {
                if let Verdict::Open { needed } = TEST.judge(won, sent) {
                    assert_eq!(TEST.judge(won, sent + needed), Verdict::Low, "{won} of {sent}");
                    assert_ne!(TEST.judge(won, sent + needed - 1), Verdict::Low, "{won} of {sent}");
                }
            }
        }
    }
}
