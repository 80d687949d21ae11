/** How many cases a property is tried on: `usual` in `npm test`, `all` in `npm run prove` (`RACCORDO_CASES=all`). */
export const casesOf = (usual: number, all: number): number =>
  process.env["RACCORDO_CASES"] === "all" ? all : usual;
