//! From the state to the training on screen, by the worker; and the reader's own files.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;

use crate::data::EnteredMatrix;
use crate::data::point_sets::{SETS, SetKind};
use crate::labs::autoencoder::lesson::AutoencoderLesson;
use crate::labs::autoencoder::model::File;
use crate::labs::autoencoder::reading::Found;
use crate::labs::autoencoder::state::{MAX_LINK_POINTS, OwnFile, Source, State};
use crate::ui::session::Session;
use crate::ui::shipped::Shipped;
use crate::ui::training::{Course, Handed};

/// Files with at most this many numbers are kept in the link.
const LINKED: usize = 240;

/// What a download that fails is called.
const DIGITS: &str = "The digits";

/// The open lab: its state, and what the worker has sent. What the kit knows of the training is asked of the lab itself.
#[derive(Clone, Copy)]
pub struct Lab {
    pub session: Session<State>,
    course: Course<AutoencoderLesson>,
    /// The reader's files, in the order they were opened: the serial number is the index.
    own: RwSignal<Vec<Arc<File>>>,
}

impl Deref for Lab {
    type Target = Course<AutoencoderLesson>;

    fn deref(&self) -> &Self::Target {
        &self.course
    }
}

impl Lab {
    pub fn open(session: Session<State>) -> Self {
        let own = RwSignal::new(Vec::new());
        let digits = SETS.iter().find_map(|set| match set.kind {
            SetKind::Digits { path } => Some(path),
            _ => None,
        });
        let digits = digits.map(|path| Shipped::new(DIGITS, path, |bytes| Ok(File::Digits(bytes))));
        Self {
            session,
            course: Course::open(session, move |state| handed(state, digits, own)),
            own,
        }
    }

    /// Makes a change for a control; what concerns the training sets it back to step 0.
    pub fn change(self, control: &'static str, change: impl FnOnce(&mut State)) {
        self.session.update(control, change);
    }

    /// Shows the points of a file. Few numbers go into the link; more are kept in the page.
    pub fn show(self, found: Found) {
        let (points, features) = (found.points, found.features);
        let named = match &found.file {
            File::Own { class_names, .. } => class_names.len(),
            File::Digits(_) => 0,
        };
        if let File::Own {
            values, classes, ..
        } = &found.file
            && classes.is_empty()
            && values.len() <= LINKED
            && points <= MAX_LINK_POINTS
            && let Ok(matrix) = EnteredMatrix::from_values(points, features, values)
        {
            return self.change("m", |s| {
                s.show_points(matrix);
                s.rank = None;
            });
        }
        let serial = self.own.with_untracked(Vec::len) as u32;
        self.own.update(|own| own.push(Arc::new(found.file)));
        self.change("own-file", |s| {
            s.show_own(OwnFile {
                serial,
                points,
                features,
                classes: named,
            });
        });
    }
}

/// What the worker needs for the points and cannot fetch.
fn handed(
    state: &State,
    digits: Option<Shipped<File>>,
    own: RwSignal<Vec<Arc<File>>>,
) -> Handed<File> {
    match (state.set(), state.source) {
        (Some(_), _) if state.is_digits() => match digits.map(Shipped::want) {
            None => Handed::NotNeeded,
            Some(None) => Handed::OnItsWay,
            Some(Some(Ok(file))) => Handed::Here(file),
            Some(Some(Err(reason))) => Handed::Refused(reason),
        },
        (None, Source::Own(file)) if state.matrix.is_none() => {
            let file = own.with_untracked(|own| own.get(file.serial as usize).cloned());
            file.map_or(Handed::NotNeeded, Handed::Here)
        }
        _ => Handed::NotNeeded,
    }
}
