//! What a finding is: its rule, its words in both languages, its places. Data only.

mod near;

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use crate::characters::Unseen;
pub use crate::diagnostic::near::{Applicability, differs_at_most, is_another, near_name, near_word};
use crate::identity;
use crate::source::{Span, visible};

/// A language that `vp` speaks to its users. The documents' language is the templates' affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Swedish, `sv`.
    Swedish,
    /// English, `en`.
    English,
}

/// The same words in Swedish and English. There is no way to make one without the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bilingual {
    /// Swedish.
    pub sv: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Bilingual {
    /// Fixed words.
    pub const fn fixed(sv: &'static str, en: &'static str) -> Bilingual {
        Bilingual { sv: Cow::Borrowed(sv), en: Cow::Borrowed(en) }
    }

    /// The words in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// `a, b och c`: all of some names.
    pub fn all_of<T: AsRef<str>>(names: &[T]) -> Bilingual {
        Bilingual { sv: listed(names, "och").into(), en: listed(names, "and").into() }
    }

    /// `a, b eller c`: any of some names.
    pub fn any_of<T: AsRef<str>>(names: &[T]) -> Bilingual {
        Bilingual { sv: listed(names, "eller").into(), en: listed(names, "or").into() }
    }

    /// The words without the last digits of personal identity numbers: a finding may quote any place of a file.
    fn masked(self) -> Bilingual {
        let mask = |words: Cow<'static, str>| match identity::shown(&words) {
            Cow::Owned(masked) => Cow::Owned(masked),
            Cow::Borrowed(_) => words,
        };
        // A file may be called anything, and so may a key. What has lines of its own keeps them.
        let mask = |words: Cow<'static, str>| match visible(&words) {
            Cow::Owned(_) => {
                let lines: Vec<Cow<str>> = words.split('\n').map(visible).collect();
                mask(Cow::Owned(lines.join("\n")))
            }
            Cow::Borrowed(_) => mask(words),
        };
        Bilingual { sv: mask(self.sv), en: mask(self.en) }
    }
}

/// Names after one another, with a word before the last.
fn listed<T: AsRef<str>>(names: &[T], word: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match &names[..] {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [names @ .., last] => format!("{} {word} {last}", names.join(", ")),
    }
}

impl Unseen {
    /// What the character is called.
    pub fn name(self) -> Bilingual {
        match self {
            Unseen::NoBreakSpace => Bilingual::fixed("ett hårt blanksteg", "a no-break space"),
            Unseen::LineBreak => Bilingual::fixed("ett osynligt radbrott", "an invisible line break"),
            Unseen::SoftHyphen => Bilingual::fixed("ett mjukt bindestreck", "a soft hyphen"),
            Unseen::Joiner | Unseen::Direction | Unseen::Nothing => {
                Bilingual::fixed("ett osynligt tecken", "an invisible character")
            }
        }
    }
}

/// `msg!("svenska {x}", "English {x}")`: words with inline values, in both languages.
#[macro_export]
macro_rules! msg {
    ($sv:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        {
            $(let $name = &$value;)*
            $crate::diagnostic::Bilingual { sv: format!($sv).into(), en: format!($en).into() }
        }
    };
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Never reported.
    Off,
    /// Shown on request; never sets the exit code.
    Info,
    /// Shown; sets the exit code with `--strict`.
    Warning,
    /// Shown; sets the exit code.
    Error,
}

impl Severity {
    /// The word in vp.yaml and in reports.
    pub fn word(self) -> Bilingual {
        match self {
            Severity::Off => Bilingual::fixed("av", "off"),
            Severity::Info => Bilingual::fixed("upplysning", "info"),
            Severity::Warning => Bilingual::fixed("varning", "warning"),
            Severity::Error => Bilingual::fixed("fel", "error"),
        }
    }

    /// The level that a word names in either language; `None` for any other word.
    pub fn from_word(word: &str) -> Option<Severity> {
        [Severity::Off, Severity::Info, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|level| word.eq_ignore_ascii_case(&level.word().sv) || word.eq_ignore_ascii_case(&level.word().en))
    }
}

/// One rule of the catalogue. Codes are stable and never reused.
#[derive(Debug)]
pub struct Rule {
    /// `VP` and four digits; the first two tell the family.
    pub code: &'static str,
    /// The pattern found, in English words joined by hyphens; reads well after "allow".
    pub name: &'static str,
    /// Its level unless vp.yaml says another.
    pub level: Severity,
    /// Whether vp.yaml may change the level and a file may make an exception.
    pub can_be_silenced: bool,
    /// One line: what is found.
    pub summary: Bilingual,
    /// What is found, in a paragraph.
    pub what: Bilingual,
    /// Why it matters, in a paragraph.
    pub why: Bilingual,
    /// What `vp check --fix` fixes of it.
    pub fixes: Fixes,
}

/// What can be fixed of a rule's findings, in words.
#[derive(Debug)]
pub struct Fixes {
    /// What is fixed for certain.
    pub certain: Option<Bilingual>,
    /// What is proposed to the writer and not fixed.
    pub likely: Option<Bilingual>,
}

impl Fixes {
    /// Nothing can be fixed.
    pub const NONE: Fixes = Fixes { certain: None, likely: None };
}

/// A further place of a finding and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub words: Bilingual,
}

/// An edit that fixes the finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// The text to put there.
    pub text: String,
    /// How sure it is that this was meant.
    pub applicability: Applicability,
}

/// A finding at its place. Its words are masked as they are put in; the text of an edit is not, as it goes into the file.
///
/// It is no longer than an address: ten thousand plans have many, which are put from one list into another and sorted.
#[derive(Clone, Debug)]
pub struct Diagnostic(Box<Told>);

/// What a finding tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// The rule that it breaks.
    pub rule: &'static Rule,
    /// The rule's own level, or a lower one that the finding asks for, until `check` applies the workspace's.
    pub level: Severity,
    /// The place that the writer should look at.
    pub span: Span,
    /// One phrase naming the thing as written, without a full stop.
    pub message: Bilingual,
    /// What stands at the place; empty where the message says it all.
    pub label: Option<Bilingual>,
    /// The other places that make it wrong.
    pub others: Vec<Label>,
    /// What to do, with the text to type where one is known.
    pub help: Option<Bilingual>,
    /// The edit that fixes it, where one is known.
    pub fix: Option<Fix>,
}

impl Deref for Diagnostic {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

impl DerefMut for Diagnostic {
    fn deref_mut(&mut self) -> &mut Told {
        &mut self.0
    }
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: Bilingual) -> Diagnostic {
        let (level, message) = (rule.level, message.masked());
        let (label, others, help, fix) = Default::default();
        Diagnostic(Box::new(Told { rule, level, span, message, label, others, help, fix }))
    }

    /// Asks for a lower level than the rule's, for the milder case of one code. A level that is chosen for the rule goes before
    /// it, where it is not lower than the rule's own.
    pub fn lower(mut self, level: Severity) -> Diagnostic {
        self.level = self.level.min(level);
        self
    }

    /// Says what stands at the place.
    pub fn label(mut self, words: Bilingual) -> Diagnostic {
        self.label = Some(words.masked());
        self
    }

    /// Adds another place.
    pub fn other(mut self, span: Span, words: Bilingual) -> Diagnostic {
        self.others.push(Label { span, words: words.masked() });
        self
    }

    /// Says what to do.
    pub fn help(mut self, words: Bilingual) -> Diagnostic {
        self.help = Some(words.masked());
        self
    }

    /// Adds a fix that is certain.
    pub fn fix(self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix_with(span, text, Applicability::Certain)
    }

    /// Adds a fix that the writer must judge.
    pub fn suggest(self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix_with(span, text, Applicability::Likely)
    }

    /// Adds a fix and how sure it is.
    pub fn fix_with(mut self, span: Span, text: impl Into<String>, applicability: Applicability) -> Diagnostic {
        self.fix = Some(Fix { span, text: text.into(), applicability });
        self
    }
}

impl Bilingual {
    fn shrink(&mut self) {
        for words in [&mut self.sv, &mut self.en] {
            // Copied, since an allocator leaves a block as long as it is when its end is given back.
            if let Cow::Owned(words) = words
                && words.len() < words.capacity()
            {
                *words = words.as_str().to_owned();
            }
        }
    }
}

impl Diagnostic {
    /// Gives back the room that writing its words has left over: ten thousand plans have some hundred thousand texts of findings.
    fn shrink(&mut self) {
        let Told { message, label, others, help, .. } = &mut *self.0;
        message.shrink();
        label.iter_mut().chain(help).for_each(Bilingual::shrink);
        others.iter_mut().for_each(|other| other.words.shrink());
        if others.len() < others.capacity() {
            let mut exact = Vec::with_capacity(others.len());
            exact.append(others);
            *others = exact;
        }
    }
}

/// Where findings are put.
#[derive(Debug)]
pub struct Sink {
    findings: Vec<Diagnostic>,
    /// How many names may still be compared with misspelt ones.
    comparisons_left: usize,
}

impl Default for Sink {
    fn default() -> Sink {
        Sink { findings: Vec::new(), comparisons_left: near::MOST_COMPARED }
    }
}

impl Sink {
    /// Keeps a finding.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.shrink();
        self.findings.push(diagnostic);
    }

    /// Keeps each of several findings, or the one that there may be.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.findings.extend(findings);
    }

    /// Keeps all findings of another sink.
    pub fn append(&mut self, other: Sink) {
        self.findings.extend(other.findings);
    }

    /// The findings in the order of their finding.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }
}
