//! The days of the occasions as a calendar: iCalendar, RFC 5545.

use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Language};
use crate::identity;
use crate::lint::fingerprint::Fingerprint;
use crate::msg;
use crate::status::{OccasionStatus, PlanStatus, Status};
use crate::terminal::plain;

/// Octets that a line has at most, its end left aside.
const LONGEST_LINE: usize = 75;

/// A day of the year on which plans are reported up to.
struct Event<'s> {
    year: i16,
    key: &'s str,
    date: Date,
    of: Vec<(&'s PlanStatus, &'s OccasionStatus)>,
}

/// The calendar: an event for each occasion of a year, with what each plan still lacks. An event keeps its name from one run to the
/// next, also where plans are added; `who` is the role or group that it is for.
pub fn write(status: &Status, who: Option<&str>, language: Language) -> String {
    let mut events: Vec<Event> = Vec::new();
    for plan in status.plans.iter().filter(|plan| !plan.is_set_aside) {
        for occasion in &plan.occasions {
            let is_it =
                |event: &Event| event.year == plan.year && event.key == occasion.key && event.date == occasion.date;
            match events.iter_mut().find(|event| is_it(event)) {
                Some(event) => event.of.push((plan, occasion)),
                None => events.push(Event {
                    year: plan.year,
                    key: &occasion.key,
                    date: occasion.date,
                    of: vec![(plan, occasion)],
                }),
            }
        }
    }
    events.sort_by(|one, two| (one.date, one.key).cmp(&(two.date, two.key)));
    let shared = shared_names(status);
    let mut lines = Vec::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//verksamhetsplan//vp//SV", "CALSCALE:GREGORIAN"] {
        lines.push(line.to_owned());
    }
    for event in &events {
        lines.extend(event_lines(event, &shared, who, status.today, language));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// The names that the organisations of all plans have in common, from the top down.
fn shared_names(status: &Status) -> Vec<String> {
    let mut plans = status.plans.iter().filter(|plan| !plan.is_set_aside).map(|plan| &plan.organisation);
    let first: Vec<String> = plans.next().into_iter().flatten().map(|(_, name)| name.clone()).collect();
    plans.fold(first, |shared, names| {
        let same = shared.iter().zip(names).take_while(|(one, (_, two))| *one == two).count();
        shared[..same].to_vec()
    })
}

fn event_lines(event: &Event, shared: &[String], who: Option<&str>, today: Date, language: Language) -> Vec<String> {
    let Event { year, key, date, of } = event;
    let say = |words: Bilingual| words.get(language).to_owned();
    let who = who.map(str::trim).unwrap_or_default();
    let name = Fingerprint::of_words(&format!("{year}\n{key}\n{}\n{}", shared.join("\n"), who.to_lowercase()));
    let whose = match (who, shared.last()) {
        ("", Some(organisation)) => format!(", {organisation}"),
        ("", None) => String::new(),
        (who, _) => format!(", {who}"),
    };
    let left = of.iter().filter_map(|(plan, occasion)| {
        let (name, missing) = (plain(plan.name()), occasion.total().missing());
        (missing > 0)
            .then(|| say(msg!("{name}: {missing} kvar att rapportera", "{name}: {missing} still to be reported")))
    });
    let left: Vec<String> = left.collect();
    let left = match left.is_empty() {
        true => say(Bilingual::fixed("Allt är rapporterat.", "All is reported.")),
        false => left.join("\n"),
    };
    let about =
        say(msg!("Sista dagen som {key} {year} avser.\n{left}", "The last day that {key} {year} is about.\n{left}",));
    // The day after the last of a calendar that ends is none.
    let next = date.tomorrow().unwrap_or(*date);
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{name}@vp"),
        format!("DTSTAMP:{}T000000Z", digits(today)),
        format!("DTSTART;VALUE=DATE:{}", digits(*date)),
        format!("DTEND;VALUE=DATE:{}", digits(next)),
        format!("SUMMARY:{}", text(&format!("{key} {year}{whose}"))),
        format!("DESCRIPTION:{}", text(&about)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

fn digits(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A text with what has a meaning in a calendar escaped, and personal identity numbers masked.
fn text(words: &str) -> String {
    let lines: Vec<String> = words.split('\n').map(plain).collect();
    let shown = identity::shown(&lines.join("\n")).into_owned();
    shown.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line with its end, in pieces that are no longer than a calendar's lines may be. No letter is cut in two.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINE, folded, text};

    #[test]
    fn long_lines_are_folded_between_letters_and_texts_escaped() {
        let line = format!("SUMMARY:{}", "åäö€".repeat(60));
        let lines = folded(&line);
        assert!(lines.ends_with("\r\n"));
        assert!(lines.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{lines}");
        assert_eq!(lines.replace("\r\n ", "").trim_end(), line);
        assert_eq!(text("a, b; c\\d\ne\u{7}"), format!("a\\, b\\; c\\\\d\\ne{}", crate::terminal::plain("\u{7}")));
    }
}
