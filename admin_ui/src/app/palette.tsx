/** The command palette: type to find a screen or a lead, arrows to choose, Enter to go. */
import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { useQuery } from "urql";
import { Icon, type IconName } from "../shared/icons";
import type { Destination } from "./navigation";
import { PaletteQuery } from "./palette-documents";
import classes from "./palette.module.css";

const SHORTEST_SEARCH = 2;

interface Choice {
  key: string;
  label: string;
  hint: string;
  icon: IconName;
  go: () => void;
}

interface PaletteProps {
  destinations: readonly Destination[];
  onClose: () => void;
}

export function Palette({ destinations, onClose }: PaletteProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [search] = useDebouncedValue(text.trim(), 180);
  const [{ data }] = useQuery({
    query: PaletteQuery,
    variables: { text: search },
    pause: search.length < SHORTEST_SEARCH,
  });

  const wanted = text.trim().toLocaleLowerCase();
  const screens = destinations.map((destination): Choice => ({
    key: destination.to,
    label: t(destination.label),
    hint: t`Page`,
    icon: destination.icon,
    go: () => void navigate({ to: destination.to }),
  }));
  const actions: Choice[] = [
    {
      key: "new-lead",
      label: t`Enter a lead by hand`,
      hint: t`Action`,
      icon: "plus",
      go: () => void navigate({ to: "/leads", search: { create: true } }),
    },
  ];
  const leads = (wanted.length < SHORTEST_SEARCH ? [] : (data?.leads?.edges ?? [])).map(({ node }): Choice => ({
    key: node.id,
    label: node.contactDetails?.name ?? node.wish ?? node.id,
    hint: t`Lead`,
    icon: "inbox",
    go: () => void navigate({ to: "/leads/$id", params: { id: node.id } }),
  }));
  const choices = [
    ...[...screens, ...actions].filter(({ label }) => label.toLocaleLowerCase().includes(wanted)),
    ...leads,
  ];
  const current = Math.min(chosen, choices.length - 1);

  function take(choice: Choice | undefined): void {
    if (!choice) return;
    onClose();
    choice.go();
  }

  function press(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") setChosen(Math.min(current + 1, choices.length - 1));
    else if (event.key === "ArrowUp") setChosen(Math.max(current - 1, 0));
    else if (event.key === "Enter") take(choices[current]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal
      aria-label={t`Search or go to …`}
      centered={false}
      onClose={onClose}
      opened
      padding={0}
      size={560}
      withCloseButton={false}
      yOffset="12vh"
    >
      <TextInput
        aria-activedescendant={choices[current] ? `choice-${current}` : undefined}
        aria-controls="choices"
        aria-expanded="true"
        aria-label={t`Search or go to …`}
        classNames={{ input: classes.input }}
        data-autofocus
        leftSection={<Icon name="search" />}
        leftSectionWidth={48}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={press}
        placeholder={t`Page, name, phone number or wish`}
        role="combobox"
        size="lg"
        value={text}
      />
      <div aria-label={t`Results`} className={classes.choices} id="choices" role="listbox">
        {choices.map((choice, index) => (
          <div
            aria-selected={index === current}
            className={classes.choice}
            id={`choice-${index}`}
            key={choice.key}
            onClick={() => take(choice)}
            onMouseMove={() => setChosen(index)}
            role="option"
            tabIndex={-1}
          >
            <Icon name={choice.icon} size={17} />
            <span className={`${classes.label} clamp`}>{choice.label}</span>
            <span className={classes.hint}>{choice.hint}</span>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className={classes.nothing}>{t`Nothing found.`}</p>}
    </Modal>
  );
}
