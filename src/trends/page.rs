//! How indicators have gone as a page: the same charts as the documents have, each with its figures below it.

use super::{Trends, table, text};
use crate::diagnostic::{Bilingual, Language};
use crate::identity::shown;
use crate::model::ChartKind;
use crate::print::templates::Templates;
use crate::print::templates::html::write as words;
use crate::print::view::{ViewContext, trend_drawing};
use crate::read::load::Loaded;

/// The icon that all pages have.
const ICON: &str = include_str!("../../templates/html/icon.html.j2");

/// The look of the page; colours are those of the drawings, which stand out on either ground.
const STYLE: &str = "html { color-scheme: light dark; font: 100%/1.5 \"Segoe UI\", \"Noto Sans\", \"Liberation Sans\", Arial, sans-serif } \
     body { max-width: 42rem; margin: 1rem auto; padding: 0 1rem } \
     .drawing { overflow-x: auto } svg { display: block; width: 100%; min-width: 16rem; max-width: 33rem; height: auto } \
     table { border-collapse: collapse } th, td { padding: .25rem .75rem .25rem 0; text-align: left; border-bottom: 1px solid #767676 }";

/// The page.
pub fn html(trends: &Trends, loaded: &Loaded, templates: &Templates, language: Language) -> String {
    let escaped = |text: &str| {
        let mut out = String::new();
        words(&mut out, &shown(text));
        out
    };
    let code = match language {
        Language::Swedish => "sv",
        Language::English => "en",
    };
    let title = Bilingual::fixed("Utvecklingen", "Trends");
    let title = title.get(language);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{ICON}<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    let mut before: Option<&str> = None;
    for (number, told) in trends.indicators.iter().enumerate() {
        let name = told.organisation_name();
        if before != Some(name) {
            page.push_str(&format!("<h2>{}</h2>\n", escaped(name)));
            before = Some(name);
        }
        page.push_str(&format!("<h3>{}</h3>\n", escaped(&told.name)));
        let scene = ViewContext::of(&loaded.resolved, &templates.labels, told.document);
        let mut drawing = trend_drawing(&scene, ChartKind::Lines, &told.trend);
        drawing.title = shown(&told.name).into_owned().into();
        page.push_str(&format!("<div class=\"drawing\">\n{}</div>\n", drawing.svg(&format!("d{number}"))));
        if let Some(change) = told.change {
            page.push_str(&format!("<p>{}</p>\n", text::words(change).get(language)));
        }
        let (heads, rows) = table::used(told, loaded, language);
        page.push_str("<table>\n<thead>\n<tr>");
        heads.iter().for_each(|head| page.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head))));
        page.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &rows {
            page.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                page.push_str(&match column {
                    0 => format!("<th scope=\"row\">{}</th>", escaped(cell)),
                    _ => format!("<td>{}</td>", escaped(cell)),
                });
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}
