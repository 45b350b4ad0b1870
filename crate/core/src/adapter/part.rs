//! Parts: what is on the page once, and lists of items joined with the cards that show them.

use std::collections::{BTreeMap, BTreeSet};

use super::convert as to;
use super::field::Fields;
use super::fields::{ContractFields, JobFields, MessageFields, PersonFields, ProposalFields, ReviewFields};
use super::format::{Part, Total, TotalOf};
use super::look::Item;
use crate::model::{Chat, Contract, Job, PageSnapshot, Person, Proposal, Review, ReviewBy, UnreadWhy};
use crate::tree::RowId;

/// At most this many items of one list.
const ITEMS: usize = 5_000;

/// Fills a snapshot part by part.
pub(super) struct Parts<'s, 'r, 'b> {
    pub fields: Fields<'r, 'b>,
    pub snapshot: &'s mut PageSnapshot,
    /// The person the page is about.
    pub owner: Option<String>,
    /// Positions in `people`, by id.
    pub known: BTreeMap<String, usize>,
    /// Whose letters were read, with their words: a card may stand in the page twice, for wide and for narrow windows.
    pub letters: BTreeSet<(String, String)>,
}

impl<'b> Parts<'_, '_, 'b> {
    /// Reads one part.
    pub fn read(&mut self, part: &Part) {
        self.fields.notes.optional(&part.optional);
        let before = Counts::of(self.snapshot);
        if part.rows.is_empty() {
            let item = self.once(part);
            self.item(part, &item, true);
        } else {
            let items = self.items(part);
            for item in &items {
                self.item(part, item, false);
            }
            if items.is_empty() {
                self.empty(part);
            }
        }
        let counts = Counts::of(self.snapshot).since(&before);
        for total in &part.total {
            self.total(total, &counts);
        }
    }

    /// The item of a part that is there once: the first block's root and the panel, or the whole page.
    fn once(&self, part: &Part) -> Item<'b> {
        let look = &self.fields.look;
        let card = part.cards.as_ref().and_then(|cards| look.rows(&cards.css, Some(0), 1).first().copied());
        let scope = if part.cards.is_some() { card } else { Some(0) };
        Item { state: look.first.clone(), scope, card }
    }

    /// The items of a list: those of the state, then cards that show none of them.
    fn items(&mut self, part: &Part) -> Vec<Item<'b>> {
        let look = &self.fields.look;
        let top = Item { state: look.first.clone(), ..Item::default() };
        for rows in &part.rows {
            let mut items: Vec<Item> = if let Some(css) = &rows.css {
                look.rows(css, Some(0), ITEMS + 1).into_iter().map(Item::of_card).collect()
            } else {
                let found = look.paths(rows.path.as_deref(), rows.state.as_deref(), &top);
                found.into_iter().map(|at| Item { state: Some(at), ..Item::default() }).collect()
            };
            if items.is_empty() {
                continue;
            }
            if rows.path.is_some() {
                self.join(part, &mut items);
            }
            if items.len() > ITEMS {
                items.truncate(ITEMS);
                self.fields.notes.say(word(part), UnreadWhy::Capped, format!("more than {ITEMS}"));
            }
            return items;
        }
        Vec::new()
    }

    /// Gives state items their cards. A card that names no item of the state (a list that grew on scroll) is an item of
    /// its own, where the part reads cards too.
    fn join(&self, part: &Part, items: &mut Vec<Item<'b>>) {
        let Some(cards) = &part.cards else { return };
        let rows = self.fields.look.rows(&cards.css, Some(0), ITEMS);
        if cards.key.is_empty() {
            if rows.len() == items.len() {
                items.iter_mut().zip(&rows).for_each(|(item, row)| item.hold(*row));
            }
            return;
        }
        let mut by_key: BTreeMap<String, Vec<RowId>> = BTreeMap::new();
        for row in rows.iter().rev() {
            if let Some(key) = self.fields.quiet(&cards.key, &Item::of_card(*row)) {
                by_key.entry(key.to_lowercase()).or_default().push(*row);
            }
        }
        for item in items.iter_mut() {
            let key = self.fields.quiet(&cards.item, item);
            if let Some(row) = key.and_then(|key| by_key.get_mut(&key.to_lowercase())).and_then(Vec::pop) {
                item.hold(row);
            }
        }
        if part.rows.iter().any(|rows| rows.css.is_some()) {
            let mut left: Vec<RowId> = by_key.into_values().flatten().collect();
            left.sort_unstable();
            self.join_by_letter(part, items, &mut left);
            items.extend(left.into_iter().map(Item::of_card));
        }
    }

    /// Cards whose key is not that of any item may still show one: a site that writes its links another way must not
    /// make two bidders with one letter out of each.
    fn join_by_letter(&self, part: &Part, items: &mut [Item<'b>], left: &mut Vec<RowId>) {
        let Some(proposal) = &part.proposal else { return };
        let letter = |item: &Item<'b>| -> Option<String> {
            let text = self.fields.quiet(&proposal.letter, item)?;
            let words: String = text.split_whitespace().collect();
            // A card may show the beginning only.
            let words = words.trim_end_matches(['.', '\u{2026}']);
            (!words.is_empty()).then(|| words.to_owned())
        };
        let start = |words: &str| words.chars().take(40).collect::<String>();
        let mut open: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.card.is_none()) {
            if let Some(words) = letter(item) {
                open.entry(start(&words)).or_default().push((at, words));
            }
        }
        left.retain(|row| {
            let Some(words) = letter(&Item::of_card(*row)) else { return true };
            let Some(candidates) = open.get_mut(&start(&words)) else { return true };
            let Some(found) = candidates.iter().position(|(_, whole)| whole.starts_with(&words)) else { return true };
            let (at, _) = candidates.remove(found);
            if let Some(item) = items.get_mut(at) {
                item.hold(*row);
            }
            false
        });
    }

    fn item(&mut self, part: &Part, item: &Item<'b>, once: bool) {
        let mut person = None;
        if let Some(fields) = part.person.as_ref().filter(|f| self.fields.look.hold(&f.when, item)) {
            person = self.person(fields, item);
            if once && self.owner.is_none() {
                self.owner.clone_from(&person);
            }
        }
        if let Some(fields) = part.job.as_ref().filter(|f| self.fields.look.hold(&f.when, item)) {
            self.job(fields, item);
        }
        if let Some(fields) = part.proposal.as_ref().filter(|f| self.fields.look.hold(&f.when, item)) {
            self.proposal(fields, item, person.clone());
        }
        let whose = person.or_else(|| self.owner.clone());
        let mut contract = None;
        if let Some(fields) = part.contract.as_ref().filter(|f| self.fields.look.hold(&f.when, item)) {
            contract = self.contract(fields, item, whose.clone());
        }
        for fields in &part.review {
            if self.fields.look.hold(&fields.when, item) {
                self.review(fields, item, whose.clone(), contract);
            }
        }
        if let Some(fields) = part.message.as_ref().filter(|f| self.fields.look.hold(&f.when, item)) {
            self.message(fields, item);
        }
    }

    /// Reads a person; gives the id that others refer to. One who is known already is not added again.
    fn person(&mut self, f: &PersonFields, item: &Item<'b>) -> Option<String> {
        let fields = &mut self.fields;
        let id = fields.one("people.id", &f.id, item, to::text);
        let key = id.as_ref().map(|id| id.value.clone());
        if key.as_ref().is_some_and(|key| self.known.contains_key(key)) {
            return key;
        }
        let person = Person {
            id,
            name: fields.one("people.name", &f.name, item, to::text),
            title: fields.one("people.title", &f.title, item, to::text),
            agency: fields.one("people.agency", &f.agency, item, to::text),
            place: fields.one("people.place", &f.place, item, to::text),
            local_time: fields.one("people.local_time", &f.local_time, item, to::text),
            rate: fields.one("people.rate", &f.rate, item, to::rate),
            bio: fields.one("people.bio", &f.bio, item, to::text),
            job_success: fields.one("people.job_success", &f.job_success, item, to::fraction),
            badges: fields.many("people.badges", &f.badges, item),
            jobs: fields.one("people.jobs", &f.jobs, item, to::count),
            hours: fields.one("people.hours", &f.hours, item, to::count),
            earnings: fields.one("people.earnings", &f.earnings, item, to::money),
            member_since: fields.one("people.member_since", &f.member_since, item, to::when),
            rating: fields.one("people.rating", &f.rating, item, to::rating),
            rating_count: fields.one("people.rating_count", &f.rating_count, item, to::count),
            bids_sent: fields.one("people.bids_sent", &f.bids_sent, item, to::count),
            bids_won: fields.one("people.bids_won", &f.bids_won, item, to::count),
            row: None,
        };
        if person == Person::default() {
            return None;
        }
        if let Some(key) = &key {
            self.known.insert(key.clone(), self.snapshot.people.len());
        }
        self.snapshot.people.push(Person { row: item.card, ..person });
        key
    }

    fn job(&mut self, f: &JobFields, item: &Item<'b>) {
        let fields = &mut self.fields;
        let job = Job {
            id: fields.one("job.id", &f.id, item, to::text),
            title: fields.one("job.title", &f.title, item, to::text),
            description: fields.one("job.description", &f.description, item, to::text),
            client: fields.one("job.client", &f.client, item, to::text),
            posted_at: fields.one("job.posted_at", &f.posted_at, item, to::when),
            budget: fields.one("job.budget", &f.budget, item, to::money),
            skills: fields.many("job.skills", &f.skills, item),
            row: None,
        };
        if job != Job::default() && self.snapshot.job.is_none() {
            self.snapshot.job = Some(Job { row: item.card, ..job });
        }
    }

    fn proposal(&mut self, f: &ProposalFields, item: &Item<'b>, person: Option<String>) {
        let fields = &mut self.fields;
        let amount = fields.one("proposals.amount", &f.amount, item, to::money);
        let proposal = Proposal {
            at: fields.one("proposals.at", &f.at, item, to::when),
            currency: fields.one("proposals.currency", &f.currency, item, to::text),
            days: fields.one("proposals.days", &f.days, item, to::days),
            letter: fields.one("proposals.letter", &f.letter, item, to::text),
            amount,
            id: None,
            person: None,
            post: None,
            row: None,
        };
        if let (Some(person), Some(letter)) = (&person, &proposal.letter) {
            let words = letter.value.split_whitespace().collect();
            if !self.letters.insert((person.clone(), words)) {
                return;
            }
        }
        if proposal != Proposal::default() {
            let id = fields.one("proposals.id", &f.id, item, to::text);
            self.snapshot.proposals.push(Proposal { id, person, row: item.card, ..proposal });
        }
    }

    fn contract(&mut self, f: &ContractFields, item: &Item<'b>, person: Option<String>) -> Option<usize> {
        let fields = &mut self.fields;
        let contract = Contract {
            title: fields.one("contracts.title", &f.title, item, to::text),
            started: fields.one("contracts.started", &f.started, item, to::when),
            ended: fields.one("contracts.ended", &f.ended, item, to::when),
            client: fields.one("contracts.client", &f.client, item, to::text),
            client_key: fields.one("contracts.client_key", &f.client_key, item, to::text),
            amount: fields.one("contracts.amount", &f.amount, item, to::money),
            rate: fields.one("contracts.rate", &f.rate, item, to::rate),
            hours: fields.one("contracts.hours", &f.hours, item, to::count),
            agency: fields.one("contracts.agency", &f.agency, item, to::text),
            ..Contract::default()
        };
        if contract == Contract::default() {
            return None;
        }
        self.snapshot.contracts.push(Contract { person, state: f.state, row: item.card, ..contract });
        Some(self.snapshot.contracts.len() - 1)
    }

    fn review(&mut self, f: &ReviewFields, item: &Item<'b>, person: Option<String>, contract: Option<usize>) {
        let fields = &mut self.fields;
        let review = Review {
            client: fields.one("reviews.client", &f.client, item, to::text),
            client_key: fields.one("reviews.client_key", &f.client_key, item, to::text),
            repeat: fields.one("reviews.repeat", &f.repeat, item, to::flag),
            title: fields.one("reviews.title", &f.title, item, to::text),
            at: fields.one("reviews.at", &f.at, item, to::when),
            amount: fields.one("reviews.amount", &f.amount, item, to::money),
            rating: fields.one("reviews.rating", &f.rating, item, to::rating),
            text: fields.one("reviews.text", &f.text, item, to::text),
            ..Review::default()
        };
        if review != Review::default() {
            self.snapshot.reviews.push(Review { person, contract, by: f.by, row: item.card, ..review });
        }
    }

    fn message(&mut self, f: &MessageFields, item: &Item<'b>) {
        let fields = &mut self.fields;
        let chat = Chat {
            person: fields.quiet(&f.person, item),
            at: fields.one("messages.at", &f.at, item, to::when),
            text: fields.one("messages.text", &f.text, item, to::text),
            row: None,
        };
        if chat.text.is_some() {
            self.snapshot.messages.push(Chat { row: item.card, ..chat });
        }
    }

    /// Says that a list has nothing, unless the site itself says that there are none.
    fn empty(&mut self, part: &Part) {
        let zero = part.total.iter().any(|total| self.count(total) == Some(0));
        if !zero && !part.optional.iter().any(|field| field == word(part)) {
            self.fields.notes.say(word(part), UnreadWhy::NotOnPage, "");
        }
    }

    fn count(&self, total: &Total) -> Option<u64> {
        let page = Item { state: self.fields.look.first.clone(), scope: Some(0), card: None };
        let value = self.fields.peek(&total.from, &page, to::count)?;
        // Below zero or beyond 2^53 it is no count; the rest fits.
        #[allow(clippy::cast_sign_loss)]
        (0.0..9e15).contains(&value).then_some(value as u64)
    }

    fn total(&mut self, total: &Total, counts: &Counts) {
        let Some(all) = self.count(total) else { return };
        let word = total.of.word();
        let here = counts.of_total(total.of);
        self.snapshot.totals.insert(word.to_owned(), all);
        let notes = &mut self.fields.notes;
        if here < all {
            notes.say(word, UnreadWhy::Partial, format!("{here} of {all}"));
        } else if here > all {
            notes.say(word, UnreadWhy::NotUnderstood, format!("the page says {all} but lists {here}"));
        }
    }
}

impl Item<'_> {
    fn of_card(row: RowId) -> Self {
        Self { state: None, scope: Some(row), card: Some(row) }
    }

    fn hold(&mut self, row: RowId) {
        self.scope = Some(row);
        self.card = Some(row);
    }
}

/// What a part is a list of, as `unread` names it.
fn word(part: &Part) -> &'static str {
    if part.proposal.is_some() {
        "proposals"
    } else if part.contract.is_some() {
        part.total.first().map_or("contracts", |total| total.of.word())
    } else if !part.review.is_empty() {
        "reviews"
    } else if part.message.is_some() {
        "messages"
    } else {
        "people"
    }
}

/// How many of each were read.
struct Counts {
    contracts: usize,
    reviews: usize,
    proposals: usize,
    messages: usize,
}

impl Counts {
    fn of(snapshot: &PageSnapshot) -> Self {
        Self {
            contracts: snapshot.contracts.len(),
            reviews: snapshot.reviews.iter().filter(|r| r.by != Some(ReviewBy::Freelancer)).count(),
            proposals: snapshot.proposals.len(),
            messages: snapshot.messages.len(),
        }
    }

    fn since(&self, before: &Self) -> Self {
        Self {
            contracts: self.contracts - before.contracts,
            reviews: self.reviews - before.reviews,
            proposals: self.proposals - before.proposals,
            messages: self.messages - before.messages,
        }
    }

    fn of_total(&self, of: TotalOf) -> u64 {
        (match of {
            TotalOf::Contracts | TotalOf::InProgress => self.contracts,
            TotalOf::Reviews => self.reviews,
            TotalOf::Proposals => self.proposals,
            TotalOf::Messages => self.messages,
        }) as u64
    }
}
