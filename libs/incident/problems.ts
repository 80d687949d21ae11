/** Placeholder of the table of problem codes (written in another change). */
export type ProblemCode = string;
