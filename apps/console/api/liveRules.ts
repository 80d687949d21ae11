import { compileRules } from "#libs/policy/compile";
import { type RuleSetDocument, ruleSetSchema } from "#libs/policy/documents";
import type { LiveRules } from "#libs/policy/registers";
import { parseLeaf } from "#libs/seal/leaf";
import { checkParts } from "#libs/seal/openParts";
import type { EntryPlace } from "#libs/search/foundEntries";
import type { SignedLog } from "#libs/search/signedLogs";
import type { LogAccess } from "./logAccess.ts";
import { partAt } from "./partAt.ts";
import { logOf } from "./questions.ts";

/** The rules that were put in force last, with the entry of the log that holds them. */
export interface RulesInLog extends LiveRules {
  readonly place: EntryPlace;
  readonly ruleSet: RuleSetDocument;
}

/**
 * Reads the rules in force out of the log itself: the document beside the newest activation, held against its entry's
 * digest and against the hash under which it decides. Undefined where there is none, or it is not what its entry says.
 */
export async function rulesInLog(
  access: LogAccess,
  logs: readonly SignedLog[],
): Promise<RulesInLog | undefined> {
  const page = await access.search((search) =>
    search.page({ filter: { kind: ["activation"] }, order: "newest", limit: 1 }),
  );
  const [found] = page !== undefined && "entries" in page ? page.entries : [];
  const log = found && logOf(logs, found.year);
  if (found === undefined || log === undefined) return undefined;
  const place = { year: found.year, index: found.index };
  const [bytes, part] = [await log.reader.entry(place.index), await partAt(log, place.index)];
  if (part === undefined || checkParts(bytes, part).length > 0) return undefined;
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || leaf.kind !== "activation") return undefined;
  const parsed = ruleSetSchema.safeParse(JSON.parse(part.toString("utf8")));
  if (!parsed.success) return undefined;
  const compiled = compileRules(parsed.data, access.rooms);
  if (!compiled.ok || compiled.rules.hash !== leaf.rule_set) return undefined;
  return { place, ruleSet: parsed.data, rules: compiled.rules };
}
