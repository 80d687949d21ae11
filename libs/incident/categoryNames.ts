import type { Category } from "./event.ts";

/** What people call the categories, in Italian (law.md (a)): in the matrix, and on every page of the console. [P] */
export const categoryNames = {
  C00: "Categoria non riconosciuta",
  C01: "Sinistro stradale con feriti",
  C02: "Sinistro senza feriti, viabilità, sosta pericolosa",
  C03: "Reato predatorio in atto o appena commesso",
  C04: "Lite, rissa, aggressione in luogo pubblico",
  C05: "Violenza domestica e di genere",
  C06: "Minore in difficoltà, bullismo, dispersione scolastica",
  C07: "Persona scomparsa o in cerca di soccorso",
  C08: "Ausilio sanitario, TSO/ASO",
  C09: "Stupefacenti: spaccio o consumo",
  C10: "Degrado, ordine di allontanamento, divieto di accesso",
  C11: "Disturbo della quiete, malamovida, manifestazione",
  C12: "Abusivismo commerciale, contraffazione, parcheggiatori",
  C13: "Occupazione o insediamento abusivo",
  C14: "Veicolo di interesse",
  C15: "Danneggiamento, vandalismo",
  C16: "Truffa, in specie ad anziani",
  C17: "Polizia amministrativa e ambientale",
  C18: "Minaccia grave: oggetto sospetto, terrorismo, atti intimidatori",
} as const satisfies Readonly<Record<Category, string>>;
