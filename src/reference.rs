//! The references in docs/: of the rules and of the format, written from the same tables that the program reads by.

pub mod format;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Both, Language, Rule};
use crate::rules::FAMILIES;

static MISTAKES: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/mistakes");
static MENDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/mended");

/// All rules as Markdown, by family.
pub fn rules(language: Language) -> String {
    let title = Both::fixed("Regler", "Rules");
    let intro = Both::fixed(
        "Allt som `vp check` kan säga. Sidan är skriven av programmet självt: `vp explain --all --lang sv`.",
        "Everything that `vp check` can say. The page is written by the program itself: `vp explain --all --lang en`.",
    );
    let mut text = format!("# {}\n\n{}\n", title.get(language), intro.get(language));
    for family in FAMILIES {
        text.push_str(&format!("\n## VP{} {}\n", family.number, family.title.get(language)));
        let mut entries: Vec<_> = family.rules.iter().collect();
        entries.sort_by_key(|entry| entry.rule.code);
        for entry in entries {
            text.push('\n');
            text.push_str(&rule(entry.rule, language, 3));
        }
    }
    text
}

/// One rule as Markdown, its title at this heading level.
pub fn rule(rule: &Rule, language: Language, level: usize) -> String {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    let heading = "#".repeat(level);
    let default = rule.level.word();
    let mut text = format!(
        "{heading} {} {}\n\n{}: {}\n\n{}\n\n**{}** {}\n",
        rule.code,
        rule.name,
        default.get(language),
        rule.summary.get(language),
        rule.what.get(language),
        words("Varför:", "Why:"),
        rule.why.get(language),
    );
    for (folder, title) in [
        (&MISTAKES, words("Exempel som ger fyndet", "An example that gives it")),
        (&MENDED, words("Samma exempel, rättat", "The same example, mended")),
    ] {
        let files = example(folder, rule.code);
        if files.is_empty() {
            continue;
        }
        text.push_str(&format!("\n**{title}:**\n"));
        for (name, contents) in files {
            let syntax = name.rsplit('.').next().unwrap_or("");
            text.push_str(&format!("\n`{name}`\n\n```{syntax}\n{}\n```\n", contents.trim_end()));
        }
    }
    let code = rule.code;
    text.push_str(&match rule.can_be_silenced {
        true => {
            let reason = words("skälet", "the reason");
            format!(
                "\n**{}** `# vp: tillåt {code} {reason}` {} `regler: {{{code}: av}}` {}\n",
                words("Undantag:", "Exceptions:"),
                words("på raden eller raden ovanför;", "on the line or the line above;"),
                words("i vp.yaml stänger av regeln.", "in vp.yaml turns the rule off."),
            )
        }
        false => format!("\n{}\n", words("Regeln kan varken stängas av eller undantas.", "The rule can neither be turned off nor excepted.")),
    });
    text
}

/// The files of a rule's example, by name; what `vp check` says of them is left out.
fn example(folder: &Dir<'static>, code: &str) -> Vec<(String, String)> {
    let Some(folder) = folder.get_dir(code) else { return Vec::new() };
    let mut files: Vec<(String, String)> = Vec::new();
    let mut rest = vec![folder];
    while let Some(folder) = rest.pop() {
        rest.extend(folder.dirs());
        for file in folder.files() {
            let name = file.path().to_string_lossy().replace('\\', "/");
            let name = name.strip_prefix(code).unwrap_or(&name).trim_start_matches('/').to_owned();
            let is_text = [".yaml", ".yml", ".md", ".j2", ".css"].iter().any(|end| name.ends_with(end));
            if is_text {
                files.push((name, String::from_utf8_lossy(file.contents()).into_owned()));
            }
        }
    }
    files.sort();
    files
}
