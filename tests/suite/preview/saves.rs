//! How editors save, and what goes wrong meanwhile: the page follows, and where it cannot be made, the last good one stays and
//! says why.

use std::fs;
use std::io::Write;
use std::time::Duration;

use super::served::Served;
use super::{FILE, PAGE, small};
use crate::workspace::{PLAN, Workspace};

fn saying(words: &str) -> String {
    PLAN.replace("Svaren kommer", words)
}

/// Waits until the page says these words.
#[track_caller]
fn becomes(served: &Served, words: &str) {
    served.becomes(words, |served| served.get(PAGE).text().contains(words));
    assert_eq!(served.panel(PAGE)["page"], "current");
}

#[test]
fn a_page_follows_however_its_file_is_saved() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let path = workspace.path(FILE);
    let beside = |name: &str| workspace.path(&format!("plans/norr/{name}"));
    let put = |name: &str, text: &str| workspace.write(&format!("plans/norr/{name}"), text);

    workspace.write(FILE, &saying("Ett, rakt in i filen"));
    becomes(&served, "Ett, rakt in i filen");
    // VS Code and many others: a new file that takes the place of the old one.
    put(".plan.yaml.tmp", &saying("Två, genom en ny fil"));
    fs::rename(beside(".plan.yaml.tmp"), &path).expect("it takes its place");
    becomes(&served, "Två, genom en ny fil");
    // vim: the old one is set aside, the new one is written, and the old one goes.
    put(".plan.yaml.swp", "b0VIM");
    put("4913", "");
    fs::remove_file(beside("4913")).expect("it was there");
    fs::rename(&path, beside("plan.yaml~")).expect("it is set aside");
    put("plan.yaml", &saying("Tre, som vim"));
    fs::remove_file(beside("plan.yaml~")).expect("it was there");
    becomes(&served, "Tre, som vim");
    // Word and others on drives of a network: the new one, the old one under another name, the new one in its place.
    put("~$plan.tmp", &saying("Fyra, genom tre namn"));
    fs::rename(&path, beside("~WRL0001.tmp")).expect("it gets another name");
    std::thread::sleep(Duration::from_millis(60));
    fs::rename(beside("~$plan.tmp"), &path).expect("it takes its place");
    fs::remove_file(beside("~WRL0001.tmp")).expect("it was there");
    becomes(&served, "Fyra, genom tre namn");
    // As large as before, and changed when it was: copied over with its time.
    let time = fs::metadata(&path).and_then(|data| data.modified()).expect("it is there");
    put("ny", &saying("Fyra, genom fem namn"));
    let file = fs::File::options().write(true).open(beside("ny")).expect("it is ours");
    file.set_times(fs::FileTimes::new().set_modified(time)).expect("it is ours");
    fs::rename(beside("ny"), &path).expect("it takes its place");
    becomes(&served, "Fyra, genom fem namn");
}

#[test]
fn no_page_is_ever_made_of_half_a_file() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let text = saying("Hela svaret");
    let path = workspace.path(FILE);
    let writer = std::thread::spawn(move || {
        let mut file = fs::File::create(path).expect("it is ours");
        // Cut off in the middle of a word, a line and a list.
        for part in text.as_bytes().chunks(30) {
            file.write_all(part).expect("there is room");
            std::thread::sleep(Duration::from_millis(15));
        }
    });
    loop {
        let is_written = writer.is_finished();
        let panel = served.panel(PAGE);
        assert_eq!((&panel["page"], &panel["worst"]), (&"current".into(), &"none".into()), "{panel}");
        if is_written && served.page(PAGE).contains("Hela svaret") {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(served.version(), "2.0", "it was read once");
}

#[test]
fn a_broken_file_leaves_its_last_good_page_which_says_why() {
    let workspace = small();
    let served = Served::of(&workspace, &["--lang", "en"]);
    workspace.write(FILE, &saying("Sidan är bra"));
    served.becomes("good", |served| served.page(PAGE).contains("Sidan är bra"));
    let good = (served.page(PAGE), served.page("norr/plan.md"));
    workspace.write(FILE, &saying("Sidan är sönder").replace("indikatorer:", "indikatorer: ["));
    served.becomes("broken", |served| served.panel(PAGE)["page"] == "before");
    assert_eq!((served.page(PAGE), served.page("norr/plan.md")), good);
    let panel = served.panel(PAGE);
    assert_eq!(panel["why"], "The file cannot be built as it is now. You see the page as it was before.");
    assert_eq!((&panel["worst"], &panel["language"]), (&"error".into(), &"en".into()));
    let place = panel["findings"][0]["place"].as_str().expect("a finding has a place");
    assert!(place.contains("plans/norr/plan.yaml:13:") || place.contains("plans/norr/plan.yaml:14:"), "{place}");
    assert!(panel["findings"][0]["line"].as_str().is_some_and(|line| !line.is_empty()), "{panel}");
    // Another file is changed meanwhile: the page stays.
    workspace.write("plans/söder/plan.yaml", &PLAN.replace("Norr", "Söder"));
    served.becomes("the other plan", |served| served.get("söder/plan.html").status == 200);
    assert_eq!(served.page(PAGE), good.0);
    // In the list it is one that was not built, and its errors are told there.
    assert!(served.page("index.html").contains("Byggdes inte"));
    let index = served.panel("index.html");
    assert!(
        index["pages"][0]["words"].as_str().is_some_and(|words| words.contains("norr/plan.yaml: 1 error")),
        "{index}"
    );
    workspace.write(FILE, &saying("Sidan är lagad"));
    becomes(&served, "Sidan är lagad");
    assert_eq!(served.panel(PAGE)["findings"], serde_json::json!([]));
}

#[test]
fn findings_stand_beside_the_page_of_their_file() {
    let workspace = small();
    let other = PLAN.replace("Norr", "Söder") + "okänd: 1\n";
    workspace.write("plans/söder/plan.yaml", &other);
    workspace.write("vp.yaml", "vp: 1\nregler: {finns-inte: fel}\n");
    let served = Served::of(&workspace, &[]);
    let (norr, soder, index) = (served.panel(PAGE), served.panel("söder/plan.html"), served.panel(""));
    assert_eq!(
        (&norr["page"], &norr["worst"], &norr["summary"]),
        (&"current".into(), &"none".into(), &"inga fynd".into())
    );
    assert_eq!(norr["elsewhere"]["link"], "../index.html");
    let found = &soder["findings"][0];
    assert_eq!(found["place"], "plans/söder/plan.yaml:17:1");
    assert_eq!(
        (&found["level"], &found["code"], &found["line"]),
        (&"error".into(), &"VP0103".into(), &"okänd: 1".into())
    );
    assert_eq!(soder["summary"], "1 fel");
    // What is of no page is told in full in the list, and what is of pages by page.
    assert!(index["findings"][0]["place"].as_str().is_some_and(|place| place.starts_with("vp.yaml:2:")), "{index}");
    assert_eq!(
        index["pages"],
        serde_json::json!([{"words": "plans/söder/plan.yaml: 1 fel", "link": "s%C3%B6der/plan.html"}])
    );
}

#[test]
fn a_number_of_a_person_is_masked_beside_the_page() {
    let workspace = small();
    workspace.write(FILE, &saying("Ring 19811228-9874 om svaret"));
    let served = Served::of(&workspace, &[]);
    let panel = served.panel(PAGE).to_string();
    assert!(panel.contains("VP0904") && !panel.contains("9874"), "{panel}");
    assert!(!served.get("19811228-9874.html").text().contains("9874"));
}

#[test]
fn folders_are_made_renamed_and_removed() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    workspace.write("plans/2027/öster/plan.yaml", &PLAN.replace("Norr", "Öster"));
    served.becomes("a new folder", |served| served.get("2027/öster/plan.html").status == 200);
    assert!(served.page("index.html").contains("Öster"));
    fs::rename(workspace.path("plans/norr"), workspace.path("plans/nordost")).expect("it is ours");
    served.becomes("another name", |served| served.get("nordost/plan.html").status == 200);
    served.becomes("the old name is gone", |served| served.get(PAGE).status == 404);
    let panel = served.panel(PAGE);
    assert_eq!(panel["page"], "missing");
    assert_eq!(panel["why"], "Sidan finns inte. Filen kan vara borttagen, eller ha flyttats eller bytt namn.");
    assert!(served.get(PAGE).text().contains("<a href=\"../index.html\">Alla dokument</a>"));
    // It is seen when it comes back, and so is a change in it.
    fs::rename(workspace.path("plans/nordost"), workspace.path("plans/norr")).expect("it is ours");
    served.becomes("the name is back", |served| served.get(PAGE).status == 200);
    workspace.write(FILE, &saying("Tillbaka igen"));
    becomes(&served, "Tillbaka igen");
    fs::remove_dir_all(workspace.path("plans/2027")).expect("it is ours");
    served.becomes("a folder is gone", |served| served.get("2027/öster/plan.html").status == 404);
    // All of it, and back again.
    fs::rename(workspace.path("plans"), workspace.path("undan")).expect("it is ours");
    served.becomes("nothing is left", |served| served.panel(PAGE)["page"] == "before");
    assert!(served.page(PAGE).contains("Tillbaka igen"));
    assert!(
        served.panel(PAGE)["why"].as_str().is_some_and(|why| why.starts_with("Filerna går inte att läsa just nu:"))
    );
    fs::rename(workspace.path("undan"), workspace.path("plans")).expect("it is ours");
    served.becomes("all is back", |served| served.panel(PAGE)["page"] == "current");
}

#[test]
fn a_template_that_fails_leaves_the_pages_and_says_where() {
    let workspace = small();
    let heading = "templates/html/heading.html.j2";
    let served = Served::of(&workspace, &[]);
    assert!(served.page(PAGE).contains("Svaren kommer"));
    let plain = served.get(PAGE).without_preview();
    // The folder comes first now.
    workspace.write(heading, "<h{{ block.level }} class=\"egen\">{{ block.title }}</h{{ block.level }}>\n");
    served.becomes("a template of one's own", |served| served.page(PAGE).contains("class=\"egen\""));
    let own = served.page(PAGE);
    for broken in ["<h2>{{ block.title </h2>\n", "<h2>{{ block.finns.inte }}</h2>\n"] {
        workspace.write(heading, broken);
        served.becomes("a template that fails", |served| served.panel(PAGE)["page"] == "before");
        assert_eq!(served.page(PAGE), own);
        let panel = served.panel(PAGE);
        assert!(panel["why"].as_str().is_some_and(|why| why.starts_with("En av arbetsytans mallar har ett fel.")));
        let index = served.panel("index.html");
        let found = &index["findings"][0];
        assert_eq!(found["code"], "VP0112", "{index}");
        assert!(found["place"].as_str().is_some_and(|place| place.contains("heading.html.j2:1:")), "{index}");
        served.becomes("the list knows it", |served| served.page("index.html").contains("Byggdes inte"));
        // Words that are written meanwhile wait for the template; what is wrong with them is told.
        let is_told = |served: &Served| served.panel(PAGE).to_string().contains("VP0904");
        workspace.write(FILE, &saying("Ring 19811228-9874 om svaret"));
        served.becomes("words that are written meanwhile", is_told);
        assert_eq!(served.page(PAGE), own);
        workspace.write(FILE, PLAN);
        served.becomes("the words are gone again", |served| !is_told(served));
    }
    fs::remove_dir_all(workspace.path("templates")).expect("it is ours");
    served.becomes("the built-in template", |served| served.get(PAGE).without_preview() == plain);
}

#[test]
fn the_list_knows_of_pages_that_nobody_has_looked_at() {
    let workspace = small();
    workspace.write("templates/html/heading.html.j2", "<h2>{{ block.finns.inte }}</h2>\n");
    let served = Served::of(&workspace, &[]);
    assert!(served.page("index.html").contains("Byggdes inte"));
    assert_eq!(served.panel("index.html")["findings"][0]["code"], "VP0112");
    fs::rename(workspace.path("plans/norr"), workspace.path("plans/nordost")).expect("it is ours");
    let why = "En av arbetsytans mallar har ett fel. Sidan visas när det är rättat.";
    served.becomes("another name", |served| served.panel("nordost/plan.html")["why"] == why);
    assert!(served.page("index.html").contains("Byggdes inte"));
}

#[test]
fn settings_with_errors_leave_everything_as_it_was() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let good = served.page(PAGE);
    workspace.write("vp.yaml", "vp: 1\nmappar: {planer: 7\n");
    served.becomes("settings with errors", |served| served.panel(PAGE)["page"] == "before");
    assert_eq!(served.page(PAGE), good);
    let panel = served.panel(PAGE);
    assert!(panel["why"].as_str().is_some_and(|why| why.starts_with("vp.yaml har fel")), "{panel}");
    assert!(panel["findings"][0]["place"].as_str().is_some_and(|place| place.starts_with("vp.yaml:")), "{panel}");
    workspace.write("vp.yaml", "vp: 1\nspråk: en\n");
    served.becomes("settings without errors", |served| served.panel(PAGE)["page"] == "current");
    // A workspace may begin so, too.
    workspace.write("vp.yaml", "vp: 1\nmappar: {planer: 7\n");
    let late = Served::of(&workspace, &[]);
    assert_eq!(late.get(PAGE).status, 404);
    assert_eq!(late.panel(PAGE)["page"], "missing");
    workspace.write("vp.yaml", "vp: 1\n");
    late.becomes("the first page", |late| late.get(PAGE).status == 200);
}

#[test]
fn texts_and_pictures_are_followed_too() {
    let workspace = small();
    workspace.write("plans/norr/texter/svar.md", "Svaren står i en egen fil.\n");
    workspace
        .write(FILE, &PLAN.replace("förväntat_resultat: Svaren kommer.", "förväntat_resultat: {fil: texter/svar.md}"));
    let served = Served::of(&workspace, &[]);
    assert!(served.page(PAGE).contains("Svaren står i en egen fil."));
    workspace.write("plans/norr/texter/svar.md", "Svaren har bytt ord.\n");
    becomes(&served, "Svaren har bytt ord.");
    // A file that is missed is seen when it comes.
    fs::remove_file(workspace.path("plans/norr/texter/svar.md")).expect("it was there");
    served.becomes("a text is missed", |served| served.panel(PAGE)["worst"] == "error");
    workspace.write("plans/norr/texter/svar.md", "Svaren är tillbaka.\n");
    becomes(&served, "Svaren är tillbaka.");
}

#[test]
fn a_broken_page_keeps_its_pictures() {
    let workspace = small();
    workspace.write(
        "plans/norr/bild.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><title>Ett</title></svg>",
    );
    workspace.write(FILE, &PLAN.replace("Svaren kommer.", "\"Se ![en bild](bild.svg).\""));
    let served = Served::of(&workspace, &[]);
    let markdown = served.page("norr/plan.md");
    let name =
        markdown.split("![en bild](").nth(1).and_then(|rest| rest.split(')').next()).expect("it names its picture");
    let picture = served.page(&format!("norr/{name}"));
    workspace.write(FILE, &format!("{PLAN}mål: [\n"));
    served.becomes("broken", |served| served.panel(PAGE)["page"] == "before");
    assert_eq!(served.page("norr/plan.md"), markdown);
    assert_eq!(served.page(&format!("norr/{name}")), picture);
}

#[test]
fn a_single_file_is_shown_without_a_workspace() {
    let workspace = Workspace::with([("norr/plan.yaml", PLAN)]);
    let served = Served::of(&workspace, &["norr/plan.yaml"]);
    assert!(served.page("plan.html").contains("Svaren kommer"));
    workspace.write("norr/plan.yaml", &saying("Ett ord till"));
    served.becomes("the file", |served| served.page("plan.html").contains("Ett ord till"));
}
