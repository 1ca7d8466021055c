//! Lists in lists: goals with the goals that serve them.

use std::borrow::Cow;

use super::{Destination, Mark};

/// Lists in lists. `L` is where an item leads: in the view a destination, in the layout a place.
#[derive(Clone, Debug)]
pub struct Tree<'a, L = Destination> {
    /// What it is a list of, for those who do not see it.
    pub name: String,
    /// The outermost items.
    pub items: Vec<TreeItem<'a, L>>,
}

/// An item with those under it.
#[derive(Clone, Debug)]
pub struct TreeItem<'a, L = Destination> {
    /// The words before it: whose goal it is, of which level.
    pub label: Option<Cow<'a, str>>,
    /// What it says.
    pub words: Cow<'a, str>,
    /// Where its words lead.
    pub leads_to: Option<L>,
    /// Marks after it.
    pub marks: Vec<Mark<'a>>,
    /// What is counted of those under it, or that there are none.
    pub note: Option<String>,
    /// Whether its note says that something is lacking.
    pub is_gap: bool,
    /// The items under it.
    pub items: Vec<TreeItem<'a, L>>,
    /// What the items under it are called where they are many, and shown only when they are asked for.
    pub folded_as: Option<String>,
}

impl<'a> TreeItem<'a> {
    /// An item of these words alone.
    pub(super) fn plain(words: impl Into<Cow<'a, str>>) -> TreeItem<'a> {
        TreeItem {
            label: None,
            words: words.into(),
            leads_to: None,
            marks: Vec::new(),
            note: None,
            is_gap: false,
            items: Vec::new(),
            folded_as: None,
        }
    }
}

impl<'a, L> Tree<'a, L> {
    /// The same with other destinations. One that leads nowhere is left out.
    pub fn map<M>(self, mut leads: impl FnMut(L) -> Option<M>) -> Tree<'a, M> {
        Tree { name: self.name, items: map_items(self.items, &mut leads) }
    }
}

fn map_items<'a, L, M>(items: Vec<TreeItem<'a, L>>, leads: &mut dyn FnMut(L) -> Option<M>) -> Vec<TreeItem<'a, M>> {
    let item = |item: TreeItem<'a, L>| {
        let TreeItem { label, words, leads_to, marks, note, is_gap, items, folded_as } = item;
        let leads_to = leads_to.and_then(&mut *leads);
        TreeItem { label, words, leads_to, marks, note, is_gap, items: map_items(items, leads), folded_as }
    };
    items.into_iter().map(item).collect()
}
