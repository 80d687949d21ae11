import { Button } from "design-react-kit";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { italianTime } from "#libs/incident/italianTime";
import { download } from "../../shell/download.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type ArrivedPack, downloadPack, periodOf } from "./packDownload.ts";

/** A pack for somebody else, in one click: period, progress, its SHA-256, and where the log says that it left. */
export function ExportPack({ titolare }: { readonly titolare: string }) {
  const { t } = useTranslation();
  const today = italianTime(new Date().toISOString()).slice(0, 10);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [percent, setPercent] = useState<number>();
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [pack, setPack] = useState<ArrivedPack>();
  const [error, setError] = useState<unknown>();
  const id = useId();
  const make = async (period: { readonly from: string; readonly to: string }) => {
    setBusy(true);
    setError(undefined);
    setPack(undefined);
    setPercent(undefined);
    try {
      const arrived = await downloadPack(period, setPercent);
      setPack(arrived);
      download(`registro-${from}-${to}.zip`, "application/zip", arrived.file);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const begin = (event: FormEvent) => {
    event.preventDefault();
    const period = periodOf(from, to);
    setWrong(period === undefined);
    if (period !== undefined) void make(period);
  };
  return (
    <section aria-labelledby="export-pack">
      <h2 className="h4" id="export-pack">
        {t("proof.pack.title")}
      </h2>
      <p>{t("proof.pack.lead", { titolare })}</p>
      <form className="raccordo-form" onSubmit={begin} noValidate>
        <DayField id={`${id}-from`} label={t("proof.pack.from")} value={from} onChange={setFrom} />
        <DayField id={`${id}-to`} label={t("proof.pack.to")} value={to} onChange={setTo} />
        <Button color="primary" type="submit" disabled={isBusy}>
          {t("proof.pack.get")}
        </Button>
      </form>
      {isWrong && <p role="alert">{t("proof.pack.wrong")}</p>}
      {error !== undefined && <ProblemNote error={error} isChange />}
      <div aria-live="polite">
        {isBusy && (
          <p>
            {percent === undefined ? t("proof.pack.making") : t("proof.pack.progress", { percent })}
          </p>
        )}
        {pack !== undefined && <Arrived pack={pack} />}
      </div>
    </section>
  );
}

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

function DayField({ id, label, value, onChange }: DayFieldProps) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className="form-control"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

function Arrived({ pack }: { readonly pack: ArrivedPack }) {
  const { t } = useTranslation();
  const { bytes, sha256, announced, entry } = pack;
  const isSame = sha256 === announced;
  return (
    <>
      <p>{t("proof.pack.done", { bytes })}</p>
      <p className="text-break">{t("proof.pack.sha256", { sha256 })}</p>
      <p className="fw-bold" role={isSame ? undefined : "alert"}>
        {isSame ? t("proof.pack.same") : t("proof.pack.other")}
      </p>
      {entry !== null && (
        <p>
          {t("proof.pack.entry", { place: entry })}{" "}
          <Link to={`/prove?entry=${entry}`}>{t("proof.pack.prove")}</Link>
        </p>
      )}
    </>
  );
}
