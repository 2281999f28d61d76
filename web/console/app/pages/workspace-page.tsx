import { useParams } from "@tanstack/react-router";
import { ActionProvider } from "@console/shared/actions/use-actions";
import { useMe, WorkspaceContext } from "@console/shared/session/session";
import { Shell } from "../shell/shell";
import { NotFound } from "./not-found";

/** The workspace of the address, if it is one of the agent's own. */
export function WorkspacePage() {
  const { slug } = useParams({ strict: false });
  const workspace = useMe().workspaces.find((one) => one.slug === slug);
  if (!workspace) return <NotFound />;
  return (
    <WorkspaceContext value={workspace} key={workspace.id}>
      <ActionProvider>
        <Shell />
      </ActionProvider>
    </WorkspaceContext>
  );
}
