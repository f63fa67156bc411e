//! A tour by what a link calls it.

use crate::labs;
use crate::state::tour::{Tour, is_text};
use crate::ui::fetch::fetch_bytes;

/// The tour: the one that comes with the lab `source`, or the one whose text `source` is.
pub async fn load(source: &str) -> Result<Tour, String> {
    if is_text(source) {
        return Tour::read(source)
            .map_err(|error| format!("The tour in this link cannot be read. {error}"));
    }
    if labs::find(source).is_none() {
        return Err(format!(
            "There is no tour called “{source}”. Open “Tours” for those there are."
        ));
    }
    let bytes = fetch_bytes(&format!("assets/tours/{source}.txt"))
        .await
        .map_err(|reason| {
            format!("The tour could not be loaded ({reason}). Check your connection and try again.")
        })?;
    Tour::read(&String::from_utf8_lossy(&bytes)).map_err(|error| error.to_string())
}
