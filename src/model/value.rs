//! A key's value, and how far it could be read: what is not written and what cannot be read are two things.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::At;
use crate::source::Span;

/// A value as written, or why there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value<T> {
    /// Not written: the key is not there, or nothing stands after it.
    #[default]
    Absent,
    /// Written here, but not to be read, which is reported: nothing is known to be missing.
    Broken(Span),
    /// Read.
    Read(At<T>),
}

impl<T> Value<T> {
    /// The value, where it could be read.
    pub fn read(self) -> Option<At<T>> {
        match self {
            Value::Read(value) => Some(value),
            Value::Absent | Value::Broken(_) => None,
        }
    }

    /// The value, where it could be read.
    pub fn as_ref(&self) -> Option<&At<T>> {
        match self {
            Value::Read(value) => Some(value),
            Value::Absent | Value::Broken(_) => None,
        }
    }

    /// Whether nothing is written.
    pub fn is_absent(&self) -> bool {
        matches!(self, Value::Absent)
    }

    /// Whether something is written that cannot be read.
    pub fn is_broken(&self) -> bool {
        matches!(self, Value::Broken(_))
    }

    /// What the value means, at the same place.
    pub fn map<U>(self, meaning: impl FnOnce(T) -> U) -> Value<U> {
        self.then(|value| Value::Read(At::new(meaning(value.value), value.span)))
    }

    /// What is made of a value that could be read.
    pub fn then<U>(self, make: impl FnOnce(At<T>) -> Value<U>) -> Value<U> {
        match self {
            Value::Absent => Value::Absent,
            Value::Broken(span) => Value::Broken(span),
            Value::Read(value) => make(value),
        }
    }

    /// A value that says nothing is as good as none.
    pub fn absent_if(self, says_nothing: impl FnOnce(&T) -> bool) -> Value<T> {
        match self {
            Value::Read(value) if says_nothing(&value.value) => Value::Absent,
            other => other,
        }
    }
}

/// A value that is hardly ever written, and takes little room where it is not: thousands of entries have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rare<T>(Option<Box<Value<T>>>);

impl<T> Default for Rare<T> {
    fn default() -> Rare<T> {
        Rare(None)
    }
}

impl<T> From<Value<T>> for Rare<T> {
    fn from(value: Value<T>) -> Rare<T> {
        Rare((!value.is_absent()).then(|| Box::new(value)))
    }
}

impl<T: 'static> Rare<T> {
    const ABSENT: &'static Value<T> = &Value::Absent;
}

impl<T: 'static> Deref for Rare<T> {
    type Target = Value<T>;

    fn deref(&self) -> &Value<T> {
        self.0.as_deref().unwrap_or(Rare::ABSENT)
    }
}
