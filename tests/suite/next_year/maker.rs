//! Made-up plans in every way of writing: braces and lines, indented lists or not, comments and blank lines anywhere.

use vp::model::Status;

/// An activity of a made-up plan.
#[derive(Clone, Debug)]
pub(crate) struct Activity {
    pub(crate) name: String,
    pub(crate) end: Option<String>,
    pub(crate) status: Option<Status>,
}

impl Activity {
    /// Whether next year's plan has it.
    pub(crate) fn goes_on(&self) -> bool {
        let ends_later = self.end.as_ref().is_none_or(|end| end.as_str() >= "2026");
        match self.status {
            Some(Status::Done | Status::Cancelled) => false,
            Some(Status::Ongoing | Status::Late | Status::NotStarted) => true,
            None => ends_later,
        }
    }
}

/// A made-up plan of 2025.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) text: String,
    pub(crate) activities: Vec<Activity>,
    /// The words of its comments in order, each with the activity that it goes with.
    pub(crate) comments: Vec<(String, Option<usize>)>,
}

/// Makes a plan of a row of choices. Where they end, every choice is the first and simplest.
pub(crate) struct Maker {
    choices: std::vec::IntoIter<u16>,
    plan: Plan,
}

impl Maker {
    pub(crate) fn plan(choices: Vec<u16>) -> Plan {
        let mut maker = Maker { choices: choices.into_iter(), plan: Plan::default() };
        maker.document();
        let mut plan = maker.plan;
        if maker.choices.next().unwrap_or(0) % 4 == 1 {
            plan.text = plan.text.replace('\n', "\r\n");
        }
        if maker.choices.next().unwrap_or(0) % 4 == 1 {
            plan.text.insert(0, '\u{feff}');
        }
        if maker.choices.next().unwrap_or(0) % 4 == 1 {
            plan.text.truncate(plan.text.trim_end().len());
        }
        plan
    }

    fn pick(&mut self, of: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % of
    }

    fn flip(&mut self) -> bool {
        self.pick(2) == 1
    }

    /// A comment's words; it goes with an activity where that is left out.
    fn comment(&mut self, of: Option<usize>) -> String {
        let word = format!("§{}", self.plan.comments.len());
        self.plan.comments.push((word.clone(), of));
        format!("# {word} - namn: {{x}}, [y] 2025")
    }

    /// Blank lines, and comments in a column.
    fn between(&mut self, column: usize) {
        match self.pick(8) {
            1 => self.plan.text.push('\n'),
            2 => self.own_line(column, None),
            3 => {
                self.own_line(column, None);
                self.plan.text.push_str("\n\n");
            }
            _ => {}
        }
    }

    fn own_line(&mut self, column: usize, of: Option<usize>) {
        let comment = self.comment(of);
        self.plan.text.push_str(&format!("{}{comment}\n", " ".repeat(column)));
    }

    /// The end of a line, perhaps with a comment.
    fn end(&mut self, of: Option<usize>) {
        if self.pick(5) == 1 {
            let comment = self.comment(of);
            self.plan.text.push_str(&format!("  {comment}"));
        }
        self.plan.text.push('\n');
    }

    fn line(&mut self, column: usize, words: &str, of: Option<usize>) {
        self.plan.text.push_str(&" ".repeat(column));
        self.plan.text.push_str(words);
        self.end(of);
    }

    fn scalar(&mut self, value: &str) -> String {
        match self.pick(4) {
            1 => format!("\"{value}\""),
            2 => format!("'{value}'"),
            _ => value.to_owned(),
        }
    }

    /// A map in a column, or in braces: `first` stands before its first key.
    fn map(&mut self, first: &str, column: usize, entries: &[(&str, String)], of: Option<usize>) {
        let entries: Vec<(String, String)> =
            entries.iter().map(|(key, value)| ((*key).to_owned(), self.scalar(value))).collect();
        if self.pick(3) == 1 {
            let inside: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            let inside = inside.join(if self.flip() { ", " } else { " ,  " });
            self.line(0, &format!("{first}{{{inside}}}"), of);
            return;
        }
        // `first` is a key that the map hangs under, or the dash of an item.
        let is_key = first.ends_with(": ");
        if is_key {
            self.line(0, first.trim_end(), of);
        }
        for (at, (key, value)) in entries.iter().enumerate() {
            let start = if at == 0 && !is_key { first.to_owned() } else { " ".repeat(column) };
            let value = match self.pick(6) {
                1 => format!("\n{}{value}", " ".repeat(column + 1)),
                _ => format!(" {value}"),
            };
            self.line(0, &format!("{start}{key}:{value}"), of);
            if at + 1 < entries.len() && of.is_none() {
                self.between(column);
            }
        }
    }

    fn document(&mut self) {
        self.between(0);
        self.line(0, "vp: 1", None);
        self.line(0, "dokument: verksamhetsplan", None);
        let year = self.scalar("2025");
        self.line(0, &format!("år: {year}"), None);
        self.line(0, "organisation: {enhet: Enheten}", None);
        if self.flip() {
            let entries = [
                ("titel", "Plan 2025 - för 2025".to_owned()),
                ("datum", "2025-02-01".to_owned()),
                ("diarienummer", "2025-9-1.1".to_owned()),
            ];
            self.between(0);
            self.map("försättsblad: ", 2, &entries, None);
        }
        self.between(0);
        self.line(0, "mål:", None);
        self.line(2, "enhetsmål:", None);
        let indent = if self.flip() { 2 } else { 4 };
        for goal in 0..=self.pick(3) {
            self.goal(goal, indent);
        }
        self.between(0);
        if self.flip() {
            self.budget();
        }
        self.between(0);
    }

    fn goal(&mut self, goal: usize, indent: usize) {
        let column = indent + 2;
        self.between(indent);
        let first = format!("{}- ", " ".repeat(indent));
        let list_first = self.pick(4) == 1;
        let mut dash = Some(first);
        if list_first {
            self.activities(goal, column, dash.take());
        }
        let start = dash.unwrap_or_else(|| " ".repeat(column));
        self.line(0, &format!("{start}titel: Mål {goal}"), None);
        if self.flip() {
            self.line(column, "beskrivning: |", None);
            // The block has no comments: what looks like one is text.
            let text = format!("{0}Text 2025.\n\n{0}# Inte en kommentar\n", " ".repeat(column + 2));
            self.plan.text = self.plan.text.trim_end_matches('\n').to_owned() + "\n" + &text;
        }
        self.between(column);
        if self.flip() {
            self.indicators(goal, column);
        }
        if !list_first && self.pick(4) > 0 {
            self.activities(goal, column, None);
        }
        if self.flip() {
            self.line(column, "uppföljning: Slut", None);
        }
    }

    fn indicators(&mut self, goal: usize, column: usize) {
        self.line(column, "indikatorer:", None);
        let indent = column + 2 * self.pick(2);
        for number in 0..=self.pick(2) {
            self.between(indent);
            let target = ["80 %", "4-5", "Tas fram av nämnd", "hög"][self.pick(4)].to_owned();
            let entries =
                [("namn", format!("Index {goal} {number}")), ("årsmål", target.clone()), ("kf_årsmål", target)];
            self.map(&format!("{}- ", " ".repeat(indent)), indent + 2, &entries, None);
        }
    }

    fn activity(&mut self) -> (usize, Vec<(&'static str, String)>) {
        let number = self.plan.activities.len();
        let end = [Some("2025-06-30"), None, Some("2026-03-01"), Some("2024-12-31")][self.pick(4)].map(str::to_owned);
        let status = match self.pick(7) {
            1 => Some(Status::Done),
            2 => Some(Status::Cancelled),
            3 => Some(Status::Late),
            4 => Some(Status::Ongoing),
            _ => None,
        };
        let name = format!("Aktivitet {number}");
        let mut entries = vec![("namn", name.clone())];
        entries.extend(end.clone().map(|end| ("slut", end)));
        if self.flip() {
            entries.push(("ansvarig", String::new()));
            entries.rotate_left(usize::from(self.flip()));
        }
        self.plan.activities.push(Activity { name, end, status });
        (number, entries)
    }

    fn activities(&mut self, _goal: usize, column: usize, dash: Option<String>) {
        let start = dash.unwrap_or_else(|| " ".repeat(column));
        if self.pick(5) == 1 {
            let count = 1 + self.pick(3);
            let items: Vec<String> = (0..count)
                .map(|_| {
                    let (_, entries) = self.activity();
                    let inside: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                    format!("{{{}}}", inside.join(", "))
                })
                .collect();
            self.line(0, &format!("{start}aktiviteter: [{}]", items.join(", ")), None);
            return;
        }
        self.line(0, &format!("{start}aktiviteter:"), None);
        let indent = column + 2 * self.pick(2);
        for _ in 0..=self.pick(4) {
            if self.pick(4) == 1 {
                // With a blank line after it the comment belongs to nobody.
                self.own_line(indent, None);
                self.plan.text.push('\n');
            }
            let next = self.plan.activities.len();
            for _ in 0..self.pick(3) {
                self.own_line(indent, Some(next));
            }
            let (number, entries) = self.activity();
            self.map(&format!("{}- ", " ".repeat(indent)), indent + 2, &entries, Some(number));
            if self.pick(4) == 1 {
                self.own_line(indent + 2, Some(number));
            }
            if self.pick(3) == 1 {
                self.plan.text.push('\n');
            }
        }
    }

    fn budget(&mut self) {
        self.line(0, "ekonomi:", None);
        self.line(2, "budget:", None);
        self.line(4, "rubrik: VP budget 2025", None);
        self.line(4, "belopp_i: mnkr", None);
        self.line(4, "rader:", None);
        for row in 0..=self.pick(2) {
            self.between(6);
            let entries =
                [("namn", format!("Rad {row}")), ("kostnader", "1.5".to_owned()), ("netto", "1.5".to_owned())];
            self.map("      - ", 8, &entries, None);
        }
        self.map("    totalt: ", 6, &[("kostnader", "3".to_owned())], None);
    }
}
