//! VP09: text, accessibility and privacy.

mod edits;

crate::family! {
    "09", "Text, tillgänglighet och integritet", "Text, accessibility and privacy",
    document {
        picture_without_alternative_text,
        table_without_header_row,
        heading_level_skipped,
        html_or_script_link,
        list_not_written_as_list,
        abbreviation_not_explained,
        cover_entry_missing,
        text_not_printed,
        invisible_character,
        markup_not_taken,
        tabs_between_cells,
        text_taken_as_markup,
        other_year_in_text,
        other_year_in_title,
        placeholder_left,
        appendix_not_there,
        percent_for_points,
        own_name_misspelt,
    }
    report { outcome_of_small_group }
    file { personal_identity_number }
    each { other_organisation_introduced }
    workspace {}
    elsewhere { crate::plan_format::fields::rules::DEAD_LINK }
}
