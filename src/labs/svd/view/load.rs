//! Pictures: shipped ones fetched when first asked for, and the reader's own, which never leave the browser.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::data::image::{self, AreaAverage, Loaded};
use crate::data::image_registry::{IMAGES, ImageInfo, ImageKind};
use crate::data::patterns::{NOISE_SEED, Pattern};
use crate::data::random::SplitMix64;
use crate::labs::svd::state::{Image, OwnPicture};
use crate::linalg::Matrix;
use crate::ui::files::short_name;
use crate::ui::shipped::Shipped;

/// Pixels of a picture that are taken at a time: some milliseconds of the page's thread, whatever the picture's size.
const STRIP: usize = 1 << 18;

type Pixels = Result<Arc<Matrix>, String>;

/// The pictures in hand. The page keeps those it has loaded, so that undo finds them again.
#[derive(Clone, Copy)]
pub struct Pictures {
    /// Those that are files, by their ids.
    shipped: StoredValue<Vec<(&'static str, Shipped<Matrix>)>>,
    /// Patterns that have been drawn.
    drawn: StoredValue<Vec<(&'static str, Arc<Matrix>)>>,
    /// In the order they were opened: the serial number is the index.
    own: RwSignal<Vec<Arc<Matrix>>>,
}

impl Pictures {
    pub fn new() -> Self {
        let file = |info: &'static ImageInfo| match info.kind {
            ImageKind::Shipped { path } => {
                Some((info.id, Shipped::new(info.name, path, read_shipped)))
            }
            ImageKind::Pattern(_) => None,
        };
        Self {
            shipped: StoredValue::new(IMAGES.iter().filter_map(file).collect()),
            drawn: StoredValue::new(Vec::new()),
            own: RwSignal::new(Vec::new()),
        }
    }

    /// The picture's grey levels, once they are there; a pattern is drawn on the spot.
    pub fn get(&self, image: Image) -> Option<Pixels> {
        match image {
            Image::Own(own) => self
                .own
                .with(|store| store.get(own.serial as usize).cloned().map(Ok)),
            Image::Shipped(info) => match info.kind {
                ImageKind::Shipped { .. } => self.file(info.id)?.get(),
                ImageKind::Pattern(pattern) => Some(Ok(self.draw(info.id, pattern))),
            },
        }
    }

    /// Fetches `image` where it is a file that has not come.
    pub fn want(&self, image: Image) {
        if let Image::Shipped(info) = image
            && let Some(file) = self.file(info.id)
        {
            file.want();
        }
    }

    fn file(&self, id: &str) -> Option<Shipped<Matrix>> {
        self.shipped
            .with_value(|shipped| find(shipped, id).copied())
    }

    fn draw(&self, id: &'static str, pattern: Pattern) -> Arc<Matrix> {
        if let Some(drawn) = self.drawn.with_value(|drawn| find(drawn, id).cloned()) {
            return drawn;
        }
        let mut generator = SplitMix64::new(NOISE_SEED);
        let drawn = Arc::new(pattern.draw(|| generator.normal()).to_matrix());
        self.drawn
            .update_value(|store| store.push((id, Arc::clone(&drawn))));
        drawn
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

fn find<'a, T>(store: &'a [(&'static str, T)], id: &str) -> Option<&'a T> {
    let (_, found) = store.iter().find(|(name, _)| *name == id)?;
    Some(found)
}

fn read_shipped(bytes: Vec<u8>) -> Result<Matrix, String> {
    let loaded = image::from_pgm(&bytes).map_err(|error| error.to_string())?;
    Ok(loaded.image.to_matrix())
}

/// Decodes a picture file with the browser's own decoder.
pub async fn read_picture(file: web_sys::File) -> Result<Loaded, String> {
    let name = short_name(&file);
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
    let (width, height) = (bitmap.width() as usize, bitmap.height() as usize);
    let said = |error: crate::data::Error| error.to_string();
    let mut average = AreaAverage::new(width, height).map_err(said)?;
    let rows = (STRIP / width).clamp(1, height);
    let strip = strip_of(width, rows).map_err(unreadable.clone())?;
    for top in (0..height).step_by(rows) {
        let rows = rows.min(height - top);
        let pixels = pixels(&strip, &bitmap, top, (width, rows)).map_err(unreadable.clone())?;
        average.add_rows(&pixels, 4);
        turn().await;
    }
    bitmap.close();
    average.finish().map_err(said)
}

/// A canvas of the page's memory for `rows` rows of pixels, which are going to be read.
fn strip_of(width: usize, rows: usize) -> Result<web_sys::CanvasRenderingContext2d, JsValue> {
    let canvas: web_sys::HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(width as u32);
    canvas.set_height(rows as u32);
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
    let context = canvas.get_context_with_context_options("2d", &options)?;
    Ok(context.ok_or(JsValue::NULL)?.dyn_into()?)
}

/// RGBA of the picture's rows from `top` on, each pixel as it is.
fn pixels(
    strip: &web_sys::CanvasRenderingContext2d,
    bitmap: &web_sys::ImageBitmap,
    top: usize,
    (width, rows): (usize, usize),
) -> Result<Vec<u8>, JsValue> {
    let (width, rows) = (width as f64, rows as f64);
    strip.clear_rect(0.0, 0.0, width, rows);
    strip.draw_image_with_image_bitmap(bitmap, 0.0, -(top as f64))?;
    Ok(strip.get_image_data(0.0, 0.0, width, rows)?.data().0)
}

/// Lets the browser draw and hear the reader between two strips.
async fn turn() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        // Without a timer the next strip comes at once.
        if window().set_timeout_with_callback(&resolve).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
