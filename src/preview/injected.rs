//! What is put into the pages that are served, and into none that is built: a line that leads to the preview's script.

use crate::diagnostic::{Bilingual, Language};
use crate::identity;

/// The script, with the looks of its panel.
pub(super) const SCRIPT: &str = include_str!("preview.js");

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

/// A page that says why there is none at this path. It becomes the page once there is one.
pub(super) fn missing(why: &str, language: Language, path: &str) -> String {
    let (name, title, list) = (
        match language {
            Language::Swedish => "sv",
            Language::English => "en",
        },
        Bilingual::fixed("Ingen sida", "No page"),
        Bilingual::fixed("Alla dokument", "All documents"),
    );
    let (title, list) = (title.get(language), list.get(language));
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let (shown, why) = (escape(&identity::masked_path(path)), escape(why));
    let up = "../".repeat(path.matches('/').count());
    let script = line(path);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{name}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{why}</p>\n<p><code>{shown}</code></p>\n\
         <p><a href=\"{up}index.html\">{list}</a></p>\n</main>\n{script}</body>\n</html>\n"
    )
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
