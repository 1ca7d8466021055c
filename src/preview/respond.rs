//! How an answer goes out: its head, and the bytes.

use std::hash::{Hash, Hasher};
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use rustc_hash::FxHasher;

use super::request::Refusal;
use crate::diagnostic::{Bilingual, Language};

/// What every answer says: it is for pages of this server alone, tells nobody where it came from, and is what it says that it is. A
/// form shows the page of its report beside it.
const ALWAYS: &str = "Cache-Control: no-cache\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
                      X-Frame-Options: SAMEORIGIN\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";

/// A file of another kind than a page has no rights of its own, whatever is in it. Only PDFs are shown by a part of the
/// browser that has none anyway, and that shows nothing under this.
const NO_RIGHTS: &str = "Content-Security-Policy: sandbox\r\n";

/// An open form asks this server alone, whatever a template of the workspace puts into it, and stands in no other page.
const OF_FORM: &str = "Content-Security-Policy: connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; \
                       frame-ancestors 'none'\r\n";

/// What came after a request that is refused is read for so long, so that the answer is.
const LINGER: Duration = Duration::from_millis(200);

/// Where an answer goes.
pub(super) struct Out<'s> {
    pub(super) stream: &'s mut TcpStream,
    /// Whether only the head is wanted.
    pub(super) is_head: bool,
}

impl Out<'_> {
    /// Sends bytes. Where they have this mark already, that is told in their place.
    pub(super) fn send(&mut self, status: &str, kind: &str, bytes: &[u8], known: Option<&str>) -> io::Result<()> {
        let mark = mark(bytes);
        if status == OK && known == Some(mark.as_str()) {
            return write!(self.stream, "HTTP/1.1 304 Not Modified\r\nETag: {mark}\r\n{ALWAYS}\r\n");
        }
        let rights = if kind == HTML || kind == PDF || is_of_preview(kind) { "" } else { NO_RIGHTS };
        self.send_with(status, kind, bytes, rights)
    }

    /// Sends the page of a form.
    pub(super) fn send_form(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.send_with(OK, HTML, bytes, OF_FORM)
    }

    fn send_with(&mut self, status: &str, kind: &str, bytes: &[u8], rights: &str) -> io::Result<()> {
        let mark = mark(bytes);
        let length = bytes.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nETag: {mark}\r\n{rights}{ALWAYS}\r\n"
        );
        self.stream.write_all(head.as_bytes())?;
        if !self.is_head {
            self.stream.write_all(bytes)?;
        }
        self.stream.flush()
    }

    /// Begins a stream of events.
    pub(super) fn begin_events(&mut self) -> io::Result<()> {
        write!(self.stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}\r\nretry: 1000\n\n")?;
        self.stream.flush()
    }

    /// Tells why a request is refused.
    pub(super) fn refuse(&mut self, refusal: Refusal, language: Language) -> io::Result<()> {
        let (status, words) = match refusal {
            Refusal::Gone => return Ok(()),
            Refusal::Malformed => {
                ("400 Bad Request", Bilingual::fixed("Frågan går inte att läsa.", "No request can be read here."))
            }
            Refusal::Foreign => (
                "403 Forbidden",
                Bilingual::fixed(
                    "Sidan visas bara på den adress som vp serve skrev ut när det startade.",
                    "The page is shown only at the address that vp serve printed when it started.",
                ),
            ),
            Refusal::Method { takes_answers: false } => (
                "405 Method Not Allowed\r\nAllow: GET, HEAD",
                Bilingual::fixed("Här kan man bara läsa.", "Here one can only read."),
            ),
            Refusal::Method { takes_answers: true } => (
                "405 Method Not Allowed\r\nAllow: GET, HEAD, POST",
                Bilingual::fixed("Här kan man bara läsa, och svara.", "Here one can only read, and answer."),
            ),
            Refusal::Kind => {
                ("415 Unsupported Media Type", Bilingual::fixed("Svar skickas som JSON.", "Answers are sent as JSON."))
            }
            Refusal::Length => (
                "411 Length Required",
                Bilingual::fixed(
                    "Hur långa svaren är ska sägas först.",
                    "How long the answers are is to be said first.",
                ),
            ),
            Refusal::Slow => {
                ("408 Request Timeout", Bilingual::fixed("Frågan kom inte fram i tid.", "The request took too long."))
            }
            Refusal::Large => (
                "431 Request Header Fields Too Large",
                Bilingual::fixed("Frågan är för stor.", "The request is too large."),
            ),
            Refusal::LargeAnswers => (
                "413 Content Too Large",
                Bilingual::fixed("Det är större än några svar.", "That is larger than any answers."),
            ),
        };
        self.send(status, PLAIN, format!("{}\n", words.get(language)).as_bytes(), None)?;
        // A connection that is closed with something unread is reset, and the answer with it.
        self.stream.shutdown(Shutdown::Write)?;
        self.stream.set_read_timeout(Some(LINGER))?;
        let mut rest = [0; 4096];
        for _ in 0..64 {
            if !self.stream.read(&mut rest).is_ok_and(|read| read > 0) {
                break;
            }
        }
        Ok(())
    }
}

/// The status of what is there.
pub(super) const OK: &str = "200 OK";

/// The kind of a page.
const HTML: &str = "text/html; charset=utf-8";

/// The kind of a PDF.
const PDF: &str = "application/pdf";

/// The kind of a text.
pub(super) const PLAIN: &str = "text/plain; charset=utf-8";

/// The kind of the preview's own script.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The kind of what is said beside a page.
pub(super) const JSON: &str = "application/json";

fn is_of_preview(kind: &str) -> bool {
    [PLAIN, SCRIPT, JSON].contains(&kind)
}

/// A mark of what bytes are.
fn mark(bytes: &[u8]) -> String {
    let mut hasher = FxHasher::default();
    bytes.hash(&mut hasher);
    format!("\"{:016x}-{:x}\"", hasher.finish(), bytes.len())
}

/// The kind of a file of a site, by its name. Markdown is shown as it is.
pub(super) fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => HTML,
        "md" | "txt" | "csv" | "yaml" | "yml" => PLAIN,
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "pdf" => PDF,
        _ => "application/octet-stream",
    }
}
