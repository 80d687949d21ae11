import { closeSync, openSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Overwrites the page with which a table of an SQLite file begins, as a bad disk would: all else of it stays good. */
export function damageTable(file: string, table: string): void {
  const { page, bytes } = firstPageOf(file, table);
  const target = openSync(file, "r+");
  try {
    writeSync(target, Buffer.alloc(bytes, 0xa5), 0, bytes, (page - 1) * bytes);
  } finally {
    closeSync(target);
  }
}

function firstPageOf(file: string, table: string) {
  const database = new DatabaseSync(file);
  try {
    // What stands in the log beside it would hide the damage.
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const found = database.prepare("SELECT rootpage FROM sqlite_master WHERE name = ?").get(table);
    const { page_size: bytes } = database.prepare("PRAGMA page_size").get() ?? {};
    return { page: Number(found?.["rootpage"]), bytes: Number(bytes) };
  } finally {
    database.close();
  }
}
