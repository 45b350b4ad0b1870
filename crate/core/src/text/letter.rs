//! A letter made ready for comparing: its words, what of them is not its own, and where its shingles stand.

use std::ops::Range;
use std::sync::OnceLock;

use super::borrowed::{listed, quoted};
use super::order::{distinct, in_order};
use super::stock::Aside;
use super::words::{Word, run_id, size, words};

/// Words of a shingle.
pub const SHINGLE: usize = 5;
/// Positions tried for one shingle.
const MOST_POSITIONS: usize = 8;

/// A letter made ready for comparing.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Its words.
    pub words: Vec<Word>,
    /// For each word, whether it was set aside.
    pub aside: Vec<bool>,
    /// How many words were not set aside; pairs of characters that overlap count half.
    pub own: usize,
    /// Shingles with an own word in them, by hash, with their positions; made when first asked for, since a letter that
    /// is only compared by numbers needs none.
    shingles: OnceLock<Vec<(u64, u32)>>,
}

impl Letter {
    /// Reads a letter. Set aside are the runs given, quotations and lists.
    pub fn read(text: &str, asides: &[&Aside]) -> Self {
        let words = words(text);
        let places: Vec<_> = words.iter().map(Word::at).collect();
        let mut marks = vec![false; words.len()];
        let asides = asides.iter().map(|aside| aside.mark(&words));
        for borrowed in asides.chain([quoted(text, &places), listed(text, &places)]) {
            marks.iter_mut().zip(borrowed).for_each(|(mark, borrowed)| *mark |= borrowed);
        }
        Self::new(words, marks)
    }

    /// Makes a letter of words ready.
    pub fn new(words: Vec<Word>, aside: Vec<bool>) -> Self {
        let own = own_size(&words, &aside);
        Self { words, aside, own, shingles: OnceLock::new() }
    }

    fn placed_shingles(&self) -> &[(u64, u32)] {
        self.shingles.get_or_init(|| {
            let runs = self.words.windows(SHINGLE).zip(self.aside.windows(SHINGLE)).enumerate();
            let own = runs.filter(|(_, (_, aside))| aside.contains(&false));
            let (places, shingles): (Vec<u32>, Vec<u64>) =
                own.map(|(at, (run, _))| (at as u32, shingle(run))).unzip();
            let place = |at: u32| places.get(at as usize).copied().unwrap_or_default();
            in_order(&shingles).into_iter().map(|(shingle, at)| (shingle, place(at))).collect()
        })
    }

    /// The words that were not set aside.
    pub fn own_words(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().zip(&self.aside).filter(|(_, aside)| !**aside).map(|(word, _)| word)
    }

    /// The numbers of all runs of [`SHINGLE`] words, ascending, each once.
    pub fn shingles(&self) -> Vec<u64> {
        distinct(self.words.windows(SHINGLE).map(shingle))
    }

    /// The distinct shingles' hashes, ascending.
    pub fn fingerprint(&self) -> impl Iterator<Item = u64> + '_ {
        let mut last = None;
        self.placed_shingles().iter().map(|(hash, _)| *hash).filter(move |hash| last.replace(*hash) != Some(*hash))
    }

    /// Where a shingle stands, the first few places.
    pub fn positions(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let shingles = self.placed_shingles();
        let from = shingles.partition_point(|(h, _)| *h < hash);
        let hits = shingles.iter().skip(from).take_while(move |(h, _)| *h == hash);
        hits.take(MOST_POSITIONS).map(|(_, at)| *at as usize)
    }

    /// How many words of a range were not set aside.
    pub fn own_in(&self, range: &Range<usize>) -> usize {
        let words = self.words.get(range.clone()).unwrap_or_default();
        own_size(words, self.aside.get(range.clone()).unwrap_or_default())
    }
}

/// The number of a run of words. Equal numbers are proven by comparing the words themselves.
pub fn shingle(run: &[Word]) -> u64 {
    run_id(run.iter().map(|word| word.id))
}

/// How many words the own ones among these are worth.
fn own_size(words: &[Word], aside: &[bool]) -> usize {
    size(words.iter().zip(aside).filter(|(_, aside)| !**aside).map(|(word, _)| word))
}
