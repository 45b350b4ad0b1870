//! Writing results: whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::refusal::Refusal;

/// Bytes written at once.
const BUFFER: usize = 256 << 10;

/// Writes to a file (a new one beside it, then renamed over it), or to standard output.
pub fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Refusal> {
    write_by(path, |out| out.write_all(bytes))
}

/// The same for what is too long to hold: `fill` writes piece by piece, and fails only where writing fails.
pub fn write_by(path: Option<&Path>, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Refusal> {
    to(path, false, fill)
}

/// Writes to a file as [`write`] does; where it is a new one, nobody but its owner may read it.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    to(Some(path), true, |out| out.write_all(bytes))
}

/// Writes a new file that nobody but its owner may read; one that is there already is never written over.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Refusal::new(path.display().to_string(), "there is a file already", "a new name")
        }
        _ => unwritten(path, &error),
    })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // Half of it helps nobody, and nobody had it before.
        let _ = fs::remove_file(path);
        unwritten(path, &error)
    })
}

fn to(path: Option<&Path>, private: bool, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Refusal> {
    match path.filter(|path| *path != Path::new("-")) {
        None => to_stdout(fill),
        Some(path) => to_file(path, private, fill).map_err(|error| unwritten(path, &error)),
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Refusal {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => error.to_string(),
    };
    Refusal::new(
        path.display().to_string(),
        format!("the output cannot be written there ({why})"),
        "a path in a folder that exists, may be written to and has room",
    )
}

fn to_stdout(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Refusal> {
    let mut stdout = io::BufWriter::with_capacity(BUFFER, io::stdout().lock());
    match fill(&mut stdout).and_then(|()| stdout.flush()) {
        // Who reads has seen enough (`secondlook .. | head`): no fault of anyone.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still held back would be written again when it is dropped.
            let _ = stdout.into_parts();
            Ok(())
        }
        Err(error) => Err(Refusal::new("standard output", error.to_string(), "a place that takes the output")),
        Ok(()) => Ok(()),
    }
}

fn to_file(path: &Path, private: bool, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    // A device or pipe cannot be renamed over.
    if path.exists() && !path.is_file() {
        return fill(&mut fs::OpenOptions::new().write(true).open(path)?);
    }
    if path.file_name().is_none() {
        return Err(io::Error::other("it names no file"));
    }
    // A link stays one, and who may read the file stays so too: a report can be about a person.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let temporary: PathBuf = path.with_file_name(format!(".secondlook-{}.part", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    if private {
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let written = options
        .open(&temporary)
        .and_then(|file| {
            if let Ok(before) = fs::metadata(path) {
                file.set_permissions(before.permissions())?;
            }
            let mut out = io::BufWriter::with_capacity(BUFFER, file);
            fill(&mut out)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
        })
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The part that was written helps nobody; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&temporary);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        let folder = std::env::temp_dir().join(format!("secondlook-output-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("report.json");
        write(Some(&path), b"one").unwrap();
        write(Some(&path), b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(write(Some(&folder), b"x").is_err());
        assert!(write(Some(&folder.join("none/report.json")), b"x").is_err());
        let long = folder.join("r".repeat(255));
        write(Some(&long), b"x").unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }
    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_who_may_read_stays_so() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = std::env::temp_dir().join(format!("secondlook-output-link-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (path, link) = (folder.join("report.json"), folder.join("link.json"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        symlink("report.json", &link).unwrap();
        write(Some(&link), b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::remove_dir_all(&folder).unwrap();
    }
}
