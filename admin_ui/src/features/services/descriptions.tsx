/** What is included, language by language; German is what the others fall back to. */
import { Group, Input, SegmentedControl, Textarea } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useId, useState } from "react";
import type { Language } from "../../shared/graphql";
import { languageNames, languages } from "../../shared/language";

export type Descriptions = Record<Language, string>;

/** The texts of a service by language; what nobody wrote is empty. */
export function descriptionsOf(written: readonly { language: Language; text: string }[] | undefined): Descriptions {
  const text = (language: Language) => written?.find((each) => each.language === language)?.text ?? "";
  return { DE: text("DE"), EN: text("EN"), TR: text("TR"), PL: text("PL") };
}

interface DescriptionFieldsProps {
  values: Descriptions;
  error: ReactNode;
  onChange: (values: Descriptions) => void;
}

export function DescriptionFields({ values, error, onChange }: DescriptionFieldsProps) {
  const { t } = useLingui();
  const [language, setLanguage] = useState<Language>("DE");
  const id = useId();
  const name = languageNames[language];
  return (
    <div>
      <Group align="end" gap="xs" justify="space-between" mb={4}>
        <Input.Label htmlFor={id}>{t`Description`}</Input.Label>
        <SegmentedControl
          aria-label={t`Language of the description`}
          data={languages.map((each) => ({ value: each, label: values[each].trim() ? `${each} ✓` : each }))}
          onChange={(each) => setLanguage(languages.find((known) => known === each) ?? "DE")}
          size="xs"
          value={language}
        />
      </Group>
      <Textarea
        autosize
        description={
          language === "DE"
            ? t`What is included? CarBot uses this text in its answers.`
            : t`For answers in ${name}. Left empty, CarBot uses the German text.`
        }
        error={error}
        id={id}
        lang={language.toLowerCase()}
        maxLength={1000}
        maxRows={10}
        minRows={3}
        onChange={(event) => onChange({ ...values, [language]: event.currentTarget.value })}
        value={values[language]}
      />
    </div>
  );
}
