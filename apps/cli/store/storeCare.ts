import type { StoreHealth } from "#libs/eventlog/storeHealth";

/** How the store is, as far as whoever looks after it knows. */
export type StoreState =
  | "writes"
  /** It stopped for lack of room, and there is none yet. */
  | "full"
  /** It stopped for lack of room, there is some again, and its server was ended to start anew. */
  | "restarted"
  /** It stopped again too soon after that. */
  | "waits"
  /** The same, and the server is somebody else's. */
  | "theirs"
  /** It stopped for another reason: a person has to look. */
  | "broken"
  /** Its server answers, but says nothing of it, and no full disk explains that: a person has to look. */
  | "silent";

/** What the server says of its store, or that it only says nothing of it although it is there. */
export type StoreAnswer = StoreHealth | { readonly kind: "silent" };

/** What is remembered from one look to the next. */
export interface StoreCare {
  readonly state: StoreState;
  /** Looks, one after the other, at which its server said nothing of it. */
  readonly looksSilent: number;
  /** The disk was found full since it last wrote. */
  readonly wasFull: boolean;
  /** Looks, one after the other, that found it stopped and the disk with room. */
  readonly looksWithRoom: number;
  /** Before this no restart. */
  readonly notBeforeMs: number;
  /** What the next restart makes the one after it wait. */
  readonly pauseMs: number;
}

export interface StoreLook {
  /** Undefined: the server is away, and is started again for that reason. */
  readonly store: StoreAnswer | undefined;
  readonly hasRoom: boolean;
  /** The server is our own child. */
  readonly isOurs: boolean;
  readonly nowMs: number;
}

/** What to say after a look, each in the moment in which it becomes true. */
export type StoreWord =
  | "store-full"
  | "store-broken"
  | "store-silent"
  | "store-theirs"
  | "store-waits"
  | "store-restarts"
  | "store-writes";

export interface StoreStep {
  readonly care: StoreCare;
  readonly word?: StoreWord;
  readonly restart: boolean;
}

/** A disk that fills as fast as it is freed must not make the server a revolving door. */
export const restartPauseMs = {
  first: 60_000,
  longest: 30 * 60_000,
  forgiven: 60 * 60_000,
} as const;
/** Somebody who makes room may not be done: the server is not restarted into the middle of it. */
const looksMin = 2;
/** A busy server may miss one look or two. */
const silentLooksMin = 3;

export const careAtFirst: StoreCare = {
  state: "writes",
  looksSilent: 0,
  wasFull: false,
  looksWithRoom: 0,
  notBeforeMs: Number.NEGATIVE_INFINITY,
  pauseMs: restartPauseMs.first,
};

/**
 * One look at the store of the message server. It is started again only where it stopped for lack of room, at two
 * looks there was room again, it is ours, and the last restart for this reason is long enough ago. A server whose
 * store stopped may say nothing of it any more: then that the disk was found full is the reason. Pure.
 */
export function careForStore(before: StoreCare, look: StoreLook): StoreStep {
  const { store, hasRoom, nowMs } = look;
  if (store === undefined) return stays({ ...before, looksWithRoom: 0, looksSilent: 0 });
  if (store.kind === "writes") return writesAgain(before, nowMs);
  const isSilent = store.kind === "silent";
  const looksSilent = isSilent ? before.looksSilent + 1 : 0;
  const care = { ...before, looksSilent, wasFull: before.wasFull || !hasRoom };
  if (isSilent && looksSilent < silentLooksMin) return stays({ ...care, looksWithRoom: 0 });
  if (!hasRoom) return became({ ...care, looksWithRoom: 0 }, "full", "store-full");
  if (isSilent && !care.wasFull) return became(care, "silent", "store-silent");
  if (store.kind === "refuses" && !store.wasFull) return became(care, "broken", "store-broken");
  return withRoom({ ...care, looksWithRoom: care.looksWithRoom + 1 }, look);
}

/** It stopped for lack of room, and there is some again. */
function withRoom(care: StoreCare, { isOurs, nowMs }: StoreLook): StoreStep {
  if (care.looksWithRoom < looksMin) return stays(care);
  if (!isOurs) return became(care, "theirs", "store-theirs");
  if (nowMs < care.notBeforeMs) return became(care, "waits", "store-waits");
  const restarted: StoreCare = {
    ...care,
    ...{ state: "restarted", looksWithRoom: 0, looksSilent: 0 },
    notBeforeMs: nowMs + care.pauseMs,
    pauseMs: Math.min(care.pauseMs * 2, restartPauseMs.longest),
  };
  return { care: restarted, word: "store-restarts", restart: true };
}

function writesAgain(care: StoreCare, nowMs: number): StoreStep {
  const isForgiven = nowMs - care.notBeforeMs >= restartPauseMs.forgiven;
  const pauseMs = isForgiven ? restartPauseMs.first : care.pauseMs;
  const next = { ...care, pauseMs, looksSilent: 0, looksWithRoom: 0, wasFull: false };
  return became(next, "writes", "store-writes");
}

const stays = (care: StoreCare): StoreStep => ({ care, restart: false });

const became = (care: StoreCare, state: StoreState, word: StoreWord): StoreStep => ({
  care: { ...care, state },
  restart: false,
  ...(care.state !== state && { word }),
});
