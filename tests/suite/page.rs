//! Runs what a Markdown page shows, in order, in a folder of its own.
//!
//! A comment before a block says what the block is, and is not seen by those who read the page:
//!
//! - `<!-- file: plans/plan.yaml -->`: the block is this file,
//! - `<!-- file: plans/plan.yaml append -->`: the block is added at the file's end,
//! - `<!-- file: plans/plan.yaml after: aktiviteter -->`: it is put in after the one line that holds these words,
//! - `<!-- file: plans/plan.yaml for: periodicitet: Tertial -->`: it is written in place of that line,
//! - `<!-- in the repository -->`: the commands are run in the repository, and change nothing there.
//!
//! A `console` block holds commands after `$ ` and what they print. `vp` is the program under test, `echo $?` the last exit
//! code, `cd` changes folder. `[..]` stands for any words within a line, and a line of `...` for any lines.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::path::Path;

use crate::environment::vp;
use crate::workspace::{Workspace, end};

/// The comment before commands that are run in the repository itself.
const REPOSITORY: &str = "<!-- in the repository -->";

/// A fenced block with the comment before it.
pub(crate) struct Fence {
    /// The word after the fence.
    pub(crate) syntax: String,
    /// What is between the fences.
    pub(crate) text: String,
    /// What the comment says.
    pub(crate) directive: Option<String>,
    /// The line of the page that it begins on.
    pub(crate) line: usize,
}

/// The fenced blocks of a page.
pub(crate) fn fences(page: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut directive = None;
    let mut open: Option<Fence> = None;
    for (number, line) in page.lines().enumerate() {
        match &mut open {
            Some(_) if line.trim_end() == "```" => fences.extend(open.take()),
            Some(fence) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            None => {
                if let Some(syntax) = line.strip_prefix("```") {
                    let syntax = syntax.trim().to_owned();
                    open = Some(Fence { syntax, text: String::new(), directive: directive.take(), line: number + 1 });
                } else if let Some(words) = line.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->"))
                {
                    directive = Some(words.to_owned());
                } else if line == REPOSITORY {
                    directive = Some(line.to_owned());
                }
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    fences
}

/// A page to run.
pub(crate) struct Page<'p> {
    name: &'p str,
    fences: Vec<Fence>,
}

impl<'p> Page<'p> {
    /// A page of this text.
    pub(crate) fn new(name: &'p str, text: &str) -> Page<'p> {
        Page { name, fences: fences(text) }
    }

    /// Applies the page's files and runs its commands.
    pub(crate) fn run_in(&self, folder: &Workspace) {
        let mut code = 0;
        let mut place = String::new();
        for fence in &self.fences {
            let at = format!("{}:{}", self.name, fence.line);
            match &fence.directive {
                Some(directive) if directive == REPOSITORY => {
                    console(&fence.text, &mut String::new(), &mut code, Path::new(env!("CARGO_MANIFEST_DIR")), &at);
                }
                Some(directive) => apply(directive, &fence.text, &place, folder, &at),
                None if fence.syntax == "console" => console(&fence.text, &mut place, &mut code, folder.root(), &at),
                None => {}
            }
        }
    }

    /// The blocks of a language that nothing is done with.
    pub(crate) fn idle(&self, syntax: &str) -> Vec<usize> {
        let idle = self.fences.iter().filter(|fence| fence.syntax == syntax && fence.directive.is_none());
        idle.map(|fence| fence.line).collect()
    }
}

fn apply(directive: &str, text: &str, place: &str, folder: &Workspace, at: &str) {
    let (path, how) = directive.split_once(' ').unwrap_or((directive, ""));
    let path = format!("{place}{path}");
    let find = |words: &str| {
        let old = folder.read(&path);
        let lines: Vec<usize> =
            old.lines().enumerate().filter(|(_, line)| line.contains(words)).map(|(at, _)| at).collect();
        assert_eq!(lines.len(), 1, "{at}: {words} is on {} lines of {path}", lines.len());
        (old, lines[0])
    };
    let new = if how.is_empty() {
        text.to_owned()
    } else if how == "append" {
        folder.read(&path) + text
    } else if let Some(words) = how.strip_prefix("after: ") {
        let (old, line) = find(words);
        old.lines().enumerate().map(|(at, old)| format!("{old}\n{}", if at == line { text } else { "" })).collect()
    } else if let Some(words) = how.strip_prefix("for: ") {
        let (old, line) = find(words);
        old.lines().enumerate().map(|(at, old)| if at == line { text.to_owned() } else { format!("{old}\n") }).collect()
    } else {
        panic!("{at}: {how} is not understood");
    };
    folder.write(&path, &new);
}

fn console(text: &str, place: &mut String, code: &mut i32, root: &Path, at: &str) {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let command =
            line.strip_prefix("$ ").unwrap_or_else(|| panic!("{at}: a console block begins with `$ `: {line}"));
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            shown.push(line);
        }
        let words = split(command);
        let printed = match words[0].as_str() {
            "cd" => {
                place.push_str(&format!("{}/", words[1]));
                String::new()
            }
            "echo" if words[1] == "$?" => format!("{code}\n"),
            "vp" => {
                let run = end(vp(&root.join(&*place)).args(&words[1..]));
                *code = run.code;
                run.out + &run.err
            }
            other => panic!("{at}: {other} cannot be run here"),
        };
        assert!(fits(&shown, &printed), "{at}: $ {command}\nshown:\n{}\n\nprinted:\n{printed}", shown.join("\n"));
    }
}

/// The words of a command line, with quotation marks taken away.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in command.chars() {
        match (character, quote) {
            ('"' | '\'', None) => quote = Some(character),
            (character, Some(open)) if character == open => quote = None,
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().unwrap().push(character),
        }
    }
    words
}

/// Whether what is shown is what was printed, empty lines at the end left aside.
fn fits(shown: &[&str], printed: &str) -> bool {
    let trimmed = |lines: &[&str]| {
        let last = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        lines[..last].iter().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
    };
    let printed: Vec<&str> = printed.lines().collect();
    lines_fit(&trimmed(shown), &trimmed(&printed))
}

fn lines_fit(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "..." => (0..=printed.len()).any(|skip| lines_fit(rest, &printed[skip..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, more)| line_fits(first, line) && lines_fit(rest, more))
        }
    }
}

fn line_fits(shown: &str, printed: &str) -> bool {
    match shown.split_once("[..]") {
        None => shown == printed,
        Some((before, after)) => printed.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| line_fits(after, &rest[at..]))
        }),
    }
}

#[test]
fn wildcards_stand_for_words_and_lines() {
    assert!(fits(&["a [..] c", "...", "z"], "a b c\nx\ny\nz\n\n"));
    assert!(!fits(&["a"], "a\nb\n"));
    assert!(!fits(&["a [..] c"], "a b d\n"));
}
