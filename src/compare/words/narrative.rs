//! What is said of a comparison, in one language and before any markup: a head with the sums, then for each plan that
//! differs its goals, its own texts and its budget, each with the rows of what changed.
//!
//! A row is said twice: as a sentence, for formats that are read from top to bottom, and as the cells before and now, for
//! those that set the two side by side. Every text goes through [`plain`].

mod activity;
mod assignment;
mod budget;
mod counts;
mod goal;
mod indicator;

use crate::compare::diff::summary::GoalChange;
use crate::compare::diff::{
    Comparison, How, Name, PlanDiff, PlanName, Run, RunKind, TextChange, TextChangeKind, Words,
};
use crate::diagnostic::{Bilingual, Language};
use crate::identity;
use crate::msg;
use crate::terminal;

pub(super) use budget::{difference, percent};

/// A whole comparison.
pub(super) struct Narrative {
    /// "Jämförelse: 2024 → 2025".
    pub(super) title: String,
    /// What the older plans are called.
    pub(super) old: String,
    /// What the newer plans are called.
    pub(super) new: String,
    /// The sums over all plans, where there are several; or that nothing differs.
    pub(super) summary: Vec<Remark>,
    /// The plans that differ.
    pub(super) plans: Vec<PlanNarrative>,
    /// Plans that are only named, under a heading: those without changes, and those that only one side has.
    pub(super) named: Vec<Named>,
}

/// Something that is said in short.
pub(super) struct Remark {
    pub(super) words: String,
    /// Whether it must catch the eye.
    pub(super) is_alert: bool,
}

/// A plan that differs.
pub(super) struct PlanNarrative {
    pub(super) name: String,
    /// "2024 → 2025", and what the organisation was called before, where that is another name.
    pub(super) about: Option<String>,
    /// The two files.
    pub(super) files: String,
    pub(super) summary: Vec<Remark>,
    /// How many of each, for a table of several plans: new, ended, other changed goals, targets that ask for less.
    pub(super) counts: [usize; 4],
    pub(super) parts: Vec<NarrativePart>,
}

/// A goal that differs, the document's own texts, or the budget.
pub(super) struct NarrativePart {
    /// The level's word: "Nämndmål". None where the part is no goal.
    pub(super) label: Option<String>,
    /// The number and the title.
    pub(super) title: String,
    /// What became of a goal.
    pub(super) states: Vec<State>,
    pub(super) rows: Vec<Row>,
}

/// What became of a goal.
pub(super) struct State {
    /// What it is, for its look.
    pub(super) kind: &'static str,
    /// The word for it: "Flyttat".
    pub(super) tag: String,
    /// All of it as a sentence, where there is more to say.
    pub(super) sentence: Option<String>,
}

/// Something that differs.
pub(super) struct Row {
    /// What it is, for its look.
    pub(super) kind: &'static str,
    /// What it is in words: "Årsmål".
    pub(super) subject: String,
    /// The indicator or activity that it belongs to.
    pub(super) about: Option<String>,
    /// All of it as a sentence.
    pub(super) sentence: Vec<Run>,
    /// Why it must catch the eye.
    pub(super) alert: Option<String>,
    /// Before and now.
    pub(super) cells: Cells,
    /// A longer text word by word, to stand below the sentence.
    pub(super) words: Option<Vec<Run>>,
}

/// Before and now, to be set side by side.
pub(super) enum Cells {
    /// One beside the other.
    Two(Cell, Cell),
    /// One thing to say of both.
    One(String),
}

/// What stands on one side.
#[derive(Default)]
pub(super) struct Cell {
    /// The words; none where there is nothing on this side.
    pub(super) runs: Vec<Run>,
    /// What is said of them.
    pub(super) line: Option<String>,
}

/// Plans under a heading, and whether they are many enough to be folded where that is possible.
pub(super) struct Named {
    pub(super) heading: String,
    pub(super) plans: Vec<String>,
}

impl Narrative {
    /// Puts a comparison into words.
    pub(super) fn of(comparison: &Comparison, voice: Voice) -> Narrative {
        let (old, new) = (plain(&comparison.old), plain(&comparison.new));
        let (differ, same): (Vec<&PlanDiff>, Vec<&PlanDiff>) =
            comparison.plans.iter().partition(|plan| !plan.is_empty());
        let unchanged = same.iter().map(|plan| format!("{}: {}", label(&plan.new), counts::unchanged(plan, voice)));
        let only =
            |plans: &[PlanName]| plans.iter().map(|plan| format!("{} ({})", label(plan), plain(&plan.path))).collect();
        let named = [
            (Bilingual::fixed("Utan ändringar", "Unchanged"), unchanged.collect()),
            (msg!("Finns bara i {old}", "Only in {old}"), only(&comparison.only_old)),
            (msg!("Finns bara i {new}", "Only in {new}"), only(&comparison.only_new)),
        ];
        let named = named.into_iter().filter(|(_, plans): &(Bilingual, Vec<String>)| !plans.is_empty());
        Narrative {
            title: voice.say(&msg!("Jämförelse: {old} → {new}", "Comparison: {old} → {new}")),
            summary: counts::overall(comparison, voice),
            plans: differ.into_iter().map(|plan| PlanNarrative::of(plan, voice)).collect(),
            named: named.map(|(heading, plans)| Named { heading: voice.say(&heading), plans }).collect(),
            old,
            new,
        }
    }
}

impl PlanNarrative {
    fn of(plan: &PlanDiff, voice: Voice) -> PlanNarrative {
        let goals = plan.levels.iter().flat_map(|level| level.goals.iter().map(move |goal| (level, goal)));
        let changed = goals.filter(|(_, goal)| goal.sort() != GoalChange::Unchanged);
        let mut parts: Vec<NarrativePart> = changed.map(|(level, goal)| goal::part(level, goal, voice)).collect();
        if !plan.texts.is_empty() {
            let title = voice.say(&Bilingual::fixed("Planens egna texter", "The plan’s own texts"));
            let rows = plan.texts.iter().map(|text| voice.text(text)).collect();
            parts.push(NarrativePart { label: None, title, states: Vec::new(), rows });
        }
        if !plan.assignments.is_empty() {
            parts.push(assignment::part(&plan.assignments, voice));
        }
        parts.extend(plan.budget.as_ref().map(|budget| budget::part(budget, voice)));
        let years = plan.old.year.zip(plan.new.year).filter(|(old, new)| old != new);
        let years = years.map(|(old, new)| format!("{old} → {new}"));
        let former = plain(&plan.old.organisation);
        let is_renamed = former != plain(&plan.new.organisation) && !former.is_empty();
        let former = is_renamed.then(|| voice.say(&msg!("tidigare {former}", "formerly {former}")));
        let about: Vec<String> = years.into_iter().chain(former).collect();
        let (old, new) = (plain(&plan.old.path), plain(&plan.new.path));
        PlanNarrative {
            name: label(&plan.new),
            about: (!about.is_empty()).then(|| about.join(", ")),
            files: if old == new { new } else { format!("{old} → {new}") },
            summary: counts::plan(plan, voice),
            counts: counts::row(plan),
            parts,
        }
    }
}

impl NarrativePart {
    /// The whole heading: "Nämndmål: 1.1 Stöd i tid".
    pub(super) fn heading(&self) -> String {
        match &self.label {
            Some(label) => format!("{label}: {}", self.title),
            None => self.title.clone(),
        }
    }

    /// What became of a goal, as sentences. Of one that is changed the rows say how.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &str> {
        let states = self.states.iter().filter(|state| state.kind != goal::CHANGED);
        states.map(|state| state.sentence.as_ref().unwrap_or(&state.tag).as_str())
    }
}

impl Row {
    /// A row of which before and now are short words.
    fn change(kind: &'static str, subject: String, sentence: String, old: Option<String>, new: Option<String>) -> Row {
        let sentence = vec![both_have(sentence)];
        Row {
            kind,
            subject,
            about: None,
            sentence,
            alert: None,
            cells: Cells::Two(Cell::of(old), Cell::of(new)),
            words: None,
        }
    }

    /// A row of which the words before and now differ here and there; `head` begins the sentence.
    fn words(kind: &'static str, subject: String, head: String, runs: Vec<Run>) -> Row {
        let (old, new) = (Cell::side(&runs, RunKind::Old), Cell::side(&runs, RunKind::New));
        let sentence = std::iter::once(both_have(head)).chain(runs).collect();
        Row { kind, subject, about: None, sentence, alert: None, cells: Cells::Two(old, new), words: None }
    }

    fn about(self, name: String) -> Row {
        Row { about: Some(name), ..self }
    }
}

impl Cell {
    fn of(words: Option<String>) -> Cell {
        Cell { runs: words.map(both_have).into_iter().collect(), line: None }
    }

    /// What one side has of the runs, its own words marked.
    fn side(runs: &[Run], own: RunKind) -> Cell {
        let has = |run: &&Run| run.kind == own || run.kind == RunKind::Bilingual;
        Cell { runs: runs.iter().filter(has).cloned().collect(), line: None }
    }

    fn line(self, line: Option<String>) -> Cell {
        Cell { line, ..self }
    }
}

/// How something that was reworded was found to be the same, where that is not by its id: "Omformulerat med 78 % likhet".
pub(super) fn reworded(how: Option<How>, head: Bilingual) -> Bilingual {
    let Bilingual { sv, en } = &head;
    match how {
        None | Some(How::Id) => head,
        Some(How::Replaces) => msg!("{sv}, enligt ”ersätter”", "{en}, as “ersätter” says"),
        Some(How::Number) => msg!("{sv}, samma nummer", "{en}, same number"),
        Some(How::Likeness(likeness)) => msg!("{sv} med {likeness} % likhet", "{en}, {likeness}% alike"),
    }
}

/// The language, and how much is shown.
#[derive(Clone, Copy)]
pub(super) struct Voice {
    pub(super) language: Language,
    pub(super) show_text: bool,
}

impl Voice {
    pub(super) fn say(self, words: &Bilingual) -> String {
        words.get(self.language).to_owned()
    }

    /// A name within a sentence.
    fn quote(self, name: &str) -> String {
        let name = plain(name);
        self.say(&msg!("”{name}”", "“{name}”"))
    }

    /// Names after one another: "A, B och C".
    fn list(self, names: &[String]) -> String {
        self.say(&Bilingual::all_of(names))
    }

    /// Who answers for something; `None` on a side where there is nothing to answer for.
    fn responsible(self, old: Option<&Option<String>>, new: Option<&Option<String>>) -> Row {
        let (old, new) = (old.map(|name| self.somebody(name)), new.map(|name| self.somebody(name)));
        let subject = self.say(&Bilingual::fixed("Ansvarig", "Responsible"));
        let sentence = format!("{subject}: {}", arrow(old.as_deref(), new.as_deref()));
        Row::change("responsible", subject, sentence, old, new)
    }

    /// A role or a group, or that there is none.
    fn somebody(self, name: &Option<String>) -> String {
        name.as_deref().map_or_else(|| self.say(&Bilingual::fixed("ingen angiven", "nobody named")), plain)
    }

    /// A section or another text under a heading.
    fn text(self, text: &TextChange) -> Row {
        let heading = plain(&text.heading);
        let row = |sentence: Bilingual, cells, words| Row {
            kind: "text",
            subject: heading.clone(),
            about: None,
            sentence: vec![both_have(self.say(&sentence))],
            alert: None,
            cells,
            words,
        };
        let words_in_all = |number: usize| match number {
            1 => self.say(&Bilingual::fixed("1 ord", "1 word")),
            _ => self.say(&msg!("{number} ord", "{number} words")),
        };
        match &text.kind {
            TextChangeKind::Added(number) => {
                let length = words_in_all(*number);
                let sentence = msg!("Nytt avsnitt: {heading} ({length})", "New section: {heading} ({length})");
                row(sentence, Cells::Two(Cell::default(), Cell::of(Some(length))), None)
            }
            TextChangeKind::Removed(number) => {
                let length = words_in_all(*number);
                let sentence = msg!("Borttaget avsnitt: {heading} ({length})", "Removed section: {heading} ({length})");
                row(sentence, Cells::Two(Cell::of(Some(length)), Cell::default()), None)
            }
            TextChangeKind::Rewritten(words) => {
                let kept = words.kept;
                let share = self.say(&msg!("{kept} % av orden kvar", "{kept}% of the words kept"));
                let sentence = msg!("Omskrivet avsnitt: {heading} ({share})", "Rewritten section: {heading} ({share})");
                if !self.show_text {
                    let said = msg!("Omskrivet, {share}", "Rewritten, {share}");
                    return row(sentence, Cells::One(self.say(&said)), None);
                }
                let runs = clean(words);
                let (mut old, mut new) = (Cell::side(&runs, RunKind::Old), Cell::side(&runs, RunKind::New));
                if runs.iter().all(|run| run.kind != RunKind::Bilingual) {
                    // Side by side, marks from the first word to the last say no more than the columns do.
                    old.runs.iter_mut().chain(&mut new.runs).for_each(|run| run.kind = RunKind::Bilingual);
                }
                row(sentence, Cells::Two(old, new.line(Some(share))), Some(runs))
            }
        }
    }
}

/// A text of a plan, or the name of a file, as it is shown: on one line, without signs that a terminal would obey, and with
/// personal identity numbers masked.
fn plain(text: &str) -> String {
    identity::shown(&terminal::plain(text)).into_owned()
}

/// The organisation's name, and the one above it that tells it from others of that name; the path where it has none.
fn label(plan: &PlanName) -> String {
    let name = plain(&plan.organisation);
    match plan.above.as_slice() {
        _ if name.is_empty() => plain(&plan.path),
        [_, .., above] => format!("{name}, {}", plain(above)),
        _ => name,
    }
}

/// A number and a title.
fn title(name: &Name) -> String {
    match &name.number {
        Some(number) => format!("{} {}", plain(number), plain(&name.title)),
        None => plain(&name.title),
    }
}

/// "A → B", or the only one that there is.
fn arrow(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    }
}

fn both_have(text: String) -> Run {
    Run { kind: RunKind::Bilingual, text }
}

/// Where fewer words than this were kept, in hundredths, the two texts are easier to read after one another.
const LEGIBLE: u32 = 40;

/// Runs without breaks and without signs that are obeyed; an empty one would be marked for nothing.
fn clean(words: &Words) -> Vec<Run> {
    let runs = words.runs.iter().map(|run| Run { kind: run.kind, text: plain(&run.text) });
    let runs: Vec<Run> = runs.filter(|run| !run.text.is_empty()).collect();
    if words.kept >= LEGIBLE {
        return runs;
    }
    let side = |own: RunKind| {
        let texts = runs.iter().filter(|run| run.kind == own || run.kind == RunKind::Bilingual);
        Run { kind: own, text: texts.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ") }
    };
    [side(RunKind::Old), side(RunKind::New)].into_iter().filter(|run| !run.text.is_empty()).collect()
}

/// How many words of an unchanged run stand beside a change, where the run is too long to be shown whole.
const BESIDE: usize = 8;

/// The changes with the words beside them; `[…]` stands for longer runs that both have.
pub(super) fn excerpt(runs: &[Run]) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let short = runs.iter().enumerate().map(|(at, run)| {
        let words: Vec<&str> = run.text.split(' ').collect();
        if run.kind != RunKind::Bilingual || words.len() <= 3 * BESIDE {
            return run.clone();
        }
        let before = if at == 0 { "" } else { &words[..BESIDE].join(" ") };
        let after = if at == last { "" } else { &words[words.len() - BESIDE..].join(" ") };
        both_have([before, "[…]", after].join(" ").trim().to_owned())
    });
    short.collect()
}
