//! Who may send answers: a page of this server alone, as JSON, of a size and within a time.

use std::io::Write;

use serde_json::{Value, json};

use super::forms::{sent, workspace};
use super::served::{Served, reply};

const FORM: &str = ".vp/form/norr/plan/t1";
const PATH: &str = "plans/norr/t1.yaml";

fn body(served: &Served) -> String {
    sent(&served.page(FORM), &[("indicator", "tid", json!({"utfall": "91,5"}))], &[], &[])
}

#[test]
fn answers_from_elsewhere_are_refused() {
    let workspace = workspace("");
    let served = Served::of(&workspace, &[]);
    let (host, token, body) = (&served.host, &served.token, body(&served));
    let json = "Content-Type: application/json\r\n";
    let own = format!("Origin: http://{host}\r\n");
    for (lines, status) in [
        (json.to_owned(), 403),
        (format!("Origin: http://example.org\r\n{json}"), 403),
        (format!("Origin: null\r\n{json}"), 403),
        (format!("Origin: https://{host}\r\n{json}"), 403),
        (format!("{own}{own}{json}"), 403),
        (format!("{own}Origin: http://example.org\r\n{json}"), 403),
        (format!("{own}{json}Sec-Fetch-Site: cross-site\r\n"), 403),
        (format!("{own}{json}Sec-Fetch-Site: same-site\r\n"), 403),
        (format!("{own}{json}Sec-Fetch-Site: none\r\n"), 403),
        (format!("{own}{json}Host: example.org\r\n"), 403),
        // What a form of another page can send without being asked.
        (own.clone(), 415),
        (format!("{own}Content-Type: text/plain\r\n"), 415),
        (format!("{own}Content-Type: application/x-www-form-urlencoded\r\n"), 415),
        (format!("{own}Content-Type: application/json; charset=utf-16\r\n"), 415),
        (format!("{own}{json}{json}"), 415),
    ] {
        assert_eq!(served.posted(FORM, &lines, &body).status, status, "{lines}");
    }
    // Another word than the address has.
    let other = format!("{}{}", &token[1..], &token[..1]);
    for target in [format!("/{other}/{FORM}"), format!("/{FORM}"), format!("/{token}{FORM}")] {
        let length = body.len();
        let head =
            format!("POST {target} HTTP/1.1\r\nHost: {host}\r\n{own}{json}Content-Length: {length}\r\n\r\n{body}");
        assert_eq!(served.raw(&head).status, 403, "{target}");
    }
    assert!(!workspace.path(PATH).exists());
    for lines in [
        format!("{own}{json}"),
        format!("{own}Content-Type: Application/JSON; Charset=UTF-8\r\nSec-Fetch-Site: same-origin\r\n"),
    ] {
        assert_eq!(served.posted(FORM, &lines, &body).status, 200, "{lines}");
    }
    assert!(workspace.path(PATH).exists());
}

#[test]
fn answers_go_to_forms_alone_and_in_one_way() {
    let workspace = workspace("");
    let served = Served::of(&workspace, &[]);
    let (host, token, body) = (&served.host, &served.token, body(&served));
    let own = format!("Origin: http://{host}\r\nContent-Type: application/json\r\n");
    for path in [
        "norr/plan.html",
        "",
        "index.html",
        ".vp/forms",
        ".vp/values/norr/plan/t1",
        ".vp/panel",
        ".vp/events",
        "plans/norr/t1.yaml",
    ] {
        let reply = served.posted(path, &own, &body);
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{path}");
    }
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH"] {
        let reply = served
            .raw(&format!("{method} /{token}/{FORM} HTTP/1.1\r\nHost: {host}\r\n{own}Content-Length: 2\r\n\r\n{{}}"));
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD, POST")), "{method}");
    }
    assert!(!workspace.path(PATH).exists());
}

#[test]
fn answers_that_are_too_large_or_of_no_length_are_refused_before_they_are_read() {
    let workspace = workspace("");
    let served = Served::of(&workspace, &[]);
    let (host, token) = (&served.host, &served.token);
    let with = |lines: &str| {
        let own = format!("Host: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\n");
        served.raw(&format!("POST /{token}/{FORM} HTTP/1.1\r\n{own}{lines}\r\n{{}}")).status
    };
    assert_eq!(with("Content-Length: 8388609\r\n"), 413);
    assert_eq!(with("Content-Length: 99999999999999999999999999\r\n"), 413);
    for lines in [
        "",
        "Content-Length: \r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
    ] {
        assert_eq!(with(lines), 411, "{lines}");
    }
    // What can be sent and is no answer.
    for wrong in ["{}", "[]", "null", "{\"vp_answers\": 2, \"answers\": []}", "\u{1}", &"[".repeat(200_000)] {
        let reply = served.post(FORM, wrong);
        assert_eq!(reply.status, 400, "{}", reply.text());
        let told: Value = serde_json::from_slice(&reply.body).expect("it is JSON");
        assert!(told["why"].is_string(), "{told}");
    }
    let large = format!("{{\"vp_answers\": 1, \"answers\": [], \"more\": \"{}\"}}", "a".repeat(8_000_000));
    assert_eq!(served.post(FORM, &large).status, 200);
    assert!(!workspace.path(PATH).exists());
}

#[test]
fn answers_that_do_not_come_to_an_end_keep_nobody_waiting() {
    let workspace = workspace("");
    let served = Served::of(&workspace, &[]);
    let (host, token, body) = (&served.host, &served.token, body(&served));
    let own = format!("Host: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\n");
    let mut slow: Vec<_> = (0..40).map(|_| served.connected()).collect();
    for stream in &mut slow {
        let head = format!("POST /{token}/{FORM} HTTP/1.1\r\n{own}Content-Length: {}\r\n\r\n{{", body.len());
        stream.write_all(head.as_bytes()).expect("it listens");
    }
    assert_eq!(served.post(FORM, &body).status, 200);
    let mut last = slow.pop().expect("there are some");
    assert_eq!(reply(&mut last).status, 408);
}

#[test]
fn a_preview_that_only_shows_has_no_forms() {
    let workspace = workspace("");
    let open = Served::of(&workspace, &[]);
    let body = body(&open);
    let served = Served::of(&workspace, &["--read-only"]);
    let reply = served.post(FORM, &body);
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")));
    for path in [FORM, ".vp/forms"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    assert_eq!(served.panel("norr/plan.html")["forms"], json!([]));
    assert_eq!(served.panel("index.html")["forms"], json!([]));
    assert!(!workspace.path(PATH).exists());
}
