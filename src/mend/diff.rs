//! Mended files as a unified diff, which `git apply` and `patch -p1` can read.

use similar::TextDiff;

use crate::mend::MendedFile;

/// Unchanged lines around each change.
const AROUND: usize = 3;

/// What was mended in a file.
pub fn write(file: &MendedFile) -> String {
    // A path that leads out of the current folder is shown as it is: a and b in front of it would name another.
    let is_below = !file.shown.starts_with(['/', '.']) && !file.shown.contains(':');
    let name = |side: &str| if is_below { format!("{side}/{}", file.shown) } else { file.shown.clone() };
    let lines = TextDiff::from_lines(&file.before, &file.after);
    lines.unified_diff().context_radius(AROUND).header(&name("a"), &name("b")).to_string()
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::mend::MendedFile;

    #[test]
    fn a_diff_shows_changed_lines_between_their_neighbours() {
        let before = "a\r\nb\r\nc\r\nd\r\nnamm: å\r\nslut";
        let file = MendedFile {
            path: "plan.yaml".into(),
            shown: "plans/plan.yaml".to_owned(),
            before: before.to_owned(),
            after: before.replace("namm", "namn"),
            count: 1,
        };
        let expected = "--- a/plans/plan.yaml\n+++ b/plans/plan.yaml\n@@ -2,5 +2,5 @@\n b\r\n c\r\n d\r\n-namm: å\r\n+namn: å\r\n slut\n\\ No newline at end of file\n";
        assert_eq!(write(&file), expected);
    }
}
