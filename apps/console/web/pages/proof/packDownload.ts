import { italianMidnight, momentOfItalian } from "#libs/incident/italianTime";
import { hexOf } from "#libs/logcheck/bytes";
import { api } from "../../api/client.ts";
import { ApiError, problemIn } from "../../api/problem.ts";

/** A pack as it arrived. */
export interface ArrivedPack {
  readonly bytes: number;
  /** Computed here, hex. */
  readonly sha256: string;
  /** What the console announced, which is what the log has. */
  readonly announced: string | null;
  /** Where the log says that it left, as `2026/40`. */
  readonly entry: string | null;
  readonly file: Blob;
}

/** Two days as people choose them (days in Italy, the last one included); undefined where they are no period. */
export function periodOf(
  from: string,
  to: string,
): { readonly from: string; readonly to: string } | undefined {
  const [first, last] = [momentOfItalian(`${from}T00:00:00`), momentOfItalian(`${to}T00:00:00`)];
  if (first === undefined || last === undefined || first > last) return undefined;
  return { from: first, to: italianMidnight(last, { days: 1 }) };
}

/** Has a pack made and takes it in, piece by piece. Throws ApiError. */
export async function downloadPack(
  period: { readonly from: string; readonly to: string },
  progress: (percent: number) => void,
): Promise<ArrivedPack> {
  const asked = await api.POST("/v1/log/exports", { body: period, parseAs: "stream" });
  const { response } = asked;
  if (!response.ok || asked.data == null)
    throw new ApiError(problemIn(response.status, asked.error));
  const total = Number(response.headers.get("content-length") ?? 0);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = streamIn(asked.data).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(new Uint8Array(piece.value));
    bytes += piece.value.length;
    if (total > 0) progress(Math.floor((bytes / total) * 100));
  }
  const file = new Blob(pieces, { type: "application/zip" });
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return {
    ...{ bytes, file, sha256: hexOf(new Uint8Array(digest)) },
    announced: response.headers.get("raccordo-pack-sha256"),
    entry: response.headers.get("raccordo-pack-entry"),
  };
}

function streamIn(data: unknown): ReadableStream<Uint8Array> {
  if (data instanceof ReadableStream) return data;
  throw new ApiError(undefined);
}
