//! The GitHub workflow: its steps, as its runner takes them.

use super::{Repository, SLIP, SOUND, UNIT, example, list, taken_in, text, texts, unit, yaml_of};
use crate::formats::told;
use crate::tools::needs;
use crate::workspace::Ran;

const SOURCE: [(&str, &str); 2] = [("vars.VP_REPO", "https://exempel.se/vp.git"), ("vars.VP_REV", "0123abc")];

/// A run of the workflow.
struct JobRun {
    /// The steps that ran commands, by name.
    steps: Vec<(String, Ran)>,
    /// The actions that were come to, with their input.
    actions: Vec<(String, Vec<(String, String)>)>,
    /// The run's page.
    summary: String,
}

impl JobRun {
    fn step(&self, name: &str) -> &Ran {
        let found = self.steps.iter().find(|(step, _)| step == name);
        &found.unwrap_or_else(|| panic!("{name} did not run")).1
    }

    fn codes(&self) -> Vec<(&str, i32)> {
        self.steps.iter().map(|(name, run)| (name.as_str(), run.code)).collect()
    }

    /// An action's input.
    fn input(&self, action: &str, name: &str) -> &str {
        let (_, input) = self.actions.iter().find(|(uses, _)| uses.starts_with(action)).unwrap();
        &input.iter().find(|(key, _)| key == name).unwrap().1
    }
}

/// The variables of the repository, in a value.
fn filled(value: &str) -> String {
    let filled =
        SOURCE.iter().fold(value.to_owned(), |value, (name, is)| value.replace(&format!("${{{{ {name} }}}}"), is));
    filled.replace("${{ runner.os }}", "Linux")
}

/// Runs the workflow's steps until one fails. The actions are the service's own and are only taken down.
fn run(repository: &Repository, event: &str, is_cached: bool) -> JobRun {
    let workflow = example("github.yml");
    let job = &workflow["jobs"]["planer"];
    let summary = repository.home.root().join("summary");
    let mut ran = JobRun { steps: Vec::new(), actions: Vec::new(), summary: String::new() };
    for step in list(&job["steps"]) {
        let is_wanted = match step["if"].as_str() {
            None => true,
            Some("steps.vp.outputs.cache-hit != 'true'") => !is_cached,
            Some("github.event_name == 'pull_request'") => event == "pull_request",
            Some(other) => panic!("nothing is known of {other}"),
        };
        if !is_wanted {
            continue;
        }
        let input = texts(&step["with"]).into_iter().map(|(name, value)| (name.to_owned(), filled(value))).collect();
        let Some(lines) = step["run"].as_str() else {
            ran.actions.push((text(&step["uses"]).to_owned(), input));
            continue;
        };
        assert!(!lines.contains("${{"), "what the service knows comes as variables: {lines}");
        let mut variables: Vec<(&str, String)> = vec![("GITHUB_STEP_SUMMARY", summary.display().to_string())];
        if event == "pull_request" {
            variables.push(("GITHUB_BASE_REF", "main".to_owned()));
        }
        for (name, value) in texts(&workflow["env"]).into_iter().chain(texts(&step["env"])) {
            variables.push((name, filled(value)));
        }
        let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let one = repository.bash(lines, &variables);
        let has_failed = one.code != 0;
        ran.steps.push((text(&step["name"]).to_owned(), one));
        if has_failed {
            break;
        }
    }
    if summary.exists() {
        ran.summary = crate::workspace::read(&summary);
    }
    ran
}

/// A branch with a unit's plan of these activities, and `origin/main` as the action checks it out.
fn branch(activities: &str) -> Repository {
    let repository = Repository::with_plans();
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    repository.git(&["switch", "--quiet", "--create", "förslag"]);
    repository.folder.write(UNIT, &unit("Norr", activities).replace("Alla får svar", "Alla får snabba svar"));
    repository.commit_all("Förslag");
    repository
}

#[test]
fn a_proposal_without_errors_is_compared_and_built() {
    needs!("git", "bash");
    let repository = branch(SOUND);
    let ran = run(&repository, "pull_request", false);
    let all = ["Installera vp", "Skriv fynden som SARIF", "Jämför", "Granska", "Bygg"];
    assert_eq!(ran.codes(), all.map(|name| (name, 0)), "{:?}", ran.steps);
    assert_eq!(
        repository.asked_of_cargo(),
        "install --locked --git https://exempel.se/vp.git --rev 0123abc verksamhetsplan\n",
        "the source and the revision are the repository's variables"
    );
    assert!(
        told("sarif", &repository.folder.read(ran.input("github/codeql-action/upload-sarif@", "sarif_file")))
            .is_empty()
    );
    assert!(ran.summary.contains("origin/main → HEAD") && ran.summary.contains("**snabba**"), "{}", ran.summary);
    assert_eq!(ran.step("Granska").out, "");
    let pages = ran.input("actions/upload-artifact@", "path");
    assert!(repository.folder.read(&format!("{pages}/index.html")).contains("Norr"));
    assert!(
        repository.folder.read(&format!("{pages}/2026/nämnden/enhet norr/plan.html")).contains("Alla får snabba svar")
    );
    // The history is what the comparison reads, and what is saved is what was installed.
    assert_eq!(ran.input("actions/checkout@", "fetch-depth"), "0");
    assert_eq!(ran.input("actions/cache@", "path"), "~/.cargo/bin/vp");
    assert_eq!(ran.input("actions/cache@", "key"), "vp-Linux-0123abc");
    assert!(repository.home.root().join(".cargo/bin/vp").exists());
}

#[test]
fn a_proposal_with_errors_is_told_everywhere_and_stopped_last() {
    needs!("git", "bash");
    let repository = branch(SLIP);
    let ran = run(&repository, "pull_request", false);
    assert_eq!(
        ran.codes(),
        [("Installera vp", 0), ("Skriv fynden som SARIF", 0), ("Jämför", 0), ("Granska", 1)],
        "{:?}",
        ran.steps
    );
    let annotations = told("github", &ran.step("Granska").out);
    assert_eq!(annotations.len(), 1);
    assert_eq!((annotations[0].code.as_str(), annotations[0].path.as_str()), ("VP0103", UNIT));
    let line = repository.folder.read(UNIT).lines().position(|line| line.contains("ansvrig")).unwrap() as u64 + 1;
    assert_eq!(annotations[0].line, line);
    let alerts = repository.folder.read(ran.input("github/codeql-action/upload-sarif@", "sarif_file"));
    assert_eq!(told("sarif", &alerts), annotations);
    // VP_LANG is set for all steps: a runner's own language is none.
    assert!(ran.step("Granska").out.contains("okänd nyckel ansvrig") && alerts.contains("okänd nyckel ansvrig"));
    assert!(ran.summary.contains("**snabba**"), "{}", ran.summary);
}

#[test]
fn a_push_is_compared_with_nothing_and_vp_is_built_once() {
    needs!("git", "bash");
    let repository = branch(SOUND);
    repository.install_vp();
    let ran = run(&repository, "push", true);
    assert_eq!(ran.codes(), [("Skriv fynden som SARIF", 0), ("Granska", 0), ("Bygg", 0)], "{:?}", ran.steps);
    assert_eq!(ran.summary, "");
    assert_eq!(repository.asked_of_cargo(), "install\n", "only by the test itself");
}

#[test]
fn what_cannot_be_checked_is_not_taken_for_sound() {
    needs!("git", "bash");
    let repository = Repository::new();
    repository.folder.write("vp.yaml", "vp: 1\n");
    repository.commit_all("Inga planer");
    let ran = run(&repository, "push", false);
    assert_eq!(ran.codes(), [("Installera vp", 0), ("Skriv fynden som SARIF", 1)]);
}

/// Runs the steps of the action with these inputs; the exit codes of those that run commands.
fn run_action(repository: &Repository, inputs: &[(&str, &str)]) -> Vec<Ran> {
    let action = yaml_of("action.yml", &taken_in("action.yml"));
    let input = |name: &str| {
        let asked = inputs.iter().find(|(asked, _)| *asked == name).map(|(_, value)| (*value).to_owned());
        asked.unwrap_or_else(|| text(&action["inputs"][name]["default"]).to_owned())
    };
    let mut ran = Vec::new();
    for step in list(&action["runs"]["steps"]) {
        let Some(lines) = step["run"].as_str() else { continue };
        let is_wanted = match step["if"].as_str() {
            None | Some("steps.vp.outputs.cache-hit != 'true'") => true,
            Some("inputs.out != ''") => !input("out").is_empty(),
            Some(other) => panic!("nothing is known of {other}"),
        };
        if !is_wanted {
            continue;
        }
        assert!(!lines.contains("${{"), "what the service knows comes as variables: {lines}");
        assert_eq!(text(&step["shell"]), "bash");
        let mut variables = vec![("GITHUB_ACTION_PATH", "/action".to_owned())];
        for (name, value) in texts(&step["env"]) {
            let asked = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")).unwrap();
            variables.push((name, input(asked)));
        }
        let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let one = repository.bash(lines, &variables);
        let has_failed = one.code != 0;
        ran.push(one);
        if has_failed {
            break;
        }
    }
    ran
}

#[test]
fn the_action_installs_itself_checks_and_builds_where_it_is_asked_to() {
    needs!("git", "bash");
    let codes = |ran: &[Ran]| ran.iter().map(|run| run.code).collect::<Vec<_>>();
    let repository = branch(SOUND);
    assert_eq!(codes(&run_action(&repository, &[])), [0, 0], "no pages are built unasked");
    assert_eq!(repository.asked_of_cargo(), "install --locked --path /action\n");
    let ran = run_action(&branch(SLIP), &[("out", "sidor")]);
    assert_eq!(codes(&ran), [0, 1]);
    assert!(ran[1].out.starts_with("::error ") && ran[1].out.contains("okänd nyckel ansvrig"), "{}", ran[1].out);
    // A path may have any signs, and the language and the level are those that are asked for.
    let repository = branch(&SOUND.replace("2026", "2025"));
    let wish = [("path", "plans/2026/nämnden/enhet norr"), ("out", "mina sidor"), ("language", "en")];
    let ran = run_action(&repository, &wish);
    assert_eq!(codes(&ran), [0, 0, 0], "{}", ran[2].err);
    assert!(ran[1].out.starts_with("::warning ") && ran[1].out.contains("does not take place"), "{}", ran[1].out);
    assert!(repository.folder.read("mina sidor/index.html").contains("Norr"));
    assert_eq!(codes(&run_action(&branch(&SOUND.replace("2026", "2025")), &[("strict", "true")])), [0, 1]);
}
