import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalBytes } from "#libs/seal/canonical";
import type { ChainHead, KeyEpochLeaf, RuleSetLeaf } from "#libs/seal/leaf";
import { type Mode, noticePlace, type Place, ruleSetPlace } from "./subjects.ts";

/**
 * Where leaves outside incident chains stand whose place says what they are about: written a second time they are a
 * conflict. Whoever writes them and whoever writes a lost stream again ask the same functions.
 */

/** Ranges of one room, mode and kind share one subject: its last message is the head of their chain. */
export function rangePlace(
  year: number,
  of: { readonly kind: "receipts" | "refusals"; readonly mode: Mode; readonly room: string },
): Place {
  const { kind, mode, room } = of;
  return noticePlace({ year, kind, id: idOf(`${kind} ${mode} ${room}`) });
}

/** A signed document is recorded once a year; `digest`: SHA-256 in hex of its bytes before they are packed. */
export function documentPlace(
  year: number,
  kind: "configuration" | "plan_tables" | "activation",
  digest: string,
): Place {
  return noticePlace({ year, kind, id: digest.slice(0, 32) });
}

/** The one review of a notice of a broken glass. */
export function reviewPlace(year: number, notice: ChainHead): Place {
  return noticePlace({ year, kind: "review", id: idOf(`review ${notice.year} ${notice.seq}`) });
}

/** Where it stands that keys of an incident were destroyed: found again without reading any other leaf. */
export function shreddingPlace(
  year: number,
  { of, incident, part }: { readonly of: Mode; readonly incident: string; readonly part: string },
  again = "",
): Place {
  const id = idOf(`shredded ${of} ${incident} ${part} ${again}`);
  return noticePlace({ year, kind: "key_shredded", id });
}

/** Where it stands what became of an epoch of the vault: once in each year's log. */
export function keyEpochPlace(
  year: number,
  { epoch, state }: Pick<KeyEpochLeaf, "epoch" | "state">,
): Place {
  return noticePlace({ year, kind: "key_epoch", id: idAbout(["key_epoch", epoch, state]) });
}

/** Where it stands that the log of the year `of` was retired: ordered twice it is a conflict. */
export function yearRetiredPlace(year: number, of: number): Place {
  return noticePlace({ year, kind: "year_retired", id: idAbout(["year_retired", of]) });
}

/** Id of the one leaf of a kind about one thing: its place, whoever writes it. */
export function idAbout(about: readonly (string | number)[]): string {
  return sha256Hex(Buffer.from(JSON.stringify(about), "utf8")).slice(0, 32);
}

/** Ranges of quarantine that ended share one subject: its last message is the head of their chain. */
export function quarantineEndedPlace(year: number): Place {
  return noticePlace({ year, kind: "notice", id: idOf("quarantine ended") });
}

/** A room's one confirmation of a demand. */
export function confirmationPlace(year: number, notice: ChainHead, slot: number): Place {
  const id = idOf(`confirmation ${notice.year} ${notice.seq} ${slot}`);
  return noticePlace({ year, kind: "confirmation", id });
}

/** What a step in the life of a rule set says, without when it was said. */
export type StatedStep = Omit<RuleSetLeaf, "v" | "kind" | "mode" | "at" | "clock" | "digest">;

/** A step says the same wherever it is told: a refusal is told once. */
export function stepPlace(year: number, stated: StatedStep): Place {
  const value = JSON.parse(JSON.stringify(stated)) as CanonicalValue;
  return ruleSetPlace(year, sha256Hex(canonicalBytes(value)).slice(0, 32));
}

const idOf = (about: string): string => sha256Hex(Buffer.from(about, "utf8")).slice(0, 32);
