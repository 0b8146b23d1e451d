/** Bringing services along as a file, and taking them along. */
import { Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../shared/icons";
import { usePermission } from "../../shared/session";
import { useSubmit } from "../../shared/submit";
import { warn } from "../../shared/toasts";
import { CatalogueExportCreateMutation } from "./documents";

type Format = "CSV" | "XLSX" | "PDF";

export function FilesMenu() {
  const { t } = useLingui();
  const canImport = usePermission("SERVICES_WRITE");
  const canExport = usePermission("SERVICES_EXPORT");
  const { send, isRunning } = useSubmit(CatalogueExportCreateMutation);

  async function save(format: Format): Promise<void> {
    const payload = await send({ format });
    // The answer is an attachment: the browser saves it and stays where it is.
    if (payload?.url) window.location.assign(payload.url);
    else warn(t`The file could not be made. Please try again.`);
  }

  const formats: [Format, string][] = [
    ["PDF", t`Price list to print (PDF)`],
    ["XLSX", t`Excel workbook`],
    ["CSV", t`CSV table`],
  ];
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button leftSection={<Icon name="download" size={16} />} loading={isRunning} variant="default">
          <Trans>File</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {canImport && (
          <>
            <Menu.Item leftSection={<Icon name="plus" size={16} />} renderRoot={(props) => <Link to="/services/import" {...props} />}>
              <Trans>Import services</Trans>
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {canExport &&
          formats.map(([format, label]) => (
            <Menu.Item key={format} leftSection={<Icon name="download" size={16} />} onClick={() => void save(format)}>
              {label}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
