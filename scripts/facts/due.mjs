/** How long a fact is trusted, in days. */
export const longestDays = 90;

/** The facts that were checked longer ago than that on a day (`YYYY-MM-DD`), with how many days ago; the oldest first. */
export function dueFacts(facts, today) {
  return facts
    .map((fact) => ({
      ...fact,
      days: Math.round((Date.parse(today) - Date.parse(fact.checkedOn)) / 86_400_000),
    }))
    .filter(({ days }) => !(days <= longestDays))
    .sort((a, b) => b.days - a.days);
}
