//! Exact intervals and tails for counts.

use super::beta;

/// The Clopper-Pearson interval for `hits` of `n`, two-sided, each tail `(1 - level) / 2`.
///
/// It covers the true rate at least as often as `level` says, whatever the rate is (Clopper and Pearson 1934); an
/// interval under a prior does not. `hits` above `n` counts as `n`.
pub fn clopper_pearson(hits: u64, n: u64, level: f64) -> (f64, f64) {
    let hits = hits.min(n);
    let (k, m) = (hits as f64, n as f64);
    let tail = (1.0 - level) / 2.0;
    let low = if hits == 0 { 0.0 } else { beta::quantile(tail, k, m - k + 1.0) };
    let high = if hits == n { 1.0 } else { beta::quantile(1.0 - tail, k + 1.0, m - k) };
    (low, high)
}

/// P(K >= k) for a negative binomial count with mean `mean` and shape `shape`: a Poisson count whose rate itself varies
/// like a gamma variable. The smaller the shape, the heavier the tail.
pub fn heavy_tail(k: u64, mean: f64, shape: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    beta::cdf(mean / (mean + shape), k as f64, shape)
}

/// P(K >= `least`) of `of` where the share itself varies like Beta(`a`, 3): mean `a / (a + 3)`, with a heavy tail.
pub fn varying_share_tail(least: u64, of: u64, a: f64) -> f64 {
    if least == 0 {
        return 1.0;
    }
    // From P(K = of) downwards; the quotient of neighbours needs no gamma function.
    let all = of as f64;
    let top = all + a;
    let mut term = a * (a + 1.0) * (a + 2.0) / (top * (top + 1.0) * (top + 2.0));
    let mut sum = 0.0;
    for count in (least..=of).rev() {
        sum += term;
        let count = count as f64;
        term *= count / (all - count + 1.0) * (all - count + 3.0) / (count - 1.0 + a);
    }
    sum.min(1.0)
}

/// The probability that two independent p values have a product as small (Fisher 1932, for two).
pub fn both(p: f64, q: f64) -> f64 {
    let product = (p * q).clamp(f64::MIN_POSITIVE, 1.0);
    (product * (1.0 - libm::log(product))).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_values() {
        // Rule of three's exact form: 0 of n gives 1 - (tail)^(1/n); tables of Clopper and Pearson for the rest.
        let near = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 5e-5 && (b - d).abs() < 5e-5;
        assert!(near(clopper_pearson(0, 10, 0.95), (0.0, 0.3085)));
        assert!(near(clopper_pearson(4, 10, 0.95), (0.1216, 0.7376)));
        assert!(near(clopper_pearson(5, 10, 0.95), (0.1871, 0.8129)));
        assert!(near(clopper_pearson(10, 10, 0.95), (0.6915, 1.0)));
        assert!(near(clopper_pearson(1, 100, 0.95), (0.0003, 0.0545)));
    }

    #[test]
    fn heavy_tail_of_shape_one_is_geometric() {
        for k in 1..12_u64 {
            let want = (3.0_f64 / 4.0).powi(i32::try_from(k).unwrap());
            assert!((heavy_tail(k, 3.0, 1.0) - want).abs() < 1e-12);
        }
    }

    #[test]
    fn a_varying_share_adds_up() {
        assert!((varying_share_tail(0, 9, 1.0) - 1.0).abs() < 1e-12);
        assert!((varying_share_tail(1, 1, 1.0) - 0.25).abs() < 1e-12);
        // Of one, the mean of the share; of many, the tail of the share itself: (1 - x)^3 for Beta(1, 3).
        assert!((varying_share_tail(1, 1, 2.0) - 0.4).abs() < 1e-12);
        assert!((varying_share_tail(5_000, 10_000, 1.0) - 0.125).abs() < 1e-3);
        let all: f64 = (1..=9).map(|k| varying_share_tail(k, 9, 2.0) - varying_share_tail(k + 1, 9, 2.0)).sum();
        assert!(all < 1.0 && all > 0.5, "{all}");
    }

    #[test]
    fn two_p_values_together() {
        assert!((both(1.0, 1.0) - 1.0).abs() < 1e-12);
        assert!((both(0.1, 0.1) - 0.056_052).abs() < 1e-6);
        assert!(both(0.0, 0.5) < 1e-300);
    }

    proptest! {
        #[test]
        fn holds_the_estimate_and_moves_with_it(n in 1u64..400, a in 0u64..400, b in 0u64..400) {
            let (a, b) = (a.min(n).min(b), b.min(n).max(a.min(n)));
            let (first, second) = (clopper_pearson(a, n, 0.95), clopper_pearson(b, n, 0.95));
            let share = a as f64 / n as f64;
            prop_assert!(first.0 <= share + 1e-12 && share <= first.1 + 1e-12);
            prop_assert!(first.0 <= second.0 + 1e-12 && first.1 <= second.1 + 1e-12);
            let wider = clopper_pearson(a, n, 0.99);
            prop_assert!(wider.0 <= first.0 + 1e-12 && first.1 <= wider.1 + 1e-12);
        }

        #[test]
        fn the_heavy_tail_falls_with_k_and_rises_with_the_mean(k in 1u64..40, mean in 0.01f64..20.0, shape in 0.3f64..20.0) {
            prop_assert!(heavy_tail(k + 1, mean, shape) <= heavy_tail(k, mean, shape) + 1e-12);
            prop_assert!(heavy_tail(k, mean, shape) <= heavy_tail(k, mean * 1.5, shape) + 1e-12);
        }
    }
}
