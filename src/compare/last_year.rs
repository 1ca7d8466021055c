//! The pages of a site that show what differs between plans and those of last year.

use crate::compare::diff::pairs::{Candidate, Pairs};
use crate::compare::diff::{Options, Side};
use crate::compare::words;
use crate::diagnostic::{Diagnostic, Language};
use crate::model::PrintLanguage;
use crate::print::site_pages::ComparisonPage;
use crate::print::templates::Templates;
use crate::print::ways::Ways;
use crate::read::load::Loaded;
use crate::terminal::Style;

/// The page that compares the plan of this number with that of the year before. `neighbours` is what it leads back to.
/// It is published with the plans, so it is in their language; `language` is for plans printed in one that comparisons
/// have no words in.
///
/// Errors: a template of the workspace cannot be used.
pub fn page(
    loaded: &Loaded,
    templates: &Templates,
    (document, page): (usize, &ComparisonPage),
    neighbours: &Ways,
    language: Language,
) -> Result<String, Box<Diagnostic>> {
    let plan = |document: usize| Candidate {
        side: Side { resolved: &loaded.resolved, sources: &loaded.sources, plan: document },
        path: loaded.sources.path(loaded.resolved.documents.head(document).source).to_owned(),
        place: None,
    };
    let (old, new) = (vec![plan(page.before)], vec![plan(document)]);
    let pairs = Pairs { both: vec![(0, 0)], ..Pairs::default() };
    let how = Options { show_text: false, ..Options::default() };
    let compared = pairs.compare(page.years.clone(), &old, &new, how);
    let language = match loaded.resolved.settings.print_language {
        PrintLanguage::Swedish => Language::Swedish,
        PrintLanguage::Finnish | PrintLanguage::Norwegian => language,
    };
    let ways = neighbours.of_comparison(document, page, loaded, templates);
    let how = words::Options { language, show_text: false, style: Style::Plain, ways: &ways };
    words::write(words::PAGE, &compared, how, templates, &loaded.sources)
}
