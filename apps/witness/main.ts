import { readFileSync } from "node:fs";
import { seamsFor } from "#libs/runtime/seam";
import { startWitness } from "#libs/tilestore/witnessService";
import { type WitnessConfig, witnessConfigOf } from "./witnessConfig.ts";

/**
 * A witness as `raccordo up` supervises it. It loads nothing that it does not need: it is the smallest process of
 * the installation, and the one that must never be the reason why there is no memory for the others.
 */
process.umask(0o077);
const config = readConfig(process.argv[2]);
if (config === undefined) {
  process.stderr.write(`${JSON.stringify({ level: "fatal", code: "config-invalid" })}\n`);
  process.exit(78);
}
await run(config);

function readConfig(path = ""): WitnessConfig | undefined {
  try {
    return witnessConfigOf(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

async function run({ folder, host, port, logs, test }: WitnessConfig): Promise<void> {
  const seam = seamsFor(test);
  const stored = () => seam("witness-stored");
  const service = await startWitness({ folder, host, port, logs, stored });
  const stop = () => {
    void service.stop().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
  if (process.connected === false) stop();
  process.send?.({ ready: true, ports: { http: service.port } });
}
