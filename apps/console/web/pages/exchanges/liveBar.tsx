import { Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import type { LiveState } from "./live.ts";

interface LiveBarProps {
  readonly state: LiveState;
  readonly freshCount: number;
  /** The period is over. */
  readonly isPast: boolean;
  onShow(): void;
  onSwitch(isOn: boolean): void;
}

/** How many entries are new; the list changes only when they are asked for. */
export function LiveBar({ state, freshCount, isPast, onShow, onSwitch }: LiveBarProps) {
  const { t } = useTranslation();
  if (isPast) return <p className="text-secondary">{t("exchanges.live.past")}</p>;
  const isOff = state === "off" || state === "ended";
  return (
    <section aria-label={t("exchanges.live.title")} className="raccordo-live">
      <p className="mb-0" role="status">
        <strong>{t("exchanges.live.title")}</strong> – {t(`exchanges.live.${state}`)}
      </p>
      <Button color="secondary" outline size="xs" onClick={() => onSwitch(isOff)}>
        {t(isOff ? "exchanges.live.resume" : "exchanges.live.pause")}
      </Button>
      <span role="status">
        {freshCount > 0 && (
          <Button color="primary" size="xs" onClick={onShow}>
            {t("exchanges.live.fresh", { count: freshCount })}
          </Button>
        )}
      </span>
    </section>
  );
}
