/** The lines of c2sp.org/tlog-proof@v1 as they stand: what is in base64 is decoded by whoever reads them. */
export interface ProofLines {
  readonly index: number;
  readonly hashes: readonly string[];
  readonly extra: string | undefined;
}

export const proofHeader = "c2sp.org/tlog-proof@v1";
/** A tree of 2^53 leaves has no longer path. */
const proofHashesMax = 53;
const extraMark = "extra ";

/** Reads what stands before the empty line; undefined when malformed. */
export function proofLines(head: string): ProofLines | undefined {
  const [first, ...rest] = head.split("\n");
  const hasExtra = rest[0]?.startsWith(extraMark) === true;
  const extra = hasExtra ? rest[0]?.slice(extraMark.length) : undefined;
  const [indexLine = "", ...hashes] = hasExtra ? rest.slice(1) : rest;
  const index = indexIn(indexLine);
  if (first !== proofHeader || index === undefined || hashes.length > proofHashesMax) {
    return undefined;
  }
  return { index, hashes, extra };
}

function indexIn(line: string): number | undefined {
  const digits = /^index (0|[1-9][0-9]{0,15})$/.exec(line)?.[1];
  const index = Number(digits);
  return Number.isSafeInteger(index) ? index : undefined;
}
