import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { Agreement } from "#libs/policy/agreementSchema";
import { parseAgreement } from "#libs/policy/agreementSchema";
import type { Ceilings } from "#libs/policy/ceilingsSchema";
import { parseCeilings } from "#libs/policy/ceilingsSchema";
import type { RuleSources } from "#libs/policy/compile";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type { Holdings, IncidentSecrets, Room, RoomDecision } from "#libs/policy/decision";
import { emptyHoldings, holdingsAfter } from "#libs/policy/holdings";
import { parseRoom, roomOf } from "#libs/policy/roomSchema";

const deploy = join(import.meta.dirname, "..", "..", "..", "deploy");

const agreementText = (file: string) => readFileSync(join(deploy, "agreements", file), "utf8");

export const pattoText = agreementText("patto-cremona-2022.yaml");

/** The six rooms of deploy/rooms, as decisions see them. */
export const rooms: readonly Room[] = readdirSync(join(deploy, "rooms"))
  .map((file) => orThrow(parseRoom(readFileSync(join(deploy, "rooms", file), "utf8"))))
  .map(roomOf);

export function room(id: string): Room {
  const found = rooms.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no room ${id}`);
  return found;
}

const parsedPatto = orThrow(parseAgreement(pattoText));
const parsedInvented = orThrow(parseAgreement(agreementText("synthetic-112.yaml")));

/** The statutory ceilings that the installation ships. */
export const ceilings: readonly Ceilings[] = readdirSync(join(deploy, "ceilings")).map((file) =>
  orThrow(parseCeilings(readFileSync(join(deploy, "ceilings", file), "utf8"))),
);

/** Agreements under the shipped ceilings, and nothing else. */
export const sourcesOf = (agreements: readonly Agreement[]): RuleSources => ({
  ceilings,
  agreements,
  grants: [],
});

/** A fresh copy of the Patto, for tests that change it. */
export function patto(): Agreement {
  return structuredClone(parsedPatto);
}

/** A fresh copy of what was invented beside the Patto, for the 112 centre and for rows that no article carries. */
export function invented(): Agreement {
  return structuredClone(parsedInvented);
}

/** The invented example of what a declared emergency opens: no part of what is shipped in force. */
export function emergencyRules(): Agreement {
  const file = join(deploy, "..", "docs", "examples", "emergency.yaml");
  return orThrow(parseAgreement(readFileSync(file, "utf8")));
}

/** All the rules that the installation ships; or those with another Patto in its place. */
export function shipped(instead: Agreement = patto()): CompiledRules {
  return compiled(instead, invented());
}

export function compiled(...agreements: readonly Agreement[]): CompiledRules {
  const result = compileRules(sourcesOf(agreements), rooms);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.rules;
}

/** Keyed derivations as the product has them, with a key that only tests know. One `event` a decision. */
export function testSecrets(incident: string, event: string): IncidentSecrets {
  const hmac = (...parts: readonly (string | Uint8Array)[]) => {
    const mac = createHmac("sha256", "synthetic key of the tests");
    for (const part of parts) {
      const bytes = typeof part === "string" ? Buffer.from(part) : part;
      mac.update(`${bytes.length}:`).update(bytes);
    }
    return mac.digest("hex").slice(0, 32);
  };
  return {
    componentRef: (author, kind, id) => hmac("ref", incident, author, kind, id),
    componentAlias: (to, author, kind, id) => hmac("component", incident, to, author, kind, id),
    valueMac: (to, ref, path, value) => hmac("value", incident, to, ref, path, value),
    pseudonym: (to, path, author, value) => hmac("pseudonym", incident, to, path, author, value),
    incidentAlias: (to) => hmac("alias", incident, to),
    deliveryId: (to) => hmac("delivery", event, to),
  };
}

/** Plays a history as policy does: each event decided on the state so far and on what each room holds. */
export function play(
  rules: CompiledRules,
  history: readonly PlacedEvent[],
  receivers: readonly Room[] = rooms,
  secretsOf: (event: string) => IncidentSecrets = (event) => testSecrets("S-1", event),
): readonly (readonly RoomDecision[])[] {
  const held = new Map<string, Holdings>();
  const holdings = (id: string) => held.get(id) ?? emptyHoldings;
  let state: ReturnType<typeof fold>;
  return history.map((placed, index) => {
    state = fold(state, placed);
    if (state === undefined) return [];
    const secrets = secretsOf(String(index));
    const { author, storedAt } = placed;
    const decisions = decide(rules, {
      state,
      author,
      storedAt,
      rooms: receivers,
      holdings,
      secrets,
    });
    for (const { room: id, entries } of decisions)
      held.set(id, holdingsAfter(holdings(id), entries));
    return decisions;
  });
}

function orThrow<T>(parsed: { ok: true; value: T } | { ok: false; errors: unknown }): T {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}
