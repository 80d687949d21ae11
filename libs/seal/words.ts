import type { Schema } from "./shape.ts";

/**
 * The kinds of strings that a stored record may hold. Each is closed: hex, base64url, a date, a code.
 * None takes blanks and letters at will, so that a name or an address cannot stand in one.
 */
function patterned(pattern: string, maxLength: number): Schema {
  return { type: "string", pattern: `^${pattern}$`, maxLength };
}

/** An id of ours: UUIDv8 in 32 hex digits. */
export const idWord = patterned("[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}", 32);
/** 128 bits in hex: component references, value MACs. */
export const hex128Word = patterned("[0-9a-f]{32}", 32);
/** The same, or nothing: a withdrawal has no value. */
export const hex128OrEmptyWord = patterned("([0-9a-f]{32})?", 32);
/** SHA-256 or HMAC-SHA256 in hex. */
export const hex256Word = patterned("[0-9a-f]{64}", 64);
/** Key id: the first eight bytes of the SHA-256 of a public key, hex. */
export const keyIdWord = patterned("[0-9a-f]{16}", 16);
/** 256 bits in base64url without padding; the last character holds four bits, so few are possible. */
export const base64url256Word = patterned("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]", 43);
/** 128 bits in base64url without padding: salts. */
export const base64url128Word = patterned("[A-Za-z0-9_-]{21}[AQgw]", 22);
/** RFC 3339 UTC with milliseconds, in this century. */
export const timeWord = patterned(
  "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z",
  24,
);
/** Month of a record's time, UTC. */
export const monthWord = patterned("20[0-9]{2}-(0[1-9]|1[0-2])", 7);
/** Origin of a log: host-like labels with a dot, then path segments (c2sp.org/tlog-checkpoint). */
export const originWord = patterned(
  "[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,8}(/[a-z0-9-]{1,63}){0,4}",
  128,
);
/** Verifier key of a signed note: origin, key hash, algorithm and key (c2sp.org/signed-note). */
export const vkeyWord = patterned(
  "[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,8}(/[a-z0-9-]{1,63}){0,4}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}",
  200,
);
/** The same of a key of ML-DSA-44 (c2sp.org/tlog-cosignature): 1,313 bytes in base64. */
export const mlDsaVkeyWord = patterned(
  "[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,8}(/[a-z0-9-]{1,63}){0,4}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{1751}=",
  1_900,
);
/** Token of a room as it stands in subjects, or of `_core`. */
export const roomWord = patterned("(_core|[a-z][a-z0-9]{0,31}([_-][a-z0-9]{1,31}){0,6})", 64);
/** Path of the field catalogue. */
export const pathWord = patterned("[a-z]{2,16}\\.[a-z][a-z0-9_]{0,39}", 57);
/** Category of the vocabulary. */
export const categoryWord = patterned("C[0-9]{2}", 3);
/** Purpose of the vocabulary. */
export const purposeWord = patterned("P[0-9]{1,2}", 3);
/** Territory: ISTAT code of a comune, a province or a region. */
export const istatWord = patterned("(istat:)?[0-9]{2,6}", 12);
/** Reason of a decision. */
export const reasonWord = patterned("[A-Z][A-Z0-9_]{1,39}", 40);
/** Code of our vocabularies in lower case: roles, handling conditions, refusals. */
export const codeWord = patterned("[a-z][a-z0-9]{0,31}([_-][A-Za-z0-9]{1,31}){0,6}", 64);
/** Identifier in a signed rule set: agreement, rule. */
export const ruleWord = patterned("[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}", 120);
const articleCharacters = "[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ .,;:/()§°'-]{0,199}";
/** Article as a signed rule cites it ("art. 3/bis, comma 1"). */
export const articleWord = patterned(articleCharacters, 200);
/** The same, for whoever judges a rule before it is signed. */
export const articlePattern = new RegExp(`^${articleCharacters}$`);

/** A non-negative integer that JSON keeps exactly. */
export const countWord: Schema = { type: "integer", minimum: 0, maximum: 9_007_199_254_740_991 };
/** Sequence in a stream. */
export const sequenceWord: Schema = {
  type: "integer",
  minimum: 1,
  maximum: 9_007_199_254_740_991,
};
/** Number of a room. */
export const slotWord: Schema = { type: "integer", minimum: 0, maximum: 255 };
/** Year of a log. */
export const yearWord: Schema = { type: "integer", minimum: 2020, maximum: 2199 };
/** Real operations or an exercise. */
export const modeWord: Schema = { enum: ["actual", "exercise"] };
/** Quality of the clock that a time was read from. */
export const clockWord: Schema = { enum: ["synced", "unsynced", "event-store"] };
