//! Headings that skip a level.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::syntax::prose::headings;

/// VP0903.
pub static RULE: Rule = Rule {
    code: "VP0903",
    name: "heading-level-skipped",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed("rubriken hoppar över en nivå", "the heading skips a level"),
    what: Bilingual::fixed(
        "En rubrik i en text ligger mer än en nivå under rubriken före, till exempel #### direkt efter ##. Den första rubriken i en text skrivs med ##.",
        "A heading of a text is more than one level below the heading before it, for instance #### right after ##. The first heading of a text is written with ##.",
    ),
    why: Bilingual::fixed(
        "I dokumentet flyttas rubriken upp så att ingen nivå saknas, men den som läser filen ser en annan ordning än den som trycks. Oftast är det fel antal tecken, eller en rubrik som har fallit bort.",
        "In the document the heading is moved up so that no level is missing, but whoever reads the file sees a different order from the one printed. Usually it is the wrong number of # characters, or a heading that was lost.",
    ),
    fixes: Fixes::NONE,
};

/// Reports headings that are more than one level below the heading before.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        if memchr::memmem::find(text.parsed.text.as_bytes(), b"###").is_none() {
            continue;
        }
        let mut before = 1;
        let mut above = None;
        for heading in headings(&text.parsed) {
            let range = heading.range.clone();
            if heading.skips {
                let characters = "#".repeat(before + 1);
                let words = &heading.text;
                let line = text.parsed.text[range.clone()].trim_end().len();
                let mut finding = Diagnostic::new(
                    &RULE,
                    text.text.span(range.start..range.start + line),
                    msg!("rubriken ”{words}” hoppar över en nivå", "the heading \"{words}\" skips a level",),
                );
                if let Some(above) = above {
                    finding = finding.other(above, msg!("rubriken före", "the heading before"));
                }
                sink.push(finding.help(msg!("skriv {characters} {words}", "write {characters} {words}")));
            }
            // `#` and `##` are the same level.
            before = usize::from(heading.written.max(2));
            above = Some(text.text.span(range.start..range.start + text.parsed.text[range.clone()].trim_end().len()));
        }
    }
}
