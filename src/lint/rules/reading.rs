//! VP01: what reading a file finds.

pub mod template_error;

use crate::plan_format::fields::rules as fields;
use crate::resolve::rules as resolve;
use crate::syntax::yaml::rules as yaml;

crate::family! {
    "01", "Läsning", "Reading",
    document {}
    report {}
    file { garbled_text }
    workspace {}
    elsewhere {
        yaml::UNREADABLE_FILE,
        yaml::UNREADABLE_YAML,
        fields::UNKNOWN_KEY,
        fields::DUPLICATE_KEY,
        fields::WRONG_KIND,
        fields::MISSING_KEY,
        fields::UNKNOWN_DOCUMENT,
        fields::MISSING_FILE,
        yaml::ANCHOR_OR_ALIAS,
        fields::DECOMPOSED_KEY,
        resolve::CIRCULAR,
        template_error::RULE,
        fields::MISNAMED_FILE,
        resolve::ALREADY_THERE,
        fields::PATH_AS_TEXT,
        fields::RETYPED_TEXT,
    }
}
