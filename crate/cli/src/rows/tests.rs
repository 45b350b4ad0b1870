use std::path::Path;

use serde::Deserialize;

use super::*;

#[derive(Debug, PartialEq, Deserialize)]
struct Note {
    id: Name,
    text: String,
    job: Option<String>,
}

impl Row for Note {
    const NEEDED: &'static [&'static str] = &["id", "text"];
    const EXPECTED: &'static str = "notes";
}

fn parsed(text: &str, path: &str) -> Result<Vec<Line<Note>>, String> {
    parse(text.as_bytes(), Path::new(path))
}

fn texts(text: &str, path: &str) -> Vec<String> {
    let lines = parsed(text, path).unwrap();
    lines
        .into_iter()
        .map(|line| match line {
            Ok((at, note)) => format!("{at} {} {}", note.id.0, note.text),
            Err(problem) => format!("{}:{} {}", problem.line, problem.column, problem.found),
        })
        .collect()
}

#[test]
fn both_forms_are_told_by_what_is_in_them() {
    let json = "{\"id\":1,\"text\":\"a\"}\r\n\n{\"id\":\"x\",\"text\":\"b\",\"more\":[1]}";
    for path in ["-", "a.csv", "a.jsonl"] {
        assert_eq!(texts(json, path), ["1 1 a", "3 x b"], "{path}");
    }
    for csv in ["id,text\n1,a\nx,b\n", "Text;ID;\r\na;1;\r\nb;x;\r\n", "\"id\"\t\"text\"\n1\ta\nx\tb"] {
        assert_eq!(texts(csv, "a.jsonl"), ["2 1 a", "3 x b"], "{csv:?}");
    }
    assert_eq!(texts("oops\n{\"id\":1,\"text\":\"a\"}", "-"), ["1:1 this is no JSON object", "2 1 a"]);
    assert!(parsed("[{\"id\":1}]", "a.json").unwrap_err().contains("array"));
    assert!(parsed("name,letter\n1,a", "a.csv").unwrap_err().contains("id, text"));
}

#[test]
fn csv_quotes_hold_line_ends_and_quotes() {
    let csv = "id,text,job\r\n007,\"one, two\r\n\"\"three\"\"\",\r\n8,four,x\r\n";
    let lines = parsed(csv, "-").unwrap();
    let notes: Vec<&Note> = lines.iter().map(|line| &line.as_ref().unwrap().1).collect();
    assert_eq!((notes[0].id.0.as_str(), notes[0].text.as_str()), ("007", "one, two\r\n\"three\""));
    assert_eq!(lines[1].as_ref().unwrap().0, 4, "lines are the file's, not the rows'");
    assert_eq!(notes[1].job.as_deref(), Some("x"));
}

#[test]
fn a_bad_row_names_its_place_and_loses_no_other() {
    let json = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2}\n{\"id\":3,\"text\":7}\nnull\n{\"id\":4.5,\"text\":\"\"}\n{\"id\":\"\u{e9}\",x}\n{\"id\":5,\"text\":\"b\"}";
    let found = texts(json, "-");
    assert_eq!(found.len(), 7);
    assert!(found[1].starts_with("2:8 missing field `text`"), "{}", found[1]);
    assert!(found[2].starts_with("3:16 invalid type: integer `7`, expected a string"), "{}", found[2]);
    assert_eq!(found[3], "4:1 this is no JSON object");
    assert!(found[4].contains("expected a text or a whole number"), "{}", found[4]);
    assert!(found[5].starts_with("6:11 key must be a string"), "{}", found[5]);
    assert_eq!(found[6], "7 5 b");
    let csv = "id,text\n1,a\n2\n3,b,c\n4,d\n5,\"never closed\n6,e\n";
    let found = texts(csv, "-");
    assert_eq!(found.len(), 5);
    assert!(found[1].starts_with("3:1 this row has 1 columns"), "{}", found[1]);
    assert!(found[2].starts_with("4:1 this row has 3 columns"), "{}", found[2]);
    assert_eq!(found[3], "5 4 d");
    assert!(found[4].starts_with("6:1 a quotation mark"), "{}", found[4]);
}

#[test]
fn bytes_that_are_no_text_are_the_rows_problem() {
    let lines: Vec<Line<Note>> =
        parse(b"{\"id\":1,\"text\":\"\xff\"}\n{\"id\":2,\"text\":\"\"}", Path::new("-")).unwrap();
    assert_eq!(lines[0].as_ref().unwrap_err().column, 17);
    assert!(lines[1].is_ok());
    let lines: Vec<Line<Note>> = parse(b"id,text\n1,\xff\n2,b", Path::new("-")).unwrap();
    assert!(lines[0].as_ref().unwrap_err().found.contains("`text`"));
    assert!(lines[1].is_ok());
    let utf16: Vec<u8> = "\u{feff}id\ttext".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(utf8(&utf16).unwrap().as_ref(), b"id\ttext");
    assert_eq!(utf8(b"\xef\xbb\xbfid").unwrap().as_ref(), b"id");
}
