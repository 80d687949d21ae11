import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRooms } from "../../rooms/rooms.ts";
import { useTimes } from "../../shell/times.ts";
import { Chart } from "./chart.tsx";
import { DataTable } from "./dataTable.tsx";
import { labelsOf } from "./labels.ts";
import { Matrix } from "./matrix.tsx";
import { sankeyOption, trendOption } from "./options.ts";
import { endsOf, type FlowBy, type Flows, sumOf } from "./view.ts";

interface SectionProps {
  readonly flows: Flows;
  readonly file: string;
  /** What is shown alone, in words. */
  readonly of?: string | undefined;
}

/** The labels of one answer; the same object as long as answer and language are. */
function useLabels(flows: Flows) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const times = useTimes();
  const rooms = useRooms();
  return useMemo(
    () => labelsOf({ t, language, times, rooms }, flows),
    [t, language, times, rooms, flows],
  );
}

const captionOf = (caption: string, of: string | undefined): string =>
  of === undefined ? caption : `${caption} (${of})`;

/** From whom to whom: the picture and its table, of all or of what was chosen. */
export function Exchanges({
  flows,
  file,
  of,
  children,
}: SectionProps & { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const labels = useLabels(flows);
  const option = useMemo(() => sankeyOption(flows.rows, labels), [flows, labels]);
  const isDrawn = flows.rows.some(({ decisions }) => (decisions ?? 0) > 0);
  return (
    <section aria-labelledby="flows-matrix" className="my-4">
      <h2 id="flows-matrix" className="h4">
        {t("flows.matrix.title")}
      </h2>
      {children}
      {flows.rows.length === 0 ? (
        <p>{t("flows.empty")}</p>
      ) : (
        <Matrix
          rows={flows.rows}
          labels={labels}
          file={`${file}-matrice`}
          caption={captionOf(t("flows.matrix.caption"), of)}
        />
      )}
      {isDrawn && (
        <>
          <h3 className="h5 mt-4">{t("flows.sankey.title")}</h3>
          <Chart
            label={captionOf(t("flows.sankey.label"), of)}
            option={option}
            height={`${Math.max(24, 4 * endsOf(flows.rows, "to").length)}rem`}
          />
        </>
      )}
    </section>
  );
}

/** Each pair by category, purpose, class or outcome. */
export function Detail({ flows, file, by }: SectionProps & { readonly by: FlowBy }) {
  const { t } = useTranslation();
  const labels = useLabels(flows);
  const named = t(`flows.bys.${by}`);
  const rows = flows.rows.map((row) => [
    ...[labels.sender(row.from), labels.receiver(row.to), labels.value(by, row.value)],
    ...[labels.number(row), labels.count(row.given, row.hidden)],
    labels.count(row.withheld, row.hidden),
  ]);
  const columns = [t("flows.columns.from"), t("flows.columns.to"), named];
  return (
    <section aria-labelledby="flows-detail" className="my-4">
      <h2 id="flows-detail" className="h4">
        {t("flows.detail.title", { by: named.toLowerCase() })}
      </h2>
      <DataTable
        caption={t("flows.detail.caption", { by: named.toLowerCase() })}
        head={[
          ...[...columns, t("flows.columns.decisions"), t("flows.columns.given")],
          t("flows.columns.withheld"),
        ]}
        rows={rows}
        file={`${file}-${by}`}
        wordColumns={3}
      />
    </section>
  );
}

/** Decisions over time. */
export function Trend({ flows, file, of }: SectionProps) {
  const { t } = useTranslation();
  const labels = useLabels(flows);
  const spans = useMemo(() => {
    const times = [...new Set(flows.rows.flatMap(({ at }) => at ?? []))];
    return times.map((at) => ({ at, rows: flows.rows.filter((row) => row.at === at) }));
  }, [flows]);
  const name = t("flows.trend.series");
  const option = useMemo(() => trendOption(spans, labels, name), [spans, labels, name]);
  return (
    <section aria-labelledby="flows-trend" className="my-4">
      <h2 id="flows-trend" className="h4">
        {t("flows.trend.title")}
      </h2>
      <Chart label={captionOf(t("flows.trend.label"), of)} option={option} height="18rem" />
      <DataTable
        caption={captionOf(t("flows.trend.caption"), of)}
        head={[t("flows.trend.at"), name]}
        rows={spans.map(({ at, rows }) => [labels.span(at), labels.number(sumOf(rows))])}
        file={`${file}-andamento`}
        wordColumns={1}
      />
    </section>
  );
}

/** All that leaves alone tell. */
export function Kinds({ flows, file }: SectionProps) {
  const { t } = useTranslation();
  const labels = useLabels(flows);
  return (
    <section aria-labelledby="flows-kinds" className="my-4">
      <h2 id="flows-kinds" className="h4">
        {t("flows.kinds.title")}
      </h2>
      <DataTable
        caption={t("flows.kinds.caption")}
        head={[t("flows.columns.kind"), t("flows.columns.entries")]}
        rows={flows.rows.map((row) => [labels.value("kind", row.value), labels.number(row)])}
        file={`${file}-voci`}
        wordColumns={1}
      />
    </section>
  );
}
