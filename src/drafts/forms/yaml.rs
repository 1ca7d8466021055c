//! The file to fill in: an entry for each thing to report, under comments that hold all that is needed to do so.

use super::{Form, GoalPart, Item, Section, comment, goal_responsible, heading};
use crate::describe::comments::in_language;
use crate::describe::schema::modeline;
use crate::diagnostic::Bilingual;
use crate::drafts::init::yaml_text;
use crate::model::DocumentKind;
use crate::model::{At, Direction, Indicator, Outcome, Status, Target};
use crate::msg;
use crate::resolve::reports::prefill::EarlierOutcome;

/// The file that a follow-up follows where it does not say which.
const USUAL_PLAN: &str = "plan.yaml";

impl Form<'_> {
    /// The file to fill in.
    pub fn yaml(&self) -> String {
        let mut out = String::with_capacity(16 * 1024);
        self.write_head(&mut out);
        self.write_static(&mut out, include_str!("summary.yaml"));
        self.write_goals(&mut out);
        self.write_indicators(&mut out);
        self.write_activities(&mut out);
        self.write_assignments(&mut out);
        // A group answers for its goals; the rest is for whoever puts the report together.
        if self.who.is_none() {
            self.write_economy(&mut out);
            self.write_static(&mut out, include_str!("rest.yaml"));
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

    fn write_head(&self, out: &mut String) {
        let resolved = &self.wish.loaded.resolved;
        let document = resolved.document(self.plan);
        let kind = if self.is_last() { DocumentKind::AnnualReport } else { DocumentKind::TertialReport }.key();
        let (occasion, organisation) = (self.occasion_key(), document.organisation.name());
        let year = document.year.as_ref().map_or_else(String::new, |year| format!(" {}", year.value));
        let until = resolved.reported_until(self.plan.document, self.wish.occasion);
        let until = until
            .map_or_else(String::new, |date| self.word(msg!(", till och med {date}", ", up to and including {date}")));
        // The file lies in the plan's folder, so the plan's schema is the same way from it.
        let plan_text = self.wish.loaded.sources.get(document.source);
        if let Some(address) = modeline::find(&plan_text.text) {
            out.push_str(&modeline::line(&plan_text.text[address]));
        }
        let mut kind_words = kind.chars();
        let kind_words: String =
            kind_words.next().map_or_else(String::new, |first| first.to_uppercase().chain(kind_words).collect());
        comment::write(
            out,
            0,
            &self.word(msg!(
                "{kind_words} {occasion}{year} för {organisation}{until}.",
                "{kind_words} {occasion}{year} for {organisation}{until}.",
            )),
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
        out.push_str(&format!("vp: 1\ndokument: {kind}\nperiod: {}\n", yaml_text(occasion)));
        let plan = self.file_name(self.plan.document);
        if plan != USUAL_PLAN {
            out.push_str(&format!("plan: {}\n", yaml_text(&plan)));
        }
        if let Some(who) = &self.who {
            out.push_str(&format!("för: {}\n", yaml_text(who)));
        }
    }

    /// Begins a section. Gives whether it has entries.
    fn begin(&self, out: &mut String, section: Section, has_entries: bool) -> bool {
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
            return false;
        }
        out.push_str(&format!("{key}:\n"));
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
        has_entries
    }

    fn write_goals(&self, out: &mut String) {
        if !self.begin(out, Section::Goals, self.goals.iter().any(|part| part.key.is_some())) {
            return;
        }
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
            out.push_str(&format!("  {}:\n    bedömning:   # {words}\n    analys:\n", yaml_text(key)));
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
        if !self.begin(out, Section::Indicators, parts.peek().is_some()) {
            return;
        }
        for part in parts {
            self.write_goal_line(out, part);
            for item in &part.indicators {
                self.write_indicator(out, part, item);
            }
        }
    }

    fn write_indicator(&self, out: &mut String, part: &GoalPart, item: &Item) {
        let loaded = self.wish.loaded;
        let indicator = loaded.resolved.indicator(item.at);
        out.push('\n');
        comment::write(out, 2, indicator.name.as_str());
        if let Some(description) = &indicator.description {
            comment::write(out, 2, &description.text(&loaded.sources).text);
        }
        let print = |target: &At<Target>| target.value.print();
        let own = self.label(msg!("Årsmål", "Target"), loaded.resolved.target(self.plan, item.at).map(print));
        let council =
            self.label(msg!("KF:s årsmål", "The council's target"), indicator.council_target.as_ref().map(print));
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
        let earlier: Vec<String> =
            self.prefill.outcomes(item.at).iter().map(|outcome| self.earlier_outcome(outcome)).collect();
        comment::write(out, 2, &self.label(msg!("Tidigare utfall", "Outcomes before"), earlier.join(comment::BETWEEN)));
        let origin = self.label(msg!("Källa", "Source"), indicator.origin.as_ref().map(text));
        comment::write_all(out, 2, [origin, self.responsible(part, indicator.responsible.as_ref())]);
        out.push_str(&format!("  {}:\n    utfall:\n", yaml_text(&item.key)));
        if is_by_gender(indicator) {
            out.push_str("    män:\n    kvinnor:\n");
        }
        // Of what is counted the outcome so far says little about the year.
        if is_counted && !self.is_last() {
            out.push_str("    prognos:\n");
        }
        out.push_str("    analys:\n");
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
        if !self.begin(out, Section::Activities, parts.peek().is_some()) {
            return;
        }
        let words = Status::ALL.map(Status::word).join(comment::BETWEEN);
        for part in parts {
            self.write_goal_line(out, part);
            for item in &part.activities {
                let activity = self.wish.loaded.resolved.activity(item.at);
                out.push('\n');
                comment::write(out, 2, activity.name.as_str());
                let start = activity.start.as_ref().map(|start| start.value.to_string());
                let end = activity.end.as_ref().map(|end| end.value.to_string());
                let dates = match (start, end) {
                    (Some(start), Some(end)) => format!("{start} – {end}"),
                    (Some(start), None) => self.word(msg!("från {start}", "from {start}")),
                    (None, Some(end)) => self.word(msg!("till {end}", "until {end}")),
                    (None, None) => String::new(),
                };
                let status = self.prefill.status(item.at).map(|(when, status)| {
                    let (when, word) = (self.when(when), status.word());
                    format!("{when}: {word}")
                });
                let status = self.label(msg!("Senast rapporterad", "Last reported"), status);
                comment::write_all(out, 2, [dates, self.responsible(part, activity.responsible.as_ref()), status]);
                let key = yaml_text(&item.key);
                out.push_str(&format!("  {key}:\n    status:   # {words}\n    avvikelse:\n    analys:\n"));
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
