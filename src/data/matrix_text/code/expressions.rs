//! Expressions: sums, products, powers, and what follows a matrix.

use super::calls;
use super::parser::Parser;
use super::tokens::{Kind, Token};
use super::value::Value;
use crate::data::Error;
use crate::data::matrix_text::{noise, refusal, scale};

/// More characters than any entry has, its value written out.
const LONGEST: usize = 400;

impl Parser<'_> {
    /// An expression. Inside a list a blank before a sign and none behind it begins a new element.
    pub fn expression(&mut self, in_list: bool) -> Result<Value, Error> {
        let from = self.at;
        let mut left = self.product(in_list)?;
        while let Some(token) = self.peek() {
            let minus = token.is("-");
            let glued = self.after(1).is_some_and(|next| !next.gap);
            if !(minus || token.is("+")) || (in_list && token.gap && glued) {
                break;
            }
            self.at += 1;
            self.not_too_long(&left)?;
            let right = self.product(in_list)?;
            left = match (left, right) {
                (Value::Number(a), Value::Number(b)) if minus => Value::Number(a.minus(&b)),
                (Value::Number(a), Value::Number(b)) => Value::Number(a.plus(&b)),
                _ => return Err(refusal::not_computed("A sum", self.since(from))),
            };
        }
        Ok(left)
    }

    /// An entry is short; what grows on is refused before it takes long.
    fn not_too_long(&self, value: &Value) -> Result<(), Error> {
        match value {
            Value::Number(term) if term.text().len() > LONGEST => Err(refusal::because(
                "An entry of this matrix is too long. Write it shorter, or as a decimal number.",
            )),
            _ => Ok(()),
        }
    }

    fn product(&mut self, in_list: bool) -> Result<Value, Error> {
        let from = self.at;
        let mut left = self.signed(in_list)?;
        while let Some(token) = self.peek() {
            let divides = token.is("/") || token.is("./") || token.is("//");
            let times = token.is("*") || token.is(".*") || token.is("·") || token.is("×");
            if divides || times {
                self.at += 1;
                self.skip_breaks();
            } else if !self.multiplies_unsaid(&left, token, in_list) {
                break;
            }
            self.not_too_long(&left)?;
            let right = self.signed(in_list)?;
            left = self.multiplied(left, right, divides, from)?;
        }
        Ok(left)
    }

    /// `2pi`, `2√3`, `3(1+√2)`; and outside lists `2 {{1, 2}}`.
    fn multiplies_unsaid(&self, left: &Value, token: Token, in_list: bool) -> bool {
        if !matches!(left, Value::Number(_)) {
            return false;
        }
        let opens = token.is("(") || (!in_list && (token.is("[") || token.is("{")));
        let after_number = self.at > 0 && self.tokens[self.at - 1].kind == Kind::Number;
        let constant = matches!(token.text, "pi" | "π" | "Pi" | "sqrt") || token.is("√");
        (constant && (!token.gap || !in_list))
            || (opens && (!token.gap || (!in_list && after_number)))
    }

    fn multiplied(
        &mut self,
        left: Value,
        right: Value,
        divides: bool,
        from: usize,
    ) -> Result<Value, Error> {
        Ok(match (left, right) {
            (Value::Number(a), Value::Number(b)) if divides => Value::Number(a.over(&b)),
            (Value::Number(a), Value::Number(b)) => Value::Number(a.times(&b)),
            (Value::Number(factor), matrix) if !divides && matrix.is_matrix() => {
                self.scale(matrix, &factor.into_text())
            }
            (matrix, Value::Number(factor)) if matrix.is_matrix() => {
                let factor = factor.into_text();
                let factor = if divides {
                    scale::inverse_of(&factor)
                } else {
                    factor
                };
                self.scale(matrix, &factor)
            }
            _ => {
                return Err(refusal::not_computed(
                    "A product of matrices",
                    self.since(from),
                ));
            }
        })
    }

    fn scale(&mut self, matrix: Value, factor: &str) -> Value {
        self.notes.push(noise::scaled(factor));
        matrix.scaled(factor)
    }

    fn signed(&mut self, in_list: bool) -> Result<Value, Error> {
        let mut negative = false;
        while self.next_is("-") || self.next_is("+") {
            negative ^= self.next_is("-");
            self.at += 1;
        }
        let value = self.power(in_list)?;
        match value {
            value if !negative => Ok(value),
            Value::Number(term) => Ok(Value::Number(term.negative())),
            matrix if matrix.is_matrix() => Ok(self.scale(matrix, "-1")),
            _ => Err(self.foreign()),
        }
    }

    fn power(&mut self, in_list: bool) -> Result<Value, Error> {
        let from = self.at;
        let mut value = self.atom(in_list)?;
        loop {
            if self.next_is("^") || self.next_is("**") || self.next_is(".^") {
                self.at += 1;
                value = self.raised(value, from)?;
            } else if value.is_matrix() && (self.next_is("'") || self.next_is(".'")) {
                self.at += 1;
                value = self.transposed(value)?;
            } else if value.is_matrix() && self.next_is(".") {
                self.at += 1;
                value = calls::method(self, value)?;
            } else if value.is_matrix()
                && self
                    .peek()
                    .is_some_and(|t| !t.gap && matches!(t.text, "[" | "("))
            {
                return Err(self.foreign());
            } else {
                return Ok(value);
            }
        }
    }

    fn raised(&mut self, value: Value, from: usize) -> Result<Value, Error> {
        let Value::Number(base) = value else {
            let turns = |token: &Token| matches!(token.text, "T" | "t" | "'" | "⊤" | "top" | "H");
            if self.peek().as_ref().is_some_and(turns) {
                self.at += 1;
                return self.transposed(value);
            }
            let _ = self.signed(true);
            return Err(refusal::not_computed(
                "A power or an inverse",
                self.since(from),
            ));
        };
        let negative = self.take("-");
        self.take("+");
        let Value::Number(exponent) = self.atom(true)? else {
            return Err(self.foreign());
        };
        let exponent = if negative {
            exponent.negative()
        } else {
            exponent
        };
        Ok(Value::Number(base.raised_to(&exponent)))
    }

    pub fn transposed(&mut self, value: Value) -> Result<Value, Error> {
        self.notes
            .push("The matrix was transposed, as the text says.".into());
        value.transposed()
    }
}
