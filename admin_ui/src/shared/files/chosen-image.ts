/** The picture of a form: the one that is there, or one that was sent and becomes it when the form is saved. */
export interface ChosenImage {
  url: string;
  uploadId?: string;
}

/** What a form sends: nothing where the picture stays, null where it goes, else the file that was sent. */
export function imageChange(before: string | undefined, now: ChosenImage | null): { id: string | null } | undefined {
  if (now?.uploadId) return { id: now.uploadId };
  return before !== undefined && now === null ? { id: null } : undefined;
}
