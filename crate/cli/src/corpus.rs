//! Letters to look in: an index over their words, and what they teach about rare words.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;
use secondlook_core::text::collection::{Collection, CommonRuns};
use secondlook_core::text::index::{Counters, Index};
use secondlook_core::text::kept::{PART, Part};
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{ALIKE, Profile, score};
use secondlook_core::text::rarity::Rarity;
use secondlook_core::text::twins::Twins;
use secondlook_core::text::words::word_id;

use crate::collection::LEAST_WORDS;
use crate::knowledge::Knowledge;

/// Matches listed for one query.
pub const LISTED: usize = 50;
/// Queries answered by one thread before the next lot.
const LOT: usize = 8;
/// After so many candidates in a row that are not alike, those further down, with fewer words in common, are not either.
const MISSES: usize = 3;

/// Letters to look in.
#[derive(Debug, Default)]
pub struct Corpus {
    ids: Flat,
    index: Index,
    twins: Twins,
    rarity: Rarity,
    common: CommonRuns,
}

/// Letters as they are given: their texts in one piece.
#[derive(Debug, Default)]
pub struct Texts {
    ids: Flat,
    all: Flat,
    jobs: BTreeMap<u32, String>,
}

/// Texts one behind the other.
#[derive(Debug, Default)]
struct Flat {
    all: String,
    ends: Vec<usize>,
}

impl Flat {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, at: usize) -> &str {
        let begin = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.all.get(begin..*end)).unwrap_or_default()
    }
}

impl Texts {
    /// How many letters.
    pub fn len(&self) -> usize {
        self.all.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.ends.is_empty()
    }

    /// Adds letters: id, text and job post of each.
    pub fn add(&mut self, letters: impl Iterator<Item = (String, String, Option<String>)>) {
        for (at, (id, text, job)) in (self.len() as u32..).zip(letters) {
            self.ids.push(&id);
            self.all.push(&text);
            if let Some(job) = job.filter(|job| !job.trim().is_empty()) {
                self.jobs.insert(at, job);
            }
        }
    }

    fn letter(&self, letter: u32, knowledge: &Knowledge) -> Letter {
        let job = self.jobs.get(&letter).map(String::as_str);
        knowledge.letter((self.all.get(letter as usize), job))
    }
}

impl Corpus {
    /// Learns from the texts what is rare, and keeps of each its words; says how many letters are done, lot by lot.
    pub fn new(texts: Texts, knowledge: &Knowledge, done: impl Fn(usize) + Sync) -> Self {
        let letters: Vec<u32> = (0..texts.len() as u32).collect();
        let wholes: Vec<u64> = letters.par_iter().map(|letter| word_id(texts.all.get(*letter as usize))).collect();
        let twins = Twins::new(&wholes);
        let learned = twins.sample().par_iter().map(|letter| texts.letter(*letter, knowledge)).collect();
        let Collection { rarity, common, .. } = knowledge.collection(learned);
        let read = |letter: &u32| {
            let letter = Some(*letter).filter(|letter| !twins.is_again(*letter));
            let letter = letter.map(|letter| common.set_aside(texts.letter(letter, knowledge)));
            // One that is too short to judge is like no other: it is not looked for.
            letter.filter(|letter| letter.own >= LEAST_WORDS).unwrap_or_default()
        };
        let read = |letters: &[u32]| {
            let part = Part::read(letters.iter().map(read), &rarity);
            done(part.len());
            part
        };
        let parts = letters.par_chunks(PART).map(read).collect();
        let ids = texts.ids;
        drop((texts.all, texts.jobs));
        Self { ids, index: Index::new(parts, &rarity), twins, rarity, common }
    }

    /// How many letters.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// A letter's id.
    pub fn id(&self, letter: u32) -> &str {
        self.ids.get(letter as usize)
    }

    /// Runs of words that more letters hold than are looked at.
    pub fn crowded(&self) -> usize {
        self.index.crowded()
    }
}

/// What a query found.
#[derive(Debug, Default)]
pub struct Found {
    /// Letters and their likeness, best first, at most [`LISTED`].
    pub best: Vec<(u32, f64)>,
    /// How many there are.
    pub total: usize,
    /// Whether the query is too short to judge.
    pub too_short: bool,
}

/// Finds the matches of many queries, in their order, on all cores.
pub fn find_all(corpus: &Corpus, knowledge: &Knowledge, queries: &[(&str, Option<&str>)]) -> Vec<Found> {
    // What a searcher counts in is large and kept from one lot of queries to the next.
    let free: Mutex<Vec<Searcher>> = Mutex::default();
    let lots = queries.par_chunks(LOT).flat_map_iter(|lot| {
        let kept = free.lock().ok().and_then(|mut free| free.pop());
        let mut searcher = kept.unwrap_or_else(|| Searcher::new(corpus, knowledge));
        let found: Vec<Found> = lot.iter().map(|(text, job)| searcher.find(text, *job)).collect();
        if let Ok(mut free) = free.lock() {
            free.push(searcher);
        }
        found
    });
    lots.collect()
}

/// Looks for letters in a corpus; one for each thread.
#[derive(Debug)]
pub struct Searcher<'a> {
    corpus: &'a Corpus,
    knowledge: &'a Knowledge,
    counters: Counters,
}

impl<'a> Searcher<'a> {
    /// Ready to look.
    pub fn new(corpus: &'a Corpus, knowledge: &'a Knowledge) -> Self {
        Self { corpus, knowledge, counters: Counters::default() }
    }

    /// The letters that are like this one.
    pub fn find(&mut self, text: &str, job: Option<&str>) -> Found {
        let corpus = self.corpus;
        let query = self.knowledge.letter((text, job.filter(|job| !job.trim().is_empty())));
        let query = corpus.common.set_aside(query);
        if query.own < LEAST_WORDS {
            return Found { too_short: true, ..Found::default() };
        }
        let profile = Profile::new(&query, &corpus.rarity);
        let (mut best, mut total, mut misses) = (Vec::new(), 0, 0);
        for candidate in corpus.index.candidates(&query.words, &profile, &mut self.counters) {
            let likeness = score(&profile, &corpus.index.profile(candidate.letter, &corpus.rarity)).likeness;
            if likeness >= ALIKE {
                misses = 0;
                let twins = corpus.twins.of(candidate.letter);
                if twins.len() == 0 {
                    total += 1;
                    best.push((candidate.letter, likeness));
                } else {
                    total += twins.len();
                    best.extend(twins.take(LISTED).map(|twin| (twin, likeness)));
                }
            } else {
                misses += 1;
                if misses == MISSES {
                    break;
                }
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(LISTED);
        Found { best, total, too_short: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secondlook_core::text::likeness::likeness;

    /// A letter of four sentences, of which the last says who writes.
    fn letter(number: usize) -> String {
        let tool = ["lathe", "kiln", "loom", "press", "crane"].get(number % 5).copied().unwrap_or_default();
        let town = ["Bergen", "Tartu", "Porto", "Galway", "Turku", "Lecce", "Brno"].get(number % 7).copied();
        let told = if number.is_multiple_of(3) {
            "I mend worn gears by hand, keep a paper log of every part and send it with the bill on Fridays"
        } else {
            "My workshop stands by the old canal, where two friends and I rebuild what the big firms throw away"
        };
        format!("Your {tool} stopped last week. {told}. I once fixed one in {town:?}. Ask for w{number} or x{number}.")
    }

    #[test]
    fn a_likeness_is_that_of_the_two_letters_to_the_last_bit_on_any_way_to_it() {
        let knowledge = Knowledge::builtin().unwrap();
        let mut given = Texts::default();
        given.add((0..300).map(|number| (format!("c{number}"), letter(number), None)));
        let corpus = Corpus::new(given, &knowledge, |_| {});
        let texts: Vec<String> = (0..60).map(|number| letter(number * 11).replace("hand", "myself")).collect();
        let queries: Vec<_> = texts.iter().map(|text| (text.as_str(), None)).collect();
        let all = find_all(&corpus, &knowledge, &queries);
        let mut compared = 0;
        for ((text, job), found) in queries.iter().zip(&all) {
            let alone = Searcher::new(&corpus, &knowledge).find(text, *job);
            assert_eq!((&alone.best, alone.total), (&found.best, found.total));
            let query = corpus.common.set_aside(knowledge.letter((text, None)));
            for (other, alike) in &found.best {
                let other = corpus.common.set_aside(knowledge.letter((&letter(*other as usize), None)));
                assert_eq!(likeness(&query, &other, &corpus.rarity).likeness.to_bits(), alike.to_bits());
                compared += 1;
            }
        }
        assert!(compared > 500, "{compared}");
    }
}
