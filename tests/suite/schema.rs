//! The schemas for editors accept what the reader accepts and refuse what it refuses.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod judged;
mod made;
mod outdated;
mod proposed;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use vp::describe::schema::{FILES, Subject};
use vp::model::Settings;
use vp::plan_format::fields::{Entries, PartSchema, ValueShape};
use vp::plan_format::parts::settings::{SETTINGS, built_in};
use vp::read::kinds::KINDS;

use self::judged::Judge;
use self::made::{Made, places, usual, values};
use crate::page::Page;
use crate::workspace::{Workspace, read};

/// Every table that a file can follow, with the subject of its schema.
fn tables() -> Vec<(Subject, &'static PartSchema)> {
    let mut tables: Vec<(Subject, &'static PartSchema)> = Vec::new();
    for kind in KINDS {
        if !tables.iter().any(|(_, part)| std::ptr::eq(*part, kind.part)) {
            tables.push((Subject::Documents, kind.part));
        }
    }
    tables.push((Subject::Settings, &SETTINGS));
    tables
}

/// A part that stands in several places, such as a text in a file of its own, is looked at once.
fn is_new(part: &'static PartSchema, seen: &mut Vec<&'static PartSchema>) -> bool {
    let is_new = !seen.iter().any(|known| std::ptr::eq(*known, part));
    seen.extend(is_new.then_some(part));
    is_new
}

/// How many files were judged, and how many of them accepted.
#[derive(Default)]
struct Count {
    files: usize,
    accepted: usize,
    differences: Vec<String>,
}

impl Count {
    fn judge(&mut self, judge: &Judge, text: &str) {
        self.files += 1;
        match judge.both(text) {
            Ok(accepted) => self.accepted += usize::from(accepted),
            Err(difference) => self.differences.push(difference),
        }
    }

    /// Both verdicts must be common, or the files show nothing.
    fn assert_agreed(self, least: usize) {
        let Count { files, accepted, differences } = self;
        let first = differences.iter().take(8).cloned().collect::<Vec<_>>().join("\n\n");
        assert!(differences.is_empty(), "{} of {files} differ:\n{first}", differences.len());
        assert!(files >= least, "only {files} files");
        assert!(accepted * 10 > files && accepted * 10 < files * 9, "{accepted} of {files} accepted");
    }
}

#[test]
fn every_key_with_every_sort_of_value_is_judged_alike() {
    let settings = built_in();
    let values = values(&settings);
    let (mut count, mut seen) = (Count::default(), Vec::new());
    for (subject, part) in tables() {
        let judge = Judge::new(subject, settings.clone());
        for place in places(part, &settings).into_iter().filter(|place| is_new(place.part, &mut seen)) {
            let fields = place.part.fields.iter().map(|field| (field.key, Some(field)));
            let sections = place.sections.iter().map(|section| (section.as_str(), None));
            for (key, field) in fields.chain(sections) {
                for value in
                    values.iter().filter(|value| !is_of_another_mind(key, field.map(|field| &field.shape), value))
                {
                    count.judge(&judge, &place.file(vec![(key.to_owned(), value.clone())], &settings));
                }
            }
        }
    }
    count.assert_agreed(10_000);
}

/// The values that the reader and the schema are known to judge differently; see [`every_difference_is_one`].
fn is_of_another_mind(key: &str, shape: Option<&ValueShape>, value: &Made) -> bool {
    let is_blank = matches!(value, Made::Scalar(text) if text.trim_matches(['"', ' ']).is_empty());
    let is_occasions =
        matches!(value, Made::Map(entries) if matches!(&entries[..], [(_, Made::List(items))] if !items.is_empty()));
    let is_bare_rule = matches!(value, Made::Map(entries) if matches!(&entries[..], [(_, Made::Nothing)]));
    let is_notation = matches!(value, Made::Scalar(text) if text == "1.");
    match shape {
        Some(ValueShape::Version | ValueShape::Year | ValueShape::Years | ValueShape::Number | ValueShape::Amount) => {
            is_notation
        }
        // An editor does not know which words are a time.
        Some(ValueShape::Day) => {
            is_notation || matches!(value, Made::Scalar(text) if text.contains(|sign: char| sign.is_alphabetic()))
        }
        Some(ValueShape::Part(_)) => key == "budget" && is_blank,
        Some(ValueShape::Map(Entries::Occasions, ..)) => is_occasions,
        Some(ValueShape::Map(Entries::Days(_), ..)) => {
            let is_day = |value: &Made| matches!(value, Made::Scalar(day) if day == "04-30");
            matches!(value, Made::Map(entries) if entries.iter().any(|(_, value)| is_day(value)))
        }
        Some(ValueShape::Map(Entries::Assessments, ..)) => matches!(value, Made::Map(entries) if !entries.is_empty()),
        Some(ValueShape::Map(Entries::RuleLevels, ..)) => is_bare_rule,
        _ => false,
    }
}

#[test]
fn keys_in_every_spelling_and_keys_that_are_none_are_judged_alike() {
    let settings = built_in();
    let (mut count, mut seen) = (Count::default(), Vec::new());
    for (subject, part) in tables() {
        let judge = Judge::new(subject, settings.clone());
        for place in places(part, &settings).into_iter().filter(|place| is_new(place.part, &mut seen)) {
            for field in place.part.fields {
                let key = field.key;
                let spellings = [
                    key.to_owned(),
                    key.to_uppercase(),
                    capital(key),
                    key.replace('_', "-"),
                    key.nfd().collect(),
                    key.to_uppercase().nfd().collect(),
                    key.replace('_', " ").replace(' ', ""),
                    format!("{key}n"),
                    key.chars().skip(1).collect(),
                    key.replace(['å', 'ä'], "a").replace('ö', "o"),
                    format!("\" {key}\""),
                ];
                for spelling in spellings.into_iter().chain(field.instead.iter().map(|word| (*word).to_owned())) {
                    let entry = (spelling, usual(field, &settings));
                    count.judge(&judge, &place.file(vec![entry], &settings));
                }
                // Without the key, though it may be needed.
                let mut all: Vec<_> =
                    place.part.fields.iter().filter(|other| other.needed && other.key != key).collect();
                all.dedup_by_key(|field| field.key);
                let entries = all.into_iter().map(|other| (other.key.to_owned(), usual(other, &settings))).collect();
                count.judge(&judge, &(place.whole)(entries).yaml());
            }
        }
    }
    count.assert_agreed(2_000);
}

#[test]
fn files_made_at_random_are_judged_alike() {
    let settings = built_in();
    let values = values(&settings);
    let mut random = Random(0x5eed_2026);
    let mut count = Count::default();
    for (subject, part) in tables() {
        let judge = Judge::new(subject, settings.clone());
        let places = places(part, &settings);
        for _ in 0..1_200 {
            let place = &places[random.below(places.len())];
            let mut entries: Vec<(String, Made)> = Vec::new();
            for _ in 0..=random.below(4) {
                let field = &place.part.fields[random.below(place.part.fields.len())];
                let value = match random.below(5) {
                    0 => values[random.below(values.len())].clone(),
                    1 => Made::Nothing,
                    _ => usual(field, &settings),
                };
                let is_there = entries.iter().any(|(key, _)| vp::plan_format::fields::same_key(key, field.key));
                if !is_there && !is_of_another_mind(field.key, Some(&field.shape), &value) {
                    let key = if random.below(4) == 0 { field.key.to_uppercase() } else { field.key.to_owned() };
                    entries.push((key, value));
                }
            }
            if random.below(8) == 0 {
                entries.push(("påhittad".to_owned(), Made::text("x")));
            }
            count.judge(&judge, &place.file(entries, &settings));
        }
    }
    count.assert_agreed(4_000);
}

fn capital(key: &str) -> String {
    let mut characters = key.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// The same numbers at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Each deliberate difference that the module's page lists is one, in the direction that it says.
#[test]
fn every_difference_is_one() {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {}\n";
    let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\n";
    let documents = Judge::new(Subject::Documents, built_in());
    let of_settings = Judge::new(Subject::Settings, built_in());
    for (judge, text, by_reader) in [
        // Nothing, to an editor.
        (&documents, format!("{plan}försättsblad: {{datum: ~}}\n"), false),
        (&documents, format!("{plan}försättsblad: {{datum: null}}\n"), false),
        (&documents, format!("{plan}bilagor: [{{titel: null}}]\n"), true),
        // A computer's notation.
        (&documents, plan.replace("2026", "0x7e9"), false),
        (&documents, plan.replace("2026", "2026.0"), false),
        (&documents, format!("{plan}ekonomi: {{budget: {{totalt: {{netto: 2e3}}}}}}\n"), false),
        (&documents, format!("{plan}ekonomi: {{budget: {{totalt: {{netto: .5}}}}}}\n"), false),
        (
            &documents,
            format!("{plan}ekonomi: {{budget: {{totalt: {{netto: 12345678901234567890123456789}}}}}}\n"),
            false,
        ),
        // Ids or keys.
        (&documents, format!("{report}mål:\n  x:\n  analys:\n"), false),
        (&documents, format!("{report}mål: {{enhetsmål: {{}}}}\n"), false),
        // What the keys beside say.
        (&of_settings, "vp: 1\nstyrmodell: {periodicitet: {Varje vecka: [V1]}}\n".to_owned(), false),
        (
            &of_settings,
            "vp: 1\nstyrmodell: {rapporttillfällen: {T1: {till: 04-30, bedömningar: {bra: Bra}}, T2: 08-31, VB: 12-31}}\n"
                .to_owned(),
            false,
        ),
        (&of_settings, "vp: 1\nstyrmodell: {rapporttillfällen: {Bokslut: 12-31}}\n".to_owned(), false),
        (&of_settings, "vp: 1\nregler: {VP9999: }\n".to_owned(), true),
        // A blank budget.
        (&documents, format!("{plan}ekonomi: {{budget: \"\"}}\n"), true),
    ] {
        let (reader, schema) = (judge.reader_says(&text).is_empty(), judge.schema_accepts(&text));
        assert_eq!((reader, schema), (by_reader, !by_reader), "{text}");
    }
    // The reader alone reports a key in two spellings, with a finding of its own.
    let twice = format!("{plan}övrigt: a\nÖvrigt: b\n");
    assert!(documents.reader_says(&twice).is_empty() && documents.schema_accepts(&twice));
}

/// The settings of the workspace that a file lies in.
fn settings_of(path: &Path) -> Settings {
    vp::read::load::settings_around(Some(path), &mut vp::diagnostic::Sink::default()).unwrap_or_else(built_in)
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    walk.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect()
}

/// The schemas of the workspaces that files lie in, each made once.
#[derive(Default)]
struct Workspaces(HashMap<(Option<PathBuf>, bool), Judge>);

impl Workspaces {
    /// Whether the schema of a file's sort accepts it.
    fn accept(&mut self, path: &Path) -> bool {
        let is_settings = path.file_name().is_some_and(|name| name == "vp.yaml");
        let subject = if is_settings { Subject::Settings } else { Subject::Documents };
        let folder =
            vp::read::workspace::place(&vp::read::files::Files::default(), Some(path)).unwrap().settings_folder;
        let judge = self.0.entry((folder, is_settings)).or_insert_with(|| Judge::new(subject, settings_of(path)));
        judge.schema_accepts(&read(path))
    }
}

#[test]
fn every_plan_and_every_example_follows_its_schema() {
    let is_document = |path: &Path| {
        let text = read(path);
        path.ends_with("vp.yaml") || text.lines().any(|line| line.starts_with("dokument:"))
    };
    let (mut seen, mut workspaces) = (0, Workspaces::default());
    for folder in ["plans", "examples"] {
        for path in yaml_files(folder) {
            let is_mistake =
                path.components().any(|part| ["mistakes", "skrivet"].iter().any(|name| part.as_os_str() == *name));
            if !is_mistake && is_document(&path) {
                seen += 1;
                assert!(workspaces.accept(&path), "{}", path.display());
            }
        }
    }
    assert!(seen > 150, "only {seen}");
}

#[test]
fn every_mistake_of_structure_breaks_its_schema() {
    let mut workspaces = Workspaces::default();
    for code in ["VP0103", "VP0105", "VP0106", "VP0107"] {
        let files = yaml_files(&format!("examples/mistakes/{code}"));
        assert!(files.iter().any(|path| !workspaces.accept(path)), "{code}");
    }
}

/// The examples of the descriptions are values that the schema itself accepts.
#[test]
fn examples_are_accepted() {
    let settings = built_in();
    let mut seen = 0;
    for (subject, part) in tables() {
        let judge = Judge::new(subject, settings.clone());
        for place in places(part, &settings) {
            for field in place.part.fields.iter().filter(|field| !field.example.contains('…')) {
                seen += 1;
                // A list's entries stand on lines of their own.
                let example =
                    field.example.strip_prefix("- ").map_or(field.example.to_owned(), |entry| format!("[{entry}]"));
                let text = place.file(vec![(field.key.to_owned(), Made::Scalar(example))], &settings);
                assert_eq!((judge.reader_says(&text), judge.schema_accepts(&text)), (Vec::new(), true), "{text}");
            }
        }
    }
    assert!(seen > 100, "only {seen}");
}

#[test]
fn the_schema_is_that_of_the_workspace() {
    let folder = Workspace::new();
    folder.write("vp.yaml", &read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/annan-kommun/vp.yaml")));
    let own = folder.run(&["schema", "verksamhetsplan"]);
    assert_eq!((own.code, own.err.as_str()), (0, ""));
    let schema: serde_json::Value = serde_json::from_str(&own.out).unwrap();
    let goals = &schema["definitions"]["verksamhetsplan"]["properties"]["mål"];
    let levels: Vec<&String> = goals["properties"].as_object().unwrap().keys().collect();
    assert_eq!(levels, ["målområde", "uppdrag", "åtagande"]);
    assert_eq!(goals["additionalProperties"], false);
    let goal = &schema["definitions"]["mal"]["properties"];
    assert_eq!(goal["nuläge"]["description"], "Ett avsnitt i styrmodellen, som efterfrågas i uppdrag.");
    let indicator = &schema["definitions"]["indikatorer"]["properties"];
    let words = |of: &serde_json::Value| -> Vec<(String, String)> {
        let word = |one: &serde_json::Value| {
            Some((one["const"].as_str()?.to_owned(), one["description"].as_str()?.to_owned()))
        };
        of["anyOf"].as_array().unwrap().iter().filter_map(word).collect()
    };
    let pairs = |words: &[(&str, &str)]| -> Vec<(String, String)> {
        words.iter().map(|(word, about)| ((*word).to_owned(), (*about).to_owned())).collect()
    };
    assert_eq!(
        words(&indicator["periodicitet"]),
        pairs(&[
            ("Varje månad", "Redovisas delår, bokslut."),
            ("Halvår", "Redovisas delår, bokslut."),
            ("Helår", "Redovisas bokslut."),
            ("Vartannat år", "Redovisas bokslut."),
            ("Vart tredje år", "Redovisas bokslut."),
            ("Vart fjärde år", "Redovisas bokslut."),
            ("Vart femte år", "Redovisas bokslut."),
        ])
    );
    let report: serde_json::Value = serde_json::from_str(&folder.run(&["schema", "Uppföljning"]).out).unwrap();
    let reported = &report["definitions"]["mal-i-en-uppfoljning"]["properties"]["bedömning"];
    assert_eq!(words(reported).iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["grönt", "gult", "rött"]);
    assert_eq!(
        words(&report["definitions"]["uppfoljning"]["properties"]["period"]),
        pairs(&[("delår", "Redovisar till och med 06-30."), ("bokslut", "Redovisar till och med 12-31.")])
    );
    // From elsewhere the workspace is named, and the language is that of vp.yaml unless another is asked for.
    let outside = Workspace::new();
    let path = folder.root().to_string_lossy().into_owned();
    assert_eq!(outside.run(&["schema", "verksamhetsplan", "--workspace", &path]).out, own.out);
    let english = outside.run(&["schema", "verksamhetsplan", "--workspace", &path, "--lang", "en"]).out;
    assert!(english.contains("Whose plan it is. Required.") && !english.contains("Måste finnas"));
    let built_in = outside.run(&["schema", "verksamhetsplan", "--lang", "sv"]);
    assert!(built_in.out.contains("\"enhetsmål\"") && !built_in.out.contains("åtagande"));
    assert_eq!(
        built_in.out,
        outside.run(&["schema", "VERKSAMHETSPLAN", "--lang", "sv"]).out,
        "the same bytes each time"
    );
}

#[test]
fn what_is_no_kind_and_where_is_no_workspace_is_said() {
    let folder = Workspace::new();
    let run = folder.run(&["schema", "plan", "--lang", "sv"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("menade du verksamhetsplan?"), "{}", run.err);
    let run = folder.run(&["schema", "--workspace", ".", "--lang", "sv"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("hör inte till någon arbetsyta"), "{}", run.err);
    assert_eq!(folder.run(&["schema", "--workspace", "nowhere"]).code, 2);
    assert_eq!(folder.run(&["schema", "bidrag", "--write"]).code, 2);
    assert!(folder.texts().is_empty());
    // A vp.yaml that cannot be read is no reason to be without help.
    folder.write("vp.yaml", "vp: 1\nstyrmodell: [\n");
    assert_eq!(folder.run(&["schema"]).code, 0);
}

/// Where the comment of a file leads.
fn schema_named_in(path: &str, text: &str) -> Option<PathBuf> {
    let range = vp::describe::schema::modeline::find(text)?;
    Some(vp::source::straight(&Path::new(path).parent().unwrap().join(&text[range])))
}

#[test]
fn a_first_workspace_has_its_schemas_and_every_file_names_its_own() {
    for lang in ["sv", "en"] {
        let folder = Workspace::new();
        assert_eq!(folder.run(&["init", "--year", "2026", "--lang", lang]).code, 0);
        let files = folder.texts();
        for (path, text) in files.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "yaml")) {
            let wanted = if path.ends_with("vp.yaml") { FILES[1].0 } else { FILES[0].0 };
            let path = path.to_str().unwrap();
            assert_eq!(schema_named_in(path, text), Some(PathBuf::from(wanted)), "{path}");
        }
        // They are what `vp schema` says, so writing them anew changes nothing.
        assert!(folder.run(&["schema", "--editor"]).out == folder.read(FILES[0].0));
        assert!(folder.run(&["schema", "vp.yaml", "--editor"]).out == folder.read(FILES[1].0));
        let run = folder.run(&["schema", "--write"]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("\n  .vp/dokument.schema.json\n  .vp/vp.schema.json\n"), "{}", run.out);
        assert_eq!(folder.texts(), files);
        // In another steering model they are others.
        folder.write("vp.yaml", "vp: 1\nstyrmodell: {nivåer: [{nyckel: löften, rubrik: Löften, ägare: enhet}]}\n");
        assert_eq!(folder.run(&["schema", "--write", "--workspace", "plans/2026", "--lang", "sv"]).code, 0);
        assert!(folder.read(FILES[0].0).contains("Löften: en lista av mål"));
    }
}

#[test]
fn the_comment_goes_along_to_new_files_and_is_never_printed() {
    let folder = Workspace::new();
    assert_eq!(folder.run(&["init", "--year", "2026", "--lang", "sv"]).code, 0);
    let plan = "plans/2026/socialnamnden/exempelenheten/plan.yaml";
    assert_eq!(folder.run(&["new", "follow-up", plan, "--period", "T1"]).code, 0);
    let report = "plans/2026/socialnamnden/exempelenheten/t1.yaml";
    let text = folder.read(report);
    assert!(text.starts_with("# yaml-language-server: $schema=../../../../.vp/dokument.schema.json\n"), "{text}");
    assert_eq!(schema_named_in(report, &text), Some(PathBuf::from(FILES[0].0)));
    assert_eq!(folder.run(&["new", "year", "2027"]).code, 0);
    let next = "plans/2027/socialnamnden/exempelenheten/plan.yaml";
    let text = folder.read(next);
    assert_eq!(schema_named_in(next, &text), Some(PathBuf::from(FILES[0].0)));
    assert!(text.contains("Så skrivs en plan"), "other comments stay");
    // Elsewhere the way is another one.
    assert_eq!(folder.run(&["new", "year", "2028", plan, "--to", "plans/2028.yaml"]).code, 0);
    let text = folder.read("plans/2028.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=../.vp/dokument.schema.json\n"), "{}", &text[..80]);
    // Next year's plans have targets to set, which is no reason not to build them.
    assert!(folder.run(&["build"]).code < 2);
    let pages: Vec<_> = folder.texts().into_iter().filter(|(path, _)| path.starts_with("build")).collect();
    assert!(pages.iter().any(|(path, _)| path.ends_with("t1.html")) && pages.len() > 10);
    for (path, text) in pages {
        assert!(!text.contains("yaml-language-server"), "{}", path.display());
    }
    // A plan without the comment gives a report without it.
    folder.write(plan, &folder.read(plan).replacen("# yaml-language-server", "# other", 1));
    assert_eq!(folder.run(&["new", "follow-up", plan, "--period", "T2"]).code, 0);
    assert!(!folder.read(&report.replace("t1", "t2")).contains("yaml-language-server"));
}

#[test]
fn what_the_pages_show_is_what_happens() {
    for page in ["redigerare.md", "editor.md"] {
        let text = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page));
        let folder = Workspace::new();
        Page::new(page, &text).run_in(&folder);
        let shown =
            vp::describe::schema::modeline::find(&folder.read("plans/2026/socialnamnden/barnenheten/plan.yaml"))
                .is_some();
        assert!(shown && text.contains("$schema=../../../../.vp/dokument.schema.json"));
    }
}
