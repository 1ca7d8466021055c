//! Characters that have become others on the way, in files that could be read.

use crate::diagnostic::Sink;
use crate::lint::rules::FileSubject;
use crate::syntax::yaml::garbled::{findings, hides_meaning};
pub use crate::syntax::yaml::rules::GARBLED_TEXT as RULE;

/// Reports once of each file what has become of its characters; a file that could not be read for it has been reported.
pub fn check(subject: &FileSubject, sink: &mut Sink) {
    let source = subject.sources.get(subject.file);
    let is_of_keys = source.path.ends_with(".yaml") || source.path.ends_with(".yml");
    if is_of_keys && hides_meaning(&source.text) {
        return;
    }
    findings(subject.sources, subject.file).into_iter().for_each(|finding| sink.push(finding));
}
