//! A figure in prose that differs from the target, the outcome or the total that it repeats. Only sentences that can hardly
//! mean anything else are reported: one figure of the right unit about one indicator, and no word of other times or others.

use std::cell::OnceCell;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::indicators::typed;
use crate::lint::rules::sentences::{
    ABOUT, EARLIER_MONTHS, Figure, NamesInText, OTHER_TIME, WordList, by_sentence, word_list, words, year_of,
};
use crate::lint::rules::{Subject, Text};
use crate::model::number::print_decimal;
use crate::model::{At, Budget, IndicatorReport, Outcome, Quantity, Target};
use crate::msg;
use crate::resolve::{GoalRef, ItemRef, Report, names};
use crate::source::Span;

/// VP0808.
pub static RULE: Rule = Rule {
    code: "VP0808",
    name: "figure-differing-in-prose",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "en siffra i texten är en annan än årsmålet, utfallet eller budgeten",
        "a figure in the text differs from the target, the outcome or the budget",
    ),
    what: Bilingual::fixed(
        "En mening i planen nämner en indikator och ett värde i samma enhet som årsmålet, men ett annat värde. Eller så nämner en mening i rapporten en indikator och ett utfall (”91 % av utredningarna blev klara i tid”) som inte är det som rapporteras. Eller så säger budgetens text att budgeten är ett belopp som inte finns i tabellen. Meningar om andra år och tillfällen, om ett av könen, ungefärliga tal och ändringar (”öka med 5 %”) jämförs inte.",
        "A sentence of the plan names an indicator and a value in the unit of its target, but another value. Or a sentence of the report names an indicator and an outcome (\"91 % of the assessments were finished in time\") that is not the one reported. Or the budget's text says that the budget is an amount that is not in the table. Sentences about other years and occasions, about one gender, approximate figures and changes (\"increase by 5 %\") are not compared.",
    ),
    why: Bilingual::fixed(
        "Texten skrivs ofta först, och siffran ändras sedan bara i tabellen. Då vet ingen vilken av dem som gäller.",
        "The text is often written first, and the figure later changed only in the table. Then nobody knows which of them holds.",
    ),
    fixes: Fixes::NONE,
};

/// Reports figures that repeat a target, an outcome or the budget wrongly.
pub fn check(subject: &Subject, sink: &mut Sink) {
    match subject.resolved.report_of(subject.plan.document) {
        Some(report) => check_report(subject, report, sink),
        None if subject.document.is_plan() => check_plan(subject, sink),
        None => {}
    }
}

fn check_plan(subject: &Subject, sink: &mut Sink) {
    let year = year_of(subject.document);
    let goals = subject.document.goals.iter().enumerate();
    // The texts stand in the order of the document, so that one pass over them meets every goal's.
    let mut of_goals = goals.flat_map(|(number, goal)| {
        let sections = goal.sections.iter().map(|section| &section.prose);
        sections.chain(goal.extra.iter().filter_map(|extra| extra.prose.as_ref())).map(move |prose| (number, prose))
    });
    let mut next = of_goals.next();
    let everywhere = OnceCell::new();
    let mut in_goal: Option<(usize, Known)> = None;
    let budget = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref());
    for (text, figures) in subject.figures() {
        let goal = next.filter(|(_, prose)| prose.id() == text.prose.id()).map(|(goal, _)| goal);
        if goal.is_some() {
            next = of_goals.next();
        }
        for figure in by_sentence(figures).flat_map(|figures| about_a_target(figures, year)) {
            let known = match goal {
                None => everywhere.get_or_init(|| Known::of(subject, printed(subject))),
                Some(goal) => {
                    if in_goal.as_ref().is_none_or(|(number, _)| *number != goal) {
                        in_goal = Some((goal, Known::of(subject, indicators(subject, goal))));
                    }
                    &in_goal.get_or_insert_with(|| (goal, Known::default())).1
                }
            };
            check_target(subject, known, text, (figure, figures), sink);
        }
        let of_budget = budget.filter(|budget| budget.text.as_ref().is_some_and(|prose| prose.id() == text.prose.id()));
        if let Some(budget) = of_budget {
            for figure in figures.iter().filter(|figure| !is_of_the_past(figure, year)) {
                check_budget(budget, text, figure, sink);
            }
        }
    }
}

/// Indicators by the names that sentences may have for them.
#[derive(Debug, Default)]
struct Known {
    items: Vec<ItemRef>,
    names: NamesInText,
}

impl Known {
    fn of(subject: &Subject, items: Vec<ItemRef>) -> Known {
        let names = NamesInText::of(items.iter().map(|item| subject.resolved.indicator(*item).name.as_str()));
        Known { items, names }
    }

    /// The one indicator that a sentence names.
    fn named_in(&self, sentence: &str) -> Option<(usize, ItemRef)> {
        match self.names.named_in(sentence)[..] {
            [one] => Some((one, self.items[one])),
            _ => None,
        }
    }
}

static TARGET_WORDS: WordList =
    word_list!["årsmål", "årsmålet", "mål", "målet", "ska", "skall", "minst", "högst", "lägst", "nå", "når"];
static PAST_WORDS: WordList = word_list![
    "förra",
    "föregående",
    "tidigare",
    "fjolårets",
    "utfall",
    "utfallet",
    "resultat",
    "resultatet",
    "var",
    "låg",
    "blev",
    "hade",
    "jämfört",
    "sedan",
    "senaste",
];
static NOT_EXACT: WordList = word_list![ABOUT;
    "nära",
    "med",
    "över",
];

/// Of a report: what a sentence is about that speaks of another time, of others, or of what is wanted.
static NOT_THE_OUTCOME: WordList = word_list![OTHER_TIME, EARLIER_MONTHS;
    "december",
    "våren",
    "hösten",
    "sommaren",
    "halvåret",
    "kvartalet",
    "mål",
    "målet",
    "årsmål",
    "årsmålet",
    "målvärde",
    "målvärdet",
    "ska",
    "skall",
    "bör",
    "minst",
    "högst",
    "lägst",
    "kvinnor",
    "kvinnorna",
    "kvinnornas",
    "män",
    "männen",
    "männens",
    "flickor",
    "flickorna",
    "pojkar",
    "pojkarna",
    "riket",
    "rikets",
    "snittet",
    "genomsnitt",
    "genomsnittet",
    "staden",
    "kommunen",
    "nämnden",
    "prognos",
    "prognosen",
    "budget",
    "budgeten",
    "varav",
    "bland",
    "övriga",
    "andra",
    "aldrig",
    "inte",
    "ökade",
    "minskade",
    "ökat",
    "minskat",
    "ökning",
    "minskning",
    "steg",
    "sjönk",
    "under",
    "hälften",
];

fn is_of_the_past(figure: &Figure, year: Option<i16>) -> bool {
    PAST_WORDS.is_in(figure.sentence()) || figure.is_of_another_year(year)
}

/// The figures of a sentence that speak of what is to be reached.
fn about_a_target<'f, 't>(
    figures: &'f [Figure<'t>],
    year: Option<i16>,
) -> impl Iterator<Item = &'f Figure<'t>> + use<'f, 't> {
    let first = figures.first();
    let is_of_now = first.is_some_and(|first| !is_of_the_past(first, year));
    let says_target = is_of_now && first.is_some_and(|first| TARGET_WORDS.is_in(first.sentence()));
    figures.iter().filter(move |figure| {
        let before = figure.word_before();
        let is_under = before.eq_ignore_ascii_case("under");
        let is_about = if is_under { is_of_now && figure.is_in("%") } else { says_target };
        is_about && !NOT_EXACT.has(before)
    })
}

/// Whether no other figure of the sentence is counted in the same.
fn is_alone(figure: &Figure, all: &[Figure], unit: &str) -> bool {
    !all.iter().any(|other| other.is_beside(figure) && other.is_in(unit))
}

fn check_target(subject: &Subject, known: &Known, text: &Text, (figure, all): (&Figure, &[Figure]), sink: &mut Sink) {
    let Some((_, at)) = known.named_in(figure.sentence()) else { return };
    let indicator = subject.resolved.indicator(at);
    let Some((target, place)) = target(subject, at) else { return };
    if target.upper.is_some() || !figure.is_in(&target.unit) || !is_alone(figure, all, &target.unit) {
        return;
    }
    if known_values(subject, at).any(|known| known == figure.value) {
        return;
    }
    let (said, holds, name) = (said(figure, target), target.print(), indicator.name.as_str());
    sink.push(
        Diagnostic::new(
            &RULE,
            text.text.span(figure.with_percent()),
            msg!(
                "texten säger {said} om ”{name}”, men årsmålet är {holds}",
                "the text says {said} about \"{name}\", but the target is {holds}",
            ),
        )
        .label(msg!("här står {said}", "this says {said}"))
        .other(place, msg!("årsmålet är {holds}", "the target is {holds}"))
        .help(msg!("skriv {holds} i texten, eller ändra årsmålet", "write {holds} in the text, or change the target")),
    );
}

/// The figure in print, in the unit of what it repeats.
fn said(figure: &Figure, like: &Quantity) -> String {
    Quantity { value: figure.value, upper: None, unit: like.unit.clone() }.print()
}

fn check_report(subject: &Subject, report: &Report, sink: &mut Sink) {
    let resolved = subject.resolved;
    let year = year_of(subject.document);
    let known = OnceCell::new();
    let known = || {
        known.get_or_init(|| {
            let mut items: Vec<ItemRef> = report.indicators.keys().copied().collect();
            items.sort_unstable();
            Known::of(subject, items)
        })
    };
    for (text, all) in subject.figures() {
        let own = OnceCell::new();
        for figures in by_sentence(all) {
            let may_be_outcome = |figure: &&Figure| {
                let next = || words(figure.after()).next().filter(|_| figure.after().starts_with([' ', '\u{a0}']));
                let is_counted = |word: &str| known().names.may_name(word);
                let is_in_a_unit = figure.is_in("%") || next().is_some_and(is_counted);
                is_in_a_unit && figure.year().is_none() && !NOT_EXACT.has(figure.word_before())
            };
            let mut possible = figures.iter().filter(may_be_outcome).peekable();
            let Some(first) = possible.peek() else { continue };
            if speaks_of_other(first) || first.is_of_another_year(year) {
                continue;
            }
            // An indicator's own analysis need not name it.
            let of_own = || {
                let says = words(figures[0].sentence()).any(|word| OUTCOME.has(word));
                says.then(|| *own.get_or_init(|| entry_of(subject, report, text))).flatten()
            };
            let named = known().named_in(figures[0].sentence());
            let Some(at) = named.map(|(_, item)| item).or_else(of_own) else { continue };
            let Some(entry) = resolved.indicator_entry(report, at) else { continue };
            let Some((outcome, holds)) = figure_of(entry.outcome.as_ref()) else { continue };
            for figure in possible {
                let is_counted = || {
                    let next = words(figure.after()).next();
                    let mut others = figures.iter().filter(|other| other.is_beside(figure) && other.year().is_none());
                    named.zip(next).is_some_and(|((number, _), next)| known().names.has_word(number, next))
                        && others.next().is_none()
                        && figure.word_before() != "av"
                };
                let is_same_unit = match holds.unit.as_str() {
                    "" => is_counted(),
                    unit => figure.is_in(unit) && is_alone(figure, figures, unit),
                };
                if is_same_unit && !repeats(subject, report, at, (entry, figure)) {
                    sink.push(finding(subject, text, figure, (at, outcome, holds)));
                }
            }
        }
    }
}

/// What an indicator's own analysis calls its outcome.
static OUTCOME: WordList = word_list!["utfall", "utfallet", "resultatet"];

/// Whether the sentence of a figure is about another time, about others, or about what is wanted. "Under 2025" is this year.
fn speaks_of_other(figure: &Figure) -> bool {
    let mut all = words(figure.sentence()).peekable();
    while let Some(word) = all.next() {
        let mut is_a_year =
            || all.peek().is_some_and(|next| next.len() == 4 && next.bytes().all(|byte| byte.is_ascii_digit()));
        if NOT_THE_OUTCOME.has(word) && !(word.eq_ignore_ascii_case("under") && is_a_year()) {
            return true;
        }
    }
    false
}

/// The indicator whose analysis a text is.
fn entry_of(subject: &Subject, report: &Report, text: &Text) -> Option<ItemRef> {
    let is_its = |item: &&ItemRef| {
        let entry = subject.resolved.indicator_entry(report, **item);
        entry.and_then(|entry| entry.analysis.as_ref()).is_some_and(|prose| prose.id() == text.prose.id())
    };
    report.indicators.keys().find(is_its).copied()
}

fn figure_of(outcome: Option<&At<Outcome>>) -> Option<(&At<Outcome>, &Quantity)> {
    let outcome = outcome?;
    Some((outcome, outcome.value.quantity()?))
}

/// Whether a figure is one that a report may rightly give for an indicator: any of its outcomes and targets, rounded as written.
fn repeats(subject: &Subject, report: &Report, at: ItemRef, (entry, figure): (&IndicatorReport, &Figure)) -> bool {
    let resolved = subject.resolved;
    let plan = &resolved.plans[report.plan];
    let is_it = |value: Decimal| {
        value == figure.value
            || value.round_dp_with_strategy(figure.value.scale(), RoundingStrategy::MidpointAwayFromZero)
                == figure.value
    };
    let of_entry = |entry: &IndicatorReport| {
        entry.outcomes().filter_map(|(_, outcome)| outcome.value.quantity()).any(|quantity| is_it(quantity.value))
    };
    let of_plan = |target: &At<Target>| target.value.quantity().is_some_and(|target| is_it(target.value));
    let indicator = resolved.indicator(at);
    let earlier = report.earlier.iter().map(|number| &resolved.reports[*number]);
    let mut earlier = earlier.filter_map(|earlier| resolved.indicator_entry(earlier, at)?.outcome.as_ref());
    let before = resolved.previous(report, at);
    of_entry(entry)
        || earlier.any(|outcome| outcome.value.quantity().is_some_and(|quantity| is_it(quantity.value)))
        || before.is_some_and(|before| before.outcome.value.quantity().is_some_and(|before| is_it(before.value)))
        || resolved.target(plan, at).is_some_and(of_plan)
        || indicator.target.iter().chain(&indicator.council_target).any(of_plan)
        || indicator.series.iter().any(|(_, value)| of_plan(value))
}

fn finding(
    subject: &Subject,
    text: &Text,
    figure: &Figure,
    (at, outcome, holds): (ItemRef, &At<Outcome>, &Quantity),
) -> Diagnostic {
    let indicator = subject.resolved.indicator(at);
    let (name, id) = (indicator.name.as_str(), names::indicator_id(indicator));
    let (said, stands) = (said(figure, holds), typed(holds));
    Diagnostic::new(
        &RULE,
        text.text.span(figure.with_percent()),
        msg!(
            "texten säger {said} om ”{name}”, men utfallet är {stands}",
            "the text says {said} about \"{name}\", but the outcome is {stands}",
        ),
    )
    .label(msg!("här står {said}", "this says {said}"))
    .other(outcome.span, msg!("utfallet är {stands}", "the outcome is {stands}"))
    .help(msg!(
        "skriv {{{{ utfall {id} }}}} i stället för talet, så trycks utfallet som det står; är det utfallet som är fel, rätta det",
        "write {{{{ utfall {id} }}}} in place of the figure, and the outcome is printed as it stands; if the outcome is wrong, fix it",
    ))
}

fn target<'a>(subject: &'a Subject, at: ItemRef) -> Option<(&'a Quantity, Span)> {
    let target = subject.resolved.target(subject.plan, at)?;
    Some((target.value.quantity()?, target.span))
}

/// The indicators that the plan prints.
fn printed(subject: &Subject) -> Vec<ItemRef> {
    subject.plan.goals.iter().flat_map(|goal| goal.indicators.iter().copied()).collect()
}

/// The indicators of a goal of the document and of the goals that it serves.
fn indicators(subject: &Subject, goal: usize) -> Vec<ItemRef> {
    let own = GoalRef { document: subject.plan.document, goal };
    let goals = &subject.plan.goals;
    let mut reached: Vec<usize> = subject.plan.joined(own).into_iter().collect();
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(&number) = reached.get(next) {
        next += 1;
        for &on in &goals[number].entries {
            found.extend((0..subject.resolved.goal(on).indicators.len()).map(|item| ItemRef { on, item }));
        }
        for parent in &goals[number].parents {
            if !reached.contains(parent) {
                reached.push(*parent);
            }
        }
    }
    found
}

/// Every value that the text could rightly repeat: targets of all levels, the council's, and earlier outcomes.
fn known_values<'a>(subject: &'a Subject, at: ItemRef) -> impl Iterator<Item = Decimal> + 'a {
    let indicator = subject.resolved.indicator(at);
    let documents = std::iter::once(subject.plan.document).chain(subject.plan.above.iter().copied());
    let set = documents.flat_map(move |number| {
        let own = subject.resolved.plans[number].targets.iter().filter(move |(_, indicator)| *indicator == at);
        own.map(move |(target, _)| &subject.resolved.documents[number].targets[*target].target)
    });
    let written =
        indicator.target.iter().chain(&indicator.council_target).chain(indicator.series.iter().map(|(_, value)| value));
    set.chain(written)
        .filter_map(|target: &At<Target>| target.value.quantity())
        .flat_map(|known| std::iter::once(known.value).chain(known.upper))
}

fn check_budget(budget: &Budget, text: &Text, figure: &Figure, sink: &mut Sink) {
    let (Some(unit), Some(said_unit)) = (budget.unit.as_ref(), figure.money()) else { return };
    let lead = figure.before().trim_end().to_lowercase();
    let says_what_it_is =
        ["uppgår till", "uppgår i år till", " är", " är på", "omfattar"].iter().any(|words| lead.ends_with(words));
    if !says_what_it_is || !lead.contains("budget") {
        return;
    }
    let in_said_unit = |amount: Decimal| unit.value.convert(amount, said_unit);
    let is_said = |amount: Decimal| {
        let rounded = in_said_unit(amount)
            .map(|amount| amount.round_dp_with_strategy(figure.value.scale(), RoundingStrategy::MidpointAwayFromZero));
        rounded.is_none_or(|rounded| rounded == figure.value)
    };
    let amounts = budget.rows.iter().map(|row| &row.amounts).chain(budget.total.iter().map(|(_, total)| total));
    let mut in_table = amounts.flat_map(|amounts| {
        amounts.in_order().into_iter().flatten().map(|amount| amount.value).chain(amounts.known_net())
    });
    if in_table.any(is_said) || budget.sums().into_iter().flatten().any(is_said) {
        return;
    }
    let written = budget.total.as_ref().and_then(|(_, total)| total.net.as_ref());
    let Some(net) = written.map(|net| net.value).or(budget.sums()[2]) else { return };
    let (said, said_word, holds, word) =
        (print_decimal(figure.value), said_unit.word(), print_decimal(net), unit.value.word());
    sink.push(
        Diagnostic::new(
            &RULE,
            text.text.span(figure.range.clone()),
            msg!(
                "texten säger att budgeten är {said} {said_word}, men tabellens netto är {holds} {word}",
                "the text says that the budget is {said} {said_word}, but the table's net is {holds} {word}",
            ),
        )
        .label(msg!("här står {said} {said_word}", "this says {said} {said_word}"))
        .other(
            written.map_or(budget.span, |net| net.span),
            msg!("tabellens netto är {holds} {word}", "the table's net is {holds} {word}"),
        )
        .help(msg!(
            "skriv {holds} {word} i texten, eller rätta tabellen",
            "write {holds} {word} in the text, or fix the table"
        )),
    );
}
