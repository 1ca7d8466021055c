//! The rules that only reading by a table of keys can see.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity};
use crate::msg;
use crate::source::Span;

/// VP0103: a key that the format does not have at this place.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "VP0103",
    name: "unknown-key",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("nyckeln finns inte i formatet", "the key does not exist in the format"),
    what: Bilingual::fixed(
        "En nyckel som formatet inte har på det här stället: felstavad, indragen fel så att den hamnat under något annat, eller skriven med det tryckta ordet.",
        "A key that the format does not have at this place: misspelt, indented so that it came under something else, or written with the printed word.",
    ),
    why: Bilingual::fixed(
        "Det som står under en okänd nyckel kommer inte med i dokumentet. Bättre att det sägs här än att en nämnd märker det.",
        "What is under an unknown key does not reach the document. Better said here than noticed by a board.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "en nyckel med ett skrivfel, en eller två bokstäver från en nyckel som har minst fem, mellanslag i stället för `_`, och kolon som saknas eller saknar blanksteg",
            "a key with a slip of the pen, a letter or two from a key that has five or more, a space in place of `_`, and a colon that is missing or lacks its space",
        )),
        likely: Some(Bilingual::fixed(
            "nycklar som liknar mindre, det tryckta ordet i stället för nyckeln, en nyckel som redan finns där, och en regels kod i vp.yaml",
            "keys that are less alike, the printed word in place of the key, a key that is there already, and a rule's code in vp.yaml",
        )),
    },
};

/// VP0104: the same key twice.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "VP0104",
    name: "duplicate-key",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("samma nyckel står två gånger", "the same key is given twice"),
    what: Bilingual::fixed(
        "En nyckel står två gånger på samma ställe. Bara den första läses.",
        "A key is given twice in the same place. Only the first is read.",
    ),
    why: Bilingual::fixed(
        "Den andra texten skulle försvinna utan att någon såg det.",
        "The second text would vanish without anybody seeing it.",
    ),
    fixes: Fixes::NONE,
};

/// VP0105: a value that is not what the key asks for.
pub static WRONG_KIND: Rule = Rule {
    code: "VP0105",
    name: "wrong-kind-of-value",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("värdet är inte det som nyckeln frågar efter", "the value is not what the key asks for"),
    what: Bilingual::fixed(
        "En lista där det ska stå text, ett datum som inte finns, bokstäver i ett tal, ett decimalkomma inom { } eller ett ord som inte hör till nyckeln.",
        "A list where a text belongs, a date that does not exist, letters in a number, a decimal comma within { }, or a word that does not belong to the key.",
    ),
    why: Bilingual::fixed(
        "Värdet går inte att trycka eller räkna med. vp gissar aldrig vad som menades.",
        "The value can be neither printed nor counted with. vp never guesses what was meant.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "decimalkomma i ett tal inom `{ }`, komma i en text inom `{ }`, skrivfel i ett fast ord (status, riktning, bedömning …), andra sätt att skriva det (`mkr` för `mnkr`), `true` och `false`, datum som `20260115` och `15 januari 2026`, och osynliga tecken i ett ord",
            "a decimal comma of a number within `{ }`, a comma of a text within `{ }`, a slip in a fixed word (status, riktning, bedömning …), other ways to write it (`mkr` for `mnkr`), `true` and `false`, dates such as `20260115` and `15 januari 2026`, and invisible characters in a word",
        )),
        likely: Some(Bilingual::fixed(
            "ord som kan betyda något annat, som ”genomföra”, komman i en lista, datum som `1/2 2026`, årtal med två siffror, och ett streck som saknas i en lista",
            "words that may mean something else, such as \"genomföra\", commas of a list, dates such as `1/2 2026`, years of two digits, and a dash that a list lacks",
        )),
    },
};

/// VP0106: a key that must be there is not.
pub static MISSING_KEY: Rule = Rule {
    code: "VP0106",
    name: "missing-key",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("en nyckel som måste finnas saknas", "a key that must be there is missing"),
    what: Bilingual::fixed(
        "En uppgift som dokumentet inte klarar sig utan: år, organisation, en indikators namn.",
        "Something that the document cannot do without: year, organisation, an indicator's name.",
    ),
    why: Bilingual::fixed(
        "Utan den går det inte att säga vems eller vad det handlar om, och åren kan inte jämföras.",
        "Without it there is no telling whose it is or what it is about, and the years cannot be compared.",
    ),
    fixes: Fixes::NONE,
};

/// VP0107: a document of an unknown kind or format version.
pub static UNKNOWN_DOCUMENT: Rule = Rule {
    code: "VP0107",
    name: "unknown-document",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "okänt slag av dokument eller okänd formatversion",
        "unknown kind of document or format version",
    ),
    what: Bilingual::fixed(
        "`dokument` nämner ett slag som vp inte kan bygga, eller `vp` en formatversion som inte finns.",
        "`dokument` names a kind that vp cannot build, or `vp` a format version that does not exist.",
    ),
    why: Bilingual::fixed(
        "Slaget avgör vad filen får innehålla och hur den trycks. Utan det byggs inget dokument.",
        "The kind decides what the file may hold and how it is printed. Without it no document is built.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed("skrivfel i ordet efter `dokument`", "a slip in the word after `dokument`")),
        likely: Some(Bilingual::fixed("formatversionen", "the format version")),
    },
};

/// VP0108: a file that is named but cannot be had.
pub static MISSING_FILE: Rule = Rule {
    code: "VP0108",
    name: "missing-file",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "filen som nämns finns inte eller ligger utanför arbetsytan",
        "the named file does not exist or lies outside the workspace",
    ),
    what: Bilingual::fixed(
        "En fil som nämns av `fil`, `bygger_på`, `plan` eller en bild finns inte, är något annat än det som väntas där, är dold eller ligger utanför arbetsytans mapp – även genom en länk. En bild kan också vara större än 8 MiB eller ha ett innehåll som inte är en bild. Detsamma gäller mapparna i `mappar` och länkar bland planerna och mallarna.",
        "A file named by `fil`, `bygger_på`, `plan` or a picture does not exist, is not what is expected there, is hidden, or lies outside the workspace's folder, also through a link. A picture may also be larger than 8 MiB or have a content that is not a picture. The same goes for the folders in `mappar` and for links among the plans and templates.",
    ),
    why: Bilingual::fixed(
        "Texten eller bilden skulle saknas i dokumentet. Filer utanför arbetsytan läses inte, så att ett dokument aldrig kan dra in annat än det som hör till planen.",
        "The text or picture would be missing from the document. Files outside the workspace are not read, so that a document can never draw in anything that is not part of the plans.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("en plan med nästan samma namn", "a plan with nearly the same name")),
    },
};

/// VP0110: a key in decomposed Unicode.
pub static DECOMPOSED_KEY: Rule = Rule {
    code: "VP0110",
    name: "decomposed-key",
    level: Severity::Warning,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "nyckeln är skriven med lösa prickar och ringar",
        "the key is written with separate dots and rings",
    ),
    what: Bilingual::fixed(
        "Nyckelns å, ä eller ö består av en bokstav och ett löst tecken (så skriver vissa program på Mac). Nyckeln läses, men ser likadan ut som en som inte är lika.",
        "The key's å, ä or ö consists of a letter and a separate mark (some programs on Macs write so). The key is read, but looks like one that it does not equal.",
    ),
    why: Bilingual::fixed(
        "Sökning och jämförelse i andra program hittar den inte.",
        "Search and comparison in other programs do not find it.",
    ),
    fixes: Fixes { certain: Some(Bilingual::fixed("nyckelns å, ä och ö", "the key's å, ä and ö")), likely: None },
};

/// VP0113: a file that was meant to be read but is called otherwise.
pub static MISNAMED_FILE: Rule = Rule {
    code: "VP0113",
    name: "misnamed-file",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("filen läses inte för vad den heter", "the file is not read for what it is called"),
    what: Bilingual::fixed(
        "En fil bland planerna är skriven som en plan eller uppföljning men slutar inte på .yaml, som `plan.yaml.txt` eller `delår.txt`, eller arbetsytans inställningar heter något annat än `vp.yaml`, som `vp.yml`, eller en fil i mallmappen något annat än en mall, som `ord.yml`. Eller så är namnet på filen eller mappen sparat med en annan teckenkodning än UTF-8. Redigeringsprogrammens säkerhetskopior, som `plan.yaml~` och `plan.yaml.bak`, nämns inte, och inte vanliga texter.",
        "A file among the plans is written as a plan or a follow-up but does not end with .yaml, like `plan.yaml.txt` or `delår.txt`, or the workspace's settings are called something other than `vp.yaml`, like `vp.yml`, or a file of the template folder something other than a template, like `ord.yml`. Or the name of the file or its folder is saved in another encoding than UTF-8. Back-ups that editors make, like `plan.yaml~` and `plan.yaml.bak`, are not mentioned, nor are ordinary texts.",
    ),
    why: Bilingual::fixed(
        "Enhetens dokument skulle saknas utan att någon fick veta det. Windows döljer ofta det sista i namnet, så att filen ser ut att heta rätt.",
        "The unit's document would be missing without anybody being told. Windows often hides the end of the name, so that the file looks rightly named.",
    ),
    fixes: Fixes::NONE,
};

/// VP0117: the path of a file where its text was meant.
pub static PATH_AS_TEXT: Rule = Rule {
    code: "VP0117",
    name: "path-written-as-text",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("en sökväg står där en text ska stå", "there is a path where a text belongs"),
    what: Bilingual::fixed(
        "En text är inget annat än sökvägen till en fil, som `inledning: texter/inledning.md`. Sökvägen trycks, inte det som står i filen. En text i en egen fil skrivs `{fil: texter/inledning.md}`.",
        "A text is nothing but the path of a file, like `inledning: texter/inledning.md`. The path is printed, not what is in the file. A text in a file of its own is written `{fil: texter/inledning.md}`.",
    ),
    why: Bilingual::fixed(
        "Hela texten saknas i dokumentet, och i dess ställe står ett filnamn.",
        "The whole text is missing from the document, and in its place is the name of a file.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "`{fil: …}` om sökvägen, när filen finns",
            "`{fil: …}` around the path, where the file is there",
        )),
        likely: None,
    },
};

/// VP0118: a text without quotation marks that other programs change.
pub static RETYPED_TEXT: Rule = Rule {
    code: "VP0118",
    name: "text-changed-by-other-programs",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "andra program skulle läsa och skriva texten som något annat",
        "other programs would read and write the text as something else",
    ),
    what: Bilingual::fixed(
        "En text, ett nummer på ett mål eller ett id står utan citattecken och är ett tal, ett datum eller sant eller falskt för andra program som läser YAML: `nr: 1.10` blir 1.1, `till: 1.` blir 1, `01` blir 1 och `no` blir falskt. vp läser texten precis som den står. Det som blir likadant i alla program, som `1.1`, nämns inte.",
        "A text, the number of a goal or an id has no quotation marks and is a number, a date or true or false to other programs that read YAML: `nr: 1.10` becomes 1.1, `till: 1.` becomes 1, `01` becomes 1 and `no` becomes false. vp reads the text exactly as it stands. What is the same in all programs, such as `1.1`, is not mentioned.",
    ),
    why: Bilingual::fixed(
        "Ett skript eller ett annat program som läser planen och skriver den igen byter mål 1.10 mot mål 1.1 utan att någon ser det.",
        "A script or another program that reads the plan and writes it again turns goal 1.10 into goal 1.1, and nobody sees it.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed("citattecken om texten", "quotation marks around the text")),
        likely: None,
    },
};

/// VP0921: a link that leads nowhere.
pub static DEAD_LINK: Rule = Rule {
    code: "VP0921",
    name: "link-leading-nowhere",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("en länk leder ingenstans", "a link leads nowhere"),
    what: Bilingual::fixed(
        "En länk i en text har ingen adress, leder till en fil som inte finns, ligger utanför arbetsytan eller är av ett slag som inte läggs bredvid sidan, eller till en plats (`#…`) som sidan inte har. Filer som texter länkar till läggs bredvid sidan, i mappen `plan-filer` för `plan.html`; en länk till en annan plans fil leder till den planens sida.",
        "A link of a text has no address, leads to a file that does not exist, lies outside the workspace or is of a kind that is not laid beside the page, or to a place (`#…`) that the page does not have. Files that texts link to are laid beside the page, in the folder `plan-filer` for `plan.html`; a link to the file of another plan leads to that plan's page.",
    ),
    why: Bilingual::fixed(
        "Den som läser klickar och möts av ett felmeddelande, och underlaget som texten hänvisar till går inte att nå.",
        "The reader follows the link and meets an error, and what the text refers to cannot be reached.",
    ),
    fixes: Fixes::NONE,
};

/// The finding for a file that does not exist.
pub fn missing_file(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let finding =
        Diagnostic::new(&MISSING_FILE, span, msg!("filen {name} finns inte", "the file {name} does not exist"));
    finding.help(match near {
        Some(near) => msg!("skriv {near}", "write {near}"),
        None => path_from_here(),
    })
}

/// How the path of a file counts.
pub fn path_from_here() -> Bilingual {
    msg!(
        "sökvägen räknas från mappen som den här filen ligger i; stora och små bokstäver är olika",
        "the path starts from the folder of this file; capitals and small letters differ",
    )
}

/// The finding for a file outside the workspace.
pub fn outside_file(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_FILE,
        span,
        msg!("filen {name} ligger utanför arbetsytan", "the file {name} lies outside the workspace",),
    )
    .help(msg!(
        "lägg filen i planens mapp eller i en mapp under den",
        "put the file in the plan's folder or in a folder below it",
    ))
}

/// The finding for a file whose path has a part that begins with a dot.
pub fn hidden_file(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_FILE,
        span,
        msg!("filen {name} är dold och läses inte", "the file {name} is hidden and is not read"),
    )
    .help(msg!(
        "filer och mappar vars namn börjar med punkt hör till andra program: lägg filen i planens mapp med ett annat namn",
        "files and folders whose names begin with a dot belong to other programs: put the file in the plan's folder under another name",
    ))
}

/// The finding for a file that is something other than what is asked for here; `extensions` are those of such files.
pub fn file_of_other_kind(span: Span, name: &str, extensions: &[&str]) -> Diagnostic {
    let ends: Vec<String> = extensions.iter().map(|extension| format!(".{extension}")).collect();
    let Bilingual { sv, en } = Bilingual::any_of(&ends);
    Diagnostic::new(&MISSING_FILE, span, msg!("filen {name} läses inte här", "the file {name} is not read here"))
        .help(msg!("namnge en fil som slutar på {sv}", "name a file that ends in {en}"))
}

/// The finding for a folder, a pipe or a device where a file is asked for.
pub fn no_plain_file(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_FILE, span, msg!("{name} är ingen vanlig fil", "{name} is not a regular file"))
        .help(msg!("namnge en fil", "name a file"))
}

/// The finding for a folder that leads out of the workspace.
pub fn outside_folder(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_FILE,
        span,
        msg!("mappen {name} ligger utanför arbetsytan", "the folder {name} lies outside the workspace"),
    )
}

/// The finding for a link among the workspace's files that leads out of it, at the link: of the file itself nothing is read.
pub fn linked_outside(span: Span, shown: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_FILE,
        span,
        msg!(
            "{shown} är en länk till något som ligger utanför arbetsytan",
            "{shown} is a link to something that lies outside the workspace",
        ),
    )
    .help(msg!(
        "lägg filen själv där, i stället för en länk till den",
        "put the file itself there, instead of a link to it",
    ))
}
