//! A result far from the budget without a word on why.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::says_something;
use crate::lint::rules::figures::large_deviation::LargeDeviation;
use crate::msg;

/// VP0807.
pub static RULE: Rule = Rule {
    code: "VP0807",
    name: "result-without-analysis",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "resultatet avviker mer än gränsen, och ingen analys säger varför",
        "the result deviates by more than the limit, and no analysis says why",
    ),
    what: Bilingual::fixed(
        "Nettots avvikelse, åt ena eller andra hållet, är en större del av nettobudgeten än 1 %, eller än `resultat` under `gränser` i vp.yaml, och rapportens `ekonomi` har ingen `analys`. Före årets sista tillfälle räknas bara en avvikelse som är skriven eller bygger på prognoser.",
        "The deviation of the net, either way, is a larger share of the net budget than 1 %, or than `resultat` under `gränser` in vp.yaml, and the follow-up's `ekonomi` has no `analys`. Before the year's last occasion only a deviation counts that is written or rests on forecasts.",
    ),
    why: Bilingual::fixed(
        "Ett över- eller underskott är det första som nämnden frågar om. Svaret ska stå i rapporten.",
        "A surplus or a deficit is the first thing that the board asks about. The answer should be in the follow-up.",
    ),
    fixes: Fixes::NONE,
};

/// Reports a net that deviates by more than the limit in a report whose economy has no analysis.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(result) = LargeDeviation::beyond_the_limit(subject) else { return };
    let analyses = subject.parts.iter().filter_map(|part| part.follow_up.economy.as_ref()?.analysis.as_ref());
    if analyses.into_iter().any(|analysis| says_something(Some(analysis), subject.sources)) {
        return;
    }
    let LargeDeviation { share, most, stands, .. } = &result;
    let written = result.statement.net.as_ref().map(|(_, net)| net);
    let mut finding = Diagnostic::new(
        &RULE,
        result.place(),
        msg!(
            "resultatet avviker med {stands}, {share} % av nettobudgeten, och analys saknas",
            "the result deviates by {stands}, {share} % of the net budget, and there is no analysis",
        ),
    );
    if let Some(budget) = written.and_then(|net| net.budget.as_ref()) {
        finding = finding.other(budget.span, msg!("nettobudgeten", "the net budget"));
    }
    sink.push(finding.help(msg!(
        "skriv analys: | under ekonomi och förklara resultatet; gränsen är {most} %",
        "write analys: | under ekonomi and explain the result; the limit is {most} %",
    )));
}
