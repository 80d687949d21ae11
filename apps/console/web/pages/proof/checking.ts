import type { CheckTools } from "#libs/logcheck/bytes";
import { checkEntry, type EntryCheck } from "#libs/logcheck/entryCheck";
import { type CheckStep, isAlarm } from "#libs/logcheck/findings";
import type { AskConsistency, SignedHead } from "#libs/logcheck/head";
import { checkElsewhere, checkGone, checkLog, type LogCheck } from "#libs/logcheck/logCheck";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { ApiError, problemIn } from "../../api/problem.ts";
import { keepAlarm, keepLog, readMemory } from "../../log/logMemory.ts";

export type Checkpoints = components["schemas"]["Checkpoints"];
type ShownYear = Checkpoints["years"][number];

/** One log as it was checked here. */
export interface CheckedYear extends LogCheck {
  readonly year: number;
  readonly origin: string;
}

/** One run over every log that is shown. */
export interface CheckRun {
  readonly at: string;
  readonly shown: Checkpoints;
  readonly years: readonly CheckedYear[];
  /** Of logs that are not shown any more. */
  readonly gone: readonly CheckStep[];
  /** Everything that was asked and answered, in order. */
  readonly received: readonly unknown[];
}

export const readCheckpoints = (): Promise<Checkpoints> => answered(api.GET("/v1/log/checkpoints"));

/** Checks every log that the console shows; what does not fit is kept as an alarm. Throws ApiError. */
export async function checkAll(tools: CheckTools): Promise<CheckRun> {
  const at = new Date().toISOString();
  const shown = await readCheckpoints();
  const received: unknown[] = [{ asked: "/v1/log/checkpoints", answer: shown }];
  const memory = readMemory();
  const years: CheckedYear[] = [];
  for (const log of shown.years) {
    const kept = memory.logs.find(({ origin }) => origin === log.origin);
    const { origin, vkey, checkpoint, witnessed } = log;
    const said = { origin, vkey, second: log.second_vkey, checkpoint, witnessed };
    const consistency = askerOf(log.year, received);
    const question = { log: said, policy: shown.policy, kept, at, consistency };
    const check = await checkLog(question, tools);
    years.push({ ...check, year: log.year, origin });
    raise(at, origin, check.steps, [...received, { kept }]);
    if (check.kept !== undefined && !isAlarm(check.steps)) keepLog(check.kept);
  }
  const gone = checkGone(
    memory.logs,
    shown.years.map(({ origin }) => origin),
  );
  for (const step of gone) {
    raise(at, String(step.values["origin"]), [step], [...received, { kept: memory.logs }]);
  }
  return { at, shown, years, gone, received };
}

/** Keeps what does not fit, with what was received. */
function raise(
  at: string,
  origin: string,
  steps: readonly CheckStep[],
  received: readonly unknown[],
): void {
  if (!isAlarm(steps)) return;
  const bad = steps.filter(({ outcome }) => outcome === "bad");
  const evidence = evidenceText({ at, origin, steps, received });
  keepAlarm({ at, origin, steps: bad, evidence });
}

export const evidenceText = (content: object): string =>
  JSON.stringify(
    { format: "raccordo-page-evidence/1", page: location.origin, ...content },
    null,
    1,
  );

/** Codes with which the console says that it has no such proof; any other failure says nothing about the log. */
const refusals = ["log-forked", "query-malformed", "entry-unknown"];

function askerOf(year: ShownYear["year"], received: unknown[]): AskConsistency {
  return async (from, to) => {
    const query = { year, from, to };
    const { data, error, response } = await api.GET("/v1/log/consistency", { params: { query } });
    received.push({ asked: "/v1/log/consistency", query, answer: data ?? error });
    if (data !== undefined) return data;
    const problem = problemIn(response.status, error);
    if (refusals.includes(problem.code)) return { refused: problem.code };
    throw new ApiError(problem);
  };
}

/** A proof as it came, and what its check came to. */
export interface ProvedEntry extends EntryCheck {
  readonly year: number;
  readonly index: number;
  readonly text: string;
}

/** Asks for the proof of one entry and checks it against the log of that year. Throws ApiError. */
export async function proveEntry(
  {
    year,
    index,
    head,
  }: { readonly year: number; readonly index: number; readonly head: SignedHead },
  tools: CheckTools,
): Promise<ProvedEntry> {
  const path = { year, index };
  const asked = api.GET("/v1/log/entries/{year}/{index}/proof", {
    params: { path },
    parseAs: "text",
  });
  const text = String(await answered(asked));
  const check = await checkEntry({ proof: text, index, head }, tools);
  const received = [{ asked: `/v1/log/entries/${year}/${index}/proof`, answer: text }];
  const { text: checkpoint } = head.checkpoint;
  raise(new Date().toISOString(), head.key.name, check.steps, [...received, { checkpoint }]);
  return { ...check, year, index, text };
}

/** Compares a pasted checkpoint with the log of its name; undefined where none is shown with a good signature. */
export async function compareElsewhere(
  note: string,
  run: CheckRun,
  tools: CheckTools,
): Promise<CheckStep | undefined> {
  const text = note.trimStart().replaceAll("\r\n", "\n");
  const origin = text.split("\n", 1)[0] ?? "";
  const head = run.years.find((one) => one.origin === origin)?.head;
  if (head === undefined) return undefined;
  const step = await checkElsewhere(text, head, tools);
  // A text that is not signed by the log says nothing about the log: anybody can paste anything.
  const isSigned = !unsigned.some((one) => one === step.result);
  if (isSigned) {
    const { text: checkpoint } = head.checkpoint;
    raise(
      new Date().toISOString(),
      origin,
      [step],
      [{ pasted: text }, { checkpoint }, ...run.received],
    );
  }
  return step;
}

const unsigned = ["checkpointMalformed", "logOther", "signatureMissing", "signatureWrong"] as const;
