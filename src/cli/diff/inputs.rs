//! The two inputs of a comparison: what the user named, read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::asked::{Asked, folder_of, possible};
use super::errors::{cannot_read, is_perhaps_compared, unknown, unreadable_above};
use super::revision::Revision;
use super::side::{Read, Years};
use crate::cli::console;
use crate::compare::diff::Side;
use crate::compare::diff::pairs::{Candidate, Pairs, latest_years, pairs};
use crate::diagnostic::Bilingual;
use crate::msg;
use crate::read::files::Files;
use crate::read::load::{Loaded, Workspace};
use crate::read::workspace::{self, WorldError};

/// The two inputs, read.
pub(super) struct Inputs {
    old: Read,
    /// `None` where both are in the same workspace.
    new: Option<Read>,
    /// The years compared, where it is years.
    years: Option<Years>,
    /// What the inputs are called.
    names: (Bilingual, Bilingual),
    /// What kind of things they are.
    sort: SideKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SideKind {
    Years,
    Folders,
    Files,
    Revisions,
}

/// Which plans of two inputs are compared.
pub(super) struct Chosen<'a> {
    pub(super) old: Vec<Candidate<'a>>,
    pub(super) new: Vec<Candidate<'a>>,
    pub(super) pairs: Pairs,
}

impl Chosen<'_> {
    /// The years of two plans that alone are compared, in words, where they are not of one year.
    pub(super) fn years(&self) -> Option<(String, String)> {
        let year = |plans: &[Candidate]| {
            let [Candidate { side, .. }] = plans else { return None };
            side.resolved.documents.head(side.plan).year_words(0)
        };
        let (old, new) = (year(&self.old)?, year(&self.new)?);
        (old != new).then_some((old, new))
    }
}

impl Inputs {
    /// Reads what is to be compared. The years of an organisation are those that it has plans for.
    pub(super) fn read(asked: &Asked, organisation: Option<&str>) -> Result<Inputs, Bilingual> {
        match asked {
            Asked::Latest => {
                let read = Read::here(None)?;
                let (old, new) = latest(&read, organisation)?;
                Ok(Inputs::of_years(read, Years { old, new, are_latest: true }))
            }
            Asked::Years(old, new) => {
                Ok(Inputs::of_years(Read::here(None)?, Years { old: *old, new: *new, are_latest: false }))
            }
            Asked::Paths(old, new) => Inputs::of_paths(old, new, organisation),
            Asked::Revisions(old, new) => Inputs::of_revisions(old, new.as_deref()),
        }
    }

    fn of_years(read: Read, years: Years) -> Inputs {
        let name = |year: i16| msg!("{year:04}", "{year:04}");
        let names = (name(years.old), name(years.new));
        Inputs { old: read, new: None, years: Some(years), names, sort: SideKind::Years }
    }

    fn of_paths(old: &Path, new: &Path, organisation: Option<&str>) -> Result<Inputs, Bilingual> {
        for path in [old, new] {
            if let Err(error) = path.metadata() {
                return Err(console::world(&match error.kind() {
                    std::io::ErrorKind::NotFound => WorldError::NotFound(path.to_path_buf()),
                    _ => WorldError::Unreadable(path.to_path_buf(), error),
                }));
            }
        }
        let (one, two) = (workspace::show(old), workspace::show(new));
        let sort = match (old.is_dir(), new.is_dir()) {
            (true, true) => SideKind::Folders,
            (false, false) => SideKind::Files,
            (is_folder, _) => {
                let (folder, file) = if is_folder { (one, two) } else { (two, one) };
                let (sv, en) = (possible().sv, possible().en);
                return Err(msg!(
                    "{folder} är en mapp och {file} en fil\n  {sv}",
                    "{folder} is a folder and {file} a file\n  {en}",
                ));
            }
        };
        if sort == SideKind::Files && organisation.is_some() {
            return Err(Bilingual::fixed(
                "--org väljer bland planerna i två år, mappar eller revisioner, och här är två filer",
                "--org chooses among the plans of two years, folders or revisions, but these are two files",
            ));
        }
        let name = |name: String| msg!("{name}", "{name}");
        let (old, new) = (Read::here(Some(old))?, Read::here(Some(new))?);
        Ok(Inputs { old, new: Some(new), years: None, names: (name(one), name(two)), sort })
    }

    fn of_revisions(old: &str, new: Option<&str>) -> Result<Inputs, Bilingual> {
        let root = workspace::place(&Files::default(), None).map_err(|error| console::world(&error))?.asked;
        let name = |name: &str| msg!("{name}", "{name}");
        let (old_name, new_name) = (name(old), new.map(name));
        let old = at_revision(old, &root)?;
        let new = match new {
            Some(new) => at_revision(new, &root)?,
            None => Read::here(None)?,
        };
        let new_name = new_name.unwrap_or(Bilingual::fixed("arbetsytan nu", "the workspace now"));
        Ok(Inputs { old, new: Some(new), years: None, names: (old_name, new_name), sort: SideKind::Revisions })
    }

    /// The newer side's workspace, whose language and templates hold.
    pub(super) fn workspace(&self) -> &Loaded {
        &self.newer().loaded
    }

    /// What is to be said of the revisions besides the comparison.
    pub(super) fn told(&self) -> impl Iterator<Item = &Bilingual> {
        let revisions = std::iter::once(&self.old).chain(&self.new).filter_map(|read| read.revision.as_ref());
        revisions.filter_map(|revision| revision.told.as_ref())
    }

    /// What the two inputs are called.
    pub(super) fn names(&self) -> &(Bilingual, Bilingual) {
        &self.names
    }

    fn newer(&self) -> &Read {
        self.new.as_ref().unwrap_or(&self.old)
    }

    /// Puts the plans together, or says why nothing can be compared.
    pub(super) fn choose(&self, organisation: Option<&str>) -> Result<Chosen<'_>, Bilingual> {
        let old = candidates(&self.old, self.years.map(|years| years.old));
        let new = candidates(self.newer(), self.years.map(|years| years.new));
        let found = match (self.sort, old.len().min(new.len())) {
            // Two files are compared because they were named.
            (SideKind::Files, 1) => Pairs { both: vec![(0, 0)], ..Pairs::default() },
            _ => pairs(&old, &new),
        };
        let found = match organisation {
            Some(word) => found.only(word, &old, &new),
            None => found,
        };
        // Where one organisation is asked for and none is missing beside it, nothing more has to be read.
        let is_whole = !found.both.is_empty() && found.only_old.is_empty() && found.only_new.is_empty();
        if organisation.is_none() || !is_whole {
            self.refuse_unreadable_files()?;
        }
        self.refuse_empty(&old, &new)?;
        if let Some(word) = organisation
            && found == Pairs::default()
        {
            return Err(unknown(word, old.iter().chain(&new)));
        }
        let pairs = found;
        self.refuse_unreadable_above(&old, &new, &pairs)?;
        Ok(Chosen { old, new, pairs })
    }

    /// A side without plans is an answer only for a revision: the plans came with the next, or went.
    fn refuse_empty(&self, old: &[Candidate], new: &[Candidate]) -> Result<(), Bilingual> {
        for (read, plans, name, year) in [
            (&self.old, old, &self.names.0, self.years.map(|years| years.old)),
            (self.newer(), new, &self.names.1, self.years.map(|years| years.new)),
        ] {
            if !plans.is_empty() || (self.sort == SideKind::Revisions && !(old.is_empty() && new.is_empty())) {
                continue;
            }
            let (sv, en) = (&name.sv, &name.en);
            return Err(match (self.sort, year) {
                (SideKind::Files, _) => msg!("{sv} är ingen verksamhetsplan", "{en} is not a verksamhetsplan"),
                (_, Some(year)) => {
                    let all = candidates(read, None);
                    let years: BTreeSet<String> =
                        all.iter().filter_map(Candidate::year).map(|year| format!("{year:04}")).collect();
                    let years = years.into_iter().collect::<Vec<_>>().join(", ");
                    let (hint, there) = (folder_of(year), !years.is_empty());
                    let (hint_sv, hint_en) = (hint.sv, hint.en);
                    let (has_sv, has_en) = match there {
                        true => (format!(": här finns {years}"), format!(": here are {years}")),
                        false => (String::new(), String::new()),
                    };
                    msg!(
                        "här finns ingen plan för {sv}{has_sv}{hint_sv}",
                        "there is no plan for {en} here{has_en}{hint_en}",
                    )
                }
                _ => msg!("{sv} har inga verksamhetsplaner", "{en} has no verksamhetsplaner"),
            });
        }
        Ok(())
    }

    /// A plan that cannot be read may be the one that is missing beside another.
    fn refuse_unreadable_files(&self) -> Result<(), Bilingual> {
        let reads = match &self.new {
            Some(newer) => vec![(&self.old, None), (newer, None)],
            None => vec![(&self.old, self.years)],
        };
        let unreadable = reads.into_iter().flat_map(|(read, years)| {
            let files = read.loaded.asked().filter(|file| file.document.is_none());
            let files = files.filter(move |file| is_perhaps_compared(read, file, years));
            files.map(move |file| (read, file.path.clone()))
        });
        let unreadable: Vec<(&Read, PathBuf)> = unreadable.collect();
        if unreadable.is_empty() { Ok(()) } else { Err(cannot_read(&unreadable)) }
    }

    /// Without the plan above goals would be missing, and said to have ended.
    fn refuse_unreadable_above(&self, old: &[Candidate], new: &[Candidate], pairs: &Pairs) -> Result<(), Bilingual> {
        let old = pairs.both.iter().map(|(plan, _)| (&self.old, &old[*plan]));
        let unreadable = old.chain(pairs.both.iter().map(|(_, plan)| (self.newer(), &new[*plan])));
        let unreadable = unreadable.filter(|(read, plan)| !read.loaded.is_printable(plan.side.plan));
        let mut unreadable: Vec<(&Read, PathBuf)> =
            unreadable.map(|(read, plan)| (read, unreadable_above(&read.loaded, plan.side.plan))).collect();
        unreadable.sort_by(|one, two| one.1.cmp(&two.1));
        unreadable.dedup_by(|one, two| one.1 == two.1);
        if unreadable.is_empty() { Ok(()) } else { Err(cannot_read(&unreadable)) }
    }
}

pub(super) fn at_revision(name: &str, root: &Path) -> Result<Read, Bilingual> {
    let revision = Revision::read(name, root)?;
    // The plans may have come with a later revision.
    let mut workspace = Workspace::of(revision.files.clone());
    let loaded = workspace.load_any(Some(&revision.root), None).map_err(|error| match error {
        WorldError::NoPlans(path) => {
            let path = revision.show(&path);
            msg!("mappen {path} finns inte", "there is no folder {path}")
        }
        other => console::world(&other),
    })?;
    Read { loaded, revision: Some(revision) }.refuse_wrong_settings()
}

/// The plans of a year, or all that were asked for.
fn candidates(read: &Read, year: Option<i16>) -> Vec<Candidate<'_>> {
    let (resolved, sources) = (&read.loaded.resolved, &*read.loaded.sources);
    let plans = read.loaded.files.iter().filter_map(|file| {
        let (document, page) = (file.document?, file.page()?.to_owned());
        let has_year = |year| resolved.documents.head(document).year.as_ref().is_some_and(|own| own.value == year);
        let is_meant = resolved.documents.head(document).is_plan() && year.is_none_or(has_year);
        is_meant.then(|| Candidate {
            side: Side { resolved, sources, plan: document },
            path: read.show(&file.path),
            place: year.is_none().then_some(page),
        })
    });
    plans.collect()
}

fn latest(read: &Read, organisation: Option<&str>) -> Result<(i16, i16), Bilingual> {
    let plans = candidates(read, None);
    if let Some(years) = latest_years(&plans, organisation) {
        return Ok(years);
    }
    match organisation {
        Some(word) if !plans.iter().any(|plan| plan.is_called(word)) => Err(unknown(word, plans.iter())),
        Some(word) => Err(msg!(
            "{word} har ingen plan för något annat år att jämföra med",
            "{word} has no plan for another year to compare with",
        )),
        None if plans.is_empty() => Err(Bilingual::fixed("här finns inga planer", "there are no plans here")),
        None => Err(Bilingual::fixed(
            "alla planer här är för samma år: det finns inget att jämföra med",
            "all plans here are for the same year: there is nothing to compare with",
        )),
    }
}
