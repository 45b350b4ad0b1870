//! The built-in pack of stock sentences and background, as it stands in the sources.

use secondlook_core::pack::Pack;
use std::path::Path;

/// The pack, read as the loader does.
pub fn pack() -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/letters");
    let table = |path: &Path| -> toml::Table { std::fs::read_to_string(path).unwrap().parse().unwrap() };
    let mut pack = table(&folder.join("pack.toml"));
    for part in ["stock", "background"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(part)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let list = files.iter().map(|file| toml::Value::Table(table(file))).collect();
        pack.insert(part.to_owned(), toml::Value::Array(list));
    }
    pack.try_into().unwrap()
}
