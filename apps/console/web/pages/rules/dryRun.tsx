import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { fileText, rulesBytesMax } from "../../shell/fileText.ts";
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

/** A file is gone, or another one, since it was chosen. */
class UnreadFile extends Error {}

type Fault = "missing" | "empty" | "large" | "unread";

/** Why there is nothing to be tried; undefined where there is. */
function faultIn({ files, from, to }: Order): Fault | undefined {
  if (files.length === 0 || from === "" || from > to) return "missing";
  if (files.some(({ size }) => size === 0)) return "empty";
  return files.reduce((sum, { size }) => sum + size, 0) > rulesBytesMax ? "large" : undefined;
}

async function tried({ files, from, to }: Order) {
  const read = files.map(async (file) => {
    const text = await fileText(file, rulesBytesMax);
    if (text === undefined) throw new UnreadFile();
    return { name: file.name, text };
  });
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
  const [fault, setFault] = useState<Fault>();
  const id = useId();
  const run = useMutation({ mutationFn: tried });
  const begin = () => {
    const found = faultIn(order);
    setFault(found);
    if (found === undefined) run.mutate(order);
  };
  const told = fault ?? (run.error instanceof UnreadFile ? "unread" : undefined);
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
      {told !== undefined && <Alert color="warning">{t(`rules.dryRun.${told}`)}</Alert>}
      <Button color="primary" disabled={run.isPending} onClick={begin}>
        {t("rules.dryRun.run")}
      </Button>
      {run.isPending && (
        <>
          <p>{t("rules.dryRun.running")}</p>
          <Loading />
        </>
      )}
      {run.error !== null && told === undefined && <ProblemNote error={run.error} again={begin} />}
      {run.data !== undefined && <DryRunResult run={run.data} />}
    </>
  );
}
