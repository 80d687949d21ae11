import type { Texts } from "./words.ts";

interface Part<T> {
  it(): Promise<T>;
  en(): Promise<Texts<T>>;
}

/** Words that are loaded together, in the one language or the other; what the one file exports the other must. */
const part = <T extends object>(it: () => Promise<T>, en: () => Promise<Texts<NoInfer<T>>>) =>
  ({ it, en }) satisfies Part<T>;

/** Words that only some pages show. Each page names those that it needs (app.tsx). */
export const parts = {
  accessibility: part(
    () => import("./accessibility.it.ts"),
    () => import("./accessibility.en.ts"),
  ),
  administration: part(
    () => import("./administration.it.ts"),
    () => import("./administration.en.ts"),
  ),
  codes: part(
    () => import("./codes.it.ts"),
    () => import("./codes.en.ts"),
  ),
  exchanges: part(
    () => import("./exchanges.it.ts"),
    () => import("./exchanges.en.ts"),
  ),
  flows: part(
    () => import("./flows.it.ts"),
    () => import("./flows.en.ts"),
  ),
  incident: part(
    () => import("./incident.it.ts"),
    () => import("./incident.en.ts"),
  ),
  proof: part(
    () => import("./proof.it.ts"),
    () => import("./proof.en.ts"),
  ),
  queues: part(
    () => import("./queues.it.ts"),
    () => import("./queues.en.ts"),
  ),
  registers: part(
    () => import("./registers.it.ts"),
    () => import("./registers.en.ts"),
  ),
  rules: part(
    () => import("./rules.it.ts"),
    () => import("./rules.en.ts"),
  ),
} as const;

export type PartName = keyof typeof parts;
