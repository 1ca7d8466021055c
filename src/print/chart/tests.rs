//! What a drawing shows, where its words stand, and how well it can be seen.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::axis::Axis;
use super::measure;
use super::shapes::{LABEL_GROUND, LABEL_INK, Picture, Shape, Side, WIDTH};
use super::{Break, Drawing, Role, Series, ink, spark};
use crate::model::ChartKind;

fn values(written: &str) -> Vec<Option<Decimal>> {
    written.split(' ').map(|value| value.parse().ok()).collect()
}

/// A drawing: categories, and series with their values, `–` where there is none.
fn drawing(
    kind: ChartKind,
    unit: &str,
    categories: &[&str],
    series: &[(&'static str, Role, &str)],
) -> Drawing<'static> {
    Drawing {
        kind,
        title: Cow::Borrowed("Titel"),
        unit: unit.to_owned(),
        categories: categories.iter().map(|&category| category.to_owned()).collect(),
        series: series
            .iter()
            .map(|&(name, role, written)| Series { name: Cow::Borrowed(name), role, values: values(written) })
            .collect(),
        breaks: Vec::new(),
    }
}

/// How bright a colour is, as WCAG counts it.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour has six digits")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_colour_stands_out_from_a_white_a_tinted_and_a_dark_page() {
    for colour in ink::COLOURS.iter().chain([&ink::TARGET]) {
        for page in ["#ffffff", "#f3f5f7", "#24282e", "#1b1b1b", "#000000"] {
            let found = contrast(colour, page);
            assert!(found >= 3.0, "{colour} on {page}: {found:.2}");
        }
    }
    assert!(contrast(LABEL_INK, LABEL_GROUND) >= 4.5);
    assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01, "the formula is WCAG's");
}

#[test]
fn no_two_series_differ_by_colour_alone() {
    for kind in [ChartKind::Columns, ChartKind::Lines] {
        let looks: Vec<String> = (0..7)
            .map(|look| match kind {
                ChartKind::Lines => format!("{} {:?}", ink::dashes(look), ink::point(look)),
                _ => ink::pattern(look).to_owned(),
            })
            .collect();
        for (number, look) in looks.iter().enumerate() {
            assert!(!looks[..number].contains(look), "{kind:?}: {look} is there twice");
        }
    }
}

/// Drawings that ask for much: nothing at all, one value, far too many, too large, too long.
fn hard() -> Vec<Drawing<'static>> {
    let years: Vec<String> = (1920..2020).map(|year| year.to_string()).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let hundred = (0..100).map(|number| (number * 7 % 31).to_string()).collect::<Vec<_>>().join(" ");
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let sentence = "En serie med ett mycket långt namn som inte får plats på en rad och därför fortsätter på nästa och på en till och sedan inte längre";
    let mut all = Vec::new();
    for kind in ChartKind::ALL {
        let own = |values: &str| {
            drawing(kind, "kr", &["A", "B", "C"], &[("Ett", Role::Own, values), ("Två", Role::Own, "1 2 3")])
        };
        all.extend([
            drawing(kind, "", &[], &[]),
            drawing(kind, "", &["2024"], &[]),
            drawing(kind, "%", &["2024"], &[("Utfall", Role::Outcome, "7")]),
            drawing(kind, "%", &["2024"], &[("Utfall", Role::Outcome, "0")]),
            drawing(
                kind,
                "kr",
                &["2023", "2024"],
                &[("Utfall", Role::Outcome, "– –"), ("Årsmål", Role::Target, "5 –")],
            ),
            own("-3 4 -5"),
            own("-3 -4 -5"),
            own("79228162514264337593543950335 -79228162514264337593543950335 1"),
            own("0.0000000000000000000000000001 0.0000000000000000000000000002 0"),
            own("1000000000000.5 1000000000001.5 1000000000002"),
            own("1"),
            own("1 2 3 4 5 6"),
            drawing(
                kind,
                "kg CO2 per kg livsmedel som serveras i kommunens alla förskolor, skolor och äldreboenden",
                &[long, sentence],
                &[(long_name(), Role::Own, "3 4"), ("<b>&\"'\u{0}", Role::Own, "5 6")],
            ),
            drawing(kind, "dagar", &years, &[("Utfall", Role::Outcome, &hundred), ("Årsmål", Role::Target, &hundred)]),
            drawing(kind, "", &years.iter().map(|_| sentence).collect::<Vec<_>>(), &[("Utfall", Role::Own, &hundred)]),
        ]);
    }
    for drawing in &mut all {
        drawing.breaks.push(Break { before: 1, words: Cow::Borrowed("Nytt mått") });
        drawing.breaks.push(Break { before: 500, words: Cow::Borrowed("Ny enhet") });
    }
    all
}

fn long_name() -> &'static str {
    "En serie med ett mycket långt namn som inte får plats på en rad och därför fortsätter på nästa rad och på en till"
}

#[test]
fn what_is_drawn_stays_within_the_drawing() {
    for drawing in hard() {
        let picture = drawing.picture();
        let inside = |x: i64, y: i64| (-60..=WIDTH + 60).contains(&x) && (0..=picture.height).contains(&y);
        for shape in &picture.shapes {
            let is_inside = match shape {
                Shape::Column { place: (x, y, width, height), .. } => {
                    *width >= 0 && *height >= 0 && inside(*x, *y) && inside(x + width, y + height)
                }
                Shape::Line { parts, .. } => parts.iter().flatten().all(|(x, y)| inside(*x, *y)),
                Shape::Mark { at: (x, y), .. } | Shape::Label { at: (x, y), .. } => inside(*x, *y),
                Shape::Words { at: (x, y), side, words } => {
                    let width = measure::width(words);
                    let from = match side {
                        Side::Start => *x,
                        Side::Middle => x - width / 2,
                        Side::End => x - width,
                    };
                    inside(from, *y) && inside(from + width, *y)
                }
            };
            assert!(is_inside, "{shape:?} is outside of {drawing:?}");
        }
    }
}

#[test]
fn every_drawing_is_sound_and_says_what_it_shows() {
    for drawing in hard() {
        let svg = drawing.svg("d\"1");
        let tree = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        let root = tree.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let named = root.attribute("aria-labelledby").expect("it has a name").split(' ').map(str::to_owned);
        let ids: Vec<&str> = tree.descendants().filter_map(|node| node.attribute("id")).collect();
        assert!(named.clone().all(|name| ids.contains(&name.as_str())), "{svg}");
        let of = |name: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
        assert_eq!(of("title").and_then(|title| title.text()), Some("Titel"));
        let has_values = drawing
            .series
            .iter()
            .any(|series| series.values.iter().take(drawing.categories.len()).any(Option::is_some));
        let description = of("desc").and_then(|node| node.text()).unwrap_or_default();
        assert_eq!(
            has_values,
            drawing.series.iter().any(|series| {
                let name: String = series.name.chars().filter(|character| !character.is_control()).collect();
                description.contains(&format!("{name}: "))
            }),
            "{description}"
        );
        // What stands for itself refers to nothing outside of itself, and has no style that only a page knows.
        for attribute in tree.descendants().flat_map(|node| node.attributes()) {
            let value = attribute.value();
            assert!(!value.contains("var(") && !value.contains("http") && attribute.name() != "style", "{value}");
            if let Some(id) = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')) {
                assert!(ids.contains(&id), "{id} is not there");
            }
        }
    }
}

#[test]
fn lines_across_are_even_and_hold_all_values() {
    let ticks = |written: &str, has_columns: bool| {
        let axis = Axis::of(values(written).into_iter().flatten(), has_columns);
        axis.ticks().into_iter().map(|tick| axis.print(tick, "")).collect::<Vec<_>>().join(" ").replace('\u{a0}', "_")
    };
    for (written, has_columns, expected) in [
        ("3 7.5", true, "0 2 4 6 8"),
        ("71 74.5 78", true, "0 20 40 60 80"),
        // A line that is far from nothing shows how it moves, and does not stand on the foot.
        ("71 74.5 78", false, "70 72 74 76 78"),
        ("70 74 78", false, "68 70 72 74 76 78"),
        ("-4 8.25", true, "−5,0 −2,5 0,0 2,5 5,0 7,5 10,0"),
        ("0.02 0.05", true, "0,00 0,01 0,02 0,03 0,04 0,05"),
        ("7", false, "0 5 10 15"),
        ("0", true, "0,0 0,2 0,4 0,6 0,8 1,0"),
        ("-3 -5", true, "−5 −4 −3 −2 −1 0"),
        ("120000 480000", true, "0 100_000 200_000 300_000 400_000 500_000"),
    ] {
        assert_eq!(ticks(written, has_columns), expected, "{written}");
    }
}

fn lines_of(picture: &Picture) -> Vec<usize> {
    let line = |shape: &Shape| match shape {
        Shape::Line { parts, stroke: super::shapes::Stroke::Series(_) } => Some(parts.iter().map(Vec::len).collect()),
        _ => None,
    };
    let parts: Vec<Vec<usize>> = picture.shapes.iter().filter_map(line).collect();
    // Its legend has a line of its own.
    parts.into_iter().take(1).flatten().collect()
}

#[test]
fn a_line_breaks_where_a_figure_is_missing_and_where_another_thing_is_measured() {
    let years = ["2019", "2020", "2021", "2022", "2023", "2024", "2025"];
    let mut drawing = drawing(ChartKind::Lines, "", &years, &[("Utfall", Role::Outcome, "1 2 – 4 5 6 7")]);
    assert_eq!(lines_of(&drawing.picture()), [2, 4]);
    drawing.breaks.push(Break { before: 5, words: Cow::Borrowed("Nytt mått") });
    assert_eq!(lines_of(&drawing.picture()), [2, 2, 2]);
    assert_eq!(drawing.description(), "Utfall: 2019 1, 2020 2, 2022 4, 2023 5, 2024 6, 2025 7. 2024: Nytt mått.");
}

#[test]
fn shares_fill_their_columns_and_targets_that_are_the_same_are_one_line() {
    let shares =
        drawing(ChartKind::Shares, "", &["2023", "2024"], &[("Ja", Role::Own, "3 -1"), ("Nej", Role::Own, "1 4")]);
    let drawn: Vec<String> =
        shares.values().iter().flatten().flatten().map(|value| value.normalize().to_string()).collect();
    assert_eq!(drawn, ["75", "0", "25", "100"]);
    let steps = drawing(
        ChartKind::Columns,
        "",
        &["1", "2", "3"],
        &[("Utfall", Role::Outcome, "1 2 3"), ("Årsmål", Role::Target, "2 2 3")],
    );
    let picture = steps.picture();
    let targets = picture.shapes.iter().find_map(|shape| match shape {
        Shape::Line { parts, stroke: super::shapes::Stroke::Target } => Some(parts.len()),
        _ => None,
    });
    assert_eq!(targets, Some(2));
}

#[test]
fn columns_whose_names_have_no_room_lie_down() {
    let of = |kind, names: &[&str]| {
        let svg = drawing(kind, "", names, &[("Antal", Role::Own, "1 2 3")]).picture();
        // Bars begin at the same place.
        let lefts: Vec<i64> = svg
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Column { place: (x, ..), .. } => Some(*x),
                _ => None,
            })
            .collect();
        lefts.windows(2).all(|two| two[0] == two[1])
    };
    let long = ["Barn- och ungdomsenheten", "Socialpsykiatriska öppenvårdsmottagningen", "Familjerätten"];
    assert!(!of(ChartKind::Columns, &["2022", "2023", "2024"]));
    assert!(of(ChartKind::Columns, &long));
    assert!(of(ChartKind::Bars, &["2022", "2023", "2024"]));
}

#[test]
fn a_small_line_is_hidden_from_those_who_listen() {
    assert_eq!(spark(&values("1"), &[]), "");
    let svg = spark(&values("1 2 – 4"), &[]);
    assert!(svg.contains("aria-hidden=\"true\"") && roxmltree::Document::parse(&svg).is_ok(), "{svg}");
    assert_eq!(svg.matches(['M']).count(), 2, "{svg}");
    assert_eq!(spark(&values("1 2 3"), &[2]).matches('M').count(), 2);
}
