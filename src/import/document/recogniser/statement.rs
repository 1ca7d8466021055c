//! The figures of the economy: the budget of a plan, the income statement of a report – out of tables, or out of lines of
//! text, in which a blank stands both between figures and within them.

use rust_decimal::Decimal;

use super::report_economy;
use super::tables::{self, Sort, Sorted};
use crate::import::document::block::{Block, BlockKind, Row, Table, TextSort};
use crate::import::document::known::{Head, Known, fold, is_near};
use crate::import::document::recognised::{Economy, Left, Recognised, Statement, StatementRow};

/// What the sum of a budget is called, folded.
pub(crate) const TOTALS: [&str; 5] = ["totalt", "summa", "total", "summa totalt", "totalsumma"];

/// Takes the table of a budget.
pub(crate) fn budget(economy: &mut Economy, table: &Table, sorted: &Sorted) {
    let column = |head: Head| sorted.heads.iter().position(|own| *own == Some(head));
    let columns = [Head::Costs, Head::Income, Head::Net, Head::Change].map(column);
    let above: Vec<String> =
        table.rows.iter().take(sorted.head_rows).filter_map(|row| row.columns().into_iter().next()).collect();
    let caption = above.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    for words in [caption, table.caption.clone()].into_iter().filter(|words| !words.is_empty()) {
        let (words, unit) = without_unit(&words);
        if economy.caption.is_none() && !words.is_empty() {
            economy.caption = Some(words);
        }
        economy.unit = economy.unit.take().or(unit.map(|unit| (unit, false)));
    }
    for row in table.rows.iter().skip(sorted.head_rows) {
        let cells = row.columns();
        let name = cells.first().cloned().unwrap_or_default();
        let amounts =
            columns.map(|column| column.and_then(|at| cells.get(at)).map_or_else(String::new, |cell| amount(cell)));
        if amounts.iter().all(String::is_empty) && name.is_empty() {
            continue;
        }
        match TOTALS.contains(&fold(&name).as_str()) {
            true => economy.total = Some(amounts),
            false => economy.rows.push((name, amounts)),
        }
    }
    if economy.unit.is_none() {
        // Millions have a decimal, thousands have none.
        let has_decimal = economy.rows.iter().flat_map(|(_, amounts)| amounts).any(|amount| amount.contains('.'));
        economy.unit = Some((if has_decimal { "mnkr" } else { "tkr" }.to_owned(), true));
    }
}

/// "Budget 2025 (belopp i mnkr)" as the words and the unit.
pub(crate) fn without_unit(words: &str) -> (String, Option<String>) {
    let unit = unit_in(words);
    let bare = match words.rfind('(').filter(|_| words.trim_end().ends_with(')') && unit.is_some()) {
        Some(at) => words[..at].trim().to_owned(),
        None => words.trim().to_owned(),
    };
    (bare, unit)
}

/// The unit of amounts that words name.
pub(crate) fn unit_in(words: &str) -> Option<String> {
    let word = |word: &str| match fold(word).as_str() {
        "tkr" | "tr" | "kkr" | "tusental" => Some("tkr"),
        "mnkr" | "mkr" | "miljoner" => Some("mnkr"),
        "kr" | "kronor" => Some("kr"),
        _ => None,
    };
    words.split(|letter: char| !letter.is_alphanumeric()).find_map(word).map(str::to_owned)
}

/// An amount as files have it: without blanks, with a point and with an ordinary minus; empty where it is none.
pub(crate) fn amount(written: &str) -> String {
    let plain: String = written
        .trim_matches('*')
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{a0}')
        .map(|letter| match letter {
            '−' | '–' => '-',
            ',' => '.',
            other => other,
        })
        .collect();
    let plain = plain.trim_start_matches('+');
    if plain.parse::<Decimal>().is_ok() { plain.to_owned() } else { String::new() }
}

/// Reads the economy of a report out of its blocks.
pub(crate) fn recognise(out: &mut Recognised, blocks: &[Block], known: &Known) {
    if blocks.is_empty() && !out.economy.is_there {
        return;
    }
    let mut statement = Statement { heading: out.economy.heading.take(), ..Statement::default() };
    let mut side = Side::Income;
    let mut is_analysis = false;
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => {
                let sorted = tables::sorted(table, known);
                match &sorted {
                    Some(sorted) if sorted.sort == Sort::Statement => {
                        of_table(&mut statement, table, sorted, &mut side)
                    }
                    sorted if report_economy::take(&mut statement, table, sorted.as_ref(), known) => {}
                    _ => statement.analysis.push(&table.markdown(), false, block.place),
                }
            }
            BlockKind::Heading { words, .. } if known.is_analysis(&words.line()) => is_analysis = true,
            BlockKind::Heading { words, .. } if !is_analysis => {
                if !side_of(&mut side, &words.line()) {
                    said(out, &mut statement, &words.line(), &mut side, block, known);
                }
            }
            BlockKind::Heading { words, .. } => {
                statement.analysis.push(&format!("## {}", words.markdown), false, block.place);
            }
            BlockKind::Text { words, .. } if report_economy::is_printed(&mut statement, &words.line(), known) => {
                out.furniture.push(Left { place: block.place, words: words.line() });
            }
            BlockKind::Text { words, sort } => {
                let is_prose = is_analysis
                    || *sort == TextSort::List
                    || words.plain.lines().any(|line| line.chars().count() > 120)
                    || is_sentence(&words.plain);
                if is_prose {
                    statement.analysis.push(&words.markdown, *sort == TextSort::List, block.place);
                    continue;
                }
                for line in words.plain.lines() {
                    if !side_of(&mut side, line) {
                        said(out, &mut statement, line, &mut side, block, known);
                    }
                }
            }
        }
    }
    let has_rows = !statement.income.is_empty() || !statement.costs.is_empty();
    if has_rows && statement.unit.is_none() {
        statement.unit = Some(("tkr".to_owned(), true));
    }
    let has_rest = !statement.changes.is_empty() || !statement.measures.is_empty() || statement.carried.is_some();
    statement.unit_of_rest = statement.unit_of_rest.filter(|_| has_rest && statement.unit.is_none());
    out.statement = Some(statement);
    out.economy = Economy::default();
}

/// Whether words are a sentence, and no row of figures or label.
fn is_sentence(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let figures = words.split_whitespace().filter(|word| is_group(word)).count();
    words.trim_end().ends_with(['.', '!', '?']) && count >= 4 && figures * 3 < count
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Income,
    Costs,
}

/// Whether a line is the head of one of the sides.
fn side_of(side: &mut Side, line: &str) -> bool {
    let folded = fold(line);
    let near = |word: &str| is_near(&folded, word);
    if near("intakter") || folded == "intalder" {
        *side = Side::Income;
    } else if near("kostnader") {
        *side = Side::Costs;
    } else {
        return false;
    }
    true
}

/// Takes a line above the figures, or a line of figures.
fn said(out: &mut Recognised, statement: &mut Statement, line: &str, side: &mut Side, block: &Block, known: &Known) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    if let Some((label, name)) = line.split_once(':') {
        match fold(label).as_str() {
            "enhet" if !name.trim().is_empty() => return,
            "enhetschef" | "chef" => {
                out.chief = Some(line.to_owned());
                return;
            }
            _ => {}
        }
    }
    let folded = fold(line);
    if folded.starts_with("beloppen anges i") {
        statement.unit = unit_in(line).map(|unit| (unit, false)).or(statement.unit.take());
        return;
    }
    if ["trl", "tr", "tkr", "tr!"].contains(&folded.as_str()) {
        statement.unit = Some(("tkr".to_owned(), folded != "tkr"));
        return;
    }
    if folded.ends_with("forvaltning") || folded.ends_with("forvaltningen") {
        out.administration = Some(line.to_owned());
        return;
    }
    if folded.ends_with("chef") && !line.contains(' ') {
        out.chief = Some(line.to_owned());
        return;
    }
    if let Some(row) = of_line(line, *side) {
        add(statement, row, side);
        return;
    }
    let is_head = line.split_whitespace().all(|word| {
        let folded = fold(word);
        known.head(word).is_some()
            || crate::import::document::known::is_year(word)
            || ["utfall", "i", "bokslut", "budget", "avvikelse", "awikelse", "utfall i", "prognos", "tom"]
                .contains(&folded.as_str())
    });
    if !is_head {
        out.left.push(Left { place: block.place, words: line.to_owned() });
    }
}

fn add(statement: &mut Statement, row: StatementRow, side: &mut Side) {
    let folded = fold(&row.name);
    let near = |word: &str| is_near(&folded, word);
    if near("summa intakter") {
        statement.sums[0] = Some(row);
        *side = Side::Costs;
    } else if near("summa kostnader") {
        statement.sums[1] = Some(row);
    } else if is_net(&folded) {
        statement.sums[2] = Some(row);
    } else {
        match side {
            Side::Income => statement.income.push(row),
            Side::Costs => statement.costs.push(row),
        }
    }
}

fn of_table(statement: &mut Statement, table: &Table, sorted: &Sorted, side: &mut Side) {
    if let Some(unit) = unit_in(&table.caption) {
        statement.unit.get_or_insert((unit, false));
    }
    let column = |heads: &[Head]| sorted.heads.iter().position(|own| own.is_some_and(|own| heads.contains(&own)));
    let columns = [
        sorted.heads.iter().position(|own| matches!(own, Some(Head::Outcome | Head::Earlier | Head::OutcomeIn(_)))),
        column(&[Head::Budget]).or_else(|| column(&[Head::DecidedBudget])),
        column(&[Head::Forecast]),
        column(&[Head::Deviation]),
    ];
    let heads = table.rows.iter().take(sorted.head_rows).flat_map(|row| row.columns());
    if let Some(unit) = heads.filter_map(|cell| unit_in(&cell)).next() {
        statement.unit.get_or_insert((unit, false));
    }
    let is_side = |row: &Row| {
        let cells = row.columns();
        cells.iter().skip(1).all(String::is_empty)
            && side_of(&mut Side::Income, cells.first().map_or("", |name| name.trim_matches('*')))
    };
    let has_groups = table.rows.iter().any(is_side);
    let mut has_negative_costs = false;
    for row in table.rows.iter().skip(sorted.head_rows) {
        let cells = row.columns();
        let name = cells.first().map(|name| name.trim_matches('*').to_owned()).unwrap_or_default();
        let amounts =
            columns.map(|column| column.and_then(|at| cells.get(at)).map_or_else(String::new, |cell| amount(cell)));
        if amounts.iter().all(String::is_empty) && side_of(side, &name) || name.is_empty() {
            continue;
        }
        let mut row = StatementRow { name, amounts, is_guessed: false };
        // Without the heads of the sides a row's words and signs tell on which side it is.
        if !has_groups {
            *side = if is_cost(&row) { Side::Costs } else { Side::Income };
        }
        // The net is below nothing where there is more income than costs, and says nothing of how costs are written.
        has_negative_costs |= is_negative(&row) && *side == Side::Costs && !is_net(&fold(&row.name));
        if has_negative_costs && is_negative(&row) {
            without_signs(&mut row);
        }
        add(statement, row, side);
    }
}

/// Whether a folded name is that of the net.
fn is_net(folded: &str) -> bool {
    is_near(folded, "summa netto") || folded == "netto" || folded == "resultat"
}

/// Whether a row is one of costs by its name, or by its signs.
fn is_cost(row: &StatementRow) -> bool {
    let name = fold(&row.name);
    let words = ["kostnad", "personal", "lokal", "hyr", "avskrivning", "kapital", "kop av", "material"];
    !name.contains("intakt") && (words.iter().any(|word| name.contains(word)) || is_negative(row))
}

/// Whether outcome, budget and forecast are all below nothing.
fn is_negative(row: &StatementRow) -> bool {
    let mut own = row.amounts[..3].iter().filter(|amount| !amount.is_empty()).peekable();
    own.peek().is_some() && own.all(|amount| amount.starts_with('-'))
}

/// Costs are written without a sign; a deviation keeps its own.
fn without_signs(row: &mut StatementRow) {
    for amount in &mut row.amounts[..3] {
        *amount = amount.trim_start_matches('-').to_owned();
    }
}

/// A row out of a line: a name and figures, which are taken apart so that the last is what the others differ by.
fn of_line(line: &str, side: Side) -> Option<StatementRow> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = words.iter().position(|word| is_group(word))?;
    let (name, groups) = words.split_at(first);
    if name.is_empty() || !groups.iter().all(|word| is_group(word)) {
        return None;
    }
    // A heading that ends in a year is no row.
    if let [only] = groups
        && crate::import::document::known::is_year(only)
    {
        return None;
    }
    let name = name.join(" ");
    let is_cost = side == Side::Costs && !fold(&name).starts_with("summa intakter");
    let splits = splits(groups);
    let agrees = |figures: &[i64]| match figures {
        [outcome, budget, deviation] => {
            let own = if is_cost { budget - outcome } else { outcome - budget };
            // A scan loses a minus.
            own == *deviation || own.abs() == deviation.abs()
        }
        _ => false,
    };
    let agreeing = splits.iter().find(|figures| agrees(figures));
    let is_guessed = agreeing.is_none();
    let figures = agreeing.or_else(|| splits.iter().find(|figures| figures.len() == 3)).or_else(|| splits.first())?;
    let text = |at: usize| figures.get(at).map_or_else(String::new, i64::to_string);
    let deviation = match figures[..] {
        [outcome, budget, _] if agreeing.is_some() => {
            (if is_cost { budget - outcome } else { outcome - budget }).to_string()
        }
        _ => text(2),
    };
    let is_guessed = is_guessed || figures.get(2).is_some_and(|written| *written.to_string() != deviation);
    Some(StatementRow { name, amounts: [text(0), text(1), String::new(), deviation], is_guessed })
}

fn is_group(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '−', '–']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= 9
}

/// Most groups of digits that are taken apart in every way.
const MOST_GROUPS: usize = 12;

/// The ways to put groups of digits together to figures; those with most blanks within figures first.
fn splits(groups: &[&str]) -> Vec<Vec<i64>> {
    let mut all: Vec<Vec<i64>> = vec![Vec::new()];
    for group in groups.iter().take(MOST_GROUPS) {
        let digits = group.replace(['−', '–'], "-");
        let Ok(value) = digits.parse::<i64>() else { return Vec::new() };
        let may_go_on = digits.len() == 3 && !digits.starts_with('-');
        let mut next = Vec::new();
        for figures in &all {
            if let Some(last) = figures.last().filter(|last| may_go_on && last.abs() < 1_000_000 && (last.abs() > 0)) {
                let mut longer = figures.clone();
                let sign = if *last < 0 { -1 } else { 1 };
                let at = longer.len() - 1;
                longer[at] = last * 1000 + sign * value;
                next.push(longer);
            }
            let mut own = figures.clone();
            own.push(value);
            next.push(own);
        }
        next.retain(|figures| figures.len() <= 4);
        all = next;
    }
    all.sort_by_key(|figures| usize::from(figures.len() != 3));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_taken_apart_so_that_the_deviation_agrees() {
        for (line, amounts) in [
            ("Personalkostnader 87 460 81 200 -6 260", ["87460", "81200", "", "-6260"]),
            ("Lokaler 1024 700 -324", ["1024", "700", "", "-324"]),
            ("Summa kostnader 12 300 10 000 2300", ["12300", "10000", "", "-2300"]),
        ] {
            let row = of_line(line, Side::Costs).expect("a row");
            assert_eq!(row.amounts, amounts.map(str::to_owned), "{line}");
        }
        assert!(of_line("Telefon 08-123", Side::Costs).is_none());
    }

    #[test]
    fn amounts_are_written_as_files_have_them() {
        assert_eq!(amount("−27 527"), "-27527");
        assert_eq!(amount("14,6"), "14.6");
        assert_eq!(amount("Netto"), "");
        assert_eq!(without_unit("Budget 2025 (belopp i mnkr)"), ("Budget 2025".to_owned(), Some("mnkr".to_owned())));
    }
}
