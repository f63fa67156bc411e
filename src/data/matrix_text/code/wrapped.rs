//! A printed vector that was too long for one line, told from the rows of a matrix.

use super::list::{Item, Separator};

/// NumPy breaks its lines before this many characters.
const LINE: usize = 75;

/// Whether every line is as full as a printed line is: the next number would not have fitted.
pub fn is_wrapped(text: &str, items: &[Item]) -> bool {
    let mut breaks = items
        .iter()
        .filter(|item| item.before == Separator::Line)
        .peekable();
    if breaks.peek().is_none() || items.iter().any(|item| item.before == Separator::Semicolon) {
        return false;
    }
    breaks.all(|item| {
        // Both are pieces of `text`.
        let at = (item.text.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let Some(line) = text
            .get(..at)
            .and_then(|before| before.trim_end().rsplit('\n').next())
        else {
            return false;
        };
        let full = line.chars().count();
        full <= LINE + 5 && full + 1 + item.text.chars().count() + 1 > LINE
    })
}
