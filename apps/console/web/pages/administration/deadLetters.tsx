import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { numberText, timeText } from "./formats.ts";
import { roomKey } from "./polled.ts";
import { Scrolled } from "./scrolled.tsx";
import { StateWords } from "./stateWords.tsx";

type Letter = NonNullable<components["schemas"]["AdministeredRoom"]["dead_letters"]>[number];

interface DeadLettersProps {
  readonly room: string;
  readonly letters: readonly Letter[];
}

/** The first signs of a delivery's id: enough to tell one from another. */
const shortOf = (delivery: string): string => delivery.slice(0, 8);

/** Copies that the receiver did not take, without their content; those that still wait can be tried again. */
export function DeadLetters({ room, letters }: DeadLettersProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const retrying = useMutation({
    mutationFn: (delivery: string) =>
      answered(
        api.POST("/v1/admin/rooms/{room}/dead-letters/{delivery}/retry", {
          params: { path: { room, delivery } },
        }),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: roomKey(room) }),
  });
  const names = ["delivery", "mode", "state", "since", "tries", "code", "action"] as const;
  return (
    <>
      <h3 className="h5">{t("administration.room.letters.title")}</h3>
      {retrying.error !== null && <ProblemNote error={retrying.error} />}
      {retrying.isSuccess && (
        <Alert color="success" role="status">
          {t("administration.room.letters.asked", { delivery: shortOf(retrying.variables) })}
        </Alert>
      )}
      {letters.length === 0 ? (
        <p>{t("administration.room.letters.none")}</p>
      ) : (
        <Scrolled
          caption={t("administration.room.letters.caption")}
          head={names.map((one) => t(`administration.room.letters.${one}`))}
        >
          {letters.map((letter) => (
            <LetterRow key={letter.delivery} letter={letter} retry={retrying.mutate} />
          ))}
        </Scrolled>
      )}
    </>
  );
}

function LetterRow({ letter, retry }: { letter: Letter; retry(delivery: string): void }) {
  const { t } = useTranslation();
  const { delivery, mode, state, since, tries, code } = letter;
  return (
    <tr>
      <th scope="row">
        <code>{shortOf(delivery)}</code>
      </th>
      <td>{t(`administration.room.letters.modes.${mode}`)}</td>
      <td>
        <StateWords kind={state === "dead" ? "warning" : "bad"}>
          {t(`administration.room.letters.states.${state}`)}
        </StateWords>
      </td>
      <td>{timeText(since)}</td>
      <td>{numberText(tries)}</td>
      <td>{code}</td>
      <td>
        {state === "dead" && (
          <Button color="primary" outline size="xs" onClick={() => retry(delivery)}>
            {t("administration.room.letters.retry", { delivery: shortOf(delivery) })}
          </Button>
        )}
      </td>
    </tr>
  );
}
