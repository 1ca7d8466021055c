//! Workspaces to set, and what is read back out of PDFs.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use vp::diagnostic::{Diagnostic, Language};
use vp::print::render;
use vp::print::site::{Content, Site};
use vp::print::templates;
use vp::read::load::load;

/// The repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// What a build made.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The pages by path.
    pub(crate) pages: BTreeMap<String, Vec<u8>>,
    /// The findings of formats and templates as `vp` prints them, in English.
    pub(crate) said: String,
    /// Their codes.
    pub(crate) codes: Vec<&'static str>,
}

impl Built {
    /// The only PDF.
    pub(crate) fn pdf(&self) -> &[u8] {
        let mut all = self.pages.iter().filter(|(path, _)| path.ends_with(".pdf"));
        let (_, bytes) = all.next().unwrap_or_else(|| panic!("no PDF was made: {}", self.said));
        assert!(all.next().is_none(), "there are several");
        bytes
    }
}

/// Builds what is in a folder, or one of its files, in these formats.
pub(crate) fn build(path: &Path, formats: &[&str]) -> Built {
    let loaded = load(Some(path), None).expect("the folder is there");
    let (templates, mut findings) = templates::own::of(&loaded);
    let formats: Vec<_> = formats.iter().map(|name| render::find(name).expect("the format is there")).collect();
    let site = Site::new(&loaded, &templates, &formats);
    let mut built = Built::default();
    let mut add = |files: Vec<vp::print::site::SiteFile>| {
        for file in files {
            if let Content::Page(bytes) = file.content {
                built.pages.insert(file.path, bytes);
            }
        }
    };
    let mut problem = |finding: Box<Diagnostic>| vp::print::site::add_new(&mut findings, *finding, &loaded.sources);
    let mut found = Vec::new();
    for file in Site::sources(&loaded) {
        match site.files(file, None) {
            Ok(made) => {
                add(made.files);
                found.extend(made.findings);
            }
            Err(finding) => problem(finding),
        }
    }
    for page in site.pages().all().iter().filter(|page| page.is_whole) {
        match site.page_files(page) {
            Ok(files) => add(files),
            Err(finding) => problem(finding),
        }
    }
    findings.extend(found);
    built.codes = findings.iter().map(|finding| finding.rule.code).collect();
    built.said =
        vp::lint::report::text::write(&findings, &loaded.sources, Language::English, vp::terminal::Style::Plain);
    built
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text.as_bytes());
    }
    folder
}

/// Writes a file below a folder.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A plan of a unit with an introduction, indented as a block.
pub(crate) fn plan(introduction: &str) -> String {
    let lines: String = introduction.lines().map(|line| format!("  {line}\n")).collect();
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation:\n  kommun: Provköpings kommun\n  nämnd: Tekniska nämnden\n  \
         enhet: Parkenheten\ninledning: |\n{lines}"
    )
}

/// A word of a page: its letters and its box, in points from the upper left corner.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) page: usize,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) text: String,
}

/// The words of a PDF with their places, off the paper too.
pub(crate) fn words(pdf: &[u8]) -> Vec<Word> {
    let told = pdftotext(pdf, &["-bbox"]);
    let mut words = Vec::new();
    let mut page = 0;
    for line in told.lines().map(str::trim) {
        page += usize::from(line.starts_with("<page "));
        let Some(rest) = line.strip_prefix("<word ") else { continue };
        let value = |name: &str| -> f64 {
            let at = rest.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
            rest[at..].split('"').next().unwrap().parse().unwrap()
        };
        let text = rest.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
        let (left, right, top, bottom) = (value("xMin"), value("xMax"), value("yMin"), value("yMax"));
        words.push(Word { page, left, right, top, bottom, text: crate::html::unescaped(&text) });
    }
    words
}

/// The letters and digits of what stands between head and foot, in the order of the file.
pub(crate) fn letters(pdf: &[u8]) -> String {
    // Points from the upper left corner: the whole width, without what is above and below the text.
    let told = pdftotext(pdf, &["-raw", "-x", "0", "-y", "64", "-W", "596", "-H", "715"]);
    told.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn pdftotext(pdf: &[u8], options: &[&str]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let ran = Command::new("pdftotext").args(options).arg(file.path()).arg("-").stderr(Stdio::null()).output();
    let ran = ran.expect("pdftotext (Debian's poppler-utils) is needed");
    assert!(ran.status.success());
    String::from_utf8(ran.stdout).unwrap()
}
