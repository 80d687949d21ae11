import { Module, type Type } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import type { NestFastifyApplication } from "@nestjs/platform-fastify";
import type { Clock } from "#libs/runtime/clock";
import { refuseEncodedBodies } from "#libs/runtime/encodedBody";
import { httpAdapter } from "#libs/runtime/httpAdapter";
import type { Logger } from "#libs/runtime/logger";
import { nestLogger } from "#libs/runtime/nestLogger";
import { AdministrationController } from "./administration/administrationController.ts";
import { AdministrationRequests } from "./administration/administrationRequests.ts";
import { openAdministration } from "./administration/open.ts";
import { Admission } from "./admission.ts";
import type { ConsoleConfig } from "./console.config.ts";
import { DutyController, LogController, LoginController, PublicController } from "./controllers.ts";
import type { CoreQuestions } from "./coreQuestions.ts";
import { ConsoleExceptionFilter } from "./exceptionFilter.ts";
import { ExportRequests } from "./exportRequest.ts";
import { FieldRequests } from "./fieldRequest.ts";
import { FlowController } from "./flowController.ts";
import { flowReaderOf } from "./flowReader.ts";
import { IncidentController } from "./incident/incidentController.ts";
import { PastRules } from "./incident/pastRules.ts";
import { IndexAhead } from "./index/indexAhead.ts";
import type { LogAccess } from "./logAccess.ts";
import { LogFold } from "./logFold.ts";
import { Login } from "./login/login.ts";
import { LoginRequests } from "./login/loginRequests.ts";
import { LogRequests } from "./logRequests.ts";
import type { ConsoleMetrics } from "./metrics.ts";
import { QueueController } from "./queueControllers.ts";
import { QueueOrders } from "./queueOrders.ts";
import { ReadingSessions } from "./readingSessions.ts";
import type { Recorder } from "./recorder.ts";
import { RegisterController } from "./registerController.ts";
import { RegisterRules } from "./registerRules.ts";
import { RoomsController } from "./roomsController.ts";
import { ruleBodyBytesMax } from "./rules/documentBody.ts";
import { DryRuns } from "./rules/dryRun.ts";
import { RuleChanges } from "./rules/ruleChanges.ts";
import { RuleController, RuleRequests } from "./rules/ruleControllers.ts";
import { RuleLog } from "./rules/ruleLog.ts";
import { RulesWork } from "./rules/rulesWork.ts";
import { TailRequests } from "./tailRequest.ts";
import type { Viewer, Viewers } from "./viewers.ts";
import { sightOf } from "./visibility.ts";
import { type PageParts, servePage } from "./webPage.ts";
import { Workload } from "./workload.ts";

@Module({
  controllers: [
    ...[LogController, DutyController, IncidentController, LoginController, PublicController],
    ...[RoomsController, RuleController, AdministrationController, FlowController],
    ...[RegisterController, QueueController],
  ],
})
class ConsoleModule {}

/** The orders of a pack and of a new key; rules have a limit of their own. */
const bodyBytesMax = 4_096;
/** How long `stop` waits for requests in work before it closes their connections. */
const stopMsMax = 3_000;
const readingsMax = 10_000;

export interface ConsolePorts {
  readonly access: LogAccess;
  readonly viewers: Viewers;
  readonly recorder: Recorder;
  readonly core: CoreQuestions;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: ConsoleMetrics;
}

export interface ConsoleServer {
  readonly port: number;
  stop(): Promise<void>;
}

type ServedConfig = Pick<
  ConsoleConfig,
  | ("http" | "limits" | "stream" | "audit_url" | "work_dir" | "log_dir" | "signers")
  | ("login" | "sessions" | "web_dir")
  | ("data_dir" | "version")
>;

/** Opens the console's API, and its page, at its own port of this machine. */
export async function openConsole(
  config: ServedConfig,
  ports: ConsolePorts,
): Promise<ConsoleServer> {
  const { logger, metrics } = ports;
  const stopping = new AbortController();
  // Known once it listens, which is before anybody can ask.
  const own = { origin: "" };
  const served = partsOf(config, ports, stopping.signal, () => own.origin);
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: ConsoleModule,
      providers: [...served.parts].map(([provide, useValue]) => ({ provide, useValue })),
    },
    httpAdapter(bodyBytesMax),
    { bodyParser: false, abortOnError: false, logger: nestLogger(logger) },
  );
  const http = app.getHttpAdapter().getInstance();
  http.removeAllContentTypeParsers();
  refuseEncodedBodies(http);
  http.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => {
    done(null, body);
  });
  http.addHook("onRoute", (route) => {
    if (route.url.startsWith("/v1/rules/")) route.bodyLimit = ruleBodyBytesMax;
  });
  servePage(http, served.page);
  served.admission.install(http);
  metrics.install(http);
  app.useGlobalFilters(new ConsoleExceptionFilter(logger));
  const server = app.getHttpServer();
  server.maxConnections = config.http.connections_max;
  await app.listen(config.http.port, config.http.host);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  served.begin();
  own.origin = `http://${config.http.host}:${address.port}`;
  return {
    port: address.port,
    async stop() {
      stopping.abort();
      const timer = setTimeout(() => server.closeAllConnections(), stopMsMax);
      await app.close();
      clearTimeout(timer);
    },
  };
}

function partsOf(
  config: ServedConfig,
  { access, viewers: keys, recorder, core, clock, logger, metrics }: ConsolePorts,
  stopping: AbortSignal,
  ownOrigin: () => string,
) {
  const { limits, stream, audit_url: auditUrl, work_dir: workDir, web_dir: webDir } = config;
  const titolari = new Set(access.rooms.map(({ titolare }) => titolare));
  const load = new Workload(limits.in_work_max);
  const isBusy = () => load.count > 0;
  const threads = limits.index_threads_max;
  const nowMs = () => clock.nowMs();
  const ahead = new IndexAhead({ access, threads, stopping, isBusy, nowMs });
  const onSignedIn = (viewer: Viewer) =>
    ahead.signedIn(flowReaderOf(viewer.role, sightOf(viewer, access.rooms)));
  const login = new Login({ config, keys, clock, logger, titolari, ownOrigin, onSignedIn });
  const { viewers } = login;
  const admission = new Admission({ viewers, clock, logger, limits, stopping });
  const sessions = new ReadingSessions(
    (request) => recorder.read(request),
    { msMax: limits.reading_ms_max, entries: limits.reading_entries, readingsMax },
    nowMs,
  );
  const fold = new LogFold(stopping, isBusy);
  const told = { access, admission, sessions, limits, load, auditUrl, metrics };
  const requests = new LogRequests({
    ...{ ...told, core, clock, fold, rules: new PastRules() },
  });
  const tails = new TailRequests({ requests, times: stream, logger, stopping });
  const exports = new ExportRequests({ requests, recorder, workDir });
  const { log_dir: logDir, signers } = config;
  const work = new RulesWork({ rooms: access.rooms, logDir, family: access.family });
  const rules = { rules: new RuleLog(), registers: new RegisterRules(), work, signers };
  const parts = new Map<Type, object>([
    [LoginRequests, login.requests],
    [LogRequests, requests],
    [TailRequests, tails],
    [ExportRequests, exports],
    [FieldRequests, new FieldRequests({ requests, core })],
    [RuleRequests, new RuleRequests(requests, rules)],
    [DryRuns, new DryRuns({ ...rules, requests, recorder })],
    [RuleChanges, new RuleChanges({ requests, core, logger })],
    [
      AdministrationRequests,
      openAdministration(config, { admission, access, recorder, clock, logger, stopping }),
    ],
    [QueueOrders, new QueueOrders({ requests, core })],
  ]);
  const page: PageParts = { folder: webDir, login };
  return { admission, parts, page, begin: () => begun(ahead, fold, access) };
}

/** Reads index and log so far, beside the answers; what is wrong with them is told to each who asks, not here. */
function begun(ahead: IndexAhead, fold: LogFold, access: LogAccess): void {
  ahead.begin();
  access
    .logs()
    .then((logs) => fold.ahead(logs))
    .catch(() => undefined);
}
