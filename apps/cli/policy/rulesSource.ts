import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { compileRules } from "#libs/policy/compile";
import type { Room } from "#libs/policy/decision";
import { ruleSetSchema, signedDocumentSchema } from "#libs/policy/documents";
import { roomOf } from "#libs/policy/roomSchema";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import { CliError } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { foldersOf, readAgreements } from "./agreementFiles.ts";
import { tellFaults } from "./check.ts";

/** Rules that somebody wants to try, and what people call their rooms. */
export interface TriedRules extends RulesWithRooms {
  readonly names: ReadonlyMap<string, string>;
}

/**
 * A folder with `rooms/` and `agreements/`, or a signed document of rules, whose signatures are not checked: it is
 * tried, not put in force. Undefined after its faults were told. `rooms`: those that a document is compiled for.
 */
export function readRules(
  terminal: Terminal,
  path: string,
  rooms: readonly Room[],
): TriedRules | undefined {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) throw new CliError("usage", "rules-unreadable", { path });
  return kind.isDirectory() ? rulesIn(terminal, path) : rulesOf(path, rooms);
}

function rulesIn(terminal: Terminal, path: string): TriedRules | undefined {
  const { rules, rooms, faults } = readAgreements(foldersOf(path), terminal.language);
  if (rules !== undefined) {
    const names = new Map(rooms.map(({ id, name }) => [id, name]));
    return { rules, rooms: rooms.map(roomOf), names };
  }
  tellFaults(terminal, faults);
  terminal.tell("policy-checked", { holds: false, path, faults });
  return undefined;
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});
const documentText = jsonText
  .pipe(signedDocumentSchema)
  .transform(({ body }) => body)
  .pipe(jsonText)
  .pipe(ruleSetSchema);

function rulesOf(path: string, rooms: readonly Room[]): TriedRules {
  const parsed = documentText.safeParse(readFileSync(path, "utf8"));
  if (!parsed.success) throw new CliError("usage", "rules-unreadable", { path });
  const compiled = compileRules(parsed.data, rooms);
  if (compiled.ok) return { rules: compiled.rules, rooms, names: new Map() };
  const [first] = compiled.errors;
  const detail = [first?.code, first?.agreement, first?.rule, first?.path]
    .filter(Boolean)
    .join(" ");
  throw new CliError("refused", "rules-not-compiled", { path, detail });
}
