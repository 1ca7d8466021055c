//! Inserts, `{{ … }}`, whose words cannot be read: they are printed as written.

use std::ops::Range;

use super::inserts::unprinted;
use super::{insert_naming_nothing, insert_out_of_place, insert_without_content};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::plan_format::parts::insert::{self, Token, Unread, WORDS};
use crate::resolve::inserts::{Lacking, Unprinted};

/// VP0310.
pub static RULE: Rule = Rule {
    code: "VP0310",
    name: "unreadable-insert",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("infogningen går inte att läsa", "the insert cannot be read"),
    what: Bilingual::fixed(
        "En text har `{{ … }}`, men `vp` känner inte orden mellan klamrarna, eller klamrarna stängs inte på samma rad. I dokumentet trycks texten som den står. Ska två klamrar stå i texten skrivs `\\{{`.",
        "A text has `{{ … }}`, but `vp` does not know the words between the braces, or the braces are not closed on the same line. In the document the text is printed as it stands. Where two braces are to be in the text, write `\\{{`.",
    ),
    why: Bilingual::fixed(
        "Den som läser dokumentet ser klamrar i stället för siffran eller tabellen.",
        "Readers of the document see braces instead of the figure or the table.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("ett ord som liknar det skrivna", "a word like the one written")),
    },
};

/// Reports inserts that cannot be read. What is wrong with inserts is looked up once, so the rules on those that can be
/// read tell theirs from here.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        for range in within_one_brace(&text.parsed.text) {
            let span = text.text.span(range.clone());
            let words = text.parsed.text[range].trim_matches(['{', '}', ' ']);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    span,
                    msg!("en infogning har två klamrar på var sida", "an insert has two braces on each side"),
                )
                .lower(Severity::Warning)
                .help(msg!("skriv {{{{ {words} }}}}", "write {{{{ {words} }}}}"))
                .suggest(span, format!("{{{{ {words} }}}}")),
            );
        }
    }
    let unprinted = unprinted(subject);
    insert_naming_nothing::tell(subject, &unprinted, sink);
    insert_without_content::tell(&unprinted, sink);
    insert_out_of_place::tell(&unprinted, sink);
    for found in &unprinted {
        let span_of = |token: &Token| found.text.text.span(token.range.clone());
        match &found.why {
            Unprinted::Unclosed => sink.push(
                Diagnostic::new(
                    &RULE,
                    found.span,
                    msg!("{{{{ stängs inte på samma rad", "{{{{ is not closed on the same line"),
                )
                .help(msg!(
                    "skriv }}}} där infogningen slutar; ska klamrarna stå i texten, skriv \\{{{{",
                    "write }}}} where the insert ends; where the braces are to be in the text, write \\{{{{",
                )),
            ),
            Unprinted::Unread(Unread::Empty) => sink.push(
                Diagnostic::new(&RULE, found.span, msg!("infogningen är tom", "the insert is empty")).help(msg!(
                    "skriv vad som ska infogas, till exempel {{{{ budget }}}}",
                    "write what is to be inserted, such as {{{{ budget }}}}",
                )),
            ),
            Unprinted::Unread(Unread::UnknownWord(token)) => {
                let (written, span) = (token.text, span_of(token));
                let word = word_for(subject, written);
                let finding = Diagnostic::new(
                    &RULE,
                    span,
                    msg!("{written} är inget som kan infogas", "{written} cannot be inserted"),
                );
                let known = || WORDS.iter().map(|word| word.key);
                let near = sink.near_name(written, known());
                sink.push(match (near, word) {
                    (Some(near), _) => finding.help(msg!("skriv {near}", "write {near}")).suggest(span, near),
                    (None, Some(word)) => finding
                        .help(msg!("skriv {{{{ {word} {written} }}}}", "write {{{{ {word} {written} }}}}"))
                        .suggest(span, format!("{word} {written}")),
                    (None, None) => {
                        let known: Vec<&str> = known().collect();
                        let Bilingual { sv, en } = Bilingual::all_of(&known);
                        finding.help(msg!("det som kan infogas är {sv}", "what can be inserted is {en}"))
                    }
                });
            }
            Unprinted::Unread(Unread::NoName(token, word)) => {
                let (written, form) = (token.text, word.form);
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        span_of(token),
                        msg!(
                            "{written} säger inte vad som ska infogas",
                            "{written} does not say what is to be inserted"
                        ),
                    )
                    .help(msg!("skriv {form}", "write {form}")),
                );
            }
            Unprinted::Unread(Unread::Surplus(token, word)) if token.text == "}" => {
                let form = word.form.split("}}").next().unwrap_or(word.form).trim_end();
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        span_of(token),
                        msg!("infogningen slutar med bara en klammer", "the insert ends with only one brace"),
                    )
                    .help(msg!("skriv två: {form} }}}}", "write two: {form} }}}}")),
                );
            }
            Unprinted::Unread(Unread::Surplus(token, word)) => {
                let (written, key, form) = (token.text, word.key, word.form);
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        span_of(token),
                        msg!("{written} säger ingenting efter {key}", "{written} says nothing after {key}"),
                    )
                    .help(msg!(
                        "skriv {form}, där NAMN är ett id eller nr ur planen",
                        "write {form}, where NAMN is an id or nr of the plan",
                    )),
                );
            }
            _ => {}
        }
    }
}

/// The places that would be inserts with one brace more on each side: `{ utfall ami }`.
fn within_one_brace(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let rest = text[at..].trim_start_matches('{');
        let inner = text.len() - rest.len();
        from = inner;
        let end = rest.find(['{', '}', '\n', '`']).filter(|end| rest[*end..].starts_with('}'));
        let Some(words) = end.map(|end| &rest[..end]).filter(|_| inner == at + 1) else { continue };
        let is_insert = words.split_whitespace().next().is_some_and(|first| WORDS.iter().any(|word| word.key == first));
        let is_escaped = text[..at].ends_with(['\\', '`']) || rest[words.len()..].starts_with("}}");
        // A word alone in braces is more likely a text.
        if is_insert && !is_escaped && words.trim().contains(' ') {
            found.push(at..inner + words.len() + 1);
        }
    }
    found
}

/// The word that is missing before the name of an indicator, a goal or an activity.
fn word_for(subject: &Subject, name: &str) -> Option<&'static str> {
    let resolved = subject.resolved;
    ["utfall", "mål", "aktivitet"].into_iter().find(|word| {
        let text = format!("{word} {name}");
        let wish = insert::read(&text, 0..text.len(), &resolved.settings.steering);
        let lacking = wish.ok().map(|wish| resolved.inserted(subject.plan.document, &wish).err());
        lacking.is_some_and(|lacking| matches!(lacking, None | Some(Lacking::NoOutcome { .. })))
    })
}
