//! The ledger in one file: what this machine remembers of the pages it was shown, under keys that say nothing by themselves.
//!
//! The engine names keys and makes entries ([`secondlook_core::ledger`]); this module keeps them, for so many days, and forgets
//! them. Whatever fails, the file is as it was before. `today` is a day as [`day`] numbers it; see [`clock`] for how far it is
//! believed.

pub mod clock;
pub mod day;
mod exchange;
mod file;
pub mod sealed;
mod store;
mod trouble;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};
use secondlook_core::check::Memories;
use secondlook_core::engine::{Engine, Page};
use secondlook_core::ledger::{Entry, Secret};

use self::clock::{Clock, Seen};
use self::store::Span;
use crate::refusal::Refusal;

/// Days for which an entry is kept, unless told otherwise.
pub const DAYS: i64 = 30;
/// Days for which an entry is kept at most.
pub const MOST_DAYS: i64 = 180;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
    name: String,
    secret: Secret,
    days: i64,
    clock: Clock,
    /// What the store said when memories were looked up: another number, and another program has written since.
    version: i64,
    /// The keys that were looked up.
    recalled: Vec<String>,
    notes: Vec<String>,
}

/// What a ledger holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Stats {
    /// Version of this answer's form.
    pub schema: u32,
    /// All entries.
    pub entries: i64,
    /// Entries by kind.
    pub kinds: BTreeMap<String, i64>,
    /// Keys under which they are found.
    pub keys: i64,
    /// The day of the oldest entry.
    pub oldest: Option<String>,
    /// The day of the newest entry.
    pub newest: Option<String>,
    /// Days for which an entry is kept.
    pub days: i64,
    /// Size of the file.
    pub bytes: u64,
}

/// What became of entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// So many were written.
    pub written: usize,
    /// So many were left out: they were met before the days that are kept.
    pub too_old: usize,
}

impl Ledger {
    /// Opens a ledger, and forgets what is older than it keeps.
    pub fn open(path: &Path, today: i64) -> Result<Self, Refusal> {
        let mut ledger = Self::opened(path, today)?;
        match ledger.settle() {
            // It can still be read.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ReadOnly) => {
                ledger.notes.push("this ledger may not be written to: what is too old is not forgotten".to_owned());
            }
            done => done.map_err(|error| ledger.refusal(&error))?,
        }
        Ok(ledger)
    }

    /// Opens a ledger, or makes an empty one with a secret of its own where there is none.
    pub fn open_or_create(path: &Path, today: i64) -> Result<Self, Refusal> {
        // A link to nothing is no place for a new one: its name is taken.
        if std::fs::symlink_metadata(path).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
            let secret = random(path)?;
            file::create(path, |connection| {
                set(connection, "secret", &secret[..])?;
                set(connection, "days", DAYS)?;
                set(connection, "seen", today)
            })?;
        }
        Self::open(path, today)
    }

    fn opened(path: &Path, today: i64) -> Result<Self, Refusal> {
        let name = path.display().to_string();
        let connection = file::open(path)?;
        let read = || {
            let secret: [u8; 32] = get(&connection, "secret")?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            let days: i64 = get(&connection, "days")?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            let last: i64 = get(&connection, "seen")?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            Ok((
                Secret::new(secret),
                days,
                Seen { last, before: get(&connection, "before")?, doubted: get(&connection, "doubted")? },
            ))
        };
        let (secret, days, seen) = read().map_err(|error| trouble::refusal(&name, &error))?;
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(trouble::damaged(&name, &format!("it keeps {days} days")));
        }
        let clock = clock::judge(today, seen, days);
        let mut notes = Vec::new();
        if !clock.believed {
            notes.push(format!(
                "the clock says {}, but this ledger was last used on {}: nothing is forgotten by age unless the clock says \
                 so on another day, too. If it is right: secondlook ledger purge {name}",
                day::text(today),
                day::text(seen.last),
            ));
        }
        Ok(Self {
            connection,
            path: path.to_owned(),
            name,
            secret,
            days,
            clock,
            version: 0,
            recalled: Vec::new(),
            notes,
        })
    }

    /// Forgets what is too old, and holds the day. Writes only where something changes.
    fn settle(&mut self) -> rusqlite::Result<()> {
        let Clock { now, from, believed, seen } = self.clock;
        let outside =
            "SELECT EXISTS (SELECT 1 FROM entry WHERE day < ?1) OR EXISTS (SELECT 1 FROM entry WHERE day > ?2)";
        let to_do = believed && self.connection.query_one(outside, [from, now], |row| row.get::<_, bool>(0))?;
        let held = Seen {
            last: get(&self.connection, "seen")?.unwrap_or(seen.last),
            before: get(&self.connection, "before")?,
            doubted: get(&self.connection, "doubted")?,
        };
        if !to_do && held == seen {
            return Ok(());
        }
        let transaction = begin(&mut self.connection)?;
        set(&transaction, "seen", seen.last)?;
        set(&transaction, "before", seen.before)?;
        set(&transaction, "doubted", seen.doubted)?;
        if believed {
            if store::remove_before(&transaction, from)? > 0 {
                set(&transaction, "unwiped", 1)?;
            }
            transaction.execute("UPDATE entry SET day = ?1 WHERE day > ?1", [now])?;
        }
        transaction.commit()
    }

    /// The path it was opened by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it can be changed at all.
    pub fn is_writable(&self) -> bool {
        self.connection.is_readonly("main").is_ok_and(|readonly| !readonly)
    }

    /// What its user should be told of opening it.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What the engine should know when it judges a page: looked up in one transaction.
    pub fn memories(&mut self, engine: &Engine, page: &Page<'_>) -> Result<Memories, Refusal> {
        let keys = page.recall(engine, &self.secret);
        let look_up = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            let entries = store::look_up(&transaction, &keys)?;
            Ok((entries, version(&transaction)?))
        };
        let (entries, version) = look_up(&mut self.connection).map_err(|error| self.refusal(&error))?;
        (self.version, self.recalled) = (version, keys);
        Ok(Memories { entries, secret: Some(self.secret.clone()), ..Memories::default() })
    }

    /// Writes what the ledger is to hold of a page, all of it or nothing. What another program has written since the
    /// memories were looked up is taken into account.
    pub fn remember(&mut self, engine: &Engine, page: &Page<'_>, mut memories: Memories) -> Result<Written, Refusal> {
        let (seen, span, keys) = (self.version, self.span(), std::mem::take(&mut self.recalled));
        let mut write = |connection: &mut Connection| {
            let transaction = begin(connection)?;
            if version(&transaction)? != seen {
                memories.entries = store::look_up(&transaction, &keys)?;
            }
            let written = put_all(&transaction, &page.keep(engine, &memories), &span)?;
            transaction.commit()?;
            Ok(written)
        };
        write(&mut self.connection).map_err(|error| self.refusal(&error))
    }

    /// Writes entries, all or none; each in the place of the one of its id.
    pub fn write(&mut self, entries: &[Entry]) -> Result<Written, Refusal> {
        let span = self.span();
        let write = |connection: &mut Connection| {
            let transaction = begin(connection)?;
            let written = put_all(&transaction, entries, &span)?;
            transaction.commit()?;
            Ok(written)
        };
        write(&mut self.connection).map_err(|error| self.refusal(&error))
    }

    /// The secret under which its keys are made.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Days for which an entry is kept.
    pub fn days(&self) -> i64 {
        self.days
    }

    /// Forgets every entry that has one of these keys, and wipes their traces; how many there were.
    pub fn forget(&mut self, keys: &[String]) -> Result<usize, Refusal> {
        self.remove(|transaction| keys.iter().try_fold(0, |sum, key| Ok(sum + store::remove_with(transaction, key)?)))
    }

    /// Forgets everything, and takes a new secret: what is met again cannot be linked with what was exported before.
    pub fn forget_all(&mut self) -> Result<usize, Refusal> {
        let secret = random(&self.path)?;
        let gone = self.remove(|transaction| {
            let gone = empty(transaction)?;
            set(transaction, "secret", &secret[..])?;
            Ok(gone)
        })?;
        self.secret = Secret::new(secret);
        Ok(gone)
    }

    /// Takes the clock as right, forgets what is older than it keeps, and wipes the traces; how many there were.
    pub fn purge(&mut self, today: i64) -> Result<usize, Refusal> {
        self.clock = clock::believe(today, self.days);
        let count = |connection: &Connection| {
            connection.query_one("SELECT COUNT(*) FROM entry", [], |row| row.get::<_, i64>(0))
        };
        let settle = |ledger: &mut Self| {
            let before = count(&ledger.connection)?;
            ledger.settle()?;
            Ok(before - count(&ledger.connection)?)
        };
        let gone = settle(self).map_err(|error| self.refusal(&error))?;
        self.wipe()?;
        Ok(usize::try_from(gone).unwrap_or(0))
    }

    /// Keeps entries for so many days from now on.
    pub fn keep(&mut self, days: i64) -> Result<(), Refusal> {
        let change = |ledger: &mut Self| {
            set(&ledger.connection, "days", days)?;
            ledger.clock.from += ledger.days - days;
            ledger.days = days;
            ledger.settle()
        };
        change(self).map_err(|error| self.refusal(&error))?;
        self.wipe()
    }

    fn remove(&mut self, which: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<usize>) -> Result<usize, Refusal> {
        let remove = |connection: &mut Connection| {
            let transaction = begin(connection)?;
            let gone = which(&transaction)?;
            set(&transaction, "unwiped", 1)?;
            transaction.commit()?;
            Ok(gone)
        };
        let gone = remove(&mut self.connection).map_err(|error| self.refusal(&error))?;
        self.wipe()?;
        Ok(gone)
    }

    /// Writes the file anew where something was forgotten: rows that moved within it left copies behind.
    ///
    /// Needs room for a second file. What was begun is finished at the next opening.
    pub fn wipe(&mut self) -> Result<(), Refusal> {
        let wipe = |connection: &Connection| {
            if get::<i64>(connection, "unwiped")?.is_some() {
                connection.execute_batch("VACUUM")?;
                set(connection, "unwiped", None::<i64>)?;
            }
            Ok(())
        };
        wipe(&self.connection).map_err(|error| {
            let refusal = self.refusal(&error);
            Refusal {
                found: format!(
                    "what is forgotten is deleted, but its traces could not be wiped yet: {}",
                    refusal.found
                ),
                expected: "the same again (secondlook ledger purge FILE) with room for a second file".to_owned(),
                ..refusal
            }
        })
    }

    /// Counts what it holds, after checking that the file is whole.
    pub fn stats(&mut self) -> Result<Stats, Refusal> {
        self.check()?;
        let count = |connection: &Connection| {
            let sql = "SELECT kept ->> 'kind', COUNT(*) FROM entry GROUP BY 1 ORDER BY 1";
            let kinds: BTreeMap<String, i64> = connection
                .prepare(sql)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let keys: i64 = connection.query_one("SELECT COUNT(*) FROM found", [], |row| row.get(0))?;
            let (oldest, newest): (Option<i64>, Option<i64>) =
                connection
                    .query_one("SELECT MIN(day), MAX(day) FROM entry", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok((kinds, keys, oldest, newest))
        };
        let (kinds, keys, oldest, newest) = count(&self.connection).map_err(|error| self.refusal(&error))?;
        Ok(Stats {
            schema: 1,
            entries: kinds.values().sum(),
            kinds,
            keys,
            oldest: oldest.map(day::text),
            newest: newest.map(day::text),
            days: self.days,
            bytes: std::fs::metadata(&self.path).map_or(0, |metadata| metadata.len()),
        })
    }

    fn check(&self) -> Result<(), Refusal> {
        let check = || self.connection.query_one("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        match check().map_err(|error| self.refusal(&error))?.as_str() {
            "ok" => Ok(()),
            what => Err(trouble::damaged(&self.name, what)),
        }
    }

    fn span(&self) -> Span {
        Span { from: self.clock.from, now: self.clock.now }
    }

    fn refusal(&self, error: &rusqlite::Error) -> Refusal {
        trouble::refusal(&self.name, error)
    }
}

/// A transaction that writes, and so waits for others that do.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

fn put_all(transaction: &Transaction<'_>, entries: &[Entry], span: &Span) -> rusqlite::Result<Written> {
    let mut sum = Written::default();
    for entry in entries {
        count(&mut sum, store::put(transaction, entry, span)?);
    }
    Ok(sum)
}

fn count(sum: &mut Written, written: bool) {
    sum.written += usize::from(written);
    sum.too_old += usize::from(!written);
}

fn empty(transaction: &Transaction<'_>) -> rusqlite::Result<usize> {
    transaction.execute("DELETE FROM found", [])?;
    transaction.execute("DELETE FROM entry", [])
}

/// A number that changes when another program has written.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn get<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> rusqlite::Result<Option<T>> {
    let mut about = connection.prepare_cached("SELECT value FROM about WHERE name = ?1")?;
    Ok(about.query_one([name], |row| row.get::<_, Option<T>>(0)).optional()?.flatten())
}

fn set(connection: &Connection, name: &str, value: impl rusqlite::ToSql) -> rusqlite::Result<()> {
    let sql = "INSERT INTO about VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute(params![name, value]).map(drop)
}

fn random(path: &Path) -> Result<[u8; 32], Refusal> {
    crate::sealed::random()
        .map_err(|found| Refusal::new(path.display().to_string(), found, "a system that gives random bytes"))
}
