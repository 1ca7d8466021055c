//! The fixed words of the printed documents. They are templates' text, not code: `templates/ord.yaml` holds them, and a
//! workspace's own ord.yaml goes before it.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where the document's year stands in a printed word over a column: "Målvärde {år}".
pub const YEAR: &str = "{år}";

/// Takes the place for the year out of a word, for where it stands alone: "KF:s årsmål år {år}" is "KF:s årsmål".
pub fn drop_year(word: &mut String) {
    if word.contains(YEAR) {
        let bare = word.replace(&format!("år {YEAR}"), "").replace(YEAR, "");
        *word = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $field:ident = $key:literal,)*) => {
        /// The printed words, each by its key in ord.yaml.
        #[derive(Clone, Debug)]
        pub struct Labels {
            $($(#[$doc])* pub $field: String,)*
            /// Words by key that are looked up while printing: headings of sections, marks.
            others: BTreeMap<String, String>,
            /// Words with a place for the year, by key. Without it they are among the others.
            of_years: BTreeMap<String, String>,
        }

        impl Labels {
            /// The keys that must be there.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// Labels from the words by key; a key that is not there prints itself.
            pub fn new(mut words: BTreeMap<String, String>) -> Labels {
                let of_years = words.iter().filter(|(_, word)| word.contains(YEAR));
                let of_years = of_years.map(|(key, word)| (key.clone(), word.clone())).collect();
                words.values_mut().for_each(drop_year);
                let get = |key: &str| words.get(key).cloned().unwrap_or_else(|| key.to_owned());
                Labels { $($field: get($key),)* others: words, of_years }
            }
        }
    };
}

labels! {
    /// The word for a plan.
    plan = "verksamhetsplan",
    /// Between title and organisation.
    for_ = "för",
    /// The contents' heading.
    contents = "innehållsförteckning",
    /// The appendices' heading.
    appendices = "bilagor",
    /// One appendix.
    appendix = "bilaga",
    /// The introduction's heading.
    introduction = "inledning",
    /// Head of the indicators' first column.
    indicator = "indikator",
    /// What the indicators' table is called.
    indicators = "indikatorer",
    /// Target.
    target = "årsmål",
    /// Why a target is as it is.
    reason = "motivering",
    /// Council target.
    council_target = "kf_årsmål",
    /// How others stand.
    benchmark = "jämförelse",
    /// Where a measure stood when its targets were set.
    starting_value = "utgångsvärde",
    /// Where a measure has moved.
    trend = "trend",
    /// Targets of several years.
    targets_by_year = "målvärden",
    /// Periodicity.
    periodicity = "periodicitet",
    /// Head of the activities' first column.
    activity = "aktivitet",
    /// What the activities' table is called.
    activities = "aktiviteter",
    /// Start date.
    start = "startdatum",
    /// End date.
    end = "slutdatum",
    /// Responsible.
    responsible = "ansvarig",
    /// Source.
    origin = "källa",
    /// The economy's heading.
    economy = "ekonomi",
    /// Resource use.
    resource_use = "resursanvändning",
    /// Budget.
    budget = "budget",
    /// Costs.
    costs = "kostnader",
    /// Income.
    income = "intäkter",
    /// Net.
    net = "netto",
    /// Change against last year.
    change = "förändring",
    /// Total.
    total = "totalt",
    /// What amounts are counted in.
    amounts_in = "belopp_i",
    /// Other matters.
    other = "övrigt",
    /// Officers.
    officers = "handläggare",
    /// Telephone.
    telephone = "telefon",
    /// Reference number.
    reference = "dnr",
    /// To.
    to = "till",
    /// Proposal for decision.
    proposal = "förslag_till_beslut",
    /// See.
    see = "se",
    /// Goals whose parent cannot be found.
    unattached = "utan_koppling",
    /// Word for a report within the year.
    tertial_report = "tertialrapport",
    /// Word for the report of the whole year.
    annual_report = "verksamhetsberättelse",
    /// The summarising analysis.
    summary = "sammanfattande_analys",
    /// Heading over the goal chain of a report.
    goals_followed_up = "uppföljning_av_mål",
    /// Analysis.
    analysis = "analys",
    /// Outcome of the period.
    outcome = "periodens_utfall",
    /// Outcome of another period.
    outcome_of = "utfall",
    /// Outcome for men.
    outcome_men = "utfall_män",
    /// Outcome for women.
    outcome_women = "utfall_kvinnor",
    /// How many an outcome rests on.
    count = "antal",
    /// Period.
    period = "period",
    /// Deviation.
    deviation = "avvikelse",
    /// No outcome, by decision.
    no_outcome = "inget_utfall",
    /// Where an activity was reported last.
    reported = "rapporterad",
    /// Reported things that the plan does not have.
    outside_plan = "utanför_planen",
    /// Heading of the economy in a report.
    economy_report = "uppföljning_av_ekonomi",
    /// Heading of the income statement.
    income_statement_heading = "analys_av_resultaträkning",
    /// Caption of the income statement.
    income_statement = "resultaträkning",
    /// What a report's amounts are counted in.
    amounts_given_in = "beloppen_anges_i",
    /// Outcome of the whole year.
    outcome_of_year = "utfall_i_bokslut",
    /// Outcome up to a date.
    outcome_until = "utfall_till_och_med",
    /// Forecast.
    forecast = "prognos",
    /// Forecast of an indicator.
    forecast_of_year = "prognos_helår",
    /// Sum of income.
    income_sum = "summa_intäkter",
    /// Sum of costs.
    cost_sum = "summa_kostnader",
    /// Sum of the net.
    net_sum = "summa_netto",
    /// The budget as decided before the year.
    decided_budget = "beslutad_budget",
    /// How much the budget was changed.
    changes = "ändringar",
    /// The budget with its changes.
    current_budget = "gällande_budget",
    /// Caption of the changes of the budget.
    budget_changes = "budgetändringar",
    /// Head of the first column of the changes.
    budget_change = "budgetändring",
    /// Date of a decision.
    date = "datum",
    /// Decision.
    decision = "beslut",
    /// What a decision applies to.
    applies_to = "gäller",
    /// Amount.
    amount = "belopp",
    /// Heading of the measures for a budget in balance.
    measures_heading = "åtgärder_för_budget_i_balans",
    /// Head of the first column of the measures.
    measure = "åtgärd",
    /// Measures, in a sentence.
    measures = "åtgärder",
    /// When something is to be done.
    due = "klart_senast",
    /// Effect.
    effect = "effekt",
    /// Sum.
    sum = "summa",
    /// Sum of those measures that were not given up.
    sum_without_cancelled = "summa_utan_avbrutna",
    /// What remains, in a sentence.
    remains = "återstår",
    /// The result that is carried over.
    carried_result = "resultatenhet",
    /// From the years before.
    opening_result = "ingående_resultat",
    /// Of the year.
    result_of_year = "årets_resultat",
    /// To the year after.
    closing_result = "utgående_resultat",
    /// Heading of the assignments.
    assignments = "uppdragen",
    /// Head of the column of assignments.
    assignment = "uppdrag",
    /// Number.
    number = "nr",
    /// How something stands.
    standing = "läge",
    /// Goals.
    goals = "mål",
    /// The matter that answers an assignment.
    matter = "ärende",
    /// Before the body that decided a plan.
    decided_by = "beslutad_av",
    /// That a plan is decided.
    decided = "beslutad",
    /// That a plan is still to be decided.
    draft = "utkast",
    /// Heading of what was decided to change.
    amendments = "ändringar_under_året",
    /// Systematic quality work.
    quality = "systematiskt_kvalitetsarbete",
    /// The word for a contribution.
    contribution = "bidrag",
    /// Heading of a presentation whose organisation has no name.
    presentation = "presentation",
    /// The glossary.
    glossary = "ordlista",
    /// Head of the glossary's first column.
    term = "begrepp",
    /// Head of the glossary's second column.
    meaning = "betydelse",
    /// The closing.
    closing = "avslutning",
    /// Heading of a report's counts.
    overview = "läget_i_korthet",
    /// Heading of a plan's counts.
    plan_overview = "planen_i_korthet",
    /// Caption of the table of goals in a report's counts.
    goals_overview = "målen_i_korthet",
    /// Head of the column of goals.
    goal = "mål",
    /// How a goal was assessed.
    assessment = "bedömning",
    /// How something stands.
    state = "status",
    /// Between how many are as they should be and how many there are: 2 av 3.
    of = "av",
    /// Head of the column of indicators that reach their targets.
    indicators_reached = "indikatorer_som_når_målet",
    /// Head of the column of activities that are done.
    activities_done = "genomförda_aktiviteter",
    /// Caption of the list of what departs from the plan.
    departing = "det_som_avviker",
    /// How many goals have no assessment.
    not_assessed = "inte_bedömt",
    /// How many indicators nothing can be said of.
    not_judged = "inte_jämfört",
    /// How many activities nothing is reported of.
    not_reported = "inte_rapporterat",
    /// What the table below a chart is called.
    figures = "siffrorna",
    /// That another indicator was measured before.
    new_measure = "nytt_mått",
    /// That an indicator was counted in another unit before.
    new_unit = "ny_enhet",
    /// An outcome that is nearer to what is wished than the one before.
    better = "bättre",
    /// An outcome that is as the one before.
    unchanged = "oförändrat",
    /// An outcome that is farther from what is wished than the one before.
    worse = "sämre",
    /// An outcome that is higher than the one before, where no direction is better.
    higher = "högre",
    /// An outcome that is lower than the one before, where no direction is better.
    lower = "lägre",
    /// How many are new since last year.
    new_this_year = "nya_i_år",
    /// What the page of all goals of a year is called.
    red_thread = "röda_tråden",
    /// The word for what the plans below say of a plan's goals.
    roll_up = "sammanställning",
    /// Heading of the list of the reports below.
    reports_below = "rapporterna",
    /// After how many of how many: have reported.
    has_reported = "har_rapporterat",
    /// After how many of how many: have assessed the goal.
    has_assessed = "har_bedömt_målet",
    /// After how many of how many, before the assessment: assess that the goal.
    assess_that_the_goal = "bedömer_att_målet",
    /// After how many assessments there are.
    assessments = "bedömningar",
    /// What the goals under a goal are called where they are folded.
    goals_below = "mål_under",
    /// Heading of the goals that no goal below serves.
    goals_nobody_serves = "mål_som_ingen_arbetar_med",
    /// Heading of the goals that serve none above.
    goals_serving_none = "mål_utan_mål_ovanför",
    /// Heading of the plans that have no goal in the thread.
    plans_outside_thread = "planer_utanför_tråden",
    /// Heading of the indicators that several organisations report.
    shared_indicators = "gemensamma_indikatorer",
    /// Head of the column of organisations.
    organisation = "organisation",
    /// Heading of the table sorted by organisation.
    by_organisation = "efter_organisation",
    /// Heading of the table sorted by deviation.
    by_deviation = "efter_avvikelse",
    /// Head of the column that says whether outcomes are better than the year before.
    development = "utveckling",
    /// The lowest outcome.
    lowest = "lägst",
    /// The outcome in the middle.
    median = "median",
    /// The highest outcome.
    highest = "högst",
}

impl Labels {
    /// The word for a key, with its place for the year where it has one.
    pub fn with_place_for_year(&self, key: &str) -> Cow<'_, str> {
        self.of_years.get(key).map_or_else(|| self.word(key), |word| Cow::Borrowed(word.as_str()))
    }

    /// The word for a key in a document of a year; `None` where it is the same in all.
    pub fn of_year(&self, key: &str, year: Option<i16>) -> Option<String> {
        let year = year?.to_string();
        self.of_years.get(key).map(|word| word.replace(YEAR, &year))
    }

    /// The word for a key that only the data knows; the key itself, made readable, where ord.yaml has none.
    pub fn word(&self, key: &str) -> Cow<'_, str> {
        match self.others.get(key) {
            Some(word) => Cow::Borrowed(word),
            None => {
                let spaced = key.replace('_', " ");
                let mut characters = spaced.chars();
                Cow::Owned(
                    characters
                        .next()
                        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect()),
                )
            }
        }
    }
}
