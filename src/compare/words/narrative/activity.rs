//! An activity that differs.

use jiff::civil::Date;

use super::{Row, Voice, arrow, clean, plain, reworded, title};
use crate::compare::diff::ActivityDiff;
use crate::diagnostic::Bilingual;
use crate::msg;

type Dates = (Option<Date>, Option<Date>);

pub(super) fn rows(activity: &ActivityDiff, voice: Voice) -> Vec<Row> {
    let subject = voice.say(&Bilingual::fixed("Aktivitet", "Activity"));
    let (old, new) = match (&activity.old, &activity.new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(new)) => {
            let name = plain(&new.title);
            let details = details(activity, |change| &change.new, |change| &change.new, voice);
            let sentence = voice.say(&msg!("Ny aktivitet: {name}{details}", "New activity: {name}{details}"));
            let subject = voice.say(&Bilingual::fixed("Ny aktivitet", "New activity"));
            return vec![Row::change("new", subject, sentence, None, Some(format!("{name}{details}")))];
        }
        (Some(old), None) => {
            let name = plain(&old.title);
            let details = details(activity, |change| &change.old, |change| &change.old, voice);
            let sentence = voice.say(&msg!("Avslutad aktivitet: {name}{details}", "Ended activity: {name}{details}"));
            let subject = voice.say(&Bilingual::fixed("Avslutad aktivitet", "Ended activity"));
            return vec![Row::change("ended", subject, sentence, Some(format!("{name}{details}")), None)];
        }
        (None, None) => return Vec::new(),
    };
    let (name, quoted) = (plain(&new.title), voice.quote(&new.title));
    let mut rows = Vec::new();
    if let Some(words) = &activity.name {
        let head = Bilingual::fixed("Omformulerad aktivitet", "Reworded activity");
        let head = reworded(activity.how, head);
        rows.push(Row::words("title", subject.clone(), format!("{}:", voice.say(&head)), clean(words)));
    } else if old.title != new.title {
        let sentence = format!("{subject}: {}", arrow(Some(&plain(&old.title)), Some(&name)));
        rows.push(Row::change("title", subject.clone(), sentence, Some(plain(&old.title)), Some(name.clone())));
    }
    if let Some(change) = &activity.moved {
        let (old, new) = (voice.quote(&title(&change.old)), voice.quote(&title(&change.new)));
        let sentence = voice.say(&msg!(
            "Flyttad aktivitet: {quoted} från målet {old} till {new}",
            "Moved activity: {quoted} from the goal {old} to {new}",
        ));
        let subject = voice.say(&Bilingual::fixed("Mål", "Goal"));
        let row = Row::change("moved", subject, sentence, Some(title(&change.old)), Some(title(&change.new)));
        rows.push(row.about(name.clone()));
    }
    if let Some(change) = &activity.dates {
        let (old, new) = (dates(change.old, voice), dates(change.new, voice));
        let sentence =
            voice.say(&msg!("Nya datum för {quoted}: {old} → {new}", "New dates of {quoted}: {old} → {new}"));
        let subject = voice.say(&Bilingual::fixed("Datum", "Dates"));
        rows.push(Row::change("dates", subject, sentence, Some(old), Some(new)).about(name.clone()));
    }
    if let Some(change) = &activity.responsible {
        rows.push(voice.responsible_for(change, &new.title));
    }
    rows
}

/// Dates and who answers, of an activity that only one side has.
fn details(
    activity: &ActivityDiff,
    side: impl Fn(&crate::compare::diff::Change<Dates>) -> &Dates,
    name: impl Fn(&crate::compare::diff::Change<Option<String>>) -> &Option<String>,
    voice: Voice,
) -> String {
    let when = activity.dates.as_ref().map(|change| *side(change)).filter(|dates| *dates != (None, None));
    let who = activity.responsible.as_ref().and_then(|change| name(change).as_deref()).map(plain);
    let who = who.map(|who| voice.say(&msg!("ansvarig {who}", "responsible {who}")));
    when.map(|when| dates(when, voice)).into_iter().chain(who).map(|detail| format!(", {detail}")).collect()
}

fn dates(dates: Dates, voice: Voice) -> String {
    match dates {
        (Some(start), Some(end)) => format!("{start} – {end}"),
        (Some(start), None) => voice.say(&msg!("från {start}", "from {start}")),
        (None, Some(end)) => voice.say(&msg!("till {end}", "to {end}")),
        (None, None) => voice.say(&Bilingual::fixed("inga datum", "no dates")),
    }
}
