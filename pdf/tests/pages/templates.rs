//! A workspace's own templates and fonts, and what is said of those that will not do.

use std::time::Duration;

use crate::workspace::{build, folder, letters, plan, repository, write};

/// A workspace with a template of its own.
fn with(name: &str, text: &str) -> tempfile::TempDir {
    folder(&[
        ("vp.yaml", "vp: 1\n"),
        ("plans/plan.yaml", &plan("En inledning om parkerna.")),
        (&format!("templates/pdf/{name}"), text),
    ])
}

#[test]
fn a_template_of_the_workspace_takes_the_place_of_the_built_in_one() {
    let look = std::fs::read_to_string(repository().join("templates/pdf/look.typ")).unwrap();
    let cover =
        "#let title-block(it, kit) = it.body\n#let cover(kit) = [#title([#kit.plan.title]) Egenhändigt försättsblad]\n";
    let folder = with("cover.typ", cover);
    write(folder.path(), "templates/pdf/look.typ", look.replace("11pt", "19pt").as_bytes());
    let built = build(folder.path(), &["pdf"]);
    assert!(letters(built.pdf()).contains("Egenhändigtförsättsblad"), "{}", built.said);
    assert_eq!(built.said, "");
}

#[test]
fn a_slip_in_a_template_is_told_with_its_line() {
    let folder = with("cover.typ", "#let title-block(it, kit) = it.body\n#let cover(kit) = kit.plan.titel\n");
    let built = build(folder.path(), &["pdf"]);
    assert!(built.pages.is_empty());
    assert_eq!(built.codes, ["VP0112"]);
    for part in
        ["the template cannot be used: dictionary does not contain key \"titel\"", "cover.typ:2:", "kit.plan.titel"]
    {
        assert!(built.said.contains(part), "{}", built.said);
    }
}

#[test]
fn a_slip_in_spelling_is_told_before_anything_is_set() {
    let folder = with("mark.typ", "#let sign(drawn, colour) = {\n  box(\n}\n");
    let built = build(folder.path(), &["html"]);
    assert!(built.said.contains("mark.typ:2:"), "{}", built.said);
}

#[test]
fn a_template_that_calls_a_built_in_one_wrongly_is_told_itself() {
    let main = "#import \"mark.typ\": mark\n#mark((kind: \"owner\"), (colour: red, given: (typefaces: ())))\n";
    let built = build(with("document.typ", main).path(), &["pdf"]);
    assert!(built.said.contains("document.typ:2:"), "{}", built.said);
}

#[test]
fn templates_come_to_an_end() {
    for (text, said) in [
        ("#while true { }", "always true"),
        ("#{ let n = 0; while n < 1 { n = n * 2 } }", "infinite"),
        ("#let f(n) = f(n + 1)\n#f(0)", "depth"),
        ("#import \"@preview/cetz:0.3.0\"", "not found"),
        ("#read(\"/../../etc/passwd\")", ""),
        ("#datetime.today().display()", ""),
        ("#image(\"ingen.png\", alt: \"x\")", "not found"),
    ] {
        let built = build(with("document.typ", text).path(), &["pdf"]);
        assert!(built.pages.is_empty(), "{text}");
        assert!(built.said.contains("document.typ:") && built.said.contains(said), "{text}: {}", built.said);
    }
}

#[test]
fn a_document_that_goes_on_is_given_up() {
    let main = "#{ let sum = 0; for a in range(9999) { for b in range(9999) { for c in range(9999) { sum += c } } } }";
    let (fonts, _) = vp_pdf::Fonts::new(&[]);
    let job = |main: &str, time, memory| vp_pdf::Job {
        main: "document.typ".to_owned(),
        files: vec![("document.typ".to_owned(), main.as_bytes().to_vec())],
        fonts: std::sync::Arc::new(vp_pdf::Fonts::new(&[]).0),
        ident: String::new(),
        creator: String::new(),
        patience: Some(vp_pdf::Patience { time: Duration::from_secs(time), memory }),
    };
    assert!(fonts.show('å'));
    let problems = vp_pdf::set(job(main, 1, u64::MAX)).unwrap_err();
    assert_eq!(problems[0].message, "it takes too long");
    // Others are set meanwhile.
    let set = vp_pdf::set(job(
        "#set document(title: \"A\", date: datetime(year: 2026, month: 1, day: 1))\n#set text(lang: \"sv\")\n= Hej",
        60,
        u64::MAX,
    ));
    assert_eq!(set.unwrap().pages, 1);
}

#[test]
fn a_file_that_is_no_font_is_told() {
    let folder = with("look2.typ", "#let unused = 1\n");
    write(folder.path(), "templates/pdf/Eget.ttf", b"no font");
    let built = build(folder.path(), &["pdf"]);
    assert!(built.said.contains("no font") && built.said.contains("Eget.ttf"), "{}", built.said);
    assert!(!built.pdf().is_empty());
}

#[test]
fn the_municipalitys_look_and_fonts_hold() {
    let settings = "vp: 1\nutseende: {färg: \"#8a1f6b\", typsnitt: [DejaVu Serif, Finns Inte]}\n";
    let folder = folder(&[("vp.yaml", settings), ("plans/plan.yaml", &plan("En inledning."))]);
    let plain = build(folder.path(), &["pdf"]);
    let font = std::fs::read(repository().join("pdf/fonts/LibertinusSerif-Bold.otf")).unwrap();
    write(folder.path(), "templates/pdf/Eget.otf", &font);
    write(folder.path(), "vp.yaml", settings.replace("DejaVu Serif", "Libertinus Serif").as_bytes());
    let other = build(folder.path(), &["pdf"]);
    assert_ne!(plain.pdf(), other.pdf());
}
