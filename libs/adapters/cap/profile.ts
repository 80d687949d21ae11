import type { Category } from "#libs/incident/event";

/**
 * The profile of our own CAP messages: which codes mean what. It says nothing of the profiles of
 * others; the draft CAP-IT of the Protezione Civile and that of the Vigili del fuoco are not this.
 */
export const profileCode = "profile:CAP-IT-SOI:0.1";

/** `valueName` of the geocode that holds an EU LAEA grid cell (EPSG:3035, INSPIRE cell code). */
export const gridName = "EU-LAEA";
/** `valueName` of the geocode that names a place, so that a later copy can withdraw it. */
export const placeName = "raccordo:place";

interface CategoryInCap {
  /** `info/category`, one of the twelve of CAP 1.2. */
  readonly category: string;
  /** `info/event`, in Italian. */
  readonly event: string;
}

const categories: Readonly<Record<Category, CategoryInCap>> = {
  C00: { category: "Other", event: "Evento non classificato" },
  C01: { category: "Transport", event: "Sinistro stradale con feriti" },
  C02: { category: "Transport", event: "Sinistro senza feriti o viabilità" },
  C03: { category: "Security", event: "Reato predatorio in atto o appena commesso" },
  C04: { category: "Security", event: "Lite, rissa o aggressione in luogo pubblico" },
  C05: { category: "Security", event: "Violenza domestica e di genere" },
  C06: { category: "Safety", event: "Minore in difficoltà" },
  C07: { category: "Rescue", event: "Persona scomparsa o in cerca di soccorso" },
  C08: { category: "Health", event: "Ausilio sanitario" },
  C09: { category: "Security", event: "Stupefacenti" },
  C10: { category: "Security", event: "Degrado, allontanamento o divieto di accesso" },
  C11: { category: "Safety", event: "Disturbo della quiete o manifestazione" },
  C12: { category: "Security", event: "Abusivismo commerciale o contraffazione" },
  C13: { category: "Security", event: "Occupazione o insediamento abusivo" },
  C14: { category: "Security", event: "Veicolo di interesse" },
  C15: { category: "Security", event: "Danneggiamento o vandalismo" },
  C16: { category: "Security", event: "Truffa" },
  C17: { category: "Env", event: "Polizia amministrativa e ambientale" },
  C18: { category: "Security", event: "Minaccia grave" },
};

/** How CAP says a category; a copy that only withdraws has none. */
export const inCap = (category: Category | undefined): CategoryInCap =>
  category === undefined ? { category: "Other", event: "Ritiro di dati" } : categories[category];
