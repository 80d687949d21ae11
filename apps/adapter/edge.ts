import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import type { NestFastifyApplication } from "@nestjs/platform-fastify";
import { nativeLimits } from "#libs/adapters/native/limits";
import { refuseEncodedBodies } from "#libs/runtime/encodedBody";
import { httpAdapter } from "#libs/runtime/httpAdapter";
import { nestLogger } from "#libs/runtime/nestLogger";
import { Admission, admissionToken } from "./admission.ts";
import type { AdapterConfig } from "./config.ts";
import { EdgeExceptionFilter } from "./exceptionFilter.ts";
import { type CoreGateway, coreGateway } from "./gateway.ts";
import type { EdgeMetrics } from "./metrics.ts";
import { PublicController } from "./publicController.ts";
import { RoomAnswers, roomAnswersToken } from "./roomAnswers.ts";
import { openRooms } from "./rooms.ts";
import { type EdgePorts, edgePorts, RoomsController } from "./roomsController.ts";
import { StreamController, streamSettings } from "./streamController.ts";
import { openTls } from "./tls.ts";
import { WebhookController } from "./webhook/webhookController.ts";
import { type WebhookPorts, Webhooks, webhooksToken } from "./webhook/webhooks.ts";

@Module({ controllers: [RoomsController, StreamController, WebhookController, PublicController] })
class EdgeModule {}

/** How long `stop` waits for requests in work before it closes their connections. */
const stopMsMax = 5_000;

export interface Edge {
  readonly port: number;
  /** Answers polls, takes no new request, and closes within a limit. The core's connection stays. */
  stop(): Promise<void>;
}

/** Opens the HTTP edge of the rooms in `config` towards `core`. */
export async function openEdge(
  config: Pick<AdapterConfig, "rooms" | "http" | "stream">,
  core: CoreGateway,
  ports: Omit<EdgePorts, "stopping"> & WebhookPorts,
  metrics?: EdgeMetrics,
): Promise<Edge> {
  const stopping = new AbortController();
  const rooms = await openRooms(config.rooms, ports.logger);
  const tls = config.http.tls && openTls(config.http.tls, ports.logger);
  const admission = new Admission({ ...ports, rooms, stopping: stopping.signal });
  const webhooks = new Webhooks(config.rooms, core, ports, metrics);
  const answers = new RoomAnswers(admission, ports.logger, stopping.signal);
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: EdgeModule,
      providers: [
        { provide: coreGateway, useValue: core },
        { provide: admissionToken, useValue: admission },
        { provide: roomAnswersToken, useValue: answers },
        { provide: webhooksToken, useValue: webhooks },
        { provide: edgePorts, useValue: { ...ports, stopping: stopping.signal } },
        { provide: streamSettings, useValue: { times: config.stream, metrics } },
      ],
    },
    httpAdapter(nativeLimits.bytesMax, tls?.context()),
    { bodyParser: false, abortOnError: false, logger: nestLogger(ports.logger) },
  );
  takeRawBodies(app);
  const http = app.getHttpAdapter().getInstance();
  admission.install(http);
  refuseEncodedBodies(http);
  metrics?.install(http, admission, rooms);
  app.useGlobalFilters(new EdgeExceptionFilter(core, admission, ports.logger));
  const server = app.getHttpServer();
  server.maxConnections = config.http.connections_max;
  tls?.follow(server);
  await app.listen(config.http.port, config.http.host);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  webhooks.start();
  const end = async () => {
    await Promise.all([stop(app, stopping), webhooks.stop()]);
    for (const { credentials } of rooms) credentials.close();
    tls?.close();
  };
  return { port: address.port, stop: end };
}

async function stop(app: NestFastifyApplication, stopping: AbortController): Promise<void> {
  stopping.abort();
  const timer = setTimeout(() => app.getHttpServer().closeAllConnections(), stopMsMax);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}

/** Every content type as bytes: what they are is the protocol's to say. */
function takeRawBodies(app: NestFastifyApplication): void {
  const http = app.getHttpAdapter().getInstance();
  http.removeAllContentTypeParsers();
  http.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => {
    done(null, body);
  });
}
