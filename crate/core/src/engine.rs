//! The engine: `read` (tree to snapshot), `recall` (snapshot to keys), `analyze` (snapshot and memories to report).
//!
//! It is cheap to rebuild and holds no state that matters: packs, settings, words.

mod describe;
mod finish;
pub(crate) mod ledger;
mod overrides;
mod own_letters;
mod page;
mod remember;
mod typed;

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::adapter::{Compiled, read_compiled};
use crate::check::once::Once;
use crate::check::{CHECKS, Context, Judged, Memories};
use crate::ledger::keyed::{self, Keyed};
use crate::ledger::{Entry, Secret};
use crate::model::{Chat, PageInfo, PageKind, PageSnapshot, Source, Value};
use crate::pack::prior::Prior;
use crate::pack::rules::Rules;
use crate::pack::{Pack, lint, run, take_common};
use crate::report::{Coverage, CoverageState, Finding, Message, PackInfo, Picture, Problem, Report};
use crate::text::common::Common;
use crate::tree::PageTree;

pub use crate::words::Words;
pub use describe::{Described, DescribedKind};
pub use ledger::hired;
pub(crate) use overrides::apply as override_findings;
pub use overrides::{Action, Override, Scope};
pub use own_letters::{OwnLetter, OwnLetters};
pub use page::Page;

/// What the user chose that changes a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Settings {
    /// Ids of checks and rules that are switched off; coverage says so.
    #[serde(default)]
    pub off: BTreeSet<String>,
    /// Whether the report carries the snapshot.
    #[serde(default)]
    pub snapshot: bool,
    /// Findings that are hidden or lowered, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Override>>"))]
    pub overrides: Vec<Override>,
}

/// A text that the user selected on a page, to be checked by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The text.
    pub text: String,
    /// Its language, where the page or the user says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The address of the page it stands on; may be empty.
    #[serde(default)]
    pub url: String,
    /// When, RFC 3339 with offset; may be empty.
    #[serde(default)]
    pub captured_at: String,
}

/// What is judged on a page.
#[derive(Debug)]
pub(crate) struct JudgedPage {
    pub findings: Vec<Finding>,
    pub coverage: Vec<Coverage>,
    pub pictures: Vec<Picture>,
}

/// Packs, settings and words, ready to read pages.
#[derive(Debug)]
pub struct Engine {
    packs: Vec<(Pack, PackInfo)>,
    adapters: Vec<Compiled>,
    rules: Rules,
    settings: Settings,
    words: Words,
    common: Common,
    priors: Vec<Prior>,
}

impl Engine {
    /// Builds an engine; every problem of every pack at once. A rule that fails its own examples is a problem.
    pub fn new(packs: Vec<(Pack, PackInfo)>, settings: Settings, words: Words) -> Result<Self, Vec<Problem>> {
        Self::with_proved(packs, &BTreeSet::new(), settings, words)
    }

    /// Builds an engine of packs of which some were proved before, by [`Engine::new`], in the form they have now: the
    /// built-in ones, when they were built. Their texts and examples are not gone through again at every start.
    ///
    /// `proved` holds pack ids, and is for the host to fill: no pack says of itself that it was proved.
    pub fn with_proved(
        mut packs: Vec<(Pack, PackInfo)>,
        proved: &BTreeSet<String>,
        settings: Settings,
        words: Words,
    ) -> Result<Self, Vec<Problem>> {
        let (rules, mut problems) = lint::compile(&packs, proved);
        let mut adapters = Vec::new();
        for (pack, _) in &mut packs {
            for adapter in std::mem::take(&mut pack.adapters) {
                let file = format!("{}: adapters/{}", pack.id, adapter.id);
                let (compiled, wrong) = Compiled::new(format!("{}/{}", pack.id, adapter.id), adapter);
                adapters.push(compiled);
                problems
                    .extend(wrong.into_iter().map(|one| Problem { place: format!("{file}: {}", one.place), ..one }));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let common = take_common(packs.iter_mut().map(|(pack, _)| pack));
        let priors = packs.iter_mut().flat_map(|(pack, _)| std::mem::take(&mut pack.priors)).collect();
        Ok(Self { packs, adapters, rules, settings, words, common, priors })
    }

    /// Reads a page.
    pub fn read(&self, tree: &PageTree) -> PageSnapshot {
        read_compiled(&self.adapters, tree)
    }

    /// Reads a page, and holds it open for what is asked about it.
    pub fn open(&self, tree: &PageTree) -> Page<'static> {
        self.read(tree).into()
    }

    /// [`Page::recall`], of a snapshot about which nothing else is asked.
    pub fn recall(&self, snapshot: &PageSnapshot, secret: &Secret) -> Vec<String> {
        Page::from(snapshot).recall(self, secret)
    }

    /// [`Page::keep`], of a snapshot about which nothing else is asked.
    pub fn keep(&self, snapshot: &PageSnapshot, memories: &Memories) -> Vec<Entry> {
        Page::from(snapshot).keep(self, memories)
    }

    /// [`Page::analyze`], of a snapshot about which nothing else is asked.
    pub fn analyze(&self, snapshot: &PageSnapshot, memories: &Memories) -> Report {
        Page::from(snapshot).analyze(self, memories)
    }

    pub(crate) fn judged(&self, context: &Context<'_>) -> JudgedPage {
        let snapshot = context.snapshot;
        let (findings, coverage, pictures) = match nothing_to_judge(snapshot.kind) {
            Some(note) => (Vec::new(), self.unjudged(&note), Vec::new()),
            None => self.judge(context),
        };
        JudgedPage { findings: finish::findings(findings, snapshot), coverage, pictures }
    }

    /// The report of a page, but for what is judged on it.
    pub(crate) fn report_of(&self, snapshot: &PageSnapshot) -> Report {
        Report {
            schema: crate::report::SCHEMA,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            packs: self.packs.iter().map(|(_, info)| info.clone()).collect(),
            page: snapshot.page.clone(),
            findings: Vec::new(),
            overridden: Vec::new(),
            coverage: Vec::new(),
            pictures: Vec::new(),
            items: finish::items(snapshot),
            unread: snapshot.unread.clone(),
            snapshot: self.settings.snapshot.then(|| snapshot.clone()),
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Judges a text that the user selected, as one message of somebody else.
    pub fn check_text(&self, selection: &Selection) -> Report {
        let text = Value {
            value: selection.text.clone(),
            currency: None,
            source: Source { row: None, path: "selection".to_owned() },
            shown: Vec::new(),
        };
        let snapshot = PageSnapshot {
            kind: PageKind::Messages,
            page: PageInfo {
                url: selection.url.clone(),
                kind: PageKind::Messages,
                captured_at: selection.captured_at.clone(),
                language: selection.language.as_ref().map(|language| language.to_ascii_lowercase()),
                ..PageInfo::default()
            },
            // A message without a person would be the user's own.
            messages: vec![Chat { person: Some(String::new()), text: Some(text), ..Chat::default() }],
            ..PageSnapshot::default()
        };
        self.analyze(&snapshot, &Memories::default())
    }

    /// Stock sentences and background of all packs: for the comparisons that need no page.
    pub fn common(&self) -> &Common {
        &self.common
    }

    /// How often bids are won among ordinary people, by all packs: for the command that needs no page.
    pub fn priors(&self) -> &[Prior] {
        &self.priors
    }

    /// All checks and rules, for the settings page and the catalogue.
    pub fn describe(&self) -> Vec<Described> {
        describe::all(&self.packs, &self.words)
    }

    fn judge(&self, context: &Context<'_>) -> (Vec<Finding>, Vec<Coverage>, Vec<Picture>) {
        let mut findings = Vec::new();
        let mut coverage = Vec::new();
        let mut pictures = Vec::new();
        for check in CHECKS {
            if self.settings.off.contains(check.id) {
                let note = Message::key("engine.switched-off");
                coverage.push(Coverage { check: check.id.to_owned(), state: CoverageState::NotSupported, note });
                continue;
            }
            let judged: Judged = (check.run)(context);
            findings.extend(judged.findings);
            coverage.push(judged.coverage);
            pictures.extend(judged.pictures);
        }
        let (found, covered) = self.ruled(context.snapshot, context.once);
        findings.extend_from_slice(found);
        coverage.extend_from_slice(covered);
        (findings, coverage, pictures)
    }

    /// What the rules say.
    fn ruled<'o>(&self, snapshot: &PageSnapshot, once: &'o Once) -> &'o (Vec<Finding>, Vec<Coverage>) {
        let letter = |at| once.reading(snapshot, at);
        once.ruled(|| run::run(&self.rules, snapshot, &self.settings.off, &letter))
    }

    /// Coverage of a page that is not judged: not visible, for every check and rule.
    fn unjudged(&self, note: &Message) -> Vec<Coverage> {
        let checks = CHECKS.iter().map(|check| check.id.to_owned());
        let ids = checks.chain(self.rules.running().map(|compiled| compiled.id.clone()));
        ids.map(|check| {
            let off = self.settings.off.contains(&check);
            let note = if off { Message::key("engine.switched-off") } else { note.clone() };
            let state = if off { CoverageState::NotSupported } else { CoverageState::NotVisible };
            Coverage { check, state, note }
        })
        .collect()
    }
}

/// The keys under which everything about a person stands in the ledger: forgetting the person is forgetting every entry
/// that has one of them. The site is an address on it or its host (`upwork.com`), the id the site's own.
pub fn person_keys(site: &str, id: &str, secret: &Secret) -> Vec<String> {
    vec![keyed::person(&Keyed::new(secret), site, id)]
}

/// Why a page of this kind is not judged.
fn nothing_to_judge(kind: PageKind) -> Option<Message> {
    match kind {
        PageKind::Unknown => Some(Message::key("engine.unknown")),
        PageKind::Blocked => Some(Message::key("engine.blocked")),
        PageKind::Search => Some(Message::key("engine.nothing-to-judge")),
        PageKind::Profile
        | PageKind::Proposals
        | PageKind::Reviews
        | PageKind::Messages
        | PageKind::Diary
        | PageKind::Job => None,
    }
}
