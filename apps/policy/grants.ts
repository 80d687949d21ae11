import { auditStream, noticePlace, noticesOf } from "#libs/eventlog/subjects";
import type { CompiledRules } from "#libs/policy/compiled";
import { isTitleInForce } from "#libs/policy/ends";
import { sha256Hex } from "#libs/seal/bytes";
import type { GrantLeaf } from "#libs/seal/leaf";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

type GrantPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "openYears" | "yearSealed" | "acknowledged" | "randomBytes" | "gate"
>;

/** What the log says of one grant. */
interface Told {
  readonly state: GrantLeaf["state"];
  /** Leaves about it so far: the next one has a place of its own. */
  readonly leaves: number;
}

/**
 * Writes into the log when an operation grant comes into force and when it ends: by its days, or because the rules in
 * force hold it no more. Its text and its days are in the signed rule set, but who reads leaves alone must see it
 * too. Everything is found again in the log; two instances write one leaf.
 */
export class Grants {
  readonly #told = new Map<string, Told>();
  /** By year: the sequence after the last leaf that was read. */
  readonly #next = new Map<number, number>();

  constructor(private readonly ports: GrantPorts) {}

  /** Looks once; rejects when the log is away. */
  async pass(rules: Pick<CompiledRules, "hash" | "agreements">, now: string): Promise<void> {
    await this.#read();
    if (!this.ports.gate().open) return;
    const grants = rules.agreements.filter(({ kind }) => kind === "grant");
    const inForce = grants.filter((grant) => isTitleInForce(grant, now)).map(({ hash }) => hash);
    const told = [...this.#told].flatMap(([grant, { state }]) =>
      state === "begun" ? [grant] : [],
    );
    for (const grant of inForce.filter((hash) => !told.includes(hash))) {
      await this.#write("begun", grant, rules.hash, now);
    }
    for (const grant of told.filter((hash) => !inForce.includes(hash))) {
      await this.#write("ended", grant, rules.hash, now);
    }
  }

  async #write(
    state: GrantLeaf["state"],
    grant: string,
    ruleSet: string,
    at: string,
  ): Promise<void> {
    const [year] = this.ports.openYears();
    if (year === undefined) return;
    const leaves = this.#told.get(grant)?.leaves ?? 0;
    const id = sha256Hex(Buffer.from(`${grant} ${leaves}`, "utf8")).slice(0, 32);
    const place = noticePlace({ year, kind: "grant", id });
    const leaf = { kind: "grant", at, clock: "unsynced", state, grant, rule_set: ruleSet } as const;
    // A conflict is another instance's leaf, and an unknown outcome is found out by reading: at the next look.
    await appendSystemLeaf(this.ports, year, place, { leaf });
  }

  async #read(): Promise<void> {
    const { log, secrets } = this.ports;
    for (const year of this.ports.openYears().toReversed()) {
      for (;;) {
        const from = this.#next.get(year) ?? 1;
        const message = await log.firstFrom(auditStream(year), noticesOf(year, "grant"), from);
        if (message === undefined) break;
        this.#next.set(year, message.sequence + 1);
        const leaf = ownSystemLeaf(message, secrets.macs);
        if (leaf?.kind !== "grant") continue;
        const leaves = (this.#told.get(leaf.grant)?.leaves ?? 0) + 1;
        this.#told.set(leaf.grant, { state: leaf.state, leaves });
      }
    }
  }
}
