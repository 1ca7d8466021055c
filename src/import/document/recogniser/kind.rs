//! Which document it is, of which year and whose: what its title says, and where it has none, what stands in it.

use std::collections::HashMap;

use super::Asked;
use crate::import::document::block::{Block, BlockKind, TextSort};
use crate::import::document::known::{Head, Known, Part, fold, is_year};
use crate::import::document::recognised::Recognised;
use crate::model::{DocumentKind, Occasion, Tier};
use crate::plan_format::fields::MONTH_NAMES;

/// How many blocks from the beginning may hold the title.
const MOST_BEFORE_TITLE: usize = 40;

/// What a contribution to a quality award is called.
const AWARDS: [&str; 3] = ["kvalitetsutmarkelse", "kvalitetspris", "bidrag till kvalitets"];

/// What plans are called.
const PLANS: [&str; 9] = [
    "verksamhetsplan",
    "nämndplan",
    "nämndens verksamhetsplan",
    "nämndens plan",
    "förvaltningsplan",
    "avdelningsplan",
    "enhetsplan",
    "mål och budget",
    "internbudget",
];

/// What reports of a part of the year are called.
const TERTIALS: [&str; 5] =
    ["tertialrapport", "delårsrapport", "delårsbokslut", "delårsuppföljning", "tertialuppföljning"];

/// What reports of the whole year are called.
const YEARLY: [&str; 7] = [
    "verksamhetsberättelse",
    "årsrapport",
    "årsberättelse",
    "årsredovisning",
    "årsuppföljning",
    "årsbokslut",
    "helårsrapport",
];

/// Whether folded words name the month in which an occasion ends.
fn names_month(folded: &str, occasion: &Occasion) -> bool {
    let at = usize::try_from(occasion.month_day.0).unwrap_or(0);
    MONTH_NAMES.get(at.wrapping_sub(1)).is_some_and(|month| folded.split(' ').any(|word| word == *month))
}

/// Decides what a document is, as far as can be told before its parts are read.
pub(crate) fn decide(out: &mut Recognised, blocks: &[Block], known: &Known, asked: Asked) {
    let title = title(blocks, known);
    if let Some((words, kind, occasion)) = &title {
        out.cover.title = Some(words.clone());
        out.kind = *kind;
        out.occasion = *occasion;
        out.year = year_in(words);
        if let Some(name) = name_in(words, known) {
            out.names.push((tier_of(&name, Tier::Unit), name));
        }
    } else {
        out.kind = kind_of(blocks, known);
    }
    if let Some(kind) = asked.kind {
        out.kind = kind;
    }
    if out.is_report() && out.occasion.is_none() {
        let last = known.steering.occasions.len().checked_sub(1);
        let said = period(blocks, known).and_then(|(occasion, _)| occasion);
        // A report within the year that does not say of which part it is, is most likely the last of them.
        let is_within = out.kind == DocumentKind::TertialReport;
        let before = last.and_then(|last| last.checked_sub(1)).filter(|_| is_within);
        out.is_occasion_guessed = said.is_none() && before.is_some();
        out.occasion = said.or(before).or(last);
        if title.is_none() && out.occasion != last {
            out.kind = DocumentKind::TertialReport;
        }
    }
    let said = asked.year.or(out.year);
    out.year =
        said.or_else(|| period(blocks, known).and_then(|(_, year)| year)).or_else(|| year_of_budget(blocks, known));
    if out.year.is_none() {
        out.year = most_frequent_year(blocks);
        out.is_year_guessed = out.year.is_some();
    }
    names_on_cover(out, blocks, known);
    if out.names.is_empty()
        && let Some(name) = name_of_unit(blocks)
    {
        out.names.push((Tier::Unit, name));
    }
}

/// Most blocks of a cover that names nothing else.
const MOST_OF_COVER: usize = 12;

/// The names in a line of a cover: "Vård- och omsorgsnämnden, Björkviks kommun".
pub(crate) fn names_in_line(line: &str) -> Option<Vec<(Tier, String)>> {
    if line.chars().count() > 90 || line.contains(|letter: char| letter.is_ascii_digit() || ":@".contains(letter)) {
        return None;
    }
    let parts = line.split([',', '|']).map(str::trim).filter(|part| !part.is_empty());
    let names = parts.map(|part| {
        let folded = fold(part);
        // A word alone that is in no definite form is half a name.
        let is_half = !part.contains(char::is_whitespace)
            && ["namnd", "forvaltning", "avdelning", "kommun", "region"].iter().any(|word| folded.ends_with(word));
        let is_name = part.starts_with(char::is_uppercase) && part.split_whitespace().count() <= 8 && !is_half;
        // "Om enheten" is a heading, and names nobody.
        let is_heading = ABOUT.iter().any(|word| folded.starts_with(word));
        let is_name = is_name && !is_heading;
        let is_unit = folded.ends_with("enheten")
            || folded.starts_with("enheten for ")
            || folded.split_once(' ').is_some_and(|(first, _)| UNITS.contains(&first))
            || folded.rsplit_once(' ').is_some_and(|(_, last)| UNITS.contains(&last));
        // A group has no ending that tells it, and is none that is looked for here.
        let tier = Some(tier_of(part, Tier::Group)).filter(|tier| *tier != Tier::Group);
        tier.or(is_unit.then_some(Tier::Unit)).filter(|_| is_name).map(|tier| (tier, part.to_owned()))
    });
    names.collect::<Option<Vec<_>>>().filter(|names| !names.is_empty())
}

/// What headings about an organisation begin with.
const ABOUT: [&str; 8] =
    ["om ", "mal for ", "malen for ", "presentation av ", "beskrivning av ", "var ", "vart ", "vara "];

/// What units are called, before or after their own name.
const UNITS: [&str; 14] = [
    "forskolan",
    "forskola",
    "skolan",
    "skola",
    "grundskolan",
    "grundskola",
    "gymnasiet",
    "gymnasium",
    "hemtjansten",
    "hemtjanst",
    "aldreboendet",
    "aldreboende",
    "vardboendet",
    "vardboende",
];

/// The name that stands after what it is of: "Enhet: Norra enheten", "Förvaltning: Socialförvaltningen".
pub(crate) fn labelled_name(line: &str) -> Option<(Tier, String)> {
    let (label, name) = line.split_once(':')?;
    let tier = match fold(label).as_str() {
        "kommun" => Tier::Municipality,
        "region" => Tier::Region,
        "namnd" | "styrelse" | "ansvarig namnd" => Tier::Board,
        "bolag" => Tier::Company,
        "forvaltning" => Tier::Administration,
        "avdelning" => Tier::Department,
        "enhet" | "verksamhet" | "skola" | "forskola" => Tier::Unit,
        _ => return None,
    };
    let name = name.trim();
    let is_name = name.starts_with(char::is_uppercase) && name.chars().count() < 60 && !name.ends_with('.');
    is_name.then(|| (tier, name.to_owned()))
}

/// Takes the names that stand on the cover, where the title says none, or not all.
fn names_on_cover(out: &mut Recognised, blocks: &[Block], known: &Known) {
    let is_over = |block: &&Block| {
        let line = block.words().map(|words| words.line()).unwrap_or_default();
        !matches!(block.kind, BlockKind::Table(_))
            && known.level(&line).is_none()
            && !matches!(known.part(&line), Some(Part::Introduction | Part::Economy | Part::Summary))
    };
    for block in blocks.iter().take(MOST_OF_COVER).take_while(is_over) {
        let plain = block.plain();
        let of_line = |line: &str| match labelled_name(line.trim()) {
            Some(name) => Some(vec![name]),
            None => names_in_line(line.trim()),
        };
        for (tier, name) in plain.lines().filter_map(of_line).flatten() {
            let is_own = |(own, of): &(Tier, String)| *own == tier || fold(of) == fold(&name);
            if tier == Tier::Administration && out.administration.is_none() && !out.names.is_empty() {
                out.administration = Some(name);
            } else if !out.names.iter().any(is_own) {
                out.names.push((tier, name));
            }
        }
    }
    out.names.sort_by_key(|(tier, _)| *tier);
}

/// The title, with the kind and the occasion that it names.
fn title(blocks: &[Block], known: &Known) -> Option<(String, DocumentKind, Option<usize>)> {
    let labels = known.labels;
    let is_furniture = |block: &Block| matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. });
    let lines = |furniture: bool| {
        let own = blocks.iter().filter(move |block| is_furniture(block) == furniture);
        own.take(MOST_BEFORE_TITLE).filter_map(Block::words).flat_map(|words| words.plain.lines()).map(str::trim)
    };
    // The title may stand on every page, so that it was taken for the head of one.
    let all: Vec<&str> = lines(false).chain(lines(true)).collect();
    for (number, line) in all.iter().enumerate() {
        // A title that is set in two lines ends in the word before the name.
        let is_cut = line.ends_with(&format!(" {}", labels.for_));
        let whole = match all.get(number + 1).filter(|_| is_cut) {
            Some(next) => format!("{line} {next}"),
            None => (*line).to_owned(),
        };
        let line = whole.as_str();
        let folded = fold(line);
        if line.chars().count() > 120 || line.ends_with(['.', ':']) {
            continue;
        }
        let begins = |word: &str| folded.starts_with(&fold(word)) && !fold(word).is_empty();
        let has_year = year_in(line).is_some();
        let is_title = has_year || line.contains(&format!(" {} ", labels.for_));
        if AWARDS.iter().any(|award| folded.contains(award)) || begins(&labels.contribution) {
            return Some((line.to_owned(), DocumentKind::Contribution, None));
        }
        if !is_title {
            continue;
        }
        let steering = known.steering;
        for (number, occasion) in steering.occasions.iter().enumerate() {
            let is_last = number + 1 == steering.occasions.len();
            let name = occasion.report_name();
            let key = fold(&occasion.key);
            let digits: String = key.chars().filter(char::is_ascii_digit).collect();
            let tertial = fold(&labels.tertial_report);
            let is_counted = |word: &str| {
                let rest = folded.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
                !digits.is_empty() && rest.and_then(|rest| rest.split(' ').next()) == Some(digits.as_str())
            };
            let is_of_month = !is_last && TERTIALS.iter().any(|word| begins(word)) && names_month(&folded, occasion);
            let is_named = name.is_some_and(|name| begins(&name))
                || begins(&format!("{} {}", labels.tertial_report, occasion.key))
                || is_counted(&tertial)
                || TERTIALS.iter().any(|word| is_counted(&fold(word)))
                || is_of_month;
            if is_named {
                let kind = if is_last { DocumentKind::AnnualReport } else { DocumentKind::TertialReport };
                return Some((line.to_owned(), kind, Some(number)));
            }
        }
        if begins(&labels.annual_report) || YEARLY.iter().any(|word| begins(word)) {
            return Some((line.to_owned(), DocumentKind::AnnualReport, steering.occasions.len().checked_sub(1)));
        }
        if begins(&labels.tertial_report) || TERTIALS.iter().any(|word| begins(word)) {
            return Some((line.to_owned(), DocumentKind::TertialReport, None));
        }
        if begins(&labels.plan) || PLANS.iter().any(|word| begins(word)) {
            return Some((line.to_owned(), DocumentKind::Plan, None));
        }
    }
    None
}

/// What a document without a title is, by what stands in it.
fn kind_of(blocks: &[Block], known: &Known) -> DocumentKind {
    let mut goals = 0;
    let mut questions = 0;
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => {
                let heads: Vec<Head> = table
                    .rows
                    .iter()
                    .take(2)
                    .flat_map(|row| row.columns())
                    .filter_map(|cell| known.head(&cell))
                    .collect();
                if heads.contains(&Head::Outcome) && heads.contains(&Head::Indicator) {
                    return DocumentKind::AnnualReport;
                }
            }
            BlockKind::Heading { words, .. } => {
                let text = words.line();
                goals += usize::from(known.level(&text).is_some());
                if matches!(known.part(&text), Some(Part::Summary | Part::GoalsFollowedUp)) {
                    return DocumentKind::AnnualReport;
                }
                questions += usize::from(text.starts_with(&format!("{}. ", questions + 1)));
            }
            BlockKind::Text { words, .. } => {
                questions += usize::from(words.plain.starts_with(&format!("{}. ", questions + 1)));
            }
        }
    }
    if goals == 0 && questions >= 5 { DocumentKind::Contribution } else { DocumentKind::Plan }
}

/// The occasion and the year that the cells of a period name: "VB 2022".
fn period(blocks: &[Block], known: &Known) -> Option<(Option<usize>, Option<i16>)> {
    let tables =
        blocks.iter().filter_map(|block| if let BlockKind::Table(table) = &block.kind { Some(table) } else { None });
    let mut year = None;
    for cell in tables.flat_map(|table| &table.rows).flat_map(|row| row.columns()) {
        let Some((occasion, of)) = cell.rsplit_once(' ') else { continue };
        if is_year(of) && known.occasion(occasion).is_some() {
            return Some((known.occasion(occasion), of.parse().ok()));
        }
        year = year.or_else(|| is_year(&cell).then(|| cell.parse().ok()).flatten());
    }
    year.map(|year| (None, Some(year)))
}

fn year_of_budget(blocks: &[Block], known: &Known) -> Option<i16> {
    let headings = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { words, .. } => Some(words.line()),
        _ => None,
    });
    headings.filter(|heading| known.is_budget(heading)).find_map(|heading| year_in(&heading))
}

/// The year that most is said of.
fn most_frequent_year(blocks: &[Block]) -> Option<i16> {
    let mut counts: HashMap<i16, usize> = HashMap::new();
    for block in blocks {
        for word in block.plain().split(|letter: char| !letter.is_alphanumeric()) {
            if is_year(word)
                && word.starts_with("20")
                && let Ok(year) = word.parse()
            {
                *counts.entry(year).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// The first year in words.
fn year_in(words: &str) -> Option<i16> {
    let mut all = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    all.find(|word| is_year(word)).and_then(|year| year.parse().ok())
}

/// The name after "för" in a title, or before it: "Verksamhetsplan 2025 för Barnenheten", "Verksamhetsplan Barnenheten 2025".
fn name_in(title: &str, known: &Known) -> Option<String> {
    let between = format!(" {} ", known.labels.for_);
    if let Some((_, name)) = title.split_once(&between) {
        let name = name.trim().trim_end_matches([',', '.']);
        return (!name.is_empty()).then(|| name.to_owned());
    }
    let kind = title.split_whitespace().next()?;
    let rest = title[kind.len()..]
        .split_whitespace()
        .filter(|word| !is_year(word) && !word.chars().all(|letter| letter.is_ascii_digit()));
    let rest = rest.collect::<Vec<_>>().join(" ");
    let rest = rest.trim_matches([',', '-', '–', ' ']);
    rest.starts_with(char::is_uppercase).then(|| rest.to_owned())
}

/// The name that a document without a title gives its unit most often.
fn name_of_unit(blocks: &[Block]) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for block in blocks {
        let plain = block.plain();
        for line in plain.lines() {
            let Some((label, name)) = line.split_once(':') else { continue };
            let name = name.trim();
            if label.trim().eq_ignore_ascii_case("enhet") && !name.is_empty() && name.chars().count() < 60 {
                return Some(name.to_owned());
            }
        }
        let words: Vec<&str> = plain.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            let bare = bare.strip_suffix('s').filter(|bare| bare.ends_with("enheten")).unwrap_or(bare);
            if !bare.ends_with("enheten") || bare.chars().count() < 9 {
                continue;
            }
            if bare.starts_with(char::is_uppercase) {
                *counts.entry(bare.to_owned()).or_default() += 1;
            } else if at >= 2 && words[at - 1] == "och" && words[at - 2].starts_with(char::is_uppercase) {
                *counts.entry(format!("{} och {bare}", words[at - 2])).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0))).map(|(name, _)| name)
}

/// The rank that a name tells of; `usual` where it tells of none.
pub(crate) fn tier_of(name: &str, usual: Tier) -> Tier {
    let folded = fold(name);
    let ends =
        |words: &[&str]| words.iter().any(|word| folded.ends_with(word) || folded.ends_with(&format!("{word}en")));
    if ends(&["namnd"]) || folded.ends_with("styrelse") || folded.ends_with("styrelsen") {
        Tier::Board
    } else if folded.starts_with("region ") || folded.ends_with(" region") {
        Tier::Region
    } else if folded.ends_with("kommun") || folded.ends_with(" stad") || folded.ends_with("kommunen") {
        Tier::Municipality
    } else if folded.ends_with(" ab") {
        Tier::Company
    } else if ends(&["forvaltning"]) {
        Tier::Administration
    } else if ends(&["avdelning"]) {
        Tier::Department
    } else {
        usual
    }
}
