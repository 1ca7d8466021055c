//! Pictures that nothing tells those who do not see them.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::syntax::prose::{Picture, pictures};

/// VP0901.
pub static RULE: Rule = Rule {
    code: "VP0901",
    name: "picture-without-alternative-text",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("bilden saknar alternativtext", "the picture has no alternative text"),
    what: Bilingual::fixed(
        "En bild i en text har ingen alternativtext inom hakparenteserna, eller bara filens namn.",
        "A picture in a text has no alternative text within the square brackets, or only the name of the file.",
    ),
    why: Bilingual::fixed(
        "Den som får dokumentet uppläst får bara veta att där finns en bild. Lagen om tillgänglighet till digital offentlig service kräver att bilder som säger något också finns i ord.",
        "Whoever has the document read aloud learns only that there is a picture. The law on accessibility of digital public services asks that pictures which say something are also there in words.",
    ),
    fixes: Fixes::NONE,
};

/// Reports pictures without words, or with the file's name for words.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        // The sign is rare: most texts need not be walked.
        if !text.parsed.text.contains("![") {
            continue;
        }
        for picture in pictures(&text.parsed) {
            let words = picture.alternative.trim();
            if !words.is_empty() && !is_file_name(words, &picture) {
                continue;
            }
            let target = &picture.target;
            let finding = Diagnostic::new(&RULE, text.text.span(picture.range.clone()), msg!(
                "bilden {target} saknar alternativtext",
                "the picture {target} has no alternative text",
            ))
            .help(msg!(
                "skriv inom hakparenteserna vad bilden visar: ![Organisationsschema med fyra grupper]({target})",
                "write within the square brackets what the picture shows: ![Chart of the organisation's four groups]({target})",
            ));
            sink.push(match words.is_empty() {
                true => finding,
                false => finding.label(msg!(
                    "alternativtexten är bara filens namn",
                    "the alternative text is only the file's name"
                )),
            });
        }
    }
}

/// Whether the words are the file's name, with or without its ending, or the name of any picture file.
fn is_file_name(words: &str, picture: &Picture) -> bool {
    const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "tif", "tiff", "bmp", "emf", "wmf"];
    let name = picture.target.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = words.to_lowercase();
    let is_a_file = |(stem, ending): (&str, &str)| !stem.contains(char::is_whitespace) && ENDINGS.contains(&ending);
    words == name.to_lowercase()
        || words == stem.to_lowercase() && !is_a_word(stem)
        || words.rsplit_once('.').is_some_and(is_a_file)
}

/// `organisationsschema.png` may be well described by "Organisationsschema"; `bild1.png` and `img_2031.png` are not.
fn is_a_word(stem: &str) -> bool {
    stem.chars().count() > 5 && stem.chars().all(char::is_alphabetic)
}
