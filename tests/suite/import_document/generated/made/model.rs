//! Steering models of others: other words over the columns of tables, and other levels of goals.

use super::Maker;

/// Words for columns, each with the key in ord.yaml.
const WORDS: [(&str, &[&str]); 7] = [
    ("indikator", &["Nyckeltal", "Mått", "Styrtal"]),
    ("årsmål", &["Målvärde {år}", "Måltal", "Målnivå {år}"]),
    ("periodicitet", &["Mätfrekvens", "Mäts"]),
    ("aktivitet", &["Insats", "Insatser"]),
    ("startdatum", &["Starttid"]),
    ("slutdatum", &["Klart senast", "Sluttid"]),
    ("netto", &["Nettokostnad"]),
];

/// Levels of goals, each with its owner: key and heading.
const LEVELS: [(&str, [(&str, &str); 2]); 4] = [
    ("kommun", [("fokusområde", "Fokusområde"), ("målområde", "Målområde")]),
    ("kommun", [("strategiskt_mål", "Strategiskt mål"), ("kommunmål", "Kommunmål")]),
    ("nämnd", [("effektmål", "Effektmål"), ("nämndens_mål", "Nämndens mål")]),
    ("enhet", [("enhetens_åtagande", "Enhetens åtagande"), ("verksamhetsmål", "Verksamhetsmål")]),
];

impl Maker {
    /// A vp.yaml.
    pub(super) fn model(&mut self) -> String {
        let mut text = "vp: 1\nstyrmodell:\n".to_owned();
        let has_levels = self.flip();
        if has_levels {
            text.push_str("  nivåer:\n");
            for (at, (owner, all)) in LEVELS.into_iter().enumerate() {
                let (key, heading) = all[self.pick(all.len())];
                text.push_str(&format!("    - {{nyckel: {key}, rubrik: {heading}, ägare: {owner}}}\n"));
                self.levels[at] = key;
            }
        }
        let mut words = String::new();
        for (key, all) in WORDS {
            // A word for something that the document does not have is not seen in it.
            let word = all[self.pick(all.len())];
            if self.flip() {
                words.push_str(&format!("    {key}: \"{word}\"\n"));
            }
        }
        if !words.is_empty() || !has_levels {
            text.push_str("  ord:\n");
            text.push_str(if words.is_empty() { "    indikator: Nyckeltal\n" } else { &words });
        }
        text
    }
}
