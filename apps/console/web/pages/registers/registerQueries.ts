import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";

export type ProcessingRegister = components["schemas"]["ProcessingRegister"];
export type DpiaInventory = components["schemas"]["DpiaInventory"];
/** What both registers rest on. */
export type RegisterBasis = Omit<ProcessingRegister, "processings">;

/** `at`: the moment of which is told; null: now. */
export function useProcessingRegister(at: string | null) {
  const query = { ...(at !== null && { at }) };
  return useQuery({
    queryKey: ["/v1/registers/processing", query],
    queryFn: ({ signal }) =>
      answered(api.GET("/v1/registers/processing", { signal, params: { query } })),
  });
}

/** `at`: the moment of which is told; null: now. */
export function useDpiaInventory(at: string | null) {
  const query = { ...(at !== null && { at }) };
  return useQuery({
    queryKey: ["/v1/registers/dpia", query],
    queryFn: ({ signal }) => answered(api.GET("/v1/registers/dpia", { signal, params: { query } })),
  });
}
