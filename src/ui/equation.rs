//! Live equations in MathML. Small builders of markup; the numbers in them come from the state.

use leptos::prelude::*;

/// A displayed equation. `markup` is what stands inside `<math>`; `text` says it in words.
#[component]
pub fn Equation(
    #[prop(into)] markup: Signal<String>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    // MathML by inner_html: the markup is made here, never from what a reader types.
    view! {
        <div class="equation" role="math" aria-label=move || text.get()>
            <div
                aria-hidden="true"
                inner_html=move || format!("<math display=\"block\"><mrow>{}</mrow></math>", markup.get())
            ></div>
        </div>
    }
}

/// A symbol in the colour of its role; `role` is a CSS class such as `role-left`, or empty.
pub fn symbol(name: &str, role: &str) -> String {
    format!("<mi class=\"{role}\">{name}</mi>")
}

pub fn operator(name: &str) -> String {
    format!("<mo>{name}</mo>")
}

pub fn number(text: &str) -> String {
    format!("<mn>{text}</mn>")
}

pub fn text(words: &str) -> String {
    format!("<mtext>{words}</mtext>")
}

pub fn subscripted(base: &str, index: &str) -> String {
    format!("<msub>{base}<mrow>{index}</mrow></msub>")
}

pub fn raised(base: &str, exponent: &str) -> String {
    format!("<msup>{base}<mrow>{exponent}</mrow></msup>")
}

/// `base` with subscript and superscript, as in V_rᵀ.
pub fn sub_and_raised(base: &str, index: &str, exponent: &str) -> String {
    format!("<msubsup>{base}<mrow>{index}</mrow><mrow>{exponent}</mrow></msubsup>")
}

/// `base` with its shape written under it.
pub fn shaped(base: &str, rows: usize, cols: usize) -> String {
    format!(
        "<munder>{base}<mrow class=\"shape\"><mn>{rows}</mn><mo>×</mo><mn>{cols}</mn></mrow></munder>"
    )
}

/// Room between factors whose shapes would touch.
pub fn space() -> String {
    "<mspace width=\"0.45em\"/>".to_owned()
}

pub fn fraction(above: &str, below: &str) -> String {
    format!("<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>")
}

pub fn root(inside: &str) -> String {
    format!("<msqrt>{inside}</msqrt>")
}
