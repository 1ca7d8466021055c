//! Whose a row is, and which document it is from: the columns that every table begins with.

use std::sync::Arc;

use crate::diagnostic::Bilingual;
use crate::export::cell::{Cell, Word};
use crate::export::table::{Column, ColumnKind};
use crate::model::{DocumentKind, Tier};

/// Whose a row is.
#[derive(Clone, Debug, Default)]
pub(super) struct Place<'a> {
    /// The year of the plan.
    pub(super) year: Option<i16>,
    /// The municipality or the region.
    pub(super) council: &'a str,
    /// The board or the company.
    pub(super) board: &'a str,
    /// The organisation's own name.
    pub(super) organisation: &'a str,
    /// Its rank.
    pub(super) rank: Option<Tier>,
    /// The kind of document.
    pub(super) kind: Option<DocumentKind>,
    /// The file, from the workspace's folder.
    pub(super) file: Arc<str>,
}

/// The columns that every table begins with.
pub(super) static COLUMNS: &[Column] = &[
    Column {
        id: "year",
        head: Bilingual::fixed("År", "Year"),
        kind: ColumnKind::Year,
        about: Bilingual::fixed("Planens år.", "The year of the plan."),
    },
    Column {
        id: "council",
        head: Bilingual::fixed("Kommun", "Municipality"),
        kind: ColumnKind::Name,
        about: Bilingual::fixed("Kommunen eller regionen.", "The municipality or the region."),
    },
    Column {
        id: "board",
        head: Bilingual::fixed("Nämnd", "Board"),
        kind: ColumnKind::Name,
        about: Bilingual::fixed("Nämnden eller bolaget.", "The board or the company."),
    },
    Column {
        id: "organisation",
        head: Bilingual::fixed("Organisation", "Organisation"),
        kind: ColumnKind::Name,
        about: Bilingual::fixed("Den vars plan eller uppföljning det är.", "Whose plan or follow-up it is."),
    },
    Column {
        id: "rank",
        head: Bilingual::fixed("Slag", "Rank"),
        kind: ColumnKind::Word,
        about: Bilingual::fixed(
            "Vad organisationen är: kommun, region, nämnd, bolag, förvaltning, avdelning, enhet eller grupp.",
            "What the organisation is: municipality, region, board, company, administration, department, unit or group.",
        ),
    },
    Column {
        id: "document",
        head: Bilingual::fixed("Dokument", "Document"),
        kind: ColumnKind::Word,
        about: Bilingual::fixed(
            "Slaget av dokument som raden är hämtad ur.",
            "The kind of document that the row is from.",
        ),
    },
    Column {
        id: "file",
        head: Bilingual::fixed("Fil", "File"),
        kind: ColumnKind::Id,
        about: Bilingual::fixed(
            "Dokumentets fil, räknat från arbetsytans mapp.",
            "The document's file, from the workspace's folder.",
        ),
    },
];

impl Place<'_> {
    /// The values of [`COLUMNS`], in their order.
    pub(super) fn cells<'c>(&'c self, cells: &mut Vec<Cell<'c>>) {
        cells.extend([
            self.year.into(),
            self.council.into(),
            self.board.into(),
            self.organisation.into(),
            self.rank.map(Word::from).into(),
            self.kind.map(Word::from).into(),
            Cell::from(&*self.file),
        ]);
    }

    /// The board or the company; where there is none the organisation.
    pub(super) fn board_or_own(&self) -> &str {
        if self.board.is_empty() { self.organisation } else { self.board }
    }
}
