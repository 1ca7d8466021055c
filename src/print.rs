//! Documents → pages: what is printed and in which order, how it is laid out, and how each format writes it.

pub mod chart;
pub mod view;
pub mod templates;
pub mod site_pages;
pub mod ways;
pub mod layout;
pub mod render;
pub mod index;
pub mod site;
pub mod manifest;
