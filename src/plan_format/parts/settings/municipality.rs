//! `kommunkod` of vp.yaml: which municipality or region it is, as other systems name it.

use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::model::is_municipality_code;
use crate::msg;
use crate::plan_format::fields::{Fields, Reader, rules};

/// Reads `kommunkod`.
pub(super) fn read_code(reader: &mut Reader, fields: &Fields) -> Option<String> {
    let written = reader.text(fields, "kommunkod").read().filter(|written| !written.value.is_empty())?;
    let shown = written.as_str();
    if is_municipality_code(shown) {
        return Some(written.value);
    }
    reader.sink.push(
        Diagnostic::new(
            &rules::WRONG_KIND,
            written.span,
            msg!("{shown} är ingen kommunkod", "{shown} is not the code of a municipality"),
        )
        .lower(Severity::Warning)
        .help(Bilingual::fixed("skriv fyra siffror: 0180", "write four digits: 0180")),
    );
    None
}
