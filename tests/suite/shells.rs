//! `vp completions` and `vp man`: what they print holds every command and option, and is what shells and man can read.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::io::Write;
use std::process::{Command, Stdio};

use vp::rules;

use crate::program::Folder;

/// Each shell with the arguments that let it read a script without running it.
const SHELLS: [(&str, &[&str]); 5] = [
    ("bash", &["-n"]),
    ("zsh", &["-n"]),
    ("fish", &["--no-execute"]),
    ("powershell", &[]),
    ("elvish", &["-compileonly"]),
];

/// The commands with their long options, as their help tells.
fn commands() -> Vec<(String, Vec<String>)> {
    let folder = Folder::new();
    let mut rest = vec![String::new()];
    let mut commands = Vec::new();
    while let Some(command) = rest.pop() {
        let words: Vec<&str> = command.split_whitespace().chain(["--help", "--lang", "en"]).collect();
        let help = folder.run(&words).out;
        let below = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        let below: Vec<&str> = below.filter_map(|line| line.split_whitespace().next()).collect();
        rest.extend(below.iter().map(|name| format!("{command} {name}").trim().to_owned()));
        let lines = help.lines().filter(|line| line.trim_start().starts_with('-'));
        let options = lines.filter_map(|line| line.split_whitespace().find_map(|word| word.strip_prefix("--")));
        commands.push((command, options.map(str::to_owned).collect()));
    }
    assert!(commands.len() > 10, "{commands:?}");
    commands
}

/// What a program that may not be installed says of a text; `None` where it is not.
fn feed(program: &str, arguments: &[&str], text: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Some((output.status.success(), said))
}

#[test]
fn scripts_complete_every_command_option_and_rule() {
    let folder = Folder::new();
    let commands = commands();
    for lang in ["sv", "en"] {
        for (shell, _) in SHELLS {
            let run = folder.run(&["completions", shell, "--lang", lang]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
            for (command, options) in &commands {
                let names = command.split_whitespace().last().into_iter();
                for word in names.chain(options.iter().map(String::as_str)) {
                    assert!(run.out.contains(word), "{shell}: {word} of vp {command}");
                }
            }
            // The scripts of these two complete no values of options.
            if !["powershell", "elvish"].contains(&shell) {
                for entry in rules::all() {
                    assert!(run.out.contains(entry.rule.code), "{shell}: {}", entry.rule.code);
                }
                assert!(
                    run.out.contains("VP04 ") || run.out.contains("VP04\\") || run.out.contains("VP04\t"),
                    "{shell}"
                );
            }
        }
    }
}

#[test]
fn scripts_are_what_their_shells_can_read() {
    let folder = Folder::new();
    for (shell, arguments) in SHELLS.into_iter().filter(|(_, arguments)| !arguments.is_empty()) {
        for lang in ["sv", "en"] {
            let script = folder.run(&["completions", shell, "--lang", lang]).out;
            // A file, not standard input: fish would take that for a person.
            folder.write("script", &script);
            let mut words: Vec<&str> = arguments.to_vec();
            let path = folder.path().join("script").display().to_string();
            words.push(&path);
            if let Some((is_well, said)) = feed(shell, &words, "") {
                assert!(is_well && said.is_empty(), "{shell}: {said}");
            }
        }
    }
}

/// Bash itself completes: options of a command, rules and families.
#[test]
fn bash_completes() {
    let folder = Folder::new();
    folder.write("vp.bash", &folder.run(&["completions", "bash"]).out);
    let complete = |words: &str| {
        let count = words.split(' ').count() - 1;
        let previous = words.split(' ').nth(count - 1).unwrap();
        let current = words.split(' ').next_back().unwrap();
        let script = format!(
            "source '{}'; COMP_WORDS=({words} ''); COMP_CWORD={count}; _vp vp '{current}' '{previous}'; echo ${{COMPREPLY[*]}}",
            folder.path().join("vp.bash").display()
        );
        feed("bash", &["-c", &script], "").map(|(_, said)| said)
    };
    for (words, expected) in [
        ("vp ch", "check"),
        ("vp check --write", "--write-baseline"),
        ("vp check --rule VP0603", "VP0603"),
        ("vp explain VP060", "VP0601 VP0602 VP0603 VP0604 VP0605 VP0606 VP0607 VP0608 VP0609"),
        ("vp new y", "year"),
        ("vp completions fi", "fish"),
    ] {
        if let Some(said) = complete(words) {
            assert_eq!(said.trim(), expected, "{words}");
        }
    }
}

#[test]
fn a_shell_or_command_that_does_not_exist_leads_to_the_near_one() {
    let folder = Folder::new();
    for (arguments, words) in [
        (&["completions", "bahs"][..], "did you mean bash?"),
        (&["completions"], "is missing"),
        (&["completions", "nu"], "write one of bash, elvish, fish, powershell, zsh"),
        (&["man", "chekc"], "there is no command chekc; did you mean check?"),
        (&["man", "new", "yaer"], "did you mean year?"),
        (&["man", "check", "year"], "there is no command year"),
        (&["man", "check", "--dir", "man"], "does not go together with"),
    ] {
        let run = folder.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
    assert!(folder.files().is_empty());
}

#[test]
fn every_command_has_a_page_in_both_languages() {
    let folder = Folder::new();
    let commands = commands();
    for (lang, headings) in [
        ("sv", ["NAMN", "ÖVERSIKT", "BESKRIVNING", "FLAGGOR", "ANMÄRKNINGAR"]),
        ("en", ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "NOTES"]),
    ] {
        let run = folder.run(&["man", "--dir", lang, "--lang", lang]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        for (command, options) in &commands {
            let name = format!("vp {command}").trim().replace(' ', "-");
            let page = folder.read(&format!("{lang}/{name}.1"));
            let words: Vec<&str> = std::iter::once("man").chain(command.split_whitespace()).collect();
            assert_eq!(folder.run(&[&words[..], &["--lang", lang]].concat()).out, page, "{name}");
            assert!(page.contains(&format!(".TH {name} 1 ")), "{name}: {page}");
            assert!(page.lines().any(|line| line.starts_with(&name.replace('-', "\\-"))), "{name}: {page}");
            for heading in headings {
                let is_there = page.lines().any(|line| line == format!(".SH {heading}"));
                assert!(is_there || (heading == headings[4] && !page.contains("EXTRA")), "{name}: {heading}\n{page}");
            }
            for option in options {
                assert!(page.contains(&format!("\\-\\-{}", option.replace('-', "\\-"))), "{name}: {option}\n{page}");
            }
            if let Some((is_well, said)) = feed("groff", &["-man", "-Tutf8", "-Kutf8", "-ww", "-z"], &page) {
                assert!(is_well && said.is_empty(), "{name}: {said}");
            }
        }
        let pages = folder.files().into_keys().filter(|path| path.starts_with(lang)).count();
        assert_eq!(pages, commands.len());
        assert_eq!(run.err.split_whitespace().next(), Some(&*pages.to_string()));
    }
    for (page, heading) in [("sv/vp.1", "KOMMANDON"), ("en/vp.1", "COMMANDS"), ("sv/vp-new.1", "KOMMANDON")] {
        assert!(folder.read(page).contains(&format!("\n.SH {heading}\n")), "{page}");
    }
    let page = folder.read("sv/vp-check.1");
    assert!(page.contains("vp check") && page.contains("SÖKVÄG") && page.contains("Slutkod 0"), "{page}");
}
