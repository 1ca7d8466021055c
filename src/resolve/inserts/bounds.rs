//! Inserts that would print without end, or too much: texts hold parts whose texts hold parts.

use rustc_hash::FxHashMap;

use super::printed::NoRoom;
use super::{Inserted, MOST_PARTS};
use crate::model::{Prose, ProseId};
use crate::resolve::Resolved;
use crate::source::Sources;
use crate::syntax::prose::{self, Insert};

/// What opens an insert: a text without it has none.
const OPENS: &str = "{{";

/// The inserts of parts that print nothing because of what they lead to, by text and place in it.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Bounds(FxHashMap<(ProseId, usize), NoRoom>);

impl Bounds {
    /// Why an insert of a part prints nothing, where it leads too far.
    pub(super) fn no_room(&self, text: &Prose, insert: &Insert) -> Option<NoRoom> {
        self.0.get(&(text.id(), insert.range.start)).copied()
    }
}

/// A text with inserts of parts.
struct Node {
    document: usize,
    text: ProseId,
    asked: Vec<Asked>,
    /// How many parts it prints.
    size: usize,
}

/// An insert of a part.
struct Asked {
    /// Where it stands in its text.
    start: usize,
    /// The texts that the part prints and that have inserts of their own, by their numbers.
    leads_to: Vec<usize>,
    /// How many parts it prints, with those that are within it.
    size: usize,
    no_room: Option<NoRoom>,
}

impl Resolved {
    /// The inserts of all documents that lead too far; found once, and only where a part is inserted at all.
    pub(super) fn bounds(&self, sources: &Sources) -> &Bounds {
        self.bounds.get_or_init(|| {
            let mut nodes = self.nodes(sources);
            measure(&mut nodes);
            count(&mut nodes);
            let found = nodes.iter().flat_map(|node| node.asked.iter().map(|asked| (node.text, asked)));
            Bounds(found.filter_map(|(text, asked)| Some(((text, asked.start), asked.no_room?))).collect())
        })
    }

    /// Every text with inserts, in the order of the documents and in each in that of its texts.
    fn nodes(&self, sources: &Sources) -> Vec<Node> {
        let heads = self.documents.heads().enumerate();
        let with: Vec<usize> = heads.filter(|(_, head)| head.signs.inserts).map(|(number, _)| number).collect();
        let mut nodes: Vec<Node> = Vec::new();
        self.each(with.iter().copied(), |resolved, document| {
            let texts = resolved.documents[document].prose().into_iter();
            let texts = texts.filter(|text| text.raw(sources).contains(OPENS));
            nodes.extend(texts.map(|text| Node { document, text: text.id(), asked: Vec::new(), size: 0 }));
        });
        let numbers: FxHashMap<ProseId, usize> =
            nodes.iter().enumerate().map(|(number, node)| (node.text, number)).collect();
        self.each(with, |resolved, document| {
            for prose in resolved.documents[document].prose() {
                let Some(number) = numbers.get(&prose.id()) else { continue };
                let text = prose.text(sources);
                let parsed = prose::parse(&text.text);
                for insert in &parsed.inserts {
                    let Ok(Inserted::Part(part)) = resolved.printed_alone(prose, &parsed, insert) else { continue };
                    let texts = resolved.texts_of(&part);
                    let leads_to = texts.iter().filter_map(|text| numbers.get(&text.id()).copied()).collect();
                    let asked = Asked { start: insert.range.start, leads_to, size: 0, no_room: None };
                    nodes[*number].asked.push(asked);
                }
            }
        });
        nodes
    }
}

/// A text on the way down from the one that the search began with.
struct Open {
    node: usize,
    /// The next insert to look at, and the next text that it leads to.
    next: (usize, usize),
    /// The first of the open texts that is led back to.
    back_to: usize,
}

/// Finds the circles and how much each text prints: what it leads to first, and without recursion, as texts can lead
/// to texts for as long as a workspace is.
///
/// Texts that lead to each other are found together, as in Tarjan's search for strongly connected components.
fn measure(nodes: &mut [Node]) {
    const UNSEEN: usize = usize::MAX;
    let (mut seen_as, mut circle_of) = (vec![UNSEEN; nodes.len()], vec![UNSEEN; nodes.len()]);
    let (mut seen, mut circles) = (0, 0);
    let (mut open, mut together): (Vec<Open>, Vec<usize>) = (Vec::new(), Vec::new());
    for first in 0..nodes.len() {
        if seen_as[first] != UNSEEN {
            continue;
        }
        open.push(Open { node: first, next: (0, 0), back_to: seen });
        while let Some(top) = open.last_mut() {
            let node = top.node;
            if seen_as[node] == UNSEEN {
                seen_as[node] = seen;
                top.back_to = seen;
                seen += 1;
                together.push(node);
            }
            let (asked, text) = top.next;
            match nodes[node].asked.get(asked) {
                Some(asked_here) => match asked_here.leads_to.get(text).copied() {
                    None => top.next = (asked + 1, 0),
                    Some(to) => {
                        top.next.1 += 1;
                        if seen_as[to] == UNSEEN {
                            open.push(Open { node: to, next: (0, 0), back_to: seen });
                        } else if circle_of[to] == UNSEEN {
                            top.back_to = top.back_to.min(seen_as[to]);
                        }
                    }
                },
                None => {
                    let back_to = top.back_to;
                    open.pop();
                    if let Some(above) = open.last_mut() {
                        above.back_to = above.back_to.min(back_to);
                    }
                    if back_to == seen_as[node] {
                        // All since this text lead to each other, and all that they lead to besides is measured.
                        let from = together.iter().rposition(|other| *other == node).unwrap_or(0);
                        let circle = together.split_off(from);
                        circle.iter().for_each(|one| circle_of[*one] = circles);
                        circles += 1;
                        circle.into_iter().for_each(|one| size(nodes, one, &circle_of));
                    }
                }
            }
        }
    }
}

/// How much a text prints, when its circle and all that leads out of it are known.
fn size(nodes: &mut [Node], number: usize, circle_of: &[usize]) {
    let mut asked = std::mem::take(&mut nodes[number].asked);
    for one in &mut asked {
        if one.leads_to.iter().any(|to| circle_of[*to] == circle_of[number]) {
            one.no_room = Some(NoRoom::Circular);
            continue;
        }
        let within = one.leads_to.iter().map(|to| nodes[*to].size).fold(1, usize::saturating_add);
        match within > MOST_PARTS {
            true => one.no_room = Some(NoRoom::TooMany),
            false => one.size = within,
        }
    }
    nodes[number].size = asked.iter().map(|one| one.size).fold(0, usize::saturating_add);
    nodes[number].asked = asked;
}

/// Leaves out what is more than a document may insert, in the order of its texts.
fn count(nodes: &mut [Node]) {
    let mut document = None;
    let mut printed = 0;
    for node in nodes {
        if document != Some(node.document) {
            (document, printed) = (Some(node.document), 0);
        }
        for asked in node.asked.iter_mut().filter(|asked| asked.no_room.is_none()) {
            match printed + asked.size > MOST_PARTS {
                true => asked.no_room = Some(NoRoom::TooMany),
                false => printed += asked.size,
            }
        }
    }
}
