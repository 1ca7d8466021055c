//! Paths, the table of files, lines and columns.

use super::*;

#[test]
fn a_path_in_the_workspace_is_the_same_wherever_it_is_seen_from() {
    for (here, shown) in [
        ("/ws", "plans/å b/plan.yaml"),
        ("/ws/plans/å b", "plan.yaml"),
        ("/ws/plans/2026", "../å b/plan.yaml"),
        ("/other", "/ws/plans/å b/plan.yaml"),
        ("/", "ws/plans/å b/plan.yaml"),
    ] {
        let sources = Sources::of_workspace(here.into(), "/ws".into());
        let id = sources.add(Source::new(shown, ""));
        assert_eq!(sources.path_in_workspace(id), "plans/å b/plan.yaml", "{here}");
    }
    let sources = Sources::of_workspace("/ws".into(), "/ws".into());
    let outside = sources.add(Source::new("../else/plan.yaml", ""));
    assert_eq!(sources.path_in_workspace(outside), "../else/plan.yaml");
}

#[test]
fn the_table_keeps_every_file_over_its_chunks() {
    let sources = Sources::default();
    let ids: Vec<_> = (0..1000).map(|n| sources.add(Source::new(n.to_string(), ""))).collect();
    assert!(ids.iter().enumerate().all(|(n, id)| sources.get(*id).path == n.to_string()));
    assert!(sources.ids().eq(ids.iter().copied()));
}

#[test]
fn columns_count_code_points_and_survive_every_line_end() {
    let source = Source::new("x", "\u{feff}åäö: 1\r\na\u{308}😀b\n");
    assert_eq!(source.position(3), Position { line: 1, column: 1 });
    assert_eq!(source.position(9), Position { line: 1, column: 4 });
    let b = source.text.find('b').unwrap() as u32;
    assert_eq!(source.position(b), Position { line: 2, column: 4 });
    assert_eq!(source.line_range(0), 0..12);
    assert_eq!(source.position(1000).line, 3);
}

#[test]
fn columns_of_a_long_line_count_code_points_too() {
    for before in ["\u{feff}", "", "ö\n"] {
        let text = format!("{before}{}", "aå€😀".repeat(2 * BLOCK));
        let source = Source::new("x", text.clone());
        let line = text.find('\n').map_or(0, |at| at + 1);
        for (at, _) in text.char_indices().skip(2).step_by(97) {
            let column = text[line..at].trim_start_matches('\u{feff}').chars().count() + 1;
            let position = source.position(at as u32);
            assert_eq!(position.column, column, "{at}");
            let all = text[..at].trim_start_matches('\u{feff}').chars().count();
            assert_eq!(source.characters_before(position), all, "{at}");
        }
    }
}

#[test]
fn characters_are_counted_from_the_start_of_the_file() {
    let source = Source::new("x", "\u{feff}åäö: 1\r\na\u{308}😀b\n");
    let at = |words: &str| source.characters_before(source.position(source.text.find(words).unwrap() as u32));
    assert_eq!((at("å"), at("1"), at("a"), at("b")), (0, 5, 8, 11));
    assert_eq!(source.characters_before(source.position(source.text.len() as u32)), 13);
    let empty = Source::new("x", "");
    assert_eq!(empty.characters_before(empty.position(0)), 0);
}

#[test]
fn a_carriage_return_alone_ends_a_line_and_is_kept_for_the_file() {
    for text in ["å: 1\rb: 2\r", "a\r\nb\rc\n\r", "\r\r\n", "a\r\n", ""] {
        let source = Source::new("x", text);
        assert_eq!(source.as_saved(), text);
        assert!(!source.text.replace("\r\n", "\n").contains('\r'), "{text:?}");
    }
    let source = Source::new("x", "å: 1\rb: 2\r");
    assert_eq!(source.text, "å: 1\nb: 2\n");
    assert_eq!(source.position(6), Position { line: 2, column: 1 });
}
