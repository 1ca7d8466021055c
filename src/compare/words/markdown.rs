//! For a comment in a review. Words that are gone are ~~struck out~~ and new ones **bold**; long texts are folded where a
//! forge can fold, and stand open where it cannot.

use super::narrative::{Named, Narrative, NarrativePart, PlanNarrative, Remark, Row, Voice, excerpt};
use super::{Format, Options};
use crate::compare::diff::{Comparison, Run, RunKind};
use crate::diagnostic::Bilingual;
use crate::print::templates::write_markdown_words;

/// Markdown of the sort that forges read.
pub(super) static FORMAT: Format =
    Format { name: "markdown", short: "md", write: |comparison, options, _, _| Ok(write(comparison, options)) };

/// A longer list of plans is folded.
const MOST_PLANS: usize = 10;

fn write(comparison: &Comparison, options: Options) -> String {
    let voice = Voice { language: options.language, show_text: options.show_text };
    let narrative = Narrative::of(comparison, voice);
    let mut page = MarkdownWriter { voice, blocks: Vec::new() };
    page.block(format!("### {}", words(&narrative.title)));
    page.list(page.remarks(&narrative.summary));
    if narrative.plans.len() > 1 {
        page.block(page.table(&narrative.plans));
    }
    narrative.plans.iter().for_each(|plan| page.plan(plan));
    narrative.named.iter().for_each(|named| page.named(named));
    page.blocks.join("\n\n") + "\n"
}

struct MarkdownWriter {
    voice: Voice,
    /// Between two of them stands an empty line.
    blocks: Vec<String>,
}

impl MarkdownWriter {
    fn block(&mut self, text: String) {
        self.blocks.push(text);
    }

    fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
            self.block(items.join("\n").trim_end().to_owned());
        }
    }

    fn remarks(&self, remarks: &[Remark]) -> Vec<String> {
        let attention = self.voice.say(&Bilingual::fixed("Obs!", "Note!"));
        let written = remarks.iter().map(|remark| match remark.is_alert {
            true => format!("**{attention}** {}", words(&remark.words)),
            false => words(&remark.words),
        });
        written.collect()
    }

    fn table(&self, plans: &[PlanNarrative]) -> String {
        let heads = [
            Bilingual::fixed("Plan", "Plan"),
            Bilingual::fixed("Nya mål", "New goals"),
            Bilingual::fixed("Avslutade mål", "Ended goals"),
            Bilingual::fixed("Ändrade mål", "Changed goals"),
            Bilingual::fixed("Årsmål med lägre krav", "Targets asking for less"),
        ];
        let heads = heads.map(|head| self.voice.say(&head)).join(" | ");
        let mut lines = vec![format!("| {heads} |"), "| --- | ---: | ---: | ---: | ---: |".to_owned()];
        for plan in plans {
            let counts = plan.counts.map(|count| count.to_string()).join(" | ");
            lines.push(format!("| {} | {counts} |", words(&plan.name)));
        }
        lines.join("\n")
    }

    fn plan(&mut self, plan: &PlanNarrative) {
        self.block(format!("#### {}", words(&plan.name)));
        let about = plan.about.iter().map(|about| words(about));
        self.block(about.chain([words(&plan.files)]).collect::<Vec<_>>().join(" · "));
        self.list(self.remarks(&plan.summary));
        plan.parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &NarrativePart) {
        self.block(format!("##### {}", words(&part.heading())));
        let states = part.sentences().map(|sentence| format!("*{}*", words(sentence)));
        let rows = part.rows.iter().map(|row| self.row(row));
        self.list(states.chain(rows).collect());
    }

    fn row(&self, row: &Row) -> String {
        let mut item = runs(&row.sentence);
        if let Some(alert) = &row.alert {
            let attention = self.voice.say(&Bilingual::fixed("Obs!", "Note!"));
            item = format!("**{attention} {}:** {item}", words(alert));
        }
        if let Some(words) = &row.words {
            let summary = self.voice.say(&Bilingual::fixed("Visa orden", "Show the words"));
            item.push_str(&format!(
                "\n\n  <details>\n  <summary>{summary}</summary>\n\n  {}\n\n  </details>\n",
                runs(&excerpt(words)),
            ));
        }
        item
    }

    fn named(&mut self, named: &Named) {
        self.block(format!("#### {}", words(&named.heading)));
        let plans: Vec<String> = named.plans.iter().map(|plan| format!("- {}", words(plan))).collect();
        let plans = plans.join("\n");
        if named.plans.len() <= MOST_PLANS {
            return self.block(plans);
        }
        let number = named.plans.len();
        let summary = self.voice.say(&crate::msg!("{number} planer", "{number} plans"));
        self.block(format!("<details>\n<summary>{summary}</summary>\n\n{plans}\n\n</details>"));
    }
}

/// Runs with a space between them: their marks then always stand at the ends of words, where they are read as marks.
fn runs(runs: &[Run]) -> String {
    let written = runs.iter().map(|run| match run.kind {
        RunKind::Bilingual => words(&run.text),
        RunKind::Old => format!("~~{}~~", words(&run.text)),
        RunKind::New => format!("**{}**", words(&run.text)),
    });
    written.collect::<Vec<_>>().join(" ")
}

/// Words as themselves. A forge would call people at `@name`, and link to an issue at `#12`: an empty comment parts the
/// sign from what follows.
fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing into a text cannot fail.
    let _ = write_markdown_words(&mut escaped, text);
    let mut parted = String::with_capacity(escaped.len());
    let mut before = ' ';
    let mut characters = escaped.chars().peekable();
    while let Some(character) = characters.next() {
        parted.push(character);
        let is_called = match (character, characters.peek()) {
            ('@', Some(next)) => next.is_alphanumeric(),
            ('#', Some(next)) => next.is_ascii_digit(),
            _ => false,
        };
        if is_called && !before.is_alphanumeric() {
            parted.push_str("<!-- -->");
        }
        before = character;
    }
    parted
}
