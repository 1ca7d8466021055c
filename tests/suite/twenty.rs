//! The twenty most likely mistakes, `examples/tjugo-misstag`: each gives one finding, which says what to type, and is gone
//! where that is typed. The pages on them are written from the same files:
//! `VP_BLESS=1 cargo test --test suite twenty` writes them anew.
//!
//! Each mistake is a folder: `skrivet` is what was written, `menat` is what was meant, and `om.sv.md` and `om.en.md` say in
//! a heading and a sentence what it is.

use std::fs;
use std::path::{Path, PathBuf};

use vp::diagnostic::{Applicability, Bilingual, Diagnostic, Language, Severity};
use vp::lint::check::check;
use vp::lint::fix::{Finding, fix};
use vp::lint::report::text::write;
use vp::read::load::{self, Loaded};
use vp::terminal::Style;

use crate::docs::assert_written;
use crate::rules::assert_plain;
use crate::scene::Found;
use crate::workspace::{Workspace, read};

struct Mistake {
    folder: PathBuf,
    name: String,
}

impl Mistake {
    /// All of them, in the order of their numbers.
    fn all() -> Vec<Mistake> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tjugo-misstag");
        let folders = fs::read_dir(root).expect("the mistakes are there").filter_map(Result::ok);
        let mut all: Vec<Mistake> = folders
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .map(|folder| Mistake {
                name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                folder,
            })
            .collect();
        all.sort_by(|one, two| one.name.cmp(&two.name));
        all
    }

    /// What is found in one of its two folders, but for what is shown on request only.
    fn found(&self, folder: &str) -> Found {
        let mut found = Found::of(&self.folder.join(folder));
        found.findings.retain(|finding| finding.level > Severity::Info);
        found
    }

    /// The only finding of what was written.
    fn finding(&self) -> (Found, Diagnostic) {
        let found = self.found("skrivet");
        let [finding] = &found.findings[..] else {
            panic!("{} gives {:?}\n{}", self.name, found.codes(), found.report(Language::Swedish));
        };
        let finding = finding.clone();
        (found, finding)
    }

    /// The file that the mistake is in, as it was written and as it was meant.
    fn texts(&self) -> (String, String, String) {
        let files = fs::read_dir(self.folder.join("skrivet")).expect("it is there").filter_map(Result::ok);
        let names: Vec<String> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let text = |folder: &str, name: &str| read(&self.folder.join(folder).join(name));
        let differs = |name: &&String| text("skrivet", name) != text("menat", name);
        let [name] = names.iter().filter(differs).collect::<Vec<_>>()[..] else {
            panic!("{}: the mistake is in one file of {names:?}", self.name);
        };
        (name.clone(), text("skrivet", name), text("menat", name))
    }

    /// The lines that differ, as written and as meant.
    fn lines(&self) -> (Vec<String>, Vec<String>) {
        let (_, written, meant) = self.texts();
        let (one, two): (Vec<&str>, Vec<&str>) = (written.lines().collect(), meant.lines().collect());
        let before = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
        let rest = one.len().min(two.len()) - before;
        let after = one.iter().rev().zip(two.iter().rev()).take(rest).take_while(|(one, two)| one == two).count();
        let cut = |lines: &[&str]| lines[before..lines.len() - after].iter().map(|line| (*line).to_owned()).collect();
        (cut(&one), cut(&two))
    }

    /// Its heading and its sentence.
    fn about(&self, language: Language) -> (String, String) {
        let text = read(&self.folder.join(match language {
            Language::Swedish => "om.sv.md",
            Language::English => "om.en.md",
        }));
        let (heading, sentence) = text.split_once("\n\n").expect("a heading and a sentence");
        (heading.trim_start_matches("# ").to_owned(), sentence.trim().to_owned())
    }
}

#[test]
fn there_are_twenty_and_what_was_meant_has_no_findings() {
    let all = Mistake::all();
    assert_eq!(all.len(), 20);
    for mistake in all {
        let found = mistake.found("menat");
        assert!(found.findings.is_empty(), "{}\n{}", mistake.name, found.report(Language::Swedish));
    }
}

/// One finding, on the line that is wrong, with a help that holds what is to be typed.
#[test]
fn each_gives_one_finding_that_says_what_to_type() {
    for mistake in Mistake::all() {
        let name = &mistake.name;
        let (found, finding) = mistake.finding();
        let source = found.loaded.sources.get(finding.span.source);
        let line = &source.text[source.line_range(source.line_of(finding.span.start))];
        let (wrong, right) = mistake.lines();
        assert!(
            wrong.iter().any(|wrong| wrong == line.trim_end()),
            "{name} is said of the line {line}, not of {wrong:?}"
        );
        let help = finding.help.clone().unwrap_or_else(|| panic!("{name} has no help"));
        for words in std::iter::once(&finding.message).chain(&finding.label).chain(&finding.help) {
            assert_plain(name, words);
        }
        let words = |lines: &[String]| -> Vec<String> {
            lines.iter().flat_map(|line| line.split_whitespace()).map(str::to_owned).collect()
        };
        let (wrong, right) = (words(&wrong), words(&right));
        let typed: Vec<&String> = right.iter().filter(|word| !wrong.contains(word)).collect();
        let says = |text: &str, blanks: &[&str]| match typed.is_empty() {
            true => blanks.iter().any(|word| text.contains(word)),
            false => typed.iter().any(|word| text.contains(word.trim_end_matches([',', ':', '}']))),
        };
        let Bilingual { sv, en } = &help;
        assert!(says(sv, &["blanksteg", "kolumn"]), "{name}: {sv} does not say {typed:?}");
        assert!(says(en, &["spaces", "column"]), "{name}: {en} does not say {typed:?}");
    }
}

/// What `--fix` makes of the mistakes that it fixes is what was meant.
#[test]
fn a_certain_mend_gives_what_was_meant() {
    let mut count = 0;
    for mistake in Mistake::all() {
        let (_, finding) = mistake.finding();
        let is_certain = finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Certain);
        let shown =
            |findings: &[Diagnostic], _: &Loaded| findings.iter().map(|found| found.level > Severity::Info).collect();
        let all = Finding { find: &|loaded| check(loaded), is_wanted: &shown };
        let fixed =
            fix(Some(&mistake.folder.join("skrivet")), &mut load::Workspace::default(), &all).expect("it is there");
        let (_, _, meant) = mistake.texts();
        let after: Vec<&str> = fixed.files.iter().map(|file| file.after.as_str()).collect();
        assert_eq!(after, if is_certain { vec![meant.as_str()] } else { Vec::new() }, "{}", mistake.name);
        count += usize::from(is_certain);
    }
    assert!(count >= 7, "{count} are fixed");
}

#[test]
fn the_pages_are_current() {
    assert_written("tjugo-misstag.md", &page(Language::Swedish));
    assert_written("twenty-mistakes.md", &page(Language::English));
}

fn page(language: Language) -> String {
    let say = |sv, en| Bilingual::fixed(sv, en).get(language).to_owned();
    let mut text = say(
        "# Tjugo vanliga misstag\n\nSå säger `vp check` till om de misstag som är lättast att göra, och så skrivs det i stället. Varje misstag ger ett\nfynd. Det som `vp check --fix` rättar själv är märkt.\n",
        "# Twenty common mistakes\n\nHow `vp check` tells of the mistakes that are easiest to make, and what to write instead. Each mistake gives one finding.\nWhat `vp check --fix` fixes by itself is marked.\n",
    );
    for (number, mistake) in Mistake::all().iter().enumerate() {
        let (found, finding) = mistake.finding();
        let (heading, sentence) = mistake.about(language);
        let report = write(&found.findings, &found.loaded.sources, language, Style::Plain);
        let root = mistake.folder.join("skrivet");
        let report = report.replace(&format!("{}/", root.to_string_lossy().replace('\\', "/")), "");
        let (_, meant) = mistake.lines();
        let is_certain = finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Certain);
        let instead = match is_certain {
            true => say("Så här (`--fix` rättar det):", "Like this (`--fix` fixes it):"),
            false => say("Så här:", "Like this:"),
        };
        text.push_str(&format!(
            "\n## {}. {heading}\n\n{sentence}\n\n```text\n{}\n```\n\n{instead}\n\n```text\n{}\n```\n",
            number + 1,
            report.trim_end(),
            meant.join("\n"),
        ));
    }
    text
}

/// More slips in the same plan, its report and a contribution: of each one finding alone, with these words in its help.
#[test]
fn other_slips_give_one_finding_too() {
    let files =
        [("19-id-i-uppfoljningen", "plan.yaml"), ("19-id-i-uppfoljningen", "t1.yaml"), ("20-infogning", "bidrag.yaml")];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tjugo-misstag");
    let texts = files.map(|(folder, name)| (name, read(&root.join(folder).join("menat").join(name))));
    let mut wrong = String::new();
    for &(from, to, code, sv, en) in OTHERS {
        let (changed, _) =
            texts.iter().find(|(_, text)| text.contains(from)).unwrap_or_else(|| panic!("{from} is nowhere"));
        let scene = texts.iter().fold(Workspace::new(), |scene, (name, text)| match name == changed {
            true => scene.file(name, text.replacen(from, to, 1)),
            false => scene.file(name, text),
        });
        let found = scene.check();
        let findings: Vec<&Diagnostic> =
            found.findings.iter().filter(|finding| finding.level > Severity::Info).collect();
        let says = |words: &Bilingual| words.sv.contains(sv) && words.en.contains(en);
        let is_right = matches!(findings[..], [one] if one.rule.code == code && one.help.as_ref().is_some_and(says));
        if !is_right {
            wrong +=
                &format!("{to} should give {code} alone and say {sv} / {en}\n{}\n", found.report(Language::Swedish));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What stands in one of the files, what was written in its place, and what that gives.
type Other = (&'static str, &'static str, &'static str, &'static str, &'static str);

const OTHERS: &[Other] = &[
    ("riktning: högre", "riktning: upp", "VP0105", "skriv högre", "write högre"),
    ("riktning: högre", "riktning: ner", "VP0105", "skriv lägre", "write lägre"),
    ("riktning: högre", "riktning: vågrätt", "VP0105", "högre, lägre, intervall", "högre, lägre, intervall"),
    ("riktning: högre", "riktnig: högre", "VP0103", "skriv riktning", "write riktning"),
    ("periodicitet: Tertial", "periodicitet: Tertialvis", "VP0401", "periodicitet: Tertial", "periodicitet: Tertial"),
    (
        "periodicitet: Tertial",
        "periodicitet: varje tertial",
        "VP0401",
        "skriv periodicitet: T",
        "write periodicitet: T",
    ),
    ("periodicitet: Tertial", "periodictet: Tertial", "VP0103", "skriv periodicitet", "write periodicitet"),
    ("förväntat_resultat:", "förväntad_resultat:", "VP0103", "skriv förväntat_resultat", "write förväntat_resultat"),
    ("  enhetsmål:\n", "  enhetmål:\n", "VP0103", "skriv enhetsmål", "write enhetsmål"),
    ("  enhetsmål:\n", "enhetsmål:\n", "VP0103", "dra in raden enhetsmål:", "indent the line enhetsmål:"),
    ("dokument:", "dokumnt:", "VP0103", "skriv dokument", "write dokument"),
    ("namn: Andel", "nman: Andel", "VP0103", "skriv namn", "write namn"),
    ("namn: Byta", "nam: Byta", "VP0103", "skriv namn", "write namn"),
    ("slut: 2026-06-30", "slutt: 2026-06-30", "VP0103", "skriv slut", "write slut"),
    ("slut: 2026-06-30", "slut: 20260630", "VP0105", "skriv slut: 2026-06-30", "write slut: 2026-06-30"),
    ("slut: 2026-06-30", "slut: 2026-06-31", "VP0105", "juni 2026 har 30 dagar", "June 2026 has 30 days"),
    ("år: 2026", "år: ”2026”", "VP0105", "skriv år: 2026", "write år: 2026"),
    ("år: 2026", "år: 26", "VP0105", "skriv år: 2026", "write år: 2026"),
    ("årsmål: 95 %", "årsmål: %95", "VP0102", "årsmål: 95 %", "årsmål: 95 %"),
    ("årsmål: 95 %", "årsmål: Högst 95 %", "VP0403", "skriv riktning: lägre", "write riktning: lägre"),
    (
        "riktning: högre",
        "riktning: högre\n          könsuppdelad: true",
        "VP0105",
        "könsuppdelad: ja",
        "könsuppdelad: ja",
    ),
    (
        "riktning: högre",
        "riktning: högre\n          serie: {2024: 92,5 %, 2025: 94 %}",
        "VP0105",
        "skriv 2024: 92.5 %",
        "write 2024: 92.5 %",
    ),
    ("mål:\n", "årsmål: {hela-redskap: 94,5 %}\nmål:\n", "VP0105", "hela-redskap: 94.5 %", "hela-redskap: 94.5 %"),
    ("arbetssätt: |\n        Arb", "arbetssätt: fil: Arb", "VP0102", "arbetssätt: {fil: Arb", "arbetssätt: {fil: Arb"),
    (
        "arbetssätt: |\n        Arb",
        "arbetssätt:\n        - Arb",
        "VP0105",
        "skriv arbetssätt: |",
        "write arbetssätt: |",
    ),
    ("till: 1", "till: mål 1", "VP0301", "skriv till: 1", "write till: 1"),
    ("till: 1", "till: lekplatser", "VP0302", "ett mål ovanför: 1", "a goal above: 1"),
    ("organisation: {enhet: Parkenheten}", "organisation: Parkenheten", "VP0105", "egna rader", "lines of their own"),
    (
        "slut: 2026-06-30\n",
        "slut: 2026-06-30\n          id: klippa\n          namn: Klippa gräset\n          slut: 2026-09-30\n",
        "VP0104",
        "blanksteg: - id: klippa",
        "a space: - id: klippa",
    ),
    ("utfall: 93 %", "utfal: 93 %", "VP0103", "skriv utfall", "write utfall"),
    ("utfall: 93 %", "utfall: 93,5 %", "VP0105", "skriv utfall: 93.5 %", "write utfall: 93.5 %"),
    ("utfall: 93 %", "utfall 93 %", "VP0103", "skriv utfall: 93 %", "write utfall: 93 %"),
    ("hela-redskap: {", "redskap-som-håller: {", "VP0504", "skriv hela-redskap", "write hela-redskap"),
    ("aktiviteter:\n  gungor:", "akivteter:\n  gungor:", "VP0103", "skriv aktiviteter", "write aktiviteter"),
    ("period: T1", "period: Tertial 1", "VP0501", "skriv period: T1", "write period: T1"),
    ("period: T1\n", "", "VP0106", "period: T1", "period: T1"),
    (
        "{{ årsmål hela-redskap }}",
        "{ årsmål hela-redskap }",
        "VP0310",
        "skriv {{ årsmål hela-redskap }}",
        "write {{ årsmål hela-redskap }}",
    ),
    ("plan: plan.yaml\n", "", "VP0311", "skriv plan:", "write plan:"),
    ("fråga: Hur", "fråga Hur", "VP0102", "skriv fråga: Hur", "write fråga: Hur"),
    ("{{ årsmål hela-redskap }}", "{{ årsmal hela-redskap }}", "VP0310", "skriv årsmål", "write årsmål"),
    (
        "{{ årsmål hela-redskap }}",
        "{{ hela-redskap }}",
        "VP0310",
        "skriv {{ utfall hela-redskap }}",
        "write {{ utfall hela-redskap }}",
    ),
    (
        "{{ årsmål hela-redskap }}",
        "{{ årsmål hela-redskap } och {{ årsmål hela-redskap }}",
        "VP0310",
        "skriv två: {{ årsmål NAMN }}",
        "write two: {{ årsmål NAMN }}",
    ),
    ("{{ årsmål hela-redskap }}", "{{ årsmål hela-redskapen }}", "VP0311", "skriv hela-redskap", "write hela-redskap"),
    ("{{ mål lekplatser }}", "{{ mål lekplats }}", "VP0311", "skriv lekplatser", "write lekplatser"),
];
