/**
 * Facts of one kind, one of each natural key, in the order in which the keys first came. A student has so few of a kind that a
 * list takes a fraction of a map's memory and is looked through as fast. Lists are replaced, not changed.
 */
export function withFact<Fact>(facts: readonly Fact[], fact: Fact, hasSameKey: (other: Fact) => boolean): readonly Fact[] {
  const place = facts.findIndex(hasSameKey);
  return place < 0 ? facts.concat([fact]) : facts.with(place, fact);
}

export function withoutFact<Fact>(facts: readonly Fact[], hasKey: (fact: Fact) => boolean): readonly Fact[] {
  return facts.filter((fact) => !hasKey(fact));
}
