/** Evidence, samples and teaching. */
export const proof = {
  evidence: {
    title: 'Preuves',
    lead: 'Ce que Vigie a gardé : chaque ouverture, chaque chose ambiguë et le début de chaque aveuglement.',
  },
}
