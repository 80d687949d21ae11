import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { signedDocumentSchema } from "#libs/policy/documents";
import { openAnnouncement } from "#libs/seal/announcement";
import { isOfLeaf, openCountsDocument } from "#libs/seal/countsDocument";
import { publicKeyOf } from "#libs/seal/ed25519";
import {
  type AuditFixture,
  auditFamily,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticCopy,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verifiedFamily } from "#tests/support/auditLog";
import { until } from "#tests/support/until";
import { type CountsState, dueRange } from "./counts.ts";

const november: CountsState = {
  last: undefined,
  year: 2026,
  begun: "2026-11-03T08:00:00.000Z",
  size: 40,
  sizeOf: () => undefined,
  now: "2026-11-30T23:59:59.999Z",
};
const december = { ...november, now: "2026-12-01T00:00:00.000Z" };
const counted = { of: 2026, from: 1, to: 40, at: "2026-12-01T00:00:01.000Z" };

describe("what is to be counted", () => {
  test("is nothing before a month has ended, and then everything so far", () => {
    expect(dueRange(november)).toBeUndefined();
    expect(dueRange(december)).toEqual({ of: 2026, from: 1, to: 40 });
  });

  test("goes on where the last count ended, once a month", () => {
    const state = { ...december, last: counted, size: 90 };
    expect(dueRange({ ...state, now: "2026-12-31T23:59:59.999Z" })).toBeUndefined();
    const next = { ...state, year: 2026, now: "2027-01-01T00:00:00.000Z" };
    expect(dueRange(next)).toEqual({ of: 2026, from: 41, to: 90 });
    expect(dueRange({ ...next, size: 40 })).toBeUndefined();
  });

  test("is the end of a year as soon as the next one has begun, and then the next one's months", () => {
    const begun = "2027-01-01T00:00:00.000Z";
    const state = { ...december, year: 2027, begun, size: 9, sizeOf: () => 55, last: counted };
    expect(dueRange({ ...state, now: begun })).toEqual({ of: 2026, from: 41, to: 55 });
    const whole = { ...state, last: { ...counted, from: 41, to: 55, at: begun } };
    expect(dueRange({ ...whole, now: "2027-01-31T12:00:00.000Z" })).toBeUndefined();
    expect(dueRange({ ...whole, now: "2027-02-01T00:00:00.000Z" })).toEqual({
      ...{ of: 2027, from: 1, to: 9 },
    });
  });

  test("is a year of which nothing was counted, whole", () => {
    const state = { ...december, year: 2027, begun: "2027-01-01T00:00:00.000Z", sizeOf: () => 55 };
    expect(dueRange(state)).toEqual({ of: 2026, from: 1, to: 55 });
  });
});

describe("an audit process while months go by", () => {
  let fixture: AuditFixture;
  beforeAll(async () => {
    fixture = await startAuditFixture();
    await fixture.configure();
  });
  afterAll(() => fixture?.close());

  test("gives signs of life, and counts what was recorded for each titolare, signed and provable", async () => {
    const over = { heartbeat_every_ms: 400, counts_look_ms: 100 };
    const { http } = await fixture.start({}, over).ready;
    const served = await fetch(`http://127.0.0.1:${http}/announcement`);
    const bytes = Buffer.from(await served.arrayBuffer());
    const publicKey = publicKeyOf(fixture.secrets.checkpointSeed);
    expect(openAnnouncement(publicKey, bytes)).toMatchObject({ year: fixture.year });
    await recordConfiguration(fixture);
    const incident = syntheticId("counted");
    const { slot } = syntheticCopy("counted");
    await recordDecision(fixture, { incident, event: syntheticId("1"), slot });
    const beats = async () => {
      const all = await leavesOf(fixture);
      return all.filter(({ kind }) => kind === "heartbeat");
    };
    await until(async () => (await beats()).length >= 2, "two signs of life while nothing happens");
    // Everything that was recorded lies in the month before.
    writeFileSync(fixture.clockFile, String(31 * 24 * 3_600_000));
    const years = [fixture.year, fixture.year + 1];
    const found = async () => {
      for (const year of years) {
        const leaves = await leavesOf(fixture, year).catch(() => []);
        const index = leaves.findIndex(({ kind }) => kind === "counts");
        const leaf = leaves[index];
        if (leaf?.kind === "counts") return { year, index, leaf };
      }
      return undefined;
    };
    await until(async () => (await found()) !== undefined, "a count of the month");
    const counts = await found();
    if (counts === undefined) throw new Error("no counts");
    expect(counts.leaf.range.from).toBe(1);
    const folder = join(fixture.logDir, "counts", `${counts.year}-${counts.index}`);
    await until(() => names(folder).length === 2, "the documents of both titolari");
    const logKey = publicKeyOf(fixture.secrets.checkpointSeed).toString("base64url");
    const documents = names(folder).map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      const document = openCountsDocument(signedDocumentSchema.parse(JSON.parse(text)), logKey);
      if (document === undefined) throw new Error("not signed by the log");
      expect(isOfLeaf(document, counts.leaf)).toBe(true);
      return document;
    });
    const [sender, receiver] = documents.map(({ opening }) => opening.entry.value.lines[0]);
    expect(documents[0]).toMatchObject({
      origin: `${auditFamily}/${counts.year}`,
      titolare: "Sintetico 0",
    });
    expect(sender).toMatchObject({ room: "pl_cremona", sent: 1, decided: 1, released: 0 });
    expect(receiver).toMatchObject({ room: "questura_cremona", sent: 0, released: 1 });
    const checked = years.filter((year) => year <= counts.year);
    expect((await verifiedFamily(fixture, checked)).ok).toBe(true);
  });
});

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted((a, b) => (a < b ? -1 : 1));
  } catch {
    return [];
  }
}
