/** Placeholder of the table of problem codes (written in another change). */
export type ProblemCode = string;
export const isProblemCode = (code: string): code is ProblemCode => code !== "";
