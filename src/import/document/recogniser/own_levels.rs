//! The levels of goals of a document that calls them by other words than the steering model.

use crate::import::document::block::{Block, BlockKind};
use crate::import::document::known::{Known, fold};
use crate::import::document::recognised::{OwnLevel, Recognised};
use crate::model::Tier;

/// A word for goals as it is met in the document.
struct Met {
    level: OwnLevel,
    /// The highest heading with it, 1 the highest.
    depth: Option<u8>,
}

/// The levels of a model that has the document's words, from the highest; none where it has those of the model already. Ranks whose
/// goals the document does not have keep the levels of the model.
pub(super) fn of(blocks: &[Block], known: &Known, out: &Recognised) -> Vec<OwnLevel> {
    let levels = &known.steering.levels;
    let own = out.names.last().map_or(Tier::Group, |(tier, _)| *tier);
    let mut met: Vec<Met> = Vec::new();
    let mut has_own = false;
    for block in blocks {
        let BlockKind::Heading { level: depth, words } = &block.kind else { continue };
        let line = words.line();
        let Some(found) = known.level(&line) else { continue };
        has_own |= found.word.is_some();
        let heading = match &found.word {
            Some(word) => word.clone(),
            // A slip of a scan is no word of its own, and capitals alone are none.
            None => match known.is_near_level(found.level, &found.name) {
                true => levels[found.level].heading.clone(),
                false => found.name.clone(),
            },
        };
        // Nobody writes goals for those below: a board's goals are the board's, whatever they are called.
        let owner = levels[found.level].owner.min(own);
        let key = key(&heading);
        match met.iter_mut().find(|met| met.level.key == key) {
            Some(met) => met.depth = met.depth.min(*depth),
            None => met.push(Met { level: OwnLevel { key, heading, owner }, depth: *depth }),
        }
    }
    if !has_own {
        return Vec::new();
    }
    let mut all: Vec<OwnLevel> = Vec::new();
    let mut owners: Vec<Tier> =
        levels.iter().map(|level| level.owner).chain(met.iter().map(|met| met.level.owner)).collect();
    owners.sort();
    owners.dedup();
    // A goal of somebody above never stands below one's own.
    for owner in owners {
        let mut of_owner: Vec<&Met> = met.iter().filter(|met| met.level.owner == owner).collect();
        if of_owner.iter().all(|met| met.depth.is_some()) {
            of_owner.sort_by_key(|met| met.depth);
        }
        all.extend(of_owner.iter().map(|met| met.level.clone()));
        if of_owner.is_empty() {
            let kept = levels.iter().filter(|level| level.owner == owner);
            let kept = kept.filter(|level| met.iter().all(|met| met.level.key != level.key));
            all.extend(kept.map(OwnLevel::from));
        }
    }
    all
}

/// The key of a level in plans: "Nämndens mål" is nämndens_mål.
fn key(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.collect::<Vec<_>>().join("_");
    if key.is_empty() { fold(heading).replace(' ', "_") } else { key }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn a_key_is_the_words_in_small_letters() {
        assert_eq!(key("KF-mål"), "kf_mål");
        assert_eq!(key("Nämndens mål"), "nämndens_mål");
    }
}
