//! One indicator that is defined in two ways in two plans of a year.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::indicators::{quantity, typed};
use crate::lint::rules::{Plans, Survey};
use crate::model::{At, Direction, Head, Indicator, Quantity, Target, Tier};
use crate::msg;
use crate::resolve::{ItemRef, Resolved, names};
use crate::source::Span;

/// VP0402.
pub static RULE: Rule = Rule {
    code: "VP0402",
    name: "indicator-defined-differently",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "samma indikator har olika uppgifter i två planer",
        "the same indicator is described differently in two plans",
    ),
    what: Bilingual::fixed(
        "Två planer för samma år har olika periodicitet, enhet eller kf_årsmål för samma indikator. Det är samma indikator när id eller namn är lika och den ena planen bygger på den andra, eller när samma organisation äger den. Har en indikator en annan enhet eller riktning än samma id eller namn i förra årets plan, och inget `ersätter`, sägs det som varning.",
        "Two plans of one year have different periodicity, unit or kf_årsmål for the same indicator. It is the same when its id or name are equal and one plan builds on the other, or when the same organisation owns it. Where an indicator has another unit or direction than the same id or name in last year's plan, and no `ersätter`, it is told as a warning.",
    ),
    why: Bilingual::fixed(
        "Indikatorn mäts en gång. Läsaren kan inte veta vilken plan som gäller, och utfallen kan inte läggas ihop eller jämföras.",
        "The indicator is measured once. The reader cannot know which plan applies, and the outcomes can neither be added up nor compared.",
    ),
    fixes: Fixes::NONE,
};

/// The indicators that have been met and may be met again. Ids, names and owners go by numbers, because each is met in
/// plan after plan.
#[derive(Default)]
struct Met {
    /// By id or name, and document.
    by_document: FxHashMap<(usize, usize), ItemRef>,
    /// By id or name, year and owner.
    by_owner: FxHashMap<(usize, i16, usize), ItemRef>,
}

/// Numbers for words.
#[derive(Default)]
struct Numbers(FxHashMap<String, usize>);

impl Numbers {
    fn of(&mut self, words: &str) -> usize {
        self.known(words).unwrap_or_else(|| {
            let next = self.0.len();
            self.0.insert(words.to_owned(), next);
            next
        })
    }

    fn known(&self, words: &str) -> Option<usize> {
        self.0.get(words).copied()
    }
}

/// Whose each plan is and whose indicators it may have: by rank, the number of the organisation's names.
struct Owners {
    of_plans: Vec<Vec<Option<usize>>>,
    /// How many plans of a year are of an organisation or of one below it.
    plans: FxHashMap<(i16, usize), usize>,
}

impl Owners {
    fn of(resolved: &Resolved) -> Owners {
        let mut numbers = Numbers::default();
        let mut owners = Owners { of_plans: Vec::with_capacity(resolved.plans.len()), plans: FxHashMap::default() };
        for document in resolved.documents.heads() {
            let of = Tier::ALL.iter().map(|tier| owner_name(document, *tier).map(|name| numbers.of(&name)));
            let of: Vec<Option<usize>> = of.collect();
            if let Some(year) = &document.year {
                for owner in of.iter().flatten() {
                    *owners.plans.entry((year.value, *owner)).or_default() += 1;
                }
            }
            owners.of_plans.push(of);
        }
        owners
    }
}

/// What is met so far of the indicators of all plans.
struct Compared {
    owners: Owners,
    names_met: Numbers,
    met: Met,
    /// Whether others build on each plan: what a plan has that no other builds on, and whose owner has no other, is met
    /// nowhere else.
    is_above: Vec<bool>,
    key: String,
}

/// Begins to compare.
pub fn survey(plans: &Plans) -> Box<dyn Survey> {
    let resolved = plans.resolved;
    let mut is_above = vec![false; resolved.plans.len()];
    resolved.plans.all_ties().flat_map(|plan| &plan.above).for_each(|above| is_above[*above] = true);
    let (names_met, met) = Default::default();
    Box::new(Compared { owners: Owners::of(resolved), names_met, met, is_above, key: String::new() })
}

impl Survey for Compared {
    /// Compares each indicator with the same one in the plans above, and with the first one of the same owner: as upper plans
    /// come first, the indicator there is the one that the others are held against.
    fn look(&mut self, plans: &Plans, number: usize, sink: &mut Sink) {
        let resolved = plans.resolved;
        let plan = &resolved.plans[number];
        let document = &resolved.documents[number];
        let year = document.year.as_ref().map(|year| year.value);
        let of_same_year =
            |above: &&usize| resolved.documents.head(**above).year.as_ref().map(|year| year.value) == year;
        let above: Vec<usize> = plan.above.iter().filter(of_same_year).copied().collect();
        for goal in plan.goals.iter().filter(|goal| goal.own) {
            for &on in goal.entries.iter().filter(|on| on.document == number) {
                for (place, indicator) in resolved.goal(on).indicators.iter().enumerate() {
                    let item = ItemRef { on, item: place };
                    let owner =
                        self.owners.of_plans[number].get(resolved.owner(goal, item) as usize).copied().flatten();
                    let owner =
                        year.zip(owner).filter(|owner| self.owners.plans.get(owner).is_some_and(|plans| *plans > 1));
                    let mut found: Option<ItemRef> = None;
                    for id in indicator.id.as_ref().map(Some).into_iter().chain([None]) {
                        self.key.clear();
                        match id {
                            Some(id) => self.key.push_str(&names::key(id.as_str())),
                            None => names::push_slug(&mut self.key, indicator.name.as_str()),
                        }
                        let name = match self.is_above[number] || owner.is_some() {
                            true => Some(self.names_met.of(&self.key)),
                            false => self.names_met.known(&self.key),
                        };
                        let Some(name) = name else { continue };
                        let of_above = above.iter().find_map(|above| self.met.by_document.get(&(name, *above)));
                        let of_owner = owner.and_then(|(year, owner)| self.met.by_owner.get(&(name, year, owner)));
                        let other = of_above.or(of_owner).filter(|other| other.on.document != number);
                        found = found.or(other.copied());
                        if self.is_above[number] {
                            self.met.by_document.entry((name, number)).or_insert(item);
                        }
                        if let Some((year, owner)) = owner {
                            self.met.by_owner.entry((name, year, owner)).or_insert(item);
                        }
                    }
                    if let Some(other) = found {
                        compare(resolved, indicator, other, plan.above.contains(&other.on.document), sink);
                    }
                    if let Some(last) = plan.last_year {
                        compare_years(resolved, indicator, last, sink);
                    }
                }
            }
        }
    }
}

/// The names that tell an organisation of this rank apart; `None` where the document does not name it.
fn owner_name(document: &Head, tier: Tier) -> Option<String> {
    let organisation = &document.organisation;
    let own = organisation.at(tier)?.as_str();
    let mut name = String::new();
    for rank in Tier::GOVERNING {
        if rank < tier {
            name.push_str(organisation.at(rank).map_or("", |name| name.as_str()));
            name.push('/');
        }
    }
    name.push_str(own);
    Some(name.to_lowercase())
}

fn compare(resolved: &Resolved, here: &Indicator, at: ItemRef, inherited: bool, sink: &mut Sink) {
    let there = resolved.indicator(at);
    let mut report = |what: Bilingual, one: (Span, String), two: (Span, String)| {
        let (name, own, other) = (here.name.as_str(), &one.1, &two.1);
        let (sv, en) = (&what.sv, &what.en);
        let finding = Diagnostic::new(
            &RULE,
            one.0,
            msg!(
                "”{name}” har olika {sv} i två planer: {own} här och {other} i den andra",
                "\"{name}\" has a different {en} in two plans: {own} here and {other} in the other",
            ),
        )
        .label(msg!("här {own}", "here {own}"))
        .other(two.0, msg!("här {other}", "here {other}"));
        let id = names::indicator_id(there);
        sink.push(match inherited {
            true => finding.help(msg!(
                "ta bort indikatorn här, den ärvs, och skriv ett eget mål efter {id}: under årsmål; är det en annan indikator, ge den ett annat namn",
                "remove the indicator here, it is inherited, and write your own target after {id}: below årsmål; if it is another indicator, give it another name",
            )),
            false => finding.help(msg!("skriv samma i båda planerna", "write the same in both plans")),
        });
    };
    if let (Some(one), Some(two)) = (&here.periodicity, &there.periodicity)
        && names::key(one.as_str()).to_lowercase() != names::key(two.as_str()).to_lowercase()
    {
        let words = |periodicity: &At<String>| (periodicity.span, periodicity.value.clone());
        report(msg!("periodicitet", "periodicity"), words(one), words(two));
    }
    let (one, two) = (first_figure(here), first_figure(there));
    if let (Some((one_at, one)), Some((two_at, two))) = (one, two)
        && !one.same_unit(two)
    {
        report(msg!("enhet", "unit"), (one_at.span, typed(one)), (two_at.span, typed(two)));
        return;
    }
    if let (Some(one), Some(two)) = (&here.council_target, &there.council_target)
        && differ(&one.value, &two.value)
    {
        let words = |target: &At<Target>| (target.span, words(&target.value));
        report(msg!("kf_årsmål", "kf_årsmål"), words(one), words(two));
    }
}

/// Reports another unit or direction than that of the same indicator in last year's plan.
fn compare_years(resolved: &Resolved, here: &Indicator, last: usize, sink: &mut Sink) {
    let Some(before) = resolved.indicator_named(last, &names::indicator_id(here)) else { return };
    if !here.replaces.is_empty() {
        return;
    }
    let there = resolved.indicator(before);
    let units = first_figure(here).zip(first_figure(there)).filter(|((_, one), (_, two))| !one.same_unit(two));
    let directions = here.direction.as_ref().zip(there.direction.as_ref()).filter(|(one, two)| one.value != two.value);
    let (what, one, two) = match (units, directions) {
        (Some(((one_at, one), (two_at, two))), _) => {
            (msg!("enhet", "unit"), (one_at.span, typed(one)), (two_at.span, typed(two)))
        }
        (None, Some((one, two))) => {
            let words = |direction: Direction| match direction {
                Direction::Higher => "högre",
                Direction::Lower => "lägre",
                Direction::Range => "intervall",
            };
            let told = |at: &At<Direction>| (at.span, words(at.value).to_owned());
            (msg!("riktning", "riktning"), told(one), told(two))
        }
        (None, None) => return,
    };
    let (name, own, other, Bilingual { sv, en }) = (here.name.as_str(), &one.1, &two.1, &what);
    sink.push(
        Diagnostic::new(
            &RULE,
            one.0,
            msg!(
                "”{name}” har en annan {sv} än i förra årets plan: {own} här, {other} då",
                "\"{name}\" has another {en} than in last year's plan: {own} here, {other} then",
            ),
        )
        .lower(Severity::Warning)
        .label(msg!("här {own}", "here {own}"))
        .other(two.0, msg!("förra året {other}", "last year {other}"))
        .help(msg!(
            "rätta det som är fel; mäts något annat i år, ge indikatorn ett eget id och skriv det gamla efter ersätter:",
            "fix what is wrong; if something else is measured this year, give the indicator an id of its own and write the old one after ersätter:",
        )),
    );
}

fn first_figure(indicator: &Indicator) -> Option<(&At<Target>, &Quantity)> {
    let series = || indicator.series.iter().find_map(|(_, at)| Some((at, at.value.quantity()?)));
    quantity(&indicator.council_target).or_else(|| quantity(&indicator.target)).or_else(series)
}

/// Two phrases are not told apart: "Tas fram av nämnd" and "Tas fram av nämnd/styrelse" say the same.
fn differ(one: &Target, two: &Target) -> bool {
    match (one, two) {
        (Target::Quantity(one), Target::Quantity(two)) => one.value != two.value || one.upper != two.upper,
        (Target::Quantity(_), Target::SetElsewhere(_)) | (Target::SetElsewhere(_), Target::Quantity(_)) => true,
        _ => false,
    }
}

fn words(target: &Target) -> String {
    match target {
        Target::Quantity(quantity) => typed(quantity),
        other => format!("”{}”", other.print()),
    }
}
