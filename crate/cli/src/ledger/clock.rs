//! How far a ledger believes the machine's clock, so that a wrong one does not wipe what is remembered.
//!
//! A clock that went on by no more than the days that are kept since the ledger was last used, or back by one day at most, is
//! believed. Any other jump is believed when the clock still says so on another day: a dead battery or a mistyped year is
//! mended by then, a computer that was away for half a year is not. Until then nothing is forgotten by age, and the caller
//! says so.

/// What the ledger holds of the clock, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The day it was last used on, by a clock that it believed.
    pub last: i64,
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
    let again = seen.doubted.is_some_and(|doubted| doubted != today && (today - doubted).abs() <= days);
    if (-1..=days).contains(&moved) || again {
        return believe(if moved == -1 { seen.last } else { today }, days);
    }
    Clock {
        now: today.max(seen.last),
        from: today.min(seen.last).saturating_sub(days),
        believed: false,
        seen: Seen { doubted: Some(today), ..seen },
    }
}

/// The clock of one who was told that it is right.
pub fn believe(now: i64, days: i64) -> Clock {
    Clock { now, from: now.saturating_sub(days), believed: true, seen: Seen { last: now, doubted: None } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: i64 = 30;

    fn seen(last: i64, doubted: Option<i64>) -> Seen {
        Seen { last, doubted }
    }

    #[test]
    fn an_ordinary_clock_is_believed() {
        for today in [999, 1_000, 1_001, 1_030] {
            let clock = judge(today, seen(1_000, None), DAYS);
            assert!(clock.believed);
            assert_eq!(clock.now, today.max(1_000));
            assert_eq!(clock.from, clock.now - DAYS);
        }
    }

    #[test]
    fn a_jump_is_believed_on_another_day_only() {
        for jump in [900, 990, 1_031, 50_000, 0] {
            let first = judge(jump, seen(1_000, None), DAYS);
            assert!(!first.believed && first.now == jump.max(1_000) && first.from == jump.min(1_000) - DAYS);
            // The same day again says nothing new, and neither does another jump.
            assert!(!judge(jump, first.seen, DAYS).believed);
            assert!(!judge(jump + 200, first.seen, DAYS).believed);
            let next = judge(jump + 1, first.seen, DAYS);
            assert_eq!(next, believe(jump + 1, DAYS));
        }
    }

    #[test]
    fn a_clock_that_is_mended_is_believed_at_once() {
        let wrong = judge(50_000, seen(1_000, None), DAYS);
        assert_eq!(judge(1_001, wrong.seen, DAYS), believe(1_001, DAYS));
    }
}
