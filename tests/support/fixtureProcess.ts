// A process of the product's shape with nothing in it: tests of libs/runtime start it as a child.
import { z } from "zod";
import { processConfig } from "#libs/runtime/config";
import { runProcess, waitFor } from "#libs/runtime/process";

const schema = processConfig({
  play: z.enum([
    "idle",
    "throw",
    "reject",
    "never-ready",
    "never-stops",
    "pass-seam",
    "start-fails",
  ]),
});

await runProcess(schema, async ({ config, seam, signal, logger }) => {
  const { play } = config;
  // Keeps the process alive like an open socket would.
  const alive = setInterval(() => {}, 1_000);
  if (play === "start-fails") throw new Error("PLANTED");
  if (play === "never-ready") {
    await waitFor(() => Promise.reject(new Error("PLANTED")), { signal, logger, part: "vault" });
  }
  if (play === "throw") setTimeout(() => JSON.parse("PLANTED"), 20);
  if (play === "reject") setTimeout(() => void Promise.reject(new Error("PLANTED")), 20);
  if (play === "pass-seam") await seam("decided");
  return {
    ports: { http: 1 },
    stop: () => {
      clearInterval(alive);
      return play === "never-stops" ? new Promise(() => {}) : Promise.resolve();
    },
  };
});
