import type { Words } from "./words.ts";

export const flows: Words["flows"] = {
  lead: "Who gave what to whom, and what was withheld. Numbers count decisions: one for each message and room concerned.",
  aggregates:
    "Aggregates by controller, of whole months that are over. What concerns fewer than {{min}} incidents is not shown, nor is it in any total.",
  leaves:
    "The log’s entries alone tell how many there are of each kind, not who exchanged with whom.",
  filters: "Period and grouping",
  from: "From day",
  to: "To day, included",
  fromMonth: "From month",
  toMonth: "To month, included",
  by: "Tell apart by",
  mode: "Mode",
  apply: "Show",
  period: "From {{from}} to {{to}} (days of UTC)",
  wrongPeriod: "The period ends before it begins, or is longer than ten years.",
  bys: {
    category: "Category of incident",
    purpose: "Purpose",
    class: "Class of data",
    outcome: "Outcome",
  },
  matrix: {
    title: "From whom to whom",
    caption: "Decisions by sender (rows) and receiver (columns)",
    corner: "Sender",
    total: "Total",
  },
  sankey: {
    title: "Flows",
    label:
      "Diagram of flows from sender to receiver. The same numbers are in the table “From whom to whom”.",
  },
  trend: {
    title: "Trend",
    day: "by day",
    month: "by month",
    label: "Decisions over time. The same numbers are in the table below.",
    caption: "Decisions over time",
    at: "Period",
    series: "Decisions",
  },
  detail: {
    title: "In detail: {{by}}",
    caption: "Decisions by sender, receiver and {{by}}",
  },
  columns: {
    from: "Sender",
    to: "Receiver",
    decisions: "Decisions",
    given: "With data given",
    withheld: "With data withheld",
    kind: "Kind of entry",
    entries: "Entries",
  },
  kinds: { title: "Entries by kind", caption: "Entries of the log by kind" },
  unknownSender: "Room of another controller",
  unknown: "Not visible",
  fewer: "fewer than {{min}}",
  andFewer: "{{number}} and others not shown",
  only: "Show only ({{by}})",
  everything: "Everything",
  table: "Table",
  csv: "Download CSV: {{what}}",
  empty: "There is no exchange in the period.",
};
