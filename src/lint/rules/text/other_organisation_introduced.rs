//! An introduction that begins with another organisation than the document's own.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::lint::rules::sentences::{first_sentence, words};
use crate::model::{Document, Tier};
use crate::msg;
use crate::resolve::names::plain_name;

/// VP0914.
pub static RULE: Rule = Rule {
    code: "VP0914",
    name: "other-organisation-introduced",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "inledningen handlar om en annan organisation",
        "the introduction is about another organisation",
    ),
    what: Bilingual::fixed(
        "Inledningens första mening börjar med namnet på en annan organisation i arbetsytan, eller med ett namn på en enhet eller avdelning som inte är dokumentets (”Vuxenenheten utreder” i Familjeenhetens plan). Eller så säger den att organisationen hör till en annan nämnd än den som står under `organisation`.",
        "The introduction's first sentence begins with the name of another organisation of the workspace, or with that of a unit or department that is not the document's (\"Vuxenenheten utreder\" in the plan of Familjeenheten). Or it says that the organisation belongs to another board than the one below `organisation`.",
    ),
    why: Bilingual::fixed(
        "Planen skrevs ur en annan enhets plan. Står namnet kvar i första meningen står det ofta kvar på fler ställen.",
        "The plan was written from another unit's plan. Where the name is left in the first sentence it is often left in more places.",
    ),
    fixes: Fixes::NONE,
};

/// What names of organisations end with.
const KINDS: &[&str] =
    &["enheten", "avdelningen", "nämnden", "förvaltningen", "sektionen", "gruppen", "teamet", "kontoret", "skolan"];

/// What stands before the organisation that another belongs to.
const BELONGS: &[&str] = &["inom", "under", "tillhör", "till", "i"];

/// Names have at most so many words.
const LONGEST: usize = 6;

/// Looks at the first sentence of each introduction.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let document = &plans.resolved.documents[number];
    if !document.is_plan() {
        return;
    }
    let Some(introduction) = &document.introduction else { return };
    // The first sentence stands at the beginning: the rest of a long text need not be unfolded to find out that there is none.
    if introduction.raw(plans.sources).trim().is_empty() || document.organisation.own().is_none() {
        return;
    }
    let text = introduction.text(plans.sources);
    let range = first_sentence(&text.text);
    let sentence = &text.text[range.clone()];
    if let Some((found, what)) = other_in(sentence, document, plans.resolved.organisations()) {
        let start = range.start + (found.as_ptr() as usize - sentence.as_ptr() as usize);
        sink.push(finding(text.span(start..start + found.len()), (found, what), document));
    }
}

/// What an organisation stands as that is another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Subject,
    Board,
}

/// The name of another organisation in a first sentence, as written.
fn other_in<'s>(sentence: &'s str, document: &Document, known: &FxHashSet<String>) -> Option<(&'s str, What)> {
    let own: Vec<String> = own_names(document);
    let first = words(sentence).next()?;
    if !sentence.trim_start_matches(['*', '_']).starts_with(first) || !first.starts_with(char::is_uppercase) {
        return None;
    }
    let start = first.as_ptr() as usize - sentence.as_ptr() as usize;
    let is_own = |name: &str| own.iter().any(|own| own.contains(name) || name.contains(own.as_str()));
    // The longest known name that the sentence begins with: an own one is no other's beginning.
    let ends: Vec<usize> = words(&sentence[start..])
        .take(LONGEST)
        .map(|word| word.as_ptr() as usize - sentence.as_ptr() as usize + word.len())
        .collect();
    for end in ends.iter().rev() {
        let name = plain_name(&sentence[start..*end]);
        if known.contains(&name) {
            if !is_own(&name) {
                return Some((&sentence[start..*end], What::Subject));
            }
            break;
        }
    }
    if is_other_kind(first, &own) {
        return Some((first, What::Subject));
    }
    let board = document.organisation.at(Tier::Board).filter(|_| document.organisation.tier() > Tier::Board)?;
    let mut before = "";
    for word in words(sentence) {
        let lower = word.to_lowercase();
        let is_a_board = lower.ends_with("nämnden") && lower != "nämnden" && word.starts_with(char::is_uppercase);
        let names =
            || words(board.as_str()).any(|own| own.to_lowercase() == lower || lower.contains(&own.to_lowercase()));
        if is_a_board && BELONGS.contains(&before) && !names() {
            return Some((word, What::Board));
        }
        before = word;
    }
    None
}

fn own_names(document: &Document) -> Vec<String> {
    let organisation = &document.organisation;
    let names = organisation.names.iter().map(|(_, name)| name);
    let all = names.chain(&organisation.administration).chain(&organisation.formerly);
    all.map(|name| plain_name(name.as_str())).collect()
}

/// So many letters are what two forms of a name have in common.
const STEM: usize = 5;

/// Whether a word is a name such as Vuxenenheten that has nothing of the own names in it.
fn is_other_kind(word: &str, own: &[String]) -> bool {
    let lower = word.to_lowercase();
    let found = KINDS.iter().find_map(|kind| Some((lower.strip_suffix(kind)?, *kind)));
    let Some((stem, kind)) = found.filter(|(stem, _)| stem.chars().count() > 2) else { return false };
    // "Basenheten", "Stabsenheten", "Stadsdelsnämnden": what is common to many is no name.
    let common: &[&str] = match kind {
        // Kinds of schools, which are no names either: Grundskolan, Musikskolan.
        "skolan" => &[
            "för",
            "grund",
            "gymnasie",
            "hög",
            "sär",
            "grundsär",
            "gymnasiesär",
            "anpassade",
            "fri",
            "musik",
            "kultur",
            "folkhög",
            "sommar",
            "natur",
            "låg",
            "mellan",
            "special",
            "resurs",
            "yrkes",
            "vuxen",
            "simm",
            "skid",
            "moder",
        ],
        _ => &["bas", "stads", "stadsdels", "kommun", "arbets", "lednings", "hela", "den", "projekt", "del", "plan"],
    };
    let beginning: String = stem.chars().take(STEM).collect();
    !common.contains(&stem) && !own.iter().any(|own| own.contains(&beginning))
}

fn finding(span: crate::source::Span, (found, what): (&str, What), document: &Document) -> Diagnostic {
    let organisation = &document.organisation;
    let own = organisation.name();
    let place = organisation.own().map_or(document.organisation_span, |(_, name)| name.span);
    let board = organisation.at(Tier::Board);
    let finding = match (what, board) {
        (What::Board, Some(board)) => {
            let name = board.as_str();
            Diagnostic::new(
                &RULE,
                span,
                msg!(
                    "inledningen säger {found}, men {own} hör till {name}",
                    "the introduction says {found}, but {own} belongs to {name}",
                ),
            )
            .other(board.span, msg!("nämnden enligt organisation", "the board by organisation"))
        }
        _ => Diagnostic::new(
            &RULE,
            span,
            msg!(
                "inledningen börjar med {found}, men planen gäller {own}",
                "the introduction begins with {found}, but the plan is for {own}",
            ),
        )
        .other(place, msg!("planens organisation", "the organisation of the plan")),
    };
    finding.help(msg!(
        "läs texten: är den en annan enhets, skriv om den; är det organisationens namn som har ändrats, skriv det gamla under tidigare:",
        "read the text: if it is another unit's, rewrite it; if the organisation's name has changed, write the old one after tidigare:",
    ))
}
