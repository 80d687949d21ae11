import { runCommandLine } from "#apps/cli/commandLine";
import { bareEnvironment, type CliEvent } from "#tests/support/commandLine";

/** What one command said on each of its streams, and how it ended. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * One `raccordo <args>` in this process, from its arguments to its exit code: no second of starting Node. What only a process has (its own memory, signals, a broken pipe) is tested by `runCli`.
 */
export async function saidHere(args: readonly string[]): Promise<Said> {
  const [stdout, stderr] = [caught(process.stdout), caught(process.stderr)];
  const mask = process.umask(0o077);
  try {
    const status = await runCommandLine(args, bareEnvironment());
    return { status, stdout: stdout.said(), stderr: stderr.said() };
  } finally {
    process.umask(mask);
    for (const stream of [stdout, stderr]) stream.putBack();
  }
}

export interface CommandDone {
  readonly code: number;
  readonly events: readonly CliEvent[];
  readonly output: string;
}

/** One `raccordo <args> --json` in this process, with the events that it told. */
export async function commandHere(args: readonly string[]): Promise<CommandDone> {
  const { status, stdout, stderr } = await saidHere([...args, "--json"]);
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  const events = lines.map((line): CliEvent => JSON.parse(line));
  return { code: status, events, output: `${stdout}\n${stderr}` };
}

/** Keeps what is written to `stream`, which is no terminal meanwhile, until it is put back as it was. */
function caught(stream: NodeJS.WriteStream) {
  const { write, isTTY } = stream;
  const listeners = stream.listeners("error");
  let text = "";
  stream.isTTY = false;
  stream.write = (chunk: string | Uint8Array) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  return {
    said: () => text,
    putBack: () => {
      stream.write = write;
      stream.isTTY = isTTY;
      // Every terminal that is opened listens: after ten of them Node would warn.
      const added = stream.rawListeners("error").filter((one) => !listeners.includes(one));
      for (const one of added) stream.off("error", one as () => void);
    },
  };
}
