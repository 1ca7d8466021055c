//! The pages on the status: what they show runs, and they name every key and word of the JSON.

use crate::page::Page;
use crate::sample::Sample;
use crate::workspace::{Workspace, read};

/// A status with everything that one can have.
fn sample() -> Sample {
    use vp::model::{Status as Stands, Tier};
    use vp::resolve::{GoalRef, Thing};
    use vp::status::*;
    let day = jiff::civil::date(2025, 4, 30);
    let words = || "ord".to_owned();
    let due = DueKind::ALL.map(|sort| Due {
        sort,
        place: DuePlace::Thing(Thing::Goal(GoalRef { document: 0, goal: 0 })),
        id: words(),
        name: words(),
        is_reported: false,
    });
    let by = vec![Responsible { name: Some(words()), due: due.to_vec() }];
    let occasions = [State::NotYet, State::Open, State::UnderWay, State::Complete].map(|state| OccasionStatus {
        key: words(),
        date: day,
        state,
        days_past: Some(1),
        is_next: false,
        files: vec![words()],
        below: Some(Share { of: 1, all: 2 }),
        by: by.clone(),
    });
    // Neither what is done nor what is cancelled is ever past its end.
    let ended = [Stands::Ongoing, Stands::Late, Stands::NotStarted].map(|status| Ended {
        sort: DueKind::Activity,
        id: words(),
        name: words(),
        responsible: Some(words()),
        end: day,
        last: Some(LastKnown { status, occasion: words(), path: words() }),
    });
    let tiers = Tier::ALL;
    let reasons = [Why::Unreadable, Why::AboveUnreadable, Why::NoYear, Why::NoPlan, Why::NoPeriod];
    // A new one has to be named above and in docs/.
    match State::Open {
        State::NotYet | State::Open | State::UnderWay | State::Complete => {}
    }
    match Why::NoYear {
        Why::Unreadable | Why::AboveUnreadable | Why::NoYear | Why::NoPlan | Why::NoPeriod => {}
    }
    match Stands::Late {
        Stands::Ongoing | Stands::Late | Stands::NotStarted | Stands::Done | Stands::Cancelled => {}
    }
    match Tier::Unit {
        Tier::Municipality
        | Tier::Region
        | Tier::Board
        | Tier::Company
        | Tier::Administration
        | Tier::Department
        | Tier::Unit
        | Tier::Group => {}
    }
    let plan = PlanStatus {
        year: 2025,
        organisation: tiers.map(|tier| (tier, words())).to_vec(),
        path: words(),
        is_followed_up: true,
        is_set_aside: false,
        occasions: occasions.to_vec(),
        ended: ended.to_vec(),
    };
    let notes = reasons.map(|why| Note { path: words(), why }).to_vec();
    let status = Status { today: day, plans: vec![plan], notes };
    let mut sample = Sample::default();
    let json = serde_json::from_str(&json::write(&status)).unwrap();
    sample.add_json(&json, &["state", "kind", "rank", "status", "reason"]);
    sample
}

#[test]
fn the_pages_on_the_status_work_and_are_complete() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = sample().names();
    assert!(names.len() > 40, "{names:?}");
    for page in ["lagesrapport.md", "status.md"] {
        let text = read(&root.join("docs").join(page));
        Page::new(page, &text).run_in(&Workspace::new());
        let missing: Vec<_> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not name {missing:?}");
    }
}
