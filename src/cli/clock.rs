//! The computer's clock, which no other module reads.

use jiff::civil::Date;

/// Today, in Greenwich: whoever works around midnight gives the day as an argument.
pub(super) fn today() -> Date {
    #[expect(clippy::disallowed_methods, reason = "the command line is where time is read and handed in")]
    let now = std::time::SystemTime::now();
    let now = jiff::Timestamp::try_from(now).unwrap_or_default();
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}
