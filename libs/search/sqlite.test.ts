import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { searchContract } from "#tests/support/search/contract";
import { sqlitePlace } from "./sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-search-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let places = 0;
searchContract(async () => {
  places += 1;
  return sqlitePlace(join(folder, String(places), "search.sqlite"));
}, 40);
