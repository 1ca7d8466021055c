//! Made-up documents as somebody could write them: sentences, lists and tables, goals under goals, figures, days.

mod contribution;
mod model;
mod plan;
mod report;

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

struct Maker {
    choices: std::vec::IntoIter<u16>,
    count: usize,
    yaml: String,
    texts: Vec<(String, String)>,
    indicators: Vec<String>,
    activities: Vec<String>,
    goals: Vec<(String, usize)>,
    assignments: Vec<String>,
    /// The keys of the levels of goals.
    levels: [&'static str; 4],
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
            levels: plan::LEVELS,
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
}

impl Made {
    /// The document of a row of choices. Where they end, every choice is the first and simplest.
    pub(super) fn of(sort: Sort, choices: Vec<u16>) -> Made {
        Made::with(sort, choices, |_| None)
    }

    /// The document of a municipality that calls things otherwise.
    pub(super) fn of_others(sort: Sort, choices: Vec<u16>) -> Made {
        Made::with(sort, choices, |maker| Some(maker.model()))
    }

    fn with(sort: Sort, choices: Vec<u16>, settings: fn(&mut Maker) -> Option<String>) -> Made {
        let mut maker = Maker::new(choices);
        let mut files = Vec::new();
        files.extend(settings(&mut maker).map(|text| ("vp.yaml".to_owned(), text)));
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
