//! What is pasted: filled in from an entry on, put in place of the whole matrix, or asked about.

use leptos::prelude::*;
use web_sys::ClipboardEvent;

use super::editor::{Editor, Message};
use super::pasting::{Open, Pasting, Target};
use super::text;
use crate::data::entry::parse_entry;
use crate::data::matrix_text::{Choice, Read, Reading};
use crate::ui::live::live;
use crate::ui::matrix_reader::read;

/// Whether a text pasted into an entry is more than the entry's own field can take.
pub(super) fn is_for_the_reader(pasted: &str) -> bool {
    let several = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | '{' | '&' | '\\');
    parse_entry(pasted).is_err() && pasted.trim().contains(several)
}

impl Editor {
    /// Reads a pasted text and does with it what `target` says; a newer paste makes this one void.
    pub(super) fn paste(self, target: Target, pasted: String, field: Option<RwSignal<String>>) {
        let Pasting { open, count, all } = self.pasting;
        let this = count.get_value().wrapping_add(1);
        count.set_value(this);
        open.set(None);
        all.set(false);
        leptos::task::spawn_local(async move {
            let reading = read(pasted, self.max_rows, self.max_cols).await;
            // The lab may have been left meanwhile, and something newer may have been pasted.
            if count.try_get_value() != Some(this) {
                return;
            }
            match reading {
                Err(_) => self.say(Message::Problem(text::NOT_LOADED.into())),
                Ok(Reading::Refused(error)) => self.refuse(&error.to_string()),
                Ok(Reading::Matrix(read)) => self.use_read(target, read, field),
                Ok(Reading::Question(question)) => {
                    self.say(Message::None);
                    open.set(Some(Open {
                        question,
                        target,
                        field,
                    }));
                }
            }
        });
    }

    fn use_read(self, target: Target, read: Read, field: Option<RwSignal<String>>) {
        match target {
            Target::All => self.replace(read),
            Target::From(place) => {
                if let Err(error) = self.fill(place, &read) {
                    return self.refuse(&error.to_string());
                }
            }
        }
        if let Some(field) = field {
            field.set(String::new());
        }
    }
}

/// The question that a pasted text leaves open, with a button for each answer. The matrix stays as it is meanwhile.
#[component]
pub(super) fn Asked(editor: Editor) -> impl IntoView {
    let open = editor.pasting.open;
    let choose = move |index: usize| {
        if let Some(mut asked) = open.get_untracked() {
            open.set(None);
            let read = asked.question.choices.swap_remove(index).read;
            editor.use_read(asked.target, read, asked.field);
        }
    };
    let answers = move |asked: &Open| {
        let labels = asked.question.choices.iter().enumerate();
        let button = |(index, choice): (usize, &Choice)| {
            let label = choice.label.clone();
            view! { <button type="button" class="button" on:click=move |_| choose(index)>{label}</button> }
        };
        labels.map(button).collect_view()
    };
    view! {
        <div class="matrix-question" role="status">
            {live(move || {
                open.with(|asked| {
                    asked.as_ref().map(|asked| {
                        view! {
                            <p>{asked.question.why.clone()}</p>
                            <div class="buttons">
                                {answers(asked)}
                                <button type="button" class="button" on:click=move |_| open.set(None)>{text::LEAVE}</button>
                            </div>
                        }
                    })
                })
            })}
        </div>
    }
}

/// The corner of the grid: selects all entries, for a paste that replaces them and for copying them.
#[component]
pub(super) fn SelectAll(editor: Editor) -> impl IntoView {
    let all = editor.pasting.all;
    let select = move |_| {
        all.update(|all| *all = !*all);
        if all.get_untracked() {
            editor.say(Message::Said(text::ALL_SELECTED.into()));
        }
    };
    let on_paste = move |event: ClipboardEvent| {
        let pasted = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok());
        if let Some(pasted) = pasted.filter(|_| all.get_untracked()) {
            event.prevent_default();
            editor.paste(Target::All, pasted, None);
        }
    };
    let on_copy = move |event: ClipboardEvent| {
        let Some(data) = event.clipboard_data().filter(|_| all.get_untracked()) else {
            return;
        };
        let lines = untrack(|| {
            editor.with_matrix(|matrix| {
                let lines = matrix.text_rows().map(|row| row.join("\t"));
                lines.collect::<Vec<_>>().join("\n")
            })
        });
        if data.set_data("text/plain", &lines).is_ok() {
            event.prevent_default();
        }
    };
    view! {
        <button
            type="button"
            class="select-all"
            aria-label=text::SELECT_ALL
            aria-pressed=move || all.get().to_string()
            on:click=select
            on:blur=move |_| all.set(false)
            on:paste=on_paste
            on:copy=on_copy
        ></button>
    }
}
