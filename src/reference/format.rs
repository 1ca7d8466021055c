//! The reference of the file format: every key with its kind, meaning, default and example.

use crate::diagnostic::{Both, Language};
use crate::fields::{FILE, Field, Part, Shape};
use crate::kinds::KINDS;
use crate::parts::goals::GOAL;
use crate::parts::settings::{SETTINGS, built_in};
use crate::templates::Templates;

/// The reference as Markdown.
pub fn format(language: Language) -> String {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    let mut text = format!("# {}\n\n{}\n", words("Filformatet", "The file format"), intro(language));
    let mut parts: Vec<&'static Part> = Vec::new();
    for kind in KINDS {
        collect(kind.part, &mut parts);
        collect(&GOAL, &mut parts);
    }
    collect(&FILE, &mut parts);
    for part in &parts {
        self::part(part, language, &mut text);
        if std::ptr::eq(*part, &GOAL) {
            sections(language, &mut text);
        }
    }
    text.push_str(&format!("\n# {}\n", words("Inställningar: vp.yaml", "Settings: vp.yaml")));
    let mut parts = Vec::new();
    collect(&SETTINGS, &mut parts);
    for part in parts {
        self::part(part, language, &mut text);
    }
    text
}

fn intro(language: Language) -> &'static str {
    match language {
        Language::Swedish => INTRO_SV,
        Language::English => INTRO_EN,
    }
}

const INTRO_SV: &str = "\
Sidan är skriven av programmet självt, ur samma tabeller som filerna läses med.

Filerna är YAML i UTF-8. `-` och `_` i nycklar är detsamma, och stora bokstäver spelar ingen roll. Inget värde gissas
om till tal eller datum: `nr: 3.10` är och förblir 3.10. Tal skrivs på svenska eller med punkt: `4,5` och `4.5` är
samma tal, men inom `{ }` avslutar ett komma uppgiften, så där skrivs `14.6` eller `\"14,6\"`. Ja och nej skrivs `ja`
och `nej`. Ankare och alias (`&`, `*`, `<<`) ingår inte.

Löpande text är Markdown, skriven på plats efter `|` eller i en egen fil: `{fil: texter/inledning.md}`. Rubriker i
texten flyttas in under det avsnitt de står i; `#` och `##` är båda den första nivån. En nyckel utan text trycker bara
sin rubrik.

Ett id som inte är skrivet görs av `nr`, annars av titeln eller namnet: små bokstäver, å ä ö kvar, andra tecken blir
`-`. Id för mål, indikatorer och aktiviteter är unika i planen och planerna ovanför. `till`, `omfattar`, `utelämna` och
`årsmål` nämner id eller nr; finns ett nr på två nivåer skrivs nivån framför: `inriktningsmål/1`. Ett mål vars id eller
nr redan finns ovanför på samma nivå *är* det målet: titeln får utelämnas, och indikatorer och aktiviteter läggs till.

Undantag från en regel skrivs på raden eller raden ovanför, med skäl: `# vp: tillåt VP0603 beslutad av nämnden`. På en
rad där en lång text börjar gäller undantaget hela texten.

Trycks inte: id, till, ersätter, riktning, serie, omfattar, utelämna, tidigare, motivering, könsuppdelad,
individbaserad.
";

const INTRO_EN: &str = "\
The page is written by the program itself, from the same tables that the files are read by.

The files are YAML in UTF-8. `-` and `_` in keys are the same, and capitals do not matter. No value is guessed into a
number or a date: `nr: 3.10` is and stays 3.10. Numbers are written the Swedish way or with a point: `4,5` and `4.5`
are the same number, but within `{ }` a comma ends the entry, so there `14.6` or `\"14,6\"` is written. Yes and no are
`ja` and `nej`. Anchors and aliases (`&`, `*`, `<<`) are not part of the format.

Running text is Markdown, written in place after `|` or in a file of its own: `{fil: texter/inledning.md}`. Headings in
the text are shifted under the section that they stand in; `#` and `##` are both the first level. A key without text
prints its heading alone.

An id that is not written is made from `nr`, else from the title or name: lower case, å ä ö kept, other signs become
`-`. Ids of goals, indicators and activities are unique in the plan and the plans above. `till`, `omfattar`, `utelämna`
and `årsmål` name an id or nr; where a nr stands on two levels, the level is written before it: `inriktningsmål/1`. A
goal whose id or nr already stands above at the same level *is* that goal: the title may be left out, and indicators
and activities are added.

An exception from a rule is written on the line or the line above, with a reason:
`# vp: tillåt VP0603 decided by the board`. On a line where a long text begins the exception covers the whole text.

Not printed: id, till, ersätter, riktning, serie, omfattar, utelämna, tidigare, motivering, könsuppdelad,
individbaserad.
";

fn collect(part: &'static Part, parts: &mut Vec<&'static Part>) {
    if parts.iter().any(|known| std::ptr::eq(*known, part)) {
        return;
    }
    parts.push(part);
    for field in part.fields {
        if let Shape::Part(inner) | Shape::Parts(inner) = field.shape {
            collect(inner, parts);
        }
    }
}

fn part(part: &Part, language: Language, text: &mut String) {
    let about = Both::fixed(part.about.0, part.about.1);
    text.push_str(&format!("\n## {}\n\n{}\n\n", part.name, about.get(language)));
    let head = Both::fixed(
        "| nyckel | vad det är | betydelse | om den saknas | exempel |",
        "| key | what it is | meaning | where absent | example |",
    );
    text.push_str(head.get(language));
    text.push_str("\n| --- | --- | --- | --- | --- |\n");
    for field in part.fields {
        let about = Both::fixed(field.about.0, field.about.1);
        text.push_str(&format!(
            "| `{}` | {} | {} | {} | `{}` |\n",
            field.key,
            shape(&field.shape, language),
            about.get(language),
            absent(field, language),
            field.example.replace('|', "\\|"),
        ));
    }
}

fn absent(field: &Field, language: Language) -> String {
    let words = match (field.needed, field.default) {
        (true, _) => Both::fixed("måste finnas", "must be there"),
        (false, ("", _)) => Both::fixed("inget trycks", "nothing is printed"),
        (false, (sv, en)) => Both::fixed(sv, en),
    };
    words.get(language).to_owned()
}

fn shape(shape: &Shape, language: Language) -> String {
    let fixed = |sv, en| Both::fixed(sv, en).get(language).to_owned();
    match shape {
        Shape::Text => fixed("text", "text"),
        Shape::Prose => fixed("löpande text (Markdown)", "running text (Markdown)"),
        Shape::Year => fixed("årtal", "year"),
        Shape::Number => fixed("heltal", "whole number"),
        Shape::Date => fixed("datum, år-månad-dag", "date, year-month-day"),
        Shape::YesNo => fixed("ja eller nej", "ja (yes) or nej (no)"),
        Shape::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("{} {}", fixed("ett av orden", "one of the words"), words.join(", "))
        }
        Shape::Texts => fixed("text eller lista av texter", "text or list of texts"),
        Shape::Target => fixed("tal med eller utan enhet, intervall, eller ”Tas fram av …”", "number with or without unit, range, or \"Tas fram av …\""),
        Shape::Amount => fixed("tal", "number"),
        Shape::Part(part) => format!("{} [{}](#{})", fixed("nycklar, se", "keys, see"), part.name, crate::prose::slug(part.name)),
        Shape::Parts(part) => format!("{} [{}](#{})", fixed("lista, se", "list, see"), part.name, crate::prose::slug(part.name)),
        Shape::Map(sv, en) => fixed(sv, en),
    }
}

/// The sections of the built-in model with what each level asks for.
fn sections(language: Language, text: &mut String) {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    let sources = crate::source::Sources::default();
    let labels = Templates::load(None, &sources, &mut crate::diagnostic::Sink::default()).labels;
    let steering = built_in().steering;
    text.push_str(&format!(
        "\n{}\n\n| {} | {} | {} |\n| --- | --- | --- |\n",
        words(
            "Avsnitten i den inbyggda styrmodellen, i tryckt ordning. Alla är löpande text och får stå på alla nivåer.",
            "The sections of the built-in steering model, in the order of print. All are running text and may stand at all levels.",
        ),
        words("nyckel", "key"),
        words("rubrik", "heading"),
        words("efterfrågas i", "asked for in"),
    ));
    for (number, section) in steering.sections.iter().enumerate() {
        let asked: Vec<&str> = steering
            .levels
            .iter()
            .filter(|level| level.sections.iter().any(|asked| asked.section == number && asked.required))
            .map(|level| level.key.as_str())
            .collect();
        text.push_str(&format!("| `{}` | {} | {} |\n", section.key, labels.word(&section.key), asked.join(", ")));
    }
}
