//! The rule that only rendering can see.

use crate::diagnostic::{Both, Level, Rule};

/// VP0112: a template that cannot be used.
pub static TEMPLATE_ERROR: Rule = Rule {
    code: "VP0112",
    name: "template-error",
    level: Level::Error,
    can_be_silenced: false,
    summary: Both::fixed("mallen går inte att använda", "the template cannot be used"),
    what: Both::fixed(
        "En mall i arbetsytans mallmapp följer inte mallspråket, eller använder ett värde som sidan inte har.",
        "A template in the workspace's template folder does not follow the template language, or uses a value that the page does not have.",
    ),
    why: Both::fixed(
        "Sidan skulle sakna det som mallen skulle skriva. Därför skrivs ingen sida, och den gamla ligger kvar.",
        "The page would lack what the template should write. So no page is written, and the old one stays.",
    ),
};
