//! `vp serve`: the pages as a build writes them, while files change in all the ways that editors change them.

mod doors;
mod edits;
mod forms;
mod forms_doors;
mod saves;
mod served;
#[cfg(unix)]
mod watched;
mod writers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use self::served::Served;
use crate::workspace::{PLAN, REPOSITORY, Workspace, files_below};

/// Where the plan of the small workspace lies, and its page.
const FILE: &str = "plans/norr/plan.yaml";
const PAGE: &str = "norr/plan.html";

/// A workspace of one plan that has nothing wrong with it.
fn small() -> Workspace {
    Workspace::with([("vp.yaml", "vp: 1\n"), (FILE, PLAN)])
}

/// Every file and folder with when it was changed and what it holds.
fn all_of(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    let look = |path: &Path| {
        let modified = path.metadata().and_then(|data| data.modified()).expect("it is there");
        (
            path.to_path_buf(),
            (modified, if path.is_file() { std::fs::read(path).expect("it can be read") } else { Vec::new() }),
        )
    };
    walk.map(|entry| look(entry.path())).collect()
}

#[test]
fn what_is_served_is_what_a_build_writes() {
    for folder in ["tests/browser/prov", "examples/uppfoljning", "plans"] {
        let folder = Path::new(REPOSITORY).join(folder);
        let workspace = Workspace::new();
        workspace.vp(["build", "-o", "ut"]).paths(&[&folder]).end();
        let served = Served::of(&workspace, &["--lang", "sv", &folder.to_string_lossy()]);
        let written = files_below(&workspace.path("ut"));
        assert!(written.len() > 3, "{written:?}");
        for path in written {
            let built = std::fs::read(workspace.path(&format!("ut/{path}"))).expect("it was written");
            let reply = served.get(&path);
            assert_eq!(reply.status, 200, "{path}");
            assert!(reply.without_preview() == built, "{path} is another");
            assert_eq!(reply.body.len() > built.len(), path.ends_with(".html"), "{path}");
        }
        assert_eq!(served.get("").body, served.get("index.html").body);
    }
}

#[test]
fn nothing_is_written_to_the_disk() {
    let workspace = small();
    workspace.vp(["build"]).end().exits(0);
    let before = all_of(workspace.root());
    {
        let served = Served::of(&workspace, &[]);
        for path in ["", "index.html", PAGE, "norr/plan.md", ".vp/panel?page=norr/plan.html", "finns/inte.html"] {
            served.get(path);
        }
        assert_eq!(served.version(), "1.0");
        assert!(all_of(workspace.root()) == before, "something was written");
        workspace.write(FILE, &PLAN.replace("Svaren kommer", "Svaren kommer snart"));
        served.renewed("1.0");
        assert!(served.page(PAGE).contains("Svaren kommer snart"));
    }
    workspace.write(FILE, PLAN);
    let but_times = |all: BTreeMap<PathBuf, (SystemTime, Vec<u8>)>| -> BTreeMap<PathBuf, Vec<u8>> {
        all.into_iter().map(|(path, (_, bytes))| (path, bytes)).collect()
    };
    assert!(but_times(all_of(workspace.root())) == but_times(before), "something was written");
}

#[test]
fn a_page_that_is_known_is_not_sent_again() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let mark = served.get(PAGE).header("etag").expect("a page has a mark").to_owned();
    let again = served.asked(PAGE, &format!("If-None-Match: {mark}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));
    workspace.write(FILE, &PLAN.replace("Svaren kommer", "Svaren dröjer"));
    served.renewed("1.0");
    assert_eq!(served.asked(PAGE, &format!("If-None-Match: {mark}\r\n")).status, 200);
}

#[test]
fn two_at_once_have_each_their_own_port_and_address() {
    let workspace = small();
    let (one, other) = (Served::of(&workspace, &[]), Served::of(&workspace, &[]));
    assert_ne!(one.host, other.host);
    assert_ne!(one.token, other.token);
    workspace.write(FILE, &PLAN.replace("Svaren kommer", "Svaren dröjer"));
    for served in [&one, &other] {
        served.renewed("1.0");
        assert!(served.page(PAGE).contains("Svaren dröjer"));
    }
    let foreign = one.raw(&format!("GET /{}/ HTTP/1.1\r\nHost: {}\r\n\r\n", other.token, one.host));
    assert_eq!(foreign.status, 403);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let workspace = small();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it has a port").port().to_string();
    let ran = workspace.vp(["serve", "--port"]).paths(&[Path::new(&port)]).end().exits(2);
    let words =
        "används redan av något annat program\n  välj en annan, eller ta bort --port så väljs en som är ledig\n";
    assert_eq!(ran.err, format!("fel: port {port} {words}"));
    assert_eq!(ran.out, "");
    let ran = workspace.vp(["serve", "--port", "0"]).end().exits(2);
    assert!(ran.err.contains("--port"), "{}", ran.err);
}

#[test]
fn what_is_not_there_cannot_be_served() {
    let workspace = Workspace::new();
    assert_eq!(workspace.vp(["serve", "finns-inte"]).end().exits(2).err, "fel: finns-inte finns inte\n");
    assert!(workspace.vp(["serve"]).end().exits(2).err.starts_with("fel: "));
}
