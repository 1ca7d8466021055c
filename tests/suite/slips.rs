//! The slips of a writer with no technical training: each is said where the writer must edit, with what to type.
//!
//! The place is marked «» in the text; the words must stand in the message or the help.

use crate::workspace::Workspace;
use vp::diagnostic::{Bilingual, Language};

struct Slip {
    text: String,
    code: &'static str,
    sv: &'static [&'static str],
    en: &'static [&'static str],
}

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Parkenheten}\n";

/// A whole file.
fn file(text: &str, code: &'static str, sv: &'static [&'static str], en: &'static [&'static str]) -> Slip {
    Slip { text: text.to_owned(), code, sv, en }
}

/// The end of a plan.
fn plan(text: &str, code: &'static str, sv: &'static [&'static str], en: &'static [&'static str]) -> Slip {
    file(&format!("{HEAD}{text}"), code, sv, en)
}

/// The goals of a unit.
fn goals(text: &str, code: &'static str, sv: &'static [&'static str], en: &'static [&'static str]) -> Slip {
    plan(&format!("mål:\n  enhetsmål:\n{text}"), code, sv, en)
}

/// The activities of a goal.
fn activity(text: &str, code: &'static str, sv: &'static [&'static str], en: &'static [&'static str]) -> Slip {
    goals(&format!("    - titel: Parker\n      aktiviteter:\n        - {text}\n"), code, sv, en)
}

/// The only finding of reading stands at the mark and says these words.
fn assert_said(slips: Vec<Slip>) {
    let mut wrong = String::new();
    for Slip { text: marked, code, sv, en } in slips {
        let (before, rest) = marked.split_once('«').expect("the place is marked");
        let (meant, after) = rest.split_once('»').expect("the place is marked");
        let found = Workspace::plan(format!("{before}{meant}{after}")).check();
        let said = |both: &Bilingual, language| both.get(language).to_owned();
        // What the rules of content say of such a short plan does not matter here.
        let reading: Vec<_> = found.findings.iter().filter(|finding| finding.rule.code.starts_with("VP01")).collect();
        let [finding] = reading[..] else {
            let codes = found.codes();
            wrong += &format!("{marked}gives {codes:?}, not one {code}\n{}\n", found.report(Language::Swedish));
            continue;
        };
        let place = (finding.span.start as usize, finding.span.end as usize);
        let right_place = place == (before.len(), before.len() + meant.len());
        let says = |language, words: &[&str]| {
            let help = finding.help.as_ref().map_or(String::new(), |help| said(help, language));
            let all = format!("{}\n{help}", said(&finding.message, language));
            words.iter().all(|word| all.contains(word))
        };
        if finding.rule.code != code || !right_place || !says(Language::Swedish, sv) || !says(Language::English, en) {
            let (swedish, english) = (found.report(Language::Swedish), found.report(Language::English));
            wrong += &format!("{marked}should say {sv:?} / {en:?} at the mark\n{swedish}{english}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn tabs() {
    let (sv, en): (&[&str], &[&str]) = (&["tabb i början", "blanksteg"], &["a tab at the start", "spaces"]);
    assert_said(vec![
        goals("«\t»- titel: Parker\n", "VP0102", sv, en),
        goals("    - titel: Parker\n«\t»  ansvarig: Chefen\n", "VP0102", sv, en),
        goals("    - titel: Parker\n  «\t»  ansvarig: Chefen\n", "VP0102", sv, en),
        plan("mål:\n«\t»enhetsmål:\n\t\t- titel: Parker\n", "VP0102", sv, en),
        plan("inledning: |\n«\t»Vi sköter parker.\n", "VP0102", sv, en),
        plan("inledning: |\n  Vi sköter parker.\n«\t»Och lekplatser.\n", "VP0102", sv, en),
    ]);
}

#[test]
fn colons() {
    let no_colon: &[&str] = &["ingen nyckel med kolon"];
    assert_said(vec![
        plan(
            "«inledning»\n",
            "VP0102",
            &["ingen nyckel med kolon", "skriv inledning:"],
            &["no key", "write inledning:"],
        ),
        goals(
            "    - «titel Parker»\n      ansvarig: Chefen\n",
            "VP0102",
            &["skriv titel: Parker"],
            &["write titel: Parker"],
        ),
        goals(
            "    - titel: Parker\n      «ansvarig Chefen»\n",
            "VP0102",
            &["skriv ansvarig: Chefen"],
            &["write ansvarig: Chefen"],
        ),
        goals(
            "    - titel: Parker\n      «ansvarig Chefen»\n      nr: 3\n",
            "VP0102",
            no_colon,
            &["no key with a colon"],
        ),
        file(
            "vp: 1\n«dokument verksamhetsplan»\når: 2025\n",
            "VP0102",
            &["skriv dokument: verksamhetsplan"],
            &["write dokument:"],
        ),
        file(
            "vp: 1\ndokument«:»verksamhetsplan\når: 2025\n",
            "VP0102",
            &["blanksteg efter", "skriv dokument: verksamhetsplan"],
            &["no space after"],
        ),
        goals(
            "    - titel«:»Parker\n      ansvarig: Chefen\n",
            "VP0102",
            &["skriv titel: Parker"],
            &["write titel: Parker"],
        ),
        goals("    - titel«:»Parker\n", "VP0103", &["skriv titel: Parker"], &["write titel: Parker"]),
        goals(
            "    - titel: Parker«:» de är trygga\n",
            "VP0102",
            &["kolon mitt i texten", "titel: \"Parker: de är trygga\""],
            &["within the text", "titel: \"Parker: de"],
        ),
        goals("    - titel: Vi gör det här«:»\n", "VP0102", &["titel: \"Vi gör det här:\""], &["titel: \"Vi"]),
        goals("    - titel: ”Mål«:» ökat”\n", "VP0102", &["titel: \"Mål: ökat\""], &["titel: \"Mål: ökat\""]),
        goals(
            "    - titel: Ett \"nytt\" mål«:» ökat\n",
            "VP0102",
            &["titel: 'Ett \"nytt\" mål: ökat'"],
            &["titel: 'Ett"],
        ),
        plan("«:» hej\n", "VP0102", &["nyckel"], &["key"]),
    ]);
}

#[test]
fn texts_that_begin_with_a_sign() {
    let mut slips = Vec::new();
    for (character, rest) in
        [("%", "-satsen ökar"), ("@", "parker växer"), ("&", " parker"), ("*", "Viktigt* mål"), ("*", "*Viktigt** mål")]
    {
        slips.push(goals(
            &format!("    - titel: «{character}»{rest}\n"),
            "VP0102",
            &["texten börjar med", "citattecken: - titel: \""],
            &["the text begins with", "marks: - titel: \""],
        ));
    }
    for (character, rest) in [
        ("`", "Parker` växer"),
        ("!", "Viktigt mål"),
        (">", " 80 procent"),
        (">", "80"),
        ("?", " Parker"),
        ("[", "Parker] växer"),
        ("{", "Parker} växer"),
        ("-", " Parker växer"),
    ] {
        slips.push(goals(
            &format!("    - titel: «{character}»{rest}\n"),
            "VP0102",
            &["texten börjar med", "citattecken: - titel: \""],
            &["the text begins with", "marks: - titel: \""],
        ));
    }
    slips.push(goals(
        "    - titel: «|» Parker växer\n",
        "VP0102",
        &["raden under", "Parker växer"],
        &["line below", "Parker växer"],
    ));
    slips.push(goals("    - titel: «&parker» växer\n", "VP0109", &["genväg", "citattecken"], &["shortcut", "quotes"]));
    slips.push(goals("    - titel: «*parker»\n", "VP0109", &["genväg", "citattecken"], &["shortcut", "quotes"]));
    slips.push(goals(
        "    - titel: «#parker växer»\n",
        "VP0102",
        &["kommentar", "titel: \"#parker växer\""],
        &["comment", "titel: \"#parker växer\""],
    ));
    slips.push(goals(
        "    - titel: Parker «#växer»\n",
        "VP0102",
        &["kommentar", "titel: \"Parker #växer\""],
        &["comment", "\"Parker #växer\""],
    ));
    assert_said(slips);
}

#[test]
fn quotation_marks() {
    assert_said(vec![
        goals(
            "    - titel: «\"Parker\" är trygga»\n",
            "VP0102",
            &["raden fortsätter", "'\"Parker\" är trygga'"],
            &["the line goes on", "'\"Parker\" är trygga'"],
        ),
        goals(
            "    - titel: «'Parker' är trygga»\n",
            "VP0102",
            &["\"'Parker' är trygga\""],
            &["\"'Parker' är trygga\""],
        ),
        goals("    - titel: «'Kalle's park'»\n", "VP0102", &["\"Kalle's park\""], &["\"Kalle's park\""]),
        goals(
            "    - titel: «\"Parker är trygga»\n      ansvarig: Chefen\n",
            "VP0102",
            &["stängs aldrig", "\"Parker är trygga\""],
            &["never closed"],
        ),
        goals(
            "    - titel: «\"Parker är trygga»\n      ansvarig: \"Chefen\"\n",
            "VP0102",
            &["stängs aldrig"],
            &["never closed"],
        ),
        file(
            "vp: 1\ndokument: «\"verksamhetsplan»\når: 2025\n",
            "VP0102",
            &["stängs aldrig", "\"verksamhetsplan\""],
            &["never closed"],
        ),
        plan("«\"inledning: hej»\n", "VP0102", &["stängs aldrig"], &["never closed"]),
        goals("    - titel: \"C:«\\»Parker\"\n", "VP0102", &["snedstreck", "\\\\"], &["backslash", "\\\\"]),
        file(
            "vp: 1\ndokument: «”verksamhetsplan”»\når: 2025\n",
            "VP0107",
            &["skriv dokument: verksamhetsplan"],
            &["write dokument: verksamhetsplan"],
        ),
    ]);
}

#[test]
fn indentation() {
    assert_said(vec![
        goals(
            "    - titel: Parker\n     «ansvarig: Chefen»\n",
            "VP0102",
            &["indraget", "kolumn 7", "under titel"],
            &["indentation", "column 7", "below titel"],
        ),
        goals("    - titel: Parker\n       «ansvarig: Chefen»\n", "VP0102", &["kolumn 7"], &["column 7"]),
        goals(
            "    - titel: Parker\n      arbetssätt: |\n        Hej\n       «ansvarig: Chefen»\n",
            "VP0102",
            &["kolumn 7"],
            &["column 7"],
        ),
        goals("    - titel: A\n   «- titel: B»\n", "VP0102", &["kolumn 5", "under - titel"], &["column 5"]),
        goals("    - titel: A\n     «- titel: B»\n", "VP0102", &["kolumn 5"], &["column 5"]),
        file("vp: 1\ndokument: verksamhetsplan\n «år: 2025»\n", "VP0102", &["kolumn 1"], &["column 1"]),
        file(
            "« »vp: 1\ndokument: verksamhetsplan\n",
            "VP0102",
            &["första raden är indragen", "före vp"],
            &["first line is indented"],
        ),
        file(
            "vp: 1\norganisation:\n  kommun: A\n «enhet: B»\n",
            "VP0102",
            &["kolumn 3", "under kommun"],
            &["column 3"],
        ),
        file("vp: 1\norganisation:\n  kommun: A\n   «enhet: B»\n", "VP0102", &["kolumn 3"], &["column 3"]),
        goals(
            "    - titel: A\n      arbetssätt: Vi\n        «nr: 1»\n",
            "VP0102",
            &["kolumn 7", "|"],
            &["column 7", "|"],
        ),
        file(
            "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation:\n«enhet»: B\n",
            "VP0103",
            &["hör till organisation", "dra in raden två blanksteg"],
            &["belongs to organisation", "two spaces"],
        ),
    ]);
}

#[test]
fn dashes() {
    let (sv, en): (&[&str], &[&str]) = (&["- titel: A"], &["a hyphen and a space: - titel: A"]);
    assert_said(vec![
        goals("    «-»titel: A\n      nr: 1\n", "VP0102", sv, en),
        goals("    - titel: B\n    «-»titel: A\n", "VP0102", sv, en),
        goals("    «–» titel: A\n      nr: 1\n", "VP0102", sv, en),
        goals("    «•» titel: A\n      nr: 1\n", "VP0102", sv, en),
        plan("omfattar:\n  «-»a\n  -b\n", "VP0102", &["blanksteg", "- a"], &["space", "- a"]),
    ]);
}

#[test]
fn long_texts() {
    let (sv, en): (&[&str], &[&str]) =
        (&["utan | efter kolonet", "skriv arbetssätt: |"], &["without |", "write arbetssätt: |"]);
    let (less, less_en): (&[&str], &[&str]) = (&["mindre indragen", "kolumn 9"], &["indented less", "column 9"]);
    let goal = |text: &str| format!("    - titel: A\n      arbetssätt{text}\n");
    assert_said(vec![
        goals(&goal("«:»\n        Vi gör så här.\n        Och så: här."), "VP0102", sv, en),
        goals(&goal("«:»\n        ## Rubrik\n        Vi gör så här."), "VP0102", sv, en),
        goals(&goal("«:»\n        Vi gör så här.\n\n        - gör\n        - mer"), "VP0102", sv, en),
        goals(&goal("«:» Vi gör så här.\n        Och så: mer."), "VP0102", sv, en),
        goals(&goal("«:» Ett stycke.\n\n        Ett stycke till."), "VP0102", sv, en),
        goals(&goal("«:»\n        Vi:\n        - gör"), "VP0105", &["skriv arbetssätt: |"], &["write arbetssätt: |"]),
        goals(&goal(":\n        «- gör»\n        - mer"), "VP0105", &["skriv arbetssätt: |"], &["write arbetssätt: |"]),
        goals(
            &goal(": Vi gör så här.\n      «Och så här.»\n      nr: 1"),
            "VP0102",
            &["skriv arbetssätt: |"],
            &["write arbetssätt: |"],
        ),
        goals(&goal(": |\n        Vi gör så här.\n      «Och mer.»\n      nr: 1"), "VP0102", less, less_en),
        goals(&goal(": |\n        Vi gör så här.\n       «Och mer.»\n      nr: 1"), "VP0102", less, less_en),
        goals(&goal(": |\n        Vi gör så här.\n  «Och mer.»"), "VP0102", less, less_en),
        goals(&goal(": |\n        Vi gör:\n      «- detta»\n      - mer"), "VP0102", less, less_en),
        plan(
            "inledning: |\n  Vi gör så här.\n«Och»: mer\n",
            "VP0103",
            &["texten under inledning", "dra in"],
            &["text below inledning", "indent"],
        ),
        plan(
            "inledning: «{{ mål x }}»\n",
            "VP0102",
            &["citattecken", "skriv inledning: \"{{ mål x }}\""],
            &["quotation marks", "write inledning: \"{{ mål x }}\""],
        ),
    ]);
}

#[test]
fn what_the_key_asks_for() {
    assert_said(vec![
        activity(
            "{namn: B, start: 2025-01-01, slut: «31/12 2025»}",
            "VP0105",
            &["inte skrivet som år-månad-dag", "slut: 2025-12-31"],
            &["not written as year-month-day", "slut: 2025-12-31"],
        ),
        activity("{namn: B, start: 2025-01-01, slut: «2025-02-30»}", "VP0105", &["finns inte"], &["does not exist"]),
        file(
            "vp: 1\ndokument: verksamhetsplan\når: «tjugofem»\norganisation: {enhet: P}\n",
            "VP0105",
            &["inget årtal", "år: 2025"],
            &["not a year"],
        ),
        file("«v»p: 1\n", "VP0107", &["dokument: "], &["dokument: "]).at_nothing(),
    ]);
}

impl Slip {
    /// The mark is a place between two signs, before what it holds.
    fn at_nothing(self) -> Slip {
        let text = self.text.replace('»', "").replace('«', "«»");
        Slip { text, ..self }
    }
}

#[test]
fn braces() {
    let budget = |row: &str| format!("ekonomi:\n  budget:\n    belopp_i: mnkr\n    rader:\n      - {row}\n");
    assert_said(vec![
        plan(
            &budget("{namn: A, netto: «14,6»}"),
            "VP0105",
            &["decimalkomma", "netto: 14.6"],
            &["decimal comma", "netto: 14.6"],
        ),
        activity(
            "{namn: «Barn, unga och familj», slut: 2025-05-01}",
            "VP0105",
            &["komma", "namn: \"Barn, unga och familj\""],
            &["comma", "namn: \"Barn, unga"],
        ),
        file(
            "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: «A, B, C»}\n",
            "VP0105",
            &["enhet: \"A, B, C\""],
            &["enhet: \"A, B, C\""],
        ),
        file(
            "vp: 1\norganisation: «{enhet: P»\nmål:\n  enhetsmål: []\n",
            "VP0102",
            &["{ stängs aldrig", "skriv }"],
            &["never closed", "write }"],
        ),
        file(
            "vp: 1\norganisation: {enhet: P«]»\nmål: {}\n",
            "VP0102",
            &["kan inte stänga {", "skriv }"],
            &["cannot close {", "write }"],
        ),
        file(
            "vp: 1\norganisation: {enhet: P}«}»\nmål: {}\n",
            "VP0102",
            &["stänger ingenting", "ta bort }"],
            &["closes nothing"],
        ),
        activity("«{namn: B, start: 2025-01-01»\n        - {namn: C}", "VP0102", &["stängs aldrig"], &["never closed"]),
        activity(
            "{namn: «B»: mer, start: 2025-01-01}",
            "VP0102",
            &["kolon för mycket", "citattecken"],
            &["colon too many", "quotation marks"],
        ),
        activity(
            "{namn: B «start»: 2025-01-01}",
            "VP0102",
            &["komma för lite", "komma före"],
            &["comma too few", "comma before"],
        ),
        activity("{namn«:»B, start: 2025-01-01}", "VP0103", &["skriv namn: B"], &["write namn: B"]),
    ]);
}

#[test]
fn signs_that_nobody_sees() {
    let (sv, en): (&[&str], &[&str]) =
        (&["hårt blanksteg", "vanligt blanksteg"], &["no-break space", "ordinary space"]);
    assert_said(vec![
        file("vp: 1\norganisation:\n«\u{a0}»\u{a0}enhet: P\n", "VP0102", sv, en),
        goals("    - titel: A\n    «\u{a0}» nr: 1\n", "VP0102", sv, en),
        file("vp: 1\ndokument:«\u{a0}»verksamhetsplan\når: 2025\n", "VP0102", sv, en),
        plan("inledning: |\n«\u{a0}»\u{a0}Hej\n", "VP0102", sv, en),
        goals("    -«\u{a0}»titel: A\n      nr: 1\n", "VP0102", sv, en),
        file(
            "vp: 1\ndoku«\u{200b}»ment: verksamhetsplan\n",
            "VP0102",
            &["osynligt", "U+200B", "radera"],
            &["invisible", "delete"],
        ),
        file("vp: 1\n«\u{feff}»dokument: verksamhetsplan\n", "VP0102", &["osynligt", "U+FEFF"], &["invisible"]),
        file("vp: 1\ndokument: verksamhetsplan«\u{200b}»\n", "VP0105", &["osynligt", "U+200B"], &["invisible"]),
        file(
            "vp: 1\ndokument: verksamhetsplan«\u{2028}»år: 2025\n",
            "VP0102",
            &["osynligt radbrott", "retur"],
            &["invisible line break", "return"],
        ),
        file(
            "vp: 1\ndokument: verksam«\0»hetsplan\n",
            "VP0102",
            &["styrtecken", "radera"],
            &["control character", "delete"],
        ),
        plan("inledning: |\n  Hej«\u{b}»hopp\n", "VP0102", &["styrtecken"], &["control character"]),
    ]);
}

#[test]
fn what_is_no_slip() {
    for body in [
        "inledning: Parker # sköts av oss\n",
        "#inledning: bortkommenterad\n",
        "inledning: # skrivs senare\n",
        "mål:\t# tabb före kommentar\n  enhetsmål: []\n",
        "mål:\n  enhetsmål: # våra egna\n    # ## rubrik\n    - titel: A\n",
        "organisation: {enhet: P,}\n",
        "inledning: En text som fortsätter\n  på nästa rad\n",
        "inledning: \"Ett stycke.\n\n  - och en punkt\"\n",
        "mål:\n  enhetsmål:\n  - titel: A\n",
        "inledning: >\n  hej\n\n  - punkt\n",
        "övrigt: |-\n  ## Rubrik\n\n  -Ord\n  -Ord\n",
        "bilagor:\n  -\n    titel: A\n",
    ] {
        let text = match body.starts_with("organisation") {
            true => format!("vp: 1\ndokument: verksamhetsplan\når: 2025\n{body}"),
            false => format!("{HEAD}{body}"),
        };
        let found = Workspace::plan(&text).check();
        let reading: Vec<_> = found.findings.iter().filter(|finding| finding.rule.code.starts_with("VP01")).collect();
        assert!(reading.is_empty(), "{text}{}", found.report(Language::Swedish));
    }
}
