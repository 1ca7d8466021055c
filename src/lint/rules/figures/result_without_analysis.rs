//! A result far from the budget without a word on why.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::says_something;
use crate::lint::rules::figures::{BUDGET, DEVIATION, FORECAST, printed_income_statement};
use crate::model::IncomeStatement;
use crate::model::number::print_decimal;
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
    let Some(limit) = subject.resolved.settings.limits.result else { return };
    let (Some(occasion), Some(income_statement)) = (subject.report.occasion, printed_income_statement(subject)) else {
        return;
    };
    let analyses = subject.parts.iter().filter_map(|part| part.follow_up.economy.as_ref()?.analysis.as_ref());
    if analyses.into_iter().any(|analysis| says_something(Some(analysis), subject.sources))
        || !(subject.resolved.is_last(occasion) || is_of_the_year(income_statement))
    {
        return;
    }
    let net = income_statement.printed_net();
    let (Some(deviation), Some(budget)) = (net[DEVIATION], net[BUDGET]) else { return };
    let Some(share) = deviation.checked_div(budget).map(|share| share.abs()).filter(|share| *share > limit) else {
        return;
    };
    let percent = |share: Decimal| {
        let percent = share.saturating_mul(Decimal::ONE_HUNDRED);
        print_decimal(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize())
    };
    let (share, most, stands) =
        (percent(share), print_decimal((limit * Decimal::ONE_HUNDRED).normalize()), print_decimal(deviation));
    let unit = income_statement.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.value.word()));
    let written = income_statement.net.as_ref().map(|(_, net)| net);
    let place =
        written.and_then(|net| net.deviation.as_ref()).map_or(income_statement.span, |deviation| deviation.span);
    let mut finding = Diagnostic::new(
        &RULE,
        place,
        msg!(
            "resultatet avviker med {stands}{unit}, {share} % av nettobudgeten, och analys saknas",
            "the result deviates by {stands}{unit}, {share} % of the net budget, and there is no analysis",
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

/// Whether the deviation is one of the whole year: written for the net, or resting on a forecast or a written deviation
/// in every row.
fn is_of_the_year(income_statement: &IncomeStatement) -> bool {
    let is_known = |figures: [Option<Decimal>; 4]| figures[FORECAST].is_some() || figures[DEVIATION].is_some();
    let rows = income_statement.income.iter().chain(&income_statement.costs).map(|row| row.amounts.figures());
    let mut amounts = rows.filter(|figures| *figures != [None; 4]).peekable();
    let net = income_statement.net.as_ref().is_some_and(|(_, net)| is_known(net.figures()));
    net || (amounts.peek().is_some() && amounts.all(is_known))
}
