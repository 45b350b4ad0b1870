//! What is ordinary in letters: the stock sentences that are set aside, and how often words are used. The built-in ones.

use std::collections::BTreeMap;

use rayon::prelude::*;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::rarity::{Background, Rarity};
use secondlook_core::text::stock::Aside;

use crate::refusal::Refusal;

/// Letters that word frequencies are learned from: a share of so many is as exact as anyone needs.
pub const LEARNED: usize = 20_000;

/// What is ordinary.
#[derive(Debug)]
pub struct Knowledge {
    aside: Aside,
    background: Background,
}

/// A letter's text and the job post that it answers.
pub type Told<'a> = (&'a str, Option<&'a str>);

impl Knowledge {
    /// The built-in one.
    pub fn builtin() -> Result<Self, Refusal> {
        Ok(Self { aside: Aside::stock(), background: Background::default() })
    }

    /// Reads one letter; the job post's words are set aside.
    pub fn letter(&self, (text, job): Told) -> Letter {
        let Some(job) = job else { return Letter::read(text, &self.aside) };
        let mut aside = self.aside.clone();
        aside.add(job);
        Letter::read(text, &aside)
    }

    /// Reads letters on all cores, in their order. What is set aside is made once a job post.
    pub fn letters(&self, told: &[Told]) -> Vec<Letter> {
        let mut posts: BTreeMap<&str, Aside> = told.iter().filter_map(|(_, job)| Some(((*job)?, Aside::default()))).collect();
        posts.par_iter_mut().for_each(|(job, aside)| {
            *aside = self.aside.clone();
            aside.add(job);
        });
        let read = told.par_iter().map(|(text, job)| {
            let aside = job.and_then(|job| posts.get(job)).unwrap_or(&self.aside);
            Letter::read(text, aside)
        });
        read.collect()
    }

    /// How rare words are in distinct letters, mixed with the background. Of very many letters a part is looked at that
    /// does not depend on their order.
    pub fn rarity(&self, letters: &[&Letter]) -> Rarity {
        if letters.len() <= LEARNED {
            return Rarity::learn(letters.iter().copied(), &self.background);
        }
        let mut by_words: Vec<(u64, &Letter)> = letters.iter().map(|letter| (number(letter), *letter)).collect();
        by_words.sort_by_key(|(number, _)| *number);
        Rarity::learn(by_words.into_iter().take(LEARNED).map(|(_, letter)| letter), &self.background)
    }

    /// How rare words are where there is no collection to learn from.
    pub fn shipped(&self) -> Rarity {
        Rarity::learn(std::iter::empty(), &self.background)
    }
}

/// A number that stands for a letter's words and for what of them is set aside.
pub fn number(letter: &Letter) -> u64 {
    let words = letter.words.iter().zip(&letter.aside).map(|(word, aside)| word.id ^ u64::from(*aside));
    secondlook_core::text::words::run_id(words)
}
