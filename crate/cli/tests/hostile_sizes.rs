//! Pages made to be slow or big are read in part, within the 2 s and 512 MB, and say so.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::fs;
use std::process::Command;
use std::time::Instant;

use common::{URL, folder, secondlook, stderr};

const MIB: usize = 1 << 20;

/// A page of one piece again and again, with its beginning.
struct Hostile {
    name: &'static str,
    before: &'static str,
    piece: String,
    times: usize,
}

impl Hostile {
    /// So much of a piece that the page has this many MiB.
    fn mib(name: &'static str, before: &'static str, piece: &str, mib: usize) -> Self {
        Self { name, before, piece: piece.to_owned(), times: mib * MIB / piece.len() + 1 }
    }

    fn numbered(name: &'static str, before: &'static str, count: usize, piece: impl Fn(usize) -> String) -> Self {
        Self { name, before, piece: (0..count).map(piece).collect(), times: 1 }
    }

    /// Processor seconds (of the clock where the system does not tell), the greatest memory in MiB, and the report.
    fn scanned(&self) -> (f64, Option<f64>, serde_json::Value) {
        // Of its own: tests run side by side.
        let folder = folder(&format!("hostile-{}", self.name.replace(' ', "-")));
        let path = folder.join("page.html");
        fs::write(&path, format!("<html><body>{}{}\">x", self.before, self.piece.repeat(self.times))).unwrap();
        let path = path.to_str().unwrap();
        let start = Instant::now();
        let output = if std::path::Path::new("/usr/bin/time").exists() {
            let mut command = Command::new("/usr/bin/time");
            command.args(["-f", "%U %S %M", env!("CARGO_BIN_EXE_secondlook")]);
            command.args(["scan", path, "--url", URL, "--format", "json"]).output().unwrap()
        } else {
            secondlook(&["scan", path, "--url", URL, "--format", "json"])
        };
        let clock = start.elapsed().as_secs_f64();
        assert_eq!(output.status.code(), Some(0), "{}: {}", self.name, stderr(&output));
        let said = stderr(&output);
        let told: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let (seconds, mib) = match told[..] {
            [user, system, kib] => (user + system, Some(kib / 1024.0)),
            _ => (clock, None),
        };
        let report = serde_json::from_slice(&output.stdout).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        (seconds, mib, report)
    }

    fn holds(&self, limit: f64) {
        let (seconds, mib, report) = self.scanned();
        let unread = report["unread"].as_array().unwrap();
        println!(
            "{}: {seconds:.2} s, {} MiB",
            self.name,
            mib.map_or_else(|| "?".to_owned(), |mib| format!("{mib:.0}"))
        );
        assert!(seconds < limit, "{}: {seconds} s", self.name);
        assert!(mib.is_none_or(|mib| mib < 512.0), "{}: {mib:?} MiB", self.name);
        assert!(unread.iter().any(|unread| unread["why"] == "capped"), "{}: {unread:?}", self.name);
    }
}

/// What the issue names, and what was slowest of all that was tried.
fn the_worst() -> Vec<Hostile> {
    let mib = |name, before, piece, mib| Hostile::mib(name, before, piece, mib);
    vec![
        mib("50 MB of paragraphs", "", "<p>hello world, this is a text</p>\n", 50),
        mib("100,000 levels", "", "<div>", 1),
        mib("an attribute of 20 MB", "<p title=\"", "a b ", 20),
        mib("references in an attribute", "<p title=\"", "&amp;", 33),
        mib("long references in an attribute", "<p title=\"", "&CounterClockwiseContourIntegra ", 33),
        mib("one data block of 40 MB", "<script>window.S={\"a\":\"", "x", 40),
        mib("formatting elements that never end", "", "<b><p>", 24),
        Hostile::numbered("400,000 attributes", "<p", 400_000, |n| format!(" a{n}=1")),
    ]
}

/// More shapes that cost a parser; too many for every run.
fn the_rest() -> Vec<Hostile> {
    let mib = |name, before, piece, mib| Hostile::mib(name, before, piece, mib);
    vec![
        mib("10 million open elements", "", "<div>", 50),
        mib("long references in text", "", "&NotNestedGreaterGreater; ", 33),
        mib("ampersands only", "", "&", 33),
        mib("one text of 40 MB", "", "a ", 40),
        mib("a million tiny elements", "", "<i></i>", 7),
        mib("a comment that never ends", "<!--", "x-", 40),
        mib("many comments", "", "<!---->", 40),
        mib("tables in tables", "", "<table><tr><td>", 30),
        mib("text fostered out of tables", "<table>", "<b>x", 24),
        mib("cells without end", "", "<table><caption><b>", 40),
        mib("formatting closed in the wrong order", "<b><i><u><s><em><big>", "<p>x</b></i></u></s></em></big>", 33),
        mib("links in links", "", "<a><div><div><div>", 33),
        mib("lists in lists", "", "<ul><li>", 33),
        mib("buttons in buttons", "", "<button><p>", 33),
        mib("selects", "<select>", "<option>x", 40),
        mib("selects in selects", "", "<select><optgroup><option>", 26),
        mib("templates in templates", "", "<template><tr><td>", 30),
        mib("shadow roots in shadow roots", "", "<div><template shadowrootmode=open>", 35),
        mib("shadow roots side by side", "", "<div><template shadowrootmode=open>x</template></div>", 33),
        mib("foreign elements", "", "<svg><foreignObject><p>", 30),
        mib("formulas", "", "<math><mi><b>", 30),
        mib("end tags of nothing", "", "</p>", 40),
        mib("end tags that search", "<div><div><div>", "</b></i>", 33),
        mib("less-than signs", "", "<", 33),
        mib("a tag's name of 40 MB", "<", "x", 40),
        mib("an attribute's name of 40 MB", "<p ", "x", 40),
        mib("a script in a script", "<script><!--", "<script>", 33),
        Hostile::numbered("tags with 200 attributes", "", 200, |n| format!(" a{n}=\"&amp;&amp;\"")).in_tags(10_000),
        Hostile::numbered("two million names", "", 2_000_000, |n| format!("<x{n}>")),
        Hostile::numbered("late attributes of the body", "", 2_000_000, |n| format!("<body a{n}=1>")),
        Hostile::numbered("two million different formattings", "", 1_500_000, |n| format!("<b class={n}>")),
    ]
}

impl Hostile {
    fn in_tags(self, times: usize) -> Self {
        Self { piece: format!("<p{}>x</p>", self.piece), times, ..self }
    }
}

/// Seconds of the processor, so that what else the machine does is not measured. The release build is held to the issue's
/// own figure. A debug build's parser is some fifteen times slower, and measured from 15 to 29 s on one machine: its
/// bound lies far above, for work that never ends.
const LIMIT: f64 = if cfg!(debug_assertions) { 90.0 } else { 2.0 };

#[test]
fn the_worst_pages_are_read_in_part_in_time_and_say_so() {
    for page in the_worst() {
        page.holds(LIMIT);
    }
}

#[test]
#[ignore = "long: scripts/test --long runs it on the release build"]
fn every_page_made_to_be_slow_is_read_in_part_in_time() {
    for page in the_rest() {
        page.holds(LIMIT);
    }
}
