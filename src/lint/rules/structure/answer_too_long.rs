//! Answers of a contribution with more words than the workspace's limit.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;

/// VP0211.
pub static RULE: Rule = Rule {
    code: "VP0211",
    name: "answer-too-long",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("svaret har fler ord än gränsen", "the answer has more words than the limit"),
    what: Bilingual::fixed(
        "Ett svar i ett bidrag har fler ord än gränsen `svar` under `gränser` i vp.yaml. Orden i rubriker, listor, tabeller och citat räknas också. Utan gräns säger regeln ingenting.",
        "An answer of a contribution has more words than the limit `svar` under `gränser` in vp.yaml. The words of headings, lists, tables and quotations count too. Without a limit the rule says nothing.",
    ),
    why: Bilingual::fixed(
        "Många utmärkelser sätter en gräns för svarens längd, och det som går över läses inte. Ett kort svar visar dessutom vad som är viktigast.",
        "Many awards set a limit to the length of answers, and what goes beyond it is not read. A short answer also shows what matters most.",
    ),
    fixes: Fixes::NONE,
};

/// Reports answers past the limit.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(limit) = subject.resolved.settings.limits.answer else { return };
    let Some(contribution) = &subject.document.contribution else { return };
    for (number, question) in contribution.numbered() {
        let Some(text) = question.answer.as_ref().and_then(|answer| subject.texts.of(answer)) else { continue };
        let count = words(text);
        if count <= limit {
            continue;
        }
        let over = count - limit;
        let place = question.question.as_ref().map_or(question.span, |text| text.span);
        sink.push(
            Diagnostic::new(
                &RULE,
                place,
                msg!(
                    "svaret på fråga {number} har {count} ord, gränsen är {limit}",
                    "the answer to question {number} has {count} words, the limit is {limit}",
                ),
            )
            .help(msg!(
                "korta svaret med minst {over} ord, eller ändra gränser: i vp.yaml",
                "shorten the answer by at least {over} words, or change gränser: in vp.yaml",
            )),
        );
    }
}

/// How many words a text prints. A word whose signs are formatted in different ways is one all the same, and the words for
/// those who do not see a picture are none of the answer's.
fn words(text: &Text) -> usize {
    let mut plain = String::new();
    let mut in_picture = false;
    for (event, _) in &text.parsed.events {
        match event {
            Event::Start(Tag::Image { .. }) => in_picture = true,
            Event::End(TagEnd::Image) => in_picture = false,
            _ if in_picture => {}
            Event::Text(part) | Event::Code(part) => plain.push_str(part),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            Event::End(tag) if !is_inline(tag) => plain.push(' '),
            _ => {}
        }
    }
    plain.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}
