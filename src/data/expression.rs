//! The small language of a matrix entry: numbers, quotients, roots and π, with parentheses.
//!
//! ```text
//! entry    = [sign] quotient
//! quotient = product [ "/" [sign] factor ]
//! product  = factor { ["·"] factor }        a missing dot only before √, π and "("
//! factor   = atom [ "^" [sign] atom ]           "**" is the same
//! atom     = number | "π" | "√" atom | "(" sum ")"
//! sum      = [sign] quotient { sign quotient }
//! ```
//! A sum needs parentheses, so that a pasted date such as 2024-01-15 is not read as 2008.

use super::entry_error::EntryError;
use super::number_format::full;

/// An entry as it was written, before it is rounded to a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Number(f64),
    Pi,
    Root(Box<Expression>),
    Negative(Box<Expression>),
    Product(Vec<Expression>),
    Quotient(Box<Expression>, Box<Expression>),
    Power(Box<Expression>, Box<Expression>),
    /// A sum in its parentheses.
    Sum(Vec<Expression>),
}

impl Expression {
    /// Reads `text`, in which minus signs and decimal points are already the ASCII ones.
    ///
    /// The caller bounds the length of `text`; the recursion is no deeper than that.
    pub(super) fn parse(text: &str) -> Result<Self, EntryError> {
        let mut parser = Parser { text, rest: text };
        let expression = parser.signed_quotient()?;
        parser.skip_blanks();
        match parser.rest.is_empty() {
            true => Ok(expression),
            false => Err(parser.unreadable()),
        }
    }

    /// The number nearest to the expression, refused when f64 cannot hold it.
    pub(super) fn value(&self) -> Result<f64, EntryError> {
        let value = match self {
            Self::Number(value) => *value,
            Self::Pi => std::f64::consts::PI,
            Self::Root(inner) => {
                let inner = inner.value()?;
                if inner < 0.0 {
                    return Err(EntryError::NegativeRoot);
                }
                inner.sqrt()
            }
            Self::Negative(inner) => -inner.value()?,
            Self::Product(factors) => {
                let factors = factors
                    .iter()
                    .map(Self::value)
                    .collect::<Result<Vec<_>, _>>()?;
                let product = factors.iter().product();
                if product == 0.0 && !factors.contains(&0.0) {
                    return Err(EntryError::TooSmall);
                }
                product
            }
            Self::Quotient(numerator, denominator) => {
                let (numerator, denominator) = (numerator.value()?, denominator.value()?);
                if denominator == 0.0 {
                    return Err(EntryError::DivisionByZero);
                }
                let quotient = numerator / denominator;
                if quotient == 0.0 && numerator != 0.0 {
                    return Err(EntryError::TooSmall);
                }
                quotient
            }
            Self::Power(base, exponent) => power(base.value()?, exponent.value()?)?,
            Self::Sum(terms) => {
                let terms = terms
                    .iter()
                    .map(Self::value)
                    .collect::<Result<Vec<_>, _>>()?;
                terms.iter().sum()
            }
        };
        if value.is_finite() {
            Ok(value)
        } else {
            Err(EntryError::TooLarge)
        }
    }

    /// The expression in LaTeX, as it was written: `\frac{1}{3}` stays a fraction.
    pub(super) fn latex(&self) -> String {
        match self {
            Self::Number(value) => number_latex(*value),
            Self::Pi => r"\pi".into(),
            Self::Root(inner) => format!(r"\sqrt{{{}}}", inner.without_parentheses()),
            Self::Negative(inner) => format!("-{}", inner.latex()),
            Self::Product(factors) => {
                let mut latex = String::new();
                for factor in factors {
                    if !latex.is_empty() && matches!(factor, Self::Number(_)) {
                        latex.push_str(r" \cdot ");
                    }
                    latex.push_str(&factor.latex());
                }
                latex
            }
            Self::Quotient(numerator, denominator) => {
                let (above, below) = (
                    numerator.without_parentheses(),
                    denominator.without_parentheses(),
                );
                format!(r"\frac{{{above}}}{{{below}}}")
            }
            Self::Power(base, exponent) => {
                let base = match **base {
                    Self::Root(_) => format!("({})", base.latex()),
                    _ => base.latex(),
                };
                format!("{base}^{{{}}}", exponent.without_parentheses())
            }
            Self::Sum(_) => format!("({})", self.without_parentheses()),
        }
    }

    fn without_parentheses(&self) -> String {
        let Self::Sum(terms) = self else {
            return self.latex();
        };
        let mut latex = String::new();
        for term in terms {
            let term = term.latex();
            if !latex.is_empty() && !term.starts_with('-') {
                latex.push('+');
            }
            latex.push_str(&term);
        }
        latex
    }
}

/// A power that is a finite real number.
fn power(base: f64, exponent: f64) -> Result<f64, EntryError> {
    if base == 0.0 && exponent < 0.0 {
        return Err(EntryError::DivisionByZero);
    }
    if base < 0.0 && exponent.fract() != 0.0 {
        return Err(EntryError::NegativeRoot);
    }
    let value = libm::pow(base, exponent);
    match value == 0.0 && base != 0.0 {
        true => Err(EntryError::TooSmall),
        false => Ok(value),
    }
}

fn number_latex(value: f64) -> String {
    let text = full(value);
    match text.split_once('e') {
        Some((mantissa, exponent)) => format!(r"{mantissa} \cdot 10^{{{exponent}}}"),
        None => text,
    }
}

struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_blanks();
        self.rest.chars().next()
    }

    fn take(&mut self, token: &str) -> bool {
        self.skip_blanks();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The text ends where more is needed, or goes on where it should not.
    fn unreadable(&mut self) -> EntryError {
        self.skip_blanks();
        match "sqrt".starts_with(self.rest) || "pi".starts_with(self.rest) {
            true => EntryError::unfinished(self.text),
            false => EntryError::unreadable(self.text),
        }
    }

    fn signed_quotient(&mut self) -> Result<Expression, EntryError> {
        if self.take("-") {
            return Ok(Expression::Negative(Box::new(self.quotient()?)));
        }
        self.take("+");
        self.quotient()
    }

    fn quotient(&mut self) -> Result<Expression, EntryError> {
        let numerator = self.product()?;
        if !self.take("/") {
            return Ok(numerator);
        }
        let negative = self.take("-");
        let mut denominator = self.factor()?;
        if negative {
            denominator = Expression::Negative(Box::new(denominator));
        }
        match self.peek() {
            Some('/' | '*' | '·' | '×' | '√' | 'π' | '(' | 's' | 'p') => {
                Err(EntryError::ambiguous_quotient(self.text))
            }
            _ => Ok(Expression::Quotient(
                Box::new(numerator),
                Box::new(denominator),
            )),
        }
    }

    fn product(&mut self) -> Result<Expression, EntryError> {
        let first = self.factor()?;
        let mut factors = vec![first];
        loop {
            let dot = self.take("·") || self.take("*") || self.take("×");
            match self.peek() {
                Some('√' | 'π' | '(' | 's' | 'p') => {}
                _ if dot => {}
                _ => break,
            }
            factors.push(self.factor()?);
        }
        match factors.len() {
            1 => Ok(factors.swap_remove(0)),
            _ => Ok(Expression::Product(factors)),
        }
    }

    fn factor(&mut self) -> Result<Expression, EntryError> {
        let base = self.atom()?;
        if !self.take("^") && !self.take("**") {
            return Ok(base);
        }
        let negative = self.take("-");
        let mut exponent = self.atom()?;
        if negative {
            exponent = Expression::Negative(Box::new(exponent));
        }
        // 2^3^2 is 512 for some and 64 for others.
        match self.peek() {
            Some('^') => Err(self.unreadable()),
            _ => Ok(Expression::Power(Box::new(base), Box::new(exponent))),
        }
    }

    fn atom(&mut self) -> Result<Expression, EntryError> {
        if self.take("√") || self.take("sqrt") {
            if self.peek() == Some('-') {
                return Err(EntryError::NegativeRoot);
            }
            return Ok(Expression::Root(Box::new(self.atom()?)));
        }
        if self.take("π") || self.take("pi") {
            return Ok(Expression::Pi);
        }
        if self.take("(") {
            return self.sum();
        }
        self.number()
    }

    /// What follows an opening parenthesis, up to and with the closing one.
    fn sum(&mut self) -> Result<Expression, EntryError> {
        let mut terms = vec![self.signed_quotient()?];
        while let Some('+' | '-') = self.peek() {
            terms.push(self.signed_quotient()?);
        }
        match self.take(")") {
            true => Ok(Expression::Sum(terms)),
            false => Err(self.unreadable()),
        }
    }

    fn number(&mut self) -> Result<Expression, EntryError> {
        self.skip_blanks();
        let length = number_length(self.rest).ok_or_else(|| self.unreadable())?;
        let (number, rest) = self.rest.split_at(length);
        // An exponent that has begun but not ended: the letter is the last thing typed.
        if matches!(rest, "e" | "E" | "e-" | "E-" | "e+" | "E+") {
            return Err(EntryError::unfinished(self.text));
        }
        self.rest = rest;
        let value: f64 = number
            .parse()
            .map_err(|_| EntryError::unreadable(self.text))?;
        let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
        if value == 0.0 && mantissa.contains(|c: char| matches!(c, '1'..='9')) {
            return Err(EntryError::TooSmall);
        }
        if value.is_infinite() {
            return Err(EntryError::TooLarge);
        }
        Ok(Expression::Number(value))
    }
}

/// How many bytes of `text` are a number without sign: `12`, `.5`, `3.`, `2.5e-3`.
fn number_length(text: &str) -> Option<usize> {
    let digits = |from: usize| {
        text.bytes()
            .skip(from)
            .take_while(u8::is_ascii_digit)
            .count()
    };
    let whole = digits(0);
    let mut length = whole;
    let mut fraction = 0;
    if text.as_bytes().get(length) == Some(&b'.') {
        fraction = digits(length + 1);
        length += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    if let Some(b'e' | b'E') = text.as_bytes().get(length) {
        let sign = usize::from(matches!(text.as_bytes().get(length + 1), Some(b'+' | b'-')));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    Some(length)
}
