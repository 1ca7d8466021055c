//! Pictures: whether they can be set. One that cannot would spoil the document that shows it.

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

/// Whether the bytes of a picture, which has this extension, can be set.
pub fn is_picture(bytes: &[u8], extension: &str) -> bool {
    let data = Bytes::new(bytes.to_vec());
    let format = match extension.to_ascii_lowercase().as_str() {
        "png" => ExchangeFormat::Png,
        "jpg" | "jpeg" => ExchangeFormat::Jpg,
        "gif" => ExchangeFormat::Gif,
        "webp" => ExchangeFormat::Webp,
        "svg" => return SvgImage::new(data).is_ok(),
        _ => return false,
    };
    RasterImage::plain(data, format).is_ok()
}
