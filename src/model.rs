//! The domain, in the terms of municipal steering. Plain data; how it is read, joined and printed is said elsewhere.
//!
//! ```text
//! Workspace ── Steering          levels, sections, occasions, periodicities, assessments
//!     │
//!     └─ Document                one organisation's plan of one year, a follow-up of it, or a contribution
//!          ├─ Organisation       kommun or region > nämnd or bolag > förvaltning > avdelning > enhet > grupp
//!          ├─ builds_on          the plan above, whose goals are inherited
//!          ├─ Cover, prose       in place or in a file of their own
//!          ├─ Goal*              each at a level of the steering model, pointing upwards
//!          │    ├─ Indicator*    target, council target, periodicity, direction
//!          │    └─ Activity*     start, end
//!          ├─ targets            the organisation's own targets of inherited indicators
//!          ├─ Economy            Budget: rows and the written total
//!          ├─ Contribution       in a contribution only: presentation, glossary
//!          │    └─ Area*         preamble, questions with their answers
//!          └─ FollowUp           in a follow-up only: what is reported at one occasion, by id
//!               ├─ goals         assessment, analysis
//!               ├─ indicators    outcome, per gender, last year's, assessment, analysis
//!               ├─ activities    status, deviation, analysis
//!               └─ EconomyReport statement (outcome, budget, forecast, deviation), changes of the budget, measures
//! ```

pub mod assignment;
pub mod chart;
pub mod contribution;
pub mod decision;
pub mod document;
pub mod economy;
pub mod economy_report;
pub mod follow_up;
pub mod goal;
pub mod head;
pub mod number;
pub mod order;
pub mod organisation;
pub mod outcome;
pub mod income_statement;
pub mod kolada;
pub mod look;
pub mod steering;
pub mod target;
pub mod text;
pub mod value;

pub use assignment::{Assignment, AssignmentReport};
pub use chart::{ChartKind, ChartValue, OwnChart, OwnSeries};
pub use contribution::{Area, Contribution, Question, Term};
pub use decision::{Amendment, Decision, with_sign};
pub use document::{Appendix, Contact, Cover, Document, DocumentKind, Officer, Prints, RollUpDocument};
pub use economy::{Amounts, Budget, BudgetRow, Economy, Unit};
pub use economy_report::{BudgetChange, CarriedResult, CorrectiveMeasure, EconomyReport};
pub use follow_up::{ActivityReport, FollowUp, GoalReport, IndicatorReport, Keys, Status};
pub use goal::{Activity, Benchmark, Direction, ExtraSection, Goal, GoalSection, Indicator, SetTarget, print_by_year};
pub use head::Head;
pub use income_statement::{Figures, IncomeStatement, IncomeStatementAmounts, IncomeStatementRow, Side};
pub use kolada::KoladaId;
pub use look::{Colour, Look};
pub use number::Quantity;
pub use order::swedish;
pub use organisation::{Organisation, Tier};
pub use outcome::{Outcome, Shortfall};
pub use steering::{
    Asked, Assessment, EXPECTED_RESULT, Level, Limits, ModelWord, Occasion, Periodicity, PrintLanguage, Rank, Section,
    Settings, Steering,
};
pub use target::{Bound, Target, Trend};
pub use text::{At, Prose, ProseBody, ProseId, ProseText, Signs};
pub use value::{Rare, Value};
