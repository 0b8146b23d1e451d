/** Price rules: how prices differ by vehicle and season, and the usual factors with one click. */
import { ActionIcon, Badge, Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Confirm } from "../../shared/confirm";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Empty, Problems, ReadProblem, RowsLoading } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { PriceRuleDeleteMutation, PriceRulesProposeMutation, PriceRulesQuery, PriceRuleUpdateMutation } from "./documents";
import { vehicleClassLabels } from "./labels";
import classes from "./list.module.css";
import { usePriceWords } from "./price";
import { dayOfYearText } from "./seasons";

const RuleForm = lazy(() => import("./rule-form").then((module) => ({ default: module.RuleForm })));

const PAGE_SIZE = 100;
const PERMILLE = 1000;

export type Rule = NonNullable<ResultOf<typeof PriceRulesQuery>["priceRules"]>["edges"][number]["node"];

/** What a rule is for and does, in words. */
function useRuleWords() {
  const { t } = useLingui();
  const formats = useFormats();
  const words = usePriceWords();

  function effect({ kind, priceMin, priceMax, factorPermille, surcharge }: Rule): string {
    if (kind === "FACTOR") return `× ${formats.number((factorPermille ?? PERMILLE) / PERMILLE)}`;
    if (kind === "SURCHARGE") return `+ ${formats.money(surcharge ?? 0)}`;
    const priceKind = priceMax === null ? "FROM" : priceMin === priceMax ? "FIXED" : "RANGE";
    return words.price({ priceKind, priceMin, priceMax });
  }

  function target({ service, category }: Rule): string {
    return service?.name ?? category?.name ?? t`All services`;
  }

  function season({ seasonStart, seasonEnd, startsOn, endsOn }: Rule): string {
    if (seasonStart && seasonEnd) return `${dayOfYearText(seasonStart)} – ${dayOfYearText(seasonEnd)}`;
    if (startsOn && endsOn) return `${formats.day(startsOn)} – ${formats.day(endsOn)}`;
    return "";
  }

  return { effect, target, season };
}

export function PriceRules() {
  const { t } = useLingui();
  const words = useRuleWords();
  const canWrite = usePermission("SERVICES_WRITE");
  const [edited, setEdited] = useState<Rule | "new">();
  const [deleted, setDeleted] = useState<Rule>();
  const proposal = useSubmit(PriceRulesProposeMutation);
  const deletion = useSubmit(PriceRuleDeleteMutation);
  const switching = useSubmit(PriceRuleUpdateMutation);
  const { nodes, error, readAgain } = useAll(PriceRulesQuery, { first: PAGE_SIZE }, (answer) => answer.priceRules);

  async function propose(): Promise<void> {
    const payload = await proposal.send({});
    if (!payload) return;
    const count = payload.priceRules?.length ?? 0;
    tell(count > 0 ? t`${count} rules were added. Please check them.` : t`All usual factors are there already.`);
    readAgain();
  }

  async function remove(): Promise<void> {
    if (!deleted || !(await deletion.send({ id: deleted.id }))) return;
    setDeleted(undefined);
    tell(t`The rule was deleted.`);
    readAgain();
  }

  async function toggle(rule: Rule): Promise<void> {
    await switching.send({ id: rule.id, input: { isActive: !rule.isActive } });
    readAgain();
  }

  const propositions = canWrite && (
    <Button leftSection={<Icon name="sparkle" size={16} />} loading={proposal.isRunning} onClick={() => void propose()} variant="default">
      <Trans>Usual factors by class</Trans>
    </Button>
  );
  return (
    <Page
      actions={
        canWrite && (
          <>
            {propositions}
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited("new")}>
              <Trans>Add a rule</Trans>
            </Button>
          </>
        )
      }
      back={{ to: "/services", label: t`Services` }}
      description={<Trans>The most specific rule counts: a service before a category, class and season before one of them.</Trans>}
      title={t`Price rules`}
    >
      <Problems problems={[...proposal.problems, ...switching.problems]} />
      {error && !nodes && <ReadProblem error={error} retry={readAgain} />}
      <Panel isFlush>
        {!nodes && !error && <RowsLoading rows={6} />}
        {nodes?.length === 0 && (
          <Empty action={propositions} icon="wrench" title={t`No price rules yet`}>
            <Trans>Without rules every vehicle has the same price.</Trans>
          </Empty>
        )}
        <ul className={classes.rules}>
          {nodes?.map((rule) => (
            <li className={classes.rule} data-inactive={!rule.isActive || undefined} key={rule.id}>
              <div className={classes.name}>
                {canWrite ? (
                  <button className={classes.open} onClick={() => setEdited(rule)} type="button">
                    {rule.label}
                  </button>
                ) : (
                  <span>{rule.label}</span>
                )}
                <div className={classes.quiet}>
                  {[words.target(rule), rule.vehicleClass && t(vehicleClassLabels[rule.vehicleClass]), words.season(rule)]
                    .filter(Boolean)
                    .join(" · ")}
                </div>
              </div>
              {!rule.isActive && <Badge color="gray" variant="light">{t`switched off`}</Badge>}
              <div className={`${classes.price} tabular`}>{words.effect(rule)}</div>
              {canWrite && (
                <Menu position="bottom-end" width={180}>
                  <Menu.Target>
                    <ActionIcon aria-label={t`Actions for ${rule.label}`}>
                      <Icon name="dots" />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={() => setEdited(rule)}>
                      <Trans>Edit</Trans>
                    </Menu.Item>
                    <Menu.Item onClick={() => void toggle(rule)}>
                      {rule.isActive ? <Trans>Switch off</Trans> : <Trans>Switch on</Trans>}
                    </Menu.Item>
                    <Menu.Item
                      c="var(--negative)"
                      leftSection={<Icon name="trash" size={16} />}
                      onClick={() => {
                        deletion.clear();
                        setDeleted(rule);
                      }}
                    >
                      <Trans>Delete</Trans>
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              )}
            </li>
          ))}
        </ul>
      </Panel>
      <Suspense>
        {edited && (
          <RuleForm onClose={() => setEdited(undefined)} onSaved={readAgain} rule={edited === "new" ? undefined : edited} />
        )}
      </Suspense>
      <Confirm
        action={t`Delete rule`}
        isOpen={deleted !== undefined}
        isRunning={deletion.isRunning}
        onClose={() => setDeleted(undefined)}
        onConfirm={() => void remove()}
        problems={deletion.problems}
        title={t`Delete this rule?`}
      >
        <Trans>
          Prices are quoted without <strong>{deleted?.label}</strong> at once. You can also just switch it off.
        </Trans>
      </Confirm>
    </Page>
  );
}
