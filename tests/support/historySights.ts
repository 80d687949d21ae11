import type { Category } from "#libs/incident/event";

/** Who sends what to whom: what the matrix asks for, before it gives. */
export interface Exchange {
  readonly owner: string;
  readonly category: Category;
  readonly receiver: string;
  /** The sender names the receiver as competent, from the first message on. */
  readonly isNamed: boolean;
  /** The receiver takes charge somewhere in the history. */
  readonly takes: boolean;
}

/**
 * What the matrix lets one receiver see, written by hand from law.md (d) and read from no rule: two histories must
 * differ only elsewhere. Where a charge opens something, it counts as seen in the whole history.
 */
export interface Sight {
  readonly times: "exact" | "quarter" | "none";
  readonly publicPlaces: "precise" | "zone" | "none";
  readonly sensitivePlaces: "precise" | "zone" | "none";
  readonly vehicles: boolean;
  readonly risks: boolean;
  readonly units: boolean;
  readonly casualties: boolean;
  readonly minors: boolean;
  readonly images: boolean;
  /** Roles in which a person of age is named. */
  readonly identities: readonly string[];
  /** Whether roles themselves are given (G6). */
  readonly roles: boolean;
  /** Whether a link to another incident is given. */
  readonly links: boolean;
}

/** The receiver gets nothing at all. */
export const blind: Sight = {
  times: "none",
  publicPlaces: "none",
  sensitivePlaces: "none",
  vehicles: false,
  risks: false,
  units: false,
  casualties: false,
  minors: false,
  images: false,
  identities: [],
  roles: false,
  links: false,
};

const onlyPlace: Sight = { ...blind, times: "exact", publicPlaces: "precise" };
const awareness: Sight = { ...blind, times: "quarter", publicPlaces: "zone" };
const numbers = { casualties: true, minors: true };
const onStreet = { vehicles: true, risks: true, units: true };
const neighbour: Sight = { ...onlyPlace, sensitivePlaces: "zone", ...numbers, ...onStreet };
const card: Sight = {
  ...{ ...onlyPlace, sensitivePlaces: "precise", ...numbers, ...onStreet },
  identities: ["reporter"],
};

/** Sight of `receiver`; the owner itself sees nothing of its own incident but who took charge of it. */
export function sightOf(exchange: Exchange): Sight {
  const { owner, receiver } = exchange;
  if (receiver === owner) return blind;
  return owner === "cur_brescia" ? fromCentre(exchange) : fromCremona(exchange);
}

const isForce = (room: string) => room === "questura_cremona" || room === "cc_cremona";
const isLocal = (room: string) => room === "pl_cremona" || room === "pl_limitrofo";

function fromCremona({ category, receiver, isNamed, takes }: Exchange): Sight {
  const opened = takes ? ("precise" as const) : ("none" as const);
  const people = (...identities: readonly string[]) => ({
    ...{ identities: takes ? identities : [], roles: takes },
  });
  const isCrime = category === "C01" || category === "C03";
  if (receiver === "cur_brescia") {
    return isCrime ? { ...onlyPlace, sensitivePlaces: "zone", ...numbers, links: true } : blind;
  }
  if (receiver === "pl_limitrofo") return isCrime ? neighbour : blind;
  if (receiver === "gdf_cremona") {
    if (category !== "C12") return blind;
    const trade: Sight = { ...neighbour, sensitivePlaces: "precise", casualties: false };
    return { ...trade, images: takes, ...people("suspect", "victim", "offender") };
  }
  switch (category) {
    case "C01":
      return { ...neighbour, images: takes };
    case "C03":
      return {
        ...{ ...neighbour, sensitivePlaces: opened, images: takes },
        ...people("suspect", "victim", "reporter"),
      };
    case "C05":
      return isNamed
        ? {
            ...{ ...neighbour, publicPlaces: "zone", sensitivePlaces: opened, vehicles: takes },
            ...people("suspect", "victim", "offender"),
          }
        : blind;
    case "C12":
      return onlyPlace;
    default:
      return blind;
  }
}

function fromCentre({ category, receiver, isNamed, takes }: Exchange): Sight {
  if (isLocal(receiver)) {
    if (category === "C01" && isNamed) return { ...card, links: true };
    return category === "C01" || category === "C03" ? { ...awareness, links: true } : blind;
  }
  if (!isForce(receiver)) return blind;
  if (category === "C01") return awareness;
  if (category !== "C03" && category !== "C05") return blind;
  if (!isNamed) return category === "C03" ? awareness : blind;
  return { ...card, identities: takes ? ["reporter", "suspect", "victim"] : ["reporter"] };
}
