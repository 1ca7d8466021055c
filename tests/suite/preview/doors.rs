//! Who may look, and at what: nobody without the address, nothing outside the site, and nobody keeps others waiting.

use std::io::Write;

use super::served::{Served, reply};
use super::{FILE, PAGE, small};
use crate::workspace::PLAN;

#[test]
fn foreign_requests_are_refused() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let (host, token) = (&served.host, &served.token);
    let port = host.rsplit(':').next().expect("a host has a port");
    let get = |target: &str, lines: &str| served.raw(&format!("GET {target} HTTP/1.1\r\n{lines}\r\n\r\n")).status;
    let page = format!("/{token}/{PAGE}");
    let own = format!("Host: {host}");
    assert_eq!(get(&page, &own), 200);
    assert_eq!(get(&page, &format!("host: localhost:{port}")), 200);
    assert_eq!(get(&page, &format!("{own}\r\nOrigin: http://{host}")), 200);
    // Another name that leads here, no name, two names, the name without its port.
    for lines in [
        "Host: example.org",
        &format!("Host: example.org:{port}"),
        "Host: 127.0.0.1",
        &format!("Host: 127.0.0.1.example.org:{port}"),
        "Accept: */*",
        "Host:",
        &format!("{own}\r\nHost: example.org"),
        &format!("{own}\r\nOrigin: http://example.org"),
        &format!("{own}\r\nOrigin: https://{host}"),
        &format!("{own}\r\nOrigin: null"),
        &format!("{own}\r\nOrigin: http://{host}\r\nOrigin: http://example.org"),
    ] {
        assert_eq!(get(&page, lines), 403, "{lines}");
    }
    // No token, another, a part of it, more than it.
    let mut other = token.clone().into_bytes();
    other[31] = if other[31] == b'0' { b'1' } else { b'0' };
    let other = String::from_utf8(other).expect("it is hexadecimal");
    for target in [
        "/".to_owned(),
        "/index.html".to_owned(),
        format!("/{PAGE}"),
        format!("/{other}/{PAGE}"),
        format!("/{}/{PAGE}", &token[1..]),
        format!("/{token}0/{PAGE}"),
        format!("/{token}"),
        format!("//{token}/{PAGE}"),
        format!("http://{host}/{token}/{PAGE}"),
        "/.vp/events".to_owned(),
        "*".to_owned(),
    ] {
        assert_eq!(get(&target, &own), 403, "{target}");
    }
    let refused = served.raw(&format!("GET / HTTP/1.1\r\n{own}\r\n\r\n"));
    assert!(!refused.text().contains(token.as_str()) && !refused.text().contains("plan"), "{}", refused.text());
}

#[test]
fn one_can_only_read() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let ask = |method: &str| {
        let (host, token) = (&served.host, &served.token);
        served.raw(&format!("{method} /{token}/{PAGE} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\na=b"))
    };
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"] {
        let reply = ask(method);
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let (head, get) = (ask("HEAD"), served.get(PAGE));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-cache"),
    ] {
        assert_eq!(get.header(name), Some(value));
    }
    assert_eq!(served.get("norr/plan.md").header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(get.header("access-control-allow-origin").is_none());
}

#[test]
fn nothing_outside_the_site_is_served() {
    let workspace = small().file("hemligt.txt", "hemligt").file("plans/norr/bredvid.txt", "hemligt");
    workspace.vp(["build"]).end().exits(0);
    workspace.write("build/eget.html", "hemligt");
    workspace.write("build/.vp-build.json", "hemligt");
    let served = Served::of(&workspace, &[]);
    for path in [
        "../hemligt.txt",
        "..%2fhemligt.txt",
        "%2e%2e/hemligt.txt",
        "..%252fhemligt.txt",
        "norr/../../hemligt.txt",
        "norr/..%5c..%5chemligt.txt",
        "..\\hemligt.txt",
        "/hemligt.txt",
        "%2fetc%2fpasswd",
        "file:///etc/passwd",
        "vp.yaml",
        "plans/norr/plan.yaml",
        "norr/plan.yaml",
        "norr/bredvid.txt",
        "eget.html",
        ".vp-build.json",
        ".vp/",
        ".vp/../norr/plan.html",
        ".vp/preview.css",
        "norr",
        "norr/plan",
        "norr/plan.html/",
        "norr//plan.html",
        "NORR/PLAN.HTML",
    ] {
        let reply = served.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("hemligt<") && !reply.text().contains("Svaren"), "{path}: {}", reply.text());
    }
    for (path, status) in
        [("norr%2fplan.html", 200), ("norr/plan.html?a=b", 200), ("norr/%ff.html", 400), ("a%00", 400)]
    {
        assert_eq!(served.get(path).status, status, "{path}");
    }
}

#[test]
fn what_is_no_request_is_refused_and_a_huge_one_is_not_read() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let (host, token) = (&served.host, &served.token);
    let with = |more: String| served.raw(&format!("GET /{token}/ HTTP/1.1\r\nHost: {host}\r\n{more}\r\n\r\n")).status;
    assert_eq!(with(format!("Cookie: {}", "a".repeat(20_000))), 431);
    assert_eq!(with("A: b\r\n".repeat(200)), 431);
    assert_eq!(with("A: b\r\n".repeat(20)), 200);
    assert_eq!(served.raw(&format!("GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n", "a".repeat(100_000))).status, 431);
    for wrong in [
        "\u{1}\u{2}\u{3}\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}",
        "hej hej hej\r\n\r\n",
    ] {
        assert!([400, 403].contains(&served.raw(wrong).status), "{wrong:?}");
    }
    // A body is never waited for.
    let body = "Content-Length: 1000000000\r\nTransfer-Encoding: chunked".to_owned();
    assert_eq!(with(body), 200);
}

#[test]
fn a_slow_client_keeps_nobody_waiting() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let mut slow: Vec<_> = (0..40).map(|_| served.connected()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /").expect("it listens");
    }
    assert_eq!(served.get(PAGE).status, 200);
    let mut last = slow.pop().expect("there are some");
    assert_eq!(reply(&mut last).status, 408);
}

#[test]
fn too_many_at_once_are_turned_away_and_those_after_them_are_not() {
    let workspace = small();
    let served = Served::of(&workspace, &[]);
    let mut many: Vec<_> = (0..80).map(|_| served.connected()).collect();
    let mut last = many.pop().expect("there are some");
    assert_eq!(reply(&mut last).status, 503);
    drop(many);
    // Those that went away are noticed one after another.
    let again = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        served.get(PAGE).status == 200
    });
    assert!(again);
    workspace.write(FILE, &PLAN.replace("Svaren kommer", "Svaren dröjer"));
    served.renewed("1.0");
    assert!(served.page(PAGE).contains("Svaren dröjer"));
}

/// A template that is somebody's own may hold anything, and so may a file that lies beside a page.
#[test]
fn other_files_than_pages_have_no_rights() {
    let workspace = small();
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><title>Ett</title></svg>";
    workspace.write("plans/norr/bild.svg", picture);
    workspace.write(FILE, &PLAN.replace("Svaren kommer.", "\"Se ![en bild](bild.svg).\""));
    let served = Served::of(&workspace, &[]);
    let markdown = served.page("norr/plan.md");
    let name = markdown
        .split("![en bild](")
        .nth(1)
        .and_then(|rest| rest.split(')').next())
        .expect("the page names its picture");
    let reply = served.get(&format!("norr/{name}"));
    assert_eq!(reply.status, 200, "{name}");
    assert_eq!(reply.header("content-type"), Some("image/svg+xml"));
    assert_eq!(reply.header("content-security-policy"), Some("sandbox"));
}
