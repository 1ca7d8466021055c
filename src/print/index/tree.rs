//! The organisations of a year as a tree: the council, its boards, their units, each with its documents.

use serde::Serialize;

use super::IndexEntry;

/// With more organisations in a year those below a board are folded.
const MOST_UNFOLDED: usize = 10;

/// An organisation.
#[derive(Serialize)]
pub(super) struct Node<'v> {
    /// Its name; empty for documents of nobody.
    name: &'v str,
    /// Its documents: the plan, its reports by occasion, contributions.
    documents: Vec<&'v IndexEntry>,
    /// How many organisations with documents there are below it.
    count: usize,
    /// Whether those below it are folded.
    is_folded: bool,
    /// Those below it.
    children: Vec<Node<'v>>,
}

/// The tree of some documents that are sorted by their organisations' names.
pub(super) fn of<'v>(documents: &[&'v IndexEntry]) -> Vec<Node<'v>> {
    let mut roots: Vec<Node> = Vec::new();
    for document in documents {
        insert(&mut roots, &document.names, document);
    }
    let mut roots = simplified(roots);
    let all: usize = roots.iter_mut().map(count).sum();
    let is_alone = roots.len() == 1;
    for root in &mut roots {
        fold(root, all > MOST_UNFOLDED, !is_alone);
    }
    roots
}

fn insert<'v>(nodes: &mut Vec<Node<'v>>, names: &'v [String], document: &'v IndexEntry) {
    let (name, rest) = names.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
    // They come sorted, so that the last is the only one of its name.
    if nodes.last().is_none_or(|last| last.name != name) {
        nodes.push(Node { name, documents: Vec::new(), count: 0, is_folded: false, children: Vec::new() });
    }
    let Some(node) = nodes.last_mut() else { return };
    match rest.is_empty() {
        true => node.documents.push(document),
        false => insert(&mut node.children, rest, document),
    }
}

/// Without those that have no documents and only one organisation below them: a department that is only named.
fn simplified(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    nodes.into_iter().map(simple).collect()
}

fn simple(mut node: Node<'_>) -> Node<'_> {
    node.children = simplified(std::mem::take(&mut node.children));
    match (node.documents.is_empty(), node.children.len()) {
        (true, 1) => node.children.remove(0),
        _ => node,
    }
}

/// How many organisations a node is, with those below it.
fn count(node: &mut Node) -> usize {
    node.count = node.children.iter_mut().map(count).sum();
    node.count + usize::from(!node.documents.is_empty())
}

fn fold(node: &mut Node, is_much: bool, may: bool) {
    node.is_folded = is_much && may && !node.children.is_empty();
    node.children.iter_mut().for_each(|child| fold(child, is_much, true));
}
