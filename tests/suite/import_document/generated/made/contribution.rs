//! Contributions to a quality award.

use super::{Maker, quoted};

impl Maker {
    pub(super) fn contribution(&mut self) {
        self.head("bidrag");
        self.prose(0, "presentation");
        if self.flip() {
            self.line(0, "ordlista:");
            for _ in 0..=self.pick(3) {
                let (term, meaning) = (self.name(), self.name());
                self.line(2, &format!("{}: {}", quoted(&term), quoted(&meaning)));
            }
        }
        self.line(0, "områden:");
        for _ in 0..=self.pick(3) {
            self.named(2, "- rubrik");
            self.prose_or_not(4, "ingress");
            self.line(4, "frågor:");
            for _ in 0..=self.pick(3) {
                self.named(6, "- fråga");
                self.prose(8, "svar");
            }
        }
        self.prose_or_not(0, "avslutning");
    }
}
