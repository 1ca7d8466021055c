//! Boards and units, their names and folders.

use super::words::{BOARD_ENDS, BOARD_STARTS, UNITS};

/// A unit of a board. It depends on its number and on how many units a board has, never on how many there are in all.
pub struct Place {
    /// "Björkdalens", which "stadsdelsnämnd" follows.
    pub area: String,
    /// "Barnenheten", with a number where a board has several.
    pub unit: String,
    /// The name of the board's streams of choices.
    pub board_key: String,
    /// The name of the unit's streams of choices.
    pub unit_key: String,
}

impl Place {
    pub fn new(board: usize, unit: usize) -> Place {
        let (round, start) = (board / BOARD_STARTS.len(), board % BOARD_STARTS.len());
        let area = format!("{}{}", BOARD_STARTS[start], BOARD_ENDS[round % BOARD_ENDS.len()]);
        Place {
            area: numbered(area, round / BOARD_ENDS.len(), ""),
            unit: numbered(UNITS[unit % UNITS.len()].to_owned(), unit / UNITS.len(), " "),
            board_key: format!("n{board}"),
            unit_key: format!("n{board}/e{unit}"),
        }
    }

    /// The folder of the board's plan of a year.
    pub fn board_folder(&self, year: u16) -> String {
        format!("plans/{year}/{}", folder(&self.area))
    }

    /// The folder of the unit's plan of a year.
    pub fn unit_folder(&self, year: u16) -> String {
        format!("{}/{}", self.board_folder(year), folder(&self.unit))
    }
}

fn numbered(name: String, earlier: usize, space: &str) -> String {
    match earlier {
        0 => name,
        earlier => format!("{name}{space}{}", earlier + 1),
    }
}

/// The name in small letters that need no care in any file system or address.
pub fn folder(name: &str) -> String {
    name.to_lowercase().replace(['å', 'ä'], "a").replace('ö', "o").replace(' ', "-")
}
