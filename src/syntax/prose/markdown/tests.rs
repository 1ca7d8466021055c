//! How each thing is written, and that nothing becomes something else.

use crate::syntax::prose::parse;
use crate::syntax::prose::sample::{Around, html, markdown};

#[track_caller]
fn becomes(level: u8, text: &str, expected: &str) {
    let written = markdown(text, level);
    assert_eq!(written, expected, "{text:?}");
    assert_eq!(markdown(&written, level), expected, "written again");
}

#[test]
fn there_is_one_way_to_write_each_thing() {
    becomes(
        3,
        "Ett *två* __tre__ \\* &amp; `x`\nfyra  \nfem\\\nsex\n\n* a\n* b\n\n  1) c\n",
        "Ett *två* **tre** * & `x`\nfyra\\\nfem\\\nsex\n\n- a\n\n- b\n\n  1. c\n",
    );
    becomes(3, "| a | b |\n|---|:-:|\n| 1 | x \\| y |\n", "| a | b |\n| ---: | :---: |\n| 1 | x \\| y |\n");
    becomes(3, "~~~ x y\n# inte rubrik <b>\n~~~\n", "```x\n# inte rubrik <b>\n```\n");
    becomes(3, "    kod\n\n      mera\n", "```\nkod\n\n  mera\n```\n");
    becomes(3, "> citat\n> – Namn\n", "> citat\n>\n> – Namn\n");
    becomes(3, "1) a\n1) b\n\n- [x] c\n* d\n", "1. a\n2. b\n\n- [x] c\n\n* d\n");
    becomes(3, "- a\n  - b\n  c\n", "- a\n  - b\n    c\n");
    becomes(3, "- a\n- \n\n---\n***\n", "- a\n-\n\n---\n\n---\n");
    becomes(
        3,
        "[a](b \"c\") <https://d.se> https://e.se f@g.se ![h *i*](j)\n",
        "[a](b \"c\") <https://d.se> https://e.se f@g.se ![h i](j)\n",
    );
    becomes(3, "**_a_** ***b** c* *d*_e_ `` ` ``", "**_a_** ***b** c* *d*_e_ `` ` ``\n");
    // Blanks behind what goes are those of a line's start, and would make code of it.
    becomes(3, "_<b>_    > a", "\\> a\n");
    // A bracket behind the mark of a note, three equal marks of lists on a line, and a word that begins with the fence's sign.
    becomes(3, "a\n\n[^1]: [^1]<b>[r]", "a\n\n[^fotnot]: [^fotnot] [r]\n");
    becomes(3, "- + -", "- * -\n");
    // A break behind which nothing stands is none, and what was before it begins no list.
    becomes(3, "<b>-  \n<b> ", "\\-\n");
    // What reads otherwise than it was is guarded sign by sign, and at last without type faces.
    becomes(3, "_b ![](borta)_ _![](borta)_", "b\n");
    // A list below the words of a quotation is no source of it, and a head of tags alone is none.
    becomes(3, "> a\n>\n> + b", "> a\n>\n> * b\n");
    becomes(3, "a\n\n<b>|<b>\n|-|-|\n", "a\n");
    // The mark of an empty item would underline the words above it, and two codes beside each other would be one.
    becomes(3, "- a\n\n  - <b>\n", "- a\n\n  -\n");
    becomes(3, "`a`<b>`b`", "`a` `b`\n");
    becomes(3, "[^1]![](borta)[s]\n\n[^1]: a", "[^fotnot] [s]\n\n[^fotnot]: a\n");
    becomes(3, "~~~\u{a0}~~`", "~~~ ~~`\n~~~\n");
    // Line ends that are written as characters are blanks, also at the beginning of a line.
    becomes(3, "&#10;> a&#12;b", "\\> a b\n");
    // A line on which nothing but a mark was left goes with it: an empty one would end the paragraph. Blanks that stood
    // before the mark would be a break of their own.
    becomes(3, "**  \n![](javascript:x)\n[s]: data:x\n", "\\*\\*\\\n[s\\]: data:x\n");
}

#[test]
fn words_stand_as_they_are_where_that_is_safe() {
    for text in [
        "[ruta] och [en] till; R&D, 5<6, 2 * 3 * 4, a_b_c, ~5 %, ett ! och (x)[y]\n",
        "C# och #tagg, 2026.5 och 1986) inte\n",
        "Det blev 5*3\n",
    ] {
        becomes(2, text, text);
    }
    for (text, expected) in [
        ("1986\\. a\n\\- b\n\\> c\n\\# d\n1\\. e\n2026. f\n", "1986\\. a\n\\- b\n\\> c\n\\# d\n1\\. e\n2026. f\n"),
        ("a\n\\---\nb\n\\===\n", "a\n\\---\nb\n\\===\n"),
        ("\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`\n", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`\n"),
        ("\\[a\\](b) \\[^c] \\![d](e.png) \\<f> &amp;lt; \\\\\n", "[a\\](b) \\[^c] \\![d](e.png) \\<f> \\&lt; \\\\\n"),
        ("a | b\n\\--- | ---\n", "a | b\n\\--- | ---\n"),
        ("- \\[ ] a\n", "- \\[ ] a\n"),
        ("# a \\#\n", "## a \\#\n"),
    ] {
        becomes(2, text, expected);
    }
}

#[test]
fn the_ends_are_tidied() {
    becomes(2, "\n \n\n  a \r\nb\r\n\r\n \r\n", "a\nb\n");
    becomes(2, " \n\n", "");
    becomes(2, "\n    kod", "```\nkod\n```\n");
}

#[test]
fn headings_are_shifted_and_levels_closed_up() {
    for (text, expected) in [
        ("# A #\n##### B\n## C\n", "### A\n\n#### B\n\n### C\n"),
        ("A *b*\r\nc\\\nd\n===\ne\n", "### A *b* c d\n\ne\n"),
        ("> A\n> b #\n> ---\n> c\n", "> ### A b \\#\n>\n> c\n"),
        ("- # A\n  b\n", "- ### A\n  b\n"),
    ] {
        assert_eq!(markdown(text, 3), expected, "{text:?}");
    }
}

#[test]
fn headings_below_the_sixth_level_are_bold_lines() {
    for (text, expected) in [
        ("a\n## B\nc\n", "a\n\n**B**\n\nc\n"),
        ("## A **b** *c* 2 * 3\\\n", "**A b *c* 2 * 3\\\\**\n"),
        ("> ## A\nb\n", "> **A**\n\nb\n"),
        ("a\n\nB\nc\n---\n", "a\n\n**B c**\n"),
        ("##\n\na\n", "a\n"),
    ] {
        assert_eq!(markdown(text, 7), expected, "{text:?}");
    }
}

#[test]
fn pictures_get_the_address_of_the_copy() {
    let moved = |target: &str| target.strip_suffix(".png").map(|name| format!("ny mapp/{name}.png"));
    let text = "![*a* b](c.png \"d\") ![e *f*](g.gif) ![h][i]\n\n[i]: j.png\n";
    let out = Around { picture: moved, ..Around::level(2) }.markdown(&parse(text));
    assert_eq!(out, "![a b](<ny mapp/c.png> \"d\") *e f* ![h](<ny mapp/j.png>)\n");
}

#[test]
fn labels_stay_within_their_text() {
    becomes(
        2,
        "[a], [b][a] [c][] [d]\n\n[a]: <x y> 'T'\n[c]: z\n[A]: dubbel\n\ne\n",
        "[a](<x y> \"T\"), [b](<x y> \"T\") [c](z) [d]\n\ne\n",
    );
    becomes(2, "> [a]\n>\n> [a]: x\n\n- [a]: y\n  b\n", "> [a](x)\n\n- b\n");
    let mut around = Around::level(2);
    let mut out = String::new();
    for text in ["a[^1]\n\n[^1]: ett\n\n    två\n\nb\n", "c[^1]\n\n[^1]: två\n"] {
        out.push_str(&around.markdown(&parse(text)));
        out.push('\n');
    }
    assert_eq!(out, "a[^fotnot]\n\nb\n\n[^fotnot]: ett\n\n    två\n\nc[^fotnot-1]\n\n[^fotnot-1]: två\n\n");
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
    becomes(2, "[a [b](javascript:c)](javascript:d)", "[a b\\](javascript:d)\n");
    becomes(2, "a\n<b>\nc", "a\nc\n");
    becomes(2, "a<b>**\"b\"**<b>c **<b> d**", "a\"b\"c  d\n");
    becomes(2, "a\n\n[s]: b\n\n    l <m>\n", "a\n\n```\nl <m>\n```\n");
}

#[test]
fn code_ends_where_it_did() {
    becomes(2, "````\n```\na\n\n", "````\n```\na\n\n````\n");
    becomes(2, "```", "```\n```\n");
    becomes(2, "~~~ x\na\n  ~~~\n", "```x\na\n```\n");
    becomes(2, "- ```\n  a\n", "- ```\n  a\n  ```\n");
}

#[test]
fn figures_take_the_place_of_their_inserts() {
    for (text, expected) in [
        ("Det blev {{ tal }}, {{ okänt }} `{{ tal }}`.\n", "Det blev <12,5*\u{a0}%, {{ okänt }} `{{ tal }}`.\n"),
        (
            "{{ nr }}. Ett\n\n- {{ nr }}) två\n\n| a |\n|---|\n| {{ tal }} |\n",
            "1986\\. Ett\n\n- 1986\\) två\n\n| a |\n| --- |\n| <12,5*\u{a0}% |\n",
        ),
        ("## Om {{ tal }}\n", "## Om {{ tal }}\n"),
    ] {
        assert_eq!(markdown(text, 2), expected, "{text:?}");
    }
}

#[test]
fn a_part_takes_the_place_of_its_line() {
    for (text, expected) in [
        ("{{ del }}\n", "DEL\n"),
        ("a\\\n{{ del }}\n1. b\n", "a\n\nDEL\n\n1. b\n"),
        (
            "a\n\n  {{ del }}  \n{{ del }}\n\nb {{ del }}\n\n- {{ del }}\n",
            "a\n\nDEL\n\nDEL\n\nb {{ del }}\n\n- {{ del }}\n",
        ),
        ("a\n{{ del }}\n[s]: b\n", "a\n\nDEL\n\n[s\\]: b\n"),
    ] {
        assert_eq!(markdown(text, 2), expected, "{text:?}");
    }
}

#[test]
fn lines_of_deep_quotations_stand_at_the_left() {
    let text = format!("{}a\nb\n", "> ".repeat(50));
    assert_eq!(markdown(&text, 2), text);
    assert_eq!(html(&markdown(&text, 2), 2), html(&text, 2));
}
