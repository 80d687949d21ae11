import { runCommandLine } from "./commandLine.ts";

process.umask(0o077);
const code = await runCommandLine(process.argv.slice(2), process.env);
// A pipe takes a long result piece by piece: leaving at once would cut off what it has not taken yet.
for (const stream of [process.stdout, process.stderr]) {
  await new Promise<void>((resolve) => {
    stream.write("", () => resolve());
  });
}
process.exit(code);
