//! Fixed files as a unified diff, which `git apply` and `patch -p1` can read.

use similar::{DiffOp, DiffTag, TextDiff};

use crate::identity;
use crate::lint::fix::FixedFile;

/// Unchanged lines around each change.
const AROUND: usize = 3;

/// What was fixed in a file, as far as it may be shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// The diff; empty where nothing may be shown.
    pub text: String,
    /// How many groups of changes are left out, as personal identity numbers stand in them or around them. Masked they
    /// could not be applied.
    pub left_out: usize,
}

/// What was fixed in a file.
pub fn write(file: &FixedFile) -> Shown {
    let (old, new) = (lines_of(&file.before), lines_of(&file.after));
    let lines = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let words = |op: &DiffOp| -> String {
        lines.iter_changes(op).map(|change| change.to_string_lossy().into_owned()).collect()
    };
    let groups = lines.grouped_ops(AROUND);
    let hidden: Vec<&DiffOp> =
        groups.iter().filter(|group| identity::is_in(&group.iter().map(words).collect::<String>())).flatten().collect();
    if hidden.is_empty() {
        return Shown { text: unified(file, &file.after), left_out: 0 };
    }
    let left_out = groups.iter().filter(|group| group.iter().any(|op| hidden.contains(&op))).count();
    // The text as it would be with the other changes alone, so that their lines are numbered as they are applied.
    let mut after = String::new();
    for op in lines.ops() {
        let is_kept = op.tag() == DiffTag::Equal || !hidden.contains(&op);
        match is_kept {
            true => after.extend(op.new_range().filter_map(|line| lines.new_slice(line))),
            false => after.extend(op.old_range().filter_map(|line| lines.old_slice(line))),
        }
    }
    let text = unified(file, &after);
    // Lines that are put together otherwise may stand near a number after all.
    match identity::is_in(&text) {
        true => Shown { text: String::new(), left_out: groups.len() },
        false => Shown { text, left_out },
    }
}

/// The lines as git and patch count them: a carriage return alone ends none.
fn lines_of(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn unified(file: &FixedFile, after: &str) -> String {
    // A path that leads out of the current folder is shown as it is: a and b in front of it would name another.
    let is_below = !file.shown.starts_with(['/', '.']) && !file.shown.contains(':');
    let name = |side: &str| if is_below { format!("{side}/{}", file.shown) } else { file.shown.clone() };
    let (old, new) = (lines_of(&file.before), lines_of(after));
    let lines = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let mut text = String::new();
    for hunk in lines.unified_diff().context_radius(AROUND).iter_hunks() {
        text.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value();
            text.push_str(&format!("{}{line}", change.tag()));
            // A last line without a line feed has none, be there a carriage return at its end.
            if !line.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    if text.is_empty() { text } else { format!("--- {}\n+++ {}\n{text}", name("a"), name("b")) }
}

#[cfg(test)]
mod tests {
    use super::{Shown, write};
    use crate::lint::fix::FixedFile;

    #[test]
    fn a_diff_shows_changed_lines_between_their_neighbours() {
        let before = "a\r\nb\r\nc\r\nd\r\nnamm: å\r\nslut";
        let file = FixedFile {
            path: "plan.yaml".into(),
            shown: "plans/plan.yaml".to_owned(),
            before: before.to_owned(),
            after: before.replace("namm", "namn"),
            count: 1,
        };
        let expected = "--- a/plans/plan.yaml\n+++ b/plans/plan.yaml\n@@ -2,5 +2,5 @@\n b\r\n c\r\n d\r\n-namm: å\r\n+namn: å\r\n slut\n\\ No newline at end of file\n";
        assert_eq!(write(&file), Shown { text: expected.to_owned(), left_out: 0 });
    }

    /// A patch counts lines by line feeds: that of a file of old Macs is one line.
    #[test]
    fn a_carriage_return_alone_ends_no_line_of_a_patch() {
        let file = FixedFile {
            path: "plan.yaml".into(),
            shown: "plan.yaml".to_owned(),
            before: "a\rnamm: å\rb\n".to_owned(),
            after: "a\rnamn: å\rb\n".to_owned(),
            count: 1,
        };
        let expected = "--- a/plan.yaml\n+++ b/plan.yaml\n@@ -1 +1 @@\n-a\rnamm: å\rb\n+a\rnamn: å\rb\n";
        assert_eq!(write(&file).text, expected);
        let ended = FixedFile { before: "a\rb\r".to_owned(), after: "a\nc\n".to_owned(), ..file };
        let expected =
            "--- a/plan.yaml\n+++ b/plan.yaml\n@@ -1 +1,2 @@\n-a\rb\r\n\\ No newline at end of file\n+a\n+c\n";
        assert_eq!(write(&ended).text, expected);
    }

    #[test]
    fn changes_near_a_personal_identity_number_are_left_out_and_the_rest_can_be_applied() {
        let far = "x\n".repeat(20);
        let before = format!("namm: 1\n{far}namm: 2\na\nEva 121212-1212\n{far}namm: 3\n");
        let after = before.replacen("namm: 2\n", "namn: 2\nb: 1\n", 1).replace("namm", "namn");
        let path = "plan.yaml";
        let file = FixedFile { path: path.into(), shown: path.to_owned(), before: before.clone(), after, count: 3 };
        let shown = write(&file);
        assert_eq!(shown.left_out, 1);
        assert!(!shown.text.contains("1212") && !shown.text.contains("namn: 2"), "{}", shown.text);
        assert!(
            shown.text.contains("-namm: 1\n+namn: 1\n") && shown.text.contains("@@ -42,4 +42,4 @@"),
            "{}",
            shown.text
        );
        let alone =
            FixedFile { before: "Eva 121212-1212\nnamm".to_owned(), after: "Eva 121212-1212\nnamn".to_owned(), ..file };
        assert_eq!(write(&alone), Shown { text: String::new(), left_out: 1 });
    }
}
