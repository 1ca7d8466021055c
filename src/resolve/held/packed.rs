//! Values packed: their fields one after another without names, and that deflated. In memory alone; no two versions of the
//! program ever see the same.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Nothing shorter is deflated: it would hardly be shorter.
const LEAST: usize = 1024;

/// A packed value.
#[derive(Debug)]
pub(in crate::resolve) struct Packed {
    bytes: Box<[u8]>,
    /// The length before deflating, where it is deflated.
    inflated: Option<u32>,
}

impl Packed {
    /// Packs a value. None where that cannot be done, of which there is no case known; then the value is to be held as it is.
    pub(super) fn of(value: &impl Serialize) -> Option<Packed> {
        let plain = postcard::to_stdvec(value).ok()?;
        // What is kept is copied: an allocator leaves a block as long as it is when its end is given back.
        if plain.len() < LEAST {
            return Some(Packed { bytes: Box::from(&plain[..]), inflated: None });
        }
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(plain.len()), Compression::fast());
        encoder.write_all(&plain).ok()?;
        let deflated = encoder.finish().ok()?;
        Some(Packed { bytes: Box::from(&deflated[..]), inflated: Some(u32::try_from(plain.len()).ok()?) })
    }

    /// The value; none where the bytes are none of its.
    pub(super) fn value<T: DeserializeOwned>(&self) -> Option<T> {
        let Some(length) = self.inflated else { return postcard::from_bytes(&self.bytes).ok() };
        let mut plain = Vec::with_capacity(length as usize);
        DeflateDecoder::new(&*self.bytes).read_to_end(&mut plain).ok()?;
        postcard::from_bytes(&plain).ok()
    }
}
