import "./incident/incident.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { answered, api } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { ScrollRegion } from "../shell/scrollRegion.tsx";
import { columnsOf, type Incident } from "./incident/incidentView.ts";
import { Step } from "./incident/step.tsx";

const rowsMax = 50;

/** One incident across rooms: what each got and did not get, in the order of the log. */
export function IncidentPage() {
  const { t } = useTranslation();
  const { incident = "" } = useParams();
  const asked = useInfiniteQuery({
    queryKey: ["incident", incident],
    initialPageParam: 0,
    queryFn: ({ pageParam: from }) => timelineOf(incident, from),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const pages = asked.data?.pages ?? [];
  return (
    <>
      <PageHeading title={t("incident.title")} lead={t("incident.lead")} />
      <p className="text-break small">{t("incident.pseudonym", { incident })}</p>
      <p>{t("incident.ownNote")}</p>
      {asked.isPending && <Loading />}
      {asked.error !== null && (
        <ProblemNote error={asked.error} again={() => void asked.refetch()} />
      )}
      {pages.some(({ cut }) => cut) && <p>{t("incident.cut")}</p>}
      <Timeline pages={pages} />
      {asked.hasNextPage && (
        <Button color="primary" outline onClick={() => void asked.fetchNextPage()}>
          {t("incident.more")}
        </Button>
      )}
    </>
  );
}

const timelineOf = (incident: string, from: number): Promise<Incident> =>
  answered(
    api.GET("/v1/log/incidents/{incident}", {
      params: { path: { incident }, query: { from, limit: rowsMax } },
    }),
  );

/** A column for each room on wide screens, one under the other on narrow ones: the same list. */
function Timeline({ pages }: { readonly pages: readonly Incident[] }) {
  const { t } = useTranslation();
  const columns = columnsOf(pages);
  const entries = pages.flatMap((page) => page.entries);
  if (entries.length === 0) return null;
  return (
    // It may be wider than the screen: then it scrolls, by the keyboard too.
    <ScrollRegion className="raccordo-timeline" label={t("incident.steps")}>
      <ol>
        {entries.map((entry) => (
          <Step key={`${entry.year}/${entry.index}`} entry={entry} columns={columns} />
        ))}
      </ol>
    </ScrollRegion>
  );
}
