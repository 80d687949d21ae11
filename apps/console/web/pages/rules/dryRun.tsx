import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { Loading } from "../../shell/loading.tsx";
import { PageHeading } from "../../shell/pageHeading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { DryRunResult } from "./dryRunResult.tsx";

interface Order {
  readonly files: readonly File[];
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;
const monthDays = 30;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

async function tried({ files, from, to }: Order) {
  const read = files.map(async (file) => ({ name: file.name, text: await file.text() }));
  const period = {
    from: `${from}T00:00:00.000Z`,
    to: new Date(Date.parse(to) + dayMs).toISOString(),
  };
  const body = { files: await Promise.all(read), ...period };
  return answered(api.POST("/v1/rules/dry-run", { body }));
}

/** Tries proposed rules on past traffic; nothing comes into force. */
export function DryRunPage() {
  const { t } = useTranslation();
  const [order, setOrder] = useState<Order>(() => ({
    ...{ files: [], from: dayOf(Date.now() - monthDays * dayMs), to: dayOf(Date.now()) },
  }));
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const run = useMutation({ mutationFn: tried });
  const begin = () => {
    const isWhole = order.files.length > 0 && order.from !== "" && order.from <= order.to;
    setMissing(!isWhole);
    if (isWhole) run.mutate(order);
  };
  return (
    <>
      <PageHeading title={t("rules.nav.dryRun")} lead={t("rules.dryRun.lead")} />
      <label htmlFor={`${id}-files`}>{t("rules.dryRun.files")}</label>
      <input
        className="form-control"
        type="file"
        multiple
        id={`${id}-files`}
        aria-describedby={`${id}-help`}
        onChange={(event) => setOrder({ ...order, files: [...(event.target.files ?? [])] })}
      />
      <p className="small" id={`${id}-help`}>
        {t("rules.dryRun.filesHelp")}
      </p>
      <div className="row">
        {(["from", "to"] as const).map((name) => (
          <div className="col-md-6 mb-3" key={name}>
            <label htmlFor={`${id}-${name}`}>{t(`rules.dryRun.${name}`)}</label>
            <input
              className="form-control"
              type="date"
              id={`${id}-${name}`}
              value={order[name]}
              onChange={(event) => setOrder({ ...order, [name]: event.target.value })}
            />
          </div>
        ))}
      </div>
      {isMissing && <Alert color="warning">{t("rules.dryRun.missing")}</Alert>}
      <Button color="primary" disabled={run.isPending} onClick={begin}>
        {t("rules.dryRun.run")}
      </Button>
      {run.isPending && (
        <>
          <p>{t("rules.dryRun.running")}</p>
          <Loading />
        </>
      )}
      {run.error !== null && <ProblemNote error={run.error} again={begin} />}
      {run.data !== undefined && <DryRunResult run={run.data} />}
    </>
  );
}
