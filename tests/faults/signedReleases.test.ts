import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { appendSystemLeaf } from "#apps/policy/appendLeaf";
import { type HoldDeskParts, placeHold, releaseHold } from "#apps/policy/holdDesk";
import { LegalHolds } from "#apps/policy/legalHolds";
import { ownSystemLeaf } from "#apps/policy/systemLeaf";
import { auditStream, noticePlace, noticesOf } from "#libs/eventlog/subjects";
import { type Officer, orderMsMax } from "#libs/policy/demandOrders";
import {
  type HoldAnswer,
  type HoldRequest,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import { type HoldPlace, unsignedDays, unsignedDaysMax } from "#libs/policy/standingHolds";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { incidentPseudonym } from "#libs/seal/ids";
import type { LegalHoldLeaf } from "#libs/seal/leaf";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { startCore, type TestCore } from "#tests/support/core";
import { logBut } from "#tests/support/logBut";
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

const dayMs = 86_400_000;

/** Policy as it starts, so many days from now: what it knows, it read in the log. */
const desk = (days = 0, over: Partial<ReturnType<TestCore["ports"]>> = {}): HoldDeskParts => {
  const nowIso = () => new Date(Date.now() + days * dayMs).toISOString();
  const ports = { ...core().ports(), nowIso, ...over };
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
const nothingKept = () => Promise.resolve(undefined);
const ask = (request: HoldRequest, at = desk()): Promise<HoldAnswer> =>
  placeHold(at, retentionMessageOf(request), nothingKept);

/** The holds on an incident that a policy finds which starts so many days from now. */
async function standing(incident: string, days = 0) {
  const { holds, ports } = desk(days);
  await holds.read();
  return holds.known.standing(Date.parse(ports.nowIso()), { of: "actual", incident });
}

/** Places a hold, and says where its leaf is. */
async function placed(incident: string, more: Partial<HoldRequest> = {}): Promise<HoldPlace> {
  expect(await ask(placing(incident, more))).toMatchObject({ outcome: "recorded" });
  const slot = more.room === undefined ? undefined : room(more.room).slot;
  const hold = (await standing(incident)).find(({ leaf }) => leaf.slot === slot);
  if (hold === undefined) throw new Error("nothing is held");
  return hold.place;
}

const orderOn = (incident: string, hold: HoldPlace, more: object = {}) => ({
  ...{ format: "raccordo-hold-release/1", mode: "actual", incident, hold },
  ...{ issued: new Date().toISOString(), ...more },
});
const plainOf = (order: object): CanonicalValue => JSON.parse(JSON.stringify(order));
const bodyOf = (order: object): string => canonicalJson(plainOf(order));
const signedBy = (order: object, { role, secret }: Signer) => {
  const body = plainOf(order);
  return { body: canonicalJson(body), signatures: [signDocument(body, role, secret)] };
};
const release = async (order: object, by: Signer, at = desk()): Promise<HoldAnswer["outcome"]> =>
  (await releaseHold(at, retentionMessageOf(signedBy(order, by)))).outcome;
const isHeld = async (incident: string): Promise<boolean> => (await standing(incident)).length > 0;

/** An order to hold below a name, so many days from now. */
const holdOrder = (incident: string, named: string, more: object = {}) => ({
  ...{ format: "raccordo-hold-order/1", mode: "actual", incident, room: named },
  ...{ reason: "judicial_request", issued: new Date().toISOString(), ...more },
});
const sign = (order: object, by: Signer, at = desk()): Promise<HoldAnswer> =>
  placeHold(at, retentionMessageOf(signedBy(order, by)), nothingKept);

async function leavesOn(incident: string): Promise<readonly LegalHoldLeaf[]> {
  const ports = core().ports();
  const [year = 0] = ports.openYears();
  const leaves: LegalHoldLeaf[] = [];
  for (let from = 1; ; ) {
    const filter = noticesOf(year, "legal_hold");
    const message = await ports.log.firstFrom(auditStream(year), filter, from);
    if (message === undefined) return leaves;
    from = message.sequence + 1;
    const leaf = ownSystemLeaf(message, ports.secrets.macs);
    if (leaf?.kind === "legal_hold" && leaf.incident === incident) leaves.push(leaf);
  }
}

/** A leaf of another time, at a place that a restoration gave it: an end, before ends had to be signed, unless said. */
async function leafOfOldAt(
  incident: string,
  id: string,
  more: Partial<LegalHoldLeaf> = {},
): Promise<void> {
  const ports = core().ports();
  const [year = 0] = ports.openYears();
  const leaf: Omit<LegalHoldLeaf, "v" | "mode"> = {
    ...{ kind: "legal_hold", at: ports.nowIso(), clock: "unsynced", of: "actual", incident },
    ...{ state: "released", reason: "judicial_request", by: incident, role: "privacy_officer" },
    ...more,
  };
  const place = noticePlace({ year, kind: "legal_hold", id });
  expect((await appendSystemLeaf(ports, year, place, { leaf })).kind).toBe("appended");
}

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
      const said = (await leavesOn(incident)).at(-1);
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
    await placed(incident, { room: force });
    await leafOfOldAt(incident, "9".repeat(32));
    // It named no hold: what stands in a titolare's name, which there was not then, it does not end.
    expect((await standing(incident)).map(({ leaf }) => leaf.slot)).toEqual([room(force).slot]);
    await placed(incident);
    expect(await standing(incident)).toHaveLength(2);
  });
});

describe("two titolari that hold the same incident", () => {
  /** Both hold it; a policy that has just started says where. */
  async function both(name: string) {
    const incident = await reported(name);
    const [ours, theirs] = [
      await placed(incident, { room: owner }),
      await placed(incident, { room: force, reason: "supervisory_request" }),
    ];
    return { incident, ours, theirs };
  }
  const slotsOn = async (incident: string) =>
    (await standing(incident)).map(({ leaf }) => leaf.slot);

  testWithServer(
    "end each its own, in whichever order; the data stay until the last is over",
    async () => {
      for (const [name, isOursFirst] of [["T-1", true] as const, ["T-2", false] as const]) {
        const { incident, ours, theirs } = await both(name);
        const ends = [
          [orderOn(incident, ours), own] as const,
          [orderOn(incident, theirs), foreign] as const,
        ];
        const [first, last] = isOursFirst ? ends : ends.toReversed();
        if (first === undefined || last === undefined) throw new Error("two");
        const told = await releaseHold(desk(), retentionMessageOf(signedBy(...first)));
        expect(told).toEqual({ outcome: "recorded", others: 1 });
        expect(await slotsOn(incident)).toEqual([room(isOursFirst ? force : owner).slot]);
        // Shown again, it is no word about the other's hold.
        expect(await release(...first)).toBe("same");
        expect(await isHeld(incident)).toBe(true);
        expect(await releaseHold(desk(), retentionMessageOf(signedBy(...last)))).toEqual({
          outcome: "recorded",
        });
        expect(await isHeld(incident)).toBe(false);
      }
    },
  );

  testWithServer("cannot end the other's, with any order of their own", async () => {
    const { incident, ours, theirs } = await both("T-3");
    expect(await release(orderOn(incident, theirs), own)).toBe("not-authorised");
    expect(await release(orderOn(incident, ours), foreign)).toBe("not-authorised");
    const end = orderOn(incident, ours);
    expect(await release(end, own)).toBe("recorded");
    expect(await release({ ...end, hold: theirs }, own)).toBe("not-authorised");
    expect(await slotsOn(incident)).toEqual([room(force).slot]);
  });

  testWithServer(
    "are both heard when they ask in the same instant, and when both end",
    async () => {
      const incident = await reported("T-4");
      const asked = [owner, force, owner, force].map((id) => ask(placing(incident, { room: id })));
      const told = (await Promise.all(asked)).map(({ outcome }) => outcome);
      expect(told.toSorted()).toEqual(["recorded", "recorded", "same", "same"]);
      const holds = await standing(incident);
      expect(holds).toHaveLength(2);
      const ends = holds.map(({ place, leaf }) =>
        release(orderOn(incident, place), leaf.slot === room(owner).slot ? own : foreign),
      );
      expect(await Promise.all(ends)).toEqual(["recorded", "recorded"]);
      expect(await isHeld(incident)).toBe(false);
    },
  );

  testWithServer(
    "keep both where the log came back from a backup, and end each its own",
    async () => {
      const incident = await reported("T-6");
      for (const [id, digit] of [[owner, "1"] as const, [force, "2"] as const]) {
        const { slot } = room(id);
        await leafOfOldAt(incident, digit.repeat(32), { state: "placed", slot });
      }
      for (const [index, { place }] of (await standing(incident)).entries()) {
        const by = index === 0 ? own : foreign;
        expect(await ask(placing(incident, { room: force }))).toMatchObject({ outcome: "same" });
        expect(await release(orderOn(incident, place), by)).toBe("recorded");
      }
      expect(await isHeld(incident)).toBe(false);
    },
  );

  testWithServer(
    "lose neither hold where policy is killed between a record and its answer",
    async () => {
      const { incident, ours } = await both("T-5");
      /** The leaf is stored, and the process that wrote it never learns it. */
      const killed = () => {
        const { log } = core();
        const append: typeof log.append = async (...message) => {
          await log.append(...message);
          throw new Error("killed");
        };
        return desk(0, { log: logBut(log, { append }) });
      };
      const end = orderOn(incident, ours);
      await expect(release(end, own, killed())).rejects.toThrow("killed");
      expect(await slotsOn(incident)).toEqual([room(force).slot]);
      expect(await release(end, own)).toBe("same");
      await expect(ask(placing(incident, { room: owner }), killed())).rejects.toThrow("killed");
      expect(await slotsOn(incident)).toEqual([room(force).slot, room(owner).slot]);
      expect(await ask(placing(incident, { room: owner }))).toMatchObject({ outcome: "same" });
      // What ended the first of the titolare's holds says nothing about its second.
      expect(await release(end, own)).toBe("hold-over");
      expect(await slotsOn(incident)).toHaveLength(2);
    },
  );
});

describe("a hold that nobody has signed for", () => {
  testWithServer("counts for days alone, and stands once its privacy officer signs", async () => {
    const [lapsing, signed] = [await reported("U-1"), await reported("U-2")];
    for (const incident of [lapsing, signed]) {
      const { until } = await ask(placing(incident, { room: owner }));
      expect(Date.parse(String(until)) - Date.now()).toBeLessThanOrEqual(unsignedDays * dayMs);
    }
    for (const by of [administrator, foreign, stranger]) {
      expect(await sign(holdOrder(signed, owner), by)).toEqual({ outcome: "not-authorised" });
    }
    const reason = "supervisory_request";
    expect(await sign(holdOrder(signed, owner, { reason }), own)).toEqual({ outcome: "recorded" });
    const [hold, ...more] = await standing(signed, 4_000);
    expect([hold?.confirmed?.reason, more]).toEqual([reason, []]);
    expect(await standing(lapsing, unsignedDays - 0.1)).toHaveLength(1);
    expect(await standing(lapsing, unsignedDays + 0.1)).toEqual([]);
    const place = hold?.place ?? { year: 0, seq: 0 };
    expect(await release(orderOn(signed, place), own)).toBe("recorded");
  });

  testWithServer(
    "keeps an incident for four weeks at most, however often and in whosever name it is placed again",
    async () => {
      const incident = await reported("U-3");
      const again = async (days: number, id: string) =>
        (await ask(placing(incident, { room: id }), desk(days))).outcome;
      expect(await again(0, owner)).toBe("recorded");
      expect(await again(unsignedDays + 0.1, owner)).toBe("recorded");
      expect(await again(unsignedDays + 0.2, force)).toBe("recorded");
      expect(await standing(incident, unsignedDaysMax - 0.1)).toHaveLength(2);
      expect(await standing(incident, unsignedDaysMax + 0.1)).toEqual([]);
      for (const id of [owner, force, "cc_cremona"]) {
        expect(await again(unsignedDaysMax + 0.1, id)).toBe("not-signed");
      }
      // A signed one is placed whenever there is something to keep.
      const late = desk(unsignedDaysMax + 0.1);
      const issued = late.ports.nowIso();
      const order = holdOrder(incident, owner, { issued });
      expect(await sign(order, own, late)).toEqual({ outcome: "recorded" });
      expect(await standing(incident, 4_000)).toHaveLength(1);
    },
  );

  testWithServer("keeps nothing again by an order that was used and ended", async () => {
    const incident = await reported("U-4");
    const order = holdOrder(incident, owner);
    expect(await sign(order, own)).toEqual({ outcome: "recorded" });
    expect(await sign(order, own)).toEqual({ outcome: "same" });
    const [hold] = await standing(incident);
    const place = hold?.place ?? { year: 0, seq: 0 };
    expect(await release(orderOn(incident, place), own)).toBe("recorded");
    expect(await sign(order, own)).toEqual({ outcome: "hold-over" });
    expect(await isHeld(incident)).toBe(false);
    for (const [wrong, outcome] of [
      [holdOrder(incident, "pl_nessuna"), "not-authorised"],
      [holdOrder(incident, owner, { more: 1 }), "malformed"],
      [holdOrder(incident, owner, { issued: "2026-01-01T00:00:00.000Z" }), "order-expired"],
    ] as const) {
      expect(await sign(wrong, own)).toEqual({ outcome });
    }
  });

  testWithServer(
    "stands until it is ended in an installation where nobody could sign",
    async () => {
      const incident = await reported("U-5");
      const nobody = { ...desk(), officers: [] };
      expect(await ask(placing(incident, { room: owner }), nobody)).toEqual({
        outcome: "recorded",
      });
      expect(await standing(incident, 4_000)).toHaveLength(1);
    },
  );
});
