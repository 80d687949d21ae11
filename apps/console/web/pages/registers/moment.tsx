import { Button } from "design-react-kit";
import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

const lastMoment = "T23:59:59.999Z";

/** The moment in the address; null: now. */
export function useMoment(): string | null {
  const [search] = useSearchParams();
  return search.get("at");
}

/** The day at whose end a register is looked at: what an authority asks for is mostly past. */
export function MomentForm() {
  const { t } = useTranslation();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const [isWrong, setWrong] = useState(false);
  const at = search.get("at");
  const part = search.get("parte");
  const now = { ...(part !== null && { parte: part }) };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget).get("day"));
    const present = new Date().toISOString();
    setWrong(day > present.slice(0, 10));
    if (day > present.slice(0, 10)) return;
    // Of today is told what is in force now: its end has not come.
    const end = `${day}${lastMoment}`;
    setSearch({ ...now, at: end > present ? present : end });
  };
  return (
    <form
      key={at}
      aria-label={t("registers.moment.form")}
      onSubmit={submit}
      className="d-print-none mb-4"
    >
      <label htmlFor={id}>{t("registers.moment.day")}</label>
      <div className="d-flex flex-wrap gap-2 align-items-center">
        <input
          className="form-control w-auto"
          id={id}
          name="day"
          type="date"
          required
          defaultValue={at?.slice(0, 10) ?? ""}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
        />
        <Button color="primary" outline size="sm" type="submit">
          {t("registers.moment.show")}
        </Button>
        {at !== null && (
          <Link to={`/registri?${new URLSearchParams(now).toString()}`}>
            {t("registers.moment.now")}
          </Link>
        )}
      </div>
      {isWrong && (
        <p id={`${id}-wrong`} role="alert" className="text-danger">
          {t("registers.moment.wrong")}
        </p>
      )}
    </form>
  );
}
