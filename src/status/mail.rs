//! What is due as letters to those who answer for it: text to send, with the name of the form to fill in.

use crate::diagnostic::{Bilingual, Language};
use crate::drafts::forms;
use crate::identity;
use crate::msg;
use crate::status::due::{is_same_name, names_in_order};
use crate::status::{Due, OccasionStatus, PlanStatus, Status};
use crate::terminal::plain;

/// Between two letters.
const BETWEEN: &str = "------------------------------------------------------------------------";

/// What somebody has left of an occasion of a plan.
struct Left<'s> {
    plan: &'s PlanStatus,
    occasion: &'s OccasionStatus,
    due: Vec<&'s Due>,
}

/// A letter for each role or group that has something left, in Swedish order: of the occasions that have come, and of the next one.
/// What nobody answers for comes last.
pub fn write(status: &Status, language: Language) -> String {
    let mut letters: Vec<(Option<&str>, Vec<Left>)> = Vec::new();
    for plan in status.plans.iter().filter(|plan| !plan.is_set_aside) {
        for occasion in plan.occasions.iter().filter(|occasion| occasion.has_come() || occasion.is_next) {
            for responsible in &occasion.by {
                let due: Vec<&Due> = responsible.due.iter().filter(|due| !due.is_reported).collect();
                if due.is_empty() {
                    continue;
                }
                let (name, left) = (responsible.name.as_deref(), Left { plan, occasion, due });
                match letters.iter_mut().find(|(other, _)| is_same_name(*other, name)) {
                    Some((_, all)) => all.push(left),
                    None => letters.push((name, vec![left])),
                }
            }
        }
    }
    for (_, left) in &mut letters {
        left.sort_by_key(|left| left.occasion.date);
    }
    let order = names_in_order();
    letters.sort_by(|(one, _), (two, _)| order(*one, *two));
    if letters.is_empty() {
        return format!("{}\n", Bilingual::fixed("inget att påminna om", "nothing to remind of").get(language));
    }
    let letters: Vec<String> = letters.iter().map(|(name, left)| letter(*name, left, language)).collect();
    // Names are what plans call things.
    identity::shown(&letters.join(&format!("\n{BETWEEN}\n\n"))).into_owned()
}

fn letter(name: Option<&str>, left: &[Left], language: Language) -> String {
    let say = |words: Bilingual| words.get(language).to_owned();
    let to = name.map_or_else(
        || say(Bilingual::fixed("den som ansvarar för uppföljningen", "whoever answers for the follow-up")),
        plain,
    );
    let mut occasions: Vec<String> = left.iter().map(|left| when(left)).collect();
    occasions.dedup();
    let all = Bilingual::all_of(&occasions);
    let all = all.get(language);
    let count: usize = left.iter().map(|left| left.due.len()).sum();
    let mut text = match count {
        1 => say(msg!(
            "Till: {to}\nÄmne: {all}: 1 sak att rapportera\n\nHej!\n\nDet här är kvar att rapportera.\n",
            "To: {to}\nSubject: {all}: 1 thing to report\n\nHello,\n\nThis is still to be reported.\n",
        )),
        _ => say(msg!(
            "Till: {to}\nÄmne: {all}: {count} saker att rapportera\n\nHej!\n\nDet här är kvar att rapportera.\n",
            "To: {to}\nSubject: {all}: {count} things to report\n\nHello,\n\nThis is still to be reported.\n",
        )),
    };
    for left in left {
        let (organisation, when, date) = (plain(left.plan.name()), when(left), left.occasion.date);
        text.push('\n');
        text.push_str(&say(msg!(
            "{organisation}, {when}, till och med {date}\n",
            "{organisation}, {when}, up to and including {date}\n",
        )));
        for due in &left.due {
            let (sort, name) = (due.sort.one(), plain(&due.name));
            text.push_str(&format!("- {}: {name}\n", sort.get(language)));
        }
        let form = forms::page_name(&forms::name(&left.occasion.key, name));
        text.push_str(&say(msg!("Formuläret: {form}\n", "The form: {form}\n")));
    }
    text.push_str(&say(Bilingual::fixed(
        "\nÖppna formuläret i en webbläsare, fyll i det, spara svaren och skicka tillbaka filen.\n",
        "\nOpen the form in a browser, fill it in, save the answers and send the file back.\n",
    )));
    text
}

/// "T1 2026".
fn when(left: &Left) -> String {
    format!("{} {}", plain(&left.occasion.key), left.plan.year)
}
