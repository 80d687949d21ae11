import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { publicKeyOf } from "#libs/seal/ed25519";
import { fileSource } from "#libs/tilestore/tileSource";
import { parseCheckpoint } from "#libs/tlog/checkpoint";
import { encodeVerifierKey, openNote, publicKeyObject } from "#libs/tlog/note";
import { parsePolicy } from "#libs/tlog/tlogPolicy";
import {
  type AuditFixture,
  auditFamily,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verifiedFamily } from "#tests/support/auditLog";
import { type StartedChild, startChild } from "#tests/support/childProcess";
import { newWitness, type TestWitness } from "#tests/support/testWitness";
import { until } from "#tests/support/until";

let fixture: AuditFixture;
let audit: StartedChild;
let witnesses: readonly { readonly witness: TestWitness; child: StartedChild }[];
let policy: string;

function run({ name, config }: TestWitness): StartedChild {
  const path = join(fixture.folder, `${name}-${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return startChild("apps/witness/main.js", path);
}

beforeAll(async () => {
  fixture = await startAuditFixture();
  await fixture.configure();
  const key = publicKeyObject(publicKeyOf(fixture.secrets.checkpointSeed));
  const vkey = encodeVerifierKey(`${auditFamily}/${fixture.year}`, key);
  witnesses = ["prefettura", "comune"].map((name) => {
    const witness = newWitness(fixture.folder, name, [vkey]);
    return { witness, child: run(witness) };
  });
  const lines = await Promise.all(
    witnesses.map(async ({ witness, child }) => {
      const { http } = await child.ready;
      return `witness ${witness.name} ${witness.vkey} http://127.0.0.1:${http}\n`;
    }),
  );
  policy = `${lines.join("")}group due all prefettura comune\nquorum due\n`;
  audit = fixture.start({}, { witnesses: { policy, timeout_ms: 1_000, missing_after_ms: 1_000 } });
  await audit.ready;
});
afterAll(async () => {
  for (const { child } of witnesses ?? []) {
    child.child.kill("SIGKILL");
    await child.ended;
  }
  await fixture?.close();
});

const announced = () => fixture.announcements.at(-1);
const allAtL2 = (sizeMin: number): boolean =>
  announced()?.witnessed === announced()?.size && (announced()?.size ?? 0) >= sizeMin;
const decide = (event: string) =>
  recordDecision(fixture, { incident: syntheticId(event), event: syntheticId(event) });

/** Names of the witnesses of the policy that cosigned the published checkpoint, which has at least this size. */
async function cosignersOf(
  file: string,
  sizeMin: number,
  year = fixture.year,
): Promise<readonly string[]> {
  const note = await fileSource(join(fixture.logDir, String(year))).read(file);
  const parsed = parsePolicy(Buffer.from(policy, "utf8"));
  if (note === undefined || !parsed.ok) return [];
  const opened = openNote(
    note,
    parsed.policy.witnesses.map(({ verifier }) => verifier),
  );
  if (!opened.ok || (parseCheckpoint(opened.text)?.size ?? 0) < sizeMin) return [];
  return opened.verified.map(({ name }) => name).toSorted();
}

describe("a log with two witnesses", () => {
  test("comes to level L2: the announcement names the size that both have cosigned, and the checkpoint carries their lines", async () => {
    await recordConfiguration(fixture);
    await decide("first");
    await until(() => allAtL2(3), "three entries at L2");
    const both = ["comune.example", "prefettura.example"];
    // On a busy machine a witness may be late enough for the notice: then the checkpoint has just become another one.
    for (const file of ["witnessed", "checkpoint"]) {
      const names = async () => (await cosignersOf(file, 3)).join();
      await until(async () => (await names()) === both.join(), `both lines in ${file}`);
    }
  });

  test("goes on at L1 when one is gone: it is an alarm, and one leaf of the log tells it", async () => {
    const comune = witnesses[1];
    await until(() => allAtL2(3), "all at L2");
    comune?.child.child.kill("SIGKILL");
    await comune?.child.ended;
    const covered = announced()?.witnessed ?? 0;
    await decide("alone");
    await decide("still alone");
    await until(
      () => (announced()?.size ?? 0) >= covered + 3,
      "two decisions and the notice at L1",
    );
    expect(announced()).toMatchObject({ witnessed: covered });
    const leaves = await leavesOf(fixture);
    const told = leaves.filter((leaf) => leaf.kind === "notice" && leaf.sequence === covered);
    expect(told).toMatchObject([{ code: "witness_missing" }]);
  });

  test("comes back to L2 when it answers again, with everything that was written meanwhile", async () => {
    const comune = witnesses[1];
    if (comune === undefined) throw new Error("no second witness");
    const { http = 0 } = await comune.child.ready;
    comune.child = run({ ...comune.witness, config: { ...comune.witness.config, port: http } });
    await comune.child.ready;
    await until(() => allAtL2(6), "all at L2 again");
  });

  test("knows after a restart what was cosigned, and asks no witness for it again", async () => {
    const before = announced()?.witnessed;
    audit.child.kill("SIGKILL");
    await audit.ended;
    const from = fixture.announcements.length;
    audit = fixture.start({}, { witnesses: { policy } });
    await audit.ready;
    const after = await until(() => fixture.announcements[from], "an announcement");
    expect(after.witnessed).toBe(before);
  });

  test("takes both witnesses over the year's end, though one is away: the old year is cosigned to its last entry, and the new one from its first, under the keys that they know", async () => {
    const comune = witnesses[1];
    if (comune === undefined) throw new Error("no second witness");
    const { http = 0 } = await comune.child.ready;
    comune.child.child.kill("SIGKILL");
    await comune.child.ended;
    await decide("the year's last");
    const now = new Date();
    const then = new Date(now);
    const next = fixture.year + 1;
    then.setUTCFullYear(next);
    writeFileSync(fixture.clockFile, String(then.getTime() - now.getTime()));
    await until(() => announced()?.year === next, "the next year");
    const both = ["comune.example", "prefettura.example"];
    const last = (await fixture.log.info(`AUDIT_${fixture.year}`))?.lastSequence ?? 0;
    expect(await cosignersOf("witnessed", last)).toEqual([]);

    comune.child = run({ ...comune.witness, config: { ...comune.witness.config, port: http } });
    await comune.child.ready;
    await recordDecision(fixture, {
      ...{ incident: syntheticId("new"), event: syntheticId("new"), year: next },
    });
    await until(() => announced()?.year === next && allAtL2(2), "the new year at L2");
    await until(async () => {
      const names = await cosignersOf("witnessed", last);
      return names.length === both.length;
    }, "the old year at L2");
    expect(await cosignersOf("witnessed", 2, next)).toEqual(both);
    const { years } = await verifiedFamily(fixture, [fixture.year, next]);
    expect(years.map(({ findings }) => findings)).toEqual([[], []]);
  });
});
