//! Numbers of the commands on letters, in words.

use secondlook_core::engine::Words;
use secondlook_core::report::Message;
use secondlook_core::words::say;

/// As probable as this and more is ordinary.
const ORDINARY: f64 = 0.1;
/// Less probable than this is no number that anyone can picture.
const TINY: f64 = 1e-6;

/// Two digits behind the point.
pub fn two_digits(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A share as a whole number of percent.
pub fn percent(share: f64) -> f64 {
    (share * 100.0).round()
}

/// How probable it is that two letters written apart share as much.
pub fn chance(words: &Words, chance: f64) -> String {
    if chance >= ORDINARY {
        say(words, &Message::key("compare.chance.ordinary"))
    } else if chance < TINY {
        say(words, &Message::key("compare.chance.tiny"))
    } else {
        // Two digits are more than the estimate holds.
        let one_in = 1.0 / chance;
        let step = 10_f64.powf(one_in.log10().floor() - 1.0).max(1.0);
        say(words, &Message::key("compare.chance").with("n", (one_in / step).round() * step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_said_as_one_in_so_many() {
        let words = crate::builtin::words().unwrap();
        let said = |p: f64| chance(&words, p);
        assert!(said(1.0).contains("ordinary") && said(0.1).contains("ordinary"));
        assert!(said(0.000_812).contains("1 in 1,200 "), "{}", said(0.000_812));
        assert!(said(0.05).contains("1 in 20 "), "{}", said(0.05));
        assert!(said(0.0).contains("million") && said(1e-12).contains("million"));
    }
}
