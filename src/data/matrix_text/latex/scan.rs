//! Pieces of LaTeX: commands, groups in braces, characters.

/// A position in LaTeX text.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a> {
    pub rest: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The name behind a backslash; one character where that is no letter.
    Command(&'a str),
    /// What stands in braces.
    Group(&'a str),
    Char(char),
}

impl<'a> Scan<'a> {
    pub fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    /// The next piece, and past it. An open brace without its end is a character.
    pub fn next(&mut self) -> Option<Piece<'a>> {
        let c = self.rest.chars().next()?;
        let after = &self.rest[c.len_utf8()..];
        match c {
            '\\' => {
                let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
                let length = match letters {
                    0 => after.chars().next().map_or(0, char::len_utf8),
                    letters => letters,
                };
                let (name, rest) = after.split_at(length);
                self.rest = rest;
                Some(Piece::Command(name))
            }
            '{' => match group(self.rest, '{', '}') {
                Some((inner, rest)) => {
                    self.rest = rest;
                    Some(Piece::Group(inner))
                }
                None => {
                    self.rest = after;
                    Some(Piece::Char('{'))
                }
            },
            c => {
                self.rest = after;
                Some(Piece::Char(c))
            }
        }
    }

    pub fn peek(&self) -> Option<Piece<'a>> {
        let mut ahead = *self;
        ahead.next()
    }

    pub fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// An argument: a group, a command, or a single character as in `\frac12`.
    pub fn argument(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let before = self.rest;
        match self.next()? {
            Piece::Group(inner) => Some(inner),
            _ => Some(&before[..before.len() - self.rest.len()]),
        }
    }

    /// An argument in square brackets, where there is one.
    pub fn optional(&mut self) -> Option<&'a str> {
        let (inner, rest) = group(self.rest.trim_start(), '[', ']')?;
        self.rest = rest;
        Some(inner)
    }
}

/// The content of the group that `text` begins with, and what follows it.
fn group(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(open)?;
    let (mut depth, mut escaped) = (1_usize, false);
    for (at, c) in inner.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        escaped = c == '\\';
        if c == close {
            depth -= 1;
        } else if c == open {
            depth += 1;
        }
        if depth == 0 {
            return Some((&inner[..at], &inner[at + c.len_utf8()..]));
        }
    }
    None
}
