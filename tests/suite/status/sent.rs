//! `vp status --mail` and `--ics`: what is due, to be sent to those who answer for it, and the days of the occasions.

use crate::workspace::{PLAN, Workspace};

fn workspace() -> Workspace {
    let norr = PLAN
        .replace("namn: Öppna en lots,", "namn: Öppna en lots, ansvarig: Växeln,")
        .replace("titel: Alla får svar", "titel: Alla får svar\n      ansvarig: Enhetschefen");
    let syd = norr.replace("enhet: Norr", "enhet: Syd").replace("ansvarig: Växeln", "ansvarig: växeln");
    Workspace::with([("plans/2026/norr/plan.yaml", norr), ("plans/2026/syd/plan.yaml", syd)])
}

#[test]
fn each_responsible_has_a_letter_with_all_that_is_left_and_the_forms_name() {
    let workspace = workspace();
    workspace.write(
        "plans/2026/norr/t1.yaml",
        "vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer:\n  tid: {utfall: 91 %}\n",
    );
    let run = workspace.run(&["status", "--mail", "--on", "2026-05-04", "--period", "T1", "--lang", "en"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        run.out,
        "To: Enhetschefen
Subject: T1 2026: 1 thing to report

Hello,

This is still to be reported.

Syd, T1 2026, up to and including 2026-04-30
- indicator: Svar i tid
The form: t1-enhetschefen-formulär.html

Open the form in a browser, fill it in, save the answers and send the file back.

------------------------------------------------------------------------

To: Växeln
Subject: T1 2026: 2 things to report

Hello,

This is still to be reported.

Norr, T1 2026, up to and including 2026-04-30
- activity: Öppna en lots
The form: t1-växeln-formulär.html

Syd, T1 2026, up to and including 2026-04-30
- activity: Öppna en lots
The form: t1-växeln-formulär.html

Open the form in a browser, fill it in, save the answers and send the file back.
"
    );
    let one = workspace.run(&["läge", "--mail", "--on", "2026-05-04", "--for", "enhetschefen", "--lang", "sv"]);
    assert!(
        one.out.starts_with("Till: Enhetschefen\nÄmne: T1 2026 och T2 2026: 3 saker att rapportera\n"),
        "{}",
        one.out
    );
    assert!(!one.out.contains("Växeln"), "{}", one.out);
    // The form is called what the letter says.
    let plan = "plans/2026/syd/plan.yaml";
    let form = workspace.run(&["new", "follow-up", "--period", "T1", "--for", "Växeln", "-f", "html", plan]);
    assert!(form.out.starts_with("plans/2026/syd/t1-växeln-formulär.html\n"), "{form:?}");
    let both = workspace.run(&["status", "--mail", "--ics", "--lang", "en"]);
    assert_eq!((both.code, both.out.as_str()), (2, ""), "{both:?}");
}

#[test]
fn the_days_of_the_occasions_are_a_calendar_whose_events_keep_their_names() {
    let workspace = workspace();
    let calendar = |day: &str, path: &str| {
        let run = workspace.run(&["status", path, "--ics", "--on", day, "--lang", "sv"]);
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    let first = calendar("2026-05-04", "plans");
    assert!(first.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{first}");
    assert!(first.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && first.ends_with("END:VCALENDAR\r\n"), "{first}");
    assert_eq!(first.matches("BEGIN:VEVENT").count(), 3);
    for line in [
        "DTSTAMP:20260504T000000Z",
        "DTSTART;VALUE=DATE:20260430",
        "DTEND;VALUE=DATE:20260501",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:T1 2026\\, Staden",
    ] {
        assert!(first.contains(&format!("{line}\r\n")), "{line} is not in {first}");
    }
    let unfolded = first.replace("\r\n ", "");
    assert!(unfolded.contains("Norr: 2 kvar att rapportera\\nSyd: 2 kvar att rapportera"), "{unfolded}");
    let names = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    assert_eq!(names(&first), names(&calendar("2026-09-01", "plans")));
    let one = calendar("2026-05-04", "plans/2026/norr");
    assert!(one.contains("SUMMARY:T1 2026\\, Norr\r\n"), "{one}");
    assert!(names(&one).iter().all(|name| !names(&first).contains(name)), "{one}");
}
