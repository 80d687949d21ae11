/** What the commands on the life of a rule set say. */
export const lifeTexts = {
  "life-key": {
    it: 'Chiave del ruolo {role} in {path} (0600: non copiarla, non condividerla). Chi amministra aggiunge ai firmatari: {{"role":"{role}","key":"{key}"}',
    en: 'Key of role {role} in {path} (0600: do not copy or share it). Whoever administers adds to the signers: {{"role":"{role}","key":"{key}"}',
  },
  "life-role": {
    it: "{role} non è un ruolo: minuscole, cifre, trattino (dpo, operations).",
    en: "{role} is no role: lower case letters, digits, hyphen (dpo, operations).",
  },
  "life-file-there": {
    it: "{path} esiste già e non viene sostituito: scegli un altro nome.",
    en: "{path} exists already and is not replaced: choose another name.",
  },
  "life-file-unwritable": {
    it: "Non si può scrivere {path}: controlla la cartella.",
    en: "Cannot write {path}: look at the folder.",
  },
  "life-key-missing": {
    it: "La chiave {path} non c'è: raccordo policy keygen --role RUOLO --out {path}",
    en: "There is no key {path}: raccordo policy keygen --role ROLE --out {path}",
  },
  "life-key-damaged": {
    it: "{path} non è una chiave di firma: usa un file fatto da raccordo policy keygen.",
    en: "{path} is no signing key: use a file made by raccordo policy keygen.",
  },
  "life-not-document": {
    it: "{path} non è un documento firmato: dà il file scritto da raccordo policy sign.",
    en: "{path} is no signed document: give the file written by raccordo policy sign.",
  },
  "life-not-rule-set": {
    it: "{path} non è un insieme di regole: il punto {place} non è come deve. Rifallo con raccordo policy sign --rules CARTELLA.",
    en: "{path} is no rule set: {place} is not as it must be. Make it again with raccordo policy sign --rules FOLDER.",
  },
  "life-not-canonical": {
    it: "Il testo di {path} è stato ritoccato: non è nella forma che si firma. Rifallo con raccordo policy sign --rules CARTELLA.",
    en: "The text of {path} was edited: it is not in the form that is signed. Make it again with raccordo policy sign --rules FOLDER.",
  },
  "life-author-missing": {
    it: "Chi ha scritto le regole? Aggiungi --author CHIAVE (pubblica, o il file che la contiene): non potrà firmarle.",
    en: "Who wrote the rules? Add --author KEY (public, or the file that holds it): that person cannot sign them.",
  },
  "life-author-wrong": {
    it: "--author non è una chiave pubblica: 43 caratteri, come li stampa raccordo policy keygen.",
    en: "--author is no public key: 43 characters, as raccordo policy keygen prints them.",
  },
  "life-version-missing": {
    it: "Aggiungi --set-version N, più alta di quella in vigore (raccordo policy history).",
    en: "Add --set-version N, higher than the one in force (raccordo policy history).",
  },
  "life-dates": {
    it: "L'insieme finirebbe ({expires}) prima di cominciare ({not_before}): correggi --not-before o --expires.",
    en: "The set would end ({expires}) before it begins ({not_before}): correct --not-before or --expires.",
  },
  "life-rollback-reason": {
    it: "Un ritorno a regole precedenti dice perché: aggiungi --reason TESTO.",
    en: "Going back to earlier rules says why: add --reason TEXT.",
  },
  "life-author-signs": {
    it: "Chi ha scritto le regole non le firma (ruolo {role}): firma un'altra persona con la sua chiave.",
    en: "Who wrote the rules does not sign them (role {role}): another person signs with their own key.",
  },
  "life-signed-already": {
    it: "Questo documento ha già la firma del ruolo {role}, o di questa chiave: serve un'altra persona in un altro ruolo.",
    en: "This document has the signature of role {role}, or of this key, already: another person in another role is needed.",
  },
  "life-signature-wrong": {
    it: "Una firma del documento non vale ({why}): non aggiungere la tua; chiedi il documento a chi lo ha firmato.",
    en: "A signature of the document does not hold ({why}): do not add yours; ask whoever signed it for the document.",
  },
  "life-signed": {
    it: "Firmato dal ruolo {role} ({key}): insieme di regole n. {version}, documento {document}",
    en: "Signed by role {role} ({key}): rule set no. {version}, document {document}",
  },
  "life-dates-told": {
    it: "  in vigore dal {not_before} al {expires}; autore {author}",
    en: "  in force from {not_before} to {expires}; author {author}",
  },
  "life-agreement": {
    it: "  accordo {id}: {title} ({rules} regole)",
    en: "  agreement {id}: {title} ({rules} rules)",
  },
  "life-ceiling": {
    it: "  limiti di legge {id}: {title} ({rules} limiti)",
    en: "  statutory limits {id}: {title} ({rules} limits)",
  },
  "life-grant": {
    it: "  autorizzazione {id}: {title}, dal {from} al {to}",
    en: "  grant {id}: {title}, from {from} to {to}",
  },
  "life-rollback": {
    it: "  TORNA al contenuto del n. {to_version}: {reason}",
    en: "  GOES BACK to the content of no. {to_version}: {reason}",
  },
  "life-lift": {
    it: "  TOGLIE la revoca {document}",
    en: "  LIFTS revocation {document}",
  },
  "life-vectors": {
    it: "  {count} decisioni di prova: un sistema che le decide altrimenti non può usare queste regole",
    en: "  {count} trial decisions: a system that decides them otherwise cannot use these rules",
  },
  "life-statement": { it: "Hai firmato:\n{statement}", en: "You signed:\n{statement}" },
  "life-next-sign": {
    it: "Scritto in {out} ({signatures} firma). Ora un'altra persona, in un altro ruolo: raccordo policy sign --rules {out} --key CHIAVE --out {out}",
    en: "Written to {out} ({signatures} signature). Now another person, in another role: raccordo policy sign --rules {out} --key KEY --out {out}",
  },
  "life-next-stage": {
    it: "Scritto in {out} ({signatures} firme). Poi: raccordo policy stage {out}",
    en: "Written to {out} ({signatures} signatures). Then: raccordo policy stage {out}",
  },
  "life-staged": {
    it: "L'insieme n. {version} è pronto: ogni firma e ogni decisione di prova è stata verificata. Documento {document}",
    en: "Set no. {version} is staged: every signature and every trial decision was checked. Document {document}",
  },
  "life-next-activate": {
    it: "Ancora non vale. Poi: raccordo policy activate {path} [--at ORA]",
    en: "Not in force yet. Then: raccordo policy activate {path} [--at TIME]",
  },
  "life-activated": {
    it: "L'insieme n. {version} decide per gli eventi ricevuti dal {effective}. Documento {document}",
    en: "Set no. {version} decides for events received from {effective} on. Document {document}",
  },
  "life-revoked": {
    it: "Revocato, da subito e anche per le copie in attesa: {what}. Revoca {document}",
    en: "Revoked, at once and for waiting copies too: {what}. Revocation {document}",
  },
  "life-next-lift": {
    it: "Solo un nuovo insieme con due firme la toglie: raccordo policy sign --rules CARTELLA --lift {document} …",
    en: "Only a new set with two signatures lifts it: raccordo policy sign --rules FOLDER --lift {document} …",
  },
  "life-what": {
    it: "--what {what}: scrivi all, agreement:ID, rule:ACCORDO:REGOLA o room:SALA.",
    en: "--what {what}: write all, agreement:ID, rule:AGREEMENT:RULE or room:ROOM.",
  },
  "life-revoke-nothing": {
    it: "Una revoca dice che cosa (--what) e perché (--reason, uno di: {reasons}).",
    en: "A revocation says what (--what) and why (--reason, one of: {reasons}).",
  },
  "life-no-answer": {
    it: "Il processo policy non risponde: raccordo doctor dice che cosa non va. Nulla è perso: ripeti il comando.",
    en: "The policy process does not answer: raccordo doctor says what is amiss. Nothing is lost: repeat the command.",
  },
  "life-busy": {
    it: "Il registro non accetta ora il passo: ripeti il comando tra qualche secondo.",
    en: "The log does not take the step now: repeat the command in some seconds.",
  },
  "life-no-installation": {
    it: "In {path} non c'è un'installazione avviata almeno una volta: raccordo up --data {path}",
    en: "{path} holds no installation that was started once: raccordo up --data {path}",
  },
  "life-no-server": {
    it: "Il server dei messaggi {url} non risponde: il sistema è avviato? (raccordo up)",
    en: "The message server {url} does not answer: is the system up? (raccordo up)",
  },
  "life-history-none": {
    it: "Il registro in {path} non parla ancora di insiemi di regole.",
    en: "The log in {path} does not speak of rule sets yet.",
  },
  "life-step": {
    it: "{at}  n. {version}  {what}  {more}",
    en: "{at}  no. {version}  {what}  {more}",
  },
  "life-history-note": {
    it: "Dal registro firmato in {path}; le voci più recenti compaiono con il prossimo checkpoint.",
    en: "From the signed log in {path}; the newest entries appear with the next checkpoint.",
  },
  "refused-malformed": {
    it: "Rifiutato ({code}): non è un documento firmato. Dà il file scritto da raccordo policy sign.",
    en: "Refused ({code}): no signed document. Give the file written by raccordo policy sign.",
  },
  "refused-not-canonical": {
    it: "Rifiutato ({code}): il testo è stato ritoccato dopo la firma. Rifai il documento dalla cartella.",
    en: "Refused ({code}): the text was edited after it was signed. Make the document again from the folder.",
  },
  "refused-schema": {
    it: "Rifiutato ({code}): il punto {place} non è come deve. Correggi le regole e rifai il documento.",
    en: "Refused ({code}): {place} is not as it must be. Correct the rules and make the document again.",
  },
  "refused-compile": {
    it: "Rifiutato ({code}): {place}. Controlla con raccordo policy check.",
    en: "Refused ({code}): {place}. Check with raccordo policy check.",
  },
  "refused-dates": {
    it: "Rifiutato ({code}): finirebbe prima di cominciare. Correggi le date e rifai il documento.",
    en: "Refused ({code}): it would end before it begins. Correct the dates and make the document again.",
  },
  "refused-demonstration": {
    it: "Rifiutato ({code}): in esercizio non valgono documenti dimostrativi né accordi inventati.",
    en: "Refused ({code}): in operation neither demonstration documents nor invented agreements count.",
  },
  "refused-signature-missing": {
    it: "Rifiutato ({code}): servono due firme di due ruoli diversi, fra i firmatari di questa installazione.",
    en: "Refused ({code}): two signatures of two different roles are needed, of signers of this installation.",
  },
  "refused-signature-wrong": {
    it: "Rifiutato ({code}): una firma non è di questo documento. Il documento è stato cambiato, o la firma viene da un altro.",
    en: "Refused ({code}): a signature is not of this document. It was changed, or the signature is from another one.",
  },
  "refused-signer-repeated": {
    it: "Rifiutato ({code}): la stessa persona o lo stesso ruolo ha firmato due volte. Serve un'altra persona.",
    en: "Refused ({code}): the same person or role signed twice. Another person is needed.",
  },
  "refused-author-signed": {
    it: "Rifiutato ({code}): chi ha scritto le regole le ha firmate. Servono due altre persone.",
    en: "Refused ({code}): who wrote the rules has signed them. Two other people are needed.",
  },
  "refused-version-older": {
    it: "Rifiutato ({code}): la versione non è più alta di quella già attivata. Rifai il documento con un numero più alto.",
    en: "Refused ({code}): the version is not higher than the one activated already. Make the document again with a higher number.",
  },
  "refused-version-taken": {
    it: "Rifiutato ({code}): un altro documento ha già questo numero. Rifallo con un numero più alto.",
    en: "Refused ({code}): another document has this number already. Make it again with a higher one.",
  },
  "refused-expired": {
    it: "Rifiutato ({code}): la sua scadenza è passata. Rifai il documento con --expires nel futuro.",
    en: "Refused ({code}): its end has passed. Make the document again with --expires in the future.",
  },
  "refused-too-large": {
    it: "Rifiutato ({code}): il documento è più grande di quanto il registro contiene. Dividi o accorcia gli accordi.",
    en: "Refused ({code}): the document is larger than the log can hold. Split or shorten the agreements.",
  },
  "refused-rollback-not-declared": {
    it: "Rifiutato ({code}): il contenuto è quello di una versione precedente. Se è voluto: --rollback-to N --reason TESTO, e due nuove firme.",
    en: "Refused ({code}): the content is that of an earlier version. If that is meant: --rollback-to N --reason TEXT, and two new signatures.",
  },
  "refused-rollback-unknown": {
    it: "Rifiutato ({code}): la versione a cui torna non è mai stata attivata. Vedi raccordo policy history.",
    en: "Refused ({code}): the version that it goes back to was never activated. See raccordo policy history.",
  },
  "refused-rollback-differs": {
    it: "Rifiutato ({code}): dice di tornare a una versione, ma il contenuto è un altro.",
    en: "Refused ({code}): it says that it goes back to a version, but its content is another.",
  },
  "refused-lift-unknown": {
    it: "Rifiutato ({code}): toglie una revoca che il registro non conosce. Vedi raccordo policy history.",
    en: "Refused ({code}): it lifts a revocation that the log does not know. See raccordo policy history.",
  },
  "refused-plan-table-differs": {
    it: "Rifiutato ({code}): questo sistema ricava dalle regole altro da ciò che è stato firmato. Stessa versione del programma? Rifai e rifirma il documento.",
    en: "Refused ({code}): this system derives from the rules something else than what was signed. Same version of the program? Make and sign the document again.",
  },
  "refused-vectors-differ": {
    it: "Rifiutato ({code}): la decisione di prova {place} qui ha un altro esito. Stessa versione del programma? Rifai e rifirma il documento.",
    en: "Refused ({code}): trial decision {place} comes out differently here. Same version of the program? Make and sign the document again.",
  },
  "refused-not-staged": {
    it: "Rifiutato ({code}): il documento non è pronto. Prima: raccordo policy stage DOCUMENTO",
    en: "Refused ({code}): the document is not staged. First: raccordo policy stage DOCUMENT",
  },
  "refused-names-nothing": {
    it: "Rifiutato ({code}): la revoca nomina in {place} un accordo, una regola o una sala che qui non c'è. Nulla è revocato: correggi il nome e rifalla. I nomi: raccordo policy table",
    en: "Refused ({code}): at {place} the revocation names an agreement, a rule or a room that is not here. Nothing is revoked: correct the name and sign again. The names: raccordo policy table",
  },
  "refused-acks-missing": {
    it: "Rifiutato ({code}): {missing} processi policy attivi non hanno confermato l'insieme. Guarda i loro registri, o fermali: uno fermo da qualche secondo non conta più.",
    en: "Refused ({code}): {missing} living policy processes have not acknowledged the set. Look at their logs, or stop them: one that is silent for some seconds no longer counts.",
  },
} as const;

type RefusalText = Extract<keyof typeof lifeTexts, `refused-${string}`>;

/** The text of a refusal by its code; an unknown code is told as malformed. */
export function lifeRefusal(code: string): RefusalText {
  const wanted = `refused-${code}`;
  const known = Object.keys(lifeTexts).find((key): key is RefusalText => key === wanted);
  return known ?? "refused-malformed";
}

/** Steps in the life of a rule set, as people call them. */
export const stepWords = {
  drafted: { it: "scritto", en: "drafted" },
  analysed: { it: "analizzato", en: "analysed" },
  simulated: { it: "provato", en: "simulated" },
  signed: { it: "firmato", en: "signed" },
  staged: { it: "pronto", en: "staged" },
  acknowledged: { it: "confermato", en: "acknowledged" },
  activated: { it: "attivato", en: "activated" },
  superseded: { it: "sostituito", en: "superseded" },
  expired: { it: "SCADUTO", en: "EXPIRED" },
  refused: { it: "rifiutato", en: "refused" },
  revoked: { it: "REVOCA", en: "REVOCATION" },
} as const;
