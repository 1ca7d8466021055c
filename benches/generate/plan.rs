//! The plans of the city, its boards and their units as YAML.

use super::budget;
use super::goals::{Goal, Indicator};
use super::place::{Place, folder};
use super::prose::Prose;
use super::random::Random;
use super::words::{DIRECTIONS, FIRST_NAMES, SURNAMES};
use super::yaml::Yaml;

/// The sections of a unit goal: key, fewest and most bytes, in how many goals of a hundred.
const SECTIONS: &[(&str, i64, i64, i64)] = &[
    ("förväntat_resultat", 180, 1000, 100),
    ("arbetssätt", 350, 1500, 100),
    ("resursanvändning", 70, 420, 70),
    ("uppföljning", 110, 580, 80),
    ("utveckling", 80, 500, 50),
    ("kommentar", 40, 120, 10),
];

/// The goals of one year, from the city's down to the unit's; empty below the plan that is written.
#[derive(Clone, Copy)]
pub struct Year<'a> {
    pub year: u16,
    /// The first year of the workspace, in which its budgets begin.
    pub first: u16,
    pub areas: &'a [Goal],
    pub board: &'a [Goal],
    pub unit: &'a [Goal],
}

/// The city's plan.
pub fn city(year: &Year) -> String {
    let mut yaml = head(year.year, &[]);
    yaml.section("mål", |yaml| {
        directions(yaml, DIRECTIONS.len());
        yaml.items("verksamhetsområdesmål", year.areas, |yaml, area| area_goal(yaml, area, year, Targets::Council));
    });
    yaml.finish()
}

/// A board's plan.
pub fn board(place: &Place, year: &Year) -> String {
    let mut yaml = head(year.year, &[("nämnd", &format!("{} stadsdelsnämnd", place.area))]);
    yaml.value("bygger_på", "../plan.yaml");
    let writer = Writer { key: &place.board_key, year: year.year, length: 1000 };
    yaml.section("mål", |yaml| {
        yaml.items("nämndmål", year.board, |yaml, goal| board_goal(yaml, goal, year, &writer));
    });
    own_targets(
        &mut yaml,
        year.areas.iter().flat_map(|area| &area.indicators).filter(|indicator| indicator.set_by_board),
    );
    yaml.finish()
}

/// A unit's plan; `scale` is the length of its prose in thousandths of the usual.
pub fn unit(place: &Place, year: &Year, scale: i64) -> String {
    let key = place.unit_key.as_str();
    // Some units write much more than others; the mean of the factors is 1.
    let own = Random::named(&format!("{key}/längd")).pick(&[52, 64, 73, 79, 86, 92, 99, 107, 115, 126, 141, 166]);
    let writer = Writer { key, year: year.year, length: scale * own / 100 };
    let mut yaml = head(
        year.year,
        &[
            ("nämnd", &format!("{} stadsdelsnämnd", place.area)),
            ("förvaltning", &format!("{} stadsdelsförvaltning", place.area)),
            ("enhet", &place.unit),
        ],
    );
    yaml.value("bygger_på", "../plan.yaml");
    let reached = Reached::new(key, year);
    yaml.list("omfattar", &reached.added);
    yaml.list("utelämna", &reached.left_out);
    cover(&mut yaml, place, year.year);
    writer.introduction(&mut yaml);
    yaml.section("mål", |yaml| {
        yaml.items("enhetsmål", year.unit, |yaml, own| unit_goal(yaml, own, year, &writer));
    });
    let inherited = reached.areas.iter().flat_map(|area| &area.indicators).enumerate();
    let own = inherited.filter(|(position, indicator)| indicator.set_by_board || position % 4 == 0);
    own_targets(&mut yaml, own.map(|(_, indicator)| indicator));
    writer.end(&mut yaml, year.first);
    yaml.finish()
}

/// What a plan begins with.
pub fn head(year: u16, organisation: &[(&str, &str)]) -> Yaml {
    let mut yaml = Yaml::default();
    yaml.value("vp", 1);
    yaml.value("dokument", "verksamhetsplan");
    yaml.value("år", year);
    yaml.section("organisation", |yaml| {
        yaml.value("kommun", "Exempelby kommun");
        organisation.iter().for_each(|(tier, name)| yaml.value(tier, name));
    });
    yaml
}

/// The first directions of the city.
pub fn directions(yaml: &mut Yaml, count: usize) {
    let numbered: Vec<_> = (1..).zip(&DIRECTIONS[..count]).collect();
    yaml.items("inriktningsmål", &numbered, |yaml, (number, title)| {
        // In quotation marks it is a text to every program.
        yaml.value("nr", format!("\"{number}.\""));
        yaml.value("titel", title);
    });
}

fn cover(yaml: &mut Yaml, place: &Place, year: u16) {
    let mut random = Random::named(&format!("{}/försättsblad", place.unit_key));
    // The series that is reserved for fiction.
    let phone = format!("08-465 004 {:02}", random.between(0, 99));
    let (first, last) = (random.pick(FIRST_NAMES), random.pick(SURNAMES));
    yaml.section("försättsblad", |yaml| {
        yaml.value("titel", format!("Verksamhetsplan {year} för {}", place.unit));
        yaml.value("datum", format!("{year}-02-{:02}", random.between(1, 28)));
        yaml.value("diarienummer", format!("{year}-{}-1.1", random.between(1, 99)));
        yaml.value("till", format!("{} stadsdelsnämnd", place.area));
        yaml.items("handläggare", &[()], |yaml, ()| {
            yaml.value("namn", format!("{first} {last}"));
            yaml.value("telefon", &phone);
            yaml.value("e_post", format!("{}.{}@exempelby.example", folder(first), folder(last)));
        });
        yaml.section("kontakt", |yaml| {
            yaml.list("adress", &[format!("Exempelgatan {}", random.between(1, 99))]);
            yaml.list("telefon", &[phone]);
            yaml.value("webb", "exempelby.example");
        });
    });
}

/// Whose targets stand on the indicators.
#[derive(Clone, Copy)]
pub enum Targets {
    /// The city's, in its own plan.
    Council,
    /// Those of the organisation that states the goal.
    Own,
    /// The city's, with the unit's beside them in a self-contained plan.
    Both,
}

/// A goal of the city, which has no prose.
pub fn area_goal(yaml: &mut Yaml, goal: &Goal, year: &Year, targets: Targets) {
    goal_head(yaml, goal, "nr");
    goal_tables(yaml, goal, year, "", targets);
}

/// A goal of a board, with the sections that a board writes.
pub fn board_goal(yaml: &mut Yaml, goal: &Goal, year: &Year, writer: &Writer) {
    let edition = Writer { year: goal.edition, ..*writer };
    goal_head(yaml, goal, "id");
    edition.prose(yaml, "beskrivning", &goal.id, 400, 1400);
    edition.prose(yaml, "förväntat_resultat", &goal.id, 150, 600);
    goal_tables(yaml, goal, year, writer.key, Targets::Own);
}

/// A goal of a unit, with the sections that a unit writes.
pub fn unit_goal(yaml: &mut Yaml, goal: &Goal, year: &Year, writer: &Writer) {
    goal_head(yaml, goal, "id");
    let mut random = Random::named(&format!("{}/{}/avsnitt", writer.key, goal.id));
    for (section, fewest, most, share) in SECTIONS {
        if random.percent(*share) {
            Writer { year: goal.edition, ..*writer }.prose(yaml, section, &goal.id, *fewest, *most);
        }
    }
    goal_tables(yaml, goal, year, writer.key, Targets::Own);
}

fn goal_head(yaml: &mut Yaml, goal: &Goal, name: &str) {
    yaml.value(name, &goal.id);
    yaml.value("till", &goal.above);
    yaml.value("titel", &goal.title);
    if let Some(responsible) = goal.responsible {
        yaml.value("ansvarig", responsible);
    }
    yaml.list("ersätter", goal.replaces.as_slice());
}

fn goal_tables(yaml: &mut Yaml, goal: &Goal, year: &Year, key: &str, targets: Targets) {
    yaml.items("indikatorer", &goal.indicators, |yaml, indicator| {
        yaml.value("id", &indicator.id);
        yaml.value("namn", &indicator.name);
        match targets {
            Targets::Council => yaml.value("kf_årsmål", council_target(indicator)),
            Targets::Own => yaml.value("årsmål", indicator.target()),
            Targets::Both => {
                yaml.value("årsmål", indicator.own_target());
                yaml.value("kf_årsmål", council_target(indicator));
            }
        }
        yaml.value("periodicitet", indicator.periodicity);
        yaml.value("riktning", if indicator.lower_is_better { "lägre" } else { "högre" });
        if indicator.by_gender {
            yaml.value("könsuppdelad", "ja");
        }
        if indicator.with_series {
            let outcomes = (indicator.since - 3..indicator.since).map(|past| {
                // A decimal comma would end the entry.
                format!("{past}: {}", indicator.outcome(key, past).replace(',', "."))
            });
            yaml.value("serie", format!("{{{}}}", outcomes.collect::<Vec<_>>().join(", ")));
        }
    });
    yaml.items("aktiviteter", &goal.activities, |yaml, activity| {
        yaml.value("id", &activity.id);
        yaml.value("namn", &activity.name);
        yaml.value("start", activity.start(year.year));
        yaml.value("slut", activity.end(year.year));
        if let Some(responsible) = activity.responsible {
            yaml.value("ansvarig", responsible);
        }
    });
}

fn council_target(indicator: &Indicator) -> String {
    match indicator.set_by_board {
        true => "Tas fram av nämnd".to_owned(),
        false => indicator.target(),
    }
}

/// The organisation's own targets of inherited indicators: those left to it, and more ambitious ones.
fn own_targets<'a>(yaml: &mut Yaml, indicators: impl Iterator<Item = &'a Indicator>) {
    let mut indicators = indicators.peekable();
    if indicators.peek().is_none() {
        return;
    }
    yaml.section("årsmål", |yaml| {
        for indicator in indicators {
            yaml.value(&indicator.id, indicator.own_target());
        }
    });
}

/// What a unit's goals reach above them, with what its plan adds and leaves out.
pub struct Reached<'a> {
    pub areas: Vec<&'a Goal>,
    /// The board's goals: those that own goals stand under, then those that are added.
    pub boards: Vec<&'a Goal>,
    added: Vec<String>,
    pub left_out: Vec<String>,
}

impl<'a> Reached<'a> {
    pub fn new(key: &str, year: &Year<'a>) -> Reached<'a> {
        let mut random = Random::named(&format!("{key}/urval/{}", year.year));
        let (direct, spare): (Vec<&Goal>, Vec<&Goal>) =
            year.board.iter().partition(|above| year.unit.iter().any(|own| own.above == above.id));
        let areas: Vec<_> =
            year.areas.iter().filter(|area| direct.iter().any(|above| above.above == area.id)).collect();
        let mut added: Vec<_> =
            spare.into_iter().filter(|goal| areas.iter().any(|area| area.id == goal.above)).collect();
        added.truncate(usize::from(random.percent(40)));
        let activities = direct.iter().chain(&added).flat_map(|above| &above.activities);
        let left_out = activities.skip(2).take(usize::from(random.percent(25))).map(|activity| activity.id.clone());
        Reached {
            left_out: left_out.collect(),
            added: added.iter().map(|goal| goal.id.clone()).collect(),
            boards: direct.iter().chain(&added).copied().collect(),
            areas,
        }
    }
}

/// Writes the prose of one organisation in one year.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The name of the organisation's streams of choices.
    pub key: &'a str,
    pub year: u16,
    /// In thousandths of the usual.
    pub length: i64,
}

impl Writer<'_> {
    pub fn introduction(&self, yaml: &mut Yaml) {
        self.prose(yaml, "inledning", "", 2100, 4900);
    }

    /// What comes after the goals: money, other matters, appendices. The budget began in year `first`.
    pub fn end(&self, yaml: &mut Yaml, first: u16) {
        yaml.section("ekonomi", |yaml| {
            self.prose(yaml, "resursanvändning", "ekonomi", 180, 720);
            yaml.section("budget", |yaml| {
                self.prose(yaml, "text", "budget", 240, 960);
                budget::write(yaml, self.key, first, self.year);
            });
        });
        let (quality, agenda) = (self.named("kvalitet"), self.named("agenda"));
        let quality = Prose::named(&quality).below_heading().text(self.bytes(&quality, 300, 1200));
        let agenda = Prose::named(&agenda).below_heading().text(self.bytes(&agenda, 180, 600));
        yaml.prose("övrigt", &format!("## Systematiskt kvalitetsarbete\n\n{quality}\n\n## Agenda 2030\n\n{agenda}"));
        yaml.items("bilagor", &[()], |yaml, ()| {
            yaml.value("titel", format!("Kompetensförsörjningsplan {}", self.year));
        });
    }

    /// The text of a key; `of` tells it from texts of the same key elsewhere in the plan.
    pub fn prose(&self, yaml: &mut Yaml, key: &str, of: &str, fewest: i64, most: i64) {
        let name = self.named(&format!("{of}/{key}"));
        yaml.prose(key, &Prose::named(&name).text(self.bytes(&name, fewest, most)));
    }

    fn named(&self, what: &str) -> String {
        format!("{}/{what}/{}", self.key, self.year)
    }

    fn bytes(&self, name: &str, fewest: i64, most: i64) -> usize {
        let bytes = Random::named(&format!("{name}/längd")).between(fewest, most) * self.length / 1000;
        usize::try_from(bytes).unwrap_or(0)
    }
}
