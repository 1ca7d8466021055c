//! What `vp check --fix` fixes of each rule, and what it only proposes, in words.

use crate::diagnostic::Bilingual;

/// What can be fixed of one rule's findings.
#[derive(Debug)]
pub struct Fixability {
    /// The rule.
    pub code: &'static str,
    /// What is fixed for certain.
    pub certain: Option<Bilingual>,
    /// What is proposed to the writer and not fixed.
    pub likely: Option<Bilingual>,
}

/// The rules of which something can be fixed, by code.
pub static FIXABILITY: &[Fixability] = &[
    Fixability {
        code: "VP0101",
        certain: Some(Bilingual::fixed(
            "en fil som är sparad som Windows-1252 eller UTF-16 sparas om som UTF-8",
            "a file saved as Windows-1252 or UTF-16 is saved as UTF-8",
        )),
        likely: None,
    },
    Fixability {
        code: "VP0102",
        certain: Some(Bilingual::fixed(
            "osynliga tecken och hårda blanksteg som stör, kolon och streck utan blanksteg efter sig, ett streck eller en punkt från Word där en post börjar, citattecken om en text på en rad med kolon i sig eller med citattecken om de första orden, klamrar om `fil:`, ett kolon som saknas före `|`, och en klammer av fel slag när innehållet visar vilken som menades",
            "invisible characters and no-break spaces that are in the way, colons and dashes without a space after them, a dash or bullet from Word where an entry begins, quotation marks around a text of one line with a colon in it or with such marks around its first words, braces around `fil:`, a colon that is missing before `|`, and a bracket of the wrong sort where what it holds shows which was meant",
        )),
        likely: Some(Bilingual::fixed("andra klamrar", "other brackets")),
    },
    Fixability {
        code: "VP0103",
        certain: Some(Bilingual::fixed(
            "en nyckel med ett skrivfel, en eller två bokstäver från en nyckel som har minst fem, mellanslag i stället för `_`, och kolon som saknas eller saknar blanksteg",
            "a key with a slip of the pen, a letter or two from a key that has five or more, a space in place of `_`, and a colon that is missing or lacks its space",
        )),
        likely: Some(Bilingual::fixed(
            "nycklar som liknar mindre, det tryckta ordet i stället för nyckeln, en nyckel som redan finns där, och en regels kod i vp.yaml",
            "keys that are less alike, the printed word in place of the key, a key that is there already, and a rule's code in vp.yaml",
        )),
    },
    Fixability {
        code: "VP0105",
        certain: Some(Bilingual::fixed(
            "decimalkomma i ett tal inom `{ }`, komma i en text inom `{ }`, skrivfel i ett fast ord (status, riktning, bedömning …), andra sätt att skriva det (`mkr` för `mnkr`), `true` och `false`, datum som `20260115` och `15 januari 2026`, och osynliga tecken i ett ord",
            "a decimal comma of a number within `{ }`, a comma of a text within `{ }`, a slip in a fixed word (status, riktning, bedömning …), other ways to write it (`mkr` for `mnkr`), `true` and `false`, dates such as `20260115` and `15 januari 2026`, and invisible characters in a word",
        )),
        likely: Some(Bilingual::fixed(
            "ord som kan betyda något annat, som ”genomföra”, komman i en lista, datum som `1/2 2026`, årtal med två siffror, och ett streck som saknas i en lista",
            "words that may mean something else, such as \"genomföra\", commas of a list, dates such as `1/2 2026`, years of two digits, and a dash that a list lacks",
        )),
    },
    Fixability {
        code: "VP0107",
        certain: Some(Bilingual::fixed("skrivfel i ordet efter `dokument`", "a slip in the word after `dokument`")),
        likely: Some(Bilingual::fixed("formatversionen", "the format version")),
    },
    Fixability {
        code: "VP0108",
        certain: None,
        likely: Some(Bilingual::fixed("en plan med nästan samma namn", "a plan with nearly the same name")),
    },
    Fixability {
        code: "VP0110",
        certain: Some(Bilingual::fixed("nyckelns å, ä och ö", "the key's å, ä and ö")),
        likely: None,
    },
    Fixability {
        code: "VP0117",
        certain: Some(Bilingual::fixed(
            "`{fil: …}` om sökvägen, när filen finns",
            "`{fil: …}` around the path, where the file is there",
        )),
        likely: None,
    },
    Fixability {
        code: "VP0118",
        certain: Some(Bilingual::fixed("citattecken om texten", "quotation marks around the text")),
        likely: None,
    },
    Fixability {
        code: "VP0301",
        certain: None,
        likely: Some(Bilingual::fixed(
            "ett mål med nästan samma id, eller det vars titel eller nr står där",
            "a goal with nearly the same id, or the one whose title or nr is there",
        )),
    },
    Fixability {
        code: "VP0306",
        certain: None,
        likely: Some(Bilingual::fixed("ett id som är nästan likadant", "an id that is nearly the same")),
    },
    Fixability {
        code: "VP0310",
        certain: None,
        likely: Some(Bilingual::fixed("ett ord som liknar det skrivna", "a word like the one written")),
    },
    Fixability {
        code: "VP0311",
        certain: None,
        likely: Some(Bilingual::fixed("ett id som är nästan likadant", "an id that is nearly the same")),
    },
    Fixability {
        code: "VP0401",
        certain: Some(Bilingual::fixed(
            "skrivfel i ordet efter `periodicitet`",
            "a slip in the word after `periodicitet`",
        )),
        likely: Some(Bilingual::fixed(
            "ord som betyder det samma, som ”årligen”",
            "words that mean the same, such as \"årligen\"",
        )),
    },
    Fixability {
        code: "VP0501",
        certain: None,
        likely: Some(Bilingual::fixed("ett tillfälle som liknar det skrivna", "an occasion like the one written")),
    },
    Fixability {
        code: "VP0504",
        certain: None,
        likely: Some(Bilingual::fixed("ett id som är nästan likadant", "an id that is nearly the same")),
    },
    Fixability {
        code: "VP0907",
        certain: Some(Bilingual::fixed(
            "inklistrade punkter och streck när varje rad i stycket börjar så, med en tom rad före listan, och mellanslag efter siffrorna i rader som `1.Ord`",
            "pasted bullets and dashes where every line of the paragraph begins so, with an empty line before the list, and spaces after the figures of lines such as `1.Word`",
        )),
        likely: None,
    },
    Fixability {
        code: "VP0916",
        certain: Some(Bilingual::fixed(
            "lodstreck inom kod i en tabell, när raden då får lika många celler som rubrikraden",
            "bars within code in a table, where the row then has as many cells as the header row",
        )),
        likely: None,
    },
    Fixability {
        code: "VP0917",
        certain: Some(Bilingual::fixed(
            "osynliga tecken tas bort; ett osynligt radbrott i en rubrik eller ett namn blir ett blanksteg",
            "invisible characters are removed; an invisible line break in a title or a name becomes a space",
        )),
        likely: None,
    },
    Fixability {
        code: "VP0918",
        certain: Some(Bilingual::fixed(
            "blanksteg kring stjärnor, vinkelparenteser om en adress med mellanslag, mellanslag efter `#`, länkar där ord och adress står isär, och `|` i stället för `>`",
            "spaces around asterisks, angle brackets around an address with a space, a space after `#`, links whose words and address stand apart, and `|` in place of `>`",
        )),
        likely: Some(Bilingual::fixed("fet stil i stället för `==`", "bold type in place of `==`")),
    },
    Fixability {
        code: "VP0919",
        certain: Some(Bilingual::fixed(
            "rader med tabbar blir en tabell, när den första raden är rubriker och ingen rad har fler celler än den",
            "lines with tabs become a table, where the first line is headings and no line has more cells than it",
        )),
        likely: None,
    },
    Fixability {
        code: "VP0920",
        certain: Some(Bilingual::fixed(
            "`\\` före punkten efter ett årtal och före stjärnor mellan siffror, en tom rad före `---` under en mening, och indragningen av vanlig text som blivit kod",
            "`\\` before the full stop after a year and before asterisks between figures, an empty line before `---` below a sentence, and the indentation of ordinary text that became code",
        )),
        likely: Some(Bilingual::fixed("`\\` före ett `>`", "`\\` before a `>`")),
    },
];

/// What can be fixed of a rule's findings; `None` where nothing can.
pub fn of(code: &str) -> Option<&'static Fixability> {
    FIXABILITY.iter().find(|told| told.code == code)
}
