//! Runs git to read a repository. Nothing is fetched, locked or written.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostic::Bilingual;
use crate::msg;

/// A file of a revision.
pub(super) struct TreeEntry {
    /// Its path from the repository's root.
    pub(super) path: PathBuf,
    /// The name of its content.
    pub(super) object: String,
    /// How many bytes it has.
    pub(super) size: u64,
}

/// What git wrote where it failed.
struct Failure(String);

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("--no-pager").args(arguments);
    // A repository that has only a part of its content would fetch the rest, and every command may tidy the index.
    command.envs([
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_ALLOW_PROTOCOL", "none"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("LC_ALL", "C"),
    ]);
    command.stdin(Stdio::null());
    command
}

fn not_started(error: &std::io::Error) -> Bilingual {
    if error.kind() == std::io::ErrorKind::NotFound {
        return Bilingual::fixed(
            "programmet git finns inte här, och --rev läser revisionerna genom det",
            "git is not installed, and --rev reads the revisions through it",
        );
    }
    let why = error.to_string();
    msg!("git kunde inte köras: {why}", "git could not be run: {why}")
}

fn failed(Failure(why): &Failure) -> Bilingual {
    msg!("git kunde inte läsa: {why}", "git could not read: {why}")
}

fn output(arguments: &[&str]) -> Result<Result<Vec<u8>, Failure>, Bilingual> {
    let output = command(arguments).output().map_err(|error| not_started(&error))?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let first = words.lines().next().unwrap_or("").trim_start_matches("fatal: ").to_owned();
    Ok(Err(Failure(first)))
}

/// The current folder's path from the root of the repository that it lies in.
pub(super) fn here() -> Result<PathBuf, Bilingual> {
    match output(&["rev-parse", "--show-prefix"])? {
        Ok(mut path) => {
            path.truncate(path.strip_suffix(b"\n").map_or(path.len(), <[u8]>::len));
            Ok(path_of(path))
        }
        Err(Failure(why)) if why.contains("not a git repository") => Err(no_repository()),
        Err(why) => Err(failed(&why)),
    }
}

/// The workspace is not in a repository.
pub(super) fn no_repository() -> Bilingual {
    Bilingual::fixed(
        "arbetsytan ligger inte i något git-arkiv, och --rev läser revisionerna ur ett sådant",
        "the workspace is not in a git repository, and --rev reads the revisions from one",
    )
}

/// The name of a revision's tree.
pub(super) fn tree(revision: &str) -> Result<String, Bilingual> {
    let unknown = || {
        let hint = match output(&["rev-parse", "--is-shallow-repository"]) {
            Ok(Ok(word)) if word.starts_with(b"true") => Bilingual::fixed(
                "arkivet har bara den senaste historiken: git fetch --unshallow --tags hämtar resten",
                "the repository has only the latest history: git fetch --unshallow --tags fetches the rest",
            ),
            _ => Bilingual::fixed(
                "git tag och git log --oneline visar vilka som finns",
                "git tag and git log --oneline show which there are",
            ),
        };
        let (sv, en) = (hint.sv, hint.en);
        msg!("revisionen {revision} finns inte\n  {sv}", "there is no revision {revision}\n  {en}")
    };
    // What begins with a hyphen would be an option, and no revision can be called so.
    if revision.starts_with('-') {
        return Err(unknown());
    }
    match output(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{tree}}")])? {
        Ok(name) => Ok(String::from_utf8_lossy(&name).trim().to_owned()),
        Err(_) => Err(unknown()),
    }
}

/// The files of a tree. Links and the repositories within this one are left out.
pub(super) fn files(tree: &str) -> Result<Vec<TreeEntry>, Bilingual> {
    let listing = output(&["ls-tree", "-r", "-z", "-l", "--full-tree", tree])?.map_err(|why| failed(&why))?;
    let entries = listing.split(|byte| *byte == 0).filter_map(|line| {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let words = std::str::from_utf8(&line[..tab]).ok()?;
        let mut words = words.split_ascii_whitespace();
        let (mode, kind, object, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let is_file = kind == "blob" && mode.starts_with("100");
        let path = path_of(line[tab + 1..].to_vec());
        let is_within = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        // A repository that has only a part of its content does not know every size.
        let size = size.parse().unwrap_or(0);
        (is_file && is_within).then(|| TreeEntry { path, object: object.to_owned(), size })
    });
    Ok(entries.collect())
}

/// The folder that a folder was called in a tree, by the files that git knows to be renamed since, up to what would be
/// committed now; `None` where no file of it was elsewhere.
pub(super) fn earlier_name(tree: &str, folder: &Path) -> Result<Option<PathBuf>, Bilingual> {
    let arguments = [
        "diff-index",
        "--cached",
        "-r",
        "-M",
        "-l5000",
        "-z",
        "--full-index",
        "--name-status",
        "--diff-filter=R",
        tree,
    ];
    // It says nothing of a repository without an index, and need not.
    let Ok(listing) = output(&arguments)? else { return Ok(None) };
    let mut parts = listing.split(|byte| *byte == 0).map(<[u8]>::to_vec);
    let mut votes: BTreeMap<PathBuf, usize> = BTreeMap::new();
    while let (Some(_), Some(old), Some(new)) = (parts.next(), parts.next(), parts.next()) {
        let (old, new) = (path_of(old), path_of(new));
        let Ok(below) = new.strip_prefix(folder) else { continue };
        // The same place below the folder: else a file was moved, and not the folder.
        let Some(steps) = old.components().count().checked_sub(below.components().count()) else { continue };
        if old.ends_with(below) {
            *votes.entry(old.components().take(steps).collect()).or_default() += 1;
        }
    }
    let most =
        votes.into_iter().filter(|(old, _)| old != folder).max_by(|one, two| one.1.cmp(&two.1).then(two.0.cmp(&one.0)));
    Ok(most.map(|(old, _)| old))
}

/// Hands the content of each of the entries to `take`, in their order.
pub(super) fn read(entries: &[&TreeEntry], mut take: impl FnMut(&TreeEntry, Vec<u8>)) -> Result<(), Bilingual> {
    let unread = |error: &std::io::Error| failed(&Failure(error.to_string()));
    let mut process = command(&["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| not_started(&error))?;
    let (asks, answers) = (process.stdin.take(), process.stdout.take());
    let result = std::thread::scope(|scope| {
        // Git answers while it is asked: whoever asks for everything first fills its pipe, and both wait for ever.
        let asking = std::thread::Builder::new().name("git".to_owned()).spawn_scoped(scope, || match asks {
            Some(asks) => ask(entries, asks),
            None => Ok(()),
        })?;
        let result = match answers {
            Some(answers) => take_all(entries, BufReader::new(answers), &mut take),
            None => Ok(()),
        };
        // Where an answer is missing, the reason is the answer, not that nobody listens to the questions any more.
        result.and(asking.join().unwrap_or(Ok(())))
    });
    // It has nothing more to say, or nobody listens any more.
    let _ = process.wait();
    result.map_err(|error| unread(&error))
}

/// Names each of the entries.
fn ask(entries: &[&TreeEntry], asks: impl Write) -> std::io::Result<()> {
    let mut asks = BufWriter::new(asks);
    for entry in entries {
        writeln!(asks, "{}", entry.object)?;
    }
    asks.flush()
}

/// Takes the answers.
fn take_all(
    entries: &[&TreeEntry],
    mut answers: impl BufRead,
    take: &mut impl FnMut(&TreeEntry, Vec<u8>),
) -> std::io::Result<()> {
    for entry in entries {
        let mut head = String::new();
        answers.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(" blob ").and_then(|(_, size)| size.parse::<usize>().ok());
        let path = entry.path.display();
        let size = size.ok_or_else(|| std::io::Error::other(format!("{path} ({})", head.trim_end())))?;
        let mut content = vec![0; size + 1];
        answers.read_exact(&mut content)?;
        content.pop();
        take(entry, content);
    }
    Ok(())
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(OsString::from(String::from_utf8_lossy(&bytes).into_owned()))
}
