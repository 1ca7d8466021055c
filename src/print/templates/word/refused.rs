//! Why a Word template cannot be used, in words.

use crate::diagnostic::Bilingual;
use crate::msg;

/// Why a template is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no Word file of today: no zip, or one of something else.
    NoWordFile,
    /// It is locked with a password, or of the kind that Word wrote before 2007.
    LockedOrOld,
    /// It follows the strict form of the standard, which has other names.
    Strict,
    /// A part cannot be read.
    Broken(String),
    /// Unpacked it is too large, or has too many parts.
    TooLarge,
    /// It has macros.
    Macros,
    /// A part has something in it that runs in another program.
    Embedded(String),
    /// A part fetches something from another place.
    Fetches(String, String),
}

impl Refused {
    /// What is wrong.
    pub fn message(&self) -> Bilingual {
        match self {
            Refused::NoWordFile => Bilingual::fixed("mallen är ingen Word-fil", "the template is not a Word file"),
            Refused::LockedOrOld => Bilingual::fixed(
                "mallen är låst med lösenord eller sparad i Words gamla format",
                "the template is locked with a password, or saved in Word's old format",
            ),
            Refused::Strict => {
                Bilingual::fixed("mallen är sparad som Strict Open XML", "the template is saved as Strict Open XML")
            }
            Refused::Broken(part) => {
                msg!("mallen är trasig: {part} går inte att läsa", "the template is broken: {part} cannot be read")
            }
            Refused::TooLarge => Bilingual::fixed(
                "mallen är för stor när den packas upp",
                "the template is too large when it is unpacked",
            ),
            Refused::Macros => Bilingual::fixed("mallen har makron", "the template has macros"),
            Refused::Embedded(part) => {
                msg!("mallen har ett inbäddat objekt i {part}", "the template has an embedded object in {part}")
            }
            Refused::Fetches(part, what) => {
                msg!("mallen hämtar {what} utifrån, i {part}", "the template fetches {what} from elsewhere, in {part}")
            }
        }
    }

    /// What to do.
    pub fn help(&self) -> Bilingual {
        match self {
            Refused::NoWordFile | Refused::LockedOrOld | Refused::Strict => Bilingual::fixed(
                "öppna den i Word och spara den som ”Word-mall (.dotx)”, utan lösenord",
                "open it in Word and save it as “Word Template (.dotx)”, without a password",
            ),
            Refused::Broken(_) => Bilingual::fixed(
                "öppna den i Word, låt Word laga den och spara den som ”Word-mall (.dotx)”",
                "open it in Word, let Word repair it and save it as “Word Template (.dotx)”",
            ),
            Refused::TooLarge => Bilingual::fixed(
                "ta bort det som inte hör till sidhuvud, sidfot och formatmallar, och gör bilderna mindre",
                "remove what does not belong to header, footer and styles, and make the pictures smaller",
            ),
            Refused::Macros => Bilingual::fixed(
                "spara den som ”Word-mall (.dotx)”, så följer makrona inte med",
                "save it as “Word Template (.dotx)”, which leaves the macros out",
            ),
            Refused::Embedded(_) => Bilingual::fixed(
                "ta bort objektet, eller klistra in det som bild",
                "remove the object, or paste it as a picture",
            ),
            Refused::Fetches(..) => Bilingual::fixed(
                "lägg in det i mallen i stället för att länka till det",
                "put it into the template instead of linking to it",
            ),
        }
    }
}
