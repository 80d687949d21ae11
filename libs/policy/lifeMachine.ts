import { byText } from "./order.ts";
import type { RevocationInForce } from "./revoke.ts";
import type { Revoked } from "./ruleSetLife.ts";

/**
 * The life of rule sets as a pure machine over the records of the log: draft → analysed → simulated → signed by one →
 * signed by two → staged → active → superseded. A record that the life does not allow changes nothing, so that no
 * order of records, and nobody who could write one, makes a set active that two roles have not signed.
 */
interface OfSet {
  /** SHA-256, hex, of the signed bytes. */
  readonly document: string;
  readonly version: number;
}

export type SetRecord =
  /** `key` is the author's. */
  | ({ readonly state: "drafted"; readonly key: string } & OfSet)
  | ({ readonly state: "analysed"; readonly plan_table: string } & OfSet)
  | ({ readonly state: "simulated"; readonly vectors: string } & OfSet)
  | ({ readonly state: "signed"; readonly role: string; readonly key: string } & OfSet)
  | ({ readonly state: "staged" } & OfSet & StagedTerms)
  /** An instance of policy has compiled it to this plan table and decided its vectors as they were signed. */
  | ({
      readonly state: "acknowledged";
      readonly instance: string;
      readonly plan_table: string;
    } & OfSet)
  | ({ readonly state: "activated"; readonly from: string } & OfSet)
  | ({ readonly state: "superseded" | "expired" } & OfSet);

export type LifeRecord =
  | SetRecord
  | {
      readonly state: "revoked";
      /** SHA-256, hex, of the revocation. */
      readonly document: string;
      readonly role: string;
      readonly key: string;
      readonly what: Revoked;
    };

/** What a rule set says of itself, as far as its life depends on it. */
export interface StagedTerms {
  /** Hash of the compiled rules: equal content has equal hashes, whatever its version. */
  readonly rule_set: string;
  readonly plan_table: string;
  readonly not_before: string;
  readonly expires: string;
  readonly to_version?: number;
  readonly lifts?: readonly string[];
}

export type SetStage = "drafted" | "analysed" | "simulated" | "signed" | "staged" | "activated";

export interface LifeSet extends OfSet {
  readonly stage: SetStage;
  readonly author: string;
  readonly signatures: readonly { readonly role: string; readonly key: string }[];
  readonly terms?: StagedTerms;
  /** Instances that can run it. */
  readonly acks: ReadonlySet<string>;
  /** It governs events stored from this moment on; later than its record and than `not_before`. */
  readonly effective?: string;
  /** States that were recorded after the activation. */
  readonly ended: ReadonlySet<"superseded" | "expired">;
}

export interface RecordedRevocation extends RevocationInForce {
  readonly role: string;
  readonly key: string;
}

export interface Life {
  /** Activations of a log that knew no life yet: no set below this version is ever taken. */
  readonly floor: number;
  readonly sets: ReadonlyMap<string, LifeSet>;
  readonly revocations: readonly RecordedRevocation[];
}

export const emptyLife = (floor: number): Life => ({ floor, sets: new Map(), revocations: [] });

/** The life after one more record, stored at `storedAt` (RFC 3339 UTC, the clock of the log). */
export function evolve(life: Life, record: LifeRecord, storedAt: string): Life {
  if (record.state === "revoked") return withRevocation(life, record);
  const set = life.sets.get(record.document);
  if (set === undefined) {
    return record.state === "drafted" && record.version >= lowestNew(life)
      ? withSet(life, draftOf(record))
      : life;
  }
  if (set.version !== record.version) return life;
  const next = after(life, set, record, storedAt);
  return next === undefined ? life : withSet(life, next);
}

function draftOf({ document, version, key }: OfSet & { readonly key: string }): LifeSet {
  const none = { signatures: [], acks: new Set<string>(), ended: new Set<never>() };
  return { document, version, author: key, stage: "drafted", ...none };
}

/** The set after a record about it; undefined where the life does not allow it. */
function after(life: Life, set: LifeSet, record: SetRecord, storedAt: string): LifeSet | undefined {
  switch (record.state) {
    case "drafted":
      return undefined;
    case "analysed":
      return set.stage === "drafted" ? { ...set, stage: "analysed" } : undefined;
    case "simulated":
      return set.stage === "analysed" ? { ...set, stage: "simulated" } : undefined;
    case "signed":
      return signedBy(set, record);
    case "staged":
      return stagedAs(life, set, record);
    case "acknowledged":
      return acknowledgedBy(set, record);
    case "activated":
      return activatedFrom(life, set, record.from, storedAt);
    case "superseded":
    case "expired":
      return set.stage === "activated"
        ? { ...set, ended: new Set([...set.ended, record.state]) }
        : undefined;
  }
}

function signedBy(
  set: LifeSet,
  { role, key }: { readonly role: string; readonly key: string },
): LifeSet | undefined {
  if (set.stage !== "simulated" && set.stage !== "signed") return undefined;
  const again = set.signatures.some((one) => one.role === role || one.key === key);
  if (again || key === set.author) return undefined;
  return { ...set, stage: "signed", signatures: [...set.signatures, { role, key }] };
}

function stagedAs(life: Life, set: LifeSet, terms: StagedTerms): LifeSet | undefined {
  if (set.stage !== "signed" || set.signatures.length < 2) return undefined;
  return stagingRefusal(life, set, terms) === undefined
    ? { ...set, stage: "staged", terms }
    : undefined;
}

function acknowledgedBy(
  set: LifeSet,
  { instance, plan_table }: { readonly instance: string; readonly plan_table: string },
): LifeSet | undefined {
  if (set.terms?.plan_table !== plan_table) return undefined;
  return { ...set, acks: new Set([...set.acks, instance]) };
}

function activatedFrom(
  life: Life,
  set: LifeSet,
  from: string,
  storedAt: string,
): LifeSet | undefined {
  const { terms } = set;
  if (set.stage !== "staged" || terms === undefined || set.acks.size === 0) return undefined;
  if (set.version <= highestActivated(life)) return undefined;
  const effective = [from, terms.not_before, storedAt].toSorted(byText).at(-1) ?? storedAt;
  return { ...set, stage: "activated", effective };
}

function withRevocation(
  life: Life,
  { document: digest, what, role, key }: LifeRecord & { readonly state: "revoked" },
): Life {
  if (life.revocations.some((one) => one.digest === digest)) return life;
  return { ...life, revocations: [...life.revocations, { digest, what, role, key }] };
}

const withSet = (life: Life, set: LifeSet): Life => ({
  ...life,
  sets: new Map(life.sets).set(set.document, set),
});

/** The lowest version that a new document may have. */
const lowestNew = (life: Life): number => Math.max(highestActivated(life) + 1, life.floor);

function highestActivated(life: Life): number {
  return Math.max(0, ...activated(life).map(({ version }) => version));
}

/** A set that was activated, with what every activated set has. */
export interface ActivatedSet extends LifeSet {
  readonly terms: StagedTerms;
  readonly effective: string;
}

/** Every set that was ever activated, oldest version first. */
export function activated(life: Life): readonly ActivatedSet[] {
  return [...life.sets.values()]
    .filter((set): set is ActivatedSet => set.effective !== undefined && set.terms !== undefined)
    .toSorted((a, b) => a.version - b.version);
}

export type StagingRefusal =
  | "version_older"
  | "version_taken"
  | "rollback_not_declared"
  | "rollback_unknown"
  | "rollback_differs"
  | "lift_unknown";

/**
 * Why a document of this version and content may not be staged; undefined when it may. Content that was in force
 * before comes back only where the signers say so: a copy of old rules with a new number is a rollback, too.
 */
export function stagingRefusal(
  life: Life,
  { document, version }: OfSet,
  terms: StagedTerms,
): StagingRefusal | undefined {
  if (version < lowestNew(life)) return "version_older";
  const others = [...life.sets.values()].filter((set) => set.document !== document);
  if (others.some((set) => set.version === version && set.terms !== undefined)) {
    return "version_taken";
  }
  const known = new Set(life.revocations.map(({ digest }) => digest));
  if ((terms.lifts ?? []).some((digest) => !known.has(digest))) return "lift_unknown";
  return rollbackRefusal(life, terms);
}

function rollbackRefusal(life: Life, terms: StagedTerms): StagingRefusal | undefined {
  const past = activated(life);
  const { to_version: to } = terms;
  if (to === undefined) {
    const current = past.at(-1);
    const isOld = past.some((set) => set.terms.rule_set === terms.rule_set);
    const isCurrent = current?.terms.rule_set === terms.rule_set;
    return isOld && !isCurrent ? "rollback_not_declared" : undefined;
  }
  const goal = past.find(({ version }) => version === to);
  if (goal === undefined) return "rollback_unknown";
  return goal.terms.rule_set === terms.rule_set ? undefined : "rollback_differs";
}

/** What governs an event: one set, whether it still may release, and what is revoked. */
export interface Governing {
  readonly set: ActivatedSet;
  /** It has expired, or no set was in force yet: everything is withheld. */
  readonly lapsed: boolean;
  readonly revocations: readonly RecordedRevocation[];
}

/** What governs an event stored at `time` (RFC 3339 UTC): of the sets effective by then the one of highest version. */
export function governing(life: Life, time: string): Governing | undefined {
  const all = activated(life);
  const effective = all.filter((set) => set.effective <= time);
  // Before the first set nothing was permitted: it then says only that.
  const set = effective.at(-1) ?? all[0];
  if (set === undefined) return undefined;
  const lapsed = effective.length === 0 || time >= set.terms.expires;
  return { set, lapsed, revocations: revocationsAt(life, time) };
}

/** A revocation stays over every later set until one that is signed by two says that it is lifted. */
function revocationsAt(life: Life, time: string): readonly RecordedRevocation[] {
  const effective = activated(life).filter((set) => set.effective <= time);
  const lifted = new Set(effective.flatMap(({ terms }) => terms.lifts ?? []));
  return life.revocations.filter(({ digest }) => !lifted.has(digest));
}

export type ActivationRefusal = "not_staged" | "version_older" | "expired" | "acks_missing";

/**
 * Why a staged set may not be activated now; undefined when it may. `live`: instances heard of lately; one that is
 * silent for longer does not count, and decides nothing before it has caught up.
 */
export function activationRefusal(
  life: Life,
  document: string,
  live: readonly string[],
  now: string,
): ActivationRefusal | undefined {
  const set = life.sets.get(document);
  if (set?.terms === undefined || set.stage !== "staged") return "not_staged";
  if (set.version <= highestActivated(life)) return "version_older";
  if (now >= set.terms.expires) return "expired";
  const waits = set.acks.size === 0 || live.some((instance) => !set.acks.has(instance));
  return waits ? "acks_missing" : undefined;
}

/** Ends that time has brought and that no record tells yet, by the clock `now`. */
export function dueEnds(life: Life, now: string): readonly SetRecord[] {
  const current = governing(life, now)?.set;
  return activated(life).flatMap((set): readonly SetRecord[] => {
    const { document, version, ended } = set;
    const isPast = current !== undefined && version < current.version && current.effective <= now;
    if (isPast) {
      return ended.has("superseded") ? [] : [{ state: "superseded", document, version }];
    }
    const isOver = set === current && now >= set.terms.expires;
    return isOver && !ended.has("expired") ? [{ state: "expired", document, version }] : [];
  });
}
