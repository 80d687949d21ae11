import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { isolated } from "../../words/isolated.ts";
import { queues } from "../../words/queues.it.ts";
import { QueueSection } from "./section.tsx";
import { areDays, boundsOf, type Days, daysIn } from "./times.ts";

type Found = components["schemas"]["AnomalyList"];
type Reason = keyof typeof queues.anomalies.reasons;
const isKnown = (reason: string): reason is Reason =>
  Object.hasOwn(queues.anomalies.reasons, reason);

/** What is unusual in a period: each with its numbers and the rule by which it is. */
export function Anomalies() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const days = daysIn(search, Date.now());
  const asked = useQuery({
    queryKey: ["anomalies", days.first, days.last],
    queryFn: () => answered(api.GET("/v1/log/anomalies", { params: { query: boundsOf(days) } })),
    placeholderData: keepPreviousData,
  });
  return (
    <QueueSection
      title={t("queues.anomalies.title")}
      lead={t("queues.anomalies.lead")}
      asked={asked}
    >
      <PeriodForm
        days={days}
        key={`${days.first} ${days.last}`}
        choose={({ first, last }) => setSearch({ from: first, to: last })}
      />
      {asked.data !== undefined && <FoundAnomalies found={asked.data} />}
    </QueueSection>
  );
}

function PeriodForm({ days, choose }: { readonly days: Days; choose(days: Days): void }) {
  const { t } = useTranslation();
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [first, last] = [form.get("first"), form.get("last")];
    if (typeof first !== "string" || typeof last !== "string") return;
    setWrong(!areDays({ first, last }));
    if (areDays({ first, last })) choose({ first, last });
  };
  return (
    <form className="d-flex flex-wrap align-items-end gap-3 mb-4" onSubmit={submit}>
      {(["first", "last"] as const).map((name) => (
        <div key={name}>
          <label className="form-label" htmlFor={`${id}-${name}`}>
            {t(`queues.anomalies.${name}`)}
          </label>
          <input
            className="form-control"
            type="date"
            required
            id={`${id}-${name}`}
            name={name}
            defaultValue={days[name]}
          />
        </div>
      ))}
      <Button color="primary" type="submit">
        {t("queues.anomalies.show")}
      </Button>
      {isWrong && (
        <p role="alert" className="text-danger w-100 mb-0">
          {t("queues.anomalies.wrong")}
        </p>
      )}
    </form>
  );
}

function FoundAnomalies({ found }: { readonly found: Found }) {
  const { t } = useTranslation();
  const sentences = useSentences(found);
  return (
    <>
      {sentences.length === 0 ? (
        <p>{t("queues.anomalies.none")}</p>
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <h3 className="h5">{t("queues.filtered.title")}</h3>
      <p>{t("queues.filtered.lead")}</p>
      <Filtered rows={found.filtered} />
      <h3 className="h5">{t("queues.readers.title")}</h3>
      <p>{t("queues.readers.lead")}</p>
      <Readers rows={found.readers} />
      {found.more && <p>{t("queues.more")}</p>}
    </>
  );
}

function useSentences({ volume, off_territory: off, refusals, faults }: Found): readonly string[] {
  const { t } = useTranslation();
  const nameOf = useRoomNames();
  return [
    ...volume.map((row) => t(`queues.anomalies.${row.rule}`, { ...row, room: nameOf(row.room) })),
    ...off.map(({ room, decisions, off_territory: outside }) =>
      t("queues.anomalies.offTerritory", { room: nameOf(room), decisions, outside }),
    ),
    ...refusals.map((row) => t("queues.anomalies.refusals", { ...row, room: nameOf(row.room) })),
    ...faults.map(({ year, index, fault }) => {
      const what = t(`queues.anomalies.faults.${fault ?? "malformed"}`);
      return t("queues.anomalies.fault", { year, index, what });
    }),
  ];
}

function Filtered({ rows }: { readonly rows: Found["filtered"] }) {
  const { t } = useTranslation();
  const nameOf = useRoomNames();
  if (rows.length === 0) return <p>{t("queues.filtered.none")}</p>;
  return (
    <ul>
      {rows.map(({ room, decisions, reasons }) => {
        const why = reasons.map(({ reason, count }) => {
          const words = isKnown(reason)
            ? t(`queues.anomalies.reasons.${reason}`)
            : isolated(reason);
          return `${words} (${count})`;
        });
        return (
          <li key={room}>
            {t("queues.filtered.room", { room: nameOf(room), decisions, why: why.join("; ") })}
          </li>
        );
      })}
    </ul>
  );
}

function Readers({ rows }: { readonly rows: Found["readers"] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <p>{t("queues.readers.none")}</p>;
  return (
    <RowsTable
      caption={t("queues.readers.caption")}
      heads={[
        ...[t("queues.readers.reader"), t("queues.readers.role"), t("purpose.label")],
        ...[t("queues.readers.readings"), t("queues.readers.entries")],
        ...[t("queues.readers.openings"), t("queues.readers.rule")],
      ]}
      rows={rows.map((row) => ({
        key: `${row.reader} ${row.role} ${row.purpose}`,
        cells: [
          <code key="reader">{row.reader.slice(0, 12)}</code>,
          row.role === null ? "–" : t(`roles.${row.role}`),
          row.purpose === null ? "–" : t(`purpose.words.${row.purpose}`),
          ...[row.readings, row.entries, row.openings],
          row.rule === null ? (
            t("queues.readers.usual")
          ) : (
            <strong key="rule">{t(`queues.readers.rules.${row.rule}`)}</strong>
          ),
        ],
      }))}
    />
  );
}
