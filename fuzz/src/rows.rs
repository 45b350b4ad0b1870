//! Files of rows: letters and reviews, NDJSON or CSV.

use std::path::Path;

use secondlook::input::Input;
use secondlook::reviews::{Given, Profiles, history};
use secondlook::rows::whole;

/// Every row is read or has a problem with its line, the lines ascend, and each profile is a history.
pub fn run(bytes: &[u8]) {
    let read = || {
        let file = Input { name: "f".to_owned(), bytes: bytes.to_vec(), modified: None };
        whole::<Given>(&file, Path::new("f"))
    };
    let Ok(lines) = read() else { return };
    assert_eq!(lines.len(), read().map_or(0, |lines| lines.len()), "read twice");
    let mut profiles = Profiles::default();
    let mut last = 0;
    for line in lines {
        let at = match &line {
            Ok((at, _)) => *at,
            Err(problem) => problem.line,
        };
        assert!(at >= last, "line {at} after {last}");
        last = at;
        if let Ok((_, row)) = line {
            profiles.push(row);
        }
    }
    for profile in &profiles.profiles {
        let _ = history(profile, "2026-11-20");
    }
}
