#!/usr/bin/env bash
# Builds everything a second time, from the source package, in another folder, with another home and cargo's folder, and packages
# made anew: fails when one byte of what ships differs. The first build is the one that is here; what is stale of it is built first.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

other=$(mktemp -d)
trap 'rm -rf "$other"' EXIT

scripts/build
node scripts/lib-package.mjs

# What the registries gave is taken along: this is about bytes, not about the net.
mkdir -p "$other/home" "$other/cargo/registry" "$other/unpacked"
for kind in index cache; do
  [ ! -d "${CARGO_HOME:-$HOME/.cargo}/registry/$kind" ] || cp -R "${CARGO_HOME:-$HOME/.cargo}/registry/$kind" "$other/cargo/registry/"
done
node --input-type=module - dist/packages/secondlook-source-*.zip "$other/unpacked" <<'JS'
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";

const [, , file, out] = process.argv;
for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  // This reader says nothing of modes: what starts with #!/ is run.
  writeFileSync(join(out, name), bytes, { mode: String.fromCharCode(...bytes.subarray(0, 3)) === "#!/" ? 0o755 : 0o644 });
}
JS
copy=$(echo "$other"/unpacked/*)

npmrc=$(npm config get userconfig)
npm_cache=$(npm config get cache)
rustup=$(rustup show home)
(
  cd "$copy"
  unset XTASK CARGO_TARGET_DIR
  export HOME="$other/home" CARGO_HOME="$other/cargo" RUSTUP_HOME="$rustup" TZ=Pacific/Auckland
  export NPM_CONFIG_USERCONFIG="$npmrc" NPM_CONFIG_CACHE="$npm_cache"
  umask 077
  # The source package is made of what git keeps.
  git init --quiet
  git add --all
  git -c user.name=copy -c user.email=copy@copy.invalid commit --quiet --message copy
  scripts/setup
  scripts/build
  node scripts/lib-package.mjs
)

for folder in chromium firefox; do diff -r "dist/$folder" "$copy/dist/$folder"; done
cmp dist/sbom.json "$copy/dist/sbom.json"
cmp target/release/secondlook "$copy/target/release/secondlook"
# The names tell whether everything here was committed; the bytes do not.
sums() { cut -d ' ' -f 1 "$1/dist/packages/SHA256SUMS"; }
diff <(sums .) <(sums "$copy")
bytes=$(cat dist/packages/*.zip target/release/secondlook | wc -c)
files=$(find dist/chromium dist/firefox -type f | wc -l)
say "same bytes in two folders: $files files of the extension, four packages and the command, $bytes bytes packed"
