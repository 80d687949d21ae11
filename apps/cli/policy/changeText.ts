import type { Bilingual } from "#libs/incident/fieldLabels";
import type { Change } from "#libs/policy/nearest";
import { fillText, type Language } from "../texts.ts";
import { placeWords, rolesText, sourcesText } from "./clauseText.ts";

const words = {
  category: { it: "la categoria fosse {to}", en: "the category were {to}" },
  territory: { it: "il territorio fosse {to}", en: "the territory were {to}" },
  ground: {
    it: "finalità e regime fossero {purpose} / {regime}",
    en: "purpose and regime were {purpose} / {regime}",
  },
  "no-ground": {
    it: "finalità e regime non fossero ammessi",
    en: "purpose and regime were not admitted",
  },
  owner: { it: "l'evento fosse stato aperto da {to}", en: "the incident had been opened by {to}" },
  named: {
    it: "chi invia indicasse la sala come competente",
    en: "the sender named the room as competent",
  },
  "not-named": {
    it: "chi invia non indicasse la sala come competente",
    en: "the sender did not name the room as competent",
  },
  actual: { it: "l'evento fosse reale", en: "the incident were an actual one" },
  exercise: { it: "l'evento fosse un'esercitazione", en: "the incident were an exercise" },
  emergency: {
    it: "la sala, avendolo in carico, dichiarasse un'emergenza",
    en: "the room, having it in charge, declared an emergency",
  },
  "no-emergency": { it: "non ci fosse un'emergenza", en: "there were no emergency" },
  days: { it: "il giorno fosse {to}", en: "the day were {to}" },
  charge: { it: "la sala lo prendesse in carico", en: "the room took it in charge" },
  place: { it: "il luogo fosse: {to}", en: "the place were: {to}" },
  roles: { it: "la persona fosse soltanto: {to}", en: "the person were only: {to}" },
  "no-roles": { it: "la persona non avesse un ruolo", en: "the person had no role" },
  minor: { it: "la persona fosse minorenne", en: "the person were a minor" },
  adult: { it: "la persona fosse maggiorenne", en: "the person were an adult" },
  fact: { it: "fosse un fatto, non una valutazione", en: "it were a fact, not an assessment" },
  assessment: { it: "fosse una valutazione", en: "it were an assessment" },
  source: { it: "la provenienza fosse: {to}", en: "the source were: {to}" },
} as const satisfies Readonly<Record<string, Bilingual>>;

type Word = keyof typeof words;
type Said = readonly [Word, Readonly<Record<string, string>>];

/** What would have to be otherwise, in words: “would pass if …”. */
export function changeText(language: Language, change: Change): string {
  const [word, values] = said(language, change);
  return fillText(words[word][language], values);
}

function said(language: Language, change: Change): Said {
  switch (change.what) {
    case "territory":
      return ["territory", { to: change.to.join(", ") }];
    case "ground":
      return change.to === undefined ? ["no-ground", {}] : ["ground", { ...change.to }];
    case "addressees":
      return [change.to ? "named" : "not-named", {}];
    case "emergencies":
      return [change.to ? "emergency" : "no-emergency", {}];
    case "days":
      return ["days", { to: change.to[0] }];
    case "category":
    case "owner":
      return [change.what, { to: change.to }];
    case "charge":
      return ["charge", {}];
    case "mode":
      return [change.to, {}];
    default:
      return saidOfComponent(language, change);
  }
}

type OfComponent = Extract<
  Change,
  { readonly what: "place" | "roles" | "minor" | "basis" | "source" }
>;

function saidOfComponent(language: Language, change: OfComponent): Said {
  switch (change.what) {
    case "place":
      return ["place", { to: placeWords[change.to][language] }];
    case "roles":
      if (change.to.length === 0) return ["no-roles", {}];
      return ["roles", { to: rolesText(language, change.to) }];
    case "minor":
      return [change.to ? "minor" : "adult", {}];
    case "basis":
      return [change.to, {}];
    case "source":
      return ["source", { to: sourcesText(language, [change.to]) }];
  }
}
