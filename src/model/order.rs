//! The order of names.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Swedish order: å ä ö after z.
pub fn swedish() -> CollatorBorrowed<'static> {
    Collator::try_new(locale!("sv").into(), CollatorOptions::default()).expect("the Swedish order is compiled in")
}
