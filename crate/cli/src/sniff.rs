//! Telling a saved page, or a text, from everything else that people give to the command.

/// How far the signs of a page are looked for.
const HEAD_BYTES: usize = 64 << 10;

/// Files known by their first bytes.
const MAGIC: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (WebP picture, sound or video)"),
    (b"PK\x03\x04", "a ZIP archive (or a document packed as one)"),
    (b"\x1f\x8b", "a gzip-compressed file"),
    (b"\x28\xb5\x2f\xfd", "a zstd-compressed file"),
    (b"BZh", "a bzip2-compressed file"),
    (b"\xfd7zXZ", "an xz-compressed file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"bplist00", "a web archive (binary property list)"),
    (b"SQLite format 3", "a database"),
];

/// Tags that make a text a page, or a piece of one.
const TAGS: [&str; 34] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "base",
    "div",
    "span",
    "p",
    "a",
    "main",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "nav",
    "table",
    "ul",
    "ol",
    "dl",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "img",
    "frameset",
    "template",
    "iframe",
];

/// What a file is when it is no text; nothing and white space are texts.
pub fn not_text(bytes: &[u8]) -> Option<String> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(format!("this is {what}"));
    }
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
        return Some("this is UTF-32 text".to_owned());
    }
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let zeros = head.len() - head.iter().filter(|byte| **byte != 0).count();
    let many = !utf16 && zeros > 2 + head.len() / 1000;
    many.then(|| format!("this is a binary file, or UTF-16 text without a mark ({zeros} zero bytes at its start)"))
}

/// What a file is when it is no page.
pub fn not_html(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() {
        return Some("this file is empty".to_owned());
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(format!("this is {what}"));
    }
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
        return Some("this is UTF-32 text, an encoding browsers do not read".to_owned());
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        let ascii: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
        return not_a_page(ascii.get(2..).unwrap_or_default());
    }
    let zeros = head.len() - head.iter().filter(|byte| **byte != 0).count();
    if zeros > 2 + head.len() / 1000 {
        let utf16 = zeros * 3 > head.len() && head.windows(2).any(|two| matches!(two, b"<\0" | b"\0<"));
        return Some(if utf16 {
            "this looks like UTF-16 text without a byte order mark, an encoding browsers do not read".to_owned()
        } else {
            format!("this is a binary file ({zeros} zero bytes in the first {})", head.len())
        });
    }
    not_a_page(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head))
}

fn not_a_page(head: &[u8]) -> Option<String> {
    let start = head.trim_ascii_start();
    let Some(first) = start.first() else {
        return Some("this file holds only white space".to_owned());
    };
    if starts_with(start, b"from: <saved by") || starts_with(start, b"mime-version:") {
        return Some("this is a web archive (MHTML)".to_owned());
    }
    let before_tags = start.split(|byte| *byte == b'<').next().unwrap_or_default();
    if before_tags.split(|byte| *byte == b'\n').any(|line| starts_with(line, b"mime-version:")) {
        return Some("this is an e-mail".to_owned());
    }
    if matches!(first, b'{' | b'[') {
        return Some("this looks like JSON, not HTML".to_owned());
    }
    let tags = if *first == b'<' { TAGS.as_slice() } else { &TAGS[..4] };
    if has_tag(start, tags) {
        return None;
    }
    Some(match start {
        start if starts_with(start, b"<?xml") => "this is XML, not HTML".to_owned(),
        _ => "this is text without a single HTML tag at its start".to_owned(),
    })
}

fn starts_with(text: &[u8], lower: &[u8]) -> bool {
    text.get(..lower.len()).is_some_and(|start| start.eq_ignore_ascii_case(lower))
}

fn has_tag(text: &[u8], tags: &[&str]) -> bool {
    text.iter().enumerate().filter(|(_, byte)| **byte == b'<').any(|(at, _)| {
        let after = text.get(at + 1..).unwrap_or_default();
        tags.iter().any(|tag| {
            let end = after.get(tag.len()).copied().unwrap_or(b'>');
            starts_with(after, tag.as_bytes()) && !end.is_ascii_alphanumeric() && end != b'-' && end != b':'
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_pieces_of_pages_pass() {
        for page in [
            "<!DOCTYPE html><html>",
            "\u{feff}\n<HTML lang=en>",
            "<!-- saved from url=(0014)about:internet -->\n<html>",
            "<div class=a>",
            "<p",
            "stray words <body>",
            "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>",
            "<my-card><p>a\0b",
        ] {
            assert_eq!(not_html(page.as_bytes()), None, "{page}");
        }
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(not_html(&utf16), None);
    }

    #[test]
    fn texts_are_told_from_what_is_none() {
        let utf16: Vec<u8> = "\u{feff}Hi".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [b"".as_slice(), b" ", b"Hello", b"\xff\xfeH\0", b"caf\xe9", &utf16, b"one zero\0 byte"] {
            assert_eq!(not_text(text), None, "{text:?}");
        }
        for (bytes, word) in [(b"PK\x03\x04".as_slice(), "ZIP"), (b"a\0b\0c\0d\0", "zero"), (b"\xff\xfe\0\0", "32")] {
            assert!(not_text(bytes).is_some_and(|found| found.contains(word)), "{word}");
        }
    }

    #[test]
    fn others_are_named() {
        let utf16: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf32: Vec<u8> = "\u{feff}<html>".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        for (bytes, word) in [
            (b"".as_slice(), "empty"),
            (b" \n\t", "white space"),
            (b"%PDF-1.7", "PDF"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"\0\0\0\0abc", "binary"),
            (utf16.as_slice(), "UTF-16"),
            (utf32.as_slice(), "UTF-32"),
            (b"Subject: Hello\r\nMIME-Version: 1.0\r\n\r\n<html>", "e-mail"),
            (b"{\"a\":\"<p>\"}", "JSON"),
            (b"Dear sir, 3 < 4", "text"),
            (b"Dear sir, <p>", "text"),
            (b"<?xml version='1.0'?><rss><channel>", "XML"),
            (b"<svg xmlns=x><path/></svg>", "text"),
            (b"From: <Saved by Blink>\r\n\r\n<html>", "MHTML"),
        ] {
            let found = not_html(bytes).unwrap_or_default();
            assert!(found.contains(word), "{word}: {found}");
        }
    }
}
