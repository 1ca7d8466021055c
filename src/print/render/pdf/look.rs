//! How a document is to look, for its templates: /look.json.

use serde_json::{Value, json};

use super::glyphs;
use super::prepared::{self, Picture};
use crate::model::Colour;
use crate::print::layout::Layout;
use crate::print::render::{Context, language, page_values};
use crate::read::workspace::picture;

/// The year of a document that does not say its own.
const NO_YEAR: i16 = 1970;

/// The look. The municipality's mark is added to the files, where it can be set.
pub(super) fn look(
    layout: &Layout,
    context: &Context,
    pictures: &[Picture],
    files: &mut Vec<(String, Vec<u8>)>,
) -> Value {
    let templates = context.templates;
    let look = &templates.pdf.look;
    let logo = look.logo_file.as_deref().and_then(|file| {
        let (bytes, kind) = picture::read(context.door.files(), file).ok()?;
        let name = format!("logo.{}", kind.word());
        vp_pdf::is_picture(&bytes, kind.word()).then(|| files.push((name.clone(), bytes)))?;
        Some(name)
    });
    let fonts = templates.pdf.fonts();
    let typefaces: Vec<&String> = look.typefaces.iter().filter(|name| fonts.has_typeface(name)).collect();
    let tag = language::tag(templates);
    let (code, region) = tag.split_once('-').unwrap_or((&tag, ""));
    let region =
        Some(region).filter(|region| region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_uppercase()));
    let cover = &layout.cover;
    let date = cover.date.or_else(|| cover.decision.as_ref().and_then(|decision| decision.date));
    // A file for archives has a date, and no clock may decide it.
    let date = date.map_or([i64::from(layout.year.unwrap_or(NO_YEAR)), 1, 1], |date| {
        [i64::from(date.year()), i64::from(date.month()), i64::from(date.day())]
    });
    let names: Vec<&str> = cover.names.iter().map(|name| name.name).collect();
    let kind = match layout.year {
        Some(year) => format!("{} {year}", layout.kind),
        None => layout.kind.clone(),
    };
    let foot = match layout.organisation.as_str() {
        "" => kind.clone(),
        organisation => format!("{organisation}, {kind}"),
    };
    let draft = cover.decision.as_ref().filter(|decision| decision.is_draft).map(|decision| decision.text.as_str());
    let mut look = json!({
        "language": code,
        "region": region,
        "colour": look.colour.map(Colour::on_light).map(Colour::print),
        "typefaces": typefaces,
        "logo": logo,
        "short": page_values::is_short(layout),
        "long_contents": page_values::is_long_contents(layout.contents().len()),
        "author": layout.organisation,
        "description": if names.is_empty() { kind } else { format!("{kind}: {}", names.join(", ")) },
        "date": date,
        "head": layout.title,
        "head_end": draft,
        "foot": foot,
        "pictures": prepared::sizes(pictures),
    });
    glyphs::replace_in(&mut look, &fonts);
    look
}
