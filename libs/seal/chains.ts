import { type ChainHead, type IncidentLeaf, isIncidentLeaf, type Leaf } from "./leaf.ts";

/** How a leaf is bound to the one before it in its chain. */
export interface Link {
  /** Equal for the leaves of one chain, and for no others. */
  readonly chain: string;
  readonly kind: "incident" | "counts" | "reports";
  /** The leaf that it names; absent where it begins its chain. */
  readonly stated: ChainHead | undefined;
  /** Of a counts leaf: up to which entry of the year `of` the one before it must have counted. */
  readonly counted?: { readonly of: number; readonly to: number };
}

/** A leaf that names, as the one before it in its chain, an entry that the checker was not handed. */
export interface UnreadHead {
  /** Of the leaf. */
  readonly index: number;
  /** Index of the entry that it names, of the same year. */
  readonly head: number;
  readonly link: Link;
}

/** The chain that a leaf stands in; undefined for leaves that stand in none. */
export function linkOf(leaf: Leaf): Link | undefined {
  if (isIncidentLeaf(leaf)) return { chain: chainOf(leaf), kind: "incident", stated: leaf.h };
  if (leaf.kind === "counts") {
    const counted = { of: leaf.of, to: leaf.range.from - 1 };
    return { chain: "counts", kind: "counts", stated: leaf.previous, counted };
  }
  if (leaf.kind !== "receipts" && leaf.kind !== "refusals") return undefined;
  const chain = `${leaf.kind}/${leaf.of}/${leaf.slot}`;
  return { chain, kind: "reports", stated: leaf.previous };
}

const incidentChain = "incident/";

/** Name of an incident's chain. */
export const chainOf = ({ mode, incident }: Pick<IncidentLeaf, "mode" | "incident">): string =>
  `${incidentChain}${mode}/${incident}`;

/** True for the name of an incident's chain. */
export const isIncidentChain = (chain: string): boolean => chain.startsWith(incidentChain);
