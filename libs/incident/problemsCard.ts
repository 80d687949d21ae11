/** Problems of the card of a 112 centre (scheda112) and of the AML text that it may carry. */
export const cardProblems = {
  "card-schema-unknown": {
    status: 422,
    it: {
      title: "Schema della scheda sconosciuto",
      advice: "Indicare in schema lo schema documentato in docs/scheda112.md.",
    },
    en: {
      title: "Schema of the card unknown",
      advice: "State in schema the one that docs/scheda112.md documents.",
    },
  },
  "card-position-contradictory": {
    status: 422,
    it: {
      title: "Posizione indicata due volte",
      advice: "Indicare aml_sms con method aml, oppure lat, lon, radius_m e confidence_pct.",
    },
    en: {
      title: "Position stated twice",
      advice: "State either aml_sms with method aml, or lat, lon, radius_m and confidence_pct.",
    },
  },
  "aml-malformed": {
    status: 422,
    it: {
      title: "Testo AML non valido",
      advice: "Inviare il testo AML versione 1 come ricevuto, intero.",
    },
    en: {
      title: "AML text malformed",
      advice: "Send the AML text, version 1, as it was received and whole.",
    },
  },
  "aml-length-mismatch": {
    status: 422,
    it: {
      title: "Testo AML più corto o più lungo di quanto dichiara",
      advice: "Inviare il testo AML intero: ml ne dichiara i caratteri.",
    },
    en: {
      title: "AML text shorter or longer than it declares",
      advice: "Send the whole AML text: ml declares its characters.",
    },
  },
} as const;
