//! A workspace's own template that is too long, too deep, too slow or makes too much has an error at its place, and costs
//! little before it has it.

use crate::workspace::Workspace;

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: K, nämnd: N, enhet: Enheten}\n";

/// A workspace whose cover is this template.
fn with_cover(template: &str) -> Workspace {
    Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", PLAN), ("templates/html/cover.html.j2", template)])
}

/// What a build says of a cover: VP0112 with these words, at this column of its first line.
#[track_caller]
fn fails(template: &str, words: &str, column: usize) {
    let ran = with_cover(template).vp(["build", "-f", "html", "--lang", "en"]).end().exits(1);
    let start: String = template.chars().take(60).collect();
    assert!(ran.err.contains(&format!("error[VP0112]: {words}")), "{start}: {}", ran.err);
    assert!(ran.err.contains(&format!("templates/html/cover.html.j2:1:{column}\n")), "{start}: {}", ran.err);
}

#[test]
fn deep_templates_are_refused_before_they_are_compiled() {
    let many = |piece: &str| piece.repeat(20_000);
    for (template, column) in [
        (format!("{{{{ {}1 }}}}", many("-")), 1),
        (format!("{{{{ {}1 }}}}", many("not ")), 1),
        (format!("å{{{{ 1{} }}}}", many(" ~ 1")), 2),
        (format!("{{{{ 1{} }}}}", many(" + 1")), 1),
        (format!("{{{{ 1{} }}}}", many(" ** 1")), 1),
        (format!("{{{{ a{} }}}}", many("|first")), 1),
        (format!("{{{{ a{} }}}}", many(".a")), 1),
        (format!("{{{{ a{} }}}}", many("[0]")), 1),
        (format!("{{{{ a{} }}}}", many("()")), 1),
        (format!("{{{{ {}1{} }}}}", many("("), many(")")), 1),
        (format!("{{{{ {}1{} }}}}", many("["), many("]")), 1),
        (format!("{{{{ {}1{} }}}}", many("{1:"), many("}")), 1),
        (format!("{{{{ 1{} }}}}", many(" if 1 else 1")), 1),
        (format!("{{% if 1{} %}}{{% endif %}}", many(" and 1")), 1),
        (format!("{{% set {}a{} = 1 %}}", many("("), many(")")), 1),
    ] {
        fails(&template, "the expression has more than 500 words and symbols", column);
    }
    fails(
        &format!("{{% if 1 %}}{}{{% endif %}}", "{% elif 1 %}".repeat(5_000)),
        "the template has more than 200 elif",
        2414,
    );
    fails(&"x".repeat(300_000), "the template is larger than 256 kB", 1);
    fails("{{ vp__made(1) }}", "the name vp__made is the program's own", 4);
    // Blocks in each other are counted by the engine.
    let nested = format!("{}{}", "{% if 1 %}".repeat(5_000), "{% endif %}".repeat(5_000));
    let ran = with_cover(&nested).vp(["check", "--lang", "en"]).end().exits(1);
    assert!(ran.out.contains("error[VP0112]") && ran.out.contains("recursion"), "{}", ran.out);
}

#[test]
fn what_a_check_refuses_a_build_refuses() {
    let ran = with_cover(&format!("{{{{ {}1 }}}}", "-".repeat(20_000))).vp(["check", "--lang", "en"]).end().exits(1);
    assert!(ran.out.contains("error[VP0112]: the expression has more than"), "{}", ran.out);
}

#[test]
fn a_template_that_goes_on_takes_too_many_steps() {
    let steps = "the template takes too many steps";
    let ran = with_cover(
        "{% macro f(n) %}{% if n > 0 %}{{ f(n-1) }}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(20) }}",
    );
    let ran = ran.vp(["build", "--lang", "en"]).end().exits(1);
    assert!(ran.err.contains(steps) && ran.err.contains("templates/html/cover.html.j2:1:"), "{}", ran.err);
    let ran = with_cover("{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}");
    let ran = ran.vp(["build", "--lang", "en"]).end().exits(1);
    assert!(ran.err.contains(steps), "{}", ran.err);
    let ran =
        with_cover("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}").vp(["build", "--lang", "en"]).end().exits(1);
    assert!(ran.err.contains("error[VP0112]"), "{}", ran.err);
}

#[test]
fn a_template_that_makes_too_much_stops() {
    let much = "the template makes too much text";
    let twice = |body: &str| {
        format!("{{% set ns = namespace(x='aaaaaaaaaa') %}}{{% for i in range(60) %}}{body}{{% endfor %}}")
    };
    for body in [
        "{% set ns.x = ns.x ~ ns.x %}",
        "{% set ns.x = ns.x + ns.x %}",
        "{% set ns.x = ns.x * 2 %}",
        "{% set ns.x = [ns.x, ns.x] | join %}",
        "{% set ns.x = ns.x | replace('a', 'aa') %}",
        "{% set ns.x = '%s%s' | format(ns.x, ns.x) %}",
        "{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = y %}",
        "{% set ns.x = [ns.x, ns.x] %}",
        "{% set ns.x = (ns.x, ns.x) %}",
        "{% set ns.x = {'a': ns.x, 'b': ns.x} %}",
    ] {
        let template = twice(body);
        let ran = with_cover(&template).vp(["build", "-f", "html", "--lang", "en"]).end().exits(1);
        assert!(ran.err.contains(&format!("error[VP0112]: {much}")), "{body}: {}", ran.err);
        assert!(ran.err.contains("templates/html/cover.html.j2:1:"), "{body}: {}", ran.err);
    }
    for template in [
        "{{ 'a' | indent(2000000000, true) }}",
        "{{ range(100000) | list | join('a' * 9000) }}",
        "{{ ('a' * 90000) | replace('a', 'a' * 90000) }}",
        "{{ '%2000000000d' | format(1) }}",
        "{{ [1] | batch(2000000000, 1) | list }}",
        "{{ [1] * 2000000000 }}",
    ] {
        let ran = with_cover(template).vp(["build", "-f", "html", "--lang", "en"]).end().exits(1);
        assert!(ran.err.contains("error[VP0112]"), "{template}: {}", ran.err);
    }
    let deep = "{% set ns = namespace(x=[]) %}{% for i in range(90000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}";
    fails(deep, "lists lie too deep in each other here", 72);
    let itself = "{% set ns = namespace() %}{% set ns.x = ns %}{{ ns }}";
    fails(itself, "lists lie too deep in each other here", 41);
    let long = format!("{{% set x %}}{{% for i in range(99999) %}}{}{{% endfor %}}{{% endset %}}", "x".repeat(20_000));
    let ran = with_cover(&long).vp(["build", "--lang", "en"]).end().exits(1);
    assert!(ran.err.contains(&format!("error[VP0112]: {much}")), "{}", ran.err);
}

/// What is put in to count with changes no page.
#[test]
fn a_template_writes_what_it_is_written_to() {
    for (template, written) in [
        ("{{ 1 ~ 'a' ~ (2 + 3) * 2 }}", "1a10"),
        ("{{ ([1, 2] + [3])[1:] | join(', ') }}", "2, 3"),
        ("{{ [1, 2][0] }}{{ {'a': 5}.a }}{{ (7, 8)[1] }}", "158"),
        ("{{ -2 ** 2 }}|{{ 1 + 2 if 1 == 1 and 'a' in ['a'] else 3 }}", "4|3"),
        ("{{ 2 is in [1, 2] }} {{ x is defined }} {{ x | default('y') }}", "True False y"),
        ("{% set ns = namespace(n=0) %}{% for i in [1, 2, 3] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "6"),
        ("a\n{% for i in [1, 2] %}\n  {{ i }}\n{% endfor %}\nb", "a\n  1\n  2\nb"),
        ("a {% for i in [1, 2] -%}\n  {{ i }}\n{%- endfor %} b", "a 12 b"),
        ("{% macro m(a, b='x') %}<{{ a ~ b }}>{% endmacro %}{{ m(1) }}{{ m(2, b='y' ~ 'z') }}", "<1x><2yz>"),
        ("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}in{% endcall %}", "(in)"),
        ("{% filter upper %}a{{ 'b' ~ 'c' }}{% endfilter %}", "ABC"),
        ("{% set t | upper %}a{% endset %}{{ t }}", "A"),
        ("{{ ['b', 'a'] | sort | map('upper') | join }}", "AB"),
        ("{{ [{'k': 1, 'n': 'a'}, {'k': 2, 'n': 'b'}] | selectattr('k', 'eq', 2) | map(attribute='n') | first }}", "b"),
        ("{% raw %}{{ a | b }}{% endraw %}", "{{ a | b }}"),
        ("{{ not 1 == 2 and not 'b' in 'abc' }}", "False"),
        ("{{ (1 if true else 2) ~ ('<b>' | safe) }}{{ '<' ~ 'x' }}", "1&lt;b&gt;&lt;x"),
    ] {
        let workspace = with_cover(&format!("[[{template}]]"));
        workspace.vp(["build", "-f", "html"]).end().exits(0);
        let page = workspace.read("build/plan.html");
        let found = page.split_once("[[").and_then(|(_, rest)| rest.split_once("]]")).map(|(cover, _)| cover);
        assert_eq!(found, Some(written), "{template}");
    }
}

#[test]
fn places_are_those_of_the_template_as_it_is_written() {
    for (template, words, place) in [
        ("{{ 'a' ~ 'b' ~ saknas }}", "uses a value that does not exist", "'a' ~ 'b' ~ saknas"),
        ("{{ [1, 2] | join('a' ~ 'b') }} {{ 1 ~ saknas }}", "uses a value that does not exist", "1 ~ saknas"),
        ("{{ ('a' ~ 'b') | finns_inte }}", "cannot be used: filter finns_inte is unknown", "finns_inte"),
        ("{{ 'ö' ~ ('a' * 99 ~ 'b' * 999999999) }}", "makes too much text", "'b' * 999999999"),
    ] {
        let ran = with_cover(template).vp(["build", "-f", "html", "--lang", "en"]).end().exits(1);
        let marks = ran
            .err
            .lines()
            .find_map(|line| line.split_once("| ").filter(|(_, marks)| marks.trim_start().starts_with('^')));
        let marks = marks.map_or("", |(_, marks)| marks);
        let start = marks.chars().take_while(|char| *char == ' ').count();
        let marked: String = template.chars().skip(start).take(marks.trim().chars().count()).collect();
        assert!(ran.err.contains(words) && marked == place, "{template}: {marked}: {}", ran.err);
    }
}
