//! The order of print: levels, several parents, skipped levels, goals without a way up.

use super::{plan, prints, prints_of, unit};

const ONE: &str = "## KF:s inriktningsmål: 1. Inriktning ett
    ### KF:s mål för verksamhetsområdet: 1.1 Område ett
    #### Nämndmål: Nämndmål ett";
const TWO: &str = "## KF:s inriktningsmål: 2. Inriktning två
    ### KF:s mål för verksamhetsområdet: 3.10 Område tio
    #### Nämndmål: Nämndmål två";
/// Leaves the tables out, which other cases look at.
const BARE: &str = "utelämna: [a, b, kommunens, andra, n-mått, n-aktivitet]";

#[test]
fn a_goal_with_several_parents_stands_in_full_under_the_first_that_it_names() {
    let goal = |parents: &str| {
        format!("{BARE}\nmål: {{enhetsmål: [{{nr: A -, titel: Delat, till: [{parents}], uppföljning: I maj}}]}}")
    };
    prints(
        &goal("n1, n2"),
        &format!(
            "{ONE}
             ##### Enhetsmål: A - Delat
             ###### Uppföljning
             I maj
             {TWO}
             ##### Enhetsmål: A - Delat
             Se A - Delat"
        ),
    );
    // The first that it names need not be the first in print.
    prints(
        &goal("n2, n1"),
        &format!(
            "{ONE}
             ##### Enhetsmål: A - Delat
             Se A - Delat
             {TWO}
             ##### Enhetsmål: A - Delat
             ###### Uppföljning
             I maj"
        ),
    );
    // Named twice it is still one parent.
    prints(&goal("n1, n1"), &format!("{ONE}\n##### Enhetsmål: A - Delat\n###### Uppföljning\nI maj"));
}

#[test]
fn what_stands_under_a_shared_goal_is_printed_once() {
    let board = "
organisation: {nämnd: Nämnden}
mål:
  inriktningsmål: [{nr: 1, titel: Ett}, {nr: 2, titel: Två}]
  nämndmål:
    - {id: delat, till: [1, 2], titel: Delat}";
    let unit = "
organisation: {enhet: Enheten}
bygger_på: ../plan.yaml
mål: {enhetsmål: [{titel: Under, till: delat}]}";
    prints_of(
        &[("plan.yaml", plan(board)), ("e/plan.yaml", plan(unit))],
        "e/plan",
        "## KF:s inriktningsmål: 1 Ett
         ### Nämndmål: Delat
         #### Enhetsmål: Under
         ## KF:s inriktningsmål: 2 Två
         ### Nämndmål: Delat
         Se Delat",
        &[],
    );
}

#[test]
fn parents_that_are_left_out_still_leave_one_goal_in_full() {
    prints(
        "utelämna: [n1, n2, 1.1, '3.10']\nmål: {enhetsmål: [{titel: Delat, till: [n1, n2]}]}",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### Enhetsmål: Delat
         ## KF:s inriktningsmål: 2. Inriktning två
         ### Enhetsmål: Delat
         Se Delat",
    );
    prints(
        "utelämna: [n1, a, b, kommunens, andra]\nmål: {enhetsmål: [{titel: Delat, till: [n1, 1.1]}]}",
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         #### Enhetsmål: Delat",
    );
}

#[test]
fn a_goal_that_skips_a_level_comes_before_the_goals_of_the_level_between() {
    prints(
        &format!(
            "{BARE}
mål:
  enhetsmål:
    - {{titel: Under nämnden, till: n1}}
    - {{titel: Hoppar ett, till: 1.1}}
    - {{titel: Hoppar två, till: inriktningsmål/1}}"
        ),
        "## KF:s inriktningsmål: 1. Inriktning ett
         ### Enhetsmål: Hoppar två
         ### KF:s mål för verksamhetsområdet: 1.1 Område ett
         #### Enhetsmål: Hoppar ett
         #### Nämndmål: Nämndmål ett
         ##### Enhetsmål: Under nämnden",
    );
}

#[test]
fn goals_of_one_level_keep_the_order_of_the_file() {
    prints(
        &format!(
            "{BARE}\nmål: {{enhetsmål: [{{titel: B, till: n1}}, {{titel: A, till: n1}}, {{titel: C, till: n1}}]}}"
        ),
        &format!("{ONE}\n##### Enhetsmål: B\n##### Enhetsmål: A\n##### Enhetsmål: C"),
    );
}

#[test]
fn a_unit_can_serve_its_departments_unit_goal_but_none_of_its_own_file() {
    let department = "
organisation: {nämnd: Nämnden, avdelning: Avdelningen}
bygger_på: ../plan.yaml
mål: {enhetsmål: [{id: avd, titel: Avdelningens mål, till: n1, indikatorer: [{id: x, namn: X}]}]}";
    let below = |goals: &str| {
        let body =
            format!("organisation: {{enhet: Enheten}}\nbygger_på: ../plan.yaml\n{BARE}\nmål: {{enhetsmål: [{goals}]}}");
        let mut files = unit("");
        files.pop();
        files.extend([("plans/n/a/plan.yaml", plan(department)), ("plans/n/a/e/plan.yaml", plan(&body))]);
        files
    };
    prints_of(
        &below("{titel: Enhetens mål, till: avd}"),
        "n/a/e/plan",
        &format!("{ONE}\n##### Enhetsmål: Avdelningens mål\n[Enhet] X\n###### Enhetsmål: Enhetens mål"),
        &[],
    );
    prints_of(
        &below("{id: ett, titel: Ett, till: avd}, {titel: Två, till: ett}"),
        "n/a/e/plan",
        &format!(
            "{ONE}\n##### Enhetsmål: Avdelningens mål\n[Enhet] X\n###### Enhetsmål: Ett
             ## Mål utan koppling till nivån ovanför\n### Enhetsmål: Två"
        ),
        &["VP0302 ett"],
    );
}

#[test]
fn goals_without_a_way_up_come_last_before_the_economy() {
    prints_of(
        &unit(&format!(
            "{BARE}
mål:
  nämndmål: [{{titel: Löst nämndmål, till: 9.9}}]
  enhetsmål:
    - {{titel: Löst, till: finns-inte}}
    - {{titel: Utan till}}
    - {{titel: Fast, till: n1}}
    - {{titel: Under löst, till: löst-nämndmål}}
ekonomi:"
        )),
        "n/e/plan",
        &format!(
            "{ONE}
             ##### Enhetsmål: Fast
             ## Mål utan koppling till nivån ovanför
             ### Nämndmål: Löst nämndmål
             #### Enhetsmål: Under löst
             ### Enhetsmål: Löst
             ### Enhetsmål: Utan till
             ## Redovisning av ekonomi"
        ),
        &["VP0301 9.9", "VP0301 finns-inte"],
    );
}

#[test]
fn one_parent_that_is_found_is_enough() {
    prints_of(
        &unit(&format!("{BARE}\nmål: {{enhetsmål: [{{titel: Halvt, till: [n7, n1]}}]}}")),
        "n/e/plan",
        &format!("{ONE}\n##### Enhetsmål: Halvt"),
        &["VP0301 n7"],
    );
}

#[test]
fn a_plan_of_one_level_has_nothing_to_be_attached_to() {
    let body = "organisation: {enhet: E}\nmål: {enhetsmål: [{titel: Ett}, {titel: Två}]}";
    prints_of(&[("plan.yaml", plan(body))], "plan", "## Enhetsmål: Ett\n## Enhetsmål: Två", &[]);
}

#[test]
fn levels_that_are_not_there_are_closed_up() {
    let body = "organisation: {enhet: E}
mål:
  inriktningsmål: [{nr: 1, titel: Ett}]
  enhetsmål: [{titel: Eget, till: 1, avsnitt: [{rubrik: Mer, text: Text}, {rubrik: Tomt}]}]";
    prints_of(
        &[("plan.yaml", plan(body))],
        "plan",
        "## KF:s inriktningsmål: 1 Ett\n### Enhetsmål: Eget\n#### Mer\nText\n#### Tomt",
        &[],
    );
}
