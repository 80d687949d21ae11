import { base64Of, type CheckTools, fromBase64 } from "./bytes.ts";
import { type CheckStep, isAlarm, stepOf } from "./findings.ts";
import { type AskConsistency, checkSignature, compared, type SignedHead } from "./head.ts";
import { type KeptLog, withSeen } from "./kept.ts";
import { noteKey, type StatedCheckpoint } from "./notes.ts";
import { checkPolicy, checkSecond, checkWitnesses } from "./witnessCheck.ts";

/** What is said of one log by whoever shows it. Nothing of it is trusted. */
export interface LogAnswer {
  readonly origin: string;
  readonly vkey: string;
  /** Verifier key of the log's second signature, ML-DSA-44. */
  readonly second: string | null;
  /** The signed note. */
  readonly checkpoint: string;
  /** The note that witnesses saw last, with their cosignatures. */
  readonly witnessed: string | null;
}

export interface LogQuestion {
  readonly log: LogAnswer;
  readonly policy: string | null;
  /** What was seen of this log before; undefined the first time. */
  readonly kept: KeptLog | undefined;
  /** Now, RFC 3339, by the clock of who asks. */
  readonly at: string;
  readonly consistency: AskConsistency;
}

export interface LogCheck {
  readonly steps: readonly CheckStep[];
  /** What is to be kept from now on: after an alarm, exactly what was kept before. */
  readonly kept: KeptLog | undefined;
  /** Undefined where the checkpoint is none, or not signed by the key. */
  readonly head: SignedHead | undefined;
  /** Entries that the quorum has cosigned; 0 in any doubt. */
  readonly covered: number;
}

/**
 * Checks one log as it is shown against itself, its keys, its witnesses, and what was seen of it before. Throws only
 * what `consistency` throws: an answer that did not arrive says nothing about the log.
 */
export async function checkLog(question: LogQuestion, tools: CheckTools): Promise<LogCheck> {
  const { log, kept } = question;
  const keySteps = await checkKey(question, tools);
  const key = await noteKey(kept?.vkey ?? log.vkey, tools);
  const signed = await checkSignature(log.checkpoint, log.origin, key, tools);
  const steps = [...keySteps, signed.step];
  if (signed.checkpoint === undefined || key === undefined) {
    return { steps, kept, head: undefined, covered: 0 };
  }
  const { checkpoint } = signed;
  const head = { key, checkpoint, consistency: question.consistency };
  const second = await checkSecond(log.second, kept, checkpoint, tools);
  steps.push(second.step, await checkGrowth(head, kept, tools));
  const policy = await checkPolicy(question.policy, kept, tools);
  steps.push(policy.step);
  const witnessed = await checkWitnesses(
    { head, note: log.witnessed, policy: policy.policy, second: second.key },
    tools,
  );
  steps.push(...witnessed.steps);
  const isBad = isAlarm(steps);
  return {
    ...{ steps, head, kept: isBad ? kept : keptOf(question, checkpoint) },
    covered: isBad ? 0 : witnessed.covered,
  };
}

function keptOf({ log, policy, kept, at }: LogQuestion, checkpoint: StatedCheckpoint): KeptLog {
  const { origin, vkey, second } = log;
  const before = kept ?? { origin, vkey, second, policy, seen: [] };
  const grown = { ...before, second: before.second ?? second };
  return withSeen(grown, {
    size: checkpoint.size,
    root: base64Of(checkpoint.root),
    at,
    note: log.checkpoint,
  });
}

async function checkKey(
  { log, kept }: LogQuestion,
  tools: CheckTools,
): Promise<readonly CheckStep[]> {
  const { vkey } = log;
  if ((await noteKey(vkey, tools)) === undefined) return [stepOf("key", "keyMalformed", { vkey })];
  if (kept === undefined) return [stepOf("key", "keyFirst", { vkey })];
  const result = kept.vkey === vkey ? "keySame" : "keyChanged";
  return [stepOf("key", result, { vkey, before: kept.vkey })];
}

/** That the log goes on from what was seen of it. */
async function checkGrowth(
  head: SignedHead,
  kept: KeptLog | undefined,
  tools: CheckTools,
): Promise<CheckStep> {
  const newest = kept?.seen.at(-1);
  const { size, root } = head.checkpoint;
  if (newest === undefined) return stepOf("growth", "growthFirst", { size });
  const values = { from: newest.size, size, at: newest.at };
  if (size < newest.size) {
    const known = kept?.seen.find((one) => one.size === size && one.root === base64Of(root));
    return stepOf("growth", known === undefined ? "shrunken" : "replayed", values);
  }
  const before = fromBase64(newest.root) ?? new Uint8Array();
  const result = await compared(head, { size: newest.size, root: before }, tools);
  const good = size === newest.size ? "growthNone" : "grown";
  return stepOf("growth", result === "agrees" ? good : result, values);
}

/**
 * Checks a checkpoint that came from elsewhere: from a witness, a monitor, a receipt, another office. It must be signed
 * by the log's key, and be the beginning of what is shown here.
 */
export async function checkElsewhere(
  note: string,
  head: SignedHead,
  tools: CheckTools,
): Promise<CheckStep> {
  const text = note.endsWith("\n") ? note : `${note}\n`;
  const signed = await checkSignature(text, head.key.name, head.key, tools, "elsewhere");
  if (signed.checkpoint === undefined) return signed.step;
  const result = await compared(head, signed.checkpoint, tools);
  const { size } = signed.checkpoint;
  const values = { from: size, size: head.checkpoint.size };
  return stepOf("elsewhere", result === "agrees" ? "elsewhereAgrees" : result, values);
}

/**
 * Logs that were seen before and are not shown any more. A year whose term is over may go, with an entry that says so
 * in a later year's log; a log that goes without a successor of its name is hidden.
 */
export function checkGone(
  kept: readonly Pick<KeptLog, "origin">[],
  shown: readonly string[],
): readonly CheckStep[] {
  const gone = kept.filter(({ origin }) => !shown.includes(origin));
  return gone.map(({ origin }) => {
    const [family, year] = familyOf(origin);
    const isFollowed = shown.map(familyOf).some(([name, later]) => name === family && later > year);
    return stepOf("shown", isFollowed ? "logRetired" : "logGone", { origin });
  });
}

const familyOf = (origin: string): readonly [string, string] => {
  const cut = origin.lastIndexOf("/");
  return [origin.slice(0, cut), origin.slice(cut + 1)];
};
