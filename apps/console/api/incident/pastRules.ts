import type { Agreement } from "#libs/policy/agreementSchema";
import type { Configuration, RuleSetDocument } from "#libs/policy/documents";
import { loggedDocument } from "#libs/policy/loggedDocument";
import { RulesOfLog } from "#libs/policy/rulesOfLog";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import type { EntryPlace } from "#libs/search/foundEntries";
import type { SignedLog } from "#libs/search/signedLogs";
import type { KnownRoom, LogAccess } from "../logAccess.ts";
import { partAt } from "../partAt.ts";

/** Entries that are asked for at once. */
const batchMax = 200;
const kinds = ["configuration", "activation", "rule_set"] as const;

/** A rule set as it was signed, and where the log says that it came into force. */
export interface ActivatedDocument extends EntryPlace {
  readonly at: string;
  readonly document: RuleSetDocument;
}

/** A configuration as it was signed, and where the log says that it came into force. */
export interface ConfigurationOf extends EntryPlace {
  readonly at: string;
  readonly configuration: Configuration;
}

/** What a rule says of itself: the words of the article that it cites, and the laws behind it. */
export interface CitedRule {
  readonly title: string;
  readonly article: string;
  readonly text: string;
  readonly law: readonly string[];
}

/**
 * The rules of every time that the log holds, compiled once and carried on as the log grows. The index only says where
 * to look: each document is held against its leaf.
 */
export class PastRules {
  #rules = new RulesOfLog();
  #documents: ActivatedDocument[] = [];
  #configurations: ConfigurationOf[] = [];
  #rooms: readonly KnownRoom[] | undefined;
  #seen: EntryPlace | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** Reads what is signed and was not read yet; one after the other. */
  upTo(
    access: Pick<LogAccess, "search" | "rooms">,
    logs: readonly SignedLog[],
  ): Promise<PastRules> {
    const turn = this.#turn.catch(() => undefined).then(() => this.#read(access, logs));
    this.#turn = turn;
    return turn.then(() => this);
  }

  /** The rules that decided at `time` under a leaf's hash; undefined where the log does not hold them any more. */
  at(hash: string, time: string): RulesWithRooms | undefined {
    return this.#rules.at(hash, time);
  }

  /** The last rule set that came into force before an entry. */
  documentBefore({ year, index }: EntryPlace): ActivatedDocument | undefined {
    return this.#documents.findLast(
      (one) => one.year < year || (one.year === year && one.index < index),
    );
  }

  /** The configuration in force at `time`; undefined before the first one that the log tells of. */
  configurationAt(time: string): ConfigurationOf | undefined {
    return this.#configurations.findLast(({ at }) => at <= time);
  }

  async #read(access: Pick<LogAccess, "search" | "rooms">, logs: readonly SignedLog[]) {
    this.#rooms ??= access.rooms;
    for (;;) {
      const found = await access.search((search) =>
        search.after(this.#seen, { kind: [...kinds] }, batchMax),
      );
      for (const place of found ?? []) await this.#take(logs, place);
      if (found === undefined || found.length < batchMax) return;
    }
  }

  async #take(logs: readonly SignedLog[], place: EntryPlace & { readonly at: string }) {
    const { year, index, at } = place;
    const log = logs.find((one) => one.year === year);
    this.#seen = { year, index };
    if (log === undefined || index >= log.reader.size) return;
    const found = loggedDocument(await log.reader.entry(index), await partAt(log, index));
    if (found?.kind === "configuration") {
      const { rooms, configuration } = found;
      this.#rooms = rooms;
      this.#configurations.push({ year, index, at, configuration });
    }
    if (found?.kind === "revocation") this.#rules.revoked(found);
    if (found?.kind !== "activation") return;
    const { document } = found;
    if (document !== undefined) this.#documents.push({ year, index, at, document });
    const compiled = found.compile([...(this.#rooms ?? [])]);
    if (compiled !== undefined) this.#rules.activated(compiled);
    // Others are answered meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The rule of this name in a signed rule set: of an agreement, of a grant, or a limit of law. */
export function citedIn(
  { agreements, grants, ceilings }: RuleSetDocument,
  { agreement, rule }: { readonly agreement?: string | undefined; readonly rule: string },
): CitedRule | undefined {
  const named: readonly Named[] = [
    ...agreements.map(({ agreement: head, rules }) => ({ ...head, rules })),
    ...grants.map(({ grant: head, rules }) => ({ ...head, rules })),
    ...ceilings.map(({ ceilings: head, rules }) => ({ ...head, rules })),
  ];
  for (const { id, title, rules } of named) {
    const found = rules.find((one) => one.id === rule);
    if (found === undefined || (agreement !== undefined && id !== agreement)) continue;
    return { title, ...found.cites };
  }
  return undefined;
}

interface Named {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly Pick<Agreement["rules"][number], "id" | "cites">[];
}
