//! How long a document is, counted no further than somebody wants to know.

use super::{Block, Cell, Layout, Table, Text, TreeItem};

impl Layout<'_> {
    /// Whether its blocks have more words than this, roughly: what stands in them, without the marks of a text.
    pub fn has_more_words_than(&self, most: usize) -> bool {
        let mut count = Count { words: 0, most };
        count.blocks(&self.blocks);
        count.is_done()
    }
}

/// The bytes that part words.
const IS_BLANK: [bool; 256] = {
    let mut is_blank = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_blank[byte] = (byte as u8).is_ascii_whitespace();
        byte += 1;
    }
    is_blank
};

struct Count {
    words: usize,
    most: usize,
}

impl Count {
    fn is_done(&self) -> bool {
        self.words > self.most
    }

    fn words(&mut self, text: &str) {
        // A word begins where a blank ends.
        let mut after_blank = true;
        for &byte in text.as_bytes() {
            let is_blank = IS_BLANK[usize::from(byte)];
            self.words += usize::from(after_blank & !is_blank);
            after_blank = is_blank;
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.is_done() {
                return;
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.words(&heading.words),
            Block::Prose(text) => self.text(text),
            Block::Line(line) => {
                self.words(&line.label);
                self.words(&line.text);
            }
            Block::Assessment(mark) => self.words(&mark.words),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.table(&chart.table),
            Block::Tree(tree) => tree.items.iter().for_each(|item| self.item(item)),
            Block::See(see) => self.words(&see.words),
        }
    }

    fn text(&mut self, text: &Text) {
        self.words(&text.parsed().text);
        text.parts.iter().for_each(|part| self.blocks(&part.blocks));
    }

    fn table(&mut self, table: &Table) {
        let cells = table.rows.iter().flat_map(|row| &row.cells).chain(table.total.iter().flatten());
        cells.for_each(|cell| self.cell(cell));
        table.texts().for_each(|text| self.text(text));
    }

    fn cell(&mut self, cell: &Cell) {
        self.words(&cell.content.print());
        cell.marks.iter().for_each(|mark| self.words(&mark.words));
        for line in &cell.lines {
            self.words(&line.label);
            self.words(&line.text);
        }
    }

    fn item(&mut self, item: &TreeItem) {
        self.words(&item.words);
        item.items.iter().for_each(|item| self.item(item));
    }
}
