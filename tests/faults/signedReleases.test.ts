import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { LeafPlace } from "#apps/policy/activate";
import { placeHold, releaseHold } from "#apps/policy/holdDesk";
import { LegalHolds } from "#apps/policy/legalHolds";
import { type Officer, orderMsMax } from "#libs/policy/demandOrders";
import {
  type HoldAnswer,
  type HoldRequest,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { incidentPseudonym } from "#libs/seal/ids";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { room, rooms } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
beforeAll(async () => {
  if (problem === undefined) state.core = await startCore();
});
afterAll(() => state.core?.stop());

/** Somebody of a room's titolare, with a key of their own. */
function officerOf(id: string, role: Officer["role"]): Officer & { readonly secret: KeyObject } {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { titolare: room(id).titolare, role, key: rawPublicKey(privateKey), secret: privateKey };
}
type Signer = ReturnType<typeof officerOf>;
const [owner, force] = ["pl_cremona", "questura_cremona"] as const;
const own = officerOf(owner, "privacy_officer");
const administrator = officerOf(owner, "operations");
const foreign = officerOf(force, "privacy_officer");
/** Holds a key that the configuration does not know. */
const stranger = officerOf(owner, "privacy_officer");
const officers = [own, administrator, foreign].map(({ titolare, role, key }) => {
  return { titolare, role, key };
});

/** Policy as it starts: what it knows, it read in the log. */
const desk = () => {
  const ports = core().ports();
  return { ports, rooms, officers, holds: new LegalHolds(ports) };
};
const pseudonymOf = (name: string) => {
  const incident = core().incident(owner, "actual", name);
  return incidentPseudonym(core().secrets.logPseudonym, "actual", incident);
};

/** An incident of the owner, in the log. */
async function reported(name: string): Promise<string> {
  await core().submit(owner, syntheticReport(name));
  const about = { mode: "actual", incident: core().incident(owner, "actual", name) } as const;
  await core().policy().advance(about, Number.MAX_SAFE_INTEGER);
  return pseudonymOf(name);
}

const placing = (incident: string, more: Partial<HoldRequest> = {}): HoldRequest => ({
  ...{ of: "actual", incident, state: "placed", reason: "judicial_request" },
  ...{ by: "SINTETICO", role: "privacy_officer", ...more },
});
const ask = (request: HoldRequest): Promise<HoldAnswer> =>
  placeHold(desk(), retentionMessageOf(request), () => Promise.resolve(undefined));

/** Places a hold, and says where its leaf is. */
async function placed(incident: string, more: Partial<HoldRequest> = {}) {
  expect(await ask(placing(incident, more))).toEqual({ outcome: "recorded" });
  const { holds } = desk();
  await holds.read();
  const hold = holds.standing.find((leaf) => leaf.incident === incident);
  if (hold === undefined) throw new Error("nothing is held");
  for (let seq = 1; ; seq += 1) {
    if (holds.placedAt({ year: 2026, seq })?.leaf === hold) return { year: 2026, seq };
  }
}

const orderOn = (incident: string, hold: LeafPlace, more: object = {}) => ({
  ...{ format: "raccordo-hold-release/1", mode: "actual", incident, hold },
  ...{ issued: new Date().toISOString(), ...more },
});
const plainOf = (order: object): CanonicalValue => JSON.parse(JSON.stringify(order));
const bodyOf = (order: object): string => canonicalJson(plainOf(order));
const signedBy = (order: object, { role, secret }: Signer) => {
  const body = plainOf(order);
  return { body: canonicalJson(body), signatures: [signDocument(body, role, secret)] };
};
const release = async (order: object, by: Signer): Promise<HoldAnswer["outcome"]> =>
  (await releaseHold(desk(), retentionMessageOf(signedBy(order, by)))).outcome;
const isHeld = async (incident: string): Promise<boolean> => {
  const { holds } = desk();
  await holds.read();
  return holds.isHeld(`actual ${incident}`);
};

describe("the end of a legal hold", () => {
  testWithServer(
    "is refused to whoever merely asks, as a console that was taken over would",
    async () => {
      const incident = await reported("H-1");
      const hold = await placed(incident);
      expect(await ask(placing(incident, { state: "released" }))).toEqual({
        outcome: "not-signed",
      });
      const unsigned = { body: bodyOf(orderOn(incident, hold)), signatures: [] };
      expect(await releaseHold(desk(), retentionMessageOf(unsigned))).toEqual({
        outcome: "not-authorised",
      });
      for (const bytes of ["{}", "", JSON.stringify(orderOn(incident, hold))]) {
        expect(await releaseHold(desk(), Buffer.from(bytes, "utf8"))).toEqual({
          outcome: "malformed",
        });
      }
      expect(await isHeld(incident)).toBe(true);
    },
  );

  testWithServer(
    "counts below the name of a privacy officer who may, and is recorded once with order, key and the hold it ends",
    async () => {
      const incident = await reported("H-2");
      const hold = await placed(incident);
      const order = orderOn(incident, hold);
      const inAnotherRole = { ...own, role: "operations" } as const;
      for (const by of [administrator, foreign, stranger, inAnotherRole]) {
        expect(await release(order, by)).toBe("not-authorised");
      }
      const forged = signedBy(orderOn(await reported("H-2b"), hold), own);
      const body = bodyOf(order);
      expect(await releaseHold(desk(), retentionMessageOf({ ...forged, body }))).toEqual({
        outcome: "not-authorised",
      });
      expect(await isHeld(incident)).toBe(true);

      expect(await release(order, own)).toBe("recorded");
      expect(await isHeld(incident)).toBe(false);
      const { holds } = desk();
      await holds.read();
      const said = holds.lastOf({ of: "actual", incident });
      expect(said).toMatchObject({
        ...{ state: "released", reason: "judicial_request", role: "privacy_officer", hold },
        ...{ order: sha256Hex(Buffer.from(body, "utf8")), key: own.key },
      });
      // Asked again, since the answer was lost: nothing more is recorded.
      expect(await release(order, own)).toBe("same");
    },
  );

  testWithServer(
    "says nothing about the next hold on the same incident: an old order is worth nothing",
    async () => {
      const incident = await reported("H-3");
      const old = orderOn(incident, await placed(incident));
      expect(await release(old, own)).toBe("recorded");
      const hold = await placed(incident, { reason: "supervisory_request" });
      expect(await release(old, own)).toBe("hold-over");
      expect(await isHeld(incident)).toBe(true);
      expect(await release(orderOn(incident, hold), own)).toBe("recorded");
    },
  );

  testWithServer("says nothing about another incident, another mode, another leaf", async () => {
    const [one, two] = [await reported("H-4"), await reported("H-5")];
    const [holdOne, holdTwo] = [await placed(one), await placed(two)];
    for (const order of [
      orderOn(one, holdTwo),
      orderOn(two, holdOne),
      orderOn(one, holdOne, { mode: "exercise" }),
      orderOn(one, { year: 2026, seq: 1 }),
      orderOn(one, { ...holdOne, year: 2025 }),
    ]) {
      expect(await release(order, own)).toBe("not-authorised");
    }
    expect(await release(orderOn(one, holdOne, { more: 1 }), own)).toBe("malformed");
    const format = "raccordo-review-order/1";
    expect(await release(orderOn(one, holdOne, { format }), own)).toBe("malformed");
    expect([await isHeld(one), await isHeld(two)]).toEqual([true, true]);
  });

  testWithServer("counts for a week from its signature, and not before it", async () => {
    const incident = await reported("H-6");
    const hold = await placed(incident);
    const ago = (ms: number) => ({ issued: new Date(Date.now() - ms).toISOString() });
    for (const ms of [orderMsMax + 60_000, -3_600_000]) {
      expect(await release(orderOn(incident, hold, ago(ms)), own)).toBe("order-expired");
    }
    expect(await release(orderOn(incident, hold, ago(orderMsMax - 60_000)), own)).toBe("recorded");
  });

  testWithServer("is recorded once where two ask for it at once", async () => {
    const incident = await reported("H-7");
    const hold = await placed(incident);
    const order = () => orderOn(incident, hold);
    const told = await Promise.all([1, 2, 3].map(() => release(order(), own)));
    expect(told.toSorted()).toEqual(["recorded", "same", "same"]);
  });

  testWithServer(
    "is for the titolare in whose name it was placed alone, also where the incident is another's",
    async () => {
      const incident = await reported("H-8");
      const hold = await placed(incident, { room: force });
      expect(await release(orderOn(incident, hold), own)).toBe("not-authorised");
      expect(await isHeld(incident)).toBe(true);
      expect(await release(orderOn(incident, hold), foreign)).toBe("recorded");
      const nobody = placing(incident, { room: "pl_nessuna" });
      expect(await ask(nobody)).toEqual({ outcome: "malformed" });
    },
  );

  testWithServer("that was recorded before it had to be signed stays what it was", async () => {
    const incident = await reported("H-9");
    await placed(incident);
    const { holds, ports } = desk();
    await holds.record(placing(incident, { state: "released" }), ports.nowIso());
    expect(await isHeld(incident)).toBe(false);
    await placed(incident);
    expect(await isHeld(incident)).toBe(true);
  });
});
