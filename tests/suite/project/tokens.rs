//! What a source file names and declares, seen in its tokens: comments and texts hold none.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Words before the name of something declared.
const DECLARING: &[&str] = &["struct", "enum", "trait", "fn", "mod", "type", "static", "const", "macro_rules"];

/// What is compiled into the program of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// What is named as `crate::name` or through `super`, by the first two parts of its path: a module of a room, or a
    /// module or macro of the crate; `*` for all.
    pub(crate) imports: BTreeSet<String>,
    /// What is declared, at whatever depth.
    pub(crate) declared: BTreeSet<String>,
    /// The macros that are declared at the top of the crate.
    pub(crate) macros: BTreeSet<String>,
    /// Whether everything of the module above is imported.
    pub(crate) imports_all_above: bool,
}

/// Looks through a file that is this module, by the modules that it lies in and its own; none for the crate itself.
pub(crate) fn named(text: &str, path: &[&str]) -> Named {
    let tokens: TokenStream = text.parse().expect("a source that compiles is made of tokens");
    let mut named = Named::default();
    walk(tokens, path, &mut named);
    named
}

fn walk(stream: TokenStream, path: &[&str], named: &mut Named) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut exported = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                if let Some(TokenTree::Group(attribute)) = next {
                    let words = attribute.stream().to_string().replace(' ', "");
                    exported |= words == "macro_export";
                    if words == "cfg(test)" {
                        at += 2;
                        at += tokens[at..].iter().position(ends_item).map_or(0, |end| end + 1);
                        continue;
                    }
                }
            }
            TokenTree::Ident(word) => {
                let word = word.to_string();
                let declares = DECLARING.contains(&word.as_str());
                // `macro_rules! name`
                let name = if word == "macro_rules" { tokens.get(at + 2) } else { next };
                if let Some(TokenTree::Ident(name)) = name.filter(|_| declares) {
                    named.declared.insert(name.to_string());
                    if std::mem::take(&mut exported) {
                        named.macros.insert(name.to_string());
                    }
                }
                if let (true, Some(TokenTree::Group(inner))) = (word == "mod", tokens.get(at + 2)) {
                    walk(inner.stream(), &[path, &["inner"]].concat(), named);
                    at += 3;
                    continue;
                }
                match word.as_str() {
                    "crate" if is_path(&tokens[at + 1..]) => follow(&tokens[at + 3..], &[], named),
                    "super" | "self" if is_path(&tokens[at + 1..]) => {
                        follow(&tokens[at..], path, named);
                        while is_word(tokens.get(at), &["super", "self"]) && is_path(&tokens[at + 1..]) {
                            at += 3;
                        }
                        // What stands in braces has been followed from where the path leads.
                        at += usize::from(matches!(tokens.get(at), Some(TokenTree::Group(_))));
                        continue;
                    }
                    _ => {}
                }
            }
            TokenTree::Group(inner) => walk(inner.stream(), path, named),
            _ => {}
        }
        at += 1;
    }
}

/// Follows a path that begins at this module.
fn follow(tokens: &[TokenTree], path: &[&str], named: &mut Named) {
    match tokens.first() {
        Some(TokenTree::Ident(word)) if *word == "super" && is_path(&tokens[1..]) => {
            if let Some((_, above)) = path.split_last() {
                named.imports_all_above |=
                    matches!(tokens.get(3), Some(TokenTree::Punct(mark)) if mark.as_char() == '*');
                follow(&tokens[3..], above, named);
            }
        }
        Some(TokenTree::Ident(word)) if *word == "self" && is_path(&tokens[1..]) => follow(&tokens[3..], path, named),
        Some(TokenTree::Ident(word)) if path.is_empty() && *word != "self" => {
            let word = word.to_string();
            match is_path(&tokens[1..]) {
                true => follow(&tokens[3..], &[&word], named),
                false => _ = named.imports.insert(word),
            }
        }
        Some(TokenTree::Ident(word)) if path.len() == 1 && *word != "self" => {
            named.imports.insert(format!("{}::{word}", path[0]));
        }
        Some(TokenTree::Ident(_)) if path.len() == 1 => _ = named.imports.insert(path[0].to_owned()),
        Some(TokenTree::Punct(mark)) if path.len() < 2 && mark.as_char() == '*' => {
            named.imports.insert(path.first().map_or("*".to_owned(), |room| format!("{room}::*")));
        }
        Some(TokenTree::Group(several)) if several.delimiter() == Delimiter::Brace => {
            let inner: Vec<TokenTree> = several.stream().into_iter().collect();
            let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
            inner.split(is_comma).for_each(|tokens| follow(tokens, path, named));
        }
        _ => {}
    }
}

/// Whether these begin with `::`.
fn is_path(tokens: &[TokenTree]) -> bool {
    tokens.len() > 2 && tokens[..2].iter().all(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':'))
}

fn is_word(token: Option<&TokenTree>, words: &[&str]) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if words.iter().any(|known| word == known))
}

/// Whether an item ends here: with its body, or with a semicolon.
fn ends_item(token: &TokenTree) -> bool {
    let is_body = |group: &Group| group.delimiter() == Delimiter::Brace;
    match token {
        TokenTree::Group(group) => is_body(group),
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    }
}

#[test]
fn imports_are_seen_however_they_are_written() {
    let seen =
        |depth: usize, text: &str| named(text, &["a", "b"][..depth]).imports.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(seen(1, "use crate::model::Goal; fn f() { crate::yaml::read() }"), "model::Goal yaml::read");
    assert_eq!(seen(2, "use crate::{msg, model::{Goal, Target}, yaml as y};"), "both model::Goal model::Target yaml");
    assert_eq!(seen(1, "use super::yaml;"), "yaml");
    assert_eq!(seen(2, "use super::yaml; use super::super::load::load;"), "a::yaml load::load");
    assert_eq!(seen(2, "use super::super::{load, self}; fn f() { super::super::check::check() }"), "check::check load");
    assert_eq!(seen(2, "use super::{super::parse, Own};"), "a::Own parse");
    assert_eq!(seen(1, "mod inner { use super::super::source; use super::own; }"), "a::own source");
    assert_eq!(seen(1, "pub use self::super::diff as other;"), "diff");
    assert_eq!(seen(1, "use crate::*;"), "*");
    assert_eq!(seen(1, "macro_rules! m { () => { $crate::report::write() }; }"), "report::write");
    assert_eq!(seen(1, "pub(super) fn f(&self) { self.crate_name; } pub(in crate::cli) fn g() {}"), "cli");
    assert!(
        named("use super::*;", &["a", "b"]).imports_all_above
            && !named("use super::a::*;", &["a", "b"]).imports_all_above
    );
}

#[test]
fn comments_texts_and_tests_import_nothing() {
    for text in [
        "// use crate::model;",
        "/* use crate::model; */",
        "/// [`crate::model`]\nfn f() {}",
        "const TEXT: &str = \"crate::model // \";",
        "#[cfg(test)]\nmod tests { use crate::model; }",
        "#[cfg(test)]\nuse crate::model;",
        "#[cfg(test)]\n#[expect(dead_code)]\nmod tests { fn f() { crate::model::new() } }",
    ] {
        assert!(named(text, &["a"]).imports.is_empty(), "{text}");
    }
    let after = named("#[cfg(test)]\nmod tests;\nuse crate::model; // crate::yaml\nuse crate::load;", &["a"]);
    assert_eq!(after.imports.into_iter().collect::<Vec<_>>(), ["load", "model"]);
}

#[test]
fn what_is_declared_is_seen() {
    let named =
        named("#[macro_export]\nmacro_rules! msg { () => {} } pub struct Goal; mod inner { pub enum Kind {} }", &["a"]);
    assert_eq!(named.declared.iter().map(String::as_str).collect::<Vec<_>>(), ["Goal", "Kind", "both", "inner"]);
    assert_eq!(named.macros.iter().map(String::as_str).collect::<Vec<_>>(), ["both"]);
}
