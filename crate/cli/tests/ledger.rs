//! The ledger's file: what is remembered, for how long, and that forgetting leaves nothing.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use crate::common::{folder, secondlook, stderr, stdout};
use crate::support::ledgers::{PASSPHRASE, ledger, proposals, standing};
use secondlook::ledger::{DAYS, Ledger, day, sealed};
use secondlook_core::engine::person_keys;
use secondlook_core::ledger::{Entry, Secret};

fn run(arguments: &[&str], path: &Path) -> std::process::Output {
    let mut all = vec!["ledger", arguments[0], path.to_str().unwrap()];
    all.extend(&arguments[1..]);
    secondlook(&all)
}

fn said(output: &std::process::Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    stdout(output)
}

fn entries(path: &Path) -> Vec<Entry> {
    Ledger::open(path, day::today()).unwrap().content().unwrap().entries
}

#[test]
fn what_was_written_is_read_back_and_one_id_is_one_entry() {
    let (path, mut wrote) = ledger(&folder("ledger-written"), 120);
    wrote.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(entries(&path), wrote);
    let mut ledger = Ledger::open(&path, day::today()).unwrap();
    wrote[3].keys = vec!["pNewNewNe".to_owned()];
    ledger.write(&wrote[3..4]).unwrap();
    ledger.write(&wrote[3..4]).unwrap();
    assert_eq!(entries(&path), wrote);
    assert_eq!(ledger.stats().unwrap().keys, 119 * 18 + 1);
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_ledger_and_an_export() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("ledger-private");
    let (path, _) = ledger(&folder, 1);
    let (out, pass) = (folder.join("out.json"), folder.join("pass"));
    fs::write(&pass, PASSPHRASE).unwrap();
    let more = ["export", "--output", out.to_str().unwrap(), "--passphrase-file", pass.to_str().unwrap()];
    assert_eq!(said(&run(&more, &path)), "Exported: 1 entry.\n");
    for path in [path, out] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn stats_say_what_is_held() {
    let (path, _) = ledger(&folder("ledger-stats"), 50);
    let stats: serde_json::Value = serde_json::from_str(&said(&run(&["stats", "--format", "json"], &path))).unwrap();
    let today = day::text(day::today());
    assert_eq!(stats["kinds"], serde_json::json!({"proposal": 50}));
    assert_eq!((&stats["entries"], &stats["keys"], &stats["days"]), (&50.into(), &900.into(), &30.into()));
    assert_eq!((stats["oldest"].as_str(), stats["newest"].as_str()), (Some(&*today), Some(&*today)));
    assert_eq!(stats["bytes"], fs::metadata(&path).unwrap().len());
    let text = said(&run(&["stats"], &path));
    assert!(text.starts_with("50 entries: proposal 50\n900 keys"), "{text}");
}

/// Every word of an entry that names something: its id and its keys.
fn words(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.keys.iter().chain([&entry.id]).map(String::as_str)
}

#[test]
fn a_forgotten_person_is_nowhere_in_the_file() {
    let folder = folder("ledger-forget");
    let (path, all) = ledger(&folder, 800);
    // Met again under other keys, and once more: rows move, pages split.
    let mut ledger = Ledger::open(&path, day::today()).unwrap();
    for round in 0..3 {
        let mut again: Vec<Entry> = all.iter().skip(round).step_by(3).cloned().collect();
        for entry in &mut again {
            entry.keys.rotate_left(1);
        }
        ledger.write(&again).unwrap();
    }
    let key = &person_keys("https://www.example.test/u/x", "77", ledger.secret())[0];
    let (gone, rest): (Vec<Entry>, Vec<Entry>) = all.into_iter().partition(|entry| entry.keys.contains(key));
    assert_eq!(gone.len(), 4);
    // The job's key is others', too.
    let job = |word: &&str| !word.starts_with('j');
    assert_eq!(standing(&path, gone.iter().flat_map(words)).len(), 4 * 19);
    drop(ledger);
    let said = said(&run(&["forget", "--site", "example.test", "--person", "77"], &path));
    assert_eq!(said, "Forgotten: 4 entries.\n");
    assert_eq!(standing(&path, gone.iter().flat_map(words).filter(job)), Vec::<&str>::new());
    assert_eq!(standing(&path, rest.iter().flat_map(words)).len(), 796 * 19);
    assert_eq!(entries(&path).len(), 796);
}

#[test]
fn forgetting_everything_leaves_nothing_and_takes_a_new_secret() {
    let (path, all) = ledger(&folder("ledger-forget-all"), 500);
    let before = Ledger::open(&path, day::today()).unwrap().secret().clone();
    let size = fs::metadata(&path).unwrap().len();
    assert_eq!(said(&run(&["forget", "--all"], &path)), "Forgotten: 500 entries.\n");
    assert_eq!(standing(&path, all.iter().flat_map(words)), Vec::<&str>::new());
    let file = fs::read(&path).unwrap();
    assert!(!file.windows(32).any(|bytes| bytes == before.bytes()));
    assert!(file.len() as u64 * 4 < size, "not written anew: {} bytes of {size}", file.len());
    let mut ledger = Ledger::open(&path, day::today()).unwrap();
    assert_ne!(ledger.secret(), &before);
    assert_eq!(ledger.stats().unwrap().entries, 0);
}

#[test]
fn what_is_older_than_is_kept_goes_on_the_next_day_of_use() {
    let (path, all) = ledger(&folder("ledger-purge"), 300);
    let today = day::today();
    let mut ledger = Ledger::open(&path, today + DAYS - 1).unwrap();
    let newer = proposals(ledger.secret(), 310, today + 20).split_off(300);
    ledger.write(&newer).unwrap();
    assert_eq!(Ledger::open(&path, today + DAYS).unwrap().stats().unwrap().entries, 310);
    // The day that has come decides nothing yet: it may be a wrong one.
    for _ in 0..2 {
        assert_eq!(Ledger::open(&path, today + DAYS + 1).unwrap().stats().unwrap().entries, 310);
    }
    let mut ledger = Ledger::open(&path, today + DAYS + 2).unwrap();
    assert_eq!(ledger.stats().unwrap().entries, 10);
    ledger.wipe().unwrap();
    let others = |word: &&str| !words_in(&newer).contains(word);
    assert_eq!(standing(&path, all.iter().flat_map(words).filter(others)), Vec::<&str>::new());
}

fn words_in(entries: &[Entry]) -> Vec<&str> {
    entries.iter().flat_map(words).collect()
}

#[test]
fn a_page_of_long_ago_is_not_remembered() {
    let (path, _) = ledger(&folder("ledger-old-page"), 0);
    let mut ledger = Ledger::open(&path, day::today()).unwrap();
    let old = proposals(ledger.secret(), 3, day::today() - DAYS - 1);
    let written = ledger.write(&old).unwrap();
    assert_eq!((written.written, written.too_old), (0, 3));
    let future = proposals(ledger.secret(), 3, day::today() + 400);
    assert_eq!(ledger.write(&future).unwrap().written, 3);
    // What a page says of the future counts as today.
    assert_eq!(ledger.stats().unwrap().newest, Some(day::text(day::today())));
}

#[test]
fn a_wrong_clock_wipes_nothing_and_says_so() {
    let (path, _) = ledger(&folder("ledger-clock"), 20);
    let today = day::today();
    for wrong in [today + 9_000, today - 9_000, 0] {
        for _ in 0..2 {
            let mut ledger = Ledger::open(&path, wrong).unwrap();
            assert_eq!(ledger.notes().len(), 1, "{wrong}");
            assert_eq!(ledger.stats().unwrap().entries, 20, "{wrong}");
        }
    }
    let mut ledger = Ledger::open(&path, today + 1).unwrap();
    assert!(ledger.notes().is_empty());
    assert_eq!(ledger.stats().unwrap().entries, 20);
    // On a second day it is believed.
    assert_eq!(Ledger::open(&path, today + 200).unwrap().notes().len(), 1);
    let mut ledger = Ledger::open(&path, today + 201).unwrap();
    assert!(ledger.notes().is_empty());
    assert_eq!(ledger.stats().unwrap().entries, 0);
}

/// A day or a month ahead looks like a holiday, and a year like a dead battery: on none of them, nor after it, anything goes that
/// honest days would have kept.
#[test]
fn a_clock_that_jumps_and_comes_back_takes_nothing() {
    for jump in [1, 20, 30, 365, -1, -20, -365] {
        let (path, _) = ledger(&folder(&format!("ledger-jump-{jump}")), 20);
        let today = day::today();
        for day in [today + 1, today + 1 + jump, today + 1 + jump, today + 2, today + 3, today + DAYS - 1, today + DAYS]
        {
            assert_eq!(
                Ledger::open(&path, day).unwrap().stats().unwrap().entries,
                20,
                "{jump}: on day {}",
                day - today
            );
        }
        Ledger::open(&path, today + DAYS + 1).unwrap();
        assert_eq!(Ledger::open(&path, today + DAYS + 2).unwrap().stats().unwrap().entries, 0, "{jump}");
    }
}

#[test]
fn a_clock_that_stays_behind_does_not_keep_entries_for_ever() {
    let (path, _) = ledger(&folder("ledger-clock-behind"), 20);
    let today = day::today() - 1_000;
    Ledger::open(&path, today).unwrap();
    assert_eq!(Ledger::open(&path, today + 1).unwrap().stats().unwrap().newest, Some(day::text(today + 1)));
    assert_eq!(Ledger::open(&path, today + 20).unwrap().stats().unwrap().entries, 20);
    assert_eq!(Ledger::open(&path, today + 2 + DAYS).unwrap().stats().unwrap().entries, 20);
    assert_eq!(Ledger::open(&path, today + 3 + DAYS).unwrap().stats().unwrap().entries, 0);
}

#[test]
fn the_days_that_are_kept_can_be_changed() {
    let (path, _) = ledger(&folder("ledger-keep"), 10);
    assert_eq!(said(&run(&["keep", "180"], &path)), "Entries are kept for 180 days now.\n");
    assert_eq!(Ledger::open(&path, day::today() + 100).unwrap().days(), 180);
    assert_eq!(Ledger::open(&path, day::today() + 180).unwrap().stats().unwrap().entries, 10);
    assert_eq!(Ledger::open(&path, day::today() + 181).unwrap().stats().unwrap().entries, 10);
    assert_eq!(Ledger::open(&path, day::today() + 182).unwrap().stats().unwrap().entries, 0);
    for bad in ["0", "181", "-1", "many"] {
        assert_eq!(run(&["keep", bad], &path).status.code(), Some(2), "{bad}");
    }
    let (path, _) = ledger(&folder("ledger-keep-less"), 10);
    let mut ledger = Ledger::open(&path, day::today() + 9).unwrap();
    ledger.keep(5).unwrap();
    assert_eq!(ledger.stats().unwrap().entries, 10);
    assert_eq!(Ledger::open(&path, day::today() + 10).unwrap().stats().unwrap().entries, 0);
}

#[test]
fn an_export_goes_to_another_device_whole() {
    let folder = folder("ledger-export");
    let (path, all) = ledger(&folder, 200);
    let [out, pass, other] = ["out.json", "pass", "other.ledger"].map(|name| folder.join(name));
    let [out_text, pass_text] = [&out, &pass].map(|path| path.to_str().unwrap());
    fs::write(&pass, format!("{PASSPHRASE}\r\nmore\n")).unwrap();
    said(&run(&["keep", "90"], &path));
    said(&run(&["export", "--output", out_text, "--passphrase-file", pass_text], &path));
    let json = fs::read_to_string(&out).unwrap();
    assert!(all.iter().all(|entry| !json.contains(&entry.id)));
    assert_eq!(said(&run(&["import", out_text, "--passphrase-file", pass_text], &other)), "Taken in: 200 entries.\n");
    assert_eq!(entries(&other), entries(&path));
    let [mut one, mut two] = [&path, &other].map(|path| Ledger::open(path, day::today()).unwrap());
    assert_eq!((one.secret(), one.days()), (two.secret(), 90));
    assert_eq!(two.days(), 90);
    // Again it is nothing new.
    assert_eq!(said(&run(&["import", out_text, "--passphrase-file", pass_text], &path)), "Taken in: 0 entries.\n");
    assert_eq!(one.content().unwrap(), two.content().unwrap());

    fs::write(&pass, "tall green letter box").unwrap();
    let before = fs::read(&other).unwrap();
    let wrong = run(&["import", out_text, "--passphrase-file", pass_text], &other);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("cannot be opened with this passphrase, or is damaged"), "{}", stderr(&wrong));
    assert!(fs::read(&other).unwrap() == before);
    fs::write(&pass, "short").unwrap();
    let short = run(&["export", "--output", out_text, "--passphrase-file", pass_text], &path);
    assert!(stderr(&short).contains("5 characters"), "{}", stderr(&short));
    assert_eq!(fs::read_to_string(&out).unwrap(), json);
    let asked = run(&["export", "--output", out_text], &path);
    assert!(stderr(&asked).contains("--passphrase-file"), "{}", stderr(&asked));
}

#[test]
fn of_one_secret_the_later_day_wins_and_another_secret_is_refused() {
    let folder = folder("ledger-merge");
    let (path, _) = ledger(&folder, 10);
    let mut own = Ledger::open(&path, day::today() + 5).unwrap();
    let mut content = own.content().unwrap();
    content.days = 7;
    content.entries[0].day = day::text(day::today() + 3);
    content.entries[1].day = day::text(day::today() - 3);
    content.entries.extend(proposals(own.secret(), 12, day::today() + 1).split_off(10));
    assert_eq!(own.import(&content, false).unwrap().written, 3);
    let held = own.content().unwrap();
    assert_eq!((held.entries.len(), held.days), (12, DAYS));
    assert_eq!(held.entries.last().unwrap().day, day::text(day::today() + 3));
    assert!(held.entries.iter().all(|entry| entry.day >= day::text(day::today())));

    let other = sealed::Content { secret: Secret::new([3; 32]), ..content };
    let refused = own.import(&other, false).unwrap_err();
    assert!(refused.to_string().contains("cannot be linked") && refused.to_string().contains("--replace"));
    assert_eq!(own.content().unwrap(), held);
    let taken = own.import(&other, true).unwrap();
    // One is older than the seven days that are kept now.
    assert_eq!((taken.written, taken.too_old), (11, 1));
    assert_eq!((own.secret(), own.days()), (&other.secret, 7));
    assert_eq!(own.content().unwrap().entries.len(), 11);
}

/// Scans a page of the tests, as if it had been saved so many days ago.
fn scan(page: &str, url: &str, days: i64, more: &[&str]) -> std::process::Output {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages").join(page);
    let at = format!("{}T12:00:00Z", day::text(day::today() - days));
    let mut words = vec!["scan", page.to_str().unwrap(), "--url", url, "--captured-at", &at, "--format", "json"];
    words.extend(more);
    secondlook(&words)
}

#[test]
fn a_scan_remembers_its_page_and_forgets_its_people() {
    let path = folder("ledger-scan").join("memory.ledger");
    let name = path.to_str().unwrap();
    let (page, url) = ("upwork-applicants.html", "https://www.upwork.com/ab/applicants/1900000000000000001/applicants");
    let first = scan(page, url, 3, &["--ledger", name]);
    assert_eq!(stderr(&first), "");
    let met = entries(&path);
    assert_eq!(met.len(), 2);
    assert!(met.iter().all(|entry| entry.day == day::text(day::today() - 3)));
    // The same page again is the same two, met later.
    scan(page, url, 0, &["--ledger", name]);
    let again = entries(&path);
    assert_eq!(again.len(), 2);
    assert!(again.iter().all(|entry| entry.day == day::text(day::today())));

    let forgotten = run(&["forget", "--site", "https://www.upwork.com/", "--person", "~01ac00000000000001"], &path);
    assert_eq!(said(&forgotten), "Forgotten: 1 entry.\n");
    let rest = entries(&path);
    assert_eq!(rest.len(), 1);
    let gone: Vec<&Entry> = again.iter().filter(|entry| entry.id != rest[0].id).collect();
    let own = |word: &&str| !rest[0].keys.iter().any(|key| key == word);
    assert_eq!(standing(&path, gone.iter().flat_map(|entry| words(entry)).filter(own)), Vec::<&str>::new());
}

#[test]
fn scans_at_the_same_time_make_one_ledger_and_lose_nothing() {
    let path = folder("ledger-scan-many").join("memory.ledger");
    let url = |n: u64| format!("https://www.upwork.com/ab/applicants/190000000000000000{n}/applicants");
    std::thread::scope(|scope| {
        for n in 0..6 {
            let (path, url) = (path.to_str().unwrap(), url(n));
            scope.spawn(move || {
                let output = scan("upwork-applicants.html", &url, 0, &["--ledger", path]);
                assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
            });
        }
    });
    assert_eq!(entries(&path).len(), 12);
}

#[test]
fn a_scan_of_a_page_of_long_ago_says_that_it_is_not_remembered() {
    let path = folder("ledger-scan-old").join("memory.ledger");
    let (page, url) = ("upwork-applicants.html", "https://www.upwork.com/ab/applicants/1900000000000000001/applicants");
    let output = scan(page, url, DAYS + 1, &["--ledger", path.to_str().unwrap()]);
    assert!(stderr(&output).contains("captured more than 30 days ago and is not remembered"), "{}", stderr(&output));
    assert!(entries(&path).is_empty());
}

/// One file the command wrote, the other the extension's `sealed.ts`; the extension's tests read the first, too.
#[test]
fn exports_of_the_command_and_of_the_extension_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data");
    let secret = Secret::new(std::array::from_fn(|at| at as u8));
    let entries = proposals(&secret, 3, day::number("2026-11-20").unwrap());
    let want = sealed::Content { schema: 1, days: 60, entries, secret };
    let path = folder.join("ledger-export.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, sealed::seal(&want, PASSPHRASE).unwrap()).unwrap();
    }
    for path in [path, folder.join("ledger-export-extension.json")] {
        assert_eq!(sealed::open(&fs::read(&path).unwrap(), PASSPHRASE).as_ref(), Ok(&want), "{}", path.display());
    }
}
