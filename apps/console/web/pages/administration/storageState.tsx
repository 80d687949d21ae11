import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { bytesText, dayText, numberText } from "./formats.ts";
import { useStorage } from "./polled.ts";
import { Scrolled } from "./scrolled.tsx";

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
      <Scrolled
        caption={t("administration.storage.caption")}
        head={[t("administration.storage.what"), t("administration.storage.bytes")]}
      >
        {kinds.map(({ kind, bytes }) => (
          <SizeRow key={kind} name={t(`administration.storage.kinds.${kind}`)} bytes={bytes} />
        ))}
      </Scrolled>
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

function SizeRow({ name, bytes }: { readonly name: string; readonly bytes: number }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{bytesText(bytes)}</td>
    </tr>
  );
}

interface StreamsProps {
  readonly streams: NonNullable<Storage["streams"]>;
  readonly others: number | null;
}

function Streams({ streams, others }: StreamsProps) {
  const { t } = useTranslation();
  return (
    <Scrolled
      caption={t("administration.storage.streamsCaption")}
      head={[t("administration.storage.stream"), t("administration.storage.bytes")]}
    >
      {streams.map(({ name, bytes }) => (
        <SizeRow key={name} name={name} bytes={bytes} />
      ))}
      {others !== null && <SizeRow name={t("administration.storage.others")} bytes={others} />}
    </Scrolled>
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
        <Scrolled
          caption={t("administration.storage.growthCaption")}
          head={[t("administration.storage.day"), t("administration.storage.bytes")]}
        >
          {growth.slice(-14).map(({ day, bytes }) => (
            <SizeRow key={day} name={dayText(day)} bytes={bytes} />
          ))}
        </Scrolled>
      )}
    </>
  );
}
