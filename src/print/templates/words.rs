//! The printed words: the program's in the language of print, before them those that a model's levels say, then the
//! model's own. A workspace's ord.yaml goes before all of them.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity, Sink, near_word};
use crate::model::{PrintLanguage, Settings, Steering};
use crate::msg;
use crate::plan_format::fields::rules::{UNKNOWN_KEY, WRONG_KIND};
use crate::print::templates::EMBEDDED;
use crate::read::workspace::WORDS_FILE;
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::yaml::{self, Kind};

/// The words of a model, by key; what is called almost as one of them is reported.
pub(super) fn of(settings: &Settings, sink: &mut Sink) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let language = settings.print_language;
    read_words(embedded(WORDS_FILE), &mut words);
    match language {
        PrintLanguage::Swedish => said_by_levels(&settings.steering, &mut words),
        _ => read_words(embedded(&format!("ord.{}.yaml", language.code())), &mut words),
    }
    for (key, word) in &settings.steering.words {
        if let Some(place) = word.place {
            look_at_word(key, place, &words, sink);
        }
    }
    words.extend(settings.steering.words.iter().map(|(key, word)| (key.clone(), word.text.clone())));
    words
}

/// All words that are printed where no ord.yaml says otherwise, by their keys.
pub fn printed(settings: &Settings) -> BTreeMap<String, String> {
    of(settings, &mut Sink::default())
}

/// Whether an embedded file holds words, in some language.
pub(super) fn holds_words(name: &str) -> bool {
    name == WORDS_FILE || name.strip_prefix("ord.").is_some_and(|rest| rest.ends_with(".yaml"))
}

fn embedded(name: &str) -> &'static str {
    EMBEDDED.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// What the headings of the levels say in Swedish: who owns the topmost goals, whose target stands beside the own one,
/// and what is followed up.
fn said_by_levels(steering: &Steering, words: &mut BTreeMap<String, String>) {
    let mut of_council = steering.levels.iter().filter(|level| level.owner.is_council());
    if let Some(owner) = of_council.find_map(|level| genitive(&level.heading)) {
        let target = words.get("årsmål").map_or_else(String::new, |word| uncapitalised(word));
        words.insert("kf_årsmål".to_owned(), format!("{owner} {target}"));
        if let Some(council) = owner.strip_suffix(":s").or_else(|| owner.strip_suffix('s').filter(|it| is_council(it)))
        {
            for key in ["ägare_kommun", "ägare_region"] {
                words.insert(key.to_owned(), council.to_owned());
            }
        }
    }
    if let Some(goals) =
        steering.levels.first().map(|level| level.heading.as_str()).filter(|heading| is_plural(heading))
    {
        words.insert("uppföljning_av_mål".to_owned(), format!("Uppföljning av {}", uncapitalised(goals)));
    }
}

/// "Kommunfullmäktiges" in "Kommunfullmäktiges mål".
fn genitive(heading: &str) -> Option<&str> {
    heading.split_once(' ').map(|(first, _)| first).filter(|first| first.ends_with('s'))
}

/// Whether a name without its s is one of a council: other names may end in s themselves.
fn is_council(name: &str) -> bool {
    name.to_lowercase().ends_with("fullmäktige")
}

/// Whether words can stand for many goals as they are: "Fokusmål", "Nämndens mål", but not "Strategiskt mål".
fn is_plural(heading: &str) -> bool {
    let mut words: Vec<&str> = heading.split_whitespace().collect();
    let last = words.pop().unwrap_or_default().to_lowercase();
    last.ends_with("mål") && words.iter().all(|word| word.ends_with('s'))
}

/// With a small first letter within a sentence, but "KF:s" as it is.
fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    let (first, second) = (letters.next(), letters.clone().next());
    match first {
        Some(first) if second.is_none_or(char::is_lowercase) => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

fn read_words(text: &str, words: &mut BTreeMap<String, String>) {
    let sources = Sources::default();
    let id = sources.add(Source::new(WORDS_FILE, text));
    let mut sink = Sink::default();
    let tree = yaml::read(text, id, &mut sink);
    collect(&tree, id, words, &mut sink);
    debug_assert!(sink.iter().next().is_none(), "the embedded ord.yaml is without fault");
}

/// Reports words that are called almost as one that is printed. Others may be those of the workspace's own templates.
pub(super) fn look_at(tree: &yaml::Tree, id: SourceId, known: &BTreeMap<String, String>, sink: &mut Sink) {
    let Some(Kind::Map(entries)) = tree.root.as_ref().map(|root| &root.kind) else { return };
    for entry in entries {
        look_at_word(entry.key_text(), entry.key.span(id), known, sink);
    }
}

fn look_at_word(key: &str, span: Span, known: &BTreeMap<String, String>, sink: &mut Sink) {
    if known.contains_key(key) {
        return;
    }
    let Some(near) = near_word(key, known.keys().map(String::as_str)) else { return };
    let words = msg!("inget ord som trycks heter {key}", "no printed word is called {key}");
    sink.push(
        Diagnostic::new(&UNKNOWN_KEY, span, words)
            .lower(Severity::Warning)
            .help(msg!("skriv {near}", "write {near}"))
            .suggest(span, near),
    );
}

/// Takes over the words of a file; what is no word is reported.
pub(super) fn collect(tree: &yaml::Tree, id: SourceId, words: &mut BTreeMap<String, String>, sink: &mut Sink) {
    let no_word = |node: &yaml::Node, key: &str| {
        Diagnostic::new(&WRONG_KIND, node.span(id), msg!("{key} ska vara en text", "{key} must be a text"))
            .help(msg!("skriv {key}: och orden på samma rad", "write {key}: and the words on the same line"))
    };
    match tree.root.as_ref().map(|root| (root, &root.kind)) {
        None | Some((_, Kind::Empty)) => {}
        Some((_, Kind::Map(entries))) => {
            for entry in entries {
                match &entry.value.kind {
                    Kind::Scalar { text, .. } => {
                        words.insert(entry.key_text().to_owned(), text.trim().to_owned());
                    }
                    // The built-in word holds.
                    Kind::Empty => {}
                    Kind::List(_) | Kind::Map(_) => sink.push(no_word(&entry.value, entry.key_text())),
                }
            }
        }
        Some((root, _)) => sink.push(
            Diagnostic::new(
                &WRONG_KIND,
                root.span(id),
                msg!("{WORDS_FILE} ska ha ett ord på varje rad", "{WORDS_FILE} must have a word on each line"),
            )
            .help(msg!(
                "skriv ordets nyckel, kolon och det som ska tryckas",
                "write the word's key, a colon and what is to be printed"
            )),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED, PrintLanguage, embedded, genitive, is_plural, read_words, uncapitalised};
    use std::collections::BTreeMap;

    #[test]
    fn every_language_has_all_words_and_no_others() {
        let keys = |name: &str| {
            let mut words = BTreeMap::new();
            read_words(embedded(name), &mut words);
            words.into_keys().collect::<Vec<_>>()
        };
        let swedish = keys("ord.yaml");
        for language in PrintLanguage::ALL.into_iter().filter(|language| *language != PrintLanguage::Swedish) {
            let name = format!("ord.{}.yaml", language.code());
            assert!(EMBEDDED.get_file(&name).is_some(), "{name} is there");
            assert_eq!(keys(&name), swedish, "{name}");
        }
    }

    #[test]
    fn headings_are_put_into_words_only_where_they_fit() {
        assert_eq!(genitive("KF:s mål"), Some("KF:s"));
        assert_eq!(genitive("Strategiskt mål"), None);
        assert_eq!(genitive("Fokusmål"), None);
        assert!(is_plural("Kommunfullmäktiges mål") && is_plural("Fokusmål"));
        assert!(!is_plural("Strategiskt mål") && !is_plural("Målområde") && !is_plural("Perspektiv"));
        assert_eq!(uncapitalised("KF:s mål"), "KF:s mål");
        assert_eq!(uncapitalised("Nämndens mål"), "nämndens mål");
    }
}
