import { describe, expect, test } from "@jest/globals";
import { checkEntry } from "#libs/logcheck/entryCheck";
import { checkLog } from "#libs/logcheck/logCheck";
import { toolsOf } from "#libs/logcheck/webTools";
import { logKeys, type MemoryLog, memoryLog } from "#tests/support/memoryLog";

const tools = toolsOf(() => Promise.reject(new Error("WebCrypto has Ed25519 here")));
const keys = logKeys();
const log = memoryLog(keys, 40);
const fork = memoryLog(keys, 40, 8);
const stranger = memoryLog(logKeys(), 40);
const index = 5;
const size = 30;

async function checked(proof: string, at: number = index) {
  const { origin, vkey } = log;
  const said = { origin, vkey, second: null, checkpoint: await log.note(size), witnessed: null };
  const consistency = async (from: number, to: number) => ({
    proof: await log.consistency(from, to),
  });
  const question = { log: said, policy: null, kept: undefined, at: "2026-11-22T10:00:00.000Z" };
  const { head } = await checkLog({ ...question, consistency }, tools);
  if (head === undefined) throw new Error("the log of this test is good");
  const { steps, leaf } = await checkEntry({ proof, index: at, head }, tools);
  return { leaf, results: steps.map(({ result }) => result) };
}

const resultsOf = async (of: MemoryLog, changed: Parameters<MemoryLog["proof"]>[2]) =>
  (await checked(await of.proof(index, size, changed))).results;

describe("the proof of an entry", () => {
  test("holds from the entry's bytes up to the signed root of the log that was checked", async () => {
    const { results, leaf } = await checked(await log.proof(index, size));
    expect(results).toEqual(["proofRead", "signed", "included", "sameLog"]);
    expect(leaf).toEqual(new Uint8Array(log.leaf(index)));
  });

  test("holds too where the log has grown between the two answers", async () => {
    for (const other of [20, 35]) {
      const { results } = await checked(await log.proof(index, other));
      expect(results.at(-1)).toBe("sameLog");
    }
  });
});

describe("each lie about an entry has a name of its own", () => {
  test("an entry that was changed", async () => {
    const leaf = Buffer.from('{"n":5,"storia":"cambiata"}');
    expect(await resultsOf(log, { leaf })).toContain("entryChanged");
    expect(await resultsOf(log, { leaf: log.leaf(6) })).toContain("entryChanged");
  });

  test("siblings that were exchanged", async () => {
    const [a, b, ...rest] = await log.siblings(index, size);
    const siblings = [b, a, ...rest].filter((one) => one !== undefined);
    expect(await resultsOf(log, { siblings })).toContain("siblingsSwapped");
  });

  test("a proof that was cut off, or has one hash too many", async () => {
    const siblings = await log.siblings(index, size);
    expect(await resultsOf(log, { siblings: siblings.slice(0, -1) })).toContain("proofLength");
    const long = [...siblings, Buffer.alloc(32)];
    expect(await resultsOf(log, { siblings: long })).toContain("proofLength");
  });

  test("another root under the log's own key is a fork", async () => {
    const results = await resultsOf(fork, {});
    expect(results).toEqual(["proofRead", "signed", "included", "forked"]);
    const older = await checked(await fork.proof(index, 20));
    expect(older.results.at(-1)).toBe("rewritten");
  });

  test("another root that nobody signed, and another key", async () => {
    const root = (await log.note(29)).split("\n")[2] ?? "";
    const note = (await log.note(size)).split("\n").with(2, root).join("\n");
    expect(await resultsOf(log, { note })).toEqual(["proofRead", "signatureWrong"]);
    expect(await resultsOf(stranger, {})).toEqual(["proofRead", "signatureMissing"]);
  });

  test("the proof of another entry, a text that is none, and one without the entry", async () => {
    expect((await checked(await log.proof(6, size))).results).toEqual(["proofOfOther"]);
    expect((await checked("nessuna prova")).results).toEqual(["proofMalformed"]);
    const text = await log.proof(index, size);
    const bare = text.replace(/^extra .*\n/m, "");
    expect((await checked(bare)).results).toEqual(["leafMissing"]);
  });
});
