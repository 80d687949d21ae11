import type { Words } from "./words.ts";

export const accessibility: Words["accessibility"] = {
  lead: "The console conforms in part to UNI CEI EN 301549 (WCAG 2.1, level AA). Its developers checked it, no outside body did.",
  scope: {
    title: "What this is about",
    text: "These pages as they are distributed. This is a basis: each body that uses them files a statement of its own with AgID, with its own contacts, and reviews it every year.",
  },
  gaps: {
    title: "Content that is not accessible",
    lead: "Against Law 4/2004, or not verified yet:",
    list: {
      language:
        "With the page in English, words of articles and rules stay Italian and are not marked as such.",
      dates:
        "Date fields and the choice of a file have the computer’s format and language, which may not be the page’s.",
      readers: "No trial with screen readers and with people with disabilities.",
      browsers: "No trial with browsers other than Chromium.",
    },
    burden: "No disproportionate burden is claimed, and no content is outside the law’s scope.",
    notes:
      "The diagrams cannot be walked by keyboard: the same numbers are in the tables beside them. Wide tables scroll sideways in a box of their own, at 320 pixels nearly all.",
  },
  tested: {
    title: "Preparation of this statement",
    lead: "Prepared on 23 November 2026 by self-assessment, made again with each version:",
    list: {
      axe: "Automatic tests of every page with axe (WCAG 2.2 A and AA).",
      narrow: "At 320 pixels (zoom of 400 %) and at a zoom of 200 % no page scrolls sideways.",
      keyboard:
        "By keyboard alone: signing in, purpose, one entry, “Why?” of a field, verifying the log. The other pages have not been tried so yet.",
    },
  },
  feedback: {
    title: "Telling of a difficulty",
    text: "Write to the body that gave you access: which page, what you wanted to do, with which aid and which browser. Do not write data of incidents.",
  },
  enforcement: {
    title: "If the answer is not enough",
    text: "If no answer comes within 30 days, or it is not enough, you can turn to the Difensore civico per il digitale at AgID.",
  },
};
