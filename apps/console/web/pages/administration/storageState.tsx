import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type Row, RowsTable } from "../../shell/rowsTable.tsx";
import { bytesText, dayText, numberText } from "./formats.ts";
import { useStorage } from "./polled.ts";

type Storage = components["schemas"]["Storage"];

/** What takes the disk, how it grew, and when it is full: said with how much is known of it. */
export function StorageState() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useStorage();
  return (
    <section aria-labelledby="storage">
      <h2 id="storage" className="h4">
        {t("administration.storage.title")}
      </h2>
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data !== undefined && <Stored storage={data} />}
    </section>
  );
}

function Stored({ storage }: { readonly storage: Storage }) {
  const { t } = useTranslation();
  const { disk, kinds, streams } = storage;
  return (
    <>
      <p>
        {t("administration.storage.disk", {
          free: bytesText(disk.free),
          size: bytesText(disk.size),
        })}
      </p>
      <Forecast forecast={storage.forecast} />
      <RowsTable
        caption={t("administration.storage.caption")}
        heads={[t("administration.storage.what"), t("administration.storage.bytes")]}
        rows={kinds.map(({ kind, bytes }) =>
          sizeRow(t(`administration.storage.kinds.${kind}`), bytes),
        )}
      />
      <details className="mb-3">
        <summary>{t("administration.storage.streams")}</summary>
        {streams === null ? (
          <p>{t("administration.storage.elsewhere")}</p>
        ) : (
          <Streams streams={streams} others={storage.feeds_of_others} />
        )}
      </details>
      <Growth growth={storage.growth} />
    </>
  );
}

const sizeRow = (name: string, bytes: number): Row => ({
  key: name,
  cells: [name, bytesText(bytes)],
});

interface StreamsProps {
  readonly streams: NonNullable<Storage["streams"]>;
  readonly others: number | null;
}

function Streams({ streams, others }: StreamsProps) {
  const { t } = useTranslation();
  return (
    <RowsTable
      caption={t("administration.storage.streamsCaption")}
      heads={[t("administration.storage.stream"), t("administration.storage.bytes")]}
      rows={[
        ...streams.map(({ name, bytes }) => sizeRow(name, bytes)),
        ...(others === null ? [] : [sizeRow(t("administration.storage.others"), others)]),
      ]}
    />
  );
}

function Forecast({ forecast }: { readonly forecast: Storage["forecast"] }) {
  const { t } = useTranslation();
  if (forecast === null) return <p>{t("administration.storage.noForecast")}</p>;
  const { days, days_at_fastest: fastest, days_at_slowest: slowest } = forecast;
  const said = (key: "full" | "fastest" | "slowest", value: number | null) =>
    value === null ? null : (
      <li>{t(`administration.storage.${key}`, { days: numberText(value) })}</li>
    );
  return (
    <>
      <ul>
        <li>
          {t("administration.storage.rate", {
            bytes: bytesText(forecast.per_day),
            days: numberText(forecast.watched_days, 1),
          })}
        </li>
        {days === null && <li>{t("administration.storage.never")}</li>}
        {said("full", days)}
        {said("fastest", fastest)}
        {said("slowest", slowest)}
      </ul>
      <p className="small">{t("administration.storage.honest")}</p>
    </>
  );
}

function Growth({ growth }: { readonly growth: Storage["growth"] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="h6">{t("administration.storage.growth")}</h3>
      {growth.length === 0 ? (
        <p>{t("administration.storage.noGrowth")}</p>
      ) : (
        <RowsTable
          caption={t("administration.storage.growthCaption")}
          heads={[t("administration.storage.day"), t("administration.storage.bytes")]}
          rows={growth.slice(-14).map(({ day, bytes }) => sizeRow(dayText(day), bytes))}
        />
      )}
    </>
  );
}
