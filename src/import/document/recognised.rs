//! What a document says, in the parts that files have: what is written of it, and what is not understood.

use crate::diagnostic::Bilingual;
use crate::import::document::block::{Picture, Place};
use crate::model::{DocumentKind, Level, Tier};

/// A document as it was recognised.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// Which document it is.
    pub kind: DocumentKind,
    /// The year, where it says one or one was asked for.
    pub year: Option<i16>,
    /// Whether the year was counted out of the text.
    pub is_year_guessed: bool,
    /// The occasion of a report, as its number in the steering model.
    pub occasion: Option<usize>,
    /// Whether the document does not say of which occasion it is.
    pub is_occasion_guessed: bool,
    /// Whose it is, from the municipality down.
    pub names: Vec<(Tier, String)>,
    /// The administration.
    pub administration: Option<String>,
    /// The head of the organisation.
    pub chief: Option<String>,
    /// The cover.
    pub cover: Cover,
    /// The introduction.
    pub introduction: Prose,
    /// The goals, in the order of the document.
    pub goals: Vec<Goal>,
    /// The assignments.
    pub assignments: Vec<Assignment>,
    /// What was decided to change in the plan.
    pub amendments: Vec<Amendment>,
    /// The economy of a plan.
    pub economy: Economy,
    /// The income statement of a report.
    pub statement: Option<Statement>,
    /// Other matters.
    pub other: Prose,
    /// The summarising analysis of a report.
    pub summary: Prose,
    /// The systematic quality work of a report.
    pub quality: Prose,
    /// The appendices.
    pub appendices: Vec<Appendix>,
    /// What a contribution has.
    pub contribution: Contribution,
    /// The pictures that its texts name.
    pub pictures: Vec<Picture>,
    /// What it calls the columns of its tables, where those are other words than the printed: the key in ord.yaml, the words.
    pub own_words: Vec<(&'static str, String)>,
    /// The levels of goals that it has, from the highest, where it calls them by other words than the steering model.
    pub own_levels: Vec<OwnLevel>,
    /// What was not understood.
    pub left: Vec<Left>,
    /// What somebody has said beside the text.
    pub comments: Vec<Left>,
    /// What is printed of itself: heads and feet of pages, the contents.
    pub furniture: Vec<Left>,
    /// Whether places are paragraphs, and not lines.
    pub counts_paragraphs: bool,
}

/// A level of goals in the words of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLevel {
    /// Its key below `mål` in plans.
    pub key: String,
    /// What stands before the titles of its goals.
    pub heading: String,
    /// Whose goals they are.
    pub owner: Tier,
}

impl From<&Level> for OwnLevel {
    fn from(level: &Level) -> OwnLevel {
        OwnLevel { key: level.key.clone(), heading: level.heading.clone(), owner: level.owner }
    }
}

/// Running text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The text as Markdown.
    pub markdown: String,
    /// Whether it is there, be it empty.
    pub is_there: bool,
    /// What has to be looked at.
    pub notes: Vec<Bilingual>,
    /// Whether its last block was a list.
    pub ends_in_list: bool,
    /// The place of its first words.
    pub place: Option<Place>,
}

/// The cover.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The title.
    pub title: Option<String>,
    /// The date.
    pub date: Option<String>,
    /// The reference number.
    pub reference: Option<String>,
    /// Which appendix of the board's papers it is.
    pub appendix: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// The officers: name, telephone.
    pub officers: Vec<(String, Option<String>)>,
    /// Lines of the address.
    pub address: Vec<String>,
    /// Telephone numbers.
    pub telephones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// The web address.
    pub web: Option<String>,
    /// The proposal for decision.
    pub proposal: Prose,
    /// Who decided the plan, when, and under which paragraph of the minutes.
    pub decision: Option<(String, Option<String>, Option<String>)>,
}

/// A goal.
#[derive(Clone, Debug, Default)]
pub struct Goal {
    /// Its level in the steering model.
    pub level: usize,
    /// Its number, as written.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// The goals above, as numbers among the goals.
    pub parents: Vec<usize>,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// Its sections, each by its number in the steering model.
    pub sections: Vec<(usize, Prose)>,
    /// Sections with headings of the writer's.
    pub extra: Vec<(String, Prose)>,
    /// Its indicators.
    pub indicators: Vec<Indicator>,
    /// Its activities.
    pub activities: Vec<Activity>,
    /// How it was assessed, by its number in the steering model.
    pub assessment: Option<usize>,
    /// The words of the document for the assessment, where they are others than the model's.
    pub assessment_words: Option<String>,
    /// The assessment that is expected of the year.
    pub forecast: Option<usize>,
    /// What the document calls the level, where the model has another word.
    pub word: Option<String>,
    /// Its analysis.
    pub analysis: Prose,
    /// What has to be looked at.
    pub notes: Vec<Bilingual>,
    /// The id that it is written under.
    pub id: String,
    /// Ids of goals of other years that it seems to go on.
    pub continues: Vec<String>,
}

/// An indicator.
#[derive(Clone, Debug, Default)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// Whose it is, where the document has a mark that says so.
    pub owner: Option<Tier>,
    /// The target.
    pub target: String,
    /// The council's target.
    pub council_target: String,
    /// How often it is reported.
    pub periodicity: String,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// Where its figures come from.
    pub source: Option<String>,
    /// What it is.
    pub description: String,
    /// Why the target is as it is.
    pub reason: String,
    /// Where it stood when its targets were set.
    pub starting_value: String,
    /// Outcomes of years.
    pub series: Vec<(i16, String)>,
    /// Targets of years.
    pub targets_by_year: Vec<(i16, String)>,
    /// The target in a column of its own year, where others are listed beside it.
    pub target_beside: Option<(i16, String)>,
    /// Where it is wished to go, in the word of a file.
    pub trend: Option<&'static str>,
    /// Whether higher or lower is better, in the word of a file.
    pub direction: Option<&'static str>,
    /// How others stand: name, value; then the year and the source.
    pub benchmark: Vec<(String, String)>,
    /// The outcome.
    pub outcome: String,
    /// How many men the outcome rests on.
    pub men_count: String,
    /// How many women the outcome rests on.
    pub women_count: String,
    /// The outcome of men.
    pub men: String,
    /// The outcome of women.
    pub women: String,
    /// The outcome of the year before.
    pub earlier: String,
    /// The forecast.
    pub forecast: String,
    /// How it was assessed.
    pub assessment: Option<usize>,
    /// The words of the document for that, where they are others than those that are printed.
    pub assessment_words: Option<String>,
    /// The analysis.
    pub analysis: String,
    /// Whether it was guessed which value stands in which column.
    pub is_guessed: bool,
    /// The id that it is written under.
    pub id: String,
}

/// An activity.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// What is done.
    pub name: String,
    /// The first day, as written.
    pub start: String,
    /// The last day, as written.
    pub end: String,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// How it stands, in the word of a follow-up.
    pub status: Option<&'static str>,
    /// The words of the document for that, where they are others than those that are printed.
    pub status_words: Option<String>,
    /// How it departs from the plan.
    pub deviation: String,
    /// The analysis.
    pub analysis: String,
    /// Whether it was guessed which words belong to it.
    pub is_guessed: bool,
    /// The id that it is written under.
    pub id: String,
}

/// An assignment.
#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// Its number, as written.
    pub number: Option<String>,
    /// What is to be done.
    pub title: String,
    /// The decision that gave it.
    pub decision: Option<String>,
    /// The goals that it belongs to, as written.
    pub goals: Vec<String>,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// The day on which it is to be done, as written.
    pub due: String,
    /// How it stands, in the word of a follow-up.
    pub status: Option<&'static str>,
    /// The words of the document for that, where they are others than those that are printed.
    pub status_words: Option<String>,
    /// The answer.
    pub answer: String,
    /// The matter that answers it.
    pub matter: Option<String>,
    /// The id that it is written under.
    pub id: String,
}

/// A decision that changed the plan within the year.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    /// The day of the decision.
    pub date: Option<String>,
    /// The paragraph of the minutes, the body before it where the document names it.
    pub paragraph: Option<String>,
    /// What the change is.
    pub text: String,
    /// What was changed.
    pub applies_to: Vec<Changed>,
    /// Whether what was changed is said in part only, or by the text alone.
    pub is_guessed: bool,
}

/// Something of the plan that was changed: by the number of its goal, and its own in the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A goal.
    Goal(usize),
    /// An indicator.
    Indicator(usize, usize),
    /// An activity.
    Activity(usize, usize),
}

/// A decision that changed the budget within the year.
#[derive(Clone, Debug, Default)]
pub struct BudgetChange {
    /// What the change is, its day, its decision, what it applies to, and its amount.
    pub cells: [String; 5],
}

/// Something that is done for a budget in balance.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// What is done.
    pub name: String,
    /// How much better the result becomes.
    pub effect: String,
    /// The day on which it is to be done, as written.
    pub due: String,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// How it stands, in the word of a follow-up.
    pub status: Option<&'static str>,
}

/// The economy of a plan.
#[derive(Clone, Debug, Default)]
pub struct Economy {
    /// Whether it is there.
    pub is_there: bool,
    /// Its heading, where it is another than the usual.
    pub heading: Option<String>,
    /// How resources are used.
    pub resource_use: Prose,
    /// The text of the budget.
    pub budget: Prose,
    /// What the table of the budget is called.
    pub caption: Option<String>,
    /// What its amounts are counted in, and whether that was guessed.
    pub unit: Option<(String, bool)>,
    /// The rows: name, costs, income, net and change as written.
    pub rows: Vec<(String, [String; 4])>,
    /// The total.
    pub total: Option<[String; 4]>,
}

/// The income statement of a report.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// The heading of the economy, where it is another than the usual.
    pub heading: Option<String>,
    /// What its amounts are counted in.
    pub unit: Option<(String, bool)>,
    /// The rows of income.
    pub income: Vec<StatementRow>,
    /// The rows of costs.
    pub costs: Vec<StatementRow>,
    /// The sums: income, costs, net.
    pub sums: [Option<StatementRow>; 3],
    /// What amounts outside the income statement are counted in, where it has none.
    pub unit_of_rest: Option<String>,
    /// The changes of the budget.
    pub changes: Vec<BudgetChange>,
    /// The measures for a budget in balance.
    pub measures: Vec<Measure>,
    /// The result that is carried over: from the years before, of the year, to the year after.
    pub carried: Option<[String; 3]>,
    /// The analysis of the result.
    pub analysis: Prose,
}

/// A row of an income statement.
#[derive(Clone, Debug, Default)]
pub struct StatementRow {
    /// What it is of.
    pub name: String,
    /// Outcome, budget, forecast and deviation, as written.
    pub amounts: [String; 4],
    /// Whether it was guessed which figure is which.
    pub is_guessed: bool,
}

/// An appendix.
#[derive(Clone, Debug, Default)]
pub struct Appendix {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: Prose,
}

/// What a contribution to a quality award has.
#[derive(Clone, Debug, Default)]
pub struct Contribution {
    /// The presentation of the organisation.
    pub presentation: Prose,
    /// Terms and what they mean.
    pub glossary: Vec<(String, String)>,
    /// The areas.
    pub areas: Vec<Area>,
    /// The closing.
    pub closing: Prose,
}

/// An area of a contribution.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Its heading.
    pub heading: String,
    /// What is said of all of it.
    pub lead: Prose,
    /// Its questions: number, question, answer.
    pub questions: Vec<(String, String, Prose)>,
}

/// Something of the document that stands in no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub words: String,
}

impl Default for Recognised {
    fn default() -> Recognised {
        Recognised {
            kind: DocumentKind::Plan,
            year: None,
            is_year_guessed: false,
            occasion: None,
            is_occasion_guessed: false,
            names: Vec::new(),
            administration: None,
            chief: None,
            cover: Cover::default(),
            introduction: Prose::default(),
            goals: Vec::new(),
            assignments: Vec::new(),
            amendments: Vec::new(),
            economy: Economy::default(),
            statement: None,
            other: Prose::default(),
            summary: Prose::default(),
            quality: Prose::default(),
            appendices: Vec::new(),
            contribution: Contribution::default(),
            pictures: Vec::new(),
            own_words: Vec::new(),
            own_levels: Vec::new(),
            left: Vec::new(),
            comments: Vec::new(),
            furniture: Vec::new(),
            counts_paragraphs: false,
        }
    }
}

impl Recognised {
    /// The name of whoever's document it is.
    pub fn organisation(&self) -> Option<&str> {
        self.names.last().map(|(_, name)| name.as_str())
    }

    /// Whether it reports on a plan.
    pub fn is_report(&self) -> bool {
        matches!(self.kind, DocumentKind::TertialReport | DocumentKind::AnnualReport)
    }
}

impl Prose {
    /// Adds a part of the text.
    pub fn push(&mut self, markdown: &str, is_list: bool, place: Place) {
        self.is_there = true;
        self.place.get_or_insert(place);
        if !self.markdown.is_empty() {
            // Two lists that follow on each other are one.
            self.markdown.push_str(if self.ends_in_list && is_list { "\n" } else { "\n\n" });
        }
        self.markdown.push_str(markdown.trim_matches('\n').trim_end());
        self.ends_in_list = is_list;
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.markdown.trim().is_empty()
    }
}
