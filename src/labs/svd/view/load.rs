//! Pictures: shipped ones fetched when first asked for, and the reader's own, which never leave the browser.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::data::image::{self, Loaded};
use crate::data::image_registry::{ImageInfo, ImageKind};
use crate::data::patterns::NOISE_SEED;
use crate::data::random::SplitMix64;
use crate::labs::svd::state::{Image, OwnPicture};
use crate::linalg::Matrix;
use crate::ui::fetch::fetch_bytes;

/// Longest side of the canvas a picture is decoded through; the exact reduction is ours.
const DECODE_SIDE: f64 = 2048.0;

type Pixels = Result<Arc<Matrix>, String>;

/// The pictures in hand. The page keeps those it has loaded, so that undo finds them again.
#[derive(Clone, Copy)]
pub struct Pictures {
    shipped: RwSignal<Vec<(&'static str, Pixels)>>,
    /// In the order they were opened: the serial number is the index.
    own: RwSignal<Vec<Arc<Matrix>>>,
}

impl Pictures {
    pub fn new() -> Self {
        Self {
            shipped: RwSignal::new(Vec::new()),
            own: RwSignal::new(Vec::new()),
        }
    }

    /// The picture's grey levels, once they are there.
    pub fn get(&self, image: Image) -> Option<Pixels> {
        match image {
            Image::Shipped(info) => self.shipped.with(|store| find(store, info.id).cloned()),
            Image::Own(own) => self
                .own
                .with(|store| store.get(own.serial as usize).cloned().map(Ok)),
        }
    }

    /// Makes sure that `image` will be there: draws it or fetches it.
    pub fn want(&self, image: Image) {
        let Image::Shipped(info) = image else { return };
        let store = self.shipped;
        if store.with_untracked(|s| matches!(find(s, info.id), Some(Ok(_)))) {
            return;
        }
        match info.kind {
            ImageKind::Pattern(pattern) => {
                let mut generator = SplitMix64::new(NOISE_SEED);
                let drawn = pattern.draw(|| generator.normal()).to_matrix();
                store.update(|s| put(s, info.id, Ok(Arc::new(drawn))));
            }
            ImageKind::Shipped { path } => spawn_local(async move {
                let pixels = fetch_bytes(path)
                    .await
                    .and_then(|bytes| image::from_pgm(&bytes).map_err(|e| e.to_string()))
                    .map(|loaded| Arc::new(loaded.image.to_matrix()))
                    .map_err(|reason| cannot_load(info, &reason));
                // The lab may have been left meanwhile.
                store.try_update(|s| put(s, info.id, pixels));
            }),
        }
    }

    /// Keeps a picture the reader opened.
    pub fn keep(&self, loaded: &Loaded) -> OwnPicture {
        let matrix = loaded.image.to_matrix();
        let (rows, cols) = (matrix.nrows(), matrix.ncols());
        let serial = self.own.with_untracked(Vec::len) as u32;
        self.own.update(|store| store.push(Arc::new(matrix)));
        OwnPicture { serial, rows, cols }
    }
}

fn find<'a>(store: &'a [(&'static str, Pixels)], id: &str) -> Option<&'a Pixels> {
    let (_, pixels) = store.iter().find(|(name, _)| *name == id)?;
    Some(pixels)
}

fn put(store: &mut Vec<(&'static str, Pixels)>, id: &'static str, pixels: Pixels) {
    store.retain(|(name, _)| *name != id);
    store.push((id, pixels));
}

fn cannot_load(info: &ImageInfo, reason: &str) -> String {
    format!(
        "The picture “{}” could not be loaded ({reason}). Check your connection, then choose it again.",
        info.name
    )
}

/// Decodes a picture file with the browser's own decoder.
pub async fn read_picture(file: web_sys::File) -> Result<Loaded, String> {
    let name: String = file.name().chars().take(60).collect();
    let unreadable = move |_: JsValue| {
        format!(
            "“{name}” is not a picture this browser can read. A PNG, JPEG, GIF or WebP file is needed."
        )
    };
    let bitmap = window()
        .create_image_bitmap_with_blob(&file)
        .map_err(unreadable.clone())?;
    let bitmap = JsFuture::from(bitmap).await.map_err(unreadable.clone())?;
    let bitmap: web_sys::ImageBitmap = bitmap.dyn_into().map_err(unreadable.clone())?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let shrink = (DECODE_SIDE / width.max(height)).min(1.0);
    let width = (width * shrink).round().max(1.0);
    let height = (height * shrink).round().max(1.0);
    let rgba = rgba(&bitmap, width, height).ok_or_else(|| unreadable(JsValue::NULL))?;
    image::from_rgba(width as usize, height as usize, &rgba).map_err(|error| error.to_string())
}

fn rgba(bitmap: &web_sys::ImageBitmap, width: f64, height: f64) -> Option<Vec<u8>> {
    let canvas = document().create_element("canvas").ok()?;
    let canvas: web_sys::HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
        .ok()?;
    Some(
        context
            .get_image_data(0.0, 0.0, width, height)
            .ok()?
            .data()
            .0,
    )
}
