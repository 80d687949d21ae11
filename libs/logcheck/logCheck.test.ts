import { describe, expect, test } from "@jest/globals";
import type { CheckStep, StepResult } from "#libs/logcheck/findings";
import { keptLogsIn, keptText } from "#libs/logcheck/kept";
import { checkElsewhere, checkGone, checkLog, type LogQuestion } from "#libs/logcheck/logCheck";
import { toolsOf } from "#libs/logcheck/webTools";
import { cosignedBy, policyOf, syntheticWitness } from "#tests/support/cosigned";
import { logKeys, type MemoryLog, memoryLog } from "#tests/support/memoryLog";

const tools = toolsOf(() => Promise.reject(new Error("WebCrypto has Ed25519 here")));
const keys = logKeys();
const log = memoryLog(keys, 40);
/** The same key, another history from entry 8 on. */
const fork = memoryLog(keys, 40, 8);
const stranger = memoryLog(logKeys(), 40);
const witnesses = [syntheticWitness("prefettura"), syntheticWitness("comune", "ml-dsa-44")];
const [prefettura] = witnesses;
const policy = policyOf(witnesses, "all");
const cosigned = (note: string, by = witnesses) => cosignedBy(Buffer.from(note), by).toString();

interface Shown {
  readonly of?: MemoryLog;
  readonly size?: number;
  readonly changed?: Partial<LogQuestion["log"]>;
  readonly policy?: string | null;
  readonly consistency?: LogQuestion["consistency"];
}

/** What the console shows: a log at a size, cosigned at 20, unless a test has it say something else. */
async function shown({ of = log, size = 30, ...more }: Shown = {}): Promise<LogQuestion> {
  const { origin, vkey } = of;
  const witnessed = cosigned(await of.note(Math.min(20, size)));
  const said = { origin, vkey, second: null, checkpoint: await of.note(size), witnessed };
  return {
    log: { ...said, ...more.changed },
    policy: more.policy === undefined ? policy : more.policy,
    kept: undefined,
    at: "2026-11-22T10:00:00.000Z",
    consistency:
      more.consistency ?? (async (from, to) => ({ proof: await of.consistency(from, to) })),
  };
}

/** What this browser keeps of a log after it has seen it at these sizes. */
async function keptAt(...sizes: readonly number[]) {
  let kept: LogQuestion["kept"];
  for (const size of sizes) {
    const { kept: now } = await checkLog({ ...(await shown({ size })), kept }, tools);
    kept = now;
  }
  return kept;
}

const resultsOf = (steps: readonly CheckStep[]): readonly StepResult[] =>
  steps.map(({ result }) => result);
const alarmsOf = (steps: readonly CheckStep[]): readonly StepResult[] =>
  resultsOf(steps.filter(({ outcome }) => outcome === "bad"));

/** The alarms of a check after this browser has seen the log at 10 and at 25 entries, and that nothing was learnt. */
async function alarms(lie: Shown): Promise<readonly StepResult[]> {
  const kept = await keptAt(10, 25);
  const check = await checkLog({ ...(await shown(lie)), kept }, tools);
  expect(check.kept).toBe(kept);
  expect(check.covered).toBe(0);
  return alarmsOf(check.steps);
}

describe("a log that is what it says", () => {
  test("is trusted the first time, and that is said of key, growth and policy", async () => {
    const { steps, covered, kept } = await checkLog(await shown(), tools);
    expect(resultsOf(steps)).toEqual([
      ...(["keyFirst", "signed", "secondNone", "growthFirst", "policyFirst"] as const),
      ...(["cosigned", "cosigned", "quorumMet"] as const),
    ]);
    expect(covered).toBe(20);
    expect(kept?.seen.map(({ size }) => size)).toEqual([30]);
  });

  test("has grown from what was seen before, and every later time is compared with that", async () => {
    const kept = await keptAt(10, 25);
    const { steps } = await checkLog({ ...(await shown()), kept }, tools);
    expect(resultsOf(steps).slice(0, 5)).toEqual([
      ...(["keySame", "signed", "secondNone", "grown", "policySame"] as const),
    ]);
    const again = await checkLog({ ...(await shown({ size: 25 })), kept }, tools);
    expect(resultsOf(again.steps)).toContain("growthNone");
    expect(again.kept).toEqual(kept);
  });

  test("names each witness, which of them has not cosigned, and that this is no quorum", async () => {
    const witnessed = cosigned(await log.note(20), witnesses.slice(0, 1));
    const { steps, covered } = await checkLog(await shown({ changed: { witnessed } }), tools);
    expect(steps.filter(({ step }) => step === "witness" || step === "quorum")).toMatchObject([
      { result: "cosigned", values: { name: "w0", key: prefettura?.name, size: 20 } },
      { result: "witnessMissing", values: { name: "w1" } },
      { result: "quorumMissing", values: { covered: 0 } },
    ]);
    expect(covered).toBe(0);
  });

  test("without a policy, or under one that asks for nobody, is never called cosigned", async () => {
    const none = await checkLog(await shown({ policy: null }), tools);
    expect(resultsOf(none.steps)).toContain("policyNone");
    const nobody = await checkLog(await shown({ policy: "quorum none\n" }), tools);
    expect(resultsOf(nobody.steps)).toContain("quorumNobody");
    expect([none.covered, nobody.covered]).toEqual([0, 0]);
  });

  test("that signs with ML-DSA-44 too must go on doing so, with the same key", async () => {
    const { second } = log;
    const checkpoint = await log.note(30, true);
    const first = await checkLog(await shown({ changed: { second, checkpoint } }), tools);
    expect(resultsOf(first.steps)).toContain("secondSigned");
    const later = async (changed: Shown["changed"]) => {
      const question = await shown({ ...(changed && { changed }) });
      return alarmsOf((await checkLog({ ...question, kept: first.kept }, tools)).steps);
    };
    expect(await later({})).toEqual(["secondDropped"]);
    expect(await later({ second })).toEqual(["secondMissing"]);
    const other = syntheticWitness(log.origin, "ml-dsa-44");
    expect(await later({ second: other.vkey.replace(".example+", "+") })).toEqual([
      "secondChanged",
    ]);
  });
});

describe("each lie about a log has a name of its own", () => {
  test("a fork of the same size: two roots under one key", async () => {
    expect(await alarms({ of: fork, size: 25 })).toEqual(["forked"]);
  });

  test("a history that was rewritten and has grown since", async () => {
    expect(await alarms({ of: fork })).toEqual(["rewritten"]);
    const { proof } = { proof: await log.consistency(25, 30) };
    expect(await alarms({ of: fork, consistency: async () => ({ proof }) })).toContain("rewritten");
  });

  test("a log that is shorter than what was seen", async () => {
    expect(await alarms({ size: 24 })).toEqual(["shrunken"]);
  });

  test("an old checkpoint shown again", async () => {
    expect(await alarms({ size: 10 })).toEqual(["replayed"]);
  });

  test("another key, whether it is shown or hidden", async () => {
    expect(await alarms({ of: stranger })).toEqual(["keyChanged", "signatureMissing"]);
    const { vkey } = log;
    expect(await alarms({ of: stranger, changed: { vkey } })).toEqual(["signatureMissing"]);
    expect(await alarms({ changed: { vkey: vkey.slice(0, -1) } })).toEqual(["keyMalformed"]);
  });

  test("a signature, a root or a name that was altered", async () => {
    const note = await log.note(30);
    const root = (await log.note(29)).split("\n")[2] ?? "";
    const altered = note.split("\n").with(2, root).join("\n");
    expect(await alarms({ changed: { checkpoint: altered } })).toEqual(["signatureWrong"]);
    expect(await alarms({ changed: { origin: "audit.altra.example/2026" } })).toEqual(["logOther"]);
    expect(await alarms({ changed: { checkpoint: note.trim() } })).toEqual(["checkpointMalformed"]);
  });

  test("a proof of growth that is cut off, is none, or is refused", async () => {
    const proof = await log.consistency(25, 30);
    const short = async () => ({ proof: proof.slice(1) });
    expect(await alarms({ consistency: short })).toContain("growthMalformed");
    const refused = async () => ({ refused: "log-forked" });
    expect(await alarms({ consistency: refused })).toContain("growthRefused");
  });

  test("a witness's word that is forged, taken from elsewhere, or about another history", async () => {
    const on20 = cosigned(await log.note(20));
    const line = (text: string) => text.split("\n").find((one) => one.startsWith("— prefettura"));
    const own = line(on20) ?? "";
    const moved = (await log.note(30)).concat(`${own}\n`);
    const replayed = { checkpoint: moved, witnessed: on20 };
    expect(await alarms({ changed: replayed })).toEqual(["witnessReplayed"]);
    const forged = line(cosigned(await fork.note(20))) ?? "";
    const witnessed = on20.replace(own, forged);
    expect(await alarms({ changed: { witnessed } })).toEqual(["witnessForged"]);
    const other = { witnessed: cosigned(await fork.note(20)) };
    expect(await alarms({ changed: other })).toContain("rewritten");
    const ahead = { witnessed: cosigned(await log.note(35)) };
    expect(await alarms({ changed: ahead })).toEqual(["shrunken"]);
  });

  test("a policy that asks for less than the one that was kept counts for nothing until it is accepted", async () => {
    const kept = await keptAt(25);
    const weak = await shown({ policy: "quorum none\n" });
    const { steps, kept: after } = await checkLog({ ...weak, kept }, tools);
    expect(resultsOf(steps)).toEqual(expect.arrayContaining(["policyChanged", "quorumMet"]));
    expect(after?.policy).toBe(policy);
  });
});

describe("a log that was seen and is not shown any more", () => {
  const kept = [{ origin: "audit.sala.example/2025" }];
  test("is hidden, whatever other log is shown in its place", () => {
    const shownInstead = ["audit.altra.example/2026", "audit.sala.example/2024"];
    expect(alarmsOf(checkGone(kept, shownInstead))).toEqual(["logGone"]);
    expect(alarmsOf(checkGone(kept, []))).toEqual(["logGone"]);
  });

  test("may have ended its term where a later year of the same name is shown", () => {
    const later = checkGone(kept, ["audit.sala.example/2026"]);
    expect(resultsOf(later)).toEqual(["logRetired"]);
    expect(checkGone(kept, ["audit.sala.example/2025"])).toEqual([]);
  });
});

describe("a checkpoint that came from elsewhere", () => {
  const told = async (note: string) => {
    const { head } = await checkLog(await shown(), tools);
    return head && (await checkElsewhere(note, head, tools)).result;
  };
  test("agrees, also without the newline that copying loses", async () => {
    expect(await told(await log.note(12))).toBe("elsewhereAgrees");
    expect(await told((await log.note(30)).trimEnd())).toBe("elsewhereAgrees");
  });

  test("shows a fork, a log that hides its end, or another's signature", async () => {
    expect(await told(await fork.note(30))).toBe("forked");
    expect(await told(await fork.note(12))).toBe("rewritten");
    expect(await told(await log.note(31))).toBe("shrunken");
    expect(await told(await stranger.note(12))).toBe("signatureMissing");
  });
});

describe("what a browser keeps", () => {
  test("is read back as it was written; anything else is nothing that was seen", async () => {
    const kept = await keptAt(10, 25);
    const text = keptText(kept === undefined ? [] : [kept]);
    expect(keptLogsIn(text)).toEqual([kept]);
    for (const damaged of ["", "{}", "[1]", text.replace('"size":10', '"size":-1')]) {
      expect(keptLogsIn(damaged)).toBeUndefined();
    }
  });
});
