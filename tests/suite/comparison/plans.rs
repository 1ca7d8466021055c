//! The project's own plans of two years, in every format.

use std::path::Path;

use vp::compare::diff::{Comparison, Options, Side, plans};
use vp::compare::words::FORMATS;
use vp::read::load::load;

use super::build::{comparison, swedish};
use super::formats::assert_markdown_says_what_the_text_says;

fn compared(old: &str, new: &str) -> Comparison {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let loaded = load(Some(&root), None).unwrap();
    let side = |path: &str| {
        let file = loaded.files.iter().find(|file| file.path.ends_with(Path::new(path).join("plan.yaml"))).unwrap();
        Side { resolved: &loaded.resolved, sources: &loaded.sources, plan: file.document.unwrap() }
    };
    let mut compared = comparison(vec![plans(side(old), side(new), Options::default())]);
    (compared.old, compared.new) = (old[..4].to_owned(), new[..4].to_owned());
    compared
}

#[test]
fn plans_of_two_years_read_well_in_every_format() {
    for (old, new, words) in [
        ("2020/spanga-tensta/barn-och-ungdomsenheten", "2022/spanga-tensta/barn-och-ungdomsenheten", "Sammanslaget av"),
        ("2024/hagersten-alvsjo/familjeenheten", "2025/hagersten-alvsjo/barnenheten", "tidigare Familjeenheten"),
    ] {
        let compared = compared(old, new);
        for format in FORMATS {
            let text = swedish(format.name, &compared);
            if let Ok(folder) = std::env::var("VP_LOOK") {
                std::fs::write(format!("{folder}/{}.{}", &new[..4], format.name), &text).unwrap();
            }
            assert!(["json", "html"].contains(&format.name) || text.contains(words), "{text}");
        }
        assert_markdown_says_what_the_text_says(&compared);
    }
}
