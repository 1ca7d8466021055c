//! The hook: commits that it lets through, and commits that it stops.

use super::{BOARD, Repository, SLIP, SOUND, UNIT, board, examples, make_executable, plan, unit};
use crate::environment::program;
use crate::tools::needs;
use crate::workspace::{Ran, end, read, write};

const SOUTH: &str = "plans/2026/nämnden/söder/plan.yaml";

/// Puts the hook into a repository, and the program on its path.
fn hooked(repository: Repository) -> Repository {
    let hook = repository.folder.root().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    write(&hook, &read(&examples().join("pre-commit")));
    make_executable(&hook);
    repository.install_vp();
    repository
}

fn commit(repository: &Repository, more: &[&str]) -> Ran {
    commit_with(repository, more, &[("LANG", "sv_SE.UTF-8")])
}

fn commit_with(repository: &Repository, more: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = repository.command("git");
    command.args(["commit", "--message", "Ändring"]).args(more).envs(variables.iter().copied());
    let run = end(&mut command);
    let left: Vec<_> = std::fs::read_dir(repository.home.root().join("tmp")).unwrap().collect();
    assert_eq!(left.len(), 1, "the hook leaves nothing behind");
    run
}

#[track_caller]
fn passes(repository: &Repository, more: &[&str]) {
    let before = repository.git(&["rev-parse", "HEAD"]);
    let run = commit(repository, more);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_ne!(repository.git(&["rev-parse", "HEAD"]), before);
}

/// The commit is stopped, and this is among what is said.
#[track_caller]
fn stops(repository: &Repository, more: &[&str], words: &str) -> String {
    let before = repository.git(&["rev-parse", "HEAD"]);
    let index = repository.git(&["ls-files", "--stage"]);
    let run = commit(repository, more);
    assert!(run.code == 1 && run.err.contains(words), "{words} is not in\n{}{}", run.out, run.err);
    assert_eq!(repository.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(repository.git(&["ls-files", "--stage"]), index);
    run.err
}

#[test]
fn a_sound_plan_is_committed_and_a_wrong_one_is_not() {
    needs!("git", "bash");
    let repository = hooked(Repository::with_plans());
    repository.folder.write(UNIT, &unit("Norr", SOUND).replace("Alla får svar", "Alla får snabba svar"));
    repository.git(&["add", "--all"]);
    passes(&repository, &[]);
    repository.folder.write(UNIT, &unit("Norr", SLIP));
    repository.git(&["add", "--all"]);
    let words = stops(
        &repository,
        &[],
        "fel[VP0103]: okänd nyckel ansvrig i aktiviteter\n  --> plans/2026/nämnden/enhet norr/plan.yaml:",
    );
    assert!(words.contains("\nÄndringen är inte sparad i git. Rätta felen"), "{words}");
    passes(&repository, &["--no-verify"]);
    // A warning is shown, and stops nothing.
    repository.folder.write(UNIT, &unit("Norr", &SOUND.replace("2026", "2025")));
    repository.git(&["add", "--all"]);
    let run = commit(&repository, &[]);
    assert!(run.code == 0 && run.err.contains("varning[VP0603]"), "{run:?}");
}

/// What the hook proposes is run as it is written.
#[test]
fn what_can_be_mended_is_offered_and_mends() {
    needs!("git", "bash");
    let repository = hooked(Repository::with_plans());
    repository.folder.write(UNIT, &unit("Norr", SLIP));
    repository.git(&["add", "--all"]);
    let words = stops(&repository, &[], "vp check --fix 'plans/2026/nämnden/enhet norr'\n");
    let offered = words.lines().find_map(|line| line.strip_prefix("  vp check --fix")).unwrap();
    let diff = repository.bash(&format!("vp check --diff{offered}"), &[]);
    assert!(diff.code == 1 && diff.out.contains("+        - {namn: Öppna en lots, ansvarig: "), "{diff:?}");
    assert_eq!(repository.bash(&format!("vp check --fix{offered}"), &[]).code, 0);
    stops(&repository, &[], "VP0103");
    repository.git(&["add", "--all"]);
    passes(&repository, &["--allow-empty"]);
    assert_eq!(repository.folder.read(UNIT), unit("Norr", SOUND));
    // A folder goes with the one that it lies in.
    repository.folder.write("plans/2026/a.yaml", &plan("kommun: Staden", ""));
    repository.folder.write(SOUTH, &unit("Söder", SLIP));
    repository.folder.write(UNIT, &unit("Norr", SLIP));
    repository.folder.write(BOARD, &board().replace("Stöd", "Hjälp"));
    repository.git(&["add", "--all"]);
    stops(&repository, &[], "vp check --fix 'plans/2026'\n");
    repository.git(&["rm", "--quiet", "--force", "plans/2026/a.yaml"]);
    stops(&repository, &[], "vp check --fix 'plans/2026/nämnden'\n");
    repository.git(&["reset", "--quiet", "--hard"]);
    // What cannot be fixed is not offered to be.
    repository.folder.write(UNIT, &unit("Norr", SOUND).replace("till: tid", "till: något helt annat"));
    repository.git(&["add", "--all"]);
    let words = stops(&repository, &[], "VP0301");
    assert!(!words.contains("--fix"), "{words}");
}

#[test]
fn what_is_staged_is_checked_whatever_the_folder_has() {
    needs!("git", "bash");
    let repository = hooked(Repository::with_plans());
    repository.folder.write(UNIT, &unit("Norr", SLIP));
    repository.git(&["add", "--all"]);
    repository.folder.write(UNIT, &unit("Norr", SOUND));
    stops(&repository, &[], "VP0103");
    repository.folder.write(UNIT, &unit("Norr", SOUND).replace("Alla får svar", "Alla får snabba svar"));
    repository.git(&["add", "--all"]);
    repository.folder.write(UNIT, &unit("Norr", SLIP));
    // A file that git has only heard of is no part of the commit.
    repository.folder.write("plans/2026/nämnden/enhet norr/t1.yaml", "inget: här\n");
    repository.git(&["add", "--intent-to-add", "plans"]);
    passes(&repository, &[]);
    assert_eq!(repository.folder.read(UNIT), unit("Norr", SLIP), "what is not staged stays as it was");
    // git makes an index of its own for what is named, and for all.
    repository.folder.write(BOARD, &board().replace("Stöd", "Hjälp"));
    stops(&repository, &["--all"], "VP0103");
    stops(&repository, &["--", UNIT], "VP0103");
    repository.git(&["checkout", "--quiet", "--", UNIT]);
    passes(&repository, &["--", BOARD]);
}

#[test]
fn errors_of_other_units_stop_nobody_but_the_plan_above_answers_for_those_below() {
    needs!("git", "bash");
    let repository = Repository::with_plans();
    repository.folder.write(SOUTH, &unit("Söder", SLIP));
    repository.commit_all("Söder");
    let repository = hooked(repository);
    repository.folder.write(UNIT, &unit("Norr", SOUND).replace("Alla får svar", "Alla får snabba svar"));
    repository.git(&["add", "--all"]);
    passes(&repository, &[]);
    repository.folder.write(SOUTH, &unit("Söder", SOUND));
    repository.git(&["add", "--all"]);
    passes(&repository, &[]);
    // The goal that both units point at gets another name.
    repository.folder.write(BOARD, &board().replace("id: tid", "id: stöd"));
    repository.git(&["add", "--all"]);
    let words = stops(&repository, &[], "VP0301");
    assert!(words.contains(UNIT) && words.contains(SOUTH), "{words}");
    // A setting of all plans.
    repository.git(&["reset", "--quiet", "--hard"]);
    repository.folder.write("vp.yaml", "vp: 1\nspråkk: sv\n");
    repository.git(&["add", "--all"]);
    stops(&repository, &[], "vp.yaml:2:1");
}

#[test]
fn what_is_deleted_is_missed_where_a_plan_needs_it() {
    needs!("git", "bash");
    let repository = Repository::with_plans();
    let texts = "plans/2026/nämnden/enhet norr/texter/inledning.md";
    repository.folder.write(texts, "Välkommen.\n");
    let with_text = unit("Norr", SOUND).replace("\nmål:\n", "\ninledning: {fil: texter/inledning.md}\nmål:\n");
    repository.folder.write(UNIT, &with_text);
    repository.folder.write(SOUTH, &unit("Söder", SOUND));
    repository.commit_all("Text");
    let repository = hooked(repository);
    repository.git(&["rm", "--quiet", texts]);
    stops(&repository, &[], "VP0108");
    repository.git(&["reset", "--quiet", "--hard"]);
    repository.git(&["rm", "--quiet", BOARD]);
    stops(&repository, &[], "VP0108");
    repository.git(&["reset", "--quiet", "--hard"]);
    std::fs::create_dir(repository.folder.root().join("plans/2026/annan")).unwrap();
    repository.git(&["mv", BOARD, "plans/2026/annan/plan.yaml"]);
    stops(&repository, &[], "VP0108");
    repository.git(&["reset", "--quiet", "--hard"]);
    repository.git(&["rm", "--quiet", SOUTH]);
    passes(&repository, &[]);
    repository.git(&["rm", "--quiet", "-r", "plans"]);
    passes(&repository, &[]);
    repository.git(&["rm", "--quiet", "vp.yaml"]);
    passes(&repository, &[]);
}

#[test]
fn paths_may_have_any_signs() {
    needs!("git", "bash");
    let repository = hooked(Repository::new());
    let root = "-planer från \"förvaltningen\" & 'fler'/$HOME *";
    repository.folder.write(&format!("{root}/vp.yaml"), "vp: 1\nmappar: {planer: våra planer}\n");
    let file = format!("{root}/våra planer/[2026] å ä ö\n.yaml");
    // Beside it lies another workspace, and files that are none of vp's.
    repository.folder.write("annan/plans/plan.yaml", "dokument: [\n");
    repository.folder.write("README.md", "Planer.\n");
    repository.folder.write("compose.yaml", "services: [\n");
    repository.folder.write(".dold/plan.yaml", "dokument: [\n");
    repository.folder.write(&file, &plan("kommun: Staden", ""));
    repository.git(&["add", "--", root, "README.md", "compose.yaml", ".dold"]);
    let run = commit(&repository, &[]);
    assert!(run.code == 0 && run.err.contains("inga fynd"), "the first commit of a repository: {run:?}");
    repository.folder.write(&file, &plan("kommun: Staden", "inledningg: Hej\n"));
    repository.git(&["add", "--", root]);
    stops(&repository, &[], "VP0103");
    repository.git(&["reset", "--quiet", "--hard"]);
    repository.git(&["add", "--all"]);
    stops(&repository, &[], "--> annan/plans/plan.yaml:");
}

#[test]
fn a_repository_without_plans_needs_no_vp() {
    needs!("git", "bash");
    let repository = hooked(Repository::new());
    std::fs::remove_file(repository.home.root().join(".cargo/bin/vp")).unwrap();
    repository.folder.write("mapp/fil.yaml", "nyckel: värde\n");
    repository.folder.write("README.md", "Inget.\n");
    repository.git(&["add", "--all"]);
    let run = commit(&repository, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    // Nothing is changed: there is nothing to check.
    assert_eq!(commit(&repository, &["--amend"]).code, 0);
    repository.folder.write("plans/plan.yaml", &plan("kommun: Staden", ""));
    repository.git(&["add", "--all"]);
    stops(&repository, &[], "programmet vp finns inte här");
    repository.install_vp();
    passes(&repository, &[]);
}

#[test]
fn a_worktree_has_the_same_hook() {
    needs!("git", "bash");
    let repository = hooked(Repository::with_plans());
    let worktree = repository.home.root().join("träd");
    repository.git(&["worktree", "add", "--quiet", worktree.to_str().unwrap()]);
    write(&worktree.join(UNIT), &unit("Norr", SLIP));
    let run = end(repository.command("git").current_dir(&worktree).args(["commit", "--all", "--message", "Fel"]));
    assert!(run.code == 1 && run.err.contains("VP0103"), "{run:?}");
}

/// The hook and `vp` speak the same language: the one asked for, else the workspace's, else the computer's.
#[test]
fn the_hook_speaks_the_language_that_vp_speaks() {
    needs!("git", "bash");
    let repository = hooked(Repository::with_plans());
    repository.folder.write(UNIT, &unit("Norr", SLIP));
    repository.git(&["add", "--all"]);
    let (swedish, english) = (
        [
            "okänd nyckel ansvrig",
            "Ändringen är inte sparad i git. Rätta felen",
            "En del kan vp rätta",
            "sparar som det är",
        ],
        [
            "unknown key ansvrig",
            "The change was not committed. Fix the errors",
            "Some of it vp can fix",
            "commits it as it is",
        ],
    );
    let is_said = |variables: &[(&str, &str)], words: [&str; 4], others: [&str; 4]| {
        let run = commit_with(&repository, &[], variables);
        assert_eq!(run.code, 1);
        for (word, other) in words.into_iter().zip(others) {
            assert!(run.err.contains(word) && !run.err.contains(other), "{variables:?}: {word}\n{}", run.err);
        }
    };
    is_said(&[("LANG", "sv_SE.UTF-8")], swedish, english);
    is_said(&[("LANG", "C.UTF-8")], english, swedish);
    is_said(&[("LANG", "sv_SE.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], english, swedish);
    is_said(&[("LANG", "sv_SE.UTF-8"), ("VP_LANG", "en")], english, swedish);
    repository.folder.write("vp.yaml", "vp: 1\nspråk: \"sv\" # plan\n");
    repository.git(&["add", "--all"]);
    is_said(&[("LANG", "C.UTF-8")], swedish, english);
    is_said(&[("VP_LANG", "en")], english, swedish);
    std::fs::remove_file(repository.home.root().join(".cargo/bin/vp")).unwrap();
    for (language, words) in [("sv", "programmet vp finns inte här"), ("en", "the program vp is not here")] {
        let run = commit_with(&repository, &[], &[("VP_LANG", language)]);
        assert!(run.code == 1 && run.err.contains(words), "{run:?}");
    }
}

#[test]
fn the_hook_is_sound_bash() {
    needs!("bash");
    let hook = examples().join("pre-commit");
    let run = end(program("bash", &examples()).arg("-n").arg(&hook));
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn shellcheck_finds_nothing_in_the_hook() {
    needs!("shellcheck");
    let run = end(program("shellcheck", &examples()).arg("pre-commit"));
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}
