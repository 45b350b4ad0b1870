//! Days as [`When`]. Years from 1990 to 2099 only: what lies outside is a parsing mistake or a placeholder, never the date
//! of a job.

use jiff_core::civil::Date;

use crate::model::When;
use crate::text::iso::date_text;

/// The years a page's dates lie in.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// A date as [`When`], if its year is one that a page's dates lie in.
pub(super) fn day(date: Date) -> Option<When> {
    YEARS.contains(&date.year()).then(|| When::At(date_text(date)))
}

/// The interval of dates from the first to the last.
pub(super) fn days(first: Date, last: Date) -> Option<When> {
    (first <= last && YEARS.contains(&first.year()) && YEARS.contains(&last.year()))
        .then(|| When::Between(date_text(first), date_text(last)))
}
