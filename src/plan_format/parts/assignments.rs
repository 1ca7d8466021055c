//! `uppdrag`: in a plan what is to be done, in a follow-up what is answered.

use super::follow_up::by_id;
use crate::model::{Assignment, AssignmentReport, At, Status};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, Synonyms, ValueShape, same_key};

/// The keys of an assignment.
pub static ASSIGNMENT: PartSchema = PartSchema {
    name: "uppdrag",
    about: (
        "Ett uppdrag från fullmäktige, nämnden eller någon annan ovanför. Uppdraget ärvs av den organisation som `ansvarig` nämner; i dess plan får samma id en ny `ansvarig`, som för det vidare.",
        "An assignment from the council, the board or somebody else above. It is inherited by the organisation that `ansvarig` names; in that plan the same id may have a new `ansvarig`, which passes it on.",
    ),
    fields: &[
        Field::new(
            "id",
            ValueShape::Text,
            "Uppdragets id: unikt bland uppdragen i planen och alla planer ovanför. Uppföljningar nämner det.",
            "The assignment's id: unique among the assignments of the plan and all plans above. Follow-ups name it.",
            "u7",
        )
        .default("av nr, annars av titeln", "from nr, else from the title"),
        Field::new("nr", ValueShape::Text, "Numret, som det trycks.", "The number, as it is printed.", "KF 7")
            .instead(&["nummer"]),
        Field::new(
            "titel",
            ValueShape::Text,
            "Vad som ska göras. Behövs inte för ett uppdrag som står i en plan ovanför.",
            "What is to be done. Not needed for an assignment that stands in a plan above.",
            "Pröva sommarskola för barn i familjehem",
        )
        .instead(&["namn", "uppdrag"])
        .default("titeln i planen ovanför", "the title in the plan above"),
        Field::new(
            "beslut",
            ValueShape::Text,
            "Beslutet som gav uppdraget.",
            "The decision that gave the assignment.",
            "KF § 212, 2024-11-20",
        ),
        Field::new(
            "till",
            ValueShape::Texts,
            "Målen som uppdraget hör till (id eller nr).",
            "The goals that the assignment belongs to (id or nr).",
            "[1.1]",
        )
        .default("det hör till hela planen", "it belongs to the whole plan"),
        Field::new(
            "ansvarig",
            ValueShape::Text,
            "Vem som svarar för det: en organisation, som då ärver det, eller en roll eller grupp.",
            "Who answers for it: an organisation, which then inherits it, or a role or a group.",
            "Socialnämnden",
        )
        .default("de som har något av målen i sin plan", "those who have one of the goals in their plan"),
        Field::new(
            "klart",
            ValueShape::Date,
            "Dagen då det ska vara klart.",
            "The day when it is to be done.",
            "2025-10-31",
        )
        .instead(&["klar", "senast", "slut", "klart senast"]),
    ],
};

/// The words for how an assignment stands, in the order of [`Status::ALL`].
pub(super) const STATUS: &[&str] = &["klart", "pågår", "försenat", "ej påbörjat", "utgår"];

/// What the words mean.
pub(super) const STATUS_EXPLAINED: &[(&str, &str)] = &[
    ("Det är klart.", "It is done."),
    ("Det pågår som planerat.", "It goes on as planned."),
    ("Det pågår men blir klart senare än beslutat.", "It goes on but will be done later than decided."),
    ("Det har inte börjat.", "It has not begun."),
    ("Det genomförs inte.", "It will not be done."),
];

/// What people write instead.
pub(super) const STATUS_MEANT: Synonyms = Synonyms {
    same: &[
        ("klar", "klart"),
        ("klara", "klart"),
        ("försenad", "försenat"),
        ("ej påbörjad", "ej påbörjat"),
        ("inte påbörjat", "ej påbörjat"),
        ("opåbörjat", "ej påbörjat"),
    ],
    like: &[
        ("genomfört", "klart"),
        ("genomförd", "klart"),
        ("slutfört", "klart"),
        ("avslutat", "klart"),
        ("besvarat", "klart"),
        ("redovisat", "klart"),
        ("pågående", "pågår"),
        ("påbörjat", "pågår"),
        ("fördröjt", "försenat"),
        ("planerat", "ej påbörjat"),
        ("avbrutet", "utgår"),
        ("struket", "utgår"),
        ("återtaget", "utgår"),
    ],
    others: &[],
};

/// The word for how an assignment stands that is written, in one of its forms.
pub(super) fn status_word(written: &str) -> Option<&'static str> {
    let meant = STATUS_MEANT.same.iter().chain(STATUS_MEANT.like);
    let word = STATUS.iter().find(|word| same_key(word, written));
    word.or_else(|| meant.into_iter().find(|(other, _)| same_key(other, written)).map(|(_, word)| word)).copied()
}

/// What is reported of an assignment.
pub static ASSIGNMENT_REPORT: PartSchema = PartSchema {
    name: "uppdrag i en uppföljning",
    about: (
        "Vad som rapporteras av ett uppdrag som planen trycker. Ett som rapporterats klart eller att det utgår behöver inte rapporteras igen under året.",
        "What is reported of an assignment that the plan prints. One reported as done or dropped need not be reported again that year.",
    ),
    fields: &[
        Field::new("status", ValueShape::Word(STATUS), "Hur det står.", "How it stands.", "klart")
            .instead(&["läge"])
            .explained(STATUS_EXPLAINED)
            .meant(STATUS_MEANT),
        Field::new(
            "svar",
            ValueShape::Prose,
            "Svaret på uppdraget. Ett tomt svar trycks inte.",
            "The answer to the assignment. An empty one is not printed.",
            "Tolv barn gick i sommarskola.",
        )
        .instead(&["analys", "kommentar", "redovisning", "text"]),
        Field::new(
            "ärende",
            ValueShape::Text,
            "Diarienumret för ärendet som svarar på uppdraget.",
            "The reference number of the matter that answers the assignment.",
            "SN 2025/88",
        )
        .instead(&["diarienummer", "dnr"]),
    ],
};

/// Reads the assignments of a plan.
pub fn read(reader: &mut Reader, document: &Fields) -> Vec<Assignment> {
    let nodes = reader.list(document, "uppdrag");
    let assignments = nodes.into_iter().filter_map(|node| {
        let fields = reader.fields(node, &ASSIGNMENT)?;
        let mut written = |key: &str| reader.text(&fields, key).read().filter(|text| !text.value.is_empty());
        let [id, number, title, decision, responsible] = ["id", "nr", "titel", "beslut", "ansvarig"].map(&mut written);
        Some(Assignment {
            span: fields.span,
            id,
            number,
            title,
            decision,
            responsible,
            goals: reader.texts(&fields, "till"),
            due: reader.date(&fields, "klart"),
        })
    });
    assignments.collect()
}

/// Reads what a follow-up reports of assignments.
pub(super) fn read_reports(reader: &mut Reader, document: &Fields) -> Vec<AssignmentReport> {
    let fill = |reader: &mut Reader, fields: &Fields, report: &mut AssignmentReport| {
        let status = reader.word(fields, "status").read();
        report.status = status.map(|word| At::new(Status::ALL[word.value], word.span));
        report.answer = reader.prose_if_written(fields, "svar");
        report.matter = reader.text(fields, "ärende").read().filter(|text| !text.value.is_empty());
    };
    let part = ("uppdrag", &ASSIGNMENT_REPORT);
    by_id::read_each(reader, document, part, AssignmentReport::of, |_| false, fill, |report| &mut report.is_unread)
}
