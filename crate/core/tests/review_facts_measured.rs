//! What the tests that read review texts say of real reviews. Measured outside the repository's own fixtures.
//!
//! `SECONDLOOK_SHARED` (else `../shared` beside the repository) holds the data. Its freelancers' names are replaced by one
//! name, "Rowan"; where a profile's reviews do not use it, the profile is called by the name they use most.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secondlook_core::check::reviews::{About, History, Piece, State, Test, named_otherwise, rating_against_text};
use secondlook_core::pack::background::Background;
use secondlook_core::report::Severity;
use secondlook_core::text::common::Common;

struct Row {
    client: String,
    rating: Option<f64>,
    text: String,
}

fn profiles(path: &Path) -> BTreeMap<String, Vec<Row>> {
    let mut profiles: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let profile = text("profile");
        let row = Row { client: text("client"), rating: row["rating"].as_f64(), text: text("text") };
        profiles.entry(profile).or_default().push(row);
    }
    profiles
}

fn common() -> Common {
    let read = |text: &str| -> Background { toml::from_str(text).unwrap() };
    let background = read(include_str!("../../../packs/letters/background/en.toml"));
    Common::new(Vec::new(), background.class.into_iter().map(|class| (class.share, class.words)).collect())
}

fn judge(definition: &secondlook_core::check::reviews::Definition, name: &str, rows: &[Row], common: &Common) -> Test {
    let mut clients: BTreeMap<&str, u32> = BTreeMap::new();
    let pieces = rows.iter().enumerate().map(|(position, row)| {
        let next = clients.len() as u32;
        let client = Some(*clients.entry(row.client.as_str()).or_insert(next));
        Piece { position, reviewed: true, client, rating: row.rating, text: row.text.trim(), ..Piece::default() }
    });
    let history = History::new(pieces.collect(), None);
    let history = History { about: About { name, ..About::default() }, ..history };
    (definition.judge)(&history, common)
}

#[test]
fn real_reviews_are_left_in_peace() {
    let shared = std::env::var_os("SECONDLOOK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let common = common();
    for file in ["reviews_freelancers", "reviews_app", "reviews_yelp"] {
        let path = shared.join(format!("eval/data/{file}.jsonl"));
        if !path.exists() {
            println!("skipped: shared reviews are not here");
            return;
        }
        let profiles = profiles(&path);
        let (mut named, mut against, mut judged, mut renamed) = (0, 0, 0, 0);
        for (id, rows) in &profiles {
            let by_name = judge(&named_otherwise::DEFINITION, &format!("{} Ash", called(rows)), rows, &common);
            judged += usize::from(matches!(by_name.state, State::Fired | State::Silent));
            if by_name.state == State::Fired {
                named += 1;
                let quotes: Vec<&str> = by_name.reviews.iter().map(|at| rows[*at].text.as_str()).collect();
                println!("{file} {id} named otherwise than {}: {quotes:#?}", called(rows));
            }
            let other = judge(&named_otherwise::DEFINITION, "Mike Stone", rows, &common);
            renamed += usize::from(other.state == State::Fired);
            let by_stars = judge(&rating_against_text::DEFINITION, "", rows, &common);
            against += by_stars.reviews.len();
            for at in by_stars.reviews {
                println!("{file} {id} rating {:?}: {}", rows[at].rating, rows[at].text);
            }
            assert!(by_stars.severity <= Some(Severity::Context) && by_name.severity <= Some(Severity::Note));
        }
        let reviews: usize = profiles.values().map(Vec::len).sum();
        println!(
            "{file}: {} profiles, {reviews} reviews; compared by name {judged}, named otherwise {named}, if all were called Mike {renamed}; stars against words {against}",
            profiles.len()
        );
        assert!(file != "reviews_freelancers" || (named == 0 && renamed >= 8), "{named} {renamed}");
    }
}

/// "Rowan" where any review says so, else the capitalised word that stands most often before "did", "was" or "is".
fn called(rows: &[Row]) -> String {
    if rows.iter().any(|row| row.text.contains("Rowan")) {
        return "Rowan".to_owned();
    }
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let all: Vec<&str> = row.text.split_whitespace().collect();
        for pair in all.windows(2) {
            if pair[0].starts_with(char::is_uppercase) && matches!(pair[1], "did" | "was" | "is" | "delivered" | "has")
            {
                *words.entry(pair[0]).or_default() += 1;
            }
        }
    }
    words.into_iter().max_by_key(|(_, count)| *count).map_or("Rowan", |(word, _)| word).to_owned()
}
