import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire, encodeWire, type Wire } from "#libs/contracts/wire";
import { ask } from "./ask.ts";
import { coreSubjects, vaultSubjects } from "./permissions.ts";

/** An incident that has keys in the vault; `sensitive`: also that of its sensitive part. */
export interface ListedKeys {
  readonly mode: string;
  readonly incident: string;
  readonly sensitive: boolean;
}

/** How the vault stands: which start of it answers, and whether it gives out keys. */
export interface VaultStand {
  readonly instance: string;
  readonly admitted: boolean;
}

/** What policy may ask of the vault beside keys. Every method answers undefined or false when it is not known. */
export interface KeyAdministration {
  stand(): Promise<VaultStand | undefined>;
  /** The rows after `after`, in the vault's order; empty at the end. */
  list(after: ListedKeys | undefined): Promise<readonly ListedKeys[] | undefined>;
  admit(instance: string): Promise<boolean>;
  /** From now on nothing more is sealed under an incident's keys; true when that is so. */
  retire(mode: string, incident: string): Promise<boolean>;
  /** Destroys the sensitive key of an incident, or both; true when it is gone, however often it is asked. */
  destroy(mode: string, incident: string, part: "sensitive" | "both"): Promise<boolean>;
  /** Tells exchange and policy to forget everything about the incident now. */
  announce(mode: string, incident: string): void;
}

const pageRowsMax = 500;

/** The vault's administration over requests of policy's connection. */
export function keyAdministration(
  connection: NatsConnection,
  timeoutMs: number,
): KeyAdministration {
  const listed = async (after: ListedKeys | undefined, rowsMax: number) => {
    const request = encodeWire("VaultListRequest", {
      after_mode: after?.mode ?? "",
      after_incident: after?.incident ?? "",
      rows_max: rowsMax,
    });
    const answer = await ask(connection, vaultSubjects.list, request, timeoutMs);
    const reply =
      answer.kind === "answered" ? decodeWire("VaultListReply", answer.data) : undefined;
    return reply?.outcome === "ok" ? reply : undefined;
  };
  const isDone = async (subject: string, request: Uint8Array) => {
    const answer = await ask(connection, subject, request, timeoutMs);
    const reply: Wire<"VaultReply"> | undefined =
      answer.kind === "answered" ? decodeWire("VaultReply", answer.data) : undefined;
    return reply?.outcome === "ok";
  };
  return {
    stand: () => listed(undefined, 0),
    list: async (after) => (await listed(after, pageRowsMax))?.rows,
    admit: (instance) => isDone(vaultSubjects.admit, encodeWire("VaultAdmission", { instance })),
    destroy: (mode, incident, part) =>
      isDone(vaultSubjects.shred, encodeWire("VaultRequest", { mode, incident, part })),
    retire: (mode, incident) =>
      isDone(vaultSubjects.shred, encodeWire("VaultRequest", { mode, incident, part: "seal" })),
    announce: (mode, incident) => {
      const notice = encodeWire("VaultRequest", { mode, incident, part: "" });
      connection.publish(coreSubjects.shredNotice, notice);
    },
  };
}
