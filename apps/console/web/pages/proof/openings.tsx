import { Button } from "design-react-kit";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { type Room, roomName, useRooms } from "../../rooms/rooms.ts";
import { download } from "../../shell/download.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";

interface Got {
  readonly done: number;
  readonly lines: readonly unknown[];
  readonly withheld: number;
  readonly damaged: number;
}

const nothing: Got = { done: 0, lines: [], withheld: 0, damaged: 0 };

/** Everything that a room is handed, answer by answer. Throws ApiError. */
async function openingsOf(room: string, year: number, progress: (got: Got) => void): Promise<Got> {
  let got = nothing;
  let from: number | null = 0;
  while (from !== null) {
    const query: { room: string; year: number; from: number } = { room, year, from };
    const part = await answered(api.GET("/v1/log/openings", { params: { query } }));
    got = {
      done: part.to,
      lines: [...got.lines, ...part.lines],
      withheld: got.withheld + part.facts_withheld,
      damaged: got.damaged + part.damaged,
    };
    progress(got);
    from = part.next;
  }
  return got;
}

interface OpeningsProps {
  readonly years: readonly number[];
  readonly titolare: string;
}

/** The openings of one room as a file that the command line reads. */
export function Openings({ years, titolare }: OpeningsProps) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const own = [...rooms.values()].filter((one) => one.titolare === titolare);
  const [chosen, setRoom] = useState<string>();
  const room = chosen ?? own[0]?.id ?? "";
  const [year, setYear] = useState(years.at(-1));
  const [got, setGot] = useState<Got>();
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");
  const [error, setError] = useState<unknown>();
  const id = useId();
  const ask = async () => {
    if (year === undefined) return;
    setState("busy");
    setError(undefined);
    try {
      const { lines } = await openingsOf(room, year, setGot);
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      download(`aperture-${room}-${year}.jsonl`, "application/jsonl", text);
      setState("done");
    } catch (failure) {
      setError(failure);
      setState("idle");
    }
  };
  const begin = (event: FormEvent) => {
    event.preventDefault();
    void ask();
  };
  return (
    <section aria-labelledby="openings">
      <h2 className="h4" id="openings">
        {t("proof.openings.title")}
      </h2>
      <p>{t("proof.openings.lead")}</p>
      <form className="raccordo-form" onSubmit={begin}>
        <RoomChoice id={`${id}-room`} own={own} room={room} onChosen={setRoom} />
        <div>
          <label htmlFor={`${id}-year`}>{t("proof.openings.year")}</label>
          <select
            id={`${id}-year`}
            className="form-select"
            value={year}
            onChange={({ target }) => setYear(Number(target.value))}
          >
            {years.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </div>
        <Button color="primary" type="submit" disabled={room === "" || state === "busy"}>
          {t("proof.openings.get")}
        </Button>
      </form>
      {error !== undefined && <ProblemNote error={error} />}
      <p aria-live="polite">
        {state === "busy" && got !== undefined && t("proof.openings.progress", { done: got.done })}
        {state === "done" &&
          got !== undefined &&
          t("proof.openings.done", { ...got, lines: got.lines.length })}
      </p>
    </section>
  );
}

interface RoomChoiceProps {
  readonly id: string;
  readonly own: readonly Room[];
  readonly room: string;
  onChosen(room: string): void;
}

function RoomChoice({ id, own, room, onChosen }: RoomChoiceProps) {
  const { t } = useTranslation();
  const rooms = useRooms();
  return (
    <div>
      <label htmlFor={id}>{t("proof.openings.room")}</label>
      <select
        id={id}
        className="form-select"
        value={room}
        onChange={({ target }) => onChosen(target.value)}
      >
        {own.map((one) => (
          <option key={one.id} value={one.id}>
            {roomName(t, rooms, one.id)}
          </option>
        ))}
      </select>
    </div>
  );
}
