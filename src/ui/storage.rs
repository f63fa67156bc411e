//! What is kept on this device. Storage may be full, refused or absent: then nothing is kept and nothing breaks.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The value kept under `key`.
pub fn load(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `value` under `key` if the browser allows it.
pub fn save(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A refusal (private mode, quota) only means that it is forgotten.
        let _ = storage.set_item(key, value);
    }
}
