//! What is ordinary in letters, by the built-in packs: sentences that are set aside, and how often words are used.

use std::collections::BTreeMap;

use rayon::prelude::*;
use secondlook_core::pack::take_common;
use secondlook_core::text::collection::Collection;
use secondlook_core::text::common::Common;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::stock::Aside;
use secondlook_core::text::tuning::TUNED;

use crate::builtin;
use crate::refusal::Refusal;

/// What is ordinary.
#[derive(Debug)]
pub struct Knowledge {
    common: Common,
}

/// A letter's text and the job post that it answers.
pub type Told<'a> = (&'a str, Option<&'a str>);

impl Knowledge {
    /// The built-in one.
    pub fn builtin() -> Result<Self, Refusal> {
        let mut packs = builtin::packs()?;
        Ok(Self { common: take_common(packs.iter_mut().map(|loaded| &mut loaded.pack)) })
    }

    /// What many letters say.
    pub fn common(&self) -> &Common {
        &self.common
    }

    /// Reads one letter; the job post's words are set aside.
    pub fn letter(&self, (text, job): Told) -> Letter {
        let mut post = Aside::default();
        post.add(job.unwrap_or_default());
        Letter::read(text, &[self.common.stock(text), &post])
    }

    /// Reads letters on all cores, in their order. What is set aside is made once a job post.
    pub fn letters(&self, told: &[Told]) -> Vec<Letter> {
        let mut posts: BTreeMap<&str, Aside> =
            told.iter().map(|(_, job)| (job.unwrap_or_default(), Aside::default())).collect();
        posts.par_iter_mut().for_each(|(job, aside)| aside.add(job));
        let none = Aside::default();
        let read = told.par_iter().map(|(text, job)| {
            let post = posts.get(job.unwrap_or_default()).unwrap_or(&none);
            Letter::read(text, &[self.common.stock(text), post])
        });
        read.collect()
    }

    /// Distinct letters that are compared with each other: what many say alike is set aside, and how rare words are is
    /// learned from them, mixed with the background.
    pub fn collection(&self, letters: Vec<Letter>) -> Collection {
        Collection::new(letters, self.common.background(), &TUNED)
    }
}

/// A number that stands for a letter's words and for what of them is set aside.
pub fn number(letter: &Letter) -> u64 {
    let words = letter.words.iter().zip(&letter.aside).map(|(word, aside)| word.id ^ u64::from(*aside));
    secondlook_core::text::words::run_id(words)
}
