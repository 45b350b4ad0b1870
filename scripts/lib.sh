# Shared by the scripts here; sourced, not run. Everything works from any directory.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
export CARGO_TARGET_DIR="$ROOT/target"

# rustup puts cargo here; a shell opened before its installation does not know yet.
if ! command -v cargo >/dev/null && [ -d "${CARGO_HOME:-$HOME/.cargo}/bin" ]; then
  PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
fi

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# The browsers that tests and the demonstration start; a path in the environment wins.
find_browsers() {
  SECONDLOOK_CHROMIUM=${SECONDLOOK_CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
  SECONDLOOK_FIREFOX=${SECONDLOOK_FIREFOX:-$(command -v firefox-esr || command -v firefox || true)}
}
