//! What only Unix has stands behind `cfg(unix)`, so that everything compiles on Windows, where most municipal computers are. The
//! compiler there is the judge; this is what can be seen without one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::workspace::read;

/// Crates that are dependencies on Unix alone.
const CRATES: [&str; 3] = ["signal_hook", "rustix", "libc"];

/// Whether what stands in an attribute's brackets lets an item be there on Unix alone.
fn is_guard(attribute: &TokenStream) -> bool {
    let text = attribute.to_string();
    text.starts_with("cfg") && (text.contains("unix") || text.contains("linux")) && !text.contains("not")
}

/// Adds the names of Unix that stand outside such an item.
fn add_unguarded(tokens: TokenStream, mut is_guarded: bool, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut is_next_guarded = false;
    for (at, token) in tokens.iter().enumerate() {
        let before = |steps: usize| at.checked_sub(steps).map(|at| tokens[at].to_string()).unwrap_or_default();
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && before(1) == "#" => {
                is_next_guarded |= is_guard(&group.stream());
            }
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Bracket && before(1) == "!" && before(2) == "#" =>
            {
                is_guarded |= is_guard(&group.stream());
            }
            TokenTree::Group(group) => {
                add_unguarded(group.stream(), is_guarded || is_next_guarded, found);
                is_next_guarded &= group.delimiter() != Delimiter::Brace;
            }
            TokenTree::Punct(point) if point.as_char() == ';' => is_next_guarded = false,
            TokenTree::Ident(name) if !is_guarded && !is_next_guarded => {
                let is_module = name == "unix" && before(1) == ":" && before(3) == "os";
                let is_crate = CRATES.iter().any(|own| name == own) && before(1) != ":";
                if is_module || is_crate {
                    found.push(name.to_string());
                }
            }
            _ => {}
        }
    }
}

fn unguarded(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    add_unguarded(text.parse().expect("a source can be read"), false, &mut found);
    found
}

#[test]
fn what_only_unix_has_is_behind_its_guard() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let below = ["src", "tests", "benches"].into_iter().flat_map(|folder| {
        crate::workspace::files_below(&root.join(folder)).into_iter().map(move |file| root.join(folder).join(file))
    });
    let files: Vec<PathBuf> =
        below.filter(|path| path.extension().is_some_and(|end| end == "rs")).chain([root.join("build.rs")]).collect();
    assert!(files.len() > 400, "{}", files.len());
    let texts: Vec<String> = files.iter().map(|path| read(path)).collect();
    // Files of modules that are there on Unix alone.
    let guarded: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| text.split("#[cfg(unix)]\n").skip(1))
        .filter_map(|rest| {
            rest.lines().next()?.trim().strip_suffix(';')?.split_once("mod ").map(|(_, name)| name.to_owned())
        })
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in files.iter().zip(&texts) {
        let is_guarded = path.file_stem().is_some_and(|stem| guarded.contains(&*stem.to_string_lossy()));
        if !is_guarded {
            wrong.extend(unguarded(text).into_iter().map(|place| format!("{}: {place}", path.display())));
        }
    }
    super::assert_none(wrong);
}

#[test]
fn names_of_unix_are_seen() {
    assert_eq!(unguarded("fn f() { std::os::unix::fs::symlink(a, b) }"), ["unix"]);
    assert_eq!(unguarded("#[cfg(unix)] fn f() {}\nuse rustix::time;"), ["rustix"]);
    assert_eq!(unguarded("#[cfg(not(unix))] use std::os::unix::fs;"), ["unix"]);
    for guarded in [
        "#[cfg(unix)] use std::os::unix::fs;",
        "#![cfg(unix)] use rustix::time;",
        "#[cfg(unix)] mod a { use libc::c_int; }",
        "let unix = 1;",
    ] {
        assert_eq!(unguarded(guarded), [""; 0], "{guarded}");
    }
}
