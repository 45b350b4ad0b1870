// Hands a text to the browser's downloads.

import { make } from "./dom.ts";

export function saveFile(document: Document, text: string, name: string, type = "application/json"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make(document, "a", { attributes: { href: address, download: name } }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
