//! The cover in print.

use jiff::civil::Date;

use super::ViewContext;
use crate::model::{At, Decision, Prose, Tier, with_sign};

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
    /// The decision on the plan.
    pub decision: Option<CoverDecision<'a>>,
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

/// The decision on the plan.
#[derive(Clone, Debug)]
pub struct CoverDecision<'a> {
    /// "Beslutad av Socialnämnden 2025-01-28 § 12", or "Utkast".
    pub text: String,
    /// Who decided.
    pub body: Option<&'a str>,
    /// The day.
    pub date: Option<Date>,
    /// The paragraph, as written.
    pub paragraph: Option<&'a str>,
    /// Whether it is still to be decided.
    pub is_draft: bool,
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
    let decision = scene.document.decision.as_ref().map(|written| self::decision(scene, written));
    let Some(written) = &scene.document.cover else { return Cover { names, head, decision, ..Cover::default() } };
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
        decision,
        to: text(&written.to),
        proposal: written.proposal.as_ref(),
        head,
        address: all(contact.map(|contact| &contact.address)),
        telephones: all(contact.map(|contact| &contact.telephone)),
        emails: all(contact.map(|contact| &contact.email)),
        web: contact.and_then(|contact| text(&contact.web)),
    }
}

/// A decision as it is printed; a day that cannot be read is left out.
fn decision<'a>(scene: &ViewContext<'a>, written: &'a Decision) -> CoverDecision<'a> {
    let labels = scene.labels;
    let (body, date) = (text(&written.body), written.date.as_ref().map(|date| date.value));
    let is_draft = written.is_draft();
    let words = match (is_draft, body) {
        (true, _) => vec![labels.draft.clone()],
        (false, Some(body)) => vec![labels.decided_by.clone(), body.to_owned()],
        (false, None) => vec![labels.decided.clone()],
    };
    let paragraph = text(&written.paragraph);
    let when = date.map(|date| date.to_string()).into_iter().chain(paragraph.map(with_sign));
    let text = words.into_iter().chain(when).collect::<Vec<_>>().join(" ");
    CoverDecision { text, body, date, paragraph, is_draft }
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
