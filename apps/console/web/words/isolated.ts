/** First strong isolate, and its end (UAX 9): what stands between them turns nothing round that stands beside it. */
const [begin, end] = ["\u2068", "\u2069"];
const isolate = new RegExp(`${begin}[^${begin}${end}]*${end}`, "gu");
/** Marks that turn the writing round for as long as nothing ends them. */
const turning = /[\u202A-\u202E\u2066\u2067]/gu;
/** Scripts that are written from right to left. */
const fromRight = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const refused = "\uFFFD";

/**
 * A text of somebody else as it may stand in a sentence of ours: marks that would turn the sentence round become the
 * sign for what cannot be shown, and what is written from right to left turns only itself. Other texts stay as they are;
 * twice gives the same as once.
 */
export function isolated(text: string): string {
  const tame = text.replace(turning, refused);
  const kept = tame.match(isolate) ?? [];
  const between = tame.split(isolate).map((part) => part.replace(/[\u2068\u2069]/gu, refused));
  const whole = between.map((part, at) => `${part}${kept[at] ?? ""}`).join("");
  const isTurned = between.some((part) => fromRight.test(part));
  return isTurned ? `${begin}${whole.replace(/[\u2068\u2069]/gu, "")}${end}` : whole;
}
