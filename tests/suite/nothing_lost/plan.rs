//! Made-up plans: every field, in every combination, with words that occur once.

use super::prose;

/// A word that a page must have.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether it is part of a goal's heading, which may be printed more than once.
    pub(super) is_title: bool,
}

/// A plan as files, and its words in the order of print.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) files: Vec<(String, String)>,
    /// What the cover has.
    pub(super) front: Vec<Word>,
    /// What the body has.
    pub(super) body: Vec<Word>,
}

/// Makes a plan of a row of choices. Where they end, every choice is the first and simplest.
pub(super) struct Maker {
    choices: std::vec::IntoIter<u16>,
    count: usize,
    words: Vec<Word>,
    is_title: bool,
    yaml: String,
    texts: Vec<(String, String)>,
}

/// The sections of a goal in the order of print.
const SECTIONS: [&str; 7] =
    ["beskrivning", "förväntat_resultat", "arbetssätt", "resursanvändning", "uppföljning", "utveckling", "kommentar"];
/// Where a second parent is written, once it is known which goals come later.
const SECOND: &str = ", ?";
const LEVELS: [&str; 4] = ["inriktningsmål", "verksamhetsområdesmål", "nämndmål", "enhetsmål"];

impl Maker {
    pub(super) fn new(choices: Vec<u16>) -> Maker {
        Maker {
            choices: choices.into_iter(),
            count: 0,
            words: Vec::new(),
            is_title: false,
            yaml: String::new(),
            texts: Vec::new(),
        }
    }

    /// The words noted since this was last asked.
    pub(super) fn said(&mut self) -> Vec<Word> {
        std::mem::take(&mut self.words)
    }

    /// One of `of` ways.
    pub(super) fn pick(&mut self, of: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % of
    }

    pub(super) fn flip(&mut self) -> bool {
        self.pick(2) == 1
    }

    /// A number that no other word has.
    pub(super) fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// Notes a word that the reader must see next.
    pub(super) fn expect(&mut self, word: &str) {
        self.words.push(Word { text: word.replace('\u{a0}', "_"), is_title: self.is_title });
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.yaml.push_str(&" ".repeat(indent));
        self.yaml.push_str(text);
        self.yaml.push('\n');
    }

    /// Words of a plain text, with every sign that markup could take for its own.
    pub(super) fn words(&mut self) -> String {
        let mut words = Vec::new();
        for _ in 0..=self.pick(4) {
            let number = self.number();
            let word = match self.pick(18) {
                0 => format!("Ökning{number}"),
                1 => format!("*a*{number}"),
                2 => format!("_b_{number}"),
                3 => format!("c|d{number}"),
                4 => format!("<b>{number}"),
                5 => format!("&amp;{number}"),
                6 => format!("R&D{number}"),
                7 => format!("#{number}"),
                8 => format!("\\{number}\\"),
                9 => format!("`e`{number}"),
                10 => format!("[f](g){number}"),
                11 => format!("~~h~~{number}"),
                12 => format!("\"i'{number}"),
                13 => format!("{number}."),
                14 => format!("-{number}"),
                15 => format!("![j]{number}"),
                16 => format!("https://exempel.se/{number}?a=b&c"),
                _ => format!("{{{{k}}}}{number}%"),
            };
            self.expect(&word);
            words.push(word);
        }
        words.join(" ")
    }

    fn quoted(text: &str) -> String {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }

    /// A key with a plain text.
    fn text(&mut self, indent: usize, key: &str) {
        let text = self.words();
        self.line(indent, &format!("{key}: {}", Maker::quoted(&text)));
    }

    fn text_or_not(&mut self, indent: usize, key: &str) {
        if self.flip() {
            self.text(indent, key);
        }
    }

    /// A key with Markdown, in place or in a file.
    fn prose(&mut self, indent: usize, key: &str, make: fn(&mut Maker) -> Vec<String>) {
        let lines = make(self);
        if self.pick(6) == 1 {
            let path = format!("texter/{}.md", self.number());
            self.line(indent, &format!("{key}: {{fil: {path}}}"));
            self.texts.push((path, lines.join("\n") + "\n"));
            return;
        }
        self.line(indent, &format!("{key}: |"));
        for line in lines {
            if line.is_empty() { self.yaml.push('\n') } else { self.line(indent + 2, &line) }
        }
    }

    fn prose_or_not(&mut self, indent: usize, key: &str, make: fn(&mut Maker) -> Vec<String>) {
        if self.flip() {
            self.prose(indent, key, make);
        }
    }

    fn date(&mut self, indent: usize, key: &str) {
        let number = self.number();
        let date = format!("{}-{:02}-{:02}", 2000 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
        self.expect(&date);
        self.line(indent, &format!("{key}: {date}"));
    }

    /// A figure as it is written and as it is printed.
    fn figure(&mut self) -> (String, String) {
        let number = 1000 + self.number();
        let printed = format!("{}\u{a0}{:03}", number / 1000, number % 1000);
        match self.pick(3) {
            0 => (format!("{number}.5"), format!("{printed},5")),
            1 => (format!("-{number}.5"), format!("−{printed},5")),
            _ => (format!("{number}.0"), format!("{printed},0")),
        }
    }

    fn target(&mut self, indent: usize, key: &str) {
        let number = self.number();
        let (written, printed) = match self.pick(6) {
            0 => return,
            1 => {
                let (written, printed) = self.figure();
                (written, vec![printed])
            }
            2 => (format!("{number},25 %"), vec![format!("{number},25\u{a0}%")]),
            3 => (
                format!("Tas fram av {number}:an"),
                vec!["Tas".into(), "fram".into(), "av".into(), format!("{number}:an")],
            ),
            4 => (format!("ca {number}"), vec!["ca".into(), format!("{number}")]),
            _ => (format!("{number}–9999 st"), vec![format!("{number}–9\u{a0}999\u{a0}st")]),
        };
        // Phrases are the same wherever they stand.
        for word in printed {
            match word.as_str() {
                "Tas" | "fram" | "av" | "ca" => {}
                _ => self.expect(&word),
            }
        }
        self.line(indent, &format!("{key}: \"{written}\""));
    }

    fn indicators(&mut self, indent: usize) {
        let count = self.pick(3);
        if count == 0 {
            return;
        }
        self.line(indent, "indikatorer:");
        for _ in 0..count {
            let id = self.number();
            self.line(indent + 2, &format!("- id: i{id}"));
            self.text(indent + 4, "namn");
            // In which order these stand in the cell is the template's matter.
            match self.pick(4) {
                0 => {}
                1 => self.text(indent + 4, "källa"),
                2 => self.text(indent + 4, "ansvarig"),
                _ => self.prose(indent + 4, "beskrivning", prose::short),
            }
            self.target(indent + 4, "årsmål");
            self.target(indent + 4, "kf_årsmål");
            match self.pick(3) {
                0 => {}
                1 => self.line(indent + 4, "periodicitet: tertial"),
                _ => self.text(indent + 4, "periodicitet"),
            }
        }
    }

    fn activities(&mut self, indent: usize) {
        let count = self.pick(3);
        if count == 0 {
            return;
        }
        self.line(indent, "aktiviteter:");
        for _ in 0..count {
            let id = self.number();
            self.line(indent + 2, &format!("- id: a{id}"));
            self.text(indent + 4, "namn");
            self.text_or_not(indent + 4, "ansvarig");
            if self.flip() {
                self.date(indent + 4, "start");
            }
            if self.flip() {
                self.date(indent + 4, "slut");
            }
        }
    }

    /// A goal; its words come in the order of print, whatever the order of its keys.
    fn goal(&mut self, id: usize, parents: &str) {
        self.line(4, &format!("- id: g{id}"));
        if !parents.is_empty() {
            self.line(6, &format!("till: [{parents}]"));
        }
        self.is_title = true;
        self.text_or_not(6, "nr");
        self.text(6, "titel");
        self.is_title = false;
        self.text_or_not(6, "ansvarig");
        for section in SECTIONS {
            if self.pick(3) == 1 {
                self.prose(6, section, prose::blocks);
            }
        }
        let extra = self.pick(3);
        if extra > 0 {
            self.line(6, "avsnitt:");
        }
        for _ in 0..extra {
            let heading = self.words();
            self.line(8, &format!("- rubrik: {}", Maker::quoted(&heading)));
            self.prose_or_not(10, "text", prose::blocks);
        }
        self.indicators(6);
        self.activities(6);
    }

    /// Goals under goals. They are written level by level and printed each under its parent.
    fn goals(&mut self) {
        let mut levels: [Vec<(usize, String, Vec<Word>)>; 4] = Default::default();
        let mut order = Vec::new();
        self.goals_under(0, "", &mut levels, &mut order);
        if order.is_empty() {
            return;
        }
        let place = |id: usize| order.iter().position(|other| *other == id);
        self.line(0, "mål:");
        for (level, (key, goals)) in LEVELS.iter().zip(&levels).enumerate() {
            if !goals.is_empty() {
                self.line(2, &format!("{key}:"));
            }
            for (id, yaml, _) in goals {
                // A second parent further down: there only the heading and a link are printed.
                let above = level.checked_sub(1).map_or(&[][..], |above| &levels[above]);
                let later = above.iter().find(|(other, ..)| place(*other) > place(*id));
                let second = later.map_or_else(String::new, |(other, ..)| format!(", g{other}"));
                self.yaml.push_str(&yaml.replace(SECOND, &second));
            }
        }
        for id in order {
            let goal = levels.iter().flatten().find(|(other, ..)| *other == id).expect("every goal has a level");
            self.words.extend(goal.2.iter().cloned());
        }
    }

    fn goals_under(
        &mut self,
        level: usize,
        parent: &str,
        levels: &mut [Vec<(usize, String, Vec<Word>)>; 4],
        order: &mut Vec<usize>,
    ) {
        for _ in 0..self.pick(3) {
            let id = self.number();
            let parents = match (level, self.pick(3)) {
                (1.., 1) => format!("{parent}{SECOND}"),
                _ => parent.to_owned(),
            };
            let (yaml, words) = (std::mem::take(&mut self.yaml), std::mem::take(&mut self.words));
            self.goal(id, &parents);
            let made = (std::mem::replace(&mut self.yaml, yaml), std::mem::replace(&mut self.words, words));
            levels[level].push((id, made.0, made.1));
            order.push(id);
            if level + 1 < LEVELS.len() {
                self.goals_under(level + 1, &format!("g{id}"), levels, order);
            }
        }
    }

    fn cover(&mut self) {
        self.line(0, "försättsblad:");
        self.line(2, "handläggare:");
        for _ in 0..=self.pick(2) {
            let name = self.words();
            self.line(4, &format!("- namn: {}", Maker::quoted(&name)));
            self.text_or_not(6, "telefon");
            self.text_or_not(6, "e_post");
        }
        self.text_or_not(2, "bilaga");
        self.text_or_not(2, "diarienummer");
        if self.flip() {
            self.date(2, "datum");
        }
        self.text_or_not(2, "till");
        self.text(2, "titel");
        self.prose_or_not(2, "förslag_till_beslut", prose::blocks);
        if self.flip() {
            self.line(2, "kontakt:");
            let lines: Vec<String> = (0..=self.pick(2)).map(|_| Maker::quoted(&self.words())).collect();
            self.line(4, &format!("adress: [{}]", lines.join(", ")));
            self.text_or_not(4, "telefon");
        }
    }

    fn amounts(&mut self) -> String {
        let figures: Vec<String> = ["kostnader", "intäkter", "netto", "förändring"]
            .iter()
            .map(|key| {
                let (written, printed) = self.figure();
                self.expect(&printed);
                format!("{key}: {written}")
            })
            .collect();
        figures.join(", ")
    }

    fn economy(&mut self) {
        self.line(0, "ekonomi:");
        self.text_or_not(2, "rubrik");
        self.prose_or_not(2, "resursanvändning", prose::blocks);
        if self.flip() {
            return;
        }
        self.line(2, "budget:");
        self.prose_or_not(4, "text", prose::blocks);
        self.text_or_not(4, "rubrik");
        self.line(4, "belopp_i: mnkr");
        self.line(4, "rader:");
        for _ in 0..=self.pick(3) {
            let name = self.words();
            self.line(6, &format!("- namn: {}", Maker::quoted(&name)));
            let amounts = self.amounts().replace(", ", "\n        ");
            self.line(8, &amounts);
        }
        let total = self.amounts();
        self.line(4, &format!("totalt: {{{total}}}"));
    }

    fn appendices(&mut self) {
        let count = self.pick(3);
        if count > 0 {
            self.line(0, "bilagor:");
        }
        for _ in 0..count {
            let before = self.words.len();
            let title = self.words();
            self.line(2, &format!("- titel: {}", Maker::quoted(&title)));
            if self.flip() {
                let lines = prose::blocks(self);
                let path = format!("texter/bilaga{}.md", self.number());
                self.line(4, &format!("fil: {path}"));
                self.texts.push((path, lines.join("\n")));
            } else {
                // The title alone stands in the list of appendices, not in the body.
                self.words.truncate(before);
                let title: Vec<Word> =
                    title.split(' ').map(|word| Word { text: word.to_owned(), is_title: false }).collect();
                self.words.extend(title.into_iter().map(|word| Word { text: format!("\u{0}{}", word.text), ..word }));
            }
        }
    }
}

impl Plan {
    /// The plan of a row of choices.
    pub(super) fn of(choices: Vec<u16>) -> Plan {
        let mut maker = Maker::new(choices);
        for line in ["vp: 1", "dokument: verksamhetsplan", "år: 2026", "organisation: {enhet: Enhet}"] {
            maker.line(0, line);
        }
        maker.cover();
        let mut front = std::mem::take(&mut maker.words);
        front.retain(|word| word.text != "Enhet");
        maker.prose_or_not(0, "inledning", prose::blocks);
        maker.goals();
        if maker.flip() {
            maker.economy();
        }
        maker.prose_or_not(0, "övrigt", prose::blocks);
        maker.appendices();
        let (in_list, body) = maker.words.into_iter().partition(|word| word.text.starts_with('\0'));
        let in_list: Vec<Word> = in_list;
        front.extend(in_list.into_iter().map(|word| Word { text: word.text[1..].to_owned(), ..word }));
        let mut files = vec![("plan.yaml".to_owned(), maker.yaml)];
        files.extend(maker.texts);
        Plan { files, front, body }
    }
}
