import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";

/** Rows kept beside those in sight. */
const overscan = 8;
/** Rows before the end at which more are asked for. */
const aheadRows = 20;

/** Which of many rows are to be drawn, and how much room the others take. */
export function useRows(count: number, pixels: number, onNeedMore: () => void) {
  const region = useRef<HTMLElement>(null);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    overscan,
    getScrollElement: () => region.current,
    estimateSize: () => pixels,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const isNearEnd = last !== undefined && last.index >= count - aheadRows;
  useEffect(() => {
    if (isNearEnd) onNeedMore();
  }, [isNearEnd, onNeedMore]);
  return {
    ...{ region, items },
    above: first?.start ?? 0,
    below: virtual.getTotalSize() - (last?.end ?? 0),
    measure: virtual.measureElement,
  };
}

/** The room of rows that are not drawn. */
export function Filler({ pixels, columns }: { readonly pixels: number; readonly columns: number }) {
  if (pixels <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height: pixels, padding: 0, border: 0 }} />
    </tr>
  );
}
