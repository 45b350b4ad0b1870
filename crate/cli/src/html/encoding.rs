//! Which encoding a saved file is in: byte order mark, then `<meta charset>`, then UTF-8.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The declaration is looked for in this many bytes; browsers take 1,024 at first, saved files put comments before it.
const PRESCAN_BYTES: usize = 16 << 10;
/// One broken character in this many bytes is borne (and said); more means another encoding.
const BYTES_PER_BROKEN: usize = 10_000;

/// A file's text.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// How many broken characters stand as U+FFFD.
    pub replaced: u32,
}

/// A file that is not in the encoding it says, or in UTF-8 where it says none.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongEncoding {
    /// The encoding that was tried.
    pub encoding: &'static str,
    /// Whether the file itself names it.
    pub declared: bool,
    /// How many broken characters there are.
    pub broken: usize,
    /// Where the first stands.
    pub offset: usize,
}

impl fmt::Display for WrongEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { encoding, declared, broken, offset } = self;
        let tried = if *declared { "the file says it is" } else { "no encoding is declared, so it should be" };
        write!(f, "{tried} {encoding}, but {broken} characters are not, the first at byte {offset}")
    }
}

/// Decodes a file.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, WrongEncoding> {
    let (encoding, declared, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, true, bytes.get(length..).unwrap_or_default()),
        None => match declared(bytes.get(..PRESCAN_BYTES).unwrap_or(bytes)) {
            Some(encoding) => (encoding, true, bytes),
            None => (UTF_8, false, bytes),
        },
    };
    // A file cut in the middle of a character is only truncated, not in another encoding.
    let whole = if encoding == UTF_8 { without_cut_character(bytes) } else { bytes };
    let (text, had_errors) = encoding.decode_without_bom_handling(whole);
    if !had_errors {
        return Ok(Decoded { text, replaced: 0 });
    }
    let broken = text.matches('\u{fffd}').count();
    if broken > whole.len() / BYTES_PER_BROKEN {
        let offset = text.find('\u{fffd}').unwrap_or(0);
        let offset = text.get(..offset).map_or(0, |before| encoding.encode(before).0.len());
        return Err(WrongEncoding { encoding: encoding.name(), declared, broken, offset });
    }
    Ok(Decoded { text, replaced: u32::try_from(broken).unwrap_or(u32::MAX) })
}

fn without_cut_character(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

/// The encoding that the first `<meta>` with a known one declares. UTF-16 in ASCII-readable text is not believed.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while let Some(rest) = head.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(b"<!--") {
            at += find(rest, b"-->")? + 3;
        } else if rest.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<meta")) {
            let (found, length) = meta(rest.get(5..)?);
            if let Some(encoding) = found.and_then(|label| Encoding::for_label(&label)) {
                return Some(match encoding.name() {
                    "UTF-16LE" | "UTF-16BE" => UTF_8,
                    "x-user-defined" => WINDOWS_1252,
                    _ => encoding,
                });
            }
            at += 5 + length;
        } else {
            at += 1 + rest.get(1..)?.iter().position(|byte| *byte == b'<')?;
        }
    }
    None
}

/// The encoding's label in one `<meta ...>`, and how many bytes its attributes take.
fn meta(rest: &[u8]) -> (Option<Vec<u8>>, usize) {
    let (mut charset, mut content, mut is_content_type, mut at) = (None, None, false, 0);
    while let Some(byte) = rest.get(at) {
        match byte {
            b'>' => break,
            b'/' => at += 1,
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => {
                let (name, value, length) = attribute(rest.get(at..).unwrap_or_default());
                match name.as_slice() {
                    b"charset" => charset = charset.or(Some(value)),
                    b"http-equiv" => is_content_type = value.eq_ignore_ascii_case(b"content-type"),
                    b"content" => content = content.or_else(|| charset_of(&value)),
                    _ => {}
                }
                at += length.max(1);
            }
        }
    }
    (charset.or_else(|| content.filter(|_| is_content_type)), at)
}

/// One attribute: its name in lower case, its value, and how many bytes it takes.
fn attribute(rest: &[u8]) -> (Vec<u8>, Vec<u8>, usize) {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/');
    let name_end = rest.iter().skip(1).position(is_end).map_or(rest.len(), |at| at + 1);
    let name = rest.get(..name_end).unwrap_or_default().to_ascii_lowercase();
    let spaces = |from: usize| rest.iter().skip(from).take_while(|byte| byte.is_ascii_whitespace()).count();
    let mut at = name_end + spaces(name_end);
    if rest.get(at) != Some(&b'=') {
        return (name, Vec::new(), name_end);
    }
    at += 1;
    at += spaces(at);
    let value = rest.get(at..).unwrap_or_default();
    match value.first() {
        Some(quote @ (b'"' | b'\'')) => {
            let inside = value.get(1..).unwrap_or_default();
            let end = inside.iter().position(|byte| byte == quote).unwrap_or(inside.len());
            (name, inside.get(..end).unwrap_or_default().to_vec(), at + end + 2)
        }
        _ => {
            let end = value.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').unwrap_or(value.len());
            (name, value.get(..end).unwrap_or_default().to_vec(), at + end)
        }
    }
}

/// `utf-8` of `text/html; charset=utf-8`.
fn charset_of(content: &[u8]) -> Option<Vec<u8>> {
    let lower = content.to_ascii_lowercase();
    let after = lower.get(find(&lower, b"charset")? + 7..)?.trim_ascii_start();
    let value = after.strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b';' | b'"' | b'\''));
    value.get(..end.unwrap_or(value.len())).map(<[u8]>::to_vec)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> Option<&'static str> {
        declared(bytes).map(Encoding::name)
    }

    #[test]
    fn declarations_are_found() {
        assert_eq!(name(b"<html><head><meta charset=utf-8>"), Some("UTF-8"));
        assert_eq!(name(b"<!-- <meta charset=utf-8> --><META CHARSET='latin1' />"), Some("windows-1252"));
        let old = b"<meta name=x content=y><meta content='text/html; charset=koi8-r' http-equiv=Content-Type>";
        assert_eq!(name(old), Some("KOI8-R"));
        assert_eq!(name(b"<meta content='charset=koi8-r' name=description>"), None);
        assert_eq!(name(b"<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(name(b"<meta charset=no-such><p>"), None);
        assert_eq!(name(b"<meta charset"), None);
        assert_eq!(name(b"<!-- never closed <meta charset=utf-8>"), None);
    }

    #[test]
    fn marks_and_declarations_decode() {
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("<p>\u{e9}".encode_utf16().flat_map(u16::to_le_bytes));
        for (bytes, want) in [
            (utf16.as_slice(), "<p>\u{e9}"),
            (b"\xef\xbb\xbf<p>".as_slice(), "<p>"),
            (b"<meta charset=iso-8859-1>\xe9".as_slice(), "<meta charset=iso-8859-1>\u{e9}"),
            (b"<p>cut \xe2\x82".as_slice(), "<p>cut "),
        ] {
            let decoded = decode(bytes).map(|d| (d.text.into_owned(), d.replaced));
            assert_eq!(decoded, Ok((want.to_owned(), 0)));
        }
    }

    #[test]
    fn another_encoding_is_refused_and_a_stray_byte_is_borne() {
        let wrong = decode(b"<p>caf\xe9 du march\xe9 rouge</p>").map(|d| d.replaced);
        assert_eq!(wrong, Err(WrongEncoding { encoding: "UTF-8", declared: false, broken: 2, offset: 6 }));
        let mut long = "<p>word ".repeat(5_000).into_bytes();
        long.extend(b"\xe9 and more words");
        assert_eq!(decode(&long).map(|d| d.replaced), Ok(1));
    }
}
