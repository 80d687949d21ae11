import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkWitnesses, cosignedNotes, keysIn, secondSignature } from "#apps/cli/audit/signatures";
import { CliError } from "#apps/cli/exitCodes";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { cosignerOf } from "#libs/tlog/cosigner";
import { addSignature, encodeVerifierKey, parseNote } from "#libs/tlog/note";
import { parsePolicy, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";

let log: TestLog;
let root: Buffer;
const [prefettura, comune] = ["prefettura", "comune"].map((name) =>
  cosignerOf(`${name}.example`, "ed25519", randomBytes(32)),
);
const second = cosignerOf("audit.sala.example/2026", "ml-dsa-44", randomBytes(32));
const seconds = 1_790_000_000;

beforeAll(async () => {
  log = await newTestLog();
  const store = await log.open();
  await growLog(log, store, [5]);
  root = store.state().root;
});
afterAll(() => log.remove());

const policy = (quorum: string): WitnessPolicy => {
  const lines = [prefettura, comune].map((one, i) => `witness w${i} ${one?.vkey ?? ""}\n`);
  const parsed = parsePolicy(Buffer.from(`${lines.join("")}group g ${quorum} w0 w1\nquorum g\n`));
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.policy;
};

/** The log's checkpoint of five entries, cosigned by these. */
function cosigned(cosigners: readonly (typeof prefettura)[], of = root): Buffer {
  const note = signCheckpoint({ origin: log.origin, size: 5, root: of }, [log.signer]);
  const text = parseNote(note)?.text ?? "";
  return cosigners.reduce<Buffer>((sum, one) => {
    return one === undefined ? sum : addSignature(sum, one.cosign(text, seconds));
  }, note);
}

async function check(witnessed: Buffer, quorum: string) {
  await writeFile(join(log.folder, "witnessed"), witnessed);
  const source = fileSource(log.folder);
  const keys = keysIn(log.vkey);
  const notes = await cosignedNotes(source);
  const tree = await verifyLog(source, log.vkey);
  const about = { source, origin: log.origin, keys };
  return { tree, ...(await checkWitnesses(policy(quorum), about, tree, notes)) };
}

describe("the cosignatures of a log", () => {
  test("cover it when the quorum has cosigned: each witness is named with its key and its time", async () => {
    const {
      covered,
      cosigned: by,
      absent,
      findings,
    } = await check(cosigned([prefettura, comune]), "all");
    expect({ covered, absent, findings }).toEqual({ covered: 5, absent: [], findings: [] });
    const at = new Date(seconds * 1_000).toISOString();
    expect(by).toContainEqual({ name: "w0", key: "prefettura.example", at });
  });

  test("of one witness where two are asked for cover nothing, and the one that is missing is named", async () => {
    const all = await check(cosigned([comune]), "all");
    expect(all).toMatchObject({ covered: 0, absent: ["w0"], findings: [] });
    expect(await check(cosigned([comune]), "any")).toMatchObject({ covered: 5 });
  });

  test("by somebody who is not in the policy, or under a witness's name with another key, count for nothing", async () => {
    const stranger = cosignerOf("comune.example", "ed25519", randomBytes(32));
    expect(await check(cosigned([prefettura, stranger]), "all")).toMatchObject({ covered: 0 });
    const forged = { ...stranger, keyId: comune?.keyId ?? 0 };
    const text = parseNote(cosigned([]))?.text ?? "";
    const line = { ...forged.cosign(text, seconds), keyId: forged.keyId };
    const { covered, findings } = await check(addSignature(cosigned([prefettura]), line), "all");
    expect(covered).toBe(0);
    expect(findings).toMatchObject([{ kind: "checkpoint-invalid", detail: "bad-signature" }]);
  });

  test("over another root than the log shows are a fork, named so with both roots, by the tree's check too", async () => {
    const other = randomBytes(32);
    const { tree, covered, findings } = await check(cosigned([prefettura, comune], other), "all");
    const [here, there] = [root, other].map((one) => one.toString("base64"));
    const detail = `FORK: two signed roots for 5 entries: ${here} here, ${there} there`;
    expect(covered).toBe(0);
    expect(findings).toEqual([{ kind: "fork", path: "witnessed", detail }]);
    expect(tree.findings).toEqual([{ kind: "fork", path: "witnessed", detail }]);
  });
});

describe("the second signature of a log", () => {
  test("is found where it is, and its absence is a finding where the log promises it", async () => {
    const note = cosigned([second]);
    const keys = keysIn(`${log.vkey}\n${second.vkey}\n`);
    const report = { ...(await verifyLog(fileSource(log.folder), log.vkey)), note };
    expect(secondSignature(report, keys, true)).toEqual({ isThere: true, findings: [] });
    const stripped = { ...report, note: cosigned([]) };
    expect(secondSignature(stripped, keys, false).findings).toEqual([]);
    expect(secondSignature(stripped, keys, true).findings).toMatchObject([
      { kind: "signature-missing" },
    ]);
  });

  test("has a key of its own kind: two keys of one kind, or a key that is none, are a fault of the command", () => {
    const other = encodeVerifierKey(log.origin, generateKeyPairSync("ed25519").publicKey);
    for (const text of ["", "abc", `${log.vkey}\n${other}`, second.vkey, `${log.vkey} x`]) {
      expect(() => keysIn(text)).toThrow(CliError);
    }
    expect(keysIn(` ${second.vkey} ${log.vkey}`)).toMatchObject({
      vkey: log.vkey,
      secondAsked: true,
    });
  });
});
