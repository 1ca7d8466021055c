//! A page of its own for reading and for paper, through the template `html/diff.html.j2`: what was and what is side by side
//! where there is room.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::narrative::{Cell, Cells, Narrative, NarrativePart, PlanNarrative, Remark, Row, State, Voice};
use super::{Format, Options};
use crate::compare::diff::{Comparison, Run, RunKind};
use crate::diagnostic::{Bilingual, Diagnostic, Language};
use crate::print::templates::Templates;
use crate::print::ways::Way;
use crate::source::Sources;

/// One file of HTML.
pub(super) static FORMAT: Format = Format { name: "html", short: "htm", write };

#[derive(Serialize)]
struct Values<'v> {
    language: &'static str,
    title: &'v str,
    /// What the columns of the older and of the newer plan are called.
    old: &'v str,
    new: &'v str,
    ways: &'v [Way],
    summary: Vec<RemarkValues<'v>>,
    plans: Vec<PlanValues<'v>>,
    named: Vec<NamedValues<'v>>,
    phrases: Phrases<'v>,
    words: &'v Value,
}

#[derive(Serialize)]
struct RemarkValues<'v> {
    text: &'v str,
    alert: bool,
}

#[derive(Serialize)]
struct PlanValues<'v> {
    anchor: String,
    name: &'v str,
    about: Option<&'v str>,
    files: &'v str,
    summary: Vec<RemarkValues<'v>>,
    parts: Vec<PartValues<'v>>,
}

#[derive(Serialize)]
struct PartValues<'v> {
    anchor: String,
    label: Option<&'v str>,
    title: &'v str,
    states: Vec<StateValues<'v>>,
    /// Whether some row has something on both sides, so that the columns need their heads.
    has_sides: bool,
    rows: Vec<RowValues<'v>>,
}

#[derive(Serialize)]
struct StateValues<'v> {
    kind: &'static str,
    tag: &'v str,
    /// Where there is more to say than the tag does.
    sentence: Option<&'v str>,
}

#[derive(Serialize)]
struct RowValues<'v> {
    kind: &'static str,
    subject: &'v str,
    about: Option<&'v str>,
    alert: Option<&'v str>,
    /// What is said of both sides; none where the two stand side by side.
    both: Option<&'v str>,
    /// The side that alone has something, which then has the room of both: "old" or "new".
    only: Option<&'static str>,
    old: CellValues<'v>,
    new: CellValues<'v>,
}

#[derive(Default, Serialize)]
struct CellValues<'v> {
    runs: Vec<RunValues<'v>>,
    line: Option<&'v str>,
}

impl CellValues<'_> {
    fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.line.is_none()
    }
}

#[derive(Serialize)]
struct RunValues<'v> {
    kind: &'static str,
    text: &'v str,
}

#[derive(Serialize)]
struct NamedValues<'v> {
    heading: &'v str,
    plans: &'v [String],
}

/// The page's own words.
#[derive(Serialize)]
struct Phrases<'v> {
    skip: &'v str,
    contents: &'v str,
    what: &'v str,
    removed: &'v str,
    added: &'v str,
    ends: &'v str,
    nothing: &'v str,
    files: &'v str,
}

fn write(
    comparison: &Comparison,
    options: Options,
    templates: &Templates,
    sources: &Sources,
) -> Result<String, Box<Diagnostic>> {
    let narrative = Narrative::of(comparison, Voice { language: options.language, show_text: options.show_text });
    let words = [
        Bilingual::fixed("Hoppa till innehållet", "Skip to the content"),
        Bilingual::fixed("Planer med ändringar", "Plans that differ"),
        Bilingual::fixed("Vad", "What"),
        Bilingual::fixed("borttaget:", "removed:"),
        Bilingual::fixed("tillagt:", "added:"),
        Bilingual::fixed("slut.", "end."),
        Bilingual::fixed("finns inte", "not there"),
        Bilingual::fixed("Filer som jämfördes", "Files that were compared"),
    ];
    let [skip, contents, what, removed, added, ends, nothing, files] =
        words.each_ref().map(|both| both.get(options.language));
    let values = Values {
        language: match options.language {
            Language::Swedish => "sv",
            Language::English => "en",
        },
        title: &narrative.title,
        old: &narrative.old,
        new: &narrative.new,
        ways: options.ways,
        summary: remarks(&narrative.summary),
        plans: narrative.plans.iter().enumerate().map(|(at, plan)| self::plan(at + 1, plan)).collect(),
        named: narrative
            .named
            .iter()
            .map(|named| NamedValues { heading: &named.heading, plans: &named.plans })
            .collect(),
        phrases: Phrases { skip, contents, what, removed, added, ends, nothing, files },
        words: &templates.word_values,
    };
    templates.render("html/diff.html.j2", Serde(values), sources)
}

fn remarks(remarks: &[Remark]) -> Vec<RemarkValues<'_>> {
    remarks.iter().map(|remark| RemarkValues { text: &remark.words, alert: remark.is_alert }).collect()
}

fn plan(number: usize, plan: &PlanNarrative) -> PlanValues<'_> {
    PlanValues {
        anchor: format!("plan-{number}"),
        name: &plan.name,
        about: plan.about.as_deref(),
        files: &plan.files,
        summary: remarks(&plan.summary),
        parts: plan.parts.iter().enumerate().map(|(at, part)| self::part(number, at + 1, part)).collect(),
    }
}

fn part(plan: usize, number: usize, part: &NarrativePart) -> PartValues<'_> {
    let mut rows: Vec<RowValues> = part.rows.iter().map(row).collect();
    rows.sort_by_key(|row| place(row.kind));
    PartValues {
        anchor: format!("plan-{plan}-{number}"),
        label: part.label.as_deref(),
        title: &part.title,
        states: part.states.iter().map(state).collect(),
        has_sides: rows.iter().any(|row| row.both.is_none() && row.only.is_none()),
        rows,
    }
}

/// Where a row of a kind stands among the others: what the goal is called first, then its targets, its texts last.
fn place(kind: &str) -> usize {
    match kind {
        "title" | "number" => 0,
        "set" | "dropped" | "tightened" | "loosened" | "other" => 1,
        "text" => 3,
        _ => 2,
    }
}

fn state(state: &State) -> StateValues<'_> {
    StateValues { kind: state.kind, tag: &state.tag, sentence: state.sentence.as_deref() }
}

fn row(row: &Row) -> RowValues<'_> {
    let (both, old, new) = match &row.cells {
        Cells::Two(old, new) => (None, cell(old), cell(new)),
        Cells::One(words) => (Some(words.as_str()), CellValues::default(), CellValues::default()),
    };
    let (about, alert) = (row.about.as_deref(), row.alert.as_deref());
    let only = match (old.is_empty(), new.is_empty()) {
        (false, true) => Some("old"),
        (true, false) => Some("new"),
        _ => None,
    };
    RowValues { kind: row.kind, subject: &row.subject, about, alert, both, only, old, new }
}

fn cell(cell: &Cell) -> CellValues<'_> {
    CellValues { runs: cell.runs.iter().map(run).collect(), line: cell.line.as_deref() }
}

fn run(run: &Run) -> RunValues<'_> {
    let kind = match run.kind {
        RunKind::Bilingual => "both",
        RunKind::Old => "old",
        RunKind::New => "new",
    };
    RunValues { kind, text: &run.text }
}
