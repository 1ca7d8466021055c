//! A request as it comes in: read within bounds of size and time, and looked at by the guard.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::guard::Guard;
use crate::fill::LARGEST;

/// All before the body is no longer. Browsers send a tenth of it.
const LONGEST_HEAD: usize = 16 * 1024;

/// More lines are in no request of a browser.
const MOST_HEADERS: usize = 64;

/// So long a request may take to come in.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// And so long its answers, from the end of its head: the network is the computer itself.
const LONGEST_BODY_WAIT: Duration = Duration::from_secs(5);

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the head of the answer is asked for.
    pub(super) is_head: bool,
    /// The path below the token, with `/`, as it is meant.
    pub(super) path: String,
    /// What stands after `?page=`, as it is meant.
    pub(super) page: Option<String>,
    /// What whoever asks has already, by the mark that it was given with.
    pub(super) known: Option<String>,
    /// What is sent to a form.
    pub(super) answers: Option<String>,
}

/// The beginning of a request.
struct Head {
    request: Request,
    /// Its length in bytes.
    length: usize,
    /// How many bytes of answers come after it; none where nothing is sent.
    body: Option<usize>,
}

/// Why a request is not answered as it wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nobody is there any more.
    Gone,
    /// It is no request.
    Malformed,
    /// It has not the token, or comes from elsewhere.
    Foreign,
    /// It wants to do something that cannot be done there.
    Method {
        /// Whether answers can be sent there.
        takes_answers: bool,
    },
    /// What it sends is no JSON, by what it says itself.
    Kind,
    /// It does not say how much it sends.
    Length,
    /// It takes too long to come.
    Slow,
    /// It is too large.
    Large,
    /// It sends more than any answers are.
    LargeAnswers,
}

impl Request {
    /// Reads a request.
    pub(super) fn read(stream: &mut TcpStream, guard: &Guard) -> Result<Request, Refusal> {
        let deadline = Instant::now() + LONGEST_WAIT;
        let mut bytes = Vec::new();
        let head = loop {
            more(stream, &mut bytes, deadline)?;
            let head = Request::of(&bytes, guard);
            let length = match &head {
                Some(Ok(head)) => head.length,
                Some(Err(_)) => 0,
                None => bytes.len(),
            };
            if length > LONGEST_HEAD {
                return Err(Refusal::Large);
            }
            if let Some(head) = head {
                break head?;
            }
        };
        let mut request = head.request;
        if let Some(length) = head.body {
            let deadline = Instant::now() + LONGEST_BODY_WAIT;
            while bytes.len() < head.length + length {
                more(stream, &mut bytes, deadline)?;
            }
            let sent = bytes.get(head.length..head.length + length).unwrap_or_default();
            let sent = String::from_utf8(sent.to_vec()).map_err(|_| Refusal::Malformed)?;
            request.answers = Some(sent);
        }
        Ok(request)
    }

    /// The request that begins so; none where more of it has to come.
    fn of(head: &[u8], guard: &Guard) -> Option<Result<Head, Refusal>> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(head) {
            Ok(httparse::Status::Partial) => None,
            Ok(httparse::Status::Complete(length)) => Some(Request::guarded(&parsed, length, guard)),
            Err(httparse::Error::TooManyHeaders) => Some(Err(Refusal::Large)),
            Err(_) => Some(Err(Refusal::Malformed)),
        }
    }

    fn guarded(parsed: &httparse::Request, length: usize, guard: &Guard) -> Result<Head, Refusal> {
        let values = |name: &'static str| {
            let named = parsed.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| std::str::from_utf8(header.value).map(str::trim))
        };
        let mut hosts = values("host");
        let (host, other) = (hosts.next(), hosts.next());
        if !matches!((host, other), (Some(Ok(host)), None) if guard.is_own_host(host)) {
            return Err(Refusal::Foreign);
        }
        if values("origin").any(|origin| !origin.is_ok_and(|origin| guard.is_own_origin(origin))) {
            return Err(Refusal::Foreign);
        }
        let target = parsed.path.unwrap_or_default();
        let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        let below = guard.below(path).ok_or(Refusal::Foreign)?;
        let path = decoded(below).ok_or(Refusal::Malformed)?;
        let takes_answers = guard.takes_answers(&path);
        let (is_head, is_sent) = match parsed.method {
            Some("GET") => (false, false),
            Some("HEAD") => (true, false),
            Some("POST") if takes_answers => (false, true),
            _ => return Err(Refusal::Method { takes_answers }),
        };
        let body = if is_sent { Some(answers_sent(&values)?) } else { None };
        let page = query.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("page=")));
        let known = values("if-none-match").next().and_then(Result::ok).map(str::to_owned);
        let page = page.map(|page| decoded(page).ok_or(Refusal::Malformed)).transpose()?;
        Ok(Head { request: Request { is_head, path, page, known, answers: None }, length, body })
    }
}

/// How many bytes of answers a request sends, where its head says all that it has to: only a page of this server says that it is
/// one, and another page cannot send JSON without being asked first whether it may.
fn answers_sent<'h, V>(values: &impl Fn(&'static str) -> V) -> Result<usize, Refusal>
where
    V: Iterator<Item = Result<&'h str, std::str::Utf8Error>>,
{
    let only = |name: &'static str| {
        let mut all = values(name);
        all.next().filter(|_| all.next().is_none()).and_then(Result::ok)
    };
    // That an origin which is told is this server's own is looked at of every request.
    if only("origin").is_none() || values("sec-fetch-site").any(|site| site != Ok("same-origin")) {
        return Err(Refusal::Foreign);
    }
    let kind = only("content-type").unwrap_or_default().to_ascii_lowercase();
    let (kind, more) = kind.split_once(';').map_or((kind.as_str(), ""), |(kind, more)| (kind, more));
    if kind.trim() != "application/json" || !["", "charset=utf-8"].contains(&more.trim()) {
        return Err(Refusal::Kind);
    }
    if values("transfer-encoding").next().is_some() {
        return Err(Refusal::Length);
    }
    let digits = only("content-length").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    // So many digits that it is no number are too many as well.
    let length: u64 = digits.filter(|digits| !digits.is_empty()).ok_or(Refusal::Length)?.parse().unwrap_or(u64::MAX);
    if length > LARGEST {
        return Err(Refusal::LargeAnswers);
    }
    usize::try_from(length).map_err(|_| Refusal::LargeAnswers)
}

/// Reads some more, until a time.
fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>, deadline: Instant) -> Result<(), Refusal> {
    let mut some = [0; 16 * 1024];
    loop {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        stream.set_read_timeout(Some(left.ok_or(Refusal::Slow)?)).map_err(|_| Refusal::Gone)?;
        return match stream.read(&mut some) {
            Ok(0) => Err(Refusal::Gone),
            Ok(read) => {
                bytes.extend_from_slice(&some[..read]);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) => Err(Refusal::Slow),
            Err(_) => Err(Refusal::Gone),
        };
    }
}

/// A part of an address as it is meant: `%20` is a blank. None where that is no text.
fn decoded(written: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        // A sign before a digit is read as a number, too.
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn an_address_is_read_once() {
        assert_eq!(decoded("2026/n%C3%A4mnd%20a/plan.html").as_deref(), Some("2026/nämnd a/plan.html"));
        assert_eq!(decoded("..%2f..%252f").as_deref(), Some("../..%2f"));
        for wrong in ["%", "%2", "%zz", "%+1", "%ff", "a%00b"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
