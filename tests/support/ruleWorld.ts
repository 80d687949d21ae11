import { afterAll, beforeAll } from "@jest/globals";
import { RulesFollower } from "#apps/exchange/rulesFollower";
import { type RecordedLeaf, readLeaves } from "#apps/policy/chain";
import { coreSubjects } from "#libs/eventlog/permissions";
import type { IncidentEvent } from "#libs/incident/event";
import { incidentPseudonym } from "#libs/seal/ids";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { startCore, type TestCore } from "#tests/support/core";
import { room } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import {
  portsOf,
  type RuleInstance,
  signed,
  signers,
  startInstance,
} from "#tests/support/ruleSets";
import { until } from "#tests/support/until";

/** What exchange was told to refuse of the cache, by its code. */
export type Refused = (reason: string) => void;

const end = Number.MAX_SAFE_INTEGER;

/** A core, two instances of policy on its log, and what exchange follows of them; a first set is in force. */
export class RuleWorld {
  version = 0;
  private readonly over = new AbortController();

  private constructor(
    readonly core: TestCore,
    readonly a: RuleInstance,
    readonly b: RuleInstance,
    readonly exchange: RulesFollower,
  ) {}

  static async start(): Promise<RuleWorld> {
    const following: { exchange?: RulesFollower } = {};
    const core = await startCore({ isCurrent: (epoch) => following.exchange?.isCurrent(epoch) });
    const a = await startInstance(core);
    const b = await startInstance(core);
    const signal = new AbortController();
    const exchange = follower(a, signal.signal);
    following.exchange = exchange;
    const world = new RuleWorld(core, a, b, exchange);
    world.over.signal.addEventListener("abort", () => signal.abort());
    await world.takeForce(signed(world.next()));
    return world;
  }

  async stop(): Promise<void> {
    this.over.abort();
    await Promise.all([this.a.kill(), this.b.kill()]);
    await this.core.stop();
  }

  /** The version of the next set. */
  next(): number {
    this.version += 1;
    return this.version;
  }

  /** What exchange would follow over this connection and cache. */
  followerOf(
    of: Pick<RuleInstance, "connection" | "bucket">,
    refused: Refused = () => undefined,
    nowMs = () => Date.now(),
  ): RulesFollower {
    return follower(of, this.over.signal, refused, nowMs);
  }

  /** Stages and activates at instance `a`; fails with the refusal. Resolves with the document's SHA-256. */
  async takeForce(
    document: SignedDocument,
    at: () => string | undefined = () => undefined,
  ): Promise<string> {
    const { keeper } = this.a.rules;
    const staged = await keeper.stage(document);
    if (staged.document === undefined || staged.outcome !== "done") throw new Error(staged.code);
    const activated = await keeper.activate(staged.document, at());
    if (activated.effective === undefined) throw new Error(activated.code);
    return staged.document;
  }

  nameOf(incident: string) {
    const id = this.core.incident("pl_cremona", "actual", incident);
    return { mode: "actual", incident: id } as const;
  }

  /** Sends an event of pl_cremona and has `by` decide it; what the log then says of its incident. */
  async exchanged(
    incident: string,
    by: RuleInstance,
    over: Partial<IncidentEvent> = {},
  ): Promise<readonly RecordedLeaf[]> {
    const outcome = await this.core.submit("pl_cremona", syntheticReport(incident, over));
    if (outcome.kind !== "accepted") throw new Error(outcome.code);
    await this.decided(incident, by);
    return this.leavesOf(incident);
  }

  /** Has `by` decide all that is to be decided of an incident. */
  async decided(incident: string, by: RuleInstance): Promise<void> {
    const policy = this.core.policy(portsOf(by));
    // A server that answers late makes it wait; the product's consumer then asks again, too.
    const isDone = async () =>
      (await policy.advance(this.nameOf(incident), end)).kind === "done" ? true : undefined;
    await until(isDone, `the decision on ${incident}`);
  }

  leavesOf(incident: string): Promise<readonly RecordedLeaf[]> {
    const { log, secrets } = this.core;
    const { mode, incident: id } = this.nameOf(incident);
    const pseudonym = incidentPseudonym(secrets.logPseudonym, mode, id);
    return readLeaves(log, secrets.macs, [2026], { mode, pseudonym });
  }

  /** Hash of what governs now, as leaves name it. */
  hashNow(): string | undefined {
    return this.a.rules.rulesAt(new Date().toISOString())?.hash;
  }
}

/** The world of one test file: started before its tests where there is a server, stopped after them. */
export function ruleWorldOfFile(hasServer: boolean, startMsMax: number): () => RuleWorld {
  let world: RuleWorld | undefined;
  beforeAll(async () => {
    if (hasServer) world = await RuleWorld.start();
  }, startMsMax);
  afterAll(() => world?.stop());
  return () => {
    if (world === undefined) throw new Error("the core did not start");
    return world;
  };
}

/** Why the last leaf gave a room what it gave. */
export const reasonOf = (leaves: readonly RecordedLeaf[], to: string): string | undefined =>
  leaves.at(-1)?.parts.slots.find(({ slot }) => slot === room(to).slot)?.value.reason;

function follower(
  { connection, bucket }: Pick<RuleInstance, "connection" | "bucket">,
  signal: AbortSignal,
  refused: Refused = () => undefined,
  nowMs = () => Date.now(),
): RulesFollower {
  const nothing = () => undefined;
  const logger = {
    ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, fatal: nothing },
    error: (_event: string, fields?: { readonly reason?: string }) => refused(fields?.reason ?? ""),
  };
  const made = new RulesFollower({
    ...{ bucket, signers, production: false, logger, signal, changed: nothing },
    nowIso: (laterMs = 0) => new Date(nowMs() + laterMs).toISOString(),
  });
  connection.subscribe(coreSubjects.rulesPresent, {
    callback: (_error, message) => made.heard(message.data),
  });
  return made;
}
