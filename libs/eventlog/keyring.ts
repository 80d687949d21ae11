/** The two random keys of one incident as the vault gives them, 32 bytes each. */
export interface VaultKeys {
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array;
}

/** What the vault answers; `unreachable` says nothing about the keys: ask again. */
export type KeyOutcome =
  | { readonly kind: "ok"; readonly keys: VaultKeys; readonly created: boolean }
  | { readonly kind: "absent" }
  /** Nothing more is sealed for the incident: its term is over. What is there is still read. */
  | { readonly kind: "retired" }
  /** Nothing more can be sealed or decided; what is not sensitive can be read with the key that is left. */
  | { readonly kind: "sensitive_shredded"; readonly ordinary: Uint8Array | undefined }
  | { readonly kind: "shredded" }
  | { readonly kind: "unreachable" };

/** The vault as exchange and policy see it. */
export interface Vault {
  /** Create-only and idempotent: an incident that has keys gets the same ones again. */
  create(mode: string, incident: string): Promise<KeyOutcome>;
  get(mode: string, incident: string): Promise<KeyOutcome>;
  /** As `get`, for who is about to seal something more under the keys. */
  getToSeal(mode: string, incident: string): Promise<KeyOutcome>;
}

/** Keys, folded states and decrypted payloads stay in memory this long at most (architecture, Keys). */
export const memoryMaxMs = 5 * 60_000;

interface Held<V> {
  readonly value: V;
  readonly since: number;
}

/**
 * Bounded memory of at most `entriesMax` values, each for at most {@link memoryMaxMs} after it was put.
 * Time is asked of the clock given; the eldest entry goes first.
 */
export class ShortMemory<V> {
  private readonly held = new Map<string, Held<V>>();

  constructor(
    private readonly nowMs: () => number,
    private readonly entriesMax: number,
  ) {}

  get(key: string): V | undefined {
    const entry = this.held.get(key);
    if (entry === undefined) return undefined;
    if (this.nowMs() - entry.since < memoryMaxMs) return entry.value;
    this.held.delete(key);
    return undefined;
  }

  put(key: string, value: V): void {
    const since = this.held.get(key)?.since ?? this.nowMs();
    this.held.delete(key);
    this.held.set(key, { value, since });
    const eldest = this.held.keys().next();
    if (this.held.size > this.entriesMax && !eldest.done) this.held.delete(eldest.value);
  }

  forget(key: string): void {
    this.held.delete(key);
  }

  forgetAll(): void {
    this.held.clear();
  }

  /** Drops what is too old; called now and then so that idle keys do not stay. */
  sweep(): void {
    for (const [key, { since }] of this.held) {
      if (this.nowMs() - since >= memoryMaxMs) this.held.delete(key);
    }
  }

  get size(): number {
    return this.held.size;
  }
}

/**
 * A vault whose answers are remembered for a short while. Only `ok` is: absence may end at any moment. Keys that were
 * given for reading are not remembered as keys to seal with.
 */
export class Keyring implements Vault {
  private readonly memory: ShortMemory<VaultKeys>;

  constructor(
    private readonly vault: Vault,
    nowMs: () => number,
    entriesMax = 10_000,
  ) {
    this.memory = new ShortMemory(nowMs, entriesMax);
  }

  create(mode: string, incident: string): Promise<KeyOutcome> {
    return this.remembered(`seal ${mode} ${incident}`, () => this.vault.create(mode, incident));
  }

  get(mode: string, incident: string): Promise<KeyOutcome> {
    // What one may seal with one may read with.
    const known = this.memory.get(`seal ${mode} ${incident}`);
    if (known !== undefined) return Promise.resolve({ kind: "ok", keys: known, created: false });
    return this.remembered(`${mode} ${incident}`, () => this.vault.get(mode, incident));
  }

  getToSeal(mode: string, incident: string): Promise<KeyOutcome> {
    return this.remembered(`seal ${mode} ${incident}`, () => this.vault.getToSeal(mode, incident));
  }

  /** A shred notice: the keys go at once. */
  forget(mode: string, incident: string): void {
    this.memory.forget(`${mode} ${incident}`);
    this.memory.forget(`seal ${mode} ${incident}`);
  }

  sweep(): void {
    this.memory.sweep();
  }

  private async remembered(name: string, ask: () => Promise<KeyOutcome>): Promise<KeyOutcome> {
    const keys = this.memory.get(name);
    if (keys !== undefined) return { kind: "ok", keys, created: false };
    const outcome = await ask();
    if (outcome.kind === "ok") this.memory.put(name, outcome.keys);
    return outcome;
  }
}
