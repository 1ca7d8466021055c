//! The first workspace: the files of `vp init` as text. Nothing is written here, and no clock is read.

pub mod model;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::characters::takes_no_room;
use crate::describe::comments::in_language;
use crate::describe::schema::{self, FILES, Keywords, Subject, modeline};
use crate::diagnostic::Language;
use crate::drafts::init::model::Model;
use crate::plan_format::parts::settings::built_in;
use crate::syntax::yaml::write;

/// The unit's name where none is given.
const UNIT: &str = "Exempelenheten";

/// The folder of the board.
const BOARD_FOLDER: &str = "socialnamnden";

/// Longest name of a folder, in letters.
const LONGEST_FOLDER: usize = 60;

/// What somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The unit's name.
    pub unit: Option<&'a str>,
    /// The year of the plans.
    pub year: i16,
    /// The language of the comments, and of the messages later on. The plans themselves are in Swedish.
    pub language: Language,
    /// The model to begin with; Stockholm's where none is named.
    pub model: Option<&'a Model>,
}

impl Request<'_> {
    /// The name that is asked for, where it is one.
    fn unit_name(&self) -> Option<String> {
        self.unit.map(cleaned).filter(|name| name.chars().any(char::is_alphanumeric))
    }
}

/// A language as vp.yaml says it.
fn language_key(language: Language) -> &'static str {
    match language {
        Language::Swedish => "sv",
        Language::English => "en",
    }
}

/// A workspace to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// The unit's name as it stands in its plan.
    pub unit: String,
    /// The folder that its pages are built to.
    pub out: String,
    /// The files, in the order in which they are best read.
    pub files: Vec<File>,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path from the workspace's folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Whether a file that is there already stays, and this one is not written.
    pub gives_way: bool,
}

impl File {
    /// A file of the workspace's own.
    fn own(path: impl Into<String>, text: String) -> File {
        File { path: path.into(), text, gives_way: false }
    }
}

/// How editors save the files. Blanks at the end of a line mean something in Markdown.
const EDITOR_CONFIG: &str = include_str!("init/editorconfig");

/// What VS Code proposes to install.
const EXTENSIONS: &str = "{\n  \"recommendations\": [\"redhat.vscode-yaml\", \"editorconfig.editorconfig\"]\n}\n";

/// The workspace that somebody asks for.
pub fn workspace(wish: Request) -> Workspace {
    let settings = wish.model.map_or_else(built_in, |model| model.settings().clone());
    let (files, unit) = match wish.model {
        Some(model) => {
            let files = model.files(&wish);
            (files, wish.unit_name().unwrap_or_else(|| UNIT.to_owned()))
        }
        None => stockholm(&wish),
    };
    let files = files.into_iter().map(|file| File { text: modeline_of(&file.path, &file.text) + &file.text, ..file });
    let schemas = FILES
        .into_iter()
        .map(|(path, subject)| File::own(path, schema::text(subject, &settings, wish.language, Keywords::Editors)));
    // A folder of somebody who has an editor set up already.
    let of_editors = [
        (".editorconfig", in_language(EDITOR_CONFIG, wish.language)),
        (".vscode/extensions.json", EXTENSIONS.to_owned()),
    ]
    .map(|(path, text)| File { gives_way: true, ..File::own(path, text) });
    Workspace { files: files.chain(schemas).chain(of_editors).collect(), unit, out: settings.out }
}

/// The files of Stockholm's model, and the unit's name. vp.yaml says nothing of the model.
fn stockholm(wish: &Request) -> (Vec<File>, String) {
    let unit = wish.unit_name().unwrap_or_else(|| UNIT.to_owned());
    let year = wish.year;
    let board = format!("plans/{year}/{BOARD_FOLDER}");
    let unit_folder = format!("{board}/{}", folder(&unit));
    let files = [
        ("vp.yaml".to_owned(), include_str!("init/vp.yaml")),
        (format!("plans/{year}/plan.yaml"), include_str!("init/kommun.yaml")),
        (format!("{board}/plan.yaml"), include_str!("init/namnd.yaml")),
        (format!("{unit_folder}/plan.yaml"), include_str!("init/enhet.yaml")),
        (format!("{unit_folder}/texter/inledning.md"), include_str!("init/inledning.md")),
    ];
    (files.into_iter().map(|(path, template)| File::own(path, filled(template, &unit, wish))).collect(), unit)
}

/// The line that tells an editor which of the workspace's schemas a file follows; none for what is no YAML or has one.
fn modeline_of(path: &str, text: &str) -> String {
    if !path.ends_with(".yaml") || modeline::find(text).is_some() {
        return String::new();
    }
    let is_settings = |subject| matches!(subject, Subject::Settings);
    let schema = FILES.into_iter().find(|(_, subject)| is_settings(*subject) == (path == "vp.yaml"));
    let up = "../".repeat(path.matches('/').count());
    schema.map_or_else(String::new, |(schema, _)| modeline::line(&format!("{up}{schema}")))
}

/// The template's text.
fn filled(template: &str, unit: &str, wish: &Request) -> String {
    let text = in_language(template, wish.language).replace("{year}", &wish.year.to_string());
    text.replace("{language}", language_key(wish.language)).replace("{unit}", &write::value(unit))
}

/// A name on one line, without signs that cannot be seen or written.
pub fn cleaned(name: &str) -> String {
    let is_none = |character: char| character.is_control() || matches!(character, '\u{fff9}'..='\u{ffff}');
    let visible = |character: char| if is_none(character) { ' ' } else { character };
    let composed: String = name.nfc().filter(|character| !takes_no_room(*character)).map(visible).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folder's name for a unit: small letters of the English alphabet, digits and `-`; other alphabets keep theirs.
fn folder(unit: &str) -> String {
    let mut name = String::new();
    let letters = unit.nfd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase);
    for character in letters.flat_map(|character| character.nfd()).filter(|character| !is_combining_mark(*character)) {
        if character.is_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.chars().take(LONGEST_FOLDER).collect();
    let name = name.trim_end_matches('-');
    // Windows keeps these names for its devices.
    let is_device = matches!(name, "con" | "prn" | "aux" | "nul") || {
        let digit = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        digit.is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if is_device { format!("{name}-enheten") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_plain_and_never_lead_out() {
        for (unit, name) in [
            ("Barn- och ungdomsenheten", "barn-och-ungdomsenheten"),
            ("Åsö Äldreboende & Café", "aso-aldreboende-cafe"),
            ("A: \"b\" \\ ../x", "a-b-x"),
            ("CON", "con-enheten"),
            ("..", ""),
        ] {
            assert_eq!(folder(unit), name);
        }
        assert!(folder(&"å".repeat(500)).len() <= LONGEST_FOLDER);
    }

    #[test]
    fn a_name_of_signs_alone_is_no_name() {
        for unit in [None, Some(""), Some(" \n"), Some("../.."), Some("\u{202e}—")] {
            let made = workspace(Request { unit, year: 2026, language: Language::Swedish, model: None });
            assert_eq!(made.unit, UNIT);
            assert_eq!(made.files[3].path, "plans/2026/socialnamnden/exempelenheten/plan.yaml");
        }
    }

    #[test]
    fn each_language_has_its_own_comments_and_the_same_plan() {
        let plan = |language| {
            let made = workspace(Request { unit: None, year: 2026, language, model: None });
            let (comments, lines): (Vec<String>, Vec<String>) = made.files[1..5]
                .iter()
                .flat_map(|file| file.text.lines().map(str::to_owned))
                .partition(|line| line.trim_start().starts_with("# ") && modeline::find(line).is_none());
            (comments, lines.into_iter().filter(|line| line != "#").collect::<Vec<_>>())
        };
        let (swedish, english) = (plan(Language::Swedish), plan(Language::English));
        assert_eq!(swedish.1, english.1);
        assert!(swedish.0.iter().all(|line| !english.0.contains(line)));
    }
}
