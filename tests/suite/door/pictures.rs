//! Pictures: what cannot be printed is said where it is named, and no page names a file that is not there.

use super::{plan, scene};
use crate::workspace::Workspace;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn with_picture(name: &str, bytes: &[u8]) -> Workspace {
    let workspace =
        scene(&[("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", &plan(&format!("inledning: \"![Karta]({name})\"\n")))]);
    std::fs::write(workspace.path("ws/plans").join(name), bytes).expect("a file can be written");
    workspace
}

/// The picture is refused at its place, and the page is there without it.
#[track_caller]
fn refused(workspace: &Workspace, words: &str) {
    let check = workspace.vp_in("ws", ["check", "--lang", "en"]).end().exits(1);
    assert!(check.out.contains("VP0108") && check.out.contains(words), "{words}: {}", check.out);
    assert!(check.out.contains("plans/plan.yaml:5:13\n"), "{}", check.out);
    workspace.vp_in("ws", ["build"]).end().exits(1);
    assert_eq!(workspace.files("ws/build"), ["index.html", "plan.html", "plan.md"]);
    let page = workspace.read("ws/build/plan.md");
    assert!(page.contains("Karta") && !page.contains("plan-bilder"), "{page}");
    assert!(!workspace.read("ws/build/plan.html").contains("<img"));
}

#[test]
fn a_picture_that_is_too_large_is_a_finding() {
    let bytes = |length: usize| [PNG, &vec![0; length - PNG.len()]].concat();
    refused(&with_picture("b.png", &bytes(8 * 1024 * 1024 + 1)), "8.1 MiB");
    let workspace = with_picture("b.png", &bytes(8 * 1024 * 1024));
    workspace.vp_in("ws", ["build", "--format", "md"]).end().exits(0);
    assert!(workspace.path("ws/build/plan-bilder/b.png").is_file());
}

/// A page holds a picture as often as it shows it: a short text could make a page that no program opens.
#[test]
fn a_picture_that_is_shown_too_often_is_a_finding() {
    let shown = |times: usize| "  ![Karta](b.png)\n\n".repeat(times);
    let bytes = [PNG, &vec![0; 7 * 1024 * 1024]].concat();
    let with = |times: usize| {
        let workspace = with_picture("b.png", &bytes);
        workspace.write("ws/plans/plan.yaml", &plan(&format!("inledning: |\n{}", shown(times))));
        workspace
    };
    let run = with(3).vp_in("ws", ["check", "--only", "VP0108"]).end().exits(0);
    assert!(!run.out.contains("VP0108"), "{}", run.out);
    let workspace = with(9);
    let run = workspace.vp_in("ws", ["check", "--only", "VP0108", "--lang", "en"]).end().exits(1);
    assert!(run.out.matches("[VP0108]").count() == 1 && run.out.contains("plans/plan.yaml:12:3\n"), "{}", run.out);
    assert!(run.out.contains("more than 24 MiB together"), "{}", run.out);
    let run = workspace.vp_in("ws", ["build", "--lang", "en"]).end().exits(1);
    assert!(run.err.contains("the page is not written"), "{}", run.err);
    assert_eq!(workspace.files("ws/build"), ["index.html"]);
    // Four are too many to send, but no reason to leave any of them out.
    let workspace = with(4);
    workspace.vp_in("ws", ["build"]).end().exits(1);
    assert_eq!(workspace.read("ws/build/plan.html").matches("<img").count(), 4);
}

#[test]
fn a_folder_called_as_a_picture_is_a_finding() {
    let workspace = with_picture("b.png", PNG);
    std::fs::remove_file(workspace.path("ws/plans/b.png")).expect("it is there");
    std::fs::create_dir(workspace.path("ws/plans/b.png")).expect("a folder can be made");
    refused(&workspace, "it is a folder");
}

#[test]
fn a_file_is_a_picture_by_its_content() {
    refused(&with_picture("b.png", b""), "not a picture");
    refused(&with_picture("b.png", b"root:x:0:0:root:/root:/bin/bash\n"), "not a picture");
    refused(&with_picture("b.svg", b"<html><body/></html>"), "not a picture");
    refused(&with_picture("b.png", b"<svg/>"), "svg");
    refused(&with_picture("b.svg", PNG), "png");
    refused(&with_picture("b.bmp", b"BM"), "not a picture");
    for (name, bytes, kind) in [
        ("b.png", PNG, "png"),
        ("b.jpg", b"\xff\xd8\xff\xe0", "jpeg"),
        ("b.JPEG", b"\xff\xd8\xff\xe0", "jpeg"),
        ("b.gif", b"GIF89a", "gif"),
        ("b.webp", b"RIFF\x04\0\0\0WEBP", "webp"),
        ("b.svg", b"<?xml version='1.0'?><svg/>", "svg+xml"),
        // Viewers tell one kind of pixels from another by the content.
        ("b.png", b"\xff\xd8\xff\xe0", "jpeg"),
    ] {
        let workspace = with_picture(name, bytes);
        workspace.vp_in("ws", ["build"]).end().exits(0);
        assert!(workspace.path("ws/build/plan-bilder").join(name).is_file());
        assert!(workspace.read("ws/build/plan.html").contains(&format!("data:image/{kind};base64,")), "{name}");
    }
}
