//! Questions of a contribution that nobody has answered.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::Prose;
use crate::msg;

/// VP0210.
pub static RULE: Rule = Rule {
    code: "VP0210",
    name: "question-without-answer",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("frågan har inget svar", "the question has no answer"),
    what: Bilingual::fixed(
        "En fråga i ett bidrag saknar `svar`, eller så är svaret tomt. I dokumentet trycks frågan ensam.",
        "A question of a contribution lacks `svar`, or the answer is empty. In the document the question is printed alone.",
    ),
    why: Bilingual::fixed(
        "Den som bedömer bidraget läser svaren fråga för fråga. En fråga utan svar räknas som att det inte finns något att säga.",
        "Those who judge the contribution read the answers question by question. A question without an answer counts as if there were nothing to say.",
    ),
    fixes: Fixes::NONE,
};

/// Reports questions without words after them. Of one that cannot be read, that is said already.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(contribution) = &subject.document.contribution else { return };
    let is_blank = |answer: &Prose| !answer.body.is_unread() && answer.is_blank(subject.sources);
    for (number, question) in contribution.numbered() {
        if question.has_unread_keys || !question.answer.as_ref().is_none_or(is_blank) {
            continue;
        }
        let place = question.question.as_ref().map_or(question.span, |text| text.span);
        sink.push(
            Diagnostic::new(&RULE, place, msg!("fråga {number} har inget svar", "question {number} has no answer"))
                .help(msg!(
                    "skriv svar: | och texten indragen på raden under",
                    "write svar: | and the text indented on the line below",
                )),
        );
    }
}
