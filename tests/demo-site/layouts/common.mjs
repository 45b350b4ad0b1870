// What every layout needs: escaping, and data blocks that cannot end early.

/** Text for HTML, in element and attribute places alike. */
export function text(value) {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A value for a data block: no `</script>` and no `<!--` can stand in it. */
export function json(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** An instant some days before `now`, as ISO with milliseconds. */
export function daysBefore(now, days) {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}

/** A deterministic id of digits from a word, for the many ids that a site prints. */
export function idOf(word, digits = 18) {
  let hash = 0xcbf29ce484222325n;
  for (const unit of word) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0))) * 0x100000001b3n);
  }
  return `1${(hash % 10n ** BigInt(digits - 1)).toString().padStart(digits - 1, '0')}`;
}
