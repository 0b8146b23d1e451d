/** Sending a file, with how far it is: `fetch` cannot tell that. */
import { t } from "@lingui/core/macro";
import { currentLanguage } from "../language";

export type Sent = { id: string } | { problem: string };
export type FileKind = "table" | "image";

interface Answer {
  id?: string;
  errors?: { message: string; extensions: { code: string } }[];
}

/** What to say of a file that is larger than its kind may be. */
export function tooLarge(kind: FileKind): string {
  return kind === "image"
    ? t`The image is larger than 5 MB. Please make it smaller.`
    : t`The file is larger than 20 MB. Please split it.`;
}

function problemOf(kind: FileKind, status: number, answer: Answer): string {
  if (status === 413) return tooLarge(kind);
  if (status === 429) return t`Too many files in the last hour. Please try again later.`;
  if (status === 401) return t`Your session has ended. Please sign in again.`;
  return answer.errors?.[0]?.message ?? t`The file could not be sent. Please try again.`;
}

function answerOf(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}

/** Send a file; `onProgress` hears parts of one. Never rejects. */
export function sendFile(file: File, kind: FileKind, onProgress: (part: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/uploads?kind=${kind}&name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("x-carbot-csrf", "1");
    request.setRequestHeader("x-carbot-language", currentLanguage().toLowerCase());
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const answer = answerOf(request.responseText);
      resolve(answer.id ? { id: answer.id } : { problem: problemOf(kind, request.status, answer) });
    };
    request.onerror = () => resolve({ problem: problemOf(kind, 0, {}) });
    request.send(file);
  });
}
