//! Made-up documents as somebody could write them: sentences, lists and tables, goals under goals, figures, days.

/// Which document is made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    /// A plan that holds all of its goals.
    Plan,
    /// A report of such a plan at an occasion.
    Report(&'static str),
    /// A contribution to a quality award.
    Contribution,
}

/// The files of a made-up document.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The paths and the texts.
    pub(super) files: Vec<(String, String)>,
    /// The file whose page goes round.
    pub(super) printed: &'static str,
}

/// Words of sentences.
const WORDS: [&str; 40] = [
    "enheten",
    "barnen",
    "familjer",
    "stöd",
    "tidigt",
    "samtal",
    "planen",
    "arbetet",
    "fler",
    "varje",
    "vecka",
    "insatser",
    "skolan",
    "tillsammans",
    "med",
    "och",
    "för",
    "att",
    "gruppen",
    "uppföljning",
    "resultatet",
    "behov",
    "metoder",
    "vi",
    "handledning",
    "utbildning",
    "rutiner",
    "kontakt",
    "besök",
    "året",
    "hösten",
    "målet",
    "utveckling",
    "kvalitet",
    "delaktighet",
    "trygghet",
    "stegvis",
    "gemensam",
    "ny",
    "tydlig",
];

/// What stands in sentences beside words.
const OTHERS: [&str; 14] = [
    "**särskilt viktigt**",
    "*ibland*",
    "[en länk](https://exempel.se/sida)",
    "12 %",
    "2025",
    "(BBIC)",
    "\"citat\"",
    "R&D",
    "SoL 4 kap. 1 §",
    "1–3 år",
    "50/50",
    "e-post",
    "1 \\* 2",
    "a_b_c",
];

const LEVELS: [&str; 4] = ["inriktningsmål", "verksamhetsområdesmål", "nämndmål", "enhetsmål"];

/// The sections of each level, in the order of print.
const SECTIONS: [&str; 7] =
    ["beskrivning", "förväntat_resultat", "arbetssätt", "resursanvändning", "uppföljning", "utveckling", "kommentar"];

struct Maker {
    choices: std::vec::IntoIter<u16>,
    count: usize,
    yaml: String,
    texts: Vec<(String, String)>,
    indicators: Vec<String>,
    activities: Vec<String>,
    goals: Vec<(String, usize)>,
    assignments: Vec<String>,
}

impl Maker {
    fn new(choices: Vec<u16>) -> Maker {
        Maker {
            choices: choices.into_iter(),
            count: 0,
            yaml: String::new(),
            texts: Vec::new(),
            indicators: Vec::new(),
            activities: Vec::new(),
            goals: Vec::new(),
            assignments: Vec::new(),
        }
    }

    /// One of `of` ways; the first where the choices are at their end.
    fn pick(&mut self, of: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % of
    }

    fn flip(&mut self) -> bool {
        self.pick(2) == 1
    }

    fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.yaml.push_str(&" ".repeat(indent));
        self.yaml.push_str(text);
        self.yaml.push('\n');
    }

    /// Words without markup that begin with a capital, and that nothing else is called.
    fn name(&mut self) -> String {
        let count = 1 + self.pick(6);
        let mut words: Vec<String> = (0..count).map(|_| WORDS[self.pick(WORDS.len())].to_owned()).collect();
        let number = self.number();
        words.push(format!("{}{}", ["del ", "n", "grupp "][self.pick(3)], number));
        if self.pick(8) == 1 {
            words.insert(0, ["\"nya\"", "e-post", "SIP", "(barn)"][self.pick(4)].to_owned());
        }
        let joined = words.join(" ");
        let mut letters = joined.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    fn sentence(&mut self) -> String {
        let count = 2 + self.pick(12);
        let mut words: Vec<&str> = (0..count).map(|_| WORDS[self.pick(WORDS.len())]).collect();
        if self.flip() {
            let at = 1 + self.pick(words.len());
            words.insert(at.min(words.len()), OTHERS[self.pick(OTHERS.len())]);
        }
        let joined = words.join(" ");
        let mut letters = joined.chars();
        let whole: String =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        format!("{whole}.")
    }

    /// The blocks of a running text.
    fn blocks(&mut self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for at in 0..=self.pick(3) {
            if at > 0 {
                lines.push(String::new());
            }
            match self.pick(9) {
                1 => (0..=self.pick(3)).for_each(|_| {
                    let item = self.sentence();
                    lines.push(format!("- {item}"));
                }),
                2 => (0..=self.pick(3)).for_each(|number| {
                    let item = self.sentence();
                    lines.push(format!("{}. {item}", number + 1));
                }),
                3 => {
                    let (name, text) = (self.name(), self.sentence());
                    lines.extend([format!("## {name}"), String::new(), text]);
                }
                4 => {
                    let names = [self.name(), self.name()];
                    lines.push(format!("| {} | {} |", names[0], names[1]));
                    lines.push("| --- | --- |".to_owned());
                    (0..=self.pick(3)).for_each(|_| {
                        let (name, value) = (self.name(), self.pick(500));
                        lines.push(format!("| {name} | {value} |"));
                    });
                }
                5 => {
                    let (number, text, note) = (self.number(), self.sentence(), self.sentence());
                    lines.extend([format!("{text}[^{number}]"), String::new(), format!("[^{number}]: {note}")]);
                }
                6 => {
                    let (outer, inner) = (self.sentence(), self.sentence());
                    lines.extend([format!("- {outer}"), format!("  - {inner}")]);
                }
                7 => {
                    // Two that follow on each other are one in Word.
                    let (text, after) = (self.sentence(), self.sentence());
                    lines.extend([format!("> {text}"), String::new(), after]);
                }
                _ => {
                    let (one, two) = (self.sentence(), self.sentence());
                    lines.push(format!("{one} {two}"));
                }
            }
        }
        lines
    }

    fn prose(&mut self, indent: usize, key: &str) {
        let lines = self.blocks();
        self.line(indent, &format!("{key}: |"));
        for line in lines {
            match line.is_empty() {
                true => self.yaml.push('\n'),
                false => self.line(indent + 2, &line),
            }
        }
    }

    fn prose_or_not(&mut self, indent: usize, key: &str) {
        if self.flip() {
            self.prose(indent, key);
        }
    }

    fn named(&mut self, indent: usize, key: &str) {
        let name = self.name();
        self.line(indent, &format!("{key}: {}", quoted(&name)));
    }

    fn named_or_not(&mut self, indent: usize, key: &str) {
        if self.pick(3) == 1 {
            self.named(indent, key);
        }
    }

    fn value(&mut self) -> String {
        let whole = self.pick(99) + 1;
        match self.pick(5) {
            0 => format!("{whole} %"),
            1 => format!("{whole},{} %", self.pick(9) + 1),
            2 => format!("{}", whole * 37),
            3 => format!("{whole},5"),
            _ => format!("{whole}"),
        }
    }

    fn day(&mut self) -> String {
        format!("2025-{:02}-{:02}", self.pick(12) + 1, self.pick(28) + 1)
    }

    fn cover(&mut self) {
        self.line(0, "försättsblad:");
        if self.flip() {
            self.line(2, "handläggare:");
            for _ in 0..=self.pick(2) {
                let telephone = self.pick(90) + 10;
                let role = ["Enhetschef", "Gruppledare", "Utredare"][self.pick(3)];
                self.line(4, &format!("- {{namn: {role}, telefon: 08-000 00 {telephone}}}"));
            }
        }
        if self.flip() {
            self.line(2, "bilaga: 7");
        }
        if self.flip() {
            self.line(2, "diarienummer: 2025-9-1.1");
        }
        if self.flip() {
            let day = self.day();
            self.line(2, &format!("datum: {day}"));
        }
        // To whom it is says which board is above.
        if self.flip() && self.yaml.contains("socialnämnd") {
            self.line(2, "till: Exempelby socialnämnd");
        }
        self.prose_or_not(2, "förslag_till_beslut");
        if self.flip() {
            self.line(2, "kontakt:");
            self.line(4, "adress: [Storgatan 4, 123 45 Exempelby]");
            self.line(4, "telefon: 08-000 00 00");
            self.line(4, "e_post: enheten@exempel.se");
            self.line(4, "webb: exempel.se");
        }
    }

    fn indicators(&mut self, indent: usize) {
        let count = self.pick(3);
        if count > 0 {
            self.line(indent, "indikatorer:");
        }
        for _ in 0..count {
            let id = format!("i{}", self.number());
            self.line(indent + 2, &format!("- id: {id}"));
            self.named(indent + 4, "namn");
            for key in ["årsmål", "kf_årsmål"] {
                if self.pick(3) > 0 {
                    let value = self.value();
                    self.line(indent + 4, &format!("{key}: \"{value}\""));
                }
            }
            let word = ["Tertial", "År", "Månad"][self.pick(3)];
            self.line(indent + 4, &format!("periodicitet: {word}"));
            match self.pick(8) {
                1 => self.named(indent + 4, "källa"),
                2 => self.named(indent + 4, "ansvarig"),
                3 => self.line(indent + 4, "utgångsvärde: 41"),
                4 => self.line(indent + 4, "trend: upp"),
                5 => self.line(
                    indent + 4,
                    "jämförelse: {riket: 81 %, liknande kommuner: 83 %, källa: Kolada N15419, år: 2024}",
                ),
                6 => {
                    let text = self.sentence();
                    self.line(indent + 4, &format!("beskrivning: {}", quoted(&text)));
                }
                7 => self.line(indent + 4, "målvärden: {2026: 92, 2027: 95}"),
                _ => {}
            }
            self.indicators.push(id);
        }
    }

    fn activities(&mut self, indent: usize) {
        let count = self.pick(3);
        if count > 0 {
            self.line(indent, "aktiviteter:");
        }
        for _ in 0..count {
            let id = format!("a{}", self.number());
            self.line(indent + 2, &format!("- id: {id}"));
            self.named(indent + 4, "namn");
            self.named_or_not(indent + 4, "ansvarig");
            let (start, end) = (self.day(), self.day());
            let (start, end) = if start <= end { (start, end) } else { (end, start) };
            match self.pick(4) {
                0 => {}
                1 => self.line(indent + 4, "slut: hösten 2025"),
                _ => {
                    self.line(indent + 4, &format!("start: {start}"));
                    self.line(indent + 4, &format!("slut: {end}"));
                }
            }
            self.activities.push(id);
        }
    }

    fn goal(&mut self, level: usize, id: &str, parents: &str) -> String {
        let before = std::mem::take(&mut self.yaml);
        self.line(4, &format!("- id: {id}"));
        if !parents.is_empty() {
            self.line(6, &format!("till: [{parents}]"));
        }
        match self.pick(4) {
            0 => {}
            1 => self.line(6, &format!("nr: \"{}.{}\"", level + 1, self.count)),
            2 => self.line(6, &format!("nr: \"{}.\"", self.count)),
            _ => self.line(6, "nr: A -"),
        }
        self.named(6, "titel");
        self.named_or_not(6, "ansvarig");
        for section in SECTIONS {
            if self.pick(3) == 1 {
                self.prose(6, section);
            }
        }
        let extra = self.pick(4).saturating_sub(1).min(1);
        if extra > 0 {
            self.line(6, "avsnitt:");
            let heading = self.name();
            self.line(8, &format!("- rubrik: {}", quoted(&heading)));
            self.prose(10, "text");
        }
        self.indicators(6);
        self.activities(6);
        self.goals.push((id.to_owned(), level));
        std::mem::replace(&mut self.yaml, before)
    }

    fn goals_under(&mut self, level: usize, parent: &str, levels: &mut [Vec<(String, String)>; 4]) {
        for _ in 0..self.pick(3) {
            let id = format!("g{}", self.number());
            let goal = self.goal(level, &id, parent);
            levels[level].push((id.clone(), goal));
            if level + 1 < LEVELS.len() {
                self.goals_under(level + 1, &id, levels);
            }
        }
    }

    fn goals(&mut self) {
        let mut levels: [Vec<(String, String)>; 4] = Default::default();
        self.goals_under(0, "", &mut levels);
        if levels.iter().all(Vec::is_empty) {
            return;
        }
        self.line(0, "mål:");
        for (key, goals) in LEVELS.iter().zip(&levels).filter(|(_, goals)| !goals.is_empty()) {
            self.line(2, &format!("{key}:"));
            goals.iter().for_each(|(_, goal)| self.yaml.push_str(goal));
        }
    }

    fn assignments(&mut self) {
        let count = self.pick(3);
        if count > 0 {
            self.line(0, "uppdrag:");
        }
        for _ in 0..count {
            let id = format!("u{}", self.number());
            self.line(2, &format!("- id: {id}"));
            if self.flip() {
                self.line(4, &format!("nr: KF {}", self.count));
            }
            self.named(4, "titel");
            if self.flip() {
                self.line(4, "beslut: KF § 212");
            }
            if self.flip() {
                self.line(4, "ansvarig: Enhetschef");
            }
            if self.flip() {
                let day = self.day();
                self.line(4, &format!("klart: {day}"));
            }
            self.assignments.push(id);
        }
    }

    fn economy(&mut self) {
        self.line(0, "ekonomi:");
        self.named_or_not(2, "rubrik");
        // A heading with nothing below it that is known is any heading.
        let has_budget = self.flip();
        match has_budget {
            true => self.prose_or_not(2, "resursanvändning"),
            false => return self.prose(2, "resursanvändning"),
        }
        self.line(2, "budget:");
        self.prose_or_not(4, "text");
        self.named_or_not(4, "rubrik");
        let unit = ["mnkr", "tkr"][self.pick(2)];
        self.line(4, &format!("belopp_i: {unit}"));
        self.line(4, "rader:");
        let mut sum = [0; 4];
        for _ in 0..=self.pick(3) {
            let name = self.name();
            let (costs, income, change) = (self.pick(9000) + 10, self.pick(900), self.pick(90));
            let own = [costs, income, costs.saturating_sub(income), change];
            sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            self.line(6, &format!("- {{namn: {}, {}}}", quoted(&name), amounts(own)));
        }
        self.line(4, &format!("totalt: {{{}}}", amounts(sum)));
    }

    fn appendices(&mut self) {
        let count = self.pick(3);
        if count > 0 {
            self.line(0, "bilagor:");
        }
        for _ in 0..count {
            self.named(2, "- titel");
            if self.flip() {
                let path = format!("texter/bilaga{}.md", self.number());
                let text = self.blocks().join("\n") + "\n";
                self.line(4, &format!("fil: {path}"));
                self.texts.push((path, text));
            }
        }
    }

    fn head(&mut self, kind: &str) {
        self.line(0, "vp: 1");
        self.line(0, &format!("dokument: {kind}"));
        self.line(0, "år: 2025");
        let organisation = [
            "{enhet: Norra enheten}",
            "{nämnd: Exempelby socialnämnd, enhet: Norra enheten}",
            "{kommun: Exempelby kommun, nämnd: Exempelby socialnämnd, enhet: Norra enheten}",
        ];
        let organisation = organisation[self.pick(3)];
        self.line(0, &format!("organisation: {organisation}"));
    }

    fn plan(&mut self) {
        self.head("verksamhetsplan");
        if self.flip() {
            self.cover();
        }
        self.goals();
        // A plan that says nothing is no document.
        match self.goals.is_empty() {
            true => self.prose(0, "inledning"),
            false => self.prose_or_not(0, "inledning"),
        }
        self.assignments();
        if self.flip() {
            self.economy();
        }
        if !self.goals.is_empty() {
            self.prose_or_not(0, "övrigt");
        }
        self.appendices();
    }

    fn report(&mut self, occasion: &str) {
        let is_whole_year = occasion == "vb";
        self.line(0, "vp: 1");
        self.line(0, &format!("dokument: {}", if is_whole_year { "verksamhetsberättelse" } else { "tertialrapport" }));
        self.line(0, &format!("period: {}", occasion.to_uppercase()));
        self.prose(0, "sammanfattande_analys");
        let goals: Vec<String> = self.goals.iter().filter(|(_, level)| *level > 0).map(|(id, _)| id.clone()).collect();
        if !goals.is_empty() {
            self.line(0, "mål:");
        }
        for id in goals {
            self.line(2, &format!("{id}:"));
            let word = ["helt", "delvis", "ej"][self.pick(3)];
            self.line(4, &format!("bedömning: {word}"));
            if !is_whole_year && self.flip() {
                self.line(4, "prognos: helt");
            }
            self.prose_or_not(4, "analys");
        }
        let indicators = std::mem::take(&mut self.indicators);
        if !indicators.is_empty() {
            self.line(0, "indikatorer:");
        }
        for id in indicators {
            self.line(2, &format!("{id}:"));
            let value = self.value();
            self.line(4, &format!("utfall: \"{value}\""));
            if self.flip() {
                let value = self.value();
                self.line(4, &format!("föregående: \"{value}\""));
            }
            if self.flip() {
                self.line(4, "män: 40");
                self.line(4, "kvinnor: 45");
                self.line(4, "antal_män: 12");
                self.line(4, "antal_kvinnor: 31");
            }
            let word = ["helt", "delvis", "ej"][self.pick(3)];
            self.line(4, &format!("bedömning: {word}"));
            self.prose_or_not(4, "analys");
        }
        let activities = std::mem::take(&mut self.activities);
        if !activities.is_empty() {
            self.line(0, "aktiviteter:");
        }
        for id in activities {
            self.line(2, &format!("{id}:"));
            let word = ["genomförd", "pågår", "försenad", "ej påbörjad", "avbruten"][self.pick(5)];
            self.line(4, &format!("status: {word}"));
            self.named_or_not(4, "avvikelse");
            self.prose_or_not(4, "analys");
        }
        let assignments = std::mem::take(&mut self.assignments);
        if !assignments.is_empty() {
            self.line(0, "uppdrag:");
        }
        for id in assignments {
            self.line(2, &format!("{id}:"));
            let word = ["klart", "pågår", "försenat", "ej påbörjat", "utgår"][self.pick(5)];
            self.line(4, &format!("status: {word}"));
            self.prose_or_not(4, "svar");
            if self.flip() {
                self.line(4, "ärende: SN 2025/88");
            }
        }
        if self.flip() {
            self.report_economy(is_whole_year);
        }
        self.prose_or_not(0, "systematiskt_kvalitetsarbete");
        self.prose_or_not(0, "övrigt");
    }

    fn report_economy(&mut self, is_whole_year: bool) {
        self.line(0, "ekonomi:");
        self.named_or_not(2, "rubrik");
        self.line(2, "resultaträkning:");
        self.line(4, "belopp_i: tkr");
        let mut names = Vec::new();
        for key in ["intäkter", "kostnader"] {
            self.line(4, &format!("{key}:"));
            for _ in 0..=self.pick(3) {
                let name = self.name();
                let (outcome, budget, forecast) = (self.pick(9000) + 1, self.pick(9000) + 1, self.pick(9000) + 1);
                let forecast = if is_whole_year { String::new() } else { format!(", prognos: {forecast}") };
                self.line(6, &format!("- {{namn: {}, utfall: {outcome}, budget: {budget}{forecast}}}", quoted(&name)));
                names.push(name);
            }
        }
        if self.flip() {
            self.line(2, "budgetändringar:");
            let name = names[self.pick(names.len())].clone();
            let (day, amount) = (self.day(), self.pick(90) + 1);
            let text = self.name();
            self.line(
                4,
                &format!(
                    "- {{datum: {day}, beslut: SN § 31, belopp: {amount}, gäller: {}, text: {}}}",
                    quoted(&name),
                    quoted(&text)
                ),
            );
        }
        if self.flip() {
            self.line(2, "åtgärder:");
            for _ in 0..=self.pick(2) {
                let (name, day, effect) = (self.name(), self.day(), self.pick(90) + 1);
                let status = ["genomförd", "pågår", "avbruten"][self.pick(3)];
                self.line(
                    4,
                    &format!(
                        "- {{namn: {}, effekt: {effect}, klar: {day}, ansvarig: Enhetschef, status: {status}}}",
                        quoted(&name)
                    ),
                );
            }
        }
        if self.flip() {
            self.line(2, "resultatenhet: {ingående: 210, årets: 70, utgående: 280}");
        }
        self.prose_or_not(2, "analys");
    }

    fn contribution(&mut self) {
        self.head("bidrag");
        self.prose(0, "presentation");
        if self.flip() {
            self.line(0, "ordlista:");
            for _ in 0..=self.pick(3) {
                let (term, meaning) = (self.name(), self.name());
                self.line(2, &format!("{}: {}", quoted(&term), quoted(&meaning)));
            }
        }
        self.line(0, "områden:");
        for _ in 0..=self.pick(3) {
            self.named(2, "- rubrik");
            self.prose_or_not(4, "ingress");
            self.line(4, "frågor:");
            for _ in 0..=self.pick(3) {
                self.named(6, "- fråga");
                self.prose(8, "svar");
            }
        }
        self.prose_or_not(0, "avslutning");
    }
}

impl Made {
    /// The document of a row of choices. Where they end, every choice is the first and simplest.
    pub(super) fn of(sort: Sort, choices: Vec<u16>) -> Made {
        let mut maker = Maker::new(choices);
        let mut files = Vec::new();
        let printed = match sort {
            Sort::Plan => {
                maker.plan();
                "plan.yaml"
            }
            Sort::Contribution => {
                maker.contribution();
                "bidrag.yaml"
            }
            Sort::Report(occasion) => {
                maker.plan();
                files.push(("plan.yaml".to_owned(), std::mem::take(&mut maker.yaml)));
                maker.report(occasion);
                match occasion {
                    "t1" => "t1.yaml",
                    "t2" => "t2.yaml",
                    _ => "vb.yaml",
                }
            }
        };
        files.push((printed.to_owned(), maker.yaml));
        files.extend(maker.texts);
        Made { files, printed }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn amounts(own: [usize; 4]) -> String {
    let keys = ["kostnader", "intäkter", "netto", "förändring"];
    keys.iter().zip(own).map(|(key, amount)| format!("{key}: {amount}")).collect::<Vec<_>>().join(", ")
}
