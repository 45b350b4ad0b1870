//! Two letters compared, in words: for a terminal, and as one HTML file.

use secondlook_core::engine::Words;
use secondlook_core::report::Message;
use secondlook_core::text::likeness::ALIKE;
use secondlook_core::text::words::MOST_WORDS;
use secondlook_core::words::say;

use super::columns::{Look, side_by_side};
use super::lines::Lines;
use super::markup::Html;
use super::numbers::{chance, percent, two_digits};
use super::{page, sides};
use crate::collection::LEAST_WORDS;
use crate::comparison::{Comparison, Side};

/// Bytes of a letter that are shown.
const SHOWN: usize = 4 << 20;
/// Passages set aside that are quoted a letter.
const ASIDE: usize = 12;

/// A comparison in words.
struct Said {
    title: String,
    /// What could not be judged, before anything else.
    warnings: Vec<String>,
    numbers: Vec<String>,
    passages: String,
    aside: String,
    /// What was set aside in each letter.
    aside_of: [Vec<String>; 2],
    background: String,
    innocent: String,
    innocents: Vec<String>,
    cut: String,
}

impl Said {
    fn new(compared: &Comparison, words: &Words) -> Self {
        let key = |key: &str| say(words, &Message::key(key));
        let score = &compared.found;
        let sides = [&compared.a, &compared.b];
        let mut warnings = Vec::new();
        for side in sides {
            let own = side.letter.own;
            if side.too_short() {
                let message = Message::key("compare.too_short").with("name", side.name.as_str()).with("n", own);
                warnings.push(say(words, &message.with("least", LEAST_WORDS)));
            }
            if side.cut() {
                let message = Message::key("compare.cut").with("name", side.name.as_str());
                warnings.push(say(words, &message.with("n", MOST_WORDS)));
            }
        }
        let alike = if score.likeness >= ALIKE { "compare.alike" } else { "compare.not_alike" };
        let number = |key: &str, value: f64| Message::key(key).with("value", two_digits(value));
        let parts = [("words", score.words), ("roots", score.roots), ("pairs", score.pairs)].map(|(part, value)| {
            let key = match part {
                "words" => "compare.part.words",
                "roots" => "compare.part.roots",
                _ => "compare.part.pairs",
            };
            say(words, &number(key, value))
        });
        let mut numbers = vec![
            say(words, &number(alike, score.likeness).with("least", ALIKE)),
            say(words, &Message::key("compare.parts").with("parts", parts.join(" + "))),
            say(
                words,
                &Message::key("compare.containment")
                    .with("a", percent(score.containment_a))
                    .with("b", percent(score.containment_b)),
            ),
            say(words, &Message::key("compare.distinctive").with("n", score.distinctive_words)),
        ];
        if !compared.words.is_empty() {
            numbers.push(say(words, &Message::key("compare.rarest").with("words", compared.words.join(", "))));
        }
        if !compared.found.passages.is_empty() {
            numbers.push(chance(words, compared.found.chance));
        }
        let aside_of = sides.map(quotes);
        Self {
            title: key("compare.title"),
            warnings,
            numbers,
            passages: match compared.found.passages.len() {
                0 => key("compare.no_passages"),
                n => say(words, &Message::key("compare.passages").with("n", n)),
            },
            aside: key(if aside_of.iter().all(Vec::is_empty) { "compare.nothing_aside" } else { "compare.aside" }),
            aside_of,
            background: key("compare.shipped"),
            innocent: key("report.innocent"),
            innocents: if score.likeness >= ALIKE { innocents(words) } else { Vec::new() },
            cut: key("report.quote-cut"),
        }
    }
}

/// Why letters may be alike without anything being wrong.
pub fn innocents(words: &Words) -> Vec<String> {
    ["shared-letters.innocent.1", "shared-letters.innocent.2", "shared-letters.innocent.3", "shared-letters.innocent.4"]
        .map(|key| say(words, &Message::key(key)))
        .to_vec()
}

/// What of a letter was set aside, as quotes.
fn quotes(side: &Side) -> Vec<String> {
    let mut quotes: Vec<String> = Vec::new();
    let runs = side.set_aside();
    for run in runs.iter().take(ASIDE) {
        let words = side.text.get(run.clone()).unwrap_or_default();
        quotes.push(format!("\u{201c}{}\u{201d}", words.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if runs.len() > ASIDE {
        quotes.push(format!("\u{2026} + {}", runs.len() - ASIDE));
    }
    quotes
}

/// For a terminal.
pub fn text(compared: &Comparison, words: &Words, look: Look) -> String {
    let said = Said::new(compared, words);
    let mut out = Lines::new(look.width);
    out.paragraph("", &said.title);
    for warning in &said.warnings {
        out.paragraph("", warning);
    }
    out.text.push('\n');
    for number in &said.numbers {
        out.item("", number);
    }
    out.heading(&said.passages);
    let faces = [&compared.a, &compared.b].map(Side::face);
    out.text.push_str(&side_by_side(faces, look, SHOWN, &said.cut));
    out.heading(&said.aside);
    for (side, quotes) in [&compared.a, &compared.b].iter().zip(&said.aside_of).filter(|(_, quotes)| !quotes.is_empty())
    {
        out.paragraph("  ", &side.name);
        for quote in quotes {
            out.item("    ", quote);
        }
    }
    if !said.innocents.is_empty() {
        out.heading(&said.innocent);
        for innocent in &said.innocents {
            out.item("  ", innocent);
        }
    }
    out.heading(&said.background);
    out.text
}

/// As one HTML file.
pub fn html(compared: &Comparison, words: &Words) -> String {
    let said = Said::new(compared, words);
    let css = format!("{}{}", page::CSS, sides::CSS);
    let mut out = Html::begin(super::language(words), &format!("Second Look: {}", said.title), &css);
    out.raw("<header>\n<h1>Second Look</h1>\n").p(&said.title);
    for warning in &said.warnings {
        out.raw("<p class=\"notice\" dir=\"auto\">").text(warning).raw("</p>\n");
    }
    out.raw("</header>\n<main>\n").list(&said.numbers);
    out.raw("<h2>").text(&said.passages).raw("</h2>\n");
    sides::sides(&mut out, [&compared.a, &compared.b].map(Side::face), "p", SHOWN, &said.cut);
    out.raw("<h2>").text(&said.aside).raw("</h2>\n");
    for (side, quotes) in [&compared.a, &compared.b].iter().zip(&said.aside_of).filter(|(_, quotes)| !quotes.is_empty())
    {
        out.raw("<h3 dir=\"auto\">").text(&side.name).raw("</h3>\n").list(quotes);
    }
    if !said.innocents.is_empty() {
        out.raw("<h2>").text(&said.innocent).raw("</h2>\n").list(&said.innocents);
    }
    out.raw("</main>\n<footer>\n").p(&said.background).raw("</footer>\n</body>\n</html>\n");
    out.0
}
