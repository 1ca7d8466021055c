//! A follow-up's keys, and what it reports of goals, indicators and activities by their ids.

pub(super) mod by_id;
mod goals;

use std::sync::Arc;

use self::goals::ASSESSMENT;
pub use self::goals::GOAL_REPORT;
use crate::model::{
    ActivityReport, Document, DocumentKind, FollowUp, IndicatorReport, Keys, Outcome, Settings, Status, Steering, Value,
};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, Synonyms, ValueShape};
use crate::plan_format::parts::{assignments, charts, contents, cover, economy_report, organisation};
use crate::source::SourceId;
use crate::syntax::yaml::Kind;

/// The keys of a follow-up, of either kind.
pub static FOLLOW_UP: PartSchema = PartSchema {
    name: "uppföljning",
    about: (
        "Vad som rapporteras av en plan vid ett tillfälle under året: `tertialrapport` vid tillfällena inom året, `verksamhetsberättelse` vid det sista. År och organisation hämtas ur planen.",
        "What is reported of a plan at one occasion of its year: `tertialrapport` at the occasions within the year, `verksamhetsberättelse` at the last. Year and organisation are the plan's.",
    ),
    fields: &[
        Field::new("vp", ValueShape::Version, "Formatets version.", "The format's version.", "1").needed(),
        Field::new(
            "dokument",
            ValueShape::Word(&[DocumentKind::TertialReport.key(), DocumentKind::AnnualReport.key()]),
            "Slaget av dokument.",
            "The kind of document.",
            DocumentKind::TertialReport.key(),
        )
        .needed()
        .explained(&[
            ("En uppföljning vid ett tillfälle inom året.", "A follow-up at an occasion within the year."),
            ("Uppföljningen vid årets sista tillfälle.", "The follow-up at the year's last occasion."),
        ]),
        Field::new(
            "period",
            ValueShape::Occasion,
            "Tillfället som uppföljningen gäller.",
            "The occasion that the follow-up is for.",
            "T1",
        )
        .needed()
        .instead(&["tertial", "tillfälle", "rapporttillfälle"]),
        Field::new(
            "plan",
            ValueShape::Text,
            "Filen med planen som följs upp, räknad från den här filen.",
            "The file of the plan that is followed up, from this file.",
            "plan.yaml",
        )
        .default("plan.yaml bredvid", "plan.yaml beside it"),
        Field::new(
            "för",
            ValueShape::Text,
            "Den roll eller grupp vars del av rapporten filen är. Filer för samma period och plan blir en rapport.",
            "The role or group whose part of the report the file is. Files for one period and plan become one report.",
            "Mottagningsgruppen",
        )
        .default("filen är hela rapporten", "the file is the whole report"),
        Field::new(
            "år",
            ValueShape::Years,
            "Året, för tydlighets skull. Jämförs med planens.",
            "The year, for clarity. Compared with the plan's.",
            "2025",
        )
        .default("planens år", "the plan's year"),
        Field::new(
            "organisation",
            ValueShape::Part(&organisation::ORGANISATION),
            "Vems uppföljning det är, för tydlighets skull. Jämförs med planens organisation, som trycks.",
            "Whose follow-up it is, for clarity. Compared with the plan's organisation, which is printed.",
            "{enhet: Barnenheten}",
        )
        .default("planens organisation", "the plan's organisation"),
        Field::new(
            "försättsblad",
            ValueShape::Part(&cover::COVER),
            "Försättsbladet.",
            "The cover.",
            "{datum: 2025-05-20}",
        ),
        contents::KEY,
        charts::KEY,
        Field::new(
            "sammanfattande_analys",
            ValueShape::Prose,
            "Den sammanfattande analysen, med egna underrubriker.",
            "The summarising analysis, with headings of its own.",
            "{fil: texter/analys-t1.md}",
        )
        .instead(&["analys", "sammanfattning", "inledning", "sammanfattad analys"]),
        Field::new(
            "mål",
            ValueShape::ById(&GOAL_REPORT),
            "Målens bedömning och analys, efter målets id eller nr.",
            "The goals' assessment and analysis, by the goal's id or number.",
            "{\"1.1\": {bedömning: helt}}",
        )
        .instead(&["målbedömning", "måluppfyllelse"]),
        Field::new(
            "indikatorer",
            ValueShape::ById(&INDICATOR_REPORT),
            "Indikatorernas utfall, efter id.",
            "The indicators' outcomes, by id.",
            "{ami: {utfall: 76}}",
        ),
        Field::new(
            "aktiviteter",
            ValueShape::ById(&ACTIVITY_REPORT),
            "Aktiviteternas läge, efter id.",
            "How the activities stand, by id.",
            "{öppna-insatser: {status: pågår}}",
        ),
        Field::new(
            "uppdrag",
            ValueShape::ById(&assignments::ASSIGNMENT_REPORT),
            "Uppdragens läge och svar, efter uppdragets id eller nr.",
            "How the assignments stand and what is answered, by the assignment's id or number.",
            "{u7: {status: klart, svar: Tolv barn gick i sommarskola.}}",
        ),
        Field::new(
            "ekonomi",
            ValueShape::Part(&economy_report::ECONOMY),
            "Ekonomin.",
            "The economy.",
            "{resultaträkning: {…}}",
        ),
        Field::new(
            "systematiskt_kvalitetsarbete",
            ValueShape::Prose,
            "Det systematiska kvalitetsarbetet, med egna underrubriker.",
            "The systematic quality work, with headings of its own.",
            "Två klagomål har kommit in.",
        )
        .instead(&["kvalitetsarbete", "kvalitet", "systematiskt förbättringsarbete"]),
        Field::new(
            "övrigt",
            ValueShape::Prose,
            "Övrigt, med egna underrubriker.",
            "Other matters, with headings of their own.",
            "Enheten arbetar med Agenda 2030.",
        ),
    ],
};

pub(super) const ANALYSIS: Field = Field::new(
    "analys",
    ValueShape::Prose,
    "Analysen. En tom analys trycks inte.",
    "The analysis. An empty one is not printed.",
    "Två möten ställdes in under våren.",
)
.instead(&["kommentar", "kommentarer", "resultatanalys", "uppföljning", "text"]);

const OUTCOME_MEN: Field =
    Field::new("män", ValueShape::Outcome, "Utfallet för män eller pojkar.", "The outcome for men or boys.", "97,62 %");

/// What is reported of an indicator.
pub static INDICATOR_REPORT: PartSchema = PartSchema {
    name: "indikatorer i en uppföljning",
    about: (
        "Vad som rapporteras av en indikator som planen trycker, egen eller ärvd.",
        "What is reported of an indicator that the plan prints, own or inherited.",
    ),
    fields: &[
        Field::new(
            "utfall",
            ValueShape::Outcome,
            "Periodens utfall. `saknas` är ett beslut att inget utfall finns, och vill ha skälet i `analys`.",
            "The period's outcome. `saknas` is a decision that there is none, and needs the reason in `analys`.",
            "98,18 %",
        )
        .instead(&["resultat", "periodens utfall", "värde", "utfall totalt", "totalt", "alla"]),
        Field {
            instead: &["pojkar", "män/pojkar", "killar", "utfall män", "utfall pojkar", "utfall män/pojkar"],
            ..OUTCOME_MEN
        },
        Field::new(
            "kvinnor",
            ValueShape::Outcome,
            "Utfallet för kvinnor eller flickor.",
            "The outcome for women or girls.",
            "98,77 %",
        )
        .instead(&[
            "flickor",
            "kvinnor/flickor",
            "tjejer",
            "utfall kvinnor",
            "utfall flickor",
            "utfall kvinnor/flickor",
        ]),
        Field::new(
            "antal_män",
            ValueShape::Number,
            "Hur många män eller pojkar utfallet bygger på.",
            "How many men or boys the outcome rests on.",
            "41",
        )
        .instead(&["antal pojkar"]),
        Field::new(
            "antal_kvinnor",
            ValueShape::Number,
            "Hur många kvinnor eller flickor utfallet bygger på.",
            "How many women or girls the outcome rests on.",
            "38",
        )
        .instead(&["antal flickor"]),
        Field::new(
            "föregående",
            ValueShape::Outcome,
            "Utfallet vid samma tillfälle året före. Jämförs med förra årets uppföljning.",
            "The outcome at the same occasion of the year before. Compared with last year's follow-up.",
            "100 %",
        )
        .default("ur förra årets uppföljning, annars ur `serie`", "from last year's follow-up, otherwise from `serie`")
        .instead(&["förra året", "föregående år", "utfall föregående år", "utfall förra året", "fjolår"]),
        Field::new(
            "prognos",
            ValueShape::Outcome,
            "Utfallet som väntas för hela året, i en uppföljning inom det.",
            "The outcome that is expected of the whole year, in a follow-up within it.",
            "63",
        )
        .instead(&["prognos helår", "helårsprognos", "årsprognos"]),
        Field {
            default: ("räknas ut av utfall, årsmål och riktning", "computed from outcome, target and direction"),
            ..ASSESSMENT
        },
        ANALYSIS,
        Field::new(
            "namn",
            ValueShape::Text,
            "Indikatorns namn, för den som läser filen. Jämförs med planens, som trycks.",
            "The indicator's name, for those who read the file. Compared with the plan's, which is printed.",
            "Antalet SIP-möten ska öka",
        )
        .default("planens namn", "the plan's name"),
    ],
};

/// The words for how an activity stands, in the order of [`Status::ALL`].
pub(super) const STATUS: &[&str] = &["genomförd", "pågår", "försenad", "ej påbörjad", "avbruten"];

/// What the words mean.
pub(super) const STATUS_EXPLAINED: &[(&str, &str)] = &[
    ("Den är klar.", "It is done."),
    ("Den pågår som planerat.", "It goes on as planned."),
    ("Den pågår men blir klar senare än planerat.", "It goes on but will be done later than planned."),
    ("Den har inte börjat.", "It has not begun."),
    ("Den genomförs inte.", "It will not be done."),
];

/// What people write instead.
pub(super) const STATUS_MEANT: Synonyms = Synonyms {
    same: &[
        ("inte påbörjad", "ej påbörjad"),
        ("icke påbörjad", "ej påbörjad"),
        ("ännu ej påbörjad", "ej påbörjad"),
        ("ännu inte påbörjad", "ej påbörjad"),
        ("opåbörjad", "ej påbörjad"),
        ("ej påbörjat", "ej påbörjad"),
        ("ej påbörjade", "ej påbörjad"),
        ("genomfört", "genomförd"),
        ("genomförda", "genomförd"),
        ("försenat", "försenad"),
        ("försenade", "försenad"),
        ("avbrutet", "avbruten"),
        ("avbrutna", "avbruten"),
    ],
    like: STATUS_LIKE,
    others: &[
        ("genomförbar", "att den går att genomföra", "that it can be carried out"),
        ("genomförbart", "att det går att genomföra", "that it can be carried out"),
        ("återupptagen", "att den har börjat igen", "that it has begun again"),
        ("obruten", "att den inte har avbrutits", "that it has not been cancelled"),
        ("föreslagen", "att någon har föreslagit den", "that somebody has proposed it"),
        ("förberedd", "att den är förberedd men inte påbörjad", "that it is prepared but not begun"),
        ("förlängd", "att den ska hålla på längre", "that it is to go on for longer"),
        ("förändrad", "att den är en annan än i planen", "that it is another than in the plan"),
        ("förenad", "att flera har blivit en", "that several have become one"),
    ],
};

/// Words that stand for one of them.
const STATUS_LIKE: &[(&str, &str)] = &[
    ("genomförs", "pågår"),
    ("klar", "genomförd"),
    ("klart", "genomförd"),
    ("färdig", "genomförd"),
    ("gjord", "genomförd"),
    ("utförd", "genomförd"),
    ("avslutad", "genomförd"),
    ("slutförd", "genomförd"),
    ("uppfylld", "genomförd"),
    ("pågående", "pågår"),
    ("påbörjad", "pågår"),
    ("löpande", "pågår"),
    ("enligt plan", "pågår"),
    ("sen", "försenad"),
    ("fördröjd", "försenad"),
    ("uppskjuten", "försenad"),
    ("senarelagd", "försenad"),
    ("framflyttad", "försenad"),
    ("planerad", "ej påbörjad"),
    ("kommande", "ej påbörjad"),
    ("ej startad", "ej påbörjad"),
    ("inställd", "avbruten"),
    ("struken", "avbruten"),
    ("nedlagd", "avbruten"),
    ("utgår", "avbruten"),
];

/// What is reported of an activity.
pub static ACTIVITY_REPORT: PartSchema = PartSchema {
    name: "aktiviteter i en uppföljning",
    about: (
        "Vad som rapporteras av en aktivitet som planen trycker. En som rapporterats genomförd eller avbruten behöver inte rapporteras igen under året.",
        "What is reported of an activity that the plan prints. One reported as done or cancelled need not be reported again that year.",
    ),
    fields: &[
        Field::new("status", ValueShape::Word(STATUS), "Hur den står.", "How it stands.", "pågår")
            .instead(&["läge"])
            .explained(STATUS_EXPLAINED)
            .meant(STATUS_MEANT),
        Field::new(
            "avvikelse",
            ValueShape::Text,
            "Hur den avviker från planen. Väntas när den är försenad eller avbruten.",
            "How it departs from the plan. Expected where it is late or cancelled.",
            "Rekryteringen drog ut på tiden.",
        )
        .instead(&["orsak", "skäl", "anledning"]),
        ANALYSIS,
        Field::new(
            "namn",
            ValueShape::Text,
            "Aktivitetens namn, för den som läser filen. Jämförs med planens, som trycks.",
            "The activity's name, for those who read the file. Compared with the plan's, which is printed.",
            "Alla medarbetare går stadens utbildning i dataskydd",
        )
        .default("planens namn", "the plan's name"),
    ],
};

/// Reads a follow-up of this kind. Year and organisation are the plan's, which joining fills in.
pub fn read(
    reader: &mut Reader,
    fields: &Fields,
    settings: &Settings,
    source: SourceId,
    kind: DocumentKind,
) -> Document {
    let start = fields.span.at(fields.span.start as usize, fields.span.start as usize);
    let place = fields.entry("dokument").map_or(start, |entry| reader.span(&entry.value));
    let steering = &settings.steering;
    let key = |key: &str| fields.entry(key).map(|entry| entry.key.span(source));
    let is_unread = ["mål", "indikatorer", "aktiviteter", "uppdrag"]
        .into_iter()
        .any(|key| fields.entry(key).is_some_and(|entry| !matches!(entry.value.kind, Kind::Map(_) | Kind::Empty)));
    let mut follow_up = FollowUp {
        period: reader.text(fields, "period").read().filter(|period| !period.value.is_empty()),
        plan: reader.text(fields, "plan").read().filter(|plan| !plan.value.is_empty()),
        part: reader.text(fields, "för").read().filter(|part| !part.value.is_empty()),
        year: reader.years(fields, "år").0.read(),
        organisation: reader.part(fields, "organisation").map(|fields| organisation::read(reader, &fields, steering)),
        kind: place,
        summary: reader.prose_if_written(fields, "sammanfattande_analys"),
        goals: goals::read(reader, fields, steering),
        indicators: read_indicators(reader, fields, steering),
        activities: read_activities(reader, fields),
        assignments: assignments::read_reports(reader, fields),
        keys: Keys {
            goals: key("mål"),
            indicators: key("indikatorer"),
            activities: key("aktiviteter"),
            assignments: key("uppdrag"),
        },
        economy: economy_report::read(reader, fields),
        quality: reader.prose(fields, "systematiskt_kvalitetsarbete"),
        is_unread,
    };
    follow_up.is_unread |= reader.has_lost_parts;
    Document {
        prints: contents::read(reader, fields),
        charts: charts::read(reader, fields),
        cover: reader.part(fields, "försättsblad").map(|fields| cover::read(reader, &fields)),
        other: reader.prose(fields, "övrigt"),
        follow_up: Some(Arc::new(follow_up)),
        ..Document::empty(source, kind, place)
    }
}

fn read_indicators(reader: &mut Reader, document: &Fields, steering: &Steering) -> Vec<IndicatorReport> {
    let fill = |reader: &mut Reader, fields: &Fields, report: &mut IndicatorReport| {
        report.name = reader.text(fields, "namn").read();
        report.outcome = outcome(reader, fields, "utfall");
        report.men = outcome(reader, fields, "män").into();
        report.women = outcome(reader, fields, "kvinnor").into();
        report.men_count = reader.number(fields, "antal_män").into();
        report.women_count = reader.number(fields, "antal_kvinnor").into();
        report.previous = outcome(reader, fields, "föregående").into();
        report.forecast = outcome(reader, fields, "prognos").into();
        report.assessment = goals::assessment(reader, fields, steering, "bedömning");
        report.analysis = reader.prose_if_written(fields, "analys");
    };
    let part = ("indikatorer", &INDICATOR_REPORT);
    by_id::read_each(reader, document, part, IndicatorReport::of, |_| false, fill, |report| &mut report.has_unread_keys)
}

fn read_activities(reader: &mut Reader, document: &Fields) -> Vec<ActivityReport> {
    let fill = |reader: &mut Reader, fields: &Fields, report: &mut ActivityReport| {
        report.name = reader.text(fields, "namn").read();
        report.status = reader.word(fields, "status").map(|word| Status::ALL[word]);
        report.deviation = reader.text(fields, "avvikelse").absent_if(String::is_empty).into();
        report.analysis = reader.prose_if_written(fields, "analys");
    };
    let part = ("aktiviteter", &ACTIVITY_REPORT);
    by_id::read_each(reader, document, part, ActivityReport::of, |_| false, fill, |report| &mut report.has_unread_keys)
}

fn outcome(reader: &mut Reader, fields: &Fields, key: &str) -> Value<Outcome> {
    let Some(entry) = fields.entry(key) else { return Value::Absent };
    let written = reader.figure(&entry.value, key).map(|written| written.trim().to_owned());
    written.absent_if(String::is_empty).map(|written| Outcome::read(&written))
}
