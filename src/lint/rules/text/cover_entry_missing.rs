//! Covers that lack what vp.yaml asks for.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{At, Cover};
use crate::msg;
use crate::source::{Sources, Span};

/// VP0909.
pub static RULE: Rule = Rule {
    code: "VP0909",
    name: "cover-entry-missing",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "försättsbladet saknar en uppgift som vp.yaml kräver",
        "the cover lacks an entry that vp.yaml asks for",
    ),
    what: Bilingual::fixed(
        "Uppgifter som står under krav_försättsblad i vp.yaml, till exempel datum eller diarienummer, saknas eller är tomma i planens försättsblad. Utan krav_försättsblad säger regeln ingenting.",
        "Entries listed as krav_försättsblad in vp.yaml, such as datum or diarienummer, are missing or empty in the plan's cover. Without krav_försättsblad the rule says nothing.",
    ),
    why: Bilingual::fixed(
        "Utan datum, mottagare och diarienummer går planen inte att koppla till beslutet om den, varken i arkivet eller på webben.",
        "Without date, addressee and reference number the plan cannot be connected with the decision on it, neither in the archive nor on the web.",
    ),
    fixes: Fixes::NONE,
};

/// The keys of the cover, each with a line to type.
const LINES: &[(&str, &str)] = &[
    ("titel", "titel: Verksamhetsplan 2025 för Parkenheten"),
    ("datum", "datum: 2025-02-20"),
    ("diarienummer", "diarienummer: 2025-9-1.1"),
    ("bilaga", "bilaga: 7"),
    ("till", "till: Tekniska nämnden"),
    ("handläggare", "handläggare: [{namn: Enhetschef, telefon: 08-465 004 00}]"),
    ("kontakt", "kontakt: {webb: exempel.se}"),
    ("förslag_till_beslut", "förslag_till_beslut: Nämnden godkänner planen."),
];

/// Reports, once for each plan, the entries that its cover lacks.
pub fn check(subject: &Subject, sink: &mut Sink) {
    // A contribution is handed to the award, not decided on.
    if subject.document.contribution.is_some() {
        return;
    }
    let asked = &subject.resolved.settings.required_cover;
    let cover = subject.document.cover.as_ref();
    let is_asked = |key: &str| asked.iter().any(|word| word.replace('-', "_") == key);
    let lacking: Vec<&(&str, &str)> = LINES
        .iter()
        .filter(|(key, _)| is_asked(key) && !cover.is_some_and(|cover| has(cover, key, subject.sources)))
        .collect();
    if lacking.is_empty() {
        return;
    }
    let keys = lacking.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
    let lines = lacking.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(" · ");
    let organisation = &subject.document.organisation;
    sink.push(match cover {
        Some(cover) => Diagnostic::new(
            &RULE,
            first_line(cover.span, subject.sources),
            msg!("försättsbladet saknar {keys}", "the cover lacks {keys}",),
        )
        .help(msg!(
            "skriv under försättsblad, på egna rader: {lines}",
            "write below försättsblad, on lines of their own: {lines}"
        )),
        None => {
            let place = organisation.own().map_or(subject.document.organisation_span, |(_, name)| name.span);
            Diagnostic::new(
                &RULE,
                place,
                msg!("planen saknar försättsblad med {keys}", "the plan has no cover with {keys}"),
            )
            .help(msg!(
                "skriv försättsblad: och under det, på egna rader: {lines}",
                "write försättsblad: and below it, on lines of their own: {lines}"
            ))
        }
    });
}

/// Whether an entry is there and not empty. A date that cannot be read is reported as that.
fn has(cover: &Cover, key: &str, sources: &Sources) -> bool {
    let filled = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| !text.value.is_empty());
    match key {
        "titel" => filled(&cover.title),
        "diarienummer" => filled(&cover.reference),
        "bilaga" => filled(&cover.appendix),
        "till" => filled(&cover.to),
        "förslag_till_beslut" => cover.proposal.as_ref().is_some_and(|proposal| !proposal.is_blank(sources)),
        _ => cover.written.iter().any(|written| written == key),
    }
}

fn first_line(span: Span, sources: &Sources) -> Span {
    let text = sources.slice(span);
    let line = text.lines().next().unwrap_or(&text).trim_end();
    span.at(span.start as usize, span.start as usize + line.len())
}
