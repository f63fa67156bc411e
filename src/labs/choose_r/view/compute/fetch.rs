//! Files that ship with the app and are loaded when first asked for.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::fetch::fetch_bytes;

use super::{Fetched, Lab};

impl Lab {
    /// Fetches a file that ships with the app, unless it is on its way.
    pub(super) fn fetch<T: Send + Sync + 'static>(
        self,
        into: Fetched<T>,
        path: &'static str,
        read: fn(Vec<u8>) -> Result<T, String>,
    ) {
        if self.asked.with_value(|asked| asked.contains(&path)) {
            return;
        }
        self.asked.update_value(|asked| asked.push(path));
        spawn_local(async move {
            let read = fetch_bytes(path).await.and_then(read).map(Arc::new);
            let read = read.map_err(|reason| {
                format!("The real update could not be loaded ({reason}). Check your connection, then choose it again.")
            });
            // The lab may have been left meanwhile.
            self.asked
                .try_update_value(|asked| asked.retain(|other| *other != path));
            into.try_set(Some(read));
        });
    }
}
