import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { useTimes } from "../../shell/times.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { DataTable } from "../flows/dataTable.tsx";

/** That searches for a person's data were made; never by whom, never about whom. */
export function Accesses() {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const { data, error, refetch } = useQuery({
    queryKey: ["/v1/log/access-requests"],
    queryFn: ({ signal }) => answered(api.GET("/v1/log/access-requests", { signal })),
  });
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const rows = data.requests.map(({ year, index, at, role, scope }) => [
    ...[`${year}/${index}`, timeOf(at)],
    ...[t(`roles.${role}`), wordsOf(t, "details", scope)],
  ]);
  return (
    <section aria-labelledby="registers-accesses">
      <h2 id="registers-accesses" className="h4">
        {t("registers.accesses.title")}
      </h2>
      <p>{t("registers.accesses.lead")}</p>
      {rows.length === 0 ? (
        <p>{t("registers.accesses.none")}</p>
      ) : (
        <DataTable
          caption={t("registers.accesses.caption")}
          head={(["entry", "at", "role", "scope"] as const).map((name) =>
            t(`registers.accesses.${name}`),
          )}
          rows={rows}
          file="richieste-di-accesso"
          wordColumns={4}
        />
      )}
      {data.more && <p>{t("registers.accesses.more")}</p>}
    </section>
  );
}
