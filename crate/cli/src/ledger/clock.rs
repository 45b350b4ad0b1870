//! How far a ledger believes the machine's clock, so that a wrong one does not wipe what is remembered.
//!
//! A clock that went on by no more than the days that are kept since the ledger was last used, or back by one day at most, is
//! believed. Any other jump is believed when the clock goes on from it to another day: a dead battery or a mistyped year is
//! mended by then, a computer that was away for half a year is not. Until then nothing is forgotten by age, and the caller
//! says so.
//!
//! Nor does a day that is believed decide at once: age is counted up to the day of use before it, so that no single wrong day
//! takes anything that honest days would not have taken.

/// A day that was not believed is believed when the clock goes on from it, within this many days.
const GONE_ON: i64 = 400;

/// What the ledger holds of the clock, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The day it was last used on, by a clock that it believed.
    pub last: i64,
    /// The day of use before that one.
    pub before: Option<i64>,
    /// The day that the clock said when it was not believed.
    pub doubted: Option<i64>,
}

/// What counts as today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// No entry is of a later day.
    pub now: i64,
    /// Entries of an earlier day are not kept.
    pub from: i64,
    /// Whether days are taken as they are: what is too old may go, what is too new becomes today.
    pub believed: bool,
    /// What is to be held.
    pub seen: Seen,
}

/// Judges a clock that says `today`, for a ledger that keeps so many `days`.
pub fn judge(today: i64, seen: Seen, days: i64) -> Clock {
    let moved = today.saturating_sub(seen.last);
    if matches!(moved, -1 | 0) {
        return going(seen.last, seen.before, days);
    }
    if (1..=days).contains(&moved) {
        return going(today, Some(seen.last), days);
    }
    if let Some(doubted) = seen.doubted.filter(|doubted| (1..=GONE_ON).contains(&today.saturating_sub(*doubted))) {
        return going(today, Some(doubted), days);
    }
    Clock {
        now: today.max(seen.last),
        from: today.min(seen.last).saturating_sub(days),
        believed: false,
        seen: Seen { doubted: Some(today), ..seen },
    }
}

/// A clock that is believed, and was looked at `before`.
fn going(now: i64, before: Option<i64>, days: i64) -> Clock {
    let from = before.map_or(now, |before| before.min(now)).saturating_sub(days);
    Clock { now, from, believed: true, seen: Seen { last: now, before, doubted: None } }
}

/// The clock of one who was told that it is right.
pub fn believe(now: i64, days: i64) -> Clock {
    going(now, None, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: i64 = 30;

    fn seen(last: i64, doubted: Option<i64>) -> Seen {
        Seen { last, before: None, doubted }
    }

    #[test]
    fn an_ordinary_clock_is_believed_and_counts_to_the_day_of_use_before() {
        for today in [999, 1_000, 1_001, 1_030] {
            let clock = judge(today, seen(1_000, None), DAYS);
            assert!(clock.believed);
            assert_eq!(clock.now, today.max(1_000));
            assert_eq!(clock.from, 1_000 - DAYS);
            // However often it is used on that day.
            assert_eq!(judge(today, clock.seen, DAYS), clock);
        }
        let next = judge(1_001, judge(1_000, seen(990, None), DAYS).seen, DAYS);
        assert_eq!(next.from, 1_000 - DAYS);
    }

    #[test]
    fn a_jump_is_believed_on_a_later_day_only() {
        for jump in [900, 990, 1_031, 50_000, 0] {
            let first = judge(jump, seen(1_000, None), DAYS);
            assert!(!first.believed && first.now == jump.max(1_000) && first.from == jump.min(1_000) - DAYS);
            // The same day again says nothing new, and neither does another jump.
            assert!(!judge(jump, first.seen, DAYS).believed);
            assert!(!judge(jump + 500, first.seen, DAYS).believed);
            for later in [jump + 1, jump + 200] {
                assert_eq!(judge(later, first.seen, DAYS), going(later, Some(jump), DAYS));
            }
        }
    }

    /// Forwards by so many days, for a whole day, and back: nothing is too old that would not have been without it.
    #[test]
    fn no_single_wrong_day_takes_anything() {
        for jump in [1, 2, 29, 30, 31, 365, 50_000, -1, -2, -365] {
            let mut seen = judge(1_000, seen(999, None), DAYS).seen;
            for (today, honest) in
                [(1_000 + jump, 1_000), (1_000 + jump, 1_000), (1_001, 1_001), (1_002, 1_002), (1_003, 1_003)]
            {
                let clock = judge(today, seen, DAYS);
                assert!(!clock.believed || clock.from <= honest - DAYS, "{jump}: on {today} from {}", clock.from);
                seen = clock.seen;
            }
            // And what is over goes again.
            assert!(judge(1_004, seen, DAYS).believed && judge(1_004, seen, DAYS).from == 1_003 - DAYS, "{jump}");
        }
    }

    #[test]
    fn a_clock_that_is_mended_is_believed_at_once() {
        let wrong = judge(50_000, seen(1_000, None), DAYS);
        assert_eq!(judge(1_001, wrong.seen, DAYS), going(1_001, Some(1_000), DAYS));
    }
}
