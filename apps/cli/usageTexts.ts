/** What is wrong with how a command is written. */
export const usageTexts = {
  "usage-command": { it: "Comando sconosciuto: {what}.", en: "Unknown command: {what}." },
  "usage-option": { it: "Opzione sconosciuta: {what}.", en: "Unknown option: {what}." },
  "usage-argument-missing": { it: "Manca l'argomento {what}.", en: "Argument {what} is missing." },
  "usage-value-missing": {
    it: "L'opzione {what} vuole un valore.",
    en: "Option {what} takes a value.",
  },
  "usage-option-missing": { it: "Serve l'opzione {what}.", en: "Option {what} is needed." },
  "usage-value": {
    it: "Valore non ammesso per {what}. Ammessi: {allowed}",
    en: "Value not allowed for {what}. Allowed: {allowed}",
  },
  "usage-excess": { it: "Ci sono argomenti di troppo.", en: "There are too many arguments." },
  "usage-near": { it: "Forse intendevi: {near}", en: "Did you mean: {near}" },
  "usage-help": { it: "Aiuto: {command} --help", en: "Help: {command} --help" },
} as const;
