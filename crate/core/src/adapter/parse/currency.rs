//! currency.
