import { z } from "zod";

/**
 * What policy answers whoever has something recorded first. `recorded`: at this place, `seq` being the entry's sequence,
 * one more than its index; `busy`: it may or may not be recorded, ask again.
 */
export type RecordAnswer<Refusal extends string> =
  | { readonly outcome: "recorded"; readonly year: number; readonly seq: number }
  | { readonly outcome: "refused"; readonly code: Refusal }
  | { readonly outcome: "busy" };

/** Reads such an answer, refused by one of these codes; undefined for anything else. */
export function recordAnswers<const Codes extends readonly string[]>(
  codes: Codes,
): (bytes: Uint8Array) => RecordAnswer<Codes[number]> | undefined {
  const schema = z.discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("recorded"), year: z.int(), seq: z.int().min(1) }),
    z.strictObject({ outcome: z.literal("refused"), code: z.enum(codes) }),
    z.strictObject({ outcome: z.literal("busy") }),
  ]);
  return (bytes) => schema.safeParse(jsonIn(bytes)).data;
}

/** The value of a message; undefined for what is no JSON, which no schema lets pass. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
