import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Cosigner } from "#libs/tlog/cosigner";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import {
  cosignedAtSeconds,
  cosignedBy,
  keptNote,
  policyOf,
  syntheticWitness,
} from "#tests/support/cosigned";
import { checkpointsSchema, entryAnswerSchema } from "./answers.ts";

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
