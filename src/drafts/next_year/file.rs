//! Files that the plan names: those in its folder are copied, and paths to others are fixed so that they still lead there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::edit::Edits;
use super::value_in_text::ValueInText;
use super::year::{folder, relative};
use super::{Content, Copied, Request, year};
use crate::describe::schema::modeline;
use crate::model::{Document, Prose, ProseBody};
use crate::plan_format::fields::same_key;
use crate::source::{SourceId, straight};
use crate::syntax::prose;
use crate::syntax::yaml::write;

/// The plan's old and new place, and what is copied from one to the other.
pub(super) struct Files<'w> {
    wish: &'w Request<'w>,
    from: PathBuf,
    to: PathBuf,
    /// The folders of the old and the new year, where a file outside the plan's folder is copied too.
    years: Option<(PathBuf, PathBuf)>,
    texts: BTreeMap<PathBuf, (SourceId, Edits)>,
    pictures: BTreeMap<PathBuf, PathBuf>,
    /// Paths to pictures that could not be fixed.
    pub(super) unfixed: Vec<String>,
}

impl<'w> Files<'w> {
    pub(super) fn new(wish: &'w Request<'w>, old: i16) -> Files<'w> {
        let parent = |path: &Path| path.parent().unwrap_or(Path::new("")).to_path_buf();
        // Without vp.yaml a plan reaches no further than the topmost plan's folder: the old year's is out of reach.
        let is_usual = year::moved(wish.from, old, wish.last.new).as_deref() == Some(wish.to);
        let years = folder(wish.from, old).filter(|_| is_usual && wish.loaded.settings_folder.is_none());
        Files {
            wish,
            from: parent(wish.from),
            to: parent(wish.to),
            years: years.map(|old| (old.clone(), old.with_file_name(wish.last.new.to_string()))),
            texts: BTreeMap::new(),
            pictures: BTreeMap::new(),
            unfixed: Vec::new(),
        }
    }

    /// Where a file is copied to; `None` for one that stays where it is.
    fn copied(&self, file: &Path) -> Option<PathBuf> {
        let below = |from: &Path, to: &Path| file.strip_prefix(from).ok().map(|below| to.join(below));
        below(&self.from, &self.to).or_else(|| self.years.as_ref().and_then(|(from, to)| below(from, to)))
    }

    /// Finds the texts in files of their own and the pictures, and fixes the paths in the plan.
    pub(super) fn edit(&mut self, edits: &mut Edits, root: ValueInText, document: &Document) {
        let mut named = Vec::new();
        collect(root, &mut named);
        for prose in document.prose() {
            let mut base = self.from.clone();
            if let ProseBody::File(id) = prose.body {
                let holds = |value: &&ValueInText| prose.span.contains(value.node.span(prose.span.source));
                let value = named.iter().find(holds);
                let Some((value, name)) = value.and_then(|value| Some((value, value.words()?))) else { continue };
                let file = straight(&self.from.join(name));
                base = file.parent().unwrap_or(&self.from).to_path_buf();
                let copied = self.copied(&file);
                let target = copied.as_ref().unwrap_or(&file);
                if straight(&self.to.join(name)) != *target {
                    edits.replace(value.range(), write::value(&relative(&self.to, target)));
                }
                // A text that stays finds its pictures where they are.
                let Some(to) = copied else { continue };
                self.texts.entry(to).or_insert_with(|| (id, Edits::default()));
            }
            self.edit_pictures(edits, document, prose, &base);
        }
    }

    fn edit_pictures(&mut self, edits: &mut Edits, document: &Document, prose: &Prose, base: &Path) {
        let loaded = self.wish.loaded;
        let sources = &loaded.sources;
        if !prose.raw(sources).contains("![") {
            return;
        }
        let text = prose.text(sources);
        let new_base = self.copied(&base.join("x")).and_then(|path| path.parent().map(Path::to_path_buf));
        let Some(new_base) = new_base else { return };
        for picture in prose::pictures(&prose::parse(&text.text)) {
            let name = picture.target;
            let Some(picture_file) = loaded.pictures.get(prose.source(), &name) else { continue };
            let file = straight(&base.join(&name));
            let target = match self.copied(&file) {
                Some(to) => {
                    // Where it was found: through a link `a/../b` is another file than `b`.
                    self.pictures.insert(to.clone(), picture_file.to_path_buf());
                    to
                }
                None => file,
            };
            if straight(&new_base.join(&name)) == target {
                continue;
            }
            let place = text.span(picture.range);
            let raw = sources.slice(place);
            let found = raw.rfind(&format!("]({name}")).map(|at| at + 2);
            match found.or_else(|| raw.rfind(&format!("](<{name}")).map(|at| at + 3)) {
                Some(at) => {
                    let start = place.start as usize + at;
                    let range = start..start + name.len();
                    let path = relative(&new_base, &target);
                    if place.source == document.source {
                        edits.replace(range, path);
                    } else if let Some((_, edits)) = self.texts.values_mut().find(|(id, _)| *id == place.source) {
                        edits.replace(range, path);
                    }
                }
                None => self.unfixed.push(name),
            }
        }
    }

    /// What is copied.
    pub(super) fn into_copies(self) -> Vec<Copied> {
        let (sources, new) = (&self.wish.loaded.sources, self.wish.last.new);
        let texts = self
            .texts
            .into_iter()
            .map(|(to, (id, edits))| Copied { to, content: Content::Text(edits.apply(&sources.get(id).text, new)) });
        let pictures = self.pictures.into_iter().map(|(to, from)| Copied { to, content: Content::File(from) });
        texts.chain(pictures).collect()
    }
}

/// The values of every `fil` of a file.
fn collect<'n, 's>(value: ValueInText<'n, 's>, named: &mut Vec<ValueInText<'n, 's>>) {
    for pair in value.entries() {
        if same_key(pair.entry.key_text(), "fil") && pair.value.words().is_some() {
            named.push(pair.value);
        } else {
            collect(pair.value, named);
        }
    }
    for item in value.items() {
        collect(item, named);
    }
}

/// Renews `bygger_på`; gives the old and the new place of the plan above.
pub(super) fn edit_builds_on(
    edits: &mut Edits,
    root: ValueInText,
    wish: &Request,
    old: i16,
) -> Option<(PathBuf, PathBuf)> {
    let pair = root.get("bygger_på")?;
    let name = pair.value.words()?;
    let folder = |path: &Path| path.parent().unwrap_or(Path::new("")).to_path_buf();
    let above = straight(&folder(wish.from).join(name));
    let next = year::moved(&above, old, wish.last.new).unwrap_or_else(|| above.clone());
    let (was, is) = (old.to_string(), wish.last.new.to_string());
    let parts = name.split('/').map(|part| if part == was { is.as_str() } else { part });
    let renewed = parts.collect::<Vec<_>>().join("/");
    let path =
        if straight(&folder(wish.to).join(&renewed)) == next { renewed } else { relative(&folder(wish.to), &next) };
    if path != name {
        edits.replace(pair.value.range(), write::value(&path));
    }
    Some((above, next))
}

/// Renews the way to the schema that an editor follows, where the plan moves to another depth.
pub(super) fn edit_schema(edits: &mut Edits, text: &str, wish: &Request) {
    let Some(range) = modeline::find(text).filter(|range| modeline::is_relative(&text[range.clone()])) else { return };
    let folder = |path: &Path| path.parent().unwrap_or(Path::new("")).to_path_buf();
    let name = &text[range.clone()];
    let schema = straight(&folder(wish.from).join(name));
    if straight(&folder(wish.to).join(name)) != schema {
        edits.replace(range, relative(&folder(wish.to), &schema));
    }
}
