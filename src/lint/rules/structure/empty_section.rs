//! Sections that are written but have no text: their heading is printed alone.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::Prose;
use crate::msg;

/// VP0203.
pub static RULE: Rule = Rule {
    code: "VP0203",
    name: "empty-section",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed("avsnittet är tomt", "the section is empty"),
    what: Bilingual::fixed(
        "Nyckeln står i planen men har ingen text. I dokumentet trycks rubriken ensam.",
        "The key is in the plan but has no text. In the document the heading is printed alone.",
    ),
    why: Bilingual::fixed(
        "En rubrik utan text är ofta ett avsnitt som någon tänkte fylla i. Läsaren kan inte veta om det är glömt eller om det inte finns något att säga.",
        "A heading without text is often a section that somebody meant to fill in. The reader cannot know whether it is forgotten or there is nothing to say.",
    ),
    fixes: Fixes::NONE,
};

/// Reports sections without words.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let document = subject.document;
    let blank = |prose: &Prose| !prose.body.is_unread() && prose.is_blank(subject.sources);
    let mut report = |span, message| {
        sink.push(Diagnostic::new(&RULE, span, message).help(msg!(
            "skriv texten, eller ta bort nyckeln om avsnittet inte ska vara med",
            "write the text, or remove the key if the section is not to be there",
        )));
    };
    let steering = &subject.resolved.settings.steering;
    for goal in &document.goals {
        for entry in goal.sections.iter().filter(|entry| blank(&entry.prose)) {
            let section = &steering.sections[entry.section];
            let name = section.heading.clone().unwrap_or_else(|| section.key.replace('_', " "));
            report(entry.key, msg!("avsnittet {name} är tomt", "the section {name} is empty"));
        }
        for extra in goal.extra.iter().filter(|extra| extra.prose.as_ref().is_none_or(&blank)) {
            let name = extra.heading.as_str();
            report(extra.heading.span, msg!("avsnittet ”{name}” är tomt", "the section \"{name}\" is empty"));
        }
    }
    if let Some(contribution) = &document.contribution {
        for term in contribution.glossary.iter().filter(|term| term.meaning.value.is_empty()) {
            let name = term.term.as_str();
            report(
                term.meaning.span,
                msg!("{name} har ingen betydelse i ordlistan", "{name} has no meaning in the glossary"),
            );
        }
        for preamble in contribution.areas.iter().filter_map(|area| area.preamble.as_ref()).filter(|prose| blank(prose))
        {
            report(preamble.span, Bilingual::fixed("områdets ingress är tom", "the area's preamble is empty"));
        }
    }
    let economy = document.economy.as_ref();
    let contribution = document.contribution.as_ref();
    let parts = [
        (
            document.cover.as_ref().and_then(|cover| cover.proposal.as_ref()),
            Bilingual::fixed("förslaget till beslut är tomt", "the proposal for decision is empty"),
        ),
        (document.introduction.as_ref(), Bilingual::fixed("inledningen är tom", "the introduction is empty")),
        (
            economy.and_then(|economy| economy.resource_use.as_ref()),
            Bilingual::fixed(
                "texten om resursanvändning under ekonomi är tom",
                "the text on resource use under economy is empty",
            ),
        ),
        (
            economy.and_then(|economy| economy.budget.as_ref()).and_then(|budget| budget.text.as_ref()),
            Bilingual::fixed("budgetens text är tom", "the budget's text is empty"),
        ),
        (document.other.as_ref(), Bilingual::fixed("övrigt är tomt", "other matters are empty")),
        (
            contribution.and_then(|contribution| contribution.presentation.as_ref()),
            Bilingual::fixed("presentationen är tom", "the presentation is empty"),
        ),
        (
            contribution.and_then(|contribution| contribution.closing.as_ref()),
            Bilingual::fixed("avslutningen är tom", "the closing is empty"),
        ),
    ];
    for (prose, message) in parts {
        if let Some(prose) = prose.filter(|prose| blank(prose)) {
            report(prose.span, message);
        }
    }
}
