import { runCommandLine } from "./commandLine.ts";

process.umask(0o077);
process.exit(await runCommandLine(process.argv.slice(2), process.env));
