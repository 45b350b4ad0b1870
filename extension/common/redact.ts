// Takes out of a text what could name somebody, for a file that may be shown to others: names, handles, numbers, links. It errs
// towards taking out too much, and the user sees and may change what is left before it is saved.

const LINK = /\b(?:https?:\/\/|www\.)\S+|\b(?:t\.me|wa\.me|telegram\.me|discord\.gg|bit\.ly|linktr\.ee|join\.skype\.com)\b\S*/giu;
const MAIL = /[\p{L}\p{N}._%+-]+\s*(?:@|[[({]\s*(?:at|@)\s*[\])}])\s*[\p{L}\p{N}-]+(?:\s*(?:\.|\bdot\b|[[({]\s*(?:dot|\.)\s*[\])}])\s*[\p{L}\p{N}-]+)+/giu;
const SPELLED_MAIL = /[\p{L}\p{N}._%+-]+\s+at\s+[\p{L}\p{N}-]+(?:\s+dot\s+[\p{L}\p{N}-]+)+/giu;
const HOST = /\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|me|app|dev|co|info|xyz|site|online|ru|cn|de|fr|es|br|uk|ua|kr)\b\S*/giu;
const HANDLE = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu;
/** An id after the name of a service: "skype: live abc", "my id is devstar". */
const NAMED_HANDLE = /\b((?:telegram|whats\s?app|skype|discord|wechat|signal|viber|line|kakaotalk|zalo|id|user\s?name|handle|nick(?:name)?)(?:\s+(?:id|name|is|handle))*\s*[:=]\s*|\b(?:id|handle|user\s?name|nick(?:name)?)\s+is\s+)[^\s,;]+/giu;
/** Wallets, keys, tokens. */
const CODE = /(?<![\p{L}\p{N}])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{20,}(?![\p{L}\p{N}])/gu;
const NUMBER = /\+?\p{N}(?:[\p{N}\s().,-]*\p{N})?/gu;

/** `names`: those whom the page names. */
export function redact(text: string, names: readonly string[]): string {
  let left = text
    .replace(LINK, "[link]")
    .replace(MAIL, "[mail]")
    .replace(SPELLED_MAIL, "[mail]")
    .replace(HOST, "[link]")
    .replace(HANDLE, "[handle]")
    .replace(NAMED_HANDLE, "$1[handle]")
    .replace(CODE, "[code]");
  for (const part of partsOf(names)) {
    left = left.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, "giu"), "[name]");
  }
  return left.replace(NUMBER, "[number]");
}

/** Whole names first, then their words: a letter is often signed by the first name alone. */
function partsOf(names: readonly string[]): string[] {
  const words = names.flatMap((name) => name.split(/[\s,.()]+/u)).filter((word) => [...word].length >= 2);
  return [...new Set([...names, ...words].map((name) => name.trim()).filter((name) => name !== ""))].sort((a, b) => b.length - a.length).slice(0, 500);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
