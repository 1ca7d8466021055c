//! A request as it comes in: read within bounds of size and time, and looked at by the guard.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::guard::Guard;

/// All before the body is no longer. Browsers send a tenth of it.
const LONGEST_HEAD: usize = 16 * 1024;

/// More lines are in no request of a browser.
const MOST_HEADERS: usize = 64;

/// So long a request may take to come in.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(5);

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
    /// It wants to do something.
    Method,
    /// It takes too long to come.
    Slow,
    /// It is too large.
    Large,
}

impl Request {
    /// Reads a request.
    pub(super) fn read(stream: &mut TcpStream, guard: &Guard) -> Result<Request, Refusal> {
        let deadline = Instant::now() + LONGEST_WAIT;
        let mut head = Vec::new();
        let mut some = [0; 2048];
        loop {
            let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
            stream.set_read_timeout(Some(left.ok_or(Refusal::Slow)?)).map_err(|_| Refusal::Gone)?;
            let read = match stream.read(&mut some) {
                Ok(0) => return Err(Refusal::Gone),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) => {
                    return Err(Refusal::Slow);
                }
                Err(_) => return Err(Refusal::Gone),
            };
            head.extend_from_slice(&some[..read]);
            if let Some(request) = Request::of(&head, guard) {
                return request;
            }
            if head.len() > LONGEST_HEAD {
                return Err(Refusal::Large);
            }
        }
    }

    /// The request that begins so; none where more of it has to come.
    fn of(head: &[u8], guard: &Guard) -> Option<Result<Request, Refusal>> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(head) {
            Ok(httparse::Status::Partial) => None,
            Ok(httparse::Status::Complete(_)) => Some(Request::guarded(&parsed, guard)),
            Err(httparse::Error::TooManyHeaders) => Some(Err(Refusal::Large)),
            Err(_) => Some(Err(Refusal::Malformed)),
        }
    }

    fn guarded(parsed: &httparse::Request, guard: &Guard) -> Result<Request, Refusal> {
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
        let is_head = match parsed.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(Refusal::Method),
        };
        let page = query.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("page=")));
        let known = values("if-none-match").next().and_then(Result::ok).map(str::to_owned);
        let path = decoded(below).ok_or(Refusal::Malformed)?;
        let page = page.map(|page| decoded(page).ok_or(Refusal::Malformed)).transpose()?;
        Ok(Request { is_head, path, page, known })
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
