/** What a service costs for usual vehicles today, as customers are told, and what it cost before. */
import { Stack, Table, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import { ReadProblem } from "../../shared/states";
import { ServicePricesQuery } from "./documents";
import { vehicleClassLabels } from "./labels";
import { usePriceWords } from "./price";

export function Prices({ serviceId }: { serviceId: string }) {
  const { t } = useLingui();
  const formats = useFormats();
  const words = usePriceWords();
  const [{ data, error }, read] = useQuery({
    query: ServicePricesQuery,
    variables: { id: serviceId },
    requestPolicy: "cache-and-network",
  });
  if (error && !data) return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  if (!data) return null;
  const { small, compact, midsize, suv, van, luxury, electric, motorcycle } = data;
  const quotes = [small, compact, midsize, suv, van, luxury, electric, motorcycle].filter((quote) => quote !== null);
  const history = data.node && "priceHistory" in data.node ? data.node.priceHistory.edges : [];
  return (
    <Stack gap="sm" mt="lg">
      <Title fz="md" order={3}>
        <Trans>Today's price by vehicle</Trans>
      </Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Vehicle`}</Table.Th>
            <Table.Th>{t`Price (incl. VAT)`}</Table.Th>
            <Table.Th>{t`Rules`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {quotes.map((quote) => (
            <Table.Tr key={quote.vehicleClass}>
              <Table.Td>{quote.vehicleClass && t(vehicleClassLabels[quote.vehicleClass])}</Table.Td>
              <Table.Td className="tabular" style={{ whiteSpace: "nowrap" }}>{words.price(quote)}</Table.Td>
              <Table.Td>{quote.steps.map(({ label }) => label).join(", ") || "–"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Title fz="md" order={3}>
        <Trans>Price history</Trans>
      </Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Since`}</Table.Th>
            <Table.Th>{t`Price (incl. VAT)`}</Table.Th>
            <Table.Th>{t`Changed by`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {history.map(({ node }) => (
            <Table.Tr key={node.validFrom}>
              <Table.Td className="tabular">{formats.dateTime(node.validFrom)}</Table.Td>
              <Table.Td className="tabular" style={{ whiteSpace: "nowrap" }}>{words.price(node)}</Table.Td>
              <Table.Td>{node.memberName ?? "–"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
