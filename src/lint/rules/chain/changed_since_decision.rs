//! A plan that is no longer as it was decided, without a decision on the change.

use std::collections::HashSet;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::model::{Activity, At, Decision, Document, Goal, Indicator, Prose, SetTarget, Target};
use crate::msg;
use crate::resolve::Resolved;
use crate::resolve::names::{activity_id, goal_id, indicator_id, key, number_key};
use crate::source::{Sources, Span};

/// VP0315.
pub static RULE: Rule = Rule {
    code: "VP0315",
    name: "changed-since-decision",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "planen är en annan än den som beslutades",
        "the plan is another than the one that was decided",
    ),
    what: Bilingual::fixed(
        "`beslut` nämner den version som beslutades (`version`, en tagg eller commit i git), och planen skiljer sig från den: ett mål, en indikator eller en aktivitet har kommit till eller är borta, eller en titel, ett namn, ett årsmål eller texten i ett avsnitt är en annan. Det som `ändringar` nämner jämförs inte, och inte heller läges- och ekonomiuppgifter. Regeln säger också till när versionen inte går att läsa. Bara `vp check` prövar den.",
        "`beslut` names the version that was decided (`version`, a tag or commit of git), and the plan differs from it: a goal, an indicator or an activity is new or gone, or a title, a name, a target or the text of a section is another. What `ändringar` names is not compared, nor is the economy. The rule also tells where the version cannot be read. Only `vp check` tries it.",
    ),
    why: Bilingual::fixed(
        "Det som nämnden beslutade gäller tills den beslutar något annat. Ett årsmål som sänks i efterhand gör att målet ser nått ut.",
        "What the board decided holds until it decides otherwise. A target that is lowered afterwards makes the goal look reached.",
    ),
    fixes: Fixes::NONE,
};

/// A plan with the texts of its workspace.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    /// The documents of its workspace.
    pub resolved: &'a Resolved,
    /// Their texts.
    pub sources: &'a Sources,
    /// The plan's document.
    pub document: &'a Document,
}

/// Reports what differs between a plan and the version of it that was decided.
pub fn compare(now: Version, decided: Version, decision: &Decision, sink: &mut Sink) {
    let excused = now.document.amendments.iter().flat_map(|amendment| &amendment.applies_to);
    let excused = excused.flat_map(|name| [key(name.as_str()).into_owned(), number_key(name.as_str()).into_owned()]);
    let mut comparison = Comparison { now, decided, decision, excused: excused.collect(), sink };
    comparison.goals();
    comparison.set_targets();
}

struct Comparison<'a> {
    now: Version<'a>,
    decided: Version<'a>,
    decision: &'a Decision,
    /// What was decided to change.
    excused: HashSet<String>,
    sink: &'a mut Sink,
}

impl Comparison<'_> {
    fn goals(&mut self) {
        let (now, decided) = (self.now.document, self.decided.document);
        let is = |one: &Goal, other: &Goal| one.level == other.level && goal_id(one) == goal_id(other);
        for goal in &now.goals {
            if self.is_excused(&names_of(goal)) {
                continue;
            }
            match decided.goals.iter().find(|other| is(goal, other)) {
                Some(before) => self.goal(goal, before),
                None => self.added(title_of(goal), goal.title.as_ref().map_or(goal.span, |title| title.span)),
            }
        }
        for before in decided.goals.iter().filter(|before| !now.goals.iter().any(|goal| is(goal, before))) {
            if !self.is_excused(&names_of(before)) {
                self.gone(title_of(before));
            }
        }
    }

    fn goal(&mut self, goal: &Goal, before: &Goal) {
        if let (Some(title), Some(decided)) = (&goal.title, &before.title)
            && !same_words(title.as_str(), decided.as_str())
        {
            self.differs(("titeln", "the title"), title, decided.as_str(), &goal_id(goal));
        }
        let texts = goal.sections.iter().map(|section| {
            let decided = before.sections.iter().find(|other| other.section == section.section);
            (section, decided.map(|section| &section.prose))
        });
        for (section, decided) in texts.collect::<Vec<_>>() {
            let words = |prose: &Prose, sources| prose.text(sources).text.into_owned();
            let before = decided.map_or_else(String::new, |prose| words(prose, self.decided.sources));
            if !same_words(&words(&section.prose, self.now.sources), &before) {
                let name = self.now.sources.slice(section.key).trim_end_matches(':').to_owned();
                self.reworded(&name, section.key, &goal_id(goal));
            }
        }
        let gone = before.sections.iter().filter(|section| {
            let is_blank = section.prose.is_blank(self.decided.sources);
            !is_blank && !goal.sections.iter().any(|other| other.section == section.section)
        });
        for section in gone.collect::<Vec<_>>() {
            let name = self.decided.sources.slice(section.key).trim_end_matches(':').to_owned();
            let place = goal.title.as_ref().map_or(goal.span, |title| title.span);
            self.reworded(&name, place, &goal_id(goal));
        }
        self.indicators(goal, before);
        self.activities(goal, before);
    }

    fn indicators(&mut self, goal: &Goal, before: &Goal) {
        let same = |list: &[Indicator], one: &Indicator| -> Option<usize> {
            list.iter().position(|other| indicator_id(other) == indicator_id(one))
        };
        for indicator in &goal.indicators {
            let id = indicator_id(indicator);
            if self.excused.contains(&id) {
                continue;
            }
            let Some(before) = same(&before.indicators, indicator).map(|at| &before.indicators[at]) else {
                self.added(indicator.name.as_str(), indicator.name.span);
                continue;
            };
            if !same_words(indicator.name.as_str(), before.name.as_str()) {
                self.differs(("namnet", "the name"), &indicator.name, before.name.as_str(), &id);
            }
            let place = indicator.name.span;
            let own = ("årsmålet", "the target");
            self.target(own, (indicator.target.as_ref(), before.target.as_ref()), place, &id);
            let council = ("KF:s årsmål", "the council's target");
            self.target(council, (indicator.council_target.as_ref(), before.council_target.as_ref()), place, &id);
        }
        for before in before.indicators.iter().filter(|one| same(&goal.indicators, one).is_none()) {
            if !self.excused.contains(&indicator_id(before)) {
                self.gone(before.name.as_str());
            }
        }
    }

    fn activities(&mut self, goal: &Goal, before: &Goal) {
        let same = |list: &[Activity], one: &Activity| -> Option<usize> {
            list.iter().position(|other| activity_id(other) == activity_id(one))
        };
        for activity in &goal.activities {
            let id = activity_id(activity);
            if self.excused.contains(&id) {
                continue;
            }
            match same(&before.activities, activity).map(|at| &before.activities[at]) {
                Some(before) if !same_words(activity.name.as_str(), before.name.as_str()) => {
                    self.differs(("namnet", "the name"), &activity.name, before.name.as_str(), &id);
                }
                Some(_) => {}
                None => self.added(activity.name.as_str(), activity.name.span),
            }
        }
        for before in before.activities.iter().filter(|one| same(&goal.activities, one).is_none()) {
            if !self.excused.contains(&activity_id(before)) {
                self.gone(before.name.as_str());
            }
        }
    }

    fn set_targets(&mut self) {
        let (now, decided) = (&self.now.document.targets, &self.decided.document.targets);
        let find = |list: &'_ [SetTarget], id: &str| list.iter().position(|other| key(other.id.as_str()) == key(id));
        for set in now {
            let id = key(set.id.as_str()).into_owned();
            let before = find(decided, &id).map(|at| &decided[at].target);
            self.target(("årsmålet", "the target"), (Some(&set.target), before), set.id.span, &id);
        }
        for set in decided.iter().filter(|set| find(now, set.id.as_str()).is_none()) {
            let id = key(set.id.as_str()).into_owned();
            let place = self.place();
            self.target(("årsmålet", "the target"), (None, Some(&set.target)), place, &id);
        }
    }

    fn target(
        &mut self,
        what: (&str, &str),
        (now, decided): (Option<&At<Target>>, Option<&At<Target>>),
        place: Span,
        id: &str,
    ) {
        let print = |target: Option<&At<Target>>| target.map(|target| target.value.print());
        let (now_words, before) = (print(now), print(decided));
        if now_words == before || self.excused.contains(id) {
            return;
        }
        let ((sv, en), paragraph) = (what, self.paragraph());
        let message = match (&now_words, &before) {
            (Some(now), Some(before)) => msg!(
                "{sv} för {id} är {now} men beslutades som {before}{paragraph}",
                "{en} of {id} is {now} but was decided as {before}{paragraph}",
            ),
            (Some(now), None) => msg!(
                "{sv} för {id} är {now} men beslutades utan{paragraph}",
                "{en} of {id} is {now} but none was decided{paragraph}",
            ),
            (None, Some(before)) => msg!(
                "{sv} för {id} saknas men beslutades som {before}{paragraph}",
                "{en} of {id} is missing but was decided as {before}{paragraph}",
            ),
            (None, None) => return,
        };
        self.push(now.map_or(place, |target| target.span), message, Some(id));
    }

    fn differs(&mut self, (sv, en): (&str, &str), now: &At<String>, decided: &str, id: &str) {
        let (words, paragraph) = (now.as_str(), self.paragraph());
        let message = msg!(
            "{sv} är ”{words}” men beslutades som ”{decided}”{paragraph}",
            "{en} is \"{words}\" but was decided as \"{decided}\"{paragraph}",
        );
        self.push(now.span, message, Some(id));
    }

    fn reworded(&mut self, section: &str, place: Span, id: &str) {
        let paragraph = self.paragraph();
        let message = msg!(
            "{section} är en annan text än den som beslutades{paragraph}",
            "{section} is another text than the one that was decided{paragraph}",
        );
        self.push(place, message, Some(id));
    }

    fn added(&mut self, title: &str, place: Span) {
        let paragraph = self.paragraph();
        let message = msg!(
            "”{title}” stod inte i planen som beslutades{paragraph}",
            "\"{title}\" was not in the plan that was decided{paragraph}",
        );
        self.push(place, message, None);
    }

    fn gone(&mut self, title: &str) {
        let (paragraph, place) = (self.paragraph(), self.place());
        let message = msg!(
            "”{title}” beslutades{paragraph} men står inte i planen",
            "\"{title}\" was decided{paragraph} but is not in the plan",
        );
        self.push(place, message, None);
    }

    fn push(&mut self, place: Span, message: Bilingual, id: Option<&str>) {
        let id = id.unwrap_or("id");
        self.sink.push(
            Diagnostic::new(&RULE, place, message)
                .other(self.place(), msg!("den beslutade versionen", "the version that was decided"))
                .help(msg!(
                    "skriv som det beslutades; är ändringen beslutad, skriv den under ändringar, med gäller: [{id}]",
                    "write it as it was decided; if the change was decided, write it below ändringar, with gäller: [{id}]",
                )),
        );
    }

    /// " (§ 12)".
    fn paragraph(&self) -> String {
        self.decision.reference().map_or_else(String::new, |reference| format!(" ({reference})"))
    }

    fn place(&self) -> Span {
        self.decision.version.as_ref().map_or(self.decision.span, |version| version.span)
    }

    fn is_excused(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.excused.contains(name))
    }
}

/// The names that a goal may be called by.
fn names_of(goal: &Goal) -> Vec<String> {
    let number = goal.number.as_ref().map(|number| number_key(number.as_str()).into_owned());
    std::iter::once(goal_id(goal)).chain(number).collect()
}

fn title_of(goal: &Goal) -> &str {
    goal.title.as_ref().or(goal.number.as_ref()).map_or("", At::as_str)
}

/// Whether two texts have the same words, however their lines are broken.
fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
