import { Alert, Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { DataTable } from "../flows/dataTable.tsx";
import type { RegisterBasis } from "./registerQueries.ts";
import { durationOf, termName } from "./registerWords.ts";

interface BasisProps {
  readonly basis: RegisterBasis;
}

/** From which signed documents a register was made, and for whom. */
export function Basis({ basis }: BasisProps) {
  const { t } = useTranslation();
  const { rules, configuration, titolare } = basis;
  const day = (time: string) => time.slice(0, 10);
  return (
    <>
      <p className="mb-1">
        <strong>
          {titolare === null
            ? t("registers.basis.all")
            : t("registers.basis.titolare", { titolare })}
        </strong>
      </p>
      <p>
        {t("registers.basis.rules", {
          ...{ version: rules.version, hash: rules.hash.slice(0, 12) },
          ...{ from: day(rules.not_before), to: day(rules.expires) },
          ...{ entry: `${rules.year}/${rules.index}`, configuration: configuration.version },
        })}
      </p>
      {!rules.valid && <Alert color="warning">{t("registers.basis.invalid")}</Alert>}
      {rules.demonstration && <Alert color="info">{t("registers.basis.demonstration")}</Alert>}
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

/** How long each kind of data is kept, and where that is written. */
export function Terms({ basis }: BasisProps) {
  const { t } = useTranslation();
  const rows = basis.terms.map(({ term, ms, from, source, proposal }) => [
    ...[termName(t, term), durationOf(t, ms), t(`registers.terms.starts.${from}`)],
    `${source ?? t("registers.terms.law")}${proposal ? ` (${t("registers.terms.proposal")})` : ""}`,
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
