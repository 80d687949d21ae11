import type { Bilingual } from "#libs/incident/fieldLabels";

const l = (it: string, en: string): Bilingual => ({ it, en });

/** What is made of a field. */
export const treatmentWords: Readonly<Record<string, Bilingual>> = {
  nothing: l("nulla", "nothing"),
  keep: l("così com'è", "as it is"),
  generalise: l("generalizzato", "generalised"),
  count: l("contato", "counted"),
  mask: l("mascherato", "masked"),
  pseudonymise: l("pseudonimo", "pseudonym"),
};

/** Conditions, by dimension and value; `{list}` stands for values that are names or codes. */
export const conditionWords: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  purpose: { "": l("finalità dichiarata: {list}", "purpose stated: {list}") },
  territory: {
    elsewhere: l("fuori dei comuni nominati", "outside the comuni named"),
    "": l("nei comuni {list}", "in the comuni {list}"),
  },
  addressee: {
    named: l("se nominata destinataria", "if named as addressee"),
    "not-named": l("se non nominata", "if not named"),
  },
  mode: {
    actual: l("solo in reale", "actual only"),
    exercise: l("solo in esercitazione", "exercise only"),
  },
  owner: {
    receiver: l("sugli eventi della sala che riceve", "on incidents of the receiving room"),
    author: l("sugli eventi di chi invia", "on incidents of the sender"),
  },
  emergency: {
    declared: l("con emergenza dichiarata", "with a declared emergency"),
    no: l("senza emergenza", "without an emergency"),
  },
  day: { "": l("dal {list}", "from {list}") },
  place: {
    public: l("luoghi pubblici", "public places"),
    sensitive: l("luoghi sensibili", "sensitive places"),
  },
  roles: { "": l("ruolo: {list}", "role: {list}") },
  minor: { adult: l("adulti", "adults"), minor: l("minori", "minors") },
  basis: { fact: l("fatti", "facts"), assessment: l("valutazioni", "assessments") },
  source: { "": l("provenienza: {list}", "source: {list}") },
  charge: {
    yes: l("dopo la presa in carico", "once in charge"),
    no: l("prima della presa in carico", "before taking charge"),
  },
};
