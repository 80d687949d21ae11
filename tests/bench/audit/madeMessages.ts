import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import { auditPlace, noticePlace } from "#libs/eventlog/subjects";
import { leafMac } from "#libs/seal/mac";
import type { LogEntry } from "#libs/tlog/tail";
import { syntheticId } from "#tests/support/auditFixture";
import { Traffic, type TrafficEntry } from "#tests/support/search/traffic";
import { configurationEntry, quickEntry, writtenEntry } from "#tests/support/search/trafficLog";

/** A message of AUDIT as policy writes it. */
export interface MadeMessage {
  readonly subject: string;
  readonly data: Uint8Array;
}

export interface MadeLogOptions {
  readonly year: number;
  readonly seed: number;
  readonly policyMac: Uint8Array;
  /** Sequence of the first message in its stream: the chains of incidents name sequences. */
  readonly firstSequence: number;
}

const ofItsOwn: ReadonlySet<string> = new Set(["read", "notice"]);

/** Messages of a year's traffic between six rooms, drawn from a seed, in the order of the stream. */
export class MadeMessages {
  readonly #options: MadeLogOptions;
  readonly #traffic: Traffic;
  #sequence: number;
  /** Bytes of leaves and parts made so far. */
  bytes = 0;

  constructor(options: MadeLogOptions) {
    this.#options = options;
    this.#sequence = options.firstSequence;
    const begin = `${options.year}-01-01T00:00:00.000Z`;
    this.#traffic = new Traffic({ seed: options.seed, stepMs: 31, begin });
  }

  /** Sequence that the next message must get. */
  get nextSequence(): number {
    return this.#sequence;
  }

  /** The configuration that every log begins with. */
  configuration(): MadeMessage {
    return this.#signed(this.#noticeSubject("configuration"), configurationEntry());
  }

  /** The audit process wrote an entry of its own: what is made from here on names the sequences behind it. */
  continueAt(sequence: number): void {
    this.#sequence = sequence;
  }

  next(): MadeMessage {
    const { year } = this.#options;
    const made = this.#ofPolicy();
    if ("system" in made) {
      const entry = writtenEntry(made, String(this.#sequence));
      return this.#signed(this.#noticeSubject(made.system.leaf.kind), entry);
    }
    // A chain is of one mode, and the traffic draws one for each message.
    const decision = { ...made.decision, mode: "actual" } as const;
    const { mode, incident: pseudonym, event } = decision;
    const { subject } = auditPlace({ year, mode, pseudonym, event });
    return this.#signed(subject, quickEntry(decision));
  }

  /** Heartbeats are the audit process's own: no other key may write them. Receipts would have to form a chain. */
  #ofPolicy(): TrafficEntry {
    for (;;) {
      const made = this.#traffic.next(this.#options.year, this.#sequence - 1);
      if ("decision" in made || ofItsOwn.has(made.system.leaf.kind)) return made;
    }
  }

  #noticeSubject(kind: string): string {
    const id = syntheticId(`bench ${this.#sequence}`);
    return noticePlace({ year: this.#options.year, kind, id }).subject;
  }

  #signed(subject: string, { leaf, part: parts }: LogEntry): MadeMessage {
    this.#sequence += 1;
    this.bytes += leaf.length + parts.length;
    const mac = leafMac(this.#options.policyMac, { writer: "policy", subject, leaf, parts });
    return { subject, data: encodeAuditMessage({ leaf, parts, mac, writer: "policy" }) };
  }
}
