//! Other steering models than Stockholm's: each prints its own words and no others, and nothing that it has no use for.

use std::path::Path;

use crate::workspace::{REPOSITORY, Workspace, files_below, read};

/// Words that stand in Stockholm's documents, and that no other model prints unless it says them itself.
const OF_STOCKHOLM: [&str; 14] = [
    "KF",
    "Kommunfullmäktige",
    "kommunfullmäktige",
    "inriktningsmål",
    "Nämndmål",
    "Enhetsmål",
    "Tertialrapport",
    "Verksamhetsberättelse",
    "Startdatum",
    "Slutdatum",
    "driftbudget",
    "Systematiskt kvalitetsarbete",
    "Utfall män/pojkar",
    "Ökning (+)",
];

/// A shape of model.
struct Shape {
    name: &'static str,
    /// The levels and whatever else the model says.
    model: &'static str,
    plan: &'static str,
    /// The rest of the follow-up, with its kind and period.
    report: &'static str,
    /// Words of Stockholm's that are this model's own.
    own: &'static [&'static str],
    /// What its plan prints.
    in_plan: &'static [&'static str],
    /// What its report prints.
    in_report: &'static [&'static str],
}

const SHAPES: [Shape; 6] = [
    Shape {
        name: "a council's goals, with reports that have names",
        model: "
  nivåer:
    - {nyckel: fm, rubrik: Kommunfullmäktiges mål, ägare: kommun}
    - {nyckel: nm, rubrik: Nämndens mål, ägare: nämnd}
  rapporttillfällen: {Delår mars: 03-31, Årsrapport: 12-31}
  periodicitet: {År: [Årsrapport]}
  bedömningar: [{nyckel: god, rubrik: God}, {nyckel: dålig, rubrik: Dålig}, {nyckel: oviss, rubrik: Oviss, utanför_skalan: ja}]",
        plan: "organisation: {kommun: Hamnstad, nämnd: Socialnämnden}
mål:
  fm: [{nr: 1, titel: Jämlik stad, indikatorer: [{id: t, namn: Trygghet, årsmål: Ska öka, kf_årsmål: 80 %, periodicitet: År, riktning: högre, serie: {2025: 70 %}}]}]
  nm: [{nr: 1.1, till: 1, titel: Egen försörjning, aktiviteter: [{id: a, namn: Öppna, klart: våren 2026, ansvarig: Chefen}]}]
",
        report: "dokument: verksamhetsberättelse
period: Årsrapport
mål: {1: {bedömning: oviss, analys: Mäts i mars.}, 1.1: {bedömning: god}}
indikatorer: {t: {utfall: 81 %}}
aktiviteter: {a: {status: genomförd}}
systematiskt_kvalitetsarbete:
",
        own: &["Kommunfullmäktige", "kommunfullmäktige"],
        in_plan: &["# Verksamhetsplan 2026 för Socialnämnden", "Kommunfullmäktiges årsmål", "[Kommunfullmäktige]", "våren 2026"],
        in_report: &["# Årsrapport 2026 för Socialnämnden", "## Uppföljning av kommunfullmäktiges mål", "– Oviss"],
    },
    Shape {
        name: "a region's scorecard, where an administration has a plan",
        model: "
  nivåer:
    - {nyckel: perspektiv, rubrik: Perspektiv, ägare: region, bedöms: nej}
    - {nyckel: mål, rubrik: Mål, ägare: förvaltning, avsnitt: [{nyckel: strategi, krav: nej}]}
  rapporttillfällen: {Mars: 03-31, År: 12-31}
  periodicitet: {Kvartal: [Mars, År], År: [År]}
  bedömningar: [{nyckel: grön, rubrik: Grön}, {nyckel: gul, rubrik: Gul}, {nyckel: röd, rubrik: Röd}]",
        plan: "organisation: {region: Region Norr, nämnd: Vårdnämnden, förvaltning: Akutvården}
mål:
  perspektiv: [{titel: Invånare}]
  mål: [{titel: Vård i tid, till: invånare, indikatorer: [{id: g, namn: Vårdgaranti, årsmål: 90 %, periodicitet: Kvartal, riktning: högre}]}]
",
        report: "dokument: tertialrapport
period: Mars
mål: {vård-i-tid: {bedömning: grön}}
indikatorer: {g: {utfall: 91 %}}
",
        own: &[],
        in_plan: &["# Verksamhetsplan 2026 för Akutvården", "[Förvaltning] Vårdgaranti", "Perspektiv: Invånare"],
        in_report: &["# Delårsrapport Mars 2026 för Akutvården", "## Uppföljning av mål", "Grön"],
    },
    Shape {
        name: "assignments below goals in focus, and a report by the month",
        model: "
  nivåer:
    - {nyckel: fokus, rubrik: Fokusmål, ägare: kommun}
    - {nyckel: uppdrag, rubrik: Uppdrag, ägare: nämnd, bedöms: nej}
  rapporttillfällen: {Månadsrapport feb: 02-29, bokslut: 12-31}
  periodicitet: {Månad: [Månadsrapport feb, bokslut]}
  bedömningar: [{nyckel: \"1\", rubrik: Helt och hållet}, {nyckel: \"2\", rubrik: Inte alls}]",
        plan: "organisation: {kommun: Sjöby, nämnd: Kulturnämnden}
mål:
  fokus: [{nr: 1, titel: Hållbar ekonomi, indikatorer: [{id: r, namn: Resultat, årsmål: Minst 2 %, periodicitet: Månad, riktning: högre}]}]
  uppdrag: [{nr: 2, till: fokus/1, titel: Se över taxorna, aktiviteter: [{id: u, namn: Utreda avgifterna, slut: 2026-06-30, ansvarig: Chefen}]}]
",
        report: "dokument: verksamhetsberättelse
period: bokslut
mål: {1: {bedömning: 1}}
indikatorer: {r: {utfall: 2 %}}
aktiviteter: {u: {status: genomförd}}
ekonomi: {resultaträkning: {belopp_i: tkr, kostnader: [{namn: Personal, utfall: , budget: }]}}
",
        own: &[],
        in_plan: &["Fokusmål: 1 Hållbar ekonomi", "[Kommun] Resultat", "| Aktivitet | Slut |"],
        in_report: &["# Bokslut 2026 för Kulturnämnden", "## Uppföljning av fokusmål", "Helt och hållet"],
    },
    Shape {
        name: "binding goals in euros, with a board above its company",
        model: "
  nivåer:
    - {nyckel: strategi, rubrik: Strategiskt mål, ägare: kommun, bedöms: nej}
    - {nyckel: bindande, rubrik: Bindande mål, ägare: bolag}
  rapporttillfällen: {Delår 31.8: 08-31, Bokslut: 12-31}
  periodicitet: {År: [Bokslut]}
  bedömningar: [{nyckel: uppnått, rubrik: Uppnått}, {nyckel: ej, rubrik: Ej uppnått}]",
        plan: "organisation: {kommun: Exempelnäs stad, bolag: Exempelnäs Vatten Ab}
mål:
  strategi: [{id: s, titel: Rent vatten}]
  bindande: [{id: b, till: s, titel: Ledningarna håller, indikatorer: [{id: l, namn: Läckage, årsmål: 5 %, periodicitet: År, riktning: lägre}]}]
ekonomi: {budget: {belopp_i: euro, rader: [{namn: Vatten, kostnader: 1200, intäkter: 150, netto: 1050}]}}
",
        report: "dokument: tertialrapport
period: Delår 31.8
mål: {b: {bedömning: uppnått, analys: Inga stora läckor.}}
",
        own: &[],
        in_plan: &["för Exempelnäs Vatten Ab", "[Bolag] Läckage", "| | Kostnader | Intäkter | Netto |"],
        in_report: &["# Delår 31.8 2026 för Exempelnäs Vatten Ab", "## Uppföljning av mål"],
    },
    Shape {
        name: "assignments beside the goals, with what is expected of the year and where the measures move",
        model: "
  nivåer:
    - {nyckel: inriktning, rubrik: Inriktning, ägare: kommun}
    - {nyckel: uppdrag, rubrik: Uppdrag, ägare: kommun, bedöms: nej, avsnitt: [{nyckel: status, rubrik: Läge, krav: nej}]}
    - {nyckel: nämndmål, rubrik: Nämndens mål, ägare: nämnd}
  rapporttillfällen: {Augusti: 08-31, Årsbokslut: 12-31}
  periodicitet: {Delår: [Augusti, Årsbokslut]}
  bedömningar: [{nyckel: helt, rubrik: Helt och hållet}, {nyckel: hög, rubrik: I hög grad}, {nyckel: inte, rubrik: Inte alls}]",
        plan: "organisation: {kommun: Exempelby, nämnd: Utbildningsnämnden}
mål:
  inriktning: [{nr: 4, titel: Jämlika skolor, indikatorer: [{id: b, namn: Andel behöriga, årsmål: 90 %, periodicitet: Delår, riktning: högre, serie: {2024: 86 %, 2025: 87 %}, trend: upp, målvärden: {2027: 92 %}}]}]
  uppdrag: [{id: u1, till: 4, titel: Utreda en gemensam skolstart, status: Pågår}]
",
        report: "dokument: tertialrapport
period: Augusti
mål: {4: {bedömning: hög, prognos: helt, analys: Fler får stöd.}, u1: {status: klart}}
indikatorer: {b: {utfall: 91 %}}
",
        own: &[],
        in_plan: &["Uppdrag: Utreda en gemensam skolstart", "Läge\n\nPågår", "Trend: uppåt"],
        in_report: &["◐ I hög grad\n\nPrognos helår: Helt och hållet", "● Klart"],
    },
    Shape {
        name: "one level alone, with words of its own",
        model: "
  nivåer:
    - {nyckel: mål, rubrik: Mål, ägare: kommun}
  rapporttillfällen: {halvår: {till: 06-30, rubrik: Halvtidsläge}, år: 12-31}
  periodicitet: {Halvår: [halvår, år]}
  bedömningar: [{nyckel: ja, rubrik: I mål}, {nyckel: nej, rubrik: Kvar}]
  ord: {verksamhetsplan: Kommunplan, uppföljning_av_mål: Så går det, kf_årsmål: Målet}",
        plan: "organisation: {kommun: Lillby}
mål:
  mål: [{id: m, titel: Fler invånare, indikatorer: [{id: i, namn: Invånare, årsmål: 3 000, kf_årsmål: 2 900, periodicitet: Halvår, riktning: högre}]}]
",
        report: "dokument: tertialrapport
period: halvår
mål: {m: {bedömning: \"ja\"}}
indikatorer: {i: {utfall: 3 010}}
",
        own: &[],
        in_plan: &["# Kommunplan 2026 för Lillby", "| Målet |"],
        in_report: &["# Halvtidsläge 2026 för Lillby", "## Så går det", "I mål"],
    },
];

impl Shape {
    fn workspace(&self) -> Workspace {
        Workspace::with([
            ("vp.yaml", format!("vp: 1\nstyrmodell:{}\n", self.model)),
            ("plans/plan.yaml", format!("vp: 1\ndokument: verksamhetsplan\når: 2026\n{}", self.plan)),
            ("plans/rapport.yaml", format!("vp: 1\n{}", self.report)),
        ])
    }
}

#[test]
fn each_model_builds_clean_and_prints_its_own_words_alone() {
    for shape in SHAPES {
        let workspace = shape.workspace();
        let check = workspace.vp(["check", "--strict"]).end();
        assert_eq!((check.code, check.out.as_str()), (0, "inga fynd i 2 filer\n"), "{}", shape.name);
        workspace.vp(["build"]).end().exits(0);
        for (page, expected) in [("plan", shape.in_plan), ("rapport", shape.in_report)] {
            let text = workspace.read(&format!("build/{page}.md")).replace("**", "").replace('\u{a0}', " ");
            for words in expected {
                assert!(text.contains(words), "{}: {words} is not in\n{text}", shape.name);
            }
            for word in OF_STOCKHOLM.iter().filter(|word| !shape.own.contains(word)) {
                assert!(!text.contains(word), "{}: {word} is a word of Stockholm's in\n{text}", shape.name);
            }
            assert!(workspace.read(&format!("build/{page}.html")).contains("<html lang=\"sv\">"));
        }
    }
}

#[test]
fn each_models_forms_say_what_its_reports_are_called() {
    for shape in SHAPES {
        let workspace = shape.workspace();
        let ran = workspace.vp(["new", "follow-up", "plans/plan.yaml", "--year", "2026"]).end();
        assert_eq!(ran.code, 0, "{}: {}", shape.name, ran.err);
        let made: Vec<String> = workspace.files("plans").into_iter().filter(|file| file.len() > 3).collect();
        for file in made.iter().filter(|file| !["plan.yaml", "rapport.yaml"].contains(&file.as_str())) {
            let text = workspace.read(&format!("plans/{file}"));
            for word in ["Tertialrapport", "Verksamhetsberättelse", "KF", "Agenda 2030", "lex Sarah"] {
                assert!(!text.contains(word), "{}: {word} is a word of Stockholm's in\n{text}", shape.name);
            }
        }
    }
}

#[test]
fn how_an_assignment_stands_is_no_assessment() {
    let shape = &SHAPES[4];
    for (reported, words) in [
        ("{bedömning: slutfört}", "skriv status: klart om målets nivå inte bedöms"),
        (
            "{bedömning: klart, status: klart}",
            "ta bort bedömning, om målets nivå inte bedöms: status säger hur det står",
        ),
        ("{status: avslutat}", "skriv klart"),
        ("{bedömning: Helt och hålet}", "skriv helt"),
    ] {
        let workspace = shape.workspace();
        workspace.write(
            "plans/rapport.yaml",
            &format!("vp: 1\ndokument: tertialrapport\nperiod: Augusti\nmål: {{u1: {reported}}}\n"),
        );
        let check = workspace.vp(["check", "--on", "2026-03-01"]).end().exits(1);
        assert!(check.out.contains(words), "{reported}: {}", check.out);
        assert_eq!(check.out.matches("[VP").count(), 1, "{reported}: {}", check.out);
    }
}

#[test]
fn stockholms_own_words_stay_where_its_levels_do() {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Stockholms stad, nämnd: Nämnden}\n\
                mål:\n  inriktningsmål: [{nr: 1, titel: Ett}]\n  verksamhetsområdesmål: [{nr: 1.1, till: 1, titel: Två, \
                indikatorer: [{namn: A, årsmål: 5 %, kf_årsmål: 6 %, riktning: lägre, periodicitet: År}]}]\n";
    let workspace = Workspace::with([("vp.yaml", "vp: 1\nstyrmodell: {tolerans: 5 %}\n"), ("plans/plan.yaml", plan)]);
    workspace.vp(["build", "--format", "markdown"]).end().exits(0);
    let page = workspace.read("build/plan.md");
    assert!(page.contains("| Indikator | Årsmål | KF:s årsmål | Periodicitet |"), "{page}");
    assert!(page.contains("[KF] A"), "{page}");
}

#[test]
fn the_printed_language_is_that_of_the_words_and_the_page() {
    for (language, title, column) in
        [("fi", "Toimintasuunnitelma 2026 – Lillby", "Mittari"), ("nb", "Virksomhetsplan 2026 for Lillby", "Indikator")]
    {
        let shape = &SHAPES[1];
        let workspace = shape.workspace();
        let plan = shape.plan.replace("nämnd: Vårdnämnden, förvaltning: Akutvården", "förvaltning: Lillby");
        workspace.write("plans/plan.yaml", &format!("vp: 1\ndokument: verksamhetsplan\når: 2026\n{plan}"));
        let model = workspace.read("vp.yaml");
        workspace.write("vp.yaml", &format!("{model}språk_i_tryck: {language}\n"));
        workspace.vp(["build"]).end().exits(0);
        let page = workspace.read("build/plan.md");
        assert!(page.contains(&format!("# {title}")) && page.contains(&format!("| {column} |")), "{page}");
        assert!(workspace.read("build/plan.html").contains(&format!("<html lang=\"{language}\">")));
        assert!(workspace.read("build/index.html").contains(&format!("<html lang=\"{language}\">")));
    }
}

#[test]
fn a_misspelt_word_of_the_model_is_met_with_the_one_meant() {
    let found = Workspace::new()
        .file("vp.yaml", "vp: 1\nstyrmodell: {ord: {kf_årsmal: Målet, eget_ord: Annat}}\n")
        .file("plans/plan.yaml", "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Lillby}\n")
        .check();
    let templates = vp::print::templates::own::of(&found.loaded).1;
    let messages: Vec<&str> = templates.iter().map(|finding| finding.message.sv.as_ref()).collect();
    assert_eq!(messages, ["inget ord som trycks heter kf_årsmal"]);
}

#[test]
fn every_bundled_model_gives_a_workspace_without_findings() {
    for (model, plans) in [("stockholm", 3), ("liten", 3), ("region", 4)] {
        for language in ["sv", "en"] {
            let workspace = Workspace::with([("", ""); 0]);
            let made = workspace.vp(["init", "--model", model, "--year", "2026", "--lang", language]).end().exits(0);
            assert!(made.out.contains("plans/2026/plan.yaml"), "{}", made.out);
            workspace.vp(["build"]).end().exits(0);
            let check = workspace.vp(["check", "--strict", "--info"]).end();
            assert_eq!(check.code, 0, "{model}: {}", check.out);
            let pages = workspace.files("build").into_iter().filter(|file| file.ends_with("plan.md")).count();
            assert_eq!(pages, plans, "{model}");
        }
    }
}

#[test]
fn a_workspace_begins_with_the_model_of_a_file() {
    for shape in SHAPES {
        let workspace = shape.workspace();
        workspace.vp(["init", "new", "--model", "vp.yaml", "--unit", "Vår enhet", "--year", "2026"]).end().exits(0);
        assert!(workspace.read("new/vp.yaml").ends_with(&workspace.read("vp.yaml")), "{}", shape.name);
        workspace.vp_in("new", ["build"]).end().exits(0);
        let check = workspace.vp_in("new", ["check", "--strict", "--info"]).end();
        assert_eq!(check.code, 0, "{}: {}", shape.name, check.out);
        let pages = workspace.files("new/build").into_iter().filter(|file| file.ends_with("plan.md"));
        let texts: String = pages.map(|page| workspace.read(&format!("new/build/{page}"))).collect();
        assert!(texts.contains("för Vår enhet"), "{}: {texts}", shape.name);
    }
}

#[test]
fn a_model_that_cannot_be_used_writes_nothing() {
    for (model, words) in [
        ("storr", "storr är ingen av modellerna"),
        ("fel.yaml", "fel.yaml är ingen styrmodell att börja med"),
        ("ut.yaml", "mappen ../ut ligger utanför arbetsytan"),
        ("tom.yaml", "tom.yaml är ingen styrmodell att börja med"),
    ] {
        let workspace = Workspace::with([
            ("fel.yaml", "vp: 1\nstyrmodell: {nivåer: [{nyckel: a}]}\n"),
            ("ut.yaml", "vp: 1\nmappar: {planer: ../ut}\n"),
            ("tom.yaml", ""),
        ]);
        let before = workspace.files("");
        let ran = workspace.vp(["init", "new", "--model", model]).end().exits(2);
        assert!(ran.err.contains(words), "{model}: {}", ran.err);
        assert_eq!(workspace.files(""), before);
    }
}

#[test]
fn the_models_of_the_examples_print_no_word_of_stockholms() {
    for (name, own) in [("storstad", &["Kommunfullmäktige", "kommunfullmäktige"][..]), ("halvar", &[])] {
        let workspace = Workspace::with([("", ""); 0]);
        let folder = Path::new(REPOSITORY).join("examples").join(name);
        workspace.vp(["build", "--format", "markdown", "--out", "ut"]).paths(&[&folder]).end().exits(0);
        for page in files_below(&workspace.path("ut")).into_iter().filter(|page| page.ends_with(".md")) {
            let text = read(&workspace.path(&format!("ut/{page}")));
            for word in OF_STOCKHOLM.iter().filter(|word| !own.contains(word)) {
                assert!(!text.contains(word), "{name}/{page}: {word} is a word of Stockholm's in\n{text}");
            }
        }
    }
}
