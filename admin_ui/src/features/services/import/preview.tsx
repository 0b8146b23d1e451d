/** What would become of the rows: faults first, then how the rows would look. */
import { Table, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Panel } from "../../../shared/page";
import { usePriceWords } from "../price";
import classes from "./import.module.css";
import { actionLabels, type Import, type Report } from "./labels";

const MOST_FAULTS = 50;

export function Faults({ faults, count }: { faults: Report["faults"]; count: number }) {
  const { t } = useLingui();
  if (faults.length === 0) return null;
  return (
    <Panel
      description={<Trans>Correct these rows in your file and choose it again, or leave them out.</Trans>}
      isFlush
      title={<Plural one="# row has a fault" other="# rows have faults" value={count} />}
    >
      <ul aria-label={t`Faults`} className={classes.faults}>
        {faults.slice(0, MOST_FAULTS).map((fault) => {
          const { row, column } = fault;
          return (
            <li key={`${row} ${fault.code} ${column ?? ""}`}>
              <span className={classes.place}>{column ? t`Row ${row}, ${column}` : t`Row ${row}`}</span>
              <span>{fault.message}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

export function Preview({ rows, read }: { rows: Report["rows"]; read: Import }) {
  const { t } = useLingui();
  const words = usePriceWords();
  const shown = rows.length;
  return (
    <Panel
      description={read.rowCount > shown ? <Trans>The first {shown} rows</Trans> : undefined}
      isFlush
      title={t`Preview`}
    >
      <div aria-label={t`Preview`} className={classes.scroll} role="region" tabIndex={0}>
        <Table className={classes.preview}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t`Row`}</Table.Th>
              <Table.Th scope="col">{t`What happens`}</Table.Th>
              <Table.Th scope="col">{t`Service`}</Table.Th>
              <Table.Th className={classes.number} scope="col">{t`Price`}</Table.Th>
              <Table.Th className={classes.number} scope="col">{t`Duration`}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ number, action, category, name, priceKind, priceMin, priceMax, ...row }) => (
              <Table.Tr data-action={action} key={number}>
                <Table.Td className="tabular">{number}</Table.Td>
                <Table.Td>{t(actionLabels[action])}</Table.Td>
                <Table.Td>
                  {name}
                  {category && (
                    <Text c="dimmed" size="sm">
                      {category}
                    </Text>
                  )}
                  {row.synonyms && row.synonyms.length > 0 && (
                    <Text c="dimmed" className="clamp" size="sm">
                      {t`Also found as:`} {row.synonyms.join(", ")}
                    </Text>
                  )}
                  {row.isShownInChat === false && (
                    <Text c="dimmed" size="sm">
                      <Trans>Not in the chat</Trans>
                    </Text>
                  )}
                  {row.isShownOnPages === false && (
                    <Text c="dimmed" size="sm">
                      <Trans>Not on the pages</Trans>
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className={`${classes.number} tabular`}>
                  {priceKind && action !== "FAULTY" && words.price({ priceKind, priceMin, priceMax })}
                </Table.Td>
                <Table.Td className={`${classes.number} tabular`}>
                  {words.duration(row.durationMinMinutes, row.durationMaxMinutes)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}
