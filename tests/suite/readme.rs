//! The tutorials of both READMEs work as they are shown.

use std::path::Path;

use crate::page::{Page, fences};
use crate::workspace::{Workspace, read};

fn page(name: &str) -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
}

#[test]
fn what_the_readmes_show_is_what_happens() {
    for name in ["README.md", "README.sv.md"] {
        let text = page(name);
        let page = Page::new(name, &text);
        assert!(page.idle("yaml").is_empty(), "{name}: blocks that say no file, on lines {:?}", page.idle("yaml"));
        page.run_in(&Workspace::new());
    }
}

#[test]
fn the_readmes_say_the_same() {
    let (english, swedish) = (page("README.md"), page("README.sv.md"));
    let shape = |text: &str| -> Vec<String> {
        let fences = fences(text).into_iter().map(|fence| format!("{} {}", fence.syntax, fence.text.starts_with("$ ")));
        let headings =
            text.lines().filter(|line| line.starts_with('#')).map(|line| line.split(' ').next().unwrap().to_owned());
        let rows = text.lines().filter(|line| line.starts_with('|')).map(|line| line.matches('|').count().to_string());
        let points = text.lines().filter(|line| line.starts_with("- ")).map(|_| "point".to_owned());
        fences.chain(headings).chain(rows).chain(points).collect()
    };
    assert_eq!(shape(&english), shape(&swedish));
}

/// The table of commands has every command with all its long options, and nothing that does not exist.
#[test]
fn the_readmes_name_every_command_and_option() {
    for (name, lang, heading) in [("README.md", "en", "Commands:"), ("README.sv.md", "sv", "Kommandon:")] {
        let text = page(name);
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `vp ")).collect();
        let commands = commands("", lang, heading);
        assert_eq!(rows.len(), commands.len(), "{name}: {commands:?}");
        for command in commands {
            let begins = [' ', '`'].map(|sign| format!("| `vp{command}{sign}"));
            let row = rows.iter().find(|row| begins.iter().any(|begins| row.starts_with(begins)));
            let row = row.unwrap_or_else(|| panic!("{name} does not name vp{command}"));
            let mut named: Vec<&str> =
                row.split([' ', '`', ',']).filter(|word| word.starts_with("--") && word.len() > 3).collect();
            let help = help(&command, lang);
            let lines = help.lines().filter(|line| line.trim_start().starts_with('-'));
            let options = lines.filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")));
            let mut known: Vec<&str> =
                options.filter(|option| !["--lang", "--jobs", "--help"].contains(option)).collect();
            named.sort_unstable();
            known.sort_unstable();
            assert_eq!(named, known, "{name}: vp{command}");
        }
    }
}

/// The commands that a command's help lists, and those below them: ` build`, ` new year`.
fn commands(above: &str, lang: &str, heading: &str) -> Vec<String> {
    let help = help(above, lang);
    let lines = help.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !line.is_empty());
    let names = lines.map(|line| format!("{above} {}", line.split_whitespace().next().unwrap_or(line)));
    names
        .flat_map(|name| {
            let below = commands(&name, lang, heading);
            if below.is_empty() { vec![name] } else { below }
        })
        .collect()
}

fn help(command: &str, lang: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().chain(["--help", "--lang", lang]).collect();
    let run = Workspace::new().run(&words);
    assert_eq!(run.code, 0);
    run.out
}

#[test]
fn a_mistake_in_the_arguments_names_the_help_of_its_command() {
    let folder = Workspace::new();
    for (arguments, help) in [
        (&["--lang", "en"][..], "vp --help"),
        (&["bild", "--lang", "en"], "vp --help"),
        (&["check", "--strickt", "--lang", "en"], "vp check --help"),
        (&["new", "yaer", "--lang", "en"], "vp new --help"),
        (&["--lang", "en", "new", "follow-up", "--periodd", "T1"], "vp new follow-up --help"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.ends_with(&format!("\n  {help} shows what can be written\n")), "{arguments:?}: {}", run.err);
    }
}
