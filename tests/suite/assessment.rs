//! Assessments in follow-ups: what is asked for, and when a word is needed on why.
use crate::scene::Found;
use crate::workspace::Workspace;

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Stockholms stad, enhet: Barnenheten}\n\
                    mål:\n  \
                    inriktningsmål:\n    - {nr: '1.', titel: En sammanhållen stad}\n  \
                    verksamhetsområdesmål:\n    - {nr: 1.1, till: 1, titel: Barn växer upp tryggt}\n  \
                    enhetsmål:\n    \
                    - id: delaktighet\n      till: 1.1\n      titel: Barn är delaktiga\n      ansvarig: Barngruppen\n      \
                    indikatorer:\n        \
                    - {id: möten, namn: Antalet möten, årsmål: 20, periodicitet: Tertial, riktning: högre}\n        \
                    - {id: väntan, namn: Dagar i kö, kf_årsmål: 10 dagar, periodicitet: År, riktning: lägre}\n    \
                    - {id: återkoppling, till: 1.1, titel: Familjer får svar}\n";

const ANNUAL: &str = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\n";
const TERTIAL: &str = "vp: 1\ndokument: tertialrapport\nperiod: T1\n";

fn scene() -> Workspace {
    Workspace::plan(PLAN)
}

fn annual(text: &str) -> Found {
    scene().file("vb.yaml", format!("{ANNUAL}{text}")).check()
}

fn tertial(text: &str) -> Found {
    scene().file("t1.yaml", format!("{TERTIAL}{text}")).check()
}

impl Found {
    /// The findings of a rule as file, text at their place, and message.
    fn of_rule(&self, code: &str) -> Vec<(&str, &str, &str)> {
        let found = self.findings.iter().filter(|finding| finding.rule.code == code);
        let file = |finding: &vp::diagnostic::Diagnostic| self.loaded.sources.path(finding.span.source);
        found.map(|finding| (file(finding), self.text(finding.span), finding.message.sv.as_ref())).collect()
    }

    fn count(&self, code: &str) -> usize {
        self.of_rule(code).len()
    }
}

#[test]
fn every_goal_of_an_assessed_level_is_to_be_assessed_in_the_last_report() {
    let found = annual("mål:\n  delaktighet:\n    analys: Barnen är med.\n  återkoppling:\n    bedömning: helt\n");
    let missing: Vec<(&str, &str)> = found.of_rule("VP0701").iter().map(|(_, at, message)| (*at, *message)).collect();
    assert_eq!(
        missing,
        [
            ("mål", "målet ”Barn växer upp tryggt” är inte bedömt"),
            ("delaktighet", "målet ”Barn är delaktiga” är inte bedömt"),
        ]
    );
    // A form that nobody has filled in says nothing yet, with its goals or without.
    let form = "mål:\n  \"1.1\":\n  delaktighet:\n    bedömning:\n    analys:\n  återkoppling: {bedömning: }\n";
    assert_eq!(annual(form).count("VP0701"), 3);
    assert_eq!(annual("").of_rule("VP0701").iter().map(|(_, at, _)| *at).collect::<Vec<_>>(), ["VB"; 3]);
    assert_eq!(tertial("").count("VP0701"), 0);
    // What cannot be read is said once.
    let found = annual(
        "mål:\n  \"1.1\": {bedömning: helt}\n  delaktighet: {bedömning: bra}\n  återkoppling: {bedömning: ej, analys: a}\n",
    );
    assert_eq!(found.count("VP0701"), 0);
    assert!(found.codes().contains(&"VP0105"));
}

#[test]
fn the_file_of_the_one_responsible_answers_for_a_goal() {
    let found = scene()
        .file("vb.yaml", format!("{ANNUAL}mål:\n  \"1.1\": {{bedömning: helt}}\n  återkoppling: {{bedömning: helt}}\n"))
        .file("vb-barn.yaml", format!("{ANNUAL}för: barngruppen\nsammanfattande_analys: Vi är nöjda.\n"))
        .check();
    let [(file, at, _)] = found.of_rule("VP0701")[..] else { panic!("one goal is not assessed") };
    assert!(file.ends_with("vb-barn.yaml"), "{file}");
    assert_eq!(at, "VB");
}

#[test]
fn the_model_says_which_levels_are_assessed() {
    let model = "vp: 1\nmappar: {planer: planer}\nstyrmodell:\n  nivåer:\n    \
                 - {nyckel: inriktningsmål, rubrik: Inriktning, ägare: kommun}\n    \
                 - {nyckel: verksamhetsområdesmål, rubrik: Område, ägare: kommun, bedöms: nej}\n    \
                 - {nyckel: enhetsmål, rubrik: Enhetsmål, ägare: enhet, bedöms: nej}\n";
    let found = Workspace::new()
        .file("vp.yaml", model)
        .file("planer/plan.yaml", PLAN)
        .file("planer/vb.yaml", format!("{ANNUAL}sammanfattande_analys: Vi är nöjda.\n"))
        .check();
    let [(_, _, message)] = found.of_rule("VP0701")[..] else { panic!("one goal is not assessed") };
    assert_eq!(message, "målet ”En sammanhållen stad” är inte bedömt");
}

#[test]
fn a_goal_that_shares_its_number_is_typed_with_its_level() {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Barnenheten}\nmål:\n  nämndmål:\n    \
                - {nr: 1, titel: Trygghet}\n  enhetsmål:\n    - {nr: 1, till: nämndmål/1, titel: Svar i tid}\n";
    let found =
        Workspace::plan(plan).file("vb.yaml", format!("{ANNUAL}mål: {{nämndmål/1: {{bedömning: helt}}}}\n")).check();
    let finding = found.findings.iter().find(|finding| finding.rule.code == "VP0701");
    let help = finding.and_then(|finding| finding.help.as_ref()).expect("one goal is not assessed");
    assert!(help.sv.starts_with("skriv enhetsmål/1: på en egen rad"), "{}", help.sv);
}

#[test]
fn a_written_assessment_agrees_with_outcome_target_direction_and_tolerance() {
    for (entry, expected) in [
        ("möten: {utfall: 20, bedömning: helt}", None),
        ("möten: {utfall: 18, bedömning: delvis, analys: a}", None),
        ("möten: {utfall: 17, bedömning: delvis, analys: a}", Some("utfallet 17 mot årsmålet 20 ger ”Målet ej nått”")),
        (
            "väntan: {utfall: 9 dagar, bedömning: ej, analys: a}",
            Some("utfallet 9 dagar mot fullmäktiges årsmål 10 dagar ger ”Målet nått”"),
        ),
        (
            "väntan: {utfall: 11 dagar, bedömning: helt}",
            Some("utfallet 11 dagar mot fullmäktiges årsmål 10 dagar ger ”Nära målet”"),
        ),
        ("väntan: {utfall: 12 %, bedömning: helt}", None),
        ("väntan: {utfall: ca 12 dagar, bedömning: helt}", None),
        ("väntan: {utfall: saknas, bedömning: helt}", None),
    ] {
        let found = annual(&format!("indikatorer:\n  {entry}\n"));
        let found: Vec<&str> = found.of_rule("VP0702").iter().map(|(.., message)| *message).collect();
        match expected {
            None => assert!(found.is_empty(), "{entry}: {found:?}"),
            Some(words) => assert!(found.len() == 1 && found[0].ends_with(words), "{entry}: {found:?}"),
        }
    }
    // Within the year an outcome may be on its way, if somebody says so.
    let on_its_way = |more: &str| tertial(&format!("indikatorer:\n  möten: {{utfall: 7, bedömning: helt{more}}}\n"));
    assert_eq!(on_its_way("").count("VP0702"), 1);
    assert_eq!(on_its_way(", analys: Tre i månaden enligt plan.").count("VP0702"), 0);
    let worse = tertial("indikatorer:\n  möten: {utfall: 21, bedömning: ej, analys: Det blir inga fler.}\n");
    assert_eq!(worse.count("VP0702"), 1);
}

#[test]
fn what_falls_short_is_explained_once_for_each_thing() {
    let goal = |entry: &str| {
        format!("mål:\n  delaktighet: {{{entry}}}\nindikatorer:\n  möten: {{utfall: 12, analys: Få kom.}}\n")
    };
    let found = annual(&goal("bedömning: helt"));
    assert_eq!((found.count("VP0703"), found.count("VP0704")), (1, 0));
    let found = annual(&goal("bedömning: delvis"));
    assert_eq!((found.count("VP0703"), found.count("VP0704")), (0, 1));
    for explained in ["bedömning: helt, analys: Men alla är med.", "bedömning: ej, analys: Få kom."] {
        let found = annual(&goal(explained));
        assert_eq!((found.count("VP0703"), found.count("VP0704")), (0, 0), "{explained}");
    }
    // The writer's word on the indicator goes before the computed one; an indicator of no goal's own is not the goal's.
    let found = annual(
        "mål: {delaktighet: {bedömning: helt}, \"1.1\": {bedömning: helt}}\nindikatorer: {möten: {utfall: 12, bedömning: delvis}}\n",
    );
    assert_eq!((found.count("VP0703"), found.count("VP0704")), (0, 1));
    // A text file without words explains nothing; one that is not there is reported where it is named.
    let with_file = |file: &str| {
        scene().file("vb.yaml", format!("{ANNUAL}mål: {{delaktighet: {{bedömning: ej, analys: {{fil: {file}}}}}}}\n"))
    };
    assert_eq!(with_file("tom.md").file("tom.md", " \n").check().count("VP0704"), 1);
    assert_eq!(with_file("borta.md").check().count("VP0704"), 0);
}

#[test]
fn a_goal_is_not_above_all_that_carries_it() {
    let rated = |above: &str, one: &str, two: &str| {
        let entry = |id: &str, rating: &str| match rating {
            "" => String::new(),
            rating => format!("  {id}: {{bedömning: {rating}, analys: Så blev det.}}\n"),
        };
        let goals = [entry("\"1.1\"", above), entry("delaktighet", one), entry("återkoppling", two)].concat();
        annual(&format!("mål:\n{goals}")).count("VP0705")
    };
    for (above, one, two, expected) in [
        ("helt", "delvis", "ej", 1),
        ("delvis", "ej", "", 1),
        ("helt", "helt", "ej", 0),
        ("delvis", "delvis", "ej", 0),
        ("helt", "", "", 0),
        ("ej", "helt", "delvis", 0),
    ] {
        assert_eq!(rated(above, one, two), expected, "{above} above {one} and {two}");
    }
}

#[test]
fn a_move_since_the_occasion_before_is_explained() {
    let year = |first: &str, second: &str, last: &str| {
        let goal = |entry: &str| format!("mål: {{delaktighet: {{{entry}}}}}\n");
        let second_head = TERTIAL.replace("T1", "T2");
        scene()
            .file("t1.yaml", format!("{TERTIAL}{}", goal(first)))
            .file("t2.yaml", format!("{second_head}{}", goal(second)))
            .file("vb.yaml", format!("{ANNUAL}{}", goal(last)))
            .check()
    };
    let found = year("bedömning: delvis", "analys: Vi väntar.", "bedömning: helt");
    let [(file, at, message)] = found.of_rule("VP0706")[..] else { panic!("{:?}", found.of_rule("VP0706")) };
    assert!(file.ends_with("vb.yaml"), "{file}");
    assert_eq!(
        (at, message),
        ("helt", "målet ”Barn är delaktiga” har gått från ”Uppfylls delvis” i T1 till ”Uppfylls helt”, utan analys")
    );
    // What is counted is the nearest occasion before, not the first.
    let found = year("bedömning: delvis", "bedömning: helt, analys: Alla är med.", "bedömning: helt");
    assert_eq!(found.count("VP0706"), 0);
    assert_eq!(year("bedömning: helt", "bedömning: helt", "bedömning: ej, analys: Ingen kom.").count("VP0706"), 0);
}
