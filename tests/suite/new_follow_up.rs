//! `vp new follow-up`: a file that needs nothing looked up to be filled in, and that is never written over anything.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod every_plan;
use crate::workspace::{Ran, Workspace};

const CITY: &str = r#"vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {kommun: Exempelby kommun, nämnd: Socialnämnden}
mål:
  inriktningsmål:
    - {nr: 1, titel: En kommun som håller ihop}
  verksamhetsområdesmål:
    - nr: 1
      till: inriktningsmål/1
      titel: Stödet är tidigt
      indikatorer:
        - {id: sjukfrånvaro, namn: Sjukfrånvaro, kf_årsmål: 5 %, periodicitet: Tertial, riktning: lägre}
        - {namn: Andel möten på skärm, årsmål: 20–25 %, periodicitet: År, riktning: intervall}
"#;

const UNIT: &str = r#"vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {kommun: Exempelby kommun, nämnd: Socialnämnden, förvaltning: Socialförvaltningen, enhet: Barnenheten}
bygger_på: ../plan.yaml
mål:
  enhetsmål:
    - id: delaktighet
      till: verksamhetsområdesmål/1
      titel: Barn är delaktiga i en utredning som de förstår, och de vet vad den ledde till för dem själva och deras familj
      ansvarig: Metodstödet
      förväntat_resultat: |
        Fler barn blir **lyssnade på**.

        ## I samtalen

        Barnet väljer platsen.
      indikatorer:
        - id: lyssnade-på
          namn: Andel lyssnade på
          beskrivning: Svar 4 eller 5 i enkäten.
          källa: Barnenkäten
          årsmål: 80 %
          kf_årsmål: 85 %
          periodicitet: Tertial
          riktning: högre
          könsuppdelad: ja
          serie: {2023: 70 %, 2024: 71 %}
        - {id: ovanlig, namn: Mäts när det behövs, årsmål: 3, periodicitet: Ibland, riktning: högre}
      aktiviteter:
        - {id: workshop, namn: Hålla workshop, start: 2026-02-01, slut: 2026-05-31, ansvarig: mottagningsgruppen}
        - {id: enkät, namn: Göra enkäten, start: 2026-10-01, slut: 2026-11-30}
        - {id: nästa-år, namn: Nästa års start, start: 2027-01-10, slut: 2027-02-01}
    - nr: 2.
      till: verksamhetsområdesmål/1
      titel: Väntetiden är kort
      ansvarig: Mottagningsgruppen
årsmål:
  sjukfrånvaro: 6,5 %
ekonomi:
  budget:
    belopp_i: mnkr
    rader: [{namn: Administration, kostnader: 14.6, intäkter: 0.8, netto: 13.8}]
"#;

const PLAN: &str = "plans/2026/enheten/plan.yaml";

fn workspace() -> Workspace {
    let folder = Workspace::new();
    folder.write("plans/2026/plan.yaml", CITY);
    folder.write(PLAN, UNIT);
    folder
}

/// Makes a follow-up and gives its text.
fn made(folder: &Workspace, path: &str, arguments: &[&str]) -> String {
    let run = folder.run(&[&["new", "follow-up", "--lang", "sv"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with(&format!("{path}\n")), "{}", run.out);
    folder.read(path)
}

fn refused(run: &Ran) -> &str {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    &run.err
}

/// The lines from a key's comments to the next empty line.
fn entry<'t>(text: &'t str, key: &str) -> &'t str {
    let at = text.find(&format!("\n  {key}:\n")).unwrap_or_else(|| panic!("{key} is not in\n{text}"));
    let start = text[..at].rfind("\n\n").unwrap() + 2;
    let end = text[at + 1..].find("\n\n").map_or(text.len(), |end| at + 1 + end);
    text[start..end].trim_end()
}

#[test]
fn all_that_is_needed_stands_above_each_entry() {
    let folder = workspace();
    folder.write(
        "plans/2025/enheten/plan.yaml",
        &UNIT
            .replace("2026", "2025")
            .replace("bygger_på: ../plan.yaml\n", "")
            .replace("      till: verksamhetsområdesmål/1\n", ""),
    );
    folder.write(
        "plans/2025/enheten/t2.yaml",
        "vp: 1\ndokument: tertialrapport\nperiod: T2\nmål:\n  delaktighet: {bedömning: delvis, analys: Ja.}\nindikatorer:\n  lyssnade-på: {utfall: 74 %, män: 73 %, kvinnor: 75 %}\n",
    );
    folder.write(
        "plans/2025/enheten/vb.yaml",
        "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål:\n  delaktighet: {bedömning: ej, analys: Nej.}\nindikatorer:\n  lyssnade-på: {utfall: saknas, analys: Nej.}\n",
    );
    folder.write(
        "plans/2026/enheten/t1.yaml",
        "vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n  delaktighet: {bedömning: helt}\nindikatorer:\n  lyssnade-på: {utfall: 77 %}\naktiviteter:\n  workshop: {status: genomförd}\n  enkät: {status: ej påbörjad}\n",
    );
    let text = made(&folder, "plans/2026/enheten/t2.yaml", &["--period", "t2", PLAN]);
    assert!(text.starts_with("# Tertialrapport T2 2026 för Barnenheten, till och med 2026-08-31.\n"), "{text}");
    assert!(text.contains("\nvp: 1\ndokument: tertialrapport\nperiod: T2\n\n"), "{text}");
    assert_eq!(
        entry(&text, "delaktighet"),
        "  # Enhetsmål: Barn är delaktiga i en utredning som de förstår, och de vet vad den ledde till för\n  # dem själva och deras familj\n  # Ansvarig: Metodstödet · Tidigare: T1 2026 helt, T2 2025 delvis, VB 2025 ej\n  delaktighet:\n    bedömning:   # helt · delvis · ej\n    analys:"
    );
    assert_eq!(
        entry(&text, "lyssnade-på"),
        "  # Andel lyssnade på\n  # Svar 4 eller 5 i enkäten.\n  # Årsmål: 80 % · Fullmäktiges årsmål: 85 % · högre är bättre\n  # Tidigare utfall: T1 2026: 77 % · T2 2025: 74 % (män 73 %, kvinnor 75 %) · VB 2025: saknas ·\n  # 2024: 71 % · 2023: 70 %\n  # Källa: Barnenkäten · Ansvarig: Metodstödet\n  lyssnade-på:\n    utfall:\n    män:\n    kvinnor:\n    analys:"
    );
    assert_eq!(
        entry(&text, "sjukfrånvaro"),
        "  # Sjukfrånvaro\n  # Årsmål: 6,5 % · Fullmäktiges årsmål: 5 % · lägre är bättre\n  sjukfrånvaro:\n    utfall:\n    analys:"
    );
    assert_eq!(
        entry(&text, "enkät"),
        "  # Göra enkäten\n  # 2026-10-01 – 2026-11-30 · Ansvarig: Metodstödet · Senast rapporterad: T1 2026: ej påbörjad\n  enkät:\n    status:   # genomförd · pågår · försenad · ej påbörjad · avbruten\n    avvikelse:\n    analys:"
    );
    // Two goals have the number 1; an unknown periodicity is due; what is not due, done or of next year is not there.
    assert!(text.contains("\n  verksamhetsområdesmål/1:\n") && text.contains("\n  \"2\":\n"), "{text}");
    assert!(text.contains("\n  ovanlig:\n"), "{text}");
    for absent in ["andel-möten-på-skärm", "workshop:", "nästa-år", "En kommun som håller ihop"] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
    // Indicators and activities stand in the order of the goals, each under its goal.
    let order = [
        "—— KF:s mål för verksamhetsområdet: 1 Stödet",
        "sjukfrånvaro:",
        "—— Enhetsmål: Barn är",
        "lyssnade-på:",
        "—— Enhetsmål: Barn är",
        "enkät:",
    ];
    let mut rest = text.split_once("\nindikatorer:\n").unwrap().1;
    for words in order {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} is not in its place in\n{text}")).1;
    }
    assert!(rest.contains("# Planens budget: kostnader 14,6, intäkter 0,8, netto 13,8 mnkr\nekonomi:\n"), "{rest}");
    assert!(rest.contains("      - namn: Taxor och avgifter\n        utfall:\n        budget:\n        prognos:\n"));
}

#[test]
fn the_last_report_is_the_years_and_has_all() {
    let folder = workspace();
    let text = made(&folder, "plans/2026/enheten/vb.yaml", &["--period", "VB", PLAN]);
    assert!(
        text.contains("dokument: verksamhetsberättelse\n") && text.contains("\n  andel-möten-på-skärm:\n"),
        "{text}"
    );
    assert!(text.contains("\n  nästa-år:\n"), "the year's last report has all: {text}");
    assert!(text.contains("# Årsmål: 20–25 % · inom intervallet är bra\n") && !text.contains("prognos:"), "{text}");
    let check = folder.run(&["check", "plans/2026/enheten/vb.yaml", "--info"]);
    assert!(!check.out.contains("VP01") && !check.out.contains("VP0504"), "{}", check.out);
}

#[test]
fn comments_are_in_the_language_spoken_and_keys_in_swedish() {
    let folder = workspace();
    let run = folder.run(&["new", "follow-up", "--period", "T1", PLAN, "--lang", "en"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("goals: 3, indicators: 3, activities: 2\n"), "{}", run.out);
    let text = folder.read("plans/2026/enheten/t1.yaml");
    assert!(text.contains("# Fill in after the colons.") && !text.contains("Fyll i"), "{text}");
    assert!(text.contains("# Target: 6,5 % · The council's target: 5 % · lower is better\n"), "{text}");
    assert!(text.contains("\nsammanfattande_analys:\n") && !text.contains("#sv") && !text.contains("#en"), "{text}");
}

#[test]
fn nothing_is_written_over() {
    let folder = workspace();
    for (format, path) in [("yaml", "plans/2026/enheten/t1.yaml"), ("html", "plans/2026/enheten/t1-formulär.html")] {
        folder.write(path, "mitt");
        let before = folder.texts();
        let again = folder.run(&["new", "follow-up", "--period", "T1", "--format", format, PLAN, "--lang", "sv"]);
        assert!(refused(&again).starts_with(&format!("fel: {path} finns redan, inget skrevs\n")), "{}", again.err);
        assert_eq!(folder.texts(), before);
    }
}

#[test]
fn a_part_is_what_somebody_answers_for() {
    let folder = workspace();
    let path = "plans/2026/enheten/t1-mottagningsgruppen.yaml";
    // The plan's own spelling comes first; a thing without its own responsible has its goal's.
    let text = made(&folder, path, &["--period", "T1", "--for", " MOTTAGNINGSGRUPPEN", PLAN]);
    assert!(text.contains("\nför: mottagningsgruppen\n"), "{text}");
    assert!(text.contains("\n  \"2\":\n") && text.contains("\n  workshop:\n"), "{text}");
    for absent in ["delaktighet:", "lyssnade-på:", "enkät:", "ekonomi:", "övrigt:"] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
    // What stands in that file is left out of the others, which say where it is.
    let whole = made(&folder, "plans/2026/enheten/t1.yaml", &["--period", "T1", PLAN]);
    assert!(whole.contains("\nmål:\n  # Står i t1-mottagningsgruppen.yaml: 2\n"), "{whole}");
    assert!(whole.contains("\naktiviteter:\n  # Står i t1-mottagningsgruppen.yaml: workshop\n"), "{whole}");
    assert!(!whole.contains("\n  \"2\":") && !whole.contains("\n  workshop:"), "{whole}");
    let check = folder.run(&["check", "--lang", "sv"]);
    assert!(!check.out.contains("rapporteras två gånger"), "{}", check.out);
    // Paper is handed out before anything is reported, and has all of it.
    let form = made(&folder, "plans/2026/enheten/t1-formulär.html", &["--period", "T1", "--format", "html", PLAN]);
    assert!(form.contains("Väntetiden är kort") && form.contains("Hålla workshop"));
}

#[test]
fn a_part_with_nothing_in_it_is_not_written() {
    let folder = workspace();
    let before = folder.texts();
    let run = |who: &str, period: &str| {
        let run = folder.run(&["new", "follow-up", "--period", period, "--for", who, PLAN, "--lang", "sv"]);
        refused(&run).to_owned()
    };
    assert_eq!(
        run("Nattgruppen", "T1"),
        "fel: ingenting i planen har Nattgruppen som ansvarig; dessa finns:\n  Metodstödet\n  mottagningsgruppen\n"
    );
    assert_eq!(folder.texts(), before);
    folder.write(
        PLAN,
        &UNIT
            .replace("      ansvarig: Metodstödet\n", "")
            .replace("\n      ansvarig: Mottagningsgruppen", "")
            .replace("2026-02-01", "2027-02-01"),
    );
    assert_eq!(run("Mottagningsgruppen", "T1"), "fel: mottagningsgruppen har inget att rapportera vid T1\n");
    folder.write(PLAN, UNIT);
    made(&folder, "plans/2026/enheten/t1.yaml", &["--period", "T1", PLAN]);
    assert_eq!(run("Metodstödet", "T1"), "fel: allt som skulle rapporteras står redan i:\n  t1.yaml\n");
    folder.write(PLAN, "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Barnenheten}\n");
    assert!(run("Metodstödet", "T1").starts_with("fel: planen säger inte vem som är ansvarig för något\n"));
}

#[test]
fn the_plan_need_not_be_named_where_only_one_can_be_meant() {
    let folder = workspace();
    made(&folder, "plans/2026/enheten/t1.yaml", &["--period", "T1"]);
    folder.write("plans/2026/skolan/plan.yaml", &UNIT.replace("Barnenheten", "Skolenheten"));
    let several = folder.run(&["new", "follow-up", "--period", "T2", "--lang", "sv"]);
    assert_eq!(
        refused(&several),
        "fel: här finns flera planer för 2026; namnge den som följs upp:\n  plans/2026/enheten/plan.yaml\n  plans/2026/skolan/plan.yaml\n"
    );
    folder.write("plans/2027/enheten/plan.yaml", "vp: 1\ndokument: {\n");
    let unread = folder.run(&["new", "follow-up", "--period", "T2", "--lang", "sv"]);
    assert!(refused(&unread).starts_with("fel: plans/2027/enheten/plan.yaml går inte att läsa, så namnge planen"));
    // In its own folder a plan is meant without a word; a folder stands for the plan in it.
    let outer = Workspace::new();
    outer.write(
        "plan.yaml",
        &UNIT.replace("bygger_på: ../plan.yaml\n", "").replace("      till: verksamhetsområdesmål/1\n", ""),
    );
    made(&outer, "t2.yaml", &["--period", "T2"]);
    made(&folder, "plans/2026/t2.yaml", &["--period", "T2", "plans/2026"]);
    let empty = Workspace::new().run(&["new", "follow-up", "--period", "T2", "--lang", "sv"]);
    assert!(refused(&empty).starts_with("fel: inga planer hittades i den här mappen: "));
}

#[test]
fn what_cannot_be_followed_up_is_said() {
    let folder = workspace();
    let run = |arguments: &[&str]| {
        let run = folder.run(&[&["new", "follow-up", "--lang", "sv"], arguments].concat());
        refused(&run).to_owned()
    };
    assert!(run(&["--period", "T3", PLAN]).contains("inget tillfälle som heter T3\n"));
    assert!(run(&["--period", "kvartal", PLAN]).contains("  skriv något av T1, T2, VB\n"));
    assert!(run(&["--period", "T1", "--format", "pdf", PLAN]).contains("formaten är yaml, html"));
    assert!(run(&["--period", "T1", "saknas.yaml"]).contains("saknas.yaml finns inte"));
    made(&folder, "plans/2026/enheten/t1.yaml", &["--period", "T1", PLAN]);
    let follow_up = run(&["--period", "T2", "plans/2026/enheten/t1.yaml"]);
    assert!(
        follow_up.starts_with("fel: plans/2026/enheten/t1.yaml är ingen plan, utan tertialrapport\n"),
        "{follow_up}"
    );
    folder.write("plans/2026/plan.yaml", "vp: 1\ndokument: {\n");
    let broken = run(&["--period", "T2", PLAN]);
    assert!(broken.contains("bygger på går inte att läsa, så mål skulle saknas; vp check"), "{broken}");
    assert!(run(&["--period", "T2", "plans/2026/plan.yaml"]).contains("går inte att läsa; vp check"));
    let files = folder.texts();
    assert!(files.keys().all(|path| !path.ends_with("t2.yaml")), "{files:?}");
}

#[test]
fn another_model_another_name_and_odd_ids_are_met() {
    let folder = Workspace::new();
    folder.write(
        "vp.yaml",
        "vp: 1\nstyrmodell:\n  nivåer:\n    - {nyckel: område, rubrik: Område, ägare: kommun}\n    - {nyckel: åtagande, rubrik: Vi åtar oss, ägare: enhet}\n  rapporttillfällen: {Delår: 06-30, Bokslut: 12-31}\n  periodicitet: {År: [Bokslut]}\n  bedömningar:\n    - {nyckel: grönt, rubrik: Klart}\n    - {nyckel: rött, rubrik: Inte klart}\n",
    );
    folder.write(
        "plans/badet.yaml",
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Badet}\nmål:\n  åtagande:\n    - {titel: \"Vattnet är: varmt #1\", ansvarig: \"Drift: dag\"}\n    - {id: \"a: b\", titel: \"vp: tillåt VP0504 nej\", aktiviteter: [{namn: Städa}, {namn: Städa!}, {id: AMI, namn: Mäta}, {id: ami, namn: Mät}]}\n",
    );
    let text = made(&folder, "plans/delår.yaml", &["--period", "DELÅR", "plans/badet.yaml"]);
    assert!(text.contains("\nperiod: Delår\nplan: badet.yaml\n"), "{text}");
    assert!(text.contains("\n  vattnet-är-varmt-1:\n    bedömning:   # grönt · rött\n"), "{text}");
    assert!(text.contains("\n  # Vi åtar oss: vp: tillåt VP0504 nej\n  \"a: b\":\n"), "{text}");
    assert!(
        text.contains("\n  städa:\n") && text.contains("eget id i planen för att kunna rapporteras: Städa!\n"),
        "{text}"
    );
    assert!(
        text.contains("\n  AMI:\n") && text.contains("rapporteras: Mät\n") && !text.contains("\n  ami:\n"),
        "{text}"
    );
    assert!(!text.contains("ekonomi:"), "the plan has no budget: {text}");
    let check = folder.run(&["check", "plans/delår.yaml", "--info", "--lang", "sv"]);
    assert!(!["[VP01", "[VP0504", "[VP0512", "[VP0309"].iter().any(|code| check.out.contains(code)), "{}", check.out);
    let part = made(
        &folder,
        "plans/bokslut-drift-dag.yaml",
        &["--period", "bokslut", "--for", "drift: dag", "plans/badet.yaml"],
    );
    assert!(part.contains("\nför: \"Drift: dag\"\n") && part.contains("dokument: verksamhetsberättelse"), "{part}");
}

#[test]
fn the_form_has_room_to_write_and_can_be_replaced() {
    let folder = workspace();
    let path = "plans/2026/enheten/t1-metodstödet-formulär.html";
    let arguments = ["--period", "T1", "--for", "metodstödet", "--format", "html", PLAN];
    let form = made(&folder, path, &arguments).replace("&#x2f;", "/");
    for words in [
        "<h1>Underlag till T1 2026, Barnenheten</h1>",
        "<span>Socialförvaltningen</span><br><span>Barnenheten</span></p>",
        "<time datetime=\"2026-04-30\">2026-04-30</time>",
        "<summary>Förväntade resultat/delmål</summary>",
        "<strong>lyssnade på</strong>",
        "<h3 id=\"i-samtalen\">I samtalen</h3>",
        ">Analys</label>",
        "</span> Göra enkäten</legend>",
        ">Hur har det gått? Resultatet?</label>",
        "<span>KF:s årsmål: 85\u{a0}%</span>",
        "2024: 71\u{a0}%",
        "högre är bättre",
        "<option value=\"delvis\">Uppfylls delvis</option>",
        "<p class=\"choices\" aria-hidden=\"true\"><span class=\"choice\"><span class=\"box\"></span>",
        "data-kind=\"indicator\" data-id=\"lyssnade-på\" data-asked=\"",
        "data-file=\"barnenheten-t1-metodstödet-2026-svar.json\"",
        "script-src 'sha256-",
        "counter(page) \" (\" counter(pages) \")\"",
    ] {
        assert!(form.contains(words), "{words} is not in\n{form}");
    }
    assert!(
        !form.contains("Hålla workshop") && !form.contains("<span>Exempelby") && !form.contains("Sjukfrånvaro"),
        "{form}"
    );
    folder.write("vp.yaml", "vp: 1\n");
    folder.write("templates/html/form.html.j2", "{{ goals | length }} {{ who }} {{ date | datum }}\n");
    std::fs::remove_file(folder.root().join(path)).unwrap();
    assert_eq!(made(&folder, path, &arguments), "1 Metodstödet 30 april 2026\n");
    std::fs::remove_file(folder.root().join(path)).unwrap();
    for template in ["{{ gaols }}\n", "{% if %}\n"] {
        folder.write("templates/html/form.html.j2", template);
        let run = folder.run(&[&["new", "follow-up", "--lang", "sv"], &arguments[..]].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
        assert!(
            run.err.starts_with("fel[VP0112]") && run.err.contains("templates/html/form.html.j2:1:"),
            "{}",
            run.err
        );
        assert!(!folder.root().join(path).exists());
    }
}
