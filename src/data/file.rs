//! What kind of file its bytes are, whatever its name says: an array, text, or something to be saved another way.

use super::Error;

/// A file that can be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Contents<'a> {
    /// NumPy's format.
    Array(&'a [u8]),
    Text(String),
}

/// A kind that is refused: how its bytes begin, what it is, and what to do.
struct Kind {
    start: &'static [u8],
    is: &'static str,
    instead: &'static str,
}

const ARRAY: &str = "Save the one matrix with numpy.save, and open that .npy file.";
const TEXT: &str = "Save the numbers as CSV, and open that.";
const UNPACK: &str = "Unpack it, and open the file within.";

/// A newcomer's place. Archives and safetensors, whose kind stands further inside, are told below.
const KINDS: [Kind; 30] = [
    kind(
        b"MATLAB 7.3 MAT-file",
        "a MATLAB file (.mat)",
        "In MATLAB, save the matrix with writematrix(A, 'A.csv'), and open that.",
    ),
    kind(
        b"MATLAB 5.0 MAT-file",
        "a MATLAB file (.mat)",
        "In MATLAB, save the matrix with writematrix(A, 'A.csv'), and open that.",
    ),
    kind(b"\x89HDF\r\n\x1a\n", "an HDF5 file (.h5 or .mat)", ARRAY),
    kind(b"\x1f\x8b", "compressed with gzip", UNPACK),
    kind(b"BZh", "compressed with bzip2", UNPACK),
    kind(b"\xfd7zXZ", "compressed with xz", UNPACK),
    kind(b"\x28\xb5\x2f\xfd", "compressed with zstd", UNPACK),
    kind(b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    kind(b"Rar!", "a RAR archive", UNPACK),
    kind(
        b"\x89PNG",
        "a picture (PNG)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(
        b"\xff\xd8\xff",
        "a picture (JPEG)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(
        b"GIF8",
        "a picture (GIF)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(
        b"BM",
        "a picture (BMP)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(
        b"II*\0",
        "a picture (TIFF)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(
        b"MM\0*",
        "a picture (TIFF)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(
        b"RIFF",
        "a picture or a sound (RIFF)",
        "Pictures can be opened in the SVD lab.",
    ),
    kind(b"%PDF", "a PDF document", TEXT),
    kind(
        b"\xd0\xcf\x11\xe0",
        "an old Excel or Word file",
        "In Excel, save the sheet as CSV, and open that.",
    ),
    kind(b"PAR1", "a Parquet file", TEXT),
    kind(b"ARROW1", "an Arrow file", TEXT),
    kind(b"SQLite format 3", "an SQLite data base", TEXT),
    kind(
        b"RDX",
        "an R data file",
        "In R, save the matrix with write.csv(A, \"A.csv\", row.names = FALSE), and open that.",
    ),
    kind(b"GGUF", "a model (GGUF)", ARRAY),
    kind(
        b"\x80\x02",
        "a Python pickle, which could run code and is never loaded",
        ARRAY,
    ),
    kind(
        b"\x80\x03",
        "a Python pickle, which could run code and is never loaded",
        ARRAY,
    ),
    kind(
        b"\x80\x04",
        "a Python pickle, which could run code and is never loaded",
        ARRAY,
    ),
    kind(
        b"\x80\x05",
        "a Python pickle, which could run code and is never loaded",
        ARRAY,
    ),
    kind(b"\x7fELF", "a program", TEXT),
    kind(b"\0asm", "a program (WebAssembly)", TEXT),
    kind(
        b"%%MatrixMarket",
        "a Matrix Market file",
        "In SciPy, load it with scipy.io.mmread and save it with numpy.savetxt.",
    ),
];

const fn kind(start: &'static [u8], is: &'static str, instead: &'static str) -> Kind {
    Kind { start, is, instead }
}

/// Tells the kind of a file by its contents, and decodes text: UTF-8, UTF-16, or else Windows-1252.
/// # Errors
/// A sentence: what the file is instead, and what to do.
pub fn contents(bytes: &[u8]) -> Result<Contents<'_>, Error> {
    if bytes.starts_with(b"\x93NUMPY") {
        return Ok(Contents::Array(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Err(archive(bytes));
    }
    if let Some(kind) = KINDS.iter().find(|kind| is_of(bytes, kind)) {
        return Err(refused(kind.is, kind.instead));
    }
    if is_safetensors(bytes) {
        return Err(refused(
            "a safetensors file",
            "The lab that opens adapters reads these; here, save the one matrix with numpy.save.",
        ));
    }
    match text(bytes) {
        Some(text) => Ok(Contents::Text(text)),
        None => Err(refused(
            "neither text nor a .npy file",
            "Save the matrix with numpy.save, or as CSV.",
        )),
    }
}

/// What is no letter at the start tells a kind by itself; letters could be the start of a text.
fn is_of(bytes: &[u8], kind: &Kind) -> bool {
    let printable = kind.start.len() < 4 && kind.start.iter().all(u8::is_ascii_alphanumeric);
    bytes.starts_with(kind.start) && !(printable && text(bytes).is_some())
}

fn refused(is: &str, instead: &str) -> Error {
    Error::Refused(format!("This file is {is}. {instead}"))
}

/// What a zip archive holds, by the names in it.
fn archive(bytes: &[u8]) -> Error {
    let within = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if within(b"xl/") {
        refused(
            "an Excel workbook (.xlsx)",
            "In Excel, save the sheet as CSV, and open that.",
        )
    } else if within(b"opendocument.spreadsheet") {
        refused(
            "a spreadsheet (.ods)",
            "Save the sheet as CSV, and open that.",
        )
    } else if within(b"data.pkl") {
        refused(
            "a PyTorch file (.pt)",
            "Save the one matrix with numpy.save(name, tensor.numpy()), and open that .npy file.",
        )
    } else if within(b".npy") {
        refused("an archive of arrays (.npz)", ARRAY)
    } else if within(b"word/") {
        refused(
            "a Word document (.docx)",
            "Copy the matrix from it, and paste it.",
        )
    } else {
        refused("an archive (zip)", UNPACK)
    }
}

/// Eight bytes with the length of a header, which is JSON and says types.
fn is_safetensors(bytes: &[u8]) -> bool {
    let Some((length, rest)) = bytes.split_first_chunk::<8>() else {
        return false;
    };
    let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
    rest.starts_with(b"{")
        && length <= rest.len()
        && rest[..length].windows(7).any(|w| w == b"\"dtype\"")
}

/// The text of the bytes, or `None` where they are no text.
fn text(bytes: &[u8]) -> Option<String> {
    let units = |pair: fn([u8; 2]) -> u16, from: usize| -> Option<String> {
        let (pairs, odd) = bytes[from..].as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|bytes| pair(*bytes)).collect();
        String::from_utf16(&units).ok().filter(|_| odd.is_empty())
    };
    let decoded = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => units(u16::from_le_bytes, 2)?,
        [0xfe, 0xff, ..] => units(u16::from_be_bytes, 2)?,
        [first, 0, _, 0, ..] if *first != 0 => units(u16::from_le_bytes, 0)?,
        [0, first, 0, _, ..] if *first != 0 => units(u16::from_be_bytes, 0)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    };
    // DOS ends a text with this sign.
    let decoded = decoded.strip_suffix('\u{1A}').unwrap_or(&decoded);
    let odd = |c: char| {
        c.is_control()
            && !matches!(
                c,
                '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{1B}'
            )
    };
    (!decoded.contains(odd)).then(|| decoded.to_owned())
}

/// A byte of Western European Windows.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(bytes: &[u8]) -> String {
        contents(bytes).unwrap_err().to_string()
    }

    fn read(bytes: &[u8]) -> String {
        match contents(bytes).unwrap() {
            Contents::Text(text) => text,
            Contents::Array(_) => panic!("it is text"),
        }
    }

    #[test]
    fn texts_in_three_encodings() {
        assert_eq!(read("größe".as_bytes()), "größe");
        assert_eq!(read(b"gr\xf6\xdfe \x961"), "größe –1");
        assert_eq!(read(b"\xff\xfe1\0,\x002\0"), "1,2");
        assert_eq!(read(b"\xfe\xff\x001\x00,\x002"), "1,2");
        assert_eq!(read(b"1\0,\x002\0"), "1,2");
        assert_eq!(read(b"BM,RDX\n1,2"), "BM,RDX\n1,2");
        assert_eq!(read(b""), "");
    }

    #[test]
    fn kinds_are_told_by_contents() {
        assert!(sentence(b"PK\x03\x04....xl/worksheets").contains("Excel workbook"));
        assert!(sentence(b"PK\x03\x04....archive/data.pkl").contains("PyTorch"));
        assert!(sentence(b"PK\x03\x04....A.npy").contains(".npz"));
        assert!(sentence(b"\x1f\x8b\x08").contains("gzip"));
        assert!(sentence(b"\x80\x04\x95").contains("pickle"));
        assert!(sentence(b"\x89PNG\r\n").contains("PNG"));
        assert!(sentence(&[0; 50]).contains("neither text"));
        let mut file = 20_u64.to_le_bytes().to_vec();
        file.extend(b"{\"w\":{\"dtype\":\"F32\"}}");
        assert!(sentence(&file).contains("safetensors"));
    }
}
