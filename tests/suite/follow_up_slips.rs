//! The slips of a writer of follow-ups with no technical training: each is said once, where the writer must edit, with
//! what to type, and nothing else is said because of it.
//!
//! The place is marked «» in the text; the words must stand in the message or the help.

use crate::workspace::Workspace;
use vp::diagnostic::{Bilingual, Language};

const PLAN: &str = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun, nämnd: Socialnämnden, enhet: Barnenheten}
mål:
  verksamhetsområdesmål:
    - {nr: 1.1, titel: Stödet är tidigt}
  nämndmål:
    - id: tidigt-stöd
      till: 1.1
      titel: Den som behöver stöd får det i tid
      beskrivning: Så här gör vi.
      förväntat_resultat: Fler får stöd.
  enhetsmål:
    - id: delaktighet
      till: tidigt-stöd
      titel: Barn är delaktiga i sin utredning
      förväntat_resultat: Fler barn blir hörda.
      arbetssätt: Vi frågar.
      resursanvändning: Inom ramen.
      uppföljning: Varje tertial.
      indikatorer:
        - {id: hörda, namn: Andel barn som blir hörda, årsmål: 80 %, periodicitet: Tertial, riktning: högre, könsuppdelad: ja}
        - {id: möten, namn: Antal möten, årsmål: 25, periodicitet: År, riktning: högre}
      aktiviteter:
        - {id: workshop, namn: Hålla workshop, start: 2025-02-01, slut: 2025-04-15}
        - {id: rutin, namn: Ta fram en rutin, start: 2025-02-01, slut: 2025-11-30}
";

const HEAD: &str = "vp: 1\ndokument: tertialrapport\nperiod: T1\n";
const GOALS: &str = "mål:\n  delaktighet: {bedömning: delvis, analys: Det går framåt.}\n";
const INDICATORS: &str = "indikatorer:\n  hörda: {utfall: 79 %, män: 78 %, kvinnor: 80 %, analys: Nära.}\n";
const ACTIVITIES: &str = "aktiviteter:\n  workshop: {status: genomförd}\n  rutin: {status: pågår}\n";

/// The words that a message must hold, in Swedish and English.
type Words = &'static [(&'static str, &'static str)];

/// A slip of the report at T1, beside the plan.
struct Slip {
    text: String,
    plan: String,
    others: Vec<(&'static str, String)>,
    code: &'static str,
    words: Words,
}

fn slip(text: impl Into<String>, code: &'static str, words: Words) -> Slip {
    Slip { text: text.into(), plan: PLAN.to_owned(), others: Vec::new(), code, words }
}

fn head(from: &str, to: &str, code: &'static str, words: Words) -> Slip {
    let text = format!("{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}");
    assert!(text.contains(from), "{from} is replaced");
    slip(text.replacen(from, to, 1), code, words)
}

fn goals(text: &str, code: &'static str, words: Words) -> Slip {
    slip(format!("{HEAD}mål:\n{text}{INDICATORS}{ACTIVITIES}"), code, words)
}

fn indicators(text: &str, code: &'static str, words: Words) -> Slip {
    slip(format!("{HEAD}{GOALS}indikatorer:\n{text}{ACTIVITIES}"), code, words)
}

/// An outcome that stands alone on its line.
fn outcome(text: &str, code: &'static str, words: Words) -> Slip {
    let keys = format!("  hörda:\n    utfall: {text}\n    män: 78 %\n    kvinnor: 80 %\n    analys: Nära.\n");
    indicators(&keys, code, words)
}

fn activities(text: &str, code: &'static str, words: Words) -> Slip {
    slip(format!("{HEAD}{GOALS}{INDICATORS}aktiviteter:\n{text}  rutin: {{status: pågår}}\n"), code, words)
}

/// The end of an otherwise right report.
fn end(text: &str, code: &'static str, words: Words) -> Slip {
    slip(format!("{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}{text}"), code, words)
}

fn income_statement(text: &str, code: &'static str, words: Words) -> Slip {
    end(&format!("ekonomi:\n  resultaträkning:\n    belopp_i: tkr\n{text}  analys: Bra.\n"), code, words)
}

impl Slip {
    /// The same slip beside another plan.
    fn beside(self, from: &str, to: &str) -> Slip {
        assert!(self.plan.contains(from), "{from} is replaced");
        Slip { plan: self.plan.replacen(from, to, 1), ..self }
    }

    /// The same slip in a report that says something else besides.
    fn with(self, from: &str, to: &str) -> Slip {
        assert!(self.text.contains(from), "{from} is replaced");
        Slip { text: self.text.replacen(from, to, 1), ..self }
    }

    /// The same slip with a right report at T2 after it.
    fn before_t2(self) -> Slip {
        let text = format!("{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}").replace("T1", "T2");
        Slip { others: vec![("t2.yaml", text)], ..self }
    }
}

fn assert_said(slips: Vec<Slip>) {
    let mut wrong = String::new();
    for Slip { text, plan, others, code, words } in slips {
        // The mark stands in the report, else in the plan.
        let unmarked = |text: &str| text.replace(['«', '»'], "");
        let marked = if text.contains('«') { &text } else { &plan };
        let (before, rest) = marked.split_once('«').expect("the place is marked");
        let (meant, _) = rest.split_once('»').expect("the place is marked");
        let mut scene = Workspace::plan(unmarked(&plan)).file("t1.yaml", unmarked(&text));
        for (path, text) in others {
            scene = scene.file(path, text);
        }
        let found = scene.check();
        let [finding] = &found.findings[..] else {
            wrong += &format!("{marked}\nshould give {code} alone\n{}\n", found.report(Language::Swedish));
            continue;
        };
        let path = &found.loaded.sources.get(finding.span.source).path;
        let right_file = path.ends_with(if text.contains('«') { "t1.yaml" } else { "plan.yaml" });
        let place = (finding.span.start as usize, finding.span.end as usize);
        let right_place = right_file && place == (before.len(), before.len() + meant.len());
        let says = |both: &Bilingual, language, word: &str| both.get(language).contains(word);
        let in_all = |language, word: &str| {
            says(&finding.message, language, word) || finding.help.iter().any(|help| says(help, language, word))
        };
        let said = words.iter().all(|(sv, en)| in_all(Language::Swedish, sv) && in_all(Language::English, en));
        if finding.rule.code != code || !right_place || !said {
            let (swedish, english) = (found.report(Language::Swedish), found.report(Language::English));
            wrong += &format!("{marked}\nshould say {words:?} at the mark\n{swedish}{english}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_right_report_has_no_findings() {
    let text = format!("{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}");
    let found = Workspace::plan(PLAN).file("t1.yaml", text).check();
    assert!(found.findings.is_empty(), "{}", found.report(Language::Swedish));
}

#[test]
fn the_head_of_the_file() {
    assert_said(vec![
        head("T1", "«Tertial 1»", "VP0501", &[("skriv period: T1", "write period: T1")]),
        head("T1", "«Tertial2»", "VP0501", &[("skriv period: T2", "write period: T2")]),
        head("T1", "«tertialrapport 2»", "VP0501", &[("skriv period: T2", "write period: T2")]),
        head("T1", "«1»", "VP0501", &[("skriv period: T1", "write period: T1")]),
        head("T1", "«april»", "VP0501", &[("skriv period: T1 eller T2", "write period: T1 or T2")]),
        // What would be missing at the year's end is not asked for.
        head("T1", "«VB»", "VP0501", &[("skriv dokument: verksamhetsberättelse", "write period: T1 or T2")])
            .with("rutin: {status: pågår}", "rutin: {status: genomförd}"),
        head("period: T1", "«tertial»: 1", "VP0103", &[("skriv period", "write period")]),
        head("period: T1", "«period»:", "VP0106", &[("period saknas", "period is missing")]),
        slip(
            format!("«vp: 1»\ndokument: tertialrapport\n{GOALS}{INDICATORS}{ACTIVITIES}"),
            "VP0106",
            &[("skriv till exempel period: T1", "write for instance period: T1")],
        ),
        head("tertialrapport", "«Tertialrapport 1»", "VP0107", &[("skriv dokument: tertialrapport", "write dokument")]),
        head(
            "tertialrapport",
            "«verksamhetsplan»",
            "VP0107",
            &[
                ("indikatorer, aktiviteter", "indikatorer, aktiviteter"),
                ("tertialrapport eller verksamhetsberättelse", "or"),
            ],
        ),
        head("period: T1\n", "period: T1\nplan: «plan.yml»\n", "VP0108", &[("skriv plan.yaml", "write plan.yaml")]),
        head("period: T1\n", "period: T1\nplan: «../plan.yaml»\n", "VP0108", &[("skriv plan.yaml", "write plan.yaml")]),
        head("period: T1\n", "period: T1\nplan: «t1.yaml»\n", "VP0108", &[("ingen plan", "not a plan")]).before_t2(),
        end("«bilagor»:\n  - titel: A\n", "VP0103", &[("hör till en verksamhetsplan", "belongs to a verksamhetsplan")]),
        end("«sammanfattning»: Bra.\n", "VP0103", &[("skriv sammanfattande_analys", "write sammanfattande_analys")]),
        end("«kvalitetsarbete»: Bra.\n", "VP0103", &[("skriv systematiskt_kvalitetsarbete", "write systematiskt")]),
    ]);
}

#[test]
fn ids() {
    assert_said(vec![
        goals("  «delaktighett»: {bedömning: helt}\n", "VP0504", &[("skriv delaktighet", "write delaktighet")]),
        goals("  «Barn är delaktiga i utredningen»: {bedömning: helt}\n", "VP0504", &[("skriv delaktighet:", "write")]),
        indicators(
            "  «horda»: {utfall: 90 %, män: 90 %, kvinnor: 90 %}\n",
            "VP0504",
            &[("skriv hörda", "write hörda")],
        ),
        indicators(
            "  «- id: hörda»\n    utfall: 79 %\n",
            "VP0105",
            &[("skriv hörda: i stället för - id: hörda", "write hörda: instead of - id: hörda")],
        ),
        goals("  «- delaktighet: {bedömning: delvis}»\n", "VP0105", &[("delaktighet: utan streck", "without a dash")]),
        slip(
            format!("{HEAD}{GOALS}{INDICATORS}aktiviteter: «[workshop, rutin]»\n"),
            "VP0105",
            &[("skriv workshop:", "write workshop:")],
        ),
        slip(format!("{HEAD}{GOALS}{INDICATORS}aktiviteter: «Inga.»\n"), "VP0105", &[("planens id", "the plan's id")]),
        goals(
            "  «enhetsmål»:\n    - id: delaktighet\n      bedömning: delvis\n",
            "VP0103",
            &[("är en nivå", "is a level"), ("ta bort raden enhetsmål:", "remove the line enhetsmål:")],
        ),
        goals(
            "  «nämndmål»:\n    tidigt-stöd: {bedömning: helt}\n  enhetsmål:\n    delaktighet: {bedömning: helt}\n",
            "VP0103",
            &[("är en nivå", "is a level")],
        ),
        slip(
            format!(
                "{HEAD}mål:\n  delaktighet:\n    bedömning: helt\n    «indikatorer»:\n      hörda: {{utfall: 90 %}}\n{ACTIVITIES}"
            ),
            "VP0103",
            &[("utan indrag", "without indentation")],
        ),
    ]);
}

#[test]
fn a_copy_of_a_report_is_said_once() {
    let text = format!("{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}");
    let found = Workspace::plan(PLAN).file("t1.yaml", &text).file("t1-kopia.yaml", &text).check();
    assert_eq!(found.codes(), ["VP0114"], "{}", found.report(Language::Swedish));
    // Files that have something in common and are no copies of each other are told what that is.
    let part = format!("{HEAD}för: Gruppen\n{GOALS}{INDICATORS}{ACTIVITIES}");
    let found = Workspace::plan(PLAN).file("t1.yaml", &text).file("t1-gruppen.yaml", part).check();
    assert_eq!(found.codes(), ["VP0512"], "{}", found.report(Language::Swedish));
    assert!(found.findings[0].message.sv.contains("delaktighet och 3 till"), "{}", found.findings[0].message.sv);
}

#[test]
fn indentation_and_colons() {
    assert_said(vec![
        indicators(
            "  hörda:\n  «utfall»: 79 %\n  män: 78 %\n  kvinnor: 80 %\n  analys: Nära.\n",
            "VP0103",
            &[("utfall hör till hörda", "utfall belongs to hörda"), ("dra in raden", "indent the line")],
        ),
        slip(
            format!("{HEAD}{GOALS}indikatorer:\n«hörda»:\n  utfall: 79 %\n  män: 78 %\n  kvinnor: 80 %\n{ACTIVITIES}"),
            "VP0103",
            &[("hör till indikatorer", "belongs to indikatorer")],
        ),
        indicators("  hörda:\n    utfall: 79 %\n     «män: 78 %»\n", "VP0102", &[("kolumn 5", "column 5")]),
        indicators("  hörda:\n«\t»utfall: 79 %\n", "VP0102", &[("tabb", "tab")]),
        indicators("  hörda:\n    utfall«:»98 %\n", "VP0103", &[("skriv utfall: 98 %", "write utfall: 98 %")]),
        indicators(
            "  hörda:\n    utfall«:»98 %\n    män: 9 %\n",
            "VP0102",
            &[("skriv utfall: 98 %", "write utfall: 98 %")],
        ),
        indicators("  «hörda»\n    utfall: 79 %\n", "VP0102", &[("skriv hörda:", "write hörda:")]),
        goals(
            "  delaktighet: {«bedömning delvis»}\n",
            "VP0103",
            &[("skriv bedömning: delvis", "write bedömning: delvis")],
        )
        .before_t2(),
        head("mål:", "«mål»", "VP0102", &[("skriv mål:", "write mål:")]).before_t2(),
        indicators(
            "  hörda: {utfall: «79,18 %», män: 78 %, kvinnor: 80 %}\n",
            "VP0105",
            &[("skriv utfall: 79.18 %", "write utfall: 79.18 %")],
        ),
        outcome("79 %\n    analys: Nära«:» vi ringer", "VP0102", &[("\"Nära: vi ringer\"", "\"Nära: vi ringer\"")]),
    ]);
}

#[test]
fn a_value_in_place_of_keys() {
    assert_said(vec![
        activities(
            "  workshop: «genomförd»\n",
            "VP0105",
            &[("skriv {status: genomförd}", "write {status: genomförd}")],
        ),
        activities("  workshop: «klar»\n", "VP0105", &[("skriv {status: genomförd}", "write {status: genomförd}")]),
        indicators("  hörda: «79 %»\n", "VP0105", &[("skriv {utfall: 79 %}", "write {utfall: 79 %}")]),
        goals("  delaktighet: «delvis»\n", "VP0105", &[("skriv {bedömning: delvis}", "write {bedömning: delvis}")]),
        goals("  delaktighet: «Det går bra.»\n", "VP0105", &[("skriv {analys: Det går bra.}", "write {analys:")]),
        goals("  delaktighet: |\n    «Det går bra.»\n\n    Mycket.\n", "VP0105", &[("skriv analys:", "write analys:")]),
        end("ekonomi: «Det går bra.»\n", "VP0105", &[("skriv {analys: Det går bra.}", "write {analys:")]),
    ]);
}

#[test]
fn fixed_words() {
    let status = |word: &str, meant: Words| activities(&format!("  workshop: {{status: «{word}»}}\n"), "VP0105", meant);
    let assessed = |word: &str, meant: Words| {
        goals(&format!("  delaktighet: {{bedömning: «{word}», analys: Så.}}\n"), "VP0105", meant)
    };
    let all: Words = &[("genomförd, pågår, försenad, ej påbörjad, avbruten", "one of the words genomförd, pågår")];
    let done: Words = &[("skriv genomförd", "write genomförd")];
    assert_said(vec![
        status("klar", done),
        status("Genomförd.", done),
        status("avslutad", done),
        status("genomförd i mars", done),
        status("Pågående", &[("skriv pågår", "write pågår")]),
        // What is only another way to write a word is read as it: so it is to begin after T1.
        status("inte påbörjad", &[("skriv ej påbörjad", "write ej påbörjad")])
            .beside("start: 2025-02-01, slut: 2025-04-15", "start: 2025-05-02, slut: 2025-06-15"),
        status("inställd", &[("skriv avbruten", "write avbruten")]),
        // What is not done is never taken for done.
        status("ej genomförd", all),
        status("grön", all),
        assessed("Delvis.", &[("skriv delvis", "write delvis")]),
        assessed("delvis uppfyllt", &[("skriv delvis", "write delvis")]),
        assessed("ja", &[("helt, delvis, ej", "helt, delvis, ej")]),
        assessed("uppfylls inte helt", &[("helt, delvis, ej", "helt, delvis, ej")]),
    ]);
}

#[test]
fn outcomes() {
    let missing: Words = &[("finns inget utfall, skriv utfall: saknas", "write utfall: saknas")];
    assert_said(vec![
        outcome("«79»", "VP0404", &[("skriv 79 %", "write 79 %")]),
        outcome("«0,79»", "VP0404", &[("är det en andel, skriv 79 %", "if it is a share, write 79 %")]),
        outcome("«n/a»", "VP0511", missing),
        outcome("«ej mätt»", "VP0511", missing),
        outcome("«–»", "VP0511", missing),
        outcome("«-»", "VP0102", &[("utfall: saknas", "utfall: saknas")]),
        indicators("  hörda: {utfall: «-», män: 78 %}\n", "VP0102", &[("ta bort strecket", "remove the hyphen")]),
        indicators("  hörda: {utfall: «%»79}\n", "VP0102", &[("utfall: 79 %", "utfall: 79 %")]),
        indicators("  hörda: {utfall: «saknas»}\n", "VP0508", &[("skriv skälet", "write the reason")]),
        indicators("  hörda: {utfall: 90 %, «pojkar»: 90 %, kvinnor: 90 %}\n", "VP0103", &[("skriv män", "write män")]),
        indicators(
            "  hörda: {utfall: 90 %, män: 90 %, «tjejer»: 9 %}\n",
            "VP0103",
            &[("skriv kvinnor", "write kvinnor")],
        ),
        indicators(
            "  hörda: {«resultat»: 79 %, män: 78 %, kvinnor: 80 %, analys: Nära.}\n",
            "VP0103",
            &[("skriv utfall", "write utfall")],
        ),
        indicators(
            "  hörda: {«utfall T1»: 79 %, män: 78 %, kvinnor: 80 %, analys: Nära.}\n",
            "VP0103",
            &[("skriv utfall", "write utfall")],
        ),
    ]);
}

#[test]
fn what_cannot_be_read_is_not_missing_too() {
    let of_outcome = "  hörda:\n    utfall: 79 %\n    män: 78 %\n    kvinnor: 80 %\n";
    assert_said(vec![
        indicators(
            &format!("{of_outcome}    analys:\n      «- Nära»\n"),
            "VP0105",
            &[("skriv analys: |", "write analys: |")],
        ),
        indicators(&format!("{of_outcome}    «kommentar»: Nära.\n"), "VP0103", &[("skriv analys", "write analys")]),
        goals("  delaktighet: {bedömning: delvis, «kommentar»: Så.}\n", "VP0103", &[("skriv analys", "write analys")]),
        slip(
            format!(
                "{HEAD}{GOALS}{INDICATORS}«aktivitet»:\n  workshop: {{status: genomförd}}\n  rutin: {{status: pågår}}\n"
            ),
            "VP0103",
            &[("skriv aktiviteter", "write aktiviteter")],
        ),
    ]);
}

#[test]
fn slips_in_the_plan_are_said_there_alone() {
    let right = || slip(format!("{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}"), "", &[]);
    let of = |from: &str, to: &str, code, words| Slip { code, words, ..right() }.beside(from, to);
    assert_said(vec![
        of("år: 2025", "«år 2025»", "VP0102", &[("skriv år: 2025", "write år: 2025")]),
        of(
            "vp: 1\ndokument: verksamhetsplan\når: 2025\n",
            "«vp: 1»\ndokument: verksamhetsplan\n",
            "VP0106",
            &[("år saknas", "år is")],
        ),
        of("år: 2025\n", "år: 2025\nbygger_på: «plan.yaml»\n", "VP0111", &[("leder tillbaka", "leads back")]),
        of("år: 2025\n", "år: 2025\nbygger_på: «../ovan.yaml»\n", "VP0108", &[("finns inte", "does not exist")]),
        of(
            "år: 2025\n",
            "år: 2025\n«period»: T1\n",
            "VP0103",
            &[("hör till en tertialrapport", "belongs to a tertial")],
        ),
        of("  enhetsmål:", "  «enhetsmal»:", "VP0103", &[("skriv enhetsmål", "write enhetsmål")]),
        of("- id: delaktighet", "- «di»: delaktighet", "VP0103", &[("skriv id", "write id")]),
        of("Tertial", "«Tertil»", "VP0401", &[("skriv periodicitet: Tertial", "write periodicitet: Tertial")]),
    ]);
}

#[test]
fn the_economy() {
    let income = |row: &str| {
        let row = row.replace("budget: 300}", "budget: 300, prognos: 300}");
        income_statement(&format!("    intäkter:\n      - {row}\n"), "VP0105", &[])
    };
    let said = |slip: Slip, code, words| Slip { code, words, ..slip };
    assert_said(vec![
        said(
            income("{namn: Bidrag, utfall: «270 tkr», budget: 300}"),
            "VP0105",
            &[("talet: utfall: 270", "alone: utfall: 270")],
        ),
        said(
            income("{namn: Bidrag, utfall: «tolv», budget: 300}"),
            "VP0105",
            &[("skriv bara talet", "the number alone")],
        ),
        said(
            income("{namn: Bidrag, utfall: «-», budget: 300}"),
            "VP0102",
            &[("ta bort strecket", "remove the hyphen")],
        ),
        said(income("{namn: Bidrag, utfall: «14,6», budget: 300}"), "VP0105", &[("utfall: 14.6", "utfall: 14.6")]),
        income_statement(
            "    intäkter:\n      - {namn: A, utfall: 1}\n      - {namn: B, utfall: 2}\n      - «{namn: Summa intäkter, utfall: 3}»\n",
            "VP0801",
            &[("räknas en gång till", "counted once more"), ("summa_intäkter:", "summa_intäkter:")],
        ),
        income_statement(
            "    intäkter:\n      - {namn: A, utfall: 1}\n    summa_intäkter: {utfall: «2»}\n",
            "VP0801",
            &[("skriv utfall: 1", "write utfall: 1")],
        ),
        income_statement(
            "    intäkter:\n      - {namn: A, utfall: 1}\n    summa_intäkter: «1»\n",
            "VP0105",
            &[("skriv {utfall: 1}", "write {utfall: 1}")],
        ),
        income_statement(
            "    intäkter:\n      «Bidrag: {utfall: 270}»\n      Avgifter: {utfall: 3}\n",
            "VP0105",
            &[("- {namn: Bidrag, …}", "- {namn: Bidrag, …}")],
        ),
        income_statement(
            "    intäkter:\n      - {namn: A, utfall: 1}\n    «netto»: {utfall: -1}\n",
            "VP0103",
            &[("summa_netto", "summa_netto")],
        ),
        end(
            "«resultaträkning»:\n  belopp_i: tkr\n  intäkter:\n    - {namn: A, utfall: 1}\n",
            "VP0103",
            &[("hör till ekonomi", "belongs to ekonomi")],
        ),
        end(
            "ekonomi:\n  belopp_i: tkr\n  «intäkter»:\n    - {namn: A, utfall: 1}\n  kostnader:\n    - {namn: B, utfall: 1}\n",
            "VP0103",
            &[("hör till resultaträkning", "belongs to resultaträkning")],
        ),
        end(
            "ekonomi:\n  resultaträkning:\n  belopp_i: tkr\n  «intäkter»:\n    - {namn: A, utfall: 1}\n",
            "VP0103",
            &[("dra in raden", "indent the line")],
        ),
        end(
            "ekonomi:\n  resultaträkning:\n    belopp_i: «tusen kronor»\n    intäkter:\n      - {namn: A, utfall: 1}\n",
            "VP0105",
            &[("skriv tkr", "write tkr")],
        ),
    ]);
}

#[test]
fn rows_that_are_called_a_sum_but_are_none_are_left_alone() {
    for rows in [
        "- {namn: Summa bidrag, utfall: 1}\n      - {namn: A, utfall: 2}",
        "- {namn: A, utfall: 2}\n      - {namn: Totalt sett små poster, utfall: 1}",
        "- {namn: A, utfall: 2}\n      - {namn: Summa}",
    ] {
        let text = format!(
            "{HEAD}{GOALS}{INDICATORS}{ACTIVITIES}ekonomi:\n  resultaträkning:\n    belopp_i: tkr\n    intäkter:\n      {rows}\n"
        );
        let found = Workspace::plan(PLAN).file("t1.yaml", text).check();
        assert!(found.findings.is_empty(), "{rows}\n{}", found.report(Language::Swedish));
    }
}
