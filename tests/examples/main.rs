//! The rules' examples, each a test of its own name: the mistake is found and reported in the words beside it, the fixed
//! files are free of it, and every rule has both.
//!
//! `VP_BLESS=1 cargo test --test examples` writes the reports anew; read them before you keep them.

#![expect(clippy::disallowed_methods, reason = "the reports beside the examples are read and written here")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::{env, fs};

use libtest_mimic::{Arguments, Failed, Trial};
use vp::diagnostic::{Diagnostic, Language, Severity, Sink};
use vp::lint::check::decided::{self, Unread};
use vp::lint::check::{Severities, check_with};
use vp::lint::report::text::write;
use vp::lint::rules;
use vp::print::templates::own;
use vp::read::load::{Loaded, load};
use vp::terminal::Style;

const MISTAKES: &str = "examples/mistakes";
const MENDED: &str = "examples/fixed";

fn main() {
    env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the repository is where it was built");
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("every rule has a mistake and its correction", every_rule_has_both)];
    for (root, test) in [(MISTAKES, mistake as fn(&str) -> Result<(), Failed>), (MENDED, fixed)] {
        for code in folders(root) {
            trials.push(Trial::test(format!("{root}/{code}"), move || test(&code)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn folders(root: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root).expect("the folder of examples is there");
    let folders = entries.map(|entry| entry.expect("the folder can be read")).filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn every_rule_has_both() -> Result<(), Failed> {
    let codes: BTreeSet<String> = rules::all().iter().map(|entry| entry.rule.code.to_owned()).collect();
    let mut wrong = String::new();
    for root in [MISTAKES, MENDED] {
        let folders = folders(root);
        let missing: Vec<&str> = codes.difference(&folders).map(String::as_str).collect();
        let strange: Vec<&str> = folders.difference(&codes).map(String::as_str).collect();
        if !missing.is_empty() {
            wrong += &format!("{root} lacks {}\n", missing.join(", "));
        }
        if !strange.is_empty() {
            wrong += &format!("{root} has folders of no rule: {}\n", strange.join(", "));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// Everything found in a folder. The rule that it is about is on, whatever its own level.
fn found(folder: &str, code: &str) -> Result<(Loaded, Vec<Diagnostic>), Failed> {
    let loaded = load(Some(Path::new(folder)), None).map_err(|error| format!("{folder}: {error:?}"))?;
    let rule = rules::find(code).ok_or(format!("{code} is no rule"))?;
    let mut levels = Severities::of(&loaded, &mut Sink::default());
    if rule.level < Severity::Warning {
        levels.set(rule.code, Severity::Warning);
    }
    // A version that a plan was decided in is the folder of its name here, and a revision elsewhere.
    let version = |name: &str| Arc::new(load(Some(&Path::new(folder).join(name)), None).map_err(|_| unread(name)));
    let others = [own::findings(&loaded), decided::findings(&loaded, version)].concat();
    let findings = check_with(&loaded, &levels, others);
    Ok((loaded, findings))
}

fn unread(name: &str) -> Unread {
    Unread::NoVersion(vp::msg!("mappen {name} finns inte", "there is no folder {name}"))
}

fn mistake(code: &str) -> Result<(), Failed> {
    let folder = format!("{MISTAKES}/{code}");
    let (loaded, findings) = found(&folder, code)?;
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.code).collect();
    if !codes.contains(code) {
        return Err(format!("{code} is not found, only {codes:?}").into());
    }
    let errors = findings.iter().filter(|finding| finding.level == Severity::Error && finding.rule.code != code);
    let errors: Vec<String> = errors.map(|finding| format!("{}: {}", finding.rule.code, finding.message.sv)).collect();
    if !errors.is_empty() {
        return Err(format!("errors of other rules: {}", errors.join("; ")).into());
    }
    for (name, language) in [("vantat.sv.txt", Language::Swedish), ("vantat.en.txt", Language::English)] {
        let report = write(&findings, &loaded.sources, language, Style::Plain);
        compare(&format!("{folder}/{name}"), &report)?;
    }
    Ok(())
}

fn compare(path: &str, report: &str) -> Result<(), Failed> {
    if env::var_os("VP_BLESS").is_some() {
        return Ok(fs::write(path, report)?);
    }
    match fs::read_to_string(path) {
        Ok(expected) if expected == report => Ok(()),
        Ok(expected) => Err(format!("{path} says\n\n{expected}\nbut the report is\n\n{report}").into()),
        Err(_) => Err(format!("{path} is missing; VP_BLESS=1 writes it. The report is\n\n{report}").into()),
    }
}

fn fixed(code: &str) -> Result<(), Failed> {
    let (_, findings) = found(&format!("{MENDED}/{code}"), code)?;
    let wrong = findings.iter().filter(|finding| finding.level == Severity::Error || finding.rule.code == code);
    let wrong: Vec<String> = wrong.map(|finding| format!("{}: {}", finding.rule.code, finding.message.sv)).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ").into()) }
}
