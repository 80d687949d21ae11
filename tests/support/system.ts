import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { addressOf, readPorts } from "#apps/cli/ports";
import { writePrivate } from "#apps/cli/privateFiles";
import { identityOf, isRunning } from "#apps/cli/procfs";
import type { SeamName } from "#libs/runtime/seam";
import { type RunningCli, startCli } from "#tests/support/commandLine";
import { projectRoot } from "#tests/support/project";
import { unlimitedRates } from "#tests/support/unlimitedRates";
import { until } from "#tests/support/until";

/** Processes of a system by the name that the supervisor gives them; `nats` is the server. */
export type ProcessName = string;

/** The whole system, started as an operator starts it, on a folder of its own. */
export interface TestSystem {
  readonly data: string;
  readonly rooms: readonly string[];
  readonly year: number;
  /** Pid of a process as the supervisor last told it. */
  pid(name: ProcessName): number;
  processes(): readonly ProcessName[];
  /** From its next start on the process kills itself at this seam; undefined: at none. */
  arm(name: ProcessName, seam: SeamName | undefined): void;
  /** Waits until the armed process has killed itself at the seam; from its next start on `next` is armed. */
  fired(name: ProcessName, seam: SeamName, next?: SeamName): Promise<number>;
  /** kill -9; resolves when the supervisor has it working again. */
  kill(name: ProcessName): Promise<void>;
  /** Waits until the supervisor has started the process again after its pid was `before`. */
  back(name: ProcessName, before: number): Promise<number>;
  /** Moves audit's clock so many milliseconds forward. */
  moveAuditClock(offsetMs: number): void;
  access(room: string): RoomAccess;
  /** kill -9 of the supervisor and so of everything, and a new start on the same folder. */
  crash(): Promise<void>;
  output(): string;
  stop(): Promise<void>;
}

/** Where a room is served, and the key that it shows. */
export interface RoomAccess {
  readonly room: string;
  readonly address: string;
  readonly key: string;
}

export interface SystemOptions {
  /** Rewrites a file of deploy/rooms, by room id. */
  readonly rewriteRooms?: Readonly<Record<string, (text: string) => string>>;
  /** Where its folder is made; absent: where temporary files are. */
  readonly parent?: string | undefined;
  /** No process kills itself at a seam of its own accord. */
  readonly isUnarmed?: boolean | undefined;
}

const slowMs = 300_000;

/** Seams that are armed from the first start: none of them is passed before a message comes. */
const armedAtFirst: readonly (readonly [ProcessName, SeamName])[] = [
  ["vault", "vault-created"],
  ["exchange", "submit-published"],
  ["policy", "decided"],
];

/** Starts the system with the first seams armed. Short limits: an announcement each 200 ms. */
export async function startSystem(options: SystemOptions = {}): Promise<TestSystem> {
  const folder = mkdtempSync(join(options.parent ?? tmpdir(), "raccordo-kills-"));
  const system = new RunningSystem(folder, options);
  try {
    await system.start();
  } catch (error) {
    await system.stop();
    throw error;
  }
  return system;
}

function deploymentIn(
  folder: string,
  rewriteRooms: NonNullable<SystemOptions["rewriteRooms"]>,
): string {
  const deploy = join(folder, "deploy");
  cpSync(join(projectRoot, "deploy"), deploy, { recursive: true });
  for (const [room, rewrite] of Object.entries(rewriteRooms)) {
    const file = join(deploy, "rooms", `${room}.yaml`);
    writeFileSync(file, rewrite(readFileSync(file, "utf8")));
  }
  return deploy;
}

class RunningSystem implements TestSystem {
  readonly data: string;
  readonly year = new Date().getUTCFullYear();
  /** Folder in which a process leaves its marks now: another one each time it is armed. */
  readonly #seamsOf = new Map<ProcessName, string>();
  readonly #clock: string;
  readonly #testFile: string;
  readonly #deploy: string;
  #cli: RunningCli | undefined;

  constructor(
    private readonly folder: string,
    { rewriteRooms = {}, isUnarmed = false }: SystemOptions,
  ) {
    this.#deploy = deploymentIn(folder, rewriteRooms);
    this.data = join(folder, "data");
    this.#clock = join(folder, "clock");
    this.#testFile = join(folder, "test.json");
    const processes: Record<string, unknown> = { audit: this.#testOf("audit", undefined) };
    const armed = isUnarmed ? [] : armedAtFirst;
    for (const [name, seam] of armed) processes[name] = this.#testOf(name, seam);
    this.#writeTestFile(processes);
  }

  async start(): Promise<void> {
    const args = ["up", "--json", "--data", this.data, "--test-file", this.#testFile];
    this.#cli = startCli([...args, "--deploy", this.#deploy]);
    await this.#cli.ready();
  }

  get rooms(): readonly string[] {
    return Object.keys(readPorts(this.data)?.rooms ?? {});
  }

  processes(): readonly ProcessName[] {
    const started = this.#running()
      .events()
      .filter(({ event }) => event === "process-started");
    return started.map(({ process: name }) => String(name));
  }

  pid(name: ProcessName): number {
    const pid = this.#pids(name).at(-1);
    if (pid === undefined) throw new Error(`${name} was not started`);
    return pid;
  }

  arm(name: ProcessName, seam: SeamName | undefined): void {
    const path = join(this.data, "run", `${name}.json`);
    const config: unknown = JSON.parse(readFileSync(path, "utf8"));
    const changed = { ...configSchema.parse(config), test: this.#testOf(name, seam) };
    writePrivate(path, JSON.stringify(changed));
  }

  async fired(name: ProcessName, seam: SeamName, next?: SeamName): Promise<number> {
    // The folder is this process's alone. It may fire before it is ready: then the supervisor names no pid.
    const prefix = `fired.${seam}.`;
    const dir = this.#seamsOf.get(name) ?? this.folder;
    const pid = await until(
      () => {
        const mark = readdirSync(dir).find((file) => file.startsWith(prefix));
        return mark === undefined ? undefined : Number(mark.slice(prefix.length));
      },
      `the seam ${seam} of ${name}`,
      slowMs,
    );
    // The supervisor waits before it starts the process again; were it faster, the seam would fire twice.
    this.arm(name, next);
    await until(() => !isRunning(identityOf(pid)), `the end of ${name}`);
    return pid;
  }

  async kill(name: ProcessName): Promise<void> {
    const pid = this.pid(name);
    process.kill(pid, "SIGKILL");
    await this.back(name, pid);
  }

  back(name: ProcessName, before: number): Promise<number> {
    return until(
      () => {
        const pid = this.pid(name);
        return pid === before ? undefined : pid;
      },
      `${name} to be back:\n${this.output().slice(-2_000)}`,
      slowMs,
    );
  }

  moveAuditClock(offsetMs: number): void {
    writeFileSync(this.#clock, String(offsetMs));
  }

  access(room: string): RoomAccess {
    const address = addressOf(readPorts(this.data), room);
    const key = readFileSync(join(this.data, "rooms", room, "key"), "utf8").trimEnd();
    if (address === undefined) throw new Error(`nobody serves ${room}`);
    return { room, address, key };
  }

  async crash(): Promise<void> {
    const cli = this.#running();
    const pids = this.processes().map((name) => this.pid(name));
    cli.child.kill("SIGKILL");
    await cli.exit;
    await until(() => !pids.some((pid) => isRunning(identityOf(pid))), "the end of all", slowMs);
    this.#writeTestFile({ audit: this.#testOf("audit", undefined) });
    await this.start();
  }

  output(): string {
    return this.#cli?.output() ?? "";
  }

  async stop(): Promise<void> {
    const cli = this.#cli;
    if (cli !== undefined) {
      cli.child.kill("SIGINT");
      const timer = setTimeout(() => cli.child.kill("SIGKILL"), 30_000);
      await cli.exit;
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #running(): RunningCli {
    if (this.#cli === undefined) throw new Error("the system does not run");
    return this.#cli;
  }

  #pids(name: ProcessName): readonly number[] {
    return this.#running()
      .events()
      .filter(({ event }) => event === "process-started" || event === "process-restarted")
      .filter(({ process: one }) => one === name)
      .map(({ pid }) => Number(pid));
  }

  #testOf(name: ProcessName, seam: SeamName | undefined) {
    const dir = mkdtempSync(join(this.folder, "seams-"));
    this.#seamsOf.set(name, dir);
    const seams = seam === undefined ? {} : { [seam]: "kill" };
    return { dir, seams, ...(name === "audit" && { clock: this.#clock }) };
  }

  #writeTestFile(processes: Readonly<Record<string, unknown>>): void {
    const limits = { release_stop_after_ms: 20_000, announce_every_ms: 200 };
    writeFileSync(
      this.#testFile,
      JSON.stringify({ processes, limits, edge_limits: unlimitedRates }),
    );
  }
}

const configSchema = z.looseObject({ process: z.string() });
