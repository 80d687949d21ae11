import type { Leaf } from "../catalogue.ts";
import { leafAt } from "../catalogue.ts";

/** What the guard looks for in the text of one leaf. */
export interface Judgement {
  /** Shapes of personal data; `reference`: digits are mostly numbers of files. Absent: the leaf is such a value. */
  readonly shapes?: "name" | "reference" | "token";
  /** Names of the incident's persons; the word says which of them are no finding here. */
  readonly names?: "any" | "street" | "make" | "model" | "call-sign";
  /**
   * Addresses of the incident's places. `same`: a withheld address is not stated again as a public one; `whole`:
   * street and number, or a street called one; `words`: also any word of the street of a sensitive place.
   */
  readonly addresses?: "same" | "whole" | "words";
  /** Plates, tax codes, documents, telephone numbers and e-mail addresses of the incident. */
  readonly codes: boolean;
}

/** A leaf that is not named below is judged by everything: so is one that the model gains. */
const strictest: Judgement = { shapes: "name", names: "any", addresses: "words", codes: true };

/** Names are not looked for among names: the members of a family share theirs. */
const judgements: Readonly<Record<string, Judgement>> = {
  "place.street": { shapes: "name", names: "street", addresses: "same", codes: true },
  "place.number": { shapes: "name", names: "any", codes: true },
  "person.family_name": { shapes: "name", codes: true },
  "person.given_name": { shapes: "name", codes: true },
  "vehicle.plate": { names: "any", codes: false },
  "vehicle.make": { shapes: "name", names: "make", addresses: "whole", codes: true },
  "vehicle.model": { shapes: "name", names: "model", addresses: "whole", codes: true },
  "unit.call_sign": { shapes: "token", names: "call-sign", addresses: "words", codes: true },
  "image.reference": { shapes: "reference", names: "any", addresses: "words", codes: true },
};

/** Leaves whose own meaning is a personal value: their class decides on them, not this guard. */
const ownValue = new Set(["person.tax_code", "person.document", "person.phone", "person.email"]);

/** How the text of a leaf is judged; undefined for one that is no text, is computed, or can never be released. */
export function judgementOf(path: string): Judgement | undefined {
  const leaf = leafAt(path);
  if (leaf === undefined || !isReleasableText(leaf) || ownValue.has(path)) return undefined;
  return judgements[path] ?? strictest;
}

/** Notes are never releasable, whatever a rule says: they are not judged. */
function isReleasableText(leaf: Leaf): boolean {
  const { textFormat, derived, dataClass } = leaf;
  if (leaf.type !== "string" || derived || dataClass === "note") return false;
  return textFormat === undefined || ["name", "text", "token", "reference"].includes(textFormat);
}
