//! Which plan and occasion are meant where none is named.

use jiff::civil::Date;

use crate::read::load::Loaded;

/// What a form is asked for, as far as it is named.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The occasion.
    pub occasion: Option<usize>,
    /// The plan's year.
    pub year: Option<i16>,
    /// The day that the nearest occasion is counted from.
    pub today: Date,
}

/// An occasion of a year, and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The year.
    pub year: i16,
    /// The occasion.
    pub occasion: usize,
    /// The occasion's day in that year.
    pub day: Date,
    /// Whether there were plans of other years to choose from.
    pub is_chosen_year: bool,
}

/// The years of the plans among those asked for, in order.
pub fn years(loaded: &Loaded) -> Vec<i16> {
    let mut years: Vec<i16> = plans(loaded).into_iter().filter_map(|plan| year(loaded, plan)).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The year and the occasion of it that is meant: among the plans asked for the one whose day lies nearest, the one to come
/// where two lie as near. `None` where no plan has such a year.
pub fn nearest(loaded: &Loaded, asked: Asked) -> Option<Nearest> {
    let all = years(loaded);
    let own = plans(loaded);
    let is_asked = |written: &i16| asked.year.is_none_or(|asked| asked == *written);
    let days = all.iter().copied().filter(is_asked).flat_map(|year| {
        // A day is that of the year, whichever of its plans tells it.
        let plan = own.iter().copied().find(|plan| self::year(loaded, *plan) == Some(year));
        let occasions = 0..loaded.resolved.settings.steering.occasions.len();
        let wanted = occasions.filter(move |occasion| asked.occasion.is_none_or(|asked| asked == *occasion));
        wanted.filter_map(move |occasion| {
            let day = loaded.resolved.reported_until(plan?, occasion)?;
            Some((year, occasion, day))
        })
    });
    let far = |day: Date| ((day - asked.today).get_days().abs(), day < asked.today);
    let (year, occasion, day) = days.min_by_key(|(_, occasion, day)| (far(*day), *occasion))?;
    Some(Nearest { year, occasion, day, is_chosen_year: all.len() > 1 && asked.year.is_none() })
}

/// The plans of a year among those asked for that no other plan builds on, by path.
pub fn candidates(loaded: &Loaded, of: i16) -> Vec<usize> {
    let is_built_on = |document: &usize| loaded.resolved.plans.all_ties().any(|plan| plan.above.contains(document));
    let of_year = plans(loaded).into_iter().filter(|plan| year(loaded, *plan) == Some(of));
    of_year.filter(|plan| !is_built_on(plan)).collect()
}

fn plans(loaded: &Loaded) -> Vec<usize> {
    loaded.asked_documents().filter(|document| loaded.resolved.documents.head(*document).is_plan()).collect()
}

fn year(loaded: &Loaded, plan: usize) -> Option<i16> {
    loaded.resolved.documents.head(plan).year.as_ref().map(|year| year.value)
}
