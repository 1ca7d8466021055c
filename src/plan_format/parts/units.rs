//! `belopp_i`: what amounts are counted in.

use crate::plan_format::fields::Synonyms;

/// The words, in the order of [`Unit::ALL`](crate::model::Unit::ALL).
pub(super) const UNITS: &[&str] = &["kr", "tkr", "mnkr", "mdkr", "euro", "teuro", "meuro"];

/// What the units mean.
pub(super) const UNITS_EXPLAINED: &[(&str, &str)] = &[
    ("Kronor.", "Kronor."),
    ("Tusental kronor.", "Thousands of kronor."),
    ("Miljoner kronor.", "Millions of kronor."),
    ("Miljarder kronor.", "Billions of kronor."),
    ("Euro.", "Euros."),
    ("Tusental euro.", "Thousands of euros."),
    ("Miljoner euro.", "Millions of euros."),
];

/// What people write instead. A thousand is between one unit and the next, so what is counted in something else is never
/// taken for one of them.
pub(super) const UNITS_MEANT: Synonyms = Synonyms {
    same: &[
        ("kronor", "kr"),
        ("svenska kronor", "kr"),
        ("sek", "kr"),
        ("tusen kronor", "tkr"),
        ("tusen kr", "tkr"),
        ("tusentals kronor", "tkr"),
        ("tusental kronor", "tkr"),
        ("tusental", "tkr"),
        ("t kr", "tkr"),
        ("kkr", "tkr"),
        ("tsek", "tkr"),
        ("ksek", "tkr"),
        ("miljoner kronor", "mnkr"),
        ("miljoner kr", "mnkr"),
        ("miljon kronor", "mnkr"),
        ("miljoner", "mnkr"),
        ("milj kr", "mnkr"),
        ("mn kr", "mnkr"),
        ("mnk", "mnkr"),
        ("mkr", "mnkr"),
        ("m kr", "mnkr"),
        ("mnsek", "mnkr"),
        ("msek", "mnkr"),
        ("miljarder kronor", "mdkr"),
        ("miljarder kr", "mdkr"),
        ("miljarder", "mdkr"),
        ("mdrkr", "mdkr"),
        ("mrdkr", "mdkr"),
        ("mdr kr", "mdkr"),
        ("md kr", "mdkr"),
        ("mdr", "mdkr"),
        ("mrd", "mdkr"),
        ("mdsek", "mdkr"),
        ("mdrsek", "mdkr"),
        ("gkr", "mdkr"),
        ("eur", "euro"),
        ("euros", "euro"),
        ("tusen euro", "teuro"),
        ("1 000 euro", "teuro"),
        ("1000 euro", "teuro"),
        ("teur", "teuro"),
        ("keuro", "teuro"),
        ("keur", "teuro"),
        ("miljoner euro", "meuro"),
        ("milj euro", "meuro"),
        ("mn euro", "meuro"),
        ("meur", "meuro"),
    ],
    like: &[],
    others: &[
        ("öre", "hundradelar av en krona", "hundredths of a krona"),
        ("nok", "norska kronor, en annan valuta", "Norwegian kroner, another currency"),
        ("tnok", "tusen norska kronor, en annan valuta", "thousands of Norwegian kroner, another currency"),
        ("mnok", "miljoner norska kronor, en annan valuta", "millions of Norwegian kroner, another currency"),
        ("mdkk", "miljoner danska kronor, en annan valuta", "millions of Danish kroner, another currency"),
        ("dkk", "danska kronor, en annan valuta", "Danish kroner, another currency"),
        ("norska", "en annan valuta", "another currency"),
        ("danska", "en annan valuta", "another currency"),
        ("isk", "isländska kronor, en annan valuta", "Icelandic krónur, another currency"),
        ("usd", "dollar, en annan valuta", "dollars, another currency"),
        ("procent", "delar av hundra, inte pengar", "parts of a hundred, not money"),
        ("%", "delar av hundra, inte pengar", "parts of a hundred, not money"),
    ],
};
