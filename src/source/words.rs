//! Words of a file, wherever they are.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::{Source, sound};

/// Words, and the text that they stand in where they are a part of one.
#[derive(Clone)]
pub enum Words<'w> {
    /// Words by themselves.
    Here(&'w str),
    /// A place of a file.
    Of(Arc<Source>, Range<usize>),
}

impl Words<'_> {
    /// The words of a range of a file.
    pub fn of(source: Arc<Source>, range: Range<usize>) -> Words<'static> {
        Words::Of(source, range)
    }

    /// A part of the words, which was taken from them.
    pub fn part(&self, part: &str) -> Self {
        let start = (part.as_ptr() as usize).saturating_sub(self.as_ptr() as usize);
        let within = start..start + part.len();
        match self {
            Words::Here(words) => Words::Here(sound(words, within)),
            Words::Of(source, range) => {
                Words::Of(Arc::clone(source), range.start + within.start..range.start + within.end)
            }
        }
    }
}

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Words::Here(words) => words,
            Words::Of(source, range) => sound(&source.text, range.clone()),
        }
    }
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq<str> for Words<'_> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Words<'_> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}
