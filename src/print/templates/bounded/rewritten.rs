//! A template with a filter wherever it makes texts or lists, and the way from its places to those in the written one.

use std::ops::Range;

use minijinja::machinery::ast::{BinOpKind, CallArg, Expr, Stmt};
use minijinja::machinery::{Token, parse};
use minijinja::syntax::SyntaxConfig;

use super::Tokens;
use super::budget::{MADE, RAW, STORED, TAKEN};

/// A template as it is compiled.
#[derive(Debug, Default)]
pub(in crate::print::templates) struct Rewritten {
    /// Its text. It has the lines of the written one.
    pub(in crate::print::templates) text: String,
    /// What was put in, in order.
    inserted: Vec<Inserted>,
}

#[derive(Debug)]
struct Inserted {
    /// Where it stands in the new text.
    place: Range<usize>,
    /// What it speaks of in the written one.
    about: Range<usize>,
}

impl Rewritten {
    /// The place in the written template that a place in the compiled one is, or is about.
    pub(in crate::print::templates) fn place(&self, compiled: Range<usize>) -> Range<usize> {
        let holds = |inserted: &&Inserted| {
            inserted.place.start <= compiled.start && compiled.end <= inserted.place.end && !compiled.is_empty()
        };
        if let Some(inserted) = self.inserted.iter().find(holds) {
            return inserted.about.clone();
        }
        let written = |at: usize| {
            let before = self.inserted.iter().take_while(|inserted| inserted.place.start < at);
            at - before.map(|inserted| inserted.place.end.min(at) - inserted.place.start).sum::<usize>()
        };
        written(compiled.start)..written(compiled.end)
    }
}

/// What is put in at one place. Of those at one place the kinds stand in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// After something, from the innermost out.
    Close,
    CloseStored,
    Taken,
    OpenStored,
    /// Before something, from the outermost in.
    Open,
    Raw,
}

struct Insert {
    at: usize,
    kind: Kind,
    text: String,
    about: Range<usize>,
}

/// Puts the filters in. A template that cannot be parsed is left as it is: the engine tells why.
pub(in crate::print::templates) fn rewritten(text: &str, tokens: &Tokens, syntax: &SyntaxConfig) -> Rewritten {
    let Ok(tree) = parse(text, "", syntax.clone()) else {
        return Rewritten { text: text.to_owned(), inserted: Vec::new() };
    };
    let mut walk = Walk { tokens, inserts: Vec::new() };
    walk.income_statement(&tree);
    walk.words(text);
    let mut inserts = walk.inserts;
    inserts.sort_by_key(|insert| (insert.at, insert.kind));
    let mut rewritten = Rewritten::default();
    let mut from = 0;
    for Insert { at, text: insert, about, .. } in inserts {
        rewritten.text.push_str(&text[from..at]);
        from = at;
        let start = rewritten.text.len();
        rewritten.text.push_str(&insert);
        rewritten.inserted.push(Inserted { place: start..rewritten.text.len(), about });
    }
    rewritten.text.push_str(&text[from..]);
    rewritten
}

struct Walk<'t> {
    tokens: &'t Tokens<'t>,
    inserts: Vec<Insert>,
}

impl Walk<'_> {
    fn insert(&mut self, at: usize, kind: Kind, text: impl Into<String>, about: &Range<usize>) {
        self.inserts.push(Insert { at, kind, text: text.into(), about: about.clone() });
    }

    /// What stands in words and not in the tree: where filters begin, what is stored in a namespace, and how much text
    /// stands in each part that may be gone through many times.
    fn words(&mut self, text: &str) {
        let mut parts = vec![(0, String::new(), 0)];
        let mut closed = Vec::new();
        let tokens = self.tokens;
        for (at, (token, place)) in tokens.iter().enumerate() {
            match token {
                Token::Pipe => self.insert(place.start, Kind::Taken, format!("|{TAKEN}"), place),
                Token::TemplateData(data) => {
                    if let Some(part) = parts.last_mut() {
                        part.2 += data.len();
                    }
                }
                Token::BlockStart => {
                    let end =
                        at + tokens[at..].iter().take_while(|(token, _)| !matches!(token, Token::BlockEnd)).count();
                    let Some((_, end_place)) = tokens.get(end) else { break };
                    match tokens.get(at + 1).map(|(token, _)| token) {
                        Some(Token::Ident("set")) => self.stored(at, end),
                        Some(Token::Ident("for" | "macro" | "call")) => {
                            // The tag that is put in eats the blanks that this one would have eaten.
                            let control = text[..end_place.end].strip_suffix("%}").and_then(|tag| tag.chars().last());
                            let control = control.filter(|character| "-+".contains(*character)).map(String::from);
                            parts.push((end_place.end, control.unwrap_or_default(), 0));
                        }
                        Some(Token::Ident("endfor" | "endmacro" | "endcall")) if parts.len() > 1 => {
                            closed.extend(parts.pop())
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        for (at, control, length) in closed.into_iter().chain(parts) {
            if length > 0 && (at > 0 || !text.starts_with(['\n', '\r'])) {
                self.insert(at, Kind::Raw, format!("{{% do {RAW}({length}) {control}%}}"), &(at..at));
            }
        }
    }

    /// `{% set name.part = … %}` between two words.
    fn stored(&mut self, start: usize, end: usize) {
        let equals = self.tokens[start..end].iter().position(|(token, _)| matches!(token, Token::Assign));
        let Some(equals) = equals.map(|at| start + at) else { return };
        let is_dotted = self.tokens[start..equals].iter().any(|(token, _)| matches!(token, Token::Dot));
        if is_dotted && equals + 1 < end {
            let about = self.tokens[equals + 1].1.start..self.tokens[end - 1].1.end;
            self.insert(about.start, Kind::OpenStored, "(", &about);
            self.insert(about.end, Kind::CloseStored, format!(")|{STORED}"), &about);
        }
    }

    fn statements(&mut self, statements: &[Stmt]) {
        statements.iter().for_each(|income_statement| self.income_statement(income_statement));
    }

    fn income_statement(&mut self, income_statement: &Stmt) {
        match income_statement {
            Stmt::Template(template) => self.statements(&template.children),
            Stmt::EmitExpr(emit) => self.expression(&emit.expr),
            Stmt::EmitRaw(_) | Stmt::Continue(_) | Stmt::Break(_) | Stmt::Import(_) | Stmt::FromImport(_) => {}
            Stmt::ForLoop(each) => {
                self.expression(&each.iter);
                each.filter_expr.iter().for_each(|filter| self.expression(filter));
                self.statements(&each.body);
                self.statements(&each.else_body);
            }
            Stmt::IfCond(condition) => {
                self.expression(&condition.expr);
                self.statements(&condition.true_body);
                self.statements(&condition.false_body);
            }
            Stmt::WithBlock(with) => {
                with.assignments.iter().for_each(|(_, value)| self.expression(value));
                self.statements(&with.body);
            }
            Stmt::Set(set) => self.expression(&set.expr),
            Stmt::SetBlock(set) => {
                set.filter.iter().for_each(|filter| self.expression(filter));
                self.statements(&set.body);
            }
            Stmt::AutoEscape(escape) => {
                self.expression(&escape.enabled);
                self.statements(&escape.body);
            }
            Stmt::FilterBlock(filter) => {
                self.expression(&filter.filter);
                self.statements(&filter.body);
            }
            Stmt::Block(block) => self.statements(&block.body),
            Stmt::Extends(extends) => self.expression(&extends.name),
            Stmt::Include(include) => self.expression(&include.name),
            Stmt::Macro(declared) => {
                declared.defaults.iter().for_each(|default| self.expression(default));
                self.statements(&declared.body);
            }
            Stmt::CallBlock(call) => {
                self.arguments(&call.call.args);
                call.macro_decl.defaults.iter().for_each(|default| self.expression(default));
                self.statements(&call.macro_decl.body);
            }
            Stmt::Do(call) => self.arguments(&call.call.args),
        }
    }

    fn arguments(&mut self, arguments: &[CallArg]) {
        for argument in arguments {
            match argument {
                CallArg::Pos(value)
                | CallArg::Kwarg(_, value)
                | CallArg::PosSplat(value)
                | CallArg::KwargSplat(value) => self.expression(value),
            }
        }
    }

    /// What makes something gets a filter after it. The beginning of a call or a part is not told by the engine; what they
    /// give is looked at where it is used.
    fn expression(&mut self, expression: &Expr) {
        let about = super::range(expression.span());
        match expression {
            Expr::Var(_) | Expr::Const(_) => {}
            Expr::Slice(slice) => {
                self.expression(&slice.expr);
                [&slice.start, &slice.stop, &slice.step].into_iter().flatten().for_each(|part| self.expression(part));
            }
            Expr::UnaryOp(operation) => self.expression(&operation.expr),
            Expr::BinOp(operation) => {
                let makes =
                    matches!(operation.op, BinOpKind::Add | BinOpKind::Mul | BinOpKind::Concat | BinOpKind::Pow);
                let reads = matches!(
                    operation.op,
                    BinOpKind::Eq
                        | BinOpKind::Ne
                        | BinOpKind::Lt
                        | BinOpKind::Lte
                        | BinOpKind::Gt
                        | BinOpKind::Gte
                        | BinOpKind::In
                );
                if makes {
                    self.insert(about.start, Kind::Open, "(", &about);
                }
                self.expression(&operation.left);
                if reads {
                    self.read(&operation.left, about.end);
                }
                self.expression(&operation.right);
                match (makes, reads) {
                    (true, _) => self.insert(about.end, Kind::Close, format!(")|{MADE}"), &about),
                    (_, true) => self.insert(about.end, Kind::Close, format!(")|{TAKEN}"), &about),
                    _ => {}
                }
            }
            Expr::Compare(compare) => {
                self.expression(&compare.expr);
                compare.ops.iter().for_each(|other| self.expression(&other.expr));
            }
            Expr::IfExpr(choice) => {
                self.expression(&choice.true_expr);
                self.expression(&choice.test_expr);
                choice.false_expr.iter().for_each(|other| self.expression(other));
            }
            Expr::Filter(filter) => {
                filter.expr.iter().for_each(|inner| self.expression(inner));
                self.arguments(&filter.args);
                self.insert(about.end, Kind::Close, format!("|{MADE}"), &about);
            }
            Expr::Test(test) => {
                self.expression(&test.expr);
                self.arguments(&test.args);
            }
            Expr::GetAttr(part) => self.expression(&part.expr),
            Expr::GetItem(part) => {
                self.expression(&part.expr);
                self.expression(&part.subscript_expr);
            }
            Expr::Call(call) => {
                self.expression(&call.expr);
                self.arguments(&call.args);
            }
            Expr::List(list) => self.literal(&about, list.items.iter()),
            Expr::Tuple(tuple) => self.literal(&about, tuple.items.iter()),
            Expr::Map(map) => self.literal(&about, map.keys.iter().chain(&map.values)),
        }
    }

    fn literal<'e>(&mut self, about: &Range<usize>, items: impl Iterator<Item = &'e Expr<'e>>) {
        self.insert(about.start, Kind::Open, "(", about);
        items.for_each(|item| self.expression(item));
        self.insert(about.end, Kind::Close, format!("|{MADE})"), about);
    }

    /// Opens the right side of a comparison, which begins after the sign or word of it; its end is that of the whole.
    fn read(&mut self, left: &Expr, end: usize) {
        let after = left.span().end_offset as usize;
        let from = self.tokens.partition_point(|(_, place)| place.start < after);
        let is_sign = |token: &Token| {
            matches!(
                token,
                Token::Eq | Token::Ne | Token::Lt | Token::Lte | Token::Gt | Token::Gte | Token::Ident("in")
            )
        };
        let character = self.tokens[from..].iter().position(|(token, _)| is_sign(token)).map(|at| from + at);
        let right =
            character.and_then(|character| self.tokens.get(character + 1)).map_or(after, |(_, place)| place.start);
        self.insert(right, Kind::Open, "(", &(right..end));
    }
}
