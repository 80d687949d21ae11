/** Times in RFC 3339 UTC with milliseconds: from the first on, up to and without the second. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const isIn = ({ from, to }: Period, at: string): boolean => from <= at && at < to;
