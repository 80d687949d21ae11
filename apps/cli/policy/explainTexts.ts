/** Words of `policy explain`. */
export const explainTexts = {
  "explain-head": {
    it: "Perché {to} riceve, o non riceve, da {from} — {at}",
    en: "Why {to} receives, or does not receive, from {from} — {at}",
  },
  "explain-outcome": { it: "Esito: {reason}", en: "Outcome: {reason}" },
  "explain-gates": { it: "Passaggi, nel loro ordine:", en: "Gates, in their order:" },
  "explain-near": {
    it: "La regola più vicina che l'avrebbe permesso:",
    en: "The nearest rule that would have allowed it:",
  },
  "explain-none": {
    it: "  nessuna regola fra le due sale lo permette, in nessun caso",
    en: "  no rule between the two rooms allows it, in any case",
  },
  "explain-would": {
    it: "  {rule} ({article}, {agreement}): passerebbe se {changes}",
    en: "  {rule} ({article}, {agreement}): would pass if {changes}",
  },
  "explain-field-would": {
    it: "; si aprirebbe con {rule} se {changes}",
    en: "; would open by {rule} if {changes}",
  },
  "explain-field-never": {
    it: "; nessuna regola fra le due sale lo dà mai",
    en: "; no rule between the two rooms ever gives it",
  },
  "explain-ceiling": {
    it: "la legge lo trattiene ({id}, {article})",
    en: "the law withholds it ({id}, {article})",
  },
  "explain-fields": { it: "Campi:", en: "Fields:" },
  "explain-and": { it: " e ", en: " and " },
  "explain-stated": { it: "l'evento dice {stated}", en: "the incident says {stated}" },
  "explain-compared": { it: "si chiede {compared}", en: "what is asked is {compared}" },
  "explain-any": { it: "qualsiasi", en: "any" },
  "explain-named": { it: "indicata", en: "named" },
  "explain-not-named": { it: "non indicata", en: "not named" },
  "gate-UNMAPPED": { it: "categoria conosciuta", en: "known category" },
  "gate-STATUTORY": { it: "limiti di legge", en: "limits of law" },
  "gate-NO_AGREEMENT": { it: "un accordo fra le due sale", en: "an agreement of the two rooms" },
  "gate-NOT_IN_FORCE": { it: "accordo in vigore", en: "agreement in force" },
  "gate-FORBIDDEN": { it: "nessun divieto", en: "no prohibition" },
  "gate-NO_COMPETENCE": { it: "una regola fra le due sale", en: "a rule between the two rooms" },
  "gate-OUT_OF_TERRITORY": { it: "territorio", en: "territory" },
  "gate-CATEGORY": { it: "categoria", en: "category" },
  "gate-PURPOSE": { it: "finalità", en: "purpose" },
  "gate-REGIME": { it: "regime", en: "regime" },
  "gate-MODE": { it: "reale o esercitazione", en: "actual or exercise" },
  "gate-NOT_NAMED": { it: "sala indicata come competente", en: "room named as competent" },
  "gate-BREAK_GLASS": { it: "emergenza dichiarata", en: "declared emergency" },
} as const;
