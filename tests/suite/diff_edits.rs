//! A plan that was edited in ways that are known, and what a comparison makes of it: the goals that are one stay one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vp::compare::diff::summary::GoalChange;
use vp::compare::diff::{GoalDiff, Options, PlanDiff, Side, plans};
use vp::read::load::load;

use crate::property::cases;
use crate::workspace::Workspace;

/// Words that have little in common, four for each goal.
const WORDS: [[&str; 4]; 8] = [
    ["Barnen", "lyssnas", "till", "utredningen"],
    ["Gatorna", "plogas", "före", "gryningen"],
    ["Kostnaderna", "hålls", "inom", "ramen"],
    ["Medarbetarna", "trivs", "på", "jobbet"],
    ["Biblioteken", "öppnar", "kvällstid", "söndagar"],
    ["Klimatutsläppen", "halveras", "snabbt", "nu"],
    ["Äldre", "möts", "av", "kontinuitet"],
    ["Företag", "får", "besked", "direkt"],
];

/// What two or three goals are all called.
const SHARED: &str = "Verksamheten utvecklas tillsammans med brukarna";

/// A goal, whichever place and words it has.
#[derive(Clone, Debug)]
struct Known {
    /// What it is known by through all edits; it is not in the file.
    who: usize,
    title: String,
    board_goal: usize,
}

/// What may be done to a plan.
#[derive(Clone, Debug)]
enum Edit {
    InsertFirst,
    Swap(usize, usize),
    Retitle(usize),
    Move(usize),
    Remove(usize),
    Reverse,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        Just(Edit::InsertFirst),
        (0usize..16, 0usize..16).prop_map(|(one, two)| Edit::Swap(one, two)),
        (0usize..16).prop_map(Edit::Retitle),
        (0usize..16).prop_map(Edit::Move),
        (0usize..16).prop_map(Edit::Remove),
        Just(Edit::Reverse),
    ]
}

fn apply(edit: &Edit, goals: &mut Vec<Known>, next: &mut usize) {
    let count = goals.len().max(1);
    match *edit {
        Edit::InsertFirst => {
            let title = format!("Nyskrivet{next} påhitt{next} blev{next}");
            goals.insert(0, Known { who: *next, title, board_goal: *next % 2 });
            *next += 1;
        }
        Edit::Swap(one, two) if !goals.is_empty() => goals.swap(one % count, two % count),
        // One word of a title of its own.
        Edit::Retitle(at) => {
            let one = goals.get_mut(at % count).filter(|goal| goal.who < WORDS.len());
            if let Some(goal) = one {
                let words = WORDS[goal.who];
                goal.title = format!("{} {} {} framöver", words[0], words[1], words[3]);
            }
        }
        Edit::Move(at) => {
            if let Some(goal) = goals.get_mut(at % count) {
                goal.board_goal = 1 - goal.board_goal;
            }
        }
        Edit::Remove(at) if goals.len() > 1 => {
            goals.remove(at % count);
        }
        Edit::Reverse => goals.reverse(),
        _ => {}
    }
}

/// The goals as a plan, numbered by their place. The contents of a goal are its own, whatever it is called.
fn plan(year: i16, goals: &[Known]) -> String {
    let mut text = format!(
        "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{enhet: Enheten}}\nmål:\n  nämndmål:\n    \
         - {{id: ett, titel: Ett mål hos nämnden}}\n    - {{id: två, titel: Ett annat uppdrag}}\n  enhetsmål:\n"
    );
    for (place, goal) in goals.iter().enumerate() {
        let (number, till, who) = (place + 1, ["ett", "två"][goal.board_goal], goal.who);
        text += &format!(
            "    - nr: {number}\n      till: {till}\n      titel: {}\n      arbetssätt: Så här gör grupp{who} i kvarter{who} med metod{who}.\n      \
             indikatorer:\n        - {{namn: Andel för kvarter{who}, årsmål: 5}}\n",
            goal.title
        );
    }
    text
}

fn compared(old: &[Known], new: &[Known]) -> PlanDiff {
    let workspace =
        Workspace::with([("plans/2024/plan.yaml", plan(2024, old)), ("plans/2025/plan.yaml", plan(2025, new))]);
    let loaded = load(Some(workspace.root()), None).expect("the workspace is there");
    let side = |path: &str| -> Side<'_> {
        let (files, resolved, sources) = (&loaded.files, &loaded.resolved, &*loaded.sources);
        let file = files.iter().find(|file| file.path.ends_with(path)).expect("the file was read");
        Side { resolved, sources, plan: file.document.expect("it is a plan") }
    };
    plans(side("2024/plan.yaml"), side("2025/plan.yaml"), Options::default())
}

/// Which goal of the older plan each of the newer one is, by their numbers.
fn found(diff: &PlanDiff) -> BTreeMap<String, Option<String>> {
    let level = diff.levels.iter().find(|level| level.key == "enhetsmål").expect("there are goals");
    let number = |name: &Option<vp::compare::diff::Name>| name.as_ref().and_then(|name| name.number.clone());
    level.goals.iter().filter_map(|goal| Some((number(&goal.new)?, number(&goal.old)))).collect()
}

fn done(old: &[Known], new: &[Known]) -> BTreeMap<String, Option<String>> {
    let place = |who: usize| old.iter().position(|goal| goal.who == who).map(|place| (place + 1).to_string());
    new.iter().enumerate().map(|(at, goal)| ((at + 1).to_string(), place(goal.who))).collect()
}

fn begun(count: usize, shared: usize) -> Vec<Known> {
    let own = (0..count).map(|who| Known { who, title: WORDS[who].join(" "), board_goal: who % 2 });
    let same = (0..shared).map(|at| Known { who: WORDS.len() + at, title: SHARED.to_owned(), board_goal: at % 2 });
    own.chain(same).collect()
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn what_was_done_is_what_is_said(
        count in 1usize..=WORDS.len(),
        shared in 0usize..4,
        edits in prop::collection::vec(edit(), 0..7),
    ) {
        let old = begun(count, shared);
        let (mut new, mut next) = (old.clone(), 100);
        edits.iter().for_each(|edit| apply(edit, &mut new, &mut next));
        let diff = compared(&old, &new);
        prop_assert_eq!(found(&diff), done(&old, &new), "{:?}", edits);
    }
}

#[test]
fn a_goal_put_first_gives_the_others_new_numbers_and_nothing_else() {
    let old = begun(5, 2);
    let (mut new, mut next) = (old.clone(), 100);
    apply(&Edit::InsertFirst, &mut new, &mut next);
    let diff = compared(&old, &new);
    let goals: Vec<&GoalDiff> = diff.levels.iter().flat_map(|level| &level.goals).collect();
    assert_eq!(goals.iter().filter(|goal| goal.sort() == GoalChange::New).count(), 1);
    let renumbered = goals.iter().filter(|goal| goal.is_only_renumbered()).count();
    assert_eq!(renumbered, 7, "{goals:#?}");
}
