import type { Situation } from "#libs/policy/analysis/situations";
import { nowhere } from "#libs/policy/analysis/situations";
import type { Language } from "../texts.ts";
import { fillText } from "../texts.ts";

const words = {
  lead: {
    it: "Esempio: {when}, {from} invia a {to} un evento {mode} di categoria {category}",
    en: "Example: {when}, {from} sends {to} {mode} incident of category {category}",
  },
  day: { it: "il {day}", en: "on {day}" },
  night: {
    it: "nella notte fra il {day} e il {next}",
    en: "in the night between {day} and {next}",
  },
  actual: { it: "reale", en: "an actual" },
  exercise: { it: "di esercitazione", en: "an exercise" },
  anywhere: { it: "in un comune che nessuna regola nomina", en: "in a comune that no rule names" },
  place: { it: "nei comuni {codes}", en: "in the comuni {codes}" },
  ground: { it: "finalità {purpose}, regime {regime}", en: "purpose {purpose}, regime {regime}" },
  "no-ground": {
    it: "con finalità o regime che la categoria non ammette",
    en: "with a purpose or regime that the category does not admit",
  },
  named: { it: "che la indica come competente", en: "who names it as competent" },
  owner: {
    it: "su un evento aperto da chi riceve",
    en: "about an incident that the receiver opened",
  },
  emergency: {
    it: "mentre chi riceve l'ha in carico e ha dichiarato un'emergenza",
    en: "while the receiver has it in charge and has declared an emergency",
  },
} as const;

/** A situation in one sentence, so that somebody who signs can picture it. */
export function situationText(language: Language, { input, author, receiver }: Situation): string {
  const say = (key: keyof typeof words, values: Readonly<Record<string, string>> = {}) =>
    fillText(words[key][language], values);
  const [day, next] = input.days;
  const when = day === next ? say("day", { day }) : say("night", { day, next });
  const { ground, territory } = input;
  const place = territory.some((code) => code !== nowhere)
    ? say("place", { codes: territory.join(", ") })
    : say("anywhere");
  const { category } = input;
  const parts = [
    say("lead", { when, from: author, to: receiver, mode: say(input.mode), category }),
    place,
    ground === undefined ? say("no-ground") : say("ground", { ...ground }),
    ...(input.addressees.length > 0 ? [say("named")] : []),
    ...(input.owner === receiver ? [say("owner")] : []),
    ...(input.emergencies.length > 0 ? [say("emergency")] : []),
  ];
  return `${parts.join(", ")}.`;
}
