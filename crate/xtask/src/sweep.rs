//! `cargo xtask sweep FOLDER`: how the likeness fares with other numbers than those of `text/tuning.rs`.
//!
//! FOLDER holds labelled letters as JSON lines: `clough.jsonl` (task, category, text), `paraphrase.jsonl` and
//! `same_prompt.jsonl` (a, b, label), `ordinary_letters.jsonl` and `campaigns.jsonl` (id, author, text, base, source). One
//! number is changed at a time; the first row is the tuning as it is. A number is worth changing when a row beats the first
//! on every set, or by more than the sets differ among themselves: the data here is a half of what is known.

mod data;
mod figures;

use std::collections::BTreeMap;
use std::path::Path;

use data::{Grouped, Labelled};
use figures::{Row, b_cubed, row};
use secondlook_core::text::collection::Collection;
use secondlook_core::text::common::Common;
use secondlook_core::text::group::groups;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{ALIKE, Profile, RELATED, TOGETHER, explained, score};
use secondlook_core::text::tuning::{TUNED, Tuning};

/// Runs it.
pub fn run(folder: &str) -> Result<(), String> {
    let folder = Path::new(folder);
    let common = common()?;
    let pairs = data::pairs(folder)?;
    let letters = data::letters(folder)?;
    let head = "clough AUC | paraphrase AP r@1% | same_prompt AP | campaigns AP r@0 | wrong pairs at p<.01";
    println!("{:34} {head}", "change");
    for (name, tuning) in variants() {
        let rows: Vec<Row> = pairs.iter().map(|set| judged(set, &common, &tuning)).collect();
        let campaigns = campaigns(&letters, &common, &tuning);
        let [clough, paraphrase, same_prompt] = rows.as_slice() else { return Err("three sets of pairs".to_owned()) };
        println!(
            "{name:34} {:.3} | {:.3} {:.3} | {:.3} | {:.3} {:.3} | {:.4}",
            clough.auc,
            paraphrase.ap,
            paraphrase.at_one_percent,
            same_prompt.ap,
            campaigns.row.ap,
            campaigns.row.at_none,
            campaigns.surprised,
        );
    }
    println!(
        "\ngroups: alike from, mean from, counted in it from | B-cubed precision recall F1 | ordinary wrongly grouped"
    );
    let scores = campaigns(&letters, &common, &TUNED).scores;
    for alike in [0.25, 0.3, 0.35, ALIKE, 0.45, 0.5] {
        for together in [0.1, 0.15, TOGETHER, 0.25] {
            for related in [0.1, RELATED, 0.2, alike] {
                let above: Vec<_> = scores.iter().copied().filter(|(_, _, likeness)| *likeness >= related).collect();
                let found = groups(letters.len(), &above, alike, together);
                let (precision, recall, wrong) = b_cubed(&letters, &found);
                let f1 = 2.0 * precision * recall / (precision + recall);
                println!("{alike:.2} {together:.2} {related:.2} | {precision:.3} {recall:.3} {f1:.3} | {wrong}");
            }
        }
    }
    Ok(())
}

/// The tuning, and its neighbours.
fn variants() -> Vec<(String, Tuning)> {
    let mut variants = vec![("as it is".to_owned(), TUNED)];
    for (words, roots, pairs) in
        [(0.35, 0.15, 0.5), (0.1, 0.3, 0.6), (0.3, 0.3, 0.4), (0.1, 0.4, 0.5), (0.15, 0.25, 0.6), (0.1, 0.2, 0.7)]
    {
        variants.push((format!("words {words} roots {roots} pairs {pairs}"), Tuning { words, roots, pairs, ..TUNED }));
    }
    for window in [4, 8, 12] {
        variants.push((format!("window {window}"), Tuning { window, ..TUNED }));
    }
    for background in [0, 5, 50] {
        variants.push((format!("background {background}"), Tuning { background, ..TUNED }));
    }
    for common_percent in [2, 8, 100] {
        variants.push((format!("common percent {common_percent}"), Tuning { common_percent, ..TUNED }));
    }
    for sentence in [12, 40] {
        variants.push((format!("sentence {sentence}"), Tuning { sentence, ..TUNED }));
    }
    variants
}

/// What the built-in packs say of ordinary letters.
fn common() -> Result<Common, String> {
    let packs = secondlook::packs::load(Path::new("packs"));
    let mut packs = packs.map_err(|problems| format!("packs: {} problems", problems.len()))?;
    Ok(secondlook_core::pack::take_common(packs.iter_mut().map(|loaded| &mut loaded.pack)))
}

/// A set of pairs, its own texts as the collection to learn from.
fn judged(set: &Labelled, common: &Common, tuning: &Tuning) -> Row {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for text in set.pairs.iter().flat_map(|(a, b, _)| [a.as_str(), b.as_str()]) {
        let next = places.len();
        places.entry(text).or_insert(next);
    }
    let mut texts: Vec<(&str, usize)> = places.iter().map(|(text, at)| (*text, *at)).collect();
    texts.sort_unstable_by_key(|(_, at)| *at);
    let profiles = profiles(texts.iter().map(|(text, _)| *text), common, tuning).1;
    let (mut copied, mut apart) = (Vec::new(), Vec::new());
    for (a, b, label) in &set.pairs {
        let of = |text: &String| places.get(text.as_str()).and_then(|at| profiles.get(*at));
        let (Some(a), Some(b)) = (of(a), of(b)) else { continue };
        if *label { &mut copied } else { &mut apart }.push(score(a, b).likeness);
    }
    row(&copied, &mut apart)
}

fn profiles<'a>(texts: impl Iterator<Item = &'a str>, common: &Common, tuning: &Tuning) -> (Collection, Vec<Profile>) {
    let letters = texts.map(|text| Letter::read(text, &[common.stock(text)])).collect();
    let collection = Collection::new(letters, common.background(), tuning);
    let profiles = collection.letters.iter().map(|letter| Profile::new(letter, &collection.rarity)).collect();
    (collection, profiles)
}

struct Campaigns {
    row: Row,
    scores: Vec<(usize, usize, f64)>,
    /// Share of unrelated pairs whose passages are said to come about by chance in less than one of a hundred.
    surprised: f64,
}

fn campaigns(letters: &[Grouped], common: &Common, tuning: &Tuning) -> Campaigns {
    let (collection, profiles) = profiles(letters.iter().map(|letter| letter.text.as_str()), common, tuning);
    let (mut copied, mut apart, mut scores, mut surprised) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
    for (a, one) in letters.iter().enumerate() {
        for (b, other) in letters.iter().enumerate().skip(a + 1) {
            let (Some(left), Some(right)) = (profiles.get(a), profiles.get(b)) else { continue };
            let found = score(left, right);
            scores.push((a, b, found.likeness));
            match one.known(other) {
                Some(true) => copied.push(found.likeness),
                Some(false) => {
                    apart.push(found.likeness);
                    let (Some(first), Some(second)) = (collection.letters.get(a), collection.letters.get(b)) else {
                        continue;
                    };
                    surprised += usize::from(explained(found, first, second, &collection.rarity).chance < 0.01);
                }
                None => {}
            }
        }
    }
    let share = surprised as f64 / apart.len().max(1) as f64;
    Campaigns { row: row(&copied, &mut apart), scores, surprised: share }
}
