//! What a picture file says besides the picture: where and when it was taken, with what, and by whom. It is left out of
//! what is printed; which way up the picture is stays, and so do its colours.
//!
//! Files are taken apart only as far as is needed to find what is left out, and one that is not as its kind should be stays as
//! it is.

use super::PictureKind;

/// The bytes of a picture without its metadata.
pub(super) fn without(bytes: Vec<u8>, kind: PictureKind) -> Vec<u8> {
    let stripped = match kind {
        PictureKind::Png => png(&bytes),
        PictureKind::Jpeg => jpeg(&bytes),
        PictureKind::Webp => webp(&bytes),
        PictureKind::Gif | PictureKind::Svg => None,
    };
    stripped.unwrap_or(bytes)
}

/// Chunks of a PNG that describe it in words or as a camera does.
const PNG_WORDS: [&[u8]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut out = signature.to_vec();
    while !rest.is_empty() {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let name = rest.get(4..8)?;
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        if name == b"eXIf" {
            // Viewers turn a picture by it.
            if let Some(turned) = orientation(&chunk[8..8 + length]) {
                let exif = exif(turned);
                out.extend((exif.len() as u32).to_be_bytes());
                let start = out.len();
                out.extend(b"eXIf");
                out.extend(exif);
                let sum = crc(&out[start..]);
                out.extend(sum.to_be_bytes());
            }
        } else if !PNG_WORDS.contains(&name) {
            out.extend(chunk);
        }
        rest = after;
        if name == b"IEND" {
            // What stands after the end is no part of the picture.
            break;
        }
    }
    Some(out)
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    let mut is_turned = false;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        // Bytes may be filled up before a marker; some markers have nothing after them.
        if marker == 0xff {
            at += 1;
            continue;
        }
        // The picture itself begins, and goes on to the end.
        if marker == 0xda {
            out.extend(&bytes[at..]);
            return Some(out);
        }
        if matches!(marker, 0x01 | 0xd0..=0xd9) {
            out.extend(&bytes[at..at + 2]);
            at += 2;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..(at + 2).checked_add(length.max(2))?)?;
        match marker {
            // Exif and XMP; Photoshop's; a comment.
            0xe1 => {
                let turned = segment.get(4..).and_then(|data| orientation(data.strip_prefix(b"Exif\0\0")?));
                if let Some(turned) = turned.filter(|_| !is_turned) {
                    is_turned = true;
                    let exif = exif(turned);
                    out.extend([0xff, 0xe1]);
                    out.extend((exif.len() as u16 + 8).to_be_bytes());
                    out.extend(b"Exif\0\0");
                    out.extend(exif);
                }
            }
            0xed | 0xfe => {}
            // Those that colours need stay: ICC and Adobe's; a camera's own notes go.
            0xe3..=0xec | 0xef => {}
            _ => out.extend(segment),
        }
        at += segment.len();
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..12)?.to_vec();
    let mut rest = &bytes[12..];
    let mut features = None;
    let mut turned = None;
    while rest.len() >= 8 {
        let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
        let end = length.checked_add(8)?;
        let chunk = rest.get(..end)?;
        match &chunk[..4] {
            b"EXIF" => {
                let data = &chunk[8..];
                turned = orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
            }
            b"XMP " => {}
            name => {
                if name == b"VP8X" {
                    features = Some(out.len() + 8);
                }
                out.extend(chunk);
                out.extend((length % 2 == 1).then_some(0));
            }
        }
        rest = rest.get(end + length % 2..).unwrap_or_default();
    }
    if let Some(turned) = turned.filter(|_| features.is_some()) {
        let exif = exif(turned);
        out.extend(b"EXIF");
        out.extend((exif.len() as u32).to_le_bytes());
        out.extend(exif);
    }
    if let Some(features) = features.and_then(|at| out.get_mut(at)) {
        // The bits that say that there are XMP and Exif.
        *features &= !0b0000_0100;
        if turned.is_none() {
            *features &= !0b0000_1000;
        }
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

/// Exif that says nothing but which way up a picture is: a header, one list of one entry, and no more lists.
fn exif(turned: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turned, 0, 0, 0, 0, 0, 0]);
    exif
}

/// Which way up a picture is by its Exif, 2 to 8; `None` where it is as it is stored, and where that is not told.
fn orientation(exif: &[u8]) -> Option<u8> {
    let is_big = match exif.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let first: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let first = if is_big { u32::from_be_bytes(first) } else { u32::from_le_bytes(first) };
    let first = usize::try_from(first).ok().filter(|first| *first < exif.len())?;
    let entries = (0..usize::from(short(first)?)).map(|number| first + 2 + number * 12);
    let entry = entries.take_while(|at| at + 12 <= exif.len()).find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok().filter(|turned| (2..=8).contains(turned))
}

/// The sum that ends a chunk of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::property::cases;

    const PLACE: &[u8] = b"GPS 59.3293 N 18.0686 E";

    /// Exif that says which way up the picture is, and where it was taken.
    fn told(turned: u8) -> Vec<u8> {
        let mut exif = b"II\x2a\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0abc\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([turned, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(PLACE);
        exif
    }

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
        chunk.extend(name);
        chunk.extend(data);
        chunk.extend(crc(&chunk[4..]).to_be_bytes());
        chunk
    }

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let mut segment = vec![0xff, marker];
        segment.extend((data.len() as u16 + 2).to_be_bytes());
        segment.extend(data);
        segment
    }

    fn riff(name: &[u8], data: &[u8]) -> Vec<u8> {
        let mut chunk = name.to_vec();
        chunk.extend((data.len() as u32).to_le_bytes());
        chunk.extend(data);
        chunk.extend((data.len() % 2 == 1).then_some(0));
        chunk
    }

    fn holds(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|window| window == words)
    }

    #[test]
    fn a_png_keeps_its_picture_and_which_way_up_it_is() {
        let start = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", b"0123456789abc"), chunk(b"iCCP", b"farg")].concat();
        let end = [chunk(b"IDAT", b"bilden"), chunk(b"IEND", b"")].concat();
        let words = [chunk(b"tEXt", PLACE), chunk(b"iTXt", PLACE), chunk(b"tIME", b"1234567")].concat();
        let whole = [start.clone(), words.clone(), chunk(b"eXIf", &told(1)), end.clone(), PLACE.to_vec()].concat();
        assert_eq!(without(whole, PictureKind::Png), [start.clone(), end.clone()].concat());
        let turned = without([start, words, chunk(b"eXIf", &told(6)), end].concat(), PictureKind::Png);
        assert!(holds(&turned, &chunk(b"eXIf", &exif(6))) && !holds(&turned, PLACE));
        assert_eq!(crc(b"IEND"), 0xae42_6082, "as the standard has it");
    }

    #[test]
    fn a_jpeg_keeps_its_picture_its_colours_and_which_way_up_it_is() {
        let start =
            [vec![0xff, 0xd8], segment(0xe0, b"JFIF\0"), segment(0xe2, b"ICC_PROFILE\0"), segment(0xee, b"Adobe")];
        let rest = [segment(0xdb, b"tabell"), segment(0xda, b"x"), b"bilden\xff\x00\xff\xd9".to_vec()].concat();
        let exif_segment = |exif: &[u8]| segment(0xe1, &[b"Exif\0\0", exif].concat());
        let words = [
            segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
            segment(0xed, PLACE),
            segment(0xfe, PLACE),
        ];
        let whole = [start.concat(), exif_segment(&told(1)), words.concat(), rest.clone()].concat();
        assert_eq!(without(whole, PictureKind::Jpeg), [start.concat(), rest.clone()].concat());
        let turned =
            without([start.concat(), words.concat(), exif_segment(&told(8)), rest].concat(), PictureKind::Jpeg);
        assert!(holds(&turned, &exif_segment(&exif(8))) && !holds(&turned, PLACE));
    }

    #[test]
    fn a_webp_keeps_its_picture_and_which_way_up_it_is() {
        let file = |chunks: Vec<u8>| {
            let mut file = b"RIFF".to_vec();
            file.extend((chunks.len() as u32 + 4).to_le_bytes());
            file.extend(b"WEBP");
            file.extend(chunks);
            file
        };
        let features = |bits: u8| riff(b"VP8X", &[bits, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
        let picture = riff(b"VP8 ", b"bilden!");
        let with = |turned| {
            file([features(0b1_1100), picture.clone(), riff(b"EXIF", &told(turned)), riff(b"XMP ", PLACE)].concat())
        };
        assert_eq!(without(with(1), PictureKind::Webp), file([features(0b1_0000), picture.clone()].concat()));
        let turned = file([features(0b1_1000), picture.clone(), riff(b"EXIF", &exif(3))].concat());
        assert_eq!(without(with(3), PictureKind::Webp), turned);
    }

    #[test]
    fn what_exif_says_of_itself_is_read_back() {
        for turned in 2..=8 {
            assert_eq!(orientation(&exif(turned)), Some(turned));
            assert_eq!(orientation(&told(turned)), Some(turned));
        }
        for turned in [0, 1, 9] {
            assert_eq!(orientation(&told(turned)), None);
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn odd_files_stay_or_become_no_longer(mut bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0..3_usize) {
            let kinds: [(PictureKind, &[u8]); 3] = [
                (PictureKind::Png, b"\x89PNG\r\n\x1a\n\0\0\0\x04eXIf"),
                (PictureKind::Jpeg, b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM\0\x2a"),
                (PictureKind::Webp, b"RIFF\x40\0\0\0WEBPVP8X"),
            ];
            let (kind, start) = kinds[kind];
            bytes.splice(0..0, start.iter().copied());
            let length = bytes.len();
            let once = without(bytes, kind);
            prop_assert!(once.len() <= length + 40);
            prop_assert_eq!(without(once.clone(), kind), once);
        }
    }
}
