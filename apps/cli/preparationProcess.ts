import { preparationAnswer, preparationInputSchema } from "./preparation.ts";

/** The process of `prepareApart`: takes one message, answers it, and ends. */
process.umask(0o077);
process.once("message", (input) => {
  process.send?.(preparationAnswer(preparationInputSchema.parse(input)), () =>
    process.disconnect(),
  );
});
