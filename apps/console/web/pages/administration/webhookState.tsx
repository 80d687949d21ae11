import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { DeadLetters } from "./deadLetters.tsx";
import { roomKey } from "./polled.ts";
import { type Kind, StateWords } from "./stateWords.tsx";

type Detail = components["schemas"]["AdministeredRoom"];
type State = NonNullable<Detail["webhook"]>["state"];

const kinds: Readonly<Record<State, Kind>> = {
  ...{ ok: "good", retrying: "warning", disabled: "bad", off: "unknown" },
};

interface WebhookStateProps {
  readonly room: string;
  readonly detail: Detail;
}

/** How copies are sent to the room, where they are, and what was left behind. */
export function WebhookState({ room, detail }: WebhookStateProps) {
  const { t } = useTranslation();
  const { webhook, asked_edge: asked, dead_letters: letters } = detail;
  return (
    <section aria-labelledby="webhook">
      <h2 id="webhook" className="h4">
        {t("administration.room.webhook.title")}
      </h2>
      {asked === "no_webhook" && <p>{t("administration.room.webhook.none")}</p>}
      {(asked === "key_not_kept" || asked === "away") && (
        <p>
          <StateWords kind="unknown">{t(`administration.room.webhook.${asked}`)}</StateWords>
        </p>
      )}
      {webhook !== null && (
        <p>
          <StateWords kind={kinds[webhook.state]}>
            {t(`administration.room.webhook.states.${webhook.state}`)}
          </StateWords>
        </p>
      )}
      {webhook?.state === "disabled" && <Enable room={room} />}
      {letters !== null && <DeadLetters room={room} letters={letters} />}
    </section>
  );
}

function Enable({ room }: { readonly room: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const enabling = useMutation({
    mutationFn: () =>
      answered(api.POST("/v1/admin/rooms/{room}/webhook/enable", { params: { path: { room } } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: roomKey(room) }),
  });
  return (
    <>
      {enabling.error !== null && <ProblemNote error={enabling.error} isChange />}
      {enabling.isSuccess && (
        <Alert color="success" role="status">
          {t("administration.room.webhook.enabled")}
        </Alert>
      )}
      <Button color="primary" disabled={enabling.isPending} onClick={() => enabling.mutate()}>
        {t("administration.room.webhook.enable")}
      </Button>
    </>
  );
}
