import { useNavigate, useSearch } from "@tanstack/react-router";
import { SetupPage } from "@console/features/auth/components/setup-page";
import { SignInPage } from "@console/features/auth/components/sign-in-page";

export function SignIn() {
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false });
  return <SignInPage onSignedIn={() => void navigate({ to: next ?? "/", replace: true })} />;
}

export function Setup() {
  const navigate = useNavigate();
  const { token } = useSearch({ strict: false });
  return <SetupPage token={token ?? ""} onDone={() => void navigate({ to: "/", replace: true })} />;
}
