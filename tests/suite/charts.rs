//! Charts in pages: what of an indicator is drawn, what a document draws of its own, and what is said where it cannot.

use serde_json::Value;

use crate::data;
use crate::scene::Found;
use crate::workspace::Workspace;

/// A unit over six years that was renamed twice; its measure of waiting was replaced in 2024, and counted in weeks before 2022.
fn workspace(last: &str) -> Workspace {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n")]);
    let names = [
        (2020, "Norra", ""),
        (2021, "Norra", ""),
        (2022, "Nordan", ", tidigare: [Norra]"),
        (2023, "Nordan", ""),
        (2024, "Barnenheten", ", tidigare: [Nordan]"),
        (2025, "Barnenheten", ""),
    ];
    for (year, name, formerly) in names {
        let waiting = match year {
            2024 => "väntetid, ersätter: väntan",
            2025 => "väntetid",
            _ => "väntan",
        };
        let target = 60 + (year - 2020) * 3;
        let plan = format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{nämnd: Socialnämnden, enhet: {name}{formerly}}}\nmål:\n  enhetsmål:\n    - id: trygga\n      titel: Barn bor tryggt\n      indikatorer:\n        - {{id: besök, namn: Andel besökta, årsmål: {target} %, periodicitet: Tertial, riktning: högre, serie: {{2018: 41 %}}}}\n        - {{id: {waiting}, namn: Väntetid, årsmål: 10 dagar, periodicitet: År, riktning: lägre}}\n"
        );
        workspace.write(&format!("plans/{year}/plan.yaml"), &if year == 2025 { plan + last } else { plan });
        if year == 2025 {
            continue;
        }
        let (outcome, unit) = (50 + (year - 2020) * 4, if year < 2022 { "veckor" } else { "dagar" });
        let (id, days) = (if year == 2024 { "väntetid" } else { "väntan" }, 2040 - year);
        workspace.write(
            &format!("plans/{year}/t1.yaml"),
            &format!(
                "vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer: {{besök: {{utfall: {} %}}}}\n",
                outcome - 2
            ),
        );
        workspace.write(&format!("plans/{year}/vb.yaml"), &format!("vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nindikatorer:\n  besök: {{utfall: {outcome} %, kvinnor: {} %, män: {} %}}\n  {id}: {{utfall: {days} {unit}}}\n", outcome + 1, outcome - 1));
    }
    workspace
}

/// The charts of the last plan, whose text is this, as data.
fn charts(last: &str) -> Vec<Value> {
    let workspace = workspace(last);
    workspace.vp(["build", "--format", "json,html,md", "plans"]).end();
    let document = data::valid(&workspace.read("build/2025/plan.json")).expect("it follows the schema");
    let mut found = Vec::new();
    collect(&document, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(map) if map.get("type").is_some_and(|of| of == "chart") => found.push(value.clone()),
        Value::Object(map) => map.values().for_each(|value| collect(value, found)),
        Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// "2021 a b | 2022 c d": the categories with the values of each series.
fn shown(chart: &Value) -> String {
    let series = chart["series"].as_array().expect("it has series");
    let categories = chart["categories"].as_array().expect("it has categories").iter().enumerate();
    let category = |(number, category): (usize, &Value)| {
        let values = series.iter().map(|series| series["values"][number].as_str().unwrap_or("–"));
        format!("{} {}", category.as_str().unwrap_or_default(), values.collect::<Vec<_>>().join(" "))
    };
    categories.map(category).collect::<Vec<_>>().join(" | ")
}

fn names(chart: &Value) -> Vec<&str> {
    chart["series"].as_array().expect("it has series").iter().filter_map(|series| series["kind"].as_str()).collect()
}

#[test]
fn an_indicator_is_drawn_through_the_units_names() {
    let charts = charts(
        "övrigt: |\n  {{ trend besök }}\n\n  {{ diagram besök 2022–2024 }}\n\n  {{ trend besök tillfällen 2023-2024 }}\n",
    );
    assert_eq!(charts.len(), 3);
    assert_eq!(
        shown(&charts[0]),
        "2018 41 – | 2019 – – | 2020 50 60 | 2021 54 63 | 2022 58 66 | 2023 62 69 | 2024 66 72 | 2025 – 75"
    );
    assert_eq!((charts[0]["kind"].as_str(), names(&charts[0])), (Some("lines"), vec!["outcome", "target"]));
    assert_eq!(shown(&charts[1]), "2022 59 57 66 | 2023 63 61 69 | 2024 67 65 72");
    assert_eq!(names(&charts[1]), ["outcome_women", "outcome_men", "target"]);
    assert_eq!(shown(&charts[2]), "T1 2023 60 69 | VB 2023 62 69 | T1 2024 64 72 | VB 2024 66 72");
}

#[test]
fn a_line_breaks_where_the_measure_or_the_unit_is_another() {
    let chart = charts("övrigt: |\n  {{ trend väntetid }}\n").remove(0);
    assert_eq!(shown(&chart), "2020 – 10 | 2021 – 10 | 2022 18 10 | 2023 17 10 | 2024 16 10 | 2025 – 10");
    assert_eq!(chart["unit"], "dagar");
    assert_eq!(
        chart["breaks"].to_string(),
        "[{\"before\":2,\"text\":\"Ny enhet\"},{\"before\":4,\"text\":\"Nytt mått\"}]"
    );
    // What is counted in weeks is in the table.
    let rows = chart["table"]["rows"].as_array().expect("it has rows");
    assert_eq!(rows[0]["cells"][1]["value"]["text"], "20\u{a0}veckor");
}

const OWN: &str = "övrigt: |\n  {{ diagram nöjdhet }}\n\n  {{ diagram svar }}\ndiagram:\n  - {id: nöjdhet, titel: Nöjda barn, enhet: \"%\", källa: Enkäten, kategorier: [2023, 2024], serier: [{namn: Flickor, värden: [71, 74.5]}, {namn: Pojkar, värden: [saknas, 70 %]}], årsmål: 75}\n  - {id: svar, titel: Svaren, slag: andelar, kategorier: [Våren, Hösten], serier: [{namn: Ja, värden: [3, 4]}, {namn: Nej, värden: [1, 0]}]}\n";

#[test]
fn a_document_draws_figures_of_its_own() {
    let charts = charts(OWN);
    assert_eq!(shown(&charts[0]), "2023 71 – 75 | 2024 74.5 70 75");
    assert_eq!((&charts[0]["kind"], &charts[0]["unit"]), (&Value::from("columns"), &Value::from("%")));
    assert_eq!((shown(&charts[1]), &charts[1]["kind"]), ("Våren 3 1 | Hösten 4 0".to_owned(), &Value::from("shares")));
    let workspace = workspace(OWN);
    workspace.vp(["build", "--format", "html,md", "plans"]).end();
    let page = workspace.read("build/2025/plan.html");
    for part in ["<figcaption>Nöjda barn</figcaption>", "<title id=", "Källa:</span> Enkäten", "<details>"] {
        assert!(page.contains(part), "{part} is not in the page");
    }
    let page = workspace.read("build/2025/plan.md").replace('\u{a0}', "_");
    assert!(page.contains("**Nöjda barn**\n\n|"), "{page}");
    assert!(page.contains("| 2024 | 74,5_% | 70_% | 75_% |"), "{page}");
}

#[test]
fn the_budget_and_the_income_statement_are_drawn_as_bars() {
    let budget = "övrigt: |\n  {{ diagram budget }}\nekonomi:\n  budget:\n    belopp_i: tkr\n    rader:\n      - {namn: Personal, kostnader: 840, intäkter: 12}\n      - {namn: Lokaler, kostnader: 123}\n";
    let chart = charts(budget).remove(0);
    assert_eq!((shown(&chart), &chart["kind"]), ("Personal 840 12 | Lokaler 123 –".to_owned(), &Value::from("bars")));
    assert_eq!((names(&chart), &chart["unit"]), (vec!["costs", "income"], &Value::from("tkr")));
}

/// What is said of a plan with these charts, each finding as its code and what stands at its place.
fn said(charts: &str) -> Vec<String> {
    let workspace = workspace(&format!("övrigt: |\n  {{{{ diagram a }}}}\ndiagram:\n  - {charts}\n"));
    let Found { loaded, findings } = Found::of(workspace.root());
    let charts = findings.iter().filter(|finding| {
        ["VP0103", "VP0104", "VP0105", "VP0107", "VP0108", "VP0311", "VP0318", "VP0815", "VP0816"]
            .contains(&finding.rule.code)
    });
    charts.map(|finding| format!("{} {}", finding.rule.code, loaded.sources.slice(finding.span))).collect()
}

#[test]
fn what_does_not_fit_is_said_at_its_place() {
    let chart = |rest: &str| said(&format!("{{id: a, titel: T, {rest}}}"));
    assert_eq!(chart("kategorier: [1, 2], serier: [{namn: x, värden: [1, 2]}]"), Vec::<String>::new());
    assert_eq!(chart("kategorier: [1, 2], serier: [{namn: x, värden: [1, ca 2]}]"), ["VP0815 ca 2"]);
    assert_eq!(chart("enhet: kr, kategorier: [1], serier: [{namn: x, värden: [2 %]}]"), ["VP0815 2 %"]);
    assert_eq!(chart("kategorier: [1, 2], serier: [{namn: för få, värden: [1]}]"), ["VP0815 för få"]);
    assert_eq!(chart("kategorier: [1, 2], serier: [{namn: x, värden: [1, 2]}], årsmål: [1, 2, 3]"), ["VP0815 1"]);
    let shares = |values: [&str; 2]| {
        chart(&format!(
            "slag: andelar, enhet: \"%\", kategorier: [nu], serier: [{{namn: x, värden: [{}]}}, {{namn: y, värden: [{}]}}]",
            values[0], values[1]
        ))
    };
    assert_eq!(shares(["60", "40"]), Vec::<String>::new());
    assert_eq!(shares(["60", "41"]), Vec::<String>::new(), "rounding may do this");
    assert_eq!(shares(["60.0", "41.0"]), ["VP0816 nu"]);
    assert_eq!(shares(["60", "30"]), ["VP0816 nu"]);
    assert_eq!(shares(["-3", "3"]), ["VP0816 -3"]);
    assert_eq!(said("{id: b, titel: T, kategorier: [1], serier: [{namn: x, värden: [1]}]}"), ["VP0311 a", "VP0318 b"]);
    let twice = "{id: a, titel: T, kategorier: [1], serier: [{namn: x, värden: [1]}]}\n  - {id: A, titel: T, kategorier: [1], serier: []}";
    assert_eq!(said(twice), ["VP0104 A"]);
}

#[test]
fn an_insert_with_a_slip_is_met_with_the_near_name() {
    let workspace = workspace(
        &OWN.replace("{{ diagram nöjdhet }}", "{{ diagram nöjdheten }}")
            .replace("{{ diagram svar }}", "{{ trend besok }}"),
    );
    let ran = workspace.vp(["check", "--lang", "sv", "plans/2025"]).end().exits(1);
    let text = format!("{}{}", ran.out, ran.err);
    for words in [
        "det finns inget diagram och ingen indikator nöjdheten",
        "skriv nöjdhet",
        "planen har ingen indikator besok",
        "skriv besök",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
}

#[test]
fn tables_show_how_indicators_have_moved_and_where_they_stood() {
    let workspace = workspace("");
    workspace.vp(["build", "--format", "md,html", "plans"]).end();
    let plan = workspace.read("build/2025/plan.md").replace('\u{a0}', "_");
    assert!(plan.contains("| Indikator | Utfall 2024 | Årsmål |"), "{plan}");
    assert!(plan.contains("| 66_% | 75_% |") && plan.contains("| ↗ Bättre |"), "{plan}");
    // Lower is better, but in 2024 another thing was measured.
    assert!(plan.contains("| 16_dagar | 10_dagar |") && plan.contains("| Nytt mått |"), "{plan}");
    let page = workspace.read("build/2025/plan.html");
    assert_eq!(page.matches("<svg class=\"spark\"").count(), 2);
    // In 2021 two years are known of one, and three of none but the series'.
    assert!(!workspace.read("build/2020/plan.md").contains("Utveckling"));
    assert!(workspace.read("build/2023/vb.md").contains("↗ Bättre"));
    // Within the year the same occasion of each year is compared.
    assert!(workspace.read("build/2022/t1.md").contains("Utveckling"));
    assert!(!workspace.read("build/2021/t1.md").contains("Utveckling"));
    let silent = self::workspace("innehåll: {utveckling: nej}\n");
    silent.vp(["build", "--format", "md", "plans"]).end();
    let plan = silent.read("build/2025/plan.md");
    assert!(!plan.contains("Utveckling") && plan.contains("Utfall 2024"), "{plan}");
}

#[test]
fn the_command_tells_what_the_charts_draw() {
    let workspace = workspace("");
    let text = workspace.vp(["trend", "besök", "--lang", "sv"]).end().exits(0).out.replace('\u{a0}', "_");
    for line in [
        "Barnenheten\n\n  Andel besökta (besök), högre är bättre\n",
        "    2018  41_%  ███████████████\n",
        "    2024  66_%  ████████████████████████  mål 72_%\n",
        "    ↗ bättre\n",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let waiting = workspace.vp(["utveckling", "Vänte", "--lang", "en"]).end().exits(0).out;
    assert!(waiting.contains("-- new measure") && waiting.contains("lower is better"), "{waiting}");
    let json: Value =
        serde_json::from_str(&workspace.vp(["trend", "-f", "json"]).end().exits(0).out).expect("it is JSON");
    assert_eq!(json["indicators"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["indicators"][0]["change"], "better");
    assert_eq!(json["indicators"][1]["change"], "new_measure");
    let csv = workspace
        .vp(["trend", "besök", "--years", "2023-2024", "--occasions", "-f", "csv", "--lang", "en"])
        .end()
        .exits(0)
        .out;
    assert_eq!(csv.lines().count(), 5, "{csv}");
    assert!(csv.contains("Barnenheten,besök,Andel besökta,%,VB 2024,66,67,65,72\r\n"), "{csv}");
    let markdown =
        workspace.vp(["trend", "väntetid", "-f", "md", "--lang", "sv"]).end().exits(0).out.replace('\u{a0}', "_");
    assert!(markdown.starts_with("## Barnenheten\n\n### Väntetid\n\n| tid | utfall | årsmål |\n"), "{markdown}");
    let page = workspace.vp(["trend", "--format", "html"]).end().exits(0).out;
    assert_eq!(page.matches("<svg xmlns=").count(), 2, "{page}");
    let unknown = workspace.vp(["trend", "besok", "--lang", "en"]).end().exits(2);
    assert!(
        unknown.err.contains("no indicator is called besok") && unknown.err.contains("did you mean besök?"),
        "{}",
        unknown.err
    );
    let nobody = workspace.vp(["trend", "--org", "Södra", "--lang", "sv"]).end().exits(2);
    assert!(
        nobody.err.contains("ingen organisation heter Södra") && nobody.err.contains("Barnenheten"),
        "{}",
        nobody.err
    );
    workspace.vp(["trend", "--years", "2025-2021", "--lang", "en"]).end().exits(2);
    workspace.vp(["trend", "--years", "1990"]).end().exits(2);
}

#[test]
fn better_is_what_the_direction_says() {
    let indicator = |id: &str, rest: &str, series: &str| {
        format!("        - {{id: {id}, namn: {id}, periodicitet: År, serie: {{{series}}}{rest}}}\n")
    };
    let rows = [
        ("högre-stiger", ", riktning: högre", "2022: 3, 2023: 4, 2024: 5", "↗ Bättre"),
        ("högre-faller", ", riktning: högre", "2022: 3, 2023: 4, 2024: 2", "↘ Sämre"),
        ("lägre-faller", ", riktning: lägre", "2022: 3, 2023: 4, 2024: 2", "↗ Bättre"),
        ("lägre-still", ", riktning: lägre", "2022: 3, 2023: 4, 2024: 4", "→ Oförändrat"),
        ("inom-in", ", riktning: intervall, årsmål: 20–25", "2022: 15, 2023: 18, 2024: 21", "↗ Bättre"),
        ("inom-ut", ", riktning: intervall, årsmål: 20–25", "2022: 21, 2023: 22, 2024: 30", "↘ Sämre"),
        ("inom-kvar", ", riktning: intervall, årsmål: 20–25", "2022: 21, 2023: 22, 2024: 24", "→ Oförändrat"),
        ("ingen", "", "2022: 3, 2023: 4, 2024: 5", "Högre"),
        ("två-år", ", riktning: högre", "2023: 4, 2024: 5", ""),
        ("annan-enhet", ", riktning: högre", "2022: 3 st, 2023: 4 kr, 2024: 5 kr", ""),
        ("ord", ", riktning: högre", "2022: ca 3, 2023: 4, 2024: 5", ""),
    ];
    let mut plan = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Norra}\nmål:\n  enhetsmål:\n    - id: a\n      titel: Mål\n      indikatorer:\n".to_owned();
    rows.iter().for_each(|(id, rest, series, _)| plan.push_str(&indicator(id, rest, series)));
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", plan.as_str())]);
    workspace.vp(["build", "--format", "md", "plans"]).end();
    let page = workspace.read("build/plan.md");
    for (id, _, _, words) in rows {
        let row = page.lines().find(|line| line.contains(id)).unwrap_or_else(|| panic!("{id} is not in\n{page}"));
        let last = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim();
        assert_eq!(last, words, "{row}");
    }
}
