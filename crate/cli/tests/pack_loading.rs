//! What the loader of folders says, one code a case.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use secondlook::packs;

const HEAD: &str =
    "id = \"team/words\"\nversion = \"1.0.0\"\ndescription = \"d\"\nlicence = \"MIT\"\nlanguages = [\"en\"]\n";

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pack-loading").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn codes(path: &Path) -> Vec<String> {
    packs::load(path).err().unwrap_or_default().into_iter().map(|problem| problem.code).collect()
}

#[test]
fn what_is_no_pack_is_said() {
    let stock = "language = \"en\"\nsentences = [\"I have read your post.\"]\n";
    let prior = "id = \"usual\"\nwords = []\nalpha = nan\nbeta = 2.0\nsource = \"s\"\n";
    let parts = format!("{HEAD}[[stock]]\n{stock}");
    for (code, files) in [
        ("pack-none", vec![("README.md", "nothing")]),
        ("pack-file-name", vec![("pack.toml", HEAD), ("stock/de.toml", stock)]),
        ("pack-not-canonical", vec![("pack.toml", HEAD), ("priors/usual.toml", prior)]),
        ("pack-parts-in-head", vec![("pack.toml", parts.as_str())]),
    ] {
        let found = codes(&folder(code, &files));
        assert!(found.iter().any(|found| found == code), "{code} is not in {found:?}");
    }
    let unreadable = folder("pack-unreadable", &[]);
    fs::create_dir_all(&unreadable).unwrap();
    fs::write(unreadable.join("pack.toml"), b"id = \"\xff\"").unwrap();
    assert_eq!(codes(&unreadable), ["pack-unreadable"]);
    assert_eq!(codes(&folder("sound", &[("pack.toml", HEAD), ("stock/en.toml", stock)])), Vec::<String>::new());
}
