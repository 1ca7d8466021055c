//! What the templates of one page may make: bytes of texts and lists, taken from as they are made, and steps.
//!
//! A page is made by one thread, so the budget is the thread's. [`Page`] begins and ends it.

use std::cell::Cell;

use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, filters};

use crate::print::templates::markup::Markup;

/// How many bytes the templates of a page may make and go through: twenty pictures of eight MiB within the page, and as
/// much again.
const BYTES: usize = 512 * 1024 * 1024;

/// Most steps of a page: about a second's. The built-in templates take a thousandth of it for a large plan.
const STEPS: u64 = 12_000_000;

/// What a value within a list costs besides its text.
const ITEM: usize = 64;

/// How deep lists may lie in each other: each is a step down when they are printed or let go.
const DEEPEST: usize = 64;

/// How deep macros and included templates may call each other; the engine's own bound is more than a small stack holds.
pub(in crate::print::templates) const MOST_CALLS: usize = 250;

/// The filter for what has been made.
pub(super) const MADE: &str = "vp__made";
/// The filter for what is about to be gone through.
pub(super) const TAKEN: &str = "vp__taken";
/// The filter for what is stored in a namespace.
pub(super) const STORED: &str = "vp__stored";
/// The function for the plain text of a part that is gone through.
pub(super) const RAW: &str = "vp__raw";

/// What errors say in place of words, which a finding is made of.
pub(in crate::print::templates) const TOO_MUCH: &str = "vp: too much text";
/// What the engine itself says of a text that is repeated too often.
pub(in crate::print::templates) const REPEATED: &str = "repeated string is too large";
/// As [`TOO_MUCH`], of lists in each other.
pub(in crate::print::templates) const TOO_DEEP: &str = "vp: too deep";

thread_local! {
    static LEFT: Cell<Option<(usize, u64)>> = const { Cell::new(None) };
}

/// A page that is being made; the templates within it share what it may cost.
#[derive(Debug)]
pub(crate) struct Page {
    before: Option<(usize, u64)>,
    is_outermost: bool,
}

impl Page {
    /// Begins a page, or goes on with the one that has begun.
    pub(crate) fn begin() -> Page {
        let before = LEFT.get();
        if before.is_none() {
            LEFT.set(Some((BYTES, STEPS)));
        }
        Page { before, is_outermost: before.is_none() }
    }

    /// The steps that are left.
    pub(in crate::print::templates) fn steps() -> u64 {
        LEFT.get().map_or(STEPS, |(_, steps)| steps)
    }

    /// Takes steps that a template has taken.
    pub(in crate::print::templates) fn take_steps(taken: u64) {
        if let Some((bytes, steps)) = LEFT.get() {
            LEFT.set(Some((bytes, steps.saturating_sub(taken))));
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(self.before);
        }
    }
}

/// The steps of one template, which the engine counts anew for each.
pub(in crate::print::templates) const STEPS_OF_TEMPLATE: u64 = STEPS;

/// Takes bytes from what is left of the page.
pub(in crate::print::templates) fn take(bytes: usize) -> Result<(), Error> {
    let Some((left, steps)) = LEFT.get() else { return Ok(()) };
    match left.checked_sub(bytes) {
        Some(left) => {
            LEFT.set(Some((left, steps)));
            Ok(())
        }
        None => Err(Error::new(ErrorKind::InvalidOperation, TOO_MUCH)),
    }
}

/// Takes what printing a value costs.
pub(in crate::print::templates) fn take_printed(value: &Value) -> Result<(), Error> {
    match (value.as_str(), Markup::of(value)) {
        (Some(text), _) | (_, Some(text)) => take(text.len()),
        _ => take_all(value, 0),
    }
}

/// Takes what a value holds, lists in lists too.
fn take_all(value: &Value, depth: usize) -> Result<(), Error> {
    if depth > DEEPEST {
        return Err(Error::new(ErrorKind::InvalidOperation, TOO_DEEP));
    }
    take(ITEM + value.as_str().map_or(0, str::len))?;
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable | ValueKind::Map => {
            for item in value.try_iter()? {
                if value.kind() == ValueKind::Map {
                    take_all(&value.get_item(&item)?, depth + 1)?;
                }
                take_all(&item, depth + 1)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Adds what the filters are called by that are put into templates, and bounds those built-in ones that make more than
/// they are given.
pub(in crate::print::templates) fn add(environment: &mut Environment<'static>) {
    environment.add_filter(MADE, made);
    environment.add_filter(TAKEN, taken);
    environment.add_filter(STORED, stored);
    environment.add_function(RAW, |length: usize| take(length).map(|()| Value::from("")));
    environment.add_filter("vp__join", filters::join);
    environment.add_filter("vp__replace", filters::replace);
    environment.add_filter("vp__indent", filters::indent);
    environment.add_filter("vp__batch", filters::batch);
    environment.add_filter("vp__slice", filters::slice);
    environment.add_filter("vp__format", filters::format);
    environment.add_filter("join", |state: &mut State, args: Rest<Value>| {
        let joiner = args.iter().skip(1).filter_map(|arg| arg.as_str()).map(str::len).max().unwrap_or(0);
        let items = args.first().and_then(Value::len).unwrap_or(0);
        take(items.saturating_mul(joiner))?;
        state.apply_filter("vp__join", &args)
    });
    environment.add_filter("replace", |state: &mut State, args: Rest<Value>| {
        if let [Some(text), Some(from), Some(to)] = [0, 1, 2].map(|at| args.get(at).and_then(Value::as_str)) {
            take(text.matches(from).count().saturating_mul(to.len()).saturating_add(text.len()))?;
        }
        state.apply_filter("vp__replace", &args)
    });
    environment.add_filter("indent", |state: &mut State, args: Rest<Value>| {
        let lines = args.first().and_then(Value::as_str).map_or(0, |text| text.lines().count() + 1);
        take(lines.saturating_mul(largest(&args[1..])))?;
        state.apply_filter("vp__indent", &args)
    });
    environment.add_filter("batch", |state: &mut State, args: Rest<Value>| {
        take(largest(&args[1..]).saturating_mul(ITEM))?;
        state.apply_filter("vp__batch", &args)
    });
    environment.add_filter("slice", |state: &mut State, args: Rest<Value>| {
        take(largest(&args[1..]).saturating_mul(ITEM))?;
        state.apply_filter("vp__slice", &args)
    });
    environment.add_filter("format", |state: &mut State, args: Rest<Value>| {
        let text = args.first().and_then(Value::as_str).unwrap_or("");
        // A width is a number in the text, or an argument.
        let widths = text.split(|char: char| !char.is_ascii_digit()).filter(|digits| !digits.is_empty());
        let width = widths.map(|digits| digits.parse().unwrap_or(usize::MAX)).fold(0, usize::saturating_add);
        let others = if text.contains('*') { largest(&args[1..]) } else { 0 };
        take(width.saturating_add(others.saturating_mul(text.matches('*').count())))?;
        state.apply_filter("vp__format", &args)
    });
}

/// The largest number among arguments, named ones too.
fn largest(args: &[Value]) -> usize {
    let named = args.iter().filter(|arg| arg.kind() == ValueKind::Map);
    let named = named.flat_map(|arg| {
        let keys = arg.try_iter().into_iter().flatten();
        keys.filter_map(|key| arg.get_item(&key).ok()).collect::<Vec<_>>()
    });
    let numbers = args.iter().cloned().chain(named).filter(|arg| arg.kind() == ValueKind::Number);
    numbers
        .map(|number| number.as_usize().unwrap_or(if number < Value::from(0) { 0 } else { usize::MAX }))
        .max()
        .unwrap_or(4)
}

/// What was made is taken, and made once: a list that is only promised would be made each time that it is looked at.
fn made(value: Value) -> Result<Value, Error> {
    if let Some(text) = value.as_str() {
        take(text.len())?;
        return Ok(value);
    }
    take_all(&value, 0)?;
    match value.kind() {
        ValueKind::Iterable => Ok(Value::from(value.try_iter()?.collect::<Vec<_>>())),
        _ => Ok(value),
    }
}

/// What is gone through once, without what lies within its items.
fn taken(value: Value) -> Result<Value, Error> {
    take(value.as_str().map_or_else(|| value.len().unwrap_or(0), str::len))?;
    Ok(value)
}

/// A namespace in a namespace could hold itself.
fn stored(value: Value) -> Result<Value, Error> {
    let is_namespace = value.as_object().is_some_and(|object| object.type_name().ends_with("Namespace"));
    if is_namespace {
        return Err(Error::new(ErrorKind::InvalidOperation, TOO_DEEP));
    }
    take_all(&value, 0)?;
    Ok(value)
}
