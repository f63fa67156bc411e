//! Where the reader of a program's text stands: its tokens, and what it has said so far.

use super::tokens::{Kind, Token};
use crate::data::Error;
use crate::data::matrix_text::{noise, refusal};

/// Deeper brackets are no matrix; it also bounds the recursion.
const DEEPEST: usize = 24;
pub struct Parser<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token<'a>>,
    pub at: usize,
    /// Sentences about what was left out or done.
    pub notes: Vec<String>,
    pub depth: usize,
}

impl<'a> Parser<'a> {
    /// Comments are left out, and said.
    pub fn new(text: &'a str, tokens: Vec<Token<'a>>) -> Self {
        let mut notes = Vec::new();
        let comments: Vec<&str> = tokens
            .iter()
            .filter(|token| token.kind == Kind::Comment)
            .map(|token| token.text)
            .collect();
        if let Some(first) = comments.first() {
            notes.push(noise::comments(first, comments.len()));
        }
        let tokens = tokens
            .into_iter()
            .filter(|token| token.kind != Kind::Comment)
            .collect();
        Self {
            text,
            tokens,
            at: 0,
            notes,
            depth: 0,
        }
    }

    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    pub fn after(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub fn next_is(&self, mark: &str) -> bool {
        self.peek().is_some_and(|token| token.is(mark))
    }

    pub fn take(&mut self, mark: &str) -> bool {
        let is = self.next_is(mark);
        self.at += usize::from(is);
        is
    }

    pub fn skip_breaks(&mut self) {
        while self.peek().is_some_and(|token| token.kind == Kind::Break) {
            self.at += 1;
        }
    }

    /// The text from token `from` up to the present one.
    pub fn since(&self, from: usize) -> &'a str {
        let start = self
            .tokens
            .get(from)
            .map_or(self.text.len(), |token| token.at);
        let end = match self.at {
            0 => start,
            at => self.tokens.get(at - 1).map_or(start, Token::end),
        };
        self.text.get(start..end.max(start)).unwrap_or("")
    }

    /// The text from token `from` to the end of its line.
    pub fn line_from(&self, from: usize) -> &'a str {
        let start = self
            .tokens
            .get(from)
            .map_or(self.text.len(), |token| token.at);
        self.text
            .get(start..)
            .and_then(|rest| rest.split('\n').next())
            .unwrap_or("")
    }

    /// Refuses what stands here, quoted to the end of its line.
    pub fn foreign(&self) -> Error {
        let Some(token) = self.peek() else {
            return match self.opened() {
                Some(bracket) => Error::Unbalanced(bracket),
                None => refusal::because("The text ends in the middle. Paste all of it."),
            };
        };
        let piece = self.text.get(token.at..).unwrap_or("");
        match token.kind {
            Kind::Close => Error::Unbalanced(token.text.chars().next().unwrap_or(']')),
            Kind::Ellipsis => refusal::shortened(token.text),
            _ => refusal::foreign(piece),
        }
    }

    /// The innermost bracket that is open at the end.
    fn opened(&self) -> Option<char> {
        let mut open = Vec::new();
        for token in &self.tokens {
            match token.kind {
                Kind::Open => open.extend(token.text.chars().next()),
                Kind::Close => drop(open.pop()),
                _ => {}
            }
        }
        open.first().copied()
    }

    /// One level deeper, while `read` runs.
    pub fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.depth == DEEPEST {
            return Err(refusal::too_deep());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}
