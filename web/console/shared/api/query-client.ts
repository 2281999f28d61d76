import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem, type Problem } from "./client";

interface Listeners {
  /** The session has ended: sign in again. */
  onSignedOut(): void;
  /** A change failed that no screen has said anything about. */
  onFailure(problem: Problem): void;
}

export function createQueryClient({ onSignedOut, onFailure }: Listeners): QueryClient {
  const signedOut = (error: unknown) => {
    if (isProblem(error) && error.status === 401 && error.code === "session_required") onSignedOut();
  };
  return new QueryClient({
    // The routes ask who is signed in, and decide themselves where somebody who is not belongs.
    queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== "session" && signedOut(error) }),
    mutationCache: new MutationCache({
      onError: (error, _input, _context, mutation) => {
        signedOut(error);
        if (isProblem(error) && error.status !== 401 && !mutation.meta?.silent) onFailure(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        // What the server refused stays refused; what did not arrive may arrive now.
        retry: (count, error) => count < 2 && !(isProblem(error) && error.status >= 400 && error.status < 500),
        retryDelay: (count) => 400 * 2 ** count,
      },
    },
  });
}
