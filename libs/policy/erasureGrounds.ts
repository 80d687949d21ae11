/** Why data are erased before their term. */
export const erasureGrounds = ["authority", "data_subject", "controller"] as const;
