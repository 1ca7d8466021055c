//! The file to fill in: an entry for each thing to report, under comments that hold all that is needed to do so.

use std::borrow::Cow;

use super::{Form, GoalPart, Item, Section, comment, goal_responsible, heading};
use crate::describe::comments::in_language;
use crate::describe::schema::modeline;
use crate::diagnostic::Bilingual;
use crate::model::DocumentKind;
use crate::model::{At, Direction, Indicator, Outcome, Status, Target};
use crate::msg;
use crate::plan_format::fields::PartWriter;
use crate::plan_format::parts::follow_up::FOLLOW_UP;
use crate::resolve::reports::prefill::EarlierOutcome;

/// Writes the keys of the file.
const DOCUMENT: PartWriter = PartWriter::of_document(&FOLLOW_UP);

/// The file that a follow-up follows where it does not say which.
const USUAL_PLAN: &str = "plan.yaml";

impl Form<'_> {
    /// The file to fill in.
    pub fn yaml(&self) -> String {
        let mut out = String::with_capacity(16 * 1024);
        self.write_head(&mut out);
        // The usual headings are those of the form that prints its parts even where they are empty.
        let has_usual = self.wish.loaded.resolved.settings.steering.prints_empty;
        match has_usual {
            true => self.write_static(&mut out, include_str!("summary.yaml")),
            false => out.push_str("\nsammanfattande_analys:\n"),
        }
        self.write_goals(&mut out);
        self.write_indicators(&mut out);
        self.write_activities(&mut out);
        self.write_assignments(&mut out);
        // A group answers for its goals; the rest is for whoever puts the report together.
        if self.who.is_none() {
            self.write_economy(&mut out);
            match has_usual {
                true => self.write_static(&mut out, include_str!("rest.yaml")),
                false => out.push_str("\növrigt:\n"),
            }
        }
        out
    }

    pub(super) fn word(&self, words: Bilingual) -> String {
        words.get(self.wish.language).to_owned()
    }

    pub(super) fn write_static(&self, out: &mut String, text: &str) {
        out.push_str(&in_language(text, self.wish.language));
    }

    pub(super) fn is_last(&self) -> bool {
        self.wish.loaded.resolved.is_last(self.wish.occasion)
    }

    /// What the report is called: as the model calls it, else by its kind and occasion.
    fn report_name(&self) -> String {
        let steering = &self.wish.loaded.resolved.settings.steering;
        let occasion = &steering.occasions[self.wish.occasion];
        let kind = if self.is_last() { DocumentKind::AnnualReport } else { DocumentKind::TertialReport };
        occasion.report_name().unwrap_or_else(|| {
            let kind = steering.word(kind.key()).map(str::to_owned);
            format!("{} {}", kind.unwrap_or_else(|| self.word(msg!("Uppföljning", "Follow-up"))), occasion.key)
        })
    }

    fn write_head(&self, out: &mut String) {
        let resolved = &self.wish.loaded.resolved;
        let document = resolved.document(self.plan);
        let kind = if self.is_last() { DocumentKind::AnnualReport } else { DocumentKind::TertialReport }.key();
        let (occasion, organisation) = (self.occasion_key(), document.organisation.name());
        let year = document.year_words(0).map_or_else(String::new, |year| format!(" {year}"));
        let until = resolved.reported_until(self.plan.document, self.wish.occasion);
        let until = until
            .map_or_else(String::new, |date| self.word(msg!(", till och med {date}", ", up to and including {date}")));
        // The file lies in the plan's folder, so the plan's schema is the same way from it.
        let plan_text = self.wish.loaded.sources.get(document.source);
        if let Some(address) = modeline::find(&plan_text.text) {
            out.push_str(&modeline::line(&plan_text.text[address]));
        }
        let report = self.report_name();
        comment::write(
            out,
            0,
            &self.word(msg!("{report}{year} för {organisation}{until}.", "{report}{year} for {organisation}{until}.",)),
        );
        if let Some(who) = &self.who {
            comment::write(
                out,
                0,
                &self.word(msg!(
                    "Den del som {who} ansvarar för. Filer för samma plan och tillfälle blir en rapport.",
                    "The part that {who} answers for. Files for one plan and occasion become one report.",
                )),
            );
        }
        self.write_static(out, include_str!("intro.yaml"));
        DOCUMENT.value(out, "vp", "1");
        DOCUMENT.value(out, "dokument", kind);
        DOCUMENT.value(out, "period", occasion);
        let plan = self.file_name(self.plan.document);
        if plan != USUAL_PLAN {
            DOCUMENT.value(out, "plan", &plan);
        }
        if let Some(who) = &self.who {
            DOCUMENT.value(out, "för", who);
        }
    }

    /// Begins a section. Gives what writes its entries, where it has such.
    fn begin(&self, out: &mut String, section: Section, has_entries: bool) -> Option<PartWriter> {
        let others: Vec<_> = self.elsewhere.iter().filter(|elsewhere| elsewhere.section == section).collect();
        let unnamed: Vec<_> = self.unnamed.iter().filter(|unnamed| unnamed.section == section).collect();
        let (key, none) = match section {
            Section::Goals => ("mål", msg!("Inga mål att bedöma.", "No goals to assess.")),
            Section::Indicators => {
                ("indikatorer", msg!("Inga indikatorer att rapportera.", "No indicators to report."))
            }
            Section::Activities => {
                ("aktiviteter", msg!("Inga aktiviteter att rapportera.", "No activities to report."))
            }
        };
        out.push('\n');
        if !has_entries && others.is_empty() && unnamed.is_empty() {
            comment::write(out, 0, &self.word(none));
            return None;
        }
        let writer = DOCUMENT.open(out, key);
        let mut files: Vec<&str> = others.iter().map(|elsewhere| elsewhere.file.as_str()).collect();
        files.sort_unstable();
        files.dedup();
        for file in files {
            let keys = others.iter().filter(|elsewhere| elsewhere.file == file).map(|elsewhere| elsewhere.key.as_str());
            let keys = keys.collect::<Vec<_>>().join(", ");
            comment::write(out, 2, &self.word(msg!("Står i {file}: {keys}", "In {file}: {keys}")));
        }
        for unnamed in unnamed {
            let name = &unnamed.name;
            comment::write(
                out,
                2,
                &self.word(msg!(
                    "Har samma id som något annat och behöver ett eget id i planen för att kunna rapporteras: {name}",
                    "Has the id of something else and needs one of its own in the plan to be reported: {name}",
                )),
            );
        }
        has_entries.then_some(writer)
    }

    fn write_goals(&self, out: &mut String) {
        let has_entries = self.goals.iter().any(|part| part.key.is_some());
        let Some(writer) = self.begin(out, Section::Goals, has_entries) else { return };
        let (loaded, steering) = (self.wish.loaded, &self.wish.loaded.resolved.settings.steering);
        let words: Vec<&str> = steering.assessments.iter().map(|assessment| assessment.key.as_str()).collect();
        let words = words.join(comment::BETWEEN);
        for part in &self.goals {
            let Some(key) = &part.key else { continue };
            let goal = &self.plan.goals[part.goal];
            out.push('\n');
            comment::write(out, 2, &heading(loaded, goal));
            let earlier = self.prefill.assessments(part.goal).into_iter().map(|(when, assessment)| {
                let (when, word) = (self.when(when), &steering.assessments[assessment].key);
                format!("{when} {word}")
            });
            let earlier = self.label(msg!("Tidigare", "Before"), earlier.collect::<Vec<_>>().join(", "));
            let who = self.label(msg!("Ansvarig", "Responsible"), goal_responsible(loaded, goal).map(text));
            comment::write_all(out, 2, [who, earlier]);
            writer.id(out, key);
            writer.one_of(out, "bedömning", &words);
            writer.empty(out, "analys");
        }
    }

    /// `Källa: Barnenkäten`; nothing where there are no words.
    pub(super) fn label(&self, label: Bilingual, words: impl Into<Option<String>>) -> String {
        let words: Option<String> = words.into();
        words
            .filter(|words| !words.is_empty())
            .map_or_else(String::new, |words| format!("{}: {words}", self.word(label)))
    }

    /// The goal that entries stand under.
    fn write_goal_line(&self, out: &mut String, part: &GoalPart) {
        out.push('\n');
        comment::write(out, 2, &format!("—— {}", heading(self.wish.loaded, &self.plan.goals[part.goal])));
    }

    fn responsible(&self, part: &GoalPart, own: Option<&At<String>>) -> String {
        let own = own.filter(|own| !own.value.is_empty());
        let name = own.or_else(|| goal_responsible(self.wish.loaded, &self.plan.goals[part.goal]));
        self.label(msg!("Ansvarig", "Responsible"), name.map(text))
    }

    fn write_indicators(&self, out: &mut String) {
        let mut parts = self.goals.iter().filter(|part| !part.indicators.is_empty()).peekable();
        let Some(writer) = self.begin(out, Section::Indicators, parts.peek().is_some()) else { return };
        for part in parts {
            self.write_goal_line(out, part);
            for item in &part.indicators {
                self.write_indicator(out, writer, part, item);
            }
        }
    }

    fn write_indicator(&self, out: &mut String, writer: PartWriter, part: &GoalPart, item: &Item) {
        let loaded = self.wish.loaded;
        let indicator = loaded.resolved.indicator(item.at);
        out.push('\n');
        comment::write(out, 2, indicator.name.as_str());
        if let Some(description) = &indicator.description {
            comment::write(out, 2, &description.text(&loaded.sources).text);
        }
        let print = |target: &At<Target>| target.value.print();
        let own = self.label(msg!("Årsmål", "Target"), loaded.resolved.target(self.plan, item.at).map(print));
        let council = self
            .label(msg!("Fullmäktiges årsmål", "The council's target"), indicator.council_target.as_ref().map(print));
        let direction = indicator.direction.as_ref().map(|direction| self.word(direction_words(direction.value)));
        let is_counted = indicator.counted.as_ref().is_some_and(|counted| counted.value);
        let counted = is_counted
            .then(|| self.word(msg!("räknas ihop från årets början", "counted from the beginning of the year")));
        let expected = loaded.resolved.expected_by(self.plan, self.wish.occasion, item.at);
        let occasion = self.occasion_key();
        let expected =
            self.label(msg!("Riktpunkt {occasion}", "Checkpoint {occasion}"), expected.map(|point| point.print()));
        comment::write_all(
            out,
            2,
            [own, council, direction.unwrap_or_default(), counted.unwrap_or_default(), expected],
        );
        let others = indicator.benchmark.as_ref().map(|benchmark| benchmark.print());
        comment::write(out, 2, &self.label(msg!("Jämförelse", "Benchmark"), others));
        let trend = indicator.trend.as_ref().map(|trend| trend.value.word().to_owned());
        comment::write(out, 2, &self.label(msg!("Trend", "Trend"), trend));
        let earlier: Vec<String> =
            self.prefill.outcomes(item.at).iter().map(|outcome| self.earlier_outcome(outcome)).collect();
        comment::write(out, 2, &self.label(msg!("Tidigare utfall", "Outcomes before"), earlier.join(comment::BETWEEN)));
        let origin = self.label(msg!("Källa", "Source"), indicator.source_words().map(Cow::into_owned));
        comment::write_all(out, 2, [origin, self.responsible(part, indicator.responsible.as_ref())]);
        writer.id(out, &item.key);
        writer.empty(out, "utfall");
        if is_by_gender(indicator) {
            writer.empty(out, "män");
            writer.empty(out, "kvinnor");
        }
        // Of what is counted the outcome so far says little about the year.
        if is_counted && !self.is_last() {
            writer.empty(out, "prognos");
        }
        writer.empty(out, "analys");
    }

    /// "T1 2025 58 % (män 56 %, kvinnor 60 %)".
    fn earlier_outcome(&self, earlier: &EarlierOutcome) -> String {
        let word = |outcome: &Outcome| match outcome {
            Outcome::Missing => "saknas".to_owned(),
            outcome => outcome.print(),
        };
        // "T1 2025: 58 %" stays on one line.
        let (when, outcome) = (self.when(earlier.when).replace(' ', "\u{a0}"), word(&earlier.outcome));
        let men = earlier.men.as_ref().map(|men| (msg!("män", "men"), men));
        let women = earlier.women.as_ref().map(|women| (msg!("kvinnor", "women"), women));
        let genders: Vec<String> = men
            .into_iter()
            .chain(women)
            .map(|(label, outcome)| format!("{} {}", self.word(label), word(outcome)))
            .collect();
        match genders.is_empty() {
            true => format!("{when}:\u{a0}{outcome}"),
            false => format!("{when}:\u{a0}{outcome} ({})", genders.join(", ")),
        }
    }

    fn write_activities(&self, out: &mut String) {
        let mut parts = self.goals.iter().filter(|part| !part.activities.is_empty()).peekable();
        let Some(writer) = self.begin(out, Section::Activities, parts.peek().is_some()) else { return };
        let words = Status::ALL.map(Status::word).join(comment::BETWEEN);
        for part in parts {
            self.write_goal_line(out, part);
            for item in &part.activities {
                let activity = self.wish.loaded.resolved.activity(item.at);
                out.push('\n');
                comment::write(out, 2, activity.name.as_str());
                let dates = match (activity.printed_start(), activity.printed_end()) {
                    (Some(start), Some(end)) => format!("{start} – {end}"),
                    (Some(start), None) => self.word(msg!("från {start}", "from {start}")),
                    (None, Some(end)) if activity.end_words.is_some() => end,
                    (None, Some(end)) => self.word(msg!("till {end}", "until {end}")),
                    (None, None) => String::new(),
                };
                let status = self.prefill.status(item.at).map(|(when, status)| {
                    let (when, word) = (self.when(when), status.word());
                    format!("{when}: {word}")
                });
                let status = self.label(msg!("Senast rapporterad", "Last reported"), status);
                comment::write_all(out, 2, [dates, self.responsible(part, activity.responsible.as_ref()), status]);
                writer.id(out, &item.key);
                writer.one_of(out, "status", &words);
                writer.empty(out, "avvikelse");
                writer.empty(out, "analys");
            }
        }
    }
}

fn text(at: &At<String>) -> String {
    at.value.clone()
}

fn is_by_gender(indicator: &Indicator) -> bool {
    indicator.by_gender.as_ref().is_some_and(|is| is.value)
}

fn direction_words(direction: Direction) -> Bilingual {
    match direction {
        Direction::Higher => Bilingual::fixed("högre är bättre", "higher is better"),
        Direction::Lower => Bilingual::fixed("lägre är bättre", "lower is better"),
        Direction::Range => Bilingual::fixed("inom intervallet är bra", "within the range is good"),
    }
}
