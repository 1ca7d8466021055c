//! The references in docs/: of the rules and of the format, written from the same tables that the program reads by.

pub mod format;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Bilingual, Language, Rule};
use crate::lint::rules::chain::exception_without_finding;
use crate::lint::rules::{FAMILIES, Family};

static MISTAKES: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/mistakes");
static FIXED: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/fixed");

/// All rules as Markdown, by family, each as [`rule`] writes it: what `vp explain --all` prints.
pub fn rules(language: Language) -> String {
    catalogue(language, |entry| rule(entry, language, RULE_HEADING))
}

/// All rules as Markdown, by family, with links to the examples in place of the examples: docs/rules.md.
pub fn rules_page(language: Language) -> String {
    catalogue(language, |rule| {
        let mut text = about(rule, language, RULE_HEADING);
        fixes(rule, language, &mut text);
        example_links(rule.code, language, &mut text);
        if !rule.can_be_silenced {
            exceptions(rule, language, &mut text);
        }
        text
    })
}

/// The heading level of a rule that stands below its family on a page of all rules.
const RULE_HEADING: usize = 3;

/// The introduction, the table of all rules, and each rule as it is written by `entry` below its family's heading.
fn catalogue(language: Language, entry: impl Fn(&Rule) -> String) -> String {
    let mut text = match language {
        Language::Swedish => include_str!("reference/rules.sv.md").to_owned(),
        Language::English => include_str!("reference/rules.en.md").to_owned(),
    };
    let families: Vec<_> = FAMILIES.iter().filter(|family| !family.rules.is_empty()).collect();
    let head =
        Bilingual::fixed("| kod | nivå | `--fix` | vad den säger |", "| code | level | `--fix` | what it says |");
    text.push_str(&format!("\n{}\n| --- | --- | --- | --- |\n", head.get(language)));
    for rule in families.iter().flat_map(|family| by_code(family)) {
        let title = format!("{} {}", rule.code, rule.name);
        let anchor = crate::syntax::prose::slug(&title);
        let (level, summary) = (rule.level.word(), rule.summary.get(language).replace('|', "\\|"));
        let fixed =
            if rule.fixes.certain.is_some() { Bilingual::fixed("rättar", "fixes") } else { Bilingual::fixed("", "") };
        let (level, fixed) = (level.get(language), fixed.get(language));
        text.push_str(&format!("| [{}](#{anchor}) | {level} | {fixed} | {summary} |\n", rule.code));
    }
    for family in families {
        text.push_str(&format!("\n## VP{} {}\n", family.number, family.title.get(language)));
        for rule in by_code(family) {
            text.push('\n');
            text.push_str(&entry(rule));
        }
    }
    text
}

fn by_code(family: &Family) -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = family.rules.iter().map(|entry| entry.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// One rule as Markdown with its whole examples, its title at this heading level: what `vp explain` prints.
pub fn rule(rule: &Rule, language: Language, level: usize) -> String {
    let mut text = about(rule, language, level);
    examples(rule.code, language, &mut text);
    fixes(rule, language, &mut text);
    exceptions(rule, language, &mut text);
    text
}

/// The title, the level, what the rule finds and why.
fn about(rule: &Rule, language: Language, level: usize) -> String {
    let heading = "#".repeat(level);
    format!(
        "{heading} {} {}\n\n**{}:** {}.\n\n{}\n\n**{}** {}\n",
        rule.code,
        rule.name,
        capital(rule.level.word().get(language)),
        rule.summary.get(language),
        rule.what.get(language),
        Bilingual::fixed("Varför:", "Why:").get(language),
        rule.why.get(language),
    )
}

/// The files that give the finding, and the same files without it.
fn examples(code: &str, language: Language, text: &mut String) {
    for (folder, title) in [
        (&MISTAKES, Bilingual::fixed("Exempel som ger fyndet", "An example that gives it")),
        (&FIXED, Bilingual::fixed("Samma exempel, rättat", "The same example, fixed")),
    ] {
        let files = example(folder, code);
        if files.is_empty() {
            continue;
        }
        text.push_str(&format!("\n**{}:**\n", title.get(language)));
        for (name, contents) in files {
            let syntax = name.rsplit('.').next().map_or("", |end| if end == "j2" { "jinja" } else { end });
            // A text that has fences of its own is set within longer ones.
            let fence = if contents.contains("```") { "````" } else { "```" };
            text.push_str(&format!("\n`{name}`\n\n{fence}{syntax}\n{}\n{fence}\n", contents.trim_end()));
        }
    }
}

/// Links from docs/ to the files of a rule's example.
fn example_links(code: &str, language: Language, text: &mut String) {
    let links = |folder, path: &str| {
        let files = example(folder, code).into_iter();
        // Within angle brackets an address may have a blank, as the name of a copy has.
        let address = |name: &str| format!("../{path}/{code}/{name}");
        let links: Vec<String> = files
            .map(|(name, _)| match name.contains(' ') {
                true => format!("[{name}](<{}>)", address(&name)),
                false => format!("[{name}]({})", address(&name)),
            })
            .collect();
        links.join(", ")
    };
    let (mistake, fixed) = (links(&MISTAKES, "examples/mistakes"), links(&FIXED, "examples/fixed"));
    let title = Bilingual::fixed("Exempel som ger fyndet:", "An example that gives it:");
    let then = Bilingual::fixed("Rättat:", "Fixed:");
    text.push_str(&format!("\n**{}** {mistake}. {} {fixed}.\n", title.get(language), then.get(language)));
}

/// What is fixed, and what is only proposed.
fn fixes(rule: &Rule, language: Language, text: &mut String) {
    let parts = [
        (&rule.fixes.certain, Bilingual::fixed("Rättas med `vp check --fix`:", "Fixed by `vp check --fix`:")),
        (&rule.fixes.likely, Bilingual::fixed("Föreslås men rättas inte:", "Proposed but not fixed:")),
    ];
    for (part, title) in parts {
        if let Some(part) = part {
            text.push_str(&format!("\n**{}** {}.\n", title.get(language), part.get(language)));
        }
    }
}

/// How the rule is turned off, or that it cannot be.
fn exceptions(rule: &Rule, language: Language, text: &mut String) {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
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
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
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
            let is_text = [".yaml", ".yml", ".md", ".txt", ".j2", ".css"].iter().any(|end| name.ends_with(end));
            // What is expected of an example is no part of it.
            if is_text && !name.starts_with("vantat.") {
                files.push((name, String::from_utf8_lossy(file.contents()).into_owned()));
            }
        }
    }
    files.sort();
    files
}
