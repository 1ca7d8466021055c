//! The forms of a workspace: one for each plan and occasion at which something is due, at an address of its own. Which plan,
//! occasion and files an address means is decided here, and by nobody who asks.

use crate::diagnostic::Language;
use crate::drafts::forms::{Form, Request, name};
use crate::fill::taken::Occasion;
use crate::identity::masked_path;
use crate::read::load::{File, Loaded};
use crate::resolve::Plan;
use crate::source::percent_encoded;

/// The list of all forms, below the folder that is the preview's own.
pub(super) const LIST: &str = ".vp/forms";

/// Where forms lie: after it come the plan's page and the occasion.
pub(super) const FORM: &str = ".vp/form/";

/// Where it is told what the follow-ups of a form say now.
pub(super) const VALUES: &str = ".vp/values/";

/// A form that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormPlace {
    /// The plan and the occasion.
    pub(super) of: Occasion,
    /// What comes after [`FORM`]: the plan's page and the name of the occasion.
    pub(super) address: String,
}

/// How much is due at an occasion, and how much of it is reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DueCount {
    pub(super) due: usize,
    pub(super) reported: usize,
}

impl FormPlace {
    /// The form at an address.
    pub(super) fn find(loaded: &Loaded, address: &str) -> Option<FormPlace> {
        plans(loaded).find_map(|(file, plan)| {
            let rest = address.strip_prefix(file.page()?)?.strip_prefix('/')?;
            let occasions = &loaded.resolved.settings.steering.occasions;
            let occasion = occasions.iter().position(|occasion| name(&occasion.key, None) == rest)?;
            FormPlace::at(loaded, file, Occasion { plan, occasion })
        })
    }

    /// The forms of a plan, in the order of its occasions.
    pub(super) fn of_plan(loaded: &Loaded, plan: usize) -> Vec<FormPlace> {
        let Some((file, _)) = plans(loaded).find(|(_, known)| *known == plan) else { return Vec::new() };
        let occasions = 0..loaded.resolved.settings.steering.occasions.len();
        occasions.filter_map(|occasion| FormPlace::at(loaded, file, Occasion { plan, occasion })).collect()
    }

    /// The form of an occasion, where something is due at it.
    fn at(loaded: &Loaded, file: &File, of: Occasion) -> Option<FormPlace> {
        let is_due = DueCount::of(loaded, of).due > 0 && loaded.resolved.reported_until(of.plan, of.occasion).is_some();
        let key = &loaded.resolved.settings.steering.occasions[of.occasion].key;
        is_due.then(|| FormPlace { of, address: format!("{}/{}", file.page().unwrap_or_default(), name(key, None)) })
    }

    /// The form itself, where there is anything to fill in.
    pub(super) fn form<'l>(&self, loaded: &'l Loaded, language: Language) -> Option<Form<'l>> {
        let Occasion { plan, occasion } = self.of;
        Form::new(Request { loaded, plan, occasion, who: None, without_others: false, language }).ok()
    }

    /// The way to it from a page of a path.
    pub(super) fn link(&self, from: &str) -> String {
        let up = "../".repeat(from.matches('/').count());
        format!("{up}{FORM}{}", percent_encoded(&self.address))
    }

    /// "T1 2026".
    pub(super) fn when(&self, loaded: &Loaded) -> String {
        let key = &loaded.resolved.settings.steering.occasions[self.of.occasion].key;
        let year = loaded.resolved.documents.head(self.of.plan).year.as_ref().map(|year| year.value.to_string());
        std::iter::once(key.clone()).chain(year).collect::<Vec<_>>().join(" ")
    }

    /// The documents of the report, in order; none where there is no file of it yet.
    pub(super) fn parts(&self, loaded: &Loaded) -> Vec<usize> {
        let mut reports = loaded.resolved.reports_on(self.of.plan);
        let report = reports.find(|report| report.occasion == Some(self.of.occasion));
        report.map_or_else(Vec::new, |report| report.parts.clone())
    }

    /// The files of the report, as they are shown.
    pub(super) fn files(&self, loaded: &Loaded) -> Vec<String> {
        let shown = |part: usize| {
            let path = loaded.sources.shown_path(loaded.resolved.documents.head(part).source);
            masked_path(&path).into_owned()
        };
        self.parts(loaded).into_iter().map(shown).collect()
    }

    /// The page of the report: where it is, or where it will be once there is a file.
    pub(super) fn report_page(&self, loaded: &Loaded) -> String {
        let parts = self.parts(loaded);
        let is_of_part = |file: &&File| file.document.is_some_and(|document| parts.contains(&document));
        let mut own = loaded.files.iter().filter(is_of_part).filter(|file| file.printed_with.is_none());
        if let Some(page) = own.find_map(File::page) {
            return format!("{page}.html");
        }
        let (plan, occasion) = self.address.rsplit_once('/').unwrap_or(("", &self.address));
        match plan.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{occasion}.html"),
            None => format!("{occasion}.html"),
        }
    }

    /// Whether a page is that of a report that nobody has begun.
    pub(super) fn is_report_to_come(loaded: &Loaded, page: &str) -> bool {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let beside = plans(loaded).filter(|(file, _)| file.page().is_some_and(|plan| folder(plan) == folder(page)));
        let mut places = beside.flat_map(|(_, plan)| FormPlace::of_plan(loaded, plan));
        places.any(|place| place.parts(loaded).is_empty() && place.report_page(loaded) == page)
    }

    /// The files beside the plan that cannot be read: what they report is not known.
    pub(super) fn unread<'l>(&self, loaded: &'l Loaded) -> impl Iterator<Item = &'l File> {
        let plan = loaded.resolved.documents.head(self.of.plan).source;
        let folder = loaded.files.iter().find(|file| file.source == plan).and_then(|file| file.path.parent());
        loaded.files.iter().filter(move |file| file.document.is_none() && file.path.parent() == folder)
    }
}

impl DueCount {
    /// How much is due of a plan at an occasion.
    pub(super) fn of(loaded: &Loaded, of: Occasion) -> DueCount {
        let resolved = &loaded.resolved;
        let plan: &Plan = &resolved.plans[of.plan];
        let mut count = DueCount::default();
        let mut add = |is_reported: bool| {
            count.due += 1;
            count.reported += usize::from(is_reported);
        };
        for goal in plan.in_print() {
            let due = resolved.goal_due(plan, goal, of.occasion, &loaded.sources);
            due.assessment.into_iter().for_each(&mut add);
            due.indicators.iter().chain(&due.activities).for_each(|(_, is_reported)| add(*is_reported));
        }
        let assignments = 0..plan.assignments.len();
        assignments.filter_map(|number| resolved.assignment_answered(plan, number, of.occasion)).for_each(add);
        count
    }
}

/// The plans that can be followed up, with their files.
pub(super) fn plans(loaded: &Loaded) -> impl Iterator<Item = (&File, usize)> {
    loaded.asked().filter_map(|file| {
        let document = file.document?;
        let is_plan = loaded.resolved.documents.head(document).is_plan();
        (is_plan && loaded.is_printable(document)).then_some((file, document))
    })
}
