import type { JsMsg } from "@nats-io/jetstream";
import { runBaseline } from "./process.ts";
import { type BaselineConfig, filler, open, Store } from "./store.ts";

/** As the real one: reports that come within this time share a leaf. */
const reportsCompanyMs = 100;

/** Policy without work: reads heads and firsts, writes leaves and copies as many as the sender says, acknowledges. */
await runBaseline(async ({ nats, year, sizes }: BaselineConfig) => {
  const connection = await open(nats);
  await open(nats); // the real one serves its requests on a second connection
  const store = await Store.on(connection);
  const leaf = filler(sizes.leaf);
  const rangeLeaf = filler(sizes.rangeLeaf);
  const copy = filler(sizes.copy);
  const log = `AUDIT_${year}`;
  const heads = new Map<string, { events: number; leaf: number }>();

  const decide = async (message: JsMsg): Promise<boolean> => {
    const [, mode = "", partition = "", , incident = "", event = ""] = message.subject.split(".");
    const chain = `audit.${year}.${mode}.i.${incident}.*`;
    let head = heads.get(incident);
    if (head === undefined) {
      await connection.request("key.get", incident, { timeout: 5_000 });
      await store.last(log, chain);
      head = { events: 0, leaf: 0 };
    }
    if (head.events >= message.seq) return true;
    const filter = `event.${mode}.${partition}.*.${incident}.*`;
    const first = await store.next("EVENTS", filter, head.events + 1);
    if (first === undefined) return true;
    const subject = `audit.${year}.${mode}.i.${incident}.${event}`;
    const expect = { sequence: head.leaf, filter: chain };
    const recorded = await store.publish(log, subject, leaf, { expect });
    heads.set(incident, { events: message.seq, leaf: recorded });
    const rooms = (message.headers?.get("Raccordo-Submission") ?? "").split(",");
    await Promise.all(
      rooms.map((room) => {
        const place = `feed.${mode}.${room}.${incident}.${event}`;
        return store.publish(`FEED_${room}`, place, copy, {
          expect: { sequence: 0, filter: place },
          header: ["Raccordo-Epoch", "0".repeat(64)],
        });
      }),
    );
    return true;
  };

  const covered = new Map<string, number>();
  const record = async (message: JsMsg): Promise<boolean> => {
    const room = message.subject.split(".")[2] ?? "";
    const id = Buffer.from(room.padEnd(16, "0").slice(0, 16)).toString("hex");
    const subject = `audit.${year}.system.k.receipts.${id}`;
    if ((covered.get(room) ?? 0) >= message.seq) return true;
    await new Promise((resolve) => setTimeout(resolve, reportsCompanyMs));
    for (;;) {
      const head = await store.last(log, subject);
      if ((covered.get(room) ?? 0) >= message.seq) return true;
      const to = await endOfRange(store, message.subject, covered.get(room) ?? 0);
      if (to === undefined) return true;
      const expect = { sequence: head?.seq ?? 0, filter: subject };
      await store.publish(log, subject, rangeLeaf, { expect });
      covered.set(room, to);
    }
  };

  void store.work("EVENTS", "policy-events", (subject) => subject.split(".")[4] ?? "", decide);
  void store.work("REPORTS", "policy-reports", (subject) => subject, record);
  return undefined;
});

/** Reads what one leaf covers, message by message; undefined when nothing lies after `from`. */
async function endOfRange(store: Store, subject: string, from: number) {
  let to = from;
  for (let count = 0; count < 128; count += 1) {
    const found = await store.next("REPORTS", subject, to + 1);
    if (found === undefined) break;
    to = found.seq;
  }
  return to === from ? undefined : to;
}
