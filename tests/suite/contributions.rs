//! Contributions to a quality award: how they are printed to the letter, what is found in them, and what leaves them out.

mod any_value;

use std::path::Path;

use vp::diagnostic::Language;
use vp::read::load::load;

use crate::scene::Found;
use crate::workspace::Workspace;

const HEAD: &str = "vp: 1\ndokument: bidrag\når: 2025\norganisation: {kommun: Exempelby kommun, enhet: Barnenheten}\n";

const WHOLE: &str = "vp: 1
dokument: bidrag
år: 2025
organisation: {kommun: Exempelby kommun, enhet: Barnenheten}
presentation: |
  Vi utreder.

  ## Målgrupp

  Barn.
ordlista:
  SIP: Samordnad | plan
  Ärende: |
    Det vi
    arbetar med
områden:
  - rubrik: Målgrupp
    ingress: |
      Så här är det.

      ## I korthet

      Gott.
    frågor:
      - nr: 1
        fråga: >-
          Hur gör ni
          dem delaktiga?
        svar: |
          Vi frågar.

          ## När

          > Jag fick välja.
          >
          > – Ett barn
      - fråga: Vad har ni lärt er?
        svar: Att fråga.
  - rubrik: Ledarskap
    frågor:
      - {nr: 7a, fråga: Hur leder ni?, svar: Tillsammans.}
      - {fråga: Hur märks det?, svar: Det märks.}
avslutning: Tack.
bilagor:
  - {titel: Enkäten}
";

const BODY: &str = "# Bidrag till Kvalitetsutmärkelsen 2025 för Barnenheten

## Innehållsförteckning

- [Barnenheten](#barnenheten)
- [Målgrupp](#målgrupp-1)
  - [1\\. Hur gör ni dem delaktiga?](#1-hur-gör-ni-dem-delaktiga)
  - [2\\. Vad har ni lärt er?](#2-vad-har-ni-lärt-er)
- [Ledarskap](#ledarskap)
  - [7a. Hur leder ni?](#7a-hur-leder-ni)
  - [8\\. Hur märks det?](#8-hur-märks-det)
- [Avslutning](#avslutning)

## Bilagor

- Bilaga 1: Enkäten

## Barnenheten

Vi utreder.

### Målgrupp

Barn.

### Ordlista

| Begrepp | Betydelse |
| --- | --- |
| SIP | Samordnad \\| plan |
| Ärende | Det vi arbetar med |

## Målgrupp

Så här är det.

### I korthet

Gott.

### 1\\. Hur gör ni dem delaktiga?

Vi frågar.

#### När

> Jag fick välja.
>
> – Ett barn

### 2\\. Vad har ni lärt er?

Att fråga.

## Ledarskap

### 7a. Hur leder ni?

Tillsammans.

### 8\\. Hur märks det?

Det märks.

## Avslutning

Tack.
";

/// The page of a contribution, in Markdown or HTML.
fn page(text: &str, extension: &str) -> String {
    let workspace = Workspace::with([("bidrag.yaml", text)]);
    workspace.vp(["build", "bidrag.yaml", "--out", "ut"]).end();
    workspace.read(&format!("ut/bidrag.{extension}"))
}

/// Of each finding the code, and the text at its place.
fn told(found: &Found) -> Vec<String> {
    let line = |finding: &vp::diagnostic::Diagnostic| format!("{} {}", finding.rule.code, found.text(finding.span));
    found.findings.iter().map(line).collect()
}

fn found(text: &str) -> Vec<String> {
    told(&Workspace::new().file("bidrag.yaml", text).check())
}

/// A contribution of one area with these questions.
fn asked(questions: &[&str]) -> String {
    let questions: String = questions.iter().map(|question| format!("      - {{{question}}}\n")).collect();
    format!("{HEAD}områden:\n  - rubrik: A\n    frågor:\n{questions}")
}

#[test]
fn everything_is_printed_in_order_in_markdown() {
    let page = page(WHOLE, "md");
    let (_, body) = page.split_once("Barnenheten\n\n").expect("the cover has the organisation's name");
    assert_eq!(body, BODY);
}

#[test]
fn everything_is_printed_in_order_in_html() {
    let page = page(WHOLE, "html");
    let (contents, body) = page.split_once("<main").expect("the page has a body");
    let headings = |html: &str, tag: &str| -> Vec<String> {
        let open = format!("<{tag}");
        let parts = html.split(open.as_str()).skip(1);
        parts
            .map(|part| part.split_once('>').map_or("", |(_, rest)| rest).split("</").next().unwrap_or("").to_owned())
            .collect()
    };
    assert_eq!(headings(body, "h2"), ["Barnenheten", "Målgrupp", "Ledarskap", "Avslutning"]);
    assert_eq!(
        headings(body, "h3"),
        [
            "Målgrupp",
            "Ordlista",
            "I korthet",
            "1. Hur gör ni dem delaktiga?",
            "2. Vad har ni lärt er?",
            "7a. Hur leder ni?",
            "8. Hur märks det?"
        ]
    );
    assert_eq!(headings(body, "h4"), ["När"]);
    let entries: Vec<&str> =
        contents.split("<li><a href=\"#").skip(1).filter_map(|entry| entry.split('"').next()).collect();
    let questions = [
        "malgrupp-1-hur-gor-ni-dem-delaktiga",
        "malgrupp-2-vad-har-ni-lart-er",
        "ledarskap-7a-hur-leder-ni",
        "ledarskap-8-hur-marks-det",
    ];
    let [one, two, seven, eight] = questions;
    assert_eq!(entries, ["barnenheten", "malgrupp", one, two, "ledarskap", seven, eight, "avslutning"]);
    for entry in entries {
        assert!(body.contains(&format!("id=\"{entry}\"")), "{entry} leads nowhere");
    }
    let table = "<table class=\"glossary\">\n<caption class=\"visually-hidden\">Ordlista</caption>";
    assert!(body.contains(table), "{body}");
    let row = "<th scope=\"row\">Ärende</th>\n<td class=\"word\" data-label=\"Betydelse\">Det vi arbetar med</td>";
    assert!(body.contains(row), "{body}");
    assert!(body.contains("<p class=\"source\">– Ett barn</p>"), "{body}");
}

#[test]
fn nothing_is_printed_of_what_is_not_written() {
    let written = page(HEAD, "md");
    assert!(written.contains("# Bidrag till Kvalitetsutmärkelsen 2025 för Barnenheten"), "{written}");
    assert!(!written.contains("## Barnenheten") && !written.contains("Ordlista"), "{written}");
    let titled = page(&format!("{HEAD}försättsblad: {{titel: Vårt bidrag}}\nordlista: {{A: B}}\n"), "md");
    assert!(titled.contains("# Vårt bidrag\n"), "{titled}");
    let order = ["## Barnenheten", "### Ordlista", "| A | B |"].map(|words| titled.find(words));
    assert!(order.is_sorted() && order[0].is_some(), "{titled}");
    assert!(!titled.contains("(#ordlista)"), "the contents list parts and questions: {titled}");
}

#[test]
fn a_contribution_without_fault_is_without_findings() {
    let scene = Workspace::new().file("bidrag.yaml", WHOLE.replace("nr: 7a", "nr: 3"));
    assert_eq!(scene.check().report(Language::English), "");
}

#[test]
fn numbers_follow_each_other_through_the_whole_document() {
    let question = |number: &str, words: &str| format!("{number}fråga: {words}, svar: S");
    for (numbers, expected) in [
        (&["nr: 1, ", "", "nr: '3.', ", ""][..], &[][..]),
        (&["nr: 4, ", "nr: 5, "], &[]),
        (&["nr: 6, ", "nr: 7a, ", "nr: 7b, ", "nr: 8, "], &[]),
        (&["nr: 6, ", "nr: 7a, ", "nr: 9, "], &["VP0207 9"]),
        (&["nr: 1, ", "nr: 1), "], &["VP0207 1)"]),
        // The second question is number 2 though that is not written.
        (&["nr: 1, ", "", "nr: 2, "], &["VP0207 2"]),
        (&["nr: 2, ", "nr: 1, "], &["VP0207 1"]),
        (&["nr: 1, ", "nr: 3, "], &["VP0207 3"]),
        (&["nr: A, ", "nr: C, "], &["VP0207 C"]),
    ] {
        let questions: Vec<String> =
            numbers.iter().enumerate().map(|(at, number)| question(number, &format!("F{at}"))).collect();
        let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
        assert_eq!(found(&asked(&questions)), expected, "{numbers:?}");
    }
    let areas = "områden:\n  - {rubrik: A, frågor: [{nr: 2, fråga: F, svar: S}]}\n  - {rubrik: B, frågor: [{nr: 2, fråga: G, svar: T}]}\n";
    assert_eq!(found(&format!("{HEAD}{areas}")), ["VP0207 2"]);
}

#[test]
fn a_question_without_an_answer_is_reported_once() {
    for (question, expected) in [
        ("fråga: F", vec!["VP0210 F"]),
        ("fråga: F, svar: ", vec!["VP0210 F"]),
        ("fråga: F, svar: \" \"", vec!["VP0210 F"]),
        ("fråga: F, svar: S", vec![]),
        // What cannot be read is said already.
        ("fråga: F, svar: [S]", vec!["VP0105 [S]"]),
        ("fråga: F, svarr: S", vec!["VP0103 svarr"]),
        ("fråga: F, svar: {fil: finns.md}", vec!["VP0108 finns.md"]),
    ] {
        assert_eq!(found(&asked(&[question])), expected, "{question}");
    }
}

#[test]
fn an_answer_may_be_as_long_as_the_limit() {
    let answer = "        svar: |\n          **Ett** ord[^1], två – tre. `fyra`\n\n          | fem |\n          | --- |\n          | s*e*x |\n\n          [^1]: sju\n";
    let text = format!("{HEAD}områden:\n  - rubrik: A\n    frågor:\n      - fråga: F\n{answer}");
    for (limit, expected) in [("svar: 8", &[][..]), ("svar: 7", &["VP0211 F"]), ("mål: 1", &[])] {
        let settings = format!("vp: 1\nmappar: {{planer: .}}\ngränser: {{{limit}}}\n");
        let scene = Workspace::new().file("vp.yaml", settings).file("bidrag.yaml", &text);
        let found = scene.check();
        assert_eq!(told(&found), expected, "{limit}: {}", found.report(Language::English));
    }
}

#[test]
fn rules_on_texts_look_at_all_texts() {
    for part in [
        "presentation: \"![](bild.png)\"\n",
        "områden: [{rubrik: A, ingress: \"![](bild.png)\"}]\n",
        "områden: [{rubrik: A, frågor: [{fråga: F, svar: \"![](bild.png)\"}]}]\n",
        "avslutning: \"![](bild.png)\"\n",
    ] {
        let scene =
            Workspace::new().file("bild.png", b"\x89PNG\r\n\x1a\n").file("bidrag.yaml", format!("{HEAD}{part}"));
        assert_eq!(scene.check().codes(), ["VP0901"], "{part}");
    }
    let words = "Ett två tre fyra fem sex sju åtta nio tio elva tolv.";
    let twice = format!("{HEAD}presentation: {words}\navslutning: {words}\n");
    assert_eq!(found(&twice), [format!("VP0209 {words}")]);
}

#[test]
fn empty_texts_are_reported_where_somebody_asks() {
    let text = format!(
        "{HEAD}presentation:\nordlista:\n  A:\n  B: \"\"\nområden:\n  - rubrik: A\n    ingress: \"\"\navslutning:\n"
    );
    let settings = "vp: 1\nmappar: {planer: .}\nregler: {VP0203: varning}\n";
    let found = Workspace::new().file("vp.yaml", settings).file("bidrag.yaml", text).check();
    let words: Vec<&str> = found.findings.iter().map(|finding| finding.message.en.as_ref()).collect();
    // In the order of the file.
    let expected = [
        "the presentation is empty",
        "A has no meaning in the glossary",
        "B has no meaning in the glossary",
        "the area's preamble is empty",
        "the closing is empty",
    ];
    assert!(found.findings.iter().all(|finding| finding.rule.code == "VP0203"));
    assert_eq!(words, expected);
}

#[test]
fn the_glossary_explains_abbreviations() {
    let settings = "vp: 1\nmappar: {planer: .}\nregler: {VP0908: varning}\n";
    let text = format!("{HEAD}ordlista: {{SIP-möte: Ett möte}}\npresentation: Vi håller SIP och BBIC.\n");
    let found = Workspace::new().file("vp.yaml", settings).file("bidrag.yaml", text).check();
    assert_eq!(told(&found), ["VP0908 BBIC"]);
    let help = found.findings[0].help.as_ref().map(|help| help.en.as_ref());
    assert_eq!(
        help,
        Some("spell the words out the first time, with (BBIC) after them, or explain BBIC in the glossary")
    );
}

#[test]
fn a_word_may_stand_once_in_the_glossary() {
    let text = format!("{HEAD}ordlista:\n  SoL: Socialtjänstlagen\n  sol: Stjärna\n  SoL: Lagen\n");
    assert_eq!(found(&text), ["VP0104 SoL"]);
    let printed = page(&text, "md");
    assert!(printed.contains("| SoL | Socialtjänstlagen |\n| sol | Stjärna |\n"), "{printed}");
}

#[test]
fn words_that_people_write_are_met_with_the_key() {
    for (written, meant) in [
        ("ordlsta: {A: B}", "ordlista"),
        ("begrepp: {A: B}", "ordlista"),
        ("inledning: Vi.", "presentation"),
        ("slutord: Tack.", "avslutning"),
        ("områden: [{titel: A}]", "rubrik"),
        ("områden: [{rubrik: A, inledning: B}]", "ingress"),
        ("områden: [{rubrik: A, frågor: [{nummer: 1, fråga: F, svar: S}]}]", "nr"),
        ("områden: [{rubrik: A, frågor: [{rubrik: F, svar: S}]}]", "fråga"),
        ("områden: [{rubrik: A, frågor: [{fråga: F, text: S}]}]", "svar"),
    ] {
        let found = Workspace::new().file("bidrag.yaml", format!("{HEAD}{written}\n")).check();
        let unknown = found.findings.iter().find(|finding| finding.rule.code == "VP0103");
        let help = unknown.and_then(|finding| finding.help.as_ref()).map(|help| help.sv.as_ref());
        assert_eq!(help, Some(format!("skriv {meant}").as_str()), "{written}: {}", found.report(Language::Swedish));
    }
}

#[test]
fn a_file_of_another_kind_is_told_which_it_is() {
    let found =
        Workspace::new().file("bidrag.yaml", WHOLE.replace("dokument: bidrag", "dokument: verksamhetsplan")).check();
    assert_eq!(found.codes(), ["VP0107"]);
    let help = found.findings[0].help.as_ref().map(|help| help.sv.as_ref());
    assert_eq!(help, Some("skriv dokument: bidrag"));
    let report = format!("{HEAD}period: T1\nindikatorer: {{a: {{utfall: 1}}}}\nsammanfattande_analys: A\n");
    let found = Workspace::new().file("t1.yaml", report).check();
    assert_eq!(found.codes(), ["VP0107"]);
}

#[test]
fn an_exception_is_made_at_the_question() {
    let text = format!(
        "{HEAD}områden:\n  - rubrik: A\n    frågor:\n      # vp: tillåt VP0210 svaret kommer efter enkäten\n      - fråga: F\n"
    );
    assert_eq!(found(&text), [""; 0]);
}

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2024\norganisation: {kommun: Exempelby kommun, enhet: Barnenheten}\nmål:\n  enhetsmål:\n    - {id: mål, titel: Barn är delaktiga, arbetssätt: A, förväntat_resultat: B, resursanvändning: C, uppföljning: D}\n";

/// The organisation of the plan whose figures the contribution shows, and whether it can be printed.
fn plan_of(scene: &Workspace) -> (Option<i16>, bool) {
    let loaded = load(Some(&scene.path(".")), None).expect("the folder is there");
    let number = loaded.resolved.documents.all().position(|document| document.contribution.is_some());
    let number = number.expect("there is a contribution");
    let plan = loaded.resolved.plan_of(number);
    let year = plan.and_then(|plan| loaded.resolved.document(plan).year.as_ref()).map(|year| year.value);
    (year, loaded.is_printable(number))
}

#[test]
fn a_contribution_shows_the_plan_that_it_names() {
    let with =
        |plan: &str| Workspace::new().file("2024/plan.yaml", PLAN).file("2025/bidrag.yaml", format!("{WHOLE}{plan}"));
    assert_eq!(plan_of(&with("plan: ../2024/plan.yaml\n")), (Some(2024), true));
    assert_eq!(plan_of(&with("")), (None, true));
    let missing = with("plan: plan.yaml\n");
    assert_eq!(plan_of(&missing), (None, true));
    let codes: Vec<&str> = missing.check().codes().into_iter().filter(|code| code.starts_with("VP01")).collect();
    assert_eq!(codes, ["VP0108"]);
    // A plan that is there but cannot be read stops the page, as it stops that of a plan that builds on it.
    let broken = Workspace::new()
        .file("2024/plan.yaml", "vp: 1\n  x")
        .file("2025/bidrag.yaml", format!("{WHOLE}plan: ../2024/plan.yaml\n"));
    assert_eq!(plan_of(&broken), (None, false));
}

#[test]
fn only_a_plan_can_be_named() {
    let scene = Workspace::new()
        .file("a.yaml", format!("{HEAD}plan: b.yaml\n"))
        .file("b.yaml", format!("{HEAD}plan: a.yaml\n"));
    let found = scene.check();
    assert_eq!(found.codes(), ["VP0108", "VP0108"]);
    assert_eq!(found.findings[0].message.sv, "b.yaml är ingen plan, utan bidrag");
    let built_on =
        Workspace::new().file("bidrag.yaml", HEAD).file("plan.yaml", format!("{PLAN}bygger_på: bidrag.yaml\n"));
    assert_eq!(built_on.check().codes(), ["VP0108"]);
    let followed = Workspace::new()
        .file("bidrag.yaml", HEAD)
        .file("t1.yaml", "vp: 1\ndokument: tertialrapport\nperiod: T1\nplan: bidrag.yaml\n");
    assert_eq!(followed.check().codes(), ["VP0108"]);
}

#[test]
fn what_is_about_plans_leaves_contributions_out() {
    let of = |year: i16, text: &str| {
        text.replace("år: 2024", &format!("år: {year}")).replace("år: 2025", &format!("år: {year}"))
    };
    let files = [
        ("plans/2024/enhet/plan.yaml", of(2024, PLAN)),
        ("plans/2024/enhet/bidrag.yaml", of(2024, WHOLE)),
        ("plans/2025/enhet/plan.yaml", of(2025, PLAN)),
        ("plans/2025/enhet/bidrag.yaml", of(2025, WHOLE)),
    ];
    let workspace = Workspace::with(files);
    let say = |arguments: &[&str]| {
        let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
        workspace.vp(["--lang", "sv"]).paths(&arguments).end()
    };
    let status = say(&["status", "--on", "2025-06-01"]);
    assert!(!status.out.contains("bidrag") && status.out.contains("Barnenheten"), "{}", status.out);
    assert_eq!(say(&["status", "plans/2025/enhet/bidrag.yaml", "--on", "2025-06-01"]).out, "inga planer\n");
    let diff = say(&["diff", "2024", "2025"]);
    assert_eq!(diff.err, "");
    assert!(!diff.out.contains("bidrag"), "{}", diff.out);
    let contribution = "plans/2025/enhet/bidrag.yaml";
    let refused = say(&["diff", "plans/2024/enhet/bidrag.yaml", contribution]).exits(2);
    assert_eq!(refused.err, "fel: plans/2024/enhet/bidrag.yaml är ingen verksamhetsplan\n");
    let refused = say(&["new", "year", "2026", contribution]).exits(2);
    assert_eq!(refused.err, "fel: plans/2025/enhet/bidrag.yaml är ingen verksamhetsplan\n");
    let refused = say(&["new", "follow-up", "--period", "T1", contribution]).exits(2);
    assert_eq!(
        refused.err,
        "fel: plans/2025/enhet/bidrag.yaml är ingen plan, utan bidrag\n  namnge planen som följs upp\n"
    );
    say(&["new", "year", "2026"]).exits(0);
    assert!(!workspace.files("plans/2026").iter().any(|file| file.contains("bidrag")));
    say(&["build"]).exits(0);
    let index = workspace.read("build/index.html").replace("&#x2f;", "/");
    let order = ["2025/enhet/plan.html", "2025/enhet/bidrag.html"].map(|link| index.find(link));
    assert!(order.is_sorted() && order[0].is_some(), "{index}");
}
