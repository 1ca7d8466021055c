//! The income statement of a follow-up: its sums, its net, its signs, its unit, and the plan's budget.
use crate::scene::Found;
use crate::workspace::Workspace;

/// A statement as units write one, with every sum and deviation.
const WRITTEN: &str = "    belopp_i: tkr
    intäkter:
      - {namn: Taxor och avgifter, utfall: 527, budget: 400, avvikelse: 127}
      - {namn: Hyresintäkter, utfall: 1024, budget: 700, avvikelse: 324}
      - {namn: Bidrag, utfall: 22067, budget: 5800, avvikelse: 16267}
      - {namn: Försäljning av verksamhet, utfall: 0, budget: 0, avvikelse: 0}
      - {namn: Övriga externa intäkter, utfall: 1498, budget: 2000, avvikelse: -502}
    kostnader:
      - {namn: Personalkostnader, utfall: 87460, budget: 81200, avvikelse: -6260}
      - {namn: Övriga personalkostnader, utfall: 19534, budget: 7400, avvikelse: -12134}
      - {namn: Lokalkostnader, utfall: 8429, budget: 6800, avvikelse: -1629}
      - {namn: Entreprenader och köp av verksamhet, utfall: 66249, budget: 44200, avvikelse: -22049}
      - {namn: Övriga kostnader, utfall: 5671, budget: 4000, avvikelse: -1671}
    summa_intäkter: {utfall: 25116, budget: 8900, avvikelse: 16216}
    summa_kostnader: {utfall: 187343, budget: 143600, avvikelse: -43743}
    summa_netto: {utfall: 162227, budget: 134700, avvikelse: -27527}
";

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2022\norganisation: {enhet: Barnenheten}\n";
const BUDGET: &str = "ekonomi:\n  budget:\n    belopp_i: mnkr\n    rader:\n      \
                      - {namn: Enheten, kostnader: 143.6, intäkter: 8.9, netto: 134.7}\n";

fn annual(income_statement: &str) -> String {
    format!("vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nekonomi:\n  resultaträkning:\n{income_statement}")
}

fn tertial(income_statement: &str) -> String {
    format!("vp: 1\ndokument: tertialrapport\nperiod: T1\nekonomi:\n  resultaträkning:\n{income_statement}")
}

fn check(income_statement: &str) -> Found {
    // What a large result asks for has a test of its own.
    Workspace::plan(format!("{PLAN}{BUDGET}"))
        .file("vp.yaml", UNEXPLAINED)
        .file("vb.yaml", annual(income_statement))
        .check()
}

const UNEXPLAINED: &str = "vp: 1\nregler: {VP0807: av}\nmappar: {planer: .}\n";

fn assert_found(found: &Found, expected: &[(&str, &str, &str)], what: &str) {
    let described: Vec<(&str, &str, &str)> = found
        .findings
        .iter()
        .filter(|finding| finding.rule.code.starts_with("VP08"))
        .map(|finding| (finding.rule.code, found.text(finding.span), finding.message.sv.as_ref()))
        .collect();
    assert_eq!(described, expected, "{what}");
}

#[test]
fn a_statement_that_adds_up_is_silent() {
    let found = check(WRITTEN);
    assert!(found.findings.is_empty(), "{:?}", found.codes());
    let found = Workspace::plan(format!("{PLAN}{BUDGET}"))
        .file("vp.yaml", "vp: 1\ngränser: {resultat: 25 %}\nmappar: {planer: .}\n");
    assert!(found.file("vb.yaml", annual(WRITTEN)).check().findings.is_empty());
    // What is not written is computed and contradicts nothing.
    let bare: String = WRITTEN.lines().filter(|line| !line.contains("summa_")).fold(String::new(), |bare, line| {
        let line = line.split(", avvikelse").next().expect("a first part");
        bare + line + if line.contains('{') && !line.ends_with('}') { "}\n" } else { "\n" }
    });
    assert!(bare.contains("budget: 4000}"));
    assert!(check(&bare).findings.is_empty());
}

#[test]
fn each_slip_is_said_once_at_its_place() {
    let nb = '\u{a0}';
    for (from, to, expected) in [
        // A sum that the rows do not make, which the net builds on.
        (
            "{utfall: 25116,",
            "{utfall: 25216,",
            vec![(
                "VP0801",
                "25216",
                format!("raderna under utfall blir 25{nb}116, men i summa_intäkter står 25{nb}216"),
            )],
        ),
        // A row that was changed late: its own deviation, and the sum.
        (
            "utfall: 87460,",
            "utfall: 87640,",
            vec![
                (
                    "VP0803",
                    "-6260",
                    format!("Personalkostnader: budget minus utfall blir −6{nb}440, men avvikelsen är −6{nb}260"),
                ),
                (
                    "VP0801",
                    "187343",
                    format!("raderna under utfall blir 187{nb}523, men i summa_kostnader står 187{nb}343"),
                ),
            ],
        ),
        // The sign of one row.
        (
            "avvikelse: 127}",
            "avvikelse: -127}",
            vec![(
                "VP0803",
                "-127",
                "Taxor och avgifter: utfall minus budget blir 127, men avvikelsen är −127".to_owned(),
            )],
        ),
        // The sign of a sum.
        (
            "avvikelse: -43743}",
            "avvikelse: 43743}",
            vec![(
                "VP0803",
                "43743",
                format!("summa_kostnader: budget minus utfall blir −43{nb}743, men avvikelsen är 43{nb}743"),
            )],
        ),
        // The net: its amounts, and its deviation.
        (
            "{utfall: 162227,",
            "{utfall: -162227,",
            vec![(
                "VP0802",
                "-162227",
                format!("summa_netto: kostnader minus intäkter blir 162{nb}227 under utfall, men där står −162{nb}227"),
            )],
        ),
        (
            "avvikelse: -27527}",
            "avvikelse: -27257}",
            vec![(
                "VP0803",
                "-27257",
                format!("summa_netto: budget minus utfall blir −27{nb}527, men avvikelsen är −27{nb}257"),
            )],
        ),
        // Deviations that nothing but the rows can contradict.
        (
            "{utfall: 25116, budget: 8900, avvikelse: 16216}",
            "{avvikelse: 16116}",
            vec![(
                "VP0801",
                "16116",
                format!("raderna under avvikelse blir 16{nb}216, men i summa_intäkter står 16{nb}116"),
            )],
        ),
        (
            "{utfall: 162227, budget: 134700, avvikelse: -27527}",
            "{avvikelse: -27000}",
            vec![(
                "VP0802",
                "-27000",
                format!("summa_netto: avvikelserna blir tillsammans −27{nb}527, men där står −27{nb}000"),
            )],
        ),
        (
            "    belopp_i: tkr\n",
            "",
            vec![("VP0805", "resultaträkning", "resultaträkningen saknar uppgift om vad beloppen räknas i".to_owned())],
        ),
        ("belopp_i: tkr", "belopp_i: tusen", vec![]),
    ] {
        assert!(WRITTEN.contains(from), "{from}");
        let expected: Vec<(&str, &str, &str)> =
            expected.iter().map(|(code, at, message)| (*code, *at, message.as_str())).collect();
        assert_found(&check(&WRITTEN.replacen(from, to, 1)), &expected, to);
    }
}

#[test]
fn within_the_year_a_forecast_stands_in_for_the_outcome() {
    let income_statement = |cost: &str| {
        format!(
            "    belopp_i: tkr\n    intäkter:\n      - {{namn: Bidrag, utfall: 2100, budget: 5800, prognos: 6000, avvikelse: 200}}\n    \
             kostnader:\n      - {{namn: Lokalkostnader, utfall: 2300, budget: 6800{cost}}}\n"
        )
    };
    let scene = |cost: &str| {
        Workspace::plan(PLAN).file("vp.yaml", UNEXPLAINED).file("t1.yaml", tertial(&income_statement(cost))).check()
    };
    assert_found(&scene(", prognos: 6900, avvikelse: -100"), &[], "by the forecast");
    let found = scene(", prognos: 6900, avvikelse: 4500");
    let help = found.findings[0].help.as_ref().expect("a help").sv.to_string();
    let message = "Lokalkostnader: budget minus prognos blir −100, men avvikelsen är 4\u{a0}500";
    assert_found(&found, &[("VP0803", "4500", message)], "by the outcome");
    assert_eq!(help, "skriv avvikelse: -100, eller rätta prognos eller budget");
    // Against a part of the budget that the file does not have.
    let found = scene(", avvikelse: -30");
    assert_eq!(
        found.findings[0].help.as_ref().expect("a help").sv,
        "skriv prognos: för året, som avvikelsen räknas mot, eller avvikelse: 4500"
    );
    // Forecasts for some rows only make no sum.
    let partly = income_statement("")
        + "    summa_kostnader: {budget: 6800, prognos: 7000}\n    summa_netto: {budget: 1000, prognos: 1000}\n";
    assert_found(
        &Workspace::plan(PLAN).file("vp.yaml", UNEXPLAINED).file("t1.yaml", tertial(&partly)).check(),
        &[],
        "partly forecast",
    );
    let wrong = income_statement(", prognos: 6900") + "    summa_netto: {prognos: 1000}\n";
    let message = "summa_netto: kostnader minus intäkter blir 900 under prognos, men där står 1\u{a0}000";
    assert_found(
        &Workspace::plan(PLAN).file("vp.yaml", UNEXPLAINED).file("t1.yaml", tertial(&wrong)).check(),
        &[("VP0802", "1000", message)],
        "all forecast",
    );
}

#[test]
fn the_unit_of_the_report_before_is_suggested() {
    let found = Workspace::plan(format!("{PLAN}{BUDGET}"))
        .file(
            "t1.yaml",
            tertial("    belopp_i: tkr\n    kostnader:\n      - {namn: Lokalkostnader, utfall: 1, budget: 2}\n"),
        )
        .file("vb.yaml", annual(&WRITTEN.replacen("    belopp_i: tkr\n", "", 1)))
        .check();
    let finding = found.findings.iter().find(|finding| finding.rule.code == "VP0805").expect("the unit is missing");
    let help = finding.help.as_ref().expect("a help");
    assert!(help.sv.starts_with("skriv belopp_i: tkr på en egen rad"), "{}", help.sv);
    assert_eq!(finding.others.iter().map(|other| found.text(other.span)).collect::<Vec<_>>(), ["527", "tkr"]);
}

#[test]
fn the_budget_is_the_plans_within_its_rounding() {
    let row = "- {namn: Enheten, kostnader: 143.6, intäkter: 8.9, netto: 134.7}";
    let of = |plan_row: &str, unit: &str, income_statement: &str| {
        let plan = format!("{PLAN}{BUDGET}").replace(row, plan_row).replace("mnkr", unit);
        let found = Workspace::plan(plan).file("vb.yaml", annual(income_statement)).check();
        let found = found.findings.iter().filter(|finding| finding.rule.code == "VP0806");
        found.map(|finding| finding.message.sv.to_string()).collect::<Vec<_>>()
    };
    let sums = |costs: &str, income: &str, net: &str| {
        format!(
            "    belopp_i: tkr\n    summa_intäkter: {{budget: {income}}}\n    summa_kostnader: {{budget: {costs}}}\n    summa_netto: {{budget: {net}}}\n"
        )
    };
    assert!(of(row, "mnkr", &sums("143650", "8850", "134800")).is_empty(), "within half a decimal");
    assert_eq!(
        of(row, "mnkr", &sums("143651", "8900", "134751")),
        ["budgeten för kostnader är 143\u{a0}651 tkr, men i planen är den 143,6 mnkr"]
    );
    assert_eq!(of(row, "mnkr", &sums("144000", "9000", "135000")).len(), 2, "the net follows from the others");
    // A plan that gives only the net is compared by it, and one in kronor exactly.
    assert_eq!(
        of("- {namn: Enheten, netto: 134.7}", "mnkr", &sums("143600", "8900", "134600")).len(),
        1,
        "one decimal is 50 tkr"
    );
    assert_eq!(of("- {namn: Enheten, kostnader: 143600000}", "kr", &sums("143601", "8900", "134701")).len(), 1);
    assert!(of("- {namn: Enheten, kostnader: 143600400}", "kr", &sums("143600", "0", "143600")).is_empty());
    // Rows that are summed may each be rounded.
    let two = "- {namn: Ett, kostnader: 71.8}\n      - {namn: Två, kostnader: 71.8}";
    assert!(of(two, "mnkr", &sums("143690", "0", "143690")).is_empty());
    assert!(of(row, "tusen", &sums("1", "2", "3")).is_empty(), "a unit that cannot be read");
}

#[test]
fn a_large_result_is_explained() {
    let workspace = |limit: &str| {
        Workspace::plan(format!("{PLAN}{BUDGET}")).file("vp.yaml", format!("vp: 1\n{limit}mappar: {{planer: .}}\n"))
    };
    let limited = || workspace("gränser: {resultat: 2 %}\n");
    let count = |scene: &Workspace| scene.check().codes().iter().filter(|code| **code == "VP0807").count();
    let message = "resultatet avviker med −27\u{a0}527 tkr, 20,4 % av nettobudgeten, och analys saknas";
    assert_found(&limited().file("vb.yaml", annual(WRITTEN)).check(), &[("VP0807", "-27527", message)], "a deficit");
    assert_eq!(count(&workspace("").file("vb.yaml", annual(WRITTEN))), 1, "the usual limit is 1 %");
    assert_eq!(count(&workspace("gränser: {mål: 9}\n").file("vb.yaml", annual(WRITTEN))), 1, "another limit is set");
    assert_eq!(count(&workspace("regler: {VP0807: av}\n").file("vb.yaml", annual(WRITTEN))), 0);
    let explained = annual(WRITTEN) + "  analys: Köpen av vård blev dyrare.\n";
    assert_eq!(count(&limited().file("vb.yaml", explained)), 0);
    let elsewhere =
        "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nför: Ekonomi\nekonomi:\n  analys: Köpen blev dyrare.\n";
    assert_eq!(count(&limited().file("vb.yaml", annual(WRITTEN)).file("vb-ekonomi.yaml", elsewhere)), 0);
    let row =
        |amounts: &str| format!("    belopp_i: tkr\n    kostnader:\n      - {{namn: Lokalkostnader, {amounts}}}\n");
    assert_eq!(count(&limited().file("vb.yaml", annual(&row("utfall: 94, budget: 100")))), 1, "a surplus");
    assert_eq!(count(&limited().file("vb.yaml", annual(&row("utfall: 98, budget: 100")))), 0, "at the limit");
    assert_eq!(
        count(&limited().file("vb.yaml", annual(&row("utfall: 98, budget: 0")))),
        0,
        "no budget to be a share of"
    );
    // A third of the year has passed: what is spent is no result.
    assert_eq!(count(&limited().file("t1.yaml", tertial(&row("utfall: 33, budget: 100")))), 0);
    assert_eq!(count(&limited().file("t1.yaml", tertial(&row("utfall: 33, budget: 100, prognos: 110")))), 1);
}
