import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { EmergencyRegister, type RegisteredEmergency } from "#apps/policy/emergencyRegister";
import { Oversight } from "#apps/policy/oversight";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import { type Officer, orderMsMax } from "#libs/policy/demandOrders";
import { messageIn, type ReviewAnswer, reviewAnswerSchema } from "#libs/policy/emergencyMessages";
import { signedReviewOf } from "#libs/policy/reviewOrders";
import type { Logger } from "#libs/runtime/logger";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { compiled, emergencyRules, invented, patto, room, rooms } from "#tests/support/patto";
import { syntheticAnswer, syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
  core().setRules(compiled(patto(), invented(), emergencyRules()));
});
afterAll(() => state.core?.stop());

const year = 2026;
const force = "questura_cremona";
const nowIso = () => new Date().toISOString();
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** Somebody of a room's titolare, with a key of their own. */
function officerOf(id: string, role: Officer["role"]): Officer & { readonly secret: KeyObject } {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { titolare: room(id).titolare, role, key: rawPublicKey(privateKey), secret: privateKey };
}
type Signer = ReturnType<typeof officerOf>;
const own = officerOf(force, "privacy_officer");
const other = officerOf("pl_cremona", "privacy_officer");
/** Holds a key that the configuration does not know. */
const stranger = officerOf(force, "privacy_officer");

const silent = () => undefined;
const logger: Logger = {
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
};
/** Policy's desk as it starts: what it knows, it read in the log. */
const desk = () => {
  const officers = [own, other].map(({ titolare, role, key }) => ({ titolare, role, key }));
  const { signal } = new AbortController();
  return new Oversight({ ports: core().ports(), rooms, officers, logger, signal, nowIso });
};

const orderOn = (notice: { readonly year: number; readonly seq: number }, more: object = {}) => ({
  ...{ format: "raccordo-review-order/1", notice: { year: notice.year, seq: notice.seq } },
  ...{ outcome: "justified", issued: nowIso(), ...more },
});
const bodyOf = (order: object): CanonicalValue => JSON.parse(JSON.stringify(order));
const signedBy = (order: object, { role, secret }: Signer) => {
  const body = bodyOf(order);
  return { body: canonicalJson(body), signatures: [signDocument(body, role, secret)] };
};
const asked = async (order: object, by: Signer): Promise<ReviewAnswer> =>
  desk().reviewSigned(signedReviewOf(signedBy(order, by)));

async function reviews(): Promise<number> {
  const register = new EmergencyRegister(core().ports());
  await register.read();
  return register.all().filter(({ review }) => review !== undefined).length;
}

/** A room in charge broke the glass, and nobody has looked at it. */
async function brokenGlass(incident: string): Promise<RegisteredEmergency> {
  const name = { mode: "actual", incident: core().incident("pl_cremona", "actual", incident) };
  const decide = () =>
    core()
      .policy()
      .advance({ ...name, mode: "actual" }, Number.MAX_SAFE_INTEGER);
  const upsert = [
    { kind: "incident", id: "i", fields: { priority: 1 } },
    { kind: "place", id: "p", fields: { municipality: "istat:019036" } },
    { kind: "person", id: "a", fields: { roles: ["injured"], injury: "serious" } },
  ] as const;
  await core().submit("pl_cremona", syntheticReport(incident, { upsert }));
  await decide();
  const alias = await until(async () => {
    const fed = await core().feed(force, "actual", "", 300);
    if (fed.kind !== "feed") throw new Error(fed.code);
    const last = fed.copies.at(-1);
    const view = last && JSON.parse(Buffer.from(last.view).toString("utf8"));
    return view?.incident === seen ? undefined : view?.incident;
  }, "a copy for the force");
  seen = alias;
  await core().submit(force, syntheticAnswer(alias, "charge_taken"));
  const emergency = { emergency: "life_at_risk" } as const;
  await core().submit(force, { ...syntheticAnswer(alias, "break_glass"), ...emergency });
  await decide();
  const register = new EmergencyRegister(core().ports());
  await register.read();
  const [open] = register.all().filter(({ review }) => review === undefined);
  if (open === undefined) throw new Error("nothing is to be reviewed");
  return open;
}
let seen = "";

describe("a review that its officer has signed", () => {
  testWithServer(
    "counts only below the name of the titolare whose room broke the glass, and is recorded once with order and key",
    async () => {
      const { place } = await brokenGlass("R-1");
      const order = orderOn(place);
      // Nobody else's signature: not another titolare's officer, not an unknown key, not in another role.
      for (const by of [other, stranger, { ...own, role: "operations" } as const]) {
        expect(await asked(order, by)).toEqual({ outcome: "not-authorised" });
      }
      const forged = signedBy(order, own);
      const body = forged.body.replace('"justified"', '"referred"');
      expect(await desk().reviewSigned(signedReviewOf({ ...forged, body }))).toEqual({
        outcome: "not-authorised",
      });
      expect(await reviews()).toBe(0);

      expect(await asked(order, own)).toEqual({ outcome: "reviewed", found: "justified" });
      const message = await core().log.last(auditStream(year), noticesOf(year, "review"));
      if (message === undefined) throw new Error("no review");
      expect(entryOf(message, year, core().secrets.macs).read.kind).toBe("review");
      const register = new EmergencyRegister(core().ports());
      await register.read();
      const [known] = register.all();
      const digest = sha256Hex(Buffer.from(canonicalJson(bodyOf(order)), "utf8"));
      expect(known?.review).toMatchObject({
        ...{ outcome: "justified", role: "privacy_officer" },
        ...{ order: digest, key: own.key },
      });

      // The same order again, and another by the same officer, are told what the first found.
      const before = { outcome: "reviewed-before", found: "justified" };
      expect(await asked(order, own)).toEqual(before);
      expect(await asked(orderOn(place, { outcome: "unjustified" }), own)).toEqual(before);
      expect(await reviews()).toBe(1);
    },
  );

  testWithServer(
    "counts for a week from its signature, not before it, and of nothing that nobody declared",
    async () => {
      const { place } = await brokenGlass("R-2");
      const count = await reviews();
      for (const issued of [ago(orderMsMax + 60_000), ago(-3_600_000)]) {
        const old = orderOn(place, { issued });
        expect(await asked(old, own)).toEqual({ outcome: "order-expired" });
      }
      const nowhere = orderOn({ year, seq: 1 });
      expect(await asked(nowhere, own)).toEqual({ outcome: "not-authorised" });
      for (const wrong of [{ format: "raccordo-demand-order/1" }, { more: 1 }, { outcome: "ok" }]) {
        expect(await asked(orderOn(place, wrong), own)).toEqual({ outcome: "malformed" });
      }
      const told = await desk().reviewSigned(Buffer.from("{}", "utf8"));
      expect(messageIn(Buffer.from(JSON.stringify(told)), reviewAnswerSchema)).toEqual({
        outcome: "malformed",
      });
      expect(await reviews()).toBe(count);
      const late = orderOn(place, { issued: ago(orderMsMax - 60_000), outcome: "referred" });
      expect(await asked(late, own)).toEqual({ outcome: "reviewed", found: "referred" });
    },
  );
});
