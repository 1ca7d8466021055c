//! What of the inherited is printed: own goals and what they reach, `omfattar`, `utelämna`, additions, targets.

use super::{BOARD, CITY, plan, prints, prints_of, unit};

#[test]
fn an_own_goal_brings_all_above_it_with_what_stands_there() {
    prints(
        "mål: {enhetsmål: [{titel: Enhetsmål ett, till: n1}]}",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått A |  | 10
         [KF] Mått B | 21 | 20
         Kommunens aktivitet
         Kommunens andra
         #### Nämndmål: Nämndmål ett
         [Nämnd] Nämndens mått | 5
         Nämndens aktivitet
         ##### Enhetsmål: Enhetsmål ett",
    );
}

#[test]
fn a_plan_without_goals_of_its_own_prints_none() {
    prints("inledning: Hej", "## Inledning\nHej");
}

#[test]
fn a_covered_goal_brings_the_headings_above_it_and_all_that_stands_on_them() {
    prints(
        "omfattar: n1",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått A |  | 10
         [KF] Mått B | 21 | 20
         Kommunens aktivitet
         Kommunens andra
         #### Nämndmål: Nämndmål ett
         [Nämnd] Nämndens mått | 5
         Nämndens aktivitet",
    );
    prints("omfattar: [inriktningsmål/2]", "## KF:s inriktningsmål: 2. Inriktning två");
    prints(
        "omfattar: ['3.10']",
        "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio",
    );
}

#[test]
fn a_covered_indicator_or_activity_comes_alone_under_its_goal() {
    prints(
        "omfattar: [b]",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått B | 21 | 20",
    );
    prints(
        "omfattar: [andra]",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         Kommunens andra",
    );
    prints(
        "omfattar: [a, kommunens, n2]",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått A |  | 10
         Kommunens aktivitet
         ## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Nämndmål två",
    );
}

#[test]
fn a_covered_indicator_takes_nothing_away_from_a_goal_that_is_there_anyway() {
    let whole = "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått A |  | 10
         [KF] Mått B | 21 | 20
         Kommunens aktivitet
         Kommunens andra";
    let below = "#### Nämndmål: Nämndmål ett
         [Nämnd] Nämndens mått | 5
         Nämndens aktivitet";
    let own = "##### Enhetsmål: Enhetsmål ett";
    let reached = "mål: {enhetsmål: [{titel: Enhetsmål ett, till: n1}]}";
    prints(&format!("omfattar: [a]\n{reached}"), &format!("{whole}\n{below}\n{own}"));
    prints("omfattar: [1.1, a]", whole);
    prints("omfattar: [a, 1.1]", whole);
    // Every goal that is printed prints its own, also where it is printed for another goal's sake.
    prints("omfattar: [a, n1]", &format!("{whole}\n{below}"));
}

#[test]
fn what_is_left_out_is_not_printed() {
    let own = "mål: {enhetsmål: [{titel: Enhetsmål ett, till: n1}]}";
    prints(
        &format!("utelämna: [a, kommunens, n-mått, n-aktivitet]\n{own}"),
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått B | 21 | 20
         Kommunens andra
         #### Nämndmål: Nämndmål ett
         ##### Enhetsmål: Enhetsmål ett",
    );
    // A goal that is left out is closed up: what stands under it comes under the goal above.
    prints(
        &format!("utelämna: [n1, a, b, kommunens, andra]\n{own}"),
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         #### Enhetsmål: Enhetsmål ett",
    );
    prints(&format!("utelämna: [1, 1.1, n1]\n{own}"), "## Enhetsmål: Enhetsmål ett");
    prints(
        "omfattar: [n1, n2]\nutelämna: [n1, 1.1, inriktningsmål/1]",
        "
         ## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Nämndmål två",
    );
}

#[test]
fn what_covers_or_leaves_out_nothing_is_found() {
    let files = unit("omfattar: [n9]\nutelämna: [mått-x]\nårsmål: {xyz: 3}");
    prints_of(&files, "n/e/plan", "", &["VP0306 xyz", "VP0306 n9", "VP0306 mått-x"]);
}

#[test]
fn an_addition_comes_after_the_inherited_and_belongs_to_the_one_who_adds_it() {
    let added = "
          indikatorer: [{id: eget, namn: Eget mått, årsmål: 3}]
          aktiviteter: [{id: egen, namn: Egen aktivitet}]";
    let expected = "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått A |  | 10
         [KF] Mått B | 21 | 20
         [Enhet] Eget mått | 3
         Kommunens aktivitet
         Kommunens andra
         Egen aktivitet";
    prints(&format!("mål:\n  verksamhetsområdesmål:\n        - nr: 1.1{added}"), expected);
    prints(&format!("mål:\n  verksamhetsområdesmål:\n        - nr: \"1.1 -\"{added}"), expected);
    let by_id = "mål:\n  nämndmål:\n        - id: n2
          ansvarig: Enhetschefen
          uppföljning: I maj
          indikatorer: [{id: eget, namn: Eget mått}, {id: kommunens-eget, namn: Utpekat, ägare: kommun}]";
    prints(
        by_id,
        "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Nämndmål två
         Ansvarig: Enhetschefen
         ##### Uppföljning
         I maj
         [Enhet] Eget mått
         [KF] Utpekat",
    );
}

#[test]
fn each_organisation_on_the_way_owns_what_it_adds() {
    let group = "organisation: {enhet: Enheten, grupp: Gruppen}
bygger_på: ../plan.yaml
mål: {nämndmål: [{id: n2, indikatorer: [{id: g, namn: Gruppens}]}]}";
    let mut files = unit("mål: {nämndmål: [{id: n2, indikatorer: [{id: e, namn: Enhetens}]}]}");
    files.push(("plans/n/e/g/plan.yaml", plan(group)));
    let above = "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Nämndmål två
         [Enhet] Enhetens";
    prints_of(&files, "n/e/g/plan", &format!("{above}\n[Grupp] Gruppens"), &[]);
    prints_of(&files, "n/e/plan", above, &[]);
}

#[test]
fn the_nearest_target_is_printed() {
    let city = "
organisation: {kommun: Kommunen}
mål:
  inriktningsmål:
    - nr: 1
      titel: Inriktning
      indikatorer:
        - {id: a, namn: A, årsmål: 1, kf_årsmål: 9}
        - {id: b, namn: B, årsmål: 1}
        - {id: c, namn: C}
        - {id: d, namn: D, årsmål: Tas fram av nämnd}
        - {namn: Utan id}";
    let board = "
organisation: {nämnd: Nämnden}
bygger_på: ../plan.yaml
mål: {inriktningsmål: [{nr: 1, indikatorer: [{id: e, namn: E, årsmål: 2}]}]}
årsmål: {a: 2, b: 2, d: 2}";
    let unit = "
organisation: {enhet: Enheten}
bygger_på: ../plan.yaml
omfattar: [1]
mål: {enhetsmål: [{titel: Eget, till: 1, indikatorer: [{id: f, namn: F, årsmål: 3}]}]}
årsmål: {a: 3, e: 3, utan-id: 3 %, f: 4}";
    let files =
        [("plans/plan.yaml", plan(city)), ("plans/n/plan.yaml", plan(board)), ("plans/n/e/plan.yaml", plan(unit))];
    let expected = "## KF:s inriktningsmål: 1 Inriktning
         [KF] A | 3 | 9
         [KF] B | 2
         [KF] C
         [KF] D | 2
         [KF] Utan id | 3\u{a0}%
         [Nämnd] E | 3
         ### Enhetsmål: Eget
         [Enhet] F | 4";
    prints_of(&files, "n/e/plan", expected, &[]);
}

#[test]
fn a_self_contained_plan_prints_every_goal() {
    let all = format!("{CITY}{}", BOARD.split_once("mål:\n").map_or("", |(_, goals)| goals));
    let alone = plan(&all.replace("{kommun: Kommunen}", "{enhet: Enheten}"));
    prints_of(
        &[("plan.yaml", alone)],
        "plan",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         [KF] Mått A |  | 10
         [KF] Mått B | 21 | 20
         Kommunens aktivitet
         Kommunens andra
         #### Nämndmål: Nämndmål ett
         [Nämnd] Nämndens mått | 5
         Nämndens aktivitet
         ## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Nämndmål två",
        &[],
    );
}
