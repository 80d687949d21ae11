import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { RoomChange } from "#libs/policy/credentialMessages";
import type { Clock } from "#libs/runtime/clock";
import { type Answer, type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { Admission } from "../admission.ts";
import type { KnownRoom, LogAccess } from "../logAccess.ts";
import { askedIn } from "../logRequests.ts";
import { jsonOf, strangerIn, wrong } from "../questions.ts";
import type { Recorder } from "../recorder.ts";
import { type OperationName, routeOf } from "../routes.ts";
import type { Viewer } from "../viewers.ts";
import { sightOf } from "../visibility.ts";
import { deadLettersSchema, rotationOrderSchema, webhookSchema } from "./answers.ts";
import type { EdgeAnswer, Edges, WebhookPath } from "./edges.ts";
import { forecastOf, growthByDay } from "./forecast.ts";
import { installationOf } from "./installation.ts";
import type { Processes } from "./processes.ts";
import type { RoomCredentials } from "./roomCredentials.ts";
import { type RoomState, standsAt, stateOfRoom } from "./roomState.ts";
import type { Storage } from "./storage.ts";
import { storedAnswer } from "./storedAnswer.ts";

export interface AdministrationPorts {
  readonly admission: Admission;
  readonly access: LogAccess;
  readonly recorder: Recorder;
  readonly processes: Processes;
  readonly credentials: RoomCredentials;
  readonly edges: Edges;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of Raccordo, as it was installed. */
  readonly version: string | undefined;
}

type Work = (viewer: Viewer, own: readonly KnownRoom[]) => Promise<Answer>;

const hourMs = 3_600_000;

/**
 * What whoever administers a titolare's rooms sees and does. It shows no content of the log and none of a copy, so it is
 * no reading of the log; what changes who comes in as a room is recorded in the log before it changes.
 */
export class AdministrationRequests {
  readonly #ports: AdministrationPorts;

  constructor(ports: AdministrationPorts) {
    this.#ports = ports;
  }

  installation(request: FastifyRequest): Promise<Answer> {
    return this.#answered(request, "readInstallation", async (_viewer, own) => {
      const { processes, access, version } = this.#ports;
      const seen = await processes.seen();
      const states = await this.#states(own);
      const versions = { raccordo: version, configuration: access.version };
      return jsonOf(installationOf(seen, states, access.rooms, versions));
    });
  }

  storage(request: FastifyRequest): Promise<Answer> {
    return this.#answered(request, "readStorage", async (_viewer, own) => {
      const stored = await this.#ports.storage.stored();
      const growth = growthByDay(stored.samples);
      const forecast = forecastOf(stored.samples, stored.disk.free);
      const at = new Date(this.#ports.clock.nowMs()).toISOString();
      const streams = storedAnswer(
        stored,
        own.map(({ id }) => id),
      );
      return jsonOf({ at, ...streams, growth, forecast: forecast ?? null });
    });
  }

  rooms(request: FastifyRequest): Promise<Answer> {
    return this.#answered(request, "listAdministeredRooms", async (_viewer, own) => {
      const rooms = await this.#states(own);
      return jsonOf({ at: new Date(this.#ports.clock.nowMs()).toISOString(), rooms });
    });
  }

  room(request: FastifyRequest): Promise<Answer> {
    return this.#ofRoom(request, "readAdministeredRoom", async (room) => {
      const { credentials, clock } = this.#ports;
      const [state] = await this.#states([room]);
      const nowMs = clock.nowMs();
      const kept = (await credentials.read(room.id))?.credentials.map((one) => ({
        ...{ id: one.id, kind: one.kind, from: one.from, until: one.until ?? null },
        state: standsAt(one, nowMs),
      }));
      const at = new Date(nowMs).toISOString();
      const webhook = await this.#webhookOf(room.id);
      return jsonOf({ at, room: state, credentials: kept ?? null, ...webhook });
    });
  }

  rotate(request: FastifyRequest): Promise<Answer> {
    return this.#ofRoom(request, "rotateKey", async (room, viewer) => {
      const order = rotationOrderSchema.safeParse(bodyOf(request));
      if (!order.success) return wrong("overlap_h");
      const { overlap_h, seen } = order.data;
      const asked = { overlapMs: overlap_h * hourMs, seen };
      const made = await this.#ports.credentials.rotate(room.id, asked, () =>
        this.#recorded(viewer, room, "credential_rotated"),
      );
      if (typeof made === "string") return problem(made);
      const { id, key, othersUntil, recorded } = made;
      return jsonOf({ id, key, others_until: othersUntil ?? null, recorded });
    });
  }

  revoke(request: FastifyRequest): Promise<Answer> {
    return this.#ofRoom(request, "revokeCredential", async (room, viewer) => {
      const id = String(askedIn(request).params["credential"]);
      const ended = await this.#ports.credentials.revoke(room.id, id, () =>
        this.#recorded(viewer, room, "credential_revoked"),
      );
      if (typeof ended === "string") return problem(ended);
      return jsonOf({ counting: ended.counting, recorded: ended.recorded });
    });
  }

  retry(request: FastifyRequest): Promise<Answer> {
    return this.#ofRoom(request, "retryDelivery", async (room, viewer) => {
      const delivery = String(askedIn(request).params["delivery"]);
      const letters = await this.#ports.edges.ask(room.id, "GET", "dead-letters");
      if (letters.kind !== "answered") return refusalOf(letters, "dead-letters");
      const list = deadLettersSchema.safeParse(letters.body).data?.dead_letters ?? [];
      if (!list.some((one) => one.delivery === delivery)) return problem("delivery-unknown");
      const asked = { path: `dead-letters/${delivery}/retry`, delivery } as const;
      return this.#asked(viewer, room, "delivery_retried", asked);
    });
  }

  enable(request: FastifyRequest): Promise<Answer> {
    return this.#ofRoom(request, "enableWebhook", async (room, viewer) => {
      const webhook = await this.#ports.edges.ask(room.id, "GET", "webhook");
      const isThere = webhook.kind === "answered" && webhook.status < 300;
      if (!isThere) return refusalOf(webhook, "webhook/enable");
      return this.#asked(viewer, room, "webhook_enabled", { path: "webhook/enable" });
    });
  }

  async #answered(request: FastifyRequest, operation: OperationName, work: Work): Promise<Answer> {
    const { admission, access } = this.#ports;
    const viewer = admission.viewerOf(request);
    if (routeOf(operation).roles?.includes(viewer.role) !== true)
      return problem("role-not-allowed");
    if (strangerIn(askedIn(request).query, [])) return wrong("");
    const slots = new Set(sightOf(viewer, access.rooms).rooms.map(({ slot }) => slot));
    return work(
      viewer,
      access.rooms.filter(({ slot }) => slots.has(slot)),
    );
  }

  /** Another titolare's room and one that does not exist are answered alike. */
  #ofRoom(
    request: FastifyRequest,
    operation: OperationName,
    work: (room: KnownRoom, viewer: Viewer) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#answered(request, operation, async (viewer, own) => {
      const room = own.find(({ id }) => id === askedIn(request).params["room"]);
      return room === undefined ? problem("room-unknown") : work(room, viewer);
    });
  }

  async #states(rooms: readonly KnownRoom[]): Promise<readonly RoomState[]> {
    const { processes, credentials, edges, clock } = this.#ports;
    const seen = await processes.seen();
    return Promise.all(
      rooms.map(async (room) =>
        stateOfRoom(
          {
            ...{ room, adapter: await edges.adapterOf(room.id) },
            credentials: (await credentials.read(room.id))?.credentials,
            hasWebhook: await edges.hasWebhook(room.id),
            nowMs: clock.nowMs(),
          },
          seen,
        ),
      ),
    );
  }

  async #webhookOf(room: string) {
    const { edges } = this.#ports;
    const nothing = { webhook: null, dead_letters: null };
    if (!(await edges.hasWebhook(room))) return { ...nothing, asked_edge: "no_webhook" };
    const state = await edges.ask(room, "GET", "webhook");
    const letters = await edges.ask(room, "GET", "dead-letters");
    if (state.kind !== "answered") return { ...nothing, asked_edge: state.kind };
    if (letters.kind !== "answered") return { ...nothing, asked_edge: letters.kind };
    const webhook = webhookSchema.safeParse(state.body).data;
    const list = deadLettersSchema.safeParse(letters.body).data;
    if (webhook === undefined || list === undefined) return { ...nothing, asked_edge: "away" };
    return { webhook, dead_letters: list.dead_letters, asked_edge: "answered" };
  }

  /** Has the edge of a room do something, which is recorded first. */
  async #asked(
    viewer: Viewer,
    room: KnownRoom,
    change: RoomChange,
    { path, ...about }: { readonly path: WebhookPath; readonly delivery?: string },
  ): Promise<Answer> {
    const recorded = await this.#recorded(viewer, room, change, about);
    if (recorded === undefined) return problem("change-not-recorded");
    const answer = await this.#ports.edges.ask(room.id, "POST", path);
    if (answer.kind === "answered" && answer.status < 300) return jsonOf({ asked: true, recorded });
    return refusalOf(answer, path);
  }

  /** Undefined where it could not be recorded: then nothing changes. */
  async #recorded(
    { name, role }: Viewer,
    { id: room, slot }: KnownRoom,
    change: RoomChange,
    about: { readonly delivery?: string } = {},
  ) {
    const id = randomBytes(16).toString("hex");
    const place = await this.#ports.recorder.change({ ...about, id, by: name, role, change, slot });
    const code = place === undefined ? "change-not-recorded" : loggedChanges[change];
    this.#ports.logger.info(code, { room });
    return place;
  }
}

/** The line of the process that goes with each change; who asked stands in the log alone. */
const loggedChanges: Readonly<Record<RoomChange, string>> = {
  credential_rotated: "credential-rotated",
  credential_revoked: "credential-revoked",
  credential_trusted: "credential-trusted",
  delivery_retried: "webhook-asked",
  webhook_enabled: "webhook-asked",
  secret_rotated: "credential-rotated",
  secret_retired: "credential-revoked",
};

function refusalOf(answer: EdgeAnswer, path: string): ProblemAnswer {
  if (answer.kind === "key_not_kept") return problem("room-key-not-kept");
  if (answer.kind === "away") return problem("edge-away");
  if (answer.status === 410) return problem("delivery-expired");
  if (answer.status === 409) return problem("webhook-off");
  if (answer.status === 404 && path !== "webhook/enable") return problem("delivery-unknown");
  return problem("edge-away");
}

function bodyOf({ body }: FastifyRequest): unknown {
  try {
    return JSON.parse(body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "");
  } catch {
    return undefined;
  }
}
