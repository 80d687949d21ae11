import { readFileSync } from "node:fs";
import type { BaselineConfig } from "./store.ts";

/** Runs one baseline process: its configuration is its argument, it ends with its starter. */
export async function runBaseline(
  start: (config: BaselineConfig) => Promise<number | undefined>,
): Promise<void> {
  process.once("disconnect", () => process.exit(0));
  const path = process.argv[2];
  if (path === undefined) throw new Error("the configuration is the first argument");
  const port = await start(JSON.parse(readFileSync(path, "utf8")) as BaselineConfig);
  process.send?.({ ready: true, port });
}
