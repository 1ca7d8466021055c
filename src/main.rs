//! The `vp` program.
fn main() {
    let path = std::env::args().nth(1);
    let loaded = vp::load::load(path.as_deref().map(std::path::Path::new), None).expect("load");
    let findings = vp::check::check(&loaded);
    println!("{}", vp::report::text::write(&findings, &loaded.sources, vp::diagnostic::Language::Swedish, vp::report::text::Style::Plain));
    println!("{}", vp::report::text::summary(&findings, vp::diagnostic::Language::Swedish));
}
