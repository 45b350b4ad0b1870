//! The files of a pack's folder: read, and brought into the one style.

use secondlook::packs::toml_file::{number, parse};
use secondlook::toml_style::{Kind, format};
use secondlook_core::adapter::Adapter;
use secondlook_core::pack::Pack;
use secondlook_core::pack::list::List;
use secondlook_core::pack::rule::Rule;
use serde::de::DeserializeOwned;

/// What is read means the same in the one style, which is its own style; what is not is a problem with its place.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = number(&text, "schema");
    styled::<Rule>(&text, Kind::Rule);
    styled::<Adapter>(&text, Kind::Adapter);
    styled::<List>(&text, Kind::List);
    styled::<Pack>(&text, Kind::Pack);
}

fn styled<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str, kind: Kind) {
    let read = parse::<T>("f", text);
    if let Err(problems) = &read {
        assert!(!problems.is_empty() && problems.iter().all(|problem| problem.place.starts_with('f')), "{problems:?}");
    }
    let Ok(once) = format(text, kind) else { return };
    assert_eq!(format(&once, kind).as_ref(), Ok(&once), "twice");
    if let Ok(read) = read {
        assert_eq!(parse::<T>("f", &once).as_ref(), Ok(&read));
    }
}
