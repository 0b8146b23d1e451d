/** The providers by which people may sign in, where there are any. */
import { Button, Divider, Stack } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { safeAddress } from "../../shared/session";
import { SignInProvidersQuery } from "./documents";

export function Providers({ next }: { next?: string | undefined }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: SignInProvidersQuery });
  if (!data?.signInProviders.length) return null;
  const search = next ? `?next=${encodeURIComponent(safeAddress(next))}` : "";
  return (
    <Stack gap="xs">
      <Divider label={t`or`} />
      {data.signInProviders.map(({ key, name, address }) => (
        <Button component="a" fullWidth href={address + search} key={key} size="md" variant="default">
          {t`Sign in with ${name}`}
        </Button>
      ))}
    </Stack>
  );
}
