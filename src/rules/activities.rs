//! VP06: activities and dates.

crate::family! {
    "06", "Aktiviteter och datum", "Activities and dates",
    document {
        activity_outside_year,
    }
    workspace {}
    elsewhere {}
}
