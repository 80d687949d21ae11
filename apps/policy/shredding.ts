import type { KeyAdministration } from "#libs/eventlog/keyAdministration";
import { idAbout, shreddingPlace } from "#libs/eventlog/leafPlaces";
import type { EventLog } from "#libs/eventlog/port";
import {
  auditStream,
  feedPlace,
  feedStream,
  incidentFilter,
  parseSubject,
} from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { type KeyPart, keyParts } from "#libs/policy/retention";
import { partsOf } from "#libs/policy/retentionReport";
import type { KeyShreddedLeaf } from "#libs/seal/leaf";
import { appendSystemLeaf } from "./appendLeaf.ts";
import { readChain, readLeaves } from "./chain.ts";
import type { RulesInForce } from "./decideEvent.ts";
import type { LivingIncident } from "./incidentLives.ts";
import type { PolicyPorts } from "./ports.ts";
import { recordAlone } from "./recordAlone.ts";
import { bury, type OwedCopy, owedCopies } from "./release.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** The vault and its announcement, for whoever destroys keys. */
export interface KeyDestroyer {
  /** Incidents that have keys after this row, in the vault's order; empty at the end, undefined where it is away. */
  list: KeyAdministration["list"];
  /** From now on nothing more is sealed under an incident's keys; true when that is so. */
  retire(mode: string, incident: string): Promise<boolean>;
  /** Destroys one of an incident's keys; true when it is gone, however often it is asked. */
  destroy(mode: string, incident: string, part: KeyPart): Promise<boolean>;
  /** Tells exchange and policy that everything they remember of the incident is to be forgotten now. */
  announce(mode: string, incident: string): void;
}

export type ShredPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "openYears" | "yearSealed" | "acknowledged" | "randomBytes" | "rulesInForce"
> &
  Pick<PolicyPorts, "seam" | "nowIso"> & {
    readonly destroyer: KeyDestroyer;
    /** For how long a backup of the vault may be kept, milliseconds: until then it may hold a key that is destroyed. */
    readonly vaultBackupsMs: number;
  };

type Buried = Pick<LivingIncident, "name" | "pseudonym">;

/**
 * Destroys one key of an incident: first in the vault, then in every memory, then what waits for rooms under it, and
 * last the leaf that says so. Each step may be done twice, and the leaf stands only when all are done: whoever was
 * killed in between goes on. False: something is away, the next pass begins again.
 */
export async function shredKey(
  ports: ShredPorts,
  incident: Buried,
  part: KeyPart,
  cause: KeyShreddedLeaf["cause"],
): Promise<boolean> {
  const { name, pseudonym } = incident;
  if (!(await ports.destroyer.destroy(name.mode, name.incident, part))) return false;
  ports.destroyer.announce(name.mode, name.incident);
  await ports.seam("key-destroyed");
  if (!(await buryCopies(ports, incident))) return false;
  return recordShredding(ports, { of: name.mode, incident: pseudonym, part, cause });
}

/**
 * Copies of the incident that still wait become tombstones: they are sealed under both keys, so none can be opened any
 * more, and what nobody can open holds up what comes after it.
 */
async function buryCopies(ports: ShredPorts, { name, pseudonym }: Buried): Promise<boolean> {
  const inForce = ports.rulesInForce();
  if (inForce === undefined) return false;
  const of = { mode: name.mode, pseudonym };
  const leaves = await readLeaves(ports.log, ports.secrets.macs, ports.openYears(), of);
  const copies = leaves.flatMap((recorded) => owedCopies(ports, name, inForce, recorded));
  for (const copy of copies) {
    if ((await waitingSince(ports.log, name.mode, copy)) === undefined) continue;
    // Recorded first: a copy that no room ever got does not just disappear.
    if (!(await noteExpired(ports, inForce, copy))) return false;
    if (!(await bury(ports.log, name.mode, copy))) return false;
  }
  return true;
}

/** Since when a copy lies in its room's feed, milliseconds; undefined where none does. */
async function waitingSince(
  log: EventLog,
  mode: Mode,
  copy: OwedCopy,
): Promise<number | undefined> {
  const lying = await log.last(feedStream(copy.room), feedPlace({ mode, ...copy }).subject);
  return lying === undefined || lying.data.length === 0 ? undefined : Date.parse(lying.storedAt);
}

/** Since when the youngest copy of the incident that waits for its room does; undefined where none waits. */
export async function youngestCopyMs(
  ports: Pick<ShredPorts, "log" | "secrets" | "openYears">,
  { name, pseudonym }: Buried,
  inForce: RulesInForce,
): Promise<number | undefined> {
  const of = { mode: name.mode, pseudonym };
  const leaves = await readLeaves(ports.log, ports.secrets.macs, ports.openYears(), of);
  let youngest: number | undefined;
  for (const copy of leaves.flatMap((recorded) => owedCopies(ports, name, inForce, recorded))) {
    const since = await waitingSince(ports.log, name.mode, copy);
    if (since !== undefined) youngest = Math.max(youngest ?? since, since);
  }
  return youngest;
}

/** Whether the newest event of the incident is decided; the last decision is read anew. */
export async function isDecided(
  { log, secrets, openYears }: Pick<ShredPorts, "log" | "secrets" | "openYears">,
  { name, pseudonym }: Buried,
): Promise<boolean> {
  const newest = await log.last("EVENTS", incidentFilter(name.mode, name.incident));
  const parsed = newest && parseSubject(newest.subject);
  if (parsed?.of !== "event") return true;
  const of = { mode: name.mode, pseudonym };
  const { head } = await readChain(log, secrets.macs, openYears(), of);
  return head?.leaf.event === parsed.event;
}

/** The notice that a copy ended without ever having been fetched; once, whoever comes first. */
async function noteExpired(
  ports: Omit<ShredPorts, "destroyer" | "rulesInForce" | "seam" | "vaultBackupsMs">,
  inForce: RulesInForce,
  { room, delivery }: OwedCopy,
): Promise<boolean> {
  const [year] = ports.openYears();
  const slot = inForce.rooms.find(({ id }) => id === room)?.slot;
  if (year === undefined || slot === undefined) return false;
  const code = "copy_expired";
  // As audit names the place of a notice: a lost stream is written again to the same one.
  const id = idAbout([code, String(slot), delivery, ""]);
  const leaf = {
    kind: "notice",
    at: ports.nowIso(),
    clock: "unsynced",
    code,
    slot,
    delivery,
  } as const;
  const answer = await recordAlone(ports, id, leaf, (before) => before.kind === "notice");
  return answer.outcome === "recorded";
}

/** What was destroyed of which incident, as the log names it. */
interface Shredding {
  readonly of: Mode;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly part: KeyPart;
}

/** What the log says was destroyed of an incident. */
export async function destroyedParts(
  { log, secrets, openYears }: Pick<PolicyPorts, "log" | "secrets" | "openYears">,
  of: Mode,
  incident: string,
): Promise<ReadonlySet<KeyPart>> {
  const destroyed = new Set<KeyPart>();
  for (const year of openYears()) {
    for (const part of keyParts) {
      const place = shreddingPlace(year, { of, incident, part });
      const message = await log.last(auditStream(year), place.subject);
      const leaf = message && ownSystemLeaf(message, secrets.macs);
      if (leaf?.kind === "key_shredded") for (const one of partsOf(leaf)) destroyed.add(one);
    }
  }
  return destroyed;
}

/**
 * Writes the leaf about a destruction, once. `again` names what makes it another one of the same keys: the start of the
 * vault at which a backup had brought them back. False: it is not known to be written.
 */
export async function recordShredding(
  ports: Omit<ShredPorts, "destroyer" | "rulesInForce" | "seam">,
  said: Shredding & Pick<KeyShreddedLeaf, "cause">,
  again = "",
): Promise<boolean> {
  const [year] = ports.openYears();
  if (year === undefined) return false;
  const place = shreddingPlace(year, said, again);
  const at = ports.nowIso();
  const backupsGoneMs = Date.parse(at) + ports.vaultBackupsMs;
  const leaf = {
    kind: "key_shredded",
    at,
    clock: "unsynced",
    ...said,
    // As a backup of just before the destruction would have it: none may be kept longer.
    backups_gone_after: new Date(backupsGoneMs).toISOString(),
  } as const;
  const outcome = await appendSystemLeaf(ports, year, place, { leaf });
  // A conflict is the leaf of another instance, or of ourselves before we were killed.
  return outcome.kind === "appended" || outcome.kind === "conflict";
}
