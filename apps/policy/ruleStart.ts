import type { OpenedConfiguration } from "#libs/policy/documents";
import type { LogWatch } from "#libs/policy/logWatch";
import { canonicalNow } from "#libs/runtime/clock";
import { waitFor } from "#libs/runtime/process";
import {
  activatedVersion,
  recordActivation,
  recordConfiguration,
  recordPlanTable,
} from "./activate.ts";
import type { ReadySet } from "./openSet.ts";
import { RuleRuntime, type RuleRuntimePorts } from "./ruleRuntime.ts";
import type { ServiceParts } from "./serviceParts.ts";

/**
 * The bootstrap of clarification 19 for rules: the configuration is recorded, the life of rule sets is read from
 * every year of the log, what `up` proposes goes its way, and a set is in force and covered by a checkpoint before
 * anything is decided. Waits, and never fails, while something is away.
 */
export async function startRules(
  parts: ServiceParts,
  configuration: OpenedConfiguration,
  watch: LogWatch,
): Promise<RuleRuntime> {
  const waiting = (part: string) => ({ signal: parts.signal, logger: parts.logger, part });
  const years = () => watch.openYears().toReversed();
  await waitFor(async () => {
    const year = years().at(-1);
    return year && recordConfiguration(activationPorts(parts), year, configuration);
  }, waiting("configuration-leaf"));
  const runtime = await waitFor(async () => {
    const floor = await activatedVersion(parts.log, parts.secrets.macs, years());
    return RuleRuntime.start(runtimePorts(parts, configuration, watch, years, floor));
  }, waiting("rule-sets"));
  await waitFor(async () => {
    await runtime.propose();
    return runtime.book.isActive ? true : undefined;
  }, waiting("rule-set"));
  const { year, seq } = runtime.book.head;
  await watch.until(() => watch.covers(year, seq), parts.signal);
  return runtime;
}

function runtimePorts(
  parts: ServiceParts,
  configuration: OpenedConfiguration,
  watch: LogWatch,
  years: () => readonly number[],
  floor: number,
): RuleRuntimePorts {
  const { clock, connection, log, logger, production, randomBytes, secrets, signal, signers } =
    parts;
  const inYear = async (record: typeof recordPlanTable, { opened }: ReadySet): Promise<void> => {
    const year = years().at(-1);
    if (year === undefined) throw new Error("no year of the log is open");
    await record(activationPorts(parts), year, opened);
  };
  return {
    ...{ connection, log, logger, production, randomBytes, secrets, signal, signers, floor, years },
    rooms: configuration.rooms,
    bucket: parts.rules,
    instance: Buffer.from(randomBytes(16)).toString("hex"),
    nowMs: () => clock.nowMs(),
    nowIso: () => canonicalNow(clock),
    acknowledged: (year, sequence) => watch.acknowledged(year, sequence),
    yearSealed: (year) => watch.yearSealed(year),
    recordPlanTable: (set) => inYear(recordPlanTable, set),
    recordActivation: (set) => inYear(recordActivation, set),
  };
}

function activationPorts({ log, secrets, randomBytes, clock }: ServiceParts) {
  return { log, secrets, randomBytes, nowIso: () => canonicalNow(clock) };
}
