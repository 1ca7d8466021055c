//! The rules that the command line names: their levels, and which of them are shown.

use jiff::civil::Date;

use crate::cli::{args, console};
use crate::diagnostic::{Bilingual, Rule, Severity};
use crate::lint::check::Over;
use crate::lint::check::selection::{Choice, Selection};
use crate::lint::rules;
use crate::msg;

/// What was asked for.
#[derive(Debug)]
pub(super) struct Rules {
    /// Levels that go before those of vp.yaml; the last of a rule applies.
    pub(super) levels: Vec<(&'static Rule, Severity)>,
    /// The day; none before it is known.
    pub(super) today: Option<Date>,
    /// Which findings are shown.
    pub(super) selection: Selection,
}

impl Rules {
    /// What goes before the workspace's settings.
    pub(super) fn over(&self) -> Over<'_> {
        Over { levels: &self.levels, today: self.today }
    }
}

/// A mistake in the arguments: what is wrong, and what to write.
pub(super) struct Mistake {
    pub(super) message: Bilingual,
    pub(super) hint: Bilingual,
}

/// Reads what was written.
pub(super) fn read(options: &args::Rules) -> Result<Rules, Mistake> {
    Ok(Rules {
        today: None,
        levels: options.levels.iter().map(|written| level(written)).collect::<Result<_, _>>()?,
        selection: Selection {
            only: choices(&options.only)?,
            ignore: choices(&options.ignore)?.into_iter().map(may_be_ignored).collect::<Result<_, _>>()?,
            least: options.least,
        },
    })
}

fn level(written: &str) -> Result<(&'static Rule, Severity), Mistake> {
    let (rule, level) = written.split_once(['=', ':']).unwrap_or((written, ""));
    let (rule, level) = (rule.trim(), level.trim());
    let rule = rules::find(rule).ok_or_else(|| unknown(rule))?;
    let code = rule.code;
    if !rule.can_be_silenced {
        return Err(Mistake {
            message: msg!("{code} kan inte få någon annan nivå", "{code} cannot be given another level"),
            hint: gone(),
        });
    }
    let level = Severity::from_word(level).ok_or_else(|| Mistake {
        message: match level.is_empty() {
            true => msg!("{written} saknar nivå", "{written} lacks its level"),
            false => msg!("{level} är ingen nivå", "{level} is not a level"),
        },
        hint: msg!(
            "skriv {code}=fel, {code}=varning, {code}=upplysning eller {code}=av",
            "write {code}=error, {code}=warning, {code}=info or {code}=off",
        ),
    })?;
    Ok((rule, level))
}

fn choices(written: &[String]) -> Result<Vec<Choice>, Mistake> {
    written.iter().map(|word| Choice::find(word.trim()).ok_or_else(|| unknown(word.trim()))).collect()
}

fn may_be_ignored(choice: Choice) -> Result<Choice, Mistake> {
    if choice.can_be_silenced() {
        return Ok(choice);
    }
    let name = match choice {
        Choice::Rule(rule) => rule.code.to_owned(),
        Choice::Family(family) => format!("VP{}", family.number),
    };
    Err(Mistake { message: msg!("{name} kan inte döljas", "{name} cannot be ignored"), hint: gone() })
}

/// Why some rules cannot be silenced.
fn gone() -> Bilingual {
    Bilingual::fixed(
        "det den finner skulle annars göra att text försvann ur dokumentet utan att det syntes",
        "what it finds would otherwise make text vanish from the document unseen",
    )
}

fn unknown(written: &str) -> Mistake {
    Mistake {
        message: msg!("ingen regel heter {written}", "no rule is called {written}"),
        hint: match (rules::near(written), rules::family(written)) {
            (_, Some(family)) => {
                let (first, number) = (family.rules.first().map_or("VP0401", |entry| entry.rule.code), family.number);
                msg!(
                    "VP{number} är en familj; skriv en av dess regler, till exempel {first}",
                    "VP{number} is a family; write one of its rules, for instance {first}",
                )
            }
            (Some(near), None) => msg!("menade du {near}?", "did you mean {near}?"),
            (None, None) => match written.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("VP")) {
                true => {
                    let numbers = rules::FAMILIES.iter().map(|family| format!("VP{}", family.number));
                    let families = numbers.collect::<Vec<_>>().join(", ");
                    msg!(
                        "familjerna är {families}; vp explain visar alla regler",
                        "the families are {families}; vp explain lists all rules",
                    )
                }
                false => {
                    let word = console::quoted(written);
                    msg!(
                        "vp explain visar alla regler, och vp explain {word} dem som handlar om det",
                        "vp explain lists all rules, and vp explain {word} those that are about it",
                    )
                }
            },
        },
    }
}
