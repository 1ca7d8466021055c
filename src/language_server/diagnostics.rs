//! Findings as editors show them.

use gen_lsp_types as types;

use super::Encoding;
use super::project::Placed;
use crate::diagnostic::{Bilingual, Diagnostic, Label, Language, Severity};
use crate::lint::report::sarif;
use crate::lint::rules::text::text_not_printed;
use crate::plan_format::fields::rules::DUPLICATE_KEY;
use crate::source::Span;

/// A finding of a place, as an editor shows it.
pub(super) fn of(finding: &Diagnostic, placed: &Placed, language: Language, encoding: Encoding) -> types::Diagnostic {
    let location = |span: Span| placed.location(span, encoding);
    let related = finding.others.iter().map(|Label { span, words }| types::DiagnosticRelatedInformation {
        location: location(*span),
        message: words.get(language).to_owned(),
    });
    let related: Vec<_> = related.collect();
    types::Diagnostic {
        range: location(finding.span).range,
        severity: Some(severity(finding.level)),
        code: Some(types::Code::String(finding.rule.code.to_owned())),
        code_description: sarif::rule_page(finding.rule, language)
            .map(|page| types::CodeDescription { href: types::Uri(page) }),
        source: Some("vp".to_owned()),
        message: types::Message::String(words(finding, language)),
        tags: is_without_effect(finding).then(|| vec![types::DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

/// All that is said of the place: there is one text for it.
pub(super) fn words(finding: &Diagnostic, language: Language) -> String {
    let mut text = finding.message.get(language).to_owned();
    if let Some(label) = &finding.label {
        text.push_str(&format!(": {}", label.get(language)));
    }
    if let Some(help) = &finding.help {
        let word = Bilingual::fixed("hjälp", "help");
        text.push_str(&format!("\n{}: {}", word.get(language), help.get(language)));
    }
    text
}

fn severity(level: Severity) -> types::DiagnosticSeverity {
    match level {
        Severity::Error => types::DiagnosticSeverity::Error,
        Severity::Warning => types::DiagnosticSeverity::Warning,
        // `vp check` shows these on request alone: editors draw them faintly and leave them out of their lists.
        Severity::Info | Severity::Off => types::DiagnosticSeverity::Hint,
    }
}

/// Whether what stands at the place has no effect, so that editors fade it.
fn is_without_effect(finding: &Diagnostic) -> bool {
    [DUPLICATE_KEY.code, text_not_printed::RULE.code].contains(&finding.rule.code)
}
