//! Comparisons made by hand.

use std::path::Path;

use jiff::civil::date;
use rust_decimal::Decimal;
use vp::compare::diff::*;
use vp::compare::words::{self as comparison, Options};
use vp::diagnostic::{Language, Sink};
use vp::print::templates::Templates;
use vp::read::workspace::door::Door;
use vp::read::workspace::place;
use vp::source::Sources;
use vp::terminal::Style;

pub(super) fn name(id: &str, number: &str, title: &str) -> Name {
    let number = (!number.is_empty()).then(|| number.to_owned());
    Name { id: id.into(), number, title: title.into() }
}

/// `"both -old +new"`: each word with its sign.
pub(super) fn words(text: &str, kept: u32) -> Words {
    let mut runs: Vec<Run> = Vec::new();
    for word in text.split(' ') {
        let (kind, word) = match word.split_at_checked(1) {
            Some(("-", word)) => (RunKind::Old, word),
            Some(("+", word)) => (RunKind::New, word),
            _ => (RunKind::Bilingual, word),
        };
        match runs.last_mut().filter(|run| run.kind == kind) {
            Some(run) => run.text.push_str(&format!(" {word}")),
            None => runs.push(Run { kind, text: word.into() }),
        }
    }
    Words { runs, kept }
}

pub(super) fn change<T>(old: T, new: T) -> Change<T> {
    Change { old, new }
}

/// A goal that both have and in which nothing differs.
pub(super) fn goal(id: &str, number: &str, title: &str) -> GoalDiff {
    GoalDiff {
        old: Some(name(id, number, title)),
        new: Some(name(id, number, title)),
        how: Some(How::Id),
        merged: vec![],
        split: vec![],
        title: None,
        moved: None,
        level: None,
        responsible: None,
        texts: vec![],
        indicators: vec![],
        activities: vec![],
    }
}

pub(super) fn indicator(id: &str, title: &str) -> IndicatorDiff {
    IndicatorDiff {
        old: Some(name(id, "", title)),
        new: Some(name(id, "", title)),
        how: Some(How::Id),
        name: None,
        moved: None,
        target: None,
        council_target: None,
        periodicity: None,
        unit: None,
        direction: None,
        counted: None,
        checkpoints: None,
        targets_by_year: None,
        starting_value: None,
        benchmark: None,
        trend: None,
        kolada: None,
        responsible: None,
    }
}

pub(super) fn activity(id: &str, title: &str) -> ActivityDiff {
    ActivityDiff {
        old: Some(name(id, "", title)),
        new: Some(name(id, "", title)),
        how: Some(How::Id),
        name: None,
        moved: None,
        dates: None,
        responsible: None,
    }
}

pub(super) fn target(old: &str, new: &str, kind: TargetChangeKind) -> TargetChange {
    let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    TargetChange { old: words(old), new: words(new), kind, reached: None }
}

pub(super) fn reached(outcome: &str, assessment: &str) -> Option<Reached> {
    Some(Reached {
        occasion: "VB 2024".into(),
        outcome: outcome.into(),
        assessment: (!assessment.is_empty()).then(|| assessment.to_owned()),
        is_best: assessment == "Målet nått",
        is_missed: !assessment.is_empty() && assessment != "Målet nått",
    })
}

pub(super) fn plan_name(organisation: &str, year: i16, path: &str) -> PlanName {
    let above = vec!["Exempelby kommun".into(), "Socialnämnden".into()];
    PlanName { organisation: organisation.into(), above, year: Some(year), path: path.into() }
}

/// The plan of a unit in two years, with these goals of one level.
pub(super) fn plan(goals: Vec<GoalDiff>) -> PlanDiff {
    PlanDiff {
        old: plan_name("Barnenheten", 2024, "plans/2024/barn/plan.yaml"),
        new: plan_name("Barnenheten", 2025, "plans/2025/barn/plan.yaml"),
        levels: vec![LevelDiff { key: "enhetsmål".into(), heading: "Enhetsmål".into(), goals }],
        texts: vec![],
        assignments: vec![],
        budget: None,
    }
}

pub(super) fn comparison(plans: Vec<PlanDiff>) -> Comparison {
    Comparison { old: "2024".into(), new: "2025".into(), plans, only_old: vec![], only_new: vec![] }
}

/// A comparison of one plan with one goal that was changed so.
pub(super) fn with(change: impl FnOnce(&mut GoalDiff)) -> Comparison {
    let mut changed = goal("stöd", "1.1", "Stöd i tid");
    change(&mut changed);
    comparison(vec![plan(vec![changed])])
}

pub(super) fn amount(column: AmountColumn, old: Option<&str>, new: Option<&str>) -> AmountChange {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    AmountChange { column, old: old.map(decimal), new: new.map(decimal) }
}

pub(super) fn row(name: &str, sides: (bool, bool), amounts: Vec<AmountChange>) -> BudgetRowDiff {
    BudgetRowDiff { name: name.into(), in_old: sides.0, in_new: sides.1, amounts }
}

/// Every kind of change there is.
pub(super) fn everything() -> Comparison {
    let day = |month, day| Some(date(2025, month, day));
    let mut plan = plan(vec![
        goal("lika", "1", "Allt är som förut"),
        GoalDiff {
            title: Some(words("Barn och unga -är +blir delaktiga i sin utredning", 88)),
            how: Some(How::Likeness(78)),
            old: Some(name("delaktiga-2024", "1.1", "Barn och unga är delaktiga i sin utredning")),
            responsible: Some(change(Some("Enhetschef".into()), None)),
            texts: vec![
                TextChange {
                    heading: "Arbetssätt".into(),
                    kind: TextChangeKind::Rewritten(words("Vi -frågar +lyssnar på barnen", 62)),
                },
                TextChange { heading: "Utveckling".into(), kind: TextChangeKind::Added(120) },
                TextChange { heading: "Kommentar".into(), kind: TextChangeKind::Removed(1) },
            ],
            indicators: vec![
                IndicatorDiff {
                    target: Some(TargetChange {
                        reached: reached("18", "Målet ej nått"),
                        ..target("25", "20", TargetChangeKind::Loosened(Some("−5".into())))
                    }),
                    council_target: Some(target(
                        "90\u{a0}%",
                        "95\u{a0}%",
                        TargetChangeKind::Tightened(Some("5\u{a0}%".into())),
                    )),
                    periodicity: Some(change(Some("Tertial".into()), None)),
                    unit: Some(change("".into(), "%".into())),
                    direction: Some(change(None, Some("högre"))),
                    counted: Some(change(false, true)),
                    checkpoints: Some(change(None, Some("T1 18, T2 36".to_owned()))),
                    targets_by_year: Some(change(Some("2026 92\u{a0}%".to_owned()), Some("2026 90\u{a0}%".to_owned()))),
                    starting_value: Some(change(None, Some("84\u{a0}%".to_owned()))),
                    benchmark: Some(change(Some("riket 81\u{a0}%".to_owned()), None)),
                    trend: Some(change(Some("upp".to_owned()), Some("ned".to_owned()))),
                    kolada: Some(change(None, Some("N15419".to_owned()))),
                    responsible: Some(change(None, Some("Metodstödet".into()))),
                    ..indicator("sip", "SIP-möten")
                },
                IndicatorDiff {
                    old: None,
                    how: None,
                    target: Some(target("", "80\u{a0}%", TargetChangeKind::Set)),
                    ..indicator("nöjda", "Andel nöjda barn")
                },
                IndicatorDiff {
                    new: None,
                    how: None,
                    target: Some(TargetChange {
                        reached: reached("9", "Nära målet"),
                        ..target("10", "", TargetChangeKind::Dropped)
                    }),
                    ..indicator("hembesök", "Antal hembesök")
                },
                IndicatorDiff {
                    name: Some(words("Sjukfrånvaro -totalt +per år", 50)),
                    how: Some(How::Replaces),
                    moved: Some(change(name("a", "1.3", "Ett mål"), name("b", "", "Ett annat mål"))),
                    target: Some(TargetChange {
                        reached: reached("4", "Målet nått"),
                        ..target("5", "8", TargetChangeKind::Loosened(None))
                    }),
                    ..indicator("sjuk", "Sjukfrånvaro per år")
                },
            ],
            activities: vec![
                ActivityDiff {
                    dates: Some(change((day(2, 1), day(5, 31)), (day(9, 1), None))),
                    ..activity("rutin", "Skriva en rutin")
                },
                ActivityDiff {
                    old: None,
                    dates: Some(change((None, None), (day(3, 1), day(6, 30)))),
                    responsible: Some(change(None, Some("Enhetschef".into()))),
                    ..activity("schema", "Införa ett schema")
                },
                ActivityDiff { new: None, ..activity("workshop", "Hålla workshop") },
                ActivityDiff {
                    name: Some(words("Möta -skolorna +förskolorna", 50)),
                    how: Some(How::Likeness(60)),
                    moved: Some(change(name("a", "1.3", "Ett mål"), name("b", "1.4", "Ett annat mål"))),
                    responsible: Some(change(Some("Enhetschef".into()), Some("Gruppledare".into()))),
                    ..activity("möte", "Möta förskolorna")
                },
            ],
            ..goal("delaktiga", "1.2", "Barn och unga blir delaktiga i sin utredning")
        },
        GoalDiff {
            old: None,
            how: None,
            responsible: Some(change(None, Some("Enhetschef".into()))),
            ..goal("nytt", "1.3", "Nytt för i år")
        },
        GoalDiff { new: None, how: None, ..goal("slut", "1.4", "Klart sedan i fjol") },
        GoalDiff {
            merged: vec![name("x", "2.1", "Det ena"), name("y", "", "Det andra")],
            ..goal("ett", "1.5", "Ett av tre")
        },
        GoalDiff { split: vec![name("z", "1.7", "Den andra halvan")], ..goal("halva", "1.6", "Den ena halvan") },
        GoalDiff {
            moved: Some(change(vec![name("n", "1", "Trygg kommun")], vec![])),
            level: Some(change("Enhetsmål".into(), "Gruppmål".into())),
            ..goal("flyttat", "1.8", "Stöd hela vägen")
        },
    ]);
    plan.texts = vec![TextChange {
        heading: "Inledning".into(),
        kind: TextChangeKind::Rewritten(words("Vi -är +blir fler", 66)),
    }];
    plan.assignments = vec![
        AssignmentDiff {
            old: Some(name("u7", "KF 7", "Pröva sommarskola")),
            new: Some(name("u7", "KF 7", "Pröva skola på sommaren")),
            title: Some(words("Pröva -sommarskola +skola +på +sommaren", 25)),
            responsible: Some(change(None, Some("Barnenheten".into()))),
            due: Some(change(day(10, 31), None)),
        },
        AssignmentDiff {
            old: None,
            new: Some(name("u9", "", "Korta väntetiderna")),
            title: None,
            responsible: None,
            due: None,
        },
    ];
    plan.budget = Some(BudgetDiff {
        unit: Some("tkr"),
        rows: vec![
            row(
                "Personal",
                (true, true),
                vec![
                    amount(AmountColumn::Costs, Some("10000"), Some("10500.5")),
                    amount(AmountColumn::Income, Some("0"), Some("300")),
                ],
            ),
            row("Lokaler", (false, true), vec![amount(AmountColumn::Costs, None, Some("1200"))]),
            row("Resor", (true, false), vec![amount(AmountColumn::Costs, Some("45"), None)]),
        ],
        total: Some(row("Totalt", (true, true), vec![amount(AmountColumn::Net, Some("-10000"), Some("-11400.5"))])),
    });
    let mut same = self::plan(vec![goal("g", "1", "Som förut")]);
    same.new.organisation = "Äldreenheten".into();
    let mut renamed = self::plan(vec![GoalDiff {
        responsible: Some(change(Some("A".into()), Some("B".into()))),
        ..goal("r", "1", "Ett mål")
    }]);
    renamed.old.organisation = "Familjeenheten".into();
    let mut comparison = comparison(vec![plan, renamed, same]);
    comparison.only_old = vec![plan_name("Ungdomsenheten", 2024, "plans/2024/ung/plan.yaml")];
    comparison.only_new = vec![plan_name("Mottagningen", 2025, "plans/2025/mott/plan.yaml")];
    comparison
}

pub(super) fn written(
    format: &str,
    comparison: &Comparison,
    language: Language,
    show_text: bool,
    style: Style,
) -> String {
    with_templates(None, format, comparison, language, show_text, style)
}

/// The same with the templates of a folder.
pub(super) fn with_templates(
    folder: Option<&Path>,
    format: &str,
    comparison: &Comparison,
    language: Language,
    show_text: bool,
    style: Style,
) -> String {
    let sources = Sources::default();
    let files = vp::read::files::Files::default();
    let door = folder.map(|folder| (folder, Door::new(&files, &place(&files, Some(folder)).unwrap(), "plans")));
    let folder = door.as_ref().map(|(folder, door)| (*folder, "templates", door));
    let templates =
        Templates::load(&vp::plan_format::parts::settings::built_in(), folder, &sources, &mut Sink::default());
    let options = Options { language, show_text, style, ways: &[] };
    comparison::write(comparison::find(format).unwrap(), comparison, options, &templates, &sources).unwrap()
}

/// In Swedish and without colours, words shown.
pub(super) fn swedish(format: &str, comparison: &Comparison) -> String {
    written(format, comparison, Language::Swedish, true, Style::Plain)
}
