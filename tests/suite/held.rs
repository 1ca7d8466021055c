//! Documents that are packed and unpacked again.

use std::path::Path;

use vp::read::load::Workspace;
use vp::resolve::held::HeldDocument;

const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// Every document of a folder and of those below it that can be read.
fn documents(folder: &Path, each: &mut dyn FnMut(&vp::model::Document)) {
    let mut folders: Vec<_> = std::fs::read_dir(folder).expect("the folder is there").flatten().collect();
    folders.sort_by_key(std::fs::DirEntry::path);
    for folder in folders.iter().map(std::fs::DirEntry::path).filter(|path| path.is_dir()) {
        let loaded = Workspace::default().load_any(Some(&folder), None).expect("the folder is there");
        loaded.resolved.documents.all().for_each(&mut *each);
    }
}

#[test]
fn a_document_that_is_packed_is_the_same_when_it_is_unpacked() {
    let mut count = 0;
    for folder in ["examples", "examples/mistakes", "examples/fixed", "plans"] {
        documents(&Path::new(REPOSITORY).join(folder), &mut |document| {
            count += 1;
            let packed = HeldDocument::packed(document.clone());
            assert_eq!(format!("{:#?}", packed.document()), format!("{document:#?}"));
        });
    }
    assert!(count > 300, "{count}");
}
