//! `regler` of vp.yaml: the level of single rules.

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Settings;
use crate::msg;
use crate::plan_format::fields::{Fields, Reader, rules};

/// Reads `regler`.
pub(super) fn read(reader: &mut Reader, fields: &Fields, settings: &mut Settings) {
    for entry in reader.entries(fields, "regler") {
        let code = entry.key_text().to_owned();
        let Some(word) = reader.scalar(&entry.value, &code).read() else { continue };
        let span = reader.span(&entry.key);
        match Severity::from_word(word.value.trim()) {
            Some(level) => {
                settings.levels.insert(code, (level, span));
            }
            None => {
                let written = word.value;
                reader.sink.push(
                    Diagnostic::new(
                        &rules::WRONG_KIND,
                        word.span,
                        msg!("{written} är ingen nivå", "{written} is not a level"),
                    )
                    .help(msg!(
                        "skriv fel, varning, upplysning eller av",
                        "write fel (error), varning (warning), upplysning (info) or av (off)",
                    )),
                );
            }
        }
    }
}
