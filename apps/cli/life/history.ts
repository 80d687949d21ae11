import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseLeaf, type RuleSetLeaf } from "#libs/seal/leaf";
import { TileStoreError } from "#libs/tilestore/failure";
import { openReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { stepWords } from "./lifeTexts.ts";

/** A step as the signed log tells it. */
export interface ToldStep {
  readonly year: number;
  readonly index: number;
  readonly leaf: RuleSetLeaf;
}

/**
 * `raccordo policy history`: who signed, staged, activated and revoked what and when, from the log in the data folder
 * under a checkpoint that verifies. Asks nobody: works while everything is stopped.
 */
export async function history(terminal: Terminal, data: string): Promise<number> {
  const steps = await lifeSteps(data);
  if (terminal.json) for (const step of steps) terminal.tell("life-step", { ...step });
  else tellSteps(terminal, steps, join(data, "audit"));
  return exitCodes.ok;
}

/** Every step in the life of rule sets that the signed log in the data folder tells, in its order. */
export async function lifeSteps(data: string): Promise<readonly ToldStep[]> {
  const configuration = readConfiguration(data);
  const path = join(data, "audit");
  if (configuration === undefined) throw new CliError("refused", "vkey-none", { path: data });
  const key = publicKeyObject(Buffer.from(configuration.keys.log, "base64url"));
  const steps: ToldStep[] = [];
  for (const year of yearsIn(path)) {
    const vkey = encodeVerifierKey(`${configuration.log_family}/${year}`, key);
    steps.push(...(await stepsOf(join(path, String(year)), vkey, year)));
  }
  return steps;
}

function yearsIn(folder: string): readonly number[] {
  try {
    const names = readdirSync(folder).filter((name) => /^20\d{2}$/.test(name));
    return names.map(Number).toSorted((a, b) => a - b);
  } catch {
    return [];
  }
}

async function stepsOf(folder: string, vkey: string, year: number): Promise<readonly ToldStep[]> {
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new Error("the log's key is none");
  try {
    const source = fileSource(folder);
    const { reader } = await openReader(source, { origin: verifier.name, verifiers: [verifier] });
    const steps: ToldStep[] = [];
    for (let index = 0; index < reader.size; index += 1) {
      const leaf = parseLeaf(await reader.entry(index));
      if (!("problem" in leaf) && leaf.kind === "rule_set") steps.push({ year, index, leaf });
    }
    return steps;
  } catch (error) {
    if (error instanceof TileStoreError && error.kind !== "checkpoint-invalid") return [];
    throw new CliError("check-failed", "log-broken", {
      ...{ origin: verifier.name, size: 0, findings: 1 },
    });
  }
}

function tellSteps(terminal: Terminal, steps: readonly ToldStep[], path: string): void {
  if (steps.length === 0) {
    terminal.say("life-history-none", { path });
    return;
  }
  for (const { leaf } of steps) {
    const what = stepWords[leaf.state][terminal.language];
    const { at, version = "–" } = leaf;
    terminal.say("life-step", { at, version, what, more: moreOf(leaf) });
  }
  terminal.say("life-history-note", { path });
}

/** What a step says beside its name: who, when, why; ids are shown as long as people need to tell them apart. */
function moreOf({ role, key, from, reason, instance, document, to_version }: RuleSetLeaf): string {
  const words = [
    role,
    key?.slice(0, 10),
    from,
    reason,
    instance?.slice(0, 8),
    to_version === undefined ? undefined : `→ ${to_version}`,
  ];
  return [...words.filter((word) => word !== undefined), `[${document.slice(0, 12)}]`].join(" ");
}
