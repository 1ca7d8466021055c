//! The pages of docs/ that the program writes itself are as it would write them now, and what they show works.
//! `VP_BLESS=1 cargo test --test suite docs` writes them anew.

use std::path::{Path, PathBuf};

use vp::describe::reference;
use vp::diagnostic::Language;
use vp::plan_format::fields::PartSchema;
use vp::plan_format::parts::goals::GOAL;
use vp::read::kinds::KINDS;
use vp::read::kinds::plan::PLAN;

use crate::page::{Page, fences};
use crate::sample::{PRINTS_ALL, Sample};
use crate::workspace::{Workspace, files_below, read, write};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn assert_written(page: &str, text: &str) {
    let path = root().join("docs").join(page);
    if std::env::var_os("VP_BLESS").is_some() {
        write(&path, text);
    }
    let written = if path.exists() { read(&path) } else { String::new() };
    let differs = written.lines().zip(text.lines()).position(|(one, two)| one != two);
    assert!(
        written == text,
        "docs/{page} is not what the program says{}: VP_BLESS=1 cargo test --test suite docs writes it again",
        differs.map_or(String::new(), |line| format!(", from line {}", line + 1)),
    );
}

#[test]
fn the_reference_of_the_format_is_current() {
    assert_written("filformatet.md", &reference::format::format(Language::Swedish));
    assert_written("format.md", &reference::format::format(Language::English));
}

#[test]
fn the_reference_of_the_rules_is_current() {
    assert_written("regler.md", &reference::rules_page(Language::Swedish));
    assert_written("rules.md", &reference::rules_page(Language::English));
}

/// The last chapter of the page is what the tables say of themselves.
#[test]
fn the_columns_of_exported_tables_are_current() {
    for (page, heading, language) in [
        ("exportera.md", "## Tabellerna\n\n", Language::Swedish),
        ("export.md", "## The tables\n\n", Language::English),
    ] {
        let text = read(&root().join("docs").join(page));
        let start = text.find(heading).expect("the page has the chapter") + heading.len();
        assert_written(page, &format!("{}{}", &text[..start], vp::export::explain::page(language)));
    }
}

#[test]
fn what_the_pages_of_tables_show_is_so() {
    for page in ["exportera.md", "export.md", "lasa-in.md", "import.md", "formular.md", "forms.md"] {
        let folder = Workspace::new();
        Page::new(page, &read(&root().join("docs").join(page))).run_in(&folder);
    }
}

/// What the page of the rules only links to, `vp explain` shows: every file of each rule's example, but for pictures.
#[test]
fn every_example_of_a_rule_is_linked_to_and_explained() {
    for language in [Language::Swedish, Language::English] {
        let page = reference::rules_page(language);
        assert!(!page.contains("```"), "the page shows no examples of its own");
        let targets = links(&page);
        let all = reference::rules(language);
        let mut shown = 0;
        for rule in vp::lint::rules::all().into_iter().map(|entry| entry.rule) {
            let explained = reference::rule(rule, language, 1);
            for folder in ["examples/mistakes", "examples/fixed"] {
                let folder = format!("{folder}/{}", rule.code);
                for name in files_below(&root().join(&folder)) {
                    if name.starts_with("vantat.") || name.ends_with(".svg") {
                        continue;
                    }
                    let target = format!("../{folder}/{name}");
                    assert!(targets.contains(&target), "no link on the page leads to {target}");
                    let text = read(&root().join(&folder).join(&name));
                    assert!(explained.contains(&format!("\n`{name}`\n")), "{}: {name}", rule.code);
                    assert!(explained.contains(text.trim_end()) && all.contains(text.trim_end()), "{folder}/{name}");
                    shown += 1;
                }
            }
        }
        assert!(shown > 2 * vp::lint::rules::all().len(), "{shown} files");
    }
}

#[test]
fn the_example_of_the_format_uses_every_key_and_has_no_findings() {
    for language in [Language::Swedish, Language::English] {
        let folder = Workspace::new();
        let text = reference::format::format(language);
        Page::new("format", &text).run_in(&folder);
        let check = folder.run(&["check", "--strict", "--lang", "en"]);
        assert_eq!((check.code, check.out.as_str()), (0, "no findings in 11 files\n"));
        assert_eq!(folder.run(&["build"]).code, 0);
        let files = folder.texts();
        let mut missing = Vec::new();
        let mut seen: Vec<&'static PartSchema> = Vec::new();
        for kind in KINDS {
            let has_same_keys = |text: &str| {
                let mut same = KINDS.iter().filter(|other| std::ptr::eq(other.part, kind.part));
                same.any(|other| text.contains(&format!("dokument: {}\n", other.key())))
            };
            let own = files.iter().filter(|(path, text)| path.starts_with("plans") && has_same_keys(text));
            let example: String = own.map(|(_, text)| text.as_str()).collect();
            missing.extend(keys_not_in(&example, kind.part, &mut seen));
            if std::ptr::eq(kind.part, &PLAN) {
                missing.extend(keys_not_in(&example, &GOAL, &mut seen));
            }
        }
        assert!(missing.is_empty(), "the example does not show {missing:?}");
    }
}

/// The keys of a part, and of the parts that it leads to, that an example does not have. A part seen before is not asked for
/// again.
fn keys_not_in(example: &str, part: &'static PartSchema, seen: &mut Vec<&'static PartSchema>) -> Vec<String> {
    if seen.iter().any(|known| std::ptr::eq(*known, part)) {
        return Vec::new();
    }
    seen.push(part);
    let mut missing = Vec::new();
    for field in part.fields {
        if !example.contains(&format!("{}:", field.key)) {
            missing.push(format!("{} of {}", field.key, part.name));
        }
        if let Some(inner) = field.shape.part() {
            missing.extend(keys_not_in(example, inner, seen));
        }
    }
    missing
}

/// Every kind of document has its table, and no table stands in two places.
#[test]
fn the_keys_of_every_kind_stand_once_in_the_reference() {
    for language in [Language::Swedish, Language::English] {
        let text = reference::format::format(language);
        let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("### ")).collect();
        for kind in KINDS {
            let own = format!("### {}", kind.part.name);
            assert!(headings.contains(&own.as_str()), "{} has no table of keys", kind.key());
        }
        let twice: Vec<&&str> = headings
            .iter()
            .enumerate()
            .filter(|(at, heading)| headings[..*at].contains(heading))
            .map(|(_, one)| one)
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

#[test]
fn the_steering_models_that_are_shown_can_be_used() {
    let text = reference::format::format(Language::Swedish);
    let models: Vec<_> = fences(&text).into_iter().filter(|fence| fence.text.contains("styrmodell:\n")).collect();
    assert_eq!(models.len(), 2);
    let folder = Workspace::new();
    folder.write("vp.yaml", &models[0].text);
    folder.write(
        "plans/plan.yaml",
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Exempelby kommun}\n",
    );
    assert_eq!(folder.run(&["check", "--strict"]).code, 0);
    folder.write("vp.yaml", &models[1].text);
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Barnenheten}\nmål:\n  prioritering:\n    - \
                {nr: 1, titel: Barnen}\n  åtagande:\n    - {till: 1, titel: Vi lyssnar, nuläge: Vi hör, arbetssätt: Vi frågar}\n";
    folder.write("plans/plan.yaml", plan);
    let check = folder.run(&["check", "--lang", "en"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert_eq!(folder.run(&["build"]).code, 0);
    let page = folder.read("build/plan.html");
    assert!(page.contains("Så är det i dag") && page.contains("Prioritering:"));
    let half_year: Vec<_> = fences(&text).into_iter().filter(|fence| fence.text.contains("period: Delår\n")).collect();
    assert_eq!(half_year.len(), 1);
    folder.write("plans/delår.yaml", &half_year[0].text);
    let goal = "    - till: 1\n      titel: Vi svarar snabbt\n      nuläge: Vi hör\n      arbetssätt: Vi frågar\n      indikatorer:\n        \
                - {namn: Svar inom en vecka, årsmål: 80 %, periodicitet: Halvår, riktning: högre}\n";
    folder.write("plans/plan.yaml", &format!("{plan}{goal}"));
    let check = folder.run(&["check", "--lang", "en"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert_eq!(folder.run(&["build", "--format", "markdown"]).code, 0);
    let page = folder.read("build/delår.md");
    for words in ["# Delårsrapport 2026 för Barnenheten", "Målet bedöms nås", "Inte nått", "76\u{a0}%", "Delår 2026"]
    {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
}

/// Every link of every page leads to a file, and to a heading of it.
#[test]
fn links_lead_somewhere() {
    let mut pages: Vec<PathBuf> =
        ["README.md", "README.sv.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root().join(name)).to_vec();
    let docs = walkdir::WalkDir::new(root().join("docs")).sort_by_file_name().into_iter().map(Result::unwrap);
    pages.extend(docs.map(|entry| entry.into_path()).filter(|path| path.extension().is_some_and(|end| end == "md")));
    let mut wrong = Vec::new();
    for page in pages {
        let text = read(&page);
        for link in links(&text) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { page.clone() } else { page.parent().unwrap().join(path) };
            let is_picture = path.starts_with("docs/bilder/");
            if !target.exists() {
                if !is_picture {
                    wrong.push(format!("{}: {link}: no such file", page.display()));
                }
            } else if !anchor.is_empty() && !anchors(&read(&target)).iter().any(|known| known == anchor) {
                wrong.push(format!("{}: {link}: no such heading", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The targets of links and pictures outside code, but for those on the web.
fn links(text: &str) -> Vec<String> {
    let options = pulldown_cmark::Options::ENABLE_TABLES;
    let targets = pulldown_cmark::Parser::new_ext(text, options).filter_map(|event| match event {
        pulldown_cmark::Event::Start(
            pulldown_cmark::Tag::Link { dest_url, .. } | pulldown_cmark::Tag::Image { dest_url, .. },
        ) => Some(dest_url.to_string()),
        _ => None,
    });
    targets.filter(|target| !target.contains("://")).collect()
}

/// The anchors that a forge gives the headings.
fn anchors(text: &str) -> Vec<String> {
    let parsed = vp::syntax::prose::parse(text);
    let mut given = vp::syntax::prose::Anchors::default();
    vp::syntax::prose::headings(&parsed).iter().map(|heading| given.unique(&heading.text)).collect()
}

#[test]
fn pages_exist_in_both_languages() {
    for (swedish, english) in [
        ("filformatet", "format"),
        ("regler", "rules"),
        ("mallar", "templates"),
        ("lagesrapport", "status"),
        ("utveckling", "trend"),
        ("jamforelse", "diff"),
        ("ratta", "fix"),
        ("kontroll", "check"),
        ("redigerare", "editor"),
        ("forhandsvisning", "preview"),
        ("sakerhet", "security"),
        ("dokument-som-data", "document-as-data"),
        ("word-dokument", "word"),
        ("arkiv-och-webb", "archive"),
        ("exportera", "export"),
        ("lasa-in", "import"),
        ("fran-word", "from-word"),
        ("byta-modell", "another-model"),
        ("publicera", "publishing"),
        ("fusklapp", "crib"),
        ("slappa", "release"),
        ("skala", "scale"),
    ]
    .map(|(sv, en)| (sv, en))
    {
        for name in [swedish, english] {
            assert!(Path::new(&root()).join(format!("docs/{name}.md")).exists(), "docs/{name}.md");
        }
    }
}

/// A plan whose texts link to the former anchors of everything that has one.
const TIDIGARE: &str = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun, enhet: Ängen}
försättsblad:
  förslag_till_beslut: Planen godkänns.
inledning: |
  Se [beslutet](#förslag-till-beslut), [innehållet](#innehållsförteckning), [bilagorna](#tillägg),
  [planen](#verksamhetsplan-2025-för-ängen) och [övrigt](#övrigt).
övrigt: Ingenting.
bilagor:
  - {titel: Åtgärder}
";

/// What templates get: pages of every kind, an index with findings, and a form.
fn template_sample() -> Sample {
    let folder = Workspace::new();
    Page::new("format", &reference::format::format(Language::English)).run_in(&folder);
    folder.write("vp.yaml", "vp: 1\nindex: {jämförelse: ja}\n");
    for year in [2026, 2027] {
        let plan = format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{kommun: Exempelby kommun, enhet: Jämförda}}\n"
        );
        folder.write(&format!("plans/{year}/jamforda/plan.yaml"), &plan);
    }
    folder.write(
        "plans/tom/plan.yaml",
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Exempelby kommun, enhet: Tomma}\nfel: 1\n",
    );
    // Links to what headings were called before, so that each keeps that as a second name.
    folder.write("plans/tidigare/plan.yaml", TIDIGARE);
    folder.write("templates/ord.yaml", "bilagor: Tillägg\n");
    for template in ["page", "index", "form", "diff"] {
        folder.write(&format!("templates/html/{template}.html.j2"), PRINTS_ALL);
    }
    folder.run(&["build", "--format", "html,markdown"]);
    for more in [&["--period", "VB"][..], &["--period", "T2", "--for", "Metodstödet"]] {
        let form = ["new", "follow-up", "plans/barnenheten/plan.yaml", "--format", "html"];
        let form = folder.run(&[&form, more].concat());
        assert_eq!(form.code, 0, "{}", form.err);
    }
    folder.write(
        "plans/2026/jamforda/t1.yaml",
        "vp: 1\ndokument: tertialrapport\nperiod: T1\nekonomi: {åtgärder: [{namn: Skriva om avtalen, effekt: 320}]}\n",
    );
    let form = folder.run(&["new", "follow-up", "plans/2026/jamforda/plan.yaml", "--format", "html", "--period", "T1"]);
    assert_eq!(form.code, 0, "{}", form.err);
    let mut sample = Sample::default();
    let pages = folder.texts().into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "html"));
    let mut count = 0;
    for (path, text) in pages {
        assert!(text.starts_with("State {"), "{}: {text}", path.display());
        sample.add_printed(&text, &["type"]);
        count += 1;
    }
    assert!(count > 6, "{count} pages");
    for comparison in crate::comparison::everything_by_templates(&folder.root().join("templates")) {
        sample.add_printed(&comparison, &[]);
    }
    sample
}

/// The pages on templates: what they show runs, and they name every value, template and filter that there is.
#[test]
fn the_pages_on_templates_work_and_are_complete() {
    let sample = template_sample();
    let templates = walkdir::WalkDir::new(root().join("templates")).into_iter().map(Result::unwrap);
    let templates = templates.filter(|entry| entry.file_type().is_file());
    let filters = sample.added_filters();
    assert!(filters.contains("tal") && filters.contains("cells"), "{filters:?}");
    let names: Vec<String> = sample
        .names()
        .into_iter()
        .chain(
            templates.map(|entry| entry.path().strip_prefix(root().join("templates")).unwrap().display().to_string()),
        )
        // Those that are put into templates are nobody's to write.
        .chain(filters.into_iter().filter(|name| !name.starts_with("vp__")))
        .collect();
    assert!(names.len() > 60, "{names:?}");
    for page in ["mallar.md", "templates.md"] {
        let text = read(&root().join("docs").join(page));
        let missing: Vec<&String> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not name {missing:?}");
        let folder = Workspace::new();
        Page::new(page, &text).run_in(&folder);
        let built = folder.read("build/2026/socialnamnden/barnenheten/plan.html");
        assert!(built.contains(">Om enheten</h2>") && built.contains("<p class=\"logo\">"), "{built}");
        assert!(built.contains("Exempelby kommun</p>") && built.contains("<p>15 januari 2026</p>"));
        assert!(folder.read("build/2026/socialnamnden/barnenheten/plan.md").contains("Annat att veta"));
    }
}

#[test]
fn a_broken_template_stops_its_pages_and_is_said_once() {
    let folder = Workspace::new();
    folder.run(&["init", "--year", "2026", "--lang", "en"]);
    assert_eq!(folder.run(&["build"]).code, 0);
    let before = folder.texts();
    folder.write("templates/html/table.html.j2", "<table>\n{% for row in block.rows %}\n</table>\n");
    let check = folder.run(&["check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("--> templates/html/table.html.j2:"), "{}", check.out);
    assert!(check.out.ends_with("\n1 error\n"), "{}", check.out);
    let build = folder.run(&["build"]);
    assert_eq!(build.code, 1);
    assert_eq!(build.err.matches("VP0112").count(), 1, "{}", build.err);
    for (path, text) in before.iter().filter(|(path, _)| path.ends_with("plan.html")) {
        assert_eq!(folder.texts().get(path), Some(text), "the old page stays");
    }
}

#[test]
fn a_template_that_there_is_no_longer_stops_the_pages() {
    let folder = Workspace::new();
    folder.run(&["init", "--year", "2026", "--lang", "en"]);
    assert_eq!(folder.run(&["build"]).code, 0);
    let before = folder.texts();
    folder.write("templates/html/body.html.j2", "{% for block in blocks %}{{ block.text }}{% endfor %}\n");
    folder.write("templates/ord.yaml", "inledning: Om oss\n");
    let check = folder.run(&["check", "--lang", "en"]);
    assert!(check.out.contains("error[VP0112]: the template html/body.html.j2 no longer exists"), "{}", check.out);
    assert!(check.out.contains("html/table.html.j2"), "{}", check.out);
    let build = folder.run(&["build", "--lang", "en"]);
    assert_eq!((build.code, build.err.matches("VP0112").count()), (1, 1), "{}", build.err);
    let after = folder.texts();
    let pages = |end: &'static str| before.iter().filter(move |(path, _)| path.ends_with(end));
    assert!(pages("plan.html").count() > 0 && pages("plan.html").all(|(path, text)| after.get(path) == Some(text)));
    // Pages of another format alone are as before it.
    let build = folder.run(&["build", "--format", "md"]);
    assert_eq!(build.code, 1);
    let after = folder.texts();
    assert!(pages("plan.md").any(|(path, text)| after.get(path) != Some(text)));
}

#[test]
fn a_page_of_ones_own_that_walks_the_blocks_is_told_what_it_gets_instead() {
    let folder = Workspace::new();
    folder.run(&["init", "--year", "2026", "--lang", "en"]);
    folder.write("templates/html/page.html.j2", "{% for block in blocks %}{{ block.text }}{% endfor %}\n");
    let build = folder.run(&["build", "--lang", "en"]);
    assert_eq!((build.code, build.err.matches("VP0112").count()), (1, 1), "{}", build.err);
    assert!(build.err.contains("{{ body }}") && build.err.contains("page.html.j2:1:17"), "{}", build.err);
}

#[test]
fn a_template_of_one_kind_of_block_writes_those_and_leaves_the_others() {
    let page = "build/2026/socialnamnden/barnenheten/plan";
    let built = |own: &[(&str, &str)]| {
        let folder = Workspace::new();
        folder.run(&["init", "--unit", "Barnenheten", "--year", "2026", "--lang", "en"]);
        own.iter().for_each(|(path, text)| folder.write(path, text));
        let build = folder.run(&["build"]);
        assert_eq!(build.code, 0, "{}", build.err);
        let html = folder.read(&format!("{page}.html"));
        (html.split_once("<main").unwrap().1.to_owned(), folder.read(&format!("{page}.md")))
    };
    let (was, was_markdown) = built(&[]);
    for (block, begins) in [("heading", "<h"), ("table", "<table ")] {
        let (template, copy) = (format!("templates/html/{block}.html.j2"), format!("templates/markdown/{block}.md.j2"));
        let (own, markdown) = built(&[(&template, "<i>EGET</i>\n"), (&copy, "EGET\n")]);
        // The headings and tables of running text have no class.
        let count =
            |page: &str| page.lines().filter(|line| line.starts_with(begins) && line.contains("class=")).count();
        assert!(count(&was) > 0 && count(&own) == 0, "{block}");
        assert_eq!(own.matches("<i>EGET</i>\n").count(), count(&was), "{block}");
        assert_eq!(markdown.matches("\nEGET\n").count(), count(&was), "{block}");
        assert!(!was_markdown.contains("EGET"));
    }
}

/// What the pages on security promise is held by tests that there are, the same in both languages.
#[test]
fn the_tests_that_the_pages_on_security_name_are_there() {
    let named = |page: &str| -> Vec<String> {
        let text = read(&root().join("docs").join(page));
        let words =
            text.split('`').skip(1).step_by(2).filter(|word| word.contains('_') && !word.contains([' ', '-', '/']));
        words.map(str::to_owned).collect()
    };
    let (english, swedish) = (named("security.md"), named("sakerhet.md"));
    assert_eq!(english, swedish);
    assert!(english.len() > 20, "{english:?}");
    let sources: Vec<String> = ["src", "tests"]
        .iter()
        .flat_map(|folder| {
            crate::workspace::files_below(&root().join(folder)).into_iter().map(move |file| (folder, file))
        })
        .filter(|(_, file)| file.ends_with(".rs"))
        .map(|(folder, file)| read(&root().join(folder).join(file)))
        .collect();
    for name in english {
        // A property test has its cases between the brackets.
        let declared = format!("fn {name}(");
        let is_test = |text: &String| {
            // Whatever is said of the test stands between.
            text.match_indices(&declared)
                .any(|(at, _)| text[..at].lines().rev().take(3).any(|line| line.trim() == "#[test]"))
        };
        assert!(sources.iter().any(is_test), "there is no test {name}");
    }
}
