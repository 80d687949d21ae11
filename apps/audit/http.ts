import { join } from "node:path";
import { Controller, Get, HttpCode, Inject, Module, Param, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "#libs/runtime/logger";
import { nestLogger } from "#libs/runtime/nestLogger";
import { noSchemas } from "#libs/runtime/noSchemas";
import { fileSource } from "#libs/tilestore/tileSource";
import { parseTilePath } from "#libs/tlog/tiles";
import type { Alarm } from "./alarms.ts";

/** What /status tells: sizes, times and codes. */
export interface AuditStatus {
  /** Code of why the log stands still; null while it goes on. */
  readonly halted: string | null;
  readonly year: number | null;
  readonly size: number;
  /** Root of the last checkpoint, base64url. */
  readonly root: string | null;
  /** Time of the last checkpoint, RFC 3339. */
  readonly checkpoint_at: string | null;
  readonly announced_at: string | null;
  /** What the witnesses have cosigned; null where there is no policy of witnesses. */
  readonly witnessed: WitnessesStatus | null;
  readonly alarms: readonly Alarm[];
}

/** Level L2: up to which size a quorum has cosigned, and how each witness answered last. */
export interface WitnessesStatus {
  /** Name of the quorum in the policy. */
  readonly quorum: string;
  readonly size: number;
  /** Seconds for which a checkpoint has been waiting for the quorum. */
  readonly owed_s: number;
  readonly witnesses: readonly {
    readonly name: string;
    readonly state: string;
    readonly size: number;
  }[];
}

export interface AuditHttpPorts {
  readonly logDir: string;
  readonly logger: Logger;
  status(): AuditStatus;
  /** The last signed announcement; undefined before the first. */
  announcement(): Buffer | undefined;
  live(): boolean;
}

const portsToken = Symbol("audit http ports");

const stopMsMax = 2_000;

/** Answers that nobody must cache or sniff. */
const plainHeaders = { "x-content-type-options": "nosniff", "cache-control": "no-store" } as const;

@Controller()
class StateController {
  constructor(@Inject(portsToken) private readonly ports: AuditHttpPorts) {}

  @Get("status")
  status(@Res() reply: FastifyReply): void {
    void reply.headers(plainHeaders).send(this.ports.status());
  }

  @Get("announcement")
  announcement(@Res() reply: FastifyReply): void {
    const announcement = this.ports.announcement();
    void reply
      .headers(plainHeaders)
      .status(announcement === undefined ? 404 : 200)
      .type("application/json")
      .send(announcement ?? "");
  }

  @Get("health/live")
  live(@Res() reply: FastifyReply): void {
    const live = this.ports.live();
    void reply
      .headers(plainHeaders)
      .status(live ? 200 : 503)
      .send({ live });
  }

  @Get("health/ready")
  ready(@Res() reply: FastifyReply): void {
    const { halted, announced_at } = this.ports.status();
    const ready = halted === null && announced_at !== null;
    void reply
      .headers(plainHeaders)
      .status(ready ? 200 : 503)
      .send({ ready });
  }
}

/** The log as c2sp.org/tlog-tiles has it, read-only. Parts are never served. */
@Controller()
class TilesController {
  constructor(@Inject(portsToken) private readonly ports: AuditHttpPorts) {}

  @Get(":year/checkpoint")
  @HttpCode(200)
  async checkpoint(@Param("year") year: string, @Res() reply: FastifyReply): Promise<void> {
    await this.#send(reply, year, "checkpoint", "text/plain; charset=utf-8");
  }

  /** The newest checkpoint that a quorum of witnesses has cosigned. */
  @Get(":year/witnessed")
  async witnessed(@Param("year") year: string, @Res() reply: FastifyReply): Promise<void> {
    await this.#send(reply, year, "witnessed", "text/plain; charset=utf-8");
  }

  @Get(":year/tile/*")
  async tile(
    @Param("year") year: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, path = ""] = /^\/[^/]*\/(tile\/[^?]*)$/.exec(request.url) ?? [];
    const ref = parseTilePath(path);
    const isPublic = ref?.kind === "tile" || ref?.kind === "entries";
    await this.#send(reply, year, isPublic ? path : undefined, "application/octet-stream");
  }

  async #send(
    reply: FastifyReply,
    year: string,
    path: string | undefined,
    type: string,
  ): Promise<void> {
    const known = /^20[0-9]{2}$/.test(year) && path !== undefined;
    const bytes = known ? await fileSource(join(this.ports.logDir, year)).read(path) : undefined;
    if (bytes === undefined) {
      await reply.headers(plainHeaders).status(404).type("text/plain").send("");
      return;
    }
    const changes = path === "checkpoint" || path === "witnessed";
    const cache = changes ? "no-cache" : "public, max-age=31536000, immutable";
    await reply
      .headers({ ...plainHeaders, "cache-control": cache })
      .type(type)
      .send(bytes);
  }
}

@Module({ controllers: [StateController, TilesController] })
class AuditHttpModule {}

export interface AuditHttp {
  readonly port: number;
  stop(): Promise<void>;
}

/** Opens the read-only HTTP edge of the log. */
export async function openAuditHttp(
  address: { readonly host: string; readonly port: number },
  ports: AuditHttpPorts,
): Promise<AuditHttp> {
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: AuditHttpModule, providers: [{ provide: portsToken, useValue: ports }] },
    new FastifyAdapter({
      bodyLimit: 1_024,
      requestTimeout: 10_000,
      forceCloseConnections: "idle",
      logger: false,
      schemaController: noSchemas,
      trustProxy: false,
    }),
    { bodyParser: false, abortOnError: false, logger: nestLogger(ports.logger) },
  );
  const server = app.getHttpServer();
  server.maxConnections = 64;
  await app.listen(address.port, address.host);
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port was opened");
  return { port: bound.port, stop: () => stop(app) };
}

async function stop(app: NestFastifyApplication): Promise<void> {
  const timer = setTimeout(() => app.getHttpServer().closeAllConnections(), stopMsMax);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}
