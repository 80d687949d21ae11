import type { PersonRole } from "#libs/incident/event";
import type { Bilingual } from "#libs/incident/fieldLabels";
import { roleLabels } from "#libs/incident/fieldLabels";
import type { Clause } from "#libs/policy/clauseSchema";
import { fillText, type Language } from "../texts.ts";

const treatments: Readonly<Record<string, Bilingual>> = {
  keep: { it: "✔", en: "✔" },
  "zone-eu-1km": { it: "≈1 km", en: "≈1 km" },
  "cell-eu-100m": { it: "≈100 m", en: "≈100 m" },
  "quarter-hour": { it: "≈15 min", en: "≈15 min" },
  "hmac-receiver": { it: "pseudonimo", en: "pseudonym" },
  "receiver-alias": { it: "pseudonimo", en: "pseudonym" },
  count: { it: "conteggio", en: "count" },
  mask: { it: "***", en: "***" },
};

export const placeWords: Readonly<Record<"public" | "sensitive", Bilingual>> = {
  public: { it: "luogo pubblico", en: "public place" },
  sensitive: { it: "luogo sensibile", en: "sensitive place" },
};
const sourceWords: Readonly<Record<string, Bilingual>> = {
  unstated: { it: "non detta", en: "unstated" },
  observed: { it: "vista", en: "observed" },
  reported: { it: "riferita", en: "reported" },
  declared: { it: "dichiarata", en: "declared" },
  device: { it: "da apparato", en: "from a device" },
  register: { it: "da registro", en: "from a register" },
  police_database: { it: "da banca dati di polizia", en: "from a police database" },
};

const words = {
  area: { it: "≈ area con almeno {k} residenti", en: "≈ area of at least {k} residents" },
  minor: { it: "minorenne", en: "minor" },
  adult: { it: "maggiorenne", en: "adult" },
  fact: { it: "fatto", en: "fact" },
  assessment: { it: "valutazione", en: "assessment" },
  source: { it: "provenienza: {list}", en: "source: {list}" },
  charge: { it: "solo in carico", en: "once in charge" },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What a clause gives and when, in a few words: `✔ (luogo pubblico, in carico)`. */
export function clauseText(language: Language, clause: Clause): string {
  const given = givenText(language, clause);
  const conditions = conditionTexts(language, clause);
  return conditions.length === 0 ? given : `${given} (${conditions.join(", ")})`;
}

/** What is done to the leaf, conditions apart. */
export function givenText(
  language: Language,
  { do: what, as, residents_min }: Pick<Clause, "do" | "as" | "residents_min">,
): string {
  if (as === "area-by-residents") return fillText(words.area[language], { k: residents_min ?? 0 });
  return treatments[as ?? what]?.[language] ?? `${what} ${as ?? ""}`.trim();
}

function conditionTexts(language: Language, { once, if: asked = {} }: Clause): readonly string[] {
  const { place, roles, minor, basis, source } = asked;
  return [
    place === undefined ? "" : placeWords[place][language],
    roles === undefined ? "" : rolesText(language, roles),
    minor === undefined ? "" : words[minor ? "minor" : "adult"][language],
    basis === undefined ? "" : words[basis][language],
    source === undefined
      ? ""
      : fillText(words.source[language], { list: sourcesText(language, source) }),
    once === undefined ? "" : words.charge[language],
  ].filter((word) => word !== "");
}

/** Roles of a person, one after the other. */
export function rolesText(language: Language, roles: readonly PersonRole[]): string {
  return roles.map((role) => roleLabels[role][language]).join("/");
}

/** Where a datum comes from, in words. */
export function sourcesText(language: Language, sources: readonly string[]): string {
  return sources.map((one) => sourceWords[one]?.[language] ?? one).join("/");
}
