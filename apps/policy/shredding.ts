import { shreddingPlace } from "#libs/eventlog/leafPlaces";
import { auditStream } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { type KeyPart, keyParts } from "#libs/policy/retention";
import { partsOf } from "#libs/policy/retentionReport";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import type { KeyShreddedLeaf } from "#libs/seal/leaf";
import { auditMessage } from "./auditMessage.ts";
import { readLeaves } from "./chain.ts";
import type { LivingIncident } from "./incidentLives.ts";
import type { PolicyPorts } from "./ports.ts";
import { bury, owedCopies } from "./release.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** The vault and its announcement, for whoever destroys keys. */
export interface KeyDestroyer {
  /** Destroys one of an incident's keys; true when it is gone, however often it is asked. */
  destroy(mode: string, incident: string, part: KeyPart): Promise<boolean>;
  /** Tells exchange and policy that everything they remember of the incident is to be forgotten now. */
  announce(mode: string, incident: string): void;
}

export type ShredPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "openYears" | "yearSealed" | "acknowledged" | "randomBytes" | "rulesInForce"
> &
  Pick<PolicyPorts, "seam" | "nowIso"> & { readonly destroyer: KeyDestroyer };

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
    if (!(await bury(ports.log, name.mode, copy))) return false;
  }
  return true;
}

/** What was destroyed of which incident, as the log names it. */
interface Shredding {
  readonly of: Mode;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly part: KeyPart;
}

/** What the log of the open years says was destroyed of an incident. */
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
  const { subject, chain } = shreddingPlace(year, said, again);
  const leaf = { kind: "key_shredded", at: ports.nowIso(), clock: "unsynced", ...said } as const;
  const built = buildSystemLeaf({ leaf }, ports.randomBytes);
  if ("refused" in built) throw new Error("a destroyed key's leaf has no parts");
  const message = auditMessage(ports.secrets, subject, built);
  const expect = { sequence: 0, filter: chain };
  const outcome = await ports.log.append(subject, message, { expect });
  if (outcome.kind === "sealed") ports.yearSealed(year);
  if (outcome.kind === "appended") ports.acknowledged(year, outcome.sequence);
  // A conflict is the leaf of another instance, or of ourselves before we were killed.
  return outcome.kind === "appended" || outcome.kind === "conflict";
}
