//! Documents of municipalities that call things otherwise: what they say is found, and what they call it is kept in a comment.

use super::import;
use crate::workspace::Workspace;

/// The files that a document becomes, one after another.
fn files_of(name: &str, text: &str) -> String {
    let workspace = Workspace::with([(name, text)]);
    let ran = import(&workspace, &[name, "-o", "ut"]);
    assert!(ran.code < 2, "{}", ran.err);
    let found = workspace.run(&["check", "ut"]);
    assert!(!found.out.contains("VP01") && !found.out.contains("VP00"), "what is written is read: {}", found.out);
    workspace.files("ut").iter().map(|path| workspace.read(&format!("ut/{path}"))).collect()
}

fn holds(files: &str, parts: &[&str]) {
    for part in parts {
        assert!(files.contains(part), "{part}\n--- is not in\n{files}");
    }
}

#[test]
fn focus_areas_key_figures_of_years_and_assignments_become_what_they_are() {
    let page = "<h1 class=MsoTitle>Verksamhetsplan 2025</h1><p>Omsorgsnämnden, Björkviks kommun</p><p>Antagen av omsorgsnämnden 2024-12-11 § 98</p>\
<h1>Om nämnden</h1><p>Nämnden ansvarar för omsorg i hela kommunen.</p>\
<h2>Fokusområde: Ett tryggt Björkvik</h2><h3>Nämndmål 1: Den som behöver stöd får det i tid</h3><h4>Så ska vi nå målet</h4><p>Vägen till beslut blir kort.</p>\
<table><tr><td>Nyckeltal</td><td>Utfall 2022</td><td>Utfall 2023</td><td>Mål 2024</td><td>Mål 2025</td></tr><tr><td>Väntetid, dagar</td><td>61</td><td>54</td><td>45</td><td>40</td></tr></table>\
<table><tr><td>Vad</td><td>Vem</td><td>När</td></tr><tr><td>Digital ansökan</td><td>Utvecklingsledare</td><td>Q2 2025</td></tr></table>\
<h3>Uppdrag från fullmäktige</h3><table><tr><td>Nr</td><td>Uppdrag</td><td>Klart senast</td></tr><tr><td>KF 4</td><td>Utreda avgifterna</td><td>2025-06-30</td></tr></table>\
<h1>Ekonomi</h1><p>Ramen är 412,5 mnkr.</p><h1>Intern kontroll</h1><p>Fyra moment följs upp.</p>";
    holds(
        &files_of("plan.html", page),
        &[
            "organisation:\n  kommun: Björkviks kommun\n  nämnd: Omsorgsnämnden\n",
            "beslut:\n  organ: Omsorgsnämnden\n  datum: 2024-12-11\n  paragraf: \"98\"\n",
            "inledning: |\n  ## Om nämnden\n\n  Nämnden ansvarar för omsorg i hela kommunen.\n",
            "    - {nyckel: fokusområde, rubrik: Fokusområde, ägare: kommun}\n    - {nyckel: nämndmål, rubrik: Nämndmål, ägare: nämnd}\n",
            "  fokusområde:\n    - id: ett-tryggt-björkvik\n      titel: Ett tryggt Björkvik\n",
            "  nämndmål:\n    - id: den-som-behöver-stöd-får-det-i-tid\n      nr: \"1\"\n      till: ett-tryggt-björkvik\n",
            "        - rubrik: Så ska vi nå målet\n",
            "          årsmål: \"40\"\n          serie: {2022: \"61\", 2023: \"54\"}\n          målvärden: {2024: \"45\", 2025: \"40\"}\n",
            "          namn: Digital ansökan\n          slut: Q2 2025\n          ansvarig: Utvecklingsledare\n",
            "uppdrag:\n  - id: utreda-avgifterna\n    nr: KF 4\n    titel: Utreda avgifterna\n",
            "    klart: 2025-06-30\n",
            "övrigt: |\n  ## Intern kontroll\n\n  Fyra moment följs upp.\n",
        ],
    );
}

#[test]
fn words_for_how_it_went_are_those_of_the_model_and_the_documents_stand_beside() {
    let report = "Årsrapport 2024 för Kulturnämnden

Sammanfattning

Året präglades av att simhallen byggdes om.

Målområde 1: Ett rikt liv för alla

Resultatmål: Fler barn deltar i kulturlivet

Måluppfyllelse: Delvis uppfyllt

Kulturskolan har fått fler elever, men kön är lång.

Indikator\tUtfall 2023\tUtfall 2024\tMålvärde\tBedömning
Elever i kulturskolan\t412\t455\t500\tGul
varav flickor\t\t318\t\t
varav pojkar\t\t137\t\t

Aktivitet\tStatus\tKommentar
Öppna kulturskola på landet\tKlar\tTvå orter är igång.

Ekonomiskt utfall

Tkr\tBudget 2024\tUtfall 2024\tAvvikelse
Intäkter\t8 200\t7 900\t-300
Personalkostnader\t-41 000\t-41 700\t-700
Netto\t-32 800\t-33 800\t-1 000

Kostnaderna för vikarier blev högre än väntat.
";
    holds(
        &files_of("rapport.txt", report),
        &[
            "sammanfattande_analys: |\n  Året präglades av att simhallen byggdes om.\n",
            "    bedömning: delvis # Måluppfyllelse: Delvis uppfyllt\n    analys: |\n      Kulturskolan har fått fler elever, men kön är lång.\n",
            "    utfall: \"455\"\n    män: \"137\"\n    kvinnor: \"318\"\n    föregående: \"412\"\n    bedömning: delvis # Gul\n",
            "    status: genomförd # Klar\n    analys: |\n      Två orter är igång.\n",
            "    belopp_i: tkr\n    intäkter:\n      - {namn: Intäkter, utfall: 7900, budget: 8200, avvikelse: -300}\n    kostnader:\n      - {namn: Personalkostnader, utfall: 41700, budget: 41000, avvikelse: -700}\n    summa_netto: {utfall: 33800, budget: 32800, avvikelse: -1000}\n",
            "  analys: |\n    Kostnaderna för vikarier blev högre än väntat.\n",
        ],
    );
}

#[test]
fn a_text_that_keeps_the_columns_of_the_page_is_read_by_them() {
    let report = "                Delårsrapport augusti 2024
                Tekniska nämnden
                Lövhults kommun

Sammanfattande analys

Verksamheten har i stort gått enligt plan.  Två av tre mål bedöms nås.

Nämndmål 1  Gator och vägar är säkra

Bedömning: Uppnås

Åtta övergångsställen har byggts om.

 Indikator                          Utfall    Utfall     Mål      Status
                                    2023      T2 2024    2024
 Antal skadade i trafiken           14        9          12       Grön
 Andel nöjda med snöröjningen,      61 %      64 %       70 %     Gul
 medborgarundersökning

 Aktivitet                          Start         Ansvarig       Status
 Bygga reservvattentäkt             2024-02-01    Utvecklingsle  Försenad
                                                  dare
";
    let files = files_of("rapport.txt", report);
    holds(
        &files,
        &[
            "period: T2\n",
            "sammanfattande_analys: |\n  Verksamheten har i stort gått enligt plan.  Två av tre mål bedöms nås.\n",
            "namn: \"Andel nöjda med snöröjningen, medborgarundersökning\"\n",
            "    utfall: \"9\"\n    föregående: \"14\"\n    bedömning: helt # Grön\n",
            "ansvarig: Utvecklingsledare\n",
        ],
    );
    assert!(!files.contains("2000"), "no year is made up: {files}");
}

#[test]
fn days_that_had_no_room_on_a_line_are_whole_and_items_are_no_tables() {
    let plan = "Verksamhetsplan 2025 för Norra enheten

Enhetsmål: Alla får svar

Förväntat resultat
Så här märks det:
•   Svar ges i tid.
•   Färre behöver fråga
    en gång till.

Aktivitet                                      Startdatu    Slutdatum
                                               m

Öppna en telefontid för dem som söker          2025-02-     2025-04-
Stöd på kvällen                                01           30
Skriva om breven som vi skickar                2025-        2025-
                                               03-01        12-
                                                            31
";
    let files = files_of("plan.txt", plan);
    holds(
        &files,
        &[
            "- Svar ges i tid.\n",
            "- Färre behöver fråga en gång till.\n",
            "namn: Öppna en telefontid för dem som söker Stöd på kvällen\n          start: 2025-02-01\n          slut: 2025-04-30\n",
            "namn: Skriva om breven som vi skickar\n          start: 2025-03-01\n          slut: 2025-12-31\n",
        ],
    );
    assert!(!files.contains("| •"), "{files}");
}

#[test]
fn a_word_for_goals_that_the_model_has_leaves_others_to_the_texts() {
    let plan = "Verksamhetsplan 2025 för Norra enheten

Enhetsmål: Alla får svar

Förväntat resultat

Svar ges i tid.

Delmål 1: Telefonen bemannas hela dagen
";
    let files = files_of("plan.txt", plan);
    assert_eq!(files.matches("- id:").count(), 1, "{files}");
    assert!(files.contains("Delmål 1: Telefonen bemannas hela dagen"), "{files}");
}

#[test]
fn the_economy_is_known_under_headings_of_the_writers() {
    for heading in ["Ekonomiska förutsättningar", "Budget 2025 i sammandrag", "Ekonomisk översikt 2025"] {
        let text = format!(
            "Verksamhetsplan 2025 för Norra enheten\n\nInledning\n\nEnheten ger stöd till barn och deras familjer.\n\n\
             KF:s inriktningsmål: 1. Alla växer upp tryggt\n\nEnhetsmål: Vi svarar\n\nArbetssätt\n\nTelefonen bemannas.\n\n\
             {heading}\n\nEnheten har en ram på 4 mnkr.\n\n\tKostnader\tIntäkter\tNetto\nMottagning\t4,5\t0,5\t4,0\n"
        );
        let workspace = Workspace::with([("plan.txt", text.as_str())]);
        workspace.run(&["import", "document", "plan.txt"]);
        let plan = workspace.read("plans/2025/norra-enheten/plan.yaml");
        let part = format!("ekonomi:\n  rubrik: {heading}\n  resursanvändning: |\n    Enheten har en ram på 4 mnkr.\n");
        assert!(plan.contains(&part), "{part}\n--- is not in\n{plan}");
    }
}

#[test]
fn answers_to_assignments_without_numbers_have_their_names_above_them() {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation:\n  enhet: Norra enheten\nuppdrag:\n  - id: kö\n    \
                titel: Korta kön\n  - id: skola\n    nr: \"7\"\n    titel: Pröva sommarskola\n";
    let report = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nuppdrag:\n  kö:\n    status: klart\n    svar: |\n      Kön är \
                  borta.\n  skola:\n    status: klart\n    svar: |\n      Tolv barn kom.\n";
    let workspace = Workspace::with([("plans/plan.yaml", plan), ("plans/vb.yaml", report)]);
    workspace.run(&["build", "-f", "markdown"]);
    let page = workspace.read("build/vb.md");
    assert!(page.contains("**Analys – Korta kön**\n\nKön är borta."), "{page}");
    assert!(page.contains("**Analys – 7**\n\nTolv barn kom."), "{page}");
    workspace.run(&["import", "document", "build/vb.md", "-o", "igen"]);
    let again = workspace.read("igen/vb.yaml");
    assert!(
        again.contains("    svar: |\n      Kön är borta.\n") && again.contains("    svar: |\n      Tolv barn kom.\n"),
        "{again}"
    );
}

#[test]
fn narrow_columns_are_read_whole_in_a_text_that_keeps_them() {
    let report = "Verksamhetsberättelse 2024 för Norra enheten

Enhetsmål: Alla får svar
Uppfylls helt

Indikator                 Periodens   Utfall     Utfall        Årsm   KF:s     Perio   Bedömn
                          utfall      män/poj    kvinnor/fli   ål     årsmål   d       ing
                                      kar        ckor

KF Andel som får svar     64 %        60 %       68 %          70 %   Tas      VB      ○ Målet
inom tre dagar                                                        fram     2024    ej nått
                                                                      av
                                                                      nämn
                                                                      d
   Analys
   Sommaren blev svår att bemanna.
Enhet Antal klagomål      12          –          –             10     12       VB      ◐ Nära
Ansvarig: Gruppledaren                                                         2024    målet

Aktivitet                                         Startdatu   Slutdatu   Avvikels
                                                  m           m          e
● Genomförd                                       2024-01-    2024-12-
Öppna en telefontid för dem som söker stöd och    01          31
deras närstående
! Försenad                                        2024-02-    2024-06-   Börjar i
Skriva en rutin                                   01          30         höst

Redovisning av ekonomi

Analys av resultaträkning
Beloppen anges i tkr
                                   Utfall i bokslut 2024    Budget    Avvikelse

Intäkter
Bidrag                                             1 024       700          324
Kostnader
Personalkostnader                                 87 460    81 200       −6 260
Summa kostnader                                   87 460    81 20        −6 260
                                                                0
";
    holds(
        &files_of("rapport.txt", report),
        &[
            "namn: Andel som får svar inom tre dagar\n          årsmål: 70 %\n          kf_årsmål: Tas fram av nämnd\n",
            "    utfall: 64 %\n    män: 60 %\n    kvinnor: 68 %\n    bedömning: ej\n    analys: |\n      Sommaren blev svår att bemanna.\n",
            "namn: Antal klagomål\n",
            "ansvarig: Gruppledaren\n",
            "namn: Öppna en telefontid för dem som söker stöd och deras närstående\n          start: 2024-01-01\n          slut: 2024-12-31\n",
            "avvikelse: Börjar i höst\n",
            "{namn: Bidrag, utfall: 1024, budget: 700, avvikelse: 324}",
            "{namn: Personalkostnader, utfall: 87460, budget: 81200, avvikelse: -6260}",
            "summa_kostnader: {utfall: 87460, budget: 81200, avvikelse: -6260}",
        ],
    );
}

#[test]
fn a_target_in_a_column_of_its_year_is_no_part_of_those_that_are_listed_beside_it() {
    let page = |year: &str| {
        format!(
            "# Verksamhetsplan 2025\n\nNorra enheten\n\n## Enhetsmål: Fler barn läser\n\n| Indikator | Målnivå {year} |\n| --- | --- |\n\
| Läsande barn<br>Målvärden: 2026 92, 2027 95 | 90 |\n"
        )
    };
    holds(&files_of("plan.md", &page("2025")), &["årsmål: \"90\"\n", "målvärden: {2026: \"92\", 2027: \"95\"}\n"]);
    // That of another year is one of them.
    holds(&files_of("plan.md", &page("2028")), &["målvärden: {2026: \"92\", 2027: \"95\", 2028: \"90\"}\n"]);
}
