import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { Dialog } from "../../shell/dialog.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { numberText } from "./formats.ts";
import { roomKey } from "./polled.ts";

interface RevokeDialogProps {
  readonly room: string;
  readonly id: string;
  readonly isLast: boolean;
  /** With what was done, in words; without where nothing was. */
  close(said?: string): void;
}

/** Says what a revocation does before it is done. */
export function RevokeDialog({ room, id, isLast, close }: RevokeDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const nameOf = useRoomNames();
  const path = { room, credential: id };
  const revoking = useMutation({
    mutationFn: () =>
      answered(api.DELETE("/v1/admin/rooms/{room}/credentials/{credential}", { params: { path } })),
    onSettled: () => void client.invalidateQueries({ queryKey: roomKey(room) }),
    onSuccess: ({ recorded }) => {
      const place = { year: recorded.year, index: numberText(recorded.index) };
      close(t("administration.room.revoke.done", { id, ...place }));
    },
  });
  return (
    <Dialog
      title={t("administration.room.revoke.title", { id, room: nameOf(room) })}
      onClosed={() => close()}
    >
      <ModalBody>
        {revoking.error !== null && <ProblemNote error={revoking.error} isChange />}
        <ul>
          <li>{t("administration.room.revoke.will")}</li>
          {isLast && <li>{t("administration.room.revoke.last")}</li>}
          <li>{t("administration.room.rotate.recorded")}</li>
          <li>{t("administration.room.revoke.undone")}</li>
        </ul>
      </ModalBody>
      <ModalFooter>
        <Button color="secondary" outline onClick={() => close()}>
          {t("administration.room.revoke.cancel")}
        </Button>
        <Button color="danger" disabled={revoking.isPending} onClick={() => revoking.mutate()}>
          {t("administration.room.revoke.confirm")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
