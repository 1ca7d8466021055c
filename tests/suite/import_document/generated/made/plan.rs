//! Plans: the cover, goals under goals with their tables, assignments, the economy, appendices.

use super::{Maker, quoted};

/// The keys of the built-in model's levels.
pub(super) const LEVELS: [&str; 4] = ["inriktningsmål", "verksamhetsområdesmål", "nämndmål", "enhetsmål"];

/// The sections of each level, in the order of print.
const SECTIONS: [&str; 7] =
    ["beskrivning", "förväntat_resultat", "arbetssätt", "resursanvändning", "uppföljning", "utveckling", "kommentar"];

impl Maker {
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
            if level + 1 < levels.len() {
                self.goals_under(level + 1, &id, levels);
            }
        }
    }

    fn goals(&mut self) {
        let mut levels: [Vec<(String, String)>; 4] = Default::default();
        self.goals_under(0, "", &mut levels);
        if levels.iter().all(Vec::is_empty) {
            // Without a goal a document says nothing of the levels that its model has.
            if self.levels == LEVELS {
                return;
            }
            let id = format!("g{}", self.number());
            let goal = self.goal(0, &id, "");
            levels[0].push((id, goal));
        }
        self.line(0, "mål:");
        for (key, goals) in self.levels.iter().zip(&levels).filter(|(_, goals)| !goals.is_empty()) {
            self.yaml.push_str(&format!("  {key}:\n"));
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

    fn amendments(&mut self) {
        let goals = self.goals.iter().map(|(id, _)| id);
        let all: Vec<String> = goals.chain(&self.indicators).chain(&self.activities).cloned().collect();
        let count = if all.is_empty() { 0 } else { self.pick(3) };
        if count > 0 {
            self.line(0, "ändringar:");
        }
        for _ in 0..count {
            let (one, other) = (self.pick(all.len()), self.pick(all.len()));
            let ids = if one == other { all[one].clone() } else { format!("{}, {}", all[one], all[other]) };
            self.line(2, &format!("- gäller: [{ids}]"));
            let day = self.day();
            self.line(4, &format!("datum: {day}"));
            if self.flip() {
                let paragraph = ["12", "SN § 40"][self.pick(2)];
                self.line(4, &format!("paragraf: \"{paragraph}\""));
            }
            let text = self.sentence();
            self.line(4, &format!("text: {}", quoted(&text.replace(['*', '[', ']', '(', ')', '\\', '_'], ""))));
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

    pub(super) fn head(&mut self, kind: &str) {
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

    pub(super) fn plan(&mut self) {
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
        self.amendments();
        self.assignments();
        if self.flip() {
            self.economy();
        }
        if !self.goals.is_empty() {
            self.prose_or_not(0, "övrigt");
        }
        self.appendices();
    }
}

fn amounts(own: [usize; 4]) -> String {
    let keys = ["kostnader", "intäkter", "netto", "förändring"];
    keys.iter().zip(own).map(|(key, amount)| format!("{key}: {amount}")).collect::<Vec<_>>().join(", ")
}
