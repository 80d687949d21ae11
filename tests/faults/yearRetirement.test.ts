import { generateKeyPairSync, randomBytes } from "node:crypto";
import { beforeAll, describe, expect } from "@jest/globals";
import { writeGenesis } from "#apps/audit/genesis";
import { LegalHolds } from "#apps/policy/legalHolds";
import { yearsBefore } from "#apps/policy/logYears";
import type { PolicyPorts } from "#apps/policy/ports";
import { type RetirementOptions, YearRetirement } from "#apps/policy/yearRetirement";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { EventLogError } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import { retentionMessageOf } from "#libs/policy/retentionMessages";
import { termsOf } from "#libs/policy/retentionSchema";
import type { RetirementAnswer } from "#libs/policy/yearRetirement";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalJson } from "#libs/seal/canonical";
import { parseLeaf } from "#libs/seal/leaf";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { coreOfFile } from "#tests/support/coreOfFile";
import { endHolds } from "#tests/support/endedHolds";
import { logBut } from "#tests/support/logBut";
import { RecallWorld } from "#tests/support/recallWorld";

const { core, testWithServer, problem } = await coreOfFile();
const world = new RecallWorld(core);

const family = "audit.sintetico.example";
const root = "ab".repeat(32);
const [retired, written] = [2026, 2027];
const years = [written, retired];
const afterTerm = Date.parse("2033-01-01T00:00:00.000Z");
const state: { size: number } = { size: 0 };

const person = (role: string) => {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { role, privateKey, key: rawPublicKey(privateKey) };
};
const people = [person("dpo"), person("operations")];
const signers = people.map(({ role, key }) => ({ role, key }));

const orderOf = (over: object = {}) => ({
  format: "raccordo-year-retirement/1",
  ...{ family, year: retired, size: state.size, root },
  ...over,
});

function documentOf(order: object, by = people): Uint8Array {
  const value = JSON.parse(JSON.stringify(order));
  const signatures = by.map(({ role, privateKey }) => signDocument(value, role, privateKey));
  return retentionMessageOf({ body: canonicalJson(value), signatures });
}

/** A policy that has just started. */
function started(over: Partial<PolicyPorts> = {}, options: Partial<RetirementOptions> = {}) {
  const ports = core().ports({ openYears: () => years, ...over });
  return new YearRetirement(ports, {
    ...{ family, terms: termsOf(undefined), yearsMissing: [], signers },
    ...{ holds: new LegalHolds(ports), list: core().destroyer.list },
    ...{ nowMs: () => afterTerm, storeNowMs: () => afterTerm },
    ...options,
  });
}

const ask = (order: object = orderOf(), by = people): Promise<RetirementAnswer> =>
  started().retire(documentOf(order, by));
const refused = (code: string) => ({ outcome: "refused", code });

async function hold(is: "placed" | "released", openYears: () => readonly number[]): Promise<void> {
  const holds = new LegalHolds(core().ports({ openYears }));
  const why = { reason: "judicial_request", by: "SINTETICO", role: "privacy_officer" } as const;
  const of = { of: "actual", incident: world.pseudonymOf("held") } as const;
  if (is === "released") expect(await endHolds(holds, of)).toEqual(["recorded"]);
  else expect(await holds.place({ ...of, ...why }, new Date().toISOString())).toBe("recorded");
}

/** What a policy finds that starts where the stream of the year is gone. */
function withoutIt() {
  const { log, secrets } = core();
  const info = (stream: string) => {
    if (stream < auditStream(retired)) throw new EventLogError("refused", stream);
    return stream === auditStream(retired) ? Promise.resolve(undefined) : log.info(stream);
  };
  return yearsBefore({ log: logBut(log, { info }), secrets }, written);
}

async function leaves(year: number) {
  const message = await core().log.last(auditStream(year), noticesOf(year, "year_retired"));
  const content = message && decodeAuditMessage(message.data);
  return content && parseLeaf(content.leaf);
}

beforeAll(async () => {
  if (problem !== undefined) return;
  await world.send("held", {});
  await hold("placed", () => [retired]);
  state.size = (await core().admin.seal(auditStream(retired))).lastSequence;
  await core().admin.ensureStream(auditYearStream(written, demonstrationLimits));
  const nowIso = () => "2027-01-01T00:00:10.000Z";
  const ports = { log: core().log, macKey: randomBytes(32), family, nowIso };
  const ended = { year: retired, size: state.size, root: Buffer.from(root, "hex") };
  expect(await writeGenesis(ports, written, ended)).toMatchObject({ kind: "appended" });
});

describe("an order to retire a year of the log", () => {
  testWithServer("is refused for another log, another year, another root or size", async () => {
    expect(await ask(orderOf({ family: "other.example" }))).toEqual(refused("other-family"));
    expect(await ask(orderOf({ year: written }))).toEqual(refused("year-not-over"));
    expect(await ask(orderOf({ year: 2024 }))).toEqual(refused("year-differs"));
    expect(await ask(orderOf({ size: state.size + 1 }))).toEqual(refused("year-differs"));
    expect(await ask(orderOf({ root: "cd".repeat(32) }))).toEqual(refused("chain-differs"));
  });

  testWithServer("is refused without two people of two roles", async () => {
    expect(await ask(orderOf(), people.slice(0, 1))).toEqual(refused("signature-missing"));
    expect(await started().retire(Buffer.from("{}"))).toEqual(refused("malformed"));
  });

  testWithServer(
    "is refused before the term is over by our clock and by the streams'",
    async () => {
      const early = () => Date.parse("2031-12-31T00:00:00.000Z");
      for (const clock of [{ nowMs: early }, { storeNowMs: early }]) {
        expect(await started({}, clock).retire(documentOf(orderOf()))).toEqual(refused("not-due"));
      }
    },
  );

  testWithServer("is missed when it is gone and nobody retired it", async () => {
    expect(await withoutIt()).toEqual({ found: [], missing: [retired] });
  });

  testWithServer("is refused while a year between two others is lost", async () => {
    const holed = started({}, { yearsMissing: [2029] });
    expect(await holed.retire(documentOf(orderOf()))).toEqual(refused("log-year-missing"));
  });

  testWithServer("is refused while a legal hold stands on an incident of the year", async () => {
    expect(await ask()).toEqual(refused("hold-stands"));
    await hold("released", () => years);
  });

  testWithServer("is refused while the vault has keys of an incident of the year", async () => {
    expect(await ask()).toEqual(refused("keys-left"));
    const away = started({}, { list: () => Promise.resolve(undefined) });
    expect(await away.retire(documentOf(orderOf()))).toEqual({ outcome: "busy" });
    const { mode, incident } = world.nameOf("held");
    expect(await core().destroyer.destroy(mode, incident, "both")).toBe(true);
  });

  testWithServer("has written nothing so far", async () => {
    expect(await leaves(written)).toBeUndefined();
  });

  testWithServer(
    "is recorded once, though the answer was lost, and whoever asks again hears where",
    async () => {
      const { log } = core();
      const lossy = logBut(log, {
        append: async (...given) => {
          await log.append(...given);
          return { kind: "unknown", reason: "lost" };
        },
      });
      const document = documentOf(orderOf());
      const first = await started({ log: lossy }).retire(document);
      expect(first).toMatchObject({ outcome: "recorded", entry: { year: written } });
      expect(await started().retire(document)).toEqual(first);
      const order = sha256Hex(Buffer.from(canonicalJson(orderOf()), "utf8"));
      expect(await leaves(written)).toMatchObject({
        ...{ of: retired, size: state.size, root, order, signers },
        due: "2032-01-05T00:00:10.000Z",
      });
    },
  );

  testWithServer("is found again when the stream of the year is gone", async () => {
    const gone = started({ openYears: () => [written] });
    expect(await gone.retire(documentOf(orderOf()))).toMatchObject({ outcome: "recorded" });
    const other = documentOf(orderOf({ root: "cd".repeat(32) }));
    expect(await gone.retire(other)).toEqual(refused("other-order"));
  });

  testWithServer("is not missed then", async () => {
    expect(await withoutIt()).toEqual({ found: [], missing: [] });
  });

  testWithServer("removes nothing by itself: policy cannot", async () => {
    expect((await core().log.info(auditStream(retired)))?.lastSequence).toBe(state.size);
  });
});
