import { useQuery } from "@tanstack/react-query";
import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unattended } from "../api/attention.ts";
import { answered, api } from "../api/client.ts";
import { Dialog } from "../shell/dialog.tsx";
import { localeOf } from "../words/language.ts";
import { type SessionView, sessionLeftKey } from "./session.ts";

/** So long before the session ends one is told, and may stay (WCAG 2.2.1). */
const warnMs = 120_000;
/** Between two looks while one is being told: another tab may have gone on. */
const lookMs = 10_000;

type Left = Pick<SessionView, "idle_left_ms" | "age_left_ms">;
const leftOf = ({ idle_left_ms: idle, age_left_ms: age }: Left): number => Math.min(idle, age);

/** When to look again: what other tabs ask for keeps the session open too. */
const nextLookMs = (left: Left | undefined): number =>
  left === undefined ? warnMs : Math.max(lookMs, leftOf(left) - warnMs);

/** Tells in time that the session is about to end. It never keeps one open by itself. */
export function SessionEnd() {
  const { data, dataUpdatedAt, refetch } = useQuery({
    queryKey: sessionLeftKey,
    queryFn: () => answered(api.GET("/v1/session", { headers: unattended })),
    refetchInterval: ({ state }) => nextLookMs(state.data),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: "always",
    retry: false,
  });
  const [isTold, setTold] = useState(false);
  if (data === undefined || leftOf(data) > warnMs) return null;
  const isOfAge = data.age_left_ms <= data.idle_left_ms;
  if (isOfAge && isTold) return null;
  const stay = async () => {
    await answered(api.GET("/v1/session"));
    await refetch();
  };
  return (
    <EndDialog
      endsMs={dataUpdatedAt + leftOf(data)}
      isOfAge={isOfAge}
      onAnswered={() => (isOfAge ? setTold(true) : void stay().catch(() => refetch()))}
    />
  );
}

interface EndDialogProps {
  readonly endsMs: number;
  /** It ends by its age: nothing keeps it open. */
  readonly isOfAge: boolean;
  onAnswered(): void;
}

function EndDialog({ endsMs, isOfAge, onAnswered }: EndDialogProps) {
  const { t, i18n } = useTranslation();
  const at = new Date(endsMs).toLocaleTimeString(localeOf(i18n.language), { timeStyle: "short" });
  return (
    <Dialog isAlert title={t("session.end.title", { at })} onClosed={onAnswered}>
      <ModalBody>
        <p>{t(isOfAge ? "session.end.age" : "session.end.idle")}</p>
      </ModalBody>
      <ModalFooter>
        <Button color="primary" onClick={onAnswered}>
          {t(isOfAge ? "session.end.understood" : "session.end.stay")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
