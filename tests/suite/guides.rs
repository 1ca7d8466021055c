//! The guides: what they show is what happens, they say the same in both languages, and the program has them.

use std::path::Path;

use vp::describe::guides::GUIDES;
use vp::diagnostic::Language;

use crate::page::{Page, fences};
use crate::workspace::{Workspace, read};

/// The files of the guides, Swedish and English.
const PAGES: [(&str, &str); 4] = [
    ("fran-word.md", "from-word.md"),
    ("byta-modell.md", "another-model.md"),
    ("publicera.md", "publishing.md"),
    ("fusklapp.md", "crib.md"),
];

fn page(name: &str) -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name))
}

#[test]
fn what_the_guides_show_is_what_happens() {
    for name in PAGES.into_iter().flat_map(|(swedish, english)| [swedish, english]) {
        Page::new(name, &page(name)).run_in(&Workspace::new());
    }
}

#[test]
fn the_guides_say_the_same() {
    let shape = |name: &str| -> Vec<String> {
        let text = page(name);
        let fences = fences(&text).into_iter().map(|fence| {
            let commands: Vec<&str> = fence.text.lines().filter(|line| line.starts_with("$ ")).collect();
            format!("{} {}", fence.syntax, commands.len())
        });
        let lines = text.lines().filter(|line| line.starts_with(['#', '|', '-', '1', '2', '3', '4']));
        let lines = lines.map(|line| format!("{}{}", &line[..1], line.matches('|').count()));
        fences.chain(lines).collect()
    };
    for (swedish, english) in PAGES {
        assert_eq!(shape(swedish), shape(english), "{swedish}");
    }
}

/// What stands as code in running text and begins with the command.
fn commands_in(text: &str) -> Vec<Vec<String>> {
    let events = pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES);
    let codes = events.filter_map(|event| match event {
        pulldown_cmark::Event::Code(code) => Some(code.to_string()),
        _ => None,
    });
    codes
        .filter(|code| code.starts_with("vp "))
        .map(|code| code.split_whitespace().skip(1).map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_command_that_a_guide_names_can_be_written() {
    let folder = Workspace::new();
    for name in PAGES.into_iter().flat_map(|(swedish, english)| [swedish, english]) {
        let commands = commands_in(&page(name));
        assert!(!commands.is_empty(), "{name}");
        for command in commands {
            let words: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
            assert_eq!(folder.run(&words).code, 0, "{name}: vp {}", command.join(" "));
        }
    }
}

/// The commands of the crib, one after another, as somebody does who has only it.
#[test]
fn the_commands_of_the_crib_do_their_work() {
    for (name, lang, figures) in [("fusklapp.md", "sv", "siffror.xlsx"), ("crib.md", "en", "figures.xlsx")] {
        let folder = Workspace::new();
        assert_eq!(folder.run(&["init", "--year", "2025", "--lang", lang]).code, 0);
        let plan = "plans/2025/socialnamnden/exempelenheten";
        let report = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nindikatorer: {väntetid: {utfall: 96 %}}\n";
        folder.write(&format!("{plan}/vb.yaml"), report);
        assert_eq!(folder.run(&["export", "-o", figures]).code, 0);
        assert_eq!(folder.run(&["new", "year", "2026"]).code, 0);
        let commands = commands_in(&page(name));
        assert!(commands.len() > 12, "{commands:?}");
        for command in commands {
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            // A workspace can be begun once.
            let run = if words[0] == "init" { Workspace::new().run(&words) } else { folder.run(&words) };
            assert!(run.code < 2, "{name}: vp {}: {}", command.join(" "), run.err);
        }
    }
}

/// The plan and the follow-up of the crib are what the reader takes.
#[test]
fn the_files_of_the_crib_can_be_read() {
    for name in ["fusklapp.md", "crib.md"] {
        let text = page(name);
        let shown: Vec<String> =
            fences(&text).into_iter().filter(|fence| fence.syntax == "yaml").map(|fence| fence.text).collect();
        let folder = Workspace::new();
        assert_eq!(folder.run(&["init", "--year", "2026", "--lang", "en"]).code, 0);
        let unit = "plans/2026/socialnamnden/exempelenheten";
        let head = "vp: 1\ndokument: verksamhetsplan\når: 2026\nbygger_på: ../plan.yaml\norganisation: {kommun: Exempelby \
                    kommun, nämnd: Socialnämnden, enhet: Exempelenheten}\n";
        folder.write(&format!("{unit}/plan.yaml"), &format!("{head}{}", shown[0]));
        folder.write(&format!("{unit}/t1.yaml"), &shown[1]);
        let check = folder.run(&["check", "--only", "VP01,VP03,VP05", "--ignore", "VP0502,VP0505"]);
        assert_eq!((check.code, check.out.as_str()), (0, "no findings in 4 files\n"), "{name}");
    }
}

#[test]
fn the_program_shows_its_guides() {
    let folder = Workspace::new();
    for (lang, language) in [("sv", Language::Swedish), ("en", Language::English)] {
        let list = folder.run(&["guide", "--lang", lang]);
        for (guide, (swedish, english)) in GUIDES.iter().zip(PAGES) {
            let name = guide.name.get(language);
            assert!(list.out.lines().any(|line| line.starts_with(name)), "{name}: {}", list.out);
            let text = page(if lang == "sv" { swedish } else { english });
            let shown = folder.run(&["guide", name, "--lang", lang]);
            assert_eq!(shown.code, 0);
            assert!(shown.out.starts_with(text.lines().next().unwrap()) && !shown.out.contains("<!--"), "{name}");
            assert_eq!(folder.run(&["guide", &guide.name.sv.to_uppercase(), "--lang", lang]).out, shown.out);
        }
    }
    let run = folder.run(&["vägledning", "wrod", "--lang", "sv"]);
    assert!(run.code == 2 && run.err.contains("menade du word?"), "{}", run.err);
    assert!(folder.run(&["init", "--lang", "en"]).out.contains("vp guide word"));
}
