import type { Category } from "#libs/incident/event";

/**
 * Types of help of a card and the category of the Patto that each becomes. INVENTED for this project,
 * like the card itself: the list of a real centre replaces it. The first type of a category is the
 * one that a copy is written with. A type that is not here becomes C00, which goes to nobody.
 */
export const helpTypes: readonly (readonly [string, Category])[] = [
  ["incidente-stradale-con-feriti", "C01"],
  ["investimento-pedone", "C01"],
  ["incidente-stradale-senza-feriti", "C02"],
  ["ostacolo-sulla-strada", "C02"],
  ["sosta-pericolosa", "C02"],
  ["furto-o-rapina", "C03"],
  ["furto-in-abitazione", "C03"],
  ["scippo", "C03"],
  ["lite-o-aggressione", "C04"],
  ["rissa", "C04"],
  ["violenza-domestica", "C05"],
  ["minore-in-difficolta", "C06"],
  ["persona-scomparsa", "C07"],
  ["persona-in-cerca-di-soccorso", "C07"],
  ["ausilio-sanitario", "C08"],
  ["stupefacenti", "C09"],
  ["degrado-urbano", "C10"],
  ["disturbo-della-quiete", "C11"],
  ["manifestazione", "C11"],
  ["abusivismo-commerciale", "C12"],
  ["occupazione-abusiva", "C13"],
  ["veicolo-sospetto", "C14"],
  ["danneggiamento", "C15"],
  ["truffa", "C16"],
  ["polizia-amministrativa", "C17"],
  ["minaccia-grave", "C18"],
  ["oggetto-sospetto", "C18"],
];

const categories: ReadonlyMap<string, Category> = new Map(helpTypes);

/** Category of a type of help; undefined for one that the table does not hold. */
export const categoryOfHelp = (type: string): Category | undefined => categories.get(type);

/** Type of help that stands for a category in a copy; undefined for C00. */
export const helpOfCategory = (category: Category): string | undefined =>
  helpTypes.find(([, of]) => of === category)?.[0];
