import { z } from "zod";
import { readJson, toPlain } from "#libs/incident/jsonGate";
import { readRfc3339 } from "#libs/incident/rfc3339";
import type { Finding } from "#libs/incident/validate";
import { type Answer, json, problem } from "#libs/runtime/httpAnswer";
import { coreFailure } from "./answer.ts";
import type { CoreGateway, ReceiptItem } from "./gateway.ts";
import { isJson } from "./mediaType.ts";
import { readFeedQuery } from "./readFeed.ts";
import type { EdgeRoom } from "./rooms.ts";

export const receiptItemsMax = 256;

/** Receipts of copies, `POST …/receipts`. */
export const receiptsSchema = z.object({
  items: z
    .array(
      z.object({
        delivery: z.string().regex(/^[0-9a-f]{32}$/),
        kind: z.enum(["delivered", "displayed", "expired"]),
        conditions_accepted: z.boolean(),
        at: z.string().max(64).meta({ format: "date-time" }),
      }),
    )
    .min(1)
    .max(receiptItemsMax),
});

/** Answer to receipts: what was not recorded, by its place in the request. */
export const receiptsAnswerSchema = z.object({
  recorded: z.int(),
  errors: z.array(z.object({ pointer: z.string(), code: z.literal("delivery-unknown") })),
});

const names: ReadonlySet<string> = new Set([
  "items",
  ...Object.keys(receiptsSchema.shape.items.element.shape),
]);

export interface IncomingReceipts {
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  readonly query: unknown;
}

/** Passes receipts on; they are synced in the core before they are answered. */
export async function reportReceipts(
  core: CoreGateway,
  room: EdgeRoom,
  incoming: IncomingReceipts,
): Promise<Answer> {
  const wanted = readFeedQuery(incoming.query);
  if (typeof wanted === "string") return problem(wanted);
  if (!isJson(incoming.contentType)) return problem("content-type-unsupported");
  const read = readReceipts(incoming.body);
  if (read.kind === "refused") return problem(read.code, read.errors);
  const outcome = await core.report(room.id, { mode: wanted.mode, receipts: read.items });
  if (outcome.kind !== "answered") return coreFailure(outcome);
  return told(read.items, new Set(outcome.value.unknownDeliveries));
}

function told(items: readonly ReceiptItem[], unknown: ReadonlySet<string>): Answer {
  const errors = items.flatMap(({ delivery }, index): Finding[] =>
    unknown.has(delivery)
      ? [{ pointer: `/items/${index}/delivery`, code: "delivery-unknown" }]
      : [],
  );
  if (errors.length === items.length) return problem("delivery-unknown", errors);
  return json(202, JSON.stringify({ recorded: items.length - errors.length, errors }));
}

type ReadReceipts =
  | { readonly kind: "receipts"; readonly items: readonly ReceiptItem[] }
  | {
      readonly kind: "refused";
      readonly code: Finding["code"];
      readonly errors: readonly Finding[];
    };

function readReceipts(body: Uint8Array): ReadReceipts {
  const read = readJson(body, names);
  if (read.kind === "refused") {
    return { kind: "refused", code: read.finding.code, errors: [read.finding] };
  }
  const parsed = receiptsSchema.safeParse(toPlain(read.root));
  if (!parsed.success) {
    return malformed(parsed.error.issues.slice(0, 16).map(({ path }) => path));
  }
  const items: ReceiptItem[] = [];
  for (const [index, item] of parsed.data.items.entries()) {
    const at = readRfc3339(item.at);
    if (at.kind === "refused") {
      const finding: Finding = { pointer: `/items/${index}/at`, code: at.code };
      return { kind: "refused", code: at.code, errors: [finding] };
    }
    items.push({ ...item, at: at.utc });
  }
  return { kind: "receipts", items };
}

function malformed(paths: readonly (readonly PropertyKey[])[]): ReadReceipts {
  const errors = paths.map(
    (path): Finding => ({
      pointer: path.map((step) => `/${String(step)}`).join(""),
      code: "receipts-malformed",
    }),
  );
  return { kind: "refused", code: "receipts-malformed", errors };
}
