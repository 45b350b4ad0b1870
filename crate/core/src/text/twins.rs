//! Letters of one and the same text, of which one stands for all.

/// Letters that are enough to learn from which words are rare.
const MOST_SAMPLED: usize = 2_000;

/// Which letters have the text of another.
#[derive(Debug, Clone, Default)]
pub struct Twins {
    /// Letters whose text is that of another, with the number of the text; ascending.
    all: Vec<(u64, u32)>,
    /// For each letter that stands for others, the number of the text; ascending.
    firsts: Vec<(u32, u64)>,
    /// Letters that another stands for; ascending.
    again: Vec<u32>,
    sample: Vec<u32>,
}

impl Twins {
    /// Of the numbers of the letters' texts ([`super::words::word_id`]).
    pub fn new(texts: &[u64]) -> Self {
        let mut texts: Vec<(u64, u32)> = texts.iter().copied().zip(0..).collect();
        texts.sort_unstable();
        let mut twins = Self::default();
        for same in texts.chunk_by(|a, b| a.0 == b.0) {
            let [(text, first), again @ ..] = same else { continue };
            if twins.sample.len() < MOST_SAMPLED {
                twins.sample.push(*first);
            }
            if !again.is_empty() {
                twins.all.extend_from_slice(same);
                twins.firsts.push((*first, *text));
                twins.again.extend(again.iter().map(|(_, letter)| *letter));
            }
        }
        twins.firsts.sort_unstable();
        twins.again.sort_unstable();
        twins
    }

    /// Letters of different texts to learn from what is rare, chosen without regard to their order.
    pub fn sample(&self) -> &[u32] {
        &self.sample
    }

    /// Whether another letter stands for this one.
    pub fn is_again(&self, letter: u32) -> bool {
        self.again.binary_search(&letter).is_ok()
    }

    /// The letters that this one stands for, itself among them; none where it stands for no other.
    pub fn of(&self, letter: u32) -> impl ExactSizeIterator<Item = u32> + '_ {
        let text = self.firsts.binary_search_by_key(&letter, |first| first.0);
        let text = text.ok().and_then(|at| self.firsts.get(at)).map(|first| first.1);
        let range = text.map_or(0..0, |text| {
            let begin = self.all.partition_point(|twin| twin.0 < text);
            begin..begin + self.all.iter().skip(begin).take_while(|twin| twin.0 == text).count()
        });
        self.all.get(range).unwrap_or_default().iter().map(|twin| twin.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stands_for_all_and_one_of_each_text_is_learned_from() {
        let twins = Twins::new(&[9, 7, 9, 3, 9, 7]);
        assert_eq!(twins.sample(), [3, 1, 0]);
        assert_eq!((0..7).filter(|letter| twins.is_again(*letter)).collect::<Vec<_>>(), [2, 4, 5]);
        assert_eq!(twins.of(0).collect::<Vec<_>>(), [0, 2, 4]);
        assert_eq!(twins.of(1).collect::<Vec<_>>(), [1, 5]);
        assert_eq!((twins.of(2).len(), twins.of(3).len(), twins.of(9).len()), (0, 0, 0));
        assert_eq!(Twins::new(&(0..9_000).collect::<Vec<_>>()).sample().len(), MOST_SAMPLED);
        assert!(Twins::new(&[]).sample().is_empty());
    }
}
