import type { Adapter, AdapterPayload } from "oidc-provider";

/** More than the people of one installation keep open; what is oldest makes room for what is new. */
const keptMax = 10_000;
/** The issuer itself judges by `exp`: what it may still ask for is kept so much longer. */
const graceMs = 60_000;

interface Kept {
  readonly payload: AdapterPayload;
  readonly endsMs: number;
}

/**
 * What the embedded issuer remembers of attempts, sessions and grants: in this process alone, at most `max` of them.
 * Gives the issuer a store for each kind of thing; all share the room there is.
 */
export function issuerMemory(nowMs: () => number, max = keptMax): (kind: string) => Adapter {
  const all = new Map<string, Kept>();
  const living = (key: string): AdapterPayload | undefined => {
    const found = all.get(key);
    if (found === undefined || found.endsMs > nowMs()) return found?.payload;
    all.delete(key);
    return undefined;
  };
  const keep = (key: string, kept: Kept) => {
    // What was written last stands last: the first is the oldest.
    all.delete(key);
    all.set(key, kept);
    for (const oldest of all.keys()) {
      if (all.size <= max) break;
      all.delete(oldest);
    }
  };
  const firstWith = (kind: string, isIt: (payload: AdapterPayload) => boolean) =>
    [...all.keys()]
      .filter((key) => key.startsWith(`${kind}:`))
      .map(living)
      .find((payload) => payload !== undefined && isIt(payload));
  return (kind) => ({
    upsert: async (id, payload, lifeS) => {
      const endsMs = lifeS === undefined ? Number.POSITIVE_INFINITY : nowMs() + lifeS * 1_000;
      keep(`${kind}:${id}`, { payload, endsMs: endsMs + graceMs });
    },
    find: async (id) => living(`${kind}:${id}`),
    findByUid: async (uid) => firstWith(kind, (payload) => payload.uid === uid),
    findByUserCode: async (code) => firstWith(kind, (payload) => payload.userCode === code),
    consume: async (id) => {
      const found = all.get(`${kind}:${id}`);
      if (found === undefined) return;
      const consumed = Math.floor(nowMs() / 1_000);
      all.set(`${kind}:${id}`, { ...found, payload: { ...found.payload, consumed } });
    },
    destroy: async (id) => void all.delete(`${kind}:${id}`),
    revokeByGrantId: async (grant) => {
      for (const [key, { payload }] of all) if (payload.grantId === grant) all.delete(key);
    },
  });
}
