//! Plans beside the versions of them that were decided, which only somebody who can read a repository has.

use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic, Severity, Sink};
use crate::lint::rules::chain::changed_since_decision::{RULE, Version, compare};
use crate::model::{At, Decision, Document};
use crate::msg;
use crate::read::load::Loaded;
use crate::resolve::names::plain_name;

/// Why a version cannot be read.
#[derive(Clone, Debug)]
pub enum Unread {
    /// There is no repository here, or nothing that reads it.
    NoRepository(Bilingual),
    /// The repository does not have it, or it holds no workspace.
    NoVersion(Bilingual),
}

/// What differs between the plans of a workspace and their decided versions. `read` gives the workspace as it was in a
/// version; it is asked once for each.
pub fn findings(loaded: &Loaded, mut read: impl FnMut(&str) -> Arc<Result<Loaded, Unread>>) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    let mut versions: Vec<(String, Arc<Result<Loaded, Unread>>)> = Vec::new();
    let asked = loaded.files.iter().filter(|file| file.page().is_some()).filter_map(|file| file.document);
    let asked = asked.filter(|number| loaded.resolved.documents.head(*number).names_version);
    for document in asked.map(|number| &loaded.resolved.documents[number]) {
        let Some(decision) = &document.decision else { continue };
        let Some(version) = &decision.version else { continue };
        let known = versions.iter().position(|(name, _)| name == version.as_str()).unwrap_or_else(|| {
            versions.push((version.value.clone(), read(version.as_str())));
            versions.len() - 1
        });
        match &*versions[known].1 {
            Ok(then) => beside((loaded, document), then, (decision, version), &mut sink),
            Err(why) => sink.push(unread(version, why)),
        }
    }
    sink.into_vec()
}

fn beside(
    (loaded, document): (&Loaded, &Document),
    then: &Loaded,
    (decision, version): (&Decision, &At<String>),
    sink: &mut Sink,
) {
    let name_of = |document: &Document| {
        let organisation = &document.organisation;
        let year = document.year.as_ref().map(|year| year.value);
        (organisation.tier(), plain_name(organisation.name()), year)
    };
    let Some(decided) =
        then.resolved.documents.all().find(|other| other.is_plan() && name_of(other) == name_of(document))
    else {
        let (name, organisation) = (version.as_str(), document.organisation.name());
        let message = msg!(
            "versionen {name} har ingen plan för {organisation} samma år",
            "the version {name} has no plan of {organisation} for the same year",
        );
        sink.push(Diagnostic::new(&RULE, version.span, message).help(msg!(
            "skriv den version som planen beslutades i; git log --oneline visar vilka som finns",
            "write the version that the plan was decided in; git log --oneline shows which there are",
        )));
        return;
    };
    let now = Version { resolved: &loaded.resolved, sources: &loaded.sources, document };
    let decided = Version { resolved: &then.resolved, sources: &then.sources, document: decided };
    compare(now, decided, decision, sink);
}

fn unread(version: &At<String>, why: &Unread) -> Diagnostic {
    let name = version.as_str();
    let message = msg!(
        "planen kan inte jämföras med den beslutade versionen {name}",
        "the plan cannot be compared with the decided version {name}",
    );
    let finding = Diagnostic::new(&RULE, version.span, message);
    match why {
        Unread::NoRepository(why) => finding.lower(Severity::Info).help(why.clone()),
        Unread::NoVersion(why) => finding.help(why.clone()),
    }
}
