import { z } from 'zod';
import { TRANSITIONS } from '../../policy/promise.ts';
import { releaseRef } from '../../history/release-ref.ts';

/** what-if/<product>/<a>..<b>.md */
export const whatIfEntrySchema = z.object({
  rowsSha256: z.string(),
  before: releaseRef,
  after: releaseRef,
  built: z.iso.date().nullable(),
  transition: z.enum(TRANSITIONS),
});

export type WhatIfEntry = z.infer<typeof whatIfEntrySchema>;
