//! The organisation whose plan it is, and its place in the municipality.

use super::At;

/// The rank of an organisation, from the municipality down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The municipality: its council decides.
    Municipality,
    /// A board (nämnd).
    Board,
    /// A department (avdelning).
    Department,
    /// A unit (enhet).
    Unit,
    /// A group within a unit (grupp).
    Group,
}

impl Tier {
    /// All ranks, highest first.
    pub const ALL: [Tier; 5] = [Tier::Municipality, Tier::Board, Tier::Department, Tier::Unit, Tier::Group];

    /// The rank in English, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Municipality => "municipality",
            Tier::Board => "board",
            Tier::Department => "department",
            Tier::Unit => "unit",
            Tier::Group => "group",
        }
    }

    /// The key under `organisation`, and the word for `ägare`.
    pub fn key(self) -> &'static str {
        match self {
            Tier::Municipality => "kommun",
            Tier::Board => "nämnd",
            Tier::Department => "avdelning",
            Tier::Unit => "enhet",
            Tier::Group => "grupp",
        }
    }
}

/// An organisation: the names from the municipality down to the deepest one, whose plan this is.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// The names given, highest rank first.
    pub names: Vec<(Tier, At<String>)>,
    /// The administration (förvaltning).
    pub administration: Option<At<String>>,
    /// The head's title.
    pub head: Option<At<String>>,
    /// Earlier names, so that years can be compared across a merger.
    pub formerly: Vec<At<String>>,
}

impl Organisation {
    /// The deepest name given; `None` where the plan names no organisation.
    pub fn own(&self) -> Option<&(Tier, At<String>)> {
        self.names.last()
    }

    /// Its own name, or an empty text.
    pub fn name(&self) -> &str {
        self.own().map_or("", |(_, name)| name.as_str())
    }

    /// Its own rank; an unnamed organisation counts as a unit.
    pub fn tier(&self) -> Tier {
        self.own().map_or(Tier::Unit, |(tier, _)| *tier)
    }

    /// The name at a rank, where given.
    pub fn at(&self, tier: Tier) -> Option<&At<String>> {
        self.names.iter().find(|(rank, _)| *rank == tier).map(|(_, name)| name)
    }
}
