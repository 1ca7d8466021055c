//! Reports of plans that were made before.

use super::{Maker, quoted};

impl Maker {
    pub(super) fn report(&mut self, occasion: &str) {
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
}
