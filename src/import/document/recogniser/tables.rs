//! Which table a table is, by the heads of its columns.

use super::Walk;
use super::items::{self, Cells};
use crate::import::document::block::{Block, BlockKind, Row, Table, TextSort};
use crate::import::document::known::{Head, Known, fold, is_year};

/// Which table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Indicators, with outcomes or without.
    Indicators,
    /// Activities.
    Activities,
    /// The budget.
    Budget,
    /// The income statement.
    Statement,
    /// A glossary.
    Glossary,
    /// Assignments.
    Assignments,
    /// Decisions that changed the budget.
    BudgetChanges,
    /// Measures for a budget in balance.
    Measures,
}

/// A table whose columns are known.
pub(crate) struct Sorted {
    /// Which table it is.
    pub(crate) sort: Sort,
    /// What the columns hold.
    pub(crate) heads: Vec<Option<Head>>,
    /// How many rows are heads.
    pub(crate) head_rows: usize,
}

/// Most rows that are the head of a table.
const MOST_HEAD_ROWS: usize = 4;

/// Which table it is; none where the heads do not tell.
pub(crate) fn sorted(table: &Table, known: &Known) -> Option<Sorted> {
    let width = table.rows.iter().map(Row::width).max()?;
    let mut best: Option<(usize, Vec<Option<Head>>, usize)> = None;
    let most = table.rows.len().min(MOST_HEAD_ROWS);
    let mut words = vec![String::new(); width];
    let mut words_of_best = Vec::new();
    for count in 1..=most {
        let row = table.rows[count - 1].columns();
        // A row of figures is none of a head.
        if count > 1
            && row
                .iter()
                .skip(1)
                .any(|cell| cell.starts_with(|first: char| first.is_ascii_digit()) && !cell.contains("20"))
        {
            break;
        }
        for (own, cell) in words.iter_mut().zip(&row) {
            *own = format!("{own} {cell}").trim().to_owned();
        }
        let heads: Vec<Option<Head>> = words
            .iter()
            .zip(row.iter().chain(std::iter::repeat(&String::new())))
            .map(|(all, last)| known.column(all).or_else(|| known.column(last).filter(|_| !last.is_empty())))
            .collect();
        let found = heads.iter().flatten().count();
        if best.as_ref().is_none_or(|(most, ..)| found > *most) {
            best = Some((found, heads, count));
            words_of_best.clone_from(&words);
        }
    }
    let (_, mut heads, mut head_rows) = best?;
    tell_years_apart(&mut heads, &words_of_best);
    name_first(&mut heads);
    while table.rows.get(head_rows).is_some_and(is_rest_of_head) {
        head_rows += 1;
    }
    let found = heads.iter().flatten().count();
    let has = |head: Head| heads.contains(&Some(head));
    let sort = if has(Head::Indicator) && found > 1 {
        Sort::Indicators
    } else if has(Head::Assignment) && (found > 1 || width == 1) {
        Sort::Assignments
    } else if has(Head::Activity) && found > 1 {
        Sort::Activities
    } else if has(Head::Measure) && found > 1 {
        Sort::Measures
    } else if has(Head::Amendment) && has(Head::Amount) {
        Sort::BudgetChanges
    } else if [Head::Costs, Head::Income, Head::Net].into_iter().filter(|head| has(*head)).count() >= 2 {
        Sort::Budget
    } else if (has(Head::Budget) || has(Head::DecidedBudget))
        && heads
            .iter()
            .flatten()
            .any(|head| matches!(head, Head::Outcome | Head::Earlier | Head::OutcomeIn(_) | Head::Forecast))
    {
        Sort::Statement
    } else if width == 2 && words_are(table, known) {
        Sort::Glossary
    } else {
        return None;
    };
    Some(Sorted { sort, heads, head_rows })
}

/// Columns that name a year are those of the year.
fn tell_years_apart(heads: &mut [Option<Head>], words: &[String]) {
    for (head, words) in heads.iter_mut().zip(words) {
        let folded = fold(words);
        let Some(year) = folded.split(' ').find(|word| is_year(word)).and_then(|word| word.parse().ok()) else {
            continue;
        };
        *head = match *head {
            Some(Head::Outcome | Head::Earlier) => Some(Head::OutcomeIn(year)),
            Some(Head::Target) => Some(Head::TargetIn(year)),
            other => other,
        };
    }
}

/// The first column of a table whose others tell which it is: "Vad | Vem | När".
fn name_first(heads: &mut [Option<Head>]) {
    let [first @ None, rest @ ..] = heads else { return };
    let count = |is: fn(&Head) -> bool| rest.iter().flatten().filter(|head| is(head)).count();
    let of_activity =
        count(|head| matches!(head, Head::Start | Head::End | Head::Due | Head::Responsible | Head::Status));
    let is_amount =
        count(|head| matches!(head, Head::Budget | Head::Costs | Head::Income | Head::Net | Head::Amount)) > 0;
    let of_indicator = count(|head| matches!(head, Head::Target | Head::TargetIn(_) | Head::CouncilTarget));
    if is_amount {
        return;
    }
    *first = match (of_indicator, of_activity) {
        (1.., _) => Some(Head::Indicator),
        (0, 2..) => Some(Head::Activity),
        _ => None,
    };
}

/// Whether a row goes on with the head above it: years, months, and what amounts are counted in.
fn is_rest_of_head(row: &Row) -> bool {
    let cells: Vec<String> = row.columns().into_iter().filter(|cell| !cell.is_empty()).collect();
    let is_span = |cell: &str| {
        let folded = fold(cell);
        !folded.is_empty()
            && folded.split(' ').all(|word| {
                ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"].contains(&word)
            })
    };
    !cells.is_empty()
        && cells.iter().all(|cell| {
            is_year(cell)
                || is_span(cell)
                || super::statement::unit_in(cell).is_some() && !cell.contains(char::is_whitespace)
        })
}

/// The cells of a table that are printed of themselves: heads whose columns are known, and what is counted out of others.
pub(crate) fn printed_cells(table: &Table, known: &Known) -> Vec<String> {
    let Some(sorted) = sorted(table, known) else { return Vec::new() };
    let mut cells = vec![table.caption.clone()];
    for (number, row) in table.rows.iter().enumerate() {
        let is_head = number < sorted.head_rows;
        let is_rest = is_rest_of_head(row);
        let is_sum = sorted.sort == Sort::Measures && super::report_economy::is_sum(row, known);
        let own = row.columns().into_iter().zip(&sorted.heads);
        let is_counted = |head: &Option<Head>| {
            *head == Some(Head::Movement)
                || sorted.sort == Sort::Statement && matches!(head, Some(Head::DecidedBudget | Head::BudgetChange))
        };
        let is_printed =
            |head: &Option<Head>| if is_head { head.is_some() || is_rest } else { is_sum || is_counted(head) };
        cells.extend(own.filter(|(_, head)| is_printed(head)).map(|(cell, _)| cell));
    }
    cells
}

/// Whether the first of some blocks that says something is a table of assignments.
pub(crate) fn are_assignments(blocks: &[Block], known: &Known) -> bool {
    let is_furniture = |block: &&Block| matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. });
    let first = blocks.iter().find(|block| !is_furniture(block));
    first.is_some_and(|block| match &block.kind {
        BlockKind::Table(table) => sorted(table, known).is_some_and(|sorted| sorted.sort == Sort::Assignments),
        _ => false,
    })
}

fn words_are(table: &Table, known: &Known) -> bool {
    let columns = table.rows.first().map(Row::columns).unwrap_or_default();
    let labels = [&known.labels.term, &known.labels.meaning];
    columns.len() == 2 && columns.iter().zip(labels).all(|(cell, label)| fold(cell) == fold(label))
}

impl Walk<'_, '_> {
    /// Takes a table of a goal or of the economy into what it belongs to; false where it is another.
    pub(super) fn take_table(&mut self, table: &Table) -> bool {
        let Some(sorted) = sorted(table, self.known) else { return false };
        self.remember_heads(table, &sorted);
        match sorted.sort {
            Sort::Assignments => {
                self.answered = None;
                self.take_assignments(table, &sorted);
                true
            }
            Sort::Indicators | Sort::Activities | Sort::Measures => {
                let Some(goal) =
                    self.goal.or(self.above.last().copied().filter(|_| matches!(self.slot, super::Slot::Goal(_))))
                else {
                    return false;
                };
                self.item = None;
                for row in &table.rows[sorted.head_rows.min(table.rows.len())..] {
                    self.row(goal, &sorted, row);
                }
                true
            }
            Sort::Budget => {
                self.out.economy.is_there = true;
                self.caption_of_budget();
                super::statement::budget(&mut self.out.economy, table, &sorted);
                true
            }
            Sort::Statement | Sort::Glossary | Sort::BudgetChanges => false,
        }
    }

    /// Takes the bold line above the table of the budget, which is its caption.
    fn caption_of_budget(&mut self) {
        let prose = &mut self.out.economy.budget;
        let start = prose.markdown.rfind("\n\n").map_or(0, |at| at + 2);
        let last = &prose.markdown[start..];
        let inner = last
            .strip_prefix("**")
            .and_then(|rest| rest.strip_suffix("**"))
            .filter(|inner| !inner.contains("**") && !inner.contains('\n'));
        let plain =
            (!last.contains('\n') && last.ends_with(')') && super::statement::unit_in(last).is_some()).then_some(last);
        let Some(caption) = inner.or(plain).map(str::to_owned) else { return };
        let (words, unit) = super::statement::without_unit(&caption);
        prose.markdown.truncate(start.saturating_sub(2));
        if !words.is_empty() {
            self.out.economy.caption = Some(words);
        }
        self.out.economy.unit = self.out.economy.unit.take().or(unit.map(|unit| (unit, false)));
    }

    fn row(&mut self, goal: usize, sorted: &Sorted, row: &Row) {
        let (is_report, year) = (self.out.is_report(), self.out.year);
        let goal = &mut self.out.goals[goal];
        if let Some(analysis) = items::analysis(row, self.known) {
            match sorted.sort {
                Sort::Indicators => items::add(goal.indicators.last_mut().map(|last| &mut last.analysis), &analysis),
                _ => items::add(goal.activities.last_mut().map(|last| &mut last.analysis), &analysis),
            }
            return;
        }
        let cells = Cells { row, heads: &sorted.heads };
        match sorted.sort {
            Sort::Indicators => {
                if let Some(mut indicator) = items::indicator(&cells, self.known) {
                    items::place_years(&mut indicator, year, is_report);
                    if is_report && items::is_of_last(goal.indicators.last_mut(), &indicator) {
                        return;
                    }
                    // A row that was read twice, at the end of a page and at the beginning of the next, is one.
                    let is_twice = goal
                        .indicators
                        .last()
                        .is_some_and(|last| last.name == indicator.name && last.outcome == indicator.outcome);
                    if !is_twice {
                        goal.indicators.push(indicator);
                    }
                }
            }
            _ => {
                if let Some(mut activity) = items::activity(&cells, self.known) {
                    if !is_report {
                        activity.analysis.clear();
                    }
                    goal.activities.push(activity);
                }
            }
        }
    }
}
