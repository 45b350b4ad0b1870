#!/usr/bin/env bash
# Builds the Wasm module from a copy of the sources at another path, and fails when one byte differs.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy" 2>/dev/null || true
cargo xtask wasm
(cd "$copy" && unset CARGO_TARGET_DIR && cargo xtask wasm)
cmp target/wasm/engine_bg.wasm "$copy/target/wasm/engine_bg.wasm"
cmp target/wasm/engine.js "$copy/target/wasm/engine.js"
say "same bytes at two paths"
