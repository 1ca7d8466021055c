//! How property tests draw their cases: the same in every run, unless the environment asks for new ones.
//!
//! `cargo test` says the same thing each time: every property test draws from [`SEED`]. `VP_PROPERTIES=SEEDxTIMES`, such as
//! `VP_PROPERTIES=4711x20`, asks for a longer run: each test draws from the seed 4711, and 20 times as many cases. The same
//! words give the same cases again, so a failure of such a run is repeated with them; what failed says how. `.ci/run` makes
//! such a run with a new seed. A case that fails is made a test of its own, and the failure is not kept anywhere else.

use proptest::test_runner::{Config, RngSeed};

/// The variable that asks for other cases.
const VARIABLE: &str = "VP_PROPERTIES";

/// The seed of every run that does not ask for another.
const SEED: u64 = 2025;

/// Which cases are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Request {
    seed: u64,
    /// How many times as many as usual.
    times: u32,
}

impl Request {
    fn read(words: &str) -> Option<Request> {
        let (seed, times) = words.split_once('x')?;
        let (seed, times) = (seed.parse().ok()?, times.parse().ok()?);
        (times > 0).then_some(Request { seed, times })
    }

    fn of_environment() -> Option<Request> {
        let words = std::env::var(VARIABLE).ok()?;
        let request = Request::read(&words);
        Some(request.unwrap_or_else(|| panic!("{VARIABLE}={words} should be a seed and how many times: 4711x20")))
    }
}

/// How a property test runs that is content with so many cases.
pub(crate) fn cases(number: u32) -> Config {
    let request = Request::of_environment();
    if let Some(Request { seed, times }) = request {
        say_how_to_repeat(seed, times);
    }
    let Request { seed, times } = request.unwrap_or(Request { seed: SEED, times: 1 });
    Config {
        cases: number.saturating_mul(times),
        // Shrinking is bounded too.
        max_shrink_iters: 2048,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    }
}

#[expect(clippy::print_stderr, reason = "the words that a test says are shown where it fails, and nowhere else")]
fn say_how_to_repeat(seed: u64, times: u32) {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("");
    eprintln!("to repeat this: {VARIABLE}={seed}x{times} cargo test -- --exact {name}");
}

#[cfg(test)]
mod tests {
    use super::{Request, cases};

    #[test]
    fn other_cases_are_asked_for_with_a_seed_and_a_number() {
        assert_eq!(Request::read("4711x20"), Some(Request { seed: 4711, times: 20 }));
        for words in ["", "4711", "x", "4711x", "x20", "4711x0", "-1x2", "4711 x 20"] {
            assert_eq!(Request::read(words), None, "{words}");
        }
    }

    #[test]
    fn the_same_cases_are_drawn_again() {
        use proptest::prelude::*;
        use proptest::test_runner::TestRunner;
        let drawn = || {
            let mut seen = Vec::new();
            let seen_in = std::cell::RefCell::new(&mut seen);
            let outcome = TestRunner::new(cases(20)).run(&any::<u64>(), |value| {
                seen_in.borrow_mut().push(value);
                Ok(())
            });
            assert!(outcome.is_ok());
            seen
        };
        assert_eq!(drawn(), drawn());
    }
}
