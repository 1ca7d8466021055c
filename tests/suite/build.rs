//! `vp build` and `vp check` through the program itself.

mod change;
mod find;
mod left_over;
mod output;
mod speak;
mod writing;

use crate::workspace::Workspace;

/// A plan of a unit, with these goals.
fn plan(unit: &str, goals: &str) -> String {
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: K, enhet: {unit}}}\nmål:\n  enhetsmål:\n{goals}"
    )
}

/// A plan that nothing can be said about.
fn good(unit: &str) -> String {
    plan(
        unit,
        "    - titel: Målet\n      förväntat_resultat: Allt går väl.\n      arbetssätt: Så.\n      resursanvändning: Lite.\n      uppföljning: I maj.\n",
    )
}

/// A plan with an error that it is printed in spite of.
fn flawed(unit: &str) -> String {
    good(unit).replace("    - titel: Målet\n", "    - titel: Målet\n      till: finns-inte\n")
}

/// A plan with a warning.
fn doubtful(unit: &str) -> String {
    format!("{}      aktiviteter:\n        - {{namn: För tidigt, start: 2024-01-01, slut: 2024-12-31}}\n", good(unit))
}

/// A plan that cannot be read.
fn broken(unit: &str) -> String {
    good(unit).replace("mål:\n", "mål:\n\t- fel\n")
}

/// A workspace of two years.
fn two_years() -> Workspace {
    Workspace::with([
        ("plans/2025/a/plan.yaml", good("Ankan").replace("år: 2026", "år: 2025")),
        ("plans/2026/a/plan.yaml", good("Ankan")),
        ("plans/2026/o/plan.yaml", good("Örnen")),
    ])
}
