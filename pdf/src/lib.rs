//! Sets documents as PDF.
pub use typst;
pub use typst_layout;
pub use typst_pdf;
pub use comemo;
