/** A view that somebody has given a name. */
export interface SavedView {
  readonly name: string;
  /** The address that shows it, without the question mark. */
  readonly search: string;
}

/** Longest name, in characters. */
export const nameCharactersMax = 60;
/** Views that one person keeps. */
const viewsMax = 50;

const keyOf = (viewer: string): string => `raccordo.views.${viewer}`;

const isSaved = (value: unknown): value is SavedView =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  "search" in value &&
  typeof value.name === "string" &&
  typeof value.search === "string";

/** The views of a person that this browser keeps. */
export function savedViews(viewer: string): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(viewer)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isSaved).slice(0, viewsMax) : [];
  } catch {
    return [];
  }
}

/** Keeps the views of a person on this computer: they go nowhere else. */
export function keepViews(viewer: string, views: readonly SavedView[]): void {
  localStorage.setItem(keyOf(viewer), JSON.stringify(views.slice(0, viewsMax)));
}

/** The views with one more; one of the same name is replaced. */
export const withView = (views: readonly SavedView[], view: SavedView): readonly SavedView[] => [
  ...views.filter(({ name }) => name !== view.name),
  view,
];

/** The views with one of another name, which nobody else has. */
export const renamed = (
  views: readonly SavedView[],
  from: string,
  to: string,
): readonly SavedView[] =>
  views
    .filter(({ name }) => name === from || name !== to)
    .map((view) => (view.name === from ? { ...view, name: to } : view));
