//! Which key leads to which entry.

use super::drafts::Place;

/// Where the caret stands in the text of the field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caret {
    /// Nothing of the text stands before it, or all of the text is selected.
    pub(super) at_start: bool,
    pub(super) at_end: bool,
}

/// The modifier keys that matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modifiers {
    pub(super) shift: bool,
    /// Control, or ⌘.
    pub(super) control: bool,
}

/// The entry that `key` leads to from `place` in a matrix of `rows` × `cols`; `None` leaves the key to the field.
pub(super) fn destination(
    key: &str,
    modifiers: Modifiers,
    caret: Caret,
    (row, col): Place,
    (rows, cols): (usize, usize),
) -> Option<Place> {
    let (last_row, last_col) = (rows.saturating_sub(1), cols.saturating_sub(1));
    let Modifiers { shift, control } = modifiers;
    let place = match key {
        "Enter" if shift => (row.saturating_sub(1), col),
        "Enter" => (row + 1, col),
        "Home" if control && !shift => (0, 0),
        "End" if control && !shift => (last_row, last_col),
        // With Shift the reader selects text, with Control moves by words.
        _ if shift || control => return None,
        "ArrowUp" => (row.saturating_sub(1), col),
        "ArrowDown" => (row + 1, col),
        "ArrowLeft" if caret.at_start => (row, col.saturating_sub(1)),
        "ArrowRight" if caret.at_end => (row, col + 1),
        "Home" if caret.at_start => (row, 0),
        "End" if caret.at_end => (row, last_col),
        _ => return None,
    };
    Some((place.0.min(last_row), place.1.min(last_col)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Modifiers = Modifiers {
        shift: false,
        control: false,
    };

    #[test]
    fn arrows_move_at_the_ends_of_the_text() {
        let inside = Caret {
            at_start: false,
            at_end: false,
        };
        let selected = Caret {
            at_start: true,
            at_end: true,
        };
        assert_eq!(
            destination("ArrowLeft", PLAIN, inside, (1, 1), (3, 3)),
            None
        );
        assert_eq!(
            destination("ArrowLeft", PLAIN, selected, (1, 1), (3, 3)),
            Some((1, 0))
        );
        assert_eq!(
            destination("ArrowRight", PLAIN, selected, (1, 2), (3, 3)),
            Some((1, 2))
        );
        assert_eq!(
            destination("ArrowUp", PLAIN, inside, (0, 1), (3, 3)),
            Some((0, 1))
        );
        assert_eq!(
            destination("ArrowDown", PLAIN, inside, (0, 1), (3, 3)),
            Some((1, 1))
        );
        assert_eq!(destination("a", PLAIN, selected, (0, 1), (3, 3)), None);
    }

    #[test]
    fn enter_goes_down_and_home_to_the_first_column() {
        let selected = Caret {
            at_start: true,
            at_end: true,
        };
        let shift = Modifiers {
            shift: true,
            control: false,
        };
        let control = Modifiers {
            shift: false,
            control: true,
        };
        assert_eq!(
            destination("Enter", PLAIN, selected, (0, 1), (3, 3)),
            Some((1, 1))
        );
        assert_eq!(
            destination("Enter", shift, selected, (2, 1), (3, 3)),
            Some((1, 1))
        );
        assert_eq!(
            destination("Enter", PLAIN, selected, (2, 1), (3, 3)),
            Some((2, 1))
        );
        assert_eq!(
            destination("Home", PLAIN, selected, (2, 1), (3, 3)),
            Some((2, 0))
        );
        assert_eq!(
            destination("End", control, selected, (0, 0), (3, 4)),
            Some((2, 3))
        );
        assert_eq!(
            destination("ArrowLeft", shift, selected, (1, 1), (3, 3)),
            None
        );
    }
}
