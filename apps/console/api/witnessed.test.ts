import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkEntry } from "#libs/logcheck/entryCheck";
import { checkLog } from "#libs/logcheck/logCheck";
import { toolsOf } from "#libs/logcheck/webTools";
import type { Cosigner } from "#libs/tlog/cosigner";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import {
  cosignedAtSeconds,
  cosignedBy,
  keptNote,
  policyOf,
  syntheticWitness,
} from "#tests/support/cosigned";
import { checkpointsSchema, consistencySchema, entryAnswerSchema } from "./answers.ts";

let served: ConsoleOnLog;
const [prefettura, comune] = ["prefettura", "comune"].map((name) => syntheticWitness(name)) as [
  Cosigner,
  Cosigner,
];
const witnesses = [prefettura, comune];

beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 });
});
afterAll(() => served.stop());

/** The levels of an entry below and one above 256 entries, and what is said of the checkpoint. */
async function seen(witnessed: Buffer | undefined, policy: string | undefined) {
  const files = {
    [join(served.data, "audit/2026/witnessed")]: witnessed,
    [join(served.data, "signed/witnesses.policy")]: policy,
  };
  for (const [path, content] of Object.entries(files)) {
    await (content === undefined ? rm(path, { force: true }) : writeFile(path, content));
  }
  const levels = [];
  for (const index of [255, 256]) {
    const { body } = await served.ask("rpd-comune", `/v1/log/entries/2026/${index}`);
    levels.push(entryAnswerSchema.parse(body).entry.level);
  }
  const { body } = await served.ask("rpd-comune", "/v1/log/checkpoints");
  const [year] = checkpointsSchema.parse(body).years;
  return { levels, cosigned: year?.cosigned, by: year?.cosigned_by, absent: year?.absent };
}

describe("the console calls an entry L2", () => {
  test("up to where it has checked the quorum of witnesses itself, and names them", async () => {
    const note = await keptNote(served.log, 256);
    const at = new Date(cosignedAtSeconds * 1_000).toISOString();
    expect(await seen(cosignedBy(note, witnesses), policyOf(witnesses, "all"))).toEqual({
      ...{ levels: ["L2", "L1"], cosigned: 256, absent: [] },
      by: [
        { name: "w0", key: "prefettura.example", at },
        { name: "w1", key: "comune.example", at },
      ],
    });
  });

  test("never below the quorum, by a stranger, without a policy or under one that cannot be read", async () => {
    const note = await keptNote(served.log, 256);
    const all = policyOf(witnesses, "all");
    const under = await seen(cosignedBy(note, [comune]), all);
    expect(under).toMatchObject({ levels: ["L1", "L1"], cosigned: 0, absent: ["w0"] });
    const nobody = { levels: ["L1", "L1"], cosigned: 0, by: [] };
    expect(await seen(cosignedBy(note, [syntheticWitness("nessuno")]), all)).toMatchObject(nobody);
    expect(await seen(cosignedBy(note, witnesses), undefined)).toMatchObject(nobody);
    expect(await seen(cosignedBy(note, witnesses), all.slice(0, -3))).toMatchObject(nobody);
    expect(await seen(undefined, all)).toMatchObject({ ...nobody, absent: ["w0", "w1"] });
  });
});

describe("whoever does not believe the console", () => {
  const tools = toolsOf(() => Promise.reject(new Error("WebCrypto has Ed25519 here")));

  test("gets enough to check log, witnesses and one entry without it, as an authority too", async () => {
    const note = await keptNote(served.log, 256);
    await seen(cosignedBy(note, witnesses), policyOf(witnesses, "all"));
    const { body } = await served.ask("garante", "/v1/log/checkpoints");
    const { years, policy } = checkpointsSchema.parse(body);
    const [year] = years;
    if (year === undefined) throw new Error("a log of one year is there");
    const { origin, vkey, second_vkey: second, checkpoint, witnessed } = year;
    const consistency = async (from: number, to: number) => {
      const path = `/v1/log/consistency?year=2026&from=${from}&to=${to}`;
      return consistencySchema.parse((await served.ask("garante", path)).body);
    };
    const log = { origin, vkey, second, checkpoint, witnessed };
    const question = { log, policy, kept: undefined, at: new Date().toISOString(), consistency };
    const { steps, covered, head } = await checkLog(question, tools);
    expect(steps.filter(({ outcome }) => outcome === "bad")).toEqual([]);
    expect(covered).toBe(256);
    const proof = await served.ask("garante", "/v1/log/entries/2026/40/proof");
    if (head === undefined) throw new Error("the log is signed");
    const checked = await checkEntry({ proof: proof.text, index: 40, head }, tools);
    expect(checked.steps.map(({ result }) => result)).toEqual([
      ...["proofRead", "signed", "included", "sameLog"],
    ]);
  });
});
