export const tableFormats = ["md", "csv", "html"] as const;

export const tableViews = ["agreement", "pair", "field"] as const;
export type TableView = (typeof tableViews)[number];
