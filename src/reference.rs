//! The references in docs/: of the rules and of the format, written from the same tables that the program reads by.

pub mod format;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Both, Language, Rule};
use crate::mend::told;
use crate::rules::chain::exception_without_finding;
use crate::rules::{FAMILIES, Family};

static MISTAKES: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/mistakes");
static MENDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/mended");

/// All rules as Markdown, by family.
pub fn rules(language: Language) -> String {
    let mut text = match language {
        Language::Swedish => include_str!("reference/rules.sv.md").to_owned(),
        Language::English => include_str!("reference/rules.en.md").to_owned(),
    };
    let families: Vec<_> = FAMILIES.iter().filter(|family| !family.rules.is_empty()).collect();
    let head = Both::fixed("| kod | nivå | `--fix` | vad den säger |", "| code | level | `--fix` | what it says |");
    text.push_str(&format!("\n{}\n| --- | --- | --- | --- |\n", head.get(language)));
    for rule in families.iter().flat_map(|family| by_code(family)) {
        let title = format!("{} {}", rule.code, rule.name);
        let anchor = crate::prose::slug(&title);
        let (level, summary) = (rule.level.word(), rule.summary.get(language).replace('|', "\\|"));
        let is_mended = told::of(rule.code).is_some_and(|told| told.certain.is_some());
        let mended = if is_mended { Both::fixed("rättar", "mends") } else { Both::fixed("", "") };
        let (level, mended) = (level.get(language), mended.get(language));
        text.push_str(&format!("| [{}](#{anchor}) | {level} | {mended} | {summary} |\n", rule.code));
    }
    for family in families {
        text.push_str(&format!("\n## VP{} {}\n", family.number, family.title.get(language)));
        for rule in by_code(family) {
            text.push('\n');
            text.push_str(&self::rule(rule, language, 3));
        }
    }
    text
}

fn by_code(family: &Family) -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = family.rules.iter().map(|entry| entry.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// One rule as Markdown, its title at this heading level.
pub fn rule(rule: &Rule, language: Language, level: usize) -> String {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    let heading = "#".repeat(level);
    let mut text = format!(
        "{heading} {} {}\n\n**{}:** {}.\n\n{}\n\n**{}** {}\n",
        rule.code,
        rule.name,
        capital(rule.level.word().get(language)),
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
            let syntax = name.rsplit('.').next().map_or("", |end| if end == "j2" { "jinja" } else { end });
            // A text that has fences of its own is set within longer ones.
            let fence = if contents.contains("```") { "````" } else { "```" };
            text.push_str(&format!("\n`{name}`\n\n{fence}{syntax}\n{}\n{fence}\n", contents.trim_end()));
        }
    }
    if let Some(told) = told::of(rule.code) {
        let parts = [
            (&told.certain, words("Rättas med `vp check --fix`:", "Mended by `vp check --fix`:")),
            (&told.likely, words("Föreslås men rättas inte:", "Proposed but not mended:")),
        ];
        for (part, title) in parts {
            if let Some(part) = part {
                text.push_str(&format!("\n**{title}** {}.\n", part.get(language)));
            }
        }
    }
    let code = rule.code;
    let off = words("i vp.yaml stänger av regeln.", "in vp.yaml turns the rule off.");
    text.push_str(&match rule.can_be_silenced {
        // Exceptions are judged last of all, so there is none from the rule about them.
        true if code == exception_without_finding::RULE.code => {
            format!("\n**{}** `regler: {{{code}: av}}` {off}\n", words("Undantag:", "Exceptions:"))
        }
        true => {
            let reason = words("skälet", "the reason");
            format!(
                "\n**{}** `# vp: tillåt {code} {reason}` {} `regler: {{{code}: av}}` {off}\n",
                words("Undantag:", "Exceptions:"),
                words("på raden eller raden ovanför;", "on the line or the line above;"),
            )
        }
        false => format!(
            "\n{}\n",
            words("Regeln kan varken stängas av eller undantas.", "The rule can neither be turned off nor excepted.")
        ),
    });
    text
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
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
