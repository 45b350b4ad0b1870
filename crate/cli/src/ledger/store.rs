//! What is done to the tables, inside a transaction of the caller's.

use std::collections::BTreeSet;

use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, params};
use secondlook_core::ledger::{Entry, MOST_FOR_A_KEY};

use super::day;

/// Days an entry was met on at most, as [`day`] numbers them.
pub struct Span {
    /// The first day that is kept.
    pub from: i64,
    /// Later days become this one.
    pub now: i64,
}

/// The entries that have one of these keys, for one key the latest [`MOST_FOR_A_KEY`]; in the order of day and id.
pub fn look_up(connection: &Connection, keys: &[String]) -> Result<Vec<Entry>> {
    let mut numbers = BTreeSet::new();
    let sql = "SELECT n FROM found JOIN entry USING (n) WHERE key = ?1 ORDER BY day DESC, n DESC";
    let mut by_key = connection.prepare_cached(&format!("{sql} LIMIT {MOST_FOR_A_KEY}"))?;
    for key in keys {
        for n in by_key.query_map([key], |row| row.get::<_, i64>(0))? {
            numbers.insert(n?);
        }
    }
    let mut by_number = connection.prepare_cached("SELECT id, day, keys, kept FROM entry WHERE n = ?1")?;
    let mut entries = numbers.iter().map(|n| by_number.query_one([n], entry)).collect::<Result<Vec<Entry>>>()?;
    entries.sort_by(|a, b| (&a.day, &a.id).cmp(&(&b.day, &b.id)));
    Ok(entries)
}

/// Every entry, in the order of day and id.
pub fn each(connection: &Connection, mut take: impl FnMut(Entry) -> Result<()>) -> Result<()> {
    let mut all = connection.prepare("SELECT id, day, keys, kept FROM entry ORDER BY day, id")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        take(entry(row)?)?;
    }
    Ok(())
}

/// Writes an entry in the place of the one of its id; false where its day is none or too long ago, and nothing is written.
pub fn put(connection: &Connection, entry: &Entry, span: &Span) -> Result<bool> {
    let Some(day) = day::number(&entry.day).map(|day| day.min(span.now)).filter(|day| *day >= span.from) else {
        return Ok(false);
    };
    let [keys, kept] = [serde_json::to_string(&entry.keys), serde_json::to_string(&entry.kept)];
    let (keys, kept) = (keys.map_err(unwritable)?, kept.map_err(unwritable)?);
    let before: Option<(i64, String)> = connection
        .prepare_cached("SELECT n, keys FROM entry WHERE id = ?1")?
        .query_one([&entry.id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((n, before)) = before {
        if before == keys {
            // The same thing met again: its keys stand.
            let sql = "UPDATE entry SET day = ?2, kept = ?3 WHERE n = ?1";
            connection.prepare_cached(sql)?.execute(params![n, day, kept])?;
            return Ok(true);
        }
        remove(connection, n, &before)?;
    }
    connection
        .prepare_cached("INSERT INTO entry (id, day, keys, kept) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![entry.id, day, keys, kept])?;
    let n = connection.last_insert_rowid();
    // A key may stand in an entry twice.
    let mut found = connection.prepare_cached("INSERT OR IGNORE INTO found (key, n) VALUES (?1, ?2)")?;
    for key in &entry.keys {
        found.execute(params![key, n])?;
    }
    Ok(true)
}

/// The day of the entry of this id.
pub fn day_of(connection: &Connection, id: &str) -> Result<Option<i64>> {
    connection.prepare_cached("SELECT day FROM entry WHERE id = ?1")?.query_one([id], |row| row.get(0)).optional()
}

/// Removes the entries met before a day; how many.
pub fn remove_before(connection: &Connection, from: i64) -> Result<usize> {
    remove_all(connection, "SELECT n, keys FROM entry WHERE day < ?1", from)
}

/// Removes the entries that have a key; how many.
pub fn remove_with(connection: &Connection, key: &str) -> Result<usize> {
    remove_all(connection, "SELECT n, keys FROM entry WHERE n IN (SELECT n FROM found WHERE key = ?1)", key)
}

fn remove_all(connection: &Connection, which: &str, value: impl rusqlite::ToSql) -> Result<usize> {
    let gone: Vec<(i64, String)> =
        connection.prepare(which)?.query_map([value], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    for (n, keys) in &gone {
        remove(connection, *n, keys)?;
    }
    Ok(gone.len())
}

fn remove(connection: &Connection, n: i64, keys: &str) -> Result<()> {
    let keys: Vec<String> = serde_json::from_str(keys).map_err(|error| unreadable(0, error))?;
    let mut found = connection.prepare_cached("DELETE FROM found WHERE key = ?1 AND n = ?2")?;
    for key in keys {
        found.execute(params![key, n])?;
    }
    connection.prepare_cached("DELETE FROM entry WHERE n = ?1")?.execute([n])?;
    Ok(())
}

fn entry(row: &Row<'_>) -> Result<Entry> {
    let json = |at: usize| row.get_ref(at)?.as_str().map_err(|error| unreadable(at, error));
    Ok(Entry {
        id: row.get(0)?,
        day: day::text(row.get(1)?),
        keys: serde_json::from_str(json(2)?).map_err(|error| unreadable(2, error))?,
        kept: serde_json::from_str(json(3)?).map_err(|error| unreadable(3, error))?,
    })
}

fn unreadable(at: usize, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::ToSqlConversionFailure(Box::new(error))
}
