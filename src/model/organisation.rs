//! The organisation whose plan it is, and its place in the municipality.

use serde::{Deserialize, Serialize};

use super::At;

/// The rank of an organisation, from the municipality or region down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tier {
    /// The municipality: its council decides.
    Municipality,
    /// The region: its council decides.
    Region,
    /// A board (nämnd).
    Board,
    /// A company that the municipality or region owns (bolag).
    Company,
    /// The administration of a board (förvaltning).
    Administration,
    /// A department (avdelning).
    Department,
    /// A unit (enhet).
    Unit,
    /// A group within a unit (grupp).
    Group,
}

impl Tier {
    /// All ranks, highest first.
    pub const ALL: [Tier; 8] = [
        Tier::Municipality,
        Tier::Region,
        Tier::Board,
        Tier::Company,
        Tier::Administration,
        Tier::Department,
        Tier::Unit,
        Tier::Group,
    ];

    /// The ranks whose names tell organisations below them apart.
    pub const GOVERNING: [Tier; 4] = [Tier::Municipality, Tier::Region, Tier::Board, Tier::Company];

    /// Whether a council decides.
    pub fn is_council(self) -> bool {
        matches!(self, Tier::Municipality | Tier::Region)
    }

    /// The rank in English, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Municipality => "municipality",
            Tier::Region => "region",
            Tier::Board => "board",
            Tier::Company => "company",
            Tier::Administration => "administration",
            Tier::Department => "department",
            Tier::Unit => "unit",
            Tier::Group => "group",
        }
    }

    /// The key under `organisation`, and the word for `ägare`.
    pub const fn key(self) -> &'static str {
        match self {
            Tier::Municipality => "kommun",
            Tier::Region => "region",
            Tier::Board => "nämnd",
            Tier::Company => "bolag",
            Tier::Administration => "förvaltning",
            Tier::Department => "avdelning",
            Tier::Unit => "enhet",
            Tier::Group => "grupp",
        }
    }
}

/// An organisation: the names from the municipality down to the deepest one, whose plan this is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Organisation {
    /// The names given, highest rank first.
    pub names: Vec<(Tier, At<String>)>,
    /// The administration (förvaltning), where it is named beside a board whose plan it is and not a rank of its own.
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

    /// The administration that is named, whose plan it may be or not.
    pub fn named_administration(&self) -> Option<&At<String>> {
        self.administration.as_ref().or_else(|| self.at(Tier::Administration))
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
