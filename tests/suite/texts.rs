//! What a writer writes in a text and would not otherwise be told: links that lead nowhere, paths in place of texts, line ends
//! of other systems, and what comes out of Word and Excel.

mod pasted;
use crate::workspace::Workspace;

const HEAD: &str =
    "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Exempelby kommun, enhet: Parken}\n";

/// A workspace of one plan whose introduction is a text.
fn folder(text: &str) -> Workspace {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    let lines = text.lines().map(|line| format!("  {line}\n")).collect::<String>();
    folder.write("plans/enhet/plan.yaml", &format!("{HEAD}inledning: |\n{lines}"));
    folder
}

/// The findings of a check as `CODE line:column`.
fn found(folder: &Workspace) -> Vec<String> {
    let report = folder.run(&["check", "--lang", "en", "--ignore", "VP02"]).out;
    let lines: Vec<&str> = report.lines().collect();
    let heads = lines.windows(2).filter_map(|pair| {
        let code = pair[0].split_once('[')?.1.split(']').next()?;
        let (_, place) = pair[1].split_once("--> ")?;
        let place = place.split_once(':')?.1;
        (pair[0].starts_with("error[") || pair[0].starts_with("warning[")).then(|| format!("{code} {place}"))
    });
    heads.collect()
}

#[test]
fn a_linked_file_is_laid_beside_the_page() {
    let folder = folder("Se [rutinen](../bilagor/rutin%202.pdf#sida=2) och [samma](<../bilagor/rutin 2.pdf>).");
    folder.write("plans/bilagor/rutin 2.pdf", "%PDF-1.4");
    assert_eq!(found(&folder), Vec::<String>::new());
    assert_eq!(folder.run(&["build"]).code, 0);
    let page = folder.read("build/enhet/plan.html");
    assert!(page.contains("<a href=\"plan-filer/rutin%202.pdf#sida=2\">rutinen</a>"), "{page}");
    assert!(page.contains("<a href=\"plan-filer/rutin%202.pdf\">samma</a>"), "{page}");
    let copy = folder.read("build/enhet/plan.md");
    assert!(copy.contains("[rutinen](<plan-filer/rutin 2.pdf#sida=2>)"), "{copy}");
    assert_eq!(folder.read("build/enhet/plan-filer/rutin 2.pdf"), "%PDF-1.4");
}

/// All files of a report have one page, and a place of one may stand in the text of another.
#[test]
fn links_within_the_page_are_looked_at_in_every_file_of_a_report() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    folder.write(
        "plans/plan.yaml",
        &format!("{HEAD}mål:\n  enhetsmål:\n    - {{id: a, titel: A, ansvarig: Ett}}\n    - {{id: b, titel: B, ansvarig: Två}}\n"),
    );
    for (part, goal, link) in [("Ett", "a", "#finns-inte"), ("Två", "b", "#inte-den-heller"), ("Tre", "c", "#innehall")]
    {
        folder.write(
            &format!("plans/t1-{goal}.yaml"),
            &format!(
                "vp: 1\ndokument: tertialrapport\nperiod: T1\nplan: plan.yaml\nför: {part}\nmål:\n  {goal}:\n    \
                 bedömning: helt\n    analys: Se [dit]({link}).\n"
            ),
        );
    }
    let run = folder.run(&["check", "--lang", "en", "--only", "VP0921"]);
    for (file, place) in [("t1-a.yaml", "#finns-inte"), ("t1-b.yaml", "#inte-den-heller")] {
        assert!(run.out.contains(&format!("plans/{file}:9:16")) && run.out.contains(place), "{file}: {}", run.out);
    }
    assert_eq!(run.out.matches("[VP0921]").count(), 2, "{}", run.out);
}

#[test]
fn a_link_to_another_plan_leads_to_its_page() {
    let folder = folder(
        "Se [nämndens plan](../namnd/plan.yaml#mal), [rapporten](../namnd/t1.yaml) och [sidan](../namnd/plan.html).",
    );
    folder.write("plans/namnd/plan.yaml", &HEAD.replace("enhet: Parken", "nämnd: Nämnden"));
    folder.write("plans/namnd/t1.yaml", "vp: 1\ndokument: tertialrapport\ntillfälle: T1\nplan: plan.yaml\n");
    folder.run(&["build"]);
    let (page, copy) = (folder.read("build/enhet/plan.html"), folder.read("build/enhet/plan.md"));
    for (extension, text) in [("html", page), ("md", copy)] {
        for page in ["namnd/plan", "namnd/t1"] {
            assert!(text.contains(&format!("../{page}.{extension}")), "{page}.{extension}: {text}");
        }
        assert!(text.contains("../namnd/plan.html"), "{text}");
    }
}

#[test]
fn a_link_that_leads_nowhere_is_told_at_its_place() {
    let text = "[a](finns-inte.pdf) [b]() [](c.pdf) []()\n\n[d](../../../ute.pdf) [e](.dold/e.pdf) [f](program.exe) [g](../enhet)\n\n[h](../finns/inte.yaml) [i](www.exempel.se) [j](namn@exempel.se) [k](#vart-uppdrag)\n\n## Vårt uppdrag\n\n[l](#inledning-vart-uppdrag) [m](#innehall) [n](https://exempel.se/o.pdf) [p](mailto:a@b.se) [q](../../vp.yaml)";
    let folder = folder(text);
    folder.write("plans/enhet/program.exe", "MZ");
    folder.write("plans/enhet/.dold/e.pdf", "%PDF");
    let expected = [
        "VP0921 6:3",
        "VP0921 6:23",
        "VP0921 6:29",
        "VP0921 6:39",
        "VP0921 8:3",
        "VP0921 8:25",
        "VP0921 8:42",
        "VP0921 8:59",
        "VP0921 10:3",
        "VP0921 10:27",
        "VP0921 10:47",
        "VP0921 10:68",
        "VP0921 14:96",
    ];
    assert_eq!(found(&folder), expected);
    let report = folder.run(&["check", "--lang", "sv", "--only", "VP0921"]).out;
    for words in [
        "https://www.exempel.se",
        "mailto:namn@exempel.se",
        "skriv #inledning-vart-uppdrag",
        "utanför arbetsytan",
        "dold",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(folder.read("build/enhet/plan.html").contains(">a</a>"));
}

#[test]
fn a_mailbox_in_a_text_is_no_link_to_a_file() {
    for with in ["", " [a](https://exempel.se/a)", " [b](finns-inte.pdf)"] {
        let folder = folder(&format!("Mejla namn@exempel.se eller <annan@exempel.se>.{with}"));
        let expected: &[&str] = if with.contains("pdf") { &["VP0921 6:51"] } else { &[] };
        assert_eq!(found(&folder), expected, "{with}");
    }
}

#[test]
fn a_path_in_place_of_a_text_is_told_and_fixed_where_the_file_is() {
    for (written, is_found, is_fixed) in [
        ("texter/inledning.md", true, true),
        ("\"texter/inledning.md\"", true, true),
        ("texter/finns-inte.md", true, false),
        ("texter/inledning.docx", true, false),
        ("Läs mer i inledning.md", false, false),
        ("Enheten ansvarar för parkerna.", false, false),
    ] {
        let folder = Workspace::new();
        folder.write("vp.yaml", "vp: 1\n");
        folder.write("plans/plan.yaml", &format!("{HEAD}inledning: {written}\n"));
        folder.write("plans/texter/inledning.md", "Parken sköter parkerna.\n");
        let codes = found(&folder);
        assert_eq!(codes.iter().any(|code| code.starts_with("VP0117 5:12")), is_found, "{written}: {codes:?}");
        folder.run(&["check", "--fix"]);
        let is_now = folder.read("plans/plan.yaml").contains("inledning: {fil: texter/inledning.md}");
        assert_eq!(is_now, is_fixed, "{written}");
        assert_eq!(found(&folder).iter().any(|code| code.starts_with("VP0117")), is_found && !is_fixed, "{written}");
    }
}

#[test]
fn a_carriage_return_alone_ends_a_line_as_any_other_line_end() {
    let plan = format!(
        "{HEAD}inledning: |\n  Rad ett.\n\n  - a\n  - b\nmål:\n  enhetsmål:\n    - titel: Ett\n      aktiviteter:\n        - namn: Fel\n          slut: 2025-01-01\n"
    );
    let of = |end: &str| {
        let found = Workspace::plan(plan.replace('\n', end)).check();
        let positions = found.findings.iter().map(|finding| {
            (finding.rule.code, found.loaded.sources.get(finding.span.source).position(finding.span.start))
        });
        positions.collect::<Vec<_>>()
    };
    assert!(of("\n").len() > 1);
    assert_eq!(of("\r"), of("\n"));
    assert_eq!(of("\r\n"), of("\n"));
    let folder = Workspace::new();
    folder.write("plan.yaml", &plan.replace("titel: Ett", "tittel: Ett").replace('\n', "\r"));
    assert_eq!(folder.run(&["check", "--fix", "plan.yaml"]).err.matches("plan.yaml: 1").count(), 1);
    assert_eq!(folder.read("plan.yaml"), plan);
}

#[test]
fn a_byte_order_mark_within_a_file_is_named_and_removed() {
    for line in ["    - titel: \u{feff}Ett", "    - titel: Et\u{feff}t", "    - \u{feff}titel: Ett"] {
        let scene = Workspace::plan(format!("{HEAD}mål:\n  enhetsmål:\n{line}\n"));
        let found = scene.check();
        let of_mark: Vec<_> = found.findings.iter().filter(|finding| finding.message.en.contains("(U+FEFF)")).collect();
        assert_eq!(of_mark.len(), 1, "{line}: {:?}", found.codes());
        assert_eq!(found.text(of_mark[0].span), "\u{feff}", "{line}");
        crate::fix::fix_files(&scene.path("plan.yaml"));
        let text = std::fs::read_to_string(scene.path("plan.yaml")).expect("the plan is there");
        assert!(text.ends_with("    - titel: Ett\n"), "{text}");
    }
}

#[test]
fn contents_that_begin_below_an_area_without_a_heading_are_one_list() {
    let folder = Workspace::new();
    folder.write(
        "bidrag.yaml",
        "vp: 1\ndokument: bidrag\når: 2026\norganisation: {enhet: Parken}\nområden:\n  - frågor:\n      - fråga: Hur?\n        svar: Så.\n  - rubrik: Resultat\n    frågor:\n      - fråga: Vad?\n        svar: Det.\n",
    );
    folder.run(&["build", "bidrag.yaml"]);
    let page = folder.read("build/bidrag.html");
    let list = page.split_once("<nav class=\"contents\"").and_then(|(_, rest)| rest.split_once("</nav>"));
    let list = list.expect("there are contents").0;
    for tag in ["ol", "li"] {
        let (opened, closed) = (list.matches(&format!("<{tag}>")).count(), list.matches(&format!("</{tag}>")).count());
        assert!(opened > 0 && opened == closed, "{tag}: {list}");
    }
    assert!(!list.contains("<ol>\n<ol>"), "{list}");
}

#[test]
fn what_looks_like_a_tag_is_escaped_in_markdown() {
    let folder = folder("Ett <svg/onload=alert(1)> och 3 < 4 och a <b.");
    folder.run(&["build"]);
    let copy = folder.read("build/enhet/plan.md");
    assert!(copy.contains("Ett \\<svg/onload=alert(1)> och 3 < 4 och a \\<b."), "{copy}");
    assert!(folder.read("build/enhet/plan.html").contains("Ett &lt;svg/onload=alert(1)&gt;"));
}

#[test]
fn lines_that_were_meant_as_a_table_are_told_and_tables_are_not() {
    for (text, expected) in [
        ("Namn | Antal\nAnna | 3\nBo | 4", Some("6:3")),
        ("Namn | Antal\n--- | --- | ---\nAnna | 3", Some("7:3")),
        ("Namn | Antal\n------\nAnna | 3", Some("6:3")),
        ("+------+---+\n| Anna | 3 |\n+------+---+", Some("6:3")),
        ("Namn    Antal\nAnna        3", Some("6:3")),
        ("Namn | Antal\n--- | ---\nAnna | 3\nDet är alla.", Some("9:3")),
        ("| Namn | Antal |\n| --- | --- |\n| Anna | 3 |\nDet är alla.", Some("9:3")),
        ("Namn | Antal\n--- | ---\nAnna | 3\n\nDet är alla.", None),
        ("| Namn |\n| --- |\nAnna", None),
        ("Öppet 8 | 17 alla dagar\noch på natten.", None),
    ] {
        let expected: Vec<String> = expected.map(|place| format!("VP0902 {place}")).into_iter().collect();
        assert_eq!(found(&folder(text)), expected, "{text}");
    }
}
