//! Which of the other files of a workspace the judgement of a few files needs: those that they lead to, those that lead to
//! them, those of the same organisation in any year, and those beside them.
//!
//! Of every file only its head is read for it: the keys that tell whose document it is and which plan it leads to. A file
//! whose head is not plain to see is read wholly; so a file may be taken in vain, but none is left out that matters.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::FileRole;
use super::document::ReadDocument;
use super::reading::{ReadFile, Reading};
use crate::diagnostic::Sink;
use crate::read::kinds::KINDS;
use crate::read::parse;
use crate::read::workspace::{FoundFile, near};
use crate::resolve::held::HeldDocument;
use crate::resolve::names::plain_name;
use crate::source::{Source, Sources};
use crate::syntax::yaml;

/// The keys of a document's head, beside those that name the plan it leads to.
const OF_HEADS: [&str; 4] = ["vp", "dokument", "år", "organisation"];

/// What a file says of itself.
#[derive(Debug, Default)]
struct Head {
    /// Where it really is.
    real: PathBuf,
    folder: Option<PathBuf>,
    /// Where the plan that it leads to really is.
    lead: Option<PathBuf>,
    /// The folder in which that plan is named.
    lead_folder: Option<PathBuf>,
    /// Whether it is a plan; others belong to the plan that they lead to.
    is_plan: bool,
    /// The names of its organisation.
    own: Vec<String>,
    /// Its earlier names.
    earlier: Vec<String>,
}

/// A file with its head.
struct Candidate {
    file: Option<FoundFile>,
    /// As far as it has been read already.
    read: Option<Arc<ReadDocument>>,
    head: Head,
}

/// How a file is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// To see whether it can be read, and what it leads to.
    Beside,
    /// With all that its own judgement looks at.
    Wholly,
}

/// The files to read besides those that are read, of which the first `asked` were asked for.
pub(super) fn choose(
    reading: &Reading,
    read: &[ReadFile],
    files: Vec<FoundFile>,
) -> Vec<(FoundFile, Option<Arc<ReadDocument>>)> {
    if files.is_empty() {
        return Vec::new();
    }
    let heads = Heads::new();
    let known = read.iter().map(|file| Candidate {
        file: None,
        head: head_of(reading, &file.path, file.read.document.as_ref(), file.read.lead.as_ref()),
        read: Some(Arc::clone(&file.read)),
    });
    let asked: Vec<usize> = (0..read.len()).filter(|at| matches!(read[*at].role, FileRole::Asked { .. })).collect();
    let mut candidates: Vec<Candidate> = known.collect();
    let others: Vec<Candidate> = files.into_par_iter().map(|file| heads.candidate(reading, file)).collect();
    candidates.extend(others);
    let needs = Needs::of(&candidates, &asked).found;
    let needed = candidates.into_iter().zip(needs).filter(|(_, need)| need.is_some());
    needed.filter_map(|(candidate, _)| Some((candidate.file?, candidate.read))).collect()
}

fn names_of(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let plain = plain_name(name);
    if lower == plain { vec![lower] } else { vec![lower, plain] }
}

/// What is to be known of a file that was read, or of whose head was.
fn head_of(reading: &Reading, path: &Path, document: Option<&HeldDocument>, lead: Option<&parse::LeadsTo>) -> Head {
    let files = reading.door.files();
    let folder = |path: &Path| path.parent().map(|folder| files.real_or_as_is(folder));
    let above = lead.map(|lead| {
        let above = path.parent().unwrap_or(Path::new("")).join(&lead.path.value);
        near::in_other_form(files, &above).unwrap_or(above)
    });
    let organisation = document.map(|document| &document.head.organisation);
    let own = organisation.and_then(|organisation| organisation.own());
    Head {
        real: files.real_or_as_is(path),
        folder: folder(path),
        lead: above.as_deref().map(|above| files.real_or_as_is(above)),
        lead_folder: above.as_deref().and_then(folder),
        is_plan: document.is_none_or(|document| document.head.is_plan()),
        own: own.map_or_else(Vec::new, |(_, name)| names_of(name.as_str())),
        earlier: organisation
            .into_iter()
            .flat_map(|organisation| &organisation.formerly)
            .flat_map(|name| names_of(name.as_str()))
            .collect(),
    }
}

/// Reads heads.
struct Heads {
    of_heads: FxHashSet<&'static str>,
    /// The keys that tell nothing of whose document it is.
    others: FxHashSet<&'static str>,
}

impl Heads {
    fn new() -> Heads {
        let leads = KINDS.iter().map(|kind| kind.leads_to.key);
        let of_heads: FxHashSet<&str> = OF_HEADS.into_iter().chain(leads).collect();
        let all = KINDS.iter().flat_map(|kind| kind.part.fields).map(|field| field.key);
        let others = all.filter(|key| !of_heads.contains(key)).collect();
        Heads { of_heads, others }
    }

    /// A file with its head, read as far as that needs.
    fn candidate(&self, reading: &Reading, file: FoundFile) -> Candidate {
        let kept = reading.kept.get(reading, &file);
        let head = match &kept {
            Some(read) => Some(head_of(reading, &file.path, read.document.as_ref(), read.lead.as_ref())),
            None if file.meant.is_none() => self.skimmed(reading, &file),
            None => None,
        };
        match head {
            Some(head) => Candidate { file: Some(file), read: kept, head },
            None => {
                let read = reading.walked_one(&file);
                let head = head_of(reading, &file.path, read.document.as_ref(), read.lead.as_ref());
                Candidate { file: Some(file), read: Some(read), head }
            }
        }
    }

    /// The head of a file, where it is plain to see.
    fn skimmed(&self, reading: &Reading, file: &FoundFile) -> Option<Head> {
        reading.door.found(&file.path, crate::read::workspace::door::Purpose::Yaml).ok()?;
        let text = String::from_utf8(self.head_of_text(&reading.door.files().read(&file.path).ok()?)?).ok()?;
        let (sources, mut sink) = (Sources::default(), Sink::default());
        let id = sources.add(Source::new("", text));
        let source = sources.get(id);
        let tree = yaml::read(&source.text, id, &mut sink);
        if sink.iter().next().is_some() {
            return None;
        }
        let lead = parse::leads_to(&tree, id);
        let document = parse::document(&tree, id, &sources, reading.settings, &BTreeMap::new(), &mut sink)?;
        Some(head_of(reading, &file.path, Some(&document.into()), lead.as_ref()))
    }

    /// The lines of the keys that the head is made of; `None` where a line is not plainly a key of a document, or below
    /// one.
    fn head_of_text(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let (mut head, mut met) = (Vec::new(), FxHashSet::default());
        // Whether the key above is of the head; none where there is no key yet.
        let mut is_of_head: Option<bool> = None;
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            rest = after;
            match line[0] {
                b'\n' | b'\r' => {}
                b'#' => continue,
                b' ' => _ = is_of_head?,
                b'-' if line.get(1) == Some(&b' ') => _ = is_of_head?,
                _ => {
                    let colon = memchr::memchr(b':', line)?;
                    let key = std::str::from_utf8(&line[..colon]).ok()?;
                    let value = line[colon + 1..].trim_ascii();
                    // What is opened here must be closed here.
                    let is_plain = match value.first() {
                        None | Some(b'|' | b'>' | b'#') => true,
                        Some(b'{') => value.ends_with(b"}"),
                        Some(b'[') => value.ends_with(b"]"),
                        Some(quote @ (b'"' | b'\'')) => value.len() > 1 && value.ends_with(&[*quote]),
                        Some(b'&' | b'*' | b'!' | b'%' | b'@' | b'`') => false,
                        Some(_) => true,
                    };
                    let is_key = line.get(colon + 1).is_some_and(u8::is_ascii_whitespace) || colon + 1 == line.len();
                    if !is_plain || !is_key || !met.insert(key.to_owned()) {
                        return None;
                    }
                    is_of_head = Some(self.of_heads.contains(key));
                    if is_of_head == Some(false) && !self.others.contains(key) {
                        return None;
                    }
                }
            }
            if is_of_head == Some(true) {
                head.extend_from_slice(line);
            }
        }
        Some(head)
    }
}

/// What is needed, by the candidates' numbers.
struct Needs<'c> {
    candidates: &'c [Candidate],
    found: Vec<Option<Need>>,
    rest: Vec<(usize, Need)>,
    by_real: HashMap<&'c Path, usize>,
    by_name: HashMap<&'c str, Vec<usize>>,
    by_folder: HashMap<&'c Path, Vec<usize>>,
    /// The documents that lead to a file.
    followers: HashMap<&'c Path, Vec<usize>>,
}

impl<'c> Needs<'c> {
    fn of(candidates: &'c [Candidate], asked: &[usize]) -> Needs<'c> {
        let mut needs = Needs {
            candidates,
            found: vec![None; candidates.len()],
            rest: Vec::new(),
            by_real: HashMap::new(),
            by_name: HashMap::new(),
            by_folder: HashMap::new(),
            followers: HashMap::new(),
        };
        for (at, Candidate { head, .. }) in candidates.iter().enumerate() {
            needs.by_real.insert(&head.real, at);
            for name in &head.own {
                needs.by_name.entry(name).or_default().push(at);
            }
            // A link lies in one folder, and what it leads to in another.
            let folders: BTreeSet<&Path> = head.folder.as_deref().into_iter().chain(head.real.parent()).collect();
            for folder in folders {
                needs.by_folder.entry(folder).or_default().push(at);
            }
            if let Some(lead) = &head.lead {
                needs.followers.entry(lead).or_default().push(at);
            }
        }
        for at in asked {
            needs.add(*at, Need::Wholly);
            needs.add_all_below(*at);
            // What the plans below say of a goal is told in the report of the plan.
            let head = &needs.candidates[*at].head;
            let followed = head.lead.as_deref().filter(|_| !head.is_plan).and_then(|lead| needs.by_real.get(lead));
            if let Some(plan) = followed.copied() {
                needs.add_all_below(plan);
            }
        }
        // What was read along with them is there already, and so is what it needs.
        for at in (0..candidates.len()).filter(|at| candidates[*at].file.is_none()) {
            needs.add(at, Need::Wholly);
        }
        while let Some((at, need)) = needs.rest.pop() {
            needs.look(at, need);
        }
        needs
    }

    fn add(&mut self, at: usize, need: Need) {
        if self.found[at].is_none_or(|known| known < need) {
            self.found[at] = Some(need);
            self.rest.push((at, need));
        }
    }

    /// What stands under a plan is told at the plan.
    fn add_all_below(&mut self, at: usize) {
        let (mut met, mut rest) = (HashSet::from([at]), vec![at]);
        while let Some(at) = rest.pop() {
            for below in self.followers.get(self.candidates[at].head.real.as_path()).cloned().unwrap_or_default() {
                if met.insert(below) {
                    self.add(below, Need::Wholly);
                    rest.push(below);
                }
            }
        }
    }

    fn look(&mut self, at: usize, need: Need) {
        let head = &self.candidates[at].head;
        let lead = head.lead.as_deref().and_then(|lead| self.by_real.get(lead).copied());
        if let Some(lead) = lead {
            self.add(lead, need);
        }
        if need == Need::Beside {
            return;
        }
        let folders = head.folder.as_deref().into_iter().chain(head.real.parent());
        // The plan that is named and is not there may be one of those in the folder.
        let of_lead = head.lead_folder.as_deref().filter(|_| lead.is_none());
        let beside = folders.chain(of_lead).flat_map(|folder| self.by_folder.get(folder).into_iter().flatten());
        let beside: Vec<usize> = beside.copied().collect();
        let names = head.own.iter().chain(&head.earlier);
        let same: Vec<usize> =
            names.flat_map(|name| self.by_name.get(name.as_str()).into_iter().flatten()).copied().collect();
        let followers = self.followers.get(head.real.as_path()).into_iter().flatten();
        let reports: Vec<usize> = followers.copied().filter(|at| !self.candidates[*at].head.is_plan).collect();
        for at in same.into_iter().chain(reports) {
            self.add(at, Need::Wholly);
        }
        for at in beside {
            self.add(at, Need::Beside);
        }
    }
}
