//! `vp fill`: what forms were answered stands in the follow-ups, and nothing else of them is changed.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod economy;
mod hostile;
mod round;

use serde_json::{Value, json};

use crate::workspace::{PLAN, Ran, Workspace};

/// A follow-up in every dress: comments, braces, blocks, quotation marks.
const REPORT: &str = "# Norrs berättelse
vp: 1
dokument: verksamhetsberättelse
period: VB
sammanfattande_analys:   # skrivs sist
mål:
  svar:   # bedöms av chefen
    bedömning:   # helt · delvis · ej
    analys: | # höstens
      Köerna är kortare.
indikatorer:
  tid: {utfall: 88.50 %, analys: \"Räknat i diariet, alla ärenden.\"}  # preliminärt
  sjuk:
    # Ur personalsystemet.
    utfall:
aktiviteter:
  lots:
ekonomi:
  resultaträkning:
    belopp_i: tkr
    kostnader:
      - {namn: Personal, budget: 1200}
      - namn: Lokaler
        utfall:  # hyran
";

const PATH: &str = "plans/2026/norr/vb.yaml";
const PLAN_PATH: &str = "plans/2026/norr/plan.yaml";

fn plan() -> String {
    let indicators =
        "        - {id: sjuk, namn: Sjukfrånvaro, årsmål: 5 %, riktning: lägre, periodicitet: År, könsuppdelad: ja}\n";
    PLAN.replace("      aktiviteter:\n", &format!("{indicators}      aktiviteter:\n"))
        .replace("namn: Öppna en lots,", "namn: Öppna en lots, ansvarig: Växeln,")
}

fn workspace(report: &str) -> Workspace {
    let workspace = Workspace::with([(PLAN_PATH, plan().as_str())]);
    if !report.is_empty() {
        workspace.write(PATH, report);
    }
    workspace
}

/// The page of a form, made anew.
fn page(workspace: &Workspace, who: Option<&str>) -> String {
    let who = who.map_or_else(Vec::new, |who| vec!["--for", who]);
    let run = workspace.run(&[&["new", "follow-up", "--period", "VB", "-f", "html", PLAN_PATH][..], &who].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let path = run.out.lines().next().unwrap();
    let page = workspace.read(path);
    std::fs::remove_file(workspace.path(path)).unwrap();
    page
}

/// What stands in an attribute of a tag.
pub(crate) fn attribute(tag: &str, name: &str) -> String {
    let start = tag.find(&format!(" {name}=\"")).unwrap_or_else(|| panic!("{name} is not in {tag}")) + name.len() + 3;
    let value = &tag[start..start + tag[start..].find('"').unwrap()];
    let named = [("&quot;", "\""), ("&#x2f;", "/"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    named.into_iter().fold(value.to_owned(), |value, (name, letter)| value.replace(name, letter))
}

/// The answers of a form, as its script saves them: `values` by kind and id.
pub(crate) fn answers(page: &str, values: &[(&str, &str, Value)]) -> Value {
    let form = &page[page.find("<form ").unwrap()..];
    let form = &form[..form.find('>').unwrap()];
    let all: Vec<Value> = values
        .iter()
        .map(|(kind, id, values)| {
            let wanted = format!("data-kind=\"{kind}\" data-id=\"{id}\"");
            let at = page.find(&wanted).unwrap_or_else(|| panic!("{kind} {id} is not in the form"));
            let tag = &page[at - 1..at + page[at..].find('>').unwrap()];
            let said: Value = serde_json::from_str(&attribute(tag, "data-said")).unwrap();
            json!({"kind": kind, "id": id, "asked": attribute(tag, "data-asked"), "said": said, "values": values, "before": {}})
        })
        .collect();
    let organisation: Value = serde_json::from_str(&attribute(form, "data-organisation")).unwrap();
    let year: i16 = attribute(form, "data-year").parse().unwrap();
    let who = attribute(form, "data-for");
    json!({
        "vp_answers": 1, "form": attribute(form, "data-form"), "plan": attribute(form, "data-plan"), "organisation": organisation,
        "year": year, "occasion": attribute(form, "data-occasion"), "for": if who.is_empty() { Value::Null } else { who.into() },
        "filled_in": {"by": "", "on": ""}, "answers": all,
    })
}

fn write(workspace: &Workspace, file: &str, answers: &Value) {
    workspace.write(file, &serde_json::to_string_pretty(answers).unwrap());
}

fn fill(workspace: &Workspace, arguments: &[&str]) -> Ran {
    workspace.run(&[&["fill", "--lang", "en"], arguments].concat())
}

#[test]
fn only_what_is_answered_changes_and_comments_stay() {
    let workspace = workspace(REPORT);
    let page = page(&workspace, None);
    let told = answers(
        &page,
        &[
            ("goal", "svar", json!({"bedömning": "delvis", "analys": "Två rader.\n\n- en\n- två"})),
            ("indicator", "sjuk", json!({"utfall": "5,10", "män": "4", "kvinnor": "saknas", "analys": "Kort."})),
            (
                "activity",
                "lots",
                json!({"status": "försenad", "avvikelse": "Lokalen: dröjde #2", "analys": "Öppnar i mars."}),
            ),
            ("costs", "Personal", json!({"utfall": "1 250,5"})),
            ("costs", "Lokaler", json!({"utfall": "400"})),
            ("report", "", json!({"sammanfattande_analys": "Ett år.\n\n## Personal\n\nFler."})),
        ],
    );
    let mut told = told;
    // What the follow-up said when the form was made may be changed by whoever saw it.
    told["answers"][0]["before"] = json!({"analys": "Köerna är kortare."});
    write(&workspace, "svar.json", &told);
    let shown = fill(&workspace, &["svar.json", "--diff"]);
    assert_eq!(shown.code, 1, "{shown:?}");
    assert!(shown.out.contains("+    bedömning: delvis   # helt · delvis · ej\n"), "{}", shown.out);
    assert_eq!(workspace.read(PATH), REPORT);
    let run = fill(&workspace, &["svar.json"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.err, format!("{PATH}: 12 filled in\n12 filled in, in 1 file\n"));
    let expected = REPORT
        .replace(
            "sammanfattande_analys:   # skrivs sist\n",
            "sammanfattande_analys: |   # skrivs sist\n  Ett år.\n\n  ## Personal\n\n  Fler.\n",
        )
        .replace("    bedömning:   #", "    bedömning: delvis   #")
        .replace("      Köerna är kortare.\n", "      Två rader.\n\n      - en\n      - två\n")
        .replace("    utfall:\nakt", "    kvinnor: saknas\n    män: 4 %\n    utfall: 5,10 %\n    analys: Kort.\nakt")
        .replace(
            "  lots:\n",
            "  lots:\n    status: försenad\n    avvikelse: \"Lokalen: dröjde #2\"\n    analys: Öppnar i mars.\n",
        )
        .replace("{namn: Personal, budget", "{namn: Personal, utfall: 1250.5, budget")
        .replace("        utfall:  # hyran", "        utfall: 400  # hyran");
    let new = workspace.read(PATH);
    assert_eq!(sorted(&new), sorted(&expected), "{new}");
    let check = workspace.run(&["check", "--strict", "--lang", "en", PATH]);
    assert!(!check.out.contains("error"), "{}", check.out);
    // A second time there is nothing left to do.
    let again = fill(&workspace, &["svar.json"]);
    assert_eq!((again.code, again.err.as_str()), (0, "nothing to fill in\n"), "{again:?}");
}

/// The lines in an order of their own: which of two new keys comes first is nobody's matter.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn a_follow_up_that_is_not_there_is_made_as_new_follow_up_makes_it() {
    let workspace = workspace("");
    let told = answers(
        &page(&workspace, None),
        &[
            ("indicator", "tid", json!({"utfall": "93,5 %", "analys": "Två\nrader."})),
            ("costs", "Personalkostnader", json!({"utfall": "12 500", "budget": "12000"})),
        ],
    );
    write(&workspace, "svar.json", &told);
    let other = answers(&page(&workspace, Some("växeln")), &[("activity", "lots", json!({"status": "genomförd"}))]);
    write(&workspace, "växeln.json", &other);
    let run = fill(&workspace, &["svar.json", "växeln.json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let whole = workspace.read(PATH);
    let part = workspace.read("plans/2026/norr/vb-växeln.yaml");
    assert!(whole.contains("\n  tid:\n    utfall: 93,5 %\n    analys: |\n      Två\n      rader.\n"), "{whole}");
    assert!(
        whole.contains("      - namn: Personalkostnader\n        utfall: 12500\n        budget: 12000\n"),
        "{whole}"
    );
    assert!(part.contains("\nför: Växeln\n") && part.contains("\n  lots:\n    status: genomförd   #"), "{part}");
    // What the part has, the whole has not, as where it is made after the part.
    let fresh = crate::fill::workspace("").file("plans/2026/norr/vb-växeln.yaml", &part);
    let made = fresh.run(&["new", "follow-up", "--period", "VB", "--lang", "en", PLAN_PATH]);
    assert_eq!(made.code, 0, "{made:?}");
    let before = fresh.read(PATH);
    let kept = |text: &str, keys: &[&str]| -> Vec<String> {
        let is_of = |line: &&str| !keys.iter().any(|key| line.trim_start().starts_with(key));
        text.lines().filter(is_of).map(str::to_owned).collect()
    };
    let keys = ["utfall", "budget", "analys", "Två", "rader."];
    assert_eq!(kept(&whole, &keys), kept(&before, &keys));
}

#[test]
fn two_answers_to_one_thing_are_both_shown_and_none_is_taken_unless_they_are_equal() {
    let workspace = workspace(REPORT);
    let page = page(&workspace, None);
    let one = answers(&page, &[("indicator", "sjuk", json!({"utfall": "5,1", "män": "4"}))]);
    let two = answers(&page, &[("indicator", "sjuk", json!({"utfall": "5,2 %", "män": "4,0 %"}))]);
    write(&workspace, "ett.json", &one);
    write(&workspace, "två.json", &two);
    let run = fill(&workspace, &["ett.json", "två.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.starts_with("ett.json:"), "{}", run.err);
    assert!(
        run.err.contains("sjuk, utfall: the answers differ, and none of them was taken in\n  ett.json:"),
        "{}",
        run.err
    );
    assert!(run.err.contains("  5,1\n  två.json:") && run.err.contains("  5,2 %\n"), "{}", run.err);
    let new = workspace.read(PATH);
    assert!(new.contains("    män: 4 %\n") && !new.contains("utfall: 5,"), "{new}");
    // One after the other is no way around it.
    assert_eq!(fill(&workspace, &["ett.json"]).code, 0);
    let late = fill(&workspace, &["två.json"]);
    assert_eq!(late.code, 1, "{late:?}");
    assert!(late.err.contains("sjuk, utfall: the answer is 5,2 %, but 5,1 is reported already\n"), "{}", late.err);
    assert!(workspace.read(PATH).contains("    utfall: 5,1 %\n"));
}

#[test]
fn what_the_plan_says_otherwise_since_is_told_and_left() {
    let workspace = workspace(REPORT);
    let told = answers(
        &page(&workspace, None),
        &[
            ("indicator", "sjuk", json!({"utfall": "5,1"})),
            ("goal", "svar", json!({"bedömning": "helt"})),
            ("activity", "lots", json!({"status": "genomförd"})),
        ],
    );
    write(&workspace, "svar.json", &told);
    let reworded = plan()
        .replace("årsmål: 5 %", "årsmål: 4,5 %")
        .replace("förväntat_resultat: Svaren kommer.", "förväntat_resultat: Svaren kommer i tid.");
    workspace.write(PLAN_PATH, &reworded);
    let run = fill(&workspace, &["svar.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    let nbsp = run.err.replace('\u{a0}', " ");
    assert!(
        nbsp.contains("the plan has changed since the form for sjuk was made:\n  the target was 5 % and is 4,5 %\n"),
        "{nbsp}"
    );
    assert!(nbsp.contains("the plan's texts of svar have been reworded since the form was made\n"), "{nbsp}");
    let new = workspace.read(PATH);
    assert!(
        new.contains("status: genomförd") && !new.contains("bedömning: helt") && !new.contains("utfall: 5,1"),
        "{new}"
    );
    let run = fill(&workspace, &["svar.json", "--reworded"]);
    assert_eq!(run.code, 1, "what has changed is told all the same: {run:?}");
    let new = workspace.read(PATH);
    assert!(new.contains("bedömning: helt") && new.contains("utfall: 5,1 %"), "{new}");
}

#[test]
fn what_cannot_be_taken_in_has_its_place_and_what_to_do() {
    let workspace = workspace(REPORT);
    let page = page(&workspace, None);
    let told = answers(
        &page,
        &[
            ("goal", "svar", json!({"bedömning": "delvist", "färg": "grön"})),
            ("indicator", "tid", json!({"utfall": "bra"})),
            ("activity", "lots", json!({"status": "klar snart"})),
            ("costs", "Lokaler", json!({"utfall": "mycket"})),
        ],
    );
    let mut told = told;
    told["answers"]
        .as_array_mut()
        .unwrap()
        .push(json!({"kind": "indicator", "id": "sjukk", "asked": "", "values": {"utfall": "1"}}));
    write(&workspace, "svar.json", &told);
    let run = fill(&workspace, &["svar.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    for words in [
        "svar, bedömning: delvist is not an assessment\n  write delvis\n",
        "färg is nothing that is reported of svar\n",
        "tid, utfall: bra is not an outcome\n",
        "lots, status: klar snart is not one of the words\n  write genomförd, pågår, försenad, ej påbörjad or avbruten\n",
        "Lokaler, utfall: mycket is not an amount\n",
        "the indicator sjukk is not to be reported: it is not in the plan, or is done already\n  is sjuk meant?\n",
        "nothing to fill in\n",
    ] {
        assert!(run.err.contains(words), "{words} is not in\n{}", run.err);
    }
    let line =
        serde_json::to_string_pretty(&told).unwrap().lines().position(|line| line.contains("\"bra\"")).unwrap() + 1;
    assert!(run.err.contains(&format!("svar.json:{line}:")), "{line}: {}", run.err);
    assert_eq!(workspace.read(PATH), REPORT);
    let swedish = workspace.run(&["fyll", "--lang", "sv", "svar.json"]);
    assert!(swedish.err.contains("menas sjuk?") && swedish.err.contains("skriv delvis"), "{}", swedish.err);
}

#[test]
fn answers_of_another_workspace_or_time_are_refused() {
    let workspace = workspace(REPORT);
    let told = answers(&page(&workspace, None), &[("goal", "svar", json!({"bedömning": "helt"}))]);
    let with = |key: &str, value: Value| {
        let mut told = told.clone();
        told[key] = value;
        write(&workspace, "svar.json", &told);
        fill(&workspace, &["svar.json"])
    };
    assert!(with("year", json!(2031)).err.contains("there is no plan for Norr 2031 here\n"));
    assert!(with("organisation", json!(["Staden", "Syd"])).err.contains("there is no plan for Syd 2026 here\n"));
    assert!(with("occasion", json!("T9")).err.contains("no occasion is called T9\n  the occasion is T1, T2 or VB\n"));
    assert!(with("vp_answers", json!(2)).err.contains("version 2 of the format"));
    assert!(with("vp_answers", Value::Null).err.contains("the file is not the answers of a form\n"));
    workspace.write("svar.json", "{\"vp_answers\": 1,\n  oj");
    let broken = fill(&workspace, &["svar.json"]);
    assert!(broken.err.starts_with("svar.json:2:3: the file is not the answers of a form\n"), "{broken:?}");
    assert_eq!(workspace.read(PATH), REPORT);
    let missing = fill(&workspace, &["saknas.json"]);
    assert_eq!(missing.code, 2, "{missing:?}");
}
