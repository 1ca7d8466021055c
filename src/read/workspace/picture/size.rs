//! How many points a picture has from side to side and from top to bottom.

use super::PictureKind;

/// The width and the height of a picture of points; `None` for a drawing, and where its file does not tell.
pub fn size(bytes: &[u8], kind: PictureKind) -> Option<(u32, u32)> {
    let found = match kind {
        PictureKind::Png => Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?)),
        PictureKind::Gif => {
            let pair = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
            Some((pair(6)?, pair(8)?))
        }
        PictureKind::Jpeg => jpeg(bytes),
        PictureKind::Webp | PictureKind::Svg => None,
    };
    found.filter(|(width, height)| *width > 0 && *height > 0)
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let found = bytes.get(at..at + length)?;
    Some(found.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The frame of a JPEG says it, which stands among other segments.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // Tables, and not frames, for all their numbers.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + (big(bytes, at + 2, 2)? as usize).max(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_tells_its_size() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 1, 44, 0, 0, 0, 200]].concat();
        assert_eq!(size(&png, PictureKind::Png), Some((300, 200)));
        assert_eq!(size(b"GIF89a\x2c\x01\xc8\x00", PictureKind::Gif), Some((300, 200)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc2, 0, 11, 8, 0, 200, 1, 44, 3];
        assert_eq!(size(&jpeg, PictureKind::Jpeg), Some((300, 200)));
        for kind in [PictureKind::Png, PictureKind::Gif, PictureKind::Jpeg, PictureKind::Webp, PictureKind::Svg] {
            for length in 0..jpeg.len() {
                size(&jpeg[..length], kind);
            }
            assert_eq!(size(b"", kind), None);
        }
    }
}
