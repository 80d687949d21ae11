import { runCommandLine } from "#apps/cli/commandLine";
import type { CliEvent } from "#tests/support/commandLine";

/** One `raccordo <args> --json` in this process, from its arguments to its exit code: no second of starting Node. */
export async function commandHere(
  args: readonly string[],
): Promise<{ readonly code: number; readonly events: readonly CliEvent[] }> {
  const { stdout } = process;
  const { write } = stdout;
  let told = "";
  stdout.write = (text: string | Uint8Array) => {
    told += typeof text === "string" ? text : Buffer.from(text).toString("utf8");
    return true;
  };
  try {
    const code = await runCommandLine([...args, "--json"], {});
    const lines = told.split("\n").filter((line) => line.startsWith("{"));
    return { code, events: lines.map((line): CliEvent => JSON.parse(line)) };
  } finally {
    stdout.write = write;
  }
}
