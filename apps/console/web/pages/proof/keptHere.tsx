import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type KeptLog, keptText } from "#libs/logcheck/kept";
import { forgetLog, keepLog, type LogMemory } from "../../log/logMemory.ts";
import { download } from "../../shell/download.ts";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { timeText } from "./steps.tsx";

interface KeptHereProps {
  readonly memory: LogMemory;
  /** The policy of witnesses as it is shown now; undefined where nothing has been verified on this page yet. */
  readonly policyNow: string | null | undefined;
  onChanged(): void;
}

/** What this browser remembers of each log, apart from whoever shows it. */
export function KeptHere({ memory, policyNow, onChanged }: KeptHereProps) {
  const { t } = useTranslation();
  const { logs, isDamaged } = memory;
  return (
    <section aria-labelledby="kept-here">
      <h2 className="h4" id="kept-here">
        {t("proof.kept.title")}
      </h2>
      <p>{t("proof.kept.lead")}</p>
      {isDamaged && <p role="alert">{t("proof.kept.damaged")}</p>}
      {logs.length === 0 && !isDamaged && <p>{t("proof.kept.none")}</p>}
      {logs.map((log) => (
        <KeptOne key={log.origin} log={log} policyNow={policyNow} onChanged={onChanged} />
      ))}
      {logs.length > 0 && (
        <Button
          color="primary"
          outline
          size="sm"
          onClick={() => download("raccordo-conservato.json", "application/json", keptText(logs))}
        >
          {t("proof.kept.download")}
        </Button>
      )}
    </section>
  );
}

interface KeptOneProps extends Pick<KeptHereProps, "policyNow" | "onChanged"> {
  readonly log: KeptLog;
}

function KeptOne({ log, policyNow, onChanged }: KeptOneProps) {
  const { t } = useTranslation();
  const isOther = log.policy !== null && policyNow != null && policyNow !== log.policy;
  const accept = () => {
    if (policyNow != null) keepLog({ ...log, policy: policyNow });
    onChanged();
  };
  return (
    <>
      <SeenTable log={log} />
      <p className="text-break">{t("proof.kept.key", { vkey: log.vkey })}</p>
      {isOther && (
        <>
          <p>{t("proof.kept.policyNow")}</p>
          <pre className="raccordo-bytes">{policyNow}</pre>
          <Button color="primary" outline size="sm" onClick={accept}>
            {t("proof.kept.acceptPolicy")}
          </Button>
        </>
      )}
      <Forget origin={log.origin} onChanged={onChanged} />
    </>
  );
}

function SeenTable({ log }: { readonly log: KeptLog }) {
  const { t, i18n } = useTranslation();
  const caption = t("proof.kept.caption", { origin: log.origin });
  return (
    <ScrollRegion className="table-responsive" label={caption}>
      <table className="table table-sm">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("proof.kept.size")}</th>
            <th scope="col">{t("proof.kept.at")}</th>
            <th scope="col">{t("proof.kept.root")}</th>
          </tr>
        </thead>
        <tbody>
          {log.seen.toReversed().map(({ size, at, root }) => (
            <tr key={`${size} ${root}`}>
              <th scope="row">{size}</th>
              <td>{timeText(at, i18n.language)}</td>
              <td>
                <code>{root}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Forget({ origin, onChanged }: { readonly origin: string; onChanged(): void }) {
  const { t } = useTranslation();
  const [isSure, setSure] = useState(false);
  const id = useId();
  const forget = () => {
    forgetLog(origin);
    onChanged();
  };
  return (
    <details className="mb-3">
      <summary>{t("proof.kept.forget")}</summary>
      <p>{t("proof.kept.forgetLead")}</p>
      <div className="form-check">
        <input
          type="checkbox"
          id={`${id}-sure`}
          checked={isSure}
          onChange={() => setSure(!isSure)}
        />
        <label htmlFor={`${id}-sure`}>{t("proof.kept.forgetConfirm")}</label>
      </div>
      {isSure && (
        <Button color="danger" outline size="sm" className="d-block" onClick={forget}>
          {t("proof.kept.forget")}
        </Button>
      )}
    </details>
  );
}
