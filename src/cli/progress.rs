//! A line on the terminal that says how far long work has come; none in pipes, and none for what is done at once.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Bilingual, Language};
use crate::progress::{self, Progress, Stage};

/// What is done sooner needs no line.
const SOON: Duration = Duration::from_secs(1);

/// How often it is drawn.
const BETWEEN: Duration = Duration::from_millis(100);

/// What is shown, and in which language.
struct Shown {
    language: Language,
    /// The line, once there is one.
    bar: Option<ProgressBar>,
    /// Whether the run has ended.
    is_over: bool,
}

static SHOWN: Mutex<Shown> = Mutex::new(Shown { language: Language::Swedish, bar: None, is_over: false });

/// Shows from now on how far the run has come, where somebody sees it.
pub(super) fn watch(language: Language) {
    speak(language);
    if !std::io::stderr().is_terminal() || !is_wanted(|name| std::env::var(name).ok()) {
        return;
    }
    let begun = Instant::now();
    let watcher = std::thread::Builder::new().name("progress".to_owned()).stack_size(128 * 1024);
    // Without a thread for it nothing is shown.
    let _ = watcher.spawn(move || {
        loop {
            std::thread::sleep(BETWEEN);
            let mut shown = lock();
            if shown.is_over {
                return;
            }
            if let Some(progress) = progress::now().filter(|_| begun.elapsed() >= SOON) {
                shown.draw(progress);
            }
        }
    });
}

/// Whether a terminal with these variables is one that somebody looks at, and that can draw a line anew.
fn is_wanted(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty() && value != "false" && value != "0");
    !is_set("CI") && variable("TERM").as_deref() != Some("dumb")
}

/// Says the rest in this language.
pub(super) fn speak(language: Language) {
    lock().language = language;
}

/// The language that was spoken last.
#[cfg(unix)]
pub(super) fn language() -> Language {
    lock().language
}

/// Does something that writes to the terminal: the line goes away for it and comes back below.
pub(super) fn around<R>(write: impl FnOnce() -> R) -> R {
    let bar = lock().bar.clone();
    match bar {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Takes the line away for good.
pub(super) fn end() {
    let mut shown = lock();
    shown.is_over = true;
    if let Some(bar) = shown.bar.take() {
        bar.finish_and_clear();
    }
}

fn lock() -> std::sync::MutexGuard<'static, Shown> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shown {
    fn draw(&mut self, progress: Progress) {
        // What is done has no line: the next stage may be long in coming.
        if progress.done == progress.all {
            if let Some(bar) = self.bar.take() {
                bar.finish_and_clear();
            }
            return;
        }
        let language = self.language;
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style());
            bar
        });
        bar.set_message(words(progress.stage).get(language).to_owned());
        bar.set_length(progress.all as u64);
        bar.set_position(progress.done as u64);
        bar.tick();
    }
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━━─")
}

fn words(stage: Stage) -> Bilingual {
    match stage {
        Stage::Reading => Bilingual::fixed("läser filer", "reading files"),
        Stage::Documents => Bilingual::fixed("går igenom dokument", "going through documents"),
        Stage::SitePages => Bilingual::fixed("skriver gemensamma sidor", "writing shared pages"),
        Stage::Comparing => Bilingual::fixed("jämför planer", "comparing plans"),
        Stage::Tables => Bilingual::fixed("samlar tabeller", "gathering tables"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_wanted;

    #[test]
    fn a_line_is_drawn_where_somebody_sees_it() {
        let with = |set: &'static [(&'static str, &'static str)]| {
            is_wanted(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(with(&[]) && with(&[("TERM", "xterm")]) && with(&[("CI", "false")]) && with(&[("CI", "")]));
        assert!(!with(&[("CI", "true")]) && !with(&[("CI", "1")]) && !with(&[("TERM", "dumb")]));
    }
}
