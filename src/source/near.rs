//! Places written for packing: each as how far it begins from the one before and how long it is. A document has a thousand
//! of them, one after another as the file is read, so that most take three bytes, which many others have too.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{SourceId, Span};

const NOWHERE: Span = Span { source: SourceId(0), start: 0, end: 0 };

thread_local! {
    /// The place that was written or read last. Values know nothing of those before them, and what packs is no place to
    /// keep it either: serde hands nothing on but the value.
    static BEFORE: Cell<Span> = const { Cell::new(NOWHERE) };
}

impl Span {
    /// Writes or reads a value whose places are each near the one before; the first is near the beginning of the first file.
    /// What was written so can be read so alone, and only as a whole.
    pub fn near_each_other<R>(work: impl FnOnce() -> R) -> R {
        BEFORE.set(NOWHERE);
        work()
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let before = BEFORE.replace(*self);
        let source = distance(before.source.0, self.source.0);
        (source, distance(before.start, self.start), distance(self.start, self.end)).serialize(serializer)
    }
}

impl<'d> Deserialize<'d> for Span {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Span, D::Error> {
        let (source, start, length) = <(i32, i32, i32)>::deserialize(deserializer)?;
        let before = BEFORE.get();
        let start = before.start.wrapping_add_signed(start);
        let source = SourceId(before.source.0.wrapping_add_signed(source));
        let span = Span { source, start, end: start.wrapping_add_signed(length) };
        BEFORE.set(span);
        Ok(span)
    }
}

/// The way from one number to another, round the end where that is shorter.
fn distance(from: u32, to: u32) -> i32 {
    to.wrapping_sub(from).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_read_as_it_was_written() {
        let span = |source, start, end| Span { source: SourceId(source), start, end };
        let spans = vec![
            span(7, 10, 20),
            span(7, 0, 40),
            span(7, 30, 30),
            span(0, u32::MAX, u32::MAX),
            span(u32::MAX, 0, u32::MAX),
            span(3, 9, 4),
            span(1 << 31, 1 << 31, 0),
        ];
        let packed = Span::near_each_other(|| postcard::to_stdvec(&spans)).unwrap();
        // Another value was packed meanwhile.
        Span::near_each_other(|| postcard::to_stdvec(&span(9, 9, 9))).unwrap();
        let read: Vec<Span> = Span::near_each_other(|| postcard::from_bytes(&packed)).unwrap();
        assert_eq!(read, spans);
        assert_eq!(Span::near_each_other(|| postcard::to_stdvec(&spans)).unwrap(), packed);
    }

    #[test]
    fn places_in_a_row_take_three_bytes_each() {
        let span = |at: u32| Span { source: SourceId(4_000), start: 90_000 + at * 30, end: 90_000 + at * 30 + 25 };
        let spans: Vec<Span> = (0..100).map(span).collect();
        let packed = Span::near_each_other(|| postcard::to_stdvec(&spans)).unwrap();
        assert!(packed.len() < 310, "{}", packed.len());
    }
}
