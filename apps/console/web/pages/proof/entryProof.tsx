import { Button } from "design-react-kit";
import { type FormEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { textIn } from "#libs/logcheck/bytes";
import { download } from "../../shell/download.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import type { ProvedEntry } from "./checking.ts";
import { Steps } from "./steps.tsx";

/** An entry by the year of its log and its index, as `2026/40`. */
export interface EntryName {
  readonly year: number;
  readonly index: number;
}

export function entryNamed(text: string): EntryName | undefined {
  const [, year, index] = /^(20\d{2})\/(0|[1-9]\d{0,8})$/.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), index: Number(index) };
}

interface EntryProofProps {
  /** The entry that the address names. */
  readonly year: number | undefined;
  readonly index: number | undefined;
  readonly proved: ProvedEntry | "no-log" | undefined;
  readonly isRunning: boolean;
  readonly error: unknown;
  onAsked(entry: EntryName): void;
}

/** Asks for one entry, and shows how its bytes lead to the signed root. */
export function EntryProof(props: EntryProofProps) {
  const { t } = useTranslation();
  const { year: wantedYear, index: wantedIndex, proved, isRunning, error, onAsked } = props;
  const [year, setYear] = useState(String(new Date().getUTCFullYear()));
  const [index, setIndex] = useState("");
  useEffect(() => {
    if (wantedYear === undefined || wantedIndex === undefined) return;
    setYear(String(wantedYear));
    setIndex(String(wantedIndex));
  }, [wantedYear, wantedIndex]);
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const entry = entryNamed(`${year.trim()}/${index.trim()}`);
    setWrong(entry === undefined);
    if (entry !== undefined) onAsked(entry);
  };
  const described = isWrong ? { "aria-invalid": true, "aria-describedby": `${id}-wrong` } : {};
  return (
    <section aria-labelledby="entry-proof">
      <h2 className="h4" id="entry-proof">
        {t("proof.entry.title")}
      </h2>
      <p>{t("proof.entry.lead")}</p>
      <form className="raccordo-form" onSubmit={ask} noValidate>
        <div>
          <label htmlFor={`${id}-year`}>{t("proof.entry.year")}</label>
          <input
            id={`${id}-year`}
            className="form-control"
            inputMode="numeric"
            value={year}
            onChange={({ target }) => setYear(target.value)}
            {...described}
          />
        </div>
        <div>
          <label htmlFor={`${id}-index`}>{t("proof.entry.index")}</label>
          <input
            id={`${id}-index`}
            className="form-control"
            inputMode="numeric"
            value={index}
            onChange={({ target }) => setIndex(target.value)}
            {...described}
          />
        </div>
        <Button color="primary" type="submit" disabled={isRunning}>
          {t("proof.entry.check")}
        </Button>
      </form>
      {isWrong && (
        <p role="alert" id={`${id}-wrong`}>
          {t("proof.entry.wrong")}
        </p>
      )}
      {error != null && <ProblemNote error={error} />}
      <div aria-live="polite">
        {proved === "no-log" && <p>{t("proof.entry.noLog")}</p>}
        {proved !== undefined && proved !== "no-log" && <Proved proved={proved} />}
      </div>
    </section>
  );
}

function Proved({ proved }: { readonly proved: ProvedEntry }) {
  const { t } = useTranslation();
  const { year, index, leaf, steps, text } = proved;
  const save = () => download(`registro-${year}-${index}.tlog-proof`, "text/plain", text);
  return (
    <>
      <h3 className="h6">
        {year}/{index}
      </h3>
      <Steps steps={steps} />
      {leaf !== undefined && (
        <details>
          <summary>{t("proof.entry.bytes")}</summary>
          <pre className="raccordo-bytes">{textIn(leaf) ?? ""}</pre>
        </details>
      )}
      <Button color="primary" outline size="sm" className="mt-2" onClick={save}>
        {t("proof.entry.download")}
      </Button>
    </>
  );
}
