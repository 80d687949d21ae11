import { type Present, presentIn } from "#libs/policy/lifeMessages";

/** An instance that was not heard for so long no longer counts: it decides nothing before it has read on. */
export const instanceSilenceMs = 5_000;
/** How long an instance that calls the roll waits for the answers. */
export const rollCallMs = 250;

/** Instances of policy that this one hears, by what they say of themselves. Of time it knows what it is told. */
export class Presence {
  private readonly heardAtMs = new Map<string, number>();

  constructor(
    private readonly instance: string,
    private readonly nowMs: () => number,
  ) {}

  /** What another instance said; undefined for what is no such message, or our own. */
  heard(bytes: Uint8Array): Present | undefined {
    const present = presentIn(bytes);
    if (present === undefined || present.instance === this.instance) return undefined;
    this.heardAtMs.set(present.instance, this.nowMs());
    return present;
  }

  /** This instance and all that were heard lately. */
  live(): readonly string[] {
    const since = this.nowMs() - instanceSilenceMs;
    for (const [instance, atMs] of this.heardAtMs) {
      if (atMs < since) this.heardAtMs.delete(instance);
    }
    return [this.instance, ...this.heardAtMs.keys()];
  }
}
