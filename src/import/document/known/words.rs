//! The words that parts, columns, levels and assessments are known by, beside those that are printed.

use crate::model::{Status, Tier};

/// A part of a document that has a heading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The table of contents.
    Contents,
    /// The list of appendices.
    Appendices,
    /// The proposal for decision on the cover.
    Proposal,
    /// The introduction.
    Introduction,
    /// The economy, of a plan or a report.
    Economy,
    /// How resources are used.
    ResourceUse,
    /// The income statement of a report.
    Statement,
    /// Other matters.
    Other,
    /// The summarising analysis of a report.
    Summary,
    /// The heading over the goals of a report.
    GoalsFollowedUp,
    /// The heading over goals that serve none above.
    Unattached,
    /// Systematic quality work.
    Quality,
    /// The glossary of a contribution.
    Glossary,
    /// The closing of a contribution.
    Closing,
    /// What is counted out of the rest: it is printed of itself.
    Overview,
    /// The assignments.
    Assignments,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Names of indicators.
    Indicator,
    /// Names of activities.
    Activity,
    /// Targets.
    Target,
    /// The council's targets.
    CouncilTarget,
    /// How often it is reported.
    Periodicity,
    /// The occasion that is reported.
    Period,
    /// First days.
    Start,
    /// Last days.
    End,
    /// Outcomes.
    Outcome,
    /// Outcomes of men.
    OutcomeMen,
    /// Outcomes of women.
    OutcomeWomen,
    /// Outcomes of an earlier occasion.
    Earlier,
    /// Forecasts.
    Forecast,
    /// Assessments.
    Assessment,
    /// Deviations.
    Deviation,
    /// Statuses.
    Status,
    /// Who answers for it.
    Responsible,
    /// Costs.
    Costs,
    /// Income.
    Income,
    /// Net.
    Net,
    /// Change against last year.
    Change,
    /// The budget of a statement.
    Budget,
    /// How it has moved: it is computed.
    Movement,
    /// Outcomes of a year.
    OutcomeIn(i16),
    /// Targets of a year.
    TargetIn(i16),
    /// Numbers.
    Number,
    /// Assignments.
    Assignment,
    /// Days on which something is to be done.
    Due,
    /// Measures for a budget in balance.
    Measure,
    /// What measures make the result better by.
    Effect,
    /// Changes of the budget, and of the plan.
    Amendment,
    /// Days of decisions.
    Decided,
    /// Decisions.
    Decision,
    /// What decisions apply to.
    AppliesTo,
    /// Amounts.
    Amount,
    /// The budget as decided before the year.
    DecidedBudget,
    /// How much the budget was changed.
    BudgetChange,
    /// What is said of a row.
    Comment,
    /// Where figures come from.
    Source,
}

/// Other words for the parts of plans and reports than those that are printed.
pub(super) const OTHER_PARTS: &[(&str, Part)] = &[
    ("uppföljning av ekonomi", Part::Economy),
    ("redovisning av ekonomi", Part::Economy),
    ("ekonomi", Part::Economy),
    ("analys av resultaträkning uppföljning av driftbudget", Part::Statement),
    ("analys av resultaträkning", Part::Statement),
    ("resultaträkning", Part::Statement),
    ("ekonomiskt utfall", Part::Economy),
    ("ekonomisk uppföljning", Part::Economy),
    ("ekonomiskt resultat", Part::Economy),
    ("ekonomi och budget", Part::Economy),
    ("budget och ekonomi", Part::Economy),
    ("ekonomiska förutsättningar", Part::Economy),
    ("ekonomiska ramar", Part::Economy),
    ("ekonomisk redogörelse", Part::Economy),
    ("ekonomisk redovisning", Part::Economy),
    ("ekonomisk översikt", Part::Economy),
    ("ekonomiskt läge", Part::Economy),
    ("budget i sammandrag", Part::Economy),
    ("budgetsammandrag", Part::Economy),
    ("bokslut", Part::Economy),
    ("årsbokslut", Part::Economy),
    ("sammanfattning", Part::Summary),
    ("sammanfattande kommentar", Part::Summary),
    ("uppdragen", Part::Assignments),
    ("särskilda uppdrag", Part::Assignments),
    ("inledning", Part::Introduction),
    ("innehållsförteckning", Part::Contents),
    ("innehåll", Part::Contents),
    ("uppföljning av kommunfullmäktiges inriktningsmål", Part::GoalsFollowedUp),
];

/// Other words for columns than those that are printed.
pub(super) const OTHER_HEADS: &[(&str, Head)] = &[
    ("indikator", Head::Indicator),
    ("indikatorer", Head::Indicator),
    ("nyckeltal", Head::Indicator),
    ("mått", Head::Indicator),
    ("aktivitet", Head::Activity),
    ("aktiviteter", Head::Activity),
    ("startdatum", Head::Start),
    ("start", Head::Start),
    ("slutdatum", Head::End),
    ("slut", Head::End),
    ("klart senast", Head::Due),
    ("klar senast", Head::Due),
    ("klart", Head::Due),
    ("klar", Head::Due),
    ("färdigt", Head::Due),
    ("sluttid", Head::End),
    ("starttid", Head::Start),
    ("tidplan", Head::Due),
    ("tidsplan", Head::Due),
    ("tidpunkt", Head::Due),
    ("när", Head::Due),
    ("insats", Head::Activity),
    ("insatser", Head::Activity),
    ("mål och indikatorer", Head::Indicator),
    ("indikatorer och nyckeltal", Head::Indicator),
    ("mätetal", Head::Indicator),
    ("mätvärde", Head::Indicator),
    ("resultatindikator", Head::Indicator),
    ("resultatmått", Head::Indicator),
    ("styrtal", Head::Indicator),
    ("mål", Head::Target),
    ("målnivå", Head::Target),
    ("måltal", Head::Target),
    ("målsättning", Head::Target),
    ("ansvar", Head::Responsible),
    ("ansvarig funktion", Head::Responsible),
    ("ansvarig för aktivitet", Head::Responsible),
    ("ansvarig chef", Head::Responsible),
    ("vem", Head::Responsible),
    ("resultat", Head::Outcome),
    ("utfall totalt", Head::Outcome),
    ("utfall kvinnor", Head::OutcomeWomen),
    ("kvinnor", Head::OutcomeWomen),
    ("flickor", Head::OutcomeWomen),
    ("utfall män", Head::OutcomeMen),
    ("män", Head::OutcomeMen),
    ("pojkar", Head::OutcomeMen),
    ("bedömning", Head::Assessment),
    ("måluppfyllelse", Head::Assessment),
    ("uppdrag", Head::Assignment),
    ("åtgärd", Head::Measure),
    ("åtgärder", Head::Measure),
    ("kommentar", Head::Comment),
    ("kommentarer", Head::Comment),
    ("kommentar till utfall", Head::Comment),
    ("analys", Head::Comment),
    ("kommentar analys", Head::Comment),
    ("mätperiod", Head::Periodicity),
    ("mäts", Head::Periodicity),
    ("uppföljning", Head::Periodicity),
    ("frekvens", Head::Periodicity),
    ("årsmål", Head::Target),
    ("målvärde", Head::Target),
    ("kfs årsmål", Head::CouncilTarget),
    ("kommunfullmäktiges årsmål", Head::CouncilTarget),
    ("fullmäktiges årsmål", Head::CouncilTarget),
    ("periodicitet", Head::Periodicity),
    ("mätfrekvens", Head::Periodicity),
    ("periodens utfall", Head::Outcome),
    ("utfall", Head::Outcome),
    ("föregående utfall", Head::Earlier),
    ("källa", Head::Source),
    ("utfall män pojkar", Head::OutcomeMen),
    ("utfall kvinnor flickor", Head::OutcomeWomen),
    ("utfall i bokslut", Head::Outcome),
    ("avvikelse", Head::Deviation),
    ("status", Head::Status),
    ("ansvarig", Head::Responsible),
    ("kostnader", Head::Costs),
    ("intäkter", Head::Income),
    ("netto", Head::Net),
    ("ökning minskning", Head::Change),
    ("förändring", Head::Change),
    ("budget", Head::Budget),
    ("prognos", Head::Forecast),
    ("period", Head::Period),
];

/// The keys of the words of marks: how something stands, and whose it is.
pub(super) const MARKS: [&str; 26] = [
    "målet_nått",
    "nära_målet",
    "målet_ej_nått",
    "i_takt",
    "nära_takten",
    "efter_målet",
    "inget_utfall",
    "genomförd",
    "pågår",
    "försenad",
    "ej_påbörjad",
    "avbruten",
    "försenat",
    "ej_påbörjat",
    "utgår",
    "trend_upp",
    "trend_ned",
    "trend_oförändrad",
    "ägare_kommun",
    "ägare_region",
    "ägare_nämnd",
    "ägare_bolag",
    "ägare_förvaltning",
    "ägare_avdelning",
    "ägare_enhet",
    "ägare_grupp",
];

/// Other words for levels of goals than those of the model, each with the ranks whose goals they may be, the likeliest first.
pub(super) const OTHER_LEVELS: &[(&str, &[Tier])] = &[
    ("målområde", COUNCIL),
    ("fokusområde", COUNCIL),
    ("strategiskt område", COUNCIL),
    ("strategiskt mål", COUNCIL),
    ("övergripande mål", COUNCIL),
    ("kommunövergripande mål", COUNCIL),
    ("prioriterat område", COUNCIL),
    ("inriktningsmål", COUNCIL),
    ("inriktning", COUNCIL),
    ("kommunfullmäktiges mål", COUNCIL),
    ("kommunfullmäktiges övergripande mål", COUNCIL),
    ("fullmäktiges mål", COUNCIL),
    ("fullmäktigemål", COUNCIL),
    ("kfmål", COUNCIL),
    ("kf mål", COUNCIL),
    ("nämndmål", BOARD),
    ("nämndsmål", BOARD),
    ("nämndens mål", BOARD),
    ("nämndens prioriterade mål", BOARD),
    ("nämndens resultatmål", BOARD),
    ("mål för nämnden", BOARD),
    ("prioriterat mål", BOARD),
    ("effektmål", BOARD),
    ("förvaltningsmål", UNIT),
    ("förvaltningens mål", UNIT),
    ("avdelningsmål", UNIT),
    ("avdelningens mål", UNIT),
    ("enhetsmål", UNIT),
    ("enhetens mål", UNIT),
    ("verksamhetsmål", UNIT),
    ("verksamhetens mål", UNIT),
    ("resultatmål", UNIT),
    ("åtagande", UNIT),
    ("enhetens åtagande", UNIT),
    ("delmål", UNIT),
];

const COUNCIL: &[Tier] = &[Tier::Municipality, Tier::Region];
const BOARD: &[Tier] = &[Tier::Board, Tier::Company];
const UNIT: &[Tier] = &[Tier::Unit, Tier::Department, Tier::Administration, Tier::Group];

/// Other words for assessments: those for what is reached, for what nearly is, and for what is not.
pub(super) const OTHER_ASSESSMENTS: [&[&str]; 3] = [
    &[
        "uppfyllt",
        "helt uppfyllt",
        "uppfyllt helt",
        "uppfylld",
        "uppfylls",
        "målet uppfyllt",
        "målet är uppfyllt",
        "målet uppfylls",
        "målet uppfylls helt",
        "målet är helt uppfyllt",
        "uppnått",
        "helt uppnått",
        "målet uppnått",
        "målet är uppnått",
        "målet nås",
        "uppnås",
        "grön",
        "grönt",
        "god måluppfyllelse",
        "hög måluppfyllelse",
    ],
    &[
        "delvis",
        "delvis uppfyllt",
        "uppfyllt delvis",
        "delvis uppfylld",
        "målet delvis uppfyllt",
        "målet är delvis uppfyllt",
        "målet uppfylls delvis",
        "delvis uppnått",
        "målet är delvis uppnått",
        "uppnås delvis",
        "målet nås delvis",
        "gul",
        "gult",
        "viss måluppfyllelse",
    ],
    &[
        "ej uppfyllt",
        "inte uppfyllt",
        "ej uppfylld",
        "ouppfyllt",
        "uppfylls ej",
        "uppfylls inte",
        "målet ej uppfyllt",
        "målet är inte uppfyllt",
        "målet uppfylls inte",
        "ej uppnått",
        "inte uppnått",
        "målet är inte uppnått",
        "uppnås ej",
        "uppnås inte",
        "målet nås inte",
        "röd",
        "rött",
        "låg måluppfyllelse",
    ],
];

/// Other words for how an activity stands, each with the word of a follow-up.
pub(super) const OTHER_STATUSES: &[(&str, Status)] = &[
    ("genomfört", Status::Done),
    ("klar", Status::Done),
    ("klart", Status::Done),
    ("avslutad", Status::Done),
    ("avslutat", Status::Done),
    ("färdig", Status::Done),
    ("pågående", Status::Ongoing),
    ("påbörjad", Status::Ongoing),
    ("påbörjat", Status::Ongoing),
    ("enligt plan", Status::Ongoing),
    ("pågår enligt plan", Status::Ongoing),
    ("försenat", Status::Late),
    ("ej enligt plan", Status::Late),
    ("inte påbörjad", Status::NotStarted),
    ("inte påbörjat", Status::NotStarted),
    ("ej påbörjat", Status::NotStarted),
    ("ej startad", Status::NotStarted),
    ("ej startat", Status::NotStarted),
    ("utgår", Status::Cancelled),
    ("avbrutet", Status::Cancelled),
    ("stoppad", Status::Cancelled),
];
