import type { StoredMessage } from "#libs/eventlog/port";

/** One message as its consumer brought it. */
export interface MessageInHand {
  readonly message: StoredMessage;
  /** Every message of its stream from this sequence on, up to this one, came to this process; see Coverage. */
  readonly coveredFrom: number;
}

/**
 * Messages that a consumer brought and that nobody has recorded yet, by what they belong to (an incident, the reports
 * of a room). Where all since a sequence came here, what follows it is in hand and need not be asked of the stream.
 * It only saves reads: whoever gets nothing from it asks the leader.
 */
export class MessagesInHand {
  private readonly byKey = new Map<string, readonly MessageInHand[]>();
  private bytes = 0;
  private newest = 0;
  private clearedUpTo = 0;

  constructor(private readonly bytesMax: number) {}

  take(key: string, one: MessageInHand): void {
    if (this.bytes + one.message.data.length > this.bytesMax) this.clear();
    const { sequence } = one.message;
    this.newest = Math.max(this.newest, sequence);
    const before = this.byKey.get(key) ?? [];
    const others = before.filter((other) => other.message.sequence !== sequence);
    const all = [...others, one].toSorted((a, b) => a.message.sequence - b.message.sequence);
    this.bytes += bytesOf(all) - bytesOf(before);
    this.byKey.set(key, all);
  }

  /**
   * All messages of `key` after a sequence up to the newest one in hand, oldest first; empty when one of them may be
   * missing, or none is in hand. What lies at the sequence or before it is done, and is dropped.
   */
  after(key: string, sequence: number): readonly StoredMessage[] {
    const all = this.byKey.get(key) ?? [];
    const left = all.filter(({ message }) => message.sequence > sequence);
    this.bytes -= bytesOf(all) - bytesOf(left);
    if (left.length > 0) this.byKey.set(key, left);
    else this.byKey.delete(key);
    const coveredFrom = Math.max(left.at(-1)?.coveredFrom ?? 0, this.clearedUpTo + 1);
    return coveredFrom <= sequence + 1 ? left.map(({ message }) => message) : [];
  }

  /** Forgets everything: what comes later says nothing of what came before. */
  clear(): void {
    this.byKey.clear();
    this.bytes = 0;
    this.clearedUpTo = this.newest;
  }
}

const bytesOf = (all: readonly MessageInHand[]): number =>
  all.reduce((sum, { message }) => sum + message.data.length, 0);
