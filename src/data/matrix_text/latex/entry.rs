//! One entry of a formula, turned into the notation of an entry: `\frac{1}{2}` as `1/2`, `2\sqrt{3}` as `2√3`.

use super::super::terms::Term;
use super::number::number;
use super::scan::{Piece, Scan};
use crate::data::entry::parse_entry;
use crate::data::number_format::full;

/// Deeper than any entry is.
const DEEPEST: usize = 24;
/// More characters than any entry has.
const LONGEST: usize = 400;

/// Commands without meaning for the number: spaces and sizes.
const SPACES: [&str; 20] = [
    ",",
    ";",
    ":",
    "!",
    " ",
    ">",
    "quad",
    "qquad",
    "displaystyle",
    "textstyle",
    "scriptstyle",
    "left",
    "right",
    "big",
    "Big",
    "bigl",
    "bigr",
    "limits",
    "thinspace",
    "enspace",
];
/// Commands that say how their last argument looks, and how many arguments stand before it.
const LOOKS: [(&str, usize); 25] = [
    ("mathbf", 0),
    ("mathrm", 0),
    ("mathit", 0),
    ("mathsf", 0),
    ("mathtt", 0),
    ("bm", 0),
    ("boldsymbol", 0),
    ("text", 0),
    ("textbf", 0),
    ("textrm", 0),
    ("textit", 0),
    ("underline", 0),
    ("boxed", 0),
    ("fbox", 0),
    ("mathbin", 0),
    ("ensuremath", 0),
    ("textcolor", 1),
    ("multicolumn", 2),
    ("num", 0),
    ("fcolorbox", 2),
    ("colorbox", 1),
    ("mathcolor", 1),
    ("cancel", 0),
    ("emph", 0),
    ("mbox", 0),
];
/// Commands that leave room, or switch a colour: they and their argument are passed over.
const WITHOUT_TEXT: [&str; 9] = [
    "phantom",
    "hphantom",
    "vphantom",
    "color",
    "cellcolor",
    "rowcolor",
    "hspace",
    "vspace",
    "hskip",
];

/// The entry, or `None` where something is not understood.
pub fn entry(latex: &str) -> Option<String> {
    term(latex).map(Term::into_text)
}

pub fn term(latex: &str) -> Option<Term> {
    let mut reader = Reader {
        scan: Scan::new(latex),
        depth: DEEPEST,
    };
    let term = reader.sum()?;
    reader.skip();
    reader.scan.rest.is_empty().then_some(term)
}

/// A field that is no number, as words: `\text{height}` is `height`.
pub fn words(latex: &str) -> String {
    let mut out = String::new();
    let mut scan = Scan::new(latex);
    for _ in 0..latex.len() {
        match scan.next() {
            Some(Piece::Command(name))
                if LOOKS
                    .iter()
                    .any(|(look, before)| *look == name && *before == 0) => {}
            Some(Piece::Command(name)) if SPACES.contains(&name) => out.push(' '),
            Some(Piece::Command(name)) if name.len() == 1 => out.push_str(name),
            Some(Piece::Command(name)) => {
                out.push('\\');
                out.push_str(name);
            }
            Some(Piece::Group(inner)) => out.push_str(inner),
            Some(Piece::Char('~')) => out.push(' '),
            Some(Piece::Char(c)) => out.push(c),
            None => break,
        }
    }
    out.trim().trim_matches('$').to_owned()
}

struct Reader<'a> {
    scan: Scan<'a>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Passes over blanks and commands that only look like something.
    fn skip(&mut self) {
        loop {
            self.scan.skip_blanks();
            let before = self.scan;
            match self.scan.next() {
                Some(Piece::Char('~' | '$')) => {}
                Some(Piece::Command(name)) if SPACES.contains(&name) => {}
                Some(Piece::Command(name)) if WITHOUT_TEXT.contains(&name) => {
                    if self.scan.argument().is_none() {
                        self.scan = before;
                        return;
                    }
                }
                Some(Piece::Group("")) => {}
                _ => {
                    self.scan = before;
                    return;
                }
            }
        }
    }

    fn take(&mut self, c: char) -> bool {
        self.skip();
        match self.scan.rest.strip_prefix(c) {
            Some(rest) => {
                self.scan.rest = rest;
                true
            }
            None => false,
        }
    }

    fn inner(&mut self, latex: &'a str) -> Option<Term> {
        let depth = self.depth.checked_sub(1)?;
        let mut reader = Reader {
            scan: Scan::new(latex),
            depth,
        };
        let term = reader.sum()?;
        reader.skip();
        reader.scan.rest.is_empty().then_some(term)
    }

    fn sum(&mut self) -> Option<Term> {
        let mut left = self.signed()?;
        loop {
            if left.text().len() > LONGEST {
                return None;
            }
            if self.take('+') {
                left = left.plus(&self.product()?);
            } else if self.take('-') {
                left = left.minus(&self.product()?);
            } else {
                return Some(left);
            }
        }
    }

    fn signed(&mut self) -> Option<Term> {
        let mut negative = false;
        loop {
            if self.take('-') {
                negative = !negative;
            } else if !self.take('+') {
                break;
            }
        }
        let term = self.product()?;
        Some(if negative { term.negative() } else { term })
    }

    fn product(&mut self) -> Option<Term> {
        let mut left = self.factor()?;
        loop {
            if left.text().len() > LONGEST {
                return None;
            }
            self.skip();
            let before = self.scan;
            match self.scan.next() {
                Some(Piece::Char('*' | '·' | '×') | Piece::Command("cdot" | "times" | "ast")) => {
                    let negative = self.take('-');
                    let right = self.factor()?;
                    left = left.times(&if negative { right.negative() } else { right });
                    continue;
                }
                Some(Piece::Char('/') | Piece::Command("div")) => {
                    let negative = self.take('-');
                    let below = self.factor()?;
                    left = left.over(&if negative { below.negative() } else { below });
                    continue;
                }
                _ => self.scan = before,
            }
            let begins = match self.scan.peek() {
                Some(Piece::Char('(' | '√' | 'π') | Piece::Group(_)) => true,
                Some(Piece::Char(c)) => {
                    c.is_ascii_digit() && !left.ends_in_digit() || starts_root(&left, c)
                }
                Some(Piece::Command(name)) => starts_factor(name),
                None => false,
            };
            if !begins {
                return Some(left);
            }
            let beside_number = left.ends_in_digit() && !left.text().contains(['√', '^']);
            let before = self.scan;
            let right = self.factor()?;
            // 2\frac{1}{3} would be two and a third on paper and two thirds in algebra; {2}{3} would be 23 or 6.
            let odd = right
                .text()
                .starts_with(|c: char| c.is_ascii_digit() || c == '.')
                || is_quotient(before);
            if beside_number && odd {
                return None;
            }
            left = left.times(&right);
        }
    }

    fn factor(&mut self) -> Option<Term> {
        let base = self.base()?;
        if !self.take('^') {
            return Some(base);
        }
        let exponent = self.scan.argument()?;
        Some(base.raised_to(&self.inner(exponent)?))
    }

    fn base(&mut self) -> Option<Term> {
        self.depth = self.depth.checked_sub(1)?;
        let base = self.base_here();
        self.depth += 1;
        base
    }

    fn base_here(&mut self) -> Option<Term> {
        self.skip();
        if let Some(number) = number(&mut self.scan) {
            return Some(Term::atom(number));
        }
        match self.scan.next()? {
            Piece::Command(name) => self.command(name),
            Piece::Group(inner) => self.inner(inner).map(Term::in_parentheses_if_sum),
            Piece::Char('(') => {
                let inner = self.sum()?;
                self.take(')').then(|| inner.in_parentheses())
            }
            Piece::Char('√') => self.base().map(Term::root),
            Piece::Char('π') => Some(Term::atom("π")),
            Piece::Char(_) => None,
        }
    }

    fn command(&mut self, name: &str) -> Option<Term> {
        if let Some((_, before)) = LOOKS.iter().find(|(look, _)| *look == name) {
            for _ in 0..*before {
                self.scan.argument()?;
            }
            let inner = self.scan.argument()?;
            return self.inner(inner).map(Term::in_parentheses_if_sum);
        }
        match name {
            "frac" | "tfrac" | "dfrac" | "cfrac" | "nicefrac" | "sfrac" => {
                let above = self.scan.argument()?;
                let below = self.scan.argument()?;
                let (above, below) = (self.inner(above)?, self.inner(below)?);
                Some(above.over(&below))
            }
            "sqrt" => {
                if self.scan.optional().is_some_and(|root| root.trim() != "2") {
                    return None;
                }
                let inner = self.scan.argument()?;
                self.inner(inner).map(Term::root)
            }
            "pi" => Some(Term::atom("π")),
            "cos" | "sin" | "tan" => self.function(name),
            "infty" => Some(Term::atom("∞")),
            _ => None,
        }
    }

    /// The value of a function: an entry cannot hold it otherwise.
    fn function(&mut self, name: &str) -> Option<Term> {
        let function: fn(f64) -> f64 = match name {
            "cos" => libm::cos,
            "sin" => libm::sin,
            _ => libm::tan,
        };
        let argument = self.base()?;
        let value = function(parse_entry(&argument.into_text()).ok()?);
        let size = Term::atom(full(value.abs()));
        Some(if value < 0.0 { size.negative() } else { size })
    }
}

/// `\sqrt{2}3` and `\sqrt23`: the number behind a root multiplies it.
fn starts_root(left: &Term, c: char) -> bool {
    c.is_ascii_digit() && left.text().contains('√')
}

fn starts_factor(name: &str) -> bool {
    matches!(
        name,
        "frac"
            | "tfrac"
            | "dfrac"
            | "cfrac"
            | "nicefrac"
            | "sfrac"
            | "sqrt"
            | "pi"
            | "cos"
            | "sin"
            | "tan"
    ) || LOOKS.iter().any(|(look, _)| *look == name)
}

fn is_quotient(mut scan: Scan) -> bool {
    matches!(scan.next(), Some(Piece::Command(name)) if name.ends_with("frac"))
}
