//! Answers browsers of this computer, one thread for each connection, so many at most.

use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use super::answer::{Answer, Body, Question};
use super::filling::Posted;
use super::forms::{FORM, LIST, VALUES};
use super::guard::{Guard, Token};
use super::injected::{NO_PAGE, NO_REPORT};
use super::newest::Newest;
use super::pages::INDEX;
use super::request::Request;
use super::respond::{self, JSON, OK, Out, PLAIN, SCRIPT};
use super::{Message, injected};
use crate::diagnostic::Language;

/// So many connections are answered at once. A browser keeps at most six to one server.
const MOST_CONNECTIONS: usize = 64;

/// So long a piece of an answer may wait for its reader.
const LONGEST_WRITE: Duration = Duration::from_secs(10);

/// So often something is sent to those who wait for news, by which it is seen that they have gone.
const BETWEEN_SIGNS: Duration = Duration::from_secs(10);

/// The folder of what is the preview's own. No file of a site lies in it: none begins with a dot.
const OWN: &str = ".vp/";

/// A server that nobody asks yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    token: Token,
    port: u16,
}

/// What every connection needs.
struct Shared {
    guard: Guard,
    inbox: Sender<Message>,
    newest: Arc<Newest>,
    language: Language,
    connections: AtomicUsize,
}

impl Server {
    /// A server at a port of this computer that nobody else reaches; 0 is one that is free.
    ///
    /// Errors: the port is taken or may not be used.
    pub fn at(port: u16, token: Token) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        Ok(Server { listener, token, port })
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Answers for ever, in threads of its own. What is asked goes to `inbox`; the language is for refusals. Only with `forms` are
    /// answers to forms taken.
    ///
    /// Errors: there are no threads.
    pub fn start(self, inbox: Sender<Message>, newest: Arc<Newest>, language: Language, forms: bool) -> io::Result<()> {
        let guard = Guard::new(self.token, self.port, forms);
        let shared = Arc::new(Shared { guard, inbox, newest, language, connections: AtomicUsize::new(0) });
        let listener = self.listener;
        std::thread::Builder::new().name("server".to_owned()).spawn(move || {
            loop {
                match listener.accept() {
                    Ok((stream, _)) => accept(stream, &shared),
                    // Too many files are open, for instance: it passes.
                    Err(_) => std::thread::sleep(Duration::from_millis(50)),
                }
            }
        })?;
        Ok(())
    }
}

/// Has a thread answer one connection, where there are not too many.
fn accept(mut stream: TcpStream, shared: &Arc<Shared>) {
    if shared.connections.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
        shared.connections.fetch_sub(1, Ordering::Relaxed);
        let _ = stream.set_nonblocking(true);
        let _ = stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
    let own = Arc::clone(shared);
    let thread = std::thread::Builder::new().name("connection".to_owned()).stack_size(256 * 1024).spawn(move || {
        let counted = Counted(&own.connections);
        // Who asked has gone, and nobody else wants to know.
        let _ = answer(&mut stream, &own);
        drop(counted);
    });
    if thread.is_err() {
        shared.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A connection that is counted as long as there is one.
struct Counted<'c>(&'c AtomicUsize);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn answer(stream: &mut TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_write_timeout(Some(LONGEST_WRITE))?;
    stream.set_nodelay(true)?;
    let request = match Request::read(stream, &shared.guard) {
        Ok(request) => request,
        Err(refusal) => return Out { stream, is_head: false }.refuse(refusal, shared.language),
    };
    let mut out = Out { stream, is_head: request.is_head };
    let known = request.known.as_deref();
    if let Some(answers) = request.answers {
        let form = request.path.strip_prefix(FORM).unwrap_or_default().to_owned();
        return match fill(Posted { form, answers }, shared).map(|answer| answer.body) {
            Some(Body::Filled(json)) => out.send(OK, JSON, &json, None),
            Some(Body::Unfilled(json)) => out.send("409 Conflict", JSON, &json, None),
            Some(Body::NoAnswers(json)) => out.send("400 Bad Request", JSON, &json, None),
            _ => over(&mut out),
        };
    }
    if let Some(form) = request.path.strip_prefix(FORM) {
        return show(ask(Question::Form(form.to_owned()), shared), &request.path, known, &mut out);
    }
    if let Some(form) = request.path.strip_prefix(VALUES) {
        return match ask(Question::Values(form.to_owned()), shared).map(|answer| answer.body) {
            Some(Body::Json(json)) => out.send(OK, JSON, &json, known),
            _ => over(&mut out),
        };
    }
    if request.path == LIST {
        return show(ask(Question::Forms, shared), LIST, known, &mut out);
    }
    match request.path.strip_prefix(OWN) {
        Some("preview.js") => out.send(OK, SCRIPT, injected::SCRIPT.as_bytes(), known),
        Some("events") => tell_news(&mut out, &shared.newest),
        Some("panel") => {
            let page = path_of(&request.page.unwrap_or_default());
            match ask(Question::Panel(page), shared) {
                Some(Answer { body: Body::Json(json), .. }) => out.send(OK, JSON, &json, known),
                _ => over(&mut out),
            }
        }
        Some(_) => out.send("404 Not Found", PLAIN, b"", None),
        None => {
            let path = path_of(&request.path);
            show(ask(Question::File(path.clone()), shared), &path, known, &mut out)
        }
    }
}

/// Sends a file of the site or a page of the preview's own, or says why there is none.
fn show(answer: Option<Answer>, path: &str, known: Option<&str>, out: &mut Out) -> io::Result<()> {
    let Some(Answer { body, language }) = answer else { return over(out) };
    match body {
        Body::File(bytes) if path.ends_with(".html") => {
            out.send(OK, respond::kind_of(path), &injected::into_page(bytes, path), known)
        }
        Body::File(bytes) => out.send(OK, respond::kind_of(path), &bytes, known),
        Body::Form(bytes) => out.send_form(&bytes),
        Body::Page(page) => out.send(OK, respond::kind_of("html"), page.as_bytes(), known),
        Body::Missing(why) => {
            let page = injected::missing(NO_PAGE, &why, language, path);
            out.send("404 Not Found", respond::kind_of("html"), page.as_bytes(), None)
        }
        Body::ToCome(why) => {
            let page = injected::missing(NO_REPORT, &why, language, path);
            out.send("404 Not Found", respond::kind_of("html"), page.as_bytes(), None)
        }
        Body::Json(_) | Body::Filled(_) | Body::Unfilled(_) | Body::NoAnswers(_) => over(out),
    }
}

/// The file that a path means: a folder's is its list.
fn path_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}{INDEX}") } else { path.to_owned() }
}

/// The program is about to end.
fn over(out: &mut Out) -> io::Result<()> {
    out.send("503 Service Unavailable", PLAIN, b"", None)
}

fn ask(question: Question, shared: &Shared) -> Option<Answer> {
    let (answer, answered) = mpsc::channel();
    shared.inbox.send(Message::Asked(question, answer)).ok()?;
    answered.recv().ok()
}

fn fill(posted: Posted, shared: &Shared) -> Option<Answer> {
    let (answer, answered) = mpsc::channel();
    shared.inbox.send(Message::Filled(posted, answer)).ok()?;
    answered.recv().ok()
}

/// Tells which state is the newest, each time that there is a newer one, until nobody listens.
fn tell_news(out: &mut Out, newest: &Newest) -> io::Result<()> {
    out.begin_events()?;
    if out.is_head {
        return Ok(());
    }
    let mut told = String::new();
    loop {
        let name = newest.wait(&told, BETWEEN_SIGNS);
        let words = if name == told { ":\n\n".to_owned() } else { format!("data: {name}\n\n") };
        out.stream.write_all(words.as_bytes())?;
        out.stream.flush()?;
        told = name;
    }
}
