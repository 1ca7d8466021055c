//! `vp new year`: what is edited, what stays byte for byte, which files come along, and that nothing is written over.

mod command;
pub(crate) mod maker;
mod property;

use std::path::Path;

use crate::workspace::Workspace;
use vp::drafts::next_year::{LastOutcome, LastYear, Plan, Refusal, Request, plan};
use vp::model::Status;
use vp::read::load::{Loaded, load};
use vp::resolve::ItemRef;

/// A file's document as a plan of another year, with what is known of last year by the names of things.
pub(crate) fn renewed(
    loaded: &Loaded,
    from: &Path,
    to: &Path,
    new: i16,
    outcome: &dyn Fn(&str) -> Option<LastOutcome>,
    status: &dyn Fn(&str) -> Option<Status>,
) -> Result<Plan, Refusal> {
    let file = loaded.files.iter().find(|file| file.path == from).expect("the file was read");
    let document = file.document.expect("the file is a document");
    let outcome = |at: ItemRef| outcome(&loaded.resolved.indicator(at).name.value);
    let status = |at: ItemRef| status(&loaded.resolved.activity(at).name.value);
    let last = LastYear { new, begins: (1, 1), outcome: &outcome, status: &status };
    plan(&Request { loaded, document, from, to, last })
}

/// The 2026 plan of a 2025 plan that stands alone.
fn next(text: &str, status: &dyn Fn(&str) -> Option<Status>) -> Plan {
    let scene = Workspace::new().file("2025/plan.yaml", text);
    let (from, to) = (scene.path("2025/plan.yaml"), scene.path("2026/plan.yaml"));
    let loaded = load(Some(&from), None).expect("the plan is there");
    let outcome = |name: &str| {
        (name == "Index").then(|| LastOutcome { period: "VB 2025".to_owned(), figure: "76\u{a0}%".to_owned() })
    };
    renewed(&loaded, &from, &to, 2026, &outcome, status).expect("there is a next plan")
}

fn assert_next(old: &str, expected: &str) {
    let old = format!("{HEAD}{old}");
    let expected = format!("{}{expected}", HEAD.replace("2025", "2026"));
    assert_eq!(next(&old, &|_| None).text, expected);
}

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Enheten}\n";

#[test]
fn the_cover_gets_the_new_year_and_loses_date_and_number() {
    assert_next(
        "försättsblad:\n  titel: \"Plan 2025 (VP2025), mål 2025–2027\"  # rubriken\n  datum: 2025-02-20   # beslutad\n  diarienummer: '2025-9-1.1'\n  bilaga: 2025\n",
        "försättsblad:\n  titel: \"Plan 2026 (VP2026), mål 2025–2027\"  # rubriken\n  datum:   # beslutad  # 2025: 2025-02-20\n  diarienummer:   # 2025: 2025-9-1.1\n  bilaga: 2025\n",
    );
    assert_next(
        "försättsblad: {datum: 2025-02-20, titel: Plan 2025, diarienummer: a b}\n",
        "försättsblad: {datum: , titel: Plan 2026, diarienummer: }  # 2025: datum 2025-02-20, diarienummer a b\n",
    );
}

#[test]
fn targets_are_emptied_with_the_outcome_beside_them_and_phrases_stay() {
    assert_next(
        "mål:\n  enhetsmål:\n    - titel: A\n      indikatorer:\n        - namn: Index\n          årsmål: 80 %\n          kf_årsmål: 85 %\n        - {namn: Index, kf_årsmål: 85 %, årsmål: 80}\n        - namn: Annan\n          kf-årsmål: Tas fram av nämnd\n          Årsmål: >-  # nytt\n            20–\n            25 %\n",
        "mål:\n  enhetsmål:\n    - titel: A\n      indikatorer:\n        - namn: Index\n          årsmål:   # 2025: årsmål 80 %, utfall VB 2025: 76 %\n          kf_årsmål:   # 2025: fullmäktiges årsmål 85 %\n        - {namn: Index, kf_årsmål: , årsmål: }  # 2025: årsmål 80, utfall VB 2025: 76 %, fullmäktiges årsmål 85 %\n        - namn: Annan\n          kf-årsmål: Tas fram av nämnd\n          Årsmål:   # nytt  # 2025: årsmål 20– 25 %\n",
    );
}

#[test]
fn entries_that_share_their_braces_are_named_in_the_comment() {
    assert_next(
        "ekonomi:\n  budget: {rubrik: VP budget 2025, belopp_i: mnkr, rader: [{namn: A, kostnader: 1.5}, {namn: B, \"netto\":2}],\n    totalt: {netto: 3.5}}  # beslutad\nmål: {enhetsmål: [{titel: A, indikatorer: [{namn: Index, årsmål: 80}]}]}\n",
        "ekonomi:\n  budget: {rubrik: VP budget 2026, belopp_i: mnkr, rader: [{namn: A, kostnader: }, {namn: B, \"netto\": }],\n    totalt: {netto: }}  # beslutad  # 2025: A: kostnader 1.5; B: netto 2; totalt: netto 3.5\nmål: {enhetsmål: [{titel: A, indikatorer: [{namn: Index, årsmål: }]}]}  # 2025: Index: årsmål 80, utfall VB 2025: 76 %\n",
    );
}

#[test]
fn the_budget_keeps_its_rows() {
    assert_next(
        "ekonomi:\n  budget:\n    text: Budgeten 2025.\n    belopp_i: mnkr\n    rader:\n      - namn: A\n        kostnader: 1,5\n        intäkter:\n          0,5\n      - {namn: B, kostnader: 2}\n    totalt:\n      netto: 3\n",
        "ekonomi:\n  budget:\n    text: Budgeten 2025.\n    belopp_i: mnkr\n    rader:\n      - namn: A\n        kostnader:   # 2025: 1,5\n        intäkter:   # 2025: 0,5\n      - {namn: B, kostnader: }  # 2025: kostnader 2\n    totalt:\n      netto:   # 2025: 3\n",
    );
}

const ACTIVITIES: &str = "mål:
  enhetsmål:
    - titel: A
      beskrivning: |
        Text
      # Årets aktiviteter
      aktiviteter: # i ordning

        # våren

        # klar
        # sedan länge
        - namn: klar
          slut: 2025-06-30
          # vp: tillåt VP0604 skäl

        - namn: sen
          start: 2024-02-29
          slut: 2025-06-30
        # länge
        - {namn: lång, slut: 2027-01-01}
        - namn: öppen

      kommentar: Slut
";

#[test]
fn ended_activities_go_with_their_comments_and_open_ones_get_later_dates() {
    let text = format!("{HEAD}{ACTIVITIES}");
    let plan = next(&text, &|name| (name == "sen").then_some(Status::Late));
    let expected = ACTIVITIES
        .replace(
            "        # klar\n        # sedan länge\n        - namn: klar\n          slut: 2025-06-30\n          # vp: tillåt VP0604 skäl\n\n",
            "",
        )
        .replace("start: 2024-02-29", "start: 2025-02-28  # 2025: 2024-02-29")
        .replace("slut: 2025-06-30", "slut: 2026-06-30  # 2025: 2025-06-30");
    assert_eq!(plan.text, format!("{}{expected}", HEAD.replace("2025", "2026")));
    assert_eq!(plan.count.left_out, ["klar"]);
    assert_eq!(plan.count.carried, ["sen", "lång", "öppen"]);
}

#[test]
fn an_empty_list_goes_with_its_key_and_leaves_its_comments() {
    let text = format!("{HEAD}{ACTIVITIES}");
    let plan = next(&text, &|_| Some(Status::Cancelled));
    let expected = "mål:\n  enhetsmål:\n    - titel: A\n      beskrivning: |\n        Text\n      # Årets aktiviteter\n      # i ordning\n\n      # våren\n\n      kommentar: Slut\n";
    assert_eq!(plan.text, format!("{}{expected}", HEAD.replace("2025", "2026")));
    assert_eq!(plan.count.left_out, ["klar", "sen", "lång", "öppen"]);
}

#[test]
fn a_key_that_holds_its_goal_together_stays_without_its_list() {
    for (old, new) in [
        (
            "    - aktiviteter:\n        - {namn: a, slut: 2025-01-31}\n      titel: A\n",
            "    - aktiviteter:\n      titel: A\n",
        ),
        ("    - {titel: A, aktiviteter: [{namn: a, slut: 2025-01-31}]}\n", "    - {titel: A, aktiviteter: []}\n"),
        (
            "    - titel: A\n      aktiviteter: [{namn: a, slut: 2025-01-31}, {namn: b}, {namn: c, slut: 2025-01-31}] # x\n",
            "    - titel: A\n      aktiviteter: [{namn: b}] # x\n",
        ),
        (
            "    - titel: A\n      aktiviteter: [{namn: a, slut: 2025-01-31}] # x\n      nr: 1\n",
            "    - titel: A\n      # x\n      nr: 1\n",
        ),
        (
            "    - titel: A\n      aktiviteter:\n      - namn: a\n        slut: 2025-01-31\n      - namn: b\n",
            "    - titel: A\n      aktiviteter:\n      - namn: b\n",
        ),
    ] {
        assert_next(&format!("mål:\n  enhetsmål:\n{old}"), &format!("mål:\n  enhetsmål:\n{new}"));
    }
}

#[test]
fn line_ends_marks_and_loose_rings_stay() {
    let old = "\u{feff}vp: 1\r\ndokument: verksamhetsplan\r\na\u{30a}r: '2025'\t# a\u{30a}ret\r\norganisation:\t{enhet: E}\r\nmål:\r\n  enhetsmål:\r\n    - titel: A\r\n      aktiviteter:\r\n        - namn: a\r\n          slut: 2025-01-31";
    let new = "\u{feff}vp: 1\r\ndokument: verksamhetsplan\r\na\u{30a}r: '2026'\t# a\u{30a}ret\r\norganisation:\t{enhet: E}\r\nmål:\r\n  enhetsmål:\r\n    - titel: A";
    assert_eq!(next(old, &|_| None).text, new);
}

#[test]
fn a_plan_is_for_a_later_year_or_refused() {
    let scene = Workspace::new().file("2025/plan.yaml", HEAD).file("2025/utan.yaml", HEAD.replace("år: 2025\n", ""));
    let loaded = load(Some(&scene.path("2025")), None).expect("the folder is there");
    for (name, year, refusal) in [
        ("plan", 2025, Refusal::NotBefore(2025)),
        ("plan", 2024, Refusal::NotBefore(2025)),
        ("utan", 2026, Refusal::NoYear),
    ] {
        let (from, to) = (scene.path(&format!("2025/{name}.yaml")), scene.path("2026/x.yaml"));
        let made = renewed(&loaded, &from, &to, year, &|_| None, &|_| None);
        assert_eq!(made.expect_err("it is refused"), refusal);
    }
}
