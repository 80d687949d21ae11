/** Native protocols that an adapter of the room may speak. */
export const protocols = ["native", "cap", "scheda112"] as const;
