//! What is put into the pages that are served, and into none that is built: a line that leads to the preview's script, and into a
//! form the script that writes its answers at once.

use super::filling::name_of;
use crate::diagnostic::{Bilingual, Language};
use crate::drafts::forms::page as form;
use crate::identity;

/// The script of pages, with the looks of its panel. What hears of news is the same in both scripts.
pub(super) const SCRIPT: &str =
    concat!("(() => {\n'use strict';\n", include_str!("news.js"), include_str!("preview.js"), "})();\n");

/// The script of an open form, with the looks of what it adds.
const LIVE: &str = concat!("(() => {\n'use strict';\n", include_str!("news.js"), include_str!("live.js"), "})();\n");

/// The look of the pages, for those that say that there is no page.
const STYLE: &str = include_str!("../../templates/html/style.css");

/// The line that leads from a page of this path to the script.
fn line(path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("<script src=\"{up}.vp/preview.js\" data-vp-preview></script>\n")
}

/// A page with the line at the end of its body.
pub(super) fn into_page(mut page: Vec<u8>, path: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page.windows(END.len()).rposition(|part| part == END).unwrap_or(page.len());
    page.splice(at..at, line(path).into_bytes());
    page
}

/// A form with what makes it write: its name, what the script is told, and the script, which the page's policy lets run and ask
/// this server. A template with a policy of its own that knows no such script keeps a form that is saved as a file.
pub(super) fn into_form(page: String, name: &str, told: &str) -> String {
    let of_file = script_policy(&[form::SCRIPT]);
    let live = format!("{}; connect-src 'self'; frame-src 'self'", script_policy(&[form::SCRIPT, LIVE]));
    let page = page.replacen(&of_file, &live, 1);
    let page = page.replacen("<form id=\"form\"", &format!("<form id=\"form\" data-live=\"{name}\""), 1);
    // The end of an element is none within a script, whatever a file is called.
    let told = told.replace('<', "\\u003c");
    let lines = format!("<script type=\"application/json\" id=\"vp-live\">{told}</script>\n<script>{LIVE}</script>\n");
    let at = page.rfind("</body>").unwrap_or(page.len());
    format!("{}{lines}{}", &page[..at], &page[at..])
}

/// The part of a policy that lets these scripts run and no others.
fn script_policy(scripts: &[&str]) -> String {
    let names = scripts.iter().map(|script| format!(" 'sha256-{}'", form::script_hash(script)));
    format!("script-src{}", names.collect::<String>())
}

/// A page of the preview's own that lists something.
pub(super) fn listing(title: &str, list: &str, language: Language, path: &str) -> String {
    let all = Bilingual::fixed("Alla dokument", "All documents");
    let (name, all) = (name_of(language), all.get(language));
    let (title, script, up) = (escaped(title), line(path), "../".repeat(path.matches('/').count()));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{name}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{list}\
         <p><a href=\"{up}index.html\">{all}</a></p>\n</main>\n{script}</body>\n</html>\n"
    )
}

/// Words as they stand in HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The title of a page that is not there.
pub(super) const NO_PAGE: Bilingual = Bilingual::fixed("Ingen sida", "No page");

/// The title of a report that nobody has begun.
pub(super) const NO_REPORT: Bilingual = Bilingual::fixed("Ingen rapport ännu", "No report yet");

/// A page that says why there is none at this path. It becomes the page once there is one.
pub(super) fn missing(title: Bilingual, why: &Bilingual, language: Language, path: &str) -> String {
    let (why, path_shown) = (escaped(why.get(language)), escaped(&identity::masked_path(path)));
    let words = format!("<p>{why}</p>\n<p><code>{path_shown}</code></p>\n");
    listing(title.get(language), &words, language, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_put_in_and_nothing_else() {
        for (page, path) in
            [("<body>\n<p></body>x</p>\n</body>\n</html>\n", "a/b/plan.html"), ("<p>bara", "index.html")]
        {
            let with = String::from_utf8(into_page(page.as_bytes().to_vec(), path)).unwrap();
            assert_eq!(with.matches("<script").count(), 1);
            assert_eq!(with.replace(&line(path), ""), page);
        }
        assert!(line("a/b/plan.html").contains("\"../../.vp/preview.js\""));
    }
}
