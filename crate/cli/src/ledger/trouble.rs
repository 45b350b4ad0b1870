//! What can be wrong with a ledger's file, said so that its owner can mend it.

use rusqlite::{Error, ErrorCode};

use crate::refusal::Refusal;

/// Why an operation on the ledger `name` failed. The store undid what it had begun: the file is as before.
pub fn refusal(name: &str, error: &Error) -> Refusal {
    let (found, expected) = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "another program is using this ledger".to_owned(),
            "the same command again when that program is done; nothing was changed",
        ),
        Some(ErrorCode::DiskFull) => (
            "there is no room to write: the disk is full, or the ledger has reached 1 GiB".to_owned(),
            "room on the disk, or fewer days (secondlook ledger keep FILE DAYS); nothing was changed",
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => (
            "this ledger may not be written to".to_owned(),
            "a file and a folder that you may write to; nothing was changed",
        ),
        Some(ErrorCode::CannotOpen) => (
            "this ledger cannot be opened".to_owned(),
            "a file and a folder that you may read and write to; nothing was changed",
        ),
        Some(ErrorCode::SystemIoFailure) => (
            format!("the disk did not do what was asked ({error})"),
            "a disk that can be read and written to and has room; nothing was changed",
        ),
        // Values of other types than were ever written count as damage, too.
        _ => return damaged(name, &error.to_string()),
    };
    Refusal::new(name, found, expected)
}

/// A file whose content cannot be what was written.
pub fn damaged(name: &str, what: &str) -> Refusal {
    Refusal::new(
        name,
        format!("this ledger is damaged or was cut ({what})"),
        "a whole one: an earlier copy, or another name for a new one, into which `secondlook ledger import` takes what \
         you exported; nothing was changed",
    )
}
