//! The ledger's file: how it is made, told from other files, and opened.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::trouble;
use crate::input;
use crate::refusal::Refusal;

/// The form of the file. A newer one is left alone.
pub const SCHEMA: u32 = 1;
/// Marks the file as a ledger, in `SQLite`'s own header: "2ndL".
const APPLICATION: u32 = 0x326e_644c;
/// Bytes at which a ledger is full.
const MOST_BYTES: i64 = 1 << 30;
const PAGE_BYTES: i64 = 4096;
/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(3);
const EXPECTED: &str = "a ledger that `secondlook scan --ledger FILE` made";

/// The tables, exactly as `SQLite` keeps their text: a file with anything else in it (a trigger, a view) is none of ours.
const TABLES: [(&str, &str); 4] = [
    ("about", "CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID"),
    (
        "entry",
        "CREATE TABLE entry (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER NOT NULL, keys TEXT NOT NULL, \
         kept TEXT NOT NULL)",
    ),
    ("entry_by_day", "CREATE INDEX entry_by_day ON entry (day)"),
    // By key, and no copy of the key beside it: this table is most of the file.
    ("found", "CREATE TABLE found (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID"),
];

/// Opens the ledger at `path`.
pub fn open(path: &Path) -> Result<Connection, Refusal> {
    let name = path.display().to_string();
    is_ledger(path).map_err(|(found, expected)| Refusal::new(&name, found, expected))?;
    let mut connection = connect(path).map_err(|error| trouble::refusal(&name, &error))?;
    match wrong(&mut connection, path).map_err(|error| trouble::refusal(&name, &error))? {
        Some(what) => Err(trouble::damaged(&name, what)),
        None => Ok(connection),
    }
}

/// Makes an empty ledger at `path`, readable by its owner only; one that another program made meanwhile is left as it is.
///
/// It is made beside its place and then given its name, so that there is never half a ledger.
pub fn create(path: &Path, fill: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Result<(), Refusal> {
    let name = path.display().to_string();
    let refuse = |error: &io::Error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such folder".to_owned(),
            _ => error.to_string(),
        };
        let found = format!("a ledger cannot be made there ({why})");
        Refusal::new(&name, found, "a path in a folder that exists, may be written to and has room")
    };
    if path.file_name().is_none() {
        return Err(refuse(&io::Error::other("it names no file")));
    }
    let beside = path.with_file_name(format!(".secondlook-{}.part", std::process::id()));
    // Only a process of the same number can have left one.
    let _ = fs::remove_file(&beside);
    let made = private(&beside).map_err(|error| refuse(&error)).and_then(|()| {
        make(&beside, fill).map_err(|error| trouble::refusal(&name, &error))?;
        named(&beside, path).map_err(|error| refuse(&error))
    });
    let _ = fs::remove_file(&beside);
    made
}

fn private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn make(path: &Path, fill: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let mut connection = connect(path)?;
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    for (_, sql) in TABLES {
        transaction.execute_batch(sql)?;
    }
    fill(&transaction)?;
    transaction.commit()
}

/// Gives the new file its name, if nothing has it.
fn named(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        // Some file systems have no second names.
        Err(_) if !path.exists() => fs::rename(beside, path)?,
        done => done?,
    }
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // The name is lasting only when the folder is written; where folders cannot be, the system sees to it.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Looks at the file without changing it: `SQLite` would take an empty file for a new database.
fn is_ledger(path: &Path) -> Result<(), (String, String)> {
    let wrong = |found: &str| Err((found.to_owned(), EXPECTED.to_owned()));
    let metadata = fs::metadata(path).map_err(|error| (input::reason(&error), EXPECTED.to_owned()))?;
    if metadata.is_dir() {
        return wrong("this is a folder");
    }
    if !metadata.is_file() {
        return wrong("this is no file that can be kept");
    }
    if metadata.len() == 0 {
        return wrong("this file is empty, and an empty ledger is not");
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(100).read_to_end(&mut head));
    read.map_err(|error| (input::reason(&error), EXPECTED.to_owned()))?;
    let number = |at: usize| head.get(at..at + 4).map(|four| four.iter().fold(0, |n, byte| n << 8 | u32::from(*byte)));
    if !head.starts_with(b"SQLite format 3\0") || number(68) != Some(APPLICATION) {
        return wrong("this is not a ledger");
    }
    match number(60) {
        Some(SCHEMA) => Ok(()),
        Some(version) if version > SCHEMA => Err((
            format!(
                "this ledger was written by a newer version of secondlook (form {version}; this one knows {SCHEMA})"
            ),
            "the newer version; nothing was changed".to_owned(),
        )),
        _ => wrong("this is not a ledger"),
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    // Not `CREATE`: a ledger is made by `create` only. No `URI`: a path is a path.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(absolute(path), flags)?;
    connection.busy_timeout(PATIENCE)?;
    // The file may be anybody's: nothing in it is run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // What is deleted is overwritten at once; `VACUUM` then takes what moved rows left behind.
    connection.pragma_update(None, "secure_delete", true)?;
    // Nothing of the ledger in the folder for temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    connection.pragma_update_and_check(None, "max_page_count", MOST_BYTES / PAGE_BYTES, |_| Ok(()))?;
    Ok(connection)
}

/// `SQLite` reads some relative names otherwise (`:memory:`).
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// What cannot be in a ledger.
fn wrong(connection: &mut Connection, path: &Path) -> rusqlite::Result<Option<&'static str>> {
    // As long as it reads, nobody else writes.
    let transaction = connection.transaction()?;
    let mut tables = transaction.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    let tables: Vec<(String, String)> =
        tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    if !tables.iter().map(|(name, sql)| (name.as_str(), sql.as_str())).eq(TABLES) {
        return Ok(Some("its tables are not a ledger's"));
    }
    // SQLite itself counts a last page of which a part is there.
    let pages: i64 = transaction.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let long =
        fs::metadata(path).is_ok_and(|metadata| metadata.len() >= pages.unsigned_abs() * PAGE_BYTES.unsigned_abs());
    Ok((!long).then_some("its end is missing"))
}
