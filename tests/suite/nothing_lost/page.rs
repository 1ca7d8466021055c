//! A page as its reader sees it: its words without markup.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::Words;

/// Elements within a line, which do not part words.
const INLINE: [&str; 10] = ["a", "b", "code", "del", "em", "i", "s", "strong", "sup", "wbr"];
/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "link", "meta", "wbr"];

/// The words of a text: what blanks set apart, without the signs at its ends that are layout alone. A no-break space
/// parts no words.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text = text.replace('\u{a0}', "_");
    let words = text.split_whitespace().map(|word| word.trim_end_matches(':'));
    words.filter(|word| word.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// The words of an HTML page. The body begins with `<main`.
pub(crate) fn of_html(html: &str) -> Words {
    let (front, body) = html.split_once("<main").expect("the page has a main element");
    let (body, _) = body.split_once("</main>").expect("the main element ends");
    let (_, front) = front.split_once("<body").expect("the page has a body");
    // The ways to other pages are no words of this one.
    let own = match front.split_once("<nav class=\"ways\"") {
        Some((before, after)) => before.to_owned() + after.split_once("</nav>").map_or("", |(_, after)| after),
        None => front.to_owned(),
    };
    Words { front: words(&strip(&own)), body: words(&strip(body)) }
}

/// The text of HTML: tags within a line are nothing, others are blanks.
fn strip(html: &str) -> String {
    let (_, html) = html.split_once('>').expect("the first tag ends");
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(&decode(before));
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or("");
        // A table's name that nobody sees repeats the heading that it stands under.
        if name == "caption" && tag.contains("hidden") {
            (_, rest) = after.split_once("</caption>").unwrap_or((after, ""));
            text.push(' ');
            continue;
        }
        // What is drawn stands in the table beside it; what something is folded behind is of no format but this.
        if let Some(end) = [("svg", "</svg>"), ("summary", "</summary>")].iter().find(|(of, _)| *of == name)
            && !tag.starts_with('/')
        {
            (_, rest) = after.split_once(end.1).unwrap_or((after, ""));
            text.push(' ');
            continue;
        }
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        rest = after;
    }
    text + &decode(rest)
}

fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let (entity, after) = after.split_once(';').unwrap_or_else(|| panic!("a bare & in {text}"));
        let number = entity.strip_prefix("#x").map(|digits| u32::from_str_radix(digits, 16));
        let number = number.or_else(|| entity.strip_prefix('#').map(str::parse));
        decoded.push(match (entity, number) {
            ("amp", _) => '&',
            ("lt", _) => '<',
            ("gt", _) => '>',
            ("quot", _) => '"',
            ("nbsp", _) => '\u{a0}',
            (_, Some(Ok(number))) => char::from_u32(number).expect("a number of a sign"),
            _ => panic!("an unknown entity {entity} in {text}"),
        });
        rest = after;
    }
    decoded + rest
}

/// The words of a Markdown page. The body begins with the heading after the contents, and after the appendices where
/// there are any.
pub(crate) fn of_markdown(markdown: &str) -> Words {
    let heading = |line: &str, title: &str| line.strip_prefix("## ") == Some(title);
    let mut is_past_contents = false;
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let words = line.trim_end();
        if heading(words, "Innehållsförteckning") {
            is_past_contents = true;
        } else if is_past_contents && words.trim_start_matches('\\').starts_with("## ") && !heading(words, "Bilagor") {
            break;
        }
        at += line.len();
    }
    let (front, body) = markdown.split_at(at);
    Words { front: words(&read(front)), body: words(&read(body)) }
}

/// The words of a document as data, in the order in which a page prints them. The body is the key of that name.
pub(crate) fn of_json(document: &Value) -> Words {
    let words_of = |key: &str| document["words"][key].as_str().unwrap_or_default();
    let mut front = String::new();
    let mut say = |text: &str| front.extend([text, " "]);
    let cover = &document["cover"];
    items(&cover["names"]).iter().for_each(|name| say(string(&name["name"])));
    for (number, officer) in items(&cover["officers"]).iter().enumerate() {
        say(if number == 0 { words_of("officers") } else { "" });
        say(string(&officer["name"]));
        say(if officer["telephone"].is_null() { "" } else { words_of("telephone") });
        say(string(&officer["telephone"]));
        say(string(&officer["email"]));
    }
    for key in ["appendix", "reference", "date", "to"] {
        say(if cover[key].is_null() { "" } else { words_of(key) });
        say(string(&cover[key]));
    }
    say(string(&cover["decision"]["text"]));
    say(string(&document["title"]));
    if !cover["proposal"].is_null() {
        say(words_of("proposal"));
        let mut text = String::new();
        in_prose(&cover["proposal"]["prose"], document, &mut text);
        say(&text);
    }
    say(string(&document["organisation"]));
    say(string(&cover["head"]));
    for key in ["address", "telephones", "emails"] {
        items(&cover[key]).iter().for_each(|line| say(string(line)));
    }
    say(string(&cover["web"]));
    say(words_of("contents"));
    for line in items(&document["contents"]["lines"]) {
        ["label", "number", "title"].iter().for_each(|key| say(string(&line[*key])));
    }
    say(if document["appendices"].is_null() { "" } else { words_of("appendices") });
    for line in items(&document["appendices"]["lines"]) {
        ["label", "title"].iter().for_each(|key| say(string(&line[*key])));
    }
    let mut body = String::new();
    in_blocks(&document["body"], document, &mut body);
    Words { front: words(&front), body: words(&body) }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn in_blocks(blocks: &Value, document: &Value, out: &mut String) {
    for block in items(blocks) {
        match string(&block["type"]) {
            "heading" => ["label", "number", "title"].iter().for_each(|key| out.extend([string(&block[*key]), " "])),
            "prose" => in_prose(&block["prose"], document, out),
            "line" => in_line(block, out),
            "assessment" => out.push_str(string(&block["mark"]["text"])),
            "see" => out.extend([string(&document["words"]["see"]), " ", string(&block["text"])]),
            "table" => in_table(block, document, out),
            "chart" => {
                out.extend([string(&block["title"]), " "]);
                in_table(&block["table"], document, out);
            }
            "tree" => in_tree(&block["items"], out),
            other => panic!("a block of the type {other}"),
        }
        out.push(' ');
    }
}

fn in_tree(list: &Value, out: &mut String) {
    for item in items(list) {
        ["label", "text"].iter().for_each(|key| out.extend([string(&item[*key]), " "]));
        items(&item["marks"]).iter().for_each(|mark| out.extend([string(&mark["text"]), " "]));
        out.extend([string(&item["note"]), " "]);
        in_tree(&item["items"], out);
    }
}

fn in_line(line: &Value, out: &mut String) {
    out.extend([string(&line["label"]), " ", string(&line["text"]), " "]);
}

fn in_table(table: &Value, document: &Value, out: &mut String) {
    out.push_str(if table["caption_shown"] == true { string(&table["caption"]) } else { "" });
    out.push(' ');
    items(&table["columns"]).iter().for_each(|column| out.extend([string(&column["label"]), " "]));
    let total = [serde_json::json!({"cells": table["total"]})];
    for row in items(&table["rows"]).iter().chain(&total) {
        for cell in items(&row["cells"]) {
            items(&cell["marks"]).iter().for_each(|mark| out.extend([string(&mark["text"]), " "]));
            out.extend([string(&cell["value"]["text"]), " "]);
            items(&cell["lines"]).iter().for_each(|line| in_line(line, out));
            in_prose(&cell["prose"], document, out);
            out.push(' ');
        }
        if row.get("analysis").is_some_and(|analysis| !analysis.is_null()) {
            let mut text = String::new();
            in_prose(&row["analysis"], document, &mut text);
            out.extend([if text.is_empty() { "" } else { string(&document["words"]["analysis"]) }, " ", &text, " "]);
        }
    }
}

fn in_prose(prose: &Value, document: &Value, out: &mut String) {
    in_prose_blocks(&prose["blocks"], document, out);
    for note in items(&prose["footnotes"]) {
        out.extend([&note["number"].to_string(), " "]);
        in_prose_blocks(&note["blocks"], document, out);
    }
}

fn in_prose_blocks(blocks: &Value, document: &Value, out: &mut String) {
    for block in items(blocks) {
        match string(&block["type"]) {
            "paragraph" | "heading" | "quote_source" => in_content(&block["content"], out),
            "list" => {
                for item in items(&block["items"]) {
                    if let Some(done) = item["done"].as_bool() {
                        let key = if done { "done" } else { "not_done" };
                        out.extend([string(&document["words"][key]), " "]);
                    }
                    in_prose_blocks(&item["blocks"], document, out);
                }
            }
            "quote" => in_prose_blocks(&block["blocks"], document, out),
            "code" => out.push_str(string(&block["text"])),
            "table" => {
                for row in std::iter::once(&block["head"]).chain(items(&block["rows"])) {
                    for cell in items(row) {
                        in_content(&cell["content"], out);
                        out.push(' ');
                    }
                }
            }
            "picture" => in_content(&Value::Array(vec![block.clone()]), out),
            "insert" => in_blocks(&block["blocks"], document, out),
            "rule" => {}
            other => panic!("a block of a text of the type {other}"),
        }
        out.push(' ');
    }
}

fn in_content(content: &Value, out: &mut String) {
    for words in items(content) {
        match string(&words["type"]) {
            "text" | "code" => out.push_str(string(&words["text"])),
            "insert" => out.push_str(string(&words["value"]["text"])),
            "footnote" => out.push_str(&words["number"].to_string()),
            "line_break" => out.push(' '),
            // What is seen is not read; in the place of one that was not found stand its words.
            "picture" if words["file"].is_null() => out.push_str(string(&words["alt"])),
            "picture" => out.push(' '),
            _ => in_content(&words["content"], out),
        }
    }
}

/// The text of Markdown as another program reads it.
fn read(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => text.push(' '),
        }
    }
    text
}

/// Whether every tag is closed in its turn, every id is given once, and every link within the page leads somewhere.
pub(crate) fn check_html(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: HashSet<String> = HashSet::new();
    let mut links: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").ok_or("the page has no document type")?;
    while let Some((text, after)) = rest.split_once('<') {
        if open.last() != Some(&"style") && text.contains('>') {
            return Err(format!("a bare > in {text}"));
        }
        let (tag, after) = after.split_once('>').ok_or_else(|| format!("a tag without end: {after}"))?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            if last != Some(name) {
                return Err(format!("</{name}> ends {last:?}"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(format!("<{name}> is not an element"));
        }
        for (name, value) in read_attributes(attributes)? {
            match name {
                "id" if !ids.insert(value.clone()) => return Err(format!("the id {value} is given twice")),
                "href" => links.extend(value.strip_prefix('#').map(str::to_owned)),
                "aria-labelledby" | "aria-describedby" => links.extend(value.split(' ').map(str::to_owned)),
                _ => {}
            }
        }
        if !VOID.contains(&name) && !attributes.ends_with('/') {
            open.push(name);
        }
    }
    if !open.is_empty() {
        return Err(format!("{open:?} stay open"));
    }
    let lost = links.iter().find(|link| !ids.contains(*link) && !ids.contains(&percent_decoded(link)));
    lost.map_or(Ok(()), |link| Err(format!("the link {link} leads nowhere")))
}

fn read_attributes(text: &str) -> Result<Vec<(&str, String)>, String> {
    let mut attributes = Vec::new();
    // A shape of a drawing ends itself.
    let mut rest = text.trim().trim_end_matches('/').trim_end();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once("=\"") else {
            // An attribute without a value, such as `disabled`.
            return match rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
                true => Ok(attributes),
                false => Err(format!("an attribute without quotation marks: {rest}")),
            };
        };
        let (value, after) = after.split_once('"').ok_or_else(|| format!("a quotation without end: {rest}"))?;
        let name = name.rsplit(' ').next().unwrap_or(name);
        attributes.push((name, decode(value)));
        rest = after.trim_start();
    }
    Ok(attributes)
}

fn percent_decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        let digits: Option<u8> = (byte == b'%')
            .then(|| rest.by_ref().take(2).map(char::from).collect::<String>())
            .and_then(|digits| u8::from_str_radix(&digits, 16).ok());
        bytes.push(digits.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
