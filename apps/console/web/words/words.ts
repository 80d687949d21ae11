import type * as accessibility from "./accessibility.it.ts";
import type * as administration from "./administration.it.ts";
import type * as codes from "./codes.it.ts";
import type * as exchanges from "./exchanges.it.ts";
import type * as flows from "./flows.it.ts";
import type * as incident from "./incident.it.ts";
import type * as proof from "./proof.it.ts";
import type * as queues from "./queues.it.ts";
import type * as registers from "./registers.it.ts";
import type * as rules from "./rules.it.ts";
import type * as shell from "./shell.it.ts";

/** The texts of every file of words, by its exports. */
type Files = typeof accessibility &
  typeof administration &
  typeof codes &
  typeof exchanges &
  typeof flows &
  typeof incident &
  typeof proof &
  typeof queues &
  typeof registers &
  typeof rules &
  typeof shell;

/** Every text of the page in Italian, as `t` names it. */
export type ItalianWords = Omit<Files, "shell"> & Files["shell"];

/** The same tree with any text. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
/** What a file of words in another language exports: the same members as the Italian one. */
export type Words = Texts<Files>;
