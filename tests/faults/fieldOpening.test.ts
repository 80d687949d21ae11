import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { recordedLeaf } from "#apps/policy/chain";
import { openField } from "#apps/policy/fieldOpenings";
import type { PolicyPorts } from "#apps/policy/ports";
import { EventLogError } from "#libs/eventlog/port";
import { auditChain, auditStream, noticesOf } from "#libs/eventlog/subjects";
import type { OpeningRequest } from "#libs/policy/openingMessages";
import { canonicalJson } from "#libs/seal/canonical";
import { openingFault } from "#libs/seal/fieldOpening";
import { incidentPseudonym } from "#libs/seal/ids";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { startCore, type TestCore } from "#tests/support/core";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { rooms } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const [year, at] = [2026, "2026-11-22T10:00:00.000Z"];
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
beforeAll(async () => {
  if (problem === undefined) state.core = await startCore();
});
afterAll(() => state.core?.stop());

/** A report that was decided; its entry. */
async function entryFor(id: string) {
  await core().submit("pl_cremona", syntheticReport(id));
  const incident = core().incident("pl_cremona", "actual", id);
  await core().policy().advance({ mode: "actual", incident }, Number.MAX_SAFE_INTEGER);
  const pseudonym = incidentPseudonym(core().secrets.logPseudonym, "actual", incident);
  const message = await core().log.last(auditStream(year), auditChain(year, "actual", pseudonym));
  const entry = message && recordedLeaf(message, core().secrets.macs);
  if (entry === undefined) throw new Error("not recorded");
  return entry;
}

let asked = 0;
const request = (index: number, path: string, more: object = {}): OpeningRequest => {
  asked += 1;
  const id = asked.toString(16).padStart(32, "0");
  const who = { id, reader: "SINTETICO", role: "privacy_officer", purpose: "lawfulness" } as const;
  return { ...who, year, index, path, ...more };
};

const readings = async (): Promise<number> => {
  const from = await core().log.last(auditStream(year), noticesOf(year, "read"));
  return from?.sequence ?? 0;
};

const open = (asks: OpeningRequest, ports: Partial<PolicyPorts> = {}) =>
  openField(core().ports(ports), asks, at);

describe("one field of one message", () => {
  testWithServer(
    "is revealed so that it opens under its entry, and was recorded first",
    async () => {
      const { leaf, sequence } = await entryFor("F-1");
      const answer = await open(request(sequence - 1, "place.street"));
      expect(answer).toMatchObject({ outcome: "opened", read: { year } });
      if (answer.outcome !== "opened") return;
      expect(answer.opening.value).toContain("Via Sintetica");
      expect(openingFault(leaf, answer.opening)).toBeUndefined();
      const message = await core().log.last(auditStream(year), noticesOf(year, "read"));
      expect(message?.sequence).toBe(answer.read.seq);
      expect(message && entryOf(message, year, core().secrets.macs).read).toMatchObject({
        ...{ kind: "read", scope: "opening", purpose: "lawfulness", entries: 1 },
        incident: leaf.incident,
      });
    },
  );

  testWithServer(
    "needs a second officer where the configuration asks for one: without, that it was asked is recorded, and no key is touched",
    async () => {
      const { leaf, sequence } = await entryFor("F-9");
      const asks = request(sequence - 1, "place.street");
      const titolare = rooms.find(({ id }) => id === "pl_cremona")?.titolare ?? "";
      const second = generateKeyPairSync("ed25519");
      const key = rawPublicKey(second.publicKey);
      const officers = [{ titolare, role: "operations", key }] as const;
      const fourEyes = { withinMs: 600_000, officers, rooms };
      const vault = {
        ...core().ports().vault,
        get: () => Promise.reject(new Error("asked for keys")),
      };
      const alone = await openField(core().ports({ vault }), asks, at, fourEyes);
      expect(alone).toMatchObject({ outcome: "refused", code: "approval-missing" });
      const last = async () => {
        const message = await core().log.last(auditStream(year), noticesOf(year, "read"));
        return message && entryOf(message, year, core().secrets.macs).read;
      };
      expect(await last()).toMatchObject({ scope: "opening", entries: 0, incident: leaf.incident });
      const { id: _, approval: __, ...opening } = request(sequence - 1, "place.street");
      const order = { format: "raccordo-opening-approval/1", issued: at, ...opening };
      const issued = { ...order, issued: new Date(at).toISOString() };
      const signature = signDocument(issued, "operations", second.privateKey);
      const approval = { body: canonicalJson(issued), signatures: [signature] };
      const both = await openField(
        core().ports(),
        request(sequence - 1, "place.street", { approval }),
        at,
        fourEyes,
      );
      expect(both).toMatchObject({ outcome: "opened" });
      expect(await last()).toMatchObject({ entries: 1, approval: { role: "operations", key } });
      expect(JSON.stringify(await last())).not.toContain("SINTETICO");
    },
  );

  testWithServer("comes without any key of the incident and without any other value", async () => {
    const { sequence } = await entryFor("F-2");
    const keys = await core()
      .ports()
      .vault.get("actual", core().incident("pl_cremona", "actual", "F-2"));
    const answer = JSON.stringify(await open(request(sequence - 1, "place.street")));
    if (keys.kind !== "ok") throw new Error("no keys");
    for (const key of [keys.keys.ordinary, keys.keys.sensitive]) {
      for (const form of ["base64url", "base64", "hex"] as const) {
        expect(answer).not.toContain(Buffer.from(key).toString(form));
      }
    }
    expect(answer).not.toContain("SINTETICO");
  });

  testWithServer("is not revealed where the reading cannot be recorded", async () => {
    const { sequence } = await entryFor("F-3");
    const asks = request(sequence - 1, "place.street");
    const vault = { get: () => Promise.reject(new Error("asked for keys")) };
    const untouched = { ...core().ports().vault, ...vault };
    const full = logBut(core().log, { append: () => Promise.resolve({ kind: "full" }) });
    expect(await open(asks, { log: full, vault: untouched })).toEqual({ outcome: "busy" });
    const away = logBut(core().log, {
      append: () => Promise.reject(new EventLogError("unreachable", "no log")),
    });
    await expect(open(asks, { log: away, vault: untouched })).rejects.toThrow("no log");
    const closed = { openYears: () => [], vault: untouched };
    expect(await open(asks, closed)).toEqual({ outcome: "busy" });
  });

  testWithServer("is gone with the keys of its incident, and the attempt is recorded", async () => {
    const { sequence } = await entryFor("F-4");
    const vault = {
      ...core().ports().vault,
      get: () => Promise.resolve({ kind: "shredded" } as const),
    };
    const before = await readings();
    expect(await open(request(sequence - 1, "place.street"), { vault })).toMatchObject({
      ...{ outcome: "refused", code: "keys-destroyed" },
    });
    expect(await readings()).toBeGreaterThan(before);
  });

  testWithServer("is gone with its message, which is kept no longer than it must be", async () => {
    const { sequence } = await entryFor("F-5");
    const emptied = logBut(core().log, {
      firstFrom: (stream, filter, from) =>
        stream === "EVENTS"
          ? Promise.resolve(undefined)
          : core().log.firstFrom(stream, filter, from),
    });
    expect(await open(request(sequence - 1, "place.street"), { log: emptied })).toMatchObject({
      ...{ outcome: "refused", code: "message-expired" },
    });
  });

  testWithServer(
    "that was not stated, or of an entry that is none, is refused by its code",
    async () => {
      const { sequence } = await entryFor("F-6");
      const codes = [];
      for (const asks of [
        request(sequence - 1, "place.civic"),
        request(sequence - 1, "place.street", { ref: "0".repeat(32) }),
        request(1_000_000, "place.street"),
        request((await readings()) - 1, "place.street"),
      ]) {
        const answer = await open(asks);
        codes.push(answer.outcome === "refused" ? answer.code : answer.outcome);
      }
      expect(codes).toEqual([
        ...["field-not-stated", "field-not-stated", "entry-unknown", "entry-without-fields"],
      ]);
    },
  );
});
