//! `vp new follow-up`: the file to fill in before a report, or the page.

use std::path::Path;

use jiff::civil::Date;

use crate::cli::args::{FormFormat, NewFollowUp};
use crate::cli::{Outcome, clock, console, language};
use crate::diagnostic::{Bilingual, Diagnostic, Language, near_name};
use crate::drafts::forms::plans::{self, Nearest};
use crate::drafts::forms::{Count, Form, Refusal, Request, page_name};
use crate::lint::report::text;
use crate::msg;
use crate::print::render::output;
use crate::print::templates;
use crate::read::load::{File, Loaded};
use crate::read::workspace;

/// The plan that the command means in a folder that has one.
const PLAN_FILE: &str = "plan.yaml";

/// Why nothing is written.
enum Stop {
    /// Something that is not about the templates.
    Said(Bilingual),
    /// The workspace's template cannot be used.
    Template(Box<Diagnostic>),
}

impl From<Bilingual> for Stop {
    fn from(words: Bilingual) -> Stop {
        Stop::Said(words)
    }
}

/// Writes the file, or says why it cannot.
pub(in crate::cli) fn run(options: &NewFollowUp) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let own = Path::new(PLAN_FILE);
    let asked = options.plan.as_deref().or_else(|| own.is_file().then_some(own));
    let Some(loaded) = crate::cli::usable(asked, options.language, &mut language) else {
        return Ok(Outcome::Failed);
    };
    let today = clock::today(language)?;
    match make(&loaded, options, today, language) {
        Ok(words) => {
            console::lines(words.get(language))?;
            Ok(Outcome::Clean)
        }
        Err(Stop::Said(words)) => {
            console::error(language, words.get(language));
            Ok(Outcome::Failed)
        }
        Err(Stop::Template(finding)) => {
            console::note(&text::write(&[*finding], &loaded.sources, language, console::STYLE));
            Ok(Outcome::Findings)
        }
    }
}

/// Writes the file; gives what there is to say of it.
fn make(loaded: &Loaded, options: &NewFollowUp, today: Date, language: Language) -> Result<Bilingual, Stop> {
    let occasion = options.period.as_deref().map(|written| occasion(loaded, written)).transpose()?;
    let nearest = plans::nearest(loaded, plans::Asked { occasion, year: options.year, today });
    let (file, plan) = chosen(loaded, options, nearest)?;
    let Some(Nearest { occasion, .. }) = nearest else { return Err(no_year(loaded, options).into()) };
    let is_page = options.format == FormFormat::Html;
    let wish = Request {
        loaded,
        plan,
        occasion,
        who: options.who.as_deref(),
        // A page shows what is reported already: whoever fills it in goes on from there.
        without_others: !is_page,
        language,
    };
    let path_of = |name: &str| {
        let folder = file.path.parent().unwrap_or(Path::new(""));
        folder.join(if is_page { page_name(name) } else { format!("{name}.yaml") })
    };
    let key = loaded.resolved.settings.steering.occasions[occasion].key.as_str();
    let form = Form::new(wish).map_err(|refusal| refused(&refusal, options.who.as_deref(), key))?;
    let path = path_of(&form.name());
    // A link that leads nowhere is in the way too.
    if path.symlink_metadata().is_ok() {
        let shown = workspace::show(&path);
        return Err(msg!(
            "{shown} finns redan, inget skrevs\n  fyll i den, eller flytta den för att få en ny",
            "{shown} exists already, nothing was written\n  fill it in, or move it to have a new one",
        )
        .into());
    }
    let page = match is_page {
        true => {
            let (templates, broken) = templates::own::of(loaded);
            let page = form.page(&templates);
            // One that cannot be read would be named by every page that uses it; here it is said once.
            page.map_err(|finding| Stop::Template(broken.into_iter().next().map_or(finding, Box::new)))?
        }
        false => form.yaml(),
    };
    output::create(&path, page.as_bytes()).map_err(|error| {
        let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
        let (sv, en) = (why.sv, why.en);
        msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}")
    })?;
    let chosen = nearest.filter(|_| options.period.is_none() || nearest.is_some_and(|nearest| nearest.is_chosen_year));
    let why = chosen.map(|nearest| said(key, nearest, options, today));
    Ok(written(&path, form.count(), is_page, why))
}

/// The plan that is meant, with its file.
fn chosen<'l>(
    loaded: &'l Loaded,
    options: &NewFollowUp,
    nearest: Option<Nearest>,
) -> Result<(&'l File, usize), Bilingual> {
    let file_of = |document: usize| loaded.files.iter().find(|file| file.document == Some(document));
    let asked_for: Vec<&File> = loaded.asked().collect();
    let file = match asked_for[..] {
        [one] if one.document.is_none() => {
            let (shown, quoted) = (workspace::show(&one.path), console::quoted(&workspace::show(&one.path)));
            return Err(msg!(
                "{shown} går inte att läsa; vp check {quoted} visar varför",
                "{shown} cannot be read; vp check {quoted} shows why",
            ));
        }
        [one] => one,
        _ => {
            let own = options.plan.as_deref().map(|folder| folder.join(PLAN_FILE));
            let own = own.and_then(|own| asked_for.iter().find(|file| file.document.is_some() && file.path == own));
            match own {
                Some(own) => own,
                None => only(loaded, options, nearest, file_of)?,
            }
        }
    };
    let shown = workspace::show(&file.path);
    let Some(plan) = file.document else { return Err(msg!("{shown} går inte att läsa", "{shown} cannot be read")) };
    let document = &loaded.resolved.documents[plan];
    if !document.is_plan() {
        let kind = document.kind;
        return Err(msg!(
            "{shown} är ingen plan, utan {kind}\n  namnge planen som följs upp",
            "{shown} is not a plan, but {kind}\n  name the plan that is followed up",
        ));
    }
    if !loaded.is_printable(plan) {
        let quoted = console::quoted(&shown);
        return Err(msg!(
            "en plan som {shown} bygger på går inte att läsa, så mål skulle saknas; vp check {quoted} visar varför",
            "a plan that {shown} builds on cannot be read, so goals would be missing; vp check {quoted} shows why",
        ));
    }
    Ok((file, plan))
}

/// The only plan that can be meant.
fn only<'l>(
    loaded: &'l Loaded,
    options: &NewFollowUp,
    nearest: Option<Nearest>,
    file_of: impl Fn(usize) -> Option<&'l File>,
) -> Result<&'l File, Bilingual> {
    // A plan that cannot be read may be the very one that is meant.
    let unread = loaded.asked().find(|file| file.document.is_none());
    if let Some(unread) = unread {
        let (shown, quoted) = (workspace::show(&unread.path), console::quoted(&workspace::show(&unread.path)));
        return Err(msg!(
            "{shown} går inte att läsa, så namnge planen som följs upp; vp check {quoted} visar felet",
            "{shown} cannot be read, so name the plan that is followed up; vp check {quoted} shows what is wrong",
        ));
    }
    let year = match nearest {
        Some(nearest) => nearest.year,
        None => return Err(no_year(loaded, options)),
    };
    let found: Vec<&File> = plans::candidates(loaded, year).into_iter().filter_map(file_of).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(msg!("här finns ingen plan att följa upp", "there is no plan here to follow up")),
        _ => {
            let list: Vec<String> = found.iter().map(|file| workspace::show(&file.path)).collect();
            let list = list.join("\n  ");
            Err(msg!(
                "här finns flera planer för {year}; namnge den som följs upp:\n  {list}",
                "there are several plans for {year} here; name the one that is followed up:\n  {list}",
            ))
        }
    }
}

fn occasion(loaded: &Loaded, written: &str) -> Result<usize, Bilingual> {
    loaded.resolved.occasion(written).ok_or_else(|| {
        let known = loaded.resolved.settings.steering.occasions.iter().map(|occasion| occasion.key.as_str());
        let list = known.clone().collect::<Vec<_>>().join(", ");
        match near_name(written, known.clone()).or_else(|| shortened(written, known)) {
            Some(near) => msg!(
                "styrmodellen har inget tillfälle som heter {written}\n  menade du {near}?",
                "the steering model has no occasion called {written}\n  did you mean {near}?",
            ),
            None => msg!(
                "styrmodellen har inget tillfälle som heter {written}\n  skriv något av {list}",
                "the steering model has no occasion called {written}\n  write one of {list}",
            ),
        }
    })
}

/// The occasion that a word and a number shorten to: T2 of "tertial 2".
fn shortened<'k>(written: &str, mut known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let first = written.chars().next().filter(|first| first.is_alphabetic())?;
    let number = written.trim_start_matches(|character: char| !character.is_ascii_digit());
    let short = format!("{first}{number}").to_lowercase();
    known.find(|key| !number.is_empty() && key.to_lowercase() == short)
}

/// Which occasion of which year was chosen, and by which day.
fn said(key: &str, nearest: Nearest, options: &NewFollowUp, today: Date) -> Bilingual {
    let Nearest { year, day, is_chosen_year, .. } = nearest;
    let (sv, en) = match (options.period.is_none(), is_chosen_year) {
        (true, true) => ("--period och --year väljer annat", "--period and --year choose another"),
        (true, false) => ("--period väljer ett annat", "--period chooses another"),
        (false, _) => ("--year väljer ett annat år", "--year chooses another year"),
    };
    msg!(
        "{key} {year}, den {day}, ligger närmast i dag, den {today}; {sv}",
        "{key} {year}, on {day}, is nearest to today, {today}; {en}",
    )
}

/// That no plan is of the year that was asked for.
fn no_year(loaded: &Loaded, options: &NewFollowUp) -> Bilingual {
    let years: Vec<String> = plans::years(loaded).iter().map(i16::to_string).collect();
    match (options.year, years.is_empty()) {
        (Some(year), false) => {
            let years = years.join(", ");
            msg!(
                "här finns ingen plan för {year}\n  det finns planer för {years}",
                "there is no plan for {year} here\n  there are plans for {years}",
            )
        }
        _ => Bilingual::fixed("här finns ingen plan att följa upp", "there is no plan here to follow up"),
    }
}

fn refused(refusal: &Refusal, who: Option<&str>, period: &str) -> Bilingual {
    let who = who.unwrap_or_default();
    match refusal {
        Refusal::Nobody(names) if names.is_empty() => msg!(
            "planen säger inte vem som är ansvarig för något\n  skriv ansvarig: på mål, indikatorer eller aktiviteter",
            "the plan does not say who is responsible for anything\n  write ansvarig: on goals, indicators or activities",
        ),
        Refusal::Nobody(names) => {
            let list = names.join("\n  ");
            msg!(
                "ingenting i planen har {who} som ansvarig; dessa finns:\n  {list}",
                "nothing in the plan has {who} as the one responsible; there are:\n  {list}",
            )
        }
        Refusal::Nothing(who) => {
            msg!("{who} har inget att rapportera vid {period}", "{who} has nothing to report at {period}")
        }
        Refusal::Everything(files) => {
            let list = files.join("\n  ");
            msg!(
                "allt som skulle rapporteras står redan i:\n  {list}",
                "all that would be reported is already in:\n  {list}",
            )
        }
    }
}

/// What was written, and what to do next.
fn written(path: &Path, count: Count, is_page: bool, why: Option<Bilingual>) -> Bilingual {
    let (shown, quoted) = (workspace::show(path), console::quoted(&workspace::show(path)));
    let Count { goals, indicators, activities, assignments } = count;
    let Bilingual { sv: sv_more, en: en_more } = match assignments {
        0 => Bilingual::fixed("", ""),
        _ => msg!(", uppdrag: {assignments}", ", assignments: {assignments}"),
    };
    let line = |words: std::borrow::Cow<str>| if words.is_empty() { String::new() } else { format!("  {words}\n") };
    let Bilingual { sv, en } = why.unwrap_or(Bilingual::fixed("", ""));
    let (sv, en) = (line(sv), line(en));
    if is_page {
        return msg!(
            "{shown}\n{sv}  mål: {goals}, indikatorer: {indicators}, aktiviteter: {activities}{sv_more}\n\n\
             Nu: öppna filen i en webbläsare, eller skicka den till den som ska fylla i; vp fill tar in svaren\n",
            "{shown}\n{en}  goals: {goals}, indicators: {indicators}, activities: {activities}{en_more}\n\n\
             Now: open the file in a browser, or send it to whoever is to fill it in; vp fill takes in the answers\n",
        );
    }
    msg!(
        "{shown}\n{sv}  mål: {goals}, indikatorer: {indicators}, aktiviteter: {activities}{sv_more}\n\n\
         Nu: fyll i filen; vp check --info {quoted} visar vad som är kvar\n",
        "{shown}\n{en}  goals: {goals}, indicators: {indicators}, activities: {activities}{en_more}\n\n\
         Now: fill in the file; vp check --info {quoted} shows what is left\n",
    )
}
