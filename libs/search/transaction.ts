import { sql } from "kysely";
import type { SearchDatabase } from "./database.ts";

/** Runs one statement that gives no rows. */
export const run = (database: SearchDatabase, statement: string) =>
  sql.raw(statement).execute(database.query);

/** All that `write` does, or nothing; `begin` as the database says it. Its one connection makes these one transaction. */
export async function inTransaction<T>(
  database: SearchDatabase,
  begin: "BEGIN" | "BEGIN IMMEDIATE",
  write: () => Promise<T>,
): Promise<T> {
  await run(database, begin);
  try {
    const result = await write();
    await run(database, "COMMIT");
    return result;
  } catch (error) {
    await run(database, "ROLLBACK").catch(() => undefined);
    throw error;
  }
}
