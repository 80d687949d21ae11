/** Rates that no test reaches: what a room may send in a minute has tests of its own. */
export const unlimitedRates = {
  submit_per_minute_max: 1_000_000,
  polls_per_minute_max: 1_000_000,
  receipts_per_minute_max: 1_000_000,
  streams_per_minute_max: 1_000_000,
} as const;
