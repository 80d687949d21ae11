import type { Bilingual } from "#libs/incident/fieldLabels";
import type { FindingCode, Severity } from "../analysis/finding.ts";

/** Each finding of the analysis in words, with what to do about it. */
export const findingWords: Readonly<Record<FindingCode, Bilingual>> = {
  UNREACHABLE_RULE: {
    it: "non può mai valere: le sue condizioni non si avverano mai insieme (manca: {lacks}); correggila o toglila",
    en: "can never hold: its conditions are never true together (lacking: {lacks}); correct or remove it",
  },
  SHADOWED_RULE: {
    it: "non decide mai: dove potrebbe valere decide sempre {by}; restringi l'altra, o togli questa",
    en: "never decides: wherever it could hold, {by} decides; narrow the other, or remove this one",
  },
  NO_RULE_SPEAKS: {
    it: "l'accordo è in vigore il {day}, ma nessuna sua regola consegna qualcosa",
    en: "the agreement is in force on {day}, but none of its rules delivers anything",
  },
  NOT_IN_FORCE: {
    it: "non è in vigore il {day}: nessuna sua regola vale (prossimo inizio: {next})",
    en: "is not in force on {day}: none of its rules holds (next beginning: {next})",
  },
  PERIOD_GAP: {
    it: "fra due periodi c'è un vuoto, dal {from} al {to}: in quei giorni nulla è consegnato",
    en: "there is a gap between two periods, {from} to {to}: on those days nothing is delivered",
  },
  GRANT_OUTSIDE_AGREEMENT: {
    it: "vale dal {from} al {to}, in giorni in cui {under} non è in vigore: accorcia `in_force`",
    en: "holds from {from} to {to}, on days on which {under} is not in force: shorten `in_force`",
  },
  SUNSET: {
    it: "finisce il {to}, entro 60 giorni dal {day}: prepara il rinnovo",
    en: "ends on {to}, within 60 days of {day}: prepare the renewal",
  },
  REVIEW_DUE: {
    it: "revisione entro il {by} ({owner}) per {rules} regole",
    en: "review due by {by} ({owner}) for {rules} rules",
  },
  ARTICLE_NOT_NAMED: {
    it: "«{article}» non nomina un articolo: scrivi `art. N`",
    en: "“{article}” names no article: write `art. N`",
  },
  ARTICLE_NOT_IN_REGISTER: {
    it: "{missing} non è fra gli articoli del documento (`articles`): correggi la citazione",
    en: "{missing} is not among the document's articles (`articles`): correct the citation",
  },
  ARTICLE_INVENTED: {
    it: "cita un articolo inventato in un accordo che non si dice inventato: cita l'articolo, o togli la regola",
    en: "cites an invented article in an agreement that does not say it is invented: cite the article, or remove the rule",
  },
  NECESSITY_NOT_CITED: {
    it: "dà dati sulla salute ({fields}) senza citare perché sono strettamente necessari: aggiungi a `law` {needed}",
    en: "gives health data ({fields}) without citing why they are strictly necessary: add {needed} to `law`",
  },
  UNUSED_RULE: {
    it: "nessuno dei suoi {of} scambi è nel traffico registrato (p. es. {category} da {from} a {to}): serve ancora?",
    en: "none of its {of} exchanges is in the recorded traffic (e.g. {category} from {from} to {to}): is it still needed?",
  },
  UNUSED_EXCHANGE: {
    it: "{unused} dei suoi {of} scambi non sono nel traffico registrato (p. es. {category} da {from} a {to})",
    en: "{unused} of its {of} exchanges are not in the recorded traffic (e.g. {category} from {from} to {to})",
  },
  UNDECIDED_FIELDS: {
    it: "da {from} a {to}: su {count} campi di {of} nessuna regola dice nulla, quindi sono trattenuti",
    en: "from {from} to {to}: of {count} fields out of {of} no rule says anything, hence they are withheld",
  },
  CAPPED_FIELD: {
    it: "nomina {path}, che la legge trattiene sempre: togli la riga",
    en: "names {path}, which the law always withholds: remove the line",
  },
  ONWARD_MORE: {
    it: "per {by}, {to} può avere di {from} più di quanto ne ha direttamente ({categories}: {fields}), e nulla vieta a {by} di passarlo: aggiungi `no-onward`",
    en: "through {by}, {to} can have more of {from} than it has directly ({categories}: {fields}), and nothing keeps {by} from passing it on: add `no-onward`",
  },
  ONWARD_FORBIDDEN_MORE: {
    it: "per {by}, {to} potrebbe avere di {from} più di quanto ne ha direttamente ({categories}: {fields}); lo impedisce soltanto la condizione `no-onward`",
    en: "through {by}, {to} could have more of {from} than it has directly ({categories}: {fields}); only the condition `no-onward` stands against it",
  },
  TWO_PRECISIONS: {
    it: "dà insieme {coarse} e {fine} dello stesso dato ({category} da {from} a {to} {place}): tieni uno dei due",
    en: "gives {coarse} and {fine} of the same datum together ({category} from {from} to {to} {place}): keep one of the two",
  },
  TWO_PRECISIONS_ACROSS: {
    it: "dà soltanto {coarse}, e {other} dà {fine} dello stesso dato ({category} da {from} a {to} {place}): passando dall'una all'altra, ciò che è uscito preciso non si riprende; rendile uguali",
    en: "gives {coarse} only, and {other} gives {fine} of the same datum ({category} from {from} to {to} {place}): between the two, what has left finely cannot be taken back; make them alike",
  },
  PRECISION_BY_CATEGORY: {
    it: "{to} riceve {coarse} nelle categorie {categories} e {fine} in {finer} (da {from}): chi cambia categoria a un evento apre il dato preciso",
    en: "{to} is given {coarse} in categories {categories} and {fine} in {finer} (from {from}): whoever gives an incident another category opens the fine datum",
  },
  PRECISION_BY_NAMING: {
    it: "{to} riceve {coarse}, e {fine} quando chi invia la indica come competente ({categories}, da {from}): indicarla apre il dato preciso",
    en: "{to} is given {coarse}, and {fine} once the sender names it as competent ({categories}, from {from}): naming it opens the fine datum",
  },
  MANY_RECEIVERS: {
    it: "raggiunge {count} sale ({receivers}), più di {max}: chi entra in un gruppo o ha quella specie è compreso senza una nuova firma; nomina le sale, o dividi la regola",
    en: "reaches {count} rooms ({receivers}), more than {max}: whoever joins a group or has that kind is included without another signature; name the rooms, or split the rule",
  },
  NO_POPULATION: {
    it: "chiede aree con almeno {residents} residenti, ma non c'è la tabella dei residenti: sarà sempre il comune",
    en: "asks for areas of at least {residents} residents, but there is no table of residents: it will always be the comune",
  },
  AREA_NEVER_A_CELL: {
    it: "nessuna cella della tabella ha {residents} residenti: sarà sempre il comune",
    en: "no cell of the table has {residents} residents: it will always be the comune",
  },
  CELL_BELOW_RESIDENTS: {
    it: "dà {path} anche dove vivono meno di {residents} residenti ({cells} celle, p. es. {example}: {living}): usa place.area",
    en: "gives {path} also where fewer than {residents} residents live ({cells} cells, e.g. {example}: {living}): use place.area",
  },
  POPULATION_INCONSISTENT: {
    it: "tabella dei residenti: {cell} ne ha {residents}, le sue celle di 100 m {inside}: correggi la tabella",
    en: "table of residents: {cell} has {residents}, its 100 m cells {inside}: correct the table",
  },
};

export const severityWords: Readonly<Record<Severity, Bilingual>> = {
  error: { it: "errore", en: "error" },
  warning: { it: "avviso", en: "warning" },
  information: { it: "notizia", en: "information" },
};

/** What a rule lacks that can never hold. */
export const lackingWords: Readonly<Record<string, Bilingual>> = {
  exchange: { it: "due sale diverse", en: "two different rooms" },
  days: { it: "un giorno in vigore", en: "a day in force" },
  territory: { it: "un comune", en: "a comune" },
  ground: { it: "finalità e regime", en: "purpose and regime" },
  owner: { it: "chi ha aperto l'evento", en: "who opened the incident" },
  addressees: { it: "la sala indicata", en: "the room that is named" },
  mode: { it: "la modalità", en: "the mode" },
};
