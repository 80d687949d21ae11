import type { Language } from "#libs/incident/fieldLabels";
import type { CompileErrorCode } from "../compileErrors.ts";

/** Each fault of an agreement in words, with what to do about it; `{path}` is the field, room or rule concerned. */
export const compileWords: Readonly<Record<CompileErrorCode, Readonly<Record<Language, string>>>> =
  {
    UNKNOWN_PATH: {
      it: "{path} non è un campo del catalogo: correggi il nome",
      en: "{path} is no field of the catalogue: correct the name",
    },
    HARD_STOP: {
      it: "{path} non può uscire, nessuna firma lo apre: togli la riga",
      en: "{path} may not leave, no signature opens it: remove the line",
    },
    NOT_DERIVED_SO: {
      it: "{path} si ottiene in un altro modo: correggi `do` e `as`",
      en: "{path} comes about in another way: correct `do` and `as`",
    },
    UNKNOWN_TRANSFORM: {
      it: "{path} ammette solo `do: keep`: correggi `do` e togli `as`",
      en: "{path} takes only `do: keep`: correct `do` and remove `as`",
    },
    ATTRIBUTE_OF_ANOTHER_KIND: {
      it: "{path}: la condizione parla di un altro genere di componente (place solo per luoghi, roles e minor solo per persone)",
      en: "{path}: the condition speaks of another kind of component (place only for places, roles and minor only for persons)",
    },
    ATTRIBUTE_NOT_STATED: {
      it: "{path}: scrivi in ogni clausola a chi si riferisce (`if: place` per i luoghi, `if: roles, minor` per le identità)",
      en: "{path}: state in each clause whom it is about (`if: place` for places, `if: roles, minor` for identities)",
    },
    OVERLAPPING_CLAUSES: {
      it: "{path}: due clausole possono valere insieme: rendi disgiunte le condizioni",
      en: "{path}: two clauses can hold at once: make the conditions disjoint",
    },
    HEADER_NOT_NAMED: {
      it: "{path} manca o ha condizioni: ogni regola lo dà senza condizioni, aggiungi `[{ do: keep }]`",
      en: "{path} is missing or has conditions: each rule gives it unconditionally, add `[{ do: keep }]`",
    },
    DUPLICATE_ID: {
      it: "lo stesso identificativo c'è due volte: rinomina una delle due voci",
      en: "the same id is there twice: rename one of the two",
    },
    UNKNOWN_ROOM: {
      it: "{path} non è una sala: aggiungi il suo file in rooms/, o correggi il nome",
      en: "{path} is no room: add its file in rooms/, or correct the name",
    },
    UNKNOWN_SELECTOR: {
      it: "{path} non indica nessuna delle parti dell'accordo: correggi il nome, o aggiungi la parte",
      en: "{path} names none of the agreement's parties: correct the name, or add the party",
    },
    EMPTY_PERIOD: {
      it: "un periodo finisce prima di cominciare: correggi le date",
      en: "a period ends before it begins: correct the dates",
    },
    UNMAPPED_CATEGORY: {
      it: "una categoria non ha finalità e regime (C00 non si consegna): toglila",
      en: "a category has no purpose and regime (C00 is delivered to nobody): remove it",
    },
    GROUND_NOT_STATED: {
      it: "una regola che consegna dice finalità e regime: aggiungi `purpose` e `regime`",
      en: "a rule that delivers states purpose and regime: add `purpose` and `regime`",
    },
    GROUND_NOT_ADMITTED: {
      it: "finalità e regime non sono ammessi per una delle categorie: correggili, o dividi la regola",
      en: "purpose and regime are not admitted for one of the categories: correct them, or split the rule",
    },
    FORBID_WITH_FIELDS: {
      it: "un divieto non ha campi: svuota `fields`",
      en: "a prohibition has no fields: empty `fields`",
    },
    PARAMETER_MISSING: {
      it: "{path}: manca `residents_min`, il numero minimo di residenti: aggiungilo",
      en: "{path}: `residents_min`, the least number of residents, is missing: add it",
    },
    PARAMETER_NOT_TAKEN: {
      it: "{path}: questa trasformazione non ha `residents_min`: toglilo",
      en: "{path}: this transform takes no `residents_min`: remove it",
    },
    BREAK_GLASS_GROUND: {
      it: "un'emergenza vale solo per P1 (soccorso) in regime di polizia: correggi `purpose` e `regime`",
      en: "break-glass rests on P1 (rescue) under the police regime only: correct `purpose` and `regime`",
    },
    EXTENDS_MISPLACED: {
      it: "`extends` sta solo nelle autorizzazioni e nelle regole di emergenza: toglilo e scrivi i campi",
      en: "`extends` stands in grants and break-glass rules only: remove it and write the fields",
    },
    UNKNOWN_BASE: {
      it: "{path} non è una regola che consegna di quell'accordo: correggi `extends`",
      en: "{path} is no delivering rule of that agreement: correct `extends`",
    },
    UNKNOWN_AGREEMENT: {
      it: "{path} non è un accordo di questo insieme: aggiungi il file, o correggi il nome",
      en: "{path} is no agreement of this set: add the file, or correct the name",
    },
    PRECEDENCE_CIRCLE: {
      it: "la precedenza gira in tondo fino a questo accordo: togli un `precedence_over`",
      en: "precedence runs in a circle back to this agreement: remove one `precedence_over`",
    },
    GRANT_TOO_LONG: {
      it: "un'autorizzazione dura al più 30 giorni: accorcia `in_force`",
      en: "a grant lasts 30 days at most: shorten `in_force`",
    },
    GRANT_SELECTOR: {
      it: "{path}: un'autorizzazione nomina le sale una per una: scrivi `room:`",
      en: "{path}: a grant names its rooms one by one: write `room:`",
    },
    GRANT_NOT_ALLOW: {
      it: "un'autorizzazione contiene solo regole che consegnano: scrivi `deliver: allow`",
      en: "a grant holds delivering rules only: write `deliver: allow`",
    },
    TERRITORY_ENDED: {
      it: "{path} non era più un comune il primo giorno dell'accordo: scrivi il codice ISTAT valido quel giorno",
      en: "{path} was no comune any more on the agreement's first day: write the ISTAT code of that day",
    },
    OVERLAPPING_RULES: {
      it: "vale per lo stesso scambio di {path}: restringi una delle due, o dichiara `precedence_over`",
      en: "speaks of the same exchange as {path}: narrow one of the two, or declare `precedence_over`",
    },
  };
