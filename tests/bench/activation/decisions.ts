import { join } from "node:path";
import { jetstreamManager } from "@nats-io/jetstream";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { parseLeaf } from "#libs/seal/leaf";
import { type NatsUser, open } from "../baseline/store.ts";
import { type Installation, readJson } from "../installation.ts";

/** Decisions that the log of a running installation holds from a place on. */
export interface Decisions {
  /** From the event's storing until that of its decision, both by the server's clock, milliseconds. */
  readonly delaysMs: readonly number[];
  readonly lastSequence: number;
}

/** Reads the leaves of rooms' messages after `sequence`; what the core decides again by itself is left out. */
export async function decisionsAfter({ data }: Installation, sequence: number): Promise<Decisions> {
  const { nats } = readJson<{ readonly nats: NatsUser }>(join(data, "run", "policy.json"));
  const connection = await open({ ...nats, inbox_prefix: `${nats.inbox_prefix}.bench` });
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const stream = `AUDIT_${new Date().getUTCFullYear()}`;
  const { state } = await manager.streams.info(stream);
  const delaysMs: number[] = [];
  for (let seq = sequence + 1; seq <= state.last_seq; seq += 1) {
    const message = await manager.streams.getMessage(stream, { seq });
    const leaf = message && parseLeaf(decodeAuditMessage(message.data)?.leaf ?? message.data);
    if (leaf === null || "problem" in leaf || leaf.kind !== "exchange") continue;
    delaysMs.push((message?.time.getTime() ?? Number.NaN) - Date.parse(leaf.at));
  }
  await connection.close();
  return { delaysMs, lastSequence: state.last_seq };
}
