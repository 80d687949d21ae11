import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { isProblemCode, problems } from "#libs/incident/problems";
import { readMessageOf, readRequestIn } from "#libs/policy/readMessages";
import type { Revocation } from "#libs/policy/ruleSetLife";
import type { Answered } from "#tests/support/askHttp";
import { consoleOver } from "#tests/support/consoleOnLog";
import { shippedDocument, writeDecisionLog } from "#tests/support/decisionLog";
import { eventAt, fullReport } from "#tests/support/fullIncident";
import { pattoText, rooms } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";
import { documentOf, lifeEntries, revocationEntry } from "#tests/support/ruleLife";
import { routes } from "../routes.ts";
import { dryRunSchema, ruleDiffSchema, ruleListSchema, ruleTableSchema } from "./ruleAnswers.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-rules-"));
const titolareOf = (id: string) => rooms.find((room) => room.id === id)?.titolare ?? "";
const [own, other] = [titolareOf("pl_cremona"), titolareOf("questura_cremona")];
const viewers = [
  { name: "rpd", role: "privacy_officer", titolare: own },
  { name: "sala", role: "operations", titolare: own },
  { name: "rpd-altri", role: "privacy_officer", titolare: other },
  { name: "garante", role: "authority" },
] as const;

// A date that no clock of a test comes to.
const first = { ...shippedDocument(), expires: "2098-01-01T00:00:00.000Z" };
const second = { ...first, version: 2 };
const revocation: Revocation = {
  ...({ format: "raccordo-revocation/1", issued: "2026-03-01T00:00:00.000Z" } as const),
  what: { agreements: [], rules: [], rooms: ["questura_cremona"] },
  reason: "right_ended",
  demonstration: true,
};

let served: Awaited<ReturnType<typeof consoleOver>>;
beforeAll(async () => {
  const charged = [
    fullReport("C03"),
    eventAt(60, { kind: "charge_taken", incident: { alias: "x" } }, "questura_cremona"),
    eventAt(120, { kind: "close" }),
  ];
  await writeDecisionLog(folder, {
    histories: [charged, [fullReport("C01")], [fullReport("C12")]],
    more: [
      ...lifeEntries(first, "2026-01-01T00:00:00.000Z"),
      ...lifeEntries(second, "2026-02-01T00:00:00.000Z", "staged"),
      revocationEntry(revocation),
    ],
  });
  const limits = { requests_per_minute_max: 100_000, attempts_per_minute_max: 1_000 };
  const part = () => Promise.reject(new Error("no part is asked for"));
  served = await consoleOver({ data: folder, viewers, limits, part });
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  served.recorder.isAway = "no";
  served.core.lifeAnswer = { outcome: "done" };
});

const [a, b] = [documentOf(first), documentOf(second)];
const period = { from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" };
const post = (body: object) => ({
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});
const agreements = (text: string) => ({
  files: [
    { name: "patto.yaml", text },
    { name: "inventato.yaml", text: inventedText },
  ],
  ...period,
});
const inventedText = readFileSync(
  join(projectRoot, "deploy", "agreements", "synthetic-112.yaml"),
  "utf8",
);
const signed = {
  body: "{}",
  signatures: [{ role: "dpo", key: "k".repeat(43), signature: "s".repeat(86) }],
};

const asked: Readonly<Record<string, readonly [string, object]>> = {
  listRules: ["/v1/rules", {}],
  readRules: [`/v1/rules/${a}`, {}],
  compareRules: [`/v1/rules/${a}/diff/${b}`, {}],
  // Told its faults; what is tried on the log is tested below.
  tryRules: ["/v1/rules/dry-run", post(agreements("x: ["))],
  stageRules: ["/v1/rules/stage", post(signed)],
  activateRules: ["/v1/rules/activate", post({ document: b })],
  revokeRules: ["/v1/rules/revoke", post(signed)],
};

function codeOf({ status, body }: Answered): string {
  const code = String(body["code"]);
  expect(isProblemCode(code) && problems[code].status).toBe(status);
  return code;
}

/** The first rule of the Patto for this exchange gives the plate no more. */
function withoutPlate(rule: string): string {
  const from = pattoText.indexOf(`- id: ${rule}\n`);
  const plate = pattoText.indexOf("      vehicle.plate:", from);
  if (from < 0 || plate < 0) throw new Error(`no plate in ${rule}`);
  return pattoText.slice(0, plate) + pattoText.slice(pattoText.indexOf("\n", plate) + 1);
}

describe("every address of the rules", () => {
  test.each(Object.keys(asked))(
    "%s answers officer and administrator, and nobody else",
    async (operation) => {
      const [path, how] = asked[operation] ?? ["", {}];
      const codes: (string | number)[] = [];
      for (const viewer of ["rpd", "sala", "garante"]) {
        const answer = await served.ask(viewer, path, how);
        codes.push(answer.status === 200 ? 200 : codeOf(answer));
      }
      expect([operation, ...codes]).toEqual([operation, 200, 200, "role-not-allowed"]);
      const isChange = routes.find((one) => one.operation === operation)?.isChange === true;
      expect(codeOf(await served.ask("rpd", path, { ...how, purpose: "" }))).toBe(
        "purpose-missing",
      );
      expect(codeOf(await served.ask("nessuno", path, how))).toBe("viewer-key-wrong");
      served.recorder.isAway = "reads";
      const away = await served.ask("rpd", path, { ...how, purpose: "authority" });
      // A change is no reading: policy records it itself. Faults of files are told before anything is read.
      const isRead = !isChange && operation !== "tryRules";
      expect(isRead ? codeOf(away) : away.status).toBe(isRead ? "reading-not-recorded" : 200);
    },
  );
});

describe("rule sets as the signed log tells them", () => {
  test("stand where their life has come to, with who signed in which role and what is to be done", async () => {
    const told = ruleListSchema.parse((await served.ask("rpd", "/v1/rules")).body);
    expect(told.sets.map(({ version, standing }) => [version, standing])).toEqual([
      [2, "staged"],
      [1, "in_force"],
    ]);
    const current = told.sets[1];
    expect(current?.signatures.map(({ role }) => role)).toEqual(["dpo", "operations"]);
    expect(current?.titles.map(({ id }) => id)).toContain("PATTO-CREMONA-2022");
    expect(current?.days_left).toBeGreaterThan(60);
    expect(told.revocations).toMatchObject([
      { rooms: ["questura_cremona"], reason: "right_ended", lifted: false, all: false },
    ]);
    expect(told.warnings).toEqual(["revoked"]);
  });

  test("have the lawyer's table, with the words of each article", async () => {
    const table = ruleTableSchema.parse((await served.ask("rpd", `/v1/rules/${a}`)).body);
    expect(table.rows.length).toBeGreaterThan(100);
    expect(table.rows.every(({ cells }) => cells.length === table.groups.length)).toBe(true);
    const [row] = table.rows;
    const article = table.articles.find((one) => one.rule === row?.rule);
    expect(article?.text.length).toBeGreaterThan(10);
  });

  test("are unknown by any other hash", async () => {
    const none = "0".repeat(64);
    for (const path of [`/v1/rules/${none}`, "/v1/rules/xyz", `/v1/rules/${a}/diff/${none}`]) {
      expect([path, codeOf(await served.ask("rpd", path))]).toEqual([path, "rules-unknown"]);
    }
  });

  test("differ in nothing where their rules are the same", async () => {
    const answer = await served.ask("rpd", `/v1/rules/${a}/diff/${b}`);
    const diff = ruleDiffSchema.parse(answer.body);
    expect([diff.before.version, diff.after.version, diff.sentences]).toEqual([1, 2, []]);
  });
});

describe("a dry run", () => {
  const tried = async (viewer: string, text: string) =>
    dryRunSchema.parse(
      (await served.ask(viewer, "/v1/rules/dry-run", post(agreements(text)))).body,
    );

  test("tells each room's gains and losses on own messages, and is a reading of its own, recorded first", async () => {
    const before = served.recorder.reads.length;
    const run = await tried("rpd", withoutPlate("C03-forze"));
    if (run.outcome !== "tried") throw new Error(JSON.stringify(run.faults));
    const lost = run.traffic.rows.flatMap(({ room, fields }) =>
      fields.map(({ path, fewer, name }) => [room, path, fewer, name.it]),
    );
    expect(lost).toContainEqual(["questura_cremona", "vehicle.plate", 2, "veicolo: targa"]);
    expect(lost.every(([, path]) => path === "vehicle.plate")).toBe(true);
    expect(run.changes.sentences.some(({ fields }) => fields.includes("vehicle.plate"))).toBe(true);
    const reads = served.recorder.reads.slice(before);
    expect(reads).toMatchObject([{ scope: "replay", purpose: "supervision", period }]);
    expect(reads[0] && readRequestIn(readMessageOf(reads[0]))).toEqual(reads[0]);
  });

  test("is not made while nobody can record it", async () => {
    served.recorder.isAway = "reads";
    const answer = await served.ask("rpd", "/v1/rules/dry-run", post(agreements(pattoText)));
    expect(codeOf(answer)).toBe("reading-not-recorded");
  });

  test("never decides another titolare's messages again", async () => {
    const run = await tried("rpd-altri", withoutPlate("C03-forze"));
    if (run.outcome !== "tried") throw new Error("faults");
    expect([run.traffic.records, run.traffic.rows]).toEqual([0, []]);
  });

  test("of files with a fault tells each by its place, and reads nothing of the log", async () => {
    const before = served.recorder.reads.length;
    const run = await tried("rpd", pattoText.replace("place.point: [", "place.pont: ["));
    expect(run).toMatchObject({ outcome: "faults" });
    expect(run.outcome === "faults" && run.faults[0]?.message.it).toMatch(/place\.pont/);
    const broken = await tried("rpd", "format: raccordo-agreement/1\nx: [");
    expect(broken).toMatchObject({ outcome: "faults", faults: [{ file: "patto.yaml" }] });
    expect(served.recorder.reads).toHaveLength(before);
  });

  test("is refused without files, backwards in time, and too large", async () => {
    const refused = async (body: object) =>
      codeOf(await served.ask("rpd", "/v1/rules/dry-run", post(body)));
    expect(await refused({ files: [], ...period })).toBe("query-malformed");
    const backwards = { ...agreements(pattoText), from: period.to, to: period.from };
    expect(await refused(backwards)).toBe("query-malformed");
    expect(await refused({ ...agreements(pattoText), more: 1 })).toBe("query-malformed");
  });
});

describe("whoever changes rules here", () => {
  test("has what people signed passed on to policy as it is, and its answer told", async () => {
    served.core.ruleRequests.splice(0);
    served.core.lifeAnswer = { outcome: "refused", code: "signature-missing", document: a };
    const answer = await served.ask("sala", "/v1/rules/stage", post(signed));
    expect(answer.body).toMatchObject({ outcome: "refused", code: "signature-missing" });
    expect(served.core.ruleRequests).toEqual([{ step: "stage", request: signed }]);
  });

  test("is told to ask again while policy does not answer", async () => {
    for (const life of [undefined, { outcome: "busy" } as const]) {
      served.core.lifeAnswer = life;
      const answer = await served.ask("rpd", "/v1/rules/activate", post({ document: b }));
      expect(codeOf(answer)).toBe("rules-not-answered");
    }
  });

  test("is refused what is no signed document, also one that brings a key along", async () => {
    for (const body of [{}, { ...signed, private_key: "x" }, { document: b }]) {
      served.core.ruleRequests.splice(0);
      const answer = await served.ask("rpd", "/v1/rules/revoke", post(body));
      expect([codeOf(answer), served.core.ruleRequests]).toEqual(["query-malformed", []]);
    }
  });
});
