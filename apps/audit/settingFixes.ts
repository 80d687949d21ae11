import type { Drift } from "#libs/eventlog/port";
import type { Fix } from "./haltFixes.ts";

/** What puts one setting of a stream right, named as the setting of our own that drifted. */
interface Wrong extends Pick<Drift, "setting" | "wanted"> {
  readonly where: string;
}

const page = "docs/log-crashes.md";

/** A stream that is not there. */
export function absentFix(where: string): Fix {
  return {
    it: `crea ${where} con \`raccordo up\`; se c'era, prima cerca perché manca`,
    en: `create ${where} with \`raccordo up\`; if it was there, first find why it is gone`,
  };
}

/** The fix of one drift. A setting that can be put back by an update may have taken messages meanwhile. */
export function settingFix({ where, setting, wanted }: Wrong): Fix {
  const back = {
    it: `rimetti ${setting} di ${where} a "${wanted}" come amministratore e cerca chi l'ha cambiato`,
    en: `set ${setting} of ${where} back to "${wanted}" as its administrator, and find out who changed it`,
  };
  const more = moreFixes[setting];
  return more === undefined ? back : { it: `${back.it}; ${more.it}`, en: `${back.en}; ${more.en}` };
}

const trimmed: Fix = {
  it: `potrebbe aver già tolto messaggi: prima che altri scrivano, \`raccordo audit verify\` e ${page}`,
  en: `it may have taken messages out already: before anyone writes, \`raccordo audit verify\` and ${page}`,
};

/** The server lets nobody take these flags back: where they are off, the stream is another one. */
const replaced: Fix = {
  it: `il server non permette di toglierlo: il flusso è stato creato di nuovo o ripristinato; confronta con le tessere (${page})`,
  en: `the server lets nobody switch it off: the stream was created again or restored; compare it with the tiles (${page})`,
};

const moreFixes: Readonly<Partial<Record<Drift["setting"], Fix>>> = {
  denyDelete: replaced,
  denyPurge: replaced,
  maxMessages: trimmed,
  maxMessagesPerSubject: trimmed,
  maxAgeMs: trimmed,
  maxBytes: trimmed,
  discard: trimmed,
  allowRollup: trimmed,
  persistMode: {
    it: "ciò che è stato scritto da allora può perdersi se manca la corrente: fermati, riavvia il server con calma, poi riscrivi l'impostazione",
    en: "what was written since may be lost when the power goes: stop, restart the server gracefully, then write the setting again",
  },
  sealed: {
    it: "un flusso sigillato non si riapre: se l'anno non è finito, servono un nuovo flusso e il ripristino dalle tessere",
    en: "a sealed stream cannot be opened again: unless the year is over, a new stream and a restore from the tiles are needed",
  },
};
