//! Distributions, intervals and tests. Transcendental functions come from `libm` on every platform.

pub mod beta;
pub mod binomial;
pub mod scan;
pub mod sprt;

/// Rounds to six significant digits: what meets a threshold or an output.
///
/// Platforms differ in the last bits of a logarithm; no reader needs a seventh digit of a p value.
pub fn round6(x: f64) -> f64 {
    if x.is_finite() { format!("{x:.5e}").parse().unwrap_or(x) } else { x }
}

#[cfg(test)]
mod tests {
    use super::round6;

    #[test]
    fn six_significant_digits() {
        for (x, want) in
            [(0.0, 0.0), (1.0 / 3.0, 0.333_333), (123_456_789.0, 123_457_000.0), (-2.0e-17 / 3.0, -6.666_67e-18)]
        {
            assert_eq!(round6(x).to_bits(), f64::to_bits(want), "{x}");
        }
        assert!(round6(f64::NAN).is_nan());
    }
}
