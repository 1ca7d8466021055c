//! The fixed words of the printed documents. They are templates' text, not code: `templates/ord.yaml` holds them, and a
//! workspace's own ord.yaml goes before it.

use std::collections::BTreeMap;

macro_rules! labels {
    ($($(#[$doc:meta])* $field:ident = $key:literal,)*) => {
        /// The printed words, each by its key in ord.yaml.
        #[derive(Clone, Debug)]
        pub struct Labels {
            $($(#[$doc])* pub $field: String,)*
            /// Words by key that are looked up while printing: headings of sections, marks.
            others: BTreeMap<String, String>,
        }

        impl Labels {
            /// The keys that must be there.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// Labels from the words by key; a key that is not there prints itself.
            pub fn new(words: BTreeMap<String, String>) -> Labels {
                let get = |key: &str| words.get(key).cloned().unwrap_or_else(|| key.to_owned());
                Labels { $($field: get($key),)* others: words }
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
    /// Council target.
    council_target = "kf_årsmål",
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
}

impl Labels {
    /// The word for a key that only the data knows; the key itself, made readable, where ord.yaml has none.
    pub fn word(&self, key: &str) -> String {
        self.others.get(key).cloned().unwrap_or_else(|| {
            let spaced = key.replace('_', " ");
            let mut signs = spaced.chars();
            signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
        })
    }
}
