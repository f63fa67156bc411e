//! Everything that changes the matrix.

use leptos::prelude::*;

use super::drafts::{Drafts, Place};
use super::pasting::Pasting;
use super::text;
use crate::data::entry::{EntryError, parse_entry};
use crate::data::matrix_text::Read;
use crate::data::{EnteredMatrix, Error};
use crate::ui::live::memo;

/// What is said below the grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Message {
    #[default]
    None,
    Said(String),
    Problem(String),
}

impl Message {
    pub(super) fn sentence(&self) -> &str {
        match self {
            Self::None => "",
            Self::Said(sentence) | Self::Problem(sentence) => sentence,
        }
    }

    pub(super) fn is_problem(&self) -> bool {
        matches!(self, Self::Problem(_))
    }
}

/// The editor's signals. Only `value` holds the matrix; the rest is what the fields add to it.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    value: Signal<EnteredMatrix>,
    on_change: Callback<EnteredMatrix>,
    pub(super) max_rows: usize,
    pub(super) max_cols: usize,
    drafts: RwSignal<Drafts>,
    /// The drafts that belong to the present matrix.
    standing: Memo<Drafts>,
    /// Those of them that cannot be read.
    problems: Memo<Vec<(Place, EntryError)>>,
    /// The entry the buttons act on: the last one that had the focus.
    last_place: RwSignal<Option<Place>>,
    /// The entry that has the focus, and its text when it got it.
    typing: RwSignal<Option<(Place, String)>>,
    /// The answer to the last paste, copy or button, and the matrix it was given about.
    answer: RwSignal<(Message, Option<EnteredMatrix>)>,
    pub(super) pasting: Pasting,
}

impl Editor {
    pub(super) fn new(
        value: Signal<EnteredMatrix>,
        on_change: Callback<EnteredMatrix>,
        max_rows: usize,
        max_cols: usize,
    ) -> Self {
        let drafts = RwSignal::new(Drafts::default());
        let standing = memo(move |_| drafts.with(|drafts| value.with(|value| drafts.over(value))));
        let typing = RwSignal::new(None::<(Place, String)>);
        let problems = memo(move |_| {
            let place = typing.with(|typing| typing.as_ref().map(|(place, _)| *place));
            standing.with(|drafts| drafts.problems(place))
        });
        Self {
            value,
            on_change,
            max_rows,
            max_cols,
            drafts,
            standing,
            problems,
            last_place: RwSignal::new(None),
            typing,
            answer: RwSignal::new((Message::None, None)),
            pasting: Pasting::new(),
        }
    }

    pub(super) fn shape(&self) -> (usize, usize) {
        self.value.with(|value| (value.rows(), value.cols()))
    }

    pub(super) fn with_matrix<T>(&self, read: impl FnOnce(&EnteredMatrix) -> T) -> T {
        self.value.with(read)
    }

    fn matrix(&self) -> EnteredMatrix {
        self.value.get_untracked()
    }

    /// What stands in the field of an entry.
    pub(super) fn shown(&self, place: Place) -> String {
        let own = || {
            self.value
                .with(|value| value.text(place.0, place.1).map(str::to_owned))
        };
        self.draft(place).or_else(own).unwrap_or_default()
    }

    fn draft(&self, place: Place) -> Option<String> {
        self.standing
            .with(|drafts| drafts.get(place).map(str::to_owned))
    }

    /// Whether the field of an entry is to be marked.
    pub(super) fn is_problem(&self, place: Place) -> bool {
        self.problems
            .with(|problems| problems.iter().any(|(at, _)| *at == place))
    }

    /// The entry the row and column buttons act on: the one last visited, else the last one.
    pub(super) fn place(&self) -> Place {
        let (rows, cols) = self.shape();
        let (row, col) = self.last_place.get().unwrap_or((rows, cols));
        (
            row.min(rows.saturating_sub(1)),
            col.min(cols.saturating_sub(1)),
        )
    }

    /// What is to be said below the grid: unreadable entries first.
    pub(super) fn message(&self) -> Memo<Message> {
        let editor = *self;
        memo(move |_| {
            let (first, count) = editor.problems.with(|p| (p.first().cloned(), p.len()));
            let Some(((row, column), source)) = first else {
                return editor.standing_answer();
            };
            let first = Error::Entry {
                row: row + 1,
                column: column + 1,
                source,
            }
            .to_string();
            let sentence = first + &text::more_problems(count - 1);
            Message::Problem(text::still_in_effect(&sentence))
        })
    }

    /// Answers the reader; the answer goes when the matrix changes.
    pub(super) fn say(&self, message: Message) {
        self.answer.set((message, Some(self.matrix())));
    }

    fn standing_answer(&self) -> Message {
        let stands =
            |about: &Option<EnteredMatrix>| self.value.with(|value| about.as_ref() == Some(value));
        self.answer.with(|(message, about)| {
            if stands(about) {
                message.clone()
            } else {
                Message::None
            }
        })
    }

    pub(super) fn enter_field(&self, place: Place) {
        let own = self
            .value
            .with_untracked(|value| value.text(place.0, place.1).map(str::to_owned));
        self.typing.set(Some((place, own.unwrap_or_default())));
        self.last_place.set(Some(place));
    }

    /// A number that was typed now shows as it is kept; anything else stays as it was typed.
    pub(super) fn leave_field(&self, place: Place) {
        self.typing.set(None);
        let readable = self
            .standing
            .with_untracked(|drafts| drafts.get(place).is_some_and(|t| parse_entry(t).is_ok()));
        if readable {
            self.drafts.update(|drafts| drafts.remove(place));
        }
    }

    pub(super) fn type_text(&self, place: Place, text: String) {
        let present = self.matrix();
        let changed = present.with_entry(place.0, place.1, &text).ok();
        let mut drafts = self.standing.get_untracked();
        drafts.set(place, text);
        self.answer.set((Message::None, None));
        self.change(changed.unwrap_or(present), drafts, Some);
    }

    /// Puts back what stood in the field when it was entered.
    pub(super) fn restore(&self, place: Place) {
        // Nothing typed since the matrix last changed from outside: nothing to take back.
        if untrack(|| self.draft(place)).is_none() {
            return;
        }
        let before = self.typing.get_untracked().filter(|(at, _)| *at == place);
        let present = self.matrix();
        let restored =
            before.and_then(|(_, text)| present.with_entry(place.0, place.1, &text).ok());
        let mut drafts = self.standing.get_untracked();
        drafts.remove(place);
        self.change(restored.unwrap_or(present), drafts, Some);
    }

    pub(super) fn add_row(&self) {
        let (row, present) = (self.place_untracked().0, self.matrix());
        if present.rows() >= self.max_rows {
            return self.say(Message::Said(text::full("row", self.max_rows)));
        }
        let moved = move |(r, c)| Some((if r > row { r + 1 } else { r }, c));
        self.reshape(present.insert_row(row + 1), moved);
    }

    pub(super) fn add_col(&self) {
        let (col, present) = (self.place_untracked().1, self.matrix());
        if present.cols() >= self.max_cols {
            return self.say(Message::Said(text::full("column", self.max_cols)));
        }
        let moved = move |(r, c)| Some((r, if c > col { c + 1 } else { c }));
        self.reshape(present.insert_col(col + 1), moved);
    }

    pub(super) fn remove_row(&self) {
        let (row, present) = (self.place_untracked().0, self.matrix());
        if present.rows() == 1 {
            return self.say(Message::Said(text::only_one("row")));
        }
        let moved = move |(r, c)| (r != row).then_some((if r > row { r - 1 } else { r }, c));
        self.reshape(present.remove_row(row), moved);
    }

    pub(super) fn remove_col(&self) {
        let (col, present) = (self.place_untracked().1, self.matrix());
        if present.cols() == 1 {
            return self.say(Message::Said(text::only_one("column")));
        }
        let moved = move |(r, c)| (c != col).then_some((r, if c > col { c - 1 } else { c }));
        self.reshape(present.remove_col(col), moved);
    }

    /// Puts a matrix that was read in place of the present one.
    pub(super) fn replace(&self, read: Read) {
        let pasted = Message::Said(text::pasted(&read));
        self.answer.set((pasted, Some(read.matrix.clone())));
        self.change(read.matrix, Drafts::default(), Some);
    }

    /// Fills a matrix that was read in from an entry on, as a spreadsheet does; one number is as if it were typed there.
    /// # Errors
    /// It does not fit.
    pub(super) fn fill(&self, place: Place, read: &Read) -> Result<(), Error> {
        let part = &read.matrix;
        if part.rows() == 1 && part.cols() == 1 {
            self.type_text(place, part.text(0, 0).unwrap_or_default().to_owned());
            if !read.notes.is_empty() {
                self.say(Message::Said(read.notes.join(" ")));
            }
            return Ok(());
        }
        let filled = self
            .matrix()
            .filled(place, part, (self.max_rows, self.max_cols))?;
        let said = Message::Said(text::filled(place, read));
        self.answer.set((said, Some(filled.clone())));
        let mut drafts = self.standing.get_untracked();
        for row in place.0..place.0 + part.rows() {
            for col in place.1..place.1 + part.cols() {
                drafts.remove((row, col));
            }
        }
        self.change(filled, drafts, Some);
        Ok(())
    }

    pub(super) fn refuse(&self, sentence: &str) {
        self.say(Message::Problem(text::kept(sentence)));
    }

    fn place_untracked(&self) -> Place {
        untrack(|| self.place())
    }

    fn reshape(&self, matrix: EnteredMatrix, moved: impl Fn(Place) -> Option<Place>) {
        self.answer.set((Message::None, None));
        self.change(matrix, self.standing.get_untracked(), moved);
    }

    /// Drafts first: they must belong to the new matrix by the time it arrives.
    fn change(
        &self,
        matrix: EnteredMatrix,
        drafts: Drafts,
        moved: impl Fn(Place) -> Option<Place>,
    ) {
        let is_new = self.value.with_untracked(|value| *value != matrix);
        self.drafts.set(drafts.carried_to(matrix.clone(), moved));
        if is_new {
            self.on_change.run(matrix);
        }
    }
}
