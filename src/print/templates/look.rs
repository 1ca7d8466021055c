//! What templates get of a municipality's identity: `look`, in every template.

use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use crate::model::{Colour, Look};
use crate::read::files::Files;
use crate::read::pictures;

/// The values of `look`.
#[derive(Serialize)]
struct Values {
    /// The mark as an address that holds all of it.
    logo: Option<String>,
    /// The colour on a light page.
    colour: Option<String>,
    /// The colour on a dark page.
    dark_colour: Option<String>,
    /// The typefaces as a style sheet lists them.
    typefaces: Option<String>,
}

/// Gives the templates a look. Without `files` it has no mark.
pub(super) fn add(environment: &mut Environment, look: &Look, files: Option<&Files>) {
    let quoted: Vec<String> = look.typefaces.iter().map(|name| format!("\"{name}\"")).collect();
    let values = Values {
        logo: look.logo_file.as_deref().zip(files).and_then(|(file, files)| pictures::embedded(files, file)),
        colour: look.colour.map(Colour::on_light).map(Colour::print),
        dark_colour: look.colour.map(Colour::on_dark).map(Colour::print),
        typefaces: (!quoted.is_empty()).then(|| quoted.join(", ")),
    };
    environment.add_global("look", Value::from(Serde(values)));
}
