//! The code's own rules: who may import whom, what each file begins with, and that nothing is forgotten in a list.

mod imports;
pub(crate) mod tokens;
mod windows;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::imports::IMPORTS;
use self::tokens::{Named, named};
use crate::workspace::{files_below, read};

/// Modules at the edge, which may import everything.
const EDGE: &[&str] = &["cli"];

/// Folders of modules that stand together: the modules in them are those of the table.
const ROOMS: &[&str] = &["syntax", "plan_format", "read", "lint", "print", "describe", "drafts", "compare"];

/// The crate's own files, which are no modules.
const ROOTS: &[&str] = &["src/lib.rs", "src/main.rs"];

/// Folders in which every file is an entry of the parent's list.
const LISTS: &[&str] = &[
    "src/lint/rules/",
    "src/read/kinds/",
    "src/lint/report/",
    "src/print/render/",
    "src/cli/",
    "src/compare/words/",
    "src/export/tables/",
];

const MOST_LINES: usize = 500;

pub(crate) struct File {
    /// From the repository's root, with `/`.
    pub(crate) path: String,
    text: String,
}

impl File {
    /// The modules that it lies in, the topmost first and its own last; none for the crate's own files.
    pub(crate) fn modules(&self) -> Vec<&str> {
        if ROOTS.contains(&self.path.as_str()) {
            return Vec::new();
        }
        self.path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect()
    }

    /// What is compiled into the program.
    pub(crate) fn named(&self) -> Named {
        named(&self.text, &self.modules())
    }

    /// Whether the whole file is tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn sources() -> Vec<File> {
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

#[track_caller]
pub(crate) fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The modules that a file of the crate lists.
pub(crate) fn listed(path: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(path)).expect("the file can be read");
    text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// The modules of the crate in the order of `lib.rs`, those of a room in the order of the room; each with its room.
fn placed_modules() -> Vec<(Option<String>, String)> {
    let of = |name: String| match ROOMS.contains(&name.as_str()) {
        true => listed(&format!("src/{name}.rs")).into_iter().map(|module| (Some(name.clone()), module)).collect(),
        false => vec![(None, name)],
    };
    listed("src/lib.rs").into_iter().flat_map(of).collect()
}

/// The same, by name alone: no two are called the same.
pub(crate) fn modules() -> Vec<String> {
    placed_modules().into_iter().map(|(_, module)| module).collect()
}

/// The module of the table that something lies in, by the modules around it; none for a room.
fn module_of<'m>(path: &[&'m str]) -> Option<&'m str> {
    match path {
        [room, rest @ ..] if ROOMS.contains(room) => rest.first().copied(),
        [module, ..] => Some(module),
        [] => None,
    }
}

/// Which modules each module imports, with the file that does; macros are their modules.
fn imports() -> BTreeMap<String, BTreeMap<String, String>> {
    let files: Vec<File> = sources().into_iter().filter(|file| !file.is_test()).collect();
    let named: Vec<(Vec<&str>, &File, Named)> = files.iter().map(|file| (file.modules(), file, file.named())).collect();
    let macros: BTreeMap<&str, &str> = named
        .iter()
        .flat_map(|(modules, _, named)| {
            named.macros.iter().map(|name| (name.as_str(), module_of(modules).unwrap_or("")))
        })
        .collect();
    let mut imports: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (modules, file, named) in &named {
        let Some(module) = module_of(modules) else { continue };
        let own = imports.entry(module.to_owned()).or_default();
        for path in &named.imports {
            let Some(name) = module_of(&path.split("::").collect::<Vec<_>>()) else { continue };
            let name = macros.get(name).copied().unwrap_or(name);
            // `property` is compiled for tests alone.
            if name != module && name != "property" {
                own.entry(name.to_owned()).or_insert_with(|| file.path.clone());
            }
        }
    }
    imports
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
fn modules_import_what_is_permitted_and_nothing_is_permitted_in_vain() {
    let permitted: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (module, imports) in imports() {
        if EDGE.contains(&module.as_str()) {
            continue;
        }
        let Some(permitted) = permitted.get(module.as_str()) else {
            wrong.push(format!("{module} has no line in the table of imports"));
            continue;
        };
        for (name, path) in &imports {
            if !permitted.contains(&name.as_str()) {
                wrong.push(format!("{path}: {module} may not import {name}"));
            }
        }
        for name in permitted.iter().filter(|name| !imports.contains_key(**name)) {
            wrong.push(format!("{module} may import {name}, and does not"));
        }
    }
    assert_none(wrong);
}

#[test]
fn the_table_of_imports_follows_the_order_of_the_modules() {
    let order = modules();
    let lines: Vec<&str> = IMPORTS.iter().map(|(module, _)| *module).chain(EDGE.iter().copied()).collect();
    assert_eq!(lines, order, "the table of imports has other modules than lib.rs, or another order");
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (module, imports) in IMPORTS {
        let places: Vec<usize> = imports.iter().filter_map(|import| place(import)).collect();
        if places.len() < imports.len() || !places.is_sorted() {
            wrong.push(format!(
                "{module}: an import is not a module, or they are not in the order of lib.rs: {imports:?}"
            ));
        }
        for import in *imports {
            if place(import) > place(module) {
                wrong.push(format!("{module} is before {import} in lib.rs, but may import it"));
            }
        }
    }
    assert_none(wrong);
}

/// The architecture page names each module in the order that they are declared in, and no other.
#[test]
fn the_table_of_modules_is_the_modules() {
    let library = fs::read_to_string(root().join("src/lib.rs")).expect("the library has a root");
    let rows = library.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once('`'));
    let placed = placed_modules().into_iter();
    let paths = placed.map(|(room, module)| room.map_or(module.clone(), |room| format!("{room}::{module}")));
    assert_eq!(rows.map(|(name, _)| name).collect::<Vec<_>>(), paths.collect::<Vec<_>>());
    let files: BTreeSet<String> =
        sources().iter().filter_map(|file| module_of(&file.modules()).map(str::to_owned)).collect();
    assert_eq!(files, modules().into_iter().collect(), "files of no module, or modules without a file");
}

#[test]
fn files_show_what_they_depend_on() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        let named = file.named();
        if named.imports_all_above || named.imports.contains("*") {
            wrong.push(format!("{} imports all of a module above it", file.path));
        }
    }
    assert_none(wrong);
}

#[test]
fn nothing_is_forgotten_in_a_list() {
    let files = sources();
    let mut wrong = Vec::new();
    for folder in LISTS.iter().filter(|folder| !files.iter().any(|file| file.path.starts_with(**folder))) {
        wrong.push(format!("{folder} has no files"));
    }
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

/// A place that the parser gives may be any number. Only [`Text`](../../src/syntax/yaml/place.rs) cuts the text that is read, by
/// places that it makes sound.
#[test]
fn a_text_that_is_read_is_cut_at_one_door() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| is_of_yaml(file) && !file.path.ends_with("yaml/place.rs")) {
        let code = file.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let is_cut = ["text[", "text.as_bytes()[", "Span {"].iter().any(|cut| line.contains(cut));
            // The fields of a node are sound when it is made.
            if is_cut && !line.contains("fn ") && !line.contains("self.start, end: self.end") {
                wrong.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert_none(wrong);
}

fn is_of_yaml(file: &File) -> bool {
    file.modules().starts_with(&["yaml"]) || file.modules().starts_with(&["syntax", "yaml"])
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
