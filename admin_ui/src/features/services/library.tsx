/** Suggested services with usual prices: choose many at once, change the prices afterwards. */
import { ActionIcon, Button, Checkbox, Group, TextInput } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { Icon } from "../../shared/icons";
import { moneyText, parseMoney } from "../../shared/money";
import { Page, Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { useSession } from "../../shared/session";
import type { ResultOf } from "../../shared/graphql";
import { Empty, Problems, ReadProblem, RowsLoading } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { CategoryPicture } from "./category-icons";
import { LibraryCategoriesQuery, LibraryServicesQuery, ServiceAdoptMutation } from "./documents";
import classes from "./library.module.css";
import { usePriceWords } from "./price";

const PAGE_SIZE = 100;
const LEAST_RATE = 2_000;
const MOST_RATE = 50_000;

type Category = NonNullable<ResultOf<typeof LibraryCategoriesQuery>["libraryCategories"]>[number];

/** A category's name in the language of the screens. */
function nameIn(locale: string, category: Category): string {
  return { de: category.nameDe, tr: category.nameTr, pl: category.namePl }[locale] ?? category.nameEn;
}

export function ServiceLibrary() {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const words = usePriceWords();
  const { workshop } = useSession();
  const [text, setText] = useState("");
  const [rate, setRate] = useState("");
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [{ data }] = useQuery({ query: LibraryCategoriesQuery });
  const { nodes, error, readAgain } = useAll(LibraryServicesQuery, { first: PAGE_SIZE }, (answer) => answer.libraryServices);
  const { send, isRunning, problems } = useSubmit(ServiceAdoptMutation);

  const wanted = text.toLocaleLowerCase();
  const shown = nodes?.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const groups = (data?.libraryCategories ?? [])
    .toSorted((a, b) => a.position - b.position)
    .map((category) => ({
      id: category.id,
      icon: category.icon,
      name: nameIn(i18n.locale, category),
      services: (shown ?? []).filter((service) => service.category.id === category.id),
    }))
    .filter(({ services }) => services.length > 0);

  function choose(ids: readonly string[], isChosen: boolean): void {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  }

  function toggle(id: string): void {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  }

  const hourlyRate = parseMoney(rate);
  const isRateWrong = rate.trim() !== "" && (hourlyRate === null || hourlyRate < LEAST_RATE || hourlyRate > MOST_RATE);
  const isWhole = nodes !== undefined && nodes.filter(({ isAdopted }) => !isAdopted).every(({ id }) => chosen.has(id));

  async function adopt(): Promise<void> {
    if (isRateWrong) return;
    const which = isWhole ? { all: true } : { libraryServiceIds: [...chosen] };
    const payload = await send({ input: { ...which, hourlyRate: rate.trim() === "" ? null : hourlyRate } });
    if (!payload) return;
    const count = payload.services?.length ?? chosen.size;
    tell(t`${count} services were taken over. Please check the prices.`);
    await navigate({ to: "/services" });
  }

  return (
    <Page
      back={{ to: "/services", label: t`Services` }}
      description={<Trans>Usual services with usual prices in Germany. Take over what you offer; every price can be changed.</Trans>}
      title={t`Take over suggestions`}
    >
      <Group align="flex-end" gap="sm" justify="space-between">
        <SearchField label={t`Search suggestions`} onSearch={(value) => setText(value ?? "")} text={text || undefined} />
        <TextInput
          description={t`Fills in prices from labour time and material; without it they are the market's.`}
          error={isRateWrong && t`Please enter a rate between 20 and 500.`}
          inputMode="decimal"
          label={t`Your hourly rate (incl. VAT)`}
          onBlur={() => hourlyRate !== null && setRate(moneyText(hourlyRate))}
          onChange={(event) => setRate(event.currentTarget.value)}
          rightSection={<span aria-hidden="true">{workshop.currency === "EUR" ? "€" : workshop.currency}</span>}
          rightSectionWidth={44}
          value={rate}
        />
      </Group>
      <Problems problems={problems} />
      {error && !nodes && <ReadProblem error={error} retry={readAgain} />}
      {!nodes && !error && (
        <Panel isFlush>
          <RowsLoading rows={10} />
        </Panel>
      )}
      {nodes && groups.length === 0 && (
        <Panel isFlush>
          <Empty icon="search" title={t`No suggestion fits this word`} />
        </Panel>
      )}
      {groups.map(({ id, icon, name, services }) => {
        const free = services.filter(({ isAdopted }) => !isAdopted).map((service) => service.id);
        const count = free.filter((serviceId) => chosen.has(serviceId)).length;
        // Hundreds of suggestions are too many to look at; a search shows what it finds.
        const isOpen = wanted !== "" || opened.has(id);
        return (
          <Panel isFlush key={id}>
            <div className={classes.head}>
              <Checkbox
                checked={free.length > 0 && count === free.length}
                disabled={free.length === 0}
                indeterminate={count > 0 && count < free.length}
                label={
                  <strong className={classes.title}>
                    <CategoryPicture icon={icon} /> {name}
                  </strong>
                }
                onChange={(event) => choose(free, event.currentTarget.checked)}
              />
              {wanted === "" && (
                <ActionIcon aria-expanded={isOpen} aria-label={t`Suggestions for ${name}`} onClick={() => toggle(id)}>
                  <Icon name={isOpen ? "chevronDown" : "chevronRight"} />
                </ActionIcon>
              )}
            </div>
            {isOpen && (
              <ul className={classes.rows}>
                {services.map((service) => (
                  <li className={classes.row} key={service.id}>
                    <Checkbox
                      checked={service.isAdopted || chosen.has(service.id)}
                      disabled={service.isAdopted}
                      label={service.name}
                      onChange={(event) => choose([service.id], event.currentTarget.checked)}
                    />
                    <span className={`${classes.quiet} tabular`}>
                      {words.duration(service.durationMinMinutes, service.durationMaxMinutes)}
                    </span>
                    <span className={`${classes.price} tabular`}>
                      {service.isAdopted ? <Trans>taken over</Trans> : words.price(service)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        );
      })}
      {nodes && (
        <div className={classes.bar}>
          <span aria-live="polite">
            <Plural _0="Nothing chosen" one="# service chosen" other="# services chosen" value={chosen.size} />
          </span>
          <Group gap="xs">
            <Button onClick={() => choose(nodes.filter(({ isAdopted }) => !isAdopted).map(({ id }) => id), !isWhole)} variant="default">
              {isWhole ? <Trans>Choose none</Trans> : <Trans>Choose all</Trans>}
            </Button>
            <Button disabled={chosen.size === 0 || isRateWrong} loading={isRunning} onClick={() => void adopt()}>
              <Trans>Take over</Trans>
            </Button>
          </Group>
        </div>
      )}
    </Page>
  );
}
