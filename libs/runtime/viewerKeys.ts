import { z } from "zod";
import { readerRoles } from "#libs/seal/leafSchema";
import { credentialSchema } from "./credentials.ts";

/** Reference of a person who reads the log: no name of anybody, what the log's pseudonym is made of. */
export const viewerName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);

/** Roles that see into rooms of one titolare; an authority and the cabina di regia see into none. */
export const isOfTitolare = (role: (typeof readerRoles)[number]): boolean =>
  role !== "authority" && role !== "steering";

const viewerSchema = z
  .strictObject({
    name: viewerName,
    role: z.enum(readerRoles),
    /** Whose rooms the viewer may see into. */
    titolare: z.string().min(1).max(200).exactOptional(),
    keys: z.array(credentialSchema).max(32),
  })
  .refine(({ role, titolare }) => isOfTitolare(role) === (titolare !== undefined));

const viewersSchema = z
  .strictObject({
    format: z.literal("raccordo-viewers/1"),
    viewers: z.array(viewerSchema).max(1_000),
  })
  .refine(({ viewers }) => new Set(viewers.map(({ name }) => name)).size === viewers.length);

export type KeyedViewer = z.infer<typeof viewerSchema>;
/** Who may read the log at the console: written by the command line, read by the console while it runs. */
export type ViewerKeys = z.infer<typeof viewersSchema>;

export const noViewers: ViewerKeys = { format: "raccordo-viewers/1", viewers: [] };

/** Reads a file of viewers; undefined when it is none. */
export function parseViewers(text: string): ViewerKeys | undefined {
  try {
    return viewersSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The one text of a file of viewers. */
export const viewersText = (viewers: ViewerKeys): string => `${JSON.stringify(viewers, null, 2)}\n`;

/** A key to add, by its digest. */
export interface GrantedKey {
  readonly sha256: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The viewers with a key more for one of them; the others of that viewer go on until they end. Undefined where the
 * viewer is known in another role or of another titolare: then it must be another viewer.
 */
export function granted(
  before: ViewerKeys,
  viewer: Omit<KeyedViewer, "keys">,
  { sha256, fromMs, untilMs }: GrantedKey,
): ViewerKeys | undefined {
  const known = before.viewers.find(({ name }) => name === viewer.name);
  if (known !== undefined && known.role !== viewer.role) return undefined;
  if (known !== undefined && known.titolare !== viewer.titolare) return undefined;
  const keys = known?.keys ?? [];
  const numbers = keys.map(({ id }) => Number(id.replace("key-", "")));
  const key = {
    id: `key-${Math.max(0, ...numbers) + 1}`,
    kind: "bearer" as const,
    sha256,
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
  };
  const others = before.viewers.filter(({ name }) => name !== viewer.name);
  return { ...before, viewers: [...others, { ...viewer, keys: [...keys, key] }] };
}

/** The viewers with one key, or all keys, of one of them ended now; undefined where there is no such one. */
export function withdrawn(
  before: ViewerKeys,
  viewer: string,
  key: string | undefined,
  nowMs: number,
): ViewerKeys | undefined {
  const known = before.viewers.find(({ name }) => name === viewer);
  const isMeant = (id: string) => key === undefined || id === key;
  if (known === undefined || !known.keys.some(({ id }) => isMeant(id))) return undefined;
  const now = new Date(nowMs).toISOString();
  const keys = known.keys.map((one) =>
    isMeant(one.id) && (one.until === undefined || one.until > now) ? { ...one, until: now } : one,
  );
  const viewers = before.viewers.map((one) => (one.name === viewer ? { ...one, keys } : one));
  return { ...before, viewers };
}
