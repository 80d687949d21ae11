import type { LogFamily } from "#libs/search/signedLogs";
import type { IndexQuestions } from "./indexQuestions.ts";

/** What a thread of the index is made with. */
export interface ThreadPlaces {
  readonly logDir: string;
  readonly searchFile: string;
  readonly family: LogFamily;
}

export type Method = Exclude<keyof IndexQuestions, "covered">;

/** The questions of one reader stand between `hold` and `release`: they are answered of one state of the index. */
export type ThreadRequest =
  | { readonly kind: "update"; readonly anew: boolean }
  | { readonly kind: "hold" }
  | { readonly kind: "ask"; readonly method: Method; readonly given: readonly unknown[] }
  | { readonly kind: "release" };

/** `value` of an update: the notes of the checkpoints that are covered now; of `hold`: the coverage, or nothing. */
export type ThreadAnswer =
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "fault"; readonly name: string; readonly message: string };

/** Under this name it is told that the file of the index is no whole database: it is to be made anew. */
export const indexDamaged = "IndexDamaged";

export type Given<Name extends Method> = Parameters<IndexQuestions[Name]>;
export type Told<Name extends Method> = Awaited<ReturnType<IndexQuestions[Name]>>;

/** The checkpoints that logs are open at, as one text: another text, another state of the log. */
export const seenOf = (logs: readonly { readonly note: Buffer }[]): string =>
  logs.map(({ note }) => note.toString("utf8")).join("\n");
