//! What stands between the parentheses of a call.

use super::value::Value;

/// One argument of a call.
pub struct Argument<'a> {
    pub key: Option<&'a str>,
    pub value: Value,
    pub text: &'a str,
    /// A `;` stands in front, which begins a row.
    pub row: bool,
}
