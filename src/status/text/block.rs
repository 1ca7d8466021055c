//! A plan that lacks something, as a block: its occasions, what is missing by who answers for it, what is past its end.

use super::{TextWriter, label};
use crate::diagnostic::Bilingual;
use crate::model::Status as Stands;
use crate::msg;
use crate::status::due::{is_same_name, names_in_order};
use crate::status::{Count, Due, DueKind, Ended, OccasionStatus, PlanStatus, Share, State};
use crate::terminal::{cut, pad, plain, width};

/// Longer names, some are whole paragraphs, are cut: the id tells which one it is.
const WIDEST_NAME: usize = 80;

/// Something missing, and the occasions at which it is.
struct Lack<'p> {
    due: &'p Due,
    occasions: Vec<String>,
}

/// What somebody has left to report.
struct Lacks<'p> {
    name: Option<&'p str>,
    count: Count,
    lacks: Vec<Lack<'p>>,
}

impl TextWriter {
    pub(super) fn block(&self, plan: &PlanStatus) -> String {
        let mut text = format!("  {}", self.paint.strong(&label(plan)));
        if !plan.organisation.is_empty() {
            text.push_str(&format!("  {}", self.paint.faint(&plain(&plan.path))));
        }
        text.push('\n');
        text.push_str(&self.occasions(plan));
        let come: Vec<&OccasionStatus> = plan.come().collect();
        let is_single = come.len() == 1;
        let head = match come[..] {
            [one] => {
                let key = plain(&one.key);
                msg!("Saknas för {key}", "Missing for {key}")
            }
            _ => Bilingual::fixed("Saknas", "Missing"),
        };
        text.push_str(&self.lacking(&self.say(&head), &come, !is_single));
        if let Some(next) = plan.next() {
            let (key, date) = (plain(&next.key), next.date);
            let head = self.say(&msg!("Till {key}, {date}", "For {key}, {date}"));
            text.push_str(&self.lacking(&head, &[next], false));
        }
        text.push_str(&self.ended(&plan.ended));
        text
    }

    /// A line for each occasion up to the next one.
    fn occasions(&self, plan: &PlanStatus) -> String {
        let shown: Vec<&OccasionStatus> =
            plan.occasions.iter().filter(|occasion| occasion.has_come() || occasion.is_next).collect();
        let widest = |of: &dyn Fn(&OccasionStatus) -> String| {
            shown.iter().map(|occasion| width(&of(occasion))).max().unwrap_or(0)
        };
        let key = |occasion: &OccasionStatus| plain(&occasion.key);
        let state = |occasion: &OccasionStatus| self.state(occasion);
        let (key_width, state_width) = (widest(&key), widest(&state));
        let mut text = String::new();
        for occasion in &shown {
            let words = pad(&state(occasion), state_width);
            let words = match occasion.state {
                State::Complete => self.paint.good(&words),
                State::NotYet => words,
                _ if occasion.is_overdue() => self.paint.bad(&words),
                State::Open | State::UnderWay => self.paint.fair(&words),
            };
            let line = format!(
                "    {}  {}  {words}  {}",
                pad(&key(occasion), key_width),
                occasion.date,
                self.counts(occasion)
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// `påbörjad, 10 dagar över tiden`.
    pub(super) fn state(&self, occasion: &OccasionStatus) -> String {
        let words = match occasion.state {
            State::NotYet => Bilingual::fixed("inte än", "not yet"),
            State::Open if !occasion.files.is_empty() => Bilingual::fixed("inget ifyllt", "nothing filled in"),
            State::Open => Bilingual::fixed("inget rapporterat", "nothing reported"),
            State::UnderWay => Bilingual::fixed("påbörjad", "under way"),
            State::Complete => Bilingual::fixed("klar", "complete"),
        };
        let words = self.say(&words);
        match occasion.days_past.filter(|_| occasion.is_overdue()) {
            None => words,
            Some(1) => self.say(&msg!("{words}, 1 dag över tiden", "{words}, 1 day overdue")),
            Some(days) => self.say(&msg!("{words}, {days} dagar över tiden", "{words}, {days} days overdue")),
        }
    }

    /// `indikatorer 1 av 3, aktiviteter 0 av 2`.
    fn counts(&self, occasion: &OccasionStatus) -> String {
        let parts = DueKind::ALL.into_iter().filter_map(|sort| {
            let Count { due, reported } = occasion.count(sort);
            let Bilingual { sv, en } = sort.many();
            (due > 0).then(|| self.say(&msg!("{sv} {reported} av {due}", "{en} {reported} of {due}")))
        });
        let below = occasion
            .below
            .filter(|_| occasion.has_come())
            .map(|Share { of, all }| self.say(&msg!("planer nedanför {of} av {all}", "plans below {of} of {all}")));
        let parts: Vec<String> = parts.chain(below).collect();
        if parts.is_empty() {
            return self.say(&Bilingual::fixed("inget att rapportera", "nothing to report"));
        }
        parts.join(", ")
    }

    /// What is missing at these occasions, by who answers for it; nothing where nothing is.
    fn lacking(&self, head: &str, occasions: &[&OccasionStatus], with_occasions: bool) -> String {
        let by = by_responsible(occasions);
        if by.is_empty() {
            return String::new();
        }
        let mut text = format!("    {}\n", self.paint.strong(head));
        let all = || by.iter().flat_map(|lacks| &lacks.lacks);
        let of = |lack: &Lack| if with_occasions { lack.occasions.join(", ") } else { String::new() };
        let occasions_width = all().map(|lack| width(&of(lack))).max().unwrap_or(0);
        let sort_width = all().map(|lack| width(&self.say(&lack.due.sort.one()))).max().unwrap_or(0);
        for lacks in &by {
            let name = match lacks.name {
                Some(name) => plain(name),
                None => self.say(&Bilingual::fixed("ingen ansvarig angiven", "nobody named as responsible")),
            };
            let Count { due, reported } = lacks.count;
            let count = match due {
                1 => self.say(&msg!("{reported} av {due} rapporterad", "{reported} of {due} reported")),
                _ => self.say(&msg!("{reported} av {due} rapporterade", "{reported} of {due} reported")),
            };
            text.push_str(&format!("      {name}  {}\n", self.paint.faint(&count)));
            for lack in &lacks.lacks {
                text.push_str("        ");
                if with_occasions {
                    text.push_str(&format!("{}  ", pad(&of(lack), occasions_width)));
                }
                text.push_str(&pad(&self.say(&lack.due.sort.one()), sort_width));
                text.push_str(&format!("  {}\n", named(&lack.due.name, &lack.due.id)));
            }
        }
        text
    }

    fn ended(&self, ended: &[Ended]) -> String {
        if ended.is_empty() {
            return String::new();
        }
        let head = Bilingual::fixed(
            "Slutdatum passerat, inte genomförda eller avbrutna",
            "Past their end, neither done nor cancelled",
        );
        let mut text = format!("    {}\n", self.paint.strong(&self.say(&head)));
        let known = |ended: &Ended| match &ended.last {
            None => self.say(&Bilingual::fixed("ingen status", "no status")),
            Some(last) => {
                let occasion = plain(&last.occasion);
                let word = status_word(ended.sort, last.status);
                let (sv, en) = (&word.sv, &word.en);
                self.say(&msg!("{sv} i {occasion}", "{en} in {occasion}"))
            }
        };
        let widest = ended.iter().map(|ended| width(&known(ended))).max().unwrap_or(0);
        for one in ended {
            let (end, known, name) = (one.end, pad(&known(one), widest), named(&one.name, &one.id));
            let name = match one.sort {
                DueKind::Assignment => self.say(&msg!("uppdraget {name}", "the assignment {name}")),
                _ => name,
            };
            let responsible = one.responsible.as_ref().map(|name| format!(", {}", plain(name))).unwrap_or_default();
            text.push_str(&format!("      {end}  {known}  {name}{responsible}\n"));
        }
        text
    }
}

/// The first words of the name with the id that it has in the files, where that is not just the name again.
fn named(name: &str, id: &str) -> String {
    let (name, id) = (cut(&plain(name), WIDEST_NAME), plain(id));
    if id.is_empty() || id == name { name } else { format!("{name} ({id})") }
}

fn status_word(sort: DueKind, status: Stands) -> Bilingual {
    let english = match status {
        Stands::Done => "done",
        Stands::Ongoing => "under way",
        Stands::Late => "late",
        Stands::NotStarted => "not begun",
        Stands::Cancelled => "cancelled",
    };
    let swedish = if sort == DueKind::Assignment { status.word_of_assignment() } else { status.word() };
    Bilingual::fixed(swedish, english)
}

/// What is missing at several occasions, each thing once with those at which it is.
fn by_responsible<'p>(occasions: &[&'p OccasionStatus]) -> Vec<Lacks<'p>> {
    let mut by: Vec<Lacks> = Vec::new();
    for occasion in occasions {
        for responsible in &occasion.by {
            let name = responsible.name.as_deref();
            let is_same = |lacks: &Lacks| is_same_name(lacks.name, name);
            let at = by.iter().position(is_same).unwrap_or_else(|| {
                by.push(Lacks { name, count: Count::default(), lacks: Vec::new() });
                by.len() - 1
            });
            let lacks = &mut by[at];
            let count = Count::of(responsible.due.iter());
            lacks.count.due += count.due;
            lacks.count.reported += count.reported;
            for due in responsible.due.iter().filter(|due| !due.is_reported) {
                match lacks.lacks.iter_mut().find(|lack| lack.due.place == due.place) {
                    Some(lack) => lack.occasions.push(plain(&occasion.key)),
                    None => lacks.lacks.push(Lack { due, occasions: vec![plain(&occasion.key)] }),
                }
            }
        }
    }
    by.retain(|lacks| !lacks.lacks.is_empty());
    let order = names_in_order();
    by.sort_by(|one, two| order(one.name, two.name));
    by
}
