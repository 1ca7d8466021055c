//! Which plans are beside which: the same file, or the same organisation under its name or an earlier one.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::inherited::Inherited;
use super::{Comparison, Options, PlanDiff, PlanName, Side, plans_among};
use crate::model::{Document, Tier};
use crate::progress::{Stage, counted};

/// A plan that can be compared with another.
#[derive(Clone)]
pub struct Candidate<'a> {
    /// The plan.
    pub side: Side<'a>,
    /// Its file as the user would write it.
    pub path: String,
    /// Where its file lies in the folder or revision that was asked for. Two plans of one place are one plan.
    pub place: Option<String>,
}

/// The plans of two sides put together; all are numbers of candidates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// The older and the newer plan of each pair, in the order of the newer ones.
    pub both: Vec<(usize, usize)>,
    /// The older plans that are in no pair.
    pub only_old: Vec<usize>,
    /// The newer plans that are in no pair.
    pub only_new: Vec<usize>,
}

impl Candidate<'_> {
    fn document(&self) -> &Document {
        &self.side.resolved.documents[self.side.plan]
    }

    /// The year of the plan, where it is known.
    pub fn year(&self) -> Option<i16> {
        self.document().year.as_ref().map(|year| year.value)
    }

    /// What the plan's organisation is called, as it is written.
    pub fn organisation(&self) -> &str {
        self.document().organisation.name()
    }

    /// The name of the folder that the plan's file lies in.
    pub fn folder(&self) -> Option<&str> {
        // A revision's path has its name before the first folder.
        let (folders, _) = self.path.rsplit_once('/')?;
        folders.rsplit(['/', ':']).next().filter(|name| !name.is_empty())
    }

    /// Whether the word is the name of its organisation, an earlier one, or the name of its folder.
    pub fn is_called(&self, word: &str) -> bool {
        let word = fold(word);
        let organisation = &self.document().organisation;
        let earlier = organisation.formerly.iter().any(|name| fold(name.as_str()) == word);
        earlier || fold(organisation.name()) == word || self.folder().is_some_and(|folder| fold(folder) == word)
    }

    /// Whether the word is the name of a board or a department above its organisation.
    fn is_under(&self, word: &str) -> bool {
        let word = fold(word);
        let above = self.document().organisation.names.iter().rev().skip(1);
        above.filter(|(tier, _)| *tier >= Tier::Board).any(|(_, name)| fold(name.as_str()) == word)
    }

    /// Whether the word names its organisation, its folder, or a board or a department above it.
    pub fn is_meant(&self, word: &str) -> bool {
        self.is_called(word) || self.is_under(word)
    }

    /// The plan with its file as the user would write it.
    pub fn name(&self) -> PlanName {
        let organisation = &self.document().organisation;
        let above = organisation.names.iter().rev().skip(1).rev();
        PlanName {
            organisation: organisation.name().to_owned(),
            above: above.map(|(_, name)| name.value.clone()).collect(),
            year: self.year(),
            path: self.path.clone(),
        }
    }
}

/// Puts plans together, each with one other at most: those of one place, then those of one organisation under the same
/// board. Where a side has plans of several years, an organisation's plans belong together only within a year.
pub fn pairs(old: &[Candidate], new: &[Candidate]) -> Pairs {
    let (old, new): (Vec<KnownLikeness>, Vec<KnownLikeness>) = (known(old), known(new));
    put_together(&old, &new)
}

impl Pairs {
    /// Those in which either plan is called so, or is of an organisation below the board or department that is.
    pub fn only(self, word: &str, old: &[Candidate], new: &[Candidate]) -> Pairs {
        let (old, new) = (|plan: &usize| old[*plan].is_meant(word), |plan: &usize| new[*plan].is_meant(word));
        Pairs {
            both: self.both.into_iter().filter(|(one, two)| old(one) || new(two)).collect(),
            only_old: self.only_old.into_iter().filter(old).collect(),
            only_new: self.only_new.into_iter().filter(new).collect(),
        }
    }

    /// Compares the plans of each pair. `names` are what the older and the newer side are called; the plans of each side
    /// were read together.
    pub fn compare(
        &self,
        names: (String, String),
        old: &[Candidate],
        new: &[Candidate],
        options: Options,
    ) -> Comparison {
        let inherited = Inherited::default();
        let one = |(before, now): &(usize, usize)| {
            let (before, now) = (&old[*before], &new[*now]);
            PlanDiff { old: before.name(), new: now.name(), ..plans_among(before.side, now.side, options, &inherited) }
        };
        Comparison {
            old: names.0,
            new: names.1,
            plans: counted(Stage::Comparing, self.both.par_iter().map(one)).collect(),
            only_old: self.only_old.iter().map(|plan| old[*plan].name()).collect(),
            only_new: self.only_new.iter().map(|plan| new[*plan].name()).collect(),
        }
    }
}

/// The two latest years that can be compared: of all plans, or of an organisation that has plans in both. `None` where
/// there is only one year.
pub fn latest_years(plans: &[Candidate], organisation: Option<&str>) -> Option<(i16, i16)> {
    let Some(word) = organisation else {
        let years: BTreeSet<i16> = plans.iter().filter_map(Candidate::year).collect();
        let mut years = years.into_iter().rev();
        let latest = years.next()?;
        return Some((years.next()?, latest));
    };
    let known = known(plans);
    let renamed = renamed(&known, &known);
    let kin = Kin::new(&known);
    let meant = (0..plans.len()).filter(|plan| plans[*plan].is_called(word));
    let years = meant.flat_map(|plan| {
        let others = kin.of(&known[plan]).into_iter().map(|(other, ..)| other);
        let others = others.filter(|other| is_same_place(&known[plan], &known[*other], &renamed));
        let years = others.filter_map(|other| known[plan].year.zip(known[other].year));
        years.filter(|(one, two)| one != two).map(|(one, two)| (one.min(two), one.max(two))).collect::<Vec<_>>()
    });
    years.max_by_key(|(old, new)| (*new, *old))
}

/// What pairing needs to know of a plan; names without regard to capitals and blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct KnownLikeness {
    year: Option<i16>,
    place: Option<String>,
    /// The parts of the path, the last first.
    path: Vec<String>,
    own: Option<(Tier, String)>,
    above: Vec<(Tier, String)>,
    formerly: Vec<String>,
}

fn known(plans: &[Candidate]) -> Vec<KnownLikeness> {
    let one = |plan: &Candidate| {
        let organisation = &plan.document().organisation;
        let mut names: Vec<(Tier, String)> =
            organisation.names.iter().map(|(tier, name)| (*tier, fold(name.as_str()))).collect();
        KnownLikeness {
            year: plan.year(),
            place: plan.place.clone(),
            path: plan.path.rsplit('/').map(str::to_owned).collect(),
            own: names.pop().filter(|(_, name)| !name.is_empty()),
            above: names,
            formerly: organisation.formerly.iter().map(|name| fold(name.as_str())).collect(),
        }
    };
    plans.iter().map(one).collect()
}

/// A name as it is compared.
fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>().to_lowercase()
}

/// How plans belong together, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// They are one file.
    Place,
    /// Their organisation has the same name.
    Name,
    /// It had the name of the other: the number of that name in its list.
    Formerly(usize),
}

/// The plans of one side by name.
struct Kin<'k> {
    by_name: HashMap<(Tier, &'k str), Vec<usize>>,
    by_former: HashMap<(Tier, &'k str), Vec<(usize, usize)>>,
}

impl<'k> Kin<'k> {
    fn new(plans: &'k [KnownLikeness]) -> Kin<'k> {
        let mut kin = Kin { by_name: HashMap::new(), by_former: HashMap::new() };
        for (number, plan) in plans.iter().enumerate() {
            let Some((tier, name)) = &plan.own else { continue };
            kin.by_name.entry((*tier, name)).or_default().push(number);
            for (at, name) in plan.formerly.iter().enumerate() {
                kin.by_former.entry((*tier, name)).or_default().push((number, at));
            }
        }
        kin
    }

    fn named<'s>(&'s self, tier: Tier, name: &'s str) -> &'s [usize] {
        self.by_name.get(&(tier, name)).map_or(&[], Vec::as_slice)
    }

    /// The plans that may be of a plan's organisation.
    fn of<'s>(&'s self, plan: &'s KnownLikeness) -> Vec<(usize, Bond)> {
        let Some((tier, name)) = &plan.own else { return Vec::new() };
        let named = |name| self.named(*tier, name).iter().copied();
        let mut found: Vec<(usize, Bond)> = named(name).map(|number| (number, Bond::Name)).collect();
        let later = self.by_former.get(&(*tier, name.as_str())).into_iter().flatten();
        found.extend(later.map(|(number, at)| (*number, Bond::Formerly(*at))));
        for (at, name) in plan.formerly.iter().enumerate() {
            found.extend(named(name).map(|number| (number, Bond::Formerly(at))));
        }
        found
    }
}

fn put_together(old: &[KnownLikeness], new: &[KnownLikeness]) -> Pairs {
    let has_several_years =
        |plans: &[KnownLikeness]| plans.iter().filter_map(|plan| plan.year).collect::<BTreeSet<_>>().len() > 1;
    let within_a_year = has_several_years(old) || has_several_years(new);
    let (kin, renamed) = (Kin::new(new), renamed(old, new));
    let by_place: HashMap<&str, usize> =
        new.iter().enumerate().filter_map(|(number, plan)| Some((plan.place.as_deref()?, number))).collect();
    let mut bonds = Vec::new();
    for (before, plan) in old.iter().enumerate() {
        let same = plan.place.as_deref().and_then(|place| by_place.get(place));
        bonds.extend(same.map(|now| (before, *now, Bond::Place)));
        let kin = kin.of(plan).into_iter().filter(|(now, _)| {
            is_same_place(plan, &new[*now], &renamed) && (!within_a_year || plan.year == new[*now].year)
        });
        bonds.extend(kin.map(|(now, bond)| (before, now, bond)));
    }
    // Where much speaks for several, the choice is the same the other way round: the last two say nothing of a side.
    bonds.sort_by_cached_key(|(before, now, bond)| {
        let (one, two) = (&old[*before], &new[*now]);
        let names = one.above.iter().filter(|name| two.above.contains(name)).count();
        let folders = one.path.iter().zip(&two.path).take_while(|(one, two)| one == two).count();
        (*bond, Reverse(names), Reverse(folders), before + now, before.abs_diff(*now))
    });
    let (mut is_old_taken, mut is_new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let mut both = Vec::new();
    for (before, now, _) in bonds {
        if !is_old_taken[before] && !is_new_taken[now] {
            (is_old_taken[before], is_new_taken[now]) = (true, true);
            both.push((before, now));
        }
    }
    both.sort_by_key(|(_, now)| *now);
    let rest = |taken: Vec<bool>| {
        let rest = taken.into_iter().enumerate().filter(|(_, taken)| !taken);
        rest.map(|(number, _)| number).collect()
    };
    Pairs { both, only_old: rest(is_old_taken), only_new: rest(is_new_taken) }
}

/// The names of boards and municipalities that are one: what one of their plans says with `tidigare`.
fn renamed<'k>(old: &'k [KnownLikeness], new: &'k [KnownLikeness]) -> HashSet<(Tier, &'k str, &'k str)> {
    let highest = old.iter().chain(new).filter_map(|plan| Some((plan, plan.own.as_ref()?)));
    let highest = highest.filter(|(_, (tier, _))| *tier <= Tier::Company);
    highest
        .flat_map(|(plan, (tier, name))| {
            let both_ways = |former: &'k String| [(*tier, name.as_str(), former.as_str()), (*tier, former, name)];
            plan.formerly.iter().flat_map(both_ways)
        })
        .collect()
}

/// Whether nothing says that two organisations are under different boards: units of the same name are under many.
fn is_same_place(one: &KnownLikeness, other: &KnownLikeness, renamed: &HashSet<(Tier, &str, &str)>) -> bool {
    let at = |plan: &'_ KnownLikeness, tier: Tier| plan.above.iter().position(|(rank, _)| *rank == tier);
    Tier::GOVERNING.into_iter().all(|tier| match (at(one, tier), at(other, tier)) {
        (Some(this), Some(that)) => {
            let (this, that) = (one.above[this].1.as_str(), other.above[that].1.as_str());
            this == that || renamed.contains(&(tier, this, that))
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::property::cases;

    /// A plan of a unit under a board.
    fn unit(year: i16, board: &str, name: &str, formerly: &[&str]) -> KnownLikeness {
        KnownLikeness {
            year: Some(year),
            place: None,
            path: vec!["plan.yaml".to_owned(), name.to_owned(), year.to_string()],
            own: Some((Tier::Unit, name.to_owned())),
            above: vec![(Tier::Municipality, "staden".to_owned()), (Tier::Board, board.to_owned())],
            formerly: formerly.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    fn board(year: i16, name: &str, formerly: &[&str]) -> KnownLikeness {
        let mut plan = unit(year, "", name, formerly);
        plan.own = Some((Tier::Board, name.to_owned()));
        plan.above.truncate(1);
        plan
    }

    fn at(place: &str, plan: KnownLikeness) -> KnownLikeness {
        KnownLikeness { place: Some(place.to_owned()), ..plan }
    }

    fn both(old: &[KnownLikeness], new: &[KnownLikeness]) -> Vec<(usize, usize)> {
        let pairs = put_together(old, new);
        let mut mirrored = put_together(new, old);
        mirrored.both.iter_mut().for_each(|(one, two)| std::mem::swap(one, two));
        mirrored.both.sort_by_key(|(_, now)| *now);
        assert_eq!(mirrored.both, pairs.both, "the other way round");
        assert_eq!((&mirrored.only_old, &mirrored.only_new), (&pairs.only_new, &pairs.only_old));
        pairs.both
    }

    #[test]
    fn an_organisation_is_found_under_its_name_or_an_earlier_one() {
        let old = [unit(2024, "a", "barn", &[]), unit(2024, "a", "familj", &[]), unit(2024, "a", "vuxna", &[])];
        let new = [unit(2025, "a", "barn", &[]), unit(2025, "a", "unga", &["familj"]), unit(2025, "a", "äldre", &[])];
        assert_eq!(both(&old, &new), [(0, 0), (1, 1)]);
        assert_eq!(put_together(&old, &new).only_old, [2]);
        assert_eq!(put_together(&old, &new).only_new, [2]);
    }

    #[test]
    fn its_own_name_goes_before_anothers_earlier_one_and_the_first_of_those_before_the_rest() {
        let old = [unit(2024, "a", "familj", &[]), unit(2024, "a", "barn", &[])];
        let new = [unit(2025, "a", "barn och unga", &["barn", "familj"]), unit(2025, "a", "familj", &[])];
        assert_eq!(both(&old, &new), [(1, 0), (0, 1)]);
        assert_eq!(both(&old, &new[..1]), [(1, 0)]);
    }

    #[test]
    fn units_of_the_same_name_under_different_boards_are_told_apart() {
        let old = [unit(2024, "a", "familj", &[]), unit(2024, "b", "familj", &[])];
        let new = [unit(2025, "b", "familj", &[]), unit(2025, "c", "familj", &[])];
        assert_eq!(both(&old, &new), [(1, 0)]);
        let mut vague = unit(2025, "a", "familj", &[]);
        vague.above.clear();
        assert_eq!(both(&old[..1], &[vague]), [(0, 0)], "one that names no board may be the one");
    }

    #[test]
    fn a_board_with_a_new_name_keeps_its_units() {
        let old = [board(2024, "a", &[]), unit(2024, "a", "familj", &[])];
        let new = [board(2025, "a och b", &["b", "a"]), unit(2025, "a och b", "familj", &[])];
        assert_eq!(both(&old, &new), [(0, 0), (1, 1)]);
    }

    #[test]
    fn ranks_are_told_apart() {
        assert_eq!(both(&[board(2024, "barn", &[])], &[unit(2025, "a", "barn", &[])]), []);
    }

    #[test]
    fn one_file_is_one_plan_whatever_its_organisation_is_called() {
        let old = [at("x/plan", unit(2024, "a", "familj", &[])), at("y/plan", unit(2024, "a", "barn", &[]))];
        let new = [at("x/plan", unit(2025, "a", "barn", &[])), at("z/plan", unit(2025, "a", "familj", &[]))];
        assert_eq!(both(&old, &new), [(0, 0)]);
        let mut nameless = [old[0].clone(), new[0].clone()];
        nameless.iter_mut().for_each(|plan| plan.own = None);
        assert_eq!(both(&nameless[..1], &nameless[1..]), [(0, 0)]);
    }

    #[test]
    fn plans_without_an_organisation_are_of_none() {
        let nameless = KnownLikeness { own: None, ..unit(2024, "a", "", &[]) };
        assert_eq!(both(std::slice::from_ref(&nameless), std::slice::from_ref(&nameless)), []);
    }

    #[test]
    fn several_years_are_compared_within_a_year() {
        let old = [unit(2023, "a", "barn", &[]), unit(2024, "a", "barn", &[])];
        let new = [unit(2024, "a", "barn", &[]), unit(2025, "a", "barn", &[])];
        assert_eq!(both(&old, &new), [(1, 0)]);
        assert_eq!(both(&old[..1], &new), []);
        assert_eq!(both(&old[..1], &new[1..]), [(0, 0)]);
    }

    #[test]
    fn a_draft_beside_a_plan_is_no_other_plan() {
        let old = [unit(2024, "a", "barn", &[])];
        let mut draft = unit(2025, "a", "barn", &[]);
        draft.path[0] = "a-draft.yaml".to_owned();
        assert_eq!(both(&old, &[draft, unit(2025, "a", "barn", &[])]), [(0, 1)]);
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn every_plan_is_used_once_and_the_mirror_agrees(
            old in proptest::collection::vec(any_plan(), 0..8),
            new in proptest::collection::vec(any_plan(), 0..8),
        ) {
            let pairs = put_together(&old, &new);
            both(&old, &new);
            let mut olds: Vec<usize> = pairs.both.iter().map(|pair| pair.0).chain(pairs.only_old).collect();
            let mut news: Vec<usize> = pairs.both.iter().map(|pair| pair.1).chain(pairs.only_new).collect();
            olds.sort_unstable();
            news.sort_unstable();
            prop_assert_eq!(olds, (0..old.len()).collect::<Vec<_>>());
            prop_assert_eq!(news, (0..new.len()).collect::<Vec<_>>());
        }
    }

    fn any_plan() -> impl Strategy<Value = KnownLikeness> {
        let names = || proptest::sample::select(vec!["a", "b", "c"]);
        let formerly = proptest::collection::vec(names(), 0..2);
        (2024..2026i16, names(), names(), formerly).prop_map(|(year, board, name, formerly)| {
            let formerly: Vec<&str> = formerly.into_iter().filter(|former| *former != name).collect();
            unit(year, board, name, &formerly)
        })
    }
}
