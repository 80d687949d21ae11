import { useTranslation } from "react-i18next";
import { queues } from "../../words/queues.it.ts";
import { Choice } from "./choice.tsx";

export type HoldReason = keyof typeof queues.retention.reasons;
const holdReasons = Object.keys(queues.retention.reasons) as readonly HoldReason[];

interface HoldReasonChoiceProps {
  readonly chosen: HoldReason | undefined;
  choose(reason: HoldReason): void;
}

/** Why data are kept: one of the reasons that a legal hold may state. */
export function HoldReasonChoice({ chosen, choose }: HoldReasonChoiceProps) {
  const { t } = useTranslation();
  return (
    <Choice<HoldReason>
      legend={t("queues.reason")}
      values={holdReasons}
      chosen={chosen}
      words={(value) => t(`queues.retention.reasons.${value}`)}
      choose={choose}
    />
  );
}
