import { aliasFilter, feedStream } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { idOfAlias } from "#libs/seal/alias";
import { incidentPseudonym } from "#libs/seal/ids";
import { type RecordedLeaf, readLeaves } from "./chain.ts";
import type { IncidentName } from "./context.ts";
import { foldLeaves } from "./folded.ts";
import { recordNotice } from "./notices.ts";
import type { PolicyPorts } from "./ports.ts";
import {
  askRedecision,
  missingCopies,
  owedCopies,
  rebuiltCopies,
  releaseAgain,
} from "./release.ts";

/** What exchange says of copies that were decided under a rule set that is no longer in force. */
export interface StaleCopies {
  readonly mode: Mode;
  readonly room: string;
  readonly alias: string;
  readonly deliveries: readonly string[];
}

export type RequestOutcome = "done" | "unknown" | "busy";

/** Stale copies of one incident for one room: an event of `_core` has them decided again (step 5). */
export async function redecide(ports: PolicyPorts, stale: StaleCopies): Promise<RequestOutcome> {
  const keys = ports.secrets.rooms.get(stale.room)?.[stale.mode];
  const inForce = ports.rulesInForce();
  const [cause] = stale.deliveries;
  const incident = keys && idOfAlias(keys.alias, stale.alias);
  if (incident === undefined || cause === undefined) return "unknown";
  if (inForce === undefined) return "busy";
  const given = await ports.log.last(
    feedStream(stale.room),
    aliasFilter(stale.mode, stale.room, stale.alias),
  );
  if (given === undefined) return "unknown";
  const vault = await ports.vault.get(stale.mode, incident);
  if (vault.kind === "unreachable") return "busy";
  if (vault.kind !== "ok") return "unknown";
  const asked = await askRedecision(ports, { mode: stale.mode, incident }, vault.keys, {
    format: "raccordo-internal/1",
    mode: stale.mode,
    kind: "redecision",
    cause,
    room: stale.room,
    not_handed_out: stale.deliveries,
    epoch: inForce.epochAt(ports.nowIso()),
  });
  return asked ? "done" : "busy";
}

/** A recorded copy that audit misses in a feed. */
export interface MissingCopy {
  readonly mode: Mode;
  /** Pseudonym of the incident in the log. */
  readonly pseudonym: string;
  readonly event: string;
}

/**
 * Releases again what a leaf says was released and no feed has (step 7): to the same bytes, or not at all
 * and its room is decided again. Behind a later copy of the incident it would come out of order: then, too,
 * the room is decided again, and gets the difference after what it has.
 */
export async function releaseMissing(
  ports: PolicyPorts,
  missing: MissingCopy,
): Promise<RequestOutcome> {
  const inForce = ports.rulesInForce();
  if (inForce === undefined) return "busy";
  const name = await incidentOf(ports, missing);
  if (name === undefined) return "unknown";
  const of = { mode: name.mode, pseudonym: missing.pseudonym };
  const leaves = await readLeaves(ports.log, ports.secrets.macs, ports.openYears(), of);
  const position = leaves.findIndex(({ leaf }) => leaf.event === missing.event);
  const recorded = leaves[position];
  const vault = await ports.vault.get(name.mode, name.incident);
  if (vault.kind === "unreachable") return "busy";
  if (recorded === undefined || vault.kind !== "ok") return "unknown";
  const folded = await foldLeaves(ports.log, name, vault.keys, leaves.slice(0, position + 1));
  if (folded.headEvent === undefined) return "unknown";
  if (!(await recordNotice(ports, inForce, recorded))) return "busy";
  const owed = owedCopies(ports, name, inForce, recorded);
  const lost = await missingCopies(ports.log, name.mode, owed);
  if (lost.length === 0) return "done";
  const { before, headEvent: read } = folded;
  const isLast = isLastThatReleases(leaves, missing.event);
  const copies = isLast
    ? rebuiltCopies(ports, name, vault.keys, inForce, before, read, recorded, lost)
    : undefined;
  const isStillLast = async () => {
    const now = await readLeaves(ports.log, ports.secrets.macs, ports.openYears(), of);
    return isLastThatReleases(now, missing.event);
  };
  const done =
    copies !== undefined
      ? await releaseAgain(
          ports.log,
          name.mode,
          copies,
          inForce.epochAt(recorded.leaf.at),
          isStillLast,
        )
      : await askRedecision(ports, name, vault.keys, {
          format: "raccordo-internal/1",
          mode: name.mode,
          kind: "redecision",
          cause: missing.event,
          not_handed_out: lost.map(({ delivery }) => delivery),
          epoch: inForce.epochAt(ports.nowIso()),
        });
  return done ? "done" : "busy";
}

function isLastThatReleases(leaves: readonly RecordedLeaf[], event: string): boolean {
  const position = leaves.findIndex(({ leaf }) => leaf.event === event);
  return position >= 0 && !leaves.slice(position + 1).some(releases);
}

const releases = ({ parts }: RecordedLeaf): boolean =>
  parts.slots.some(({ value }) => value.delivery !== undefined);

/** The log knows pseudonyms only: the incident's id stands in the subject of its event in EVENTS. */
export async function incidentOf(
  ports: Pick<PolicyPorts, "log" | "secrets">,
  { mode, pseudonym, event }: MissingCopy,
): Promise<IncidentName | undefined> {
  const filter = `event.${mode}.*.*.*.${event}`;
  const message = await ports.log.last("EVENTS", filter);
  const incident = message?.subject.split(".")[4];
  if (incident === undefined) return undefined;
  const own = incidentPseudonym(ports.secrets.logPseudonym, mode, incident);
  return own === pseudonym ? { mode, incident } : undefined;
}
