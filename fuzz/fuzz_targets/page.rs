#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| secondlook_fuzz::page::run(bytes));
