//! The files of a request, read piece by piece before its job begins.

/// A file, wherever it is.
pub trait Source {
    /// Its length in bytes.
    fn size(&self) -> usize;

    /// Appends the `count` bytes that begin at `start`.
    /// # Errors
    /// A sentence for the reader.
    fn read(&self, start: usize, count: usize, to: &mut Vec<u8>) -> Result<(), String>;
}

/// Bytes read in one slice: some milliseconds.
const PIECE: usize = 4 << 20;

/// Files of which the first have been read.
pub(super) struct Reading {
    sources: Vec<Box<dyn Source>>,
    read: Vec<Vec<u8>>,
}

impl Reading {
    pub fn new(sources: Vec<Box<dyn Source>>) -> Self {
        Self {
            sources,
            read: Vec::new(),
        }
    }

    /// Reads a piece; false once there is nothing left to read. The error is a sentence for the reader.
    pub fn step(&mut self) -> Result<bool, String> {
        let mut begun = self.sources.iter().zip(&self.read);
        if begun.all(|(source, bytes)| source.size() == bytes.len()) {
            let Some(next) = self.sources.get(self.read.len()) else {
                return Ok(false);
            };
            self.read.push(room_for(next.size())?);
        }
        if let Some((source, bytes)) = self.sources.iter().zip(&mut self.read).last() {
            let (start, count) = (bytes.len(), PIECE.min(source.size() - bytes.len()));
            source.read(start, count, bytes)?;
            if bytes.len() != start + count {
                return Err("The file changed while it was read. Open it again.".to_owned());
            }
        }
        Ok(true)
    }

    /// The share read, 0 to 1.
    pub fn share(&self) -> f64 {
        let all: usize = self.sources.iter().map(|source| source.size()).sum();
        let read: usize = self.read.iter().map(Vec::len).sum();
        read as f64 / all.max(1) as f64
    }

    pub fn into_files(self) -> Vec<Vec<u8>> {
        self.read
    }
}

fn room_for(size: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size).map_err(|_| {
        let megabytes = size.div_ceil(1 << 20);
        format!("There is no room in the memory for a file of {megabytes} MB. Close other pages, or take a part of it.")
    })?;
    Ok(bytes)
}
