//! Which state is the newest, for those who wait for a newer one.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The newest state's name.
#[derive(Debug, Default)]
pub struct Newest {
    name: Mutex<String>,
    changed: Condvar,
}

impl Newest {
    /// From now on it is this.
    pub fn set(&self, name: String) {
        *self.name.lock().unwrap_or_else(PoisonError::into_inner) = name;
        self.changed.notify_all();
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.name.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it is another than that of this name; gives its name, which is the same where that takes too long.
    pub fn wait(&self, known: &str, longest: Duration) -> String {
        let name = self.name.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(name, longest, |name| name == known);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
