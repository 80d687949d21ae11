import { join } from "node:path";
import { type NatsUser, open } from "./baseline/store.ts";
import { type Installation, readJson } from "./installation.ts";

/** What a nats-server has handled since its start. */
export interface ServerCounts {
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly bytesIn: number;
}

interface AuditFile {
  readonly nats: { readonly url: string };
  readonly system: Pick<NatsUser, "seed" | "inbox_prefix">;
}

interface Varz {
  readonly data: { readonly in_msgs: number; readonly out_msgs: number; readonly in_bytes: number };
}

/** Asks the server of an installation; tells whether the baseline does as many operations as the real system. */
export async function countsOf({ data }: Installation): Promise<ServerCounts> {
  const { nats, system } = readJson<AuditFile>(join(data, "run", "audit.json"));
  const inbox = `${system.inbox_prefix}.bench`;
  const connection = await open({ url: nats.url, seed: system.seed, inbox_prefix: inbox });
  const answer = await connection.request("$SYS.REQ.SERVER.PING.VARZ", "", { timeout: 5_000 });
  await connection.close();
  const {
    in_msgs: messagesIn,
    out_msgs: messagesOut,
    in_bytes: bytesIn,
  } = answer.json<Varz>().data;
  return { messagesIn, messagesOut, bytesIn };
}
