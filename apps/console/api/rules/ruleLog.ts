import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { emptyLife, evolve, type Life } from "#libs/policy/lifeMachine";
import { lifeRecordOf, ruleSetBytesMax } from "#libs/policy/lifeRecords";
import { byText } from "#libs/policy/order";
import { type Revocation, revocationSchema } from "#libs/policy/ruleSetLife";
import { sha256Hex } from "#libs/seal/bytes";
import { parseLeaf, type RuleSetLeaf } from "#libs/seal/leaf";
import type { SignedLog } from "#libs/search/signedLogs";
import { tileWidth } from "#libs/tlog/tiles";
import { partAt } from "../partAt.ts";

/** One step of a rule set, or of a revocation, where the log tells it. */
export interface RuleStep {
  readonly year: number;
  readonly index: number;
  readonly leaf: RuleSetLeaf;
}

/** An agreement, a grant or limits of law in a rule set, with its own dates. */
export interface RuleTitle {
  readonly kind: "agreement" | "grant" | "ceilings";
  readonly id: string;
  readonly title: string;
  readonly from: string;
  /** Last day of the last period that is in the document. */
  readonly to: string;
  readonly invented: boolean;
}

/** Rule sets and revocations as the signed log tells them; only looked at. */
export interface RulesTold {
  readonly life: Life;
  /** By document, SHA-256 of the signed bytes. */
  readonly steps: ReadonlyMap<string, readonly RuleStep[]>;
  readonly titles: ReadonlyMap<string, readonly RuleTitle[]>;
  /** The revocation as it was signed; absent where it cannot be read, and then it denies everything. */
  readonly revocations: ReadonlyMap<string, Revocation>;
  /** Signed bytes of a rule set that was staged; undefined where the log does not hold it. */
  bodyOf(document: string): string | undefined;
}

/** Documents that are remembered: far more than an installation ever has. */
const documentsMax = 512;

/**
 * The life of rule sets, gathered once from the leaves and parts of the signed log and carried on as it grows. The
 * clock of each step is the one that its leaf states.
 */
export class RuleLog {
  #state = newState();
  #turn: Promise<unknown> = Promise.resolve();

  /** Reads what is signed and was not read yet; one after the other. */
  upTo(logs: readonly SignedLog[]): Promise<RulesTold> {
    const turn = this.#turn.catch(() => undefined).then(() => this.#read(logs));
    this.#turn = turn;
    return turn;
  }

  async #read(logs: readonly SignedLog[]): Promise<RulesTold> {
    // A log that got shorter is another one: nothing that was gathered of it counts.
    if (logs.some(({ year, reader }) => reader.size < (this.#state.next.get(year) ?? 0))) {
      this.#state = newState();
    }
    const state = this.#state;
    for (const log of logs) await readOn(state, log);
    return { ...state, bodyOf: (document) => bodyIn(state, document) };
  }
}

const newState = () => ({
  next: new Map<number, number>(),
  life: emptyLife(0),
  steps: new Map<string, RuleStep[]>(),
  titles: new Map<string, readonly RuleTitle[]>(),
  revocations: new Map<string, Revocation>(),
  /** As they lie in the log: packed. */
  packed: new Map<string, Buffer>(),
});
type State = ReturnType<typeof newState>;

const mark = Buffer.from('"kind":"rule_set"');

async function readOn(state: State, log: SignedLog): Promise<void> {
  const { year, reader } = log;
  for (let index = state.next.get(year) ?? 0; index < reader.size; ) {
    const leaves = await reader.items("entries", 0, Math.floor(index / tileWidth));
    for (const bytes of leaves.slice(index % tileWidth)) {
      if (bytes.includes(mark)) await take(state, log, index, bytes);
      index += 1;
    }
    state.next.set(year, index);
    // Others are answered meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function take(state: State, log: SignedLog, index: number, bytes: Buffer): Promise<void> {
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || leaf.kind !== "rule_set") return;
  const known = state.steps.get(leaf.document);
  if (known === undefined && state.steps.size >= documentsMax) return;
  state.steps.set(leaf.document, [...(known ?? []), { year: log.year, index, leaf }]);
  const part = await partAt(log, index);
  if (part === undefined || sha256Hex(part) !== leaf.digest) return;
  const signed = leaf.state === "staged" ? unpacked(part) : part;
  const record = signed && lifeRecordOf(leaf, signed);
  if (signed === undefined || record === undefined) return;
  state.life = evolve(state.life, record, leaf.at);
  if (leaf.state === "staged") {
    state.packed.set(leaf.document, part);
    state.titles.set(leaf.document, titlesIn(signed));
  }
  if (leaf.state === "revoked") {
    const revocation = revocationSchema.safeParse(JSON.parse(signed.toString("utf8")));
    if (revocation.success) state.revocations.set(leaf.document, revocation.data);
  }
}

function unpacked(part: Buffer): Buffer | undefined {
  try {
    return gunzipSync(part, { maxOutputLength: ruleSetBytesMax });
  } catch {
    return undefined;
  }
}

function bodyIn({ packed }: State, document: string): string | undefined {
  const part = packed.get(document);
  return part && unpacked(part)?.toString("utf8");
}

const period = z.object({ from: z.string(), to: z.string() });
const dated = z.object({
  ...{ id: z.string(), title: z.string(), in_force: period },
  renewals: z.array(period).default([]),
  invented: z.boolean().default(false),
});
// Who lists rule sets needs their titles alone: the rest of the document is left where it is.
const titlesSchema = z.object({
  ceilings: z.array(z.object({ ceilings: dated })).default([]),
  agreements: z.array(z.object({ agreement: dated })).default([]),
  grants: z.array(z.object({ grant: dated })).default([]),
});

/** Titles of a rule set; none where it cannot be read. */
export function titlesIn(body: Buffer): readonly RuleTitle[] {
  const parsed = titlesSchema.safeParse(JSON.parse(body.toString("utf8")));
  if (!parsed.success) return [];
  const { agreements, grants, ceilings } = parsed.data;
  return [
    ...agreements.map(({ agreement }) => titleOf("agreement", agreement)),
    ...grants.map(({ grant }) => titleOf("grant", grant)),
    ...ceilings.map((one) => titleOf("ceilings", one.ceilings)),
  ];
}

function titleOf(
  kind: RuleTitle["kind"],
  { id, title, in_force, renewals, invented }: z.infer<typeof dated>,
): RuleTitle {
  const to = [in_force, ...renewals].map((one) => one.to).toSorted(byText);
  return { kind, id, title, from: in_force.from, to: to.at(-1) ?? in_force.to, invented };
}
