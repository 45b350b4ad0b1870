// What a page's tree says of itself, before an engine has read it.

/** The address stands in the head of a tree, before the rows. */
export function addressIn(tree: string): string {
  const found = /"url":"((?:[^"\\]|\\.)*)"/.exec(tree.slice(0, 20_000));
  try {
    return found ? (JSON.parse(`"${found[1]}"`) as string) : "";
  } catch {
    return "";
  }
}
