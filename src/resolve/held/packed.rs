//! Values packed: their fields one after another without names, and that deflated. In memory alone; no two versions of the
//! program ever see the same.

use std::cell::RefCell;
use std::sync::{Mutex, OnceLock, PoisonError};

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::source::Span;

/// Nothing shorter is deflated: it would hardly be shorter.
const LEAST: usize = 1024;

/// As far back as deflated bytes can refer.
const WINDOW: usize = 1 << 15;

/// What many values of one sort have in common: the first of them. What is deflated against it needs a quarter less.
#[derive(Debug)]
pub(super) struct Alike {
    /// Some of the first values, until there is a window of them.
    first: Mutex<Vec<u8>>,
    whole: OnceLock<Box<[u8]>>,
}

impl Alike {
    /// Nothing seen yet.
    pub(super) const fn new() -> Alike {
        Alike { first: Mutex::new(Vec::new()), whole: OnceLock::new() }
    }

    /// What was seen, once that is enough; until then `value` is noted.
    fn with(&self, value: &[u8]) -> Option<&[u8]> {
        if let Some(whole) = self.whole.get() {
            return Some(whole);
        }
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        first.extend_from_slice(value);
        if first.len() >= WINDOW {
            let before_last = first.len() - WINDOW;
            let last = first.split_off(before_last);
            *first = Vec::new();
            // Somebody else may have been first.
            self.whole.get_or_init(|| last.into());
        }
        None
    }

    /// What was seen, where that is enough.
    fn get(&self) -> &[u8] {
        self.whole.get().map_or(&[], |whole| whole)
    }
}

/// A packed value.
#[derive(Debug)]
pub(in crate::resolve) struct Packed {
    bytes: Box<[u8]>,
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Plain,
    /// Deflated, by the length that it had before; against what others have in common or alone.
    Deflated {
        length: u32,
        is_like_others: bool,
    },
}

impl Packed {
    /// Packs a value, one of `alike`. None where that cannot be done, of which there is no case known; then the value is to be
    /// held as it is.
    pub(super) fn of(value: &impl Serialize, alike: &Alike) -> Option<Packed> {
        let plain = Span::near_each_other(|| postcard::to_stdvec(value)).ok()?;
        // What is kept is copied: an allocator leaves a block as long as it is when its end is given back.
        if plain.len() < LEAST {
            return Some(Packed { bytes: Box::from(&plain[..]), form: Form::Plain });
        }
        let others = alike.with(&plain);
        let deflated = deflated(&plain, others)?;
        let form = Form::Deflated { length: u32::try_from(plain.len()).ok()?, is_like_others: others.is_some() };
        Some(Packed { bytes: Box::from(&deflated[..]), form })
    }

    /// The value; none where the bytes are none of its. `alike` is that by which it was packed.
    pub(super) fn value<T: DeserializeOwned>(&self, alike: &Alike) -> Option<T> {
        let inflated;
        let plain = match self.form {
            Form::Plain => &*self.bytes,
            Form::Deflated { length, is_like_others } => {
                inflated = inflated_to(length as usize, &self.bytes, is_like_others.then(|| alike.get()))?;
                &inflated[..]
            }
        };
        Span::near_each_other(|| postcard::from_bytes(plain)).ok()
    }
}

thread_local! {
    // Each sets aside some hundred kilobytes, which none of a hundred thousand values needs anew.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

fn deflated(plain: &[u8], others: Option<&[u8]>) -> Option<Vec<u8>> {
    DEFLATE.with_borrow_mut(|deflate| deflated_by(deflate, plain, others))
}

fn deflated_by(deflate: &mut Compress, plain: &[u8], others: Option<&[u8]>) -> Option<Vec<u8>> {
    deflate.reset();
    if let Some(others) = others {
        deflate.set_dictionary(others).ok()?;
    }
    let mut deflated = Vec::with_capacity(plain.len());
    loop {
        let read = usize::try_from(deflate.total_in()).ok()?;
        match deflate.compress_vec(&plain[read..], &mut deflated, FlushCompress::Finish).ok()? {
            Status::StreamEnd => return Some(deflated),
            // What cannot be made shorter takes a little more.
            Status::Ok | Status::BufError => deflated.reserve(plain.len() / 8 + 64),
        }
    }
}

fn inflated_to(length: usize, deflated: &[u8], others: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(length);
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        if let Some(others) = others {
            inflate.set_dictionary(others).ok()?;
        }
        inflate.decompress_vec(deflated, &mut plain, FlushDecompress::Finish).ok()
    })?;
    (plain.len() == length).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of many lengths; those of every other number say what all say, the others what nobody else does.
    fn values() -> Vec<Vec<u32>> {
        let value = |number: u32| {
            let word =
                |at: u32| if number.is_multiple_of(2) { at % 97 } else { (number + at).wrapping_mul(2_654_435_761) };
            (0..number * number).map(word).collect()
        };
        (0..120).map(value).collect()
    }

    #[test]
    fn every_value_is_unpacked_as_it_was_whether_others_were_seen_before_it_or_not() {
        let (alike, values) = (Alike::new(), values());
        let packed: Vec<Packed> = values.iter().map(|value| Packed::of(value, &alike).unwrap()).collect();
        let is_like_others = |packed: &Packed| matches!(packed.form, Form::Deflated { is_like_others: true, .. });
        assert!(packed.iter().any(is_like_others) && !packed.iter().all(is_like_others));
        assert!(packed.iter().any(|packed| matches!(packed.form, Form::Plain)));
        for (value, packed) in values.iter().zip(&packed) {
            assert_eq!(packed.value::<Vec<u32>>(&alike).as_ref(), Some(value));
        }
    }

    #[test]
    fn what_others_say_too_takes_little_room() {
        let alike = Alike::new();
        let value: Vec<String> = (0..2_000).map(|number: u32| number.wrapping_mul(2_654_435_761).to_string()).collect();
        let first = Packed::of(&value, &alike).unwrap();
        let (second, third) = (Packed::of(&value, &alike).unwrap(), Packed::of(&value, &alike).unwrap());
        assert!(third.bytes.len() < first.bytes.len() / 10, "{} {}", first.bytes.len(), third.bytes.len());
        for packed in [first, second, third] {
            assert_eq!(packed.value::<Vec<String>>(&alike).unwrap(), value);
        }
    }
}
