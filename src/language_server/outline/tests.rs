use include_dir::{Dir, File, include_dir};

use super::*;

static EXAMPLES: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/fixed");

/// The names of the keys above a place, with what is typed there: `a/b: typed` for values, `a/b + typed` for keys.
fn said(text: &str) -> String {
    let offset = text.find('‸').expect("the cursor is marked");
    let text = text.replace('‸', "");
    let outline = Outline::of(&text);
    let path = |key: Option<usize>| {
        let names = outline.chain(key).into_iter().map(|key| outline.keys[key].name.clone());
        names.collect::<Vec<_>>().join("/")
    };
    match outline.slot(&text, offset) {
        Slot::Key { parent, item, typed, column, there, .. } => {
            let others: Vec<&str> = outline
                .below(parent, item)
                .filter(|key| Some(*key) != there)
                .map(|key| outline.keys[key].name.as_str())
                .collect();
            let item = item.map_or("", |_| " in a list");
            format!("{} + {} at {column}{item} beside {}", path(parent), &text[typed], others.join(" "))
        }
        Slot::Value { key, typed } => format!("{}: {}", path(Some(key)), &text[typed]),
        Slot::Text(key) => format!("{} text", path(Some(key))),
        Slot::Nothing => "nothing".to_owned(),
    }
}

#[test]
fn a_place_is_below_the_keys_that_its_indentation_says() {
    for (text, expected) in [
        ("vp: 1\n‸", " + ‸ at 0 beside vp"),
        ("vp: 1\ndo‸\når: 2025\n", " + do at 0 beside vp år"),
        ("organisation:\n  ‸\n", "organisation +  at 2 beside "),
        ("organisation:\n  enhet: A\n  ‸\nmål:\n", "organisation +  at 2 beside enhet"),
        (
            "mål:\n  enhetsmål:\n    - id: a\n      ‸\n    - id: b\n      titel: B\n",
            "mål/enhetsmål +  at 6 in a list beside id",
        ),
        ("mål:\n  enhetsmål:\n    - id: a\n    - ‸\n", "mål/enhetsmål +  at 6 in a list beside "),
        ("mål:\n  enhetsmål:\n  - id: a\n    ti‸\n", "mål/enhetsmål + ti at 4 in a list beside id"),
        ("mål:\n  enhetsmål:\n    - id: a\n      till: 1‸\n", "mål/enhetsmål/till: 1"),
        ("mål:\n  enhetsmål:\n    - till: ‸  # vilket\n", "mål/enhetsmål/till: "),
        ("mål:\n  enhetsmål:\n    - till: \"1‸\"\n", "mål/enhetsmål/till: 1"),
        ("# om ‸\nvp: 1\n", "nothing"),
        ("inledning: |\n  Text ‸med: kolon\når: 2025\n", "inledning text"),
        ("inledning: |\n  Text\n‸\når: 2025\n", " +  at 0 beside inledning år"),
        ("år: 2025‸\r\nvp: 1\r\n", "år: 2025"),
        ("dokument: 'bi‸drag'\n", "dokument: bidrag"),
    ] {
        assert_eq!(said(text).replace('‸', ""), expected.replace('‸', ""), "{text}");
    }
}

#[test]
fn between_brackets_the_brackets_say_it() {
    for (text, expected) in [
        ("indikatorer: {ami: {utfall: 7‸6}}\n", "indikatorer/ami/utfall: 76"),
        ("indikatorer: {ami: {ut‸}}\n", "indikatorer/ami + ut at 0 beside "),
        ("indikatorer: {ami: {utfall: 76, ‸}}\n", "indikatorer/ami +  at 0 beside utfall"),
        ("indikatorer: {‸}\n", "indikatorer +  at 0 beside "),
        ("omfattar: [ett, tv‸]\n", "omfattar: tv"),
        ("omfattar: [‸\nvp: 1\n", "omfattar: "),
        ("mål:\n  enhetsmål:\n    - {id: a, till: ‸}\n", "mål/enhetsmål/till: "),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

/// Of a text that can be read the outline is the reader's tree.
#[test]
fn the_outline_is_the_tree_of_a_text_that_can_be_read() {
    use crate::diagnostic::Sink;
    use crate::source::{Source, Sources};
    use crate::syntax::yaml::{Kind, Node, read};

    fn keys(node: &Node, path: &str, found: &mut Vec<(usize, String)>) {
        match &node.kind {
            Kind::Map(entries) => {
                for entry in entries {
                    let path = format!("{path}/{}", entry.key_text());
                    found.push((entry.key.start as usize, path.clone()));
                    keys(&entry.value, &path, found);
                }
            }
            Kind::List(items) => items.iter().for_each(|item| keys(item, path, found)),
            _ => {}
        }
    }
    fn files<'d>(folder: &'d Dir<'d>) -> Vec<&'d File<'d>> {
        let below = folder.dirs().flat_map(files);
        folder.files().chain(below).filter(|file| file.path().extension().is_some_and(|one| one == "yaml")).collect()
    }
    let mut count = 0;
    for file in files(&EXAMPLES) {
        let text = file.contents_utf8().expect("a text").to_owned();
        // The reader has carriage returns that stand alone as line feeds.
        let (sources, source) = (Sources::default(), Source::new("plan.yaml", text));
        let text = source.text.clone();
        let id = sources.add(source);
        let tree = read(&text, id, &mut Sink::default());
        let Some(root) = &tree.root else { continue };
        let mut expected = Vec::new();
        keys(root, "", &mut expected);
        let outline = Outline::of(&text);
        let found: Vec<(usize, String)> = (0..outline.keys.len())
            .map(|key| {
                let names = outline.chain(Some(key)).into_iter().map(|key| format!("/{}", outline.keys[key].name));
                (outline.keys[key].range.start, names.collect())
            })
            .collect();
        assert_eq!(found, expected, "{}", file.path().display());
        count += 1;
    }
    assert!(count > 50, "{count}");
}
