//! The arguments of `vp check` that say which findings are shown, and at which level.

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use std::ffi::OsStr;
use std::path::PathBuf;

use crate::diagnostic::{Bilingual, Language, Severity};
use crate::lint::rules;

/// What was asked for, as written: only a rule that exists can be judged.
pub(in crate::cli) struct Rules {
    /// Levels of single rules: `VP0401=fel`.
    pub(in crate::cli) levels: Vec<String>,
    /// The rules that are shown; empty for all.
    pub(in crate::cli) only: Vec<String>,
    /// The rules that are not shown.
    pub(in crate::cli) ignore: Vec<String>,
    /// The lowest level that is shown.
    pub(in crate::cli) least: Severity,
    /// The baseline.
    pub(in crate::cli) baseline: Option<Baseline>,
}

/// What is done with a baseline.
#[derive(Clone)]
pub(in crate::cli) enum Baseline {
    /// What it holds is not shown.
    Read(PathBuf),
    /// It is written anew with what would be shown.
    Write(PathBuf),
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches) -> Rules {
    let words = |name: &str| options.get_many::<String>(name).map(|words| words.cloned().collect()).unwrap_or_default();
    let path = |name: &str| options.get_one::<PathBuf>(name).cloned();
    let least = options.get_one::<String>("level").and_then(|word| Severity::from_word(word));
    Rules {
        levels: words("rule"),
        only: words("only"),
        ignore: words("ignore"),
        least: if options.get_flag("info") { Severity::Info } else { least.unwrap_or(Severity::Warning) },
        baseline: path("write-baseline").map(Baseline::Write).or_else(|| path("baseline").map(Baseline::Read)),
    }
}

/// Adds the arguments.
pub(super) fn add(command: Clap, language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    let several = |name: &'static str, value: String, help: String| {
        Arg::new(name).long(name).value_name(value).help(help).action(ArgAction::Append).hide_possible_values(true)
    };
    let level_words = [Severity::Error, Severity::Warning, Severity::Info].map(|level| {
        let word = level.word();
        // Either language is understood; the one that is spoken is shown.
        let (own, other) = match language {
            Language::Swedish => (word.sv, word.en),
            Language::English => (word.en, word.sv),
        };
        PossibleValue::new(own.into_owned()).alias(other.into_owned())
    });
    command
        .arg(
            Arg::new("info")
                .long("info")
                .help(words(
                    "Visa också upplysningar: --level upplysning",
                    "Show findings of the level info too: --level info",
                ))
                .conflicts_with("level")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("level")
                .long("level")
                .value_name(words("NIVÅ", "LEVEL"))
                .help(words(
                    "Den lägsta nivå som visas: fel, varning eller upplysning [utan flaggan: varning]",
                    "The lowest level shown: error, warning or info [default: warning]",
                ))
                .ignore_case(true)
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new(level_words)),
        )
        .arg(
            several(
                "rule",
                words("REGEL=NIVÅ", "RULE=LEVEL"),
                words(
                    "En regels nivå, före den i vp.yaml: fel, varning, upplysning eller av",
                    "A rule's level, before that of vp.yaml: error, warning, info or off",
                ),
            )
            .value_parser(codes(language, Families::Without))
            .add(ArgValueCompleter::new(move |written: &OsStr| rule_with_level(written, language))),
        )
        .arg(
            several(
                "only",
                words("REGEL,...", "RULE,..."),
                words(
                    "Visa bara de här reglerna: VP0902, eller en hel familj: VP04",
                    "Show these rules only: VP0902, or a whole family: VP04",
                ),
            )
            .value_delimiter(',')
            .value_parser(codes(language, Families::With)),
        )
        .arg(
            several(
                "ignore",
                words("REGEL,...", "RULE,..."),
                words("Visa inte de här reglerna eller familjerna", "Do not show these rules or families"),
            )
            .value_delimiter(',')
            .value_parser(codes(language, Families::With)),
        )
        .arg(
            Arg::new("baseline")
                .long("baseline")
                .value_name(words("FIL", "FILE"))
                .help(words(
                    "Visa inte de fynd som står i baslinjen, bara nya",
                    "Do not show the findings that are in the baseline, only new ones",
                ))
                .value_parser(ValueParser::path_buf()),
        )
        .arg(
            Arg::new("write-baseline")
                .long("write-baseline")
                .value_name(words("FIL", "FILE"))
                .help(words("Skriv det som visas som baslinje", "Write what is shown as the baseline"))
                .conflicts_with_all(["baseline", "diff"])
                .value_parser(ValueParser::path_buf()),
        )
}

/// What `VP0401=fel` may be, from what is written of it: a rule, and after `=` a level.
fn rule_with_level(written: &OsStr, language: Language) -> Vec<CompletionCandidate> {
    let Some(written) = written.to_str() else { return Vec::new() };
    let begins = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with(written);
    let candidates: Vec<CompletionCandidate> = match written.split_once('=') {
        Some((rule, _)) => [Severity::Error, Severity::Warning, Severity::Info, Severity::Off]
            .map(|level| CompletionCandidate::new(format!("{rule}={}", level.word().get(language))))
            .into(),
        None => rules::all()
            .into_iter()
            .map(|entry| {
                let summary = entry.rule.summary.get(language).to_owned();
                CompletionCandidate::new(entry.rule.code).help(Some(summary.into()))
            })
            .collect(),
    };
    candidates.into_iter().filter(begins).collect()
}

/// Whether families are completed too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Families {
    /// They are.
    With,
    /// They are not.
    Without,
}

/// Reads any word and lets shells complete the codes: which words will do is judged later, with better hints.
pub(super) fn codes(language: Language, families: Families) -> impl TypedValueParser<Value = String> {
    Codes { language, families }
}

#[derive(Clone)]
struct Codes {
    language: Language,
    families: Families,
}

impl TypedValueParser for Codes {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Clap,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let of_families = rules::FAMILIES.iter().filter(|_| self.families == Families::With);
        let of_families = of_families.map(|family| {
            PossibleValue::new(format!("VP{}", family.number)).help(family.title.get(self.language).to_owned())
        });
        let of_rules = rules::all()
            .into_iter()
            .map(|entry| PossibleValue::new(entry.rule.code).help(entry.rule.summary.get(self.language).to_owned()));
        Some(Box::new(of_families.chain(of_rules)))
    }
}
