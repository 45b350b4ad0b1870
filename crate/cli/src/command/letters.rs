//! `secondlook letters`: which letters of a file are copies, and the template behind them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;
use secondlook_core::report::Message;
use secondlook_core::text::likeness::ALIKE;
use secondlook_core::text::offsets::Offsets;
use secondlook_core::text::template::Part;
use secondlook_core::words::say;

use super::compare::{Form, look};
use crate::collection::groups::{self, Group};
use crate::collection::listing::{self, Listed};
use crate::collection::pairs::{self, Pair};
use crate::collection::{Class, Collection, Given, LEAST_WORDS};
use crate::knowledge::Knowledge;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::render::letters::said;
use crate::render::{language, letters_page, letters_text};
use crate::rows::{self, Problem, Row, Rows};
use crate::wire::Span;
use crate::{builtin, output, wire};

/// Pairs whose passages are found at once.
const CHUNK: usize = 2_048;
/// Pairs that `--all-pairs` lists at most.
const ALL_PAIRS: u64 = 5_000_000;

const AFTER_HELP: &str = "\
Examples:
  secondlook letters letters.jsonl
  secondlook letters letters.csv --format html --output letters.html
  secondlook letters - --format json < letters.jsonl

A row that cannot be read is said with its line and left out; --strict refuses the file instead. Of rows with one id the
first is kept. Letters of fewer than 8 words of their own (stock sentences, quotations, lists and the job post set aside)
are listed as too short to judge. A letter is read up to its 65,536th word, a file up to 256 MiB. Offsets in JSON are UTF-16
units.

Exit code: 0 done; 2 bad usage or input.";

/// `secondlook letters IN`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The letters: NDJSON or CSV of {id, author, text, job?, at?}, or - for standard input.
    #[arg(value_name = "IN")]
    file: PathBuf,
    /// List every pair, also those that are not alike, without passages (JSON).
    #[arg(long)]
    all_pairs: bool,
    /// Refuse a file with any row that cannot be read.
    #[arg(long)]
    strict: bool,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let given = read(&arguments.file, arguments.strict)?;
    let count = given.len() as u64;
    if arguments.all_pairs && count * count.saturating_sub(1) / 2 > ALL_PAIRS {
        let found = format!("{count} letters make more than {ALL_PAIRS} pairs");
        return Err(Refusal::new("--all-pairs", found, "fewer letters, or the command without it"));
    }
    let collection = Collection::new(given, &Knowledge::builtin()?);
    let progress = Progress::default();
    let pairs =
        if arguments.all_pairs { pairs::all(&collection, progress) } else { pairs::likely(&collection, progress) };
    let groups = groups::groups(&collection, &pairs);
    let output = arguments.output.as_deref();
    if arguments.format != Form::Json {
        let alike: Vec<Pair> = pairs.into_iter().filter(Pair::alike).collect();
        return shown(arguments, &collection, &groups, &alike);
    }
    if arguments.all_pairs {
        let made = wire::Made(|| {
            in_chunks(&pairs, |pair| listing::chance(&collection, pair)).flat_map(|(pair, chance)| {
                let listed = listing::letters(&collection, pair).collect::<Vec<_>>();
                listed.into_iter().map(|listed| self::pair(&collection, &listed, chance, None)).collect::<Vec<_>>()
            })
        });
        let total = count * count.saturating_sub(1) / 2;
        write(output, &letters(&collection, made, total, &groups))?;
    } else {
        let alike: Vec<Pair> = pairs.into_iter().filter(Pair::alike).collect();
        let listed = listing::few(&collection, &alike);
        let made = wire::Made(|| {
            let shared = in_chunks(&listed, |listed| listing::shared(&collection, listed));
            shared.map(|(listed, shared)| pair(&collection, listed, shared.chance, Some(shared.spans)))
        });
        write(output, &letters(&collection, made, listing::total(&collection, &alike), &groups))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Text or HTML.
fn shown(
    arguments: &Arguments,
    collection: &Collection,
    groups: &[Group],
    alike: &[Pair],
) -> Result<ExitCode, Refusal> {
    let words = builtin::words()?;
    let said = said(collection, groups, alike, &words);
    let more = |n: usize| say(&words, &Message::key("letters.more").with("n", n));
    let output = arguments.output.as_deref();
    let shown = match arguments.format {
        Form::Html => letters_page::html(&said, language(&words), &more),
        Form::Text | Form::Json => letters_text::text(&said, look(output), &more),
    };
    output::write(output, shown.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Makes something of each item on all cores, a few at a time, so that not all are held at once.
fn in_chunks<'a, T: Sync, U: Send + 'a>(
    items: &'a [T],
    make: impl Fn(&'a T) -> U + Sync + 'a,
) -> impl Iterator<Item = (&'a T, U)> {
    items.chunks(CHUNK).flat_map(move |chunk| chunk.par_iter().map(|item| (item, make(item))).collect::<Vec<_>>())
}

/// Reads the letters, each id once.
fn read(path: &Path, strict: bool) -> Result<Vec<Given>, Refusal> {
    let Rows { name, lines } = rows::read::<Given>(path)?;
    let mut first: BTreeMap<String, u64> = BTreeMap::new();
    let (mut given, mut problems) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        match line {
            Ok((at, letter)) => match first.entry(letter.id.0.clone()) {
                Entry::Vacant(free) => {
                    free.insert(at);
                    given.push(letter);
                }
                Entry::Occupied(taken) => {
                    let found =
                        format!("the id {:?} is that of line {} already; the first is kept", letter.id.0, taken.get());
                    problems.push(Problem::new(at, 1, found));
                }
            },
            Err(problem) => problems.push(problem),
        }
    }
    rows::report(&name, &problems, given.len(), strict, Given::EXPECTED)?;
    Ok(given)
}

fn write(output: Option<&Path>, letters: &impl serde::Serialize) -> Result<(), Refusal> {
    output::write_by(output, |out| {
        serde_json::to_writer(&mut *out, letters).map_err(io::Error::from)?;
        out.write_all(b"\n")
    })
}

fn letters<'a, P: serde::Serialize>(
    collection: &'a Collection,
    pairs: P,
    total: u64,
    groups: &'a [Group],
) -> wire::Letters<'a, P> {
    wire::Letters {
        schema: 1,
        pairs,
        pairs_total: total,
        groups: groups.iter().map(|found| group(collection, found)).collect(),
        too_short: collection.ids(|class| class.too_short),
        least_words: LEAST_WORDS,
        cut: collection.ids(Class::cut),
        letters: collection.given.len(),
        threshold: ALIKE,
        background: "collection",
    }
}

fn pair<'a>(collection: &'a Collection, listed: &Listed, chance: f64, spans: Option<Vec<Span>>) -> wire::Pair<'a> {
    let score = &listed.pair.score;
    let short = |at: usize| collection.classes.get(at).is_some_and(|class| class.too_short);
    wire::Pair {
        a: collection.id(listed.a),
        b: collection.id(listed.b),
        likeness: score.likeness,
        containment_a: score.containment_a,
        containment_b: score.containment_b,
        distinctive_words: score.distinctive_words,
        chance,
        too_short: short(listed.pair.a) || short(listed.pair.b),
        spans,
    }
}

fn group<'a>(collection: &'a Collection, found: &'a Group) -> wire::Group<'a> {
    let template = found.parts.iter().map(|part| match part {
        Part::Fixed(text) => wire::Part::Fixed { fixed: text },
        Part::Slot { kind, holds } => wire::Part::Slot { slot: *kind, holds: *holds },
    });
    let slots = |places: &'a [Option<std::ops::Range<usize>>], text: &'a str| {
        let offsets = Offsets::new(text);
        let slots = found.parts.iter().zip(places).filter(|(part, _)| matches!(part, Part::Slot { .. }));
        let values = slots.map(|(_, place)| {
            let place = place.clone()?;
            let units = offsets.utf16_range(place.clone());
            Some((units.start, units.end, text.get(place)?))
        });
        values.collect::<Vec<wire::Value>>()
    };
    let values = found.members.iter().zip(&found.places).filter_map(|(at, places)| {
        // A member that the template was not made of has no values, which is not the same as none.
        if places.len() != found.parts.len() {
            return None;
        }
        let given = collection.at(*at)?;
        Some((given.id.0.as_str(), slots(places, &given.text)))
    });
    wire::Group {
        members: found.members.iter().map(|at| collection.id(*at)).collect(),
        authors: found.authors,
        template: template.collect(),
        values: values.collect(),
        fixed_share: found.fixed_share,
        made_of: found.made_of,
    }
}
