import type { KeyAdministration, ListedKeys } from "#libs/eventlog/keyAdministration";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { auditStream, coreAuthor, parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { type IncidentLife, lifeAfter } from "#libs/policy/retention";
import { incidentPseudonym } from "#libs/seal/ids";
import { readLeaves } from "./chain.ts";
import type { IncidentName } from "./context.ts";
import type { PolicyPorts } from "./ports.ts";

/** Messages read before the other work of this process has its turn. */
const readInStep = 64;

/** An incident of which something is left, and how far its chain says that its life went. */
export interface LivingIncident {
  readonly name: IncidentName;
  readonly pseudonym: string;
  /** Undefined until its first decision is recorded. */
  readonly life: IncidentLife | undefined;
  /** Its last decision's event: what the next step names as its cause. */
  readonly lastEvent: string | undefined;
}

type LivesPorts = Pick<PolicyPorts, "log" | "secrets" | "openYears"> & {
  readonly destroyer: Pick<KeyAdministration, "list">;
};

/**
 * The incidents of which something is left, by what EVENTS, the vault's list and the log say of them: nothing else
 * remembers them, so a new process knows what the one before knew. EVENTS drops its messages after 33 days; an incident
 * whose keys the vault still has is known all the same, since they are to be destroyed. Read on from where the last
 * reading ended; without any key.
 */
export class IncidentLives {
  readonly #known = new Map<string, LivingIncident>();
  /** Incidents whose chain has grown since it was read. */
  readonly #stale = new Set<string>();
  #nextEvent = 1;
  #nextHeld = 1;
  /** The last row of the vault's list that was read; `whole`: the list was read to its end. */
  #listed: ListedKeys | "whole" | undefined;
  /** By year: the sequence after the last leaf that was followed. */
  readonly #nextLeaf = new Map<number, number>();
  #newestMs = 0;

  constructor(
    private readonly ports: LivesPorts,
    private readonly pause: () => Promise<void>,
  ) {}

  /** By {@link lifeKey}. */
  get all(): ReadonlyMap<string, LivingIncident> {
    return this.#known;
  }

  /** The newest store time that was seen, milliseconds: the clock that terms are measured by. It never goes back. */
  get newestMs(): number {
    return this.#newestMs;
  }

  /** Nothing is left to do about it. */
  forget(incident: Pick<LivingIncident, "name" | "pseudonym">): void {
    this.#known.delete(lifeKey(incident.name.mode, incident.pseudonym));
  }

  /** Reads what was stored and recorded since the last time; rejects when the log is away. */
  async read(): Promise<void> {
    const years = this.ports.openYears();
    await this.#beginAtEnd(years);
    await this.#followEvents();
    await this.#followHeld();
    await this.#readListed();
    for (const year of years) await this.#followLeaves(year);
    for (const key of [...this.#stale]) await this.#readChain(key, years);
  }

  /** At the first reading every chain is read whole: only what is recorded from now on is followed. */
  async #beginAtEnd(years: readonly number[]): Promise<void> {
    if (this.#nextLeaf.size > 0) return;
    for (const year of years) {
      const state = await this.ports.log.info(auditStream(year));
      this.#nextLeaf.set(year, (state?.lastSequence ?? 0) + 1);
    }
  }

  async #followEvents(): Promise<void> {
    this.#nextEvent = await this.#follow("EVENTS", "event.>", this.#nextEvent, ({ subject }) => {
      const parsed = parseSubject(subject);
      if (parsed?.of !== "event" || !isRoomMode(parsed.mode)) return;
      const { mode, incident, room } = parsed;
      const pseudonym = incidentPseudonym(this.ports.secrets.logPseudonym, mode, incident);
      // What the core itself says of an incident begins no life.
      if (room === coreAuthor && !this.#known.has(lifeKey(mode, pseudonym))) return;
      this.#stale.add(this.#born({ mode, incident }));
    });
  }

  /** What a legal hold keeps is all that is left of an incident when EVENTS has dropped it. */
  async #followHeld(): Promise<void> {
    this.#nextHeld = await this.#follow("HELD", "held.>", this.#nextHeld, ({ subject }) => {
      const parsed = parseSubject(subject);
      if (parsed?.of !== "held" || !isRoomMode(parsed.mode)) return;
      this.#born({ mode: parsed.mode, incident: parsed.incident });
    });
  }

  /**
   * Once in a process: whoever gets keys later is seen by its event. While the vault is away nothing can be destroyed
   * either; the list is read on at the next pass.
   */
  async #readListed(): Promise<void> {
    while (this.#listed !== "whole") {
      const rows = await this.ports.destroyer.list(this.#listed);
      if (rows === undefined) return;
      for (const { mode, incident } of rows) if (isRoomMode(mode)) this.#born({ mode, incident });
      this.#listed = rows.at(-1) ?? "whole";
      await this.pause();
    }
  }

  #born(name: IncidentName): string {
    const { mode, incident } = name;
    const pseudonym = incidentPseudonym(this.ports.secrets.logPseudonym, mode, incident);
    const key = lifeKey(mode, pseudonym);
    if (!this.#known.has(key)) {
      this.#known.set(key, { name, pseudonym, life: undefined, lastEvent: undefined });
      this.#stale.add(key);
    }
    return key;
  }

  async #followLeaves(year: number): Promise<void> {
    const filter = `audit.${year}.*.i.*.*`;
    const from = this.#nextLeaf.get(year) ?? 1;
    const next = await this.#follow(auditStream(year), filter, from, ({ subject }) => {
      const parsed = parseSubject(subject);
      if (parsed?.of !== "audit") return;
      const key = lifeKey(parsed.mode, parsed.pseudonym);
      if (this.#known.has(key)) this.#stale.add(key);
    });
    this.#nextLeaf.set(year, next);
    this.#seen(await this.ports.log.last(auditStream(year), `audit.${year}.>`));
  }

  async #follow(
    stream: string,
    filter: string,
    first: number,
    take: (message: StoredMessage) => void,
  ): Promise<number> {
    let from = first;
    for (let count = 1; ; count += 1) {
      const message = await this.ports.log.firstFrom(stream, filter, from);
      if (message === undefined) return from;
      this.#seen(message);
      take(message);
      from = message.sequence + 1;
      if (count % readInStep === 0) await this.pause();
    }
  }

  #seen(message: StoredMessage | undefined): void {
    if (message === undefined) return;
    this.#newestMs = Math.max(this.#newestMs, Date.parse(message.storedAt));
  }

  async #readChain(key: string, years: readonly number[]): Promise<void> {
    const known = this.#known.get(key);
    if (known !== undefined) {
      const { log, secrets } = this.ports;
      const told = await lifeOf(log, secrets.macs, years, known);
      this.#known.set(key, { ...known, ...told });
    }
    this.#stale.delete(key);
  }
}

/** Life and last event of an incident as its chain in these years tells them. */
async function lifeOf(
  log: EventLog,
  macs: PolicyPorts["secrets"]["macs"],
  years: readonly number[],
  { name, pseudonym }: Pick<LivingIncident, "name" | "pseudonym">,
): Promise<Pick<LivingIncident, "life" | "lastEvent">> {
  const leaves = await readLeaves(log, macs, years, { mode: name.mode, pseudonym });
  let life: IncidentLife | undefined;
  for (const { leaf, parts } of leaves) {
    const stated = parts.commitments.value.map(({ path }) => path);
    life = lifeAfter(life, leaf, parts.facts.value, stated);
  }
  return { life, lastEvent: leaves.at(-1)?.leaf.event };
}

/** Under which an incident is remembered by what the log knows of it. */
export const lifeKey = (mode: string, pseudonym: string): string => `${mode} ${pseudonym}`;

const isRoomMode = (mode: string): mode is Mode => mode === "actual" || mode === "exercise";
