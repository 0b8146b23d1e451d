/** What the assistant knows beside the services: open questions, answers, documents. */
import { SegmentedControl } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../../shared/page";
import { Documents } from "./documents-list";
import { FaqList } from "./faq-list";
import { Gaps } from "./gaps";
import type { KnowledgeSearch } from "./search";

const route = getRouteApi("/inside/knowledge");

export function Knowledge() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: Partial<KnowledgeSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });
  return (
    <Page
      description={<Trans>What CarBot answers from, beside your services: your own answers and documents.</Trans>}
      title={t`Knowledge`}
    >
      <SegmentedControl
        aria-label={t`Part of the knowledge`}
        data={[
          { value: "gaps", label: t`Open questions` },
          { value: "faq", label: t`Answers` },
          { value: "documents", label: t`Documents` },
        ]}
        onChange={(part) => void navigate({ search: part === "gaps" ? {} : { part } })}
        value={search.part ?? "gaps"}
        w={{ base: "100%", sm: "fit-content" }}
      />
      {search.part === "faq" ? (
        <FaqList onSearch={(text) => change({ text })} text={search.text} />
      ) : search.part === "documents" ? (
        <Documents />
      ) : (
        <Gaps onChange={change} search={search} />
      )}
    </Page>
  );
}
