//! Findings as SARIF 2.1.0, which editors and the code scanning of forges read.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Bilingual, Language, Rule, Severity};
use crate::lint::report::located::{self, Located, Place};
use crate::lint::report::{Format, Report, uri};
use crate::lint::rules::FAMILIES;

/// The format.
pub static FORMAT: Format = Format { name: "sarif", write };

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The address where the repository's files are shown, with the references in docs/; empty while there is none. It is the
/// `homepage` of Cargo.toml.
const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// Most results in a file: those that take SARIF in refuse a file of more.
const MOST_RESULTS: usize = 25_000;

fn write(report: &Report) -> String {
    let mut findings = located::all(report);
    let left_out = keep_gravest(&mut findings, MOST_RESULTS);
    // Only the rules that something is said of: their words are longer than most findings.
    let rules: BTreeMap<&str, (&'static Rule, Language)> =
        findings.iter().map(|finding| (finding.rule.code, (finding.rule, finding.language))).collect();
    let numbers: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(number, code)| (*code, number)).collect();
    let stopped = report
        .stopped
        .iter()
        .map(|stopped| NotificationShape { level: "error", message: text(stopped.words.get(report.language)) });
    let left_out = left_out.map(|words| words.get(report.language).to_owned());
    let left_out =
        left_out.map(|words| NotificationShape { level: "warning", message: TextShape { text: words.into() } });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [RunShape {
            tool: ToolShape {
                driver: DriverShape {
                    name: "vp",
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: (!HOME.is_empty()).then_some(HOME),
                    rules: rules.values().map(|(rule, language)| self::rule(rule, *language, HOME)).collect(),
                },
            },
            language: match report.language {
                Language::Swedish => "sv",
                Language::English => "en",
            },
            column_kind: "unicodeCodePoints",
            invocations: [InvocationShape {
                execution_successful: report.stopped.is_empty(),
                tool_execution_notifications: stopped.chain(left_out).collect(),
            }],
            results: findings.iter().map(|finding| result(finding, numbers[finding.rule.code])).collect(),
        }],
    };
    let text = serde_json::to_string_pretty(&log).expect("texts, numbers and lists can be written as JSON");
    text + "\n"
}

/// Keeps so many findings, the gravest, in their order; what is to be said of those that are left out.
fn keep_gravest(findings: &mut Vec<Located>, most: usize) -> Option<Bilingual> {
    let left_out = findings.len().checked_sub(most).filter(|number| *number > 0)?;
    let mut levels: Vec<Severity> = findings.iter().map(|finding| finding.level).collect();
    levels.sort_by(|one, two| two.cmp(one));
    let last = levels[most - 1];
    // Of the level that has room for some, the first.
    let mut room = levels[..most].iter().filter(|level| **level == last).count();
    findings.retain(|finding| {
        let is_last = finding.level == last;
        let is_kept = finding.level > last || is_last && room > 0;
        room -= usize::from(is_last && is_kept);
        is_kept
    });
    Some(crate::msg!(
        "{left_out} fynd fick inte plats: en SARIF-fil har högst {most}, och de allvarligaste är med",
        "{left_out} findings had no room: a SARIF file has at most {most}, and the gravest are in it",
    ))
}

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [RunShape<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunShape<'r> {
    tool: ToolShape,
    language: &'static str,
    column_kind: &'static str,
    invocations: [InvocationShape<'r>; 1],
    results: Vec<ResultShape<'r>>,
}

#[derive(Serialize)]
struct ToolShape {
    driver: DriverShape,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriverShape {
    name: &'static str,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
    rules: Vec<RuleShape>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InvocationShape<'r> {
    execution_successful: bool,
    tool_execution_notifications: Vec<NotificationShape<'r>>,
}

#[derive(Serialize)]
struct NotificationShape<'r> {
    level: &'static str,
    message: TextShape<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleShape {
    id: &'static str,
    name: &'static str,
    short_description: HelpShape,
    full_description: HelpShape,
    help: HelpShape,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: ConfigurationShape,
    properties: PropertiesShape,
}

#[derive(Serialize)]
struct ConfigurationShape {
    level: &'static str,
}

#[derive(Serialize)]
struct PropertiesShape {
    tags: [String; 1],
    #[serde(rename = "problem.severity")]
    severity: &'static str,
    #[serde(rename = "canBeSilenced")]
    can_be_silenced: bool,
}

#[derive(Serialize)]
struct HelpShape {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
struct TextShape<'r> {
    text: std::borrow::Cow<'r, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultShape<'r> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: TextShape<'r>,
    locations: [LocationShape<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<LocationShape<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixShape<'r>>,
    partial_fingerprints: FingerprintsShape<'r>,
}

#[derive(Serialize)]
struct FingerprintsShape<'r> {
    #[serde(rename = "vpFinding/v1")]
    finding: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationShape<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalShape,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<TextShape<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalShape {
    artifact_location: ArtifactShape,
    region: RegionShape,
}

#[derive(Serialize)]
struct ArtifactShape {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionShape {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixShape<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<TextShape<'r>>,
    artifact_changes: [ChangeShape<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeShape<'r> {
    artifact_location: ArtifactShape,
    replacements: [ReplacementShape<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReplacementShape<'r> {
    deleted_region: RegionShape,
    inserted_content: TextShape<'r>,
}

fn result<'r>(finding: &'r Located<'r>, number: usize) -> ResultShape<'r> {
    // There is no field for what to do about one finding, so it follows on the message.
    let message = match finding.help {
        Some(help) => {
            let word = Bilingual::fixed("hjälp", "help");
            format!("{}\n{}: {help}", finding.message, word.get(finding.language)).into()
        }
        None => finding.message.into(),
    };
    let related = finding.others.iter().enumerate();
    ResultShape {
        rule_id: finding.rule.code,
        rule_index: number,
        level: level(finding.level),
        message: TextShape { text: message },
        locations: [location(&finding.place, None, finding.label)],
        related_locations: related
            .map(|(number, (place, words))| location(place, Some(number + 1), Some(words)))
            .collect(),
        fixes: finding.fix.iter().map(|(place, new)| fix(place, new, finding.help)).collect(),
        partial_fingerprints: FingerprintsShape { finding: &finding.fingerprint },
    }
}

fn location<'r>(place: &Place, id: Option<usize>, words: Option<&'r str>) -> LocationShape<'r> {
    LocationShape {
        id,
        physical_location: PhysicalShape {
            artifact_location: ArtifactShape { uri: uri::of(&place.path) },
            region: region(place),
        },
        message: words.map(text),
    }
}

fn region(place: &Place) -> RegionShape {
    RegionShape {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        char_offset: place.offsets.0,
        char_length: place.offsets.1 - place.offsets.0,
    }
}

fn fix<'r>(place: &Place, new: &'r str, help: Option<&'r str>) -> FixShape<'r> {
    FixShape {
        description: help.map(text),
        artifact_changes: [ChangeShape {
            artifact_location: ArtifactShape { uri: uri::of(&place.path) },
            replacements: [ReplacementShape { deleted_region: region(place), inserted_content: text(new) }],
        }],
    }
}

fn text(words: &str) -> TextShape<'_> {
    TextShape { text: words.into() }
}

/// The address of what the references tell of a rule; none where they are at no address.
pub fn rule_page(rule: &Rule, language: Language) -> Option<String> {
    help_uri(rule, language, HOME)
}

/// Where the references tell of a rule; none where they are at no address.
fn help_uri(rule: &Rule, language: Language, home: &str) -> Option<String> {
    let page = Bilingual::fixed("regler", "rules");
    let anchor = format!("{}-{}", rule.code.to_lowercase(), rule.name);
    (!home.is_empty()).then(|| format!("{}/docs/{}.md#{anchor}", home.trim_end_matches('/'), page.get(language)))
}

fn rule(rule: &Rule, language: Language, home: &str) -> RuleShape {
    let (what, why) = (rule.what.get(language), rule.why.get(language));
    let more = more(rule).get(language).to_owned();
    let heading = Bilingual::fixed("Varför:", "Why:");
    let family = FAMILIES.iter().find(|family| rule.code[2..].starts_with(family.number));
    RuleShape {
        id: rule.code,
        name: rule.name,
        short_description: HelpShape { text: rule.summary.get(language).to_owned(), markdown: None },
        full_description: HelpShape { text: what.to_owned(), markdown: None },
        help: HelpShape {
            text: format!("{what}\n\n{why}\n\n{}", more.replace('`', "")),
            markdown: Some(format!("{what}\n\n**{}** {why}\n\n{more}", heading.get(language))),
        },
        help_uri: help_uri(rule, language, home),
        default_configuration: ConfigurationShape { level: level(rule.level) },
        properties: PropertiesShape {
            tags: [family.map_or(String::new(), |family| family.title.get(language).to_owned())],
            severity: match rule.level {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Off => "recommendation",
            },
            can_be_silenced: rule.can_be_silenced,
        },
    }
}

/// Where more is said of a rule, and how an exception is made.
fn more(rule: &Rule) -> Bilingual {
    let code = rule.code;
    match rule.can_be_silenced {
        true => crate::msg!(
            "`vp explain {code}` visar ett exempel. `# vp: tillåt {code} skälet` på raden eller raden ovanför gör ett undantag.",
            "`vp explain {code}` shows an example. `# vp: tillåt {code} the reason` on the line or the line above makes an exception.",
        ),
        false => crate::msg!(
            "`vp explain {code}` visar ett exempel. Regeln kan varken stängas av eller undantas.",
            "`vp explain {code}` shows an example. The rule can neither be turned off nor excepted.",
        ),
    }
}

fn level(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Off => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::report::located::Place;
    use crate::source::Position;

    /// Whoever takes the report in shows the address beside a rule, so it must lead to what is said of that rule.
    #[test]
    fn rules_lead_to_the_references_where_they_are_shown() {
        let rules = FAMILIES.iter().flat_map(|family| family.rules);
        let rule = rules.map(|rule| rule.rule).find(|rule| rule.code == "VP0101").unwrap();
        let uri = |language, home| help_uri(rule, language, home);
        assert_eq!(uri(Language::English, ""), None);
        let wanted = "https://example.com/vp/docs/rules.md#vp0101-unreadable-file";
        assert_eq!(uri(Language::English, "https://example.com/vp").as_deref(), Some(wanted));
        assert_eq!(uri(Language::English, "https://example.com/vp/").as_deref(), Some(wanted));
        assert!(
            uri(Language::Swedish, "https://example.com").is_some_and(|uri| uri.contains("/docs/regler.md#vp0101-"))
        );
    }

    #[test]
    fn the_gravest_findings_have_room_in_their_order() {
        use Severity::{Error, Info, Warning};
        let start = Position { line: 1, column: 1 };
        let rule = FAMILIES[0].rules[0].rule;
        let all = |levels: &[Severity]| -> Vec<Located> {
            let finding = |(number, level): (usize, &Severity)| Located {
                rule,
                level: *level,
                place: Place { path: String::new(), start, end: start, offsets: (0, 0) },
                message: "",
                label: None,
                help: None,
                others: Vec::new(),
                fix: None,
                fingerprint: number.to_string(),
                language: Language::English,
            };
            levels.iter().enumerate().map(finding).collect()
        };
        let levels = [Info, Warning, Error, Warning, Info, Error, Warning];
        for (most, kept, left_out) in [(3, "1 2 5", 4), (4, "1 2 3 5", 3), (1, "2", 6), (6, "0 1 2 3 5 6", 1)] {
            let mut findings = all(&levels);
            let words = keep_gravest(&mut findings, most).expect("some are left out");
            assert!(words.en.starts_with(&format!("{left_out} findings had no room")), "{}", words.en);
            let names: Vec<&str> = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
            assert_eq!(names.join(" "), kept, "{most}");
        }
        assert_eq!(keep_gravest(&mut all(&levels), levels.len()), None);
    }
}
