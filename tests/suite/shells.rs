//! `vp completions` and `vp man`: what they print holds every command and option, and is what shells and man can read.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::workspace::Workspace;
use vp::diagnostic::Language;
use vp::lint::rules;

/// Every shell that there is a script for.
const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// The commands with their long options, as their help tells.
fn commands() -> Vec<(String, Vec<String>)> {
    let folder = Workspace::new();
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

/// What a program says of a text. `None` where it is not installed, which is said, or is a failure where everything must be.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is to know what they left out")]
fn feed(program: &str, arguments: &[&str], folder: &Workspace, text: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env("PATH", search_path(folder)).env_remove("VP_LANG").current_dir(folder.root());
    let Ok(mut child) = command.spawn() else {
        assert!(std::env::var_os("VP_TEST_REQUIRE_TOOLS").is_none(), "{program} is not installed");
        eprintln!("left out: {program} is not installed");
        return None;
    };
    // A shell that has been given a file does not read what it is fed.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Some((output.status.success(), said))
}

/// The search path with the folder's own programs first, and then the tested `vp`.
fn search_path(folder: &Workspace) -> OsString {
    let tested = Path::new(env!("CARGO_BIN_EXE_vp")).parent().unwrap().to_owned();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = [folder.root().join("bin"), tested].into_iter().chain(std::env::split_paths(&rest));
    std::env::join_paths(folders).unwrap()
}

/// Stands between the answers of a shell.
const BETWEEN: &str = "-- next --";

/// What a shell offers for each of these lines, whose last word is being written: values, with a tab before each
/// description. zsh and Elvish complete where a person types; what they then call to show the values is given here.
fn offered(shell: &str, folder: &Workspace, lines: &[Vec<&str>]) -> Option<Vec<Vec<String>>> {
    let script = format!("script.{shell}");
    let mut program = match shell {
        "bash" => format!("source {script}; completer=$(complete -p vp | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\n"),
        "zsh" => format!(
            "autoload -Uz compinit; compinit -u -D; source ./{script}\n\
             _describe() {{ local -a all; all=(\"${{(@P)3}}\"); if (( $# > 3 )); then all=(\"${{(@)^all}}/\"); fi; print -rl -- \"${{all[@]}}\" }}\n"
        ),
        "fish" => format!("source {script}\n"),
        _ => format!(
            "var edit: = (ns [&'completion:'=(ns [&arg-completer=[&]]) \
             &'complex-candidate~'={{|value &display=''| put $value\"\\t\"$display }}])\n{}\n",
            folder.read(&script)
        ),
    };
    for words in lines {
        let line: String = words.iter().map(|word| format!(" '{word}'")).collect();
        let (current, before) = words.split_last().unwrap();
        let (index, previous) = (before.len(), before.last().unwrap());
        program.push_str(&match shell {
            "bash" => format!(
                "COMP_WORDS=({line}); COMP_CWORD={index}; COMP_TYPE=9; COMPREPLY=()\n\
                 $completer vp '{current}' '{previous}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
            ),
            "zsh" => format!("words=({line}); CURRENT={}; ${{_comps[vp]}}\n", index + 1),
            "fish" => format!("complete -C '{}'\n", words.join(" ")),
            _ => format!("$edit:completion:arg-completer[vp]{line} | each {{|value| echo $value }}\n"),
        });
        program.push_str(&format!("echo '{BETWEEN}'\n"));
    }
    // Without the files that a person has, which may say something.
    let quiet: &[&str] = match shell {
        "bash" => &["--norc", "-c"],
        "zsh" => &["-f", "-c"],
        "fish" => &["--no-config", "-c"],
        _ => &["-norc", "-c"],
    };
    let (is_well, said) = feed(shell, &[quiet, &[&program]].concat(), folder, "")?;
    assert!(is_well, "{shell}: {said}");
    let read = |line: &str| match shell {
        "zsh" => described_in_zsh(line),
        "elvish" => described_in_elvish(line),
        _ => line.to_owned(),
    };
    let answers: Vec<Vec<String>> = said
        .split(&format!("{BETWEEN}\n"))
        .map(|answer| answer.lines().filter(|line| !line.is_empty()).map(read).collect())
        .take(lines.len())
        .collect();
    assert_eq!(answers.len(), lines.len(), "{shell}: {said}");
    Some(answers)
}

/// As zsh reads it: after a colon the description begins, and a backslash takes the next character as it is.
fn described_in_zsh(line: &str) -> String {
    let (mut read, mut characters, mut is_value) = (String::new(), line.chars(), true);
    while let Some(character) = characters.next() {
        match character {
            '\\' => read.extend(characters.next()),
            ':' if is_value => {
                is_value = false;
                read.push('\t');
            }
            _ => read.push(character),
        }
    }
    read
}

/// Elvish shows the value and the description in parentheses.
fn described_in_elvish(line: &str) -> String {
    let Some((value, shown)) = line.split_once('\t') else { return line.to_owned() };
    let description = shown.strip_prefix(&format!("{value} (")).and_then(|rest| rest.strip_suffix(')'));
    format!("{value}\t{}", description.unwrap_or(shown))
}

/// The shells that can be asked here; PowerShell is not in the archives of Debian.
const ASKED: [&str; 4] = ["bash", "zsh", "fish", "elvish"];

/// A folder with the scripts of a language.
fn scripts(lang: &str) -> Workspace {
    let folder = Workspace::new();
    for shell in SHELLS {
        let run = folder.run(&["completions", shell, "--lang", lang]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        folder.write(&format!("script.{shell}"), &run.out);
    }
    folder
}

#[test]
fn shells_complete_every_command_and_option() {
    let folder = scripts("en");
    let mut asked: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (command, options) in commands() {
        let line: Vec<String> = std::iter::once("vp").chain(command.split_whitespace()).map(str::to_owned).collect();
        let options = options.iter().map(|option| format!("--{option}")).collect();
        asked.push(([&line[..], &["--".to_owned()]].concat(), options));
        if let Some((last, above)) = line.split_last().filter(|_| line.len() > 1) {
            asked.push(([above, &[last[..1].to_owned()]].concat(), vec![last.clone()]));
        }
    }
    let lines: Vec<Vec<&str>> = asked.iter().map(|(line, _)| line.iter().map(String::as_str).collect()).collect();
    for shell in ASKED {
        for (values, (line, wanted)) in offered(shell, &folder, &lines).into_iter().flatten().zip(&asked) {
            for word in wanted {
                assert!(names(&values).contains(&word.as_str()), "{shell}: {word} after {line:?}: {values:?}");
            }
        }
    }
}

/// The values without their descriptions.
fn names(values: &[String]) -> Vec<&str> {
    values.iter().filter_map(|line| line.split('\t').next()).collect()
}

/// Each rule with its summary whole, with all quotation marks, colons and apostrophes that there are in some.
#[test]
fn shells_complete_rules_with_their_whole_descriptions() {
    let lines = [vec!["vp", "check", "--only", "VP"], vec!["vp", "check", "--rule", "VP"], vec!["vp", "explain", "V"]];
    for (lang, language) in [("sv", Language::Swedish), ("en", Language::English)] {
        let folder = scripts(lang);
        let summaries: Vec<(&str, String)> = rules::all()
            .into_iter()
            .map(|entry| (entry.rule.code, entry.rule.summary.get(language).to_owned()))
            .collect();
        assert!(summaries.iter().any(|(_, summary)| summary.contains(['"', '”'])));
        for shell in ASKED {
            for (values, line) in offered(shell, &folder, &lines).into_iter().flatten().zip(&lines) {
                for (code, summary) in &summaries {
                    let wanted = if shell == "bash" { (*code).to_owned() } else { format!("{code}\t{summary}") };
                    assert!(values.contains(&wanted), "{shell} {line:?}: {wanted}\n{values:#?}");
                }
                assert_eq!(names(&values).contains(&"VP04"), line.contains(&"--only"), "{shell} {line:?}");
            }
        }
    }
}

#[test]
fn shells_complete_fixed_values() {
    let folder = scripts("sv");
    let asked: Vec<(Vec<&str>, &[&str])> = vec![
        (vec!["vp", "build", "--format", ""], &["html", "markdown"]),
        (vec!["vp", "check", "--format", "j"], &["json", "junit"]),
        (vec!["vp", "check", "--only", "VP0101,VP060"], &["VP0101,VP0601", "VP0101,VP0609"]),
        (vec!["vp", "check", "--rule", "VP0101="], &["VP0101=fel", "VP0101=av"]),
        (vec!["vp", "check", "--level", ""], &["fel", "varning", "upplysning"]),
        (vec!["vp", "check", "--lang", ""], &["sv", "en"]),
        (vec!["vp", "schema", "v"], &["verksamhetsplan", "vp.yaml"]),
        (vec!["vp", "completions", ""], &["bash", "elvish", "fish", "powershell", "zsh"]),
        (vec!["vp", "man", "new", "y"], &["year"]),
        (vec!["vp", "diff", "--format", ""], &["html", "json", "markdown", "text"]),
    ];
    let lines: Vec<Vec<&str>> = asked.iter().map(|(line, _)| line.clone()).collect();
    for shell in ASKED {
        for (values, (line, wanted)) in offered(shell, &folder, &lines).into_iter().flatten().zip(&asked) {
            for word in *wanted {
                assert!(names(&values).contains(word), "{shell} {line:?}: {word}: {values:?}");
            }
        }
    }
}

/// Whatever stands in a description: the words of a program that answers as `vp` does come through, and nothing is run.
#[cfg(unix)]
#[test]
fn no_text_of_a_description_is_code_to_a_shell() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scripts("en");
    let hard = r#"it's "x" `touch a` $(touch b) ${HOME} (touch c) [d] {e} *; touch f & | <g >h \n \\ % ! # å ä ö: ”1”"#;
    let in_zsh = hard.replace('\\', "\\\\");
    let answer = format!(
        "#!/bin/sh\nif [ \"$VP_COMPLETE_EN\" = zsh ]; then cat <<'ZSH'\nvärde:{in_zsh}\nZSH\nelse cat <<'OTHER'\nvärde\t{hard}\nOTHER\nfi\n"
    );
    folder.write("bin/vp", &answer);
    let program = folder.root().join("bin/vp");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let before = folder.texts();
    for shell in ["zsh", "fish", "elvish"] {
        if let Some(values) = offered(shell, &folder, &[vec!["vp", "check", ""]]) {
            assert_eq!(values, [[format!("värde\t{hard}")]], "{shell}");
        }
    }
    assert_eq!(folder.texts(), before);
}

/// A file of `$fpath` is run as the function `_vp` at the first completion, which must complete already.
#[test]
fn zsh_completes_at_the_first_time_from_a_file_that_it_finds_itself() {
    let folder = scripts("en");
    folder.write("functions/_vp", &folder.read("script.zsh"));
    let program = format!(
        "fpath=('{}' $fpath); autoload -Uz compinit; compinit -u -D\n\
         _describe() {{ local -a all; all=(\"${{(@P)3}}\"); if (( $# > 3 )); then all=(\"${{(@)^all}}/\"); fi; print -rl -- \"${{all[@]}}\" }}\n\
         words=(vp che); CURRENT=2; print -r -- \"${{_comps[vp]}}\"; ${{_comps[vp]}}; ${{_comps[vp]}}",
        folder.root().join("functions").display()
    );
    if let Some((is_well, said)) = feed("zsh", &["-f", "-c", &program], &folder, "") {
        let check = "check:Checks the plans and their follow-ups without building";
        assert!(is_well, "{said}");
        assert_eq!(said.lines().collect::<Vec<_>>(), ["_vp", check, check]);
    }
}

/// The words of a script that was asked for in no language are those that `vp` speaks where it is run.
#[test]
fn completions_speak_the_language_of_the_workspace_or_the_one_asked_for() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: sv\n");
    for (variable, own, words) in [
        ("VP_COMPLETE", "", "Granskar planerna"),
        ("VP_COMPLETE", "en", "Checks the plans"),
        ("VP_COMPLETE_EN", "", "Checks the plans"),
        ("VP_COMPLETE_SV", "en", "Granskar planerna"),
    ] {
        let run = folder.run_with(&["--", "vp", "che"], &[(variable, "fish"), ("VP_LANG", own)]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{variable}");
        assert!(run.out.starts_with(&format!("check\t{words}")), "{variable}: {}", run.out);
    }
    // What is no question of a shell is answered by nothing, and never by a panic.
    for (shell, arguments, code) in [
        ("fish", &[][..], 0),
        ("zsh", &["--"], 0),
        ("bash", &["--", "vp", "check", "x", "--nothing=", "y"], 0),
        ("nu", &["--", "vp", ""], 2),
    ] {
        let run = folder.run_with(arguments, &[("VP_COMPLETE", shell), ("_CLAP_COMPLETE_INDEX", "99")]);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{shell}: {}", run.err);
    }
}

/// What the workspace around the current folder knows, in the same words in both languages.
#[test]
fn shells_complete_what_the_workspace_knows() {
    for lang in ["sv", "en"] {
        let folder = scripts(lang);
        folder.write("vp.yaml", "vp: 1\nstyrmodell: {rapporttillfällen: {Delår: {till: 08-31, rubrik: Delårsrapport}, Bokslut: {till: 12-31}}, periodicitet: {Halvår: [Delår, Bokslut], År: [Bokslut]}}\n");
        let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: Ängen}\n\
                    mål:\n  enhetsmål:\n    - titel: Alla får svar\n      indikatorer:\n        - {id: väntetid, namn: Väntetid, årsmål: 5, periodicitet: Halvår, riktning: lägre}\n      \
                    aktiviteter:\n        - {namn: Räkna svaren, start: 2026-01-01, slut: 2026-12-31, ansvarig: Mottagningen}\n";
        folder.write("plans/plan.yaml", plan);
        let report = "vp: 1\ndokument: verksamhetsberättelse\nperiod: Bokslut\nindikatorer: {väntetid: {utfall: 4}}\n";
        folder.write("plans/bokslut.yaml", report);
        folder.write("tabell.xlsx", "");
        let asked: Vec<(Vec<&str>, &[&str])> = vec![
            (vec!["vp", "new", "follow-up", "--period", ""], &["Bokslut", "Delår"]),
            (vec!["vp", "status", "--period", "D"], &["Delår"]),
            (vec!["vp", "import", "outcomes", "tabell.xlsx", "--period", "b"], &["Bokslut"]),
            (vec!["vp", "status", "--for", ""], &["Mottagningen"]),
            (vec!["vp", "new", "follow-up", "--for", "m"], &["Mottagningen"]),
            (vec!["vp", "trend", "--org", ""], &["Ängen"]),
            (vec!["vp", "export", "--org", "ä"], &["Ängen"]),
            (vec!["vp", "trend", ""], &["väntetid"]),
            (vec!["vp", "export", "--year", ""], &["2026"]),
            (vec!["vp", "diff", "20"], &["2026"]),
            (vec!["vp", "init", "--model", "l"], &["liten"]),
            (vec!["vp", "guide", ""], if lang == "sv" { &["fusklapp", "modell"] } else { &["crib", "model"] }),
            // Files and folders.
            (vec!["vp", "check", "pl"], &["plans/"]),
            (vec!["vp", "build", "plans/"], &["plans/plan.yaml", "plans/bokslut.yaml"]),
            (vec!["vp", "diff", "pl"], &["plans/"]),
            (vec!["vp", "import", "outcomes", "t"], &["tabell.xlsx"]),
        ];
        let lines: Vec<Vec<&str>> = asked.iter().map(|(line, _)| line.clone()).collect();
        for shell in ASKED {
            for (values, (line, wanted)) in offered(shell, &folder, &lines).into_iter().flatten().zip(&asked) {
                for word in *wanted {
                    assert!(names(&values).contains(word), "{shell} {line:?}: {word}: {values:?}");
                }
            }
        }
    }
}

#[test]
fn scripts_are_what_their_shells_can_read() {
    for lang in ["sv", "en"] {
        let folder = scripts(lang);
        for (shell, arguments) in [("bash", &["-n"][..]), ("zsh", &["-n"]), ("fish", &["--no-execute"])] {
            // A file, not standard input: fish would take that for a person.
            let path = folder.root().join(format!("script.{shell}")).display().to_string();
            if let Some((is_well, said)) = feed(shell, &[arguments, &[&path]].concat(), &folder, "") {
                assert!(is_well && said.is_empty(), "{shell}: {said}");
            }
        }
        let script = folder.read("script.powershell");
        assert!(script.contains("Register-ArgumentCompleter -Native -CommandName vp"), "{script}");
    }
}

#[test]
fn a_shell_or_command_that_does_not_exist_leads_to_the_near_one() {
    let folder = Workspace::new();
    for (arguments, words) in [
        (&["completions", "bahs"][..], "did you mean bash?"),
        (&["completions"], "is missing"),
        (&["completions", "nu"], "write one of bash, elvish, fish, powershell, zsh"),
        (&["man", "chekc"], "there is no command chekc; did you mean check?"),
        (&["man", "new", "yaer"], "did you mean year?"),
        (&["man", "check", "year"], "there is no command year"),
        (&["man", "check", "--dir", "man"], "cannot be used together with"),
    ] {
        let run = folder.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
    assert!(folder.texts().is_empty());
}

#[test]
fn every_command_has_a_page_in_both_languages() {
    let folder = Workspace::new();
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
            assert!(page.contains(&format!(".TH {} 1 ", name.to_uppercase())), "{name}: {page}");
            assert!(page.lines().any(|line| line.starts_with(&name.replace('-', "\\-"))), "{name}: {page}");
            for heading in headings {
                let is_there = page.lines().any(|line| line == format!(".SH {heading}"));
                assert!(is_there || (heading == headings[4] && !page.contains("EXTRA")), "{name}: {heading}\n{page}");
            }
            for option in options {
                assert!(page.contains(&format!("\\-\\-{}", option.replace('-', "\\-"))), "{name}: {option}\n{page}");
            }
            if let Some((is_well, said)) = feed("groff", &["-man", "-Tutf8", "-Kutf8", "-ww", "-z"], &folder, &page) {
                assert!(is_well && said.is_empty(), "{name}: {said}");
            }
            // It also says what would do but could be better, such as lines that are long.
            if let Some((is_well, said)) = feed("mandoc", &["-T", "lint", "-K", "utf-8"], &folder, &page) {
                assert!(is_well && said.is_empty(), "{name}: {said}");
            }
        }
        let pages = folder.texts().into_keys().filter(|path| path.starts_with(lang)).count();
        assert_eq!(pages, commands.len());
        assert_eq!(run.err.split_whitespace().next(), Some(&*pages.to_string()));
    }
    for (page, heading) in [("sv/vp.1", "KOMMANDON"), ("en/vp.1", "COMMANDS"), ("sv/vp-new.1", "KOMMANDON")] {
        assert!(folder.read(page).contains(&format!("\n.SH {heading}\n")), "{page}");
    }
    let page = folder.read("sv/vp-check.1");
    assert!(page.contains("vp check") && page.contains("SÖKVÄG") && page.contains("Slutkod 0"), "{page}");
}
