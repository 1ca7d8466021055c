//! What a column of a table holds, which decides how it looks.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// What each row is about.
    Name,
    /// Outcomes.
    Outcome,
    /// Outcomes for men.
    OutcomeMen,
    /// Outcomes for women.
    OutcomeWomen,
    /// Outcomes that are expected of the whole year.
    OutcomeForecast,
    /// Figures of a chart's own.
    Figure,
    /// Outcomes of an earlier year.
    EarlierOutcome {
        /// The year, where it is known.
        year: Option<i16>,
    },
    /// How indicators have moved.
    Movement,
    /// Targets.
    Target,
    /// The council's targets.
    CouncilTarget,
    /// How often something is reported.
    Periodicity,
    /// The time that outcomes are of.
    Period,
    /// First days.
    Start,
    /// Last days.
    End,
    /// How activities depart from the plan.
    Deviation,
    /// What words mean.
    Meaning,
    /// How many there are.
    Count,
    /// How those stand: a mark for each way, with how many.
    Distribution,
    /// How goals were assessed.
    Assessment,
    /// How many indicators reach their targets, of how many.
    IndicatorsReached,
    /// How many activities are done, of how many.
    ActivitiesDone,
    /// Costs.
    Costs,
    /// Income.
    Income,
    /// Costs less income.
    Net,
    /// The change against the year before.
    Change,
    /// The amounts of the accounts.
    Actual,
    /// The amounts of the budget as decided before the year.
    DecidedBudget,
    /// How much the budget was changed within the year.
    BudgetChange,
    /// The amounts of the budget.
    Budget,
    /// The amounts expected of the whole year.
    Forecast,
    /// How amounts depart from the budget.
    AmountDeviation,
    /// How much better the result becomes.
    Effect,
    /// Amounts of one sort.
    Amount,
    /// The days of decisions.
    Decided,
    /// Decisions: who made them, and where they stand.
    Decision,
    /// What decisions apply to.
    AppliesTo,
    /// The days when things are to be done.
    Due,
    /// Numbers as written.
    Number,
    /// Who answers for things.
    Responsible,
    /// How things stand.
    Status,
    /// Goals.
    Goal,
    /// Whether outcomes are better or worse than the year before.
    Development,
    /// How outcomes depart from their targets.
    OutcomeDeviation,
}

impl ColumnKind {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            ColumnKind::Name => "name",
            ColumnKind::Outcome => "outcome",
            ColumnKind::OutcomeMen => "outcome_men",
            ColumnKind::OutcomeWomen => "outcome_women",
            ColumnKind::OutcomeForecast => "outcome_forecast",
            ColumnKind::Movement => "movement",
            ColumnKind::Figure => "figure",
            ColumnKind::EarlierOutcome { .. } => "earlier_outcome",
            ColumnKind::Target => "target",
            ColumnKind::CouncilTarget => "council_target",
            ColumnKind::Periodicity => "periodicity",
            ColumnKind::Period => "period",
            ColumnKind::Start => "start",
            ColumnKind::End => "end",
            ColumnKind::Deviation => "deviation",
            ColumnKind::Meaning => "meaning",
            ColumnKind::Count => "count",
            ColumnKind::Distribution => "distribution",
            ColumnKind::Assessment => "assessment",
            ColumnKind::IndicatorsReached => "indicators_reached",
            ColumnKind::ActivitiesDone => "activities_done",
            ColumnKind::Costs => "costs",
            ColumnKind::Income => "income",
            ColumnKind::Net => "net",
            ColumnKind::Change => "change",
            ColumnKind::Actual => "actual",
            ColumnKind::Budget => "budget",
            ColumnKind::Forecast => "forecast",
            ColumnKind::AmountDeviation => "amount_deviation",
            ColumnKind::DecidedBudget => "decided_budget",
            ColumnKind::BudgetChange => "budget_change",
            ColumnKind::Effect => "effect",
            ColumnKind::Amount => "amount",
            ColumnKind::Decided => "decided",
            ColumnKind::Decision => "decision",
            ColumnKind::AppliesTo => "applies_to",
            ColumnKind::Due => "due",
            ColumnKind::Number => "number",
            ColumnKind::Responsible => "responsible",
            ColumnKind::Status => "status",
            ColumnKind::Goal => "goal",
            ColumnKind::Development => "development",
            ColumnKind::OutcomeDeviation => "outcome_deviation",
        }
    }

    /// What its cells are.
    pub fn shape(self) -> ColumnShape {
        match self {
            ColumnKind::Name => ColumnShape::Name,
            ColumnKind::Outcome
            | ColumnKind::OutcomeMen
            | ColumnKind::OutcomeWomen
            | ColumnKind::OutcomeForecast
            | ColumnKind::Figure
            | ColumnKind::EarlierOutcome { .. }
            | ColumnKind::Target
            | ColumnKind::CouncilTarget => ColumnShape::Target,
            ColumnKind::OutcomeDeviation => ColumnShape::Figure,
            ColumnKind::Start | ColumnKind::End | ColumnKind::Decided | ColumnKind::Due => ColumnShape::Date,
            ColumnKind::Periodicity
            | ColumnKind::Period
            | ColumnKind::Deviation
            | ColumnKind::Meaning
            | ColumnKind::Decision
            | ColumnKind::AppliesTo
            | ColumnKind::Number
            | ColumnKind::Responsible
            | ColumnKind::Status
            | ColumnKind::Goal
            | ColumnKind::Development
            | ColumnKind::Distribution
            | ColumnKind::Assessment
            | ColumnKind::IndicatorsReached
            | ColumnKind::Movement
            | ColumnKind::ActivitiesDone => ColumnShape::Word,
            ColumnKind::Costs
            | ColumnKind::Income
            | ColumnKind::Net
            | ColumnKind::Change
            | ColumnKind::Actual
            | ColumnKind::Budget
            | ColumnKind::Forecast
            | ColumnKind::AmountDeviation
            | ColumnKind::DecidedBudget
            | ColumnKind::BudgetChange
            | ColumnKind::Effect
            | ColumnKind::Amount
            | ColumnKind::Count => ColumnShape::Amount,
        }
    }
}

/// What a column holds; decides alignment and wrapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnShape {
    /// The first column: names, each its row's head.
    Name,
    /// Targets: short phrases.
    Target,
    /// Targets and outcomes of which one at least is a figure.
    Figure,
    /// Dates.
    Date,
    /// Words.
    Word,
    /// Amounts.
    Amount,
}

impl ColumnShape {
    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            ColumnShape::Name => "name",
            ColumnShape::Target => "target",
            ColumnShape::Figure => "figure",
            ColumnShape::Date => "date",
            ColumnShape::Word => "word",
            ColumnShape::Amount => "amount",
        }
    }
}
