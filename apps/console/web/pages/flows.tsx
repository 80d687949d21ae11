import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api } from "../api/client.ts";
import { useSession } from "../session/session.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { useTimes } from "../shell/times.ts";
import { FlowFilters } from "./flows/flowFilters.tsx";
import { valueWords } from "./flows/labels.ts";
import { Detail, Exchanges, Kinds, Trend } from "./flows/sections.tsx";
import { ValueChoice } from "./flows/valueChoice.tsx";
import {
  defaultView,
  type Flows,
  type FlowView,
  periodOf,
  rowsOf,
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
          <Shown view={view} show={(next) => setSearch(searchOf(next))} />
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

interface ShownProps {
  readonly view: FlowView;
  show(view: FlowView): void;
}

function Shown({ view, show }: ShownProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { dayOf } = useTimes();
  const isLeaves = session.role === "authority";
  const whole = useFlows({ view, ...(isLeaves && { by: "kind" }) });
  const detail = useFlows({ view, by: view.by, isAsked: !isLeaves });
  const trend = useFlows({
    ...{ view, every: stepOf(view, session.role), isAsked: !isLeaves },
    ...(view.value !== undefined && { by: view.by }),
  });
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
        {t("flows.period", { from: dayOf(view.from), to: dayOf(view.to) })}
      </p>
      {min !== null && <p>{t("flows.aggregates", { min })}</p>}
      {isLeaves && <p>{t("flows.leaves")}</p>}
      {flows.rows.length === 0 && <p>{t("flows.empty")}</p>}
      {flows.rows.length > 0 && isLeaves && <Kinds flows={flows} file={file} />}
      {flows.rows.length > 0 && !isLeaves && (
        <OfPairs {...{ view, show, whole: flows, detail: detail.data, trend: trend.data, file }} />
      )}
    </>
  );
}

interface OfPairsProps extends ShownProps {
  readonly whole: Flows;
  readonly detail: Flows | undefined;
  readonly trend: Flows | undefined;
  readonly file: string;
}

/** Pairs of rooms: of all, or of the one value that was chosen, in table, picture and trend alike. */
function OfPairs({ view, show, whole, detail, trend, file }: OfPairsProps) {
  const { t } = useTranslation();
  const { by, value, ...all } = view;
  const choose = (one: string | undefined) =>
    show({ ...all, by, ...(one !== undefined && { value: one }) });
  const from = value === undefined ? whole : detail;
  const pairs = useMemo(() => from && { ...from, rows: rowsOf(from.rows, value) }, [from, value]);
  const spans = useMemo(
    () => trend && { ...trend, rows: rowsOf(trend.rows, value) },
    [trend, value],
  );
  const of = value === undefined ? undefined : valueWords(t, by, value);
  const name = value === undefined ? file : `${file}-${value}`;
  // The pairs stand below a choice that the detail offers.
  if (pairs === undefined || detail === undefined) return <Loading />;
  return (
    <>
      <Exchanges flows={pairs} file={name} of={of}>
        <ValueChoice {...{ detail, by, value, choose }} />
      </Exchanges>
      <Detail flows={detail} file={file} by={by} />
      {spans === undefined ? <Loading /> : <Trend flows={spans} file={name} of={of} />}
    </>
  );
}
