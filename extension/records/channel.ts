// Tells other windows that a record is another now. One channel a page: what a page says does not come back to it.

const NAME = "records";
let channel: BroadcastChannel | undefined;

const open = (): BroadcastChannel => (channel ??= new BroadcastChannel(NAME));

/** `id`: which; none where several may have changed. */
export const tellRecord = (id = ""): void => open().postMessage(id);

export function followRecords(follow: (id: string | undefined) => unknown): void {
  open().addEventListener("message", ({ data }: MessageEvent<unknown>) => void follow(typeof data === "string" && data !== "" ? data : undefined));
}
