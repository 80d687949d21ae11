import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";

export type ProcessingRegister = components["schemas"]["ProcessingRegister"];
export type DpiaInventory = components["schemas"]["DpiaInventory"];
/** What both registers rest on. */
export type RegisterBasis = Omit<ProcessingRegister, "processings">;

export const useProcessingRegister = () =>
  useQuery({
    queryKey: ["/v1/registers/processing"],
    queryFn: ({ signal }) => answered(api.GET("/v1/registers/processing", { signal })),
  });

export const useDpiaInventory = () =>
  useQuery({
    queryKey: ["/v1/registers/dpia"],
    queryFn: ({ signal }) => answered(api.GET("/v1/registers/dpia", { signal })),
  });
