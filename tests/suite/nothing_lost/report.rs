//! Made-up bodies of reports: tables with analyses, groups and sums, marks, assessments.

use std::sync::atomic::{AtomicU32, Ordering};

use vp::model::{DocumentKind, Prose, ProseBody, Status, Target, Tier, Unit};
use vp::print::view::{
    Block, Cell, Column, ColumnKind, Content, Contents, Cover, Heading, HeadingKind, LabelledText, LineKind, Mark,
    MarkKind, Origin, PageKind, Rank, RowKind, Table, TableKind, TableRow, View,
};
use vp::source::Span;

use super::plan::{Maker, Word};
use super::prose;

/// A report's view and its words, which come in another order in Markdown: an analysis stands after its table there.
pub(super) struct Report {
    pub(super) view: View<'static>,
    pub(super) html: Vec<Word>,
    pub(super) markdown: Vec<Word>,
}

/// The kinds of marks, but for those of owners.
const KINDS: [MarkKind; 10] = [
    MarkKind::Outcome(Rank::Best),
    MarkKind::Outcome(Rank::Between),
    MarkKind::Outcome(Rank::Worst),
    MarkKind::NoOutcome,
    MarkKind::Unreported,
    MarkKind::Activity(Status::Done),
    MarkKind::Activity(Status::Ongoing),
    MarkKind::Activity(Status::Late),
    MarkKind::Activity(Status::NotStarted),
    MarkKind::Activity(Status::Cancelled),
];

impl Report {
    /// The report of a row of choices, read from `place`.
    pub(super) fn of(choices: Vec<u16>, place: Span) -> Report {
        let mut maker = Maker::new(choices);
        let mut report = Report { view: view(place, Vec::new()), html: Vec::new(), markdown: Vec::new() };
        for _ in 0..=maker.pick(5) {
            let block = report.block(&mut maker, place);
            report.view.blocks.push(block);
        }
        report
    }

    fn block(&mut self, maker: &mut Maker, place: Span) -> Block<'static> {
        match maker.pick(5) {
            0 => {
                let title = maker.words();
                self.say(maker.said());
                Block::Heading(heading(&title))
            }
            1 => {
                let kind = MarkKind::Assessment([Rank::Best, Rank::Between, Rank::Worst][maker.pick(3)]);
                let words = maker.words().into();
                self.say(maker.said());
                Block::Assessment(Mark { kind, words, assessment: None, count: None })
            }
            2 => {
                let line = line(maker);
                self.say(maker.said());
                Block::Line(line)
            }
            _ => Block::Table(self.table(maker, place)),
        }
    }

    fn table(&mut self, maker: &mut Maker, place: Span) -> Table<'static> {
        let kinds = [TableKind::Indicators, TableKind::Activities, TableKind::Budget, TableKind::IncomeStatement];
        let holds = [ColumnKind::Outcome, ColumnKind::Start, ColumnKind::Deviation, ColumnKind::Net];
        let kind = kinds[maker.pick(4)];
        let caption = maker.words();
        let caption_shown = maker.flip();
        let said = maker.said();
        if caption_shown {
            self.say(said);
        }
        let count = 1 + maker.pick(8);
        let columns: Vec<Column> = (0..count)
            .map(|number| Column {
                label: if maker.flip() { maker.words().into() } else { "".into() },
                kind: if number == 0 { ColumnKind::Name } else { holds[maker.pick(4)] },
            })
            .collect();
        self.say(maker.said());
        let mut later = Vec::new();
        let rows = (0..maker.pick(5)).map(|_| {
            let kind = [RowKind::Plain, RowKind::Plain, RowKind::Group, RowKind::Sum][maker.pick(4)];
            let count = if kind == RowKind::Group { 1 } else { count };
            let mut cells: Vec<Cell> = (0..count).map(|number| self.cell(maker, number == 0)).collect();
            if maker.pick(4) == 1 {
                cells[count - 1].prose = Some(leak(place, &prose::short(maker).join("\n")));
                self.say(maker.said());
            }
            let name: Vec<Word> = cells[0].content.print().split_whitespace().map(word).collect();
            let analysis = maker.flip().then(|| {
                let lines = prose::blocks(maker);
                let said = maker.said();
                self.html.extend(said.clone());
                // The row's name is said again before its analysis.
                later.extend(name.into_iter().chain(said));
                leak(place, &lines.join("\n"))
            });
            TableRow { kind, id: None, cells, analysis }
        });
        let rows = rows.collect();
        let total = maker.flip().then(|| (0..count).map(|number| self.cell(maker, number == 0)).collect());
        self.markdown.extend(later);
        Table { kind, caption, caption_shown, unit: None, columns, rows, total }
    }

    fn cell(&mut self, maker: &mut Maker, is_name: bool) -> Cell<'static> {
        let mut marks = Vec::new();
        for _ in 0..maker.pick(3) {
            let kind = if maker.flip() { MarkKind::Owner(Tier::Unit) } else { KINDS[maker.pick(KINDS.len())] };
            let words = format!("märke{}", maker.number());
            self.html.push(word(&words));
            // A mark of words alone has both brackets at its word, another has a sign between.
            let open = if matches!(kind, MarkKind::Owner(_)) { "[" } else { "" };
            self.markdown.push(word(&format!("{open}{words}]")));
            marks.push(Mark { kind, words: words.into(), assessment: None, count: None });
        }
        let content = match maker.pick(4) {
            _ if is_name => Content::Text(maker.words().into()),
            0 => Content::Empty,
            1 => Content::Text(maker.words().into()),
            _ => {
                let figure = format!("{},25", maker.number());
                maker.expect(&figure);
                Content::Target(Box::leak(Box::new(Target::read(&figure))))
            }
        };
        let lines = (0..maker.pick(3)).map(|_| line(maker)).collect();
        self.say(maker.said());
        Cell { marks, content, lines, prose: None, leads_to: None }
    }

    fn say(&mut self, words: Vec<Word>) {
        self.html.extend(words.clone());
        self.markdown.extend(words);
    }
}

fn word(text: &str) -> Word {
    Word { text: text.to_owned(), is_title: false }
}

fn line(maker: &mut Maker) -> LabelledText<'static> {
    let label = if maker.flip() { maker.words().into() } else { "".into() };
    LabelledText { kind: LineKind::Origin, label, text: maker.words().into() }
}

fn heading(title: &str) -> Heading<'static> {
    let title = title.to_owned().into();
    let (kind, label, number) = (HeadingKind::Part, None, None);
    Heading { level: 2, kind, label, number, title, goal: None, is_own: false, id: None, key: None }
}

fn mark(kind: MarkKind, words: &'static str) -> Mark<'static> {
    Mark { kind, words: words.into(), assessment: None, count: None }
}

/// Lives as long as the test: a view borrows its prose from documents. No two texts are at one place, as in files.
fn leak(place: Span, text: &str) -> &'static Prose {
    static PLACES: AtomicU32 = AtomicU32::new(0);
    let span = Span { end: PLACES.fetch_add(1, Ordering::Relaxed), ..place };
    Box::leak(Box::new(Prose { span, body: ProseBody::Unfolded(text.into()) }))
}

/// A view of these blocks.
fn view(place: Span, blocks: Vec<Block<'static>>) -> View<'static> {
    View {
        origin: Origin::File(place.source),
        title: "Verksamhetsberättelse".to_owned(),
        page_kind: PageKind::Document(DocumentKind::AnnualReport),
        occasion: None,
        kind: "Verksamhetsberättelse".to_owned(),
        year: None,
        organisation: "Enhet".to_owned(),
        cover: Cover::default(),
        contents: Contents::All,
        appendices: Vec::new(),
        blocks: std::iter::once(Block::Heading(heading("Inledning"))).chain(blocks).collect(),
    }
}

/// A small report with everything that a report alone has.
pub(super) fn sample(place: Span) -> View<'static> {
    let text = |words: &'static str| Cell::plain(Content::Text(words.into()));
    let column = |label: &'static str, kind| Column { label: label.into(), kind };
    let marked = |marks: &[(MarkKind, &'static str)], words| Cell {
        marks: marks.iter().map(|(kind, words)| mark(*kind, words)).collect(),
        ..text(words)
    };
    let counted = |outcome, count: &'static str| Cell {
        lines: vec![LabelledText { kind: LineKind::Count(count.len()), label: "Antal".into(), text: count.into() }],
        ..text(outcome)
    };
    let owner = (MarkKind::Owner(Tier::Unit), "Enhet");
    let indicators = Table {
        kind: TableKind::Indicators,
        caption: "Indikatorer".to_owned(),
        caption_shown: false,
        unit: None,
        columns: vec![
            column("Indikator", ColumnKind::Name),
            column("Periodens utfall", ColumnKind::Target),
            column("Utfall män/pojkar", ColumnKind::Target),
        ],
        rows: vec![
            TableRow {
                kind: RowKind::Plain,
                id: None,
                cells: vec![
                    marked(&[(MarkKind::Outcome(Rank::Between), "Nära målet"), owner], "Andel med *plan*"),
                    text("72 %"),
                    counted("70 %", "41"),
                ],
                analysis: Some(leak(place, "Fler har en plan.\n\n- Det beror på <stödet>.")),
            },
            vec![
                marked(&[(MarkKind::NoOutcome, "Inget utfall"), owner], "Andel nöjda"),
                Cell::plain(Content::Empty),
                counted("", "0"),
            ]
            .into(),
        ],
        total: None,
    };
    let row = |kind, name, amount| TableRow {
        kind,
        id: None,
        cells: [text(name)].into_iter().chain((kind != RowKind::Group).then(|| text(amount))).collect(),
        analysis: None,
    };
    let income_statement = Table {
        kind: TableKind::IncomeStatement,
        caption: "Resultaträkning".to_owned(),
        caption_shown: true,
        unit: Some(Unit::Tkr),
        columns: vec![column("", ColumnKind::Name), column("Budget", ColumnKind::Budget)],
        rows: vec![
            row(RowKind::Group, "Intäkter", ""),
            row(RowKind::Plain, "Bidrag", "400"),
            row(RowKind::Sum, "Summa intäkter", "400"),
            row(RowKind::Group, "Kostnader", ""),
            row(RowKind::Plain, "Lokaler", "100"),
        ],
        total: Some(vec![text("Summa netto"), text("-300")]),
    };
    let assessed = mark(MarkKind::Assessment(Rank::Best), "Uppfylls helt");
    view(
        place,
        vec![
            Block::Assessment(assessed),
            Block::Line(LabelledText {
                kind: LineKind::Unit(Unit::Tkr),
                label: "".into(),
                text: "Beloppen anges i tkr".into(),
            }),
            Block::Table(indicators),
            Block::Table(income_statement),
        ],
    )
}

/// The sample in HTML.
pub(super) const HTML: &str = r#"<p class="assessment"><span class="status met">Uppfylls helt</span></p>
<p class="line">Beloppen anges i tkr</p>
<table class="indicators">
<caption class="visually-hidden">Indikatorer</caption>
<thead>
<tr>
<th scope="col" class="name">Indikator</th>
<th scope="col" class="target">Periodens utfall</th>
<th scope="col" class="target">Utfall män/<wbr>pojkar</th>
</tr>
</thead>
<tbody>
<tr>
<th scope="row"><span class="marks"><span class="status near">Nära målet</span> <span class="mark owner-unit">Enhet</span></span> Andel med *plan*</th>
<td class="target" data-label="Periodens utfall">72 %</td>
<td class="target" data-label="Utfall män&#x2f;pojkar"><div>70 %<span class="line">Antal: 41</span></div></td>
</tr>
<tr class="analysis">
<td colspan="3">
<p class="label">Analys</p>
<p>Fler har en plan.</p>
<ul>
<li>Det beror på &lt;stödet&gt;.</li>
</ul>
</td>
</tr>
<tr>
<th scope="row"><span class="marks"><span class="status no-outcome">Inget utfall</span> <span class="mark owner-unit">Enhet</span></span> Andel nöjda</th>
<td class="target" data-label="Periodens utfall"></td>
<td class="target" data-label="Utfall män&#x2f;pojkar"><div><span class="line">Antal: 0</span></div></td>
</tr>
</tbody>
</table>
<table class="statement">
<caption>Resultaträkning</caption>
<thead>
<tr>
<td></td>
<th scope="col" class="amount">Budget</th>
</tr>
</thead>
<tbody>
<tr class="group">
<th scope="rowgroup" colspan="2">Intäkter</th>
</tr>
<tr>
<th scope="row">Bidrag</th>
<td class="amount" data-label="Budget">400</td>
</tr>
<tr class="sum">
<th scope="row">Summa intäkter</th>
<td class="amount" data-label="Budget">400</td>
</tr>
</tbody>
<tbody>
<tr class="group">
<th scope="rowgroup" colspan="2">Kostnader</th>
</tr>
<tr>
<th scope="row">Lokaler</th>
<td class="amount" data-label="Budget">100</td>
</tr>
</tbody>
<tfoot>
<tr>
<th scope="row">Summa netto</th>
<td class="amount" data-label="Budget">-300</td>
</tr>
</tfoot>
</table>
"#;

/// The sample in Markdown.
pub(super) const MARKDOWN: &str = r#"**● Uppfylls helt**

Beloppen anges i tkr

| Indikator | Periodens utfall | Utfall män/pojkar |
| --- | --- | --- |
| [◐ Nära målet] [Enhet] Andel med \*plan\* | 72 % | 70 %<br>Antal: 41 |
| [– Inget utfall] [Enhet] Andel nöjda | | Antal: 0 |

**Analys – Andel med \*plan\***

Fler har en plan.

- Det beror på \<stödet>.

**Resultaträkning**

| | Budget |
| --- | ---: |
| **Intäkter** | |
| Bidrag | 400 |
| **Summa intäkter** | **400** |
| **Kostnader** | |
| Lokaler | 100 |
| **Summa netto** | **-300** |
"#;
