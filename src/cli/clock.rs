//! The computer's clock, which no other module reads.

use anyhow::anyhow;
use jiff::civil::Date;

use super::args;
use crate::diagnostic::Language;
use crate::msg;

/// The variable that holds the day in place of the clock: for whoever checks the plans as of another day, and for tests.
const VARIABLE: &str = "VP_TODAY";

/// Today: the day in VP_TODAY, else that of the computer, in Greenwich: whoever works around midnight gives the day as an
/// argument.
pub(super) fn today(language: Language) -> anyhow::Result<Date> {
    if let Some(written) = std::env::var(VARIABLE).ok().filter(|written| !written.is_empty()) {
        return args::date::of(&written).ok_or_else(|| {
            let words = args::date::words();
            let (sv, en) = (words.sv, words.en);
            let words = msg!("{VARIABLE}={written} är ingen dag: {sv}", "{VARIABLE}={written} is not a day: {en}");
            anyhow!("{}", words.get(language))
        });
    }
    #[expect(clippy::disallowed_methods, reason = "the command line is where time is read and handed in")]
    let now = std::time::SystemTime::now();
    let now = jiff::Timestamp::try_from(now).unwrap_or_default();
    Ok(now.to_zoned(jiff::tz::TimeZone::UTC).date())
}
