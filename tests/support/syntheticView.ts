import type { ReleasedView } from "#libs/incident/view";

/** A copy as the core hands it out, with synthetic values. */
export const syntheticView: ReleasedView = {
  format: "raccordo-copy/1",
  delivery: "ffeeddccbbaa89988877665544332211",
  mode: "actual",
  incident: "0123456789abcdef0123456789abcdef",
  from: "pl_cremona",
  category: "C03",
  status: "open",
  as_of: "2026-11-22T09:02:01.000Z",
  charge: "none",
  components: [
    {
      kind: "place",
      alias: "a1",
      revision: 1,
      fields: {
        point: { lat_e7: 451_300_000, lon_e7: 100_200_001 },
        polygon: [{ lat_e7: 1, lon_e7: -1 }],
        municipality: "istat:019036",
        zone: "1kmN2450E4410",
      },
    },
    { kind: "vehicle", alias: "a2", revision: 2, fields: { plate: "ZZ000ZZ" } },
  ],
  withdrawn: [{ kind: "person", alias: "a3", paths: ["person.family_name"] }],
  basis: [
    {
      author: "pl_cremona",
      agreement: "patto-cremona-2022",
      rule: "c03-questura",
      article: "art. 3/bis, comma 1",
      purpose: "P2",
      regime: "police",
    },
  ],
  handling: ["no-onward"],
  quality: { completeness: "partial" },
};
