import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api } from "../api/client.ts";
import { useSession } from "../session/session.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { FlowFilters } from "./flows/flowFilters.tsx";
import { Detail, Exchanges, Kinds, Trend } from "./flows/sections.tsx";
import {
  defaultView,
  type Flows,
  type FlowView,
  periodOf,
  searchOf,
  stepOf,
  viewIn,
} from "./flows/view.ts";

/** Who exchanges what with whom: for one's own titolare, or as aggregates of all. */
export function FlowsPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [search, setSearch] = useSearchParams();
  const view = viewIn(search);
  useEffect(() => {
    // A link says from when to when: "the last thirty days" would be others tomorrow.
    if (view !== undefined) return;
    setSearch(searchOf(defaultView(session.role, Date.now())), { replace: true });
  }, [view, session.role, setSearch]);
  return (
    <>
      <PageHeading title={t("menu.flows")} lead={t("flows.lead")} />
      {view !== undefined && (
        <>
          <FlowFilters
            key={searchOf(view).toString()}
            view={view}
            show={(next) => setSearch(searchOf(next))}
          />
          <Shown view={view} />
        </>
      )}
    </>
  );
}

interface Asking {
  readonly view: FlowView;
  readonly by?: FlowView["by"] | "kind";
  readonly every?: "day" | "month";
  readonly isAsked?: boolean;
}

function useFlows({ view, by, every, isAsked = true }: Asking) {
  const query = {
    ...{ ...periodOf(view), mode: view.mode },
    ...(by !== undefined && { by }),
    ...(every !== undefined && { every }),
  };
  return useQuery({
    queryKey: ["/v1/log/flows", query],
    queryFn: ({ signal }): Promise<Flows> =>
      answered(api.GET("/v1/log/flows", { signal, params: { query } })),
    enabled: isAsked,
  });
}

function Shown({ view }: { readonly view: FlowView }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const isLeaves = session.role === "authority";
  const whole = useFlows({ view, ...(isLeaves && { by: "kind" }) });
  const detail = useFlows({ view, by: view.by, isAsked: !isLeaves });
  const trend = useFlows({ view, every: stepOf(view, session.role), isAsked: !isLeaves });
  const error = whole.error ?? detail.error ?? trend.error;
  const again = () => void Promise.all([whole.refetch(), detail.refetch(), trend.refetch()]);
  if (error !== null) return <ProblemNote error={error} again={again} />;
  if (whole.data === undefined) return <Loading />;
  const flows = whole.data;
  const file = `flussi-${view.from}-${view.to}`;
  const min = flows.incidents_min;
  return (
    <>
      <p className="mt-3" role="status">
        {t("flows.period", { from: view.from, to: view.to })}
      </p>
      {min !== null && <p>{t("flows.aggregates", { min })}</p>}
      {isLeaves && <p>{t("flows.leaves")}</p>}
      {flows.rows.length === 0 && <p>{t("flows.empty")}</p>}
      {flows.rows.length > 0 && isLeaves && <Kinds flows={flows} file={file} />}
      {flows.rows.length > 0 && !isLeaves && (
        <>
          <Exchanges flows={flows} file={file} />
          {detail.data && <Detail flows={detail.data} file={file} by={view.by} />}
          {trend.data && <Trend flows={trend.data} file={file} />}
        </>
      )}
    </>
  );
}
