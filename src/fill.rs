//! The answers of forms that have been filled in, put into the follow-ups by place.
//!
//! ```text
//! json ── answers ── beside what is asked for today (drafts::forms::asked) ── taken ── writing
//!                                                                              │        └ the bytes of the follow-ups that this changes
//!                                                                              └ problems, each at its answer's place
//! ```
//!
//! An answer says what it answers to: where the plan asks for something else today, it is told and left. What is reported already
//! and was not in the form is left too, and so is what two answers say differently. Nothing is written here: whoever has answers
//! otherwise than from files, such as a server that a form is open at, takes them with [`taken::take_at`], once [`live::sift`] has
//! left out what no longer holds, and gets the new texts of [`writing::write_sound`].

pub mod answers;
mod json;
pub mod live;
pub mod problem;
pub mod taken;
pub mod writing;

/// Largest file of answers that is read, in bytes.
pub const LARGEST: u64 = 8 << 20;
