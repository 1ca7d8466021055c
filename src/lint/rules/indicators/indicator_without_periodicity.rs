//! Indicators of which nobody knows when they are reported.

use crate::diagnostic::{Applicability, Bilingual, Diagnostic, Fixes, Rule, Severity, Sink, is_another, near_word};
use crate::lint::rules::Subject;
use crate::model::At;
use crate::msg;
use crate::resolve::names::key;

/// VP0401.
pub static RULE: Rule = Rule {
    code: "VP0401",
    name: "indicator-without-periodicity",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorn saknar periodicitet, eller har en som styrmodellen inte har",
        "the indicator has no periodicity, or one that the steering model does not have",
    ),
    what: Bilingual::fixed(
        "Indikatorn har inget `periodicitet`, eller ett ord som inte finns bland styrmodellens: i Stockholm Månad, Kvartal, Tertial, Halvår och År.",
        "The indicator has no `periodicitet`, or a word that is not among the steering model's: in Stockholm Månad, Kvartal, Tertial, Halvår and År.",
    ),
    why: Bilingual::fixed(
        "Periodiciteten avgör vid vilka rapporter utfallet ska lämnas. Utan den märker ingen att ett utfall saknas.",
        "The periodicity decides in which reports the outcome is due. Without it nobody notices that an outcome is missing.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "skrivfel i ordet efter `periodicitet`",
            "a slip in the word after `periodicitet`",
        )),
        likely: Some(Bilingual::fixed(
            "ord som betyder det samma, som ”årligen”",
            "words that mean the same, such as \"årligen\"",
        )),
    },
};

/// Reports indicators written here whose periodicity is missing or unknown.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let known: Vec<&str> =
        subject.resolved.settings.steering.periodicities.iter().map(|periodicity| periodicity.name.as_str()).collect();
    if known.is_empty() {
        return;
    }
    let words = known.join(", ");
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let name = indicator.name.as_str();
        match &indicator.periodicity {
            None => sink.push(
                Diagnostic::new(
                    &RULE,
                    indicator.name.span,
                    msg!("indikatorn ”{name}” har ingen periodicitet", "the indicator \"{name}\" has no periodicity",),
                )
                .help(msg!(
                    "skriv periodicitet: och ett av orden {words}",
                    "write periodicitet: and one of the words {words}",
                )),
            ),
            Some(written) if !is_known(written.as_str(), &known) => sink.push(unknown(written, &known, &words)),
            Some(_) => {}
        }
    }
}

fn unknown(written: &At<String>, known: &[&str], words: &str) -> Diagnostic {
    let word = written.as_str();
    let finding = Diagnostic::new(
        &RULE,
        written.span,
        msg!(
            "styrmodellen har ingen periodicitet som heter ”{word}”",
            "the steering model has no periodicity called \"{word}\"",
        ),
    );
    match near_word(word, known.iter().copied()).or_else(|| begins_with(word, known)) {
        Some(near) => finding.help(msg!("skriv periodicitet: {near}", "write periodicitet: {near}")).fix_with(
            written.span,
            near,
            Applicability::of_word(word, near),
        ),
        None => finding.help(msg!("skriv ett av orden {words}", "write one of the words {words}")),
    }
}

/// The word that `Årsvis`, `årligen` or `varje tertial` means: the longest that it begins with.
fn begins_with<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let written = key(written).to_lowercase();
    let bare = ["varje ", "per ", "en gång per ", "1 gång per ", "en gång om "]
        .iter()
        .find_map(|start| written.strip_prefix(start));
    let bare = bare.unwrap_or(&written);
    let fits = |known: &&&str| bare.starts_with(&key(known).to_lowercase()) && !is_another(bare, known);
    known.iter().filter(fits).max_by_key(|known| known.chars().count()).copied()
}

fn is_known(written: &str, known: &[&str]) -> bool {
    known.contains(&written) || {
        let written = key(written).to_lowercase();
        known.iter().any(|known| key(known).to_lowercase() == written)
    }
}
