//! The file of a plan.

use super::Part;
use super::yaml::{Lines, in_braces};
use crate::import::document::known::Known;
use crate::import::document::recognised::{Activity, Changed, Cover, Economy, Goal, Indicator, Recognised};
use crate::model::{Target, Tier};
use crate::msg;
use crate::plan_format::fields::is_time;

/// Writes the file of a plan, or of the part of it that is decided by one organisation.
pub(crate) fn write(lines: &mut Lines, out: &Recognised, known: &Known, part: &Part) {
    lines.raw(0, "vp", "1");
    lines.raw(0, "dokument", "verksamhetsplan");
    year(lines, out);
    organisation(lines, out, part);
    if let Some(above) = &part.builds_on {
        lines.text(0, "bygger_på", above);
    }
    if part.is_own && !out.is_report() {
        cover(lines, &out.cover);
        if let Some((body, date, paragraph)) = &out.cover.decision {
            lines.open(0, "beslut");
            lines.text(2, "organ", body);
            day(lines, 2, "datum", date.as_deref().unwrap_or_default(), false);
            lines.text(2, "paragraf", paragraph.as_deref().unwrap_or_default());
        }
    }
    if part.is_own {
        amendments(lines, out);
    }
    if part.is_own && !out.is_report() && out.introduction.is_there {
        lines.space();
        lines.prose(0, "inledning", &out.introduction);
    }
    goals(lines, out, known, part);
    own_targets(lines, out, part);
    if part.is_own {
        assignments(lines, out);
    }
    if part.is_own && !out.is_report() {
        economy(lines, &out.economy, known, out.year);
        if out.other.is_there {
            lines.space();
            lines.prose(0, "övrigt", &out.other);
        }
        appendices(lines, out);
    }
}

/// What was decided to change.
fn amendments(lines: &mut Lines, out: &Recognised) {
    if out.amendments.is_empty() {
        return;
    }
    let id = |changed: &Changed| match *changed {
        Changed::Goal(goal) => out.goals[goal].id.as_str(),
        Changed::Indicator(goal, indicator) => out.goals[goal].indicators[indicator].id.as_str(),
        Changed::Activity(goal, activity) => out.goals[goal].activities[activity].id.as_str(),
    };
    lines.open(0, "ändringar");
    for amendment in &out.amendments {
        let ids: Vec<String> = amendment.applies_to.iter().map(|changed| in_braces(id(changed))).collect();
        if amendment.is_guessed {
            lines.look_at(
                2,
                &msg!("vad ändringen gäller är läst ur texten", "what the change is about was read out of the text"),
            );
        }
        lines.raw(2, "- gäller", &format!("[{}]", ids.join(", ")));
        day(lines, 4, "datum", amendment.date.as_deref().unwrap_or_default(), false);
        lines.text(4, "paragraf", amendment.paragraph.as_deref().unwrap_or_default());
        lines.text(4, "text", &amendment.text);
    }
}

/// The year.
pub(crate) fn year(lines: &mut Lines, out: &Recognised) {
    match out.year {
        Some(year) => {
            if out.is_year_guessed {
                lines.look_at(
                    0,
                    &msg!("året är det som texten nämner oftast", "the year is the one that the text names most often"),
                );
            }
            lines.raw(0, "år", &year.to_string());
        }
        None => {
            lines.look_at(
                0,
                &msg!("dokumentet säger inte vilket år det gäller", "the document does not say of which year it is"),
            );
            lines.raw(0, "år", "");
        }
    }
}

/// Whose document it is.
pub(crate) fn organisation(lines: &mut Lines, out: &Recognised, part: &Part) {
    lines.open(0, "organisation");
    let names: Vec<&(Tier, String)> =
        out.names.iter().filter(|(tier, _)| part.tier.is_none_or(|own| *tier <= own)).collect();
    if let Some(note) = &part.note {
        lines.look_at(2, note);
    }
    if names.is_empty() {
        lines.look_at(2, &msg!("dokumentet säger inte vems det är", "the document does not say whose it is"));
        lines.text(2, part.tier.unwrap_or(Tier::Unit).key(), part.name.as_deref().unwrap_or("Enheten"));
    }
    for (tier, name) in names {
        lines.text(2, tier.key(), name);
        if *tier == Tier::Board && part.tier.is_none_or(|own| own > Tier::Board) {
            lines.text(2, "förvaltning", out.administration.as_deref().unwrap_or_default());
        }
    }
    if part.is_own {
        let has_board = out.names.iter().any(|(tier, _)| *tier == Tier::Board);
        if !has_board {
            lines.text(2, "förvaltning", out.administration.as_deref().unwrap_or_default());
        }
        lines.text(2, "chef", out.chief.as_deref().unwrap_or_default());
    }
}

/// What the amounts of a table are counted in, and whether that is a guess.
pub(crate) fn counted_in(lines: &mut Lines, unit: Option<&(String, bool)>) {
    let Some((unit, is_guessed)) = unit else { return };
    if *is_guessed {
        lines.look_at(
            4,
            &msg!(
                "dokumentet säger inte vad beloppen räknas i",
                "the document does not say what the amounts are counted in"
            ),
        );
    }
    lines.text(4, "belopp_i", unit);
}

/// The cover.
pub(crate) fn cover(lines: &mut Lines, cover: &Cover) {
    let has_contact =
        !(cover.address.is_empty() && cover.telephones.is_empty() && cover.emails.is_empty()) || cover.web.is_some();
    let texts = [
        ("titel", cover.title.as_deref()),
        ("datum", cover.date.as_deref()),
        ("diarienummer", cover.reference.as_deref()),
        ("bilaga", cover.appendix.as_deref()),
        ("till", cover.to.as_deref()),
    ];
    let has_text = texts.iter().any(|(_, text)| text.is_some());
    if !has_text && !has_contact && cover.officers.is_empty() && !cover.proposal.is_there {
        return;
    }
    lines.space();
    lines.open(0, "försättsblad");
    for (key, text) in texts {
        match (key, text) {
            ("datum", Some(text)) => lines.raw(2, key, text),
            (_, text) => lines.text(2, key, text.unwrap_or_default()),
        }
    }
    if !cover.officers.is_empty() {
        lines.open(2, "handläggare");
        for (name, telephone) in &cover.officers {
            let telephone = telephone.as_ref().map(|telephone| ("telefon", in_braces(telephone)));
            let pairs: Vec<(&str, String)> = std::iter::once(("namn", in_braces(name))).chain(telephone).collect();
            lines.braces(4, &pairs);
        }
    }
    if has_contact {
        lines.open(2, "kontakt");
        lines.texts(4, "adress", &cover.address);
        lines.texts(4, "telefon", &cover.telephones);
        lines.texts(4, "e_post", &cover.emails);
        lines.text(4, "webb", cover.web.as_deref().unwrap_or_default());
    }
    lines.prose(2, "förslag_till_beslut", &cover.proposal);
}

fn goals(lines: &mut Lines, out: &Recognised, known: &Known, part: &Part) {
    if part.goals.is_empty() {
        return;
    }
    lines.space();
    lines.open(0, "mål");
    for (number, level) in known.steering.levels.iter().enumerate() {
        let own: Vec<&Goal> = part.goals.iter().map(|at| &out.goals[*at]).filter(|goal| goal.level == number).collect();
        if own.is_empty() {
            continue;
        }
        lines.open(2, &level.key);
        for (place, written) in own.into_iter().enumerate() {
            if place > 0 {
                lines.space();
            }
            goal(lines, out, written, known, part);
        }
    }
}

fn goal(lines: &mut Lines, out: &Recognised, goal: &Goal, known: &Known, part: &Part) {
    lines.entry(4, "id", &goal.id);
    if let Some(word) = &goal.word {
        lines.look_at(
            6,
            &msg!(
                "dokumentet kallar målet ”{word}”, som styrmodellen inte har",
                "the document calls the goal “{word}”, which the steering model has not"
            ),
        );
    }
    lines.text(6, "nr", goal.number.as_deref().unwrap_or_default());
    let parents: Vec<&str> = goal.parents.iter().map(|parent| out.goals[*parent].id.as_str()).collect();
    match parents[..] {
        [] if goal.level > 0 => {
            lines.look_at(6, &msg!("målet stod inte under något annat mål", "the goal stood below no other"))
        }
        [] => {}
        [one] => lines.text(6, "till", one),
        _ => lines.texts(6, "till", &parents),
    }
    if goal.title.is_empty() {
        lines.look_at(6, &msg!("rubriken hade ingen titel", "the heading had no title"));
    }
    lines.text(6, "titel", &goal.title);
    for note in &goal.notes {
        lines.look_at(6, note);
    }
    if !goal.continues.is_empty() {
        lines.look_at(6, &msg!("målet liknar ett i en annan plan", "the goal is like one of another plan"));
        lines.texts(6, "ersätter", &goal.continues);
    }
    lines.text(6, "ansvarig", goal.responsible.as_deref().unwrap_or_default());
    let order = known.steering.levels[goal.level].print_order(known.steering.sections.len());
    for section in order {
        if let Some((_, prose)) = goal.sections.iter().find(|(own, _)| *own == section) {
            lines.prose(6, &known.steering.sections[section].key, prose);
        }
    }
    if !goal.extra.is_empty() {
        lines.open(6, "avsnitt");
        for (heading, prose) in &goal.extra {
            lines.entry(8, "rubrik", heading);
            if !prose.is_empty() {
                lines.prose(10, "text", prose);
            }
        }
    }
    if !goal.indicators.is_empty() {
        lines.open(6, "indikatorer");
        let owner = known.steering.levels[goal.level].owner;
        let before = out.year.filter(|_| !out.is_report()).map(|year| year - 1);
        goal.indicators.iter().for_each(|own| indicator(lines, own, known, owner, part, before));
    }
    if !goal.activities.is_empty() {
        lines.open(6, "aktiviteter");
        goal.activities.iter().for_each(|own| activity(lines, own));
    }
}

fn indicator(lines: &mut Lines, indicator: &Indicator, known: &Known, owner: Tier, part: &Part, before: Option<i16>) {
    if indicator.is_guessed {
        lines.look_at(
            8,
            &msg!(
                "vad som hör till vilken rad och kolumn gick inte att se helt säkert",
                "what belongs to which row and column could not be seen for certain"
            ),
        );
    }
    lines.entry(8, "id", &indicator.id);
    lines.text(10, "namn", &indicator.name);
    let is_above = !part.is_own && part.tier.is_some();
    if !is_above {
        target(lines, "årsmål", &indicator.target);
    }
    target(lines, "kf_årsmål", &indicator.council_target);
    if !indicator.periodicity.is_empty() {
        if known.steering.periodicity(&indicator.periodicity).is_none() {
            lines.look_at(10, &msg!("ordet är inget av styrmodellens", "the word is none of the steering model's"));
        }
        lines.text(10, "periodicitet", &indicator.periodicity);
    }
    if indicator.owner.is_some_and(|own| own != owner) {
        lines.text(10, "ägare", indicator.owner.unwrap_or(owner).key());
    }
    if !indicator.men.is_empty() || !indicator.women.is_empty() {
        lines.raw(10, "könsuppdelad", "ja");
    }
    if !indicator.description.is_empty() {
        lines.markdown(10, "beskrivning", &indicator.description);
    }
    let mut series = indicator.series.clone();
    if let Some(before) = before.filter(|before| series.iter().all(|(year, _)| year != before)) {
        series.extend((!indicator.earlier.is_empty()).then(|| (before, indicator.earlier.clone())));
    }
    years(lines, "serie", series);
    years(lines, "målvärden", indicator.targets_by_year.clone());
    if !indicator.benchmark.is_empty() {
        let pairs =
            indicator.benchmark.iter().map(|(name, value)| format!("{}: {}", in_braces(name), in_braces(value)));
        lines.raw(10, "jämförelse", &format!("{{{}}}", pairs.collect::<Vec<_>>().join(", ")));
    }
    lines.text(10, "riktning", indicator.direction.unwrap_or_default());
    lines.text(10, "trend", indicator.trend.unwrap_or_default());
    lines.text(10, "motivering", &indicator.reason);
    lines.text(10, "utgångsvärde", &indicator.starting_value);
    lines.text(10, "källa", indicator.source.as_deref().unwrap_or_default());
    lines.text(10, "ansvarig", indicator.responsible.as_deref().unwrap_or_default());
}

/// Values of years, from the first.
fn years(lines: &mut Lines, key: &str, mut values: Vec<(i16, String)>) {
    values.sort();
    values.dedup_by_key(|(year, _)| *year);
    if !values.is_empty() {
        let pairs: Vec<String> = values.iter().map(|(year, value)| format!("{year}: {}", in_braces(value))).collect();
        lines.raw(10, key, &format!("{{{}}}", pairs.join(", ")));
    }
}

fn assignments(lines: &mut Lines, out: &Recognised) {
    if out.assignments.is_empty() {
        return;
    }
    lines.space();
    lines.open(0, "uppdrag");
    for assignment in &out.assignments {
        lines.entry(2, "id", &assignment.id);
        lines.text(4, "nr", assignment.number.as_deref().unwrap_or_default());
        lines.text(4, "titel", &assignment.title);
        lines.text(4, "beslut", assignment.decision.as_deref().unwrap_or_default());
        let goal = |name: &String| {
            let found = out.goals.iter().find(|goal| goal.title == *name && !goal.id.is_empty());
            found.map_or_else(|| name.clone(), |goal| goal.id.clone())
        };
        lines.texts(4, "till", &assignment.goals.iter().map(goal).collect::<Vec<_>>());
        lines.text(4, "ansvarig", assignment.responsible.as_deref().unwrap_or_default());
        day(lines, 4, "klart", &assignment.due, false);
    }
}

/// A key with a day, in words too where the key takes them.
fn day(lines: &mut Lines, indent: usize, key: &str, written: &str, takes_words: bool) {
    if written.is_empty() {
        return;
    }
    let is_day = written.parse::<jiff::civil::Date>().is_ok() && written.len() == 10;
    match is_day {
        true => lines.raw(indent, key, written),
        false => {
            if !(takes_words && is_time(written)) {
                lines.look_at(indent, &msg!("dagen går inte att läsa", "the day cannot be read"));
            }
            lines.text(indent, key, written);
        }
    }
}

fn target(lines: &mut Lines, key: &str, written: &str) {
    if written.is_empty() {
        return;
    }
    if matches!(Target::read(written), Target::Unreadable(_)) {
        lines.look_at(10, &msg!("målvärdet går inte att läsa", "the target cannot be read"));
    }
    lines.text(10, key, written);
}

fn activity(lines: &mut Lines, activity: &Activity) {
    if activity.is_guessed {
        lines.look_at(
            8,
            &msg!(
                "vilka ord som hör till aktiviteten gick inte att se helt säkert",
                "which words belong to the activity could not be seen for certain"
            ),
        );
    }
    lines.entry(8, "id", &activity.id);
    lines.text(10, "namn", &activity.name);
    for (key, written) in [("start", &activity.start), ("slut", &activity.end)] {
        day(lines, 10, key, written, true);
    }
    lines.text(10, "ansvarig", activity.responsible.as_deref().unwrap_or_default());
}

/// The organisation's own targets of indicators that stand in the plans above.
fn own_targets(lines: &mut Lines, out: &Recognised, part: &Part) {
    if !part.is_own || part.builds_on.is_none() {
        return;
    }
    let inherited = (0..out.goals.len()).filter(|at| !part.goals.contains(at));
    let all = inherited.flat_map(|at| &out.goals[at].indicators).filter(|indicator| !indicator.target.is_empty());
    let all: Vec<&Indicator> = all.collect();
    if all.is_empty() {
        return;
    }
    lines.space();
    lines.open(0, "årsmål");
    for indicator in all {
        lines.text(2, &in_braces(&indicator.id), &indicator.target);
    }
}

fn economy(lines: &mut Lines, economy: &Economy, known: &Known, out_year: Option<i16>) {
    if !economy.is_there {
        return;
    }
    let labels = known.labels;
    lines.space();
    lines.open(0, "ekonomi");
    lines.text(
        2,
        "rubrik",
        economy.heading.as_deref().filter(|heading| *heading != labels.economy).unwrap_or_default(),
    );
    lines.prose(2, "resursanvändning", &economy.resource_use);
    let has_table = !economy.rows.is_empty() || economy.total.is_some();
    if !economy.budget.is_there && !has_table {
        return;
    }
    lines.open(2, "budget");
    // The usual words are printed of themselves.
    let usual = out_year.map_or_else(|| labels.budget.clone(), |year| format!("{} {year}", labels.budget));
    lines.text(4, "rubrik", economy.caption.as_deref().filter(|caption| *caption != usual).unwrap_or_default());
    if !economy.budget.is_empty() || !has_table {
        lines.prose(4, "text", &economy.budget);
    }
    if !has_table {
        return;
    }
    counted_in(lines, economy.unit.as_ref());
    if !economy.rows.is_empty() {
        lines.open(4, "rader");
        for (name, amounts) in &economy.rows {
            let named = std::iter::once(("namn", in_braces(name)));
            lines.braces(6, &named.chain(amounts_of(amounts)).collect::<Vec<_>>());
        }
    }
    if let Some(total) = &economy.total {
        let pairs: Vec<String> = amounts_of(total).map(|(key, value)| format!("{key}: {value}")).collect();
        lines.raw(4, "totalt", &format!("{{{}}}", pairs.join(", ")));
    }
}

fn amounts_of(amounts: &[String; 4]) -> impl Iterator<Item = (&'static str, String)> + '_ {
    ["kostnader", "intäkter", "netto", "förändring"]
        .into_iter()
        .zip(amounts)
        .filter(|(_, amount)| !amount.is_empty())
        .map(|(key, amount)| (key, amount.clone()))
}

/// The appendices; those that have a text name its file.
fn appendices(lines: &mut Lines, out: &Recognised) {
    if out.appendices.is_empty() {
        return;
    }
    lines.space();
    lines.open(0, "bilagor");
    for (number, appendix) in out.appendices.iter().enumerate() {
        lines.entry(2, "titel", &appendix.title);
        if !appendix.text.is_empty() {
            lines.text(4, "fil", &super::appendix_file(number, &appendix.title));
        }
    }
}
