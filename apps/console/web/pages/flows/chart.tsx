import { useEffect, useRef } from "react";

interface ChartProps {
  /** What it shows, and where the same stands as a table. */
  readonly label: string;
  readonly option: Readonly<Record<string, unknown>>;
  readonly height: string;
}

/** A picture of numbers that a table beside it has as well: it needs neither colour nor a mouse to be understood. */
export function Chart({ label, option, height }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let isGone = false;
    let remove: (() => void) | undefined;
    void import("./echarts.ts").then(({ chartIn }) => {
      if (!isGone) remove = chartIn(element, option);
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, [option]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}
