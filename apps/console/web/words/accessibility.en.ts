import type { Words } from "./it.ts";

export const accessibility: Words["accessibility"] = {
  lead: "The console conforms in part to UNI CEI EN 301549 and WCAG 2.1, level AA. Its developers checked it, no outside body did.",
  scope: {
    title: "What this is about",
    text: "These pages as they are distributed. Each body that uses them publishes a statement of its own, with its own contacts, after AgID’s model.",
  },
  gaps: {
    title: "What is missing",
    list: {
      pages: "Flows, registers, queues and administration have no automatic test yet.",
      readers: "No systematic trial with screen readers and with people with disabilities.",
      charts:
        "The diagrams of flows and of time cannot be walked by keyboard: the same numbers are in the tables beside them.",
      language: "With the page in English, words of the log and of the rules may stay Italian.",
      tables: "At 320 pixels wide tables scroll sideways in a box of their own.",
    },
  },
  tested: {
    title: "How it was tested",
    list: {
      axe: "Automatic tests with axe (WCAG 2.2 A and AA) of signing in, purpose, exchanges, one entry, an incident, proof and rules.",
      keyboard:
        "Trials by keyboard alone: signing in, purpose, verifying the log, “Why?” of a field.",
      narrow:
        "At 320 pixels, which is also 400 % of zoom, those same pages do not scroll sideways.",
    },
  },
  feedback: {
    title: "Telling of a difficulty",
    text: "Write to the body that gave you access: which page, what you wanted to do, with which aid. If no answer comes within 30 days, or it is not enough, you can turn to the Difensore civico per il digitale at AgID.",
  },
};
