//! The reference of the file format: how plans, follow-ups, contributions and roll-ups are written, and every key with its kind, meaning, default and example.

use crate::describe::comments::in_language;
use crate::diagnostic::{Bilingual, Language};
use crate::plan_format::fields::{FILE, Field, PartSchema, ValueShape};
use crate::plan_format::parts::contribution::CONTRIBUTION;
use crate::plan_format::parts::follow_up::FOLLOW_UP;
use crate::plan_format::parts::goals::GOAL;
use crate::plan_format::parts::insert::WORDS;
use crate::plan_format::parts::roll_up::ROLL_UP;
use crate::plan_format::parts::settings::{SETTINGS, built_in};
use crate::print::templates::Templates;
use crate::read::kinds::plan::PLAN;

/// The files of the example, each with its path in a workspace.
const EXAMPLE: [(&str, &str); 11] = [
    ("plans/plan.yaml", include_str!("example/namnd.yaml")),
    ("plans/barnenheten/plan.yaml", include_str!("example/enhet.yaml")),
    ("plans/barnenheten/texter/inledning.md", include_str!("example/inledning.md")),
    ("plans/barnenheten/bilagor/kompetens.md", include_str!("example/kompetens.md")),
    ("plans/barnenheten/t1.yaml", include_str!("example/t1.yaml")),
    ("plans/barnenheten/t1-mottagningsgruppen.yaml", include_str!("example/t1-mottagningsgruppen.yaml")),
    ("plans/barnenheten/t2.yaml", include_str!("example/t2.yaml")),
    ("plans/barnenheten/vb.yaml", include_str!("example/vb.yaml")),
    ("plans/barnenheten/texter/analys-vb.md", include_str!("example/analys-vb.md")),
    ("plans/barnenheten/bidrag.yaml", include_str!("example/bidrag.yaml")),
    ("plans/sammanstallning.yaml", include_str!("example/sammanstallning.yaml")),
];

/// The keys of one kind of document, or of several kinds that have the same.
struct Chapter {
    title: (&'static str, &'static str),
    about: (&'static str, &'static str),
    /// The part that everything else in the chapter is reached from.
    part: &'static PartSchema,
    /// Parts that no key of the part leads to.
    further: &'static [&'static PartSchema],
}

/// The chapters in order. A part that several chapters lead to stands in the first.
static CHAPTERS: [Chapter; 4] = [
    Chapter {
        title: ("Nycklarna i en plan", "The keys of a plan"),
        about: (
            "Varje tabell är en del av planen. Nycklarna får stå i vilken ordning som helst.",
            "Each table is a part of the plan. The keys may be in any order.",
        ),
        part: &PLAN,
        further: &[&GOAL, &FILE],
    },
    Chapter {
        title: ("Nycklarna i en uppföljning", "The keys of a follow-up"),
        about: (
            "Tertialrapporter och verksamhetsberättelser har samma nycklar. Försättsbladet och text i egen fil skrivs som i en \
             plan.",
            "`tertialrapport` and `verksamhetsberättelse` have the same keys. The cover and text in a file of its own are \
             written as in a plan.",
        ),
        part: &FOLLOW_UP,
        further: &[],
    },
    Chapter {
        title: ("Nycklarna i ett bidrag", "The keys of a contribution"),
        about: (
            "Organisationen, försättsbladet och bilagorna skrivs som i en plan.",
            "The organisation, the cover and the appendices are written as in a plan.",
        ),
        part: &CONTRIBUTION,
        further: &[],
    },
    Chapter {
        title: ("Nycklarna i en sammanställning", "The keys of a roll-up"),
        about: (
            "Försättsbladet skrivs som i en plan. År och organisation hämtas ur planen.",
            "The cover is written as in a plan. Year and organisation are the plan's.",
        ),
        part: &ROLL_UP,
        further: &[],
    },
];

/// The reference as Markdown.
pub fn format(language: Language) -> String {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    let intro = match language {
        Language::Swedish => include_str!("intro.sv.md"),
        Language::English => include_str!("intro.en.md"),
    };
    let mut text = format!("# {}\n\n{intro}", words("Filformatet", "The file format"));
    let mut parts = Vec::new();
    for chapter in &CHAPTERS {
        let (title, about) = (words(chapter.title.0, chapter.title.1), words(chapter.about.0, chapter.about.1));
        text.push_str(&format!("\n## {title}\n\n{about}\n"));
        let before = parts.len();
        std::iter::once(&chapter.part).chain(chapter.further).for_each(|part| collect(part, &mut parts));
        for part in &parts[before..] {
            self::part(part, language, &mut text);
            if std::ptr::eq(*part, &GOAL) {
                sections(language, &mut text);
            }
        }
    }
    inserts(language, &mut text);
    settings(language, &mut text);
    example(language, &mut text);
    text
}

/// What `{{ … }}` in a text prints.
fn inserts(language: Language, text: &mut String) {
    let (before, after) = match language {
        Language::Swedish => (include_str!("inserts.sv.md"), include_str!("inserts-after.sv.md")),
        Language::English => (include_str!("inserts.en.md"), include_str!("inserts-after.en.md")),
    };
    text.push_str(before);
    let head = Bilingual::fixed("| infogning | trycker |", "| insert | prints |");
    text.push_str(&format!("\n{}\n| --- | --- |\n", head.get(language)));
    for word in WORDS {
        let forms: Vec<String> = word.form.split(", ").map(|form| format!("`{form}`")).collect();
        let about = Bilingual::fixed(word.about.0, word.about.1);
        text.push_str(&format!("| {} | {} |\n", forms.join("<br>"), about.get(language)));
    }
    text.push_str(after);
}

fn collect(part: &'static PartSchema, parts: &mut Vec<&'static PartSchema>) {
    if parts.iter().any(|known| std::ptr::eq(*known, part)) {
        return;
    }
    parts.push(part);
    for field in part.fields {
        if let Some(inner) = field.shape.part() {
            collect(inner, parts);
        }
    }
}

fn part(part: &PartSchema, language: Language, text: &mut String) {
    let about = Bilingual::fixed(part.about.0, part.about.1);
    text.push_str(&format!("\n### {}\n\n{}\n\n", part.name, about.get(language)));
    let head = Bilingual::fixed(
        "| nyckel | värde | betydelse | om den saknas | exempel |",
        "| key | value | meaning | where absent | example |",
    );
    text.push_str(head.get(language));
    text.push_str("\n| --- | --- | --- | --- | --- |\n");
    for field in part.fields {
        let about = Bilingual::fixed(field.about.0, field.about.1);
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
        (true, _) => Bilingual::fixed("**måste finnas**", "**required**"),
        (false, ("", _)) => Bilingual::fixed("inget trycks", "nothing is printed"),
        (false, (sv, en)) => Bilingual::fixed(sv, en),
    };
    words.get(language).to_owned()
}

fn shape(shape: &ValueShape, language: Language) -> String {
    let fixed = |sv, en| Bilingual::fixed(sv, en).get(language).to_owned();
    let link = |part: &PartSchema| format!("[{}](#{})", part.name, crate::syntax::prose::slug(part.name));
    match shape {
        ValueShape::Text => fixed("text", "text"),
        ValueShape::Prose => fixed("löpande text", "running text"),
        ValueShape::Year => fixed("årtal", "year"),
        ValueShape::Version => fixed("talet 1", "the number 1"),
        ValueShape::Number => fixed("heltal", "whole number"),
        ValueShape::Years => fixed("årtal, eller två: `2025/2026`", "year, or two: `2025/2026`"),
        ValueShape::MonthDay => fixed("månad-dag", "month-day"),
        ValueShape::Colour => fixed("färg", "colour"),
        ValueShape::KoladaId => fixed("id i Kolada", "id in Kolada"),
        ValueShape::Date => fixed("datum", "date"),
        ValueShape::Day => fixed("datum, eller en tid i ord", "date, or a time in words"),
        ValueShape::YesNo => fixed("`ja` eller `nej`", "`ja` (yes) or `nej` (no)"),
        ValueShape::Word([word]) => fixed("ordet ", "the word ") + &format!("`{word}`"),
        ValueShape::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            fixed("ett av orden ", "one of the words ") + &words.join(", ")
        }
        ValueShape::Texts => fixed("text eller lista av texter", "text or list of texts"),
        ValueShape::Target => fixed(
            "tal, intervall, mål i ord eller ”Tas fram av …”",
            "number, range, target in words or \"Tas fram av …\"",
        ),
        ValueShape::Amount => fixed("tal", "number"),
        ValueShape::Share => fixed("procentsats", "percentage"),
        ValueShape::Outcome => fixed("tal, `ca 45`, `<5` eller `saknas`", "number, `ca 45`, `<5` or `saknas`"),
        ValueShape::Assessment => fixed(
            "ett av styrmodellens ord: `helt`, `delvis`, `ej`",
            "one of the steering model's words: `helt`, `delvis`, `ej`",
        ),
        ValueShape::Occasion => fixed(
            "ett av styrmodellens tillfällen: `T1`, `T2`, `VB`",
            "one of the steering model's occasions: `T1`, `T2`, `VB`",
        ),
        ValueShape::Periodicity => {
            fixed("ett av styrmodellens ord, annars text", "one of the steering model's words, or text")
        }
        ValueShape::ById(part) => fixed("id, vart och ett med ", "ids, each with ") + &link(part),
        ValueShape::Part(part) => fixed("nycklarna i ", "the keys of ") + &link(part),
        ValueShape::Parts(part) => fixed("lista av ", "list of ") + &link(part),
        ValueShape::PartsOrTexts(part) => fixed("lista av namn eller ", "list of names or ") + &link(part),
        ValueShape::Map(_, sv, en) => fixed(sv, en),
    }
}

/// The sections of the built-in model with what each level asks for.
fn sections(language: Language, text: &mut String) {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    let sources = crate::source::Sources::default();
    let labels = Templates::load(&built_in(), None, &sources, &mut crate::diagnostic::Sink::default()).labels;
    let steering = built_in().steering;
    text.push_str(&format!(
        "\n{}\n\n| {} | {} | {} |\n| --- | --- | --- |\n",
        words(
            "Ett mål har också avsnitten i styrmodellen, i Stockholms modell dessa. Alla är löpande text och får stå på alla \
             nivåer. De trycks i den här ordningen.",
            "A goal also has the sections of the steering model, in Stockholm's these. All are running text and may be at \
             all levels. They are printed in this order.",
        ),
        words("nyckel", "key"),
        words("tryckt rubrik", "printed heading"),
        words("efterfrågas i", "asked for in"),
    ));
    for (number, section) in steering.sections.iter().enumerate() {
        let asked: Vec<String> = steering
            .levels
            .iter()
            .filter(|level| level.sections.iter().any(|asked| asked.section == number && asked.required))
            .map(|level| format!("`{}`", level.key))
            .collect();
        let asked = if asked.is_empty() { "–".to_owned() } else { asked.join(", ") };
        text.push_str(&format!("| `{}` | {} | {asked} |\n", section.key, labels.word(&section.key)));
    }
}

/// vp.yaml: its keys, the built-in model, and another one.
fn settings(language: Language, text: &mut String) {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    text.push_str(&words(
        "\n## Inställningarna: vp.yaml\n\n\
         `vp.yaml` ligger överst i arbetsytan. Den är frivillig, och det som inte står där är som i den inbyggda modellen.\n\n\
         Så länge `vp.yaml` har ett fel görs ingenting efter den: `vp check` visar bara det felet, och inga sidor skrivs eller ändras.\n\
         Undantagna är fel under `regler`, `gränser` och `krav_försättsblad`, som inte ändrar vad som trycks, och en felstavad nyckel\n\
         som ändå läses som den rätta. Detsamma gäller `ord.yaml`, när sidorna byggs.\n",
        "\n## The settings: vp.yaml\n\n\
         `vp.yaml` lies at the top of the workspace. It is optional, and what it does not say is as in the built-in model.\n\n\
         As long as `vp.yaml` has an error, nothing is done by it: `vp check` shows that error alone, and no pages are written or changed.\n\
         The exceptions are errors below `regler`, `gränser` and `krav_försättsblad`, which do not change what is printed, and a misspelt\n\
         key that is read as the right one all the same. The same goes for `ord.yaml` when pages are built.\n",
    ));
    let mut parts = Vec::new();
    collect(&SETTINGS, &mut parts);
    for part in parts {
        self::part(part, language, text);
    }
    text.push_str(&words(
        "\n### Den inbyggda styrmodellen\n\nDet här gäller när `vp.yaml` saknas eller inte säger annat.\n",
        "\n### The built-in steering model\n\nThis holds where `vp.yaml` is missing or says nothing else.\n",
    ));
    text.push_str(&format!("\n```yaml\n{}\n```\n", include_str!("../../plan_format/parts/stockholm.yaml").trim_end()));
    text.push_str(&words(
        "\n### En annan styrmodell\n\n\
         En lista eller en uppsättning nycklar under `styrmodell` ersätter den inbyggda helt: den som skriver `nivåer` skriver \
         alla nivåer, och den som byter `rapporttillfällen` skriver också `periodicitet`. Samma planer, regler och mallar \
         följer med. Ett nytt avsnitt, här `nuläge`, får sin rubrik av `rubrik`, annars av mallarnas ord eller av nyckeln.\n",
        "\n### Another steering model\n\n\
         A list or a set of keys below `styrmodell` replaces the built-in one altogether: whoever writes `nivåer` writes all \
         levels, and whoever changes `rapporttillfällen` writes `periodicitet` too. The same plans, rules and templates \
         follow. A new section, here `nuläge`, gets its heading from `rubrik`, else from the templates' words or from the \
         key.\n",
    ));
    text.push_str(&format!("\n```yaml\n{}\n```\n", include_str!("example/modell.yaml").trim_end()));
    let steering = match language {
        Language::Swedish => include_str!("steering.sv.md"),
        Language::English => include_str!("steering.en.md"),
    };
    text.push_str(&format!("\n{steering}"));
}

/// A workspace of two plans, one of them with its follow-ups and a contribution, that uses every key.
fn example(language: Language, text: &mut String) {
    let words = Bilingual::fixed(
        "\n## Ett helt exempel\n\nTvå planer, uppföljningarna av den ena, ett bidrag och en sammanställning. Tillsammans använder de alla nycklar.\n",
        "\n## A whole example\n\nTwo plans, the follow-ups of one of them, a contribution and a roll-up. Together they use every key.\n",
    );
    text.push_str(words.get(language));
    for (path, template) in EXAMPLE {
        let syntax = path.rsplit('.').next().unwrap_or("");
        let contents = in_language(template, language);
        text.push_str(&format!("\n<!-- file: {path} -->\n`{path}`\n\n```{syntax}\n{}\n```\n", contents.trim_end()));
    }
}
