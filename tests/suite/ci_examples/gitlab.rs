//! The GitLab pipeline: each job in one shell, as its runner takes it.

use serde_json::Value;

use super::{Repository, SLIP, SOUND, UNIT, example, list, taken_in, text, texts, unit, yaml_of};
use crate::formats::told;
use crate::tools::needs;
use crate::workspace::Ran;

/// Runs a job, with what the pipeline sets for all of them.
fn run(repository: &Repository, job: &str, base: &str) -> Ran {
    let pipeline = example("gitlab-ci.yml");
    let lines = list(&pipeline["default"]["before_script"]).iter().chain(list(&pipeline[job]["script"]));
    let lines: Vec<&str> = lines.map(text).collect();
    let service = [
        ("VP_REPO", "https://exempel.se/vp.git"),
        ("VP_REV", "0123abc"),
        ("CI_DEFAULT_BRANCH", "main"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base),
    ];
    let variables: Vec<(&str, &str)> = texts(&pipeline["variables"]).into_iter().chain(service).collect();
    repository.bash(&lines.join("\n"), &variables)
}

/// The files of a job that the service takes. That it shows them is its own matter.
fn artifacts(job: &str) -> Value {
    example("gitlab-ci.yml")[job]["artifacts"].clone()
}

/// A merge request's commit: a unit's plan of these activities. With the commit that it is compared with.
fn request(activities: &str) -> (Repository, String) {
    let repository = Repository::with_plans();
    let base = repository.git(&["rev-parse", "HEAD"]);
    repository.folder.write(UNIT, &unit("Norr", activities).replace("Alla får svar", "Alla får snabba svar"));
    repository.commit_all("Förslag");
    repository.git(&["checkout", "--quiet", "--detach"]);
    (repository, base)
}

#[test]
fn both_reports_tell_the_findings_and_the_job_fails() {
    needs!("git", "bash");
    let (repository, base) = request(SLIP);
    let run = run(&repository, "granska", &base);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.starts_with("fel[VP0103]: okänd nyckel ansvrig"), "{}", run.out);
    let reports = &artifacts("granska")["reports"];
    assert_eq!(texts(reports).len(), 2);
    let quality = told("gitlab", &repository.folder.read(text(&reports["codequality"])));
    let tests = told("junit", &repository.folder.read(text(&reports["junit"])));
    assert_eq!(quality.len(), 1);
    assert_eq!((quality[0].code.as_str(), quality[0].path.as_str()), ("VP0103", UNIT));
    assert_eq!(tests.iter().map(|one| one.start()).collect::<Vec<_>>(), [quality[0].start()]);
    // A report is there for the service where the job fails too.
    assert_eq!(artifacts("granska")["when"], "always");
}

#[test]
fn plans_without_errors_pass_with_reports_of_nothing() {
    needs!("git", "bash");
    let (repository, base) = request(SOUND);
    let run = run(&repository, "granska", &base);
    assert_eq!((run.code, run.out.as_str()), (0, "inga fynd i 2 filer\n"), "{}", run.err);
    let reports = &artifacts("granska")["reports"];
    assert_eq!(repository.folder.read(text(&reports["codequality"])).trim(), "[]");
    assert!(repository.folder.read(text(&reports["junit"])).contains("failures=\"0\""));
}

#[test]
fn a_request_is_compared_with_what_it_began_from() {
    needs!("git", "bash");
    let (repository, base) = request(SOUND);
    assert_eq!(run(&repository, "jamfor", &base).code, 0);
    let artifacts = artifacts("jamfor");
    let page = repository.folder.read(text(&list(&artifacts["paths"])[0]));
    assert!(page.contains("snabba") && page.contains(&base), "{page}");
    // The service takes no other signs here.
    let name = text(&artifacts["expose_as"]);
    assert!(name.chars().all(|character| character.is_ascii_alphanumeric() || " -_".contains(character)), "{name}");
}

#[test]
fn pages_are_built_where_the_service_looks_for_them() {
    needs!("git", "bash");
    let (repository, base) = request(SOUND);
    assert_eq!(run(&repository, "pages", &base).code, 0);
    assert_eq!(list(&artifacts("pages")["paths"]), ["public"], "it takes no other folder");
    assert!(repository.folder.read("public/index.html").contains("Norr"));
}

#[test]
fn vp_is_built_once_for_each_revision() {
    needs!("git", "bash");
    let (repository, base) = request(SOUND);
    for job in ["granska", "jamfor", "pages"] {
        assert_eq!(run(&repository, job, &base).code, 0, "{job}");
    }
    let asked = "install --locked --git https://exempel.se/vp.git --rev 0123abc --root .cargo-vp verksamhetsplan\n";
    assert_eq!(repository.asked_of_cargo(), asked);
    let pipeline = example("gitlab-ci.yml");
    assert_eq!(pipeline["default"]["cache"]["key"], "vp-$VP_REV");
    assert_eq!(list(&pipeline["default"]["cache"]["paths"]), [".cargo-vp/"]);
}

#[test]
fn what_cannot_be_checked_is_not_taken_for_sound() {
    needs!("git", "bash");
    let repository = Repository::new();
    repository.folder.write("vp.yaml", "vp: 1\n");
    repository.commit_all("Inga planer");
    let run = run(&repository, "granska", "");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("här finns inga planer"), "{}", run.err);
}

/// Runs a job of the component, with these inputs.
fn run_component(repository: &Repository, job: &str, inputs: &[(&str, &str)]) -> Ran {
    let whole = taken_in("ci/gitlab/vp.yml");
    let (head, jobs) = whole.split_once("\n---\n").unwrap();
    let head = yaml_of("head", head);
    let mut filled = jobs.to_owned();
    for (name, input) in head["spec"]["inputs"].as_object().unwrap() {
        let asked = inputs.iter().find(|(asked, _)| asked == name).map(|(_, value)| *value);
        let value = asked.or_else(|| input["default"].as_str());
        let value = value.unwrap_or_else(|| panic!("{name} must be given"));
        filled = filled.replace(&format!("$[[ inputs.{name} ]]"), value);
    }
    assert!(!filled.contains("$[["), "an input that there is not: {filled}");
    let jobs = yaml_of("jobs", &filled);
    let lines = list(&jobs[".vp"]["before_script"]).iter().chain(list(&jobs[job]["script"]));
    let lines: Vec<&str> = lines.map(text).collect();
    repository.bash(&lines.join("\n"), &texts(&jobs[".vp"]["variables"]))
}

#[test]
fn the_component_checks_reports_and_publishes() {
    needs!("git", "bash");
    let source = [("repository", "https://exempel.se/vp.git"), ("revision", "v1")];
    let (repository, _) = request(SLIP);
    let run = run_component(&repository, "vp-check", &source);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(told("gitlab", &repository.folder.read("vp-quality.json")).len(), 1);
    assert_eq!(told("junit", &repository.folder.read("vp-test.xml")).len(), 1);
    let asked = "install --locked --git https://exempel.se/vp.git --rev v1 --root .cargo-vp verksamhetsplan\n";
    assert_eq!(repository.asked_of_cargo(), asked);
    let (repository, _) = request(&SOUND.replace("2026", "2025"));
    let run = run_component(&repository, "vp-check", &source);
    assert!(run.code == 0 && run.out.contains("varning[VP0603]"), "{run:?}");
    let strict =
        [&source[..], &[("strict", "true"), ("language", "en"), ("path", "plans/2026/nämnden/enhet norr")]].concat();
    let run = run_component(&repository, "vp-check", &strict);
    assert!(run.code == 1 && run.out.contains("warning[VP0603]"), "{run:?}");
    assert!(repository.folder.read("vp-test.xml").contains("failures=\"1\""));
    assert_eq!(run_component(&repository, "pages", &source).code, 0);
    assert!(repository.folder.read("public/index.html").contains("Norr"));
}
