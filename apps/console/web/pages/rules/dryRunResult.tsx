import { Alert } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { roomName, useRooms } from "../../rooms/rooms.ts";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { useTimes } from "../../shell/times.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { Sentences } from "./sentences.tsx";
import { type DryRun, useLanguage } from "./useRules.ts";

type Tried = Extract<DryRun, { outcome: "tried" }>;
type Faulty = Extract<DryRun, { outcome: "faults" }>;

/** What came of a dry run: the faults of the files, or what would change for whom. */
export function DryRunResult({ run }: { readonly run: DryRun }) {
  return (
    <div className="mt-4" aria-live="polite">
      {run.outcome === "faults" ? <Faults faults={run.faults} /> : <Outcome run={run} />}
    </div>
  );
}

function Faults({ faults }: Pick<Faulty, "faults">) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Alert color="danger" role="alert">
      <p>{t("rules.dryRun.faults")}</p>
      <ul>
        {faults.map(({ file, line, column, message }) => {
          const words = { file, message: message[language] };
          return (
            <li key={`${file} ${line} ${column} ${message.it}`}>
              {line === null
                ? t("rules.dryRun.faultBare", words)
                : t("rules.dryRun.fault", { ...words, line })}
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}

function Outcome({ run }: { readonly run: Tried }) {
  const { t } = useTranslation();
  const grave = run.findings.filter(({ severity }) => severity !== "information");
  const others = run.findings.filter(({ severity }) => severity === "information");
  return (
    <>
      <h2 className="h4">{t("rules.dryRun.traffic")}</h2>
      <Traffic traffic={run.traffic} />
      <p>{t("rules.dryRun.read", run.read)}</p>
      <h2 className="h4 mt-4">{t("rules.dryRun.changes")}</h2>
      <Sentences {...run.changes} />
      <h2 className="h4 mt-4">{t("rules.dryRun.findings")}</h2>
      {run.findings.length === 0 && <p>{t("rules.dryRun.noFindings")}</p>}
      <Findings findings={grave} />
      {others.length > 0 && (
        <details>
          <summary>{t("rules.dryRun.toKnow", { count: others.length })}</summary>
          <Findings findings={others} />
        </details>
      )}
    </>
  );
}

function Findings({ findings }: Pick<Tried, "findings">) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul>
      {findings.map(({ code, severity, agreement, rule, message }) => (
        <li key={`${code} ${agreement} ${rule} ${message.it}`}>
          <strong>{t(`rules.dryRun.severities.${severity}`)}</strong>:{" "}
          {agreement !== "" && `${isolated(agreement)} – `}
          {isolated(message[language])}
        </li>
      ))}
    </ul>
  );
}

function Traffic({ traffic }: Pick<Tried, "traffic">) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const { records: count, from, to, rows, departures } = traffic;
  const lost = traffic.not_tried + traffic.rules_unknown + traffic.damaged + traffic.unsure;
  const left = { notTried: traffic.not_tried, unknown: traffic.rules_unknown };
  const { damaged, unsure } = traffic;
  if (count + lost === 0) return <p>{t("rules.dryRun.noRecords")}</p>;
  return (
    <>
      <p>{t("rules.dryRun.records", { count, from: timeOf(from), to: timeOf(to) })}</p>
      {lost > 0 && <p>{t("rules.dryRun.left", { ...left, damaged, unsure })}</p>}
      {departures > 0 && (
        <Alert color="warning">{t("rules.dryRun.departures", { count: departures })}</Alert>
      )}
      {rows.length === 0 ? <p>{t("rules.dryRun.noChange")}</p> : <Rooms rows={rows} />}
    </>
  );
}

function Rooms({ rows }: Pick<Tried["traffic"], "rows">) {
  const { t } = useTranslation();
  const names = useRooms();
  const language = useLanguage();
  return (
    <ScrollRegion className="table-responsive" label={t("rules.dryRun.caption")}>
      <table className="table">
        <caption>{t("rules.dryRun.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("rules.dryRun.room")}</th>
            <th scope="col">{t("rules.table.category")}</th>
            <th scope="col">{t("rules.dryRun.opened")}</th>
            <th scope="col">{t("rules.dryRun.closed")}</th>
            <th scope="col">{t("rules.dryRun.fields")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ room, category, opened, closed, fields }) => (
            <tr key={`${room} ${category}`}>
              <th scope="row">{roomName(t, names, room)}</th>
              <td>
                {isolated(category)} {wordsOf(t, "categories", category)}
              </td>
              <td>{opened}</td>
              <td>{closed}</td>
              <td>
                <ul className="list-unstyled mb-0">
                  {fields.map(({ path, name, more, fewer }) => (
                    <li key={path}>
                      {t("rules.dryRun.fieldLine", { name: name[language], more, fewer })}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
