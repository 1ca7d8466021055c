//! VP08: budget and figures.

crate::family! {
    "08", "Budget och siffror", "Budget and figures",
    document {
        rows_not_adding_up,
        net_not_costs_less_income,
        change_differing_from_last_year,
        amounts_without_unit,
        figure_differing_in_prose,
    }
    report {}
    workspace {}
    elsewhere {}
}
