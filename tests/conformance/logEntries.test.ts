import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { incidentKinds, leafSchemas } from "#libs/seal/leafSchema";
import { projectRoot } from "#tests/support/project";

const page = readFileSync(join(projectRoot, "docs", "log-entries.md"), "utf8");
const kinds = Object.keys(leafSchemas);
/** What `counts` counts, besides decisions. */
const counted = new Set<string>([...incidentKinds, "receipts", "refusals", "break_glass"]);
const namedIn = (text = ""): ReadonlySet<string> =>
  new Set([...text.matchAll(/`([a-z_]+)`/g)].map(([, name = ""]) => name));

describe("the page on the entries of the log", () => {
  test("has a row for every kind of entry that can be recorded", () => {
    const rows = [...page.matchAll(/^\| (`[^|]+) *\|/gm)].map(([, cell]) => cell).join(" ");
    expect(kinds.filter((kind) => !namedIn(rows).has(kind))).toEqual([]);
  });

  test.each(["In nessun conto", "In no count"])(
    "says in its list “%s” of which kinds no count would tell that one is missing",
    (begins) => {
      const line = page.split("\n").find((one) => one.startsWith(`${begins}:`));
      const uncounted = kinds.filter((kind) => !counted.has(kind));
      expect(namedIn(line?.split(".")[0])).toEqual(new Set(uncounted));
    },
  );
});
