pub fn run() -> Result<(), String> { let _ = crate::wasm::named; Ok(()) }
