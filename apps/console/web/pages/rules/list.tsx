import { Alert } from "design-react-kit";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRoomNames } from "../../rooms/rooms.ts";
import { Loading } from "../../shell/loading.tsx";
import { PageHeading } from "../../shell/pageHeading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { useTimes } from "../../shell/times.ts";
import { roleWords } from "../../words/codeWords.ts";
import { ActivateForm } from "./activate.tsx";
import { refusalWords } from "./refusals.ts";
import { Signature } from "./signature.tsx";
import { type RuleList, type RuleSet, shortly, useRuleList } from "./useRules.ts";

/** Every rule set that the signed log tells of, and what is to be done. */
export function RuleListPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useRuleList();
  return (
    <>
      <PageHeading title={t("menu.rules")} lead={t("rules.lead")} />
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Warnings warnings={data.warnings} />
          {data.sets.length === 0 ? <p>{t("rules.list.empty")}</p> : <Sets sets={data.sets} />}
          <Revocations list={data} />
          <Refused list={data} />
        </>
      )}
    </>
  );
}

function Warnings({ warnings }: Pick<RuleList, "warnings">) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="rules-warnings">
      <h2 className="h4" id="rules-warnings">
        {t("rules.warnings.title")}
      </h2>
      {warnings.length === 0 && <p>{t("rules.warnings.none")}</p>}
      {warnings.map((warning) => (
        <Alert color="warning" key={warning}>
          {t(`rules.warnings.words.${warning}`)}
        </Alert>
      ))}
    </section>
  );
}

function Sets({ sets }: Pick<RuleList, "sets">) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="rules-sets">
      <h2 className="h4" id="rules-sets">
        {t("rules.list.caption")}
      </h2>
      <ul className="list-unstyled">
        {sets.map((set) => (
          <li key={set.document} className="border-bottom py-3">
            <OneSet set={set} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneSet({ set }: { readonly set: RuleSet }) {
  const { t } = useTranslation();
  const { dayOf, timeOf } = useTimes();
  const { version, standing, not_before: from, expires: to, days_left: left } = set;
  return (
    <article aria-labelledby={`set-${set.document}`}>
      <h3 className="h5" id={`set-${set.document}`}>
        {t("rules.list.version", { version })} – {t(`rules.standing.${standing}`)}
      </h3>
      <dl className="row mb-2">
        <dt className="col-md-3">{t("rules.list.validity")}</dt>
        <dd className="col-md-9">
          {from !== null && to !== null && (
            <p className="mb-0">{t("rules.list.period", { from: dayOf(from), to: dayOf(to) })}</p>
          )}
          {left !== null && (
            <p className="mb-0">
              {left < 0 ? t("rules.list.over") : t("rules.list.left", { count: left })}
            </p>
          )}
          {set.effective !== null && (
            <p className="mb-0">{t("rules.list.effective", { at: timeOf(set.effective) })}</p>
          )}
          {set.to_version !== null && (
            <p className="mb-0">{t("rules.list.rollback", { version: set.to_version })}</p>
          )}
        </dd>
        <dt className="col-md-3">{t("rules.list.signed")}</dt>
        <dd className="col-md-9">
          {set.signatures.length === 0 && t("rules.list.unsigned")}
          {set.signatures.map((one) => (
            <p className="mb-0 text-break" key={one.key}>
              <Signature of={one} />
            </p>
          ))}
        </dd>
        <dt className="col-md-3">{t("rules.list.titles")}</dt>
        <dd className="col-md-9">
          <Titles titles={set.titles} />
        </dd>
      </dl>
      <p className="small text-break">{t("rules.sign.digest", { sha256: set.document })}</p>
      {set.titles.length > 0 && (
        <Link to={`/regole/${set.document}`}>{t("rules.list.table", { version })}</Link>
      )}
      {standing === "staged" && <ActivateForm document={set.document} version={version} />}
    </article>
  );
}

function Titles({ titles }: Pick<RuleSet, "titles">) {
  const { t } = useTranslation();
  const { dayOf } = useTimes();
  return (
    <ul className="mb-0">
      {titles.map(({ id, title, to, invented, days_left: left }) => (
        <li key={id}>
          {t("rules.list.titleLine", { title, to: dayOf(to) })}
          {invented && ` – ${t("rules.list.invented")}`}
          {left <= daysToWarn && (
            <strong>
              {" "}
              – {left < 0 ? t("rules.list.over") : t("rules.list.left", { count: left })}
            </strong>
          )}
        </li>
      ))}
    </ul>
  );
}

/** As policy warns of the end of a set. */
const daysToWarn = 60;

function Revocations({ list: { revocations } }: { readonly list: RuleList }) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const nameOf = useRoomNames();
  return (
    <section aria-labelledby="rules-revocations">
      <h2 className="h4 mt-4" id="rules-revocations">
        {t("rules.revocations.title")}
      </h2>
      {revocations.length === 0 && <p>{t("rules.revocations.none")}</p>}
      <ul>
        {revocations.map((one) => (
          <li key={one.document}>
            {t("rules.revocations.line", {
              ...{ at: timeOf(one.at), role: roleWords(t, one.role), what: whatOf(t, one, nameOf) },
              reason:
                one.reason === null
                  ? t("rules.revocations.unknownReason")
                  : t(`rules.reasons.${one.reason}`),
            })}{" "}
            <strong>{t(`rules.revocations.${one.lifted ? "lifted" : "stands"}`)}</strong>{" "}
            {t("rules.result.place", { index: one.index, year: one.year })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function whatOf(
  t: TFunction,
  { all, agreements, rules, rooms }: RuleList["revocations"][number],
  nameOf: (room: string) => string,
): string {
  if (all) return t("rules.revocations.all");
  const said = [
    agreements.length > 0 && t("rules.revocations.agreements", { list: agreements.join(", ") }),
    rules.length > 0 &&
      t("rules.revocations.rules", { list: rules.map(({ rule }) => rule).join(", ") }),
    rooms.length > 0 && t("rules.revocations.rooms", { list: rooms.map(nameOf).join(", ") }),
  ];
  return said.filter((one) => one !== false).join("; ");
}

function Refused({ list: { refused } }: { readonly list: RuleList }) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  if (refused.length === 0) return null;
  return (
    <section aria-labelledby="rules-refused">
      <h2 className="h4 mt-4" id="rules-refused">
        {t("rules.list.refused")}
      </h2>
      <ul>
        {refused.map(({ document, at, reason, index, year }) => (
          <li key={`${year}/${index}`}>
            {t("rules.list.refusedLine", {
              ...{ at: timeOf(at), document: shortly(document) },
              reason: refusalWords(t, reason?.replaceAll("_", "-") ?? ""),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
