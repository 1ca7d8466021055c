//! The status as text for a terminal: the sums first, then a line for each plan that lacks nothing and a block for each
//! other.

mod block;
mod folded;

use std::collections::BTreeMap;

use crate::diagnostic::{Bilingual, Language};
use crate::identity;
use crate::model::Tier;
use crate::msg;
use crate::status::{DueKind, Note, OccasionStatus, PlanStatus, State, Status, Why};
use crate::terminal::Style;
use crate::terminal::{Paint, pad, plain, width};

/// A longer name is not waited for by the lines beside it.
const WIDEST_NAME: usize = 60;

/// How much is told of many plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those of a year with many of them in few lines, board by board.
    Folded,
    /// Each as if it were asked for by itself.
    Full,
}

/// The whole status.
pub fn write(status: &Status, extent: Extent, language: Language, style: Style) -> String {
    let (is_alone, is_full) = (status.plans.len() == 1, extent == Extent::Full);
    let page = TextWriter { language, paint: Paint(style), is_alone, is_full };
    let mut years: BTreeMap<i16, Vec<&PlanStatus>> = BTreeMap::new();
    for plan in &status.plans {
        years.entry(plan.year).or_default().push(plan);
    }
    let mut text = String::new();
    for (year, plans) in years.iter().rev() {
        text.push_str(&page.sum(*year, plans));
    }
    if status.plans.is_empty() {
        text.push_str(&page.line(Bilingual::fixed("inga planer", "no plans").get(language)));
    }
    for (year, plans) in years.iter().rev() {
        text.push_str(&format!("\n{}\n", page.paint.strong(&year.to_string())));
        text.push_str(&if page.is_folded(plans) { page.folded(plans) } else { page.year(plans) });
    }
    if !status.notes.is_empty() {
        text.push_str(&page.notes(&status.notes));
    }
    // It is read on screens and in logs, and names are what plans call things.
    identity::shown(&text).into_owned()
}

/// What every line needs to know.
struct TextWriter {
    language: Language,
    paint: Paint,
    /// Whether there is one plan only: then what is to come is told in full.
    is_alone: bool,
    /// Whether each plan is told in full, however many there are.
    is_full: bool,
}

/// How the plans stand at the latest occasion that has come, or at the first where none has.
struct Tally<'p> {
    occasion: &'p OccasionStatus,
    /// Plans that lack nothing.
    complete: usize,
    /// Plans that lack something at the occasion.
    lacking: usize,
    /// Plans that lack something at an earlier one only.
    earlier: usize,
}

/// One for each occasion: plans of several workspaces may have occasions of their own.
fn tallies<'p>(plans: &[&'p PlanStatus]) -> Vec<Tally<'p>> {
    let mut tallies: Vec<Tally> = Vec::new();
    for plan in plans.iter().filter(|plan| !plan.is_set_aside) {
        let Some(occasion) = plan.come().last().or_else(|| plan.next()) else { continue };
        let is_same = |known: &Tally| known.occasion.key == occasion.key && known.occasion.date == occasion.date;
        let at = tallies.iter().position(is_same).unwrap_or_else(|| {
            tallies.push(Tally { occasion, complete: 0, lacking: 0, earlier: 0 });
            tallies.len() - 1
        });
        let tally = &mut tallies[at];
        let counted = match (plan.lacks_something(), occasion.total().missing()) {
            (false, _) => &mut tally.complete,
            (true, 0) => &mut tally.earlier,
            (true, _) => &mut tally.lacking,
        };
        *counted += 1;
    }
    tallies
}

/// How many activities of plans are past their end.
fn past_end(plans: &[&PlanStatus]) -> usize {
    plans.iter().filter(|plan| !plan.is_set_aside).map(|plan| plan.ended.len()).sum()
}

impl TextWriter {
    fn say(&self, words: &Bilingual) -> String {
        words.get(self.language).to_owned()
    }

    fn line(&self, words: &str) -> String {
        format!("{words}\n")
    }

    /// `2025: 12 planer. T1: 9 klara, 3 saknar något`.
    fn sum(&self, year: i16, plans: &[&PlanStatus]) -> String {
        let number = plans.len();
        let mut parts = vec![match number {
            1 => self.say(&msg!("{year}: 1 plan", "{year}: 1 plan")),
            _ => self.say(&msg!("{year}: {number} planer", "{year}: {number} plans")),
        }];
        parts.extend(tallies(plans).iter().map(|tally| self.tally(tally)));
        let aside = plans.iter().filter(|plan| plan.is_set_aside).count();
        if aside > 0 {
            let (noun_sv, noun_en) =
                if aside == 1 { ("överordnad plan", "plan") } else { ("överordnade planer", "plans") };
            parts.push(
                self.say(&msg!("{aside} {noun_sv} utan uppföljning", "{aside} {noun_en} above without a follow-up",)),
            );
        }
        parts.extend(self.past_end(past_end(plans)));
        self.line(&parts.join(". "))
    }

    /// How plans stand together: `T1: 9 klara, 3 saknar något` for each occasion, and how many activities are past their end.
    fn sums(&self, plans: &[&PlanStatus]) -> Vec<String> {
        tallies(plans).iter().map(|tally| self.tally(tally)).chain(self.past_end(past_end(plans))).collect()
    }

    /// `2 aktiviteter är över tiden`; nothing where there is none.
    fn past_end(&self, count: usize) -> Option<String> {
        match count {
            0 => None,
            1 => Some(self.say(&msg!("1 aktivitet är över tiden", "1 activity is past its end"))),
            _ => Some(self.say(&msg!("{count} aktiviteter är över tiden", "{count} activities are past their end"))),
        }
    }

    /// `T1: 9 klara, 3 saknar något`.
    fn tally(&self, tally: &Tally) -> String {
        let Tally { occasion, complete, lacking, earlier } = *tally;
        let (key, date) = (plain(&occasion.key), occasion.date);
        if !occasion.has_come() {
            return self.say(&msg!("Näst på tur: {key}, {date}", "Next: {key}, {date}"));
        }
        let verb = |number: usize| if number == 1 { "lacks" } else { "lack" };
        let (one, two) = (verb(lacking), verb(earlier));
        let word = if complete == 1 { "klar" } else { "klara" };
        let parts = [
            (complete, msg!("{complete} {word}", "{complete} complete")),
            (lacking, msg!("{lacking} saknar något", "{lacking} {one} something")),
            (earlier, msg!("{earlier} saknar något från tidigare", "{earlier} {two} something from before")),
        ];
        let parts = parts.iter().filter(|(number, _)| *number > 0).map(|(_, words)| self.say(words));
        format!("{key}: {}", parts.collect::<Vec<_>>().join(", "))
    }

    fn year(&self, plans: &[&PlanStatus]) -> String {
        let is_short = |plan: &PlanStatus| plan.is_set_aside || self.is_wholly_reported(plan);
        let names = plans.iter().filter(|plan| is_short(plan)).map(|plan| width(&label(plan)));
        let widest = names.filter(|width| *width <= WIDEST_NAME).max().unwrap_or(0);
        let mut text = String::new();
        let mut was_block = false;
        for (number, plan) in plans.iter().enumerate() {
            let is_block = !is_short(plan);
            if number > 0 && (is_block || was_block) {
                text.push('\n');
            }
            was_block = is_block;
            if is_block {
                text.push_str(&self.block(plan));
            } else {
                let name = self.paint.strong(&pad(&label(plan), widest));
                text.push_str(&format!("  {name}  {}\n", self.in_short(plan)));
            }
        }
        text
    }

    /// Whether a line is enough: nothing is missing now, and what is to come is counted.
    fn is_wholly_reported(&self, plan: &PlanStatus) -> bool {
        let comes = plan.next().is_some_and(|next| next.total().missing() > 0);
        !plan.lacks_something() && plan.ended.is_empty() && !(self.is_alone && comes)
    }

    /// `klar för T1 · T2 2025-08-31: 3 indikatorer, 2 aktiviteter`.
    fn in_short(&self, plan: &PlanStatus) -> String {
        let mut parts = Vec::new();
        if plan.is_set_aside {
            parts.push(self.say(&Bilingual::fixed("ingen uppföljning", "no follow-up")));
        }
        if let Some(last) = plan.come().last() {
            let key = plain(&last.key);
            let words = match plan.is_set_aside {
                true => format!("{key}: {}", self.missing(last)),
                false if plan.come().all(|occasion| occasion.total().due == 0) => {
                    self.say(&msg!("inget att rapportera för {key}", "nothing to report for {key}"))
                }
                false => self.paint.good(&self.say(&msg!("klar för {key}", "complete for {key}"))),
            };
            parts.push(words);
        }
        if let Some(next) = plan.next().filter(|_| !plan.is_set_aside || plan.come().next().is_none()) {
            parts.push(format!("{} {}: {}", plain(&next.key), next.date, self.missing(next)));
        }
        parts.join(" · ")
    }

    /// How much is missing: `3 indikatorer, 2 aktiviteter`.
    fn missing(&self, occasion: &OccasionStatus) -> String {
        let parts = DueKind::ALL.into_iter().filter_map(|sort| match occasion.count(sort).missing() {
            0 => None,
            1 => Some(format!("1 {}", sort.one().get(self.language))),
            number => Some(format!("{number} {}", sort.many().get(self.language))),
        });
        let parts: Vec<String> = parts.collect();
        match parts.is_empty() {
            false => parts.join(", "),
            true if occasion.state == State::Complete => self.say(&Bilingual::fixed("klar", "complete")),
            true => self.say(&Bilingual::fixed("inget att rapportera", "nothing to report")),
        }
    }

    fn notes(&self, notes: &[Note]) -> String {
        let head = Bilingual::fixed("Om de här filerna går inget att säga:", "Of these files nothing can be said:");
        let mut text = format!("\n{}\n", self.paint.bad(&self.say(&head)));
        for note in notes {
            let why = match note.why {
                Why::Unreadable => {
                    Bilingual::fixed("går inte att läsa, vp check säger varför", "cannot be read, vp check says why")
                }
                Why::AboveUnreadable => {
                    Bilingual::fixed("en plan ovanför går inte att läsa", "a plan above it cannot be read")
                }
                Why::NoYear => Bilingual::fixed("planen har inget år", "the plan has no year"),
                Why::NoPlan => Bilingual::fixed(
                    "planen som följs upp hittas inte eller går inte att läsa",
                    "the plan that it follows cannot be found or read",
                ),
                Why::NoPeriod => Bilingual::fixed("perioden saknas eller är okänd", "the period is missing or unknown"),
            };
            text.push_str(&format!("  {}: {}\n", plain(&note.path), self.say(&why)));
        }
        text
    }
}

/// The organisation's name, and the one that tells it from others of that name: a unit's board, a group's unit.
fn label(plan: &PlanStatus) -> String {
    let Some(((tier, name), above)) = plan.organisation.split_last() else { return plain(&plan.path) };
    let wanted = match tier {
        Tier::Municipality | Tier::Region | Tier::Board | Tier::Company => return plain(name),
        Tier::Administration | Tier::Department | Tier::Unit => Tier::Board,
        Tier::Group => Tier::Unit,
    };
    match above.iter().find(|(tier, _)| *tier == wanted) {
        Some((_, above)) => format!("{}, {}", plain(name), plain(above)),
        None => plain(name),
    }
}
