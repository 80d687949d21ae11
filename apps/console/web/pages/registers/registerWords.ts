import type { TFunction } from "i18next";
import { roomName } from "../../rooms/rooms.ts";
import { isolated } from "../../words/isolated.ts";
import { registers } from "../../words/registers.it.ts";
import type { RegisterBasis } from "./registerQueries.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Above so many days a term is said in days, below in hours. */
const hoursUpTo = 4 * dayMs;

/** A term in hours or days, exactly. */
export function durationOf(t: TFunction, ms: number): string {
  return ms <= hoursUpTo
    ? t("registers.terms.hours", { number: Math.round(ms / hourMs) })
    : t("registers.terms.days", { number: Math.round(ms / dayMs) });
}

type Term = RegisterBasis["terms"][number]["term"];

export const termName = (t: TFunction, term: Term): string => t(`registers.terms.names.${term}`);

/** The names of terms with how long each is. */
export function termsText(t: TFunction, terms: readonly Term[], basis: RegisterBasis): string {
  return terms
    .map((term) => {
      const ms = basis.terms.find((one) => one.term === term)?.ms ?? 0;
      return `${termName(t, term)}: ${durationOf(t, ms)}`;
    })
    .join("; ");
}

/** The words of a data subject; one that this page does not know is shown as a code. */
export function subjectText(t: TFunction, subject: string): string {
  const known = Object.keys(registers.subjects) as readonly (keyof typeof registers.subjects)[];
  const found = known.find((word) => word === subject);
  return found === undefined ? isolated(subject) : t(`registers.subjects.${found}`);
}

/** The name of a room in the configuration on which a register rests. */
export const roomText = (
  t: TFunction,
  room: string,
  { rooms }: Pick<RegisterBasis, "rooms">,
): string => roomName(t, new Map(rooms.map((one) => [one.id, one])), room);

/** Why something was revoked in an emergency. */
export const reasonText = (
  t: TFunction,
  reason: RegisterBasis["revocations"][number]["reason"],
): string =>
  reason === null ? t("rules.revocations.unknownReason") : t(`rules.reasons.${reason}`);
