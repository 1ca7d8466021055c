//! The words of a page in HTML, block by block.

/// What is within a line: no word ends where it begins or ends.
const INLINE: [&str; 9] = ["strong", "em", "wbr", "code", "a", "del", "s", "time", "b"];

/// The texts of the cover, the contents and the body, one for each block, their letters and digits alone.
pub(crate) fn blocks(html: &str) -> Vec<Vec<String>> {
    let begin = html.find("<header class=\"cover\"").expect("a page has a cover");
    let end = html.rfind("</main>").expect("a page has a body");
    let mut rest = &html[begin..end];
    let mut blocks = vec![String::new()];
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        blocks.last_mut().unwrap().push_str(text);
        let close = tag.find('>').unwrap() + 1;
        let name: String = tag[1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        rest = &tag[close..];
        // What is drawn, the numbers of notes, which are counted otherwise on paper, and what is for those who listen alone.
        for left_out in ["svg", "sup", "summary", "caption"] {
            let is_seen = name == "caption" && !tag[..close].contains("visually-hidden");
            if name == left_out && !tag.starts_with("</") && !is_seen {
                let end = format!("</{left_out}>");
                rest = rest.split_once(&end).map_or("", |(_, after)| after);
            }
        }
        if !INLINE.contains(&name.as_str()) {
            blocks.push(String::new());
        }
    }
    let words = |block: &String| -> Vec<String> {
        let words = unescaped(block);
        let words = words.split_whitespace().map(|word| word.chars().filter(|one| one.is_alphanumeric()).collect());
        words.filter(|word: &String| !word.is_empty()).collect()
    };
    blocks.iter().map(words).filter(|words| !words.is_empty()).collect()
}

/// Text with its entities read.
pub(crate) fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, letter);
    }
    text
}
