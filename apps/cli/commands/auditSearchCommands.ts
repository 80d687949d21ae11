import { type Command, InvalidArgumentError, Option } from "commander"; // options and help
import { dimensions, pageEntriesMax, steps } from "#libs/search/queryWords";
import type { RecordRead } from "../audit/projection.ts";
import type { ReaderOptions } from "../reading/announceRead.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";
import { addReaderOptions, type ReadPurpose, readForOption } from "./readerOptions.ts";

type ReadingFlags = ReaderOptions & { readonly readFor: ReadPurpose };

type Flags = Global & { readonly data: string; readonly database?: string } & Readonly<
    Record<string, unknown>
  >;

/** `audit reindex`, `audit query`, `audit tail`: finding entries of the log in the data folder. */
export function addAuditSearchCommands(audit: Command, context: Context): void {
  addReindex(audit, context);
  addQuery(audit, context);
  addTail(audit, context);
}

function addReindex(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "reindex",
    it: "fa o aggiorna l'indice del registro, dai file del registro",
    en: "makes the index of the log or brings it up to date, from the log's files",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .option("--anew", t("lo rifà da capo", "makes it anew"))
    .addOption(dataOption(context))
    .addOption(databaseOption(context))
    .action(async (flags: Flags & { readonly anew?: boolean }) => {
      const { auditReindex } = await import("../audit/reindexCommand.ts");
      const { data, database, anew = false } = flags;
      done(await auditReindex(terminalFor(context, flags), { data, database, anew }));
    });
}

interface FilterOption {
  readonly flag: string;
  readonly it: string;
  readonly en: string;
  readonly isSingle?: boolean;
  /** How the log writes it; throws InvalidArgumentError. */
  readonly read?: (text: string) => string;
  /** Member of the query, where the flag has another name. */
  readonly member?: string;
}

const filterOptions: readonly FilterOption[] = [
  {
    flag: "from",
    it: "da questo giorno od ora (UTC)",
    en: "from this day or time on (UTC)",
    isSingle: true,
    read: (text) => timeOf(text, false),
  },
  {
    flag: "to",
    it: "fino a questo giorno compreso, o prima di quest'ora",
    en: "to this day included, or before this time",
    isSingle: true,
    read: (text) => timeOf(text, true),
  },
  { flag: "room", it: "sala, mittente o ricevente", en: "room, sender or receiver" },
  { flag: "sender", it: "sala mittente", en: "sending room" },
  { flag: "owner", it: "sala di cui è l'evento", en: "room to which the incident belongs" },
  { flag: "receiver", it: "sala su cui si è deciso", en: "room that was decided about" },
  { flag: "titolare", it: "titolare, mittente o ricevente", en: "controller, sender or receiver" },
  { flag: "receiver-titolare", it: "titolare ricevente", en: "receiving controller" },
  { flag: "kind", it: "tipo di voce: exchange, read …", en: "kind of entry: exchange, read …" },
  { flag: "mode", it: "actual, exercise, system", en: "actual, exercise, system" },
  { flag: "category", it: "categoria: C01 …", en: "category: C01 …" },
  { flag: "purpose", it: "finalità: P1 …", en: "purpose: P1 …" },
  { flag: "regime", it: "police, administrative", en: "police, administrative" },
  { flag: "territory", it: "codice ISTAT", en: "ISTAT code" },
  {
    flag: "outcome",
    it: "released, withheld, nothing_new …",
    en: "released, withheld, nothing_new …",
  },
  { flag: "reason", it: "motivo: RELEASED, CATEGORY …", en: "reason: RELEASED, CATEGORY …" },
  { flag: "agreement", it: "accordo", en: "agreement" },
  { flag: "rule", it: "regola", en: "rule" },
  { flag: "article", it: "articolo, come lo cita la regola", en: "article, as the rule cites it" },
  {
    flag: "given",
    it: "gruppo o classe di campi dati: G5, health …",
    en: "group or class of given fields: G5, health …",
  },
  { flag: "withheld", it: "… trattenuti", en: "… withheld" },
  { flag: "withdrawn", it: "… ritirati", en: "… withdrawn" },
  {
    flag: "incident",
    it: "pseudonimo dell'evento nel registro",
    en: "pseudonym of the incident in the log",
    isSingle: true,
  },
  {
    flag: "event",
    it: "identificativo del messaggio (ricevuta)",
    en: "id of the message (receipt)",
    isSingle: true,
  },
  {
    flag: "operator",
    it: "pseudonimo dell'operatore",
    en: "pseudonym of the operator",
    isSingle: true,
  },
  {
    flag: "read-by",
    member: "reader",
    it: "pseudonimo di chi ha letto il registro",
    en: "pseudonym of who read the log",
    isSingle: true,
  },
];

function addQuery(audit: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(audit, context, {
    name: "query",
    it: "cerca voci del registro; un filtro ripetuto vale per ciascun valore, filtri diversi valgono insieme",
    en: "finds entries of the log; a repeated filter holds for each value, different ones hold together",
    exits: ["check-failed", "refused", "unreachable"],
  });
  addFilters(command, context)
    .option("--oldest", t("dalla più vecchia", "oldest first"))
    .addOption(
      new Option("--limit <entries>", t("voci per pagina", "entries of a page"))
        .argParser(wholeBetween(1, pageEntriesMax))
        .default(50),
    )
    .option("--cursor <cursor>", t("la pagina seguente", "the next page"))
    .option("--count", t("conta invece di elencare", "counts instead of listing"))
    .addOption(new Option("--by <what>", t("conta per", "counts by")).choices([...dimensions]))
    .addOption(
      new Option("--every <step>", t("conta nel tempo", "counts by time")).choices([...steps]),
    )
    .option("--beside <entry>", t("le voci accanto a ANNO/INDICE", "the entries beside YEAR/INDEX"))
    .option("--csv", t("righe CSV", "CSV rows"))
    .action(async (flags: QueryFlags) => {
      const { auditQuery } = await import("../audit/queryCommand.ts");
      const {
        data,
        database,
        oldest,
        limit,
        cursor,
        count,
        by,
        every,
        beside,
        csv = false,
      } = flags;
      const counted = count === true || by !== undefined || every !== undefined;
      const command = {
        ...{ data, database, filter: filterOf(flags), limit, cursor, beside, csv },
        order: oldest === true ? ("oldest" as const) : ("newest" as const),
        ...(counted && { count: { by, every } }),
        recordRead: recordRead(flags),
      };
      done(await auditQuery(terminalFor(context, flags), command));
    });
}

/** Everything that is signed may be looked through for an answer, hence the entries that are told. */
const recordRead =
  ({ data, role, reader, unrecorded, readFor }: Flags & ReadingFlags): RecordRead =>
  async (about) => {
    const { announceRead } = await import("../reading/announceRead.ts");
    const { entriesSigned } = await import("../audit/yearLogs.ts");
    const entries = await entriesSigned(data);
    return announceRead(
      data,
      { role, reader, unrecorded },
      { ...about, purpose: readFor, entries },
    );
  };

type QueryFlags = Flags &
  ReadingFlags & {
    readonly oldest?: boolean;
    readonly limit: number;
    readonly cursor?: string;
    readonly count?: boolean;
    readonly by?: string;
    readonly every?: string;
    readonly beside?: string;
    readonly csv?: boolean;
  };

type TailFlags = Flags & ReadingFlags & { readonly lines: number; readonly once?: boolean };

function addTail(audit: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(audit, context, {
    name: "tail",
    it: "racconta le voci del registro man mano che sono firmate; Ctrl-C per fermare",
    en: "tells the entries of the log as they are signed; Ctrl-C to stop",
    exits: ["check-failed", "refused", "unreachable"],
  });
  addFilters(command, context)
    .addOption(
      new Option(
        "--lines <entries>",
        t("ultime voci da mostrare prima", "last entries to show before"),
      )
        .argParser(wholeBetween(0, pageEntriesMax))
        .default(10),
    )
    .option("--once", t("solo quelle, poi finisce", "only those, then ends"))
    .action(async (flags: TailFlags) => {
      const { auditTail } = await import("../audit/tailCommand.ts");
      const { data, database, lines, once = false } = flags;
      const filter = filterOf(flags);
      const tail = { data, database, filter, lines, once, recordRead: recordRead(flags) };
      done(await auditTail(terminalFor(context, flags), tail));
    });
}

const databaseOption = ({ t }: Context): Option =>
  new Option(
    "--database <url>",
    t(
      "indice in PostgreSQL invece che nella cartella",
      "index in PostgreSQL instead of the folder",
    ),
  );

function addFilters(command: Command, context: Context): Command {
  const { t } = context;
  for (const { flag, it, en, isSingle, read } of filterOptions) {
    const option = new Option(`--${flag} <value>`, t(it, en));
    if (read !== undefined) option.argParser(read);
    command.addOption(isSingle === true ? option : option.argParser(collected));
  }
  addReaderOptions(command, context).addOption(readForOption(context));
  return command.addOption(dataOption(context)).addOption(databaseOption(context));
}

const collected = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** The filter that the flags make. */
function filterOf(flags: Flags): Readonly<Record<string, unknown>> {
  const given = filterOptions.flatMap(({ flag, member }) => {
    const name = flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const value = flags[name];
    return value === undefined ? [] : [[member ?? flag.replaceAll("-", "_"), value]];
  });
  return Object.fromEntries(given);
}

const dayMs = 86_400_000;

/** A day begins at midnight UTC; as an end it is counted in. */
function timeOf(text: string, isEnd: boolean): string {
  const isDay = /^20\d{2}-\d{2}-\d{2}$/.test(text);
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !(isDay || /^20\d{2}-.*Z$/.test(text))) {
    throw new InvalidArgumentError("2026-11-22 | 2026-11-22T09:00:00Z");
  }
  return new Date(ms + (isDay && isEnd ? dayMs : 0)).toISOString();
}
