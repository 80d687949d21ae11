import type { StoredMessage } from "#libs/eventlog/port";
import { coreAuthor, parseSubject } from "#libs/eventlog/subjects";
import type { CompiledRules } from "#libs/policy/compiled";
import { emergencyEndMs, isTitleInForce, nextEnd } from "#libs/policy/ends";
import { incidentPseudonym } from "#libs/seal/ids";
import type { SlotValue } from "#libs/seal/parts";
import { type RecordedLeaf, readChain, readLeaves } from "./chain.ts";
import type { IncidentName } from "./context.ts";
import { incidentOf } from "./copyRequests.ts";
import type { RulesInForce } from "./decideEvent.ts";
import type { EmergencyRegister, RegisteredEmergency } from "./emergencyRegister.ts";
import type { PolicyPorts } from "./ports.ts";
import { askRedecision } from "./release.ts";

/** Events looked at before the others of this process get their turn. */
const eventsInStep = 64;
/** Incidents of one sweep that are remembered as looked at; above this some are looked at twice. */
const seenMax = 100_000;
/** Sweeps for one end: what still rests on it then cannot be decided, and other alarms tell of that. */
const sweepsMax = 4;

type EndingPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "vault" | "openYears" | "randomBytes" | "gate" | "rulesInForce"
>;

export interface EndingOptions {
  nowIso(): string;
  /** Resolves when the other work of this process had its turn. */
  pause(): Promise<void>;
}

/**
 * Rights that end by themselves: a declared emergency after its hours, a grant or an agreement after its last day.
 * Nothing happens to an incident at that moment, so policy writes an event of its own (`expiry`), which is decided
 * like any other and withdraws what the rooms may no longer have. Everything is found again in the log after a
 * restart; two instances that write at once make one event, and a decision that changes nothing harms nobody.
 */
export class Endings {
  /** Notices whose end lies behind a decision. */
  readonly #settled = new Set<string>();
  /** Under which rules, and until when, the last whole sweep holds. */
  #swept: { readonly hash: string; readonly until: string | undefined } | undefined;
  /** Sweeps in a row that found something: one looks again, since the clock of EVENTS may be behind ours. */
  #busySweeps = 0;

  constructor(
    private readonly ports: EndingPorts,
    private readonly register: EmergencyRegister,
    private readonly options: EndingOptions,
  ) {}

  /** Looks once for what has ended; rejects when the log is away, and the next pass begins where it must. */
  async pass(): Promise<void> {
    await this.register.read();
    const inForce = this.ports.rulesInForce();
    if (inForce === undefined || !this.ports.gate().open) return;
    await this.#endEmergencies(inForce);
    await this.#endTitles(inForce);
  }

  /** Overdue declarations, one for each room and incident: the one that runs longest. */
  async #endEmergencies(inForce: RulesInForce): Promise<void> {
    const nowMs = Date.parse(this.options.nowIso());
    const longest = new Map<string, RegisteredEmergency>();
    for (const one of this.register.all()) {
      const key = `${one.leaf.of} ${one.leaf.incident} ${one.leaf.slot}`;
      const known = longest.get(key);
      if (known === undefined || known.leaf.at < one.leaf.at) longest.set(key, one);
    }
    for (const { place, leaf } of longest.values()) {
      const key = `${place.year}/${place.seq}`;
      const endMs = emergencyEndMs(leaf.at);
      if (endMs > nowMs || this.#settled.has(key)) continue;
      const { of: mode, incident: pseudonym, event } = leaf;
      const name = await incidentOf(this.ports, { mode, pseudonym, event });
      const isSettled = name === undefined || (await this.#isAfter(name, endMs));
      // Asked in any case where it is not: until a decision after the end is recorded.
      if (isSettled || !(await this.#askExpiry(inForce, name))) this.#settled.add(key);
    }
  }

  async #isAfter(name: IncidentName, endMs: number): Promise<boolean> {
    const { log, secrets } = this.ports;
    const years = this.ports.openYears();
    if (years.length === 0) return false;
    const { head } = await readChain(log, secrets.macs, years, this.#chainOf(name));
    return head !== undefined && Date.parse(head.leaf.at) >= endMs;
  }

  /**
   * Every incident of EVENTS, once for each set of rules and each end: an agreement that ended while nothing ran, or
   * that new rules no longer hold, ends here too.
   */
  async #endTitles(inForce: RulesInForce): Promise<void> {
    const now = this.options.nowIso();
    const { hash, rules } = inForce;
    const isDue =
      this.#swept?.hash !== hash || (this.#swept.until !== undefined && this.#swept.until <= now);
    if (!isDue) return;
    const found = await this.#sweep(inForce, now);
    if (found === "stopped") return;
    this.#busySweeps = found > 0 ? this.#busySweeps + 1 : 0;
    if (this.#busySweeps > 0 && this.#busySweeps < sweepsMax) return;
    this.#busySweeps = 0;
    this.#swept = { hash, until: nextEnd(rules, now) };
  }

  /** How many incidents were found that rest on a title that ended. */
  async #sweep(inForce: RulesInForce, now: string): Promise<number | "stopped"> {
    const seen = new Set<string>();
    let from = 1;
    let found = 0;
    for (let count = 1; ; count += 1) {
      const message = await this.ports.log.firstFrom("EVENTS", everyEvent, from);
      if (message === undefined) return found;
      from = message.sequence + 1;
      const name = unseen(message, seen);
      if (name !== undefined && (await this.#holdsUnderEnded(inForce.rules, name, now))) {
        found += (await this.#askExpiry(inForce, name)) ? 1 : 0;
      }
      if (count % eventsInStep === 0) await this.options.pause();
      if (!this.ports.gate().open) return "stopped";
    }
  }

  async #holdsUnderEnded(rules: CompiledRules, name: IncidentName, now: string): Promise<boolean> {
    const { log, secrets } = this.ports;
    const leaves = await readLeaves(log, secrets.macs, this.ports.openYears(), this.#chainOf(name));
    const titles = titlesHeld(leaves);
    const inForce = rules.agreements.filter((title) => isTitleInForce(title, now));
    return [...titles].some((id) => !inForce.some((title) => title.id === id));
  }

  /** False: nothing can be asked about it any more, its keys are destroyed. */
  async #askExpiry(inForce: RulesInForce, name: IncidentName): Promise<boolean> {
    const { log, secrets, vault } = this.ports;
    const keys = await vault.get(name.mode, name.incident);
    if (keys.kind === "unreachable") return true;
    if (keys.kind !== "ok") return false;
    const { head } = await readChain(
      log,
      secrets.macs,
      this.ports.openYears(),
      this.#chainOf(name),
    );
    if (head === undefined) return true; // not decided yet: it will be, with a later time
    await askRedecision(this.ports, name, keys.keys, {
      format: "raccordo-internal/1",
      mode: name.mode,
      kind: "expiry",
      // On top of this decision: asked again only when another one came in between.
      cause: head.leaf.event,
      not_handed_out: [],
      epoch: inForce.epochAt(this.options.nowIso()),
    });
    return true;
  }

  #chainOf({ mode, incident }: IncidentName) {
    return { mode, pseudonym: incidentPseudonym(this.ports.secrets.logPseudonym, mode, incident) };
  }
}

/** Agreements and grants by which rooms hold what they hold of an incident, by the last decision on each. */
export function titlesHeld(leaves: readonly Pick<RecordedLeaf, "parts">[]): ReadonlySet<string> {
  const last = new Map<number, SlotValue>();
  for (const { parts } of leaves) {
    for (const { slot, value } of parts.slots) if (isDecided(value)) last.set(slot, value);
  }
  const titles = [...last.values()].flatMap(({ reason, basis = [] }) =>
    reason === "RELEASED" || reason === "NOTHING_NEW"
      ? basis.map(({ agreement }) => agreement)
      : [],
  );
  return new Set(titles);
}

/** What says something of what the room holds: a refusal by accident leaves it what it had. */
const isDecided = ({ outcome }: SlotValue): boolean =>
  outcome === "released" || outcome === "nothing_new";

/** The incident of an event that a room wrote, where it was not looked at before. */
function unseen(message: StoredMessage, seen: Set<string>): IncidentName | undefined {
  const name = incidentIn(message);
  if (name === undefined) return undefined;
  const key = `${name.mode} ${name.incident}`;
  if (seen.has(key)) return undefined;
  if (seen.size >= seenMax) seen.clear();
  seen.add(key);
  return name;
}

const everyEvent = "event.*.*.*.*.*";

/** The incident of an event that a room wrote. */
function incidentIn({ subject }: StoredMessage): IncidentName | undefined {
  const parsed = parseSubject(subject);
  if (parsed?.of !== "event" || parsed.room === coreAuthor) return undefined;
  const { mode, incident } = parsed;
  return mode === "actual" || mode === "exercise" ? { mode, incident } : undefined;
}
