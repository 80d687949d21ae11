import { useQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { roomName, useRooms } from "../../rooms/rooms.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { useTimes } from "../../shell/times.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { DataTable } from "../flows/dataTable.tsx";

type BreachScope = components["schemas"]["BreachScope"];

/** What went where between two moments: for the notification within 72 hours. */
export function Breach() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [from, to] = [search.get("from"), search.get("to")];
  return (
    <section aria-labelledby="registers-breach">
      <h2 id="registers-breach" className="h4">
        {t("registers.breach.title")}
      </h2>
      <p>{t("registers.breach.lead")}</p>
      <BreachForm />
      {from !== null && to !== null && <Scope from={from} to={to} room={search.get("room")} />}
    </section>
  );
}

/** Minutes as a form has them, of UTC. */
const minutesOf = (time: string | null): string => (time ?? "").slice(0, 16);
const momentOf = (minutes: FormDataEntryValue | null): string => `${String(minutes)}:00.000Z`;

function BreachForm() {
  const { t } = useTranslation();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const [isWrong, setWrong] = useState(false);
  const rooms = useRooms();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [momentOf(form.get("from")), momentOf(form.get("to"))];
    setWrong(from >= to);
    const room = String(form.get("room") ?? "");
    const asked = { parte: "violazione", from, to, ...(room !== "" && { room }) };
    if (from < to) setSearch(new URLSearchParams(asked));
  };
  const time = (name: "from" | "to") => (
    <div className="col-12 col-md-4 mb-3">
      <label htmlFor={`${id}-${name}`}>{t(`registers.breach.${name}`)}</label>
      <input
        className="form-control"
        id={`${id}-${name}`}
        name={name}
        type="datetime-local"
        required
        defaultValue={minutesOf(search.get(name))}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
      />
    </div>
  );
  return (
    <form aria-label={t("registers.breach.form")} onSubmit={submit} className="d-print-none">
      <div className="row">
        {time("from")}
        {time("to")}
        <div className="col-12 col-md-4 mb-3">
          <label htmlFor={`${id}-room`}>{t("registers.breach.room")}</label>
          <select
            className="form-select"
            id={`${id}-room`}
            name="room"
            key={rooms.size}
            defaultValue={search.get("room") ?? ""}
          >
            <option value="">{t("registers.breach.all")}</option>
            {[...rooms.keys()].map((room) => (
              <option key={room} value={room}>
                {roomName(t, rooms, room)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {isWrong && (
        <p id={`${id}-wrong`} role="alert" className="text-danger">
          {t("registers.breach.wrong")}
        </p>
      )}
      <Button color="primary" size="sm" type="submit">
        {t("registers.breach.ask")}
      </Button>
    </form>
  );
}

interface ScopeProps {
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
}

function Scope({ from, to, room }: ScopeProps) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const query = { from, to, ...(room !== null && { room }) };
  const { data, error, refetch } = useQuery({
    queryKey: ["/v1/log/breach-scope", query],
    queryFn: ({ signal }): Promise<BreachScope> =>
      answered(api.GET("/v1/log/breach-scope", { signal, params: { query } })),
  });
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.rows.length === 0) return <p role="status">{t("registers.breach.none")}</p>;
  const { deliveries, incidents } = data;
  return (
    <>
      <p role="status" className="mt-3">
        {t("registers.breach.total", {
          deliveries: t("registers.breach.deliveryCount", { count: deliveries }),
          incidents: t("registers.breach.incidentCount", { count: incidents }),
          ...{ from: timeOf(from), to: timeOf(to) },
        })}
      </p>
      <ScopeTables scope={data} />
    </>
  );
}

function ScopeTables({ scope }: { readonly scope: BreachScope }) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const rooms = useRooms();
  const of = (["to_room", "titolare", "messages"] as const).map((name) =>
    t(`registers.breach.${name}`),
  );
  const counts = [t("registers.breach.deliveries"), t("registers.breach.incidents")];
  const headOf = ({ room, titolare, messages }: BreachScope["rows"][number]) => [
    ...[roomName(t, rooms, room), titolare ?? "", t(`registers.breach.${messages}`)],
  ];
  const rows = scope.rows.map((row) => [
    ...headOf(row),
    ...[String(row.deliveries), String(row.incidents)],
    ...[timeOf(row.first), timeOf(row.last)],
  ]);
  const classes = scope.rows.flatMap((row) =>
    row.classes.map((one) => [
      ...[...headOf(row), wordsOf(t, "classes", one.class)],
      ...[String(one.deliveries), String(one.incidents)],
    ]),
  );
  const file = `violazione-${minutesOf(scope.from)}`;
  return (
    <>
      <DataTable
        caption={t("registers.breach.caption")}
        head={[...of, ...counts, t("registers.breach.first"), t("registers.breach.last")]}
        rows={rows}
        file={file}
        wordColumns={3}
      />
      <h3 className="h5 mt-4">{t("registers.breach.classes")}</h3>
      <DataTable
        caption={t("registers.breach.classes")}
        head={[...of, t("registers.breach.class"), ...counts]}
        rows={classes}
        file={`${file}-classi`}
        wordColumns={4}
      />
    </>
  );
}
