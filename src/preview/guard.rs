//! Who may look: those who know the address, from this computer, on a page of this server or by themselves.

use std::fmt;

use super::forms::FORM;

/// What the address holds that nobody can guess.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// So many bytes that the system drew.
const BYTES: usize = 16;

impl Token {
    /// A new one.
    ///
    /// Errors: the system draws none.
    pub fn new() -> Result<Token, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Whether it is this word. All of the word is looked at, so that the time it takes tells nothing.
    fn is(&self, word: &str) -> bool {
        let (own, word) = (self.0.as_bytes(), word.as_bytes());
        let differs = own
            .iter()
            .enumerate()
            .fold(0, |differs, (at, byte)| differs | (byte ^ word.get(at).copied().unwrap_or(!byte)));
        differs == 0 && own.len() == word.len()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("Token")
    }
}

/// Looks at every request.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    token: Token,
    /// `127.0.0.1:8026`, and the same by name.
    hosts: [String; 2],
    /// Whether forms may write.
    forms: bool,
}

impl Guard {
    /// The guard of a server at a port of this computer. Only with `forms` is there anything that can be written.
    pub(super) fn new(token: Token, port: u16, forms: bool) -> Guard {
        Guard { token, hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")], forms }
    }

    /// Whether answers may be sent to what lies below the token: a form, and nothing else.
    pub(super) fn takes_answers(&self, below: &str) -> bool {
        self.forms && below.starts_with(FORM)
    }

    /// Whether a request came for this server: another name may lead to this computer as well, in somebody's page.
    pub(super) fn is_own_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
    }

    /// Whether a page that asks is one of this server.
    pub(super) fn is_own_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.is_own_host(host))
    }

    /// What is asked for below the token, as it is written; none where the token is another.
    pub(super) fn below<'t>(&self, target: &'t str) -> Option<&'t str> {
        let (token, rest) = target.strip_prefix('/')?.split_once('/')?;
        self.token.is(token).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_itself_alone() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert_eq!(one.0.len(), 2 * BYTES);
        assert!(one.is(&one.to_string()) && !one.is(&other.to_string()));
        assert!(!one.is("") && !one.is(&one.0[1..]) && !one.is(&format!("{one}0")));
        assert_eq!(format!("{one:?}"), "Token");
    }

    #[test]
    fn only_what_is_below_the_token_is_asked_for() {
        let guard = Guard::new(Token("abc".to_owned()), 8026, true);
        assert_eq!(guard.below("/abc/index.html"), Some("index.html"));
        assert_eq!(guard.below("/abc/"), Some(""));
        for target in ["/abc", "/abd/index.html", "abc/index.html", "//abc/", "/", "", "http://127.0.0.1/abc/"] {
            assert_eq!(guard.below(target), None, "{target}");
        }
        assert!(guard.is_own_host("LOCALHOST:8026") && !guard.is_own_host("localhost") && !guard.is_own_host("a:8026"));
        assert!(guard.is_own_origin("http://127.0.0.1:8026") && !guard.is_own_origin("https://127.0.0.1:8026"));
        assert!(guard.takes_answers(".vp/form/norr/plan/t1") && !guard.takes_answers("norr/plan.html"));
        assert!(!Guard::new(Token("abc".to_owned()), 8026, false).takes_answers(".vp/form/norr/plan/t1"));
        assert!(!guard.is_own_origin("null") && !guard.is_own_origin("http://127.0.0.1:8027"));
    }
}
