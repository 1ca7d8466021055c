//! `diagram`: charts of figures that stand in the document, which its texts insert with `{{ diagram ID }}`.

use std::collections::HashMap;

use crate::model::{At, ChartKind, OwnChart, OwnSeries};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, Synonyms, ValueShape, folded_key};
use crate::source::Span;
use crate::syntax::yaml::{Kind, Node};

/// The key of a document.
pub const KEY: Field = Field::new(
    "diagram",
    ValueShape::Parts(&CHART),
    "Diagram med egna siffror. Ett diagram trycks där en text infogar det: `{{ diagram ID }}`, i vilket avsnitt som helst.",
    "Charts of figures of their own. A chart is printed where a text inserts it: `{{ diagram ID }}`, in any section.",
    "- {id: nöjdhet, titel: Nöjda barn, enhet: \"%\", kategorier: [2023, 2024], serier: […]}",
)
.default("inget diagram med egna siffror", "no chart of figures of its own")
.instead(&["graf", "grafer", "stapeldiagram", "figurer"]);

/// The kinds as they are written, in the order of [`ChartKind::ALL`].
const KINDS: &[&str] = &["staplar", "liggande", "linje", "andelar"];

/// The keys of a chart.
pub static CHART: PartSchema = PartSchema {
    name: "diagram",
    about: (
        "Ett diagram med egna siffror. Varje serie har ett värde för varje kategori. Siffrorna trycks också som en tabell.",
        "A chart of figures of its own. Each series has a value for each category. The figures are printed as a table too.",
    ),
    fields: &[
        Field::new(
            "id",
            ValueShape::Text,
            "Det som infogningen nämner. Går före en indikator med samma id.",
            "What the insert names. It goes before an indicator with the same id.",
            "nöjdhet",
        )
        .needed()
        .instead(&["namn"]),
        Field::new(
            "titel",
            ValueShape::Text,
            "Vad diagrammet visar. Trycks vid det.",
            "What the chart shows. Printed by it.",
            "Andel barn som är nöjda med stödet",
        )
        .needed()
        .instead(&["rubrik"]),
        Field::new("slag", ValueShape::Word(KINDS), "Hur siffrorna ritas.", "How the figures are drawn.", "linje")
            .default("staplar", "staplar (columns)")
            .explained(&[
                ("Stående staplar, seriernas bredvid varandra.", "Columns, those of the series side by side."),
                (
                    "Liggande staplar, för kategorier med långa namn.",
                    "Bars that lie down, for categories with long names.",
                ),
                ("En linje för varje serie, över tid.", "A line for each series, over time."),
                (
                    "Andelar av en helhet: varje kategori är en stapel på 100 %.",
                    "Shares of a whole: each category is a column of 100 %.",
                ),
            ])
            .meant(Synonyms {
                same: &[
                    ("stapel", "staplar"),
                    ("stående staplar", "staplar"),
                    ("stapeldiagram", "staplar"),
                    ("liggande staplar", "liggande"),
                    ("linjediagram", "linje"),
                    ("linjer", "linje"),
                    ("staplade till 100 %", "andelar"),
                    ("andel", "andelar"),
                ],
                like: &[
                    ("kurva", "linje"),
                    ("trend", "linje"),
                    ("staplade", "andelar"),
                    ("tårta", "andelar"),
                    ("cirkel", "andelar"),
                ],
                others: &[],
            })
            .instead(&["typ", "sort", "diagramtyp"]),
        Field::new("enhet", ValueShape::Text, "Vad siffrorna räknas i.", "What the figures are counted in.", "\"%\"")
            .default("siffrorna är antal", "the figures are bare numbers"),
        Field::new(
            "källa",
            ValueShape::Text,
            "Varifrån siffrorna kommer. Trycks under diagrammet.",
            "Where the figures come from. Printed below the chart.",
            "Enkäten till barnen 2024",
        ),
        Field::new(
            "kategorier",
            ValueShape::Texts,
            "Det som varje serie har ett värde för, i ordning: år, tillfällen, grupper.",
            "What each series has a value for, in order: years, occasions, groups.",
            "[2022, 2023, 2024]",
        )
        .needed()
        .instead(&["kategori", "x-axel", "etiketter"]),
        Field::new(
            "serier",
            ValueShape::Parts(&SERIES),
            "Serierna, i ordning.",
            "The series, in order.",
            "- {namn: Flickor, värden: [71, 74.5, 78]}",
        )
        .needed()
        .instead(&["serie", "data"]),
        Field::new(
            "årsmål",
            ValueShape::Texts,
            "Det som ska nås, ritat som en streckad linje: ett värde för alla kategorier, eller ett för varje.",
            "What is to be reached, drawn as a broken line: one value for all categories, or one for each.",
            "75",
        )
        .default("inget mål ritas", "no target is drawn")
        .instead(&["mål", "målvärde"]),
    ],
};

/// The keys of a series.
pub static SERIES: PartSchema = PartSchema {
    name: "serier",
    about: ("En serie av siffror som ritas på samma sätt.", "A series of figures that are drawn alike."),
    fields: &[
        Field::new("namn", ValueShape::Text, "Vad siffrorna är.", "What the figures are.", "Flickor")
            .needed()
            .instead(&["rubrik", "titel"]),
        Field::new(
            "värden",
            ValueShape::Texts,
            "Ett värde för varje kategori, i deras ordning. Inom hakparenteser skrivs decimaler med punkt: `74.5`. Ett värde som saknas skrivs `saknas`.",
            "A value for each category, in their order. Within brackets decimals are written with a point: `74.5`. A value that is missing is written `saknas`.",
            "[71, 74.5, saknas]",
        )
        .needed()
        .instead(&["värde", "siffror", "utfall"]),
    ],
};

/// Reads the charts of a document.
pub fn read(reader: &mut Reader, document: &Fields) -> Vec<OwnChart> {
    let mut charts: Vec<OwnChart> = Vec::new();
    let mut first: HashMap<String, Span> = HashMap::new();
    for node in reader.list(document, KEY.key) {
        let Some(chart) = read_chart(reader, node) else { continue };
        match first.get(&folded_key(chart.id.as_str())) {
            Some(first) => reader.duplicate(chart.id.span, *first, chart.id.as_str()),
            None => {
                first.insert(folded_key(chart.id.as_str()), chart.id.span);
                charts.push(chart);
            }
        }
    }
    charts
}

fn read_chart(reader: &mut Reader, node: &Node) -> Option<OwnChart> {
    let fields = reader.fields(node, &CHART)?;
    let id = reader.text(&fields, "id").read().filter(|id| !id.value.is_empty());
    let title = reader.text(&fields, "titel").read();
    let kind = reader.word(&fields, "slag").read();
    let unit = reader.text(&fields, "enhet").read();
    let origin = reader.text(&fields, "källa").read();
    let categories = values(reader, &fields, "kategorier");
    let series = reader.list(&fields, "serier");
    let series = series.into_iter().filter_map(|node| read_series(reader, node)).collect();
    let targets = values(reader, &fields, "årsmål");
    Some(OwnChart {
        span: fields.span,
        id: id?,
        title,
        kind: kind.map_or_else(ChartKind::default, |kind| ChartKind::ALL[kind.value]),
        unit,
        origin,
        categories,
        series,
        targets,
    })
}

fn read_series(reader: &mut Reader, node: &Node) -> Option<OwnSeries> {
    let fields = reader.fields(node, &SERIES)?;
    let name = reader.text(&fields, "namn").read();
    let values = values(reader, &fields, "värden");
    Some(OwnSeries { span: fields.span, name: name?, values })
}

/// The values of a list, each at its place: an entry without anything in it is a value that is missing.
fn values(reader: &mut Reader, fields: &Fields, key: &str) -> Vec<At<String>> {
    let Some(entry) = fields.entry(key) else { return Vec::new() };
    let nodes: Vec<&Node> = match &entry.value.kind {
        Kind::List(items) => items.iter().collect(),
        Kind::Empty => return Vec::new(),
        _ => vec![&entry.value],
    };
    let read = |node: &Node| match node.kind {
        Kind::Empty => At::new(String::new(), reader.span(node)),
        _ => {
            let span = reader.span(node);
            let text = reader.scalar(node, key).read();
            text.map_or_else(|| At::new(String::new(), span), |text| At::new(text.value.trim().to_owned(), text.span))
        }
    };
    nodes.into_iter().map(read).collect()
}
