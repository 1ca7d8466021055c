//! The cover in print.

use jiff::civil::Date;

use super::ViewContext;
use crate::model::{At, Prose, Tier};

/// The cover, each part only where given, in the order of print.
#[derive(Clone, Debug, Default)]
pub struct Cover<'a> {
    /// The organisation's names from the municipality down, with the administration after the board.
    pub names: Vec<CoverName<'a>>,
    /// The officers.
    pub officers: Vec<CoverOfficer<'a>>,
    /// Which appendix of the board's papers the document is.
    pub appendix: Option<&'a str>,
    /// The reference number.
    pub reference: Option<&'a str>,
    /// The date.
    pub date: Option<Date>,
    /// To whom.
    pub to: Option<&'a str>,
    /// The proposal for decision.
    pub proposal: Option<&'a Prose>,
    /// The head's title.
    pub head: Option<&'a str>,
    /// Lines of the address.
    pub address: Vec<&'a str>,
    /// Telephone numbers.
    pub telephones: Vec<&'a str>,
    /// E-mail addresses.
    pub emails: Vec<&'a str>,
    /// The web address.
    pub web: Option<&'a str>,
}

/// A name of the organisation.
#[derive(Clone, Copy, Debug)]
pub struct CoverName<'a> {
    /// Its rank; none for the administration.
    pub tier: Option<Tier>,
    /// The name.
    pub name: &'a str,
}

/// An officer who wrote the document.
#[derive(Clone, Copy, Debug)]
pub struct CoverOfficer<'a> {
    /// Name or function.
    pub name: &'a str,
    /// Telephone.
    pub telephone: Option<&'a str>,
    /// E-mail.
    pub email: Option<&'a str>,
}

/// The cover, each part only where given.
pub(super) fn cover<'a>(scene: &ViewContext<'a>) -> Cover<'a> {
    let organisation = &scene.document.organisation;
    let head = text(&organisation.head);
    let names = names(scene);
    let Some(written) = &scene.document.cover else { return Cover { names, head, ..Cover::default() } };
    let officers = written.officers.iter().map(|officer| CoverOfficer {
        name: officer.name.as_str(),
        telephone: text(&officer.telephone),
        email: text(&officer.email),
    });
    let contact = written.contact.as_ref();
    let all = |texts: Option<&'a Vec<At<String>>>| texts.into_iter().flatten().map(At::as_str).collect();
    Cover {
        names,
        officers: officers.collect(),
        appendix: text(&written.appendix),
        reference: text(&written.reference),
        date: written.date.as_ref().map(|date| date.value),
        to: text(&written.to),
        proposal: written.proposal.as_ref(),
        head,
        address: all(contact.map(|contact| &contact.address)),
        telephones: all(contact.map(|contact| &contact.telephone)),
        emails: all(contact.map(|contact| &contact.email)),
        web: contact.and_then(|contact| text(&contact.web)),
    }
}

fn text(text: &Option<At<String>>) -> Option<&str> {
    text.as_ref().map(At::as_str)
}

/// The names from the municipality down, the administration after the board.
fn names<'a>(scene: &ViewContext<'a>) -> Vec<CoverName<'a>> {
    let organisation = &scene.document.organisation;
    let mut names = Vec::new();
    for tier in Tier::ALL {
        names.extend(organisation.at(tier).map(|name| CoverName { tier: Some(tier), name: name.as_str() }));
        if tier == Tier::Board {
            let administration = organisation.administration.as_ref();
            names.extend(administration.map(|name| CoverName { tier: None, name: name.as_str() }));
        }
    }
    names
}
