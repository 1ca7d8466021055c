//! Documents of municipalities with other levels of goals: forms, changes of the plan, comments, and what others save pages as.

use super::{import, opendocument, word};
use crate::workspace::Workspace;

/// The plan, the settings, and the list of what was not understood, one after another.
fn files_of(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let workspace = Workspace::new().file(name, bytes.into());
    let ran = import(&workspace, &[name]);
    assert!(ran.code < 2, "{name}: {}", ran.err);
    let paths = workspace.files(".");
    let own = paths.iter().filter(|path| path.ends_with(".yaml") || path.ends_with("forstatt.md"));
    let files: String = own.map(|path| workspace.read(path)).collect();
    let found = workspace.run(&["check"]);
    let has_model = files.contains("  nivåer:\n");
    let is_read = ["VP00", "VP01", "VP03"].iter().all(|code| !found.out.contains(code));
    assert!(is_read, "what is written is read: {}", found.out);
    let asks = found.out.contains("VP0202");
    assert!(!has_model || !asks, "a model of the document's own asks for no sections: {}", found.out);
    files
}

fn holds(name: &str, files: &str, parts: &[&str]) {
    for part in parts {
        assert!(files.contains(part), "{name}: {part}\n--- is not in\n{files}");
    }
}

/// A plan with levels of its own and changes, in a format.
fn with_changes(format: &str) -> Vec<u8> {
    let title = "Nämndplan 2026";
    let names = "Tekniska nämnden, Sjöviks kommun";
    let headings = [
        (1, "Fullmäktigemål: Ett grönt Sjövik"),
        (2, "Effektmål 1.1 Rent vatten"),
        (3, "Strategi 1.1.1 Byt ledningar först"),
    ];
    let text = "Vi börjar där det läcker.";
    let indicators = [["Indikator", "Mål 2026"], ["Läckage, procent", "15"]];
    let changes = [
        ["Datum", "Beslut", "Avser", "Ändring"],
        ["2026-04-15", "TN § 31", "Effektmål 1.1", "Målet gäller från juli."],
        ["2026-06-17", "TN § 58", "Simhallen", "Den byggs senare."],
    ];
    match format {
        "docx" => {
            let table = |rows: Vec<Vec<&str>>| {
                let rows = rows.iter().map(|row| row.iter().map(|cell| word::cell(cell, "")).collect::<String>());
                format!("<w:tbl>{}</w:tbl>", rows.map(|row| format!("<w:tr>{row}</w:tr>")).collect::<String>())
            };
            let style = |level: i32| if level == 1 { "Rubrik1" } else { "Rubrik2" };
            let heading = |(level, words): (i32, &str)| match level {
                3 => format!("<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"),
                _ => word::paragraph(style(level), words),
            };
            let body = [
                word::paragraph("", title),
                word::paragraph("", names),
                headings.map(heading).concat(),
                word::paragraph("", text),
                table(indicators.iter().map(|row| row.to_vec()).collect()),
                word::paragraph("Rubrik1", "Revideringar"),
                table(changes.iter().map(|row| row.to_vec()).collect()),
            ];
            word::document(&body.concat())
        }
        "odt" => {
            let table = |rows: Vec<Vec<&str>>| {
                let cell = |words: &&str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
                let rows = rows.iter().map(|row| row.iter().map(cell).collect::<String>());
                let rows = rows.map(|row| format!("<table:table-row>{row}</table:table-row>")).collect::<String>();
                format!("<table:table>{rows}</table:table>")
            };
            let heading =
                |(level, words): (i32, &str)| format!("<text:h text:outline-level=\"{level}\">{words}</text:h>");
            let body = [
                format!("<text:p text:style-name=\"Title\">{title}</text:p><text:p>{names}</text:p>"),
                headings.map(heading).concat(),
                format!("<text:p>{text}</text:p>"),
                table(indicators.iter().map(|row| row.to_vec()).collect()),
                heading((1, "Revideringar")),
                table(changes.iter().map(|row| row.to_vec()).collect()),
            ];
            opendocument::document(&body.concat(), "", 0, "")
        }
        "html" => {
            let table = |rows: Vec<Vec<&str>>| {
                let rows = rows.iter().map(|row| format!("<tr><td>{}</tr>", row.join("<td>")));
                format!("<table>{}</table>", rows.collect::<String>())
            };
            let heading = |(level, words): (i32, &str)| format!("<h{level}>{words}</h{level}>");
            let body = [
                format!("<p class=\"c1 title\">{title}</p><p>{names}</p>"),
                headings.map(heading).concat(),
                format!("<p>{text}</p>"),
                table(indicators.iter().map(|row| row.to_vec()).collect()),
                heading((1, "Revideringar")),
                table(changes.iter().map(|row| row.to_vec()).collect()),
            ];
            body.concat().into_bytes()
        }
        _ => {
            let table = |rows: Vec<Vec<&str>>| {
                let row = |row: &Vec<&str>| format!("| {} |\n", row.join(" | "));
                let line = format!("|{}\n", " --- |".repeat(rows[0].len()));
                format!("{}{line}{}\n", row(&rows[0]), rows[1..].iter().map(row).collect::<String>())
            };
            let heading = |(level, words): (usize, &str)| format!("{} {words}\n\n", "#".repeat(level));
            let headings = headings.map(|(level, words)| (usize::try_from(level).unwrap(), words));
            let body = [
                format!("---\ntitle: {title}\nsubtitle: {names}\n---\n\n"),
                headings.map(heading).concat(),
                format!("{text}\n\n"),
                table(indicators.iter().map(|row| row.to_vec()).collect()),
                heading((1, "Revideringar")),
                table(changes.iter().map(|row| row.to_vec()).collect()),
            ];
            body.concat().into_bytes()
        }
    }
}

#[test]
fn levels_and_changes_of_a_plan_have_their_own_keys_whatever_the_format() {
    for format in ["docx", "odt", "html", "md"] {
        let name = format!("plan.{format}");
        let files = files_of(&name, with_changes(format));
        holds(
            &name,
            &files,
            &[
                "  nivåer:\n    - {nyckel: fullmäktigemål, rubrik: Fullmäktigemål, ägare: kommun}\n    - {nyckel: effektmål, rubrik: Effektmål, ägare: nämnd}\n    - {nyckel: strategi, rubrik: Strategi, ägare: nämnd}\n    - {nyckel: enhetsmål, rubrik: Enhetsmål, ägare: enhet}\n",
                "organisation:\n  kommun: Sjöviks kommun\n  nämnd: Tekniska nämnden\n",
                "ändringar:\n  - gäller: [rent-vatten]\n    datum: 2026-04-15\n    paragraf: \"TN § 31\"\n    text: Målet gäller från juli.\n",
                "  strategi:\n    - id: byt-ledningar-först\n      nr: 1.1.1\n      till: rent-vatten\n",
                "          namn: \"Läckage, procent\"\n          årsmål: \"15\"\n",
                // Nobody sees what in the plan the second change is about.
                "övrigt: |\n  ## Revideringar\n\n  | Datum | Beslut | Avser | Ändring |\n  | --- | --- | --- | --- |\n  | 2026-06-17 | TN § 58 | Simhallen | Den byggs senare. |\n",
            ],
        );
    }
}

#[test]
fn changes_in_lines_name_what_they_change() {
    let text = "Verksamhetsplan 2026 för Norra enheten\n\n# Enhetsmål: Alla får svar\n\n| Indikator | Årsmål |\n| --- | --- |\n| Svar i tid | 90 % |\n\n\
# Ändringar i verksamhetsplanen\n\n- 2026-03-18 § 22: Årsmålet för svar i tid höjs från 80 till 90 %.\n- 17 juni 2026, SN § 40: Telefontiden blir längre.\n";
    let files = files_of("plan.md", text);
    holds(
        "plan.md",
        &files,
        &[
            "ändringar:\n  # kontrollera: vad ändringen gäller är läst ur texten\n  - gäller: [svar-i-tid]\n    datum: 2026-03-18\n    paragraf: \"22\"\n    text: Årsmålet för svar i tid höjs från 80 till 90 %.\n",
            "övrigt: |\n  ## Ändringar i verksamhetsplanen\n\n  - 17 juni 2026, SN § 40: Telefontiden blir längre.\n",
        ],
    );
}

#[test]
fn a_workspace_with_a_model_keeps_it_and_the_levels_are_proposed() {
    let settings = "vp: 1\nspråk: sv\n";
    let workspace = Workspace::with([("vp.yaml", settings)]).file("plan.html", with_changes("html"));
    let ran = import(&workspace, &["plan.html"]);
    assert!(ran.code < 2, "{}", ran.err);
    assert_eq!(workspace.read("vp.yaml"), settings);
    let told = "dokumentet har egna nivåer av mål, och ord i tabellernas huvuden. Ska planerna ha dem, skriv dem i vp.yaml och byt nycklarna under mål:\n\nstyrmodell:\n  nivåer:\n    - {nyckel: fullmäktigemål, rubrik: Fullmäktigemål, ägare: kommun}\n";
    assert!(ran.err.contains(told), "{}", ran.err);
    let plan = workspace.read("plans/2026/tekniska-namnden/plan.yaml");
    let kept = "  inriktningsmål:\n    - id: ett-grönt-sjövik\n      # kontrollera: dokumentet kallar målet ”Fullmäktigemål”, som styrmodellen inte har\n";
    assert!(plan.contains(kept), "{plan}");
}

#[test]
fn forms_about_goals_are_goals() {
    let row = |label: &str, said: &str| format!("<tr><td>{label}<td>{said}</tr>");
    let form = [
        row("Nämndmål", "Den som har hemtjänst är trygg"),
        row("Enhetens mål", "Kunden vet vem som kommer"),
        row("Arbetssätt", "Alla får en fast kontakt."),
        row("Indikator", "Personer på 14 dagar"),
        row("Årsmål", "Högst 12"),
        row("Ansvarig", "Enhetschef"),
    ]
    .concat();
    let page = format!(
        "<h1>Verksamhetsplan 2026</h1><p>Enhet: Hemtjänst Norr</p><p>Nämnd: Omsorgsnämnden</p><p>Datum: 2025-12-12</p><h2>Om enheten</h2>\
         <p>Vi ger stöd till dem som bor hemma.</p><h2>Mål och aktiviteter</h2><table>{form}</table><p><b>Checklista</b></p><p>☒ Skyddsrond</p><h2>Övrigt</h2><p>Se hemsidan.</p>"
    );
    let files = files_of("plan.html", page);
    holds(
        "plan.html",
        &files,
        &[
            "organisation:\n  nämnd: Omsorgsnämnden\n  enhet: Hemtjänst Norr\n",
            "  datum: 2025-12-12\n",
            "inledning: |\n  ## Om enheten\n\n  Vi ger stöd till dem som bor hemma.\n",
            "  enhetens_mål:\n    - id: kunden-vet-vem-som-kommer\n      till: den-som-har-hemtjänst-är-trygg\n      titel: Kunden vet vem som kommer\n      ansvarig: Enhetschef\n      arbetssätt: |\n        Alla får en fast kontakt.\n",
            "          namn: Personer på 14 dagar\n          årsmål: Högst 12\n",
            "- [x] Skyddsrond",
            ": Mål och aktiviteter\n",
        ],
    );
    assert!(!files.contains("adress"), "what is no address is none: {files}");
}

#[test]
fn columns_without_a_key_are_kept() {
    let text = "Nämndplan 2026\n\nTekniska nämnden, Sjöviks kommun\n\n# Nämndmål: Vattnet är rent\n\n| Mål | Indikator | Nuläge | Mål 2026 | Skala |\n| --- | --- | --- | --- | --- |\n\
| Vattnet är rent | Läckage | 18 % | 15 % | 0–100 |\n\n| Aktivitet | Ansvarig enhet | Klar | Prioritet |\n| --- | --- | --- | --- |\n| Byt ledningar | VA | 2026-12-31 | 7 |\n";
    let files = files_of("plan.md", text);
    holds(
        "plan.md",
        &files,
        &[
            "          namn: Läckage\n          årsmål: 15 %\n          beskrivning: |\n            Skala: 0–100\n          utgångsvärde: 18 %\n",
            "          slut: 2026-12-31\n          ansvarig: VA\n",
            ": Byt ledningar – Prioritet: 7\n",
        ],
    );
}

#[test]
fn pages_of_other_programs_have_notes_lists_and_comments() {
    let page = "<html><head><style>.c1{font-weight:700}</style></head><body><p class=\"title\"><span>Verksamhetsplan 2026 – Biblioteken</span></p><p class=subtitle>Kulturnämnden, Alhults kommun</p>\
<h1><span>Om oss</span></h1><p><span>Vi har </span><span class=\"c1\">fyra bibliotek</span><span> i kommunen.</span><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup><sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup></p>\
<ul class=\"lst-kix_a-0 start\"><li>Sommarboken</li></ul><ul class=\"lst-kix_a-1\"><li>för sexåringar</li></ul><ul class=\"lst-kix_a-0\"><li>Meröppet</li></ul>\
<p><del cite=\"mailto:a\">Inget</del><ins>Allt</ins> blir kvar.</p><hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span> Med bokbussen.</span></p></div><div><p><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>Stämmer det?</span></p></div></body></html>";
    let files = files_of("plan.html", page);
    holds(
        "plan.html",
        &files,
        &[
            "inledning: |\n  ## Om oss\n\n  Vi har **fyra bibliotek** i kommunen.[^1]\n\n  [^1]: Med bokbussen.\n\n  - Sommarboken\n    - för sexåringar\n  - Meröppet\n\n  Allt blir kvar.\n",
            "## Kommentarer\n",
            ": Stämmer det?\n",
        ],
    );
    assert!(!files.contains("Inget"), "{files}");
}
