import { useMemo, useSyncExternalStore } from "react";
import { jsonIn, memberIn } from "#libs/logcheck/bytes";
import type { CheckStep, StepResult } from "#libs/logcheck/findings";
import { stepResults } from "#libs/logcheck/findings";
import { type KeptLog, keptLogsIn, keptText } from "#libs/logcheck/kept";

const logsKey = "raccordo.logs";
const alarmsKey = "raccordo.logAlarms";
const alarmsMax = 5;

/** What this browser keeps; `isDamaged` where something was there and cannot be read. */
export interface LogMemory {
  readonly logs: readonly KeptLog[];
  readonly isDamaged: boolean;
}

export function readMemory(): LogMemory {
  const text = localStorage.getItem(logsKey);
  const logs = text === null ? [] : keptLogsIn(text);
  return { logs: logs ?? [], isDamaged: logs === undefined };
}

/** Puts one log in the place of what was kept of it. */
export function keepLog(log: KeptLog): void {
  const others = readMemory().logs.filter(({ origin }) => origin !== log.origin);
  localStorage.setItem(logsKey, keptText([...others, log]));
}

export function forgetLog(origin: string): void {
  const others = readMemory().logs.filter((one) => one.origin !== origin);
  localStorage.setItem(logsKey, keptText(others));
}

/** Something that did not fit, with everything that was received then. It stays until a person removes it. */
export interface LogAlarm {
  readonly at: string;
  readonly origin: string;
  readonly steps: readonly CheckStep[];
  /** JSON. */
  readonly evidence: string;
}

export const readAlarms = (): readonly LogAlarm[] => alarmsIn(alarmsText());

function alarmsIn(text: string): readonly LogAlarm[] {
  const value = jsonIn(text);
  return Array.isArray(value) ? value.map(alarmOf).filter((one) => one !== undefined) : [];
}

const alarmsText = (): string => localStorage.getItem(alarmsKey) ?? "[]";
const listeners = new Set<() => void>();

function writeAlarms(alarms: readonly LogAlarm[]): void {
  localStorage.setItem(alarmsKey, JSON.stringify(alarms));
  for (const told of listeners) told();
}

function onAlarms(told: () => void): () => void {
  listeners.add(told);
  // Other windows of this browser keep the same alarms.
  addEventListener("storage", told);
  return () => {
    listeners.delete(told);
    removeEventListener("storage", told);
  };
}

/** How many alarms this browser keeps, always as it is now. */
export function useAlarmCount(): number {
  const text = useSyncExternalStore(onAlarms, alarmsText);
  return useMemo(() => alarmsIn(text).length, [text]);
}

/** The newest comes first; the same thing found again takes the place of what was found before. */
export function keepAlarm(alarm: LogAlarm): void {
  const results = (steps: readonly CheckStep[]) => steps.map(({ result }) => result).join();
  const others = readAlarms().filter(
    (one) => one.origin !== alarm.origin || results(one.steps) !== results(alarm.steps),
  );
  writeAlarms([alarm, ...others].slice(0, alarmsMax));
}

export function removeAlarm(at: string, origin: string): void {
  writeAlarms(readAlarms().filter((one) => one.at !== at || one.origin !== origin));
}

function alarmOf(value: unknown): LogAlarm | undefined {
  const [at, origin, evidence] = ["at", "origin", "evidence"].map((name) => memberIn(value, name));
  const steps = memberIn(value, "steps");
  if (typeof at !== "string" || typeof origin !== "string" || !Array.isArray(steps)) {
    return undefined;
  }
  const known = steps.filter(isStep);
  return { at, origin, steps: known, evidence: typeof evidence === "string" ? evidence : "{}" };
}

function isStep(value: unknown): value is CheckStep {
  const result = memberIn(value, "result");
  return isResult(result) && typeof memberIn(value, "values") === "object";
}

const isResult = (value: unknown): value is StepResult =>
  typeof value === "string" && Object.hasOwn(stepResults, value);
