//! The rules that only reading YAML can see.

use crate::diagnostic::{Bilingual, Fixes, Rule, Severity};

/// VP0101: the bytes are no text, or there are too many of them, or they are nested too deep.
pub static UNREADABLE_FILE: Rule = Rule {
    code: "VP0101",
    name: "unreadable-file",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("filen går inte att läsa som text", "the file cannot be read as text"),
    what: Bilingual::fixed(
        "Filen är inte sparad som UTF-8, är större än 8 MiB, går inte att öppna eller är nästlad i fler än 64 nivåer.",
        "The file is not saved as UTF-8, is larger than 8 MiB, cannot be opened, or is nested more than 64 levels deep.",
    ),
    why: Bilingual::fixed(
        "Utan att kunna läsa filen säkert kan inget dokument byggas av den: å, ä och ö skulle bli fel tecken, och text kunde gå förlorad.",
        "A file that cannot be read safely gives no document: å, ä and ö would become other characters, and text could be lost.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "en fil som är sparad som Windows-1252 eller UTF-16 sparas om som UTF-8",
            "a file saved as Windows-1252 or UTF-16 is saved as UTF-8",
        )),
        likely: None,
    },
};

/// VP0102: the text does not follow YAML.
pub static UNREADABLE_YAML: Rule = Rule {
    code: "VP0102",
    name: "unreadable-yaml",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("raden går inte att läsa", "the line cannot be read"),
    what: Bilingual::fixed(
        "Filen följer inte skrivsättet med nycklar, kolon och indrag: en tabb, ett indrag som inte stämmer, ett kolon mitt i en text, ett tecken som texten inte får börja med, eller en lång text utan | som skulle tappa sina rader.",
        "The file does not follow the way of writing with keys, colons and indentation: a tab, an indentation that does not fit, a colon within a text, a character that a text may not begin with, or a long text without | that would lose its lines.",
    ),
    why: Bilingual::fixed(
        "Från det stället går det inte att veta vad som hör till vad, så inget dokument byggs förrän raden är rättad.",
        "From that place on there is no telling what belongs to what, so no document is built until the line is fixed.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "osynliga tecken och hårda blanksteg som stör, kolon och streck utan blanksteg efter sig, ett streck eller en punkt från Word där en post börjar, citattecken om en text på en rad med kolon i sig eller med citattecken om de första orden, klamrar om `fil:`, ett kolon som saknas före `|`, och en klammer av fel slag när innehållet visar vilken som menades",
            "invisible characters and no-break spaces that are in the way, colons and dashes without a space after them, a dash or bullet from Word where an entry begins, quotation marks around a text of one line with a colon in it or with such marks around its first words, braces around `fil:`, a colon that is missing before `|`, and a bracket of the wrong sort where what it holds shows which was meant",
        )),
        likely: Some(Bilingual::fixed("andra klamrar", "other brackets")),
    },
};

/// VP0109: anchors, aliases and merge keys.
pub static ANCHOR_OR_ALIAS: Rule = Rule {
    code: "VP0109",
    name: "anchor-or-alias",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "genvägar med & och * ingår inte i formatet",
        "shortcuts with & and * are not part of the format",
    ),
    what: Bilingual::fixed(
        "Filen använder ett ankare (&namn), ett alias (*namn) eller en sammanslagning (<<).",
        "The file uses an anchor (&name), an alias (*name) or a merge key (<<).",
    ),
    why: Bilingual::fixed(
        "En genväg gör att en ändring på ett ställe ändrar ett annat som läsaren inte ser. I en beslutad plan ska varje uppgift stå där den gäller.",
        "A shortcut makes a change in one place alter another that the reader does not see. In a decided plan every statement is where it applies.",
    ),
    fixes: Fixes::NONE,
};

/// VP0119: characters that have become others on the way.
pub static GARBLED_TEXT: Rule = Rule {
    code: "VP0119",
    name: "garbled-text",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("å, ä, ö eller andra tecken har blivit fel", "å, ä, ö or other characters are garbled"),
    what: Bilingual::fixed(
        "Text i UTF-8 har lästs som något annat och sparats så: `fÃ¶r` i stället för `för`, `â€“` i stället för `–`. Det gäller en hel fil eller ett stycke som har klistrats in. Eller så står tecknet � där ett annat har gått förlorat. Varje fil får ett fynd, hur många ställen det än gäller. Gäller det nycklarna, eller hela filen, läses filen inte förrän det är rättat.",
        "Text in UTF-8 was read as something else and saved so: `fÃ¶r` in place of `för`, `â€“` in place of `–`. That may be a whole file or a passage that was pasted. Or the character � stands where another was lost. Each file has one finding, however many places there are. Where it is the keys, or the whole file, the file is not read until it is fixed.",
    ),
    why: Bilingual::fixed(
        "Texten trycks som den står. Det händer när en fil flyttas mellan system och öppnas med fel teckenkodning, och varje gång den sparas så blir det värre.",
        "The text is printed as it is. It happens when a file goes from one system to another and is opened in the wrong encoding, and it grows worse each time it is saved so.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "tecknen blir de som de var; ett förlorat tecken (�) måste skrivas in för hand",
            "the characters become what they were; one that is lost (�) has to be typed",
        )),
        likely: None,
    },
};
