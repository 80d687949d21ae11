import { setTimeout as wait } from "node:timers/promises";
import { openSet } from "#apps/policy/openSet";
import { decide } from "#libs/policy/decide";
import { ruleSetBody } from "#libs/policy/ruleSetBody";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { rooms, sourcesWith } from "#tests/bench/policy/corpus";
import { newDecision } from "#tests/bench/policy/events";
import type { Kernel } from "#tests/bench/policy/kernel";
import { author, dpo, inMs, operations, signedBy, signers } from "#tests/support/ruleSets";

/** How late each decision began, in milliseconds after it was due. */
export interface Delays {
  /** With nothing else to do. */
  readonly quietMs: readonly number[];
  /** While a rule set was compiled and made ready. */
  readonly activatingMs: readonly number[];
  readonly activationMs: number;
}

const everyMs = 10;
/** As many rooms as an event has to do with; each decision takes its own time too. */
const roomsOfEvent = 6;

/** Decisions fall due every ten milliseconds, first alone, then while another rule set becomes ready in the process. */
export async function activateWhileDeciding(kernel: Kernel, rulesCount: number): Promise<Delays> {
  const inputs = Array.from({ length: 400 }, () => ({
    ...newDecision(),
    rooms: rooms.slice(1, 1 + roomsOfEvent),
  }));
  let next = 0;
  const decideNext = () => {
    const input = inputs[next % inputs.length];
    next += 1;
    if (input !== undefined) decide(kernel.rules, input, kernel.projectors);
  };
  const document = signedRules(rulesCount);
  const quietMs = await delaysDuring(decideNext, () => wait(1_000));
  let activationMs = 0;
  const activatingMs = await delaysDuring(decideNext, async () => {
    const before = performance.now();
    const ready = await openSet({ signers, rooms, production: false }, document);
    if (ready.kind === "refused") throw new Error(`the corpus does not open: ${ready.why}`);
    activationMs = performance.now() - before;
  });
  return { quietMs, activatingMs, activationMs };
}

/** The corpus as two people have signed it: what an instance is handed. */
function signedRules(rulesCount: number): SignedDocument {
  const { ceilings, agreements } = sourcesWith(rulesCount);
  const made = ruleSetBody(
    {
      ...{ version: 1, author: author.id, demonstration: true, grants: [] },
      ...{ not_before: inMs(-60_000), expires: inMs(86_400_000) },
      ...{ ceilings: [...ceilings], agreements: [...agreements] },
    },
    rooms,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.errors.slice(0, 3)));
  return signedBy(made.body, dpo, operations);
}

async function delaysDuring(decideNext: () => void, work: () => Promise<void>) {
  const lateMs: number[] = [];
  let due = performance.now() + everyMs;
  const timer = setInterval(() => {
    const now = performance.now();
    if (now < due) return;
    lateMs.push(now - due);
    decideNext();
    due = Math.max(due + everyMs, performance.now());
  }, 1);
  await work();
  await wait(3 * everyMs);
  clearInterval(timer);
  return lateMs;
}
