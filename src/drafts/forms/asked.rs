//! What a form asks for, thing by thing: what the plan says of it, the values that are asked for, and those that are reported
//! already. The page is made from it, and answers are read beside it.

mod economy;
mod statement;
mod things;

use crate::diagnostic::Bilingual;
use crate::lint::fingerprint::Fingerprint;
use crate::model::Side;
use crate::resolve::EntryRef;
use crate::source::Span;

/// Longest text of an answer, in letters: ten pages.
pub const LONGEST_TEXT: usize = 30_000;

/// What something that is asked for is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedKind {
    /// The report as a whole.
    Whole,
    /// A goal.
    Goal,
    /// An indicator.
    Indicator,
    /// An activity.
    Activity,
    /// An assignment.
    Assignment,
    /// A row of the income statement.
    Row(Side),
    /// A measure for a budget in balance.
    Measure,
    /// The economy as a whole.
    Economy,
}

impl AskedKind {
    /// Every kind.
    pub const ALL: [AskedKind; 9] = [
        AskedKind::Whole,
        AskedKind::Goal,
        AskedKind::Indicator,
        AskedKind::Activity,
        AskedKind::Assignment,
        AskedKind::Row(Side::Income),
        AskedKind::Row(Side::Costs),
        AskedKind::Measure,
        AskedKind::Economy,
    ];

    /// Its name in a file of answers.
    pub fn name(self) -> &'static str {
        match self {
            AskedKind::Whole => "report",
            AskedKind::Goal => "goal",
            AskedKind::Indicator => "indicator",
            AskedKind::Activity => "activity",
            AskedKind::Assignment => "assignment",
            AskedKind::Row(Side::Income) => "income",
            AskedKind::Row(Side::Costs) => "costs",
            AskedKind::Measure => "measure",
            AskedKind::Economy => "economy",
        }
    }

    /// The key of a follow-up that holds it, where it stands in a list by its id.
    pub fn list(self) -> Option<&'static str> {
        match self {
            AskedKind::Goal => Some("mål"),
            AskedKind::Indicator => Some("indikatorer"),
            AskedKind::Activity => Some("aktiviteter"),
            AskedKind::Assignment => Some("uppdrag"),
            AskedKind::Whole | AskedKind::Row(_) | AskedKind::Measure | AskedKind::Economy => None,
        }
    }

    /// The word for one.
    pub fn word(self) -> Bilingual {
        match self {
            AskedKind::Whole => Bilingual::fixed("rapporten", "report"),
            AskedKind::Goal => Bilingual::fixed("mål", "goal"),
            AskedKind::Indicator => Bilingual::fixed("indikator", "indicator"),
            AskedKind::Activity => Bilingual::fixed("aktivitet", "activity"),
            AskedKind::Assignment => Bilingual::fixed("uppdrag", "assignment"),
            AskedKind::Row(_) => Bilingual::fixed("rad", "row"),
            AskedKind::Measure => Bilingual::fixed("åtgärd", "corrective measure"),
            AskedKind::Economy => Bilingual::fixed("ekonomin", "economy"),
        }
    }
}

/// A part of what the plan says of something, short enough to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Its title or name.
    Title,
    /// The target.
    Target,
    /// The council's target.
    CouncilTarget,
    /// Which way is better.
    Direction,
    /// The first day.
    Start,
    /// The last day, or the one when it is to be done.
    End,
    /// The decision that gave it.
    Decision,
}

impl Said {
    /// Every part.
    pub const ALL: [Said; 7] =
        [Said::Title, Said::Target, Said::CouncilTarget, Said::Direction, Said::Start, Said::End, Said::Decision];

    /// Its name in a file of answers.
    pub fn name(self) -> &'static str {
        match self {
            Said::Title => "title",
            Said::Target => "target",
            Said::CouncilTarget => "council_target",
            Said::Direction => "direction",
            Said::Start => "start",
            Said::End => "end",
            Said::Decision => "decision",
        }
    }

    /// What it is called.
    pub fn word(self) -> Bilingual {
        match self {
            Said::Title => Bilingual::fixed("namnet", "the name"),
            Said::Target => Bilingual::fixed("årsmålet", "the target"),
            Said::CouncilTarget => Bilingual::fixed("fullmäktiges årsmål", "the council's target"),
            Said::Direction => Bilingual::fixed("riktningen", "the direction"),
            Said::Start => Bilingual::fixed("startdagen", "the first day"),
            Said::End => Bilingual::fixed("slutdagen", "the last day"),
            Said::Decision => Bilingual::fixed("beslutet", "the decision"),
        }
    }
}

/// What a value that is asked for is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// One of these words, each with the words that are shown for it.
    Word(Vec<(String, String)>),
    /// An outcome in a unit, which may be empty; `known` are other figures of the same measure.
    Figure {
        /// The unit.
        unit: String,
        /// Other figures of it.
        known: Vec<rust_decimal::Decimal>,
    },
    /// An amount.
    Amount,
    /// Words on one line.
    Line,
    /// Running text.
    Text,
}

/// A value that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedValue {
    /// Its key in a follow-up.
    pub key: &'static str,
    /// What it is.
    pub kind: ValueKind,
    /// What is reported already, as it would be filled in.
    pub now: Option<String>,
}

/// Where something is reported already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Number of the follow-up's document.
    pub document: usize,
    /// The place of its id; of a row or a measure, of that.
    pub at: Span,
}

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is.
    pub kind: AskedKind,
    /// Its key in a follow-up; the name of a row or a measure; nothing for the whole and the economy.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What the plan says of it.
    pub said: Vec<(Said, String)>,
    /// The longer texts that the plan has of it.
    texts: String,
    /// Whether the report lacks something as long as it says nothing of it.
    pub is_due: bool,
    /// The values.
    pub values: Vec<AskedValue>,
    /// Where it is reported already.
    pub reported: Option<Reported>,
}

impl Asked {
    /// A single text of the report that no id and no name belongs to, and that is never due.
    fn text_of_report(kind: AskedKind, key: &'static str, now: Option<String>, reported: Option<Reported>) -> Asked {
        Asked {
            kind,
            id: String::new(),
            name: String::new(),
            said: Vec::new(),
            texts: String::new(),
            is_due: false,
            values: vec![AskedValue { key, kind: ValueKind::Text, now }],
            reported,
        }
    }

    /// The name of what is asked: another once the plan asks for something else under the same id. An answer holds it, so that
    /// answers to what the plan no longer says are known.
    pub fn fingerprint(&self) -> Fingerprint {
        let said = self.said.iter().map(|(part, words)| format!("{}: {words}\n", part.name()));
        Fingerprint::of_words(&format!("{} {}\n{}{}", self.kind.name(), self.id, said.collect::<String>(), self.texts))
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&AskedValue> {
        self.values.iter().find(|value| value.key == key)
    }
}

/// The place of an entry of a follow-up.
fn reported(at: EntryRef, id: Span) -> Reported {
    Reported { document: at.document, at: id }
}
