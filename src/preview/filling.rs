//! Answers that come from a form that is open in a browser, written into the follow-up at once.
//!
//! What is on the disk is read again before, so that an answer is held against the files as they are; a file that changes all
//! the same before it is replaced is left, and the answers are held against it anew.

use std::path::PathBuf;

use serde::Serialize;

use super::World;
use super::answer::{Answer, Body};
use super::forms::FormPlace;
use crate::diagnostic::{Bilingual, Language};
use crate::fill::answers::{Answer as Answered, Answers};
use crate::fill::live::{self, Refused, Slot, Why};
use crate::fill::problem::Problem;
use crate::fill::taken::{asked, number_of, take_at};
use crate::fill::writing::{Filled, write_sound};
use crate::identity::shown;
use crate::msg;
use crate::print::render::output::{self, ReplaceError};
use crate::read::load::{File, Loaded, Workspace};
use crate::read::workspace;

/// So often answers are held against files that change meanwhile.
const MOST_TRIES: usize = 4;

/// Answers to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The form's address, below the folder of forms.
    pub form: String,
    /// The answers, as a form saves them.
    pub answers: String,
}

/// What became of answers.
#[derive(Debug, Serialize)]
struct Reply {
    /// The language of the words.
    language: &'static str,
    /// Why nothing of them was written at all.
    why: Option<String>,
    /// Whether that is because the files of the report that the form shows are gone.
    is_gone: bool,
    /// The files of the report as it is now.
    report: Vec<String>,
    /// What stands in the report as it was answered, each with what the form shows of it from now on.
    written: Vec<Told>,
    refused: Vec<Told>,
}

/// What became of one value.
#[derive(Debug, Serialize)]
struct Told {
    kind: String,
    id: String,
    key: String,
    /// What stands in the follow-up, as it would be filled in.
    now: Option<String>,
    /// `changed`, `reworded` or `wrong`.
    why: Option<&'static str>,
    words: Option<String>,
    help: Option<String>,
    /// The name of what the plan asks for now.
    asked: Option<String>,
}

/// Why nothing is written, whatever the answers say.
enum Stop {
    /// Not now.
    Now(Bilingual),
    /// The files of the report are gone.
    Gone(Bilingual),
    /// These are no answers.
    Malformed(Bilingual),
}

/// Writes answers as far as they hold.
pub(super) fn fill(
    workspace: &mut Workspace,
    asked: Option<&std::path::Path>,
    world: &World,
    posted: &Posted,
) -> Answer {
    let mut filling = Filling { workspace, asked, world, language: (world.language)(None) };
    let made = filling.fill(posted);
    let language = filling.language;
    let reply = |why: &Bilingual, is_gone: bool| Reply {
        language: name_of(language),
        why: Some(shown(why.get(language)).into_owned()),
        is_gone,
        report: Vec::new(),
        written: Vec::new(),
        refused: Vec::new(),
    };
    let json = |reply: &Reply| serde_json::to_vec(reply).unwrap_or_default();
    let body = match made {
        Ok(reply) => Body::Filled(json(&reply)),
        Err(Stop::Now(why)) => Body::Unfilled(json(&reply(&why, false))),
        Err(Stop::Gone(why)) => Body::Unfilled(json(&reply(&why, true))),
        Err(Stop::Malformed(why)) => Body::NoAnswers(json(&reply(&why, false))),
    };
    Answer { body, language }
}

/// The name of a language in HTML.
pub(super) fn name_of(language: Language) -> &'static str {
    match language {
        Language::Swedish => "sv",
        Language::English => "en",
    }
}

struct Filling<'w> {
    workspace: &'w mut Workspace,
    asked: Option<&'w std::path::Path>,
    world: &'w World<'w>,
    language: Language,
}

impl Filling<'_> {
    fn load(&mut self) -> Result<Loaded, Stop> {
        let loaded = self.workspace.load(self.asked, None).map_err(|error| Stop::Now((self.world.words)(&error)))?;
        self.language = (self.world.language)(loaded.resolved.settings.language);
        if loaded.is_stopped {
            return Err(Stop::Now(Bilingual::fixed(
                "vp.yaml har fel, så inget skrivs förrän de är rättade.",
                "vp.yaml has errors, so nothing is written until they are fixed.",
            )));
        }
        Ok(loaded)
    }

    fn form(loaded: &Loaded, address: &str) -> Result<FormPlace, Stop> {
        FormPlace::find(loaded, address).ok_or(Stop::Now(Bilingual::fixed(
            "Planen går inte att läsa just nu, eller har inget att rapportera längre, så inget skrevs.",
            "The plan cannot be read at the moment, or has nothing to report any more, so nothing was written.",
        )))
    }

    /// Everything as the disk has it now that decides what a form asks for and where its answers go.
    fn load_anew(&mut self, address: &str) -> Result<Loaded, Stop> {
        let known = self.load();
        let mut paths: Vec<PathBuf> = Vec::new();
        if let Ok(loaded) = &known {
            paths.extend(loaded.settings_source.and_then(|source| loaded.paths.get(&source).cloned()));
            let place = FormPlace::find(loaded, address);
            let plan = place.as_ref().map(|place| place.of.plan);
            let above = plan.into_iter().flat_map(|plan| loaded.resolved.plans[plan].above.iter().copied());
            let parts = place.as_ref().map_or_else(Vec::new, |place| place.parts(loaded));
            let documents: Vec<usize> = plan.into_iter().chain(above).chain(parts).collect();
            let is_of = |file: &&File| file.document.is_some_and(|document| documents.contains(&document));
            // The texts, too, that they have in files of their own.
            let sources = loaded.files.iter().filter(is_of).flat_map(File::own_sources);
            paths.extend(sources.filter_map(|source| loaded.paths.get(&source).cloned()));
            // A follow-up that somebody else has made meanwhile.
            let folder = plan.and_then(|plan| loaded.paths.get(&loaded.resolved.documents.head(plan).source)?.parent());
            let occasion = address.rsplit('/').next().unwrap_or_default();
            paths.extend(folder.map(|folder| folder.join(format!("{occasion}.yaml"))));
        }
        // What could not be loaded is looked at whole.
        match paths.is_empty() {
            true => self.workspace.files.reset(),
            false => paths.iter().for_each(|path| self.workspace.files.forget(path)),
        }
        self.load()
    }

    fn fill(&mut self, posted: &Posted) -> Result<Reply, Stop> {
        let mut tried = 0;
        loop {
            tried += 1;
            let loaded = self.load_anew(&posted.form)?;
            let place = Filling::form(&loaded, &posted.form)?;
            let malformed = |problem: Box<Problem>| Stop::Malformed(problem.words);
            // They name no file of their own.
            let mut answers = Answers::read(0, "", &posted.answers).map_err(malformed)?;
            // The form is that of the whole report, whatever is sent: which file is made is not theirs to say who fill in.
            answers.who = None;
            Filling::is_whole(&loaded, &place, &answers)?;
            let mut refused = live::sift(&loaded, &place.of, &mut answers);
            let taken = take_at(&loaded, place.of, &answers);
            let (filled, unplaced) = self.texts(&loaded, &taken)?;
            // Somebody may have made the file of the follow-up since.
            if !unplaced.is_empty() && place.parts(&loaded).is_empty() && tried < MOST_TRIES {
                continue;
            }
            refused.extend(taken.problems.iter().chain(&unplaced).flat_map(|problem| told_of(problem, &answers)));
            let mut has_changed = false;
            for filled in &filled {
                match save(filled) {
                    Ok(()) => {}
                    Err(error) if is_change(&error) && tried < MOST_TRIES => has_changed = true,
                    Err(error) => {
                        let Bilingual { sv, en } = (self.world.replacing)(&error);
                        let path = &filled.file.shown;
                        let words = msg!("{path} kan inte skrivas: {sv}.", "{path} cannot be written: {en}.");
                        let of = |number: &usize| told_at(taken.changes[*number].place, &words, None, &answers);
                        refused.extend(filled.changes.iter().flat_map(of));
                    }
                }
                self.workspace.files.forget(&filled.file.path);
            }
            output::tidy(filled.iter().filter_map(|filled| filled.file.path.parent()));
            if !has_changed {
                // All that was answered is told of, also what did not hold.
                let all = Answers::read(0, "", &posted.answers).map_err(malformed)?;
                return self.reply(&posted.form, &all.answers, refused);
            }
        }
    }

    /// Whether all can be read that may be a part of the report.
    fn is_read(loaded: &Loaded, place: &FormPlace) -> Result<(), Stop> {
        let Some(file) = place.unread(loaded).next() else { return Ok(()) };
        let path = workspace::show(&file.path);
        Err(Stop::Now(msg!(
            "{path} går inte att läsa just nu, så inget skrevs. Det du fyllt i är kvar här.",
            "{path} cannot be read at the moment, so nothing was written. What you have filled in is still here.",
        )))
    }

    /// Whether the report is there, as far as the form shows it, and can be read.
    fn is_whole(loaded: &Loaded, place: &FormPlace, answers: &Answers) -> Result<(), Stop> {
        Filling::is_read(loaded, place)?;
        if let (Some(file), true) = (answers.report.first(), place.parts(loaded).is_empty()) {
            let path = crate::source::visible(file);
            return Err(Stop::Gone(msg!(
                "{path} finns inte längre, så inget skrevs. Det du fyllt i är kvar här.",
                "{path} is no longer there, so nothing was written. What you have filled in is still here.",
            )));
        }
        Ok(())
    }

    /// The new texts of the follow-ups.
    fn texts(
        &mut self,
        loaded: &Loaded,
        taken: &crate::fill::taken::Taken,
    ) -> Result<(Vec<Filled>, Vec<Problem>), Stop> {
        let (workspace, asked, words) = (&mut *self.workspace, self.asked, self.world.words);
        let made = write_sound(loaded, taken, self.language, &mut |filled: &[Filled]| {
            for filled in filled {
                workspace.files.set_unsaved(&filled.file.path, filled.file.after.as_str());
            }
            workspace.load(asked, None).map_err(|error| words(&error))
        });
        self.workspace.files.drop_all_unsaved();
        made.map_err(Stop::Now)
    }

    /// What stands in the follow-ups now of all that was answered.
    fn reply(&mut self, address: &str, answers: &[Answered], refused: Vec<Refused>) -> Result<Reply, Stop> {
        // Only what the disk has now is said to be written.
        let loaded = self.load_anew(address)?;
        let place = Filling::form(&loaded, address)?;
        // What an editor broke since says nothing.
        Filling::is_read(&loaded, &place)?;
        let all = asked(&loaded, &place.of);
        let steering = &loaded.resolved.settings.steering;
        let of = |answer: &Answered, key: &str| all[number_of(&all, answer)?].value(key);
        let mut reply = Reply {
            language: name_of(self.language),
            why: None,
            is_gone: false,
            report: place.files(&loaded),
            written: Vec::new(),
            refused: Vec::new(),
        };
        for answer in answers {
            for value in answer.values.iter().filter(|value| !value.text.trim().is_empty()) {
                let slot = live::slot(answer, value);
                let (asked, why) = (of(answer, &value.key), refused.iter().find(|refused| refused.slot == slot));
                let now = asked.and_then(|asked| asked.now.clone());
                let is_there =
                    asked.is_some_and(|asked| live::is_same(asked, Some(&value.text), now.as_deref(), steering));
                match why {
                    Some(why) => reply.refused.push(told(slot, now, Some(why), self.language)),
                    None if is_there => reply.written.push(told(slot, now, None, self.language)),
                    // Somebody has written over it since.
                    None => {
                        let why = Why::Changed(now.clone());
                        let why = Refused { slot: slot.clone(), why, words: None, help: None };
                        reply.refused.push(told(slot, now, Some(&why), self.language));
                    }
                }
            }
        }
        Ok(reply)
    }
}

fn told(slot: Slot, now: Option<String>, refused: Option<&Refused>, language: Language) -> Told {
    let Slot { kind, id, key } = slot;
    let words = |words: &Option<Bilingual>| words.as_ref().map(|words| shown(words.get(language)).into_owned());
    Told {
        kind,
        id,
        key,
        now,
        why: refused.map(|refused| match refused.why {
            Why::Changed(_) => "changed",
            Why::Reworded(_) => "reworded",
            Why::Wrong => "wrong",
        }),
        words: refused.and_then(|refused| words(&refused.words)),
        help: refused.and_then(|refused| words(&refused.help)),
        asked: refused.and_then(|refused| match &refused.why {
            Why::Reworded(asked) => Some(asked.clone()),
            Why::Changed(_) | Why::Wrong => None,
        }),
    }
}

/// The values that a problem is about.
fn told_of(problem: &Problem, answers: &Answers) -> Vec<Refused> {
    problem.place.map_or_else(Vec::new, |place| told_at(place, &problem.words, problem.help.as_ref(), answers))
}

/// The values that stand at a place: one, or all of an answer.
fn told_at(place: (usize, usize), words: &Bilingual, help: Option<&Bilingual>, answers: &Answers) -> Vec<Refused> {
    let all = answers.answers.iter().flat_map(|answer| answer.values.iter().map(move |value| (answer, value)));
    let is_it = |at: u32| answers.place(at) == place;
    let here = all.filter(|(answer, value)| is_it(answer.at) || is_it(value.at));
    here.map(|(answer, value)| Refused {
        slot: live::slot(answer, value),
        why: Why::Wrong,
        words: Some(words.clone()),
        help: help.cloned(),
    })
    .collect()
}

fn save(filled: &Filled) -> Result<(), ReplaceError> {
    let file = &filled.file;
    match filled.is_new {
        true => output::create(&file.path, file.after.as_bytes()).map_err(|error| error.error),
        false => output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()),
    }
}

/// Whether a file is another than it was when it was read: it was saved, made or removed meanwhile.
fn is_change(error: &ReplaceError) -> bool {
    use std::io::ErrorKind::{AlreadyExists, NotFound};
    match error {
        ReplaceError::Changed => true,
        ReplaceError::System(error) => [AlreadyExists, NotFound].contains(&error.kind()),
        ReplaceError::ReadOnly | ReplaceError::LeadsOut => false,
    }
}
