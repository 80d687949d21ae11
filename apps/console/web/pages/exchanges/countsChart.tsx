import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { useTimes } from "../../shell/times.ts";
import { dayAndTime, stepOf, timeWords } from "./period.ts";
import { type Period, questionOf, type View } from "./view.ts";

interface Bar {
  readonly at: string;
  readonly count: number;
}

type Step = ReturnType<typeof stepOf>;

/** How many entries fit, hour by hour (or day by day in a long period): a small chart, and the same as a table. */
export function CountsChart({ view }: { readonly view: Pick<View, "period" | "filters"> }) {
  const { t } = useTranslation();
  const step = stepOf(view.period);
  const search = questionOf(view);
  search.set("every", step);
  const { data, error, refetch } = useQuery({
    queryKey: ["/v1/log/counts", search.toString()],
    queryFn: ({ signal }) =>
      answered(api.GET("/v1/log/counts", { signal, querySerializer: () => search.toString() })),
  });
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  if (data === undefined) return <div className="raccordo-counts mb-4" />;
  const bars = data.rows.flatMap(({ at, count }) => (at === undefined ? [] : [{ at, count }]));
  const total = t("exchanges.counts.total", {
    count: bars.reduce((sum, { count }) => sum + count, 0),
  });
  return (
    <section aria-label={t("exchanges.counts.title")} className="raccordo-counts mb-4">
      <h2 className="h5">{t("exchanges.counts.title")}</h2>
      <p className="mb-1">{total}</p>
      {bars.length > 0 && (
        <>
          <Bars bars={bars} period={view.period} step={step} total={total} />
          <Scale bars={bars} period={view.period} step={step} />
          <CountsTable bars={bars} step={step} />
        </>
      )}
    </section>
  );
}

const chart = { width: 1_000, height: 120 } as const;
const stepMs: Readonly<Record<Step, number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  month: 2_592_000_000,
};

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly period: Period;
  readonly step: Step;
  readonly total: string;
}

function Bars({ bars, period, step, total }: BarsProps) {
  const { t } = useTranslation();
  const most = Math.max(...bars.map(({ count }) => count));
  const begin = Date.parse(period.from);
  const scale = chart.width / (Date.parse(period.to) - begin);
  const width = Math.max(1, stepMs[step] * scale * 0.9);
  return (
    <svg
      className="raccordo-bars"
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t("exchanges.counts.describe", { total, most })}
    >
      <line x1="0" x2={chart.width} y1={chart.height - 1} y2={chart.height - 1} />
      {bars.map(({ at, count }) => {
        const height = Math.max(2, (count / most) * (chart.height - 4));
        // Steps are of UTC: the first one may begin before the period, and what of it lies in the period is drawn.
        const x = Math.max(0, (Date.parse(at) - begin) * scale);
        return <rect key={at} x={x} y={chart.height - height} width={width} height={height} />;
      })}
    </svg>
  );
}

/** What the chart has no axes for: where it begins and ends, what a column is, and how high the highest is. */
function Scale({ bars, period, step }: Omit<BarsProps, "total">) {
  const { t, i18n } = useTranslation();
  const dayOf = (at: string) => dayAndTime(i18n.language, at).day;
  const most = Math.max(...bars.map(({ count }) => count));
  return (
    <div className="d-flex flex-wrap justify-content-between gap-2 small mb-2">
      <span>{dayOf(period.from)}</span>
      <span>{t(`exchanges.counts.scale.${step}`, { count: most })}</span>
      <span>{dayOf(period.to)}</span>
    </div>
  );
}

function CountsTable({ bars, step }: Pick<BarsProps, "bars" | "step">) {
  const { t, i18n } = useTranslation();
  const { dayOf, monthOf } = useTimes();
  const hourOf = (at: string) => timeWords(i18n.language, at);
  const stepWords = { hour: hourOf, day: dayOf, month: monthOf } as const;
  return (
    <details>
      <summary>{t("exchanges.counts.table")}</summary>
      <ScrollRegion label={t("exchanges.counts.table")}>
        <table className="table table-sm">
          <caption className="visually-hidden">{t("exchanges.counts.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`exchanges.counts.at.${step}`)}</th>
              <th scope="col">{t("exchanges.counts.count")}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ at, count }) => (
              <tr key={at}>
                <th scope="row">{stepWords[step](at)}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
