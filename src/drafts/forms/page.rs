//! The form as a page to fill in, on a screen or on paper, through a template.

mod asking;

use std::borrow::Cow;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use self::asking::{AskValues, Controls};
use super::asked::{Asked, AskedKind};
use super::{Form, GoalPart, Item, expected, goal_responsible, number};
use crate::diagnostic::Diagnostic;
use crate::lint::fingerprint::Fingerprint;
use crate::model::{At, Direction, Outcome, Prose, Status, Target, Tier};
use crate::print::templates::Templates;
use crate::read::load::Loaded;
use crate::read::pictures;
use crate::resolve::inserts::Inserted;
use crate::resolve::reports::prefill::EarlierOutcome;
use crate::syntax::prose::{self, AnchorPath, Around, Ask, Decided, MARK, NOTE, Parsed, Printed, ShortAnchors};

/// The template of the form.
const TEMPLATE: &str = "html/form.html.j2";

/// The one script that a page has.
pub const SCRIPT: &str = include_str!("page/form.js");

/// The heading level of an author's own headings: below the title and the goal.
const PROSE_LEVEL: u8 = 3;

/// The values of the form. docs/templates.md describes them to those who write templates.
#[derive(Serialize)]
struct Values<'v> {
    /// The organisation's names from the top down, the administration first.
    names: Vec<&'v str>,
    organisation: &'v str,
    year: Option<String>,
    occasion: &'v str,
    date: Option<String>,
    who: Option<&'v str>,
    goals: Vec<GoalValues<'v>>,
    assignments: Vec<AssignmentValues<'v>>,
    /// The rows of the income statement.
    statement: Vec<RowValues<'v>>,
    /// What the amounts are counted in.
    unit: &'static str,
    /// The measures for a budget in balance.
    measures: Vec<AskedThing<'v>>,
    /// The economy as a whole.
    economy: Option<AskValues<'v>>,
    /// The report as a whole, where the form is for all of it.
    report: Option<AskValues<'v>>,
    form: FormValues<'v>,
    /// The script, and the name by which the page lets it run.
    script: Value,
    script_hash: String,
    words: &'v Value,
}

/// What an answer says of the form that it is from.
#[derive(Serialize)]
struct FormValues<'v> {
    /// The name of the form: another once anything in it is asked otherwise.
    id: String,
    /// The plan's path in its workspace.
    plan: String,
    /// The organisation's names from the top down, as JSON.
    organisation: String,
    year: Option<i16>,
    occasion: &'v str,
    who: Option<&'v str>,
    /// The name of the file of answers.
    file: String,
}

/// A row of the income statement.
#[derive(Serialize)]
struct RowValues<'v> {
    name: String,
    /// Whether it is income; otherwise costs.
    is_income: bool,
    ask: AskValues<'v>,
}

/// Something that has a name and is asked for.
#[derive(Serialize)]
struct AskedThing<'v> {
    name: String,
    ask: AskValues<'v>,
}

#[derive(Serialize)]
struct GoalValues<'v> {
    anchor: String,
    label: &'v str,
    number: Option<&'v str>,
    title: &'v str,
    responsible: Option<&'v str>,
    /// What is asked for of the goal itself; none where it is there only for what stands under it.
    ask: Option<AskValues<'v>>,
    earlier: Vec<EarlierValues>,
    expected: Vec<Value>,
    indicators: Vec<IndicatorValues<'v>>,
    activities: Vec<ActivityValues<'v>>,
}

#[derive(Serialize)]
struct IndicatorValues<'v> {
    name: &'v str,
    description: Option<Value>,
    origin: Option<Cow<'v, str>>,
    responsible: Option<&'v str>,
    target: Option<String>,
    council_target: Option<String>,
    direction: Option<&'v str>,
    earlier: Vec<EarlierValues>,
    ask: AskValues<'v>,
}

#[derive(Serialize)]
struct ActivityValues<'v> {
    name: &'v str,
    start: Option<String>,
    end: Option<String>,
    responsible: Option<&'v str>,
    earlier: Option<EarlierValues>,
    ask: AskValues<'v>,
}

#[derive(Serialize)]
struct AssignmentValues<'v> {
    anchor: String,
    number: Option<&'v str>,
    title: &'v str,
    decision: Option<&'v str>,
    responsible: Option<&'v str>,
    due: Option<String>,
    ask: AskValues<'v>,
}

/// What was reported before: "T1 2025" and the words.
#[derive(Serialize)]
struct EarlierValues {
    when: String,
    text: String,
    men: Option<String>,
    women: Option<String>,
}

/// The name by which a page's policy lets a script run: its SHA-256 in base 64.
pub fn script_hash(script: &str) -> String {
    STANDARD.encode(hmac_sha256::Hash::hash(script.as_bytes()))
}

impl Form<'_> {
    /// The form as a page of HTML.
    ///
    /// Errors: the workspace's own template cannot be used.
    pub fn page(&self, templates: &Templates) -> Result<String, Box<Diagnostic>> {
        let loaded = self.wish.loaded;
        let resolved = &loaded.resolved;
        let document = resolved.document(self.plan);
        let organisation = &document.organisation;
        let all = self.asked();
        let mut writer =
            Writer { loaded, templates, anchors: ShortAnchors::default(), tables: 0, controls: Controls::default() };
        // The form is the administration's own: the municipality and the board above it are not named on it.
        let has_administration = organisation.named_administration().is_some();
        let is_below = |tier: Tier| !has_administration || tier > Tier::Board;
        let own = organisation.names.iter().filter(|(tier, _)| is_below(*tier)).map(|(_, name)| name);
        let names = organisation.administration.iter().chain(own).map(At::as_str).collect();
        let values = Values {
            names,
            organisation: organisation.name(),
            year: document.year_words(0),
            occasion: self.occasion_key(),
            date: resolved.reported_until(self.plan.document, self.wish.occasion).map(|date| date.to_string()),
            who: self.who.as_deref(),
            goals: self.goals.iter().map(|part| self.goal_values(part, &mut writer)).collect(),
            assignments: self.assignments.iter().map(|number| self.assignment_values(*number, &mut writer)).collect(),
            statement: self.row_values(&mut writer),
            unit: self.statement_unit(),
            measures: self.measure_values(&mut writer),
            economy: self.of_whole(|| self.whole_economy()).flatten().map(|economy| writer.ask(economy, "")),
            report: self.of_whole(|| self.whole()).map(|report| writer.ask(report, "")),
            form: self.form_values(&all),
            script: Value::from_safe_string(SCRIPT.to_owned()),
            script_hash: script_hash(SCRIPT),
            words: &templates.word_values,
        };
        templates.render(TEMPLATE, Serde(values), &loaded.sources)
    }

    /// What an answer says of the form.
    fn form_values(&self, all: &[Asked]) -> FormValues<'_> {
        let loaded = self.wish.loaded;
        let document = loaded.resolved.document(self.plan);
        let names: Vec<&str> = document.organisation.names.iter().map(|(_, name)| name.as_str()).collect();
        let plan = loaded.sources.path_in_workspace(document.source);
        let year = document.year.as_ref().map(|year| year.value);
        let asked = all.iter().map(|asked| format!("{}\n", asked.fingerprint())).collect::<String>();
        let who = self.who.as_deref().unwrap_or_default();
        let occasion = self.occasion_key();
        let organisation = serde_json::Value::from(names).to_string();
        let id = Fingerprint::of_words(&format!("{plan}\n{organisation}\n{occasion}\n{who}\n{asked}"));
        FormValues {
            id: id.to_string(),
            plan,
            organisation,
            year,
            occasion,
            who: self.who.as_deref(),
            file: self.answers_name(),
        }
    }

    /// What is asked for only where the form is for all of the report.
    fn of_whole<A>(&self, ask: impl FnOnce() -> A) -> Option<A> {
        self.who.is_none().then(ask)
    }

    fn measure_values<'v>(&'v self, writer: &mut Writer<'v>) -> Vec<AskedThing<'v>> {
        let measures = self.of_whole(|| self.measures()).unwrap_or_default();
        let unit = self.statement_unit();
        let values = measures
            .into_iter()
            .map(|measure| AskedThing { name: measure.name.clone(), ask: writer.ask(measure, unit) });
        values.collect()
    }

    fn row_values<'v>(&'v self, writer: &mut Writer<'v>) -> Vec<RowValues<'v>> {
        let rows = if self.who.is_none() { self.statement_rows() } else { Vec::new() };
        let unit = self.statement_unit();
        let values = rows.into_iter().map(|row| RowValues {
            name: row.name.clone(),
            is_income: row.kind == AskedKind::Row(crate::model::Side::Income),
            ask: writer.ask(row, unit),
        });
        values.collect()
    }

    fn goal_values<'v>(&'v self, part: &GoalPart, writer: &mut Writer<'v>) -> GoalValues<'v> {
        let mut asked = self.asked_of_goal(part).into_iter().peekable();
        let ask = asked.next_if(|asked| asked.kind == AskedKind::Goal).map(|goal| writer.ask(goal, ""));
        let (activities, indicators): (Vec<Asked>, Vec<Asked>) =
            asked.partition(|asked| asked.kind == AskedKind::Activity);
        let loaded = self.wish.loaded;
        let (resolved, steering) = (&loaded.resolved, &loaded.resolved.settings.steering);
        let goal = &self.plan.goals[part.goal];
        let title = resolved.origin(goal).title.as_ref().map_or("", At::as_str);
        let earlier = self.prefill.assessments(part.goal).into_iter().map(|(when, assessment)| {
            EarlierValues::plain(self.when(when), steering.assessments[assessment].heading.clone())
        });
        GoalValues {
            anchor: writer.anchors.give(&AnchorPath::of(title)),
            label: &steering.levels[goal.level].heading,
            number: number(loaded, goal),
            title,
            responsible: goal_responsible(loaded, goal).map(At::as_str),
            ask,
            earlier: earlier.collect(),
            expected: expected(loaded, goal)
                .into_iter()
                .filter(|prose| !prose.is_blank(&loaded.sources))
                .map(|prose| writer.prose(prose))
                .collect(),
            activities: part
                .activities
                .iter()
                .zip(activities)
                .map(|(item, asked)| self.activity_values(item, asked, writer))
                .collect(),
            indicators: part
                .indicators
                .iter()
                .zip(indicators)
                .map(|(item, asked)| self.indicator_values(item, asked, writer))
                .collect(),
        }
    }

    fn indicator_values<'v>(&'v self, item: &Item, asked: Asked, writer: &mut Writer<'v>) -> IndicatorValues<'v> {
        let resolved = &self.wish.loaded.resolved;
        let indicator = resolved.indicator(item.at);
        let print = |target: &At<Target>| target.value.print();
        let direction = indicator.direction.as_ref().map(|direction| match direction.value {
            Direction::Higher => "högre_är_bättre",
            Direction::Lower => "lägre_är_bättre",
            Direction::Range => "inom_intervallet",
        });
        let saknas = writer.word("saknas");
        let earlier = |earlier: EarlierOutcome| {
            let word = |outcome: &Outcome| match outcome {
                Outcome::Missing => saknas.to_owned(),
                outcome => outcome.print(),
            };
            EarlierValues {
                when: self.when(earlier.when),
                text: word(&earlier.outcome),
                men: earlier.men.as_ref().map(word),
                women: earlier.women.as_ref().map(word),
            }
        };
        IndicatorValues {
            name: indicator.name.as_str(),
            description: indicator.description.as_ref().map(|prose| writer.prose(prose)),
            origin: indicator.source_words(),
            responsible: indicator.responsible.as_ref().map(At::as_str),
            target: resolved.target(self.plan, item.at).map(print),
            council_target: indicator.council_target.as_ref().map(print),
            direction: direction.map(|key| writer.word(key)),
            earlier: self.prefill.outcomes(item.at).into_iter().map(earlier).collect(),
            ask: writer.ask(asked, ""),
        }
    }

    fn activity_values<'v>(&'v self, item: &Item, asked: Asked, writer: &mut Writer<'v>) -> ActivityValues<'v> {
        let activity = self.wish.loaded.resolved.activity(item.at);
        let status = |status: Status| writer.word(&status.word().replace(' ', "_"));
        ActivityValues {
            name: activity.name.as_str(),
            start: activity.printed_start(),
            end: activity.printed_end(),
            responsible: activity.responsible.as_ref().map(At::as_str),
            earlier: self
                .prefill
                .status(item.at)
                .map(|(when, last)| EarlierValues::plain(self.when(when), status(last).to_owned())),
            ask: writer.ask(asked, ""),
        }
    }
}

impl Form<'_> {
    fn assignment_values<'v>(&'v self, number: usize, writer: &mut Writer<'v>) -> AssignmentValues<'v> {
        let resolved = &self.wish.loaded.resolved;
        let joined = &self.plan.assignments[number];
        let mut entries = joined.entries.iter().map(|at| resolved.assignment(*at));
        let given = resolved.given(joined);
        let title = given.title.as_ref().map_or(joined.id.as_str(), At::as_str);
        AssignmentValues {
            anchor: writer.anchors.give(&AnchorPath::of(title)),
            number: entries.find_map(|entry| entry.number.as_ref()).map(At::as_str),
            title,
            decision: given.decision.as_ref().map(At::as_str),
            responsible: resolved.responsible_for(joined).map(At::as_str),
            due: resolved.assignment_due(joined).map(|due| due.to_string()),
            ask: writer.ask(self.assignment(number), ""),
        }
    }
}

impl EarlierValues {
    fn plain(when: String, text: String) -> EarlierValues {
        EarlierValues { when, text, men: None, women: None }
    }
}

/// Writes the prose of a form.
struct Writer<'w> {
    loaded: &'w Loaded,
    templates: &'w Templates,
    anchors: ShortAnchors,
    tables: usize,
    controls: Controls,
}

impl<'w> Writer<'w> {
    fn ask(&mut self, asked: Asked, unit: &str) -> AskValues<'w> {
        self.controls.of(asked, unit, self.templates)
    }

    fn word(&self, key: &str) -> &'w str {
        self.templates.words.get(key).map_or("", String::as_str)
    }

    fn prose(&mut self, field: &Prose) -> Value {
        let text = field.text(&self.loaded.sources);
        let parsed = prose::parse(&text.text);
        let (decided, parts) = self.decide(field, &parsed);
        let files = self.loaded.door.files();
        let embedded = decided.pictures.iter().map(|picture| pictures::embedded(files, picture.file.as_deref()?));
        let pictures: Vec<Option<String>> = embedded.collect();
        let around =
            Around { decided: &decided, pictures: &pictures, links: &[], parts: &parts, ticks: self.templates.ticks() };
        let mut out = String::new();
        prose::write_html(&parsed, &around, &mut out);
        Value::from_safe_string(out)
    }

    /// What the form decides for a text. It has room for what is asked, not for more of the plan: parts are left out.
    fn decide(&mut self, field: &Prose, parsed: &Parsed) -> (Decided, Vec<(usize, String)>) {
        let loaded = self.loaded;
        let (mut decided, asks) = prose::asks(parsed, PROSE_LEVEL);
        let mut parts = Vec::new();
        for ask in asks {
            match ask {
                Ask::Note(note) => decided.notes.get_mut(note).id = self.anchors.give(&AnchorPath::of(NOTE)),
                Ask::Mark(note) => decided.notes.get_mut(note).mark_id = self.anchors.give(&AnchorPath::of(MARK)),
                Ask::Heading(event) => {
                    if let Some(heading) = decided.heading_mut(event) {
                        heading.anchor = self.anchors.give(&AnchorPath::of(&heading.words));
                    }
                }
                Ask::Table(event) => {
                    self.tables += 1;
                    if let Some(table) = decided.table_mut(event) {
                        table.name = format!("{} {}", self.word("tabell"), self.tables);
                    }
                }
                Ask::Insert { insert, .. } => {
                    match loaded.resolved.printed(&loaded.sources, field, parsed, &parsed.inserts[insert]) {
                        Ok(Inserted::Figure(figure)) => decided.inserts[insert] = Printed::Words(figure.print()),
                        Ok(Inserted::Part(_)) => {
                            decided.inserts[insert] = Printed::Part;
                            parts.push((insert, String::new()));
                        }
                        Err(_) => {}
                    }
                }
            }
        }
        for picture in decided.pictures.iter_mut().filter(|picture| prose::is_safe_link(&picture.target)) {
            picture.file = loaded.pictures.get(field.source(), &picture.target).map(Path::to_path_buf);
        }
        (decided, parts)
    }
}
