//! The guides: pages of docs/ that tell how something is done from beginning to end. They are in the program too.

use crate::diagnostic::{Bilingual, Language};

/// A guide.
#[derive(Debug)]
pub struct Guide {
    /// What it is called where one is asked for.
    pub name: Bilingual,
    /// What it tells, in a few words.
    pub about: Bilingual,
    /// Its page, as Markdown.
    pub text: Bilingual,
}

/// The guides, in the order in which one needs them.
pub static GUIDES: [Guide; 4] = [
    Guide {
        name: Bilingual::fixed("word", "word"),
        about: Bilingual::fixed(
            "Från Word till vp: en plan som finns förs över",
            "From Word to vp: a plan is carried over",
        ),
        text: Bilingual::fixed(include_str!("../../docs/fran-word.md"), include_str!("../../docs/from-word.md")),
    },
    Guide {
        name: Bilingual::fixed("modell", "model"),
        about: Bilingual::fixed(
            "När nämnden byter modell: nya nivåer, avsnitt och tillfällen",
            "When the board changes its model: other levels, sections and occasions",
        ),
        text: Bilingual::fixed(include_str!("../../docs/byta-modell.md"), include_str!("../../docs/another-model.md")),
    },
    Guide {
        name: Bilingual::fixed("publicera", "publish"),
        about: Bilingual::fixed(
            "Så publicerar du: beslut, webb, Word, papper",
            "Publishing: the decision, the web, Word, paper",
        ),
        text: Bilingual::fixed(include_str!("../../docs/publicera.md"), include_str!("../../docs/publishing.md")),
    },
    Guide {
        name: Bilingual::fixed("fusklapp", "crib"),
        about: Bilingual::fixed(
            "Fusklapp: det man skriver oftast, på en sida",
            "Crib: what one writes most often, on a page",
        ),
        text: Bilingual::fixed(include_str!("../../docs/fusklapp.md"), include_str!("../../docs/crib.md")),
    },
];

/// The guide of a name, in either language, whether in capitals or not.
pub fn find(name: &str) -> Option<&'static Guide> {
    let name = name.to_lowercase();
    GUIDES.iter().find(|guide| guide.name.sv == name || guide.name.en == name)
}

/// A guide to read where there is no page: without what only the tests of the page are told.
pub fn shown(guide: &Guide, language: Language) -> String {
    let lines = guide.text.get(language).lines().filter(|line| !line.starts_with("<!--"));
    lines.map(|line| format!("{line}\n")).collect()
}
