import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Revocation } from "#libs/policy/ruleSetLife";
import type { LogEntry } from "#libs/tlog/tail";
import { type ConsoleOnLog, consoleOnLog, consoleOver } from "#tests/support/consoleOnLog";
import { pseudonymOf, shippedDocument, writeDecisionLog } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import { holdEntry } from "#tests/support/holdEntries";
import { room } from "#tests/support/patto";
import { documentOf, lifeEntries, revocationEntry } from "#tests/support/ruleLife";
import { dpiaInventorySchema, processingRegisterSchema } from "./registerAnswers.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 });
});
afterAll(() => served.stop());

describe("registers made of the rules in force", () => {
  const paths = ["/v1/registers/processing", "/v1/registers/dpia"];

  test("are for privacy officers and authorities, and recorded before they are answered", async () => {
    for (const path of paths) {
      for (const viewer of ["sala-comune", "cabina"]) {
        const { status, body } = await served.ask(viewer, path);
        expect([viewer, status, body["code"]]).toEqual([viewer, 403, "role-not-allowed"]);
      }
      served.recorder.isAway = "reads";
      const { body } = await served.ask("garante", path);
      served.recorder.isAway = "no";
      expect(body["code"]).toBe("reading-not-recorded");
    }
  });

  test("are not made of a document that is no rule set, whatever the log says of it", async () => {
    for (const path of paths) {
      const { status, body } = await served.ask("rpd-comune", path);
      expect([path, status, body["code"]]).toEqual([path, 503, "log-not-ready"]);
    }
  });
});

const revocation: Revocation = {
  ...({ format: "raccordo-revocation/1", issued: "2026-03-01T00:00:00.000Z" } as const),
  what: { agreements: [], rules: [], rooms: ["questura_cremona"] },
  reason: "room_compromised",
  demonstration: true,
};

/** Holds of two titolari in the year, from the entry `first` on. */
function holdEntries(first: number): readonly LogEntry[] {
  const signed = { order: "ab".repeat(32), key: "A".repeat(43) };
  const own = { slot: room("pl_cremona").slot };
  const force = { slot: room("questura_cremona").slot };
  const hold = { year: 2026, seq: first + 1 };
  const until = "2026-02-19T00:00:00.000Z";
  return [
    { at: "2026-02-05T00:00:00.000Z", ...own, until },
    { at: "2026-02-06T00:00:00.000Z", ...force },
    { at: "2026-02-07T00:00:00.000Z", ...force, incident: pseudonymOf(0), until },
    { at: "2026-02-10T00:00:00.000Z", ...own, state: "confirmed" as const, hold, ...signed },
    { at: "2026-04-10T00:00:00.000Z", ...own, state: "released" as const, hold, ...signed },
  ].map(holdEntry);
}

describe("registers of a moment, under rules that were in force, revoked, and restored", () => {
  const folder = mkdtempSync(join(tmpdir(), "raccordo-registers-"));
  const first = { ...shippedDocument(), expires: "2098-01-01T00:00:00.000Z" };
  /** Index of the first hold: behind configuration, activation, one decision, and the life of two rule sets. */
  const firstHold = 3 + 8 + 1 + 8;
  const second = { ...first, version: 2, lifts: [documentOf(revocation)] };
  let life: Awaited<ReturnType<typeof consoleOver>>;
  beforeAll(async () => {
    await writeDecisionLog(folder, {
      histories: [[fullReport("C01")]],
      more: [
        ...lifeEntries(first, "2026-01-01T00:00:00.000Z"),
        revocationEntry(revocation),
        ...lifeEntries(second, "2026-05-01T00:00:00.000Z"),
        ...holdEntries(firstHold),
      ],
    });
    const viewers = [
      { name: "rpd", role: "privacy_officer", titolare: room("pl_cremona").titolare },
      { name: "garante", role: "authority" },
    ] as const;
    life = await consoleOver({ data: folder, viewers });
  });
  afterAll(async () => {
    await life.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const register = async (at?: string) => {
    const { status, body } = await life.ask("rpd", addressOf("processing", at));
    expect([status, body]).toEqual([200, expect.anything()]);
    return processingRegisterSchema.parse(body);
  };
  const grantees = async (at?: string) => {
    const { body } = await life.ask("rpd", addressOf("dpia", at));
    const { fields } = dpiaInventorySchema.parse(body);
    return new Set(fields.flatMap(({ grants }) => grants.map(({ receiver }) => receiver)));
  };
  const addressOf = (name: string, at?: string) =>
    `/v1/registers/${name}${at === undefined ? "" : `?at=${at}`}`;
  const [february, april] = ["2026-02-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"];

  test("before the revocation had the room among the recipients, and nothing revoked", async () => {
    const { rules, revocations, processings, at } = await register(february);
    expect([rules?.version, rules?.valid, revocations, at]).toEqual([1, true, [], february]);
    expect(processings.some(({ recipients }) => recipients.includes("questura_cremona"))).toBe(
      true,
    );
    expect(processings.flatMap(({ revoked }) => revoked)).toEqual([]);
    expect(await grantees(february)).toContain("questura_cremona");
  });

  test("while it stood say what was revoked, since when and why, and count none of it as given", async () => {
    const { revocations, processings } = await register(april);
    const since = revocation.issued;
    expect(revocations).toMatchObject([
      { since, reason: "room_compromised", all: false, rooms: ["questura_cremona"] },
    ]);
    const revoked = processings.flatMap((one) => one.revoked);
    expect(revoked.length).toBeGreaterThan(0);
    for (const one of revoked) {
      expect([one.since, [...one.senders, ...one.recipients]]).toEqual([
        since,
        expect.arrayContaining(["questura_cremona"]),
      ]);
    }
    for (const { standing, senders, recipients } of processings) {
      if (standing === "in_force")
        expect([senders, recipients].flat()).not.toContain("questura_cremona");
    }
    expect(await grantees(april)).not.toContain("questura_cremona");
  });

  test("after two people have lifted it count the room again; without a moment they are of now", async () => {
    const { rules, revocations, processings } = await register();
    expect([rules?.version, revocations]).toEqual([2, []]);
    expect(processings.flatMap(({ revoked }) => revoked)).toEqual([]);
    expect(await grantees()).toContain("questura_cremona");
  });

  test("before the first rules say that none were in force; before the log, or of the future, nothing", async () => {
    const { rules, processings } = await register("2026-01-01T00:00:01.000Z");
    expect([rules, processings]).toEqual([null, []]);
    expect([...(await grantees("2026-01-01T00:00:01.000Z"))]).toEqual([]);
    for (const at of ["2025-12-31T23:59:59.999Z", "2097-01-01T00:00:00.000Z", "ieri", ""]) {
      const { body } = await life.ask("rpd", addressOf("dpia", at));
      expect([at, body["code"], body["errors"]]).toMatchObject([
        ...[at, "query-malformed", [{ pointer: "/at" }]],
      ]);
    }
  });

  test("say of every day what was kept longer, in whose name and until when: one's own data, and what one's own office holds", async () => {
    const held = async (day: string, viewer = "rpd") => {
      const at = `2026-${day}T00:00:00.000Z`;
      const both = ["processing", "dpia"].map((name) => life.ask(viewer, addressOf(name, at)));
      const [register, inventory] = (await Promise.all(both)).map(({ body }) => body["holds"]);
      expect(inventory).toEqual(register);
      return (register as { index: number; room: string; until: string | null }[]).map(
        ({ index, room: id, until }) => [index - firstHold, id, until?.slice(5, 10) ?? null],
      );
    };
    const [own, force] = ["pl_cremona", "questura_cremona"];
    expect(await held("02-01")).toEqual([]);
    expect(await held("02-08")).toEqual([
      [0, own, "02-19"],
      [2, force, "02-19"],
    ]);
    // Signed for, the one stands; the other lapsed.
    expect([await held("02-20"), await held("04-11")]).toEqual([[[0, own, null]], []]);
    // What another titolare holds of an incident of nobody's here is the authority's to know.
    expect(await held("04-11", "garante")).toEqual([[1, force, null]]);
    const { held_terms: terms, holds } = await register("2026-02-20T00:00:00.000Z");
    expect(terms).toContain("sensitive");
    expect(holds).toMatchObject([{ reason: "internal_inquiry", role: "privacy_officer" }]);
  });

  test("of an authority are those of every titolare", async () => {
    const { body } = await life.ask("garante", addressOf("processing", april));
    const all = processingRegisterSchema.parse(body);
    const own = await register(april);
    expect([all.titolare, own.titolare]).toEqual([null, room("pl_cremona").titolare]);
    expect(all.processings.length).toBeGreaterThanOrEqual(own.processings.length);
    const foreign = all.processings.flatMap(({ senders }) => senders);
    expect(foreign.length).toBeGreaterThan(
      own.processings.flatMap(({ senders }) => senders).length,
    );
  });
});
