import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { ask } from "./ask.ts";
import type { KeyOutcome, Vault } from "./keyring.ts";
import { vaultSubjects } from "./permissions.ts";

/** The vault over requests. Whatever is not a clear answer is `unreachable`: it says nothing about the keys. */
export function vaultClient(connection: NatsConnection, timeoutMs: number): Vault {
  const request = async (
    subject: string,
    mode: string,
    incident: string,
    part = "",
  ): Promise<KeyOutcome> => {
    const message = encodeWire("VaultRequest", { mode, incident, part });
    const answer = await ask(connection, subject, message, timeoutMs);
    return answer.kind === "answered" ? keyOutcome(answer.data) : { kind: "unreachable" };
  };
  return {
    create: (mode, incident) => request(vaultSubjects.create, mode, incident),
    get: (mode, incident) => request(vaultSubjects.get, mode, incident),
    getToSeal: (mode, incident) => request(vaultSubjects.get, mode, incident, "seal"),
  };
}

const keyBytes = 32;

function keyOutcome(bytes: Uint8Array): KeyOutcome {
  const reply = decodeWire("VaultReply", bytes);
  if (reply === undefined) return { kind: "unreachable" };
  const { outcome, ordinary, sensitive, created } = reply;
  if (outcome === "absent" || outcome === "retired" || outcome === "shredded")
    return { kind: outcome };
  if (outcome === "sensitive_shredded") {
    return { kind: outcome, ordinary: ordinary.length === keyBytes ? ordinary : undefined };
  }
  const whole = ordinary.length === keyBytes && sensitive.length === keyBytes;
  if (outcome !== "ok" || !whole) return { kind: "unreachable" };
  return { kind: "ok", keys: { ordinary, sensitive }, created };
}
