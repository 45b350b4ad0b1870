//! Distributions, intervals and tests. Transcendental functions come from `libm` on every platform.
