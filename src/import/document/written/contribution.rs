//! The file of a contribution to a quality award.

use super::Part;
use super::plan::{cover, organisation, year};
use super::yaml::{Lines, in_braces};
use crate::import::document::recognised::Recognised;
use crate::msg;

/// Writes the file of a contribution.
pub(crate) fn write(lines: &mut Lines, out: &Recognised, part: &Part) {
    lines.raw(0, "vp", "1");
    lines.raw(0, "dokument", out.kind.key());
    year(lines, out);
    organisation(lines, out, part);
    cover(lines, &out.cover);
    let contribution = &out.contribution;
    if contribution.presentation.is_there {
        lines.space();
        lines.prose(0, "presentation", &contribution.presentation);
    }
    if !contribution.glossary.is_empty() {
        lines.space();
        lines.open(0, "ordlista");
        for (term, meaning) in &contribution.glossary {
            let meaning = if meaning.is_empty() { "\"\"".to_owned() } else { in_braces(meaning) };
            lines.raw(2, &in_braces(term), &meaning);
        }
    }
    if !contribution.areas.is_empty() {
        lines.space();
        lines.open(0, "områden");
    }
    for (number, area) in contribution.areas.iter().enumerate() {
        if number > 0 {
            lines.space();
        }
        if area.heading.is_empty() {
            lines.look_at(2, &msg!("frågorna stod inte under något område", "the questions stood below no area"));
        }
        lines.entry(2, "rubrik", if area.heading.is_empty() { "Frågor" } else { &area.heading });
        lines.prose(4, "ingress", &area.lead);
        if !area.questions.is_empty() {
            lines.open(4, "frågor");
        }
        for (number, question, answer) in &area.questions {
            match number.is_empty() {
                true => lines.entry(6, "fråga", question),
                false => {
                    lines.entry(6, "nr", number);
                    lines.text(8, "fråga", question);
                }
            }
            if !answer.is_empty() {
                lines.prose(8, "svar", answer);
            }
        }
    }
    if contribution.closing.is_there {
        lines.space();
        lines.prose(0, "avslutning", &contribution.closing);
    }
}
