import { z } from "zod";

/** Answer of `/status`: no name of a room, no figure of an incident. */
export const statusSchema = z.object({
  status: z.enum(["ok", "stopped", "degraded"]),
  it: z.string(),
  en: z.string(),
});

type Status = z.infer<typeof statusSchema>;

/** What `/status` says, in two languages. */
export const statusWords: Readonly<Record<Status["status"], Status>> = {
  ok: {
    status: "ok",
    it: "Il collegamento funziona.",
    en: "The connection works.",
  },
  stopped: {
    status: "stopped",
    it: "I messaggi sono accettati; le copie nuove attendono, perché il registro è in ritardo.",
    en: "Messages are accepted; new copies wait, because the log lags.",
  },
  degraded: {
    status: "degraded",
    it: "Una o più sale non raggiungono il nucleo: i loro messaggi vanno ripetuti.",
    en: "One or more rooms do not reach the core: their messages must be sent again.",
  },
};
