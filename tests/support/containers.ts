import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  ImageName,
  type StartedTestContainer,
} from "testcontainers";
import { identityOf, isRunning } from "#apps/cli/procfs";
import { until } from "#tests/support/until";

/** A container that belongs to one test. It shares the machine's network, so what listens in it binds 127.0.0.1. */
export interface TestContainer {
  /** kill -9 of all its processes; its files stay. */
  kill(): Promise<void>;
  /** Starts it again with the files that it had; resolves when it has said once more that it is ready. */
  start(): Promise<void>;
  /** Writes a file into it, running or not; owned by root, readable by all. */
  write(path: string, text: string): Promise<void>;
  /** Ends and removes it with its files. */
  stop(): Promise<void>;
}

export interface ContainerOptions {
  readonly image: string;
  readonly command: readonly string[];
  /** Text by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What a line of its output says when it works. */
  readonly ready: RegExp;
}

/** The process whose test started the container: what a killed test leaves behind is found by it. */
const ownerLabel = "raccordo-test.process";
const startMsMax = 30_000;

// The library would pull an image of a watchdog; who starts a container here also ends it.
process.env["TESTCONTAINERS_RYUK_DISABLED"] ??= "true";
// It would look for a bridge where the machine is itself a container; ours share the machine's network.
process.env["TESTCONTAINERS_HOST_OVERRIDE"] ??= "127.0.0.1";

/**
 * Why no container of `image` can be started here, in one line for `testIf`; undefined when one can. Without an image:
 * whether an engine answers at all, on the machine itself, since the machine's network is shared.
 */
export async function containerProblem(image?: string): Promise<string | undefined> {
  const engine = process.platform === "linux" ? await engineOrNone() : undefined;
  if (engine === undefined) return "no Docker engine answers here";
  if (image === undefined || (await engine.image.exists(ImageName.fromString(image))))
    return undefined;
  return `the image ${image} is not built: npm run ci:setup`;
}

async function engineOrNone(): Promise<ContainerRuntimeClient | undefined> {
  try {
    return await getContainerRuntimeClient();
  } catch {
    return undefined;
  }
}

/** Builds an image from a folder and its Dockerfile, unless there is one of that name. */
export async function buildImage(image: string, folder: () => string): Promise<void> {
  const engine = await getContainerRuntimeClient();
  if (await engine.image.exists(ImageName.fromString(image))) return;
  await GenericContainer.fromDockerfile(folder()).build(image, { deleteOnExit: false });
}

/** Starts a container; resolves when it has said that it is ready. */
export async function startContainer(options: ContainerOptions): Promise<TestContainer> {
  const engine = await getContainerRuntimeClient();
  await removeLeftBehind(engine);
  const { image, command, files = {}, ready } = options;
  const container = await new GenericContainer(image)
    .withNetworkMode("host")
    .withLabels({ [ownerLabel]: ownName() })
    .withCommand([...command])
    .withCopyContentToContainer(
      Object.entries(files).map(([target, content]) => ({ target, content, mode: 0o644 })),
    )
    .start();
  await readySince(engine, container.getId(), ready, 0);
  return handleOf(engine, container, ready);
}

/**
 * Resolves when the container has said since then that it is ready. Its output is read again and again: an engine that
 * follows the output of a container that was started anew may follow it no further. `sinceMs` is of before the start:
 * what the engine notes as its moment may come after the first lines.
 */
async function readySince(
  engine: ContainerRuntimeClient,
  id: string,
  ready: RegExp,
  sinceMs: number,
): Promise<void> {
  const container = engine.container.getById(id);
  const since = sinceMs / 1_000;
  await until(
    async () => {
      const said = await container.logs({ stdout: true, stderr: true, since, follow: false });
      return ready.test(said.toString());
    },
    `${ready.source} in the output of the container`,
    startMsMax,
  );
}

function handleOf(
  engine: ContainerRuntimeClient,
  container: StartedTestContainer,
  ready: RegExp,
): TestContainer {
  return {
    kill: async () => {
      const running = engine.container.getById(container.getId());
      await running.kill();
      await running.wait();
    },
    start: async () => {
      const sinceMs = Date.now();
      await engine.container.getById(container.getId()).restart({ t: 0 });
      await readySince(engine, container.getId(), ready, sinceMs);
    },
    write: (target, content) =>
      container.copyContentToContainer([{ target, content, mode: 0o644 }]),
    stop: async () => {
      await container.stop({ timeout: 0 });
    },
  };
}

/** Number and start time, so that a later process with the same number is another one. */
function ownName(): string {
  const { pid, start } = identityOf(process.pid);
  return `${pid} ${start ?? ""}`;
}

/** A test that was killed could not stop its containers: the next one does. */
async function removeLeftBehind({ container }: ContainerRuntimeClient): Promise<void> {
  const ours = { all: true, filters: { label: [ownerLabel] } };
  for (const { Id, Labels } of await container.dockerode.listContainers(ours)) {
    const [pid, start] = (Labels[ownerLabel] ?? "").split(" ");
    if (isRunning({ pid: Number(pid), start })) continue;
    // Another test may be doing the same.
    await container
      .getById(Id)
      .remove({ force: true, v: true })
      .catch(() => undefined);
  }
}
