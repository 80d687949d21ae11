/** What `policy diff` says. */
export const diffTexts = {
  "diff-same": {
    it: "Nessuna differenza: le due regole decidono lo stesso in ogni caso.",
    en: "No difference: both sets of rules decide the same in every case.",
  },
  "diff-head": {
    it: "Che cosa cambia, da {before} a {after}: {sentences} frasi, {cells} casi",
    en: "What changes, from {before} to {after}: {sentences} sentences, {cells} cases",
  },
  "diff-field": {
    it: "{author} → {receiver}, {categories}: {fields}: {before} → {after}{conditions}",
    en: "{author} → {receiver}, {categories}: {fields}: {before} → {after}{conditions}",
  },
  "diff-title": {
    it: "{author} → {receiver}, {categories}: stesso scambio per altro titolo o altre condizioni: {before} → {after}{conditions}",
    en: "{author} → {receiver}, {categories}: the same exchange under another title or other conditions: {before} → {after}{conditions}",
  },
  "diff-reasons": {
    it: "{count} frasi in più: scambi negati prima e dopo, per un altro motivo (--json le elenca).",
    en: "{count} more sentences: exchanges refused before and after, for another reason (--json lists them).",
  },
  "diff-traffic": {
    it: "Sul traffico di {records} decisioni dal {from} al {to} ({months} mesi), al mese:",
    en: "On the traffic of {records} decisions from {from} to {to} ({months} months), a month:",
  },
  "diff-traffic-short": {
    it: "Sul traffico di {records} decisioni dal {from} al {to}, meno di {days} giorni: troppo poco per dirlo al mese, ecco i conti:",
    en: "On the traffic of {records} decisions from {from} to {to}, less than {days} days: too little to say it a month, so as counted:",
  },
  "diff-traffic-row": {
    it: "  {opened} {closed} consegne verso {receiver} ({category} da {owner})",
    en: "  {opened} {closed} deliveries to {receiver} ({category} from {owner})",
  },
  "diff-traffic-field": {
    it: "    {field}: {more} {fewer}",
    en: "    {field}: {more} {fewer}",
  },
  "diff-traffic-monthly-row": {
    it: "  {opened} {closed} consegne al mese verso {receiver} ({category} da {owner})",
    en: "  {opened} {closed} deliveries a month to {receiver} ({category} from {owner})",
  },
  "diff-traffic-monthly-field": {
    it: "    {field}: {more} {fewer} al mese",
    en: "    {field}: {more} {fewer} a month",
  },
  "diff-traffic-none": {
    it: "  nessuna consegna e nessun campo in più o in meno",
    en: "  no delivery and no field more or fewer",
  },
  "diff-traffic-unit": {
    it: "  Una consegna è una decisione dopo la quale la sala vede qualcosa dell'evento; il registro non dice quali valori erano nuovi.",
    en: "  A delivery is a decision after which the room sees something of the incident; the log does not say which values were new.",
  },
  "diff-counted": {
    it: "Nei conti del traffico, gli scambi che cambiano (i conti non dicono quali campi c'erano):",
    en: "In the counts of traffic, the exchanges that change (counts do not say which fields there were):",
  },
  "diff-counted-row": {
    it: "  {count} consegne: {author} → {receiver}, {category}",
    en: "  {count} deliveries: {author} → {receiver}, {category}",
  },
  "diff-counted-none": {
    it: "Nei conti del traffico nessuno degli scambi che cambiano.",
    en: "In the counts of traffic none of the exchanges that change.",
  },
  "diff-traffic-empty": {
    it: "Il registro di {path} non ha decisioni: togli --traffic, o indica un'installazione che ha lavorato.",
    en: "The log of {path} holds no decision: leave --traffic out, or name an installation that has worked.",
  },
} as const;
