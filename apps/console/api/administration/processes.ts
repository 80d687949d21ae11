import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { logStatusSchema } from "#libs/tilestore/logStatus";
import { Figures, figuresIn } from "./metricsText.ts";

const targetsSchema = z.array(
  z.object({
    targets: z.array(z.string().regex(/^127\.0\.0\.1:\d{1,5}$/)).min(1),
    labels: z.object({ instance: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/) }),
  }),
);
const readySchema = z.object({
  ready: z.boolean(),
  reports: z.array(z.object({ name: z.string(), ok: z.boolean(), code: z.string() })),
});

/** How one process is, as it says itself at its address for operations; `away`: it does not answer there. */
export interface SeenProcess {
  readonly name: string;
  readonly state: "up" | "not_ready" | "away";
  readonly parts: z.infer<typeof readySchema>["reports"];
  readonly figures: Figures;
}

/** Everything that runs here, as it was a moment ago. */
export interface Seen {
  readonly atMs: number;
  /** Empty where nothing is watched: started by hand, without addresses for operations. */
  readonly processes: readonly SeenProcess[];
  /** Null where the sequencer does not answer. */
  readonly log: z.infer<typeof logStatusSchema> | null;
}

/** What a process counts; undefined where nobody watches it. */
export const figuresOf = ({ processes }: Seen, process: string): Figures | undefined =>
  processes.find(({ name }) => name === process)?.figures;

export interface ProcessesPorts {
  /** The installation's folder: `operations.json` names who is watched where. */
  readonly data: string;
  /** Where the sequencer says how its log is. */
  readonly auditUrl: string;
  nowMs(): number;
}

const answerMs = 2_500;
/** Several pages and people that look at the same time are answered from one look. */
const keptMs = 2_000;

/** Asks every process how it is, at the addresses that Prometheus asks: the console has no other rights over them. */
export class Processes {
  readonly #ports: ProcessesPorts;
  #last: { readonly atMs: number; readonly seen: Promise<Seen> } | undefined;

  constructor(ports: ProcessesPorts) {
    this.#ports = ports;
  }

  /** What was seen within the last two seconds, or is seen now. */
  seen(): Promise<Seen> {
    const atMs = this.#ports.nowMs();
    if (this.#last === undefined || Math.abs(atMs - this.#last.atMs) > keptMs) {
      this.#last = { atMs, seen: this.#look(atMs) };
    }
    return this.#last.seen;
  }

  async #look(atMs: number): Promise<Seen> {
    const targets = await targetsIn(join(this.#ports.data, "operations.json"));
    const [log, processes] = await Promise.all([
      logAt(this.#ports.auditUrl),
      Promise.all(targets.map(({ name, address }) => processAt(name, address))),
    ]);
    return { atMs, processes, log };
  }
}

async function targetsIn(path: string) {
  try {
    const list = targetsSchema.parse(JSON.parse(await readFile(path, "utf8")));
    return list.map(({ targets: [address = ""], labels }) => ({ name: labels.instance, address }));
  } catch {
    return [];
  }
}

async function processAt(name: string, address: string): Promise<SeenProcess> {
  try {
    const [ready, metrics] = await Promise.all([
      asked(`http://${address}/health/ready`).then(async (it) =>
        readySchema.parse(await it.json()),
      ),
      // Whoever is ready and cannot count right now is ready all the same.
      asked(`http://${address}/metrics`).then(
        (it) => it.text(),
        () => "",
      ),
    ]);
    const state = ready.ready ? "up" : "not_ready";
    return { name, state, parts: ready.reports, figures: new Figures(figuresIn(metrics)) };
  } catch {
    return { name, state: "away", parts: [], figures: new Figures([]) };
  }
}

async function logAt(url: string): Promise<Seen["log"]> {
  try {
    return logStatusSchema.parse(await (await asked(`${url}/status`)).json());
  } catch {
    return null;
  }
}

const asked = (url: string): Promise<Response> =>
  fetch(url, { redirect: "error", signal: AbortSignal.timeout(answerMs) });
