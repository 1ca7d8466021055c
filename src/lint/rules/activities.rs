//! VP06: activities, assignments and dates.

crate::family! {
    "06", "Aktiviteter och datum", "Activities and dates",
    document {
        activity_without_date,
        activity_ending_before_start,
        activity_outside_year,
        activity_beyond_year,
        all_activities_whole_year,
        recurring_work_as_one_period,
        activity_without_responsible,
    }
    report {
        ended_activity_without_status,
        departure_not_explained,
        status_against_dates,
        assignment_not_reported,
    }
    each { assignment_not_taken_up }
    workspace {}
    elsewhere {}
}
