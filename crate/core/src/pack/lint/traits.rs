//! The words of `data/traits.txt`: what a rule may not look at, what a text may not say, what the swap test replaces.

/// The lists; a file of its own, so that who knows a language needs no Rust.
const DATA: &str = include_str!("../../../data/traits.txt");

/// The lists by section. Read when something has to be proved, and not when an engine starts with proved packs.
#[derive(Debug)]
pub(crate) struct Traits {
    sections: Vec<(&'static str, Vec<&'static str>)>,
}

impl Traits {
    /// Reads the lists.
    pub(crate) fn read() -> Self {
        let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in DATA.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                sections.push((name, Vec::new()));
            } else if let Some((_, words)) = sections.last_mut() {
                words.extend(line.split(',').map(str::trim).filter(|word| !word.is_empty()));
            }
        }
        Self { sections }
    }

    /// The entries of a section; none of one that is not there.
    pub(crate) fn words(&self, section: &str) -> &[&'static str] {
        self.sections.iter().find(|(name, _)| *name == section).map_or(&[], |(_, words)| words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_well_formed() {
        let traits = Traits::read();
        assert_eq!(traits.sections.len(), 26);
        for (name, words) in &traits.sections {
            assert!(words.len() >= 6, "{name}");
            for (at, word) in words.iter().enumerate() {
                assert_eq!(*word, word.to_lowercase(), "{name}");
                // A word that is there twice would be swapped for itself.
                let twice = words.iter().take(at).any(|other| other == word);
                assert!(!twice || matches!(*name, "foreigner" | "accusing"), "{name}: {word}");
            }
        }
    }
}
