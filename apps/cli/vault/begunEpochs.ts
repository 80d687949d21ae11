import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CliError } from "../exitCodes.ts";

/** A vault that cannot start holds its store only for as long as it looks at it. */
const waitMs = 5_000;

/**
 * Numbers of the epochs that the key store has ever begun; none where there is no store. CliError while a vault that
 * runs has it open: then it has the keys that it needs.
 */
export function begunEpochs(data: string): readonly number[] {
  const path = join(data, "vault", "keys.sqlite");
  if (!existsSync(path)) return [];
  // Not read-only: what a killed vault left half-written can be read only once it is rolled back.
  const store = new DatabaseSync(path, { timeout: waitMs });
  try {
    const rows = store.prepare("SELECT epoch FROM epochs").all();
    return rows.map(({ epoch }) => Number(epoch));
  } catch (error) {
    throw new CliError("refused", "vault-store-unread", { path }, { cause: error });
  } finally {
    store.close();
  }
}
