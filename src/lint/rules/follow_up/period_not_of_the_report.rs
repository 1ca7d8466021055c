//! Reports whose period, kind, year, organisation or date do not belong together.

use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink, near_word};
use crate::lint::rules::follow_up::{occasion_name, occasion_names};
use crate::lint::rules::{ReportPart, ReportSubject};
use crate::model::{At, DocumentKind};
use crate::msg;

/// VP0501.
pub static RULE: Rule = Rule {
    code: "VP0501",
    name: "period-not-of-the-report",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("perioden hör inte till rapporten", "the period does not belong to the report"),
    what: Bilingual::fixed(
        "`period` är inget av styrmodellens rapporttillfällen, en `tertialrapport` gäller årets sista tillfälle eller en `verksamhetsberättelse` ett tidigare, `år` eller `organisation` är en annan än planens, eller så är rapporten daterad före planens år. En som är daterad före den sista dagen som den gäller sägs som varning.",
        "`period` is not one of the steering model's reporting occasions, a `tertialrapport` is for the year's last occasion or a `verksamhetsberättelse` for an earlier one, `år` or `organisation` is not the plan's, or the report is dated before the plan's year. One that is dated before the last day that it reports is told as a warning.",
    ),
    why: Bilingual::fixed(
        "Perioden och planen säger vad som ska rapporteras och vad utfallen jämförs med. En uppföljning av fel år ser hel ut men mäter mot fel årsmål.",
        "The period and the plan say what is to be reported and what outcomes are compared with. A follow-up for the wrong year looks whole but measures against the wrong targets.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("ett tillfälle som liknar det skrivna", "an occasion like the one written")),
    },
};

/// Reports each file of the report by itself: two of different kinds cannot both be right.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for part in &subject.parts {
        if let Some(period) = &part.follow_up.period {
            match subject.report.occasion {
                None => sink.push(unknown(subject, part, period)),
                Some(occasion) => sink.extend(of_other_kind(subject, part, period, occasion)),
            }
        }
        sink.extend(of_other_year(subject, part));
        sink.extend(of_other_organisation(subject, part));
        sink.extend(dated_before_the_year(subject, part));
    }
}

/// The occasions that a kind of document reports.
fn occasions_of(subject: &ReportSubject, kind: DocumentKind) -> Vec<usize> {
    let all = 0..subject.resolved.settings.steering.occasions.len();
    all.filter(|occasion| subject.resolved.is_last(*occasion) == (kind == DocumentKind::AnnualReport)).collect()
}

fn unknown(subject: &ReportSubject, part: &ReportPart, period: &At<String>) -> Diagnostic {
    let written = period.as_str();
    let finding = Diagnostic::new(
        &RULE,
        period.span,
        msg!("styrmodellen har inget tillfälle {written}", "the steering model has no occasion {written}"),
    );
    let fitting = occasions_of(subject, part.document.kind);
    let names = fitting.iter().map(|occasion| occasion_name(subject, *occasion));
    match near_word(written, names.clone()).or_else(|| only(names.filter(|name| is_shortened(written, name)))) {
        Some(near) => finding.help(msg!("skriv period: {near}", "write period: {near}")).suggest(period.span, near),
        None if fitting.is_empty() => {
            let annual = DocumentKind::AnnualReport;
            finding.help(msg!(
                "modellen har inga tillfällen inom året: skriv dokument: {annual}, eller lägg till dem i rapporttillfällen i vp.yaml",
                "the model has no occasions within the year: write dokument: {annual}, or add them to rapporttillfällen in vp.yaml",
            ))
        }
        None => {
            let Bilingual { sv, en } = Bilingual::any_of(&occasion_names(subject, &fitting));
            finding.help(msg!("skriv period: {sv}", "write period: {en}"))
        }
    }
}

/// Whether a name is what is left of a text of a word and a number: T1 of Tertial 1.
fn is_shortened(text: &str, name: &str) -> bool {
    let first = text.chars().next().filter(|first| first.is_alphabetic());
    let number = text.trim_start_matches(|character: char| !character.is_ascii_digit());
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && first.is_some_and(|first| format!("{first}{number}").to_lowercase() == name.to_lowercase())
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

fn of_other_kind(
    subject: &ReportSubject,
    part: &ReportPart,
    period: &At<String>,
    occasion: usize,
) -> Option<Diagnostic> {
    let kind = part.document.kind;
    let is_last = subject.resolved.is_last(occasion);
    if is_last == (kind == DocumentKind::AnnualReport) {
        return None;
    }
    let name = occasion_name(subject, occasion);
    let message = match is_last {
        true => msg!(
            "{name} är årets sista tillfälle, men filen är en {kind}",
            "{name} is the year's last occasion, but the file is a {kind}",
        ),
        false => msg!(
            "{name} är inte årets sista tillfälle, men filen är en {kind}",
            "{name} is not the year's last occasion, but the file is a {kind}",
        ),
    };
    let right = if is_last { DocumentKind::AnnualReport } else { DocumentKind::TertialReport };
    let fitting = occasions_of(subject, kind);
    let Bilingual { sv, en } = Bilingual::any_of(&occasion_names(subject, &fitting));
    let help = match fitting.is_empty() {
        true => msg!("skriv dokument: {right}", "write dokument: {right}"),
        false => msg!(
            "skriv dokument: {right}; är det perioden som är fel, skriv period: {sv}",
            "write dokument: {right}; if it is the period that is wrong, write period: {en}",
        ),
    };
    Some(
        Diagnostic::new(&RULE, period.span, message)
            .other(part.follow_up.kind, msg!("här står att det är en {kind}", "here it says that it is a {kind}"))
            .help(help),
    )
}

fn of_other_year(subject: &ReportSubject, part: &ReportPart) -> Option<Diagnostic> {
    let written = part.follow_up.year.as_ref()?;
    let plan = subject.resolved.document(subject.plan).year.as_ref()?;
    let (year, of_plan) = (written.value, plan.value);
    if year == of_plan {
        return None;
    }
    let finding = Diagnostic::new(
        &RULE,
        written.span,
        msg!(
            "rapporten gäller {year}, men planen som den följer gäller {of_plan}",
            "the follow-up is for {year}, but the plan that it follows is for {of_plan}",
        ),
    )
    .other(plan.span, msg!("planens år", "the plan's year"));
    let finding = match &part.follow_up.plan {
        Some(plan) => finding.other(plan.span, msg!("planen nämns här", "the plan is named here")),
        None => finding,
    };
    Some(finding.help(msg!(
        "gäller rapporten {of_plan}, skriv år: {of_plan}; annars låt plan: nämna planen för {year}",
        "if the follow-up is for {of_plan}, write år: {of_plan}; otherwise let plan: name the plan for {year}",
    )))
}

fn of_other_organisation(subject: &ReportSubject, part: &ReportPart) -> Option<Diagnostic> {
    let (_, written) = part.follow_up.organisation.as_ref()?.own()?;
    let plan = &subject.resolved.document(subject.plan).organisation;
    let (_, of_plan) = plan.own()?;
    let is_same = |other: &At<String>| other.value.to_lowercase() == written.value.to_lowercase();
    if is_same(of_plan) || plan.formerly.iter().any(is_same) {
        return None;
    }
    let (name, planned) = (written.as_str(), of_plan.as_str());
    Some(
        Diagnostic::new(
            &RULE,
            written.span,
            msg!(
                "rapporten säger {name}, men planen som den följer är en annan organisations: {planned}",
                "the follow-up says {name}, but the plan that it follows is another organisation's: {planned}",
            ),
        )
        .other(of_plan.span, msg!("planens organisation", "the plan's organisation"))
        .help(msg!(
            "skriv {planned}, ta bort organisation, eller låt plan: nämna rätt plan",
            "write {planned}, remove organisation, or let plan: name the right plan",
        )),
    )
}

/// A report dated before the last day that it reports cannot know how the period ended.
fn dated_before_its_end(subject: &ReportSubject, date: &At<Date>) -> Option<Diagnostic> {
    let occasion = subject.report.occasion?;
    let end = subject.resolved.reported_until(subject.plan.document, occasion).filter(|end| date.value < *end)?;
    let (dated, name) = (date.value, occasion_name(subject, occasion));
    let finding = Diagnostic::new(
        &RULE,
        date.span,
        msg!(
            "rapporten är daterad {dated}, men {name} går till och med {end}",
            "the report is dated {dated}, but {name} goes up to {end}",
        ),
    )
    .help(msg!("skriv dagen då rapporten blev klar", "write the day when the report was finished"));
    Some(finding.lower(Severity::Warning))
}

/// A report written before the year that it reports is mostly last year's, copied.
fn dated_before_the_year(subject: &ReportSubject, part: &ReportPart) -> Option<Diagnostic> {
    let date = part.document.cover.as_ref()?.date.as_ref()?;
    let year = subject.resolved.document(subject.plan).year.as_ref()?;
    if date.value.year() >= year.value {
        return dated_before_its_end(subject, date);
    }
    let (dated, of_plan) = (date.value, year.value);
    Some(
        Diagnostic::new(
            &RULE,
            date.span,
            msg!(
                "rapporten är daterad {dated}, före året som den gäller",
                "the report is dated {dated}, before the year that it is for",
            ),
        )
        .other(year.span, msg!("planen gäller {of_plan}", "the plan is for {of_plan}"))
        .help(msg!(
            "skriv rätt datum; är filen förra årets, lägg den bredvid förra årets plan",
            "write the right date; if the file is last year's, put it beside last year's plan",
        )),
    )
}
