import type { AppendOutcome } from "#libs/eventlog/port";
import type { Place } from "#libs/eventlog/subjects";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { auditMessage, type LeafBytes } from "./auditMessage.ts";
import type { PolicyPorts } from "./ports.ts";

export type AppendPorts = Pick<PolicyPorts, "log" | "yearSealed" | "acknowledged"> & {
  readonly secrets: Pick<PolicyPorts["secrets"], "macs">;
};

/**
 * Puts a leaf of this process into the log of `year`, on top of what it was made for: `expected` is the last sequence
 * under the chain of its place, 0 for nothing. The rest of the process is told of a sealed year and of what was
 * acknowledged; what a conflict or an unknown outcome means is known only to whoever asks.
 */
export async function appendLeaf(
  ports: AppendPorts,
  year: number,
  { subject, chain }: Place,
  leaf: LeafBytes,
  expected = 0,
): Promise<AppendOutcome> {
  const expect = { sequence: expected, filter: chain };
  const message = auditMessage(ports.secrets, subject, leaf);
  const outcome = await ports.log.append(subject, message, { expect });
  if (outcome.kind === "sealed") ports.yearSealed(year);
  if (outcome.kind === "appended") ports.acknowledged(year, outcome.sequence);
  return outcome;
}

/** {@link appendLeaf} for a leaf outside every incident's chain that cannot grow over its limit. */
export function appendSystemLeaf(
  ports: AppendPorts & Pick<PolicyPorts, "randomBytes">,
  year: number,
  place: Place,
  input: SystemLeafInput,
  expected = 0,
): Promise<AppendOutcome> {
  const built = buildSystemLeaf(input, ports.randomBytes);
  if ("refused" in built) throw new Error(`a ${input.leaf.kind} leaf is over the limit`);
  return appendLeaf(ports, year, place, built, expected);
}
