//! A page that is open: its snapshot, and what was worked out of it so far.
//!
//! Recalling, judging and keeping all read the same letters. Whoever asks an engine more than one thing about a page opens it
//! once and asks the page.

use std::borrow::Cow;

use super::{Engine, JudgedPage, ledger, nothing_to_judge, override_findings, remember};
use crate::check::once::Once;
use crate::check::remembered::Keys;
use crate::check::{Context, Memories};
use crate::ledger::{Entry, Secret};
use crate::model::{PageSnapshot, SeenLetter};
use crate::report::Report;

/// An open page. What is asked of it goes to the engine that opened it, or to one of the same packs and settings.
#[derive(Debug)]
pub struct Page<'a> {
    snapshot: Cow<'a, PageSnapshot>,
    once: Once,
}

impl From<PageSnapshot> for Page<'_> {
    fn from(snapshot: PageSnapshot) -> Self {
        Self { snapshot: Cow::Owned(snapshot), once: Once::default() }
    }
}

impl<'a> From<&'a PageSnapshot> for Page<'a> {
    fn from(snapshot: &'a PageSnapshot) -> Self {
        Self { snapshot: Cow::Borrowed(snapshot), once: Once::default() }
    }
}

impl Page<'_> {
    /// What was read.
    pub fn snapshot(&self) -> &PageSnapshot {
        &self.snapshot
    }

    /// Names the keys the host should look up for this page, under the device's secret: at most 1,500, about 300 for
    /// fifty proposals. What the host finds goes into [`Memories::entries`], and from there to every check.
    pub fn recall(&self, engine: &Engine, secret: &Secret) -> Vec<String> {
        self.keys(engine, Some(secret)).map(|keys| ledger::recall(&keys)).unwrap_or_default()
    }

    /// What the ledger is to hold of this page, with what it held of it before: for the host to write after the report.
    /// Nothing without a secret, of a page that is not judged, or that does not say when it was captured.
    pub fn keep(&self, engine: &Engine, memories: &Memories) -> Vec<Entry> {
        let keys = self.keys(engine, memories.secret.as_ref());
        keys.map(|keys| ledger::keep(&keys, &self.snapshot, memories)).unwrap_or_default()
    }

    /// What the host may keep of this page while the browser runs, for [`Memories::letters`] on later pages.
    pub fn remember(&self) -> Vec<SeenLetter> {
        remember::letters(&self.snapshot)
    }

    /// Works out what no memories change, for a host that waits for what it looked up: [`Page::analyze`] says the same
    /// afterwards, and sooner.
    pub fn prepare(&self, engine: &Engine) {
        if nothing_to_judge(self.snapshot.kind).is_none() {
            engine.ruled(&self.snapshot, &self.once);
        }
    }

    /// Judges this page.
    pub fn analyze(&self, engine: &Engine, memories: &Memories) -> Report {
        let JudgedPage { findings, coverage, pictures } = self.judge(engine, memories);
        let (findings, overridden) = override_findings(&engine.settings.overrides, findings, &self.snapshot);
        Report { findings, overridden, coverage, pictures, ..engine.report_of(&self.snapshot) }
    }

    /// What the checks and rules say of this page, before anything of it is hidden or lowered.
    pub(crate) fn judge(&self, engine: &Engine, memories: &Memories) -> JudgedPage {
        let snapshot = &*self.snapshot;
        let (common, priors) = (&engine.common, engine.priors.as_slice());
        engine.judged(&Context { snapshot, memories, common, priors, once: &self.once })
    }

    fn keys<'k>(&'k self, engine: &'k Engine, secret: Option<&'k Secret>) -> Option<Keys<'k>> {
        let secret = secret.filter(|_| nothing_to_judge(self.snapshot.kind).is_none())?;
        Some(Keys::new(&self.snapshot, &engine.common, secret, &self.once))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Settings, Words};
    use crate::model::PageKind;

    #[test]
    fn what_was_prepared_is_not_worked_out_again() {
        let engine = Engine::new(Vec::new(), Settings::default(), Words::new()).expect("an engine");
        let page = |kind| Page::from(PageSnapshot { kind, ..PageSnapshot::default() });
        let judged = page(PageKind::Proposals);
        judged.prepare(&engine);
        judged.once.ruled(|| unreachable!("the rules were run"));
        let unjudged = page(PageKind::Unknown);
        unjudged.prepare(&engine);
        assert_eq!(unjudged.once.ruled(|| (Vec::new(), Vec::new())), &(Vec::new(), Vec::new()));
    }
}
