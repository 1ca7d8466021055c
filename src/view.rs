//! What is printed, in order, without markup. Stub
use crate::model::Document;
pub mod plan { pub fn view(_: &super::Scene) -> super::View { super::View } }
pub struct Scene<'a> { pub document: &'a Document }
#[derive(Debug)]
pub struct View;
