//! A preview that runs, and whoever asks it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::environment::vp;
use crate::workspace::Workspace;

/// What never comes fails a test after so long.
const LONGEST: Duration = Duration::from_secs(60);

/// What a test waits for comes before so many states.
const MOST_STATES: usize = 50;

/// And before so many lines of news, of which one comes every ten seconds where there are none.
const MOST_LINES: usize = 20;

/// A run of `vp serve`, which ends with the test.
pub(crate) struct Served {
    pub(crate) child: Child,
    /// `127.0.0.1:8026`.
    pub(crate) host: String,
    pub(crate) token: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// A line of its head.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The bytes without the line that the preview puts in.
    pub(crate) fn without_preview(&self) -> Vec<u8> {
        let text = String::from_utf8_lossy(&self.body);
        let Some((before, rest)) = text.split_once("<script src=\"") else { return self.body.clone() };
        let Some((_, after)) = rest.split_once(".vp/preview.js\" data-vp-preview></script>\n") else {
            return self.body.clone();
        };
        format!("{before}{after}").into_bytes()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Served {
    /// Starts it in a workspace with these arguments.
    pub(crate) fn of(workspace: &Workspace, arguments: &[&str]) -> Served {
        let mut command = vp(workspace.root());
        command.arg("serve").args(arguments).env("VP_LANG", "sv").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let mut address = String::new();
        let out = child.stdout.take().expect("its output is read");
        BufReader::new(out).read_line(&mut address).expect("it says its address");
        let rest = address.trim_end().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {address:?}"));
        let (host, token) = rest.trim_end_matches('/').split_once('/').expect("an address has a token");
        Served { child, host: host.to_owned(), token: token.to_owned() }
    }

    /// A connection to it.
    pub(crate) fn connected(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("it listens");
        stream.set_read_timeout(Some(LONGEST)).expect("a connection can wait");
        stream
    }

    /// What it answers to these characters.
    pub(crate) fn raw(&self, request: &str) -> Reply {
        let mut stream = self.connected();
        // It may answer, and close, before it has heard all.
        let _ = stream.write_all(request.as_bytes());
        reply(&mut stream)
    }

    /// What it answers to a request for a path below the token.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.asked(path, "")
    }

    /// The same with more lines in the head.
    pub(crate) fn asked(&self, path: &str, more: &str) -> Reply {
        let path = path.replace(' ', "%20");
        self.raw(&format!("GET /{}/{path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.token, self.host))
    }

    /// What it answers to answers that a page of its own sends to a form.
    pub(crate) fn post(&self, form: &str, answers: &str) -> Reply {
        let own = format!("Origin: http://{}\r\nContent-Type: application/json\r\n", self.host);
        self.posted(form, &own, answers)
    }

    /// The same with these lines in the head.
    pub(crate) fn posted(&self, path: &str, lines: &str, body: &str) -> Reply {
        let (host, token, length) = (&self.host, &self.token, body.len());
        self.raw(&format!(
            "POST /{token}/{path} HTTP/1.1\r\nHost: {host}\r\n{lines}Content-Length: {length}\r\n\r\n{body}"
        ))
    }

    /// The text of a page that is there.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.text()
    }

    /// What is said beside a page.
    #[track_caller]
    pub(crate) fn panel(&self, page: &str) -> serde_json::Value {
        let reply = self.get(&format!(".vp/panel?page={page}"));
        assert_eq!(reply.status, 200);
        serde_json::from_slice(&reply.body).expect("a panel is JSON")
    }

    /// The name of the newest state.
    pub(crate) fn version(&self) -> String {
        self.news(|_| true)
    }

    /// Waits for a newer state than that of this name; gives its name.
    pub(crate) fn renewed(&self, known: &str) -> String {
        self.news(|name| name != known)
    }

    /// Waits until a page is so.
    #[track_caller]
    pub(crate) fn becomes(&self, what: &str, is_so: impl Fn(&Served) -> bool) {
        let mut version = self.version();
        for _ in 0..MOST_STATES {
            if is_so(self) {
                return;
            }
            version = self.renewed(&version);
        }
        panic!("it never came to be: {what}");
    }

    fn news(&self, is_it: impl Fn(&str) -> bool) -> String {
        let mut stream = self.connected();
        let request = format!("GET /{}/.vp/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.token, self.host);
        stream.write_all(request.as_bytes()).expect("it listens");
        for line in BufReader::new(stream).lines().take(MOST_LINES) {
            let line = line.expect("news come in time");
            if let Some(name) = line.strip_prefix("data: ").filter(|name| is_it(name)) {
                return name.to_owned();
            }
        }
        panic!("no news came")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, read to its end.
pub(crate) fn reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    // A connection that is reset has said what it had to say.
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Reply { status, head, body: bytes[end..].to_vec() }
}
