import { createContext, useContext } from "react";
import type { components } from "../api/generated/schema.ts";
import type { Purpose } from "./purpose.ts";

/** Who has signed in. */
export type SessionView = components["schemas"]["Session"];

/** Under which keys the page keeps who has signed in, and how long that still lasts. */
export const sessionKey = ["session"] as const;
export const sessionLeftKey = ["session-left"] as const;

export interface SessionState {
  readonly session: SessionView;
  readonly purpose: Purpose;
  changePurpose(): void;
}

export const SessionContext = createContext<SessionState | undefined>(undefined);

/** The session of a page that is shown only to who has signed in and said why. */
export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === undefined) throw new Error("a page outside a session");
  return state;
}
