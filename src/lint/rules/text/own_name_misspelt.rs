//! The name of the organisation, misspelt in its own text.

use memchr::memmem;

use crate::characters::is_of_word;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink, differs_at_most};
use crate::lint::rules::Subject;
use crate::lint::rules::sentences::words;
use crate::msg;

/// VP0922.
pub static RULE: Rule = Rule {
    code: "VP0922",
    name: "own-name-misspelt",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("organisationens eget namn är felstavat", "the organisation's own name is misspelt"),
    what: Bilingual::fixed(
        "En text säger nästan det namn som står under `organisation`: en bokstav är en annan, fattas, är en för mycket eller har bytt plats med nästa. Det gäller namn på minst åtta bokstäver som skrivs med stor bokstav. Böjningar räknas inte, inte heller andra organisationers namn.",
        "A text says nearly the name below `organisation`: one letter is another, is missing, is one too many or has changed places with the next. That is about names of eight letters or more with a capital. Inflections do not count, nor do names of other organisations.",
    ),
    why: Bilingual::fixed(
        "Namnet är det första som läsaren ser och det som man söker efter. Oftast är det ett skrivfel, ibland kommer texten från en annan enhet.",
        "The name is the first thing that readers see, and what people search for. Most often it is a slip of the keys, sometimes the text comes from another unit.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed(
            "namnet som det står under `organisation`",
            "the name as it stands below `organisation`",
        )),
    },
};

/// Shorter names are near too many other words.
const SHORTEST: usize = 8;

/// No name that is a single word is longer.
const LONGEST: usize = 64;

/// Words bend at their end: so many letters there do not count.
const ENDING: usize = 3;

/// Looks at the words of each text that begin with a capital; each misspelling is told once.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let organisation = &subject.document.organisation;
    let names: Vec<&str> = organisation
        .names
        .iter()
        .flat_map(|(_, name)| words(name.as_str()))
        .filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() >= SHORTEST)
        .collect();
    if names.is_empty() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for text in subject.texts {
        let whole: &str = &text.text.text;
        for word in words_beginning_as(&names, whole) {
            let Some(name) = names.iter().find(|name| is_misspelt(word, name)) else { continue };
            if told.contains(&word) || is_known(subject, word) {
                continue;
            }
            told.push(word);
            let start = word.as_ptr() as usize - whole.as_ptr() as usize;
            let span = text.text.span(start..start + word.len());
            let place = organisation.names.iter().find(|(_, whole)| whole.as_str().contains(name));
            let finding = Diagnostic::new(
                &RULE,
                span,
                msg!("här står {word}, men namnet är {name}", "this says {word}, but the name is {name}"),
            );
            let finding = match place {
                Some((_, whole)) => finding.other(whole.span, msg!("namnet", "the name")),
                None => finding,
            };
            sink.push(finding.help(msg!(
                "skriv {name}; menas en annan organisation, läs igenom texten: den kan vara hämtad därifrån",
                "write {name}; if another organisation is meant, read the text through: it may have come from there",
            )));
        }
    }
}

/// The words of a text that begin with the first letter of one of the names and are not too short, in order. Most of a text is
/// passed over by that letter, a capital.
fn words_beginning_as<'t>(names: &[&str], whole: &'t str) -> Vec<&'t str> {
    let mut letters: Vec<char> = names.iter().filter_map(|name| name.chars().next()).collect();
    letters.sort_unstable();
    letters.dedup();
    let mut places: Vec<usize> = Vec::new();
    for letter in letters {
        let mut bytes = [0; 4];
        places.extend(memmem::find_iter(whole.as_bytes(), letter.encode_utf8(&mut bytes).as_bytes()));
    }
    places.sort_unstable();
    let begins = places.into_iter().filter(|place| !whole[..*place].ends_with(is_of_word));
    let words = begins.map(|place| {
        let rest = &whole[place..];
        &rest[..rest.find(|character: char| !is_of_word(character)).unwrap_or(rest.len())]
    });
    words.filter(|word| word.len() >= SHORTEST).collect()
}

/// Whether a word is a name with one slip of the keys in it, before the ending that words bend at.
fn is_misspelt(word: &str, name: &str) -> bool {
    let (one, other) = (word.chars().count(), name.chars().count());
    if one.abs_diff(other) > 1 || word.chars().next() != name.chars().next() {
        return false;
    }
    let stem = |word: &str| word.chars().take(word.chars().count() - ENDING).collect::<String>();
    let is_bent = word.starts_with(&stem(name)) || name.starts_with(&stem(word));
    // A genitive has one letter more, and so has a slip in it.
    let bare = word.strip_suffix('s').filter(|_| !name.ends_with('s')).unwrap_or(word);
    !is_bent && [word, bare].iter().any(|word| *word != name && differs_at_most(word, name, 1, LONGEST))
}

/// Whether a word stands in the name of any organisation, now or before.
fn is_known(subject: &Subject, word: &str) -> bool {
    subject.resolved.documents.heads().any(|head| {
        let organisation = &head.organisation;
        let names = organisation.names.iter().map(|(_, name)| name);
        let mut all = names.chain(&organisation.administration).chain(&organisation.formerly);
        all.any(|name| {
            words(name.as_str())
                .any(|known| known.eq_ignore_ascii_case(word) || known.to_lowercase() == word.to_lowercase())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_misspelt;

    #[test]
    fn a_slip_is_told_from_an_inflection() {
        for (word, name, expected) in [
            ("Familjenheten", "Familjeenheten", true),
            ("Familjeehneten", "Familjeenheten", true),
            ("Boendesödet", "Boendestödet", true),
            ("Boendestödet", "Boendestödet", false),
            ("Boendestödets", "Boendestödet", false),
            ("Boendestöd", "Boendestödet", false),
            ("Boendestöden", "Boendestödet", false),
            ("Boendesödets", "Boendestödet", true),
            ("Vuxenenheten", "Familjeenheten", false),
            ("Barnenheten", "Barnenheter", false),
            ("Socialnämnden", "Socialnämnd", false),
        ] {
            assert_eq!(is_misspelt(word, name), expected, "{word} {name}");
        }
    }
}
