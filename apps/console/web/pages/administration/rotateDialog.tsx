import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { isUnanswered } from "../../api/problem.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { Dialog } from "../../shell/dialog.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { NewKey } from "./newKey.tsx";
import { roomKey } from "./polled.ts";

interface RotateDialogProps {
  readonly room: string;
  /** Credentials that counted when it was asked for: where somebody has changed them since, no key is made. */
  readonly seen: readonly string[];
  close(): void;
}

const usualHours = "24";
const hoursMax = 168;

/** Hours as they were written; undefined where they are no whole number that may be. */
function hoursIn(text: string): number | undefined {
  const hours = /^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined;
  return hours !== undefined && hours <= hoursMax ? hours : undefined;
}

/** Says what a new key does, makes it, and shows it: this once, and it is kept nowhere. */
export function RotateDialog({ room, seen, close }: RotateDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const nameOf = useRoomNames();
  const rotating = useMutation({
    mutationFn: (overlap_h: number) =>
      answered(
        api.POST("/v1/admin/rooms/{room}/credentials", {
          params: { path: { room } },
          body: { overlap_h, seen: [...seen] },
        }),
      ),
    // Also where it was refused: the list behind the dialog then shows what somebody else has done.
    onSettled: () => void client.invalidateQueries({ queryKey: roomKey(room) }),
    // The key must not outlive the dialog in the page's memory.
    gcTime: 0,
  });
  const { data } = rotating;
  return (
    <Dialog
      isHeld
      title={t(`administration.room.rotate.${data === undefined ? "title" : "doneTitle"}`, {
        room: nameOf(room),
      })}
      onClosed={data === undefined ? close : undefined}
    >
      {data === undefined ? (
        <RotateForm
          error={rotating.error}
          isPending={rotating.isPending}
          close={close}
          order={rotating.mutate}
        />
      ) : (
        <NewKey made={data} close={close} />
      )}
    </Dialog>
  );
}

interface RotateFormProps {
  readonly error: unknown;
  readonly isPending: boolean;
  close(): void;
  order(hours: number): void;
}

function RotateForm({ error, isPending, close, order }: RotateFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(usualHours);
  const [isWrong, setWrong] = useState(false);
  const field = useId();
  const confirm = () => {
    const hours = hoursIn(text);
    setWrong(hours === undefined);
    if (hours !== undefined) order(hours);
  };
  return (
    <>
      <ModalBody>
        {error !== null && <ProblemNote error={error} isChange />}
        {isUnanswered(error) && <p>{t("administration.room.rotate.unseen")}</p>}
        <ul>
          {(["will", "once", "kept", "recorded"] as const).map((one) => (
            <li key={one}>{t(`administration.room.rotate.${one}`)}</li>
          ))}
        </ul>
        <label htmlFor={field} className="position-static">
          {t("administration.room.rotate.overlap")}
        </label>
        <input
          id={field}
          className="form-control"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${field}-wrong` : undefined}
          onChange={({ target }) => setText(target.value)}
        />
        {isWrong && (
          <p role="alert" id={`${field}-wrong`} className="text-danger">
            {t("administration.room.rotate.wrong")}
          </p>
        )}
      </ModalBody>
      <ModalFooter>
        <Button color="secondary" outline onClick={close}>
          {t("administration.room.rotate.cancel")}
        </Button>
        <Button color="primary" disabled={isPending} onClick={confirm}>
          {t("administration.room.rotate.confirm")}
        </Button>
      </ModalFooter>
    </>
  );
}
