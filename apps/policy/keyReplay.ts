import type { KeyAdministration, ListedKeys } from "#libs/eventlog/keyAdministration";
import type { Mode } from "#libs/incident/event";
import type { KeyPart } from "#libs/policy/retention";
import { incidentPseudonym } from "#libs/seal/ids";
import type { PolicyPorts } from "./ports.ts";
import { destroyedParts, recordShredding, type ShredPorts } from "./shredding.ts";

type ReplayPorts = Omit<ShredPorts, "destroyer" | "rulesInForce" | "seam"> &
  Pick<PolicyPorts, "openYears"> & {
    readonly keys: KeyAdministration;
    /** False while something must still be recorded before the vault may give out keys. */
    isReady(): Promise<boolean>;
  };

/**
 * Holds the log against the vault at each of its starts: what the log says was destroyed is destroyed again where a
 * backup brought it back, and only then does the vault give out keys. Several instances do it at once without harm.
 */
export class KeyReplay {
  #admitted: string | undefined;
  #destroyedAgain = 0;

  constructor(private readonly ports: ReplayPorts) {}

  /** True once the vault gives out keys, as far as we know. */
  get isAdmitted(): boolean {
    return this.#admitted !== undefined;
  }

  /** Keys that a restored store had brought back, since this process started. */
  get destroyedAgain(): number {
    return this.#destroyedAgain;
  }

  /** Looks once whether the vault has been started again; rejects when the log is away. */
  async pass(): Promise<void> {
    const { keys } = this.ports;
    const stand = await keys.stand();
    if (stand === undefined || this.ports.openYears().length === 0) return;
    if (stand.admitted) this.#admitted = stand.instance;
    if (stand.admitted || !(await this.ports.isReady())) return;
    if (!(await this.#replay(stand.instance))) return;
    if (await keys.admit(stand.instance)) this.#admitted = stand.instance;
  }

  async #replay(instance: string): Promise<boolean> {
    let after: ListedKeys | undefined;
    for (;;) {
      const rows = await this.ports.keys.list(after);
      if (rows === undefined) return false;
      for (const row of rows) if (!(await this.#holdAgainstLog(row, instance))) return false;
      after = rows.at(-1);
      if (after === undefined) return true;
    }
  }

  async #holdAgainstLog(
    { mode, incident, sensitive }: ListedKeys,
    instance: string,
  ): Promise<boolean> {
    if (mode !== "actual" && mode !== "exercise") return true;
    const pseudonym = incidentPseudonym(this.ports.secrets.logPseudonym, mode, incident);
    const destroyed = await destroyedParts(this.ports, mode, pseudonym);
    if (destroyed.has("both")) return this.#again(mode, incident, pseudonym, "both", instance);
    if (!destroyed.has("sensitive") || !sensitive) return true;
    return this.#again(mode, incident, pseudonym, "sensitive", instance);
  }

  async #again(
    mode: Mode,
    incident: string,
    pseudonym: string,
    part: KeyPart,
    instance: string,
  ): Promise<boolean> {
    const { keys } = this.ports;
    if (!(await keys.destroy(mode, incident, part))) return false;
    keys.announce(mode, incident);
    this.#destroyedAgain += 1;
    const said = { of: mode, incident: pseudonym, part, cause: "restored_backup" } as const;
    return recordShredding(this.ports, said, instance);
  }
}
