import type { ReactNode } from "react";
import { Link } from "react-router";
import { roomName } from "../../rooms/rooms.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { cellText } from "../exchanges/cells.ts";
import type { Speech } from "../exchanges/sentences.ts";
import { type ColumnName, type Entry, entryPath } from "../exchanges/view.ts";

interface EntryFactsProps {
  readonly entry: Entry;
  /** Where this reading is recorded. */
  readonly read: { readonly year: number; readonly index: number };
  readonly speech: Speech;
}

const columns: readonly ColumnName[] = [
  ...(["at", "kind", "detail", "mode", "sender", "eventKind", "category", "purpose"] as const),
  ...(["regime", "territory", "incident", "event"] as const),
];

/** Every fact of an entry in words; what it does not say, or the viewer may not see, is left out. */
export function EntryFacts({ entry, read, speech }: EntryFactsProps) {
  const { t } = speech;
  const named = (name: ColumnName): readonly [string, ReactNode] => [
    t(`exchanges.columns.names.${name}`),
    cellText(name, entry, speech),
  ];
  const facts = [...columns.map(named), ...factsOf(entry, speech)];
  return (
    <section aria-labelledby="facts">
      <h2 className="h5" id="facts">
        {t("exchange.facts")}
      </h2>
      <dl className="raccordo-facts">
        {facts.flatMap(([name, value]) =>
          value === "" || value === undefined
            ? []
            : [<dt key={`${name}-`}>{name}</dt>, <dd key={name}>{value}</dd>],
        )}
        <dt>{t("exchange.names.read")}</dt>
        <dd>
          <PlaceLink place={read} />
        </dd>
      </dl>
    </section>
  );
}

function factsOf(entry: Entry, { t, rooms }: Speech): readonly (readonly [string, ReactNode])[] {
  const { owner, clock, parts, level, ruleSet, agreement, previous, person } = entry;
  return [
    [t("exchange.names.owner"), owner === null ? "" : roomName(t, rooms, owner)],
    [t("exchange.names.clock"), wordsOf(t, "clocks", clock)],
    [t("exchange.names.level"), `${level} – ${wordsOf(t, "levels", level)}`],
    [t("exchange.names.parts"), wordsOf(t, "parts", parts)],
    [t("exchange.names.person"), person],
    [t("exchange.names.ruleSet"), ruleSet ?? ""],
    [t("exchange.names.agreement"), agreement ?? ""],
    [t("exchange.names.previous"), previous && <PlaceLink place={previous} />],
  ];
}

function PlaceLink({ place }: { readonly place: EntryFactsProps["read"] }) {
  return (
    <Link to={entryPath(place)}>
      {place.year}/{place.index}
    </Link>
  );
}
