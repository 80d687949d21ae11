import { useQueryClient } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { csvOf } from "#libs/csv/csv";
import { italianTime, italianTimeWithOffset } from "#libs/incident/italianTime";
import type { Room, Rooms } from "../../rooms/rooms.ts";
import { download } from "../../shell/download.ts";
import { lazyPage } from "../../shell/lazyPage.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { cellText } from "./cells.ts";
import { entriesKey, type useEntries } from "./entries.ts";
import { EntrySentences } from "./entrySentences.tsx";
import { useLive } from "./live.ts";
import { LiveBar } from "./liveBar.tsx";
import type { Speech } from "./sentences.ts";
import { type Entry, questionOf, type View } from "./view.ts";

/** Loaded by who wants a table: the sentences do without all that it needs. */
const EntryTable = lazyPage(() => import("./entryTable.tsx").then((m) => m.EntryTable));

interface EntryListProps {
  readonly view: View;
  readonly found: ReturnType<typeof useEntries>;
  readonly rooms: Rooms<Room>;
}

/** The entries that fit: those loaded, what is new, and what else there is. */
export function EntryList({ view, found, rooms }: EntryListProps) {
  const { t, i18n } = useTranslation();
  const speech = useMemo(() => ({ t, language: i18n.language, rooms }), [t, i18n.language, rooms]);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries) ?? [], [data]);
  const needMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (error !== null) return <ProblemNote error={error} again={() => void found.refetch()} />;
  if (isPending) return <Loading />;
  const list = { entries, speech, isMore: hasNextPage, onNeedMore: needMore };
  return (
    <>
      <Live view={view} loadedAt={found.dataUpdatedAt} newest={entries[0]} />
      {entries.length === 0 && <p>{t("exchanges.list.empty")}</p>}
      {entries.length > 0 && view.layout === "sentences" && <EntrySentences {...list} />}
      {entries.length > 0 && view.layout === "table" && (
        <Suspense fallback={<Loading />}>
          <EntryTable {...list} columns={view.columns} />
        </Suspense>
      )}
      <div className="raccordo-fields mt-3">
        <p className="mb-0" role="status">
          {t("exchanges.list.loaded", { count: entries.length })}
          {!hasNextPage && ` ${t("exchanges.list.all")}`}
        </p>
        {hasNextPage && (
          <Button color="primary" outline size="sm" onClick={needMore}>
            {t("exchanges.list.more")}
          </Button>
        )}
        {entries.length > 0 && (
          <Button color="primary" outline size="sm" onClick={() => handOver(view, entries, speech)}>
            {t("exchanges.list.csv")}
          </Button>
        )}
      </div>
    </>
  );
}

/** The loaded entries as the viewer sees them, made here: nothing more is asked for. */
function handOver(view: View, entries: Parameters<typeof cellText>[1][], speech: Speech): void {
  const { t } = speech;
  const head = view.columns.map((name) => t(`exchanges.columns.names.${name}`));
  const rows = entries.map((entry) => view.columns.map((name) => fileText(name, entry, speech)));
  const [from, to] = [view.period.from, view.period.to].map((at) => italianTime(at).slice(0, 10));
  const name = `scambi-${from}-${to}.csv`;
  download(name, "text/csv;charset=utf-8", csvOf([head, ...rows]));
}

/** In a file a time must sort, and mean one moment to whoever is given it. */
const fileText: typeof cellText = (column, entry, speech) =>
  column === "at" ? italianTimeWithOffset(entry.at) : cellText(column, entry, speech);

interface LiveProps {
  readonly view: View;
  readonly loadedAt: number;
  readonly newest: Entry | undefined;
}

function Live({ view, loadedAt, newest }: LiveProps) {
  const client = useQueryClient();
  const [isOn, setOn] = useState(true);
  const [load, setLoad] = useState(0);
  const isPast = Date.parse(view.period.to) <= loadedAt;
  const last = newest && `${newest.year}/${newest.index}`;
  const { state, fresh } = useLive(view, isOn && !isPast, load, last);
  const show = () => {
    // Begins with the first page again: asking for every loaded one anew would read them all twice.
    void client.resetQueries({ queryKey: [entriesKey, questionOf(view).toString()] });
    void client.invalidateQueries({ queryKey: ["/v1/log/counts"] });
    setLoad(load + 1);
  };
  const turn = (next: boolean) => {
    setOn(next);
    // Also where it was the console that ended it: then nothing else says that it shall begin again.
    setLoad(load + 1);
  };
  return (
    <LiveBar state={state} freshCount={fresh.size} isPast={isPast} onShow={show} onSwitch={turn} />
  );
}
