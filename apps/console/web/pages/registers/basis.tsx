import { Alert, Button } from "design-react-kit";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useTimes } from "../../shell/times.ts";
import { isolated } from "../../words/isolated.ts";
import { DataTable } from "../flows/dataTable.tsx";
import type { RegisterBasis } from "./registerQueries.ts";
import { durationOf, reasonText, roomText, termName } from "./registerWords.ts";

interface BasisProps {
  readonly basis: RegisterBasis;
}

/** From which signed documents a register was made, and for whom. */
export function Basis({ basis }: BasisProps) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const { at, rules, titolare } = basis;
  return (
    <>
      <p className="mb-1">
        <strong>
          {titolare === null
            ? t("registers.basis.all")
            : t("registers.basis.titolare", { titolare })}
        </strong>
      </p>
      <p className="mb-1">{t("registers.basis.at", { at: timeOf(at) })}</p>
      <RulesOfBasis basis={basis} />
      {rules?.valid === false && <Alert color="warning">{t("registers.basis.invalid")}</Alert>}
      <Revocations basis={basis} />
      {rules?.demonstration === true && (
        <Alert color="info">{t("registers.basis.demonstration")}</Alert>
      )}
      <Button
        color="primary"
        outline
        size="sm"
        className="d-print-none mb-3"
        onClick={() => window.print()}
      >
        {t("registers.print")}
      </Button>
    </>
  );
}

function RulesOfBasis({ basis: { rules, configuration } }: BasisProps) {
  const { t } = useTranslation();
  const { dayOf } = useTimes();
  if (rules === null) return <p>{t("registers.basis.none")}</p>;
  return (
    <p>
      {t("registers.basis.rules", {
        ...{ version: rules.version, hash: rules.hash.slice(0, 12) },
        ...{ from: dayOf(rules.not_before), to: dayOf(rules.expires) },
        ...{ entry: `${rules.year}/${rules.index}`, configuration: configuration.version },
      })}
    </p>
  );
}

/** What took something away in an emergency: it is not in the register as given. */
function Revocations({ basis }: BasisProps) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  if (basis.revocations.length === 0) return null;
  return (
    <Alert color="warning">
      <p className="mb-1">{t("registers.basis.revocations")}</p>
      <ul className="mb-0">
        {basis.revocations.map((one) => (
          <li key={`${one.year}/${one.index}`}>
            {t("registers.basis.revocation", {
              ...{ since: timeOf(one.since), reason: reasonText(t, one.reason) },
              ...{ what: whatRevoked(t, one, basis), entry: `${one.year}/${one.index}` },
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function whatRevoked(
  t: TFunction,
  { all, agreements, rules, rooms }: RegisterBasis["revocations"][number],
  basis: RegisterBasis,
): string {
  if (all) return t("rules.revocations.all");
  const told = {
    agreements,
    rules: rules.map(({ agreement, rule }) => `${agreement} ${rule}`),
    rooms: rooms.map((room) => roomText(t, room, basis)),
  };
  return (["agreements", "rules", "rooms"] as const)
    .filter((kind) => told[kind].length > 0)
    .map((kind) => t(`rules.revocations.${kind}`, { list: told[kind].join(", ") }))
    .join("; ");
}

/** How long each kind of data is kept, and where that is written. */
export function Terms({ basis }: BasisProps) {
  const { t } = useTranslation();
  const rows = basis.terms.map(({ term, ms, from, source, proposal }) => [
    ...[termName(t, term), durationOf(t, ms), t(`registers.terms.starts.${from}`)],
    `${source === null ? t("registers.terms.law") : isolated(source)}${proposal ? ` (${t("registers.terms.proposal")})` : ""}`,
  ]);
  return (
    <section aria-labelledby="registers-terms" className="my-4">
      <h3 id="registers-terms" className="h5">
        {t("registers.terms.title")}
      </h3>
      <DataTable
        caption={t("registers.terms.caption")}
        head={[
          ...[t("registers.terms.kind"), t("registers.terms.term")],
          ...[t("registers.terms.from"), t("registers.terms.source")],
        ]}
        rows={rows}
        file="termini"
        wordColumns={4}
      />
    </section>
  );
}

/** What is kept longer than its term, in whose name, why and until when. */
export function Holds({ basis }: BasisProps) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const rows = basis.holds.map((one) => [
    one.room === null ? t("registers.holds.nobody") : roomText(t, one.room, basis),
    ...[t(`queues.retention.reasons.${one.reason}`), timeOf(one.since)],
    one.until === null
      ? t("registers.holds.untilEnded")
      : t("registers.holds.unsigned", { until: timeOf(one.until) }),
    t(`registers.holds.modes.${one.mode}`),
    `${one.year}/${one.index}`,
  ]);
  const terms = basis.held_terms.map((term) => termName(t, term)).join(", ");
  const heads = (["room", "reason", "since", "until", "mode", "entry"] as const).map((name) =>
    t(`registers.holds.${name}`),
  );
  return (
    <section aria-labelledby="registers-holds" className="my-4">
      <h3 id="registers-holds" className="h5">
        {t("registers.holds.title")}
      </h3>
      <p>{t("registers.holds.lead", { terms })}</p>
      {rows.length === 0 ? (
        <p>{t("registers.holds.none")}</p>
      ) : (
        <DataTable
          caption={t("registers.holds.caption")}
          head={heads}
          rows={rows}
          file="conservazioni"
          wordColumns={heads.length}
        />
      )}
    </section>
  );
}

interface SentencesProps {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
}

export function Sentences({ id, title, sentences }: SentencesProps) {
  return (
    <section aria-labelledby={id} className="my-4">
      <h3 id={id} className="h5">
        {title}
      </h3>
      <ul>
        {sentences.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}

export function Measures({ basis }: BasisProps) {
  const { t } = useTranslation();
  return (
    <Sentences
      id="registers-measures"
      title={t("registers.measures.title")}
      sentences={basis.measures.map((word) => t(`registers.measures.words.${word}`))}
    />
  );
}
