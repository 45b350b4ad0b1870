//! A report in words: every sentence that text and HTML show, said once. The extension's `drawing.ts` says the same with
//! the same keys.

use secondlook_core::engine::{Described, Words};
use secondlook_core::report::{CoverageState, Evidence, Finding, Item, Message, Report, Severity, Statistic, Subject};
use secondlook_core::words::{say, term};

use super::pictures;

/// The words around and in a report.
#[derive(Debug)]
pub struct Said {
    /// The language of the words.
    pub language: String,
    /// `ui.kind.*`: what kind of page it is.
    pub kind: String,
    /// Address, moment, and where that was taken from.
    pub page: String,
    /// Who read it; empty when nobody serves the page.
    pub reader: String,
    /// That the reader is not confirmed for this layout; empty when it is.
    pub unverified: String,
    /// How many findings to ask about, and how many more for background.
    pub count: String,
    /// The findings.
    pub findings: Vec<SaidFinding>,
    /// What was counted without a finding: the check's name, and a sentence.
    pub counted: Vec<[String; 2]>,
    /// What was checked: name, whether it could judge, and a sentence.
    pub coverage: Vec<[String; 3]>,
    /// What could not be read.
    pub unread: Vec<String>,
    /// By what it was judged: engine and packs.
    pub judged_by: Vec<String>,
    /// The headings, by the last part of their keys.
    pub head: Headings,
}

/// Headings and fixed sentences.
#[derive(Debug)]
#[allow(missing_docs)] // each is the word under `report.` of its name; `counted` under `picture.`
pub struct Headings {
    pub about: String,
    pub evidence: String,
    pub why: String,
    pub innocent: String,
    pub numbers: String,
    pub source: String,
    pub counted: String,
    pub coverage: String,
    pub unread: String,
    pub everything_read: String,
    pub judged_by: String,
    pub quote_cut: String,
    /// `report.nothing-found-is-not-verified`: the last word of every report.
    pub not_verified: String,
}

/// One finding in words.
#[derive(Debug)]
pub struct SaidFinding {
    /// Its severity, for colour only.
    pub severity: Severity,
    /// The severity's word, and how sure.
    pub level: String,
    /// The word for how sure it is.
    pub confidence: String,
    /// What was found.
    pub sentence: String,
    /// What it is about.
    pub about: String,
    /// The quotes: text, and whose words they are (may be empty).
    pub quotes: Vec<(String, String)>,
    /// What its check counted.
    pub counted: Vec<String>,
    /// Why it matters.
    pub why: String,
    /// Innocent explanations.
    pub innocent: Vec<String>,
    /// The heading over the questions: one, or several.
    pub ask_heading: String,
    /// Questions to ask.
    pub ask: Vec<String>,
    /// The numbers; empty for findings without.
    pub statistic: String,
    /// Rule, version, pack, indicators.
    pub source: String,
}

/// A label is cut after this many characters.
const LABEL: usize = 120;

struct Speaker<'a> {
    words: &'a Words,
    report: &'a Report,
}

impl Said {
    /// Says a report.
    pub fn new(report: &Report, described: &[Described], words: &Words) -> Self {
        let speaker = Speaker { words, report };
        let page = &report.page;
        let key = |key: &str| say(words, &Message::key(key));
        let title = |id: &str| {
            let known = described.iter().find(|described| described.id == id);
            known.map_or_else(|| id.to_owned(), |known| say(words, &known.title))
        };
        let asking = report.findings.iter().filter(|finding| finding.severity >= Severity::Caution).count();
        let background = report.findings.len() - asking;
        // Of a page that nobody could read there is no reader to speak of, and silence is no result.
        let reader = page.adapter.as_deref().zip(page.layout.as_deref());
        let judged = report.coverage.iter().any(|covered| covered.state == CoverageState::Checked);
        Self {
            language: super::language(words).to_owned(),
            kind: term(words, "ui.kind", &page.kind),
            page: say(
                words,
                &Message::key("report.page-read")
                    .with("url", page.url.as_str())
                    .with("time", page.captured_at.as_str())
                    .with("from", key(captured_from(page.captured_from.as_deref()))),
            ),
            reader: reader.map_or_else(String::new, |(adapter, layout)| {
                say(words, &Message::key("report.reader").with("adapter", adapter).with("layout", layout))
            }),
            unverified: match reader {
                Some(_) if !page.verified => key("report.adapter-unverified"),
                _ => String::new(),
            },
            count: if report.findings.is_empty() && !judged {
                key("report.nothing-checked")
            } else {
                let asking = match asking {
                    0 => key("report.nothing"),
                    n => say(words, &Message::key("report.asking").with("n", n)),
                };
                match background {
                    0 => asking,
                    n => format!("{asking} {}", say(words, &Message::key("report.background").with("n", n))),
                }
            },
            findings: report.findings.iter().map(|finding| speaker.finding(finding)).collect(),
            counted: pictures::counted(report, words)
                .into_iter()
                .map(|(picture, said)| {
                    let whom = report.items.iter().find(|item| item.subject == picture.subject);
                    let whom = whom.map_or_else(String::new, |item| format!("{}. ", speaker.item(item)));
                    [title(&picture.check), whom + &said]
                })
                .collect(),
            coverage: report
                .coverage
                .iter()
                .map(|covered| [title(&covered.check), state(words, covered.state), say(words, &covered.note)])
                .collect(),
            unread: report.unread.iter().map(|unread| speaker.unread(unread)).collect(),
            judged_by: speaker.judged_by(),
            head: Headings::new(&key),
        }
    }
}

impl Headings {
    fn new(key: &dyn Fn(&str) -> String) -> Self {
        Self {
            about: key("report.about"),
            evidence: key("report.evidence"),
            why: key("report.why"),
            innocent: key("report.innocent"),
            numbers: key("report.numbers"),
            source: key("report.source"),
            counted: key("picture.counted"),
            coverage: key("report.coverage"),
            unread: key("report.unread"),
            everything_read: key("report.everything-read"),
            judged_by: key("report.judged-by"),
            quote_cut: key("report.quote-cut"),
            not_verified: key("report.nothing-found-is-not-verified"),
        }
    }
}

fn captured_from(word: Option<&str>) -> &'static str {
    match word {
        Some("page") => "report.captured.page",
        Some("file_time") => "report.captured.file_time",
        Some("now") => "report.captured.now",
        _ => "report.captured.option",
    }
}

fn state(words: &Words, state: CoverageState) -> String {
    term(words, "ui.coverage", &state)
}

impl Speaker<'_> {
    fn say(&self, message: &Message) -> String {
        say(self.words, message)
    }

    fn finding(&self, finding: &Finding) -> SaidFinding {
        let about = self.report.items.iter().filter(|item| is_about(&finding.subject, &item.subject));
        let asks = if finding.ask.len() == 1 { "report.ask" } else { "report.asks" };
        SaidFinding {
            severity: finding.severity,
            level: term(self.words, "ui.severity", &finding.severity),
            confidence: term(self.words, "confidence", &finding.confidence),
            sentence: self.say(&finding.message),
            about: about.map(|item| self.item(item)).collect::<Vec<_>>().join(", "),
            quotes: finding.evidence.iter().map(|evidence| self.quote(evidence, finding)).collect(),
            counted: pictures::of_finding(self.report, finding, self.words),
            why: self.say(&finding.why),
            innocent: finding.innocent.iter().map(|message| self.say(message)).collect(),
            ask_heading: self.say(&Message::key(asks)),
            ask: finding.ask.iter().map(|message| self.say(message)).collect(),
            statistic: finding.statistic.as_ref().map_or_else(String::new, |numbers| statistic(self.words, numbers)),
            source: self.source(finding),
        }
    }

    fn quote(&self, evidence: &Evidence, finding: &Finding) -> (String, String) {
        let about = evidence.item.as_ref().filter(|_| finding.evidence.len() > 1);
        let item = about.and_then(|about| self.report.items.iter().find(|item| is_about(about, &item.subject)));
        (evidence.quote.clone(), item.map_or_else(String::new, |item| self.item(item)))
    }

    fn item(&self, item: &Item) -> String {
        let kind = term_name(&item.subject.kind);
        self.say(&if item.label.is_empty() {
            let position = item.subject.items.first().map_or(1, |first| first + 1);
            Message::key(&format!("ui.item.{kind}.unnamed")).with("position", position)
        } else {
            Message::key(&format!("ui.item.{kind}")).with("label", shortened(&item.label))
        })
    }

    fn source(&self, finding: &Finding) -> String {
        let mut parts = vec![
            Message::key("ui.source.rule")
                .with("rule", finding.rule.as_str())
                .with("version", finding.version.as_str()),
        ];
        if let Some(sha256) = &finding.pack_sha256 {
            parts.push(Message::key("ui.source.pack").with("sha256", short(sha256)));
        }
        if !finding.references.is_empty() {
            parts.push(Message::key("ui.source.references").with("references", finding.references.join(", ")));
        }
        self.join(&parts)
    }

    fn unread(&self, unread: &secondlook_core::model::Unread) -> String {
        let field = format!("ui.field.{}", unread.field);
        let name = match unread.field.strip_prefix("state ") {
            Some(name) => self.say(&Message::key("ui.field.state").with("name", name)),
            None if self.words.contains_key(&field) => self.say(&Message::key(&field)),
            None => unread.field.clone(),
        };
        let key = format!("ui.unread.{}", term_name(&unread.why));
        let said = self.say(&Message::key(&key).with("field", name));
        if unread.note.is_empty() { said } else { format!("{said} {}", sentence(&unread.note)) }
    }

    fn judged_by(&self) -> Vec<String> {
        let report = self.report;
        let engine = Message::key("ui.panel.engine")
            .with("engine", report.engine.as_str())
            .with("time", report.page.captured_at.as_str());
        let packs = report.packs.iter().map(|pack| {
            let trusted = pack.signed || pack.built_in;
            Message::key(if trusted { "ui.panel.pack" } else { "ui.panel.pack-unsigned" })
                .with("id", pack.id.as_str())
                .with("version", pack.version.as_str())
                .with("sha256", short(&pack.sha256))
        });
        std::iter::once(engine).chain(packs).map(|message| self.say(&message)).collect()
    }

    fn join(&self, parts: &[Message]) -> String {
        parts.iter().map(|part| self.say(part)).collect::<Vec<_>>().join(" ")
    }
}

/// The numbers behind a finding, with their method.
pub fn statistic(words: &Words, statistic: &Statistic) -> String {
    let full = format!("method.{}", statistic.method);
    let key = if words.contains_key(&full) { full.as_str() } else { statistic.method.as_str() };
    let method = say(words, &Message::key(key));
    let mut parts = vec![Message::key("ui.statistic.method").with("method", method).with("n", statistic.n as f64)];
    if let Some(value) = statistic.value {
        parts.push(Message::key("ui.statistic.value").with("value", value));
    }
    if let Some(p) = statistic.p {
        parts.push(Message::key("ui.statistic.p").with("p", p));
    }
    if let Some((low, high)) = statistic.interval {
        parts.push(Message::key("ui.statistic.interval").with("low", low).with("high", high));
    }
    if let Some(needed) = statistic.needed {
        parts.push(Message::key("ui.statistic.needed").with("n", needed as f64));
    }
    parts.iter().map(|part| say(words, part)).collect::<Vec<_>>().join(" ")
}

fn is_about(subject: &Subject, item: &Subject) -> bool {
    subject.kind == item.kind && (item.items.is_empty() || item.items.iter().any(|one| subject.items.contains(one)))
}

/// A label is a name: one that is pages long is cut, and stands whole in the JSON.
fn shortened(label: &str) -> String {
    match label.char_indices().nth(LABEL) {
        Some((at, _)) => format!("{} …", label.get(..at).unwrap_or(label)),
        None => label.to_owned(),
    }
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// The wire name of a unit variant.
fn term_name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A note as a sentence: a capital first, a full stop last. A count ("10 of 22") stays as it is but for the stop.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if note.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
