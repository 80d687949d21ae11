import { Option } from "commander"; // options and help
import type { Context } from "./context.ts";

/** Who asks for something that the log knows first. */
export const byOption = ({ t }: Context): Option =>
  new Option(
    "--by <reference>",
    t(
      "riferimento di chi lo chiede; altrimenti l'utente di questa macchina. Nel registro solo uno pseudonimo",
      "reference of who asks; else the user of this machine. In the log only a pseudonym",
    ),
  );

/** What commands say that change who comes in. */
export const recordedFirst = {
  it: "Prima di cambiare è scritta una voce notice; a sistema fermo nulla cambia.",
  en: "Before anything changes a notice is written into the log; while the system is stopped nothing changes.",
};
