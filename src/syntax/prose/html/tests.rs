//! What each piece of Markdown becomes in a page.

use crate::syntax::prose::sample::html;

#[test]
fn paragraphs_breaks_and_words() {
    let cases = [
        (
            "Ett *två* **tre** ~~fyra~~ `<fem>`\nsex  \nsju \"åtta\" -- ...",
            "<p>Ett <em>två</em> <strong>tre</strong> <del>fyra</del> <code>&lt;fem&gt;</code>\nsex<br>\nsju \"åtta\" -- ...</p>\n",
        ),
        ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
        (
            "```rust\na < b\n```\n\n    c\n",
            "<pre><code class=\"language-rust\">a &lt; b\n</code></pre>\n<pre><code>c\n</code></pre>\n",
        ),
        ("a\n\n***\n", "<p>a</p>\n<hr>\n"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(html(text, 2), expected, "{text}");
    }
}

#[test]
fn headings_stand_under_the_section() {
    assert_eq!(
        html("# Ett *a*\n#### Två\n## Ett a\n", 3),
        "<h3 id=\"ett-a\">Ett <em>a</em></h3>\n<h4 id=\"två\">Två</h4>\n<h3 id=\"ett-a-1\">Ett a</h3>\n"
    );
    assert_eq!(html("## A\n### B\n", 6), "<h6 id=\"a\">A</h6>\n<h6 class=\"heading\" id=\"b\">B</h6>\n");
}

#[test]
fn lists_keep_their_numbers_and_ticks() {
    assert_eq!(
        html("3. a\n4. b\n   - c\n", 2),
        "<ol start=\"3\">\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n"
    );
    let tick = |character, words| {
        format!("<span aria-hidden=\"true\">{character}</span><span class=\"visually-hidden\">{words}</span>")
    };
    assert_eq!(
        html("- [x] a\n- [ ] b\n", 2),
        format!(
            "<ul>\n<li class=\"task\">{} a</li>\n<li class=\"task\">{} b</li>\n</ul>\n",
            tick('☑', "Gjort"),
            tick('☐', "Inte gjort")
        )
    );
    assert!(html("- [x] a\n\n- b\n", 2).starts_with("<ul>\n<li class=\"task\">\n<p><span"));
}

#[test]
fn figures_stand_to_the_right() {
    let page = html(
        "| Namn | Antal | Tel | A |\n|---|---|---|:-:|\n| a | 1 234,5 | 08-12 | 1 |\n| b | −3 % | 1 | |\n| c | – | 2024-01-01 | x |\n",
        2,
    );
    assert_eq!(
        page,
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Tabell\">\n<table>\n<caption class=\"visually-hidden\">Tabell</caption>\n<thead>\n\
         <tr><th scope=\"col\">Namn</th><th scope=\"col\" class=\"right\">Antal</th><th scope=\"col\">Tel</th>\
         <th scope=\"col\" class=\"center\">A</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>a</td><td class=\"right\">1 234,5</td><td>08-12</td><td class=\"center\">1</td></tr>\n\
         <tr><td>b</td><td class=\"right\">−3 %</td><td>1</td><td class=\"center\"></td></tr>\n\
         <tr><td>c</td><td class=\"right\">–</td><td>2024-01-01</td><td class=\"center\">x</td></tr>\n\
         </tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn an_empty_head_is_left_out_and_an_empty_cell_heads_nothing() {
    let page = html("| | |\n|-|-|\n| a | b |\n", 2);
    assert!(page.contains("</caption>\n<tbody>\n<tr><td>a</td><td>b</td></tr>\n</tbody>\n</table>"), "{page}");
    assert!(html("| | a |\n|-|-|\n", 2).contains("<tr><td></td><th scope=\"col\">a</th></tr>\n</thead>\n</table>"));
    assert_eq!(html("| | |\n|-|-|\n", 2), "");
}

#[test]
fn the_source_of_a_quotation_is_its_last_line_with_a_dash() {
    let cases = [
        ("> a\n> b\n> – C\n", "<blockquote>\n<p>a\nb</p>\n<p class=\"source\">– C</p>\n</blockquote>\n"),
        ("> a\n>\n> — C *d*\n", "<blockquote>\n<p>a</p>\n<p class=\"source\">— C <em>d</em></p>\n</blockquote>\n"),
        ("> a  \n> - C\n", "<blockquote>\n<p>a</p>\n<p class=\"source\">– C</p>\n</blockquote>\n"),
        ("> – a\n", "<blockquote>\n<p>– a</p>\n</blockquote>\n"),
        ("> - a\n", "<blockquote>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>\n"),
        ("> a\n> - b\n> - c\n", "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</blockquote>\n"),
        ("> a – b\n> c\n", "<blockquote>\n<p>a – b\nc</p>\n</blockquote>\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(html(text, 2), expected, "{text}");
    }
}

#[test]
fn pictures_are_figures_where_they_stand_alone() {
    let cases = [
        ("![Ett \"träd\"](a b.png \"T\")", ""),
        (
            "![Ett \"träd\"](<a b.png> \"T\")",
            "<figure><img src=\"a%20b.png\" alt=\"Ett &quot;träd&quot;\" title=\"T\"></figure>\n",
        ),
        ("x ![y](z.png)", "<p>x <img src=\"z.png\" alt=\"y\"></p>\n"),
        ("![y](borta.png)", "<p><em>y</em></p>\n"),
        ("x ![y <b>](borta.png)", "<p>x <em>y</em></p>\n"),
        ("![y](javascript:x)", "<p><em>y</em></p>\n"),
        ("![](borta.png)", ""),
    ];
    for (text, expected) in cases.iter().skip(1) {
        assert_eq!(html(text, 2), *expected, "{text}");
    }
    assert_eq!(html(cases[0].0, 2), "<p>![Ett \"träd\"](a b.png \"T\")</p>\n");
}

#[test]
fn links_keep_their_address_unless_it_is_a_script() {
    let cases = [
        ("[a](https://x.se/?b=1&c=å \"d\")", "<p><a href=\"https://x.se/?b=1&amp;c=å\" title=\"d\">a</a></p>\n"),
        ("[a](JavaScript:alert(1)) b", "<p>a b</p>\n"),
        ("[a](java&#115;cript:b)", "<p>a</p>\n"),
        (
            "<a@b.se> <https://c.se> <vbscript:d>",
            "<p><a href=\"mailto:a@b.se\">a@b.se</a> <a href=\"https://c.se\">https://c.se</a> vbscript:d</p>\n",
        ),
        ("[<https://c.se>](d)", "<p><a href=\"d\">https://c.se</a></p>\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(html(text, 2), expected, "{text}");
    }
}

#[test]
fn raw_html_is_left_out_and_words_do_not_meet() {
    assert_eq!(html("a <b>c</b><br>d <!-- e -->\n\n<div>\nf\n</div>\n\ng\n\n<i></i>", 2), "<p>a c d </p>\n<p>g</p>\n");
}

#[test]
fn notes_come_last_with_ids_of_their_own() {
    assert_eq!(
        html("a[^x] b[^Y] c[^x]\n\n[^y]: två\n\n[^x]: ett\n\n    mer\n\n[^z]: tre\n", 2),
        "<p>a<sup><a id=\"fotnotsmarkering\" href=\"#fotnot\" role=\"doc-noteref\">1</a></sup> \
         b<sup><a id=\"fotnotsmarkering-1\" href=\"#fotnot-1\" role=\"doc-noteref\">2</a></sup> \
         c<sup><a href=\"#fotnot\" role=\"doc-noteref\">1</a></sup></p>\n\
         <div class=\"footnote\" role=\"doc-footnote\" id=\"fotnot\">\n\
         <p><sup><a href=\"#fotnotsmarkering\" role=\"doc-backlink\">1</a></sup> ett</p>\n<p>mer</p>\n</div>\n\
         <div class=\"footnote\" role=\"doc-footnote\" id=\"fotnot-1\">\n\
         <p><sup><a href=\"#fotnotsmarkering-1\" role=\"doc-backlink\">2</a></sup> två</p>\n</div>\n\
         <div class=\"footnote\" role=\"doc-footnote\" id=\"fotnot-2\">\n<p><sup>3</sup> tre</p>\n</div>\n"
    );
}

#[test]
fn figures_take_the_place_of_their_inserts() {
    assert_eq!(
        html("Det blev {{ tal }}, {{ a_okänt_ }} \\{{ tal }} `{{ tal }}`.\n", 2),
        "<p>Det blev &lt;12,5*\u{a0}%, {{ a_okänt_ }} {{ tal }} <code>{{ tal }}</code>.</p>\n"
    );
}

/// A footnote may be written after a text that stands below it in the file.
#[test]
fn figures_stand_in_footnotes_too() {
    for text in ["a[^1]\n\n[^1]: {{ nr }} b\n\nc {{ nr }} d\n", "[^1]: {{ nr }} b\n\na[^1] c {{ nr }} d\n"] {
        let page = html(text, 2);
        let all = ["1986 b", "c 1986 d"].iter().all(|words| page.contains(words));
        assert!(all && !page.contains("{{"), "{page}");
    }
}

#[test]
fn a_part_parts_the_lines_around_it() {
    assert_eq!(html("{{ del }}\n", 2), "<p>DEL</p>\n");
    assert_eq!(html("a\\\n{{ del }}\n*b*\n{{ okänt }}\n", 2), "<p>a</p>\n<p>DEL</p>\n<p><em>b</em>\n{{ okänt }}</p>\n");
    assert_eq!(html("{{ del }}\n{{ del }}\nc {{ del }}\n", 2), "<p>DEL</p>\n<p>DEL</p>\n<p>c {{ del }}</p>\n");
}

#[test]
fn figures_in_notes_are_printed_though_notes_come_last() {
    let page = html("[^1]: Not {{ tal }}, {{ nr }}.\n\nText {{ nr }}[^1] och _{{ tal }}_.\n", 2);
    assert!(page.contains("Text 1986<sup>") && page.contains("Not &lt;12,5*\u{a0}%, 1986."), "{page}");
}
