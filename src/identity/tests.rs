//! What is a personal identity number and what is not, as people write both. The numbers are the Swedish Tax Agency's for
//! tests, or made for the test with years long past.

use super::{masked, masked_path, numbers};

/// Forms that are numbers, each once.
const FOUND: &[&str] = &[
    // The written rule, and what programs make of it.
    "19121212-1212",
    "121212-1212",
    "191212121212",
    "121212+1212",
    "(121212-1212)",
    "pnr:121212-1212",
    "121212-1212:s mamma",
    // No sign.
    "1212121212",
    "elev 1212121212, åk 3",
    "personnummer 0412130007",
    // A blank, also those that are no plain one.
    "121212 1212",
    "19121212 1212",
    "121212\u{a0}1212",
    "121212\u{202f}1212",
    "121212\u{2009}1212",
    "121212  1212",
    "121212&nbsp;1212",
    // Other dashes.
    "121212\u{2010}1212",
    "121212\u{2011}1212",
    "191212\u{2013}5679",
    "191212\u{2014}5679",
    "191212\u{2212}5679",
    "191212&ndash;5679",
    "191212 - 5679",
    "191212 – 5679",
    "personnummer 121212–1212",
    "191212\\-5679",
    // The date in groups.
    "1912-12-12-5676",
    "1912-12-12 5676",
    "19 12 12-5679",
    "12 12 12 1212",
    "1912 12 12 1212",
    // Emphasis.
    "**121212-1212**",
    "_121212-1212_",
    "**121212**-1212",
    "121212-**1212**",
    "**191212-** 5679",
    "`121212`-`1212`",
    "*1212121212*",
    // Signs that nobody sees.
    "121212\u{200b}-1212",
    "1212\u{ad}12-1212",
    "121212-\u{2060}1212",
    // Over a line break.
    "121212-\n1212",
    "121212-\r\n      1212",
    "121212\n    1212",
    "19121212-\n1212",
    // Wide digits.
    "１２１２１２-１２１２",
    "１２１２１２１２１２",
    "１２１２１２－１２１２",
    // Co-ordination numbers, also of somebody whose day or month is not known.
    "121272-1219",
    "121272 1219",
    "1212721219",
    "19121272-1219",
    "121260-1213",
    // Of those who have none yet.
    "121212-T123",
    "19121212-T123",
    "121212T123",
    "121212-TF12",
];

/// What is as long and is none.
const OTHER: &[&str] = &[
    // Wrong check digit, month, day or year.
    "121212-1213",
    "1212121213",
    "121312-1211",
    "121200-1216",
    "20991212-1212",
    "121212-X123",
    // Organisations.
    "212000-0142",
    "2120000142",
    "org.nr 1212121212",
    "organisationsnummer 121212 1212",
    // Telephones.
    "08-465 004 11",
    "08-121212-1212",
    "0704650041",
    "0412130007",
    "041213 0007",
    "+46 70 465 00 41",
    "46704650041",
    "tel 1212121212",
    "Telefon: 121212 1212",
    "mobil 12 12 12 1212",
    "ring 12 12 12 1212 12",
    // Accounts.
    "bankgiro 121-2121",
    "5050-1055",
    "plusgiro 12 12 12-1",
    "konto 1212121212",
    "clearing 1212, konto 121212 1212",
    "kontonummer 12 12 12 1212",
    "8327-9, 123 456 789-0",
    "SE45 5000 0000 0583 9825 7466",
    // Cases, invoices, articles.
    "2025-121212-1212",
    "dnr 1212121212",
    "dnr 1.2/121212-1212",
    "BUN 2025/121212",
    "KS 2026-00123",
    "ärendenummer 1212121212",
    "faktura 1212121212",
    "fakturanr 121212 1212",
    "OCR: 1212121212",
    "kundnr 1212121212",
    "121212-1212-3",
    "A121212-1212",
    "1212121212123",
    "rev_121212-1212",
    // Addresses and file names.
    "bilder/20121212-1212.png",
    "20121212-1212.png",
    "https://x.se/121212-1212",
    // Days, times and spans of them.
    "2012-12-12",
    "2019-9-1.1",
    "20201212 1212",
    "201212 1212",
    "2020-12-12 1212",
    "2020-12-12-1212",
    "121212–1212",
    "121212 - 1212",
    "2012-12-12 – 1212",
    "20201212T1212",
    // Postcodes and sums.
    "412 63 Göteborg",
    "1 212 121 212 kr",
    "12 121 212 1212",
    "1 121212 1212",
    "121212 1212 12",
    "121212, 1212",
    "121212 | 1212",
    // What is masked already.
    "121212**** 1212",
    // Lists and paragraphs.
    "121212\n- 1212",
    "121212\n\n1212",
];

#[test]
fn numbers_are_found_in_every_form_and_masked() {
    for text in FOUND {
        for text in [(*text).to_owned(), format!("Eva {text} får stöd."), format!("å\n{text}\nö")] {
            let found = numbers(&text, 2025);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert!(found[0].birth.bytes().all(|byte| byte.is_ascii_digit()), "{text:?}");
            let shown = masked(&text);
            assert!(shown.chars().filter(|char| "*＊".contains(*char)).count() >= 4, "{text:?}: {shown}");
            assert_eq!(shown.len(), text.len(), "{text:?}");
            assert_eq!(numbers(&shown, 2025), [], "{text:?}: {shown}");
        }
    }
    assert_eq!(numbers("Ett, 121212-1212. Två, 121212-1212!", 2025).len(), 2);
}

#[test]
fn other_numbers_are_left_alone() {
    for text in OTHER {
        for text in [(*text).to_owned(), format!("Vi har {text} i år."), format!("å\n{text}\nö")] {
            assert_eq!(numbers(&text, 2025), [], "{text:?}");
        }
    }
}

#[test]
fn one_check_digit_is_right() {
    for number in ["nr 121272-121", "nr 121212121", "nr 121212 121", "nr 19121212-121", "nr 121212-R12"] {
        let right = (0..10).filter(|last| numbers(&format!("{number}{last}"), 2025).len() == 1);
        assert_eq!(right.count(), 1, "{number}");
    }
}

#[test]
fn the_last_four_digits_are_hidden_and_nothing_moves() {
    for (text, expected) in [
        ("", ""),
        ("Ett, 121212-1212. Två, 191212121212!", "Ett, 121212-****. Två, 19121212****!"),
        ("å 121212\u{2011}1212 ö", "å 121212\u{2011}**** ö"),
        ("１２１２１２-１２１２", "１２１２１２-＊＊＊＊"),
        ("121212-T123", "121212-****"),
        ("121212-\n  1212", "121212-\n  ****"),
        ("121212-1213 är inget", "121212-1213 är inget"),
    ] {
        assert_eq!(masked(text), expected);
        assert_eq!(masked(text).len(), text.len());
        assert_eq!(masked(&masked(text)), masked(text));
    }
}

#[test]
fn names_that_are_made_of_texts_are_masked_too() {
    assert_eq!(masked("skriv anna-121212-1212: x"), "skriv anna-121212-****: x");
    assert_eq!(masked("skriv 121212-1212-anna"), "skriv 121212-****-anna");
    assert_eq!(masked("filen bilder/121212-1212.png finns inte"), "filen bilder/121212-****.png finns inte");
    assert_eq!(masked("dnr 2025-121212-1212"), "dnr 2025-121212-1212");
    assert_eq!(masked_path("plans/2026/121212-1212/plan.yaml"), "plans/2026/121212-****/plan.yaml");
    assert_eq!(masked_path("plans/Anna 121212-1212.yaml"), "plans/Anna 121212-****.yaml");
    assert_eq!(masked_path("plans/Anna_1212121212.yaml"), "plans/Anna_121212****.yaml");
    assert_eq!(masked_path("plans/2026/plan.yaml"), "plans/2026/plan.yaml");
}
