import type { SessionView } from "../session/session.ts";
import type { shell } from "../words/shell.it.ts";

type Role = SessionView["role"];

export interface MenuItem {
  readonly path: string;
  readonly words: keyof typeof shell.menu;
  readonly roles: readonly Role[];
  /** It tells how many things wait there. */
  readonly isCounted?: boolean;
}

const everybody: readonly Role[] = ["privacy_officer", "operations", "authority"];

/** The first page of a role: what it comes for. */
export const homeOf = (role: Role): string =>
  menu.find(({ roles }) => roles.includes(role))?.path ?? "/benvenuto";

/** The pages in the order of the menu. What a role may not have is not shown; the API refuses it in any case. */
export const menu: readonly MenuItem[] = [
  { path: "/scambi", words: "exchanges", roles: everybody },
  { path: "/flussi", words: "flows", roles: [...everybody, "steering"] },
  { path: "/prove", words: "proof", roles: everybody },
  { path: "/regole", words: "rules", roles: ["privacy_officer", "operations"] },
  { path: "/da-fare", words: "queues", roles: ["privacy_officer", "operations"], isCounted: true },
  { path: "/registri", words: "registers", roles: ["privacy_officer", "authority"] },
  { path: "/amministrazione", words: "administration", roles: ["operations"] },
];
