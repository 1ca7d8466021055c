//! The code's own rules: who may import whom, what each file begins with, and that nothing is forgotten in a list.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::{files_below, read};

/// What each module may import, in the order of `lib.rs`. `both!` is `diagnostic`'s macro and `family!` is `rules`'.
///
/// Wider than one would expect: `resolve` compares names as `fields` compares keys, `workspace` looks into a plan to find
/// the topmost folder that it builds on, `load` loads the templates too, `render` asks the loaded workspace for pictures
/// and goals, and `rules` lists the rule that `check` declares, the only import upwards.
const IMPORTS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("fingerprint", &["source", "diagnostic"]),
    ("model", &["source", "diagnostic"]),
    ("prose", &["source", "diagnostic", "model"]),
    ("yaml", &["source", "diagnostic"]),
    ("fields", &["source", "diagnostic", "model", "yaml"]),
    ("parts", &["source", "diagnostic", "model", "yaml", "fields"]),
    ("resolve", &["source", "diagnostic", "model", "fields", "parts"]),
    ("view", &["source", "diagnostic", "model", "prose", "resolve"]),
    ("kinds", &["source", "diagnostic", "model", "yaml", "fields", "parts", "resolve", "view"]),
    ("parse", &["source", "diagnostic", "model", "yaml", "fields", "kinds"]),
    ("workspace", &["source", "diagnostic", "model", "yaml", "fields", "parse"]),
    ("templates", &["source", "diagnostic", "model", "yaml", "view", "workspace"]),
    ("pictures", &["source", "diagnostic", "model", "prose", "fields", "workspace"]),
    (
        "load",
        &[
            "source",
            "diagnostic",
            "model",
            "yaml",
            "fields",
            "parts",
            "resolve",
            "parse",
            "workspace",
            "templates",
            "pictures",
        ],
    ),
    ("rules", &["source", "diagnostic", "model", "prose", "yaml", "fields", "parts", "resolve", "templates", "check"]),
    ("check", &["source", "diagnostic", "model", "prose", "fields", "resolve", "load", "rules"]),
    ("baseline", &["source", "diagnostic", "fingerprint"]),
    ("mend", &["source", "diagnostic", "load", "workspace"]),
    ("report", &["source", "diagnostic", "fingerprint", "rules"]),
    (
        "render",
        &["source", "diagnostic", "model", "prose", "resolve", "view", "kinds", "workspace", "templates", "load"],
    ),
    ("index", &["source", "diagnostic", "templates", "load", "report", "render"]),
    ("schema", &["diagnostic", "model", "fields", "parts", "kinds", "rules"]),
    ("next_year", &["source", "diagnostic", "model", "prose", "yaml", "fields", "resolve", "load", "schema"]),
    ("status", &["diagnostic", "model", "resolve", "templates", "load", "report"]),
    ("diff", &["source", "model", "resolve"]),
    ("init", &["diagnostic", "parts", "schema"]),
    (
        "forms",
        &[
            "source",
            "diagnostic",
            "model",
            "prose",
            "fields",
            "resolve",
            "workspace",
            "templates",
            "load",
            "schema",
            "init",
        ],
    ),
    (
        "reference",
        &["source", "diagnostic", "prose", "fields", "parts", "kinds", "templates", "rules", "check", "mend", "init"],
    ),
    ("comparison", &["source", "diagnostic", "model", "templates", "report", "diff"]),
    ("serve", &["source", "diagnostic", "load", "check", "report", "render", "index"]),
];

/// Modules at the edge, which may import everything.
const EDGE: &[&str] = &["cli", "main", "lib"];

/// Folders in which every file is an entry of the parent's list.
const LISTS: &[&str] = &["src/rules/", "src/kinds/", "src/report/", "src/render/", "src/cli/", "src/comparison/"];

const MOST_LINES: usize = 500;

struct File {
    /// From the repository's root, with `/`.
    path: String,
    text: String,
}

impl File {
    /// The top-level module that it belongs to.
    fn module(&self) -> &str {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        path.split('/').next().expect("a path has a first part")
    }

    /// What is compiled into the program: everything before the tests at the end.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod tests {").next().expect("a split has a first part")
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<File> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(root().join("src"))
        .into_iter()
        .map(|entry| entry.expect("the sources can be read").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    paths.sort();
    let files = paths.into_iter().map(|path| File {
        path: path.strip_prefix(root()).expect("it lies below").to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(&path).expect("the source can be read"),
    });
    files.collect()
}

fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Words after `crate::` in code, not in comments.
fn imports(code: &str) -> BTreeSet<&str> {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words = lines.flat_map(|line| line.split("crate::").skip(1).map(move |rest| (line, rest)));
    let names =
        words.map(|(_, rest)| rest.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().unwrap_or(""));
    // `property` is compiled for tests alone.
    names.filter(|name| !name.is_empty() && !["both", "family", "property"].contains(name)).collect()
}

#[test]
fn every_file_begins_with_a_sentence() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        let first = file.text.lines().next().unwrap_or("");
        let sentence = file.text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join(" ");
        if !first.starts_with("//! ") || !sentence.contains(['.', ':', '?']) {
            wrong.push(format!("{} begins with {first}", file.path));
        }
    }
    assert_none(wrong);
}

#[test]
fn no_file_is_long() {
    let long = sources().into_iter().map(|file| (file.text.lines().count(), file.path));
    assert_none(
        long.filter(|(lines, _)| *lines > MOST_LINES).map(|(lines, path)| format!("{path}: {lines} lines")).collect(),
    );
}

#[test]
fn modules_import_what_lies_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let module = file.module();
        if EDGE.contains(&module) || file.is_test() {
            continue;
        }
        let Some(allowed) = allowed.get(module) else {
            wrong.push(format!("{}: {module} has no line in the table of imports", file.path));
            continue;
        };
        for name in imports(file.code()) {
            if name != module && !allowed.contains(&name) {
                wrong.push(format!("{}: {module} may not import {name}", file.path));
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn modules_stand_in_their_order() {
    let library = fs::read_to_string(root().join("src/lib.rs")).expect("the library has a root");
    let order: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let place = |name: &str| order.iter().position(|module| *module == name);
    let mut wrong = Vec::new();
    for (module, imports) in IMPORTS {
        for import in *imports {
            let upwards = place(module).zip(place(import)).is_some_and(|(module, import)| import > module);
            if upwards && (*module, *import) != ("rules", "check") {
                wrong.push(format!("{module} stands before {import} in lib.rs, but may import it"));
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn files_show_what_they_depend_on() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code().lines().enumerate() {
            if line.contains("super::*") || line.contains("crate::*") {
                wrong.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn nothing_is_forgotten_in_a_list() {
    let files = sources();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| LISTS.iter().any(|folder| file.path.starts_with(folder))) {
        let path = Path::new(&file.path);
        let name = path.file_stem().expect("a file has a name").to_string_lossy();
        let parent = path.parent().expect("it lies in a folder").with_extension("rs");
        let parent = parent.to_string_lossy().replace('\\', "/");
        let Some(list) = files.iter().find(|file| file.path == parent) else {
            wrong.push(format!("{} is missing, which should list {name}", parent));
            continue;
        };
        let listed = list.text.lines().map(str::trim).any(|line| {
            let line = line.split("//").next().unwrap_or("").trim();
            let entries =
                line.trim_start_matches("pub mod ").trim_start_matches("pub(crate) mod ").trim_start_matches("mod ");
            entries.split([',', ';', '{', '}']).map(str::trim).any(|entry| entry == name)
        });
        if !listed {
            wrong.push(format!("{} is not listed in {parent}", file.path));
        }
    }
    assert_none(wrong);
}

/// A place that the parser gives may be any number. Only [`Text`](../../src/yaml/place.rs) cuts the text that is read, by
/// places that it makes sound.
#[test]
fn a_text_that_is_read_is_cut_at_one_door() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| file.module() == "yaml" && file.path != "src/yaml/place.rs") {
        for (number, line) in file.code().lines().enumerate() {
            let is_cut = ["text[", "text.as_bytes()[", "Span {"].iter().any(|cut| line.contains(cut));
            // The fields of a node are sound when it is made.
            if is_cut && !line.contains("fn ") && !line.contains("self.start, end: self.end") {
                wrong.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert_none(wrong);
}

/// Every property test draws its cases as `property` says, and the run with new seeds in `.ci/run` names it.
#[test]
fn property_tests_draw_the_same_cases_in_every_run() {
    let run = fs::read_to_string(root().join(".ci/run")).expect("the run can be read");
    let filters = run.lines().find_map(|line| line.strip_prefix("properties=(")?.strip_suffix(')'));
    let filters: Vec<&str> = filters.expect(".ci/run names the property tests").split(' ').collect();
    let mut wrong = Vec::new();
    for folder in ["src", "tests/suite"] {
        for path in
            files_below(&root().join(folder)).into_iter().filter(|path| path.ends_with(".rs") && path != "project.rs")
        {
            let text = read(&root().join(folder).join(&path));
            let made = text.matches("\nproptest! {").count() + text.matches("\n    proptest! {").count();
            let drawn = text.matches("#![proptest_config(cases(").count();
            let runs = text.matches("TestRunner::new(").count() - text.matches("TestRunner::new(cases(").count();
            if made != drawn || runs > 0 {
                wrong.push(format!("{folder}/{path}: a property test has no #![proptest_config(cases(…))]"));
            }
            let module = format!("{}::", path.trim_end_matches(".rs").replace('/', "::"));
            let is_named = filters.iter().any(|filter| format!("{module}tests::").contains(filter));
            if (made > 0 || text.contains("TestRunner::new(")) && !is_named {
                wrong.push(format!("{folder}/{path}: .ci/run does not name {module}"));
            }
        }
    }
    assert_none(wrong);
}
