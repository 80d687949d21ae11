import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import type { Cosigner } from "#libs/tlog/cosigner";
import { addSignature, noteVerifier, parseNote } from "#libs/tlog/note";
import { parsePolicy } from "#libs/tlog/tlogPolicy";
import { cosignedAtSeconds, cosignedBy, policyOf, syntheticWitness } from "#tests/support/cosigned";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";
import { cosignedLog } from "./cosignedLog.ts";
import { openReader } from "./logReader.ts";
import { fileSource } from "./tileSource.ts";

let log: TestLog;
let note: Buffer;
const witnesses = [syntheticWitness("prefettura"), syntheticWitness("comune", "ml-dsa-44")];
const [prefettura, comune] = witnesses as [Cosigner, Cosigner];

beforeAll(async () => {
  log = await newTestLog();
  const store = await log.open();
  await growLog(log, store, [5]);
  const { size, root } = store.state();
  note = signCheckpoint({ origin: log.origin, size, root }, [log.signer]);
});
afterAll(() => log.remove());

async function said(witnessed: Buffer, quorum = "all") {
  await writeFile(join(log.folder, "witnessed"), witnessed);
  const verifier = noteVerifier(log.vkey);
  if (verifier === undefined) throw new Error("no key");
  const trust = { origin: log.origin, verifiers: [verifier] };
  const source = fileSource(log.folder);
  const { reader } = await openReader(source, trust);
  const parsed = parsePolicy(Buffer.from(policyOf(witnesses, quorum)));
  return cosignedLog({ source, trust, reader }, parsed.ok ? parsed.policy : undefined);
}

describe("how far witnesses have cosigned a log", () => {
  test("is where the quorum has, by keys of both kinds, each named with its time", async () => {
    const at = new Date(cosignedAtSeconds * 1_000).toISOString();
    expect(await said(cosignedBy(note, witnesses))).toEqual({
      size: 5,
      cosigned: [
        { name: "w0", key: "prefettura.example", at },
        { name: "w1", key: "comune.example", at },
      ],
      absent: [],
    });
  });

  test("is nowhere below the quorum, and who is missing is named", async () => {
    expect(await said(cosignedBy(note, [prefettura]))).toMatchObject({ size: 0, absent: ["w1"] });
    expect(await said(cosignedBy(note, [prefettura]), "any")).toMatchObject({ size: 5 });
    expect(await said(note)).toMatchObject({ size: 0, cosigned: [], absent: ["w0", "w1"] });
  });

  test("is nowhere for a forged word, one of another checkpoint, a stranger's, another root, a longer log", async () => {
    const { origin, signer } = log;
    const other = (size: number, root = randomBytes(32)) =>
      cosignedBy(signCheckpoint({ origin, size, root }, [signer]), witnesses);
    const [replayed] = parseNote(cosignedBy(other(4), [comune]))?.signatures.slice(-1) ?? [];
    if (replayed === undefined) throw new Error("no signature");
    const stranger = syntheticWitness("nessuno");
    for (const wrong of [
      addSignature(cosignedBy(note, [prefettura]), replayed),
      cosignedBy(note, [prefettura, stranger]),
      cosignedBy(note, [prefettura, { ...stranger, cosign: comune.cosign }].slice(0, 1)),
      other(5),
      other(6),
    ]) {
      expect(await said(wrong)).toMatchObject({ size: 0 });
    }
  });
});
