//! Every fuzzing target on texts that were made to be slow: four times the text may take four times as long, and never sixteen.
//!
//! What is measured is the time that this thread had on a processor, the least of several, so that a busy machine does not matter.
//! Targets hold what they read to account as well, and that is linear too.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::time::{Duration, Instant};

use crate::fuzz;

/// Bytes of the smaller text.
const SIZE: usize = 6 << 10;
/// Linear is 4, quadratic 16; tables that outgrow a cache cost something, and so does what is done once a text.
const MOST: f64 = 9.0;
/// What is measured at least, in ticks of the processor's clock some ten.
const ENOUGH: Duration = Duration::from_millis(60);

/// Texts that repeat something: what stands before, what is repeated, what stands behind. A target is named with each.
const FAMILIES: &[(&str, &str, &str, &str)] = &[
    (
        "tree",
        r#"{"schema":1,"walk":0,"url":"https://h.example/","captured_at":"","rows":[[-1,"html",[]]"#,
        r#",[0,"p",["class","a b"]]"#,
        "]}",
    ),
    ("page", "7", "<div>", ""),
    ("page", "7", "<p><b><i>x", ""),
    ("page", "7<table>", "<tr><td>x<a>", ""),
    ("page", "7", "<!--x", ""),
    ("page", "7<p ", "a=b ", ">x"),
    ("page", "0<h1>x</h1>", "<li class=x>12 reviews $5</li>", ""),
    ("selector", "div div div div\0", "<div>", ""),
    ("selector", "p ~ p ~ p\0", "<p>x", ""),
    ("selector", "li:nth-child(2n+1)\0", "<li>x", ""),
    ("state", "window.x = [", "{\"a\":[1]},", "1]"),
    ("state", "", "\\", ""),
    ("state", "{\"a\":\"", "\\u00e9", "\"}"),
    ("state", "window.x=(function(a){", "a.b=a;", "return a}({}))"),
    ("state", "a[].b\0{\"a\":[", "{\"b\":1},", "{}]}"),
    ("values", "1101", "1,", ""),
    ("values", "1100", "3 months ", "ago"),
    ("values", "1100", " - ", ""),
    ("values", "2100", "1.234 ", "\u{20ac}"),
    ("values", "1100", "Mar 2025 - ", ""),
    ("normal", "", "a\u{301}", ""),
    ("normal", "", "\u{430}b ", ""),
    ("normal", "", "\u{fdfa}", ""),
    ("normal", "a", "\u{301}", ""),
    ("align", "word one two three four five six\0", "word one two three four five six ", ""),
    (
        "align",
        "\u{6211}\u{4eec}\u{53ef}\u{4ee5}\u{5e2e}\u{52a9}\0",
        "\u{6211}\u{4eec}\u{53ef}\u{4ee5}\u{5e2e}\u{52a9}",
        "",
    ),
    ("align", "a b, c d\0", "\"a b, ", ""),
    ("identifiers", "", "a@", ""),
    ("identifiers", "", "a.b@c.d ", ""),
    ("identifiers", "", "+1 2 3 4 ", ""),
    ("identifiers", "", "h t t p ", ""),
    ("identifiers", "", "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf", ""),
    ("identifiers", "", "a dot b at ", ""),
    ("pattern", "a+aaab?\naaa\0", "aaaa ", ""),
    ("pack", "{\"pack\":", "{\"a\":", ""),
    ("toml", "", "[a.b]\n", ""),
    ("toml", "x = [", "[", ""),
    ("toml", "", "# x\n\n", "a = 1\n"),
    ("ledger", "", "{\"format\":", ""),
    ("case", "{\"schema\":1,\"inputs\":", "[", ""),
    ("rows", "profile,text\n", "1,\"a\"\"b\"\n", ""),
    ("rows", "profile,text\n1,", "\"", ""),
    ("rows", "", "{\"profile\":1,\"at\":\"2026-01-01\"}\n", ""),
    ("rows", "", "{\n", ""),
];

/// The time that this thread had on a processor so far; the time itself where the system does not say.
fn now(start: Instant) -> Duration {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// How long one run takes, the least of several, each of so many runs that the processor's clock (a tick of some milliseconds) can
/// tell.
fn least(times: usize, run: fuzz::Run, text: &str) -> Duration {
    let start = Instant::now();
    let one = |_| {
        let (before, mut runs) = (now(start), 0);
        while now(start).saturating_sub(before) < ENOUGH {
            run(text.as_bytes());
            runs += 1;
        }
        now(start).saturating_sub(before) / runs
    };
    (0..times).map(one).min().unwrap()
}

#[test]
#[ignore = "long: scripts/test --long"]
fn four_times_the_text_takes_about_four_times_as_long() {
    let mut slow = Vec::new();
    for (target, before, unit, behind) in FAMILIES {
        let run = fuzz::TARGETS.iter().find(|(name, _)| name == target).unwrap().1;
        let text = |bytes: usize| [before, unit.repeat(bytes / unit.len()).as_str(), behind].concat();
        let (small, large) = (text(SIZE), text(4 * SIZE));
        run(text(64).as_bytes());
        let ratio = |times: usize| least(times, run, &large).as_secs_f64() / least(times, run, &small).as_secs_f64();
        // What looks slow is measured again, more often: a single pause of the machine is forgiven.
        let found = Some(ratio(1)).filter(|found| *found > MOST).map(|_| ratio(5)).filter(|found| *found > MOST);
        if let Some(found) = found {
            slow.push(format!("{target}: {unit:?} repeated: {found:.1} times as long"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
