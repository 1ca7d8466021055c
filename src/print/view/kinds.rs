//! What is printed of each kind of document: its title and its view.

use super::{View, ViewContext, contribution, empty, plan, report, roll_up};
use crate::model::DocumentKind;

/// The title of a document in print.
pub fn title(scene: &ViewContext) -> String {
    match scene.document.kind {
        DocumentKind::Plan => plan::title(scene),
        DocumentKind::TertialReport | DocumentKind::AnnualReport => report::title(scene),
        DocumentKind::Contribution => contribution::title(scene),
        DocumentKind::RollUp => roll_up::title(scene),
    }
}

/// What is printed of a document, in order.
pub fn view<'a>(scene: &ViewContext<'a>) -> View<'a> {
    let mut view = match scene.document.kind {
        DocumentKind::Plan => plan::view(scene),
        DocumentKind::TertialReport | DocumentKind::AnnualReport => report::view(scene),
        DocumentKind::Contribution => contribution::view(scene),
        DocumentKind::RollUp => roll_up::view(scene),
    };
    if !scene.resolved.settings.steering.prints_empty {
        empty::drop_columns(&mut view.blocks);
    }
    view
}
