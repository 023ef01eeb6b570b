import type { StatusDocument, Totals } from '#core/status.ts'

import { z } from '@hono/zod-openapi'

import { answerOf } from './json.ts'
import { PublicWatchShape, Time } from './schemas.ts'

const TotalsShape = z
  .object({
    checks: z.number().int(),
    alerts: z.number().int(),
    availabilityRate: z.number().openapi({ description: 'Share of checks that found offers, 0 to 1.' }),
    watches: z.number().int(),
  })
  .openapi('Totals')
export const TotalsSchema = answerOf<Totals>()(TotalsShape)

export const StatusSchema = answerOf<StatusDocument>()(
  z
    .object({
      bot_actif: z.boolean(),
      derniere_mise_a_jour: z.string(),
      matchs: z.array(
        z.object({
          nom: z.string(),
          url: z.string(),
          pmr_disponible: z.boolean(),
          dernier_check: z.string().openapi({ example: 'Il y a 3 min' }),
          nb_checks: z.number().int(),
        }),
      ),
      statistiques: z.object({
        verifications_totales: z.number().int(),
        alertes_envoyees: z.number().int(),
        taux_disponibilite: z.string().openapi({ example: '12.5%' }),
        matchs_surveilles: z.number().int(),
      }),
      at: Time,
      version: z.string(),
      watches: z.array(PublicWatchShape),
      totals: TotalsShape,
    })
    .openapi('Status', { description: 'French names are those of the bot that Vigie replaces.' }),
)
