//! For a terminal: the sums first, then each plan that differs. Words that are gone stand in `[-…-]` and new ones in
//! `{+…+}`, as `git diff --word-diff` has them; what must catch the eye begins with `!`.

use super::narrative::{Named, Narrative, NarrativePart, PlanNarrative, Remark, Row, Voice, excerpt};
use super::{Format, Options};
use crate::compare::diff::{Comparison, Run, RunKind};
use crate::identity;
use crate::terminal::Paint;

/// Text for a terminal.
pub(super) static FORMAT: Format =
    Format { name: "text", short: "txt", write: |comparison, options, _, _| Ok(write(comparison, options)) };

fn write(comparison: &Comparison, options: Options) -> String {
    let narrative = Narrative::of(comparison, Voice { language: options.language, show_text: options.show_text });
    let page = TextWriter { paint: Paint(options.style), text: String::new() };
    // It is read on screens and in logs.
    identity::shown(&page.whole(&narrative)).into_owned()
}

struct TextWriter {
    paint: Paint,
    text: String,
}

impl TextWriter {
    fn whole(mut self, narrative: &Narrative) -> String {
        self.line(0, &self.paint.strong(&narrative.title));
        self.remarks(0, &narrative.summary);
        narrative.plans.iter().for_each(|plan| self.plan(plan));
        narrative.named.iter().for_each(|named| self.named(named));
        self.text
    }

    fn plan(&mut self, plan: &PlanNarrative) {
        let about = plan.about.iter().map(|about| format!("  {about}")).collect::<String>();
        self.text.push('\n');
        self.line(0, &(self.paint.strong(&plan.name) + &about));
        self.line(2, &self.paint.faint(&plan.files));
        self.remarks(2, &plan.summary);
        plan.parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &NarrativePart) {
        self.text.push('\n');
        self.line(2, &self.paint.strong(&part.heading()));
        part.sentences().for_each(|sentence| self.line(4, sentence));
        part.rows.iter().for_each(|row| self.row(row));
    }

    fn row(&mut self, row: &Row) {
        let sentence = self.runs(&row.sentence);
        match &row.alert {
            Some(alert) => self.line(2, &format!("{} {sentence}", self.paint.bad(&format!("! {alert}:")))),
            None => self.line(4, &sentence),
        }
        if let Some(words) = &row.words {
            self.line(6, &self.runs(&excerpt(words)));
        }
    }

    fn runs(&self, runs: &[Run]) -> String {
        let drawn = runs.iter().map(|run| match run.kind {
            RunKind::Bilingual => run.text.clone(),
            RunKind::Old => self.paint.bad(&format!("[-{}-]", run.text)),
            RunKind::New => self.paint.good(&format!("{{+{}+}}", run.text)),
        });
        drawn.collect::<Vec<_>>().join(" ")
    }

    fn remarks(&mut self, indent: usize, remarks: &[Remark]) {
        for Remark { words, is_alert } in remarks {
            let words = if *is_alert { self.paint.bad(&format!("! {words}")) } else { words.clone() };
            self.line(indent, &words);
        }
    }

    fn named(&mut self, named: &Named) {
        self.text.push('\n');
        self.line(0, &self.paint.strong(&named.heading));
        named.plans.iter().for_each(|plan| self.line(2, plan));
    }

    fn line(&mut self, indent: usize, words: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(words);
        self.text.push('\n');
    }
}
