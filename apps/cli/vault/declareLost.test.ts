import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { heldTerminal } from "#tests/support/heldTerminal";
import { testFolder } from "#tests/support/privateFile";
import { declareLost } from "./vaultCommand.ts";

let data: string;
const store = () => join(data, "vault", "keys.sqlite");
beforeEach(() => {
  data = testFolder();
  for (const name of ["vault", "epochs"]) mkdirSync(join(data, name), { mode: 0o700 });
});
afterEach(() => rmSync(data, { recursive: true }));

/** The part of a key store that tells which epochs it has begun. */
function begun(...epochs: readonly number[]): DatabaseSync {
  const database = new DatabaseSync(store());
  database.exec("CREATE TABLE epochs (epoch INTEGER PRIMARY KEY)");
  for (const epoch of epochs) database.prepare("INSERT INTO epochs VALUES (?)").run(epoch);
  return database;
}
const declare = (epoch: number) => declareLost(heldTerminal().terminal, data, epoch);
const isNoted = (epoch: number) => existsSync(join(data, "epochs", `${epoch}.lost`));
const refused = (text: string) => expect.objectContaining({ text });

describe("the key of an epoch is declared lost", () => {
  test("where the key store has begun that epoch and its key is not here", () => {
    begun(1, 2).close();
    expect(declare(2)).toBe(0);
    expect(isNoted(2)).toBe(true);
  });

  test("never for one that never was: a later epoch of that number would be given up", () => {
    expect(() => declare(1)).toThrow(refused("vault-refused-unknown"));
    begun(1, 2).close();
    expect(() => declare(3)).toThrow(refused("vault-refused-unknown"));
    expect([isNoted(1), isNoted(3)]).toEqual([false, false]);
  });

  test("not while its key is here, nor where nobody can read which epochs there were", () => {
    begun(1).close();
    writeFileSync(join(data, "epochs", "1.key"), "SINTETICO\n", { mode: 0o600 });
    expect(() => declare(1)).toThrow(refused("vault-not-lost"));
    writeFileSync(store(), "SINTETICO, no database".repeat(100));
    expect(() => declare(2)).toThrow(refused("vault-store-unread"));
    expect(isNoted(1) || isNoted(2)).toBe(false);
  });
});
