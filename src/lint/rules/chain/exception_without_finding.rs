//! Exceptions that match nothing. Only the stage that applies exceptions can see that: it reports them.

use crate::diagnostic::{Bilingual, Fixes, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "VP0309",
    name: "exception-without-finding",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("undantaget svarar inte mot något fynd", "the exception matches no finding"),
    what: Bilingual::fixed(
        "En kommentar `# vp: tillåt` nämner en regel som inte säger något om raden, en regel som inte finns eller inte kan undantas, eller saknar skäl.",
        "A comment `# vp: tillåt` names a rule that says nothing about the line, a rule that does not exist or allows no exception, or has no reason.",
    ),
    why: Bilingual::fixed(
        "Ett undantag som blivit kvar gömmer nästa fel på samma rad. Ett undantag utan skäl kan ingen ompröva.",
        "An exception left behind hides the next slip on the same line. One without a reason cannot be reconsidered by anybody.",
    ),
    fixes: Fixes::NONE,
};
