import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { DamagedPart } from "#libs/pack/openings";
import { type PackSurvey, surveyLogs } from "#libs/pack/packLogs";
import { type PrivatePack, packPrivately, slotsOpened } from "#libs/pack/privatePack";
import { timeSchema } from "#libs/policy/readMessages";
import {
  type Answer,
  type ProblemAnswer,
  problem,
  securityHeaders,
} from "#libs/runtime/httpAnswer";
import { exportPurposes } from "#libs/seal/leafSchema";
import { TileStoreError } from "#libs/tilestore/failure";
import type { LogRequests, Reader } from "./logRequests.ts";
import { wrong } from "./questions.ts";
import type { RecordedPlace } from "./readingSessions.ts";
import type { Recorder } from "./recorder.ts";

/** From the first time on, up to and without the second; RFC 3339 UTC with milliseconds. */
export const exportOrderSchema = z
  .strictObject({ from: timeSchema, to: timeSchema })
  .refine(({ from, to }) => from < to);

export interface ExportPorts {
  readonly requests: LogRequests;
  readonly recorder: Recorder;
  /** Private folder in which packs are made. */
  readonly workDir: string;
}

/** Packs that are being sent at the same time, and how long one may take. */
const sendingMax = 4;
const sendMsMax = 600_000;

/** Makes packs for the viewer's own titolare: one at a time, each read and each leaving recorded by itself. */
export class ExportRequests {
  readonly #ports: ExportPorts;
  #isMaking: boolean = false;
  #sending = 0;

  constructor(ports: ExportPorts) {
    this.#ports = ports;
  }

  /** Answers with a refusal, or sends the pack once its digest is in the log. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<Answer | "sent"> {
    const reader = this.#ports.requests.readerOf(request, "exportPack");
    if ("kind" in reader) return reader;
    const order = orderIn(request);
    if ("kind" in order) return order;
    if (!isExportPurpose(reader.purpose)) return problem("export-purpose");
    if (this.#isMaking || this.#sending >= sendingMax) return problem("console-busy");
    const pack = await this.#alone(() => this.#made(reader, order));
    if ("kind" in pack) return pack;
    this.#sending += 1;
    try {
      await sendPack(reply, pack);
      return "sent";
    } finally {
      this.#sending -= 1;
      await pack.discard();
    }
  }

  async #alone<T>(work: () => Promise<T>): Promise<T | ProblemAnswer> {
    this.#isMaking = true;
    try {
      return await work();
    } catch (error) {
      const isDamage = error instanceof TileStoreError || error instanceof DamagedPart;
      if (isDamage) return problem("log-forked");
      throw error;
    } finally {
      this.#isMaking = false;
    }
  }

  /** The pack, whose leaving is recorded; else nothing of it is left. */
  async #made(reader: Reader, period: Order): Promise<RecordedPack | ProblemAnswer> {
    const { requests, workDir } = this.#ports;
    const { titolare } = reader.viewer;
    const logs = await requests.logs();
    if (logs === undefined) return problem("log-not-ready");
    if (titolare === undefined) return problem("role-not-allowed");
    const survey = await surveyLogs(logs, period, requests.ports.access.witnessPolicyText());
    if (survey.entries === 0) return problem("export-empty");
    if (survey.entries > requests.ports.limits.export_entries_max) return problem("too-many-rows");
    if (!(await this.#isReadRecorded(reader, survey))) return problem("reading-not-recorded");
    const pack = await packPrivately(survey, titolare, workDir);
    const entry = await this.#leavingRecorded(reader, survey, pack).catch(() => undefined);
    if (entry !== undefined) return { ...pack, entry };
    await pack.discard();
    return problem("reading-not-recorded");
  }

  /** Never covered by an earlier reading: each pack has its own. */
  async #isReadRecorded({ viewer, purpose }: Reader, { entries, period }: PackSurvey) {
    const { name: reader, role } = viewer;
    const about = { id: freshId(), reader, role, purpose, entries, period };
    return (await this.#ports.recorder.read({ ...about, scope: "export" })) !== undefined;
  }

  async #leavingRecorded({ viewer, purpose }: Reader, survey: PackSurvey, pack: PrivatePack) {
    if (!isExportPurpose(purpose)) return undefined;
    const { name: by, role, titolare = "" } = viewer;
    const { entries, period } = survey;
    const about = { id: freshId(), by, role, purpose, entries, ...period, pack: pack.sha256 };
    const slots = [...slotsOpened(survey, titolare)];
    return this.#ports.recorder.leave({ ...about, of_slots: slots });
  }
}

/** A pack, and the entry that says that it leaves. */
interface RecordedPack extends PrivatePack {
  readonly entry: RecordedPlace;
}

type Order = z.infer<typeof exportOrderSchema>;

const freshId = (): string => randomBytes(16).toString("hex");

const isExportPurpose = (purpose: string): purpose is (typeof exportPurposes)[number] =>
  exportPurposes.some((known) => known === purpose);

function orderIn({ body, headers, query }: FastifyRequest): Order | Answer {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") return problem("content-type-unsupported");
  if (Object.keys(Object(query)).some((name) => name !== "read_for")) return wrong("");
  let value: unknown;
  try {
    value = JSON.parse(body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "");
  } catch {
    return problem("not-json");
  }
  const parsed = exportOrderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [name] = parsed.error.issues[0]?.path ?? [];
  return wrong(name === "from" || name === "to" ? name : "");
}

/** Sends the bytes; the promise ends when they are gone, or their reader is. */
async function sendPack(reply: FastifyReply, pack: RecordedPack): Promise<void> {
  const { size } = await stat(pack.path);
  const gone = new Promise<void>((resolve) => reply.raw.once("close", resolve));
  const timer = setTimeout(() => reply.raw.destroy(), sendMsMax);
  void reply
    .code(200)
    .headers({
      ...securityHeaders,
      "content-type": "application/zip",
      "content-disposition": 'attachment; filename="registro.zip"',
      "content-length": String(size),
      "raccordo-pack-sha256": pack.sha256,
      "raccordo-pack-entry": `${pack.entry.year}/${pack.entry.index}`,
    })
    .send(createReadStream(pack.path));
  await gone;
  clearTimeout(timer);
}
