import { hasBankAccount } from "./bankAccount.ts";
import { hasBirthDate } from "./birthDates.ts";
import { compactOf, foldText } from "./fold.ts";
import type { Judgement } from "./judgedLeaves.ts";
import { hasPhone } from "./phones.ts";
import { hasPlate, type PlateContext } from "./plates.ts";
import { hasTaxCode } from "./taxCode.ts";

/** Where a text stands, and the time by which ages count (RFC 3339). */
export interface ShapeContext {
  readonly path: string;
  readonly shapes: NonNullable<Judgement["shapes"]>;
  readonly at: string;
}

/** Also as it is said aloud, and as it is hidden from robots. */
const mail = /[^\s@]@[^\s@.]+\.[A-Z]{2}|\S ?(?:\(AT\)|\[AT\]|CHIOCCIOLA) ?\S/;

/**
 * True if a text has the shape of a personal datum: tax code, plate, bank account, telephone number, e-mail address
 * or date of birth, whatever its case, accents, separators and alphabet. Time grows with the text's length only.
 */
export function hasPersonalShape(text: string, { path, shapes, at }: ShapeContext): boolean {
  const folded = foldText(text);
  const compact = compactOf(folded);
  return (
    mail.test(folded) ||
    hasTaxCode(compact) ||
    hasPlate(compact, plateContext(path, shapes)) ||
    hasBankAccount(compact) ||
    hasPhone(folded, shapes === "reference") ||
    hasBirthDate(folded, {
      at,
      isNameLike: shapes === "name",
      isPersonName: path.startsWith("person."),
    })
  );
}

function plateContext(path: string, shapes: ShapeContext["shapes"]): PlateContext {
  if (path === "vehicle.model") return "model";
  return shapes === "reference" ? "reference" : "text";
}
