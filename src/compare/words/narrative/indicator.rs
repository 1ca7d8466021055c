//! An indicator that differs. What was reached last year stands beside a target that changed, and a target that asks for
//! less after a miss is marked.

use super::{Cell, Cells, Row, Voice, both_have, clean, plain, reworded, title};
use crate::compare::diff::{Change, IndicatorDiff, Reached, TargetChange, TargetChangeKind};
use crate::diagnostic::Bilingual;
use crate::model::number::Quantity;
use crate::msg;

/// Whose target it is.
#[derive(Clone, Copy)]
enum Whose {
    Own,
    Council,
}

pub(super) fn rows(indicator: &IndicatorDiff, voice: Voice) -> Vec<Row> {
    let (old, new) = match (&indicator.old, &indicator.new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(new)) => return vec![added(indicator, &plain(&new.title), voice)],
        (Some(old), None) => return vec![ended(indicator, &plain(&old.title), voice)],
        (None, None) => return Vec::new(),
    };
    let (name, quoted) = (plain(&new.title), voice.quote(&new.title));
    let mut rows = Vec::new();
    let subject = voice.say(&Bilingual::fixed("Indikator", "Indicator"));
    if let Some(words) = &indicator.name {
        let head = Bilingual::fixed("Omformulerad indikator", "Reworded indicator");
        let head = reworded(indicator.how, head);
        rows.push(Row::words("title", subject, format!("{}:", voice.say(&head)), clean(words)));
    } else if old.title != new.title {
        let sentence = format!("{subject}: {} → {name}", plain(&old.title));
        rows.push(Row::change("title", subject, sentence, Some(plain(&old.title)), Some(name.clone())));
    }
    if let Some(change) = &indicator.moved {
        let (old, new) = (voice.quote(&title(&change.old)), voice.quote(&title(&change.new)));
        let sentence = voice.say(&msg!(
            "Flyttad indikator: {quoted} från målet {old} till {new}",
            "Moved indicator: {quoted} from the goal {old} to {new}",
        ));
        let subject = voice.say(&Bilingual::fixed("Mål", "Goal"));
        let row = Row::change("moved", subject, sentence, Some(title(&change.old)), Some(title(&change.new)));
        rows.push(row.about(name.clone()));
    }
    rows.extend(indicator.target.as_ref().map(|change| target(change, Whose::Own, &new.title, voice)));
    rows.extend(indicator.council_target.as_ref().map(|change| target(change, Whose::Council, &new.title, voice)));
    let words = |word: &Option<String>| word.as_deref().map(plain);
    if let Some(Change { old, new }) = &indicator.periodicity {
        let subject = Bilingual::fixed("Periodicitet", "Periodicity");
        rows.push(voice.changed("periodicity", subject, &quoted, words(old), words(new)).about(name.clone()));
    }
    if let Some(Change { old, new }) = &indicator.unit {
        let subject = Bilingual::fixed("Måttenhet", "Unit of measure");
        let words = |word: &str| Some(plain(word)).filter(|word| !word.is_empty());
        rows.push(voice.changed("unit", subject, &quoted, words(old), words(new)).about(name.clone()));
    }
    if let Some(Change { old, new }) = &indicator.direction {
        let subject = Bilingual::fixed("Riktning", "Direction");
        let words = |word: Option<&str>| word.map(str::to_owned);
        rows.push(voice.changed("direction", subject, &quoted, words(*old), words(*new)).about(name.clone()));
    }
    if let Some(Change { old, new }) = &indicator.counted {
        let subject = Bilingual::fixed("Räknas ihop från årets början", "Counted from the beginning of the year");
        let word =
            |is: bool| Some(voice.say(&if is { Bilingual::fixed("ja", "yes") } else { Bilingual::fixed("nej", "no") }));
        rows.push(voice.changed("counted", subject, &quoted, word(*old), word(*new)).about(name.clone()));
    }
    if let Some(Change { old, new }) = &indicator.checkpoints {
        let subject = Bilingual::fixed("Riktpunkter", "Checkpoints");
        rows.push(voice.changed("checkpoints", subject, &quoted, words(old), words(new)).about(name.clone()));
    }
    let figures = [
        ("targets_by_year", Bilingual::fixed("Målvärden", "Targets by year"), &indicator.targets_by_year),
        ("starting_value", Bilingual::fixed("Utgångsvärde", "Starting value"), &indicator.starting_value),
        ("benchmark", Bilingual::fixed("Jämförelse", "Benchmark"), &indicator.benchmark),
        ("trend", Bilingual::fixed("Trend", "Trend"), &indicator.trend),
        ("kolada", Bilingual::fixed("Mått i Kolada", "Measure in Kolada"), &indicator.kolada),
    ];
    for (kind, subject, change) in figures {
        if let Some(Change { old, new }) = change {
            rows.push(voice.changed(kind, subject, &quoted, words(old), words(new)).about(name.clone()));
        }
    }
    if let Some(change) = &indicator.responsible {
        rows.push(voice.responsible_for(change, &new.title));
    }
    rows
}

fn added(indicator: &IndicatorDiff, name: &str, voice: Voice) -> Row {
    let subject = voice.say(&Bilingual::fixed("Ny indikator", "New indicator"));
    let set = |change: &Option<TargetChange>| change.as_ref().and_then(|change| change.new.as_deref()).map(plain);
    let own = set(&indicator.target).map(|target| msg!("årsmål {target}", "target {target}"));
    let council = set(&indicator.council_target)
        .map(|target| msg!("fullmäktiges årsmål {target}", "the council’s target {target}"));
    let who = indicator.responsible.as_ref().and_then(|change| change.new.as_deref()).map(plain);
    let who = who.map(|who| msg!("ansvarig {who}", "responsible {who}"));
    let details = voice.details([own, council, who]);
    let sentence = voice.say(&msg!("Ny indikator: {name}{details}", "New indicator: {name}{details}"));
    Row::change("new", subject, sentence, None, Some(format!("{name}{details}")))
}

fn ended(indicator: &IndicatorDiff, name: &str, voice: Voice) -> Row {
    let subject = voice.say(&Bilingual::fixed("Avslutad indikator", "Ended indicator"));
    let was = |change: &Option<TargetChange>| change.as_ref().and_then(|change| change.old.as_deref()).map(plain);
    let own = was(&indicator.target).map(|target| msg!("årsmålet var {target}", "the target was {target}"));
    let council = was(&indicator.council_target)
        .map(|target| msg!("fullmäktiges årsmål var {target}", "the council’s target was {target}"));
    let details = voice.details([own, council, None]);
    let last =
        [&indicator.target, &indicator.council_target].into_iter().flatten().find_map(|change| change.reached.as_ref());
    let reached = last.map(|reached| format!("; {}", voice.reached(reached))).unwrap_or_default();
    let alert = last.filter(|reached| is_miss(reached));
    let alert = alert.map(|_| Bilingual::fixed("Indikator avslutad efter missat mål", "Indicator ended after a miss"));
    let sentence = match &alert {
        Some(_) => msg!("{name}{details}{reached}", "{name}{details}{reached}"),
        None => msg!("Avslutad indikator: {name}{details}{reached}", "Ended indicator: {name}{details}{reached}"),
    };
    let row = Row::change("ended", subject, voice.say(&sentence), None, None);
    let line = last.map(|reached| voice.last_year(reached));
    let alert = alert.map(|alert| voice.say(&alert));
    let cells = Cells::Two(Cell::of(Some(format!("{name}{details}"))).line(line), Cell::default());
    Row { alert, cells, ..row }
}

/// A target that differs, of an indicator that both sides have.
fn target(change: &TargetChange, whose: Whose, name: &str, voice: Voice) -> Row {
    let (name, quoted) = (plain(name), voice.quote(name));
    let subject = match whose {
        Whose::Own => Bilingual::fixed("Årsmål", "Target"),
        Whose::Council => Bilingual::fixed("Fullmäktiges årsmål", "The council’s target"),
    };
    let definite = match whose {
        Whose::Own => msg!("Årsmålet för {quoted}", "The target of {quoted}"),
        Whose::Council => msg!("Fullmäktiges årsmål för {quoted}", "The council’s target of {quoted}"),
    };
    let (sv, en) = (definite.sv, definite.en);
    let (old, new) = (change.old.as_deref().map(plain), change.new.as_deref().map(plain));
    let none = voice.say(&Bilingual::fixed("inget", "none"));
    let (was, is) = (old.as_ref().unwrap_or(&none), new.as_ref().unwrap_or(&none));
    let rises = match (quantity(&change.old), quantity(&change.new)) {
        (Some(old), Some(new)) if old.same_unit(&new) && old.upper.is_none() && new.upper.is_none() => {
            Some(new.value.cmp(&old.value)).filter(|order| order.is_ne()).map(|order| order.is_gt())
        }
        _ => None,
    };
    let step = match &change.kind {
        TargetChangeKind::Tightened(step) | TargetChangeKind::Loosened(step) => {
            step.as_deref().map(|step| voice.step(step, rises))
        }
        _ => None,
    };
    let by = step.as_ref().map(|step| format!(" ({step})")).unwrap_or_default();
    let (verb_sv, verb_en) = match rises {
        Some(true) => ("höjs", "is raised"),
        Some(false) => ("sänks", "is lowered"),
        None => ("ändras", "changes"),
    };
    let meaning = match change.kind {
        TargetChangeKind::Tightened(_) => Some(Bilingual::fixed("högre krav", "asks for more")),
        TargetChangeKind::Loosened(_) => Some(Bilingual::fixed("lägre krav", "asks for less")),
        _ => None,
    };
    let meaning = meaning.map(|meaning| voice.say(&meaning));
    let missed = change.reached.as_ref().is_some_and(is_miss);
    let alert = match change.kind {
        TargetChangeKind::Loosened(_) if missed => {
            Some(Bilingual::fixed("Lägre krav efter missat mål", "Asks for less after a miss"))
        }
        TargetChangeKind::Dropped if missed => {
            Some(Bilingual::fixed("Borttaget efter missat mål", "Dropped after a miss"))
        }
        _ => None,
    };
    let sentence = match change.kind {
        // Words such as "Tas fram av nämnden" are no target.
        TargetChangeKind::Set if old.is_some() => {
            msg!("{sv} sätts till {is}, förut: {was}", "{en} is set to {is}, before: {was}")
        }
        TargetChangeKind::Set => msg!("{sv} sätts för första gången: {is}", "{en} is set for the first time: {is}"),
        TargetChangeKind::Dropped if new.is_some() => {
            msg!("{sv} tas bort, det var {was}, nu: {is}", "{en} is dropped, it was {was}, now: {is}")
        }
        TargetChangeKind::Dropped => msg!("{sv} tas bort, det var {was}", "{en} is dropped, it was {was}"),
        _ => msg!("{sv} {verb_sv} från {was} till {is}{by}", "{en} {verb_en} from {was} to {is}{by}"),
    };
    let mut sentence = voice.say(&sentence);
    // What catches the eye has said it already.
    sentence.extend(meaning.iter().filter(|_| alert.is_none()).flat_map(|meaning| [", ", meaning]));
    if let Some(reached) = &change.reached {
        sentence.push_str(&format!("; {}", voice.reached(reached)));
    }
    let kind = match change.kind {
        TargetChangeKind::Set => "set",
        TargetChangeKind::Dropped => "dropped",
        TargetChangeKind::Tightened(_) => "tightened",
        TargetChangeKind::Loosened(_) => "loosened",
        TargetChangeKind::Other => "other",
    };
    let line: Vec<String> = step.into_iter().chain(meaning).collect();
    let row = Row::change(kind, voice.say(&subject), sentence, None, None).about(name);
    let old = Cell::of(old).line(change.reached.as_ref().map(|reached| voice.last_year(reached)));
    let new = Cell::of(new).line((!line.is_empty()).then(|| line.join(", ")));
    Row { alert: alert.map(|alert| voice.say(&alert)), cells: Cells::Two(old, new), ..row }
}

fn quantity(target: &Option<String>) -> Option<Quantity> {
    target.as_deref().and_then(Quantity::read)
}

/// Whether it was assessed, and not as the best.
fn is_miss(reached: &Reached) -> bool {
    reached.is_missed
}

impl Voice {
    /// A step with its sign, without its unit; between two shares in percentage points.
    fn step(self, step: &str, rises: Option<bool>) -> String {
        let step = plain(step);
        let characters = ['+', '-', '−', '±'];
        // The targets beside it have the unit too, and it may be long.
        let number = |step: String| {
            let digits: String = step.chars().take_while(|character| !character.is_alphabetic()).collect();
            if digits.contains(|character: char| character.is_ascii_digit()) {
                digits.trim_end().to_owned()
            } else {
                step
            }
        };
        let step = match step.strip_suffix('%') {
            Some(number) => {
                let number = number.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
                self.say(&match number.trim_start_matches(characters) {
                    "1" => msg!("{number} procentenhet", "{number} percentage point"),
                    _ => msg!("{number} procentenheter", "{number} percentage points"),
                })
            }
            None => number(step),
        };
        match rises {
            _ if step.starts_with(characters) => step.replacen('-', "−", 1),
            Some(true) => format!("+{step}"),
            Some(false) => format!("−{step}"),
            None => step,
        }
    }

    /// "utfallet VB 2024 var 18, Målet ej nått".
    fn reached(self, reached: &Reached) -> String {
        let (occasion, outcome) = (plain(&reached.occasion), plain(&reached.outcome));
        let words = msg!("utfallet {occasion} var {outcome}", "the outcome {occasion} was {outcome}");
        self.with_assessment(&words, reached)
    }

    /// "Utfall VB 2024: 18, Målet ej nått".
    fn last_year(self, reached: &Reached) -> String {
        let (occasion, outcome) = (plain(&reached.occasion), plain(&reached.outcome));
        self.with_assessment(&msg!("Utfall {occasion}: {outcome}", "Outcome {occasion}: {outcome}"), reached)
    }

    fn with_assessment(self, words: &Bilingual, reached: &Reached) -> String {
        let assessment = reached.assessment.as_deref().map(|words| format!(", {}", plain(words)));
        self.say(words) + &assessment.unwrap_or_default()
    }

    /// Details after a name, each after a comma.
    fn details(self, details: [Option<Bilingual>; 3]) -> String {
        details.into_iter().flatten().map(|detail| format!(", {}", self.say(&detail))).collect()
    }

    /// "Periodicitet för X: Tertial → År".
    fn changed(
        self,
        kind: &'static str,
        subject: Bilingual,
        quoted: &str,
        old: Option<String>,
        new: Option<String>,
    ) -> Row {
        let none = self.say(&Bilingual::fixed("ingen", "none"));
        let (old, new) = (old.unwrap_or_else(|| none.clone()), new.unwrap_or(none));
        let (sv, en) = (&subject.sv, &subject.en);
        let sentence = msg!("{sv} för {quoted}: {old} → {new}", "{en} of {quoted}: {old} → {new}");
        Row::change(kind, self.say(&subject), self.say(&sentence), Some(old), Some(new))
    }

    /// Who answers for an indicator or an activity.
    pub(super) fn responsible_for(self, change: &Change<Option<String>>, name: &str) -> Row {
        let row = self.responsible(Some(&change.old), Some(&change.new));
        let quoted = self.quote(name);
        let (old, new) = (self.somebody(&change.old), self.somebody(&change.new));
        let sentence =
            self.say(&msg!("Ansvarig för {quoted}: {old} → {new}", "Responsible for {quoted}: {old} → {new}"));
        Row { sentence: vec![both_have(sentence)], ..row.about(plain(name)) }
    }
}
