//! The one judgement of an outcome: what page, rules and comparison say of it, at every occasion and in every direction.

use proptest::prelude::*;
use rust_decimal::Decimal;
use vp::model::outcome::shortfall;
use vp::model::{Direction, Quantity, Rank};
use vp::plan_format::parts::settings::built_in;

use crate::property::cases;
use crate::workspace::Workspace;

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Ekeby kommun, enhet: Barnenheten}\n\
                    mål:\n  inriktningsmål:\n    - {nr: '1.', titel: En trygg kommun}\n  \
                    enhetsmål:\n    - id: delaktighet\n      till: 1\n      titel: Barn är delaktiga\n      indikatorer:\n";

#[test]
fn a_checkpoint_that_cannot_be_used_is_said_in_the_plan() {
    let with = |points: &str| MEETINGS.replace("ackumulerad: ja", &format!("ackumulerad: ja, riktpunkt: {points}"));
    for (points, code) in
        [("{T1: många}", "VP0403"), ("{T1: 18 %}", "VP0404"), ("{VB: 60}", "VP0105"), ("{T4: 8}", "VP0105")]
    {
        let (_, found) = page(&plan(&[&with(points)]), "T1", "indikatorer: {möten: {utfall: 20}}\n", "");
        assert!(found.contains(code), "{points}: {found}");
    }
}

#[test]
fn what_is_counted_does_not_fall() {
    let later = |outcome: &str, more: &str| {
        let workspace = Workspace::with([
            ("plans/2025/plan.yaml", plan(&[&MEETINGS.replace("ackumulerad: ja", more)])),
            ("plans/2025/t1.yaml", report("T1", "indikatorer: {möten: {utfall: 22}}\n")),
            ("plans/2025/t2.yaml", report("T2", &format!("indikatorer: {{möten: {{utfall: {outcome}}}}}\n"))),
        ]);
        workspace.vp(["check", "--lang", "sv"]).end().out.contains("VP0513")
    };
    assert!(later("19", "ackumulerad: ja"));
    assert!(!later("22", "ackumulerad: ja") && !later("19", "ackumulerad: nej") && !later("19 %", "ackumulerad: ja"));
}

#[test]
fn a_target_in_words_is_judged_as_it_is_meant() {
    let of = |target: &str, direction: &str| {
        format!("{{id: mått, namn: Måttet, årsmål: {target}, periodicitet: År{direction}, serie: {{2024: 50 %}}}}")
    };
    for (target, direction, outcome, mark) in [
        ("Minst 90 %", "", "90 %", "● Målet nått"),
        ("Minst 90 %", "", "85 %", "◐ Nära målet"),
        ("Högst 7 %", ", riktning: lägre", "7 %", "● Målet nått"),
        ("Högst 7 %", "", "9 %", "○ Målet ej nått"),
        ("Över 90 %", "", "90 %", "◐ Nära målet"),
        ("Över 90 %", "", "90.1 %", "● Målet nått"),
        ("Ska öka", "", "51 %", "● Målet nått"),
        ("Ska öka", "", "50 %", "◐ Nära målet"),
        ("Ska öka", "", "30 %", "○ Målet ej nått"),
        ("minska", ", riktning: lägre", "49 %", "● Målet nått"),
        ("Oförändrat", "", "50 %", "● Målet nått"),
        ("Oförändrat", "", "52 %", "◐ Nära målet"),
    ] {
        let text = format!("indikatorer:\n  mått: {{utfall: {outcome}}}\n");
        let (page, found) = page(&plan(&[&of(target, direction)]), "VB", &text, "");
        let row = row(&page, "Måttet");
        assert!(row.contains(mark), "{target} {outcome}: {row}");
        assert!(row.contains(&format!("| {target} |")), "printed as written: {row}");
        for code in ["VP0403", "VP0409", "VP0410", "VP0411"] {
            assert!(!found.contains(code), "{target}: {found}");
        }
        assert_eq!(found.contains("VP0704"), !mark.starts_with('●'), "{target} {outcome}: {found}");
    }
    // What only people can judge has no mark of its own, and takes the one that is written.
    for target in ["Ja", "Topp 50", "Högre än riket"] {
        let (page, found) =
            page(&plan(&[&of(target, "")]), "VB", "indikatorer:\n  mått: {utfall: 51 %, bedömning: helt}\n", "");
        assert!(row(&page, "Måttet").contains("● Målet nått") && !found.contains("VP0403"), "{page}{found}");
    }
    let (_, found) = page(&plan(&[&of("Högst 7 %", ", riktning: högre")]), "VB", "", "");
    assert!(found.contains("VP0403") && found.contains("säger att lägre är bättre"), "{found}");
}

/// A plan with these indicators, each written as a flow map.
fn plan(indicators: &[&str]) -> String {
    let lines: Vec<String> = indicators.iter().map(|one| format!("        - {one}\n")).collect();
    format!("{HEAD}{}", lines.concat())
}

fn report(period: &str, text: &str) -> String {
    let kind = if period == "VB" { "verksamhetsberättelse" } else { "tertialrapport" };
    format!("vp: 1\ndokument: {kind}\nperiod: {period}\n{text}")
}

const MEETINGS: &str =
    "{id: möten, namn: Antal SIP-möten, årsmål: 60, ackumulerad: ja, periodicitet: Tertial, riktning: högre}";
const DAYS: &str =
    "{id: dygn, namn: Köpta dygn, årsmål: 4200, ackumulerad: ja, periodicitet: Tertial, riktning: lägre}";

/// The page of a report as Markdown, and what is found in the workspace.
fn page(plan: &str, period: &str, text: &str, settings: &str) -> (String, String) {
    let workspace = Workspace::with([
        ("vp.yaml", format!("vp: 1\n{settings}")),
        ("plans/2025/plan.yaml", plan.to_owned()),
        ("plans/2025/r.yaml", report(period, text)),
    ]);
    let found = workspace.vp(["check", "--info", "--lang", "sv"]).end().out;
    workspace.vp(["build", "--format", "markdown"]).end();
    let path = workspace.files("build").into_iter().find(|path| path.contains("/r.") && path.ends_with(".md"));
    let path = path.unwrap_or_else(|| panic!("no page of the report: {found}"));
    (workspace.read(&format!("build/{path}")), found)
}

/// The row of an indicator on a page.
fn row<'p>(page: &'p str, name: &str) -> &'p str {
    // What departs from the plan is listed before it, each with a way to its goal.
    let line = page.lines().find(|line| line.starts_with('|') && !line.contains("](#") && line.contains(name));
    line.unwrap_or_else(|| panic!("no row of {name}: {page}"))
}

#[test]
fn what_is_counted_is_held_against_the_pace_within_the_year() {
    let plan = plan(&[MEETINGS, DAYS]);
    // 120 of 365 days: 19,7 meetings and 1 380,8 days.
    for (period, meetings, days, marks, has_findings) in [
        ("T1", "21", "1300", ["● I takt med målet", "● I takt med målet"], [false, false]),
        ("T1", "19", "1400", ["◐ Nära takten", "◐ Nära takten"], [true, true]),
        ("T1", "12", "1700", ["○ Efter målet", "○ Efter målet"], [true, true]),
        ("T2", "40", "2800", ["● I takt med målet", "◐ Nära takten"], [false, true]),
        ("VB", "60", "4200", ["● Målet nått", "● Målet nått"], [false, false]),
        ("VB", "21", "5000", ["○ Målet ej nått", "○ Målet ej nått"], [true, true]),
    ] {
        let text = format!("indikatorer:\n  möten: {{utfall: {meetings}}}\n  dygn: {{utfall: {days}}}\n");
        let (page, found) = page(&plan, period, &text, "");
        for ((name, mark), has_finding) in ["Antal SIP-möten", "Köpta dygn"].into_iter().zip(marks).zip(has_findings)
        {
            let row = row(&page, name);
            assert!(row.contains(mark), "{period}: {row}");
            let about = found.lines().filter(|line| line.contains("VP0704") && line.contains(name)).count();
            assert_eq!(about > 0, has_finding, "{period} {name}: {found}");
        }
    }
    let (_, found) = self::page(&plan, "T1", "indikatorer:\n  möten: {utfall: 12}\n", "");
    assert!(
        found.contains("”Antal SIP-möten” är inte i takt med målet och har ingen analys: utfallet 12 mot riktpunkten 19,7 ger ”Efter målet”"),
        "{found}"
    );
}

#[test]
fn a_checkpoint_and_a_forecast_go_before_the_days_of_the_year() {
    let with_points = MEETINGS.replace("ackumulerad: ja", "ackumulerad: ja, riktpunkt: {T1: 10}");
    let text = "indikatorer:\n  möten: {utfall: 10}\n";
    let (with, _) = page(&plan(&[&with_points]), "T1", text, "");
    assert!(row(&with, "Antal SIP-möten").contains("● I takt med målet"), "{with}");
    assert!(!with.contains("Prognos helår"), "{with}");
    let (without, _) = page(&plan(&[MEETINGS]), "T1", text, "");
    assert!(row(&without, "Antal SIP-möten").contains("○ Efter målet"), "{without}");
    // The forecast is held against the whole target, whatever the outcome is so far.
    for (forecast, mark) in [("63", "● I takt med målet"), ("55", "◐ Nära takten"), ("40", "○ Efter målet")] {
        let text = format!("indikatorer:\n  möten: {{utfall: 10, prognos: {forecast}, analys: Fler väntas.}}\n");
        let (page, _) = page(&plan(&[MEETINGS]), "T1", &text, "");
        assert!(page.contains("| Prognos helår |"), "{page}");
        let row = row(&page, "Antal SIP-möten");
        assert!(row.contains(mark) && row.contains(&format!("| {forecast} |")), "{row}");
    }
    // A whole year is not forecast any more, but nothing that is written is lost.
    let (annual, _) = page(&plan(&[MEETINGS]), "VB", "indikatorer:\n  möten: {utfall: 61, prognos: 63}\n", "");
    assert!(row(&annual, "Antal SIP-möten").contains("● Målet nått") && annual.contains("63"), "{annual}");
}

#[test]
fn checkpoints_of_a_target_that_is_set_anew_are_the_same_part_of_it() {
    let board = MEETINGS.replace("ackumulerad: ja", "riktpunkt: {T1: 30}");
    let own = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Ekeby kommun, enhet: Barnenheten, grupp: Gruppen}\n\
               bygger_på: ../plan.yaml\nomfattar: [delaktighet]\nårsmål: ";
    for (set, outcome, mark) in [
        ("{möten: 20}", "10", "● I takt med målet"),
        ("{möten: 20}", "9", "◐ Nära takten"),
        ("{möten: {årsmål: 20, riktpunkt: {T1: 4}}}", "4", "● I takt med målet"),
    ] {
        let workspace = Workspace::with([
            ("plans/2025/plan.yaml", plan(&[&board])),
            ("plans/2025/g/plan.yaml", format!("{own}{set}\n")),
            ("plans/2025/g/t1.yaml", report("T1", &format!("indikatorer:\n  möten: {{utfall: {outcome}}}\n"))),
        ]);
        workspace.vp(["build", "--format", "markdown"]).end();
        let path = workspace.files("build").into_iter().find(|path| path.contains("/t1.") && path.ends_with(".md"));
        let page = workspace.read(&format!("build/{}", path.expect("the report has a page")));
        assert!(row(&page, "Antal SIP-möten").contains(mark), "{set} {outcome}: {page}");
    }
}

#[test]
fn own_target_and_councils_are_two_judgements() {
    let index = "{id: ami, namn: Medskapandeindex, årsmål: 70, kf_årsmål: 83, motivering: Enheten är ny., periodicitet: År, riktning: högre}";
    let (missed, _) = page(&plan(&[index]), "VB", "indikatorer:\n  ami: {utfall: 71}\n", "");
    let missed = row(&missed, "Medskapandeindex");
    assert!(missed.contains("● Målet nått") && missed.contains("KF:s årsmål: Målet ej nått"), "{missed}");
    assert!(missed.contains("Motivering: Enheten är ny."), "{missed}");
    for outcome in ["83", "69", "60"] {
        let text = format!("indikatorer:\n  ami: {{utfall: {outcome}}}\n");
        let (page, _) = page(&plan(&[index]), "VB", &text, "");
        assert!(!row(&page, "Medskapandeindex").contains("KF:s årsmål:"), "{outcome}");
    }
}

const OWN_WORDS: &str = "styrmodell:\n  bedömningar:\n    \
    - {nyckel: helt, rubrik: Målet uppfylls, rubrik_indikator: Nått}\n    \
    - {nyckel: i-huvudsak, rubrik: Uppfylls i huvudsak, gräns: 90 %}\n    \
    - {nyckel: delvis, rubrik: Uppfylls delvis, gräns: 75 %}\n    \
    - {nyckel: ej, rubrik: Uppfylls inte}\n    \
    - {nyckel: svårbedömt, rubrik: Svårbedömt, utanför_skalan: ja}\n";

#[test]
fn words_have_limits_and_some_stand_outside_the_scale() {
    let share = "{id: andel, namn: Andel i tid, årsmål: 80 %, periodicitet: År, riktning: högre}";
    for (entry, mark) in [
        ("{utfall: 80 %}", "● Nått"),
        ("{utfall: 72 %}", "◐ Uppfylls i huvudsak"),
        ("{utfall: 60 %}", "◐ Uppfylls delvis"),
        ("{utfall: 59.9 %}", "○ Uppfylls inte"),
        ("{utfall: 40 %, bedömning: svårbedömt}", "– Svårbedömt"),
    ] {
        let goal = "mål:\n  delaktighet: {bedömning: svårbedömt}\n";
        let (page, found) = page(&plan(&[share]), "VB", &format!("{goal}indikatorer:\n  andel: {entry}\n"), OWN_WORDS);
        assert!(row(&page, "Andel i tid").contains(mark), "{entry}: {page}");
        assert!(page.contains("– Svårbedömt"), "{page}");
        // Neither goal nor indicator is counted as missed, and the figures do not contradict the word.
        let is_missed = mark.starts_with(['◐', '○']);
        assert_eq!(found.contains("VP0704"), is_missed, "{entry}: {found}");
        for code in ["VP0701", "VP0702", "VP0703", "VP0705"] {
            assert!(!found.contains(&format!("{code}]: målet ”Barn är delaktiga”")), "{entry}: {found}");
        }
        assert!(!found.contains("VP0702"), "{entry}: {found}");
    }
}

#[test]
fn an_occasion_has_a_name_and_words_of_its_own() {
    let settings = "styrmodell:\n  rapporttillfällen:\n    T1: {till: 04-30, rubrik: Tertialrapport 1, bedömningar: {helt: Bedöms uppfyllas helt}}\n    T2: 08-31\n    VB: 12-31\n";
    let goal = "mål:\n  delaktighet: {bedömning: helt}\n";
    let (interim, found) = page(&plan(&[MEETINGS]), "T1", goal, settings);
    assert!(interim.contains("● Bedöms uppfyllas helt"), "{interim}{found}");
    assert!(interim.contains("# Tertialrapport 1 2025 för Barnenheten"), "{interim}");
    let (annual, _) = page(&plan(&[MEETINGS]), "VB", goal, settings);
    assert!(annual.contains("● Uppfylls helt"), "{annual}");
    // The printed words may stand in a follow-up too.
    let (_, found) = page(&plan(&[MEETINGS]), "T1", &goal.replace("helt", "Bedöms uppfyllas helt"), settings);
    assert!(!found.contains("VP0105"), "{found}");
}

#[test]
fn other_occasions_ask_for_other_words_of_periodicity() {
    let model = |more: &str| format!("styrmodell:\n  rapporttillfällen: {{Delår: 06-30, Bokslut: 12-31}}\n{more}");
    let found = |settings: &str| {
        let files = [("vp.yaml", format!("vp: 1\n{settings}")), ("plans/plan.yaml", plan(&[]))];
        Workspace::with(files).vp(["check", "--lang", "sv"]).end().out
    };
    let error = found(&model(""));
    assert!(error.contains("VP0106") && error.contains("periodicitet: under styrmodell"), "{error}");
    assert!(!found(&model("  periodicitet: {År: [Bokslut]}\n")).contains("VP0106"));
    // Other days of the same occasions change nothing else.
    assert!(!found("styrmodell:\n  rapporttillfällen: {T1: 04-15, T2: 08-15, VB: 12-31}\n").contains("VP0106"));
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Higher), Just(Direction::Lower), Just(Direction::Range)]
}

fn quantity(value: i64, upper: Option<i64>) -> Quantity {
    Quantity { value: Decimal::new(value, 1), upper: upper.map(|upper| Decimal::new(upper, 1)), unit: String::new() }
}

proptest! {
    #![proptest_config(cases(2000))]

    /// A better outcome is never assessed as worse, whatever the scale.
    #[test]
    fn a_better_outcome_has_no_worse_assessment(
        target in -500i64..500,
        width in 0i64..200,
        one in -800i64..800,
        two in -800i64..800,
        direction in direction(),
        words in 1usize..6,
        outside in prop::collection::vec(any::<bool>(), 6),
        limits in prop::collection::vec(1i64..100, 6),
        has_limits in any::<bool>(),
    ) {
        let mut steering = built_in().steering;
        let word = steering.assessments[0].clone();
        let mut limits = limits;
        limits.sort_unstable_by_key(|limit| std::cmp::Reverse(*limit));
        steering.assessments = (0..words).map(|at| {
            let limit = has_limits.then(|| Decimal::new(limits[at], 2));
            vp::model::Assessment { is_outside: outside[at], limit, ..word.clone() }
        }).collect();
        let target = quantity(target, (direction == Direction::Range).then_some(target + width));
        let judged = |outcome: i64| {
            let found = shortfall(&quantity(outcome, None), &target, direction).expect("one unit, and a range where one is due");
            (found.distance, steering.assess(found))
        };
        let ((near, first), (far, second)) = (judged(one), judged(two));
        if steering.scale().next().is_none() {
            prop_assert_eq!((first, second), (None, None));
            return Ok(());
        }
        let (first, second) = (first.expect("on the scale"), second.expect("on the scale"));
        for number in [first, second] {
            prop_assert!(steering.rank(number) != Rank::Outside);
        }
        // Of a range the two ends may differ in size, and so in tolerance.
        if direction != Direction::Range && near < far {
            prop_assert!(first <= second, "{} before {}", first, second);
        }
        if near == Decimal::ZERO {
            prop_assert_eq!(steering.rank(first), Rank::Best);
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// The mark on the page, the rules and the written word never contradict each other: where the writer writes the word
    /// that the mark says, no rule objects, and any other word on the scale is objected to.
    #[test]
    fn page_and_rules_say_the_same(
        outcome in 0i64..200,
        forecast in prop::option::of(0i64..200),
        target in 1i64..100,
        occasion in 0usize..3,
        is_counted in any::<bool>(),
        is_higher in any::<bool>(),
        point in prop::option::of(1i64..100),
    ) {
        let period = ["T1", "T2", "VB"][occasion];
        let counted = if is_counted { "ja" } else { "nej" };
        let direction = if is_higher { "högre" } else { "lägre" };
        let points = point.map_or(String::new(), |point| format!("riktpunkt: {{T1: {point}}}, "));
        let indicator = format!(
            "{{id: mått, namn: Måttet, årsmål: {target}, ackumulerad: {counted}, {points}periodicitet: Tertial, riktning: {direction}}}"
        );
        let prognosis = forecast.map_or(String::new(), |forecast| format!(", prognos: {forecast}"));
        let text = |more: &str| format!("indikatorer:\n  mått: {{utfall: {outcome}{prognosis}{more}}}\n");
        let (bare, found) = page(&plan(&[&indicator]), period, &text(""), "");
        let row = row(&bare, "Måttet").to_owned();
        let says = ["●", "◐", "○"].into_iter().position(|character| row.contains(character)).expect("a mark");
        let is_pace = period != "VB" && (forecast.is_some() || is_counted || (period == "T1" && point.is_some()));
        prop_assert_eq!(row.contains("takt") || row.contains("Efter"), is_pace, "{}", row);
        prop_assert_eq!(found.contains("VP0704"), says > 0, "{}{}", row, found);
        for (number, word) in ["helt", "delvis", "ej"].into_iter().enumerate() {
            let (written, found) = page(&plan(&[&indicator]), period, &text(&format!(", bedömning: {word}")), "");
            prop_assert_eq!(found.contains("VP0702"), number != says, "{}{}", row, found);
            let written = self::row(&written, "Måttet");
            prop_assert!(written.contains(["●", "◐", "○"][number]), "{}", written);
        }
    }
}
