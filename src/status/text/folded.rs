//! Many plans in few lines: how those of each board stand, a line for each plan that lacks something, and the names of the
//! others.

use super::TextWriter;
use crate::diagnostic::Bilingual;
use crate::model::Tier;
use crate::msg;
use crate::status::PlanStatus;
use crate::terminal::{pad, plain, width};

/// A year with more plans than this is told in few lines.
const MOST_IN_FULL: usize = 12;

/// The plans of a board with its own, or of the municipality alone.
struct Group<'p> {
    name: String,
    plans: Vec<&'p PlanStatus>,
}

impl TextWriter {
    /// Whether the plans of a year are told in few lines.
    pub(super) fn is_folded(&self, plans: &[&PlanStatus]) -> bool {
        !self.is_full && plans.len() > MOST_IN_FULL
    }

    /// The plans of a year, board by board.
    pub(super) fn folded(&self, plans: &[&PlanStatus]) -> String {
        let mut text = String::new();
        for (number, group) in groups(plans).iter().enumerate() {
            if number > 0 {
                text.push('\n');
            }
            text.push_str(&self.group(group));
        }
        let more = Bilingual::fixed(
            "En plan i sin helhet: vp status och planens sökväg. Alla: vp status --full",
            "One plan in full: vp status and the plan's path. All of them: vp status --full",
        );
        text.push_str(&format!("\n{}\n", self.paint.faint(&self.say(&more))));
        text
    }

    fn group(&self, group: &Group) -> String {
        let followed: Vec<&PlanStatus> = group.plans.iter().copied().filter(|plan| !plan.is_set_aside).collect();
        let mut sums = self.sums(&followed);
        if followed.is_empty() {
            sums.extend(group.plans.iter().map(|plan| self.in_short(plan)));
        }
        let mut text = format!("  {}  {}\n", self.paint.strong(&group.name), sums.join(". "));
        let (lacking, complete): (Vec<&PlanStatus>, Vec<&PlanStatus>) =
            followed.into_iter().partition(|plan| plan.lacks_something() || !plan.ended.is_empty());
        let widest = lacking.iter().map(|plan| width(&own_name(plan))).max().unwrap_or(0).min(super::WIDEST_NAME);
        for plan in lacking {
            text.push_str(&format!("    {}  {}\n", pad(&own_name(plan), widest), self.lacks(plan)));
        }
        if !complete.is_empty() {
            let names = complete.iter().map(|plan| own_name(plan)).collect::<Vec<_>>().join(", ");
            let words = self.say(&msg!("Inget saknas: {names}", "Nothing missing: {names}"));
            text.push_str(&format!("    {}\n", self.paint.good(&words)));
        }
        text
    }

    /// `T2 inget rapporterat, 31 dagar över tiden: 24 indikatorer · 2 aktiviteter är över tiden`.
    fn lacks(&self, plan: &PlanStatus) -> String {
        let lacking = plan.come().filter(|occasion| occasion.total().missing() > 0);
        let mut parts: Vec<String> = lacking
            .map(|occasion| {
                let words = format!("{} {}", plain(&occasion.key), self.state(occasion));
                let words = if occasion.is_overdue() { self.paint.bad(&words) } else { self.paint.fair(&words) };
                format!("{words}: {}", self.missing(occasion))
            })
            .collect();
        parts.extend(self.past_end(plan.ended.len()));
        parts.join(" · ")
    }
}

/// The plans by board, in the order in which the boards come.
fn groups<'p>(plans: &[&'p PlanStatus]) -> Vec<Group<'p>> {
    let mut groups: Vec<Group> = Vec::new();
    for plan in plans {
        let name = board(plan);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.plans.push(plan),
            None => groups.push(Group { name, plans: vec![plan] }),
        }
    }
    groups
}

/// The board of a plan; the topmost name where it has none.
fn board(plan: &PlanStatus) -> String {
    let is_board = |(tier, _): &&(Tier, String)| *tier == Tier::Board;
    let named = plan.organisation.iter().find(is_board).or_else(|| plan.organisation.first());
    named.map_or_else(|| plain(&plan.path), |(_, name)| plain(name))
}

fn own_name(plan: &PlanStatus) -> String {
    plan.organisation.last().map_or_else(|| plain(&plan.path), |(_, name)| plain(name))
}
