import { useTranslation } from "react-i18next";
import { DataTable } from "./dataTable.tsx";
import type { FlowLabels } from "./labels.ts";
import { endsOf, type FlowRow, sumOf } from "./view.ts";

interface MatrixProps {
  readonly rows: readonly FlowRow[];
  readonly labels: FlowLabels;
  readonly file: string;
  readonly caption: string;
}

/** Senders down, receivers across, with totals of what is told. */
export function Matrix({ rows, labels, file, caption }: MatrixProps) {
  const { t } = useTranslation();
  const [senders, receivers] = [endsOf(rows, "from"), endsOf(rows, "to")];
  const cell = (some: readonly FlowRow[]) => labels.number(sumOf(some));
  const body = senders.map((sender) => {
    const sent = rows.filter(({ from }) => from === sender);
    const cells = receivers.map((receiver) => cell(sent.filter(({ to }) => to === receiver)));
    return [labels.sender(sender), ...cells, cell(sent)];
  });
  const sums = receivers.map((receiver) => cell(rows.filter(({ to }) => to === receiver)));
  return (
    <DataTable
      caption={caption}
      head={[
        ...[t("flows.matrix.corner"), ...receivers.map((one) => labels.receiver(one))],
        t("flows.matrix.total"),
      ]}
      rows={body}
      foot={[t("flows.matrix.total"), ...sums, cell(rows)]}
      file={file}
      wordColumns={1}
    />
  );
}
