import { z } from 'zod';

const kinds = ['alert', 'retraction', 'recovery', 'escalation', 'digest', 'community-signal', 'feed-silent'] as const;
const count = z.number().int().min(0);

/**
 * What a webhook is posted, version 1: something waits, of what kind and where it is read; neither a student nor an indicator.
 * Fields may be added to a version; what changes its meaning is a new `type`.
 */
export const noticeBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('homeroom.notice.v1'),
    data: z.object({
      /** The same for every try, as in the header `webhook-id`. */
      messageId: z.string().min(1).max(200),
      kind: z.enum(kinds),
      severity: z.enum(['info', 'warning', 'urgent']),
      links: z.array(z.object({ to: z.enum(['alert', 'inbox', 'community', 'feeds']), url: z.url() })),
      counts: z.partialRecord(z.enum(kinds), count).optional(),
    }),
  }),
  /** Posted by `homeroom webhooks test`. */
  z.object({ type: z.literal('homeroom.test.v1'), data: z.object({}) }),
]);

export type NoticeBody = z.infer<typeof noticeBodySchema>;
