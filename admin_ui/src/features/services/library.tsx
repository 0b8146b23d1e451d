/** Suggested services with usual prices: choose many at once, change the prices afterwards. */
import { Button, Checkbox } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { Page, Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { Empty, Problems, ReadProblem, RowsLoading } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { LibraryCategoriesQuery, LibraryServicesQuery, ServiceAdoptMutation } from "./documents";
import classes from "./library.module.css";
import { usePriceWords } from "./price";

const PAGE_SIZE = 100;

export function ServiceLibrary() {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const words = usePriceWords();
  const [text, setText] = useState("");
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
      name: i18n.locale === "de" ? category.nameDe : category.nameEn,
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

  async function adopt(): Promise<void> {
    const payload = await send({ input: { libraryServiceIds: [...chosen] } });
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
      <SearchField label={t`Search suggestions`} onSearch={(value) => setText(value ?? "")} text={text || undefined} />
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
      {groups.map(({ id, name, services }) => {
        const free = services.filter(({ isAdopted }) => !isAdopted).map((service) => service.id);
        const count = free.filter((serviceId) => chosen.has(serviceId)).length;
        return (
          <Panel isFlush key={id}>
            <div className={classes.head}>
              <Checkbox
                checked={free.length > 0 && count === free.length}
                disabled={free.length === 0}
                indeterminate={count > 0 && count < free.length}
                label={<strong>{name}</strong>}
                onChange={(event) => choose(free, event.currentTarget.checked)}
              />
            </div>
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
          </Panel>
        );
      })}
      {nodes && (
        <div className={classes.bar}>
          <span aria-live="polite">
            <Plural _0="Nothing chosen" one="# service chosen" other="# services chosen" value={chosen.size} />
          </span>
          <Button disabled={chosen.size === 0} loading={isRunning} onClick={() => void adopt()}>
            <Trans>Take over</Trans>
          </Button>
        </div>
      )}
    </Page>
  );
}
