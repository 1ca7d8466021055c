//! The page of a form while it is open, the list of all forms, and what follow-ups say now.

use std::collections::BTreeMap;

use serde::Serialize;

use super::filling::name_of;
use super::forms::{self, DueCount, FormPlace};
use super::injected::escaped;
use super::state::State;
use crate::diagnostic::{Bilingual, Diagnostic, Language};
use crate::fill::taken::asked;
use crate::identity::{masked, shown};
use crate::lint::fingerprint::Fingerprint;
use crate::model::swedish;
use crate::msg;
use crate::read::load::Loaded;
use crate::read::workspace;

/// What the script of an open form is told; it knows no words but these.
#[derive(Debug, Serialize)]
struct Live {
    /// The name that drafts are kept under.
    name: String,
    /// The way from the page to the site's folder.
    base: String,
    /// Where what the follow-ups say now is told, from the site's folder.
    values: String,
    /// The page of the report, from the same.
    page: String,
    /// The files of the report.
    report: Vec<String>,
    /// The language of the words.
    language: &'static str,
    words: BTreeMap<&'static str, String>,
}

/// What the follow-ups of a form say.
#[derive(Debug, Serialize)]
struct Values {
    /// Why that cannot be told.
    why: Option<String>,
    report: Vec<String>,
    things: Vec<Thing>,
}

/// What they say of one thing.
#[derive(Debug, Serialize)]
struct Thing {
    kind: &'static str,
    id: String,
    asked: String,
    values: BTreeMap<&'static str, Option<String>>,
}

/// The page of a form; none where there is no such form.
///
/// Errors: a template cannot be used.
pub(super) fn page(state: &State, address: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let State { loaded, templates, language, .. } = state;
    let Some(place) = FormPlace::find(loaded, address) else { return Ok(None) };
    let Some(form) = place.form(loaded, *language) else { return Ok(None) };
    let page = form.page(templates)?;
    let plan = loaded.paths.get(&loaded.resolved.documents.head(place.of.plan).source);
    let real = plan.map(|plan| loaded.door.files().real_or_as_is(plan));
    let name = format!("{}\n{address}", real.unwrap_or_default().display());
    let live = Live {
        name: Fingerprint::of_words(&name).to_string(),
        base: "../".repeat(format!("{}{address}", forms::FORM).matches('/').count()),
        values: format!("{}{address}", forms::VALUES),
        page: place.report_page(loaded),
        report: place.files(loaded),
        language: name_of(*language),
        words: words(*language),
    };
    let json = serde_json::to_string(&live).unwrap_or_default();
    Ok(Some(super::injected::into_form(page, &live.name, &json).into_bytes()))
}

/// What the follow-ups of a form say now, as JSON.
pub(super) fn values(state: Option<&State>, why: Option<Bilingual>, address: &str) -> Vec<u8> {
    let mut values = Values { why: None, report: Vec::new(), things: Vec::new() };
    let language = state.map_or(Language::Swedish, |state| state.language);
    let place = state.and_then(|state| FormPlace::find(&state.loaded, address));
    let why = match (state, &place, why) {
        (_, _, Some(why)) => Some(why),
        (Some(state), Some(place), None) => place.unread(&state.loaded).next().map(|file| {
            let path = workspace::show(&file.path);
            msg!(
                "{path} går inte att läsa just nu, så inget skrivs förrän den är rättad.",
                "{path} cannot be read at the moment, so nothing is written until it is fixed.",
            )
        }),
        _ => Some(Bilingual::fixed(
            "Planen går inte att läsa just nu, eller har inget att rapportera längre.",
            "The plan cannot be read at the moment, or has nothing to report any more.",
        )),
    };
    match (why, state, place) {
        (None, Some(state), Some(place)) => {
            values.report = place.files(&state.loaded);
            let all = asked(&state.loaded, &place.of).into_iter().map(|asked| Thing {
                kind: asked.kind.name(),
                asked: asked.fingerprint().to_string(),
                values: asked.values.into_iter().map(|value| (value.key, value.now)).collect(),
                id: asked.id,
            });
            values.things = all.collect();
        }
        (why, ..) => values.why = why.map(|why| shown(why.get(language)).into_owned()),
    }
    serde_json::to_vec(&values).unwrap_or_default()
}

/// The page that lists all forms: each plan with its occasions, the latest year first.
pub(super) fn list(loaded: &Loaded, language: Language) -> String {
    let mut years: BTreeMap<i16, Vec<(String, usize)>> = BTreeMap::new();
    for (_, plan) in forms::plans(loaded) {
        let document = &loaded.resolved.documents[plan];
        let name = masked(document.organisation.name()).into_owned();
        years.entry(document.year.as_ref().map_or(0, |year| year.value)).or_default().push((name, plan));
    }
    let order = swedish();
    let mut text = String::new();
    for (year, mut plans) in years.into_iter().rev() {
        plans.sort_by(|one, two| order.compare(&one.0, &two.0));
        let units: String = plans.iter().map(|(name, plan)| unit(loaded, name, *plan, language)).collect();
        if !units.is_empty() {
            text.push_str(&format!("<h2>{year}</h2>\n<ul>\n{units}</ul>\n"));
        }
    }
    let none = Bilingual::fixed("Ingenting finns att rapportera.", "There is nothing to report.");
    let about = Bilingual::fixed(
        "Välj enhet och tillfälle. Det du fyller i skrivs direkt i uppföljningens fil.",
        "Choose the unit and the occasion. What you fill in is written straight into the file of the follow-up.",
    );
    match text.is_empty() {
        true => format!("<p>{}</p>\n", none.get(language)),
        false => format!("<p>{}</p>\n{text}", about.get(language)),
    }
}

fn unit(loaded: &Loaded, name: &str, plan: usize, language: Language) -> String {
    let forms = FormPlace::of_plan(loaded, plan);
    let link = |place: &FormPlace| {
        let DueCount { due, reported } = DueCount::of(loaded, place.of);
        let words = msg!("{reported} av {due} ifyllda", "{reported} of {due} filled in");
        let (link, when) = (escaped(&place.link(forms::LIST)), escaped(&place.when(loaded)));
        format!("<li><a href=\"{link}\">{}: {when}</a> ({})</li>\n", escaped(name), words.get(language))
    };
    forms.iter().map(link).collect()
}

/// The words of an open form that are not the document's.
fn words(language: Language) -> BTreeMap<&'static str, String> {
    let words = [
        (
            "how",
            Bilingual::fixed(
                "Fyll i det du vet. Svaren skrivs direkt i uppföljningen, och syns i rapporten. Det du lämnar tomt ändras inte.",
                "Fill in what you know. Your answers are written straight into the follow-up, and are seen in the report. What you leave empty is not changed.",
            ),
        ),
        (
            "ready",
            Bilingual::fixed(
                "Svaren skrivs i {file} medan du fyller i.",
                "Your answers are written to {file} while you fill in.",
            ),
        ),
        (
            "ready_new",
            Bilingual::fixed(
                "Det första svaret gör uppföljningens fil.",
                "Your first answer makes the file of the follow-up.",
            ),
        ),
        ("writing", Bilingual::fixed("Skriver …", "Writing …")),
        ("written", Bilingual::fixed("Skrivet i {file} {time}", "Written to {file} {time}")),
        (
            "unwritten",
            Bilingual::fixed(
                "Allt är inte skrivet: se vad som står vid fälten.",
                "Not everything is written: see what stands at the fields.",
            ),
        ),
        (
            "lost",
            Bilingual::fixed(
                "Ingen kontakt med vp serve. Det du fyller i är kvar i webbläsaren och skrivs när kontakten är tillbaka.",
                "No contact with vp serve. What you fill in stays in the browser and is written once contact is back.",
            ),
        ),
        (
            "lost_no_draft",
            Bilingual::fixed(
                "Ingen kontakt med vp serve, och webbläsaren sparar inget utkast. Spara svaren som en fil innan du stänger sidan.",
                "No contact with vp serve, and the browser keeps no draft. Save the answers as a file before you close the page.",
            ),
        ),
        ("file", Bilingual::fixed("I filen står nu:", "The file now says:")),
        ("file_none", Bilingual::fixed("I filen står nu ingenting.", "The file now says nothing.")),
        ("mine", Bilingual::fixed("Ditt svar:", "Your answer:")),
        ("take_file", Bilingual::fixed("Ta filens", "Take the file’s")),
        ("write_mine", Bilingual::fixed("Skriv mitt", "Write mine")),
        (
            "changed",
            Bilingual::fixed(
                "Filen har ändrats, så svaret är inte skrivet",
                "The file has changed, so the answer is not written",
            ),
        ),
        (
            "reworded",
            Bilingual::fixed(
                "Planen har ändrats, så svaret är inte skrivet",
                "The plan has changed, so the answer is not written",
            ),
        ),
        ("still", Bilingual::fixed("Svaret gäller ändå", "The answer still holds")),
        ("reload", Bilingual::fixed("Visa formuläret på nytt", "Show the form anew")),
        (
            "stale",
            Bilingual::fixed(
                "Planen har ändrats sedan formuläret öppnades. Det du fyllt i är kvar när formuläret visas på nytt.",
                "The plan has changed since the form was opened. What you have filled in is still there when the form is shown anew.",
            ),
        ),
        (
            "emptied",
            Bilingual::fixed(
                "Ett tomt fält ändrar inget. I filen står:",
                "An empty field changes nothing. The file says:",
            ),
        ),
        ("put_back", Bilingual::fixed("Visa det igen", "Show it again")),
        (
            "gone",
            Bilingual::fixed(
                "{file} finns inte längre. Det du fyllt i är kvar här.",
                "{file} is no longer there. What you have filled in is still here.",
            ),
        ),
        ("again", Bilingual::fixed("Gör filen på nytt", "Make the file anew")),
        ("page", Bilingual::fixed("Rapporten", "The report")),
        ("to_page", Bilingual::fixed("Till rapporten", "To the report")),
        ("list", Bilingual::fixed("Alla formulär", "All forms")),
    ];
    words.into_iter().map(|(key, words)| (key, words.get(language).to_owned())).collect()
}
