//! A forecast of a deficit without a word on what is done about it.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::says_something;
use crate::lint::rules::figures::large_deviation::LargeDeviation;
use crate::msg;

/// VP0814.
pub static RULE: Rule = Rule {
    code: "VP0814",
    name: "deficit-without-measure",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "prognosen är ett underskott, och inga åtgärder står i rapporten",
        "the forecast is a deficit, and the report has no measures",
    ),
    what: Bilingual::fixed(
        "I en uppföljning inom året är nettots avvikelse negativ och en större del av nettobudgeten än 1 %, eller än `resultat` under `gränser` i vp.yaml, och `ekonomi` har inga `åtgärder`. En avvikelse räknas när den är skriven eller bygger på prognoser. Säger analysen något kan åtgärderna stå där, och fyndet är en upplysning.",
        "In a follow-up within the year the deviation of the net is negative and a larger share of the net budget than 1 %, or than `resultat` under `gränser` in vp.yaml, and `ekonomi` has no `åtgärder`. A deviation counts where it is written or rests on forecasts. Where the analysis says something the measures may stand there, and the finding is an info.",
    ),
    why: Bilingual::fixed(
        "Den som ser ett underskott komma ska säga vad som görs åt det medan det finns tid. Nämnden beslutar om åtgärderna och frågar vid nästa tillfälle hur det gick.",
        "Whoever sees a deficit coming is to say what is done about it while there is time. The board decides on the measures, and asks at the next occasion how they went.",
    ),
    fixes: Fixes::NONE,
};

/// Reports a forecast of a deficit beyond the limit in a report within the year that has no measures.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let is_within = subject.report.occasion.is_some_and(|occasion| !subject.resolved.is_last(occasion));
    let Some(result) = LargeDeviation::beyond_the_limit(subject).filter(|_| is_within) else { return };
    let economies = || subject.parts.iter().filter_map(|part| part.follow_up.economy.as_ref());
    if !result.deviation.is_sign_negative() || economies().any(|economy| !economy.measures.is_empty()) {
        return;
    }
    let analyses = economies().filter_map(|economy| economy.analysis.as_ref());
    let is_explained = analyses.into_iter().any(|analysis| says_something(Some(analysis), subject.sources));
    let LargeDeviation { share, most, stands, .. } = &result;
    let finding = Diagnostic::new(
        &RULE,
        result.place(),
        msg!(
            "prognosen är ett underskott, {stands} eller {share} % av nettobudgeten, och åtgärder saknas",
            "the forecast is a deficit, {stands} or {share} % of the net budget, and there are no measures",
        ),
    )
    .help(msg!(
        "skriv åtgärder: under ekonomi, med namn och effekt för var och en; gränsen är {most} %",
        "write åtgärder: under ekonomi, with namn and effekt of each; the limit is {most} %",
    ));
    sink.push(if is_explained { finding.lower(Severity::Info) } else { finding });
}
