//! Templates that cannot be used. Only the stage that reads and renders them can see that: it reports them.

use crate::diagnostic::{Bilingual, Fixes, Rule, Severity};

/// VP0112.
pub static RULE: Rule = Rule {
    code: "VP0112",
    name: "template-error",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("mallen går inte att använda", "the template cannot be used"),
    what: Bilingual::fixed(
        "En mall i arbetsytans mallmapp följer inte mallspråket, eller använder ett värde som sidan inte har; eller så går Word-mallen inte att använda. Som varning: ett tecken som typsnitten i PDF saknar.",
        "A template in the workspace's template folder does not follow the template language, or uses a value that the page does not have; or the Word template cannot be used. As a warning: a character that the fonts of the PDF lack.",
    ),
    why: Bilingual::fixed(
        "Sidan skulle sakna det som mallen skulle skriva. Därför skrivs ingen sida, och den gamla ligger kvar.",
        "The page would lack what the template should write. So no page is written, and the old one stays.",
    ),
    fixes: Fixes::NONE,
};
