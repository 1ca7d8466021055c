//! Single sentences: numbers that agree, what a target's change means, amounts and per cent.

use vp::compare::diff::*;
use vp::diagnostic::Language;
use vp::terminal::Style;

use super::build::*;

/// The lines of a text that are about the goals of its one plan, without what stands before them.
fn lines(comparison: &Comparison, language: Language) -> Vec<String> {
    let text = written("text", comparison, language, false, Style::Plain);
    text.lines().map(|line| line.trim().to_owned()).collect()
}

#[track_caller]
fn says(comparison: &Comparison, sv: &str, en: &str) {
    for (language, sentence) in [(Language::Swedish, sv), (Language::English, en)] {
        let lines = lines(comparison, language);
        assert!(lines.iter().any(|line| line == sentence), "{sentence}\nis not among\n{}", lines.join("\n"));
    }
}

fn goals(counts: [usize; 8]) -> Comparison {
    let [same, reworded, moved, merged, split, changed, new, ended] = counts;
    let one = || goal("a", "1", "Ett mål");
    let all = [
        (same, one()),
        (reworded, GoalDiff { title: Some(words("Ett -mål +ord", 50)), ..one() }),
        (moved, GoalDiff { moved: Some(change(vec![], vec![name("b", "", "Annat")])), ..one() }),
        (merged, GoalDiff { merged: vec![name("b", "", "Annat")], ..one() }),
        (split, GoalDiff { split: vec![name("b", "", "Annat")], ..one() }),
        (changed, GoalDiff { responsible: Some(change(None, Some("Chef".into()))), ..one() }),
        (new, GoalDiff { old: None, ..one() }),
        (ended, GoalDiff { new: None, ..one() }),
    ];
    comparison(vec![plan(all.into_iter().flat_map(|(count, goal)| std::iter::repeat_n(goal, count)).collect())])
}

#[test]
fn sums_agree_in_gender_and_number() {
    says(
        &goals([7, 2, 1, 0, 0, 0, 1, 1]),
        "12 mål: 7 oförändrade, 2 omformulerade, 1 flyttat, 1 nytt, 1 avslutat",
        "12 goals: 7 unchanged, 2 reworded, 1 moved, 1 new, 1 ended",
    );
    says(
        &goals([1, 1, 2, 1, 1, 1, 2, 2]),
        "11 mål: 1 oförändrat, 1 omformulerat, 2 flyttade, 1 sammanslaget, 1 delat, 1 ändrat, 2 nya, 2 avslutade",
        "11 goals: 1 unchanged, 1 reworded, 2 moved, 1 merged, 1 split, 1 changed, 2 new, 2 ended",
    );
    says(
        &goals([0, 0, 0, 2, 2, 2, 0, 0]),
        "6 mål: 2 sammanslagna, 2 delade, 2 ändrade",
        "6 goals: 2 merged, 2 split, 2 changed",
    );
    says(&goals([0, 0, 0, 0, 0, 0, 1, 0]), "1 mål: 1 nytt", "1 goal: 1 new");
}

#[test]
fn what_has_no_changes_is_said_in_a_line() {
    says(&comparison(vec![]), "Inga planer att jämföra", "No plans to compare");
    let same = comparison(vec![plan(vec![goal("a", "1", "Ett mål"), goal("b", "2", "Två mål")])]);
    says(&same, "Inga skillnader", "No differences");
    says(&same, "Barnenheten, Socialnämnden: 2 mål", "Barnenheten, Socialnämnden: 2 goals");
    assert!(vp::compare::words::is_same(&same) && !vp::compare::words::is_same(&everything()));
    let mut alone = comparison(vec![]);
    alone.only_new = vec![plan_name("Barnenheten", 2025, "p.yaml")];
    assert!(!vp::compare::words::is_same(&alone));
    says(&alone, "1 plan: 1 bara i 2025", "1 plan: 1 only in 2025");
    says(
        &everything(),
        "5 planer: 2 med ändringar, 1 utan ändringar, 1 bara i 2024, 1 bara i 2025",
        "5 plans: 2 changed, 1 unchanged, 1 only in 2024, 1 only in 2025",
    );
}

/// A comparison of one indicator with a changed target.
fn targets(change: TargetChange) -> Comparison {
    with(|goal| goal.indicators = vec![IndicatorDiff { target: Some(change), ..indicator("sip", "SIP-möten") }])
}

#[test]
fn a_target_says_which_way_it_went_and_what_that_means() {
    use TargetChangeKind::*;
    let step = |text: &str| Some(text.to_owned());
    for (change, sv, en) in [
        (
            TargetChange { reached: reached("18", "Målet ej nått"), ..target("25", "20", Loosened(step("−5"))) },
            "! Lägre krav efter missat mål: Årsmålet för ”SIP-möten” sänks från 25 till 20 (−5); utfallet VB 2024 var 18, Målet ej nått",
            "! Asks for less after a miss: The target of “SIP-möten” is lowered from 25 to 20 (−5); the outcome VB 2024 was 18, Målet ej nått",
        ),
        (
            TargetChange { reached: reached("27", "Målet nått"), ..target("25", "20", Loosened(step("5"))) },
            "Årsmålet för ”SIP-möten” sänks från 25 till 20 (−5), lägre krav; utfallet VB 2024 var 27, Målet nått",
            "The target of “SIP-möten” is lowered from 25 to 20 (−5), asks for less; the outcome VB 2024 was 27, Målet nått",
        ),
        (
            target("5\u{a0}%", "4,5\u{a0}%", Tightened(step("0,5\u{a0}%"))),
            "Årsmålet för ”SIP-möten” sänks från 5\u{a0}% till 4,5\u{a0}% (−0,5 procentenheter), högre krav",
            "The target of “SIP-möten” is lowered from 5\u{a0}% to 4,5\u{a0}% (−0,5 percentage points), asks for more",
        ),
        (
            target("1,7 kg CO2 per kg", "1,5 kg CO2 per kg", Tightened(step("−0,2 kg CO2 per kg"))),
            "Årsmålet för ”SIP-möten” sänks från 1,7 kg CO2 per kg till 1,5 kg CO2 per kg (−0,2), högre krav",
            "The target of “SIP-möten” is lowered from 1,7 kg CO2 per kg to 1,5 kg CO2 per kg (−0,2), asks for more",
        ),
        (
            target("4\u{a0}%", "5\u{a0}%", Tightened(step("+1\u{a0}%"))),
            "Årsmålet för ”SIP-möten” höjs från 4\u{a0}% till 5\u{a0}% (+1 procentenhet), högre krav",
            "The target of “SIP-möten” is raised from 4\u{a0}% to 5\u{a0}% (+1 percentage point), asks for more",
        ),
        (
            target("20", "25", Tightened(step("5"))),
            "Årsmålet för ”SIP-möten” höjs från 20 till 25 (+5), högre krav",
            "The target of “SIP-möten” is raised from 20 to 25 (+5), asks for more",
        ),
        (
            target("20–25", "18–30", Loosened(None)),
            "Årsmålet för ”SIP-möten” ändras från 20–25 till 18–30, lägre krav",
            "The target of “SIP-möten” changes from 20–25 to 18–30, asks for less",
        ),
        (
            target("25", "30\u{a0}%", Other),
            "Årsmålet för ”SIP-möten” ändras från 25 till 30\u{a0}%",
            "The target of “SIP-möten” changes from 25 to 30\u{a0}%",
        ),
        (
            target("", "25", Set),
            "Årsmålet för ”SIP-möten” sätts för första gången: 25",
            "The target of “SIP-möten” is set for the first time: 25",
        ),
        (
            target("Tas fram av nämnden", "25", Set),
            "Årsmålet för ”SIP-möten” sätts till 25, förut: Tas fram av nämnden",
            "The target of “SIP-möten” is set to 25, before: Tas fram av nämnden",
        ),
        (
            target("25", "Tas fram av nämnden", Dropped),
            "Årsmålet för ”SIP-möten” tas bort, det var 25, nu: Tas fram av nämnden",
            "The target of “SIP-möten” is dropped, it was 25, now: Tas fram av nämnden",
        ),
        (
            TargetChange { reached: reached("18", "Målet ej nått"), ..target("25", "", Dropped) },
            "! Borttaget efter missat mål: Årsmålet för ”SIP-möten” tas bort, det var 25; utfallet VB 2024 var 18, Målet ej nått",
            "! Dropped after a miss: The target of “SIP-möten” is dropped, it was 25; the outcome VB 2024 was 18, Målet ej nått",
        ),
    ] {
        says(&targets(change), sv, en);
    }
}

#[test]
fn targets_that_ask_for_less_are_summed_up() {
    use TargetChangeKind::*;
    let missed = || TargetChange { reached: reached("18", "Nära målet"), ..target("25", "20", Loosened(None)) };
    says(&targets(target("25", "20", Loosened(None))), "Årsmål: 1 med lägre krav", "Targets: 1 asking for less");
    says(
        &targets(missed()),
        "! Årsmål: 1 med lägre krav efter missat mål",
        "! Targets: 1 asking for less after a miss",
    );
    let several = with(|goal| {
        goal.indicators = [missed(), target("3", "2", Loosened(None)), target("2", "3", Tightened(None))]
            .map(|change| IndicatorDiff { target: Some(change), ..indicator("sip", "SIP-möten") })
            .to_vec();
    });
    says(
        &several,
        "! Årsmål: 1 med högre krav, 2 med lägre krav, varav 1 efter missat mål",
        "! Targets: 1 asking for more, 2 asking for less, 1 of them after a miss",
    );
}

#[test]
fn amounts_have_their_difference_and_per_cent() {
    let budget = |old, new, sides| {
        let mut comparison = comparison(vec![plan(vec![])]);
        let rows = vec![row("Personal", sides, vec![amount(AmountColumn::Costs, old, new)])];
        comparison.plans[0].budget = Some(BudgetDiff { unit: None, rows, total: None });
        comparison
    };
    for (old, new, said) in [
        (Some("1000"), Some("1050"), "1\u{a0}000 → 1\u{a0}050 (+50, +5,0 %)"),
        (Some("-1000"), Some("-1200"), "−1\u{a0}000 → −1\u{a0}200 (−200, −20,0 %)"),
        (Some("1000"), Some("1000.4"), "1\u{a0}000 → 1\u{a0}000,4 (+0,4, 0,0 %)"),
        (Some("3"), Some("1"), "3 → 1 (−2, −66,7 %)"),
        (Some("0"), Some("50"), "0 → 50 (+50)"),
        (Some("0.00"), Some("50"), "0,00 → 50 (+50)"),
    ] {
        let comparison = budget(old, new, (true, true));
        let (sv, en) = (format!("Personal, kostnader: {said}"), format!("Personal, costs: {said}"));
        says(&comparison, &sv, &en);
    }
    says(
        &budget(None, Some("5"), (true, true)),
        "Personal, kostnader: inget belopp → 5",
        "Personal, costs: no amount → 5",
    );
    says(&budget(None, Some("5"), (false, true)), "Ny rad: Personal, kostnader: 5", "New row: Personal, costs: 5");
    says(
        &budget(Some("5"), None, (true, false)),
        "Borttagen rad: Personal, kostnader: 5",
        "Removed row: Personal, costs: 5",
    );
    let huge = Some("79228162514264337593543950335");
    let lines = lines(&budget(Some("-79228162514264337593543950335"), huge, (true, true)), Language::Swedish);
    assert!(lines.iter().any(|line| line.starts_with("Personal, kostnader: −79")), "{lines:?}");
}

#[test]
fn rewritten_sections_show_their_words_on_request_only() {
    let long = format!("-{} +nytt {} -slut", "gammalt", "ord ".repeat(40).trim());
    let comparison = with(|goal| {
        let kind = TextChangeKind::Rewritten(words(&long, 62));
        goal.texts = vec![TextChange { heading: "Arbetssätt".into(), kind }];
    });
    says(
        &comparison,
        "Omskrivet avsnitt: Arbetssätt (62 % av orden kvar)",
        "Rewritten section: Arbetssätt (62% of the words kept)",
    );
    for format in ["text", "markdown", "html", "json"] {
        let without = written(format, &comparison, Language::Swedish, false, Style::Plain);
        assert!(!without.contains("gammalt"), "{without}");
        assert!(swedish(format, &comparison).contains("gammalt"));
    }
    let beside = "ord ".repeat(8);
    let shown = format!("      [-gammalt-] {{+nytt+}} {beside}[…] {beside}[-slut-]\n");
    assert!(swedish("text", &comparison).contains(&shown), "{}", swedish("text", &comparison));
}

/// Of two texts that have little in common, the words that both happen to have are no help.
#[test]
fn texts_with_little_in_common_stand_after_one_another() {
    let titled = |kept| with(|goal| goal.title = Some(words("Vi -ser -barnen +möter +alla i -tid", kept)));
    says(
        &titled(40),
        "Titel: Vi [-ser barnen-] {+möter alla+} i [-tid-]",
        "Title: Vi [-ser barnen-] {+möter alla+} i [-tid-]",
    );
    says(
        &titled(39),
        "Titel: [-Vi ser barnen i tid-] {+Vi möter alla i+}",
        "Title: [-Vi ser barnen i tid-] {+Vi möter alla i+}",
    );
}
