// Tells other windows that a record is another now.

const NAME = "records";

/** `id`: which; none where several may have changed. */
export function tellRecord(id?: string): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(id ?? "");
  channel.close();
}

export function followRecords(follow: (id: string | undefined) => unknown): void {
  new BroadcastChannel(NAME).onmessage = ({ data }: MessageEvent<unknown>) => void follow(typeof data === "string" && data !== "" ? data : undefined);
}
