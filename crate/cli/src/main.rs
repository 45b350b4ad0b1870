//! The native command: wiring only, see `lib.rs`.

use std::process::ExitCode;

fn main() -> ExitCode {
    secondlook::command::main()
}
