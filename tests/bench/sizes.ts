import { join } from "node:path";
import { type JetStreamManager, jetstreamManager } from "@nats-io/jetstream";
import { copySizeBuckets } from "#libs/seal/copy";
import { type NatsUser, open, type Sizes } from "./baseline/store.ts";
import { type Installation, readJson } from "./installation.ts";

const looked = 400;
const sealedOverheadBytes = 29;

/** Mean sizes of what the real system has just stored, so that the baseline writes the same. */
export async function sizesOf(
  { data }: Installation,
  year: number,
  answered: { readonly viewBytes: number; readonly receiptBytes: number },
): Promise<Sizes> {
  const { nats } = readJson<{ readonly nats: NatsUser }>(join(data, "run", "policy.json"));
  const connection = await open({ ...nats, inbox_prefix: `${nats.inbox_prefix}.bench` });
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const leaves = await lastOf(manager, `AUDIT_${year}`);
  const events = await lastOf(manager, "EVENTS");
  await connection.close();
  const bucket = copySizeBuckets.find((bytes) => answered.viewBytes + 4 <= bytes) ?? 0;
  return {
    leaf: mean(leaves.filter(({ subject }) => subject.includes(".i."))),
    rangeLeaf: mean(leaves.filter(({ subject }) => subject.includes(".k.receipts."))),
    event: mean(events),
    copy: bucket + sealedOverheadBytes,
    view: answered.viewBytes,
    receipt: answered.receiptBytes,
  };
}

interface Stored {
  readonly subject: string;
  readonly bytes: number;
}

async function lastOf(manager: JetStreamManager, stream: string): Promise<readonly Stored[]> {
  const { state } = await manager.streams.info(stream);
  const found: Stored[] = [];
  for (let seq = state.last_seq; seq > 0 && seq > state.last_seq - looked; seq -= 1) {
    const message = await manager.streams.getMessage(stream, { seq });
    if (message !== null) found.push({ subject: message.subject, bytes: message.data.length });
  }
  return found;
}

const mean = (stored: readonly Stored[]): number =>
  Math.round(stored.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, stored.length));
