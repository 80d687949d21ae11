import type { KnownRoom } from "../logAccess.ts";
import type { FoundFault } from "./answers.ts";
import type { Figures } from "./metricsText.ts";
import { figuresOf, type Seen, type SeenProcess } from "./processes.ts";
import type { RoomState } from "./roomState.ts";

/** A copy that waits longer than this is not being fetched by anybody, in seconds. */
const waitingSecondsMax = 900;
/** The log signs every second or so: further behind than this, in seconds, policy is about to stop. */
const lagSecondsMax = 30;
/** Of the disk: below this share free, a person must make room. */
const freeShareMin = 0.1;

const nothing = { process: null, room: null, detail: null, amount: null, fix: null } as const;
const found = (
  severity: FoundFault["severity"],
  code: FoundFault["code"],
  more: Partial<FoundFault>,
): FoundFault => ({ ...nothing, severity, code, ...more });

/**
 * What is wrong now, the worst first: of the whole installation, and of rooms the viewer's own alone. Alarms of the log
 * that name another titolare's room are told without that name.
 */
export function faultsIn(
  seen: Seen,
  own: readonly RoomState[],
  rooms: readonly KnownRoom[],
): readonly FoundFault[] {
  const ownIds = new Set(own.map(({ room }) => room));
  const others = rooms.map(({ id }) => id).filter((id) => !ownIds.has(id));
  const faults = [
    ...seen.processes.flatMap(ofProcess),
    ...ofLog(seen, others),
    ...ofCore(figuresOf(seen, "policy")),
    ...ofDisk(figuresOf(seen, "up")),
    ...own.flatMap(ofRoom),
  ];
  const isFailing = ({ severity }: FoundFault) => severity === "failing";
  return [...faults.filter(isFailing), ...faults.filter((one) => !isFailing(one))];
}

function ofProcess({ name: process, state, parts }: SeenProcess): readonly FoundFault[] {
  if (state === "away") return [found("failing", "process_away", { process })];
  return parts.flatMap(({ name, ok, code }) =>
    ok ? [] : [found("failing", "part_failing", { process, detail: `${name}:${code}` })],
  );
}

function ofLog({ log, processes }: Seen, others: readonly string[]): readonly FoundFault[] {
  if (log === null) return [found("failing", "log_away", {})];
  const halted =
    log.halted === null ? [] : [found("failing", "log_halted", { detail: log.halted })];
  const audit = processes.find(({ name }) => name === "audit")?.figures;
  const amount = audit?.at("raccordo_log_lag_seconds") ?? 0;
  const behind = amount > lagSecondsMax ? [found("failing", "log_behind", { amount })] : [];
  const alarms = log.alarms.map(({ code, about, fix }) => {
    const isOthers = others.some((room) => about.includes(room));
    const words = isOthers ? null : { it: fix.it, en: fix.en };
    return found("failing", "alarm", { detail: code, fix: words });
  });
  return [...halted, ...behind, ...alarms];
}

function ofCore(policy: Figures | undefined): readonly FoundFault[] {
  if (policy === undefined) return [];
  const stopped = policy.codeOf("raccordo_releases_stopped");
  const waiting = policy.codeOf("raccordo_decisions_waiting");
  const rules = policy.codeOf("raccordo_rule_set_state");
  return [
    ...(stopped === null ? [] : [found("failing", "releases_stopped", { detail: stopped })]),
    ...(waiting === null ? [] : [found("failing", "decisions_wait", { detail: waiting })]),
    ...(rules === null || rules === "ok" ? [] : [found("warning", "rules", { detail: rules })]),
  ];
}

function ofDisk(up: Figures | undefined): readonly FoundFault[] {
  const [free, size] = [
    up?.at("raccordo_data_disk_free_bytes"),
    up?.at("raccordo_data_disk_size_bytes"),
  ];
  if (free == null || size == null || size === 0 || free / size >= freeShareMin) return [];
  return [found("warning", "disk_low", { amount: free })];
}

function ofRoom(state: RoomState): readonly FoundFault[] {
  const { room, edge, dead_copies: dead, oldest_waiting_s: age, credentials } = state;
  return [
    ...(edge === "away" ? [found("failing", "edge_away", { room })] : []),
    ...(credentials !== null && credentials.counting === 0
      ? [found("failing", "nobody_comes_in", { room })]
      : []),
    ...(dead !== null && dead > 0 ? [found("warning", "copies_dead", { room, amount: dead })] : []),
    ...(age !== null && age > waitingSecondsMax
      ? [found("warning", "copies_wait", { room, amount: Math.round(age) })]
      : []),
    ...(credentials?.last_ends === null || credentials === null
      ? []
      : [found("warning", "credential_ends", { room, detail: credentials.last_ends })]),
  ];
}
