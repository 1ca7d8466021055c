//! What differs between two plans: which goals are one, and what is said of them.

use vp::compare::diff::{
    Change, GoalDiff, How, Name, Options, PlanDiff, RunKind, Side, TextChange, TextChangeKind, Words, plans,
};
use vp::read::load::{Loaded, load};

use crate::workspace::Workspace;

/// A plan of a year with these lines after its head.
fn plan(year: u16, body: &str) -> String {
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{enhet: Enheten}}\n{}",
        body.trim_start_matches('\n')
    )
}

fn loaded(files: &[(&str, String)]) -> (Workspace, Loaded) {
    let workspace = Workspace::with(files.iter().map(|(path, text)| (*path, text.as_str())));
    let loaded = load(Some(workspace.root()), None).expect("the workspace is there");
    (workspace, loaded)
}

fn side<'a>(loaded: &'a Loaded, path: &str) -> Side<'a> {
    let file = loaded.files.iter().find(|file| file.path.ends_with(path)).expect("the file was read");
    Side { resolved: &loaded.resolved, sources: &loaded.sources, plan: file.document.expect("it is a plan") }
}

fn diff(old: &str, new: &str) -> PlanDiff {
    let (_workspace, loaded) =
        loaded(&[("plans/2024/plan.yaml", plan(2024, old)), ("plans/2025/plan.yaml", plan(2025, new))]);
    plans(side(&loaded, "2024/plan.yaml"), side(&loaded, "2025/plan.yaml"), Options::default())
}

/// Looks at everything that differs, a line for each goal and each change in it.
#[track_caller]
fn says(old: &str, new: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let lines = lines(&diff(old, new));
    let found: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    assert_eq!(found, expected);
}

fn lines(diff: &PlanDiff) -> Vec<String> {
    let mut lines = Vec::new();
    for level in &diff.levels {
        for goal in &level.goals {
            lines.extend(of_goal(&level.key, goal));
        }
    }
    lines.extend(diff.texts.iter().map(of_text));
    for row in diff.budget.iter().flat_map(|budget| budget.rows.iter().chain(&budget.total)) {
        let amounts = row.amounts.iter().map(|amount| format!("{:?} {:?}→{:?}", amount.column, amount.old, amount.new));
        lines.push(format!("budget {} {}", row.name, amounts.collect::<Vec<_>>().join(", ")));
    }
    lines
}

fn title(name: &Option<Name>) -> &str {
    name.as_ref().map_or("–", |name| name.title.as_str())
}

fn titles(names: &[Name]) -> String {
    names.iter().map(|name| name.title.as_str()).collect::<Vec<_>>().join(", ")
}

fn how(how: Option<How>) -> &'static str {
    match how {
        None => "",
        Some(How::Id) => " by id",
        Some(How::Replaces) => " by ersätter",
        Some(How::Number) => " by nr",
        Some(How::Likeness(_)) => " by likeness",
    }
}

fn of_words(words: &Words) -> String {
    let runs = words.runs.iter().map(|run| match run.kind {
        RunKind::Bilingual => run.text.clone(),
        RunKind::Old => format!("[-{}-]", run.text),
        RunKind::New => format!("{{+{}+}}", run.text),
    });
    runs.collect::<Vec<_>>().join(" ")
}

fn of_text(change: &TextChange) -> String {
    match &change.kind {
        TextChangeKind::Added(count) => format!("{} added {count}", change.heading),
        TextChangeKind::Removed(count) => format!("{} removed {count}", change.heading),
        TextChangeKind::Rewritten(words) => format!("{} kept {} %", change.heading, words.kept),
    }
}

fn of_change(what: &str, change: &Option<Change<Option<String>>>) -> Option<String> {
    let word = |word: &Option<String>| word.clone().unwrap_or("–".to_owned());
    change.as_ref().map(|change| format!("  {what} {} → {}", word(&change.old), word(&change.new)))
}

fn of_goal(level: &str, goal: &GoalDiff) -> Vec<String> {
    let mut lines =
        vec![format!("{level} {:?}{}: {} | {}", goal.sort(), how(goal.how), title(&goal.old), title(&goal.new))];
    lines.extend((!goal.merged.is_empty()).then(|| format!("  with {}", titles(&goal.merged))));
    lines.extend((!goal.split.is_empty()).then(|| format!("  and {}", titles(&goal.split))));
    lines.extend(goal.title.as_ref().map(|words| format!("  title {}", of_words(words))));
    lines.extend(goal.moved.as_ref().map(|moved| format!("  from {} to {}", titles(&moved.old), titles(&moved.new))));
    lines.extend(of_change("responsible", &goal.responsible));
    lines.extend(goal.texts.iter().map(|text| format!("  {}", of_text(text))));
    for indicator in &goal.indicators {
        lines.push(format!("  indicator{}: {} | {}", how(indicator.how), title(&indicator.old), title(&indicator.new)));
        let targets = [("target", &indicator.target), ("council", &indicator.council_target)];
        for (what, change) in targets {
            lines.extend(change.as_ref().map(|change| {
                let text = |text: &Option<String>| text.clone().unwrap_or("–".to_owned()).replace('\u{a0}', " ");
                let reached = change.reached.as_ref().map(|reached| {
                    format!(
                        "; {} {} {}",
                        reached.occasion,
                        reached.outcome,
                        reached.assessment.clone().unwrap_or_default()
                    )
                });
                let (old, new, reached) = (text(&change.old), text(&change.new), reached.unwrap_or_default());
                format!("    {what} {old} → {new} {:?}{reached}", change.kind).replace("\\u{a0}", " ")
            }));
        }
        lines.extend(
            indicator.moved.as_ref().map(|moved| format!("    from {} to {}", moved.old.title, moved.new.title)),
        );
        lines.extend(of_change("  periodicity", &indicator.periodicity));
        lines.extend(indicator.unit.as_ref().map(|unit| format!("    unit {} → {}", unit.old, unit.new)));
        lines.extend(
            indicator.direction.as_ref().map(|change| format!("    direction {:?} → {:?}", change.old, change.new)),
        );
        lines.extend(of_change("  responsible", &indicator.responsible));
    }
    for activity in &goal.activities {
        lines.push(format!("  activity{}: {} | {}", how(activity.how), title(&activity.old), title(&activity.new)));
        lines.extend(activity.dates.as_ref().map(|dates| {
            let date = |date: Option<jiff::civil::Date>| date.map_or("–".to_owned(), |date| date.to_string());
            let (old, new) = (dates.old, dates.new);
            format!("    {}–{} → {}–{}", date(old.0), date(old.1), date(new.0), date(new.1))
        }));
        lines.extend(of_change("  responsible", &activity.responsible));
    }
    lines
}

#[test]
fn identical_plans_differ_in_nothing() {
    let body = "inledning: Hej\nmål:\n  enhetsmål:\n    - titel: Ett\n      indikatorer:\n        - namn: Mått\n          årsmål: 3\n";
    let diff = diff(body, &body.replace("årsmål: 3", "\"årsmål\":   '3,0'   # samma").replace('\n', "\r\n"));
    assert!(diff.is_empty(), "{diff:#?}");
    assert_eq!(diff.summary().unchanged, 1);
}

#[test]
fn goals_are_one_by_id_then_replacement_then_title_then_number_and_likeness() {
    says(
        "mål:
  nämndmål:
    - {nr: 1.1, titel: Barn mår bra}
  enhetsmål:
    - {id: a, titel: Första målet, till: 1.1}
    - {id: gammalt, titel: Något helt annat än nu, till: 1.1}
    - {nr: A, titel: Vi arbetar med budgeten, till: 1.1}
    - {nr: B, titel: Vägarna plogas, till: 1.1}
    - {titel: Medarbetarna trivs och utvecklas på arbetet, till: 1.1}
    - {titel: Lokalerna rustas upp, till: 1.1}",
        "mål:
  nämndmål:
    - {nr: 1.1, titel: Barn mår mycket bra}
  enhetsmål:
    - {titel: Klimatet räddas, till: 1.1}
    - {id: a, titel: Det första målet, till: 1.1}
    - {id: nytt, titel: Vad det blev, till: 1.1, ersätter: gammalt}
    - {nr: A -, titel: Vi arbetar efter budgeten, till: 1.1}
    - {nr: B, titel: Ekonomin är i balans, till: 1.1}
    - {titel: Medarbetarna trivs och växer på arbetet, till: 1.1}",
        "nämndmål Reworded by nr: Barn mår bra | Barn mår mycket bra
           title Barn mår {+mycket+} bra
         enhetsmål New: – | Klimatet räddas
         enhetsmål Reworded by id: Första målet | Det första målet
           title [-Första-] {+Det första+} målet
         enhetsmål Reworded by ersätter: Något helt annat än nu | Vad det blev
           title [-Något helt annat än nu-] {+Vad det blev+}
         enhetsmål Reworded by nr: Vi arbetar med budgeten | Vi arbetar efter budgeten
           title Vi arbetar [-med-] {+efter+} budgeten
         enhetsmål Ended: Vägarna plogas | –
         enhetsmål New: – | Ekonomin är i balans
         enhetsmål Reworded by likeness: Medarbetarna trivs och utvecklas på arbetet | Medarbetarna trivs och växer på arbetet
           title Medarbetarna trivs och [-utvecklas-] {+växer+} på arbetet
         enhetsmål Ended: Lokalerna rustas upp | –",
    );
}

#[test]
fn goals_that_moved_merged_or_were_split_are_said_to_have_done_so() {
    says(
        "mål:
  nämndmål:
    - {id: x, titel: X}
    - {id: y, titel: Y}
  enhetsmål:
    - {id: flyttar, titel: Flyttar, till: x}
    - {id: ett, titel: Ett, till: x, uppföljning: Samma ord}
    - {id: två, titel: Två, till: x, uppföljning: Andra ord}
    - {id: helt, titel: Helt, till: y}",
        "mål:
  nämndmål:
    - {id: x, titel: X}
    - {id: y, titel: Y}
  enhetsmål:
    - {id: flyttar, titel: Flyttar, till: y}
    - {id: båda, titel: Båda, till: x, ersätter: [ett, två], uppföljning: \"Samma ord\\n\\nAndra ord\"}
    - {id: del-a, titel: Del A, till: y, ersätter: helt}
    - {id: del-b, titel: Del B, till: y, ersätter: helt}",
        "nämndmål Unchanged by id: X | X
         nämndmål Unchanged by id: Y | Y
         enhetsmål Merged by ersätter: Ett | Båda
           with Två
           title [-Ett-] {+Båda+}
         enhetsmål Moved by id: Flyttar | Flyttar
           from X to Y
         enhetsmål Split by ersätter: Helt | Del A
           and Del B
           title [-Helt-] {+Del A+}",
    );
}

#[test]
fn targets_move_with_regard_to_direction_and_last_years_outcome_stands_beside() {
    let old = "mål:
  enhetsmål:
    - id: m
      titel: M
      indikatorer:
        - {id: upp, namn: Upp, årsmål: 25, riktning: högre, periodicitet: Tertial}
        - {id: ner, namn: Ner, årsmål: '4,5 %', riktning: lägre, periodicitet: År}
        - {id: först, namn: Först, kf_årsmål: Tas fram av nämnd}
        - {id: bort, namn: Bort, årsmål: 3}
        - {id: enhet, namn: Enhet, årsmål: 3 dagar, riktning: lägre}
        - {id: spann, namn: Spann, årsmål: 20–25, riktning: intervall}
        - {id: okänd, namn: Okänd, årsmål: 3}
        - {id: slut, namn: Slut}";
    let new = "mål:
  enhetsmål:
    - id: m
      titel: M
      indikatorer:
        - {id: upp, namn: Upp, årsmål: 20, riktning: högre, periodicitet: Halvår}
        - {id: ner, namn: Ner, årsmål: '4 %', riktning: lägre, periodicitet: år}
        - {id: först, namn: Först, årsmål: 7, kf_årsmål: Tas fram av nämnd}
        - {id: bort, namn: Bort}
        - {id: enhet, namn: Enhet, årsmål: 3 %, riktning: lägre}
        - {id: spann, namn: Spann, årsmål: 18–26, riktning: intervall}
        - {id: okänd, namn: Okänd, årsmål: 4}
        - {id: ny, namn: Ny}";
    let report = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nindikatorer: {upp: {utfall: 18}}\n";
    let (_workspace, loaded) = loaded(&[
        ("plans/2024/plan.yaml", plan(2024, old)),
        ("plans/2024/vb.yaml", report.to_owned()),
        ("plans/2025/plan.yaml", plan(2025, new)),
    ]);
    let diff = plans(side(&loaded, "2024/plan.yaml"), side(&loaded, "2025/plan.yaml"), Options::default());
    let expected = "enhetsmål Changed by id: M | M
  indicator by id: Upp | Upp
    target 25 → 20 Loosened(Some(\"−5\")); VB 2024 18 Uppfylls ej
    periodicity Tertial → Halvår
  indicator by id: Ner | Ner
    target 4,5 % → 4 % Tightened(Some(\"−0,5 %\"))
  indicator by id: Först | Först
    target – → 7 Set
  indicator by id: Bort | Bort
    target 3 → – Dropped
  indicator by id: Enhet | Enhet
    target 3 dagar → 3 % Other
    unit dagar → %
  indicator by id: Spann | Spann
    target 20–25 → 18–26 Loosened(None)
  indicator by id: Okänd | Okänd
    target 3 → 4 Other
  indicator: Slut | –
  indicator: – | Ny";
    assert_eq!(lines(&diff).join("\n"), expected);
    let summary = diff.summary();
    assert_eq!((summary.loosened, summary.loosened_after_miss, summary.tightened), (2, 1, 1));
}

#[test]
fn sections_activities_responsibles_and_the_budget_are_compared() {
    says(
        "inledning: Ett två tre fyra
mål:
  enhetsmål:
    - id: m
      titel: M
      ansvarig: Chefen
      arbetssätt: |
        Vi träffas
        varje vecka.
      uppföljning: Det mäts.
      aktiviteter:
        - {id: a, namn: Går vidare, start: 2024-01-01, slut: 2024-12-31}
        - {id: b, namn: Tar slut}
    - {id: n, titel: N}
ekonomi:
  budget:
    belopp_i: mnkr
    rader:
      - {namn: Personal, kostnader: 10.0, intäkter: 1.0}
      - {namn: Lokaler, kostnader: 2.0}",
        "inledning: Ett två tre fem
mål:
  enhetsmål:
    - id: m
      titel: M
      ansvarig: Gruppen
      arbetssätt: Vi träffas varje vecka.
      utveckling: Mer av samma.
      aktiviteter:
        - {id: a, namn: Går vidare, start: 2024-01-01, slut: 2025-06-30, ansvarig: Gruppen}
        - {id: c, namn: Kommer till}
    - {id: n, titel: N}
ekonomi:
  budget:
    belopp_i: tkr
    rader:
      - {namn: Personal, kostnader: 11000, intäkter: 1000}
      - {namn: IT, kostnader: 500}",
        "enhetsmål Changed by id: M | M
           responsible Chefen → Gruppen
           Uppföljning removed 2
           Utveckling added 3
           activity by id: Går vidare | Går vidare
             2024-01-01–2024-12-31 → 2024-01-01–2025-06-30
             responsible – → Gruppen
           activity: Tar slut | –
           activity: – | Kommer till
         enhetsmål Unchanged by id: N | N
         Inledning kept 75 %
         budget Personal Costs Some(10000)→Some(11000), Net Some(9000)→Some(10000)
         budget Lokaler Costs Some(2000)→None, Net Some(2000)→None
         budget IT Costs None→Some(500), Net None→Some(500)
         budget  Costs Some(12000)→Some(11500), Net Some(11000)→Some(10500)",
    );
}

#[test]
fn a_council_goal_that_changed_above_shows_in_the_units_plan() {
    let city = |year: u16, title: &str| {
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{kommun: Staden}}\nmål: {{inriktningsmål: [{{nr: '1.', titel: {title}}}]}}\n"
        )
    };
    let unit = |year: u16| {
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{kommun: Staden, enhet: Enheten}}\nbygger_på: ../plan.yaml\nmål: {{enhetsmål: [{{id: m, titel: M, till: 1}}]}}\n"
        )
    };
    let (_workspace, loaded) = loaded(&[
        ("plans/2024/plan.yaml", city(2024, "En stad för alla")),
        ("plans/2024/e/plan.yaml", unit(2024)),
        ("plans/2025/plan.yaml", city(2025, "En trygg stad för alla")),
        ("plans/2025/e/plan.yaml", unit(2025)),
    ]);
    let diff = plans(side(&loaded, "2024/e/plan.yaml"), side(&loaded, "2025/e/plan.yaml"), Options::default());
    assert_eq!(
        lines(&diff),
        [
            "inriktningsmål Reworded by nr: En stad för alla | En trygg stad för alla",
            "  title En {+trygg+} stad för alla",
            "enhetsmål Unchanged by id: M | M",
        ]
    );
}
