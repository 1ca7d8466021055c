//! The cover in print.

use super::{Cover, Labels, Scene};
use crate::model::Tier;

/// The cover, each part only where given.
pub(super) fn cover<'a>(scene: &Scene<'a>) -> Cover<'a> {
    let organisation = &scene.document.organisation;
    let mut cover = Cover {
        names: names(scene),
        head: organisation.head.as_ref().map(|head| head.value.clone()),
        ..Cover::default()
    };
    let Some(written) = &scene.document.cover else { return cover };
    let labels: &Labels = scene.labels;
    for officer in &written.officers {
        let mut lines = Vec::new();
        lines.extend(officer.telephone.iter().map(|number| format!("{}: {}", labels.telephone, number.value)));
        lines.extend(officer.email.iter().map(|email| email.value.clone()));
        cover.officers.push((officer.name.value.clone(), lines));
    }
    cover.references.extend(written.appendix.iter().map(|number| format!("{} {}", labels.appendix, number.value)));
    cover.references.extend(written.reference.iter().map(|number| format!("{}: {}", labels.reference, number.value)));
    cover.date = written.date.as_ref().map(|date| date.value);
    cover.to = written.to.as_ref().map(|to| to.value.clone());
    cover.proposal = written.proposal.as_ref();
    if let Some(contact) = &written.contact {
        let lines = contact.address.iter().chain(&contact.telephone);
        cover.contact.extend(lines.map(|line| line.value.clone()));
        cover.emails.extend(contact.email.iter().map(|email| email.value.clone()));
        cover.web.extend(contact.web.iter().map(|web| web.value.clone()));
    }
    cover
}

/// The names from the municipality down, the administration after the board.
fn names(scene: &Scene) -> Vec<String> {
    let organisation = &scene.document.organisation;
    let mut names = Vec::new();
    for tier in Tier::ALL {
        names.extend(organisation.at(tier).map(|name| name.value.clone()));
        if tier == Tier::Board {
            names.extend(organisation.administration.as_ref().map(|name| name.value.clone()));
        }
    }
    names
}
