//! The tutorials of both READMEs work as they are shown.

use std::path::Path;

use crate::page::{Page, fences};
use crate::program::{Folder, read};

fn page(name: &str) -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
}

#[test]
fn what_the_readmes_show_is_what_happens() {
    for name in ["README.md", "README.sv.md"] {
        let text = page(name);
        let page = Page::new(name, &text);
        assert!(page.idle("yaml").is_empty(), "{name}: blocks that say no file, on lines {:?}", page.idle("yaml"));
        page.run_in(&Folder::new());
    }
}

#[test]
fn the_readmes_say_the_same() {
    let (english, swedish) = (page("README.md"), page("README.sv.md"));
    let shape = |text: &str| -> Vec<String> {
        let fences = fences(text).into_iter().map(|fence| format!("{} {}", fence.syntax, fence.text.starts_with("$ ")));
        let headings =
            text.lines().filter(|line| line.starts_with('#')).map(|line| line.split(' ').next().unwrap().to_owned());
        let rows = text.lines().filter(|line| line.starts_with('|')).map(|line| line.matches('|').count().to_string());
        let points = text.lines().filter(|line| line.starts_with("- ")).map(|_| "point".to_owned());
        fences.chain(headings).chain(rows).chain(points).collect()
    };
    assert_eq!(shape(&english), shape(&swedish));
}

/// Every command and every long option is in both, and nothing that does not exist.
#[test]
fn the_readmes_name_every_command_and_option() {
    for (name, lang) in [("README.md", "en"), ("README.sv.md", "sv")] {
        let text = page(name);
        let folder = Folder::new();
        for command in ["init", "build", "check", "explain"] {
            assert!(text.contains(&format!("`vp {command} ")), "{name}: {command}");
            let help = folder.run(&[command, "--help", "--lang", lang]);
            assert_eq!(help.code, 0);
            let options = help.out.split_whitespace().filter(|word| word.starts_with("--"));
            for option in options.map(|word| word.trim_end_matches([',', '.'])) {
                assert!(text.contains(option), "{name} does not name {option} of vp {command}");
            }
        }
    }
}
