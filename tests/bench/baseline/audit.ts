import { runBaseline } from "./process.ts";
import { type BaselineConfig, open, Store } from "./store.ts";

const announceGapMs = 50;
const lookMs = 5_000;

/** Audit without work: reads the log with its payloads and every feed's headers, announces, looks at the streams. */
await runBaseline(async ({ nats, year, rooms }: BaselineConfig) => {
  const connection = await open(nats);
  const store = await Store.on(connection);
  const log = `AUDIT_${year}`;
  let size = 0;
  let announced = 0;
  void (async () => {
    for await (const message of await store.follow(log, false)) size = message.seq;
  })();
  for (const room of rooms) {
    void (async () => {
      for await (const message of await store.follow(`FEED_${room}`, true)) void message.seq;
    })();
  }
  setInterval(() => {
    if (announced === size) return;
    announced = size;
    connection.publish("checkpoint.announce", Buffer.alloc(600, "x"));
  }, announceGapMs);
  setInterval(() => {
    for (const stream of [log, "EVENTS", "REPORTS", ...rooms.map((room) => `FEED_${room}`)]) {
      store.info(stream).catch(() => undefined);
    }
  }, lookMs);
  return undefined;
});
