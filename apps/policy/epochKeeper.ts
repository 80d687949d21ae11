import type { EpochAdministration } from "#libs/eventlog/epochAdministration";
import { type EpochAnswer, epochIn } from "#libs/eventlog/epochMessages";
import { keyEpochPlace } from "#libs/eventlog/leafPlaces";
import { auditStream } from "#libs/eventlog/subjects";
import type { KeyEpochLeaf } from "#libs/seal/leaf";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

type EpochPorts = Pick<
  PolicyPorts,
  | "log"
  | "secrets"
  | "openYears"
  | "yearSealed"
  | "acknowledged"
  | "randomBytes"
  | "nowIso"
  | "seam"
> & {
  readonly epochs: EpochAdministration;
};

type Told = Pick<KeyEpochLeaf, "epoch" | "state" | "backend">;

/**
 * Records what becomes of the vault's epochs: begun, destroyed, declared lost. The vault sees no stream, so the acts go
 * through here and are answered once they are recorded; an act after which this process was killed, and a loss that was
 * declared, are found in the vault's own list and recorded at the next look. No key and no incident is in the list.
 */
export class EpochKeeper {
  /** By year, epoch and state: it is in the log. */
  readonly #told = new Set<string>();

  constructor(private readonly ports: EpochPorts) {}

  /** Begins a new epoch as the administration asks. Rejects when the log is away. */
  rotate(): Promise<EpochAnswer> {
    return this.#act(() => this.ports.epochs.rotate());
  }

  /** Destroys the key of an older epoch as the administration asks. Rejects when the log is away. */
  async destroy(request: Uint8Array): Promise<EpochAnswer> {
    const epoch = epochIn(request);
    if (epoch === undefined) return { outcome: "refused", code: "malformed" };
    return this.#act(() => this.ports.epochs.destroy(epoch));
  }

  /** True once everything that the vault says of its epochs is in the log. Rejects when the log is away. */
  async pass(): Promise<boolean> {
    return this.#recordAll(await this.ports.epochs.list());
  }

  /** What stands unrecorded is recorded first: where that cannot be done, nothing is done. */
  async #act(work: () => Promise<EpochAnswer>): Promise<EpochAnswer> {
    if (!(await this.pass())) return { outcome: "failed" };
    const answer = await work();
    if (answer.outcome !== "ok") return answer;
    await this.ports.seam("epoch-acted");
    return (await this.#recordAll(answer)) ? answer : { outcome: "failed" };
  }

  async #recordAll(answer: EpochAnswer): Promise<boolean> {
    if (answer.outcome !== "ok") return false;
    const { backend, epochs } = answer;
    for (const { epoch, state } of epochs) {
      const became = state === "newest" || state === "older" ? "begun" : state;
      if (!(await this.#record({ epoch, state: became, backend }))) return false;
    }
    return true;
  }

  /** Once in each year's log, as far as years are open: a new year's log says what it finds. */
  async #record(told: Told): Promise<boolean> {
    const { ports } = this;
    const [year] = ports.openYears();
    if (year === undefined) return false;
    const key = `${year} ${told.epoch} ${told.state}`;
    if (this.#told.has(key)) return true;
    const place = keyEpochPlace(year, told);
    const at = ports.nowIso();
    const leaf = { kind: "key_epoch", at, clock: "unsynced", ...told } as const;
    const isThere = async () => {
      const lying = await ports.log.last(auditStream(year), place.subject);
      return lying !== undefined && ownSystemLeaf(lying, ports.secrets.macs)?.kind === "key_epoch";
    };
    const appended = await appendSystemLeaf(ports, year, place, { leaf });
    if (appended.kind !== "appended" && !(await isThere())) return false;
    this.#told.add(key);
    return true;
  }
}
