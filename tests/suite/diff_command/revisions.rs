//! `vp diff --rev`: the workspace in revisions, whatever the repository looks like, and nothing of it touched.

use std::path::Path;

use super::{city, files, json, plan, refuses};
use crate::environment::program;
use crate::tools::needs;
use crate::workspace::{Ran, Workspace, end};

/// Runs git in a folder.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let own = ["-c", "user.name=Test", "-c", "user.email=test@exempel.se", "-c", "protocol.file.allow=always"];
    let run = end(program("git", folder).args(own).args(arguments));
    assert_eq!(run.code, 0, "git {arguments:?}: {}", run.err);
    run.out.trim().to_owned()
}

fn commit(folder: &Path, tag: &str) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "--message", tag]);
    git(folder, &["tag", tag]);
}

fn repository(folder: &Workspace) {
    git(folder.root(), &["init", "--quiet", "--initial-branch", "main"]);
}

fn pairs(folder: &Workspace, arguments: &[&str]) -> Vec<(String, String, bool)> {
    let compared = json(folder, arguments);
    let same = compared["plans"].as_array().unwrap().iter().map(|plan| plan["same"] == true);
    let same = same.chain(std::iter::repeat(false));
    files(&compared).into_iter().zip(same).map(|((old, new), same)| (old, new, same)).collect()
}

/// Each file beside itself in both revisions.
fn beside(old: &str, new: &str, expected: &[(&str, bool)]) -> Vec<(String, String, bool)> {
    expected.iter().map(|(file, same)| (format!("{old}{file}"), format!("{new}{file}"), *same)).collect()
}

fn goal(title: &str) -> String {
    format!("mål:\n  nämndmål:\n    - {{id: tid, titel: {title}}}\n")
}

/// One plan in three revisions and as it is now.
fn one_plan() -> Workspace {
    let folder = Workspace::new();
    repository(&folder);
    folder.write("vp.yaml", "vp: 1\nspråk: sv\n");
    for (tag, title) in [("ett", "Stöd i tid"), ("två", "Stöd i rätt tid"), ("tre", "Stöd i god tid")] {
        folder.write("plans/plan.yaml", &plan(2025, "nämnd: Norr", &goal(title)));
        commit(folder.root(), tag);
    }
    folder.write("plans/plan.yaml", &plan(2025, "nämnd: Norr", &goal("Stöd i all tid")));
    folder
}

#[test]
fn revisions_are_read_without_touching_anything() {
    needs!("git");
    let folder = one_plan();
    git(folder.root(), &["add", "--all"]);
    folder.write("plans/ny.yaml", "inget");
    let before = folder.texts();
    for (written, old, new) in [
        ("ett..två", "ett:", "två:"),
        ("ett..", "ett:", "HEAD:"),
        ("..två", "HEAD:", "två:"),
        ("main~2..main", "main~2:", "main:"),
        ("HEAD^..HEAD", "HEAD^:", "HEAD:"),
    ] {
        let found = pairs(&folder, &["--rev", written]);
        assert_eq!(found, beside(old, new, &[("plans/plan.yaml", false)]), "{written}");
    }
    assert_eq!(pairs(&folder, &["--rev", "tre..HEAD"]), beside("tre:", "HEAD:", &[("plans/plan.yaml", true)]));
    assert_eq!(folder.texts(), before, "neither files nor the index nor anything in .git");
    let compared = json(&folder, &["--rev", "ett..två"]);
    assert_eq!((&compared["old"], &compared["new"]), (&"ett".into(), &"två".into()));
    assert_eq!(folder.run(&["diff", "--rev", "ett..två", "--exit-code"]).code, 1);
    assert_eq!(folder.run(&["diff", "--rev", "tre..HEAD", "--exit-code"]).code, 0);
}

/// A copy of the plans would lie where others may find it, also after a run that was killed.
#[test]
fn revisions_are_compared_without_a_copy_on_the_disk() {
    needs!("git");
    let folder = one_plan();
    folder.write("plans/plan.yaml", &(plan(2025, "nämnd: Norr", &goal("Stöd")) + "inledning: {fil: text.md}\n"));
    folder.write("plans/text.md", "Om nämnden.\n");
    commit(folder.root(), "fyra");
    let nowhere = folder.path("finns-inte");
    for arguments in [["diff", "--text", "--rev", "ett..fyra"], ["diff", "--text", "--rev", "fyra"]] {
        let run = folder.run(&arguments);
        assert!(run.code == 0 && !run.out.is_empty(), "{}", run.err);
        let without = folder.run_with(&arguments, &[("TMPDIR", nowhere.to_str().unwrap())]);
        assert_eq!((without.code, &without.out, &without.err), (0, &run.out, &run.err));
    }
    assert!(!nowhere.exists());
    assert!(folder.run(&["diff", "--text", "--rev", "ett..fyra"]).out.contains("Nytt avsnitt: Inledning (2 ord)"));
}

#[test]
fn a_revision_alone_is_compared_with_the_files_as_they_are() {
    needs!("git");
    let folder = one_plan();
    assert_eq!(pairs(&folder, &["--rev", "tre"]), beside("tre:", "", &[("plans/plan.yaml", false)]));
    let compared = json(&folder, &["--rev", "tre"]);
    assert_eq!((&compared["old"], &compared["new"]), (&"tre".into(), &"the workspace now".into()));
    git(folder.root(), &["checkout", "--quiet", "--", "plans"]);
    assert_eq!(pairs(&folder, &["--rev", "tre"]), beside("tre:", "", &[("plans/plan.yaml", true)]));
    // The new plan of a branch that is not committed.
    folder.write("plans/till.yaml", &plan(2025, "enhet: Ny", ""));
    let found = pairs(&folder, &["--rev", "HEAD", "--org", "Ny"]);
    assert_eq!(found, [("–".to_owned(), "plans/till.yaml".to_owned(), false)]);
}

#[test]
fn every_year_is_beside_itself() {
    needs!("git");
    let folder = city();
    repository(&folder);
    commit(folder.root(), "ett");
    let board = "plans/2025/norr/plan.yaml";
    folder.write(board, &folder.read(board).replace("rätt", "god"));
    std::fs::remove_dir_all(folder.root().join("plans/2024/soder")).unwrap();
    // The folder has another name, and the unit is the same.
    std::fs::rename(folder.root().join("plans/2025/norr/barn"), folder.root().join("plans/2025/norr/unga")).unwrap();
    commit(folder.root(), "två");
    let found = pairs(&folder, &["--rev", "ett..två"]);
    let differing: Vec<(&str, &str)> =
        found.iter().filter(|pair| !pair.2).map(|(old, new, _)| (old.as_str(), new.as_str())).collect();
    assert_eq!(
        differing,
        [
            ("ett:plans/2025/norr/plan.yaml", "två:plans/2025/norr/plan.yaml"),
            ("ett:plans/2024/soder/vuxna/plan.yaml", "–")
        ]
    );
    let moved =
        ("ett:plans/2025/norr/barn/plan.yaml".to_owned(), "två:plans/2025/norr/unga/plan.yaml".to_owned(), true);
    assert!(found.contains(&moved), "{found:?}");
    assert_eq!(found.len(), 13);
    assert_eq!(
        pairs(&folder, &["--rev", "ett..två", "--org", "norr"]).len(),
        9,
        "the board and its units, in three years"
    );
}

/// A plan that is rewritten from year to year in one file.
#[test]
fn one_file_is_one_plan_though_its_year_is_another() {
    needs!("git");
    let folder = Workspace::new();
    repository(&folder);
    folder.write("plan.yaml", &plan(2024, "enhet: Barn", &goal("A")));
    commit(folder.root(), "v2024");
    folder.write("plan.yaml", &plan(2025, "enhet: Barn", &goal("B")));
    commit(folder.root(), "v2025");
    assert_eq!(pairs(&folder, &["--rev", "v2024..HEAD"]), beside("v2024:", "HEAD:", &[("plan.yaml", false)]));
}

#[test]
fn names_of_every_sort_are_read_and_so_are_the_files_that_plans_name() {
    needs!("git");
    let folder = Workspace::new();
    repository(&folder);
    folder.write("arbete/vp.yaml", "vp: 1\nspråk: sv\nmappar: {planer: våra planer}\n");
    folder.write("arbete/ovanför/stad ä.yaml", &plan(2025, "kommun: Staden", &goal("A")));
    let unit = plan(
        2025,
        "kommun: Staden, enhet: Å",
        "bygger_på: \"../ovanför/stad ä.yaml\"\nomfattar: [tid]\ninledning: {fil: ../texter/inledning å.txt}\n",
    );
    folder.write("arbete/våra planer/å \"ä\" ö.yaml", &unit);
    folder.write("arbete/texter/inledning å.txt", "Hej\n");
    folder.write("arbete/texter/stor.bin", "x");
    commit(folder.root(), "ett");
    let file = "våra planer/å \"ä\" ö.yaml";
    let run = |arguments: &[&str]| {
        let inner = Inner { folder: &folder, path: "arbete/våra planer" };
        inner.run(arguments)
    };
    let same = |rev: &str| {
        let found = run(&["diff", "-f", "json", "--rev", rev]);
        assert_eq!((found.code, found.err.as_str()), (0, ""));
        let compared: serde_json::Value = serde_json::from_str(&found.out).unwrap();
        let (old, new) = rev.split_once("..").unwrap();
        assert_eq!(files(&compared), [(format!("{old}:{file}"), format!("{new}:{file}"))]);
        compared["same"] == true
    };
    assert!(same("ett..HEAD"));
    folder.write("arbete/texter/inledning å.txt", "Hej igen\n");
    commit(folder.root(), "två");
    assert!(!same("ett..två"), "the text that the plan names");
    folder.write("arbete/ovanför/stad ä.yaml", &plan(2025, "kommun: Staden", &goal("B")));
    commit(folder.root(), "tre");
    assert!(!same("två..tre"), "the plan that it builds on");
    assert!(same("tre..HEAD"));
}

/// A folder of a folder.
struct Inner<'f> {
    folder: &'f Workspace,
    path: &'f str,
}

impl Inner<'_> {
    fn run(&self, arguments: &[&str]) -> Ran {
        self.folder.run_in(self.path, arguments)
    }
}

#[test]
fn a_worktree_is_a_workspace_too() {
    needs!("git");
    let folder = one_plan();
    let other = Workspace::new();
    let path = other.root().join("gren");
    git(folder.root(), &["worktree", "add", "--quiet", "-b", "gren", path.to_str().unwrap(), "ett"]);
    let found = Inner { folder: &other, path: "gren" }.run(&["diff", "-f", "json", "--rev", "main..HEAD"]);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let compared: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(files(&compared), [("main:plans/plan.yaml".to_owned(), "HEAD:plans/plan.yaml".to_owned())]);
    assert_eq!(compared["same"], false);
}

#[cfg(unix)]
#[test]
fn links_and_repositories_within_are_not_there() {
    needs!("git");
    let folder = one_plan();
    let within = Workspace::new();
    repository(&within);
    within.write("plan.yaml", &plan(2025, "enhet: Inre", ""));
    commit(within.root(), "ett");
    git(folder.root(), &["submodule", "--quiet", "add", within.root().to_str().unwrap(), "plans/inre"]);
    let outside = Workspace::new();
    outside.write("hemlig.yaml", &plan(2025, "enhet: Utanför", ""));
    std::os::unix::fs::symlink(outside.root().join("hemlig.yaml"), folder.root().join("plans/länk.yaml")).unwrap();
    commit(folder.root(), "fyra");
    assert_eq!(pairs(&folder, &["--rev", "fyra..HEAD"]), beside("fyra:", "HEAD:", &[("plans/plan.yaml", true)]));
}

#[test]
fn a_revision_without_plans_has_none() {
    needs!("git");
    let folder = Workspace::new();
    repository(&folder);
    folder.write("läs.md", "");
    commit(folder.root(), "tom");
    folder.write("vp.yaml", "vp: 1\nspråk: sv\n");
    folder.write("plans/plan.yaml", &plan(2025, "enhet: A", ""));
    commit(folder.root(), "full");
    assert_eq!(pairs(&folder, &["--rev", "tom..full"]), [("–".to_owned(), "full:plans/plan.yaml".to_owned(), false)]);
    assert_eq!(pairs(&folder, &["--rev", "full..tom"]), [("full:plans/plan.yaml".to_owned(), "–".to_owned(), false)]);
    refuses(&folder.run(&["diff", "--rev", "tom..tom"]), "fel: tom har inga verksamhetsplaner\n");
}

#[test]
fn a_plan_of_a_revision_that_cannot_be_read_is_named_as_git_names_it() {
    needs!("git");
    let folder = one_plan();
    let words = |file: &str| {
        format!(
            "fel: en plan går inte att läsa, så inget jämfördes:\n  {file}\n\
             vp check visar varför när revisionen är utcheckad\n"
        )
    };
    folder.write("plans/plan.yaml", "vp: 1\nmål: [\n");
    commit(folder.root(), "trasig");
    refuses(&folder.run(&["diff", "--rev", "tre..trasig"]), &words("trasig:plans/plan.yaml"));
    let large = plan(2025, "enhet: Stor", "") + &"# rad\n".repeat(1_500_000);
    folder.write("plans/plan.yaml", &large);
    commit(folder.root(), "stor");
    refuses(&folder.run(&["diff", "--rev", "tre..stor"]), &words("stor:plans/plan.yaml"));
}

#[test]
fn revisions_that_are_not_there_are_answered_in_words() {
    needs!("git");
    let folder = one_plan();
    let unknown = |name: &str| {
        format!("fel: revisionen {name} finns inte\n  git tag och git log --oneline visar vilka som finns\n")
    };
    refuses(&folder.run(&["diff", "--rev", "fyra..HEAD"]), &unknown("fyra"));
    refuses(&folder.run(&["diff", "--rev", "ett..--all"]), &unknown("--all"));
    refuses(&folder.run(&["diff", "--rev=-x"]), &unknown("-x"));
    refuses(&folder.run(&["diff", "--rev", "ett\nx"]), &unknown("ett\nx"));
    let how = "  skriv A..B för två revisioner, A.. för A och HEAD, eller A för A och filerna som de är nu\n";
    for (written, words) in [
        (
            "ett...två",
            "fel: --rev ett...två har tre punkter, som i git betyder något annat än från den ena till den andra\n",
        ),
        ("..", "fel: --rev .. är inte två revisioner\n"),
        ("a..b..c", "fel: --rev a..b..c är inte två revisioner\n"),
        ("", "fel: --rev saknar revision\n"),
    ] {
        refuses(&folder.run(&["diff", "--rev", written]), &format!("{words}{how}"));
    }
    let shallow = Workspace::new();
    let url = format!("file://{}", folder.root().display());
    git(shallow.root(), &["clone", "--quiet", "--depth", "1", "--no-tags", &url, "."]);
    refuses(
        &shallow.run(&["diff", "--rev", "ett"]),
        "fel: revisionen ett finns inte\n  arkivet har bara den senaste historiken: git fetch --unshallow --tags hämtar \
         resten\n",
    );
}

#[test]
fn without_a_repository_or_git_itself_it_is_said_in_words() {
    needs!("git");
    let folder = city();
    let ceiling = folder.root().parent().unwrap().to_str().unwrap().to_owned();
    let run = folder.run_with(&["diff", "--rev", "HEAD"], &[("GIT_CEILING_DIRECTORIES", &ceiling)]);
    refuses(&run, "fel: arbetsytan ligger inte i något git-arkiv, och --rev läser revisionerna ur ett sådant\n");
    let empty = Workspace::new();
    let run = folder.run_with(&["diff", "--rev", "HEAD"], &[("PATH", empty.root().to_str().unwrap())]);
    refuses(&run, "fel: programmet git finns inte här, och --rev läser revisionerna genom det\n");
    repository(&folder);
    let run = folder.run(&["diff", "--rev", "HEAD"]);
    assert!(run.code == 2 && run.err.starts_with("fel: revisionen HEAD finns inte\n"), "{}", run.err);
    // A repository within the workspace is not the workspace's.
    let within = Inner { folder: &folder, path: "plans" };
    git(&folder.root().join("plans"), &["init", "--quiet"]);
    std::fs::remove_dir_all(folder.root().join(".git")).unwrap();
    refuses(
        &within.run(&["diff", "--rev", "HEAD"]),
        "fel: arbetsytan ligger inte i något git-arkiv, och --rev läser revisionerna ur ett sådant\n",
    );
}

#[test]
fn a_workspace_whose_folder_had_another_name_is_found_by_its_renamed_files() {
    needs!("git");
    let folder = Workspace::new();
    repository(&folder);
    folder.write("förr/vp.yaml", "vp: 1\nspråk: sv\n");
    folder.write("förr/plans/plan.yaml", &plan(2025, "nämnd: Norr", &goal("Stöd i tid")));
    folder.write("annan/plans/plan.yaml", &plan(2025, "nämnd: Söder", &goal("Lek i tid")));
    commit(folder.root(), "ett");
    git(folder.root(), &["mv", "förr", "nu"]);
    folder.write("nu/plans/plan.yaml", &plan(2025, "nämnd: Norr", &goal("Stöd i god tid")));
    // What would be committed counts, and so does what is.
    for step in ["staged", "committed"] {
        if step == "committed" {
            commit(folder.root(), "två");
        }
        let run = folder.run_in("nu", &["diff", "--rev", "ett", "--lang", "sv"]);
        assert_eq!(run.err, "i ett låg arbetsytan i mappen förr, och jämförs därifrån\n", "{step}");
        assert!(run.out.contains("  1 mål: 1 omformulerat\n"), "{}", run.out);
    }
    // Back again: the newer side may be the one that lies elsewhere.
    git(folder.root(), &["mv", "nu", "igen"]);
    commit(folder.root(), "tre");
    let run = folder.run_in("igen", &["diff", "--rev", "ett..två", "--lang", "en"]);
    let words = "in ett the workspace lay in the folder förr, and is compared from there\n\
                 in två the workspace lay in the folder nu, and is compared from there\n";
    assert_eq!(run.err, words);
    // A workspace that came later is not taken for another one.
    folder.write("ny/vp.yaml", "vp: 1\nspråk: sv\n");
    folder.write("ny/plans/plan.yaml", &plan(2025, "nämnd: Öster", &goal("Nytt")));
    let run = folder.run_in("ny", &["diff", "--rev", "ett", "--lang", "sv"]);
    assert_eq!(run.err, "mappen ny finns inte i ett: där finns inget att jämföra med\n");
    assert!(run.out.contains("Finns bara i arbetsytan nu"), "{}", run.out);
}
