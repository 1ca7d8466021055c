//! The red thread of a year: the goals of the topmost plan with those that serve them, through boards to units, and what is
//! lacking, each gap in its place.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::goals::part;
use super::roll_up::{in_order, name_of, printed_at, sentence_of, title_of};
use super::{
    Block, Contents, Cover, CoverName, Destination, HeadingKind, Labels, Mark, MarkKind, Origin, PageKind, Tree,
    TreeItem, View, ViewContext,
};
use crate::model::Tier;
use crate::resolve::held::Ties;
use crate::resolve::roll_up::RolledGoal;
use crate::resolve::{GoalRef, Plan, Report, Resolved};

/// More items than this under one are folded.
const MOST_OPEN: usize = 10;

/// What a page of all documents of a year is made from.
pub struct SiteContext<'a> {
    /// All documents, joined.
    pub resolved: &'a Resolved,
    /// The printed words.
    pub labels: &'a Labels,
    /// The year.
    pub year: i16,
    /// Where the page lies below the folder of pages, without extension.
    pub path: &'a str,
    /// Its title.
    pub title: &'a str,
}

impl<'a> SiteContext<'a> {
    /// A page of these blocks. It is of the organisation at the top, where that is one.
    pub(super) fn view(&self, page_kind: PageKind, kind: &str, top: &'a str, blocks: Vec<Block<'a>>) -> View<'a> {
        let names = [CoverName { tier: None, name: top }].into_iter().filter(|name| !name.name.is_empty());
        View {
            origin: Origin::Site(self.path.to_owned()),
            title: self.title.to_owned(),
            page_kind,
            occasion: None,
            kind: kind.to_owned(),
            year: Some(self.year),
            organisation: top.to_owned(),
            cover: Cover { names: names.collect(), ..Cover::default() },
            contents: Contents::All,
            appendices: Vec::new(),
            blocks,
        }
    }
}

/// The page. `indicators` are the titles and paths of the pages of the year's shared indicators, `own` the paths of the pages
/// that go on below some of the plans.
pub fn view<'a>(
    site: &SiteContext<'a>,
    indicators: &[(&'a str, &'a str)],
    own: &FxHashMap<usize, &'a str>,
) -> View<'a> {
    let (resolved, labels) = (site.resolved, site.labels);
    let of_year = |plan: &&Ties| {
        let head = resolved.documents.head(plan.document);
        head.is_plan()
            && plan.copy_of.is_none()
            && head.year.as_ref().is_some_and(|year| year.value == site.year)
            // What is below a plan with a page of its own stands there.
            && !plan.above.iter().any(|above| own.contains_key(above))
    };
    let plans: Vec<usize> = resolved.plans.all_ties().filter(of_year).map(|plan| plan.document).collect();
    let is_top =
        |plan: &usize| resolved.topmost(resolved.plans.ties(*plan)) == *plan && !resolved.plans_below(*plan).is_empty();
    let tops = in_order(resolved, plans.iter().copied().filter(is_top));
    let mut thread = Thread::new(site, own);
    let mut blocks = Vec::new();
    for top in &tops {
        let plan = &resolved.plans[*top];
        let roots = plan.roots.iter().chain(&plan.unattached);
        let items: Vec<TreeItem> = roots.map(|root| thread.item(resolved, plan, *root, None)).collect();
        let name = match name_of(resolved, *top) {
            name if name.is_empty() => Cow::Borrowed(labels.goals.as_str()),
            name => name,
        };
        blocks.push(Block::Heading(part(name.clone(), 2, HeadingKind::Part)));
        blocks.push(Block::Tree(Tree { name: name.into_owned(), items }));
    }
    thread.lacks(&plans, &tops, &mut blocks);
    let indicators = indicators.iter().map(|(title, path)| TreeItem {
        leads_to: Some(Destination::Page((*path).to_owned())),
        ..TreeItem::plain(*title)
    });
    list(&labels.shared_indicators, indicators.collect(), &mut blocks);
    let top = match tops[..] {
        [only] => resolved.documents.head(only).organisation.name(),
        _ => "",
    };
    site.view(PageKind::RedThread, &labels.red_thread, top, blocks)
}

/// The page of what is below one plan.
pub fn view_below<'a>(site: &SiteContext<'a>, number: usize) -> View<'a> {
    let resolved = site.resolved;
    let plan: &Plan = &resolved.plans[number];
    let own = FxHashMap::default();
    let mut thread = Thread::new(site, &own);
    let is_own = |goal: &usize| plan.goals[*goal].entries[0].document == number;
    let is_root = |goal: &usize| is_own(goal) && !plan.goals[*goal].parents.iter().any(is_own);
    let items = (0..plan.goals.len()).filter(is_root).map(|root| thread.item(resolved, plan, root, None)).collect();
    let name = name_of(resolved, number);
    let mut blocks = vec![
        Block::Heading(part(name.clone(), 2, HeadingKind::Part)),
        Block::Tree(Tree { name: name.into_owned(), items }),
    ];
    thread.lacks(resolved.plans_below(number), &[number], &mut blocks);
    let top = resolved.documents.head(number).organisation.name();
    site.view(PageKind::RedThread, &site.labels.red_thread, top, blocks)
}

/// A list with its heading; nothing where it is empty.
fn list<'a>(name: &'a str, items: Vec<TreeItem<'a>>, blocks: &mut Vec<Block<'a>>) {
    if !items.is_empty() {
        blocks.push(Block::Heading(part(name, 2, HeadingKind::Part)));
        blocks.push(Block::Tree(Tree { name: name.to_owned(), items }));
    }
}

/// The name of an organisation, which leads to its plan.
fn organisation(resolved: &Resolved, plan: usize) -> TreeItem<'_> {
    TreeItem {
        leads_to: Some(Destination::Document { document: plan, goal: None }),
        ..TreeItem::plain(name_of(resolved, plan))
    }
}

/// The thread while it is followed. Its items hold their words: the page has few of each plan's, and the plans of all its boards
/// need not be in memory for them.
struct Thread<'t, 'a> {
    site: &'t SiteContext<'a>,
    /// The paths of the pages that go on below some of the plans.
    own: &'t FxHashMap<usize, &'a str>,
    /// The goals whose own goals are listed already: one that serves two stands under both, with its own once.
    met: FxHashSet<GoalRef>,
    /// The plans that have goals in the thread.
    told: FxHashSet<usize>,
    /// The goals that lack goals under them.
    gaps: Vec<TreeItem<'static>>,
}

impl<'t, 'a> Thread<'t, 'a> {
    fn new(site: &'t SiteContext<'a>, own: &'t FxHashMap<usize, &'a str>) -> Thread<'t, 'a> {
        Thread { site, own, met: FxHashSet::default(), told: FxHashSet::default(), gaps: Vec::new() }
    }

    /// What is lacking in some plans: goals that nobody serves, goals that serve none, and plans none of whose goals stands
    /// in the thread. `tops` are those that it begins with.
    fn lacks(self, plans: &[usize], tops: &[usize], blocks: &mut Vec<Block<'a>>) {
        let (resolved, labels) = (self.site.resolved, self.site.labels);
        let none = self.serving_none(plans);
        let Thread { told, gaps, .. } = self;
        list(&labels.goals_nobody_serves, gaps, blocks);
        list(&labels.goals_serving_none, none, blocks);
        let outside = plans.iter().copied().filter(|plan| !told.contains(plan) && !tops.contains(plan));
        let outside = in_order(resolved, outside).into_iter().map(|plan| organisation(resolved, plan));
        list(&labels.plans_outside_thread, outside.collect(), blocks);
    }

    /// A goal of a plan with those that serve it. `owner` is the organisation, where it is another than that of the goal
    /// above.
    fn item(&mut self, resolved: &Resolved, plan: &Plan, number: usize, owner: Option<usize>) -> TreeItem<'static> {
        let goal = &plan.goals[number];
        let at = goal.entries[0];
        self.told.insert(plan.document);
        let mut item = self.alone(resolved, plan, number, owner);
        if !self.met.insert(at) {
            return item;
        }
        let is_own = |child: &usize| plan.goals[*child].entries[0].document == plan.document;
        let own: Vec<usize> = goal.children.iter().map(|child| child.goal).filter(is_own).collect();
        let mut items: Vec<TreeItem> = own.into_iter().map(|child| self.item(resolved, plan, child, None)).collect();
        let serving = resolved.serving().of_goal(at);
        let goes_on = self.own.get(&plan.document).filter(|_| at.document == plan.document);
        if let Some(page) = goes_on.filter(|_| !serving.is_empty()) {
            let words = format!("{} ({})", self.site.labels.goals_below, serving.len());
            let to = Some(Destination::Page((*page).to_owned()));
            items.push(TreeItem { leads_to: to, ..TreeItem::plain(words) });
        }
        let serving_here = if goes_on.is_some() { &[] } else { serving };
        for below in in_order(resolved, distinct(serving_here.iter().map(|(plan, _)| *plan))) {
            // The goals of one plan stand one after another.
            let first = serving.partition_point(|(plan, _)| *plan < below);
            // What is below the boards stands on pages of their own where these are many.
            let apart = (!self.own.is_empty()).then(|| resolved.apart());
            let resolved = apart.as_ref().unwrap_or(resolved);
            for (_, goal) in serving[first..].iter().take_while(|(plan, _)| *plan == below) {
                items.push(self.item(resolved, &resolved.plans[below], *goal, Some(below)));
            }
        }
        if !serving.is_empty() {
            item.note = self.counted(plan.document, number);
        }
        if items.is_empty() && lacks_goals(resolved, plan, number) {
            item.note = lacking(self.site, goal.level);
            item.is_gap = item.note.is_some();
            if item.is_gap {
                let owner = Some(plan.document);
                self.gaps.push(TreeItem {
                    note: item.note.clone(),
                    is_gap: true,
                    ..self.alone(resolved, plan, number, owner)
                });
            }
        }
        if items.len() > MOST_OPEN {
            item.folded_as = Some(format!("{} ({})", self.site.labels.goals_below, items.len()));
        }
        item.items = items;
        item
    }

    /// A goal without those under it, with its last assessment.
    fn alone(&self, resolved: &Resolved, plan: &Plan, number: usize, owner: Option<usize>) -> TreeItem<'static> {
        let goal = &plan.goals[number];
        let level = &resolved.settings.steering.levels[goal.level];
        let label = match owner.map(|owner| name_of(resolved, owner)).filter(|name| !name.is_empty()) {
            Some(name) => format!("{name}, {}", level.heading),
            None => level.heading.clone(),
        };
        let assessed = last_assessed(resolved, plan, number);
        let mark = assessed.map(|(report, assessment)| {
            let steering = &resolved.settings.steering;
            Mark {
                kind: MarkKind::Assessment(steering.rank(assessment)),
                words: Cow::Owned(steering.heading_at(report.occasion, assessment).to_owned()),
                assessment: Some(Cow::Owned(steering.assessments[assessment].key.clone())),
                count: None,
            }
        });
        let document = printed_at(plan.document, assessed.map(|(report, _)| report));
        TreeItem {
            label: Some(Cow::Owned(label)),
            leads_to: Some(Destination::Document { document, goal: Some(goal.entries[0]) }),
            marks: mark.into_iter().collect(),
            ..TreeItem::plain(title_of(resolved, plan, number).into_owned())
        }
    }

    /// How many of the plans that serve a goal have assessed it, at the last occasion at which one has.
    fn counted(&self, plan: usize, number: usize) -> Option<String> {
        // Thousands may serve one goal, and nobody else looks at them here.
        let view = self.site.resolved.apart();
        let (resolved, plan) = (&view, &view.plans[plan]);
        let occasions = (0..resolved.settings.steering.occasions.len()).rev();
        let rolled = |occasion: usize| RolledGoal {
            goal: number,
            plans: resolved.serving_plans(plan, &plan.goals[number], occasion),
        };
        let last = occasions.map(|occasion| (occasion, rolled(occasion))).find(|(_, rolled)| rolled.assessed().of > 0);
        let (occasion, rolled) = last?;
        let scene = ViewContext {
            resolved,
            plan,
            report: None,
            document: &resolved.documents[plan.document],
            labels: self.site.labels,
        };
        Some(sentence_of(&scene, &rolled, (occasion, false)))
    }

    /// The goals of plans that build on another that serve no goal.
    fn serving_none(&self, plans: &[usize]) -> Vec<TreeItem<'static>> {
        let all = self.site.resolved;
        let below = plans.iter().copied().filter(|plan| all.topmost(all.plans.ties(*plan)) != *plan);
        let mut items = Vec::new();
        let mut look = |resolved: &Resolved, number: usize| {
            let plan = &resolved.plans[number];
            for (goal, joined) in plan.goals.iter().enumerate() {
                let is_top = resolved.settings.steering.levels[joined.level].owner <= Tier::Region;
                if joined.entries[0].document == number && joined.parents.is_empty() && !is_top {
                    items.push(self.alone(resolved, plan, goal, Some(number)));
                }
            }
        };
        let below = in_order(all, below);
        match self.own.is_empty() {
            true => below.into_iter().for_each(|number| look(all, number)),
            false => all.each(below, look),
        }
        items
    }
}

/// Whether goals should stand under a goal and none does: plans build on its plan, and none of them adds to it either.
fn lacks_goals(resolved: &Resolved, plan: &Plan, number: usize) -> bool {
    let at = plan.goals[number].entries[0];
    !resolved.plans_below(plan.document).is_empty() && !resolved.descendants().below(at).anything
}

/// "Enhetsmål saknas": what should stand under a goal of this level.
fn lacking(site: &SiteContext, level: usize) -> Option<String> {
    let levels = &site.resolved.settings.steering.levels;
    let owner = levels[level].owner;
    let lower = levels[level..].iter().find(|lower| lower.owner > owner)?;
    Some(format!("{} {}", lower.heading, site.labels.word("saknas").to_lowercase()))
}

/// The last report that assesses a goal, with the assessment.
fn last_assessed<'a>(resolved: &'a Resolved, plan: &Plan, number: usize) -> Option<(&'a Report, usize)> {
    let assessed = resolved.reports_on(plan.document).filter_map(|report| {
        let entry = resolved.goal_report(report.goals[number]?);
        report.occasion.and(entry.assessment.as_ref()).map(|assessment| (report, assessment.value))
    });
    assessed.last()
}

fn distinct(plans: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut met = FxHashSet::default();
    plans.filter(move |plan| met.insert(*plan))
}
