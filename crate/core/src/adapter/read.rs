//! Reading a page: which adapter and layout, then its parts.

use std::collections::{BTreeMap, BTreeSet};

use super::block;
use super::compile::Compiled;
use super::field::Fields;
use super::format::{Adapter, BlockReason, Must, Page};
use super::look::{Item, Look};
use super::part::Parts;
use super::unread::Notes;
use super::url::{Address, Captures, Pattern};
use crate::model::{PageInfo, PageKind, PageSnapshot, UnreadWhy};
use crate::tree::PageTree;
use crate::tree::index::Index;

/// Reads a page with the first adapter and layout that serve and fit it. Kind `unknown` when none does, `blocked` when
/// something stands in its place; `unread` says which.
///
/// This compiles the adapters first; an engine keeps [`Compiled`] ones and calls [`read_compiled`].
pub fn read(adapters: &[(String, &Adapter)], tree: &PageTree) -> PageSnapshot {
    let compiled: Vec<Compiled> =
        adapters.iter().map(|(id, adapter)| Compiled::new(id.clone(), (*adapter).clone()).0).collect();
    read_compiled(&compiled, tree)
}

/// Reads a page with adapters that are ready, see [`read`].
pub fn read_compiled(adapters: &[Compiled], tree: &PageTree) -> PageSnapshot {
    let mut snapshot = PageSnapshot {
        page: PageInfo { url: tree.url.clone(), captured_at: tree.captured_at.clone(), ..PageInfo::default() },
        ..PageSnapshot::default()
    };
    let mut notes = Notes::default();
    notes.gaps(&tree.gaps);
    if tree.schema == crate::tree::SCHEMA {
        let index = Index::new(tree);
        snapshot.page.language = index.attribute(0, "lang").map(str::to_lowercase).filter(|lang| !lang.is_empty());
        notes = choose(adapters, &index, &mut snapshot, notes);
        if index.exhausted() {
            notes.say("page", UnreadWhy::Capped, "the page takes too long to search");
        }
    } else {
        let note = format!("the rows have version {}, expected {}", tree.schema, crate::tree::SCHEMA);
        notes.say("page", UnreadWhy::NotUnderstood, note);
    }
    snapshot.page.kind = snapshot.kind;
    snapshot.unread = notes.finish();
    snapshot
}

fn choose(adapters: &[Compiled], index: &Index, snapshot: &mut PageSnapshot, mut notes: Notes) -> Notes {
    let Some(address) = Address::parse(&snapshot.page.url) else {
        notes.say("page", UnreadWhy::NotUnderstood, "the address is not one of a web page");
        return notes;
    };
    let serving = || adapters.iter().filter(|c| c.adapter.hosts.iter().any(|host| address.is_under(host)));
    for compiled in serving() {
        if let Some(reason) = blocked(compiled, index, &address) {
            let (layout, note) = match reason {
                BlockReason::Challenge => ("challenge", "the site asks for a proof that a person is reading"),
                BlockReason::LoginWall => ("login_wall", "the site asks to log in first"),
            };
            snapshot.kind = PageKind::Blocked;
            snapshot.page.adapter = Some(compiled.id.clone());
            snapshot.page.layout = Some(layout.to_owned());
            notes.say("page", UnreadWhy::NotOnPage, note);
            return notes;
        }
    }
    let mut served_by = None;
    for compiled in serving() {
        for (page, urls) in compiled.adapter.page.iter().zip(&compiled.urls) {
            let Some(captures) = serve(&address, urls) else { continue };
            served_by.get_or_insert(&compiled.id);
            if fits(compiled, index, page, &captures) {
                snapshot.kind = page.kind;
                snapshot.page.adapter = Some(compiled.id.clone());
                snapshot.page.layout = Some(page.layout.clone());
                snapshot.page.verified = page.verified.is_some();
                return read_page(compiled, index, page, &captures, snapshot, notes);
            }
        }
    }
    if let Some(id) = served_by {
        snapshot.page.adapter = Some(id.clone());
        notes.say("page", UnreadWhy::NotUnderstood, "layout not recognised");
    } else {
        notes.say("page", UnreadWhy::NotUnderstood, "no adapter serves this address");
    }
    notes
}

type Patterns = (Vec<Pattern>, Vec<Pattern>);

fn serve(address: &Address, (serves, except): &Patterns) -> Option<Captures> {
    let captures = serves.iter().find_map(|pattern| address.serve(pattern))?;
    except.iter().all(|pattern| address.serve(pattern).is_none()).then_some(captures)
}

fn blocked(compiled: &Compiled, index: &Index, address: &Address) -> Option<BlockReason> {
    let captures = Captures::new();
    let look = bare(compiled, index, &captures);
    let page = Item { scope: Some(0), ..Item::default() };
    let mut all = compiled.adapter.blocked.iter().zip(&compiled.blocked);
    let here = |urls: &[Pattern]| urls.is_empty() || urls.iter().any(|pattern| address.serve(pattern).is_some());
    all.find(|(blocked, urls)| here(urls) && look.hold(&blocked.when, &page)).map(|(blocked, _)| blocked.reason)
}

fn bare<'r, 'b>(compiled: &'r Compiled, index: &'r Index<'r>, captures: &'r Captures) -> Look<'r, 'b> {
    Look { compiled, index, captures, roots: BTreeMap::new(), first: None, present: BTreeMap::new() }
}

/// Whether a layout's tests hold. Only whether its blocks are there is asked here, not what they say: a malformed or
/// stale block does not make it another layout.
fn fits(compiled: &Compiled, index: &Index, page: &Page, captures: &Captures) -> bool {
    let mut look = bare(compiled, index, captures);
    for state in &page.state {
        if let Some(row) = block::locate(compiled, index, state) {
            look.present.insert(state.name.clone(), row);
        }
    }
    look.hold(&page.when, &Item { scope: Some(0), ..Item::default() })
}

fn read_page(
    compiled: &Compiled,
    index: &Index,
    page: &Page,
    captures: &Captures,
    snapshot: &mut PageSnapshot,
    mut notes: Notes,
) -> Notes {
    let blocks = block::load(compiled, index, page, captures, &mut notes);
    let mut look = bare(compiled, index, captures);
    look.roots = block::roots(compiled, page, &blocks);
    look.first = page.state.iter().find_map(|state| look.roots.get(state.name.as_str())).cloned();
    for absent in &page.absent {
        notes.say(absent.field.clone(), UnreadWhy::NotOnPage, absent.note.clone());
    }
    for must in &page.must {
        must_hold(&look, must, &mut notes);
    }
    let language = snapshot.page.language.clone();
    let captured_at = Some(snapshot.page.captured_at.clone()).filter(|at| !at.is_empty());
    let fields = Fields { look, notes, language, captured_at };
    let mut parts = Parts { fields, snapshot, owner: None, known: BTreeMap::new(), letters: BTreeSet::new() };
    page.part.iter().for_each(|part| parts.read(part));
    parts.fields.notes
}

/// Says so when numbers that must agree do not.
fn must_hold(look: &Look, must: &Must, notes: &mut Notes) {
    let top = Item { state: look.first.clone(), ..Item::default() };
    let numbers = |path: &str| -> Vec<f64> {
        let found = look.paths(Some(path), must.state.as_deref(), &top);
        found.iter().filter_map(|at| at.value.as_f64()).collect()
    };
    let (parts, whole) = (numbers(&must.sum), numbers(&must.equals));
    let (Some(whole), false) = (whole.first(), parts.is_empty()) else { return };
    let sum: f64 = parts.iter().sum();
    if (sum - whole).abs() > 1e-6 {
        let note = format!("`{}` adds up to {sum}, `{}` says {whole}", must.sum, must.equals);
        notes.say(must.field.clone(), UnreadWhy::NotUnderstood, note);
    }
}
