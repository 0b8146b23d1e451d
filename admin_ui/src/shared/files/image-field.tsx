/** Choosing a picture: it is sent at once, shown, and kept with the form it belongs to. */
import { Button, Input } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useId, useRef, useState } from "react";
import type { ChosenImage } from "./chosen-image";
import classes from "./image-field.module.css";
import { sendFile, tooLarge } from "./send-file";

const MOST_BYTES = 5 * 1024 * 1024;

interface ImageFieldProps {
  label: string;
  description: ReactNode;
  /** What the server refused it for. */
  error?: ReactNode;
  value: ChosenImage | null;
  disabled?: boolean;
  onChange: (value: ChosenImage | null) => void;
}

function read(file: File): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve("");
    reader.readAsDataURL(file);
  });
}

export function ImageField({ label, description, error, value, disabled, onChange }: ImageFieldProps) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setProblem(undefined);
    if (file.size > MOST_BYTES) {
      setProblem(tooLarge("image"));
      return;
    }
    setSending(true);
    const [sent, url] = await Promise.all([sendFile(file, "image", () => undefined), read(file)]);
    setSending(false);
    if ("problem" in sent) setProblem(sent.problem);
    else onChange({ url, uploadId: sent.id });
    if (input.current) input.current.value = "";
  }

  return (
    <Input.Wrapper description={description} error={problem ?? error} id={id} label={label} labelElement="div">
      <div aria-label={label} className={classes.field} role="group">
        {value && <img alt={t`Chosen image`} className={classes.picture} src={value.url} />}
        <input
          accept="image/png,image/jpeg,image/webp"
          aria-label={t`${label}: file`}
          className={classes.file}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
          ref={input}
          tabIndex={-1}
          type="file"
        />
        <Button disabled={disabled} loading={isSending} onClick={() => input.current?.click()} size="compact-sm" variant="default">
          {value ? <Trans>Choose another image</Trans> : <Trans>Choose an image</Trans>}
        </Button>
        {value && (
          <Button
            disabled={disabled}
            onClick={() => {
              setProblem(undefined);
              onChange(null);
            }}
            size="compact-sm"
            variant="subtle"
          >
            <Trans>Remove the image</Trans>
          </Button>
        )}
      </div>
    </Input.Wrapper>
  );
}
