import type { NatsConnection } from "@nats-io/transport-node";
import type { CacheBucket } from "#libs/eventlog/cacheBucket";
import { coreSubjects } from "#libs/eventlog/permissions";
import { sleep } from "#libs/eventlog/sleep";
import { documentKeys, signedDocumentSchema } from "#libs/policy/documents";
import { activated } from "#libs/policy/lifeMachine";
import { activeBytes, isFurther, type LifeAnswer, setKey } from "#libs/policy/lifeMessages";
import type { SignedDocument } from "#libs/seal/signedDocument";
import type { RulesInForce } from "./decideEvent.ts";
import { Presence, rollCallMs } from "./presence.ts";
import { RuleBook } from "./ruleBook.ts";
import { RuleKeeper, type RuleKeeperPorts } from "./ruleKeeper.ts";

export interface RuleRuntimePorts extends Omit<RuleKeeperPorts, "rollCall" | "changed"> {
  readonly connection: NatsConnection;
  /** Bucket RULES: a cache, written for whoever reads fast, read only for what `up` proposes. */
  readonly bucket: CacheBucket;
  nowMs(): number;
}

/** How often an instance says that it lives, and looks at what time has brought. */
const presentEveryMs = 1_000;

/**
 * The rule sets of one running instance of policy: hears the others, follows the log, acknowledges what is staged,
 * records what time ends, fills the cache.
 */
export class RuleRuntime {
  readonly book: RuleBook;
  readonly keeper: RuleKeeper;
  private readonly presence: Presence;
  private proposalTried = "";
  /** The life is read on by one at a time; whoever comes meanwhile is part of the next turn. */
  private turn: Promise<void> = Promise.resolve();

  private constructor(private readonly ports: RuleRuntimePorts) {
    this.presence = new Presence(ports.instance, () => performance.now());
    this.book = new RuleBook(ports);
    const more = { rollCall: () => this.rollCall(), changed: () => this.settle() };
    this.keeper = new RuleKeeper({ ...ports, ...more }, this.book);
  }

  /** Reads the life from the log, hears the other instances, and takes what `up` proposes. */
  static async start(ports: RuleRuntimePorts): Promise<RuleRuntime> {
    const runtime = new RuleRuntime(ports);
    const subscription = ports.connection.subscribe(coreSubjects.rulesPresent, {
      callback: (_error, message) => runtime.heard(message.data),
    });
    const asked = ports.connection.subscribe(coreSubjects.rulesAsk, {
      callback: () => runtime.say(false),
    });
    ports.signal.addEventListener("abort", () => {
      subscription.unsubscribe();
      asked.unsubscribe();
    });
    await runtime.settle();
    void runtime.runTicks();
    return runtime;
  }

  /** The snapshot for events stored at `time` as far as this instance has read; {@link RuleBook.rulesAt}. */
  rulesAt(time: string): RulesInForce | undefined {
    return this.book.rulesAt(time);
  }

  /** {@link RuleBook.rulesInstead}, by the clock of this instance. */
  rulesInstead(storedAt: string): RulesInForce | undefined {
    return this.book.rulesInstead(storedAt, this.ports.nowIso());
  }

  /** Instances that live, this one among them. */
  live(): readonly string[] {
    return this.presence.live();
  }

  /** Takes the rule set that lies in the cache, when it is another one than the last time. */
  async propose(): Promise<LifeAnswer | undefined> {
    const bytes = await this.ports.bucket.get(documentKeys.proposed);
    if (bytes === undefined) return undefined;
    const text = Buffer.from(bytes).toString("utf8");
    if (text === this.proposalTried) return undefined;
    const document = signedIn(bytes);
    if (document === undefined) {
      this.proposalTried = text;
      this.ports.logger.error("rule-set-refused", { reason: "malformed" });
      return { outcome: "refused", code: "malformed" };
    }
    const answer = await this.take(document);
    if (answer.outcome !== "busy" && answer.code !== "acks-missing") this.proposalTried = text;
    return answer;
  }

  /** What is proposed goes the whole way by itself: its signers have said from when it is in force. */
  private async take(document: SignedDocument): Promise<LifeAnswer> {
    const staged = await this.keeper.stage(document);
    if (staged.outcome !== "done" || staged.document === undefined) return staged;
    return this.keeper.activate(staged.document, undefined);
  }

  private heard(bytes: Uint8Array): void {
    const present = this.presence.heard(bytes);
    if (present === undefined) return;
    if (present.ask) this.say(false);
    if (isFurther(present.head, this.book.head)) void this.settle().catch(() => undefined);
  }

  private async rollCall(): Promise<readonly string[]> {
    this.say(true);
    await sleep(rollCallMs, this.ports.signal);
    return this.presence.live();
  }

  private say(ask: boolean): void {
    const { connection, instance } = this.ports;
    if (connection.isClosed()) return;
    const { head, activeDigest: active } = this.book;
    const present = { format: "raccordo-present/1", instance, head, active, ask };
    connection.publish(coreSubjects.rulesPresent, JSON.stringify(present));
  }

  /** Reads on, has ready what governs now and next, acknowledges, fills the cache, and says so. */
  settle(): Promise<void> {
    const next = this.turn.catch(() => undefined).then(() => this.settleNow());
    this.turn = next;
    return next;
  }

  private async settleNow(): Promise<void> {
    await this.book.confirm();
    this.say(false);
    await this.prepareDue();
    await this.keeper.acknowledge();
    await this.fillCache();
    this.say(false);
  }

  private async prepareDue(): Promise<void> {
    const current = this.book.governingAt(this.ports.nowIso())?.set.version ?? 0;
    const due = activated(this.book.life).filter(({ version }) => version >= current);
    for (const { document } of due) await this.book.prepare(document);
  }

  /** What lies in the cache is what the log says, or is put there again. */
  private async fillCache(): Promise<void> {
    const { bucket } = this.ports;
    for (const { document, ended } of activated(this.book.life)) {
      const signed = this.book.documentOf(document);
      if (signed === undefined || ended.has("superseded")) continue;
      await putIfOther(bucket, setKey(document), Buffer.from(JSON.stringify(signed), "utf8"));
    }
    if (!this.book.isActive) return;
    await putIfOther(bucket, documentKeys.active, activeBytes(this.book.life));
  }

  private async runTicks(): Promise<void> {
    const { signal, logger } = this.ports;
    while (!signal.aborted) {
      await sleep(presentEveryMs, signal);
      if (signal.aborted) return;
      try {
        await this.keeper.recordEnds();
        await this.settle();
        if (this.book.isActive) await this.propose();
      } catch (error) {
        if (!signal.aborted) logger.warn("rules-not-followed", {}, error);
      }
    }
  }
}

async function putIfOther(bucket: CacheBucket, key: string, value: Buffer): Promise<void> {
  const present = await bucket.get(key);
  if (present === undefined || !value.equals(present)) await bucket.put(key, value);
}

/** A signed document as it lies in a bucket or comes with a request; undefined for anything else. */
export function signedIn(bytes: Uint8Array): SignedDocument | undefined {
  try {
    const parsed = signedDocumentSchema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
