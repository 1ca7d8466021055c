//! What is changed in the copy of a text, and what is not.

use crate::syntax::prose::parse;
use crate::syntax::prose::sample::{Around, markdown};

#[track_caller]
fn becomes(level: u8, text: &str, expected: &str) {
    assert_eq!(markdown(text, level), expected, "{text:?}");
}

#[test]
fn what_needs_no_change_is_kept() {
    for text in [
        "Ett *två* __tre__ \\* &amp; `x`\nfyra  \nfem\\\nsex\n\n* a\n* b\n\n  1) c\n",
        "| a | b |\n|---|:-:|\n| 1 | x \\| y |\n",
        "~~~\n# inte rubrik <b>\n~~~\n",
        "    kod\n",
        "> citat\n> – Namn\n",
        "- [x] gjort\n",
        "[a](b \"c\") <https://d.se> ![e *f*](g)\n",
    ] {
        becomes(3, text, text);
    }
}

#[test]
fn the_ends_are_tidied() {
    becomes(2, "\n \n\n  a \r\nb\r\n\r\n \r\n", "  a \nb\n");
    becomes(2, " \n\n", "");
    becomes(2, "\n    kod", "    kod\n");
}

#[test]
fn headings_are_shifted_and_levels_closed_up() {
    becomes(3, "# A #\n##### B\n## C\n", "### A #\n#### B\n### C\n");
    becomes(3, "A *b*\r\nc\\\nd\n===\ne\n", "### A *b* c d\ne\n");
    becomes(2, "> A\n> b #\n> ---\n> c\n", "> ## A b # #\n> c\n");
    becomes(2, "- # A\n", "- ## A\n");
}

#[test]
fn headings_below_the_sixth_level_are_bold_lines() {
    becomes(7, "a\n## B\nc\n", "a\n\n**B**\n\nc\n");
    becomes(7, "a\n\n## B\n\nc\n", "a\n\n**B**\n\nc\n");
    becomes(7, "## A **b** *c* 2 * 3\\\n", "**A b *c* 2 \\* 3\\\\**\n");
    becomes(7, "> ## A\nb\n", "> **A**\n>\nb\n");
    becomes(7, "- # A\n  b\n", "- **A**\n\n  b\n");
    becomes(7, "a\n\nB\nc\n---\n", "a\n\n**B c**\n");
    becomes(7, "##\n\na\n", "a\n");
}

#[test]
fn pictures_get_the_address_of_the_copy() {
    let moved = |target: &str| target.strip_suffix(".png").map(|name| format!("ny mapp/{name}.png"));
    let text = "![*a* b](c.png \"d\") ![e *f*](g.gif) ![h][i]\n\n[i]: j.png\n";
    let out = Around { picture: moved, ..Around::level(2) }.markdown(&parse(text));
    assert_eq!(out, "![*a* b](<ny mapp/c.png> \"d\") *e f* ![h](<ny mapp/j.png>)\n");
}

#[test]
fn labels_stay_within_their_text() {
    becomes(
        2,
        "[a], [b][a] [c][] [d]\n\n[a]: <x y> 'T'\n[c]: z\n[A]: dubbel\n\ne\n",
        "[a](<x y> \"T\"), [b](<x y> \"T\") [c](z) [d]\n\ne\n",
    );
    becomes(2, "> [a]\n>\n> [a]: x\n\n- [a]: y\n  b\n", "> [a](x)\n>\n\n- \n  b\n");
    let mut around = Around::level(2);
    let mut out = String::new();
    for text in ["a[^1]\n\n[^1]: ett\n", "b[^1]\n\n[^1]: två\n"] {
        out.push_str(&around.markdown(&parse(text)));
        out.push('\n');
    }
    assert_eq!(out, "a[^fotnot]\n\n[^fotnot]: ett\n\nb[^fotnot-1]\n\n[^fotnot-1]: två\n\n");
}

#[test]
fn raw_html_and_script_links_are_left_out() {
    becomes(2, "a <b>c</b> <!-- d -->e<br>f [g *h*](javascript:i) <data:j>\n", "a c e f g *h* data:j\n");
    becomes(2, "a\n\n<div>\nb\n</div>\n\nc\n", "a\n\nc\n");
    becomes(2, "a\n<!-- b -->\nc\n", "a\n\nc\n");
    becomes(2, "- <div>\n\n  a\n", "- a\n");
    becomes(2, "[a][b]\n\n[b]: javascript:c\n", "a\n");
}

#[test]
fn what_meets_where_something_was_left_out_is_no_markup() {
    becomes(2, "<b># a", "\\# a\n");
    becomes(2, "<b>1. a", "1\\. a\n");
    becomes(2, "<b>    a", "a\n");
    becomes(2, "<<b>script>", "\\<script>\n");
    becomes(2, "[a [b](javascript:c)](javascript:d)", "\\[a b\\](javascript:d)\n");
    becomes(2, "a\n<b>\nc", "a\nc\n");
}

#[test]
fn an_open_code_block_is_closed() {
    becomes(2, "````\na\n\n", "````\na\n````\n");
    becomes(2, "```", "```\n```\n");
    becomes(2, "~~~ x\na\n  ~~~\n", "~~~ x\na\n  ~~~\n");
    becomes(2, "- ```\n  a\n", "- ```\n  a\n");
}

#[test]
fn figures_take_the_place_of_their_inserts() {
    becomes(
        2,
        "Det blev {{ tal }}, {{ okänt }} \\{{ tal }} `{{ tal }}`.\n",
        "Det blev \\<12,5\\*\u{a0}%, {{ okänt }} \\{{ tal }} `{{ tal }}`.\n",
    );
    becomes(
        2,
        "{{ nr }}. Ett\n\n- {{ nr }}) två\n\n| a |\n|---|\n| {{ tal }} |\n",
        "1986\\. Ett\n\n- 1986\\) två\n\n| a |\n|---|\n| \\<12,5\\*\u{a0}% |\n",
    );
    becomes(2, "## Om {{ tal }}\n", "## Om {{ tal }}\n");
}

#[test]
fn a_part_takes_the_place_of_its_line() {
    becomes(2, "{{ del }}\n", "DEL\n");
    becomes(2, "a\\\n{{ del }}\n1. b\n", "a\n\nDEL\n\n1. b\n");
    becomes(
        2,
        "a\n\n  {{ del }}  \n{{ del }}\n\nb {{ del }}\n\n- {{ del }}\n",
        "a\n\nDEL\n\nDEL\n\nb {{ del }}\n\n- {{ del }}\n",
    );
}

#[test]
fn what_follows_a_part_becomes_no_definition() {
    becomes(2, "a\n{{ del }}\n[s]: b\n", "a\n\nDEL\n\n\\[s]: b\n");
    becomes(2, "{{ del }}\n[s]: data:x\n+ \n[s]: data:x\na", "DEL\n\n\\[s]: data:x\n+ \n[s]: data:x\na\n");
}

#[test]
fn a_text_that_cannot_be_copied_keeps_its_addresses() {
    // Without the definition the code goes on from the item, and would be a tag.
    becomes(
        2,
        "[a](https://b.se \"c\") ![d](e.png) [f](javascript:g) <https://h.se>\n\n- i\n\n[j]: k\n\n    l <m>\n",
        "a (https://b.se, c) d (e.png) f https://h.se\n\ni\n\nl \\<m\\>\n",
    );
}
