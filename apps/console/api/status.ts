import { z } from "zod";

/** Answer of `/status`: no figure of the log. */
export const statusSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  it: z.string(),
  en: z.string(),
});

/** What `/status` says, in two languages. */
export const statusWords = {
  ok: {
    status: "ok",
    it: "Il registro si può consultare.",
    en: "The log can be consulted.",
  },
  degraded: {
    status: "degraded",
    it: "Le letture non si possono registrare: nulla si può consultare.",
    en: "Readings cannot be recorded: nothing can be consulted.",
  },
} as const satisfies Readonly<Record<string, z.infer<typeof statusSchema>>>;
