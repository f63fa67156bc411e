//! A link as a QR code.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use super::live::live;

/// Light modules around the code, as the standard asks for.
const QUIET: i32 = 4;

/// The QR code as the path of an SVG of `side` units; an error where the link is too long for any.
struct Code {
    side: i32,
    path: String,
}

fn code(link: &str) -> Result<Code, String> {
    let code = QrCode::encode_text(link, QrCodeEcc::Low).map_err(|_| {
        format!("This link has {} characters, more than a QR code can hold (about 2,900). Copy the link instead.", link.len())
    })?;
    let size = code.size();
    let dark = (0..size)
        .flat_map(|y| (0..size).map(move |x| (x, y)))
        .filter(|(x, y)| code.get_module(*x, *y));
    let path = dark
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET))
        .collect();
    Ok(Code {
        side: size + 2 * QUIET,
        path,
    })
}

/// The QR code of a link, or why there is none.
#[component]
pub fn QrPicture(link: Signal<String>) -> impl IntoView {
    let picture = move || {
        match code(&link.get()) {
        Ok(code) => view! {
            <svg class="qr" role="img" aria-label="QR code of the link" viewBox=format!("0 0 {0} {0}", code.side)>
                <rect width="100%" height="100%" fill="#fff" />
                <path d=code.path fill="#000" />
            </svg>
        }
        .into_any(),
        Err(reason) => view! { <p>{reason}</p> }.into_any(),
    }
    };
    live(picture)
}
