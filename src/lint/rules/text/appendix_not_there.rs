//! References to appendices that the document does not have.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::sentences::{Figure, is_one_of, words};
use crate::model::number::print_decimal;
use crate::msg;

/// VP0913.
pub static RULE: Rule = Rule {
    code: "VP0913",
    name: "appendix-not-there",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "texten hänvisar till en bilaga som inte finns",
        "the text refers to an appendix that is not there",
    ),
    what: Bilingual::fixed(
        "En text säger ”bilaga 3”, men dokumentet har färre bilagor än så under `bilagor`. Bilagor till något annat (”bilaga 1 till budgeten”) räknas inte.",
        "A text says \"bilaga 3\", but the document has fewer appendices than that below `bilagor`. Appendices of something else (\"bilaga 1 till budgeten\") do not count.",
    ),
    why: Bilingual::fixed(
        "Läsaren letar efter något som inte finns, och den som diarieför vet inte om handlingen är komplett.",
        "Readers look for something that is not there, and whoever registers the document cannot tell whether it is complete.",
    ),
    fixes: Fixes::NONE,
};

/// Reports numbers of appendices above how many there are.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let there = subject.document.appendices.len();
    for (text, figures) in subject.figures() {
        for figure in figures.iter().filter(|figure| is_of_an_appendix(figure)) {
            let Ok(number) = usize::try_from(figure.value) else { continue };
            if number <= there || figure.value.scale() > 0 {
                continue;
            }
            let (number, count) = (print_decimal(figure.value), there);
            let message = match there {
                0 => msg!(
                    "texten hänvisar till bilaga {number}, men inga bilagor är skrivna",
                    "the text refers to appendix {number}, but no appendices are written",
                ),
                1 => msg!(
                    "texten hänvisar till bilaga {number}, men det finns bara en bilaga",
                    "the text refers to appendix {number}, but there is only one",
                ),
                _ => msg!(
                    "texten hänvisar till bilaga {number}, men det finns bara {count} bilagor",
                    "the text refers to appendix {number}, but there are only {count}",
                ),
            };
            sink.push(Diagnostic::new(&RULE, text.text.span(figure.range.clone()), message).help(msg!(
                "skriv bilagan under bilagor: med sin titel, eller rätta numret; hör den till något annat, skriv bilaga {number} till …",
                "write the appendix below bilagor: with its title, or fix the number; if it belongs to something else, write bilaga {number} till …",
            )));
        }
    }
}

/// "se bilaga 3", but not "bilaga 3 till budgeten" nor "SOSFS bilaga 1".
fn is_of_an_appendix(figure: &Figure) -> bool {
    let mut before = figure.words_before();
    let (last, one_more) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let is_named = is_one_of(last, &["bilaga", "bilagan", "bilagorna", "bilagor"])
        || (is_one_of(last, &["nr", "och", "nummer"]) && is_one_of(one_more, &["bilaga", "bilagor"]));
    let after = words(figure.after()).next().unwrap_or_default();
    is_named && !is_one_of(after, &["till", "i", "av", "från"])
}
