import { useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { components } from "@shared/api/schema.gen";
import { useWorkspace } from "@console/shared/session/session";

export type Counts = Omit<components["schemas"]["DayOutcomes"], "day">;

export function useOutcomes(days: number) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["outcomes", workspace, days],
    queryFn: ({ signal }) => ask(api.GET("/v1/workspaces/{workspace}/reports/resolution", { params: { path: { workspace }, query: { days } }, signal })),
  });
}
