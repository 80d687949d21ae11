import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";

/** What was exchanged, newest first. */
export function ExchangesPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["entries"],
    queryFn: () => answered(api.GET("/v1/log/entries", { params: { query: { limit: 50 } } })),
  });
  return (
    <>
      <PageHeading title={t("menu.exchanges")} />
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      <ol>
        {data?.entries.map((entry) => (
          <li key={`${entry.year}/${entry.index}`}>
            {entry.at} · {entry.kind}
          </li>
        ))}
      </ol>
    </>
  );
}
